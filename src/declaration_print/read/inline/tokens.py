"""The characters of a text, told apart from the marks of its notation."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from declaration_print.model.declaration import Inline
from declaration_print.read.fault import Fault
from declaration_print.read.inline import messages as say


class Kind(Enum):
    """What a token is."""

    CHARACTER = auto()
    NODE = auto()  # one node of the result, its marks paired
    BRACED = auto()  # braces without a bar: a span's word
    BRACE_OPENS = auto()
    BRACE_CLOSES = auto()
    BAR = auto()
    DOUBLE_BAR = auto()
    CARET = auto()
    DOTS_OPEN = auto()
    DOTS_CLOSE = auto()
    BRACKET_OPENS = auto()
    BRACKET_CLOSES = auto()


_MARKS = {
    "{": Kind.BRACE_OPENS,
    "}": Kind.BRACE_CLOSES,
    "|": Kind.BAR,
    "||": Kind.DOUBLE_BAR,
    "^": Kind.CARET,
    "《《": Kind.DOTS_OPEN,
    "》》": Kind.DOTS_CLOSE,
    "[": Kind.BRACKET_OPENS,
    "]": Kind.BRACKET_CLOSES,
}

_NOTATION = frozenset("{}|^《》[]\\")

BARS = frozenset({Kind.BAR, Kind.DOUBLE_BAR})

_ORDINARY = BARS | {Kind.CHARACTER, Kind.BRACKET_OPENS, Kind.BRACKET_CLOSES}


@dataclass(frozen=True, slots=True)
class Token:
    """One character or mark, or several made one; `inside` are the tokens between its marks."""

    kind: Kind
    text: str
    offset: int
    node: Inline | None = None
    inside: "tuple[Token, ...]" = ()


def tokens_of(text: str) -> Iterator[Token]:
    """Divide a text into characters and marks; an escaped mark is a character."""
    at = 0
    while at < len(text):
        one, two = text[at], text[at : at + 2]
        if one == "\\" and len(two) > 1 and two[1] in _NOTATION:
            yield Token(Kind.CHARACTER, two[1], at)
            at += 2
        elif len(two) > 1 and two in _MARKS:
            yield Token(_MARKS[two], two, at)
            at += 2
        else:
            yield Token(_MARKS.get(one, Kind.CHARACTER), one, at)
            at += 1


def pairs_of(
    tokens: Sequence[Token], opens: Kind, closes: Kind
) -> tuple[dict[int, int], tuple[int, ...]]:
    """Which opening mark is closed by which, and the marks left alone (positions in `tokens`)."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    alone: list[int] = []
    for at, token in enumerate(tokens):
        if token.kind is opens:
            waiting.append(at)
        elif token.kind is closes and waiting:
            pairs[waiting.pop()] = at
        elif token.kind is closes:
            alone.append(at)
    return pairs, (*alone, *waiting)


def text_of(tokens: Iterable[Token]) -> str:
    """The characters of tokens that hold no node."""
    return "".join(token.text for token in tokens)


def only_characters(
    tokens: Iterable[Token], where: say.Where, *, line_breaks: bool = False
) -> Iterator[Fault]:
    """Notation and line breaks where only characters may stand."""
    fine = _ORDINARY | {Kind.BRACE_CLOSES}  # it belongs to a `{` here, or was reported
    if where is say.Where.SPAN:
        fine |= {Kind.BRACE_OPENS}  # braces were paired before: this one was reported
    for token in tokens:
        if token.text == "\n" and not line_breaks:
            yield Fault("inline/line-break", say.line_break(where), token.offset)
        elif token.kind not in fine:
            yield Fault("inline/nested", say.nested(token.text, where), token.offset)
