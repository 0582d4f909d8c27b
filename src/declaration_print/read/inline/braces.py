"""Braces: ruby (JLReq 3.3), and the word that says what a span is."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from declaration_print.model.declaration import Ruby
from declaration_print.read.fault import Fault
from declaration_print.read.inline import messages as say
from declaration_print.read.inline.span_messages import UNCLOSED
from declaration_print.read.inline.span_word import begins_with_word
from declaration_print.read.inline.tokens import (
    BARS,
    Kind,
    Token,
    only_characters,
    pairs_of,
    text_of,
)


def count(text: str) -> int:
    """How many characters a reader sees: marks and variation selectors belong to the one before."""
    return sum(not unicodedata.category(character).startswith("M") for character in text)


def with_braces(tokens: Sequence[Token], faults: list[Fault]) -> tuple[Token, ...]:
    """The tokens with each pair of braces made one; what stands inside is no longer seen outside."""
    pairs, alone = pairs_of(tokens, Kind.BRACE_OPENS, Kind.BRACE_CLOSES)
    faults += [_lone(tokens, at) for at in alone]
    made: list[Token] = []
    at = 0
    while at < len(tokens):
        end = pairs.get(at, at)
        if end == at:
            made.append(tokens[at])
        else:
            brace, inside = tokens[at], tuple(tokens[at + 1 : end])
            made.append(_braced(brace, inside, faults))
        at = end + 1
    return tuple(made)


def _lone(tokens: Sequence[Token], at: int) -> Fault:
    mark = tokens[at]
    opens_word = mark.kind is Kind.BRACE_OPENS and at > 0 and tokens[at - 1].text == "]"
    if opens_word and begins_with_word(text_of(tokens[at + 1 : at + 20])):
        return Fault("inline/unclosed-span", UNCLOSED, mark.offset)
    return Fault("inline/unbalanced-ruby", say.lone_brace(mark.text), mark.offset)


def _braced(brace: Token, inside: tuple[Token, ...], faults: list[Fault]) -> Token:
    if not any(token.kind in BARS for token in inside):
        return Token(Kind.BRACED, brace.text, brace.offset, inside=inside)
    near, far = _sides(brace, inside)
    base, *readings = near
    faults += tuple(only_characters(inside, say.Where.RUBY)) or _wrong_ruby(base, readings, far)
    ruby = Ruby(
        base.text,
        tuple(part.text for part in readings),
        tuple(part.text for part in far),
    )
    return Token(Kind.NODE, brace.text, brace.offset, ruby)


class _Part(NamedTuple):
    """The base or one reading, and the mark before it."""

    mark: Token
    text: str


def _sides(brace: Token, inside: Sequence[Token]) -> tuple[list[_Part], list[_Part]]:
    """Base and readings of the usual side; readings of the other, the first behind a `||`."""
    parts = [_Part(brace, "")]
    for token in inside:
        if token.kind in BARS:
            parts.append(_Part(token, ""))
        else:
            parts[-1] = _Part(parts[-1].mark, parts[-1].text + token.text)
    doubles = [at for at, part in enumerate(parts) if part.mark.kind is Kind.DOUBLE_BAR]
    turn = doubles[0] if doubles else len(parts)
    return parts[:turn], parts[turn:]


def _wrong_ruby(base: _Part, readings: list[_Part], others: list[_Part]) -> Iterator[Fault]:
    start = base.mark.offset
    if not base.text:
        yield Fault("inline/empty-base", say.EMPTY_BASE, start)
    elif not readings:
        words = say.other_side_alone(base.text)
        yield Fault("inline/other-side-alone", words, others[0].mark.offset)
    for mark, reading in (*readings, *others):
        if not reading:
            yield Fault("inline/empty-reading", say.empty_reading(mark.text), mark.offset)
    for mark, _ in others[1:]:
        if mark.kind is Kind.DOUBLE_BAR:
            yield Fault("inline/second-double-bar", say.SECOND_DOUBLE_BAR, mark.offset)
    characters = count(base.text)
    for side, offset in ((readings, start), (others, others[0].mark.offset if others else start)):
        if base.text and side and len(side) not in {1, characters}:
            words = say.reading_count(base.text, characters, len(side))
            yield Fault("inline/reading-count", words, offset)
