"""What markup says of an element's part in the structure of a text, and how finish/ comes to know.

The layout engine writes structure elements for the HTML it knows, and nothing for ruby, labels of
list items or replacement text; but a link keeps its address. So markup/ and templates mark a span
with one of two attributes, render/ has the engine take it for a link, and finish/ makes of the
link what was meant.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import quote, unquote

TAG = "data-tag"
"""Attribute of a span: one of Tag."""

ACTUAL_TEXT = "data-actual-text"
"""Attribute of a span: the characters that its own stand for."""

_SCHEME = "x-tag"


class Tag(StrEnum):
    """Structure types that no HTML element leads to (ISO 32000-1 14.8.4.3.3, 14.8.4.4.2)."""

    LABEL = "Lbl"  # of an item in a numbered list
    RUBY = "Ruby"  # a reading in pieces, one for the other side, and their base
    RUBY_BASE = "RB"
    RUBY_TEXT = "RT"
    OTHER_RUBY_TEXT = "RT-other"
    WARICHU_TEXT = "WT"
    WARICHU_PUNCTUATION = "WP"
    SPAN = "Span"  # with ActualText

    @property
    def structure_type(self) -> str:
        """Its name in ISO 32000-1."""
        return self.partition("-")[0]


class Mark(NamedTuple):
    """What is said of one element."""

    tag: Tag
    actual_text: str | None = None

    @property
    def address(self) -> str:
        """The mark as an address that no real link has."""
        text = "" if self.actual_text is None else "/" + quote(self.actual_text, safe="")
        return f"{_SCHEME}:{self.tag}{text}"


def mark_of(attributes: Mapping[str, str]) -> Mark | None:
    """What the attributes of a span say; None where they say nothing that is known."""
    if (text := attributes.get(ACTUAL_TEXT)) is not None:
        return Mark(Tag.SPAN, text)
    tag = attributes.get(TAG)
    return Mark(Tag(tag)) if tag in tuple(Tag) else None


def mark_at(address: str) -> Mark | None:
    """The mark that an address carries; None for a real one."""
    scheme, _, rest = address.partition(":")
    if scheme != _SCHEME:
        return None
    tag, slash, text = rest.partition("/")
    return Mark(Tag(tag), unquote(text) if slash else None)
