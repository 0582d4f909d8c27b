"""Tate-chu-yoko (JLReq 3.2.5), and the last step: tokens to nodes."""

from collections.abc import Sequence

from declaration_print.model.declaration import Inline, Plain, TateChuYoko
from declaration_print.read.fault import Fault
from declaration_print.read.inline import messages as say
from declaration_print.read.inline.braces import count
from declaration_print.read.inline.tokens import Kind, Token, only_characters, text_of

LONGEST = 4
"""Two or three figures are the rule (JLReq 3.2.5); more than four cannot be read in one cell."""


def nodes_of(tokens: Sequence[Token], faults: list[Fault]) -> tuple[Inline, ...]:
    """The nodes of one level, whose ruby, spans and emphasis have been made nodes already."""
    pairs = _caret_pairs(tokens, faults)
    nodes: list[Inline] = []
    plain: list[str] = []
    at = 0
    while at < len(tokens):
        token, end = tokens[at], pairs.get(at, at)
        node = token.node if end == at else _tate_chu_yoko(tokens[at:end], faults)
        if node is None:
            plain.append(token.text)
        else:
            nodes += _plain(plain)
            plain = []
            nodes.append(node)
        at = end + 1
    return (*nodes, *_plain(plain))


def _plain(characters: list[str]) -> tuple[Plain, ...]:
    return (Plain("".join(characters)),) if characters else ()


def _caret_pairs(tokens: Sequence[Token], faults: list[Fault]) -> dict[int, int]:
    """Which `^` closes which (positions in `tokens`).

    Opening and closing mark look alike. When their number is odd, the one that is followed by more
    than a tate-chu-yoko can hold is taken as the one that was never closed.
    """
    marks = [at for at, token in enumerate(tokens) if token.kind is Kind.CARET]
    pairs: dict[int, int] = {}
    first = 0
    while first < len(marks):
        left = len(marks) - first
        if left > 1 and (left % 2 == 0 or marks[first + 1] - marks[first] - 1 <= LONGEST):
            pairs[marks[first]] = marks[first + 1]
            first += 2
        else:
            offset = tokens[marks[first]].offset
            faults.append(
                Fault("inline/unclosed-tate-chu-yoko", say.UNCLOSED_TATE_CHU_YOKO, offset)
            )
            first += 1
    return pairs


def _tate_chu_yoko(tokens: Sequence[Token], faults: list[Fault]) -> TateChuYoko:
    """One tate-chu-yoko from its `^` up to the closing one, which is left out."""
    caret, inside = tokens[0], tokens[1:]
    text = text_of(inside)
    faults += only_characters(inside, say.Where.TATE_CHU_YOKO)
    if not inside:
        faults.append(Fault("inline/empty-tate-chu-yoko", say.EMPTY_TATE_CHU_YOKO, caret.offset))
    elif count(text) > LONGEST:
        words = say.long_tate_chu_yoko(text, LONGEST)
        faults.append(Fault("inline/long-tate-chu-yoko", words, caret.offset))
    return TateChuYoko(text)
