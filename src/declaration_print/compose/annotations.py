"""Step 3d: what the notation says of characters, said of clusters.

JLReq 3.3 (ruby complexes, cl-22 and cl-23), 3.4 (warichu, cl-28 and cl-29), 3.7.2 (furiwake), 3.7.3
(jidori), 4.2.3 (reference marks, cl-20).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter, itemgetter
from typing import TypeVar

from declaration_print.compose.boxes import Block, Clusters, RubyRun, bodies, leads
from declaration_print.compose.classes import CharClass
from declaration_print.compose.collect import Breaks, Stretch, Written
from declaration_print.compose.readings import Reading
from declaration_print.model.setting import RubyKind, Setting

WARICHU_SIZE = 0.5
"""JLReq 3.4.2: about six points; half the text, so that two lines make one (fig. 2.4.2)."""

MARK_SIZE = 0.6
"""JLReq 4.2.3: one or two steps smaller than the text."""

_JAPANESE_LETTERS = frozenset({CharClass.HIRAGANA, CharClass.KATAKANA, CharClass.IDEOGRAPHIC})


_Item = TypeVar("_Item")

Measure = Callable[[str], Reading]


def annotated(  # noqa: PLR0913, PLR0917 - what the steps before have made
    clusters: Clusters,
    written: Written,
    setting: Setting,
    origins: Sequence[int],
    blocks: Mapping[int, Block],
    measure: Measure,
) -> Clusters:
    """The clusters with ruby, ties, sizes and boxes; `origins` is where each was written.

    `measure` gives readings their widths.
    """
    if written.is_plain or not origins:
        return clusters
    near = _near(written, origins[0], origins[-1])
    return _Annotations(near, setting, origins, measure).on(clusters, blocks)


def _near(written: Written, low: int, high: int) -> Written:
    """What was written of the characters `low` to `high`: a long text has many stretches."""

    def inside(items: tuple[_Item, ...], key: Callable[[_Item], int]) -> tuple[_Item, ...]:
        return items[bisect_left(items, low, key=key) : bisect_right(items, high, key=key)]

    breaks = written.breaks
    return replace(
        written,
        ruby=inside(written.ruby, attrgetter("first")),
        warichu=inside(written.warichu, itemgetter(0)),
        marks=inside(written.marks, itemgetter(0)),
        furiwake=inside(written.furiwake, itemgetter(0)),
        breaks=Breaks(inside(breaks.openings, int), inside(breaks.ties, int)),
    )


@dataclass(frozen=True, slots=True)
class _Annotations:
    """What the notation says of characters, said of clusters."""

    written: Written
    setting: Setting
    origins: Sequence[int]
    measure: Measure

    def on(self, clusters: Clusters, blocks: Mapping[int, Block]) -> Clusters:
        written = self.written
        kinds = list(clusters.classes)
        ruby = tuple(sorted(self._ruby(), key=lambda run: run.first))
        for run in ruby:
            _join_complex(run, kinds)
        within = list(self._within(written.warichu))
        sized = [((first + 1, last - 1), WARICHU_SIZE, 0.0) for first, last in within]
        for first, last in within:
            kinds[first], kinds[last] = CharClass.WARICHU_OPENING, CharClass.WARICHU_CLOSING
        marks = list(self._within(written.marks))
        sized += [(span, MARK_SIZE, (1 - MARK_SIZE) / 2) for span in marks]
        for first, last in marks:
            kinds[first : last + 1] = [CharClass.REFERENCE_MARK] * (last - first + 1)
        boxes = {
            at: blocks[origin]
            for origin, _ in written.furiwake
            for at, _ in self._within(((origin, origin + 1),))
        }
        for at in boxes:
            kinds[at] = CharClass.IDEOGRAPHIC
        jidori = tuple(
            (first, last, ems)
            for begin, end, ems in written.jidori
            for first, last in self._within(((begin, end),))
        )
        tied = [*self._within(written.unbroken), *marks]
        return replace(
            _resized(clusters, kinds, sized, boxes),
            unbroken=(*clusters.unbroken, *tied),
            ruby=ruby,
            free=frozenset(self._gaps(written.breaks.openings)),
            tied=frozenset(self._gaps(written.breaks.ties)),
            jidori=jidori,
            warichu=tuple((first + 1, last - 1) for first, last in within if last - first > 1),
            blocks=boxes,
        )

    def _within(self, stretches: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
        """The clusters, first and last, of what was written in each stretch."""
        for begin, end in stretches:
            first, last = bisect_left(self.origins, begin), bisect_left(self.origins, end) - 1
            if first <= last:
                yield first, last

    def _gaps(self, places: Sequence[int]) -> Iterator[int]:
        """The cluster before each place."""
        for place in places:
            at = bisect_left(self.origins, place) - 1
            if 0 <= at < len(self.origins) - 1:
                yield at

    def _ruby(self) -> Iterator[RubyRun]:
        for note in self.written.ruby:
            first = bisect_left(self.origins, note.first)
            last = bisect_left(self.origins, note.last)
            if first < last and self.origins[first] == note.first:
                kind = self.setting.ruby.per_character
                yield from self._runs(note.readings, (first, last), kind)
                other = self._runs(note.other, (first, last), kind)
                yield from (replace(run, other_side=True) for run in other)

    def _runs(
        self, readings: tuple[str, ...], span: tuple[int, int], kind: RubyKind
    ) -> Iterator[RubyRun]:
        """Mono or jukugo ruby where each cluster has its reading, else one group (JLReq 3.3.1)."""
        first, last = span
        if len(readings) != last - first:
            if any(readings):
                yield RubyRun(first, last - 1, RubyKind.GROUP, (self.measure("".join(readings)),))
        elif kind is RubyKind.JUKUGO and sum(map(bool, readings)) > 1:
            yield RubyRun(first, last - 1, RubyKind.JUKUGO, tuple(map(self.measure, readings)))
        else:
            for at, text in enumerate(readings, first):
                if text:
                    yield RubyRun(at, at, RubyKind.MONO, (self.measure(text),))


def _join_complex(run: RubyRun, kinds: list[int]) -> None:
    """Japanese base characters become part of a ruby complex (cl-22, cl-23)."""
    jukugo = run.kind is RubyKind.JUKUGO
    for at in range(run.first, run.last + 1):
        if kinds[at] in _JAPANESE_LETTERS:
            kinds[at] = CharClass.JUKUGO_COMPLEX if jukugo else CharClass.RUBY_COMPLEX


def _resized(
    clusters: Clusters,
    kinds: list[int],
    sized: Sequence[tuple[tuple[int, int], float, float]],
    boxes: Mapping[int, Block],
) -> Clusters:
    """Clusters of another size than the text's, and boxes that other lines fill."""
    advances, sizes = list(clusters.advances), list(clusters.sizes)
    begins, bulks, shifts = leads(kinds, advances), bodies(kinds, advances), list(clusters.shifts)
    for (first, last), size, shift in sized:
        for at in range(first, last + 1):
            advances[at] *= size
            begins[at] *= size
            bulks[at] *= size
            sizes[at], shifts[at] = size, shift
    for at, block in boxes.items():
        advances[at] = bulks[at] = block.extent
        begins[at] = 0.0
    return replace(
        clusters,
        advances=advances,
        classes=kinds,
        leads=begins,
        bodies=bulks,
        sizes=sizes,
        shifts=shifts,
    )
