r"""Inline notation to inline nodes.

Ruby and tate-chu-yoko as DenDenMarkdown and VFM write them, emphasis as Kakuyomu does, spans as
Pandoc does:

    {東北|とうほく}              group ruby
    {創造|そう|ぞう}             a reading for each character
    {東北|とうほく||トーホク}    readings on the other side after a double bar
    ^12^                         tate-chu-yoko
    《《創造》》                 emphasis dots
    [創造]{傍線}                 a span; `spans` lists the words
    {改行}                       the line ends here

`\` before one of `{ } | ^ 《 》 [ ] \` takes that character as itself; anywhere else it is a
backslash. A single `《`, a `|` outside ruby and furiwake, and brackets that no `{word}` follows are
ordinary characters.

tokens → braces → spans → emphasis → tate-chu-yoko. The parser never stops at the first fault: it
takes the faulty mark as a plain character and goes on, so that all faults of a text are reported
together. Nothing here recurses, however deep an author nests.
"""

from dataclasses import dataclass

from declaration_print.model.declaration import Inline, Text
from declaration_print.model.problem import BadInput, Place, Problem
from declaration_print.read import line_break
from declaration_print.read.fault import Fault
from declaration_print.read.inline import messages as say
from declaration_print.read.inline.braces import with_braces
from declaration_print.read.inline.emphasis import with_emphasis
from declaration_print.read.inline.nesting import misnested
from declaration_print.read.inline.spans import with_spans
from declaration_print.read.inline.tate_chu_yoko import nodes_of
from declaration_print.read.inline.tokens import tokens_of


@dataclass(frozen=True, slots=True)
class Parsed:
    """The nodes of one text and the faults of its notation; the nodes count only without faults."""

    nodes: tuple[Inline, ...]
    faults: tuple[Fault, ...]


def parse(text: str) -> Parsed:
    """Parse one paragraph. A line break stays a character here; `line_break` joins the lines."""
    faults: list[Fault] = []
    tokens = with_braces(tuple(tokens_of(text)), faults)
    tokens = with_emphasis(with_spans(tokens, faults), faults)
    faults += misnested(tokens)
    nodes = nodes_of(tokens, faults)
    return Parsed(nodes, tuple(sorted(faults, key=lambda fault: fault.offset)))


def inline_text(source: str, place: Place) -> Text:
    """One text in inline notation that stands in no declaration, such as a template's own words.

    Raises:
        BadInput: every fault of its notation, each with the text and the character it stands at.
    """
    parsed = parse(source)
    if parsed.faults:
        raise BadInput(
            Problem(fault.code, say.within(source, fault.offset, fault.words), place)
            for fault in parsed.faults
        )
    return line_break.joined(Text(parsed.nodes, place))
