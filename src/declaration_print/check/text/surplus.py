"""What the pages say beyond the texts: readings, emphasis marks, page furniture, additions."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from declaration_print.check.text.expected import Pattern, Reading
from declaration_print.check.text.places import NOWHERE, Extract, Placed

EMPHASIS_MARKS = frozenset("﹅﹆•●○◦◎◉▲△﹇")
_FIGURES = re.compile(r"[0-9〇一二三四五六七八九十百]")
_FOLIO = re.compile(r"[-‐–―./|p頁第()]*")


@dataclass(frozen=True, slots=True)
class Addition:
    """text[start:end] that no text has; the expected characters on either side, by index.

    `left` and `right` are None where the extract begins or ends.
    """

    start: int
    end: int
    left: int | None
    right: int | None


@dataclass(frozen=True, slots=True)
class LostReading:
    """A reading that is not there, on which page it ought to be, and what may stand instead."""

    pattern: Pattern
    reading: Reading
    page: int
    instead: str


@dataclass(frozen=True, slots=True)
class Surplus:
    """Additions in the order of the pages, and readings that were not among them."""

    additions: tuple[Addition, ...]
    lost: tuple[LostReading, ...]
    readings: int  # expected in all


def surplus(patterns: Sequence[Pattern], row: Placed, where: Extract) -> Surplus:
    """What is left of an extract when the texts, their readings and furniture are taken away."""
    holders = [NOWHERE] * len(where.text)
    for index, position in enumerate(row.place):
        if position >= 0:
            holders[position] = index
    pending = _Pending(patterns, row, where)
    begun = [
        one
        for one in list(_stretches(row, where, holders))
        if not any(pending.takes_whole(turned) for turned in _turned(one, where.text, holders))
    ]
    # Whole stretches first, then whole marked contents: the の of a colophon is no reading where one
    # stands by itself elsewhere.
    mixed = [one for one in _by_page(begun, where) if not pending.takes_whole(one)]
    mixed = [rest for one in mixed for rest in pending.take_contents(one)]
    mixed.sort(key=pending.strange)
    left = sorted((piece for one in mixed for piece in pending.take_from(one)), key=_start)
    left = [part for one in _not_furniture(left, where) for part in _parted(one, where)]
    left = pending.take_divided(left)
    lost = tuple(pending.lost(left))
    wrong = {one.instead for one in lost if one.instead}
    kept = tuple(one for one in left if where.text[one.start : one.end] not in wrong)
    return Surplus(kept, lost, pending.expected)


def _start(one: Addition) -> int:
    return one.start


def _stretches(row: Placed, where: Extract, holders: list[int]) -> Iterator[Addition]:
    """Maximal stretches that no text holds, moved to a text's edge where that is the same."""
    position = 0
    while position < len(holders):
        if holders[position] != NOWHERE:
            position += 1
            continue
        end = position
        while end < len(holders) and holders[end] == NOWHERE:
            end += 1
        start, stop = _moved(row, where.text, holders, position, end)
        left = holders[start - 1] if start else None
        right = holders[stop] if stop < len(holders) else None
        yield Addition(start, stop, left, right)
        position = max(end, stop)


def _moved(row: Placed, text: str, holders: list[int], start: int, end: int) -> tuple[int, int]:
    """一(一人…) is the number 一 before 一人, though 一 after 一 would read the same."""
    if not start or end == len(text) or row.ends_text(holders[end]):
        return start, end
    steps = 0
    while steps < min(end - start, start) and text[start - 1 - steps] == text[end - 1 - steps]:
        index = holders[start - 1 - steps]
        if index == NOWHERE:
            break
        steps += 1
        if row.ends_text(index):
            for step in range(steps):
                moved = holders[start - 1 - step]
                holders[end - 1 - step], holders[start - 1 - step] = moved, NOWHERE
                row.place[moved] = end - 1 - step
            return start - steps, end - steps
    steps = 0
    while steps < min(end - start, len(text) - end) and text[start + steps] == text[end + steps]:
        index = holders[end + steps]
        if index == NOWHERE:
            break
        steps += 1
        if row.ends_text(index + 1):
            for step in range(steps):
                moved = holders[end + step]
                holders[start + step], holders[end + step] = moved, NOWHERE
                row.place[moved] = start + step
            return start + steps, end + steps
    return start, end


def _turned(one: Addition, text: str, holders: Sequence[int]) -> Iterator[Addition]:
    """A stretch, and what reads the same: 人と(とうじ)が might as well be 人と(うじと)が."""
    yield one
    for step in range(1, one.end - one.start):
        start, end = one.start - step, one.end - step
        if start < 0 or holders[start] == NOWHERE or text[start] != text[end]:
            break
        yield Addition(start, end, one.left, one.right)
    for step in range(one.end - one.start - 1):
        start, end = one.start + step, one.end + step
        if end == len(text) or holders[end] == NOWHERE or text[start] != text[end]:
            break
        yield Addition(start + 1, end + 1, one.left, one.right)


def _by_page(found: Iterable[Addition], where: Extract) -> Iterator[Addition]:
    for one in found:
        start = one.start
        while start < one.end:
            page = where.page(start)
            end = min(one.end, where.starts[page] if page < len(where.starts) else one.end)
            yield Addition(start, end, one.left, one.right)
            start = end


def _parted(one: Addition, where: Extract) -> Iterator[Addition]:
    """Each marked content by itself."""
    start = one.start
    for position in range(start + 1, one.end + 1):
        if position == one.end or position in where.breaks:
            yield Addition(start, position, one.left, one.right)
            start = position


class _Pending:
    """The readings still to be found, by page, and the marks that may stand there."""

    def __init__(self, patterns: Sequence[Pattern], row: Placed, where: Extract) -> None:
        self._where = where
        self._wanted: dict[int, Counter[str]] = {}
        self._bases: list[tuple[Pattern, Reading, int]] = []
        self._marks: set[int] = set()
        places = {
            (owner, at): position
            for owner, at, position in zip(row.owner, row.at, row.place, strict=True)
            if patterns[owner].readings or patterns[owner].emphasised
        }
        for owner, pattern in enumerate(patterns):
            if pattern.emphasised:
                ends = (places.get((owner, at), NOWHERE) for at in range(len(pattern.characters)))
                self._marks |= {where.page(position) for position in ends if position >= 0}
            for reading in pattern.readings:
                base = range(reading.first, max(reading.last, reading.first + 1))
                found = [p for at in base if (p := places.get((owner, at), NOWHERE)) >= 0]
                if found:
                    page = where.page(found[-1])
                    self._wanted.setdefault(page, Counter())[reading.words] += 1
                    self._bases.append((pattern, reading, page))
        self.expected = len(self._bases)

    def takes_whole(self, one: Addition) -> bool:
        """Whether a stretch is nothing but readings and marks; then they are taken."""
        words, left = self._read(one)
        if left or any(self._count(one, word) < times for word, times in Counter(words).items()):
            return False
        for word in words:
            self._take(one, word)
        return True

    def take_contents(self, one: Addition) -> Iterator[Addition]:
        """What is left of a stretch without the marked contents that are nothing but readings."""
        begin = one.start
        for part in _parted(one, self._where):
            if self.takes_whole(part):
                if begin < part.start:
                    yield Addition(begin, part.start, one.left, one.right)
                begin = part.end
        if begin < one.end:
            yield Addition(begin, one.end, one.left, one.right)

    def strange(self, one: Addition) -> float:
        """How much of a stretch is neither reading nor mark."""
        return self._read(one)[1] / (one.end - one.start)

    def take_from(self, one: Addition) -> Iterator[Addition]:
        """What is left of a stretch without the readings and marks in it."""
        begin = position = one.start
        for word in self._segments(one):
            if self._is_mark(one, word) or self._take(one, word):
                if begin < position:
                    yield Addition(begin, position, one.left, one.right)
                begin = position + len(word)
            position += len(word)
        if begin < position:
            yield Addition(begin, position, one.left, one.right)

    def take_divided(self, left: Sequence[Addition]) -> list[Addition]:
        """What is left without readings of which one half ends a line or page, one begins the next."""
        text = self._where.text
        halves = sorted(left, key=lambda one: one.start)
        by_words: dict[str, list[Addition]] = {}
        for one in halves:
            by_words.setdefault(text[one.start : one.end], []).append(one)
        taken: set[Addition] = set()
        for page, wanted in self._wanted.items():
            for word in [word for word, times in wanted.items() if times > 0]:
                for cut in range(1, len(word)):
                    pair = self._halves(by_words, (word[:cut], word[cut:]), page, taken)
                    while pair and wanted[word] > 0:
                        wanted[word] -= 1
                        taken.update(pair)
                        pair = self._halves(by_words, (word[:cut], word[cut:]), page, taken)
        return [one for one in left if one not in taken]

    def _halves(
        self,
        by_words: Mapping[str, Sequence[Addition]],
        words: tuple[str, str],
        page: int,
        taken: Container[Addition],
    ) -> tuple[Addition, Addition] | None:
        """Two stretches that say these words one after the other, on or about a page."""
        near = [
            [
                one
                for one in by_words.get(half, ())
                if one not in taken and abs(self._where.page(one.start) - page) <= 1
            ]
            for half in words
        ]
        pairs = ((a, b) for a in near[0] for b in near[1] if a.end <= b.start)
        return next(pairs, None)

    def lost(self, left: Sequence[Addition]) -> Iterator[LostReading]:
        """The readings that were not found, each with what on its page resembles it."""
        free = list(left)
        for pattern, reading, page in self._bases:
            wanted = self._wanted[page]
            if not wanted[reading.words]:
                continue
            wanted[reading.words] -= 1
            instead = ""
            for one in free:
                said = self._where.text[one.start : one.end]
                near = abs(self._where.page(one.start) - page) <= 1
                if near and _resembles(said, reading.words):
                    instead = said
                    free.remove(one)
                    break
            yield LostReading(pattern, reading, page, instead)

    def _pages(self, one: Addition) -> tuple[int, int, int]:
        page = self._where.page(one.start)
        return page, page + 1, page - 1

    def _count(self, one: Addition, word: str) -> int:
        return sum(self._wanted.get(page, Counter())[word] for page in self._pages(one))

    def _take(self, one: Addition, word: str) -> bool:
        for page in self._pages(one):
            if self._wanted.get(page, Counter())[word] > 0:
                self._wanted[page][word] -= 1
                return True
        return False

    def _is_mark(self, one: Addition, word: str) -> bool:
        return word in EMPHASIS_MARKS and not self._marks.isdisjoint(self._pages(one))

    def _read(self, one: Addition) -> tuple[list[str], int]:
        """The readings a stretch consists of, and how many characters belong to none."""
        segments = [word for word in self._segments(one) if not self._is_mark(one, word)]
        words = [word for word in segments if self._count(one, word)]
        return words, len(segments) - len(words)

    def _segments(self, one: Addition) -> list[str]:
        """The stretch cut into readings, with as few other characters as can be."""
        text = self._where.text[one.start : one.end]
        by_first: dict[str, list[str]] = {}
        known = {w for page in self._pages(one) for w, n in self._wanted.get(page, {}).items() if n}
        for word in sorted(known, key=len, reverse=True):
            by_first.setdefault(word[0], []).append(word)
        costs = [0] * (len(text) + 1)
        steps = [1] * (len(text) + 1)
        for at in range(len(text) - 1, -1, -1):
            costs[at] = costs[at + 1] + (text[at] not in EMPHASIS_MARKS)
            steps[at] = 1
            for word in by_first.get(text[at], ()):
                if text.startswith(word, at) and costs[at + len(word)] < costs[at]:
                    costs[at], steps[at] = costs[at + len(word)], len(word)
        segments, at = [], 0
        while at < len(text):
            segments.append(text[at : at + steps[at]])
            at += steps[at]
        return segments


def _resembles(said: str, wanted: str) -> bool:
    alike = sum((Counter(said) & Counter(wanted)).values())
    return 2 * alike >= max(len(said), len(wanted))


def _not_furniture(left: Sequence[Addition], where: Extract) -> Iterator[Addition]:
    """Leaves out what an unmarked page begins or ends with, as others do but for the number."""
    pages: dict[str, set[int]] = {}
    for one in left:
        pages.setdefault(_unnumbered(one, where), set()).add(where.page(one.start))
    edges = {*where.starts, len(where.text)}
    for one in left:
        at_edge = one.start in edges or one.end in edges
        words = _unnumbered(one, where)
        repeated = len(pages[words]) > 1 or _FOLIO.fullmatch(words)
        if where.furniture_is_marked or not at_edge or not repeated:
            yield one


def _unnumbered(one: Addition, where: Extract) -> str:
    return _FIGURES.sub("", where.text[one.start : one.end])
