"""Where each character of the expected texts stands in an extract.

Numbers are sought as written first; where that fails, in whichever of their forms stands there.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from declaration_print.check.text.alignment import edits, rising
from declaration_print.check.text.expected import Pattern
from declaration_print.check.text.folding import fold
from declaration_print.check.text.reading import BREAK, SEAM
from declaration_print.check.text.wholes import whole_texts

NOWHERE = -1
TAKEN = "\x00"  # stands for a character that another part has been found in
_GONE = "\x01"  # stands for a character that is not to be found
_TELLING = 6  # characters that are likely to stand in one text only
_STRETCH = 2_000  # characters in which the form of a number is sought
_GRAM = 4


@dataclass(frozen=True, slots=True)
class Extract:
    """All pages' folded text in one string, and where each page begins in it.

    `furniture_is_marked`: running titles and the like were marked and are not in the text.
    `breaks` are where marked contents begin, pages too; empty where nothing is marked. `seams` has
    1 for each character before which a string ends or white space stands; empty if not known.
    """

    text: str
    starts: tuple[int, ...]
    furniture_is_marked: bool = False
    breaks: frozenset[int] = frozenset()
    seams: bytes = b""

    def page(self, position: int) -> int:
        """The page, from 1, of a position."""
        return max(1, bisect_right(self.starts, min(position, max(0, len(self.text) - 1))))

    def is_joined(self, position: int) -> bool:
        """Whether what stands before and after is one: a marked content, else a word as drawn."""
        if self.breaks:
            return position not in self.breaks
        if not self.seams or not 0 < position < len(self.text) or self.seams[position]:
            return False
        return self.text[position - 1].isalpha() and self.text[position].isalpha()


def extract(page_texts: Sequence[str], *, furniture_is_marked: bool = False) -> Extract:
    """The folded text of all pages.

    BREAK in a page stands where a marked content begins, SEAM where another string does.
    """
    pieces: list[str] = []
    starts: list[int] = []
    breaks: set[int] = set()
    seams: list[bytes] = []
    is_marked = any(BREAK in text for text in page_texts)
    length = 0
    for text in page_texts:
        starts.append(length)
        for number, part in enumerate(text.split(BREAK)):
            if number:
                breaks.add(length)
            pieces.append(fold(part.replace(SEAM, "")))
            length += len(pieces[-1])
            if not is_marked and SEAM in part:
                seams.append(_seams(part, len(pieces[-1])))
    known = frozenset(breaks.union(starts)) if breaks else frozenset()
    parted = b"".join(seams)
    return Extract(
        "".join(pieces),
        tuple(starts) or (0,),
        furniture_is_marked,
        known,
        parted if len(parted) == length else b"",
    )


def _seams(part: str, length: int) -> bytes:
    """1 for each folded character that begins a string or follows white space, 0 for others."""
    words = [len(fold(word)) for word in part.split()]  # SEAM is white space to str.split
    if sum(words) != length:
        return b"\1" * length  # a mark apart from its letter
    return b"".join(b"\1" + bytes(size - 1) for size in words if size)


@dataclass(slots=True)
class Placed:
    """The expected characters of several texts in a row: whose each is, which, and its place.

    `owner` is the number of its pattern, `at` its number in there, `place` where it is found.
    """

    characters: str
    owner: list[int]
    at: list[int]
    place: list[int]

    def ends_text(self, index: int) -> bool:
        """Whether a text ends before the character of this index."""
        inside = 0 < index < len(self.owner)
        return not inside or self.owner[index - 1] != self.owner[index]


def placed(patterns: Sequence[Pattern], text: str, edges: Container[int] = frozenset()) -> Placed:
    """The patterns in their order, held against a text with marked contents at `edges`.

    Those that stand there whole first: a title alone amid pages of other words is not to be put
    together from their letters. Then the others between them.
    """
    row = Placed("", [], [], [])
    first, start = 0, 0
    for whole in (*whole_texts(patterns, text, edges), None):
        last = whole.owner if whole else len(patterns)
        end = whole.start if whole else len(text)
        _append(row, _aligned(patterns[first:last], text[start:end]), first, start)
        if whole:
            found = _row(patterns[last : last + 1], whole.forms)
            found.place = list(range(len(found.characters)))
            _append(row, found, last, end)
            first, start = last + 1, end + len(found.characters)
    return row


def _append(row: Placed, more: Placed, owners: int, start: int) -> None:
    row.characters += more.characters
    row.owner += [owners + owner for owner in more.owner]
    row.at += more.at
    row.place += [start + place if place >= 0 else place for place in more.place]


def _aligned(patterns: Sequence[Pattern], text: str) -> Placed:
    plain = _row(patterns, {})
    _place(plain, text)
    forms = _forms(patterns, plain, text)
    chosen = _row(patterns, forms) if forms else plain
    if forms:
        _place(chosen, text)
    if NOWHERE in chosen.place:
        _set_apart_moved(chosen, text)
    _forget_chance(chosen)
    return chosen


def placed_in_any_order(parts: Sequence[Sequence[Pattern]], text: str) -> Placed:
    """Each part anywhere, its texts in their order; no stretch of the text counts twice.

    Long parts first: a short text may stand inside another part's longer one.
    """
    rows: dict[int, Placed] = {}
    free = text
    by_length = sorted(
        range(len(parts)), key=lambda part: -sum(len(p.characters) for p in parts[part])
    )
    for part in by_length:
        row = placed(parts[part], free)
        if (whole := free.find(row.characters)) >= 0:
            row.place = list(range(whole, whole + len(row.characters)))
        rows[part] = row
        held = bytearray(len(free))
        for position in row.place:
            if position >= 0:
                held[position] = 1
        free = "".join(TAKEN if taken else one for one, taken in zip(free, held, strict=True))
    joined = Placed("", [], [], [])
    texts = 0
    for part, row in sorted(rows.items()):
        joined.characters += row.characters
        joined.owner += [texts + number for number in row.owner]
        joined.at += row.at
        joined.place += row.place
        texts += len(parts[part])
    return joined


def share(
    patterns: Iterable[Pattern], text: str, length: int = _GRAM, most: int | None = None
) -> float:
    """How much of the texts is there at all: of their stretches of some characters, how many.

    At `most` so many stretches are asked for, spread over the texts.
    """
    grams = [
        pattern.characters[at : at + length]
        for pattern in patterns
        for at in range(max(1, len(pattern.characters) - length + 1))
    ]
    grams = grams[:: -(-len(grams) // most)] if most and grams else grams
    wanted = set(grams)
    ends = range(len(text) - length + 1)
    said = {words for at in ends if (words := text[at : at + length]) in wanted}
    there = sum(gram in said or (len(gram) < length and gram in text) for gram in grams)
    return there / len(grams) if grams else 1.0


def _row(patterns: Sequence[Pattern], forms: Mapping[tuple[int, int], str]) -> Placed:
    """The texts in a row, numbers in the forms chosen for them."""
    row = Placed("", [], [], [])
    pieces: list[str] = []
    for owner, pattern in enumerate(patterns):
        done = 0
        for number in pattern.numbers:
            if (form := forms.get((owner, number.first))) is None:
                continue
            pieces += [pattern.characters[done : number.first], form]
            row.at += range(done, number.first)
            row.at += (min(number.first + k, number.last - 1) for k in range(len(form)))
            done = number.last
        pieces.append(pattern.characters[done:])
        row.at += range(done, len(pattern.characters))
        row.owner += [owner] * (len(row.at) - len(row.owner))
    row.characters = "".join(pieces)
    return row


def _place(row: Placed, text: str, characters: str = "") -> None:
    """Find the places, of `characters` in the stead of its own where some are not to be found."""
    row.place = [NOWHERE] * len(row.characters)
    first, start = 0, 0
    for edit in (*edits(characters or row.characters, text), None):
        last = edit.first if edit else len(row.characters)
        row.place[first:last] = range(start, start + last - first)
        if edit:
            first, start = edit.last, edit.end


def _set_apart_moved(row: Placed, text: str) -> None:
    """A text that stands whole in another place is nowhere, and lends nothing to its neighbours.

    Told by its stretches that occur once: those of texts in their order rise through the extract.
    """
    ends = [n for n in range(1, len(row.owner) + 1) if row.ends_text(n)]
    bounds = list(zip([0, *ends], ends, strict=False))
    once = _once(row.characters, text)
    homes: list[tuple[int, int, int, int]] = []
    for first, last in bounds:
        places = [
            once.get(row.characters[at : at + _TELLING], NOWHERE) for at in range(first, last)
        ]
        known = [place for place in places[: 1 - _TELLING] if place >= 0]
        whole = 2 * len(known) > last - first and known == sorted(known)
        if whole and known[-1] - known[0] < 2 * (last - first):
            homes.append((first, last, known[0], known[-1] + _TELLING))
    kept = {first for first, _ in rising([(first, start) for first, _, start, _ in homes])}
    characters, free = row.characters, text
    for first, last, start, end in homes:
        if first not in kept:
            characters = f"{characters[:first]}{_GONE * (last - first)}{characters[last:]}"
            free = f"{free[:start]}{TAKEN * (end - start)}{free[end:]}"
    if free != text:
        _place(row, free, characters)


def _once(wanted: str, text: str) -> dict[str, int]:
    """The stretches that occur once in each of two texts, and where in the second."""
    ours = Counter(wanted[at : at + _TELLING] for at in range(len(wanted) - _TELLING + 1))
    found: dict[str, int] = {}
    for at in range(len(text) - _TELLING + 1):
        words = text[at : at + _TELLING]
        if ours.get(words) == 1:
            found[words] = NOWHERE if words in found else at
    return found


def _forget_chance(row: Placed) -> None:
    """A text of which only scattered characters are found is not found."""
    first = 0
    while first < len(row.owner):
        last = bisect_right(row.owner, row.owner[first])
        found = [position for position in row.place[first:last] if position >= 0]
        runs = sum(b != a + 1 for a, b in zip([NOWHERE - 1, *found], found, strict=False))
        if len(found) < last - first and 2 * runs > len(found):
            row.place[first:last] = [NOWHERE] * (last - first)
        first = last


def _forms(patterns: Sequence[Pattern], row: Placed, text: str) -> dict[tuple[int, int], str]:
    """For each number that is not found as written the form that stands in its place."""
    chosen: dict[tuple[int, int], str] = {}
    begin = 0
    for owner, pattern in enumerate(patterns):
        for number in pattern.numbers:
            first, last = begin + number.first, begin + number.last
            if NOWHERE not in row.place[first:last]:
                continue
            start, end = _between(row, first, last, len(text))
            stretch = text[max(0, start - 1) : min(end, start + _STRETCH) + 1]
            form = _form(number.forms, stretch, pattern.characters, number.first, number.last)
            if form is not None:
                chosen[owner, number.first] = form
        begin += len(pattern.characters)
    return chosen


def _form(forms: Sequence[str], stretch: str, characters: str, first: int, last: int) -> str | None:
    """The form that stands in a stretch, at best between the same characters as the number."""
    before = characters[max(0, first - 1) : first]
    after = characters[last : last + 1]
    for near in ((before, after), ("", after), (before, ""), ("", "")):
        for form in forms:
            if f"{near[0]}{form}{near[1]}" in stretch:
                return form
    return next((form for form in forms if _scattered(form, stretch)), None)


def _between(row: Placed, first: int, last: int, end: int) -> tuple[int, int]:
    """The stretch between what is found before and what is found after."""
    before = next((p for p in reversed(row.place[max(0, first - 40) : first]) if p >= 0), None)
    after = next((p for p in row.place[last : last + 40] if p >= 0), None)
    if before is None and after is None:
        return 0, end
    start = before + 1 if before is not None else max(0, (after or 0) - _STRETCH)
    return start, after if after is not None else end


def _scattered(form: str, stretch: str) -> bool:
    """Whether its characters stand there in order, whatever stands between."""
    rest = iter(stretch)
    return all(character in rest for character in form)
