"""Which spans may stand in which."""

from collections.abc import Iterator, Sequence

from declaration_print.model.declaration import (
    Emphasis,
    Furiwake,
    Inline,
    Jidori,
    SideLine,
    Unbroken,
    Warichu,
)
from declaration_print.read.fault import Fault
from declaration_print.read.inline import messages
from declaration_print.read.inline import span_messages as say
from declaration_print.read.inline.span_word import Span
from declaration_print.read.inline.tokens import Token

_NAMES = {
    SideLine: Span.SIDE_LINE,
    Unbroken: Span.UNBROKEN,
    Jidori: Span.JIDORI,
    Warichu: Span.WARICHU,
    Furiwake: Span.FURIWAKE,
}


def misnested(tokens: Sequence[Token]) -> Iterator[Fault]:
    """Spans within their own kind; small lines (warichu, furiwake) in anything but Unbroken."""
    waiting = [(tokens, frozenset[type[Inline]]())]
    while waiting:
        level, around = waiting.pop()
        for token in level:
            if token.node is None:
                continue
            node = type(token.node)
            if node is Emphasis and node in around:
                yield Fault("inline/nested-emphasis", messages.NESTED_EMPHASIS, token.offset)
            elif node in around and node in _NAMES:
                fault = say.in_itself(_NAMES[node])
                yield Fault("inline/nested-span", fault, token.offset)
            elif node in {Warichu, Furiwake} and around - {Unbroken}:
                fault = say.in_another(_NAMES[node])
                yield Fault("inline/nested-span", fault, token.offset)
            waiting.append((token.inside, around | {node}))
