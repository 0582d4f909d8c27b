"""Step 4c and 7: ruby widens the spaces around its base where it must, and is placed on the lines.

JLReq 3.3.5 (mono ruby, centred on its character: nakatsuki), 3.3.6 (group ruby), 3.3.8 (ruby longer
than its base, and the neighbours it may hang over). A ruby character is half an em long.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from declaration_print.compose.boxes import Clusters, RubyRun
from declaration_print.compose.classes import CharClass
from declaration_print.compose.spaces import Spaces
from declaration_print.model.setting import PlacedRuby
from declaration_print.model.units import Em

RUBY_EM = 0.5

_first = attrgetter("first")

_KANA_AND_DASHES = frozenset(
    {
        CharClass.HIRAGANA,
        CharClass.KATAKANA,
        CharClass.PROLONGED_SOUND_MARK,
        CharClass.SMALL_KANA,
        CharClass.INSEPARABLE,
        CharClass.IDEOGRAPHIC_SPACE,
    }
)
"""What ruby may hang over by a ruby em on either side (3.3.8 b and d; Table 1, note 8)."""

_OVER_BEFORE = _KANA_AND_DASHES | {CharClass.OPENING_BRACKET}
_OVER_AFTER = _KANA_AND_DASHES | {
    CharClass.CLOSING_BRACKET,
    CharClass.FULL_STOP,
    CharClass.COMMA,
}


@dataclass(frozen=True, slots=True)
class _Overhang:
    """How far a reading sticks out on each side: over the neighbour, then past it into space."""

    before: float
    after: float
    rest: float  # of the excess, for spaces within and beside the base


def widen(clusters: Clusters, spaces: Spaces, first_indent: float) -> tuple[float, ...]:
    """Make room, in `spaces`, for readings longer than their bases.

    Returns for each reading how far it begins before its base.
    """
    sticks: list[float] = []
    hung = [0.0] * len(clusters)  # how much of each cluster a reading before it already covers
    annotated = {at for base in clusters.ruby for at in range(base.first, base.last + 1)}
    for base in clusters.ruby:
        for gap in range(base.first, base.last):
            spaces.stiffen(gap)
        excess = _length(base.reading) - _base_length(base, clusters, spaces)
        sticks.append(0.0)
        if excess > 0:
            room_before = _room_before(base.first, clusters, spaces, annotated)
            if base.first:
                covered = hung[base.first - 1]
                room_before = max(0.0, room_before - covered) if covered else room_before
            overhang = _overhang(
                excess, room_before, _room_after(base.last, clusters, spaces, annotated)
            )
            if base.last + 1 < len(clusters):
                hung[base.last + 1] = overhang.after
            sticks[-1] = _make_room(base, overhang, spaces, first_indent)
    return tuple(sticks)


def _length(reading: str) -> float:
    return RUBY_EM * sum(1 for char in reading if not unicodedata.combining(char))


def _base_length(base: RubyRun, clusters: Clusters, spaces: Spaces) -> float:
    bodies = clusters.bodies[base.first : base.last + 1]
    return sum(bodies) + sum(spaces.natural[base.first : base.last])


def _room_before(at: int, clusters: Clusters, spaces: Spaces, annotated: set[int]) -> float:
    """How far a reading may reach back from cluster `at`."""
    if at == 0 or at - 1 in annotated:
        return 0.0
    kind = clusters.classes[at - 1]
    return RUBY_EM if kind in _OVER_BEFORE else min(RUBY_EM, max(0.0, spaces.natural[at - 1]))


def _room_after(at: int, clusters: Clusters, spaces: Spaces, annotated: set[int]) -> float:
    """How far a reading may reach past cluster `at`."""
    if at + 1 == len(clusters) or at + 1 in annotated:
        return 0.0
    kind = clusters.classes[at + 1]
    return RUBY_EM if kind in _OVER_AFTER else min(RUBY_EM, max(0.0, spaces.natural[at]))


def _overhang(excess: float, room_before: float, room_after: float) -> _Overhang:
    before, after = min(excess / 2, room_before), min(excess / 2, room_after)
    return _Overhang(before, after, excess - before - after)


def _make_room(base: RubyRun, overhang: _Overhang, spaces: Spaces, first_indent: float) -> float:
    """Space out the base, one part at each end to two within (3.3.6); a mono base stays centred.

    Returns how far the reading begins before its base.
    """
    length = base.last - base.first + 1
    excess = overhang.before + overhang.after + overhang.rest
    if length == 1:
        ends = excess / 2 - overhang.before, excess / 2 - overhang.after
    else:
        part = overhang.rest / (2 * length)
        ends = part, part
        for gap in range(base.first, base.last):
            spaces.natural[gap] += 2 * part
    if base.first:
        _stiffen_under(base.first - 1, overhang.before, ends[0], spaces)
    _stiffen_under(base.last, overhang.after, ends[1], spaces)
    over_indent = min(RUBY_EM, max(0.0, first_indent)) if base.first == 0 else 0.0
    spaces.head[base.first] = max(0.0, overhang.before + ends[0] - over_indent)
    spaces.tail[base.last] = overhang.after + ends[1]
    return overhang.before + ends[0]


def _stiffen_under(gap: int, hanging: float, added: float, spaces: Spaces) -> None:
    """Room under a reading cannot be taken away again (3.3.8 c)."""
    for shrink in spaces.shrinks:
        shrink[gap] = max(0.0, shrink[gap] - hanging)
    spaces.natural[gap] += added


@dataclass(frozen=True, slots=True)
class RubyPlan:
    """How far each reading begins before its base, and each line edge is moved, in ems."""

    sticks: tuple[float, ...]
    head: Sequence[float]
    tail: Sequence[float]


@dataclass(frozen=True, slots=True)
class Edges:
    """Room for readings at the edges of a line, in ems."""

    before: float
    after: float
    gaps: Mapping[int, float]


def plan(clusters: Clusters, spaces: Spaces, first_indent: float) -> RubyPlan:
    """Make room for readings before lines are chosen."""
    return RubyPlan(widen(clusters, spaces, first_indent), spaces.head, spaces.tail)


def edges(plan: RubyPlan, first: int, last: int) -> Edges:
    """The room at the edges of the line of clusters `first`..`last`."""
    return Edges(plan.head[first], plan.tail[last], {})


def placed(
    plan: RubyPlan, clusters: Clusters, first: int, last: int, begins: Sequence[float]
) -> Iterator[PlacedRuby]:
    """The readings of a line: clusters `first`..`last`, whose bodies begin at `begins`."""
    begin_at, end_at = (bisect_left(clusters.ruby, at, key=_first) for at in (first, last + 1))
    for base, stick in zip(
        clusters.ruby[begin_at:end_at], plan.sticks[begin_at:end_at], strict=True
    ):
        begin = begins[base.first - first]
        end = begins[base.last - first] + clusters.bodies[base.last]
        starts = tuple(Em(round(at, 6)) for at in _starts(base, stick, begin, end))
        yield PlacedRuby(base.reading, base.first - first, base.last - first, starts)


def _starts(base: RubyRun, stick: float, begin: float, end: float) -> Iterator[float]:
    """Where each ruby character begins: 1:2:1 over a longer group, else solid (3.3.5, 3.3.6)."""
    length = _length(base.reading)
    count = round(length / RUBY_EM)
    spare = end - begin - length
    at, within = begin - stick, 0.0
    if not stick and base.last > base.first and count > 1:
        edge = min(spare / (2 * count), RUBY_EM)  # never more than a ruby em (3.3.6)
        at, within = begin + edge, (spare - 2 * edge) / (count - 1)
    elif not stick:
        at = begin + spare / 2
    previous = at
    for char in base.reading:
        if unicodedata.combining(char):
            yield previous
        else:
            yield at
            previous, at = at, at + RUBY_EM + within
