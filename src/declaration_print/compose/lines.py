"""Step 7: a chosen line, adjusted and placed.

JLReq 3.1.5 (brackets at the line head), 3.1.9 (line end), 3.3.8 (ruby at the edges of a line), 3.4.2
(warichu), 3.5.2 (indents), 3.5.3 (single-line alignment), 3.7.2 (furiwake), 3.8 (line adjustment).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from math import floor
from operator import itemgetter

from declaration_print.compose import ruby, warichu
from declaration_print.compose.boxes import Block, Clusters
from declaration_print.compose.fit import Line
from declaration_print.compose.justify import EPSILON, End, Filled, fill, spread_evenly
from declaration_print.compose.opportunities import Opportunities
from declaration_print.compose.ruby import RubyPlan
from declaration_print.compose.spaces import Spaces
from declaration_print.model.setting import (
    Alignment,
    ComposedLine,
    Misfit,
    PlacedCluster,
    PlacedRuby,
)
from declaration_print.model.units import Em

_BEYOND_REASON = 0.5
"""Ems a gap on average: a line opened further than this is reported."""

_OPEN_BEFORE = {Alignment.CENTRE: 0.5, Alignment.END: 1.0}
"""What part of a line's open space goes before it."""

_placed: Callable[[Iterable[object]], PlacedCluster] = partial(tuple.__new__, PlacedCluster)
"""A cluster from its fields in order, without a call of its own: there are thousands."""

_HYPHEN = "\u00ad"
"""A hyphen that only divides a word at a line end (ISO 32000-1 14.8.2.2.3)."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A stretch without forced breaks, measured and ready to be placed."""

    clusters: Clusters
    spaces: Spaces
    breaks: Opportunities
    ruby: RubyPlan


@dataclass(frozen=True, slots=True)
class Slot:
    """The room for one line, in ems, and what to do with what it leaves open."""

    indent: float
    width: float
    alignment: Alignment  # START for a paragraph's last line


def place(prepared: Prepared, line: Line, slot: Slot) -> tuple[ComposedLine, tuple[Misfit, ...]]:
    """The line in its slot, and a report of what does not fit."""
    slack = slot.width - _natural(prepared, line)
    filled = _filled(prepared.spaces, line, slack, slot.alignment)
    composed = _composed(prepared, line, filled, slack, slot)
    misfits = list(_too_narrow(prepared, line)) if prepared.clusters.jidori else []
    amount = _misfit(prepared.spaces, line, filled, slack, slot.alignment)
    if amount:
        shown = "".join(cluster.text for cluster in composed.clusters)
        misfits.append(Misfit(shown, _em(amount)))
    return composed, tuple(misfits)


def _too_narrow(prepared: Prepared, line: Line) -> Iterator[Misfit]:
    """Jidori with less room than its text needs (3.7.3: then it is set solid)."""
    clusters, spaces = prepared.clusters, prepared.spaces
    begin = bisect_left(clusters.jidori, line.first, key=itemgetter(0))
    end = bisect_right(clusters.jidori, line.last, key=itemgetter(0))
    for first, last, ems in clusters.jidori[begin:end]:
        over = sum(spaces.bodies[first : last + 1]) + sum(spaces.natural[first:last]) - ems
        if over > EPSILON:
            yield Misfit("".join(clusters.texts[first : last + 1]), _em(over))


def _natural(prepared: Prepared, line: Line) -> float:
    """The length of a line before adjustment, with what belongs to its edges."""
    first, last, spaces = line.begin, line.visible, prepared.spaces
    if first > last:
        return 0.0
    inside = sum(spaces.bodies[first : last + 1]) + sum(spaces.natural[first:last])
    if prepared.clusters.warichu:
        parts = warichu.halves(prepared.clusters, spaces, prepared.breaks.ends, (first, last))
        inside += sum(part.excess for part in parts)
    before = spaces.head[first] + spaces.lead.get(first, 0.0)
    after = spaces.at_end[last] + spaces.tail[last] + prepared.clusters.hyphens.get(line.last, 0.0)
    return before + inside + after


def _filled(spaces: Spaces, line: Line, slack: float, alignment: Alignment) -> Filled:
    first, last = line.begin, line.visible
    if slack < -EPSILON or alignment is Alignment.JUSTIFY:
        return fill(spaces, first, last, slack)
    if alignment is Alignment.SPREAD:
        return spread_evenly(spaces, first, last, slack)
    return Filled([0.0] * max(0, last - first), End(), slack)


def _composed(
    prepared: Prepared, line: Line, filled: Filled, slack: float, slot: Slot
) -> ComposedLine:
    clusters, spaces = prepared.clusters, prepared.spaces
    first, last = line.begin, line.visible
    if first > last:
        return ComposedLine((), (), _em(slot.indent), Em(0.0))
    edges = ruby.edges(prepared.ruby, first, last)
    open_before = max(0.0, filled.left) * _OPEN_BEFORE.get(slot.alignment, 0.0)
    steps = [
        body + gap + change
        for body, gap, change in zip(
            spaces.bodies[first:last], spaces.natural[first:last], filled.changes, strict=True
        )
    ]
    for gap, amount in edges.gaps.items():
        steps[gap - first] += amount
    start = slot.indent + spaces.lead.get(first, 0.0) + edges.before + open_before
    begins = list(accumulate(steps, initial=start))
    shifts = clusters.shifts[first : last + 1]
    end = begins[-1] + spaces.bodies[last]
    if clusters.warichu:
        begins, shifts, longer = _with_notes(prepared, (first, last), begins)
        end += longer
    placed = _clusters(clusters, first, begins, shifts)
    hyphen = clusters.hyphens.get(line.last, 0.0)
    if hyphen:
        placed.append(_hyphen(placed[-1], end, hyphen))
    aki = spaces.at_end[last] - (spaces.end_release[last] if filled.end.released else 0.0)
    readings = tuple(ruby.placed(prepared.ruby, clusters, first, last, begins))
    if clusters.blocks:
        readings = tuple(_behind_blocks(clusters, first, readings))
        placed = list(_with_blocks(clusters, first, placed))
    return ComposedLine(
        clusters=tuple(placed),
        ruby=readings,
        extent=_em(end + hyphen + aki + edges.after - filled.end.hung),
        adjustment=_em(slack - filled.left),
        hang=_em(filled.end.hung),
        thickness=Em(_thickness(clusters, first, last)),
    )


def _with_notes(
    prepared: Prepared, span: tuple[int, int], begins: list[float]
) -> tuple[list[float], list[float], float]:
    """Begins and shifts with the notes laid out in two lines; how much longer the line becomes."""
    clusters, spaces, first = prepared.clusters, prepared.spaces, span[0]
    shifts = list(clusters.shifts[first : span[1] + 1])
    longer = 0.0
    for part in warichu.halves(clusters, spaces, prepared.breaks.ends, span):
        at = part.first - first
        inside = list(warichu.placed(clusters, spaces, part, begins[at]))
        behind = part.last + 1 - first
        begins[at:behind] = [begin for begin, _ in inside]
        shifts[at:behind] = [shift for _, shift in inside]
        begins[behind:] = [begin + part.excess for begin in begins[behind:]]
        longer += part.excess
    return begins, shifts, longer


def _clusters(
    clusters: Clusters, first: int, begins: Sequence[float], shifts: Sequence[float]
) -> list[PlacedCluster]:
    last = first + len(begins)
    leads = clusters.leads[first:last]
    starts = [
        floor((begin - lead) * 1e6 + 0.5) / 1e6 for begin, lead in zip(begins, leads, strict=True)
    ]
    fields = zip(
        clusters.texts[first:last],
        clusters.sources[first:last],
        clusters.orientations[first:last],
        starts,
        clusters.advances[first:last],
        clusters.emphasised[first:last],
        clusters.lined[first:last],
        clusters.latin[first:last],
        clusters.sizes[first:last],
        shifts,
        strict=True,
    )
    return list(map(_placed, fields))


def _hyphen(last: PlacedCluster, start: float, advance: float) -> PlacedCluster:
    return last._replace(text=_HYPHEN, source="", start=_em(start), advance=Em(advance))


def _with_blocks(
    clusters: Clusters, first: int, placed: Sequence[PlacedCluster]
) -> Iterator[PlacedCluster]:
    """Each furiwake as the clusters of its lines, one line above the other (JLReq 3.7.2)."""
    for at, cluster in enumerate(placed, first):
        block = clusters.blocks.get(at)
        if block is None:
            yield cluster
        else:
            yield from _lines_of(block, cluster)


def _behind_blocks(
    clusters: Clusters, first: int, readings: Iterable[PlacedRuby]
) -> Iterator[PlacedRuby]:
    """Readings with their bases counted as each furiwake is the clusters of its lines."""
    for one in readings:
        more = sum(
            sum(len(line.clusters) for line in block.lines) - 1
            for at, block in clusters.blocks.items()
            if first <= at < first + one.first
        )
        yield replace(one, first=one.first + more, last=one.last + more)


def _lines_of(block: Block, cluster: PlacedCluster) -> Iterator[PlacedCluster]:
    middle = (len(block.lines) - 1) / 2
    for number, line in enumerate(block.lines):
        shift = Em((middle - number) * block.pitch)
        for one in line.clusters:
            yield one._replace(start=_em(cluster.start + one.start), shift=Em(shift + one.shift))


def _thickness(clusters: Clusters, first: int, last: int) -> float:
    inside = (block.thickness for at, block in clusters.blocks.items() if first <= at <= last)
    return max(inside, default=1.0)


def _em(length: float) -> Em:
    """Sums of thirds and halves without their last, meaningless digits."""
    return Em(floor(length * 1e6 + 0.5) / 1e6)


def _misfit(
    spaces: Spaces, line: Line, filled: Filled, slack: float, alignment: Alignment
) -> float:
    """Over (+) or short of (-) the measure, in ems; 0 for a line that is well."""
    if filled.left < -EPSILON:
        return -filled.left
    if line.overshoot:
        return line.overshoot
    if alignment is Alignment.JUSTIFY and filled.left > EPSILON:
        return -filled.left
    gaps = sum(spaces.may_grow[line.begin : line.visible])
    if alignment is Alignment.JUSTIFY and slack > max(EPSILON, _BEYOND_REASON * gaps):
        return -slack
    return 0.0
