"""Two strings held against each other: which stretches of one stand in the other, in order.

Rare stretches first, then shorter ones between them (patience differencing, B. Cohen), what is
left by the longest common subsequence in bit vectors (Hyyrö 2004). Time and memory grow with the
lengths, not with their product.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

LENGTHS = (32, 12, 6, 4, 3, 2)  # of the stretches sought, each in one pass
EXACT_BITS = 16_000_000  # the largest table of the exact method
_LITTLE = 16  # characters that may have been found in the wrong of two places
_WORTH = 2  # a common stretch this short amid differences is chance


class Block(NamedTuple):
    """`length` characters alike, from `expected` in the one and `found` in the other."""

    expected: int
    found: int
    length: int


class Edit(NamedTuple):
    """What differs: expected[first:last] stands as found[start:end]; either may be empty."""

    first: int
    last: int
    start: int
    end: int


def edits(expected: str, found: str) -> list[Edit]:
    """The differences in order; at the ends, too."""
    blocks = sorted(_blocks(expected, found))
    edges = [Block(0, 0, 0), *blocks, Block(len(expected), len(found), 0)]
    gaps = [
        Edit(a.expected + a.length, b.expected, a.found + a.length, b.found)
        for a, b in pairwise(edges)
    ]
    real = [gap for gap in gaps if gap.first < gap.last or gap.start < gap.end]
    return _without_chance(_gathered(real, expected, found))


def _blocks(expected: str, found: str) -> Iterator[Block]:
    waiting = [(Edit(0, len(expected), 0, len(found)), 0)]
    while waiting:
        gap, level = waiting.pop()
        inner, alike = _trimmed(expected, found, gap)
        yield from alike
        if inner.first == inner.last or inner.start == inner.end:
            continue
        small = (inner.last - inner.first) * (inner.end - inner.start) <= EXACT_BITS
        if level == len(LENGTHS) or (small and level >= len(LENGTHS) // 2):
            if small:
                yield from _longest_common(expected, found, inner)
            continue
        previous = Block(inner.first, inner.start, 0)
        for anchor in (
            *_anchors(expected, found, inner, LENGTHS[level]),
            Block(inner.last, inner.end, 0),
        ):
            between = Edit(
                previous.expected + previous.length,
                anchor.expected,
                previous.found + previous.length,
                anchor.found,
            )
            waiting.append((between, level + 1))
            if anchor.length:
                yield anchor
            previous = anchor


def _trimmed(expected: str, found: str, gap: Edit) -> tuple[Edit, list[Block]]:
    """What both begin and end with, and the rest."""
    first, last, start, end = gap
    room = min(last - first, end - start)
    before = _common(expected, found, first, start, room)
    alike = [Block(first, start, before)] if before else []
    after = 0
    while after < room - before and expected[last - after - 1] == found[end - after - 1]:
        after += 1
    if after:
        alike.append(Block(last - after, end - after, after))
    return Edit(first + before, last - after, start + before, end - after), alike


def _common(expected: str, found: str, first: int, start: int, room: int) -> int:
    length = 0
    while length < room and expected[first + length] == found[start + length]:
        length += 1
    return length


def _anchors(expected: str, found: str, gap: Edit, length: int) -> list[Block]:
    """Stretches that occur once on either side, as many as stand in the same order in both.

    Where none does, as in a text that repeats itself, those that occur equally often.
    """
    ours = _places(expected, gap.first, gap.last, length)
    theirs = _places(found, gap.start, gap.end, length)
    alike = [(at, theirs[words]) for words, at in ours.items() if words in theirs]
    pairs = sorted((here[0], there[0]) for here, there in alike if len(here) == len(there) == 1)
    if not pairs:
        equally = (zip(*both, strict=True) for both in alike if len(both[0]) == len(both[1]))
        pairs = sorted(pair for places in equally for pair in places)
    anchors: list[Block] = []
    for at, there in rising(pairs):
        if anchors and at < (end := anchors[-1].expected + anchors[-1].length):
            if there - at != anchors[-1].found - anchors[-1].expected:
                continue
            anchors[-1] = anchors[-1]._replace(length=anchors[-1].length + at + length - end)
        elif not anchors or there >= anchors[-1].found + anchors[-1].length:
            anchors.append(Block(at, there, length))
    return anchors


def _places(text: str, first: int, last: int, length: int) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at in range(first, last - length + 1):
        places.setdefault(text[at : at + length], []).append(at)
    return places


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second numbers rise."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, there) in enumerate(pairs):
        pile = bisect_left(tops, there)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [there]
        ends[pile : pile + 1] = [index]
    run = []
    index = ends[-1] if ends else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def _longest_common(expected: str, found: str, gap: Edit) -> Iterator[Block]:
    """The longest common subsequence: one bit a character of `found`, one row one of `expected`."""
    width = gap.end - gap.start
    full = (1 << width) - 1
    masks: dict[str, int] = {}
    for bit, character in enumerate(found[gap.start : gap.end]):
        masks[character] = masks.get(character, 0) | 1 << bit
    row, rows = full, [full]
    for character in expected[gap.first : gap.last]:
        hits = row & masks.get(character, 0)
        row = (row + hits | row - hits) & full
        rows.append(row)
    at, column = len(rows) - 1, width - 1
    while at and column >= 0:
        # A zero bit is a step of the length: it stands in this row but not in the one above.
        if rows[at] >> column & 1:
            column -= 1
        elif not rows[at - 1] >> column & 1:
            at -= 1
        else:
            at -= 1
            yield Block(gap.first + at, gap.start + column, 1)
            column -= 1


def _gathered(gaps: list[Edit], expected: str, found: str) -> list[Edit]:
    """Two insertions with a little between them as one, where that little stands beside it too.

    In まつしまつくる the つ of つくる is the last one.
    """
    gathered: list[Edit] = []
    for gap in gaps:
        here = gap
        while gathered and here.first == here.last and gathered[-1].first == gathered[-1].last:
            before = gathered[-1]
            length = here.first - before.last
            words = expected[before.last : here.first]
            if length > _LITTLE:
                break
            if found.endswith(words, before.start, here.end):
                here = Edit(before.first, before.first, before.start, here.end - length)
            elif found.startswith(words, before.start, here.end):
                here = Edit(here.first, here.first, before.start + length, here.end)
            else:
                break
            gathered.pop()
        gathered.append(here)
    return gathered


def _without_chance(found: list[Edit]) -> list[Edit]:
    """A character or two that happen to be alike between exchanged stretches are no agreement."""
    merged: list[Edit] = []
    for edit in found:
        if merged and edit.first - merged[-1].last <= _WORTH:
            alike = edit.first - merged[-1].last
            before, here = merged[-1], edit
            both = (before, here)
            lost = [one.last - one.first for one in both]
            added = [one.end - one.start for one in both]
            chance = alike < max(lost[0], added[0]) and alike < max(lost[1], added[1])
            if chance and (all(lost) or sum(lost) > alike):
                merged[-1] = Edit(before.first, here.last, before.start, here.end)
                continue
        merged.append(edit)
    return merged
