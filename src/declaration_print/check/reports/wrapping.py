"""Lines broken to the width of a terminal, Japanese and Latin text mixed."""

import re
from unicodedata import combining, east_asian_width

_PIECE = re.compile(r"\s+|[^\s⺀-鿿가-힣豈-﫿︰-﹏＀-｠\U00020000-\U0003ffff]+|.", re.DOTALL)
_NEVER_FIRST = frozenset("、。,.・:;!?ー)」』】〕〉》］｝々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…"
                         "，．：；！？）")  # fmt: skip
_NEVER_LAST = frozenset("「『【〔〈《［｛（")


def columns(text: str) -> int:
    """How many terminal columns a text takes: two for each wide character."""
    marks = sum(combining(character) > 0 for character in text)
    return len(text) - marks + sum(east_asian_width(character) in "FW" for character in text)


def wrapped(text: str, width: int | None, indent: str) -> list[str]:
    """The text as lines of at most `width` columns, `indent` before each but the first.

    Japanese may break anywhere but before a closing or after an opening mark; a Latin word
    longer than a line stays whole. Line ends in the text are kept; no width breaks nothing else.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        lines += _broken(part, width - columns(indent)) if width else [part]
    return [lines[0], *(indent + line for line in lines[1:])]


def _broken(text: str, width: int) -> list[str]:
    lines = [""]
    for piece in _pieces(text):
        if columns(lines[-1]) + columns(piece.rstrip()) <= max(width, 20):
            lines[-1] += piece
        else:
            lines[-1] = lines[-1].rstrip()
            lines.append(piece.lstrip())
    return [line for line in lines if line] or [""]


def _pieces(text: str) -> list[str]:
    """What stays together: words, and characters with the marks that cling to them."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        if pieces and (piece[0] in _NEVER_FIRST or pieces[-1][-1] in _NEVER_LAST):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces
