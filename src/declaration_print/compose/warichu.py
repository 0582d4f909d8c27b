"""Steps 5 and 7: notes of two small lines within the line (割注).

JLReq 3.4.1-3.4.3: the two lines are as nearly as can be of one length, the second never longer than
the first; a note that goes on in the next line of text is balanced in each. No space is adjusted.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

from declaration_print.compose.boxes import Clusters
from declaration_print.compose.justify import EPSILON
from declaration_print.compose.spaces import Spaces


@dataclass(frozen=True, slots=True)
class Halved:
    """The part of a note in one line of text, clusters `first`..`last` (inclusive).

    `second` is where its second line begins (`last` + 1: there is none); `extent` how far the longer
    one reaches, `excess` how much more that is than the main line counts for it; all in ems.
    """

    first: int
    last: int
    second: int
    extent: float
    excess: float
    unfilled: float


def halves(
    clusters: Clusters, spaces: Spaces, ends: Sequence[bool], span: tuple[int, int]
) -> Iterator[Halved]:
    """The parts of notes that stand in the line of clusters `span` (first, last)."""
    begin = bisect_left(clusters.warichu, span[0], key=itemgetter(1))
    end = bisect_right(clusters.warichu, span[1], key=itemgetter(0))
    for note_first, note_last in clusters.warichu[begin:end]:
        first, last = max(note_first, span[0]), min(note_last, span[1])
        if first <= last:
            yield _halved(clusters, spaces, ends, (first, last), goes_on=last < note_last)


def _halved(
    clusters: Clusters,
    spaces: Spaces,
    ends: Sequence[bool],
    span: tuple[int, int],
    *,
    goes_on: bool,
) -> Halved:
    first, last = span
    reach = _Reach.of(clusters, spaces, span)
    second, extent, shorter = last + 1, reach.between(first, last), 0.0
    for at in range(first, last):
        upper, lower = reach.between(first, at), reach.between(at + 1, last)
        if ends[at] and lower <= upper + EPSILON and upper < extent:
            second, extent, shorter = at + 1, upper, lower
    counted = sum(spaces.bodies[first : last + 1]) + sum(spaces.natural[first:last])
    unfilled = extent - shorter if goes_on else 0.0
    return Halved(first, last, second, extent, extent - counted, unfilled)


@dataclass(frozen=True, slots=True)
class _Reach:
    """Where bodies begin and end when a part of a note is set in one small line."""

    offset: int
    begins: Sequence[float]
    ends: Sequence[float]
    vanishes: Sequence[bool]

    @classmethod
    def of(cls, clusters: Clusters, spaces: Spaces, span: tuple[int, int]) -> "_Reach":
        first, last = span
        bodies = clusters.bodies[first : last + 1]
        gaps = (2 * gap for gap in spaces.natural[first:last])
        steps = (body + gap for body, gap in zip(bodies, gaps, strict=False))
        begins = list(accumulate(steps, initial=0.0))
        ends = [begin + body for begin, body in zip(begins, bodies, strict=True)]
        return cls(first, begins, ends, spaces.vanishes)

    def between(self, first: int, last: int) -> float:
        """The length of clusters `first`..`last`, spaces at its edges left out (Table 1, note 13)."""
        while first < last and self.vanishes[first]:
            first += 1
        while last > first and self.vanishes[last]:
            last -= 1
        if self.vanishes[last]:
            return 0.0
        return self.ends[last - self.offset] - self.begins[first - self.offset]


def placed(
    clusters: Clusters, spaces: Spaces, part: Halved, start: float
) -> Iterator[tuple[float, float]]:
    """Where each cluster of a part begins, and its shift across the line, in ems."""
    for first, last, side in (
        (part.first, part.second - 1, 0.5),
        (part.second, part.last, -0.5),
    ):
        single = part.second > part.last
        at = end = start
        for index in range(first, last + 1):
            edge = spaces.vanishes[index] and index in (first, last)
            shift = 0.0 if single else side * clusters.sizes[index]
            yield (end if edge else at), shift
            if not edge:
                end = at + clusters.bodies[index]
                at = end + 2 * spaces.natural[index]
