"""A declaration held against what a PDF says: what is missing, exchanged, moved or added, and where.

Every character of every text must stand in its place; of what else the pages say, the readings must
be those declared, and nothing may stand inside a text. Between the texts more may stand: numbers,
labels, a colophon; it is listed, not judged.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from declaration_print.check.text.expected import Pattern, pattern_of_date, pattern_of_text
from declaration_print.check.text.places import (
    NOWHERE,
    Extract,
    Placed,
    extract,
    placed,
    placed_in_any_order,
    share,
)
from declaration_print.check.text.surplus import Addition, LostReading, Surplus, surplus

__all__ = [
    "Comparison",
    "Miss",
    "compare",
    "extract",
    "is_numbering",
    "pattern_of_date",
    "pattern_of_text",
]

LITTLE = 0.25  # of a declaration: with less than this in it, a PDF is another document
ENOUGH = 60  # characters to tell by; a short text may stand there in other figures
LONG = 20_000  # characters from which a declaration is not compared with another document at all
TRACE = 0.02  # of long stretches: even where each kanji has its reading, more are whole
CONTEXT = 12  # characters shown on either side of a difference
NEAR = 2  # characters between two differences that are told as one
TELLING = 8  # characters that say where a text went to
_NUMBERING = re.compile(
    r"[(第]?(?:[0-9]+|[〇一二三四五六七八九十百]+)[).、・:]?|[①-⑳・•●○◦◆■:、,/()]"
)


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference in a text: characters first to last of the pattern stand as `instead`.

    `page` is where to look; `elsewhere` the page where the missing words stand, if any.
    """

    pattern: Pattern
    first: int
    last: int
    instead: str
    page: int
    elsewhere: int | None = None

    @property
    def expected(self) -> str:
        """What is declared there."""
        return self.pattern.excerpt(self.first, self.last)

    @property
    def before(self) -> str:
        """What is declared before it."""
        return self.pattern.excerpt(self.first - CONTEXT, self.first)

    @property
    def after(self) -> str:
        """What is declared after it."""
        return self.pattern.excerpt(self.last, self.last + CONTEXT)

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the text is there."""
        return (self.first, self.last) == (0, len(self.pattern.characters))


@dataclass(frozen=True, slots=True)
class Between:
    """Words between the texts that no text has."""

    words: str
    page: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs, in document order; nothing but `share` where that is less than LITTLE."""

    share: float
    misses: tuple[Miss, ...] = ()
    readings: tuple[LostReading, ...] = ()
    readings_expected: int = 0
    between: tuple[Between, ...] = ()


def compare(parts: Sequence[Sequence[Pattern]], where: Extract, *, any_order: bool) -> Comparison:
    """Hold texts against an extract.

    `parts` stand one after the other; in `any_order` each part may stand anywhere, but no stretch
    of the extract counts twice.
    """
    parts = [[pattern for pattern in part if pattern.characters] for part in parts]
    patterns = [pattern for part in parts for pattern in part]
    if sum(len(pattern.characters) for pattern in patterns) >= LONG:
        there = share(patterns, where.text, 2 * TELLING, LONG // 10)
        if there < TRACE:
            return Comparison(there)
    there = share(patterns, where.text)
    row = placed(patterns, where.text, where.breaks)
    length = len(row.place)
    if there < LITTLE and length >= ENOUGH and row.place.count(NOWHERE) > length // 2:
        return Comparison(there)
    found = _compared(patterns, row, where, max(there, LITTLE))
    if any_order and found.misses:
        rows = placed_in_any_order(parts, where.text)
        other = _compared(patterns, rows, where, found.share)
        found = min(found, other, key=_weight)
    return found


def is_numbering(words: str) -> bool:
    """Whether words are a number or mark such as layouts put before an item."""
    return _NUMBERING.fullmatch(words) is not None


def _weight(found: Comparison) -> int:
    return sum(miss.last - miss.first + len(miss.instead) for miss in found.misses)


def _compared(patterns: Sequence[Pattern], row: Placed, where: Extract, there: float) -> Comparison:
    beyond = surplus(patterns, row, where)
    gaps, between = _gaps(row, beyond, where)
    found = [_miss(patterns, row, where, beyond, gap) for gap in _joined(row, gaps)]
    said = tuple(_said(between, where))
    return Comparison(there, tuple(found), beyond.lost, beyond.readings, said)


def _said(between: Sequence[Addition], where: Extract) -> Iterator[Between]:
    """The additions, those that follow each other on a page as one, but for numbering."""
    stretches: list[tuple[int, int]] = []
    for one in sorted(between, key=lambda one: one.start):
        start = one.start
        if stretches and stretches[-1][1] == start and start not in where.starts:
            start = stretches.pop()[0]
        stretches.append((start, one.end))
    for start, end in stretches:
        if not is_numbering(words := where.text[start:end]):
            yield Between(words, where.page(start))


@dataclass(frozen=True, slots=True)
class _Gap:
    """Expected characters first to last that are not there; what stands in their place.

    `closing`: it belongs to the text that ends before it.
    """

    first: int
    last: int
    additions: tuple[Addition, ...] = ()
    closing: bool = False


def _gaps(row: Placed, beyond: Surplus, where: Extract) -> tuple[list[_Gap], list[Addition]]:
    """Every difference, and the additions that are none because they stand between texts."""
    gaps = [_Gap(first, last) for first, last in _absent(row)]
    by_edge = {gap.first - 1: n for n, gap in enumerate(gaps)}
    by_end = {gap.last: n for n, gap in enumerate(gaps)}
    between: list[Addition] = []
    for one in (part for whole in beyond.additions for part in _unglued(whole, where)):
        left = -1 if one.left is None else one.left
        right = len(row.characters) if one.right is None else one.right
        number = by_edge.get(left, by_end.get(right))
        if number is not None and _could_be(row, gaps[number], one):
            gap = gaps[number]
            gaps[number] = _Gap(gap.first, gap.last, (*gap.additions, one))
        elif right == left + 1 and not row.ends_text(right):
            gaps.append(_Gap(right, right, (one,)))
        elif _splits(row, one):
            gaps.append(_Gap(left + 1, left + 1, (one,)))
        elif one.left is not None and _is_glued(one, one.start, where):
            gaps.append(_Gap(left + 1, left + 1, (one,), closing=True))
        elif one.right is not None and _is_glued(one, one.end, where):
            gaps.append(_Gap(right, right, (one,)))
        else:
            between.append(one)
    return sorted(gaps, key=lambda gap: (gap.first, gap.last)), between


def _is_glued(one: Addition, edge: int, where: Extract) -> bool:
    """Whether it belongs to the text beyond an edge: 東北大学院 does, (1) before a text does not.

    Nor does a sign that parts two texts of one marked content, as in 第一項目:人材育成.
    """
    words = where.text[one.start : one.end]
    parts = where.is_joined(one.start) and where.is_joined(one.end)
    if is_numbering(words) and (edge == one.end or (parts and not words.isalnum())):
        return False
    return where.is_joined(edge)


def _unglued(one: Addition, where: Extract) -> Iterator[Addition]:
    """An addition, what is glued to the texts on either side by itself."""
    if where.breaks or not where.seams:
        yield one
        return
    start, end = one.start, one.end
    if one.left is not None and where.is_joined(start):
        start = next((at for at in range(start, end) if where.seams[at]), end)
    if start < end and one.right is not None and where.is_joined(end):
        end = next((at for at in range(end - 1, start, -1) if where.seams[at]), start)
    for first, last in ((one.start, start), (start, end), (end, one.end)):
        if first < last:
            yield Addition(first, last, one.left, one.right)


def _absent(row: Placed) -> Iterator[tuple[int, int]]:
    """Stretches of expected characters that are not there, none beyond its text."""
    missing = (n for n, position in enumerate(row.place) if position == NOWHERE)
    for _, stretch in groupby(enumerate(missing), key=lambda it: (it[1] - it[0], row.owner[it[1]])):
        indexes = [index for _, index in stretch]
        yield indexes[0], indexes[-1] + 1


def _could_be(row: Placed, gap: _Gap, one: Addition) -> bool:
    """Whether an addition stands for what is missing: for a whole text only if about as long."""
    whole = row.ends_text(gap.first) and row.ends_text(gap.last)
    size = gap.last - gap.first
    return not whole or size // 2 <= one.end - one.start <= 2 * size


def _splits(row: Placed, one: Addition) -> bool:
    """Whether the same text stands on either side."""
    if one.left is None or one.right is None:
        return False
    return row.owner[one.left] == row.owner[one.right]


def _joined(row: Placed, gaps: Sequence[_Gap]) -> Iterator[_Gap]:
    """Differences of one text with hardly anything between them are told as one."""
    waiting: _Gap | None = None
    for gap in gaps:
        if waiting is not None and gap.first - waiting.last <= NEAR and not waiting.closing:
            edge = gap.first if gap.closing else gap.first + 1
            if not any(row.ends_text(n) for n in range(waiting.last, edge)):
                both = (*waiting.additions, *gap.additions)
                closing = gap.closing and waiting.first == gap.last
                waiting = _Gap(waiting.first, gap.last, both, closing)
                continue
        if waiting is not None:
            yield waiting
        waiting = gap
    if waiting is not None:
        yield waiting


def _miss(
    patterns: Sequence[Pattern], row: Placed, where: Extract, beyond: Surplus, gap: _Gap
) -> Miss:
    owner = row.owner[gap.first - 1 if gap.closing else gap.first]
    pattern = patterns[owner]
    first = len(pattern.characters) if gap.closing else row.at[gap.first]
    within = gap.last < len(row.owner) and row.owner[gap.last] == owner
    last = row.at[gap.last] if within else len(pattern.characters)
    kept = [p for p in row.place[gap.first : gap.last] if p >= 0]
    pieces = [(one.start, one.end) for one in gap.additions] + [(p, p + 1) for p in kept]
    instead = "".join(where.text[start:end] for start, end in sorted(pieces))
    at = pieces[0][0] if pieces else _nearest(row, gap, owner)
    elsewhere = None
    if last - first >= min(TELLING, len(pattern.characters)):
        words = row.characters[gap.first : gap.last]
        homes = (one for one in beyond.additions if words in where.text[one.start : one.end])
        elsewhere = next((where.page(one.start) for one in homes), None)
    return Miss(pattern, first, last, instead, where.page(max(0, at)), elsewhere)


def _nearest(row: Placed, gap: _Gap, owner: int) -> int:
    """Where the missing characters ought to be: after what stands before them, in their text."""
    before = range(gap.first - 1, -1, -1)
    after = range(gap.last, len(row.place))
    own_start = next((row.place[n] for n in before if row.place[n] >= 0), None)
    own_end = next((row.place[n] for n in after if row.place[n] >= 0), None)
    starts_text = gap.first == 0 or row.owner[gap.first - 1] != owner
    choice = (own_end, own_start) if starts_text and own_end is not None else (own_start, own_end)
    return next((position for position in choice if position is not None), 0)
