"""Texts that stand whole in an extract, as many letters of them as can be in their order."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from declaration_print.check.text.expected import Pattern

SHORTEST = 4  # characters; a shorter text stands by chance in others
MOST_PLACES = 8  # of one text that are looked into


@dataclass(frozen=True, slots=True)
class Whole:
    """The text `owner` begins at `start`; its numbers stand there in `forms`, by (0, first)."""

    owner: int
    start: int
    end: int
    forms: Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class _Chain:
    """Texts found one after the other, by their last; how many characters they have in all."""

    weight: int
    last: Whole
    before: "_Chain | None"


def whole_texts(
    patterns: Sequence[Pattern], text: str, edges: Container[int] = frozenset()
) -> list[Whole]:
    """Texts in their order, each in a place where it stands; the most characters of them.

    `edges` are where marked contents begin and end. A text that stands in several places counts
    where it fills a marked content, as a title does on a cover and over the text.
    """
    ends: list[int] = []  # rising, with the best chain that ends there or before
    chains: list[_Chain] = []
    for owner, pattern in enumerate(patterns):
        found = []
        for whole in _places(owner, pattern, text, edges):
            at = bisect_right(ends, whole.start)
            before = chains[at - 1] if at else None
            weight = (before.weight if before else 0) + whole.end - whole.start
            found.append(_Chain(weight, whole, before))
        for one in found:
            _enter(one, ends, chains)
    wholes = []
    chain = chains[-1] if chains else None
    while chain is not None:
        wholes.append(chain.last)
        chain = chain.before
    return wholes[::-1]


def _enter(chain: _Chain, ends: list[int], chains: list[_Chain]) -> None:
    at = bisect_right(ends, chain.last.end)
    if at and chains[at - 1].weight >= chain.weight:
        return
    beyond = at
    while beyond < len(chains) and chains[beyond].weight <= chain.weight:
        beyond += 1
    ends[at:beyond] = [chain.last.end]
    chains[at:beyond] = [chain]


def _places(owner: int, pattern: Pattern, text: str, edges: Container[int]) -> list[Whole]:
    """Where a text stands for certain: in one of two places it might be part of another text."""
    characters = pattern.characters
    if len(characters) < SHORTEST or max(_pieces(pattern), key=len) not in text:
        return []
    found = list(islice(_standing(owner, pattern, text), MOST_PLACES))
    if len(found) > 1:
        found = [whole for whole in found if whole.start in edges and whole.end in edges]
    return found


def _standing(owner: int, pattern: Pattern, text: str) -> Iterator[Whole]:
    if pattern.numbers:
        for match in _expression(pattern).finditer(text):
            forms = {(0, number.first): match[n + 1] for n, number in enumerate(pattern.numbers)}
            yield Whole(owner, match.start(), match.end(), forms)
        return
    start = text.find(pattern.characters)
    while start >= 0:
        yield Whole(owner, start, start + len(pattern.characters), {})
        start = text.find(pattern.characters, start + 1)


def _pieces(pattern: Pattern) -> list[str]:
    """What stands before, between and after the numbers."""
    edges = [0, *(edge for number in pattern.numbers for edge in (number.first, number.last))]
    edges.append(len(pattern.characters))
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [pattern.characters[first:last] for first, last in pairs]


def _expression(pattern: Pattern) -> re.Pattern[str]:
    """The text with each number in any of its forms, one group a number."""
    numbers = ["|".join(map(re.escape, number.forms)) for number in pattern.numbers]
    pieces = [re.escape(piece) for piece in _pieces(pattern)]
    return re.compile(
        "".join(f"{piece}({form})" for piece, form in zip(pieces, numbers, strict=False))
        + pieces[-1]
    )
