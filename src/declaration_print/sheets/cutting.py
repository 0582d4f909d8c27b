"""Where a scroll may be cut, and where it is: between columns, headings left with their text.

All lengths in mm from the right end. Fewest sheets first; then no heading parted from what it
heads, no sliver, the widest gaps; of equals, the fullest sheet.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from declaration_print.model.problem import BadInput, Problem, Words
from declaration_print.model.units import Mm

Extent = tuple[float, float]
"""Where something begins and ends along the scroll."""

CLEAR = (1.0, 0.5, 0.25)
"""What stays free between a cut and any ink. Less only where nothing else can be cut."""

_WIDE = 40.0
"""A gap wider than that is cut anywhere, this half of it from its ends, in steps of a quarter."""

_AFTER_HEADING = 2.0
_NOISE = 0.01
_RULE = 1.0
"""What is no wider is a ruled line: a heading heads what comes after it."""

_SLIVER = 40.0
"""A panel shorter than this is hard to paste."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A place to cut: how wide its gap is, and whether a heading stands just before it."""

    at: float
    gap: float
    parts_heading: bool


def cuts(
    marks: Iterable[Extent], headings: Sequence[Extent], length: Mm, room: Mm
) -> tuple[Mm, ...]:
    """Where each panel ends, the last at the scroll's end. A sheet holds `room` of it.

    Raises BadInput when some stretch longer than a sheet cannot be cut.
    """
    solid = list(merged(marks))
    for clear in CLEAR:
        places = [
            *_places(solid, headings, length, clear),
            _Place(length, _WIDE, parts_heading=False),
        ]
        chosen = _chosen(places, room)
        if chosen:
            return chosen
    raise BadInput([_uncuttable(places, room)])


def merged(marks: Iterable[Extent]) -> Iterator[Extent]:
    """Overlapping extents as one."""
    begin = end = None
    for one, other in sorted(marks):
        if end is None or begin is None:
            begin, end = one, other
        elif one <= end:
            end = max(end, other)
        else:
            yield begin, end
            begin, end = one, other
    if begin is not None and end is not None:
        yield begin, end


def _places(
    solid: Sequence[Extent], headings: Sequence[Extent], length: float, clear: float
) -> Iterator[_Place]:
    edges = [0.0, *(edge for mark in solid for edge in mark), length]
    ends = sorted(end for _, end in headings)
    inked = [begin for begin, end in solid if end - begin > _RULE]
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        gap = end - begin
        if gap < 2 * clear:
            continue
        last = bisect_right(ends, begin + _NOISE) - 1
        follows = bisect_left(inked, ends[last] - _NOISE) if last >= 0 else -1
        parts = last >= 0 and (follows == len(inked) or inked[follows] > begin - _AFTER_HEADING)
        if gap <= _WIDE:
            yield _Place((begin + end) / 2, gap, parts)
            continue
        steps = int((gap - _WIDE) // (_WIDE / 4))
        for step in range(steps + 1):
            yield _Place(begin + _WIDE / 2 + step * _WIDE / 4, _WIDE, parts)


def _chosen(places: Sequence[_Place], room: float) -> tuple[Mm, ...]:
    """The cheapest way through the places, found from the end backwards; () when there is none."""
    at = [0.0, *(place.at for place in places)]
    worst = (len(at) + 1, 0, 0, 0.0)
    cost = [worst] * len(at)
    then = [0] * len(at)
    cost[-1] = (0, 0, 0, 0.0)
    for here in range(len(at) - 2, -1, -1):
        reach = bisect_right(at, at[here] + room + _NOISE) - 1
        for there in range(reach, here, -1):  # the furthest first: it wins among equals
            if cost[there] >= worst:
                continue
            place = places[there - 1]
            sheets, headings, slivers, narrow = cost[there]
            price = (
                sheets + 1,
                headings + place.parts_heading,
                slivers + (at[there] - at[here] < _SLIVER),
                round(narrow + _WIDE - place.gap, 1),
            )
            if price < cost[here]:
                cost[here], then[here] = price, there
    if cost[0] >= worst:
        return ()
    chosen = []
    here = 0
    while here < len(at) - 1:
        here = then[here]
        chosen.append(Mm(at[here]))
    return tuple(chosen)


def _uncuttable(places: Sequence[_Place], room: float) -> Problem:
    at = [0.0, *(place.at for place in places)]
    begin, end = next((one, other) for one, other in pairwise(at) if other - one > room)
    words = Words(
        ja=f"右端から {begin:.0f} mm と {end:.0f} mm の間には切れる行間がなく、一枚に収まる {room:.0f} mm を"
        "超えます(図版など)。より長い用紙を --sheet で指定してください(例: roll610x1800)。",
        en=f"between {begin:.0f} and {end:.0f} mm from the right end there is no line gap to cut at (a "
        f"picture?), and a sheet holds {room:.0f} mm; give a longer one with --sheet, such as "
        "roll610x1800",
    )
    return Problem("sheets/no-gap", words)
