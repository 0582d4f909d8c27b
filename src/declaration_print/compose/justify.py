"""Step 6: the spaces of one line, shrunk or stretched until it fills its measure.

JLReq 3.8.2 (shrink rather than grow; hanging), 3.8.3 and Tables 3-5 (reduction, stage by stage), 3.8.4
and Table 6 (expansion), 3.1.9 (line end: half an em or solid), 3.7.3 (jidori).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from declaration_print.compose.spaces import Spaces

EPSILON = 1e-6
"""Ems: below this two lengths are the same."""


class End(NamedTuple):
    """What a line gives up at its end: aki set solid, and a mark's body that hangs."""

    released: float = 0.0
    hung: float = 0.0


_KEPT = End()


@dataclass(frozen=True, slots=True)
class Filled:
    """What is added to (+) or taken from (-) each space of a line, in ems.

    `left` is what could not be placed: open space (+) or overfull (-).
    """

    changes: Sequence[float]
    end: End
    left: float


def line_end(slack: float, word_spaces: float, later: float, release: float, hang: float) -> End:
    """What happens at the line end, all or nothing (3.8.3, stages 2 and 3; 3.8.2 for hanging).

    `slack` is the open space with everything kept; `word_spaces` and `later` what the stages before
    and after can shrink. The aki goes when it is needed whole, or when the other stages cannot do
    without it; a mark hangs when the line needs that too.
    """
    need = -slack - word_spaces
    if need <= EPSILON or (release and need < release - EPSILON and need <= later + EPSILON):
        return _KEPT
    if hang and need > release + EPSILON:
        solid = need >= release + hang - EPSILON
        if solid or need - release > later + EPSILON:
            return End(release, hang)
    return End(release) if release else _KEPT


def fill(spaces: Spaces, first: int, last: int, slack: float) -> Filled:
    """Spaces after clusters `first`..`last - 1`, changed so that they take up `slack`."""
    changes = [0.0] * (last - first)
    if slack >= -EPSILON:
        return _opened(spaces, (first, last), changes, _KEPT, slack)
    shrinks = [stage[first:last] for stage in spaces.shrinks]
    dot = spaces.dot_release[last] if last > first else 0.0
    word_spaces, *later = (sum(stage) for stage in shrinks)
    release = spaces.end_release[last] + dot
    end = line_end(slack, word_spaces, sum(later), release, spaces.hang[last])
    open_space = slack + end.released + end.hung
    if end.released and dot:
        changes[-1] -= dot
        for stage in shrinks:
            stage[-1] = 0.0
    if open_space >= 0:
        return _opened(spaces, (first, last), changes, end, open_space)
    for stage in shrinks:
        open_space += _spend(changes, stage, -open_space, -1)
    return Filled(changes, end, open_space)


def _opened(
    spaces: Spaces, span: tuple[int, int], changes: list[float], end: End, open_space: float
) -> Filled:
    first, last = span
    if open_space > EPSILON:
        for stage in (stage[first:last] for stage in spaces.stretches):
            open_space -= _spend(changes, stage, open_space, 1)
    if open_space > EPSILON:
        spread = spread_evenly(spaces, first, last, open_space)
        changes = [a + b for a, b in zip(changes, spread.changes, strict=True)]
        open_space = spread.left
    return Filled(changes, end, open_space)


def _spend(changes: list[float], stage: Sequence[float], wanted: float, sign: int) -> float:
    """Use a stage as far as wanted, every space in proportion to what it can give."""
    has = sum(stage)
    used = min(has, wanted)
    if used > 0:
        for gap, amount in enumerate(stage):
            changes[gap] += sign * amount * used / has
    return used


def spread_evenly(spaces: Spaces, first: int, last: int, slack: float) -> Filled:
    """The same for every space that may grow at all (stage 4; jidori)."""
    may_grow = spaces.may_grow[first:last]
    gaps = sum(may_grow)
    if not gaps:
        return Filled([0.0] * len(may_grow), _KEPT, slack)
    each = slack / gaps
    return Filled([each * may for may in may_grow], _KEPT, 0.0)
