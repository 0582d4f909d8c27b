"""Finding the texts of a declaration, character by character and in order, in extracted text.

A text becomes a pattern of tokens; the pattern is followed through the pages' folded text. Two
things may stand in between: a reading (ruby) of that text, and at a page's end what furnishes
pages (running title, page number), after the readings of all that stands on the page: engines draw
them last. Everything else is a miss, and says where it happened.
"""

from bisect import bisect_right
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from declaration_print.check.folding import NUMBER, figure_forms, fold
from declaration_print.model.declaration import (
    DateOfDeclaration,
    Emphasis,
    Furiwake,
    Inline,
    Jidori,
    LineBreak,
    Ruby,
    SideLine,
    Text,
    Unbroken,
    Warichu,
)
from declaration_print.model.problem import Place

FURNITURE = 80  # characters on either side of a page break that may interrupt a text
EMPHASIS_MARKS = ("﹅", "﹆", "•", "●", "○")
CONTEXT = 12  # characters shown on either side of a miss
LOOK_BACK = 3  # texts before one that cannot be found, any of which may be the missing one
LOST_START = 8  # characters at a text's beginning that may be lost and the rest still told
CERTAIN = 3  # characters in a row after which a place is taken to be the right one


@dataclass(frozen=True, slots=True)
class Extract:
    """All pages' folded text in one string, and where each page begins in it."""

    text: str
    starts: tuple[int, ...]

    def page(self, position: int) -> int:
        """The page, from 1, of a position."""
        return max(1, bisect_right(self.starts, min(position, max(0, len(self.text) - 1))))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text to be found: for each token the ways it may be written; what may interrupt it."""

    tokens: tuple[tuple[str, ...], ...]
    interruptions: tuple[str, ...]
    place: Place

    def excerpt(self, first: int, last: int) -> str:
        """Tokens as declared, for a reader."""
        return "".join(forms[0] for forms in self.tokens[max(0, first) : last])


@dataclass(frozen=True, slots=True)
class Miss:
    """A text not found: what is there before the gap, what is expected, what stands instead."""

    pattern: Pattern
    before: str
    expected: str
    instead: str
    page: int


@dataclass(frozen=True, slots=True)
class _Progress:
    """How far a pattern was followed from one start."""

    start: int
    matched: int
    end: int


def extract(page_texts: Iterable[str]) -> Extract:
    """The folded text of all pages."""
    pages = [fold(text) for text in page_texts]
    starts = [0]
    for page in pages[:-1]:
        starts.append(starts[-1] + len(page))
    return Extract("".join(pages), tuple(starts))


def pattern_of_text(text: Text) -> Pattern:
    """What to look for when a text was declared."""
    nodes = tuple(_all(text.nodes))
    rubies = [node for node in nodes if isinstance(node, Ruby)]
    readings = {fold(reading) for ruby in rubies for reading in (*ruby.readings, *ruby.other)}
    marks = EMPHASIS_MARKS if any(isinstance(node, Emphasis) for node in nodes) else ()
    interruptions = tuple(sorted((readings | set(marks)) - {""}))
    return Pattern(_tokens(_printed(text.nodes)), interruptions, text.place)


def pattern_of_date(date: DateOfDeclaration) -> Pattern:
    """What to look for when a date was declared as numbers: 2024年5月21日 in any figures."""
    worded = f"{date.year}年"
    worded += f"{date.month}月" if date.month is not None else ""
    worded += f"{date.day}日" if date.day is not None else ""
    return Pattern(_tokens(worded), (), date.place)


def _all(nodes: Iterable[Inline]) -> Iterator[Inline]:
    for node in nodes:
        yield node
        if isinstance(node, _Span):
            yield from _all(node.nodes)


_Span = Emphasis | SideLine | Unbroken | Jidori


def _printed(nodes: Iterable[Inline]) -> str:
    """What stands on the page, line ends where no number goes on.

    Printing adds parentheses around a warichu (JLReq 3.4.1), and sets the lines of a furiwake apart.
    """
    printed = ""
    for node in nodes:
        match node:
            case Warichu(text):
                printed += f"（{text}）"
            case Furiwake(lines):
                printed += "".join(f"\n{line}" for line in lines) + "\n"
            case Emphasis(inner) | SideLine(inner) | Unbroken(inner) | Jidori(inner, _):
                printed += _printed(inner)
            case Ruby(base, _, _):
                printed += base
            case LineBreak():
                printed += "\n"
            case _:
                printed += node.text
    return printed


def _tokens(text: str) -> tuple[tuple[str, ...], ...]:
    tokens: list[tuple[str, ...]] = []
    for line in text.split("\n"):
        folded = fold(line)
        position = 0
        for number in NUMBER.finditer(folded):
            tokens += [(character,) for character in folded[position : number.start()]]
            tokens.append(figure_forms(number[0]))
            position = number.end()
        tokens += [(character,) for character in folded[position:]]
    return tuple(tokens)


def misses(parts: Sequence[Sequence[Pattern]], where: Extract, *, any_order: bool) -> list[Miss]:
    """Every text that is not found in its place, in document order.

    `parts` are looked for one after the other; in `any_order` each part may stand anywhere, but
    no stretch of the extract counts twice.
    """
    whole = [pattern for part in parts for pattern in part]
    ends = _page_ends(where, {one for pattern in whole for one in pattern.interruptions})
    in_order = list(_Seeker(where, ends).follow(whole))
    if not any_order or not in_order:
        return in_order
    # Only now piece by piece: a short text may stand inside another part's longer one.
    seeker = _Seeker(where, ends)
    longest_first = sorted(parts, key=lambda part: -sum(len(p.tokens) for p in part))
    return [miss for part in longest_first for miss in seeker.follow(part)]


def _page_ends(where: Extract, readings: set[str]) -> dict[int, int]:
    """The positions that only readings, whole ones, and furniture part from the next page's start."""
    by_first: dict[str, list[str]] = {}
    for reading in sorted(readings):
        by_first.setdefault(reading[0], []).append(reading)
    ends: dict[int, int] = {}
    for begin, end in pairwise(where.starts):
        for position in range(end, begin, -1):
            starting = by_first.get(where.text[position : position + 1], ())
            if end - position <= FURNITURE or any(
                ends.get(position + len(reading)) == end
                for reading in starting
                if where.text.startswith(reading, position)
            ):
                ends[position] = end
    return ends


class _Seeker:
    """Follows patterns through one extract and remembers which stretches are taken."""

    def __init__(self, where: Extract, page_ends: Mapping[int, int]) -> None:
        self._where = where
        self._page_ends = page_ends
        self._taken: list[tuple[int, int]] = []

    def follow(self, patterns: Sequence[Pattern]) -> Iterator[Miss]:
        """The patterns in order from the beginning; yields those that are missing."""
        cursor = 0
        found: list[tuple[Pattern, int, _Progress]] = []  # with the cursor it was sought from
        for pattern in (p for p in patterns if p.tokens):
            progress = self._find(pattern, cursor)
            if progress is None:
                progress = yield from self._looking_back(pattern, found)
            if progress is not None:
                found.append((pattern, cursor, progress))
                cursor = progress.end
                continue
            miss, cursor = self._miss(pattern, cursor)
            yield miss
        self._taken += [(progress.start, progress.end) for _, _, progress in found]

    def _looking_back(
        self, pattern: Pattern, found: list[tuple[Pattern, int, _Progress]]
    ) -> Generator[Miss, None, _Progress | None]:
        """Whether an earlier, missing text was only seen inside this one or after it."""
        for steps in range(1, min(LOOK_BACK, len(found)) + 1):
            cursor = found[-steps][1]
            if (progress := self._find(pattern, cursor)) is not None:
                for mistaken, _, _ in found[-steps:]:
                    yield self._absent(mistaken, cursor)
                del found[-steps:]
                return progress
        return None

    def _find(self, pattern: Pattern, cursor: int) -> _Progress | None:
        """The first whole match at or after the cursor that takes no taken stretch."""
        for start in self._starts(pattern, cursor):
            progress = self._from(pattern, start)
            if progress.matched == len(pattern.tokens) and not self._is_taken(progress):
                return progress
        return None

    def _starts(self, pattern: Pattern, cursor: int) -> list[int]:
        starts = set()
        for form in pattern.tokens[0]:
            position = self._where.text.find(form, cursor)
            while position >= 0:
                starts.add(position)
                position = self._where.text.find(form, position + 1)
        return sorted(starts)

    def _is_taken(self, progress: _Progress) -> bool:
        return any(first < progress.end and progress.start < last for first, last in self._taken)

    def _from(self, pattern: Pattern, start: int) -> _Progress:
        """Follow a pattern from one position as far as it goes."""
        positions, matched = {start}, 0
        reached = start
        for forms in pattern.tokens:
            positions = {
                after
                for position in positions
                for form in forms
                for after in self._after(form, position)
            }
            if not positions:
                break
            reached = min(positions)
            matched += 1
            positions = self._past_interruptions(positions, pattern.interruptions)
        return _Progress(start, matched, reached)

    def _after(self, form: str, position: int) -> Iterator[int]:
        """Where a form ends that begins here; one of several characters may go on overleaf."""
        text = self._where.text
        if text.startswith(form, position):
            yield position + len(form)
        for length in range(1, len(form)):
            if not text.startswith(form[:length], position):
                break
            for overleaf in self._overleaf(position + length):
                if text.startswith(form[length:], overleaf):
                    yield overleaf + len(form) - length

    def _overleaf(self, position: int) -> range:
        """Where a text may go on that reaches a position at its page's end."""
        start = self._page_ends.get(position)
        return range(0) if start is None else range(start, start + FURNITURE + 1)

    def _past_interruptions(self, positions: set[int], readings: tuple[str, ...]) -> set[int]:
        """Also the positions after readings, and beyond the end of the page."""
        reached = set(positions)
        waiting = list(positions)
        while readings and waiting:
            position = waiting.pop()
            for reading in readings:
                after = position + len(reading)
                if after not in reached and self._where.text.startswith(reading, position):
                    reached.add(after)
                    waiting.append(after)
        for position in tuple(reached):
            reached.update(self._overleaf(position))
        return reached

    def _miss(self, pattern: Pattern, cursor: int) -> tuple[Miss, int]:
        """What went wrong with a pattern, and where to go on from."""
        tried = [self._from(pattern, start) for start in self._starts(pattern, cursor)]
        best = max(tried, key=lambda progress: progress.matched, default=None)
        if best is None or best.matched < min(CERTAIN, len(pattern.tokens)):
            if (late := self._without_its_start(pattern, cursor)) is not None:
                return late
            return self._absent(pattern, cursor), cursor
        gap = best.matched
        instead = self._where.text[best.end : best.end + CONTEXT]
        miss = Miss(
            pattern,
            before=pattern.excerpt(gap - CONTEXT, gap),
            expected=pattern.excerpt(gap, gap + CONTEXT),
            instead=instead,
            page=self._where.page(best.end),
        )
        return miss, self._after_gap(pattern, best)

    def _without_its_start(self, pattern: Pattern, cursor: int) -> tuple[Miss, int] | None:
        for lost in range(1, min(LOST_START, len(pattern.tokens) - CERTAIN) + 1):
            rest = Pattern(pattern.tokens[lost:], pattern.interruptions, pattern.place)
            if (progress := self._find(rest, cursor)) is not None:
                instead = self._where.text[max(cursor, progress.start - lost) : progress.start]
                found = self._where.text[progress.start : progress.start + CONTEXT]
                page = self._where.page(progress.start)
                expected = pattern.excerpt(0, lost + CONTEXT)
                return Miss(pattern, "", expected, instead + found, page), progress.end
        return None

    def _after_gap(self, pattern: Pattern, best: _Progress) -> int:
        """The end of the text when it goes on as declared soon after the gap."""
        for lost in range(1, LOST_START + 1):
            rest = pattern.tokens[best.matched + lost :]
            if len(rest) < CERTAIN:
                break
            continued = Pattern(rest, pattern.interruptions, pattern.place)
            for start in range(best.end, best.end + LOST_START):
                progress = self._from(continued, start)
                if progress.matched >= CERTAIN:
                    return progress.end
        return best.end

    def _absent(self, pattern: Pattern, cursor: int) -> Miss:
        expected = pattern.excerpt(0, 2 * CONTEXT)
        return Miss(pattern, "", expected, "", self._where.page(cursor))
