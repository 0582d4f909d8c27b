"""Bracketed spans, `[…]{傍線}`: a pair of brackets is notation when a word in braces follows it.

Brackets bind before emphasis and tate-chu-yoko: what opens in a span has to close in it.
"""

import re
from collections.abc import Sequence

from declaration_print.model.declaration import (
    Furiwake,
    Inline,
    Jidori,
    LineBreak,
    Plain,
    ReferenceMark,
    Ruby,
    SideLine,
    Unbroken,
    Warichu,
)
from declaration_print.read.fault import Fault
from declaration_print.read.inline import span_messages as say
from declaration_print.read.inline.emphasis import with_emphasis
from declaration_print.read.inline.messages import Where, ruby_without_reading
from declaration_print.read.inline.span_word import Span, SpanWord, is_line_break, span_word
from declaration_print.read.inline.tate_chu_yoko import nodes_of
from declaration_print.read.inline.tokens import (
    BARS,
    Kind,
    Token,
    only_characters,
    pairs_of,
    text_of,
)

FEWEST_LINES, MOST_LINES = 2, 4
"""Lines of furiwake: one is none, and five are too small to read between two lines."""

SHORTEST_JIDORI, LONGEST_JIDORI = 1, 50
"""Ems; no line of a page is longer."""


def with_spans(tokens: Sequence[Token], faults: list[Fault]) -> tuple[Token, ...]:
    """The tokens with each span made one, the innermost first."""
    pairs, _ = pairs_of(tokens, Kind.BRACKET_OPENS, Kind.BRACKET_CLOSES)
    ends = {
        opens: closes
        for opens, closes in pairs.items()
        if tokens[closes + 1 : closes + 2] and _is_word(tokens[closes + 1])
    }
    levels: list[list[Token]] = [[]]
    starts: list[int] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if at in ends:
            starts.append(at)
            levels.append([])
        elif starts and at == ends[starts[-1]]:
            inside = tuple(levels.pop())
            at += 1  # the braces
            levels[-1].append(_span(tokens[starts.pop()], inside, tokens[at], faults))
        elif token.kind is Kind.BRACED:
            levels[-1].append(_without_brackets(token, faults))
        else:
            levels[-1].append(token)
        at += 1
    return tuple(levels[0])


def _is_word(token: Token) -> bool:
    """Whether braces say what the brackets before them are."""
    return token.kind is Kind.BRACED and not is_line_break(text_of(token.inside))


def _without_brackets(braces: Token, faults: list[Fault]) -> Token:
    """Braces that hold no bar and follow no span: a line break, or what lacks its other half."""
    text = text_of(braces.inside)
    if is_line_break(text):
        return Token(Kind.NODE, braces.text, braces.offset, LineBreak())
    if span_word(text).span:
        fault = Fault("inline/unopened-span", say.unopened(text), braces.offset)
    else:
        fault = Fault("inline/ruby-without-reading", ruby_without_reading(text), braces.offset)
    faults += tuple(only_characters(braces.inside, Where.RUBY)) or (fault,)
    return Token(Kind.NODE, braces.text, braces.offset, Ruby(text, ()))


def _span(bracket: Token, inside: tuple[Token, ...], braces: Token, faults: list[Fault]) -> Token:
    """One span from the tokens between its brackets and the braces behind them."""
    word = span_word(text_of(braces.inside))
    if not text_of(inside).strip():
        faults.append(Fault("inline/empty-span", say.EMPTY, bracket.offset))
    if word.number and word.span not in {None, Span.JIDORI}:
        words = say.needless_number(word.written)
        faults.append(Fault("inline/span-number", words, braces.offset))
    match word.span:
        case Span.WARICHU | Span.FURIWAKE | Span.REFERENCE_MARK:
            line_breaks = word.span is Span.WARICHU
            faults += only_characters(inside, Where.SPAN, line_breaks=line_breaks)
            node = _of_characters(word.span, bracket, inside, faults)
            return Token(Kind.NODE, bracket.text, bracket.offset, node)
        case _:
            held = with_emphasis(inside, faults)
            node = _of_nodes(word, nodes_of(held, faults), braces, faults)
            return Token(Kind.NODE, bracket.text, bracket.offset, node, held)


def _of_characters(
    span: Span, bracket: Token, inside: tuple[Token, ...], faults: list[Fault]
) -> Inline:
    if span is Span.WARICHU:
        return Warichu(text_of(inside))
    if span is Span.REFERENCE_MARK:
        return ReferenceMark(text_of(inside))
    return _furiwake(bracket, inside, faults)


def _furiwake(bracket: Token, inside: tuple[Token, ...], faults: list[Fault]) -> Furiwake:
    lines, marks = [""], [bracket]
    for token in inside:
        if token.kind in BARS:
            lines += [""] * len(token.text)
            marks += [token] * len(token.text)
        else:
            lines[-1] += token.text
    if inside and not FEWEST_LINES <= len(lines) <= MOST_LINES:
        words = say.furiwake_lines(len(lines), FEWEST_LINES, MOST_LINES)
        faults.append(Fault("inline/furiwake-lines", words, bracket.offset))
    elif inside:
        faults += [
            Fault("inline/empty-line", say.EMPTY_LINE, mark.offset)
            for line, mark in zip(lines, marks, strict=True)
            if not line.strip()
        ]
    return Furiwake(tuple(lines))


def _of_nodes(
    word: SpanWord, nodes: tuple[Inline, ...], braces: Token, faults: list[Fault]
) -> Inline:
    match word.span:
        case Span.SIDE_LINE:
            return SideLine(nodes)
        case Span.UNBROKEN:
            return Unbroken(nodes)
        case Span.JIDORI:
            return Jidori(nodes, _ems(word, braces, faults))
        case _:
            faults.append(Fault("inline/unknown-span", say.unknown(word.written), braces.offset))
            return Plain("")


def _ems(word: SpanWord, braces: Token, faults: list[Fault]) -> float:
    """The length of a jidori: whole or half ems."""
    ems = float(word.number) if re.fullmatch(r"[0-9]+(\.[05])?", word.number) else 0.0
    if not SHORTEST_JIDORI <= ems <= LONGEST_JIDORI:
        words = say.jidori_length(word.number, SHORTEST_JIDORI, LONGEST_JIDORI)
        faults.append(Fault("inline/jidori-length", words, braces.offset))
    return ems
