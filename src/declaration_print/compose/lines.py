"""Step 7: a chosen line, adjusted and placed.

JLReq 3.1.5 (brackets at the line head: first pattern, flush), 3.1.9 (line end), 3.5.2 (indents), 3.5.3
(single-line alignment), 3.7.3 (jidori), 3.8 (line adjustment).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import floor

from declaration_print.compose import ruby
from declaration_print.compose.clusters import Clusters
from declaration_print.compose.fit import Line
from declaration_print.compose.justify import EPSILON, Filled, fill, spread_evenly
from declaration_print.compose.spaces import Spaces
from declaration_print.model.setting import (
    Alignment,
    ComposedLine,
    Misfit,
    PlacedCluster,
)
from declaration_print.model.units import Em

_BEYOND_REASON = 0.5
"""Ems a gap on average: a line opened further than this is reported."""

_OPEN_BEFORE = {Alignment.CENTRE: 0.5, Alignment.END: 1.0}
"""What part of a line's open space goes before it."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A stretch without forced breaks, measured and ready to be placed."""

    clusters: Clusters
    spaces: Spaces
    sticks: tuple[float, ...]  # how far each reading begins before its base


@dataclass(frozen=True, slots=True)
class Slot:
    """The room for one line, in ems, and what to do with what it leaves open."""

    indent: float
    width: float
    alignment: Alignment  # START for a paragraph's last line


def place(prepared: Prepared, line: Line, slot: Slot) -> tuple[ComposedLine, Misfit | None]:
    """The line in its slot, and a report when it does not fit."""
    slack = slot.width - _natural(prepared, line)
    filled = _filled(prepared.spaces, line, slack, slot.alignment)
    composed = _composed(prepared, line, filled, slack, slot)
    text = "".join(cluster.text for cluster in composed.clusters)
    amount = _misfit(prepared.spaces, line, filled, slack, slot.alignment)
    return composed, Misfit(text, _em(amount)) if amount else None


def _natural(prepared: Prepared, line: Line) -> float:
    """The length of a line before adjustment, with what belongs to its edges."""
    first, last, spaces = line.first, line.visible, prepared.spaces
    inside = sum(prepared.clusters.bodies[first : last + 1]) + sum(spaces.natural[first:last])
    return spaces.head[first] + inside + spaces.at_end[last] + spaces.tail[last]


def _filled(spaces: Spaces, line: Line, slack: float, alignment: Alignment) -> Filled:
    first, last = line.first, line.visible
    if slack < -EPSILON or alignment is Alignment.JUSTIFY:
        return fill(spaces, first, last, slack)
    if alignment is Alignment.SPREAD:
        return spread_evenly(spaces, first, last, slack)
    return Filled([0.0] * (last - first), end_kept=True, left=slack)


def _composed(
    prepared: Prepared, line: Line, filled: Filled, slack: float, slot: Slot
) -> ComposedLine:
    clusters, spaces = prepared.clusters, prepared.spaces
    first, last = line.first, line.visible
    open_before = max(0.0, filled.left) * _OPEN_BEFORE.get(slot.alignment, 0.0)
    steps = map(
        sum,
        zip(clusters.bodies[first:last], spaces.natural[first:last], filled.changes, strict=True),
    )
    begins = list(accumulate(steps, initial=slot.indent + spaces.head[first] + open_before))
    aki = spaces.at_end[last] - (0.0 if filled.end_kept else spaces.end_release[last])
    return ComposedLine(
        clusters=tuple(_clusters(clusters, first, begins)),
        ruby=tuple(ruby.placed(clusters, prepared.sticks, first, last, begins)),
        extent=_em(begins[-1] + clusters.bodies[last] + aki + spaces.tail[last]),
        adjustment=_em(slack - filled.left),
    )


def _clusters(clusters: Clusters, first: int, begins: Sequence[float]) -> list[PlacedCluster]:
    return [
        PlacedCluster(
            text=clusters.texts[at],
            source=clusters.sources[at],
            orientation=clusters.orientations[at],
            start=_em(begin - clusters.leads[at]),
            advance=Em(clusters.advances[at]),
            emphasised=clusters.emphasised[at],
        )
        for at, begin in enumerate(begins, first)
    ]


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
    gaps = sum(spaces.may_grow[line.first : line.visible])
    if alignment is Alignment.JUSTIFY and slack > max(EPSILON, _BEYOND_REASON * gaps):
        return -slack
    return 0.0
