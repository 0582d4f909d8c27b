"""Step 6: the spaces of one line, shrunk or stretched until it fills its measure.

JLReq 3.8.2 (shrink rather than grow), 3.8.3 and Table 3 (reduction, stage by stage), 3.8.4 and Table 6
(expansion), 3.1.9 (line end: half an em or solid), 3.7.3 (jidori).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from declaration_print.compose.spaces import Spaces

EPSILON = 1e-6
"""Ems: below this two lengths are the same."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What is added to (+) or taken from (-) each space of a line, in ems.

    `left` is what could not be placed: open space (+) or overfull (-).
    """

    changes: Sequence[float]
    end_kept: bool
    left: float


def keeps_its_end(slack: float, word_spaces: float, later: float, release: float) -> bool:
    """Whether the half em after a mark at the line end stays (stages 2 and 3, all or nothing).

    `slack` is the open space with it; `word_spaces` and `later` what the stages before and after
    can shrink. It goes when it is needed whole, or when the other stages cannot do without it.
    """
    need = -slack - word_spaces
    return not release or need <= EPSILON or (need < release - EPSILON and need <= later + EPSILON)


def fill(spaces: Spaces, first: int, last: int, slack: float) -> Filled:
    """Spaces after clusters `first`..`last - 1`, changed so that they take up `slack`."""
    shrinks = [stage[first:last] for stage in spaces.shrinks]
    word_spaces, *later = (sum(stage) for stage in shrinks)
    release = spaces.end_release[last]
    kept = keeps_its_end(slack, word_spaces, sum(later), release)
    open_space = slack if kept else slack + release
    changes = [0.0] * (last - first)
    if open_space < 0:
        for stage in shrinks:
            open_space += _spend(changes, stage, -open_space, -1)
    else:
        for stage in (stage[first:last] for stage in spaces.stretches):
            open_space -= _spend(changes, stage, open_space, 1)
        if open_space > EPSILON:
            spread = spread_evenly(spaces, first, last, open_space)
            changes = [a + b for a, b in zip(changes, spread.changes, strict=True)]
            open_space = spread.left
    return Filled(changes, kept, open_space)


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
        return Filled([0.0] * len(may_grow), end_kept=True, left=slack)
    each = slack / gaps
    return Filled([each * may for may in may_grow], end_kept=True, left=0.0)
