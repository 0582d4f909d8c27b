r"""Inline notation, as DenDenMarkdown and VFM know it, to inline nodes.

`{東北|とうほく}` group ruby, `{創造|そう|ぞう}` mono ruby, `^12^` tate-chu-yoko, `《《創造》》`
emphasis dots (ruby and tate-chu-yoko may stand inside). `\` before one of `{ } | ^ 《 》 \`
takes that character as itself; anywhere else it is a backslash. A single `《`, and a `|` outside
ruby, are ordinary characters.

tokens → ruby → emphasis → tate-chu-yoko. The parser never stops at the first fault: it takes the
faulty mark as a plain character and goes on, so that all faults of a text are reported together.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from declaration_print.model.declaration import Emphasis, Inline, Plain, Ruby, TateChuYoko
from declaration_print.read import inline_words as say
from declaration_print.read.fault import Fault

LONGEST_TATE_CHU_YOKO = 4
"""Two or three figures are the rule (JLReq 3.2.5); more than four cannot be read in one cell."""

_NOTATION = frozenset("{}|^《》\\")


class _Kind(Enum):
    CHARACTER = auto()
    RUBY = auto()  # a whole ruby, once its marks have been paired
    RUBY_OPENS = auto()
    RUBY_DIVIDES = auto()
    RUBY_CLOSES = auto()
    CARET = auto()
    DOTS_OPEN = auto()
    DOTS_CLOSE = auto()


_MARKS = {
    "{": _Kind.RUBY_OPENS,
    "|": _Kind.RUBY_DIVIDES,
    "}": _Kind.RUBY_CLOSES,
    "^": _Kind.CARET,
    "《《": _Kind.DOTS_OPEN,
    "》》": _Kind.DOTS_CLOSE,
}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: _Kind
    text: str
    offset: int
    ruby: Ruby | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """The nodes of one text and the faults of its notation; the nodes count only without faults."""

    nodes: tuple[Inline, ...]
    faults: tuple[Fault, ...]


def parse(text: str) -> Parsed:
    """Parse one paragraph. A line break stays a character here; `line_break` joins the lines."""
    faults: list[Fault] = []
    tokens = tuple(_with_ruby(tuple(_tokens(text)), faults))
    nodes = tuple(_with_emphasis(tokens, faults))
    return Parsed(nodes, tuple(sorted(faults, key=lambda fault: fault.offset)))


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        one, two = text[at], text[at : at + 2]
        if one == "\\" and len(two) > 1 and two[1] in _NOTATION:
            yield _Token(_Kind.CHARACTER, two[1], at)
            at += 2
        elif len(two) > 1 and two in _MARKS:
            yield _Token(_MARKS[two], two, at)
            at += 2
        else:
            yield _Token(_MARKS.get(one, _Kind.CHARACTER), one, at)
            at += 1


def _pairs(
    tokens: Sequence[_Token], opens: _Kind, closes: _Kind
) -> tuple[dict[int, int], tuple[_Token, ...]]:
    """Which opening mark is closed by which (positions in `tokens`); the marks left alone."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    alone: list[_Token] = []
    for at, token in enumerate(tokens):
        if token.kind is opens:
            waiting.append(at)
        elif token.kind is closes and waiting:
            pairs[waiting.pop()] = at
        elif token.kind is closes:
            alone.append(token)
    return pairs, (*alone, *(tokens[at] for at in waiting))


def _misplaced(tokens: Iterable[_Token], *allowed: _Kind) -> Iterator[Fault]:
    """Notation and line breaks where only characters may stand."""
    fine = {_Kind.CHARACTER, _Kind.RUBY_CLOSES, *allowed}  # a `}` here belongs to a `{` here
    for token in tokens:
        if token.text == "\n":
            yield Fault("inline/line-break", say.LINE_BREAK, token.offset)
        elif token.kind not in fine:
            yield Fault("inline/nested", say.nested(token.text), token.offset)


# ── ruby ─────────────────────────────────────────────────────────────────────────────────────


def _with_ruby(tokens: tuple[_Token, ...], faults: list[Fault]) -> Iterator[_Token]:
    """The tokens with each ruby made one; what stands inside it is no longer seen from outside."""
    pairs, alone = _pairs(tokens, _Kind.RUBY_OPENS, _Kind.RUBY_CLOSES)
    faults += [
        Fault("inline/unbalanced-ruby", say.lone_brace(mark.text), mark.offset) for mark in alone
    ]
    at = 0
    while at < len(tokens):
        end = pairs.get(at)
        if end is None:
            yield tokens[at]
            at += 1
        else:
            yield _ruby(tokens[at:end], faults)
            at = end + 1


def _ruby(tokens: tuple[_Token, ...], faults: list[Fault]) -> _Token:
    """One ruby from its `{` up to its `}`, which is left out."""
    brace, *inside = tokens
    parts, marks = [""], [brace]
    for token in inside:
        if token.kind is _Kind.RUBY_DIVIDES:
            parts.append("")
            marks.append(token)
        else:
            parts[-1] += token.text
    base, *readings = parts
    misplaced = tuple(_misplaced(inside, _Kind.RUBY_DIVIDES))
    faults += misplaced or _wrong_ruby(base, readings, marks)
    return _Token(_Kind.RUBY, brace.text, brace.offset, Ruby(base, tuple(readings)))


def _wrong_ruby(base: str, readings: list[str], marks: list[_Token]) -> Iterator[Fault]:
    """`marks` are the `{` and then the `|` before each reading."""
    start = marks[0].offset
    if not readings:
        yield Fault("inline/ruby-without-reading", say.ruby_without_reading(base), start)
        return
    if not base:
        yield Fault("inline/empty-base", say.EMPTY_BASE, start)
    for bar, reading in zip(marks[1:], readings, strict=True):
        if not reading:
            yield Fault("inline/empty-reading", say.EMPTY_READING, bar.offset)
    count = _count(base)
    if base and len(readings) not in {1, count}:
        words = say.reading_count(base, count, len(readings))
        yield Fault("inline/reading-count", words, start)


def _count(text: str) -> int:
    """How many characters a reader sees: marks and variation selectors belong to the one before."""
    return sum(not unicodedata.category(character).startswith("M") for character in text)


# ── emphasis ─────────────────────────────────────────────────────────────────────────────────


def _with_emphasis(tokens: tuple[_Token, ...], faults: list[Fault]) -> Iterator[Inline]:
    pairs, alone = _pairs(tokens, _Kind.DOTS_OPEN, _Kind.DOTS_CLOSE)
    faults += [
        Fault("inline/unbalanced-emphasis", say.lone_dots(mark.text), mark.offset) for mark in alone
    ]
    done = at = 0
    while at < len(tokens):
        end = pairs.get(at)
        if end is None:
            at += 1
        else:
            yield from _with_tate_chu_yoko(tokens[done:at], faults)
            yield _emphasis(tokens[at:end], faults)
            at = done = end + 1
    yield from _with_tate_chu_yoko(tokens[done:], faults)


def _emphasis(tokens: tuple[_Token, ...], faults: list[Fault]) -> Emphasis:
    """One emphasis from its `《《` up to its `》》`, which is left out."""
    dots, inside = tokens[0], tokens[1:]
    if not inside:
        faults.append(Fault("inline/empty-emphasis", say.EMPTY_EMPHASIS, dots.offset))
    faults += [
        Fault("inline/nested-emphasis", say.NESTED_EMPHASIS, token.offset)
        for token in inside
        if token.kind is _Kind.DOTS_OPEN
    ]
    return Emphasis(tuple(_with_tate_chu_yoko(inside, faults)))


# ── tate-chu-yoko ────────────────────────────────────────────────────────────────────────────


def _with_tate_chu_yoko(
    tokens: tuple[_Token, ...], faults: list[Fault]
) -> Iterator[Plain | Ruby | TateChuYoko]:
    pairs = _caret_pairs(tokens, faults)
    plain: list[str] = []
    at = 0
    while at < len(tokens):
        token, end = tokens[at], pairs.get(at, at)
        if token.ruby is None and end == at:
            plain.append(token.text)
        else:
            yield from _plain(plain)
            plain = []
            yield token.ruby or _tate_chu_yoko(tokens[at:end], faults)
        at = end + 1
    yield from _plain(plain)


def _plain(characters: list[str]) -> Iterator[Plain]:
    if characters:
        yield Plain("".join(characters))


def _caret_pairs(tokens: tuple[_Token, ...], faults: list[Fault]) -> dict[int, int]:
    """Which `^` closes which (positions in `tokens`).

    Opening and closing mark look alike. When their number is odd, the one that is followed by more
    than a tate-chu-yoko can hold is taken as the one that was never closed.
    """
    marks = [at for at, token in enumerate(tokens) if token.kind is _Kind.CARET]
    pairs: dict[int, int] = {}
    first = 0
    while first < len(marks):
        left = len(marks) - first
        if left > 1 and (
            left % 2 == 0 or marks[first + 1] - marks[first] - 1 <= LONGEST_TATE_CHU_YOKO
        ):
            pairs[marks[first]] = marks[first + 1]
            first += 2
        else:
            offset = tokens[marks[first]].offset
            faults.append(
                Fault("inline/unclosed-tate-chu-yoko", say.UNCLOSED_TATE_CHU_YOKO, offset)
            )
            first += 1
    return pairs


def _tate_chu_yoko(tokens: tuple[_Token, ...], faults: list[Fault]) -> TateChuYoko:
    """One tate-chu-yoko from its `^` up to the closing one, which is left out."""
    caret, inside = tokens[0], tokens[1:]
    text = "".join(token.text for token in inside)
    faults += _misplaced(inside, _Kind.RUBY_DIVIDES)
    if not inside:
        faults.append(Fault("inline/empty-tate-chu-yoko", say.EMPTY_TATE_CHU_YOKO, caret.offset))
    elif _count(text) > LONGEST_TATE_CHU_YOKO:
        words = say.long_tate_chu_yoko(text, LONGEST_TATE_CHU_YOKO)
        faults.append(Fault("inline/long-tate-chu-yoko", words, caret.offset))
    return TateChuYoko(text)
