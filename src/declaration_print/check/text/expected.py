"""What a declaration says, ready to be held against what a PDF says.

A text becomes folded characters that remember where they came from, the numbers among them that may
be written in other figures, the readings beside it, and how many emphasis marks may stand there.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from declaration_print.check.text.folding import NUMBER, figure_forms, fold
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

_CLUSTER = re.compile("\\w[\u0300-\u036f\u3099\u309a]+|.", re.DOTALL)
_Span = Emphasis | SideLine | Unbroken | Jidori


@dataclass(frozen=True, slots=True)
class Number:
    """A number: where it stands among the folded characters, and the ways it may be written."""

    first: int
    last: int
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading, folded, and the folded characters that it belongs to."""

    words: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text to be found.

    `written` is what is printed as the declaration writes it; `characters` is that folded, and
    `origin` has for each character where it stands in `written`, and one more for the end.
    """

    written: str
    characters: str
    origin: tuple[int, ...]
    numbers: tuple[Number, ...]
    readings: tuple[Reading, ...]
    emphasised: int
    place: Place

    def excerpt(self, first: int, last: int) -> str:
        """Folded characters as the declaration writes them."""
        first, last = max(0, first), min(last, len(self.characters))
        return self.written[self.origin[first] : self.origin[last]] if first < last else ""


def pattern_of_text(text: Text) -> Pattern:
    """What to look for when a text was declared."""
    pieces = list(_printed(text.nodes))
    written = "".join(piece for piece, _ in pieces)
    beside: list[tuple[int, int, str]] = []
    at = 0
    for piece, readings in pieces:
        beside += [(at, at + len(piece), reading) for reading in readings]
        at += len(piece)
    emphasis = (node for node in _all(text.nodes) if isinstance(node, Emphasis))
    emphasised = sum(len(piece) for node in emphasis for piece, _ in _printed(node.nodes))
    return _pattern(written, beside, emphasised, text.place)


def pattern_of_date(date: DateOfDeclaration) -> Pattern:
    """What to look for when a date was declared as numbers: 2024年5月21日 in any figures."""
    worded = f"{date.year}年"
    worded += f"{date.month}月" if date.month is not None else ""
    worded += f"{date.day}日" if date.day is not None else ""
    return _pattern(worded, [], 0, date.place)


def _pattern(
    written: str, beside: list[tuple[int, int, str]], emphasised: int, place: Place
) -> Pattern:
    characters: list[str] = []
    origin: list[int] = []
    numbers: list[Number] = []
    for line in re.finditer("[^\n]+", written):
        begin = len(characters)
        for cluster in _CLUSTER.finditer(line.group()):
            folded = fold(cluster.group())
            characters += folded
            origin += [line.start() + cluster.start()] * len(folded)
        for number in NUMBER.finditer("".join(characters[begin:])):
            first, last = number.span()
            forms = figure_forms(number.group())
            numbers.append(Number(begin + first, begin + last, forms))
    folded_at = {at: index for index, at in reversed(list(enumerate(origin)))}
    readings = tuple(
        Reading(words, begin, begin + len(fold(written[first:last])))
        for first, last, reading in beside
        if (words := fold(reading)) and (begin := folded_at.get(first, -1)) >= 0
    )
    return Pattern(
        written,
        "".join(characters),
        (*origin, len(written)),
        tuple(numbers),
        readings,
        emphasised,
        place,
    )


def _all(nodes: Iterable[Inline]) -> Iterator[Inline]:
    for node in nodes:
        yield node
        if isinstance(node, _Span):
            yield from _all(node.nodes)


def _printed(nodes: Iterable[Inline]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What stands on the page, line ends where no number goes on; beside it, its readings.

    Printing adds parentheses around a warichu (JLReq 3.4.1), and sets the lines of a furiwake apart.
    """
    for node in nodes:
        match node:
            case Warichu(text):
                yield f"（{text}）", ()
            case Furiwake(lines):
                yield "".join(f"\n{line}" for line in lines) + "\n", ()
            case Emphasis(inner) | SideLine(inner) | Unbroken(inner) | Jidori(inner, _):
                yield from _printed(inner)
            case Ruby(base, readings, other):
                yield base, (*readings, *other)
            case LineBreak():
                yield "\n", ()
            case _:
                yield node.text, ()
