"""Joining the lines of one paragraph as a Japanese reader would.

A line break in the file is no space: between two Japanese characters it vanishes, elsewhere (beside
a Latin word) it becomes one space. This is the segment break transformation of CSS Text (Level 3
§ 4.1.3; ambiguous punctuation as Level 4 has it for Japanese). A break beside ruby or emphasis is
judged by the base characters, not by the notation.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from declaration_print.model.declaration import (
    Emphasis,
    Inline,
    Jidori,
    Plain,
    SideLine,
    Text,
    Unbroken,
    Warichu,
)


def joined_text(text: str) -> str:
    """A text without notation, its line breaks resolved."""
    before, *lines = text.split("\n")
    for line in lines:
        before += _between(before, line) + line
    return before


def joined(text: Text) -> Text:
    """A text with every line break in it resolved; a node that was nothing but a break goes."""
    lines = text.plain.split("\n")
    seams = (_between(before, after) for before, after in pairwise(lines))
    return replace(text, nodes=tuple(_sewn(text.nodes, seams))) if len(lines) > 1 else text


def _sewn(nodes: tuple[Inline, ...], seams: Iterator[str]) -> Iterator[Inline]:
    """Line breaks stand in plain nodes and warichu; `seams` is used up from the front."""
    for node in nodes:
        match node:
            case Plain():
                yield from _sewn_plain(node, seams)
            case Warichu(text):
                yield Warichu(_sewn_text(text, seams))
            case Emphasis(inside) | SideLine(inside) | Unbroken(inside) | Jidori(inside, _):
                yield replace(node, nodes=tuple(_sewn(inside, seams)))
            case _:
                yield node


def _sewn_plain(node: Plain, seams: Iterator[str]) -> Iterator[Plain]:
    if text := _sewn_text(node.text, seams):
        yield Plain(text)


def _sewn_text(text: str, seams: Iterator[str]) -> str:
    line, *lines = text.split("\n")
    return line + "".join(next(seams) + after for after in lines)


def _between(before: str, after: str) -> str:
    """What a line break between two lines stands for."""
    return "" if _is_japanese(_last_base(before)) and _is_japanese(after[:1]) else " "


def _last_base(text: str) -> str:
    """The last character that is no combining mark or variation selector."""
    end = len(text)
    while end > 1 and unicodedata.category(text[end - 1]).startswith("M"):
        end -= 1
    return text[end - 1 : end]


def _is_japanese(character: str) -> bool:
    """Wide, full- or half-width, not Hangul; punctuation and symbols of ambiguous width too."""
    if not character or "HANGUL" in unicodedata.name(character, ""):
        return False
    width = unicodedata.east_asian_width(character)
    return width in "WFH" or (width == "A" and unicodedata.category(character)[0] in "PS")
