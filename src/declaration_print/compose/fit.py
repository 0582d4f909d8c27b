"""Step 5: the breaks of a whole paragraph at once, so that its lines together need least adjustment.

Dynamic programming over the permitted breaks (total fit), costed by JLReq's own stages: 3.8.2 (rather
shrink than grow), 3.8.3 and 3.8.4 (stages in order, each one dearer than the one before), 3.1.9 (line
end: half an em or solid), 3.5.4 (no single character on the last line).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from math import inf

from declaration_print.compose import warichu
from declaration_print.compose.boxes import Clusters
from declaration_print.compose.classes import AKI, CharClass
from declaration_print.compose.justify import EPSILON, line_end
from declaration_print.compose.opportunities import Opportunities
from declaration_print.compose.spaces import Spaces
from declaration_print.model.setting import Alignment, Setting

_LOOSE = 2.0
"""Ems of open space past which no shorter line is tried once one that fits is known."""

# What an em costs in each stage, times the part of the stage that is used up. The last of a space
# costs more: a mark set solid within the line is too much reduction to many (3.8.3, note on stage c).
_SHRINK_WORDS = 0.05
_SHRINK = (0.15, 0.2, 0.4)  # the method's own stages inside a line
_OF_MARKS = _SHRINK[:2]
_TO_THE_LAST = 2.0
_GROW = (0.3, 0.5, 4.0)  # stages 1, 2, 3
_OPENED = 0.3  # to open a line at all, word spaces apart: reduction comes first (3.8.2)
_LAST_RESORT = 10.0  # stage 4 of expansion, before its first em
_LINE_END = 0.02  # a mark set solid at the line end hardly shows
_HUNG = 0.05
_DIVIDED = 3.0  # a word divided by a hyphen: rather than a line opened past stage 3
_RAGGED_LINE = 1.0
_SHORT_LAST_LINE = 30.0
_BROKEN_WORD = 200.0
_OVERFULL = 10_000.0

_LAST_LINE_LEAST = 2
"""Characters, punctuation apart."""

_PUNCTUATION = AKI | {CharClass.DIVIDING_PUNCTUATION, CharClass.WORD_SPACE}


@dataclass(frozen=True, slots=True)
class Line:
    """Clusters `first`..`last` (inclusive) make a line; `begin`..`visible` are those that show.

    `overshoot`: how many ems too long it would be with the word it breaks; 0 when it breaks none.
    """

    first: int
    last: int
    begin: int
    visible: int
    overshoot: float = 0.0


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums of everything before cluster i: what lies in a line is two look-ups apart.

    Stages with what an em costs in them; those that have nothing anywhere are left out.
    """

    length: Sequence[float]
    words: Sequence[float] | None
    shrink: Sequence[tuple[float, Sequence[float]]]
    stretch: Sequence[tuple[float, Sequence[float]]]
    may_grow: Sequence[float]

    @classmethod
    def of(cls, spaces: Spaces) -> "_Sums":
        words, *later = spaces.shrinks
        return cls(
            _sums(map(float.__add__, spaces.bodies, spaces.natural)),
            _sums(words) if any(words) else None,
            [
                (price, _sums(stage))
                for price, stage in zip(_SHRINK, later, strict=False)
                if any(stage)
            ],
            [
                (price, _sums(stage))
                for price, stage in zip(_GROW, spaces.stretches, strict=True)
                if any(stage)
            ],
            _sums(spaces.may_grow),
        )


def _sums(amounts: Iterable[float]) -> list[float]:
    return list(accumulate(amounts, initial=0.0))


def fit(
    clusters: Clusters,
    spaces: Spaces,
    breaks: Opportunities,
    setting: Setting,
    widths: tuple[float, float],
) -> list[Line]:
    """The lines of a stretch without forced breaks.

    `widths` are the open lengths of the first line and of all others, in ems.
    """
    if _is_short(clusters, spaces, widths[0]):
        last = len(clusters) - 1
        begin = 1 if spaces.vanishes[0] and last else 0
        return [Line(0, last, begin, max(begin, last - 1) if spaces.vanishes[last] else last)]
    return _Fit(clusters, spaces, breaks, setting, widths).lines()


def _is_short(clusters: Clusters, spaces: Spaces, width: float) -> bool:
    """Whether all of it surely fits in one line: then there is nothing to choose."""
    plain = not (clusters.warichu or clusters.ruby or spaces.lead)
    return plain and sum(spaces.bodies) + sum(spaces.natural) + 1 <= width


class _Fit:
    """One run of the dynamic programme: for each place where a line may begin, the cheapest way there."""

    def __init__(
        self,
        clusters: Clusters,
        spaces: Spaces,
        breaks: Opportunities,
        setting: Setting,
        widths: tuple[float, float],
    ) -> None:
        self.clusters = clusters
        self.spaces = spaces
        self.widths = widths
        self.narrowest = min(widths) + EPSILON
        self.centred = setting.alignment is Alignment.CENTRE
        self.sums = sums = _Sums.of(spaces)
        self.head = [*spaces.head]
        for at, amount in spaces.lead.items():
            self.head[at] += amount
        tail = [*spaces.tail]
        for at, hyphen in clusters.hyphens.items():
            tail[at] += hyphen
        self.visible = list(range(len(clusters)))
        self.begins = self.visible.copy()
        for at, gone in enumerate(spaces.vanishes):
            if gone:
                self.visible[at] = max(at - 1, 0)
                self.begins[at] = min(at + 1, len(clusters) - 1)
        self.least_before = list(sums.length)
        for taken in (*(stage for _, stage in sums.shrink), sums.words):
            if taken is not None:
                self.least_before = list(map(float.__sub__, self.least_before, taken))
        ends_with = [
            body + aki + more
            for body, aki, more in zip(spaces.bodies, spaces.at_end, tail, strict=True)
        ]
        gives = [
            aki + dot + hang
            for aki, dot, hang in zip(
                spaces.end_release, spaces.dot_release, spaces.hang, strict=True
            )
        ]
        self.natural_end = [sums.length[at] + ends_with[at] for at in self.visible]
        self.least_end = [self.least_before[at] + ends_with[at] - gives[at] for at in self.visible]
        self.reaches = self.least_end  # never falling, so that it can be searched
        if clusters.ruby or clusters.hyphens:
            self.reaches = list(accumulate(reversed(self.least_end), min))[::-1]
        self.last = len(clusters) - 1
        self.justifies = setting.alignment is Alignment.JUSTIFY
        self.hyphens = clusters.hyphens
        self.breaks = breaks
        self.broken: set[int] = set()
        self.legal = [at for at, may in enumerate(breaks.ends) if may]
        self.stops = self._stops()

    def _stops(self) -> list[int]:
        """Where lines may end; inside what no line can hold, where it may in need, or anywhere."""
        begins = (0, *(stop + 1 for stop in self.legal[:-1]))
        wide = [
            (begin, stop)
            for begin, stop in zip(begins, self.legal, strict=True)
            if self.least_end[stop] - self.least_before[begin] > self.narrowest
        ]
        if not wide:
            return self.legal
        for first, stop in wide:
            begin = first
            for at in (*self._in_need(first, stop), stop):
                if self.least_end[at] - self.least_before[begin] > self.narrowest:
                    self.broken.update(range(begin, at))
                self.broken.add(at)
                begin = at + 1
            self.broken.discard(stop)
        for run in self.clusters.ruby:
            self.broken.difference_update(range(run.first, run.last))
        return sorted({*self.legal, *self.broken})

    def _in_need(self, begin: int, stop: int) -> Iterator[int]:
        return (at for at in range(begin, stop) if self.breaks.in_need[at])

    def lines(self) -> list[Line]:
        """The cheapest lines."""
        count = len(self.clusters)
        costs = [inf] * (count + 1)
        came_from = [0] * (count + 1)
        costs[0] = 0.0
        for begin in (0, *(stop + 1 for stop in self.stops[:-1])):
            so_far = costs[begin]
            if so_far < inf:
                for stop, cost in self._candidates(begin):
                    if so_far + cost <= costs[stop + 1]:  # of two alike, the later break
                        costs[stop + 1] = so_far + cost
                        came_from[stop + 1] = begin
        lines: list[Line] = []
        end = count
        while end:
            begin, last = came_from[end], end - 1
            goes_on = begin - 1 in self.broken  # a word too long is told once
            broken = last in self.broken and not goes_on
            overshoot = self._overshoot(begin, last) if broken else 0.0
            lines.append(Line(begin, last, self.begins[begin], self.visible[last], overshoot))
            end = begin
        return lines[::-1]

    def _overshoot(self, begin: int, last: int) -> float:
        end_of_word = self.legal[bisect_right(self.legal, last)]
        long: float = self.least_end[end_of_word] - self.least_before[begin] + self.head[begin]
        return long - self.widths[0 if begin == 0 else 1]

    def _candidates(self, first: int) -> Iterator[tuple[int, float]]:
        """Lines from cluster `first` that are worth a try, longest first, with their costs."""
        begin = self.begins[first]
        width = self.widths[0 if first == 0 else 1] - self.head[begin]
        reach = self.least_before[begin] + width + EPSILON
        stops, natural_end, starts_at = self.stops, self.natural_end, self.sums.length[begin]
        furthest = bisect_right(self.reaches, reach, first) - 1
        choice = bisect_right(stops, furthest) - 1
        if choice < 0 or stops[choice] < first:  # not one cluster fits
            stop = stops[bisect_left(stops, first)]
            yield stop, _OVERFULL * (self.least_end[stop] - reach)
            return
        loose = _LOOSE if self.justifies else width / 2
        while choice >= 0 and (stop := stops[choice]) >= first:
            slack = width - natural_end[stop] + starts_at
            extra = 0.0
            if self.clusters.warichu:
                parts = warichu.halves(self.clusters, self.spaces, self.breaks.ends, (first, stop))
                for part in parts:
                    slack -= part.excess
                    extra += part.unfilled
            yield stop, self._cost(begin, stop, slack) + extra
            if slack > loose:
                return
            choice -= 1

    def _cost(self, begin: int, stop: int, slack: float) -> float:
        """What a line costs that leaves `slack` open before adjustment."""
        cost: float = _BROKEN_WORD if stop in self.broken else 0.0
        if stop in self.hyphens:
            cost += _DIVIDED
        last_line = stop == self.last
        if last_line and begin and self._leaves_few(begin):
            cost += _SHORT_LAST_LINE
        if not self.justifies:
            cost += _RAGGED_LINE
            if slack > 0:
                open_end = last_line and not self.centred
                return cost if open_end else cost + slack * slack / max(self.widths[1], 1.0)
        visible = self.visible[stop]
        if slack < -EPSILON:
            slack, shrinking = self._shrunk(begin, visible, slack)
            cost += shrinking
        if slack > EPSILON and not last_line:
            cost += self._grown(begin, visible, slack)
        return cost

    def _leaves_few(self, begin: int) -> bool:
        shown = (kind for kind in self.clusters.classes[begin:] if kind not in _PUNCTUATION)
        return sum(1 for _ in islice(shown, _LAST_LINE_LEAST)) < _LAST_LINE_LEAST

    def _shrunk(self, begin: int, visible: int, slack: float) -> tuple[float, float]:
        """What slack is left, and what the shrinking costs."""
        spaces, sums = self.spaces, self.sums
        words = sums.words[visible] - sums.words[begin] if sums.words else 0.0
        later = [(price, taken[visible] - taken[begin]) for price, taken in sums.shrink]
        release = spaces.end_release[visible] + spaces.dot_release[visible]
        rest = sum(amount for _, amount in later)
        end = line_end(slack, words, rest, release, spaces.hang[visible])
        slack += end.released + end.hung
        cost = (_LINE_END if end.released else 0.0) + (_HUNG if end.hung else 0.0)
        for price, amount in ((_SHRINK_WORDS, words), *later):
            used = min(amount, -slack)
            if used > EPSILON:
                part = used / amount
                to_the_last = _TO_THE_LAST if price in _OF_MARKS else 0.0
                cost += price * used * part * (1 + to_the_last * part**4)
                slack += used
        return slack, cost if slack > -EPSILON else cost - slack * _OVERFULL

    def _grown(self, begin: int, visible: int, slack: float) -> float:
        cost = 0.0
        for price, given in self.sums.stretch:
            amount = given[visible] - given[begin]
            used = min(amount, slack)
            if used > EPSILON:
                cost += price * used * used / amount + (price > _GROW[0]) * _OPENED
                slack -= used
        if slack > EPSILON:
            gaps = self.sums.may_grow[visible] - self.sums.may_grow[begin]
            cost += _LAST_RESORT + _LAST_RESORT * slack * slack / (gaps or 0.1)
        return cost
