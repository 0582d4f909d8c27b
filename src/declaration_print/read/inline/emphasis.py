"""Emphasis dots (JLReq 3.3.9)."""

from collections.abc import Sequence

from declaration_print.model.declaration import Emphasis
from declaration_print.read.fault import Fault
from declaration_print.read.inline import messages as say
from declaration_print.read.inline.tate_chu_yoko import nodes_of
from declaration_print.read.inline.tokens import Kind, Token, pairs_of


def with_emphasis(tokens: Sequence[Token], faults: list[Fault]) -> tuple[Token, ...]:
    """The tokens with each stretch between `《《` and `》》` made one."""
    pairs, alone = pairs_of(tokens, Kind.DOTS_OPEN, Kind.DOTS_CLOSE)
    faults += [
        Fault("inline/unbalanced-emphasis", say.lone_dots(tokens[at].text), tokens[at].offset)
        for at in alone
    ]
    made: list[Token] = []
    at = 0
    while at < len(tokens):
        end = pairs.get(at, at)
        made.append(_emphasis(tokens[at:end], faults) if end > at else tokens[at])
        at = end + 1
    return tuple(made)


def _emphasis(tokens: Sequence[Token], faults: list[Fault]) -> Token:
    """One emphasis from its `《《` up to its `》》`, which is left out."""
    dots, inside = tokens[0], tuple(tokens[1:])
    if not inside:
        faults.append(Fault("inline/empty-emphasis", say.EMPTY_EMPHASIS, dots.offset))
    faults += [
        Fault("inline/nested-emphasis", say.NESTED_EMPHASIS, token.offset)
        for token in inside
        if token.kind is Kind.DOTS_OPEN
    ]
    return Token(Kind.NODE, dots.text, dots.offset, Emphasis(nodes_of(inside, faults)), inside)
