"""Mono and group ruby: how a base is spaced for its reading, and where the reading stands.

JLReq 3.3.5, 3.3.6, and 3.3.8 for the line edges. A base of one cluster, or one with Latin in base or
reading, is solid: both are centred on each other and nothing is spaced (3.3.1, figure 2.3.7). The
"Rules for Simple Placement of Japanese Ruby" space the Japanese one of such a pair; the Note is
followed. Lengths in ems.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from declaration_print.compose.readings import RUBY_EM, Reading
from declaration_print.compose.ruby_overhang import NO_ROOM, Rooms

EPSILON = 1e-9


@dataclass(frozen=True, slots=True)
class Flush:
    """At which line edges base and reading are both flush (3.3.8, figures 2.3.35 and 2.3.36)."""

    head: bool = False
    end: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """Space that a complex puts before its base, after each cluster but the last, and after it.

    `over` is how far its reading reaches beyond that, over its neighbours.
    """

    before: float
    gaps: tuple[float, ...]
    after: float
    over: Rooms


def ends(excess: float, parts: int, rooms: Rooms, flush: Flush) -> tuple[float, float]:
    """How far a reading longer by `excess` sticks out before and after a base of `parts` clusters.

    One part at each end to two within (3.3.6); where the base is flush with the line, its reading
    begins or ends there too, or as near as an indent allows, and the rest is shared equally.
    """
    unit = excess / (2 * parts)
    before = after = unit
    if flush.head and not flush.end:
        before = min(unit, rooms.before)
        after = (excess - before) / parts
    elif flush.end and not flush.head:
        after = min(unit, rooms.after)
        before = (excess - after) / parts
    return before, after


def spread(excess: float, gaps: int, *, solid: bool, rooms: Rooms, flush: Flush) -> Spread:
    """The space for a reading that is longer than its base by `excess`; `gaps` are within the base."""
    if excess < EPSILON:
        return Spread(0.0, (0.0,) * gaps, 0.0, NO_ROOM)
    before, after = ends(excess, 1 if solid else gaps + 1, rooms, flush)
    within = 0.0 if solid else (excess - before - after) / gaps
    over = Rooms(min(before, rooms.before), min(after, rooms.after))
    return Spread(before - over.before, (within,) * gaps, after - over.after, over)


def starts(
    reading: Reading, span: tuple[float, float], rooms: Rooms, flush: Flush, *, solid: bool
) -> Sequence[float]:
    """Where each ruby character begins beside a base that lies at `span` on its line."""
    begin, end = span
    spare = end - begin - reading.length
    if spare < -EPSILON:
        before, _ = ends(-spare, 1, rooms, flush)
        return list(reading.starts(begin - before))
    count = reading.count
    if solid or count == 1:
        return list(reading.starts(begin + spare / 2))
    edge = min(spare / (2 * count), RUBY_EM)  # never more than a ruby em (figure 2.3.21)
    return list(reading.starts(begin + edge, (spare - 2 * edge) / (count - 1)))
