"""Steps 4c and 7: ruby widens the spaces around its base where it must, and is placed on the lines.

JLReq 3.3.4-3.3.8, the appendix on jukugo-ruby, and Table 6, notes 6 and 7 (nothing opens or closes
within a complex). What a reading needs depends on where the line is broken: inside a line, at its
head, at its end, or across two lines; each is worked out before the lines are chosen. A complex that
is a line by itself gets what both edges ask for, and stays centred where they disagree.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from declaration_print.compose.boxes import Clusters
from declaration_print.compose.readings import RUBY_EM, Reading
from declaration_print.compose.ruby_complex import Complex, Part
from declaration_print.compose.ruby_overhang import NO_ROOM, Rooms, Side
from declaration_print.compose.simple_ruby import EPSILON
from declaration_print.compose.spaces import Spaces
from declaration_print.model.setting import PlacedRuby, RubyKind, Setting
from declaration_print.model.units import Em

Gaps = dict[int, float]
"""Space by the cluster that it follows, in ems; what precedes cluster 0 is at -1."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Room for readings at the edges of a line and, because of these, within it, in ems.

    `gaps` are by cluster: the space after it grows by so much, or shrinks where a part of a jukugo
    needs less than the whole.
    """

    before: float
    after: float
    gaps: Mapping[int, float]


_NO_EDGES = Edges(0.0, 0.0, {})


@dataclass(frozen=True, slots=True)
class RubyPlan:
    """The complexes of a stretch by their first cluster, and what they ask of lines.

    `heads[i]` and `tails[i]`: what a line puts where when it begins or ends with cluster i.
    """

    complexes: tuple[Complex, ...] = ()
    firsts: tuple[int, ...] = ()
    longest: int = 0  # clusters of the longest complex
    heads: Mapping[int, Gaps] = field(default_factory=dict)
    tails: Mapping[int, Gaps] = field(default_factory=dict)


_NO_RUBY = RubyPlan()


@dataclass(slots=True)
class _Demand:
    """What the readings of one side ask for: within a line, and in addition at its edges."""

    inside: Gaps = field(default_factory=dict)
    heads: dict[int, Gaps] = field(default_factory=dict)
    tails: dict[int, Gaps] = field(default_factory=dict)


def plan(clusters: Clusters, spaces: Spaces, setting: Setting, first_indent: float) -> RubyPlan:
    """Widen and stiffen `spaces` for the readings, and set its `head` and `tail`.

    `first_indent`: the indent before cluster 0, which a reading may hang over (Table 1, note 8).
    """
    if not clusters.ruby:
        return _NO_RUBY
    over_indent = min(RUBY_EM, max(0.0, first_indent)) if setting.ruby.over_indent else 0.0
    complexes: list[Complex] = []
    demands: list[_Demand] = []
    sides: list[Side] = []
    for other_side in (False, True):
        runs = [run for run in clusters.ruby if run.other_side is other_side]
        annotated = frozenset(at for run in runs for at in range(run.first, run.last + 1))
        rules = setting.ruby
        side = Side(clusters, spaces, rules.overhang, annotated, dotted=not other_side)
        demand = _Demand()
        for run in runs:
            made = Complex.of(run, side, setting, over_indent)
            over = NO_ROOM if made.fits else _asked(made, demand)
            side.hang(run.first, run.last, over)
            complexes.append(made)
        demands.append(demand)
        sides.append(side)
    _stiffen(clusters, spaces, sides)
    heads, tails = _make_room(demands, spaces)
    complexes.sort(key=lambda one: one.run.first)
    return RubyPlan(
        complexes=tuple(complexes),
        firsts=tuple(one.run.first for one in complexes),
        longest=max(len(one.bodies) for one in complexes),
        heads=heads,
        tails=tails,
    )


def _asked(made: Complex, demand: _Demand) -> Rooms:
    """Enter what a complex asks for, and return how far it may hang over its neighbours at most."""
    first, last = made.run.first, made.run.last
    whole = made.spread(made.whole)
    inside = {first - 1: whole.before, last: whole.after}
    inside.update(enumerate(whole.gaps, first))
    for gap, amount in inside.items():
        if amount:
            demand.inside[gap] = demand.inside.get(gap, 0.0) + amount
    before, after = whole.over.before, whole.over.after
    splits = made.run.kind is RubyKind.JUKUGO
    for at in range(first, last + 1) if splits else (first,):
        at_head = made.spread(Part(at, last, at_head=True))
        wanted = {last: at_head.after - whole.after, at - 1: at_head.before}
        for gap, amount in enumerate(at_head.gaps, at):
            wanted[gap] = amount - inside[gap]
        demand.heads[at] = wanted
        after = max(after, at_head.over.after)
    for at in range(first, last + 1) if splits else (last,):
        at_end = made.spread(Part(first, at, at_end=True))
        wanted = {first - 1: at_end.before - whole.before, at: at_end.after}
        for gap, amount in enumerate(at_end.gaps, first):
            wanted[gap] = amount - inside[gap]
        demand.tails[at] = wanted
        before = max(before, at_end.over.before)
    return Rooms(before, after)


def _stiffen(clusters: Clusters, spaces: Spaces, sides: Sequence[Side]) -> None:
    """Nothing moves within a complex, and room under a reading cannot be taken away (3.3.8 c)."""
    for side in sides:
        for gap, covered in side.covered.items():
            left = max(0.0, spaces.natural[gap] - covered)
            for shrink in spaces.shrinks:
                shrink[gap] = min(shrink[gap], left)
            if gap + 1 < len(clusters) and spaces.dot_release[gap + 1] > left:
                spaces.dot_release[gap + 1] = 0.0
    for run in clusters.ruby:
        for gap in range(run.first, run.last):
            spaces.stiffen(gap)


def _make_room(
    demands: Sequence[_Demand], spaces: Spaces
) -> tuple[Mapping[int, Gaps], Mapping[int, Gaps]]:
    """Put in what is asked for: where both sides ask, the larger (3.3.4), not the sum."""
    inside = {
        gap: max(demand.inside.get(gap, 0.0) for demand in demands)
        for gap in sorted({gap for demand in demands for gap in demand.inside})
    }
    last = len(spaces.natural) - 1
    for gap, amount in inside.items():
        if 0 <= gap < last:
            spaces.natural[gap] += amount
    heads = {
        at: _larger(
            [(demand.inside, demand.heads.get(at, {})) for demand in demands], inside, at - 1
        )
        for at in sorted({at for demand in demands for at in demand.heads})
    }
    tails = {
        at: _larger([(demand.inside, demand.tails.get(at, {})) for demand in demands], inside, at)
        for at in sorted({at for demand in demands for at in demand.tails})
    }
    for at, gaps in heads.items():
        spaces.head[at] += sum(gaps.values())
    for at, gaps in tails.items():
        spaces.tail[at] += sum(gaps.values())
    return heads, tails


def _larger(asked: Sequence[tuple[Gaps, Gaps]], inside: Gaps, edge: int) -> Gaps:
    """What a line edge asks for beyond `inside`; at the `edge` itself there is nothing inside."""
    found: Gaps = {}
    for gap in sorted({gap for _, wanted in asked for gap in wanted}):
        if gap == edge:
            amount = max(wanted.get(gap, 0.0) for _, wanted in asked)
        else:
            both = (own.get(gap, 0.0) + wanted.get(gap, 0.0) for own, wanted in asked)
            amount = max(both) - inside.get(gap, 0.0)
        if abs(amount) > EPSILON:
            found[gap] = amount
    return found


def edges(plan: RubyPlan, first: int, last: int) -> Edges:
    """Where the line of clusters `first`..`last` puts the room that `head` and `tail` count."""
    head, tail = plan.heads.get(first), plan.tails.get(last)
    if not head and not tail:
        return _NO_EDGES
    before = after = 0.0
    gaps: Gaps = {}
    for asked in (head or {}, tail or {}):
        for gap, amount in asked.items():
            if gap < first:
                before += amount
            elif gap >= last:
                after += amount
            else:
                gaps[gap] = gaps.get(gap, 0.0) + amount
    return Edges(before, after, gaps)


def placed(
    plan: RubyPlan, clusters: Clusters, first: int, last: int, begins: Sequence[float]
) -> Iterator[PlacedRuby]:
    """The readings of a line: clusters `first`..`last`, whose bodies begin at `begins`."""
    if not clusters.ruby:
        return
    low = bisect_left(plan.firsts, first - plan.longest + 1)
    for one in plan.complexes[low : bisect_right(plan.firsts, last)]:
        if one.run.last < first:
            continue
        begin, end = max(one.run.first, first), min(one.run.last, last)
        part = Part(begin, end, at_head=begin == first, at_end=end == last)
        readings = one.readings(part)
        text = "".join(reading.text for reading in readings)
        if text:
            found = one.starts(part, begins[begin - first : end - first + 1])
            if part.at_head and part.at_end:
                room = edges(plan, first, last)
                head = begins[0] - room.before - one.rooms_of(part).before
                found = _held(
                    readings, found, head, begins[-1] + clusters.bodies[last] + room.after
                )
            starts = tuple(Em(round(start, 6)) for start in found)
            yield PlacedRuby(
                text,
                begin - first,
                end - first,
                starts,
                one.run.other_side,
                tuple(_words(readings)),
            )


def _words(readings: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """The words of readings that follow each other."""
    offset = 0
    for reading in readings:
        yield from ((offset + first, offset + last) for first, last in reading.words)
        offset += len(reading.text)


def _held(
    readings: Sequence[Reading], starts: Sequence[float], low: float, high: float
) -> Sequence[float]:
    """A reading alone on its line, moved back from past its end (3.3.8: never beyond the hanmen)."""
    advances = (advance for reading in readings for advance in reading.advances)
    over = max(map(float.__add__, starts, advances)) - high
    back = max(0.0, min(over, starts[0] - low))
    return [start - back for start in starts]
