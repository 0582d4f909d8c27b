"""The words of a PDF as copying and searching give them: strings as drawn, through Unicode maps.

ISO 32000-1 9.10 (extraction of text content) and 14.8.2.2 (artifacts, which are no content). White
space that only places glyphs is not guessed at. Not pypdf's `extract_text`: that knows neither
artifacts nor embedded CMaps, and takes four times as long.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pypdf.generic import DictionaryObject

from declaration_print.check.document.structure import StructureTree
from declaration_print.check.drawing.drawn import FontDrawing, Shown
from declaration_print.check.drawing.walker import drawn_strings
from declaration_print.check.fonts.inspected_font import InspectedFont
from declaration_print.check.text.folding import fold

UNKNOWN = "\ufffd"
BREAK = "\x1e"  # stands where one marked content ends and another begins
SEAM = "\x1f"  # stands where a string begins in the same marked content, or without any
_HYPHENS = {"-", "‐", ""}
CHARACTER_LIMIT = 20_000_000  # more than any file of words has; the rest is not read

CODECS = (
    ("UniJIS-UTF16-", "utf-16-be"),
    ("UniJIS2004-UTF16-", "utf-16-be"),
    ("UniJIS-UCS2-", "utf-16-be"),
    ("90ms-RKSJ-", "cp932"),
    ("90msp-RKSJ-", "cp932"),
    ("EUC-", "euc-jp"),
)
"""Predefined Japanese CMaps whose codes are a known encoding of characters (Table 118)."""


@dataclass(frozen=True, slots=True)
class Words:
    """The text of each page without artifacts, with BREAKs and SEAMs, as copying gives it.

    `printed` is what is seen where that differs: the strings that an ActualText replaces.
    """

    pages: tuple[str, ...]
    furniture_is_marked: bool
    printed: tuple[str, ...] | None = None


@dataclass
class _Span:
    """The strings, as drawn, that one ActualText stands for."""

    text: str
    drawn: list[str] = field(default_factory=list)

    @cached_property
    def explains(self) -> bool:
        """Whether it says what the strings do not: unknown signs, hyphens at the ends of lines."""
        drawn = "".join(self.drawn)
        unknown = any(c == UNKNOWN or unicodedata.category(c) == "Co" for c in drawn)
        return unknown or (fold(drawn) in _HYPHENS and not fold(self.text))


class _Piece(NamedTuple):
    """One of the strings of a span."""

    span: _Span
    number: int

    @property
    def copied(self) -> str:
        return "" if self.number else self.span.text

    @property
    def printed(self) -> str:
        return self.copied if self.span.explains else self.span.drawn[self.number]


class _Replaced:
    """What is read otherwise than it is drawn: by a tag, or by the marked content itself."""

    def __init__(self, tags: StructureTree) -> None:
        self._tags = tags
        self._by_tag: dict[tuple[int, int, int | None], tuple[int, str] | None] = {}
        self.spans: dict[tuple[str, int], _Span] = {}

    def piece(self, shown: Shown, words: str) -> str | _Piece:
        """The words as they are, or as one of the strings of a span."""
        key: tuple[str, int] | None = None
        text = ""
        if (found := self._of_tag(shown)) is not None:
            key, text = ("tag", found[0]), found[1]
        elif (own := shown.marked.replacement) is not None:
            key, text = ("content", own.number), own.text
        if key is None:
            return words
        span = self.spans.setdefault(key, _Span(text))
        span.drawn.append(words)
        return _Piece(span, len(span.drawn) - 1)

    def _of_tag(self, shown: Shown) -> tuple[int, str] | None:
        mcid, parents = shown.marked.mcid, shown.marked.parents
        if mcid is None:
            return None
        place = shown.page, mcid, parents
        if place not in self._by_tag:
            self._by_tag[place] = self._tags.replacement(*place)
        return self._by_tag[place]


def read(pages: Sequence[DictionaryObject], tags: StructureTree) -> Words:
    """The words of all pages in the order in which they are drawn.

    Raises:
        Unreadable: the content is too large to be followed.
    """
    texts: list[list[str | _Piece]] = [[] for _ in pages]
    readers: dict[int, _Reader] = {}
    replaced = _Replaced(tags)
    marked = False
    left = CHARACTER_LIMIT
    content: tuple[int | None, int | None] = None, None
    for font, shown in drawn_strings(pages):
        if shown.furniture:
            marked = True
        elif left > 0:
            if (key := id(font)) not in readers:
                readers[key] = _Reader(font)
            words = readers[key].read(shown)
            left -= len(words)
            here = shown.marked.mcid, shown.marked.parents
            page = texts[shown.page - 1]
            page.append(SEAM if here == content else BREAK)
            page.append(replaced.piece(shown, words))
            content = here
    copied = tuple(
        "".join([piece if isinstance(piece, str) else piece.copied for piece in pieces])
        for pieces in texts
    )
    if not replaced.spans:
        return Words(copied, marked)
    printed = tuple(
        "".join([piece if isinstance(piece, str) else piece.printed for piece in pieces])
        for pieces in texts
    )
    return Words(copied, marked, printed)


class _Reader:
    """What one font's strings say; remembers each code's characters."""

    def __init__(self, drawn: FontDrawing) -> None:
        self._font = InspectedFont(drawn)
        self._characters: dict[int, str] = {}
        named = self._font.encoding_name if self._font.encoding_cmap is None else ""
        known = (codec for name, codec in CODECS if named.startswith(name))
        self._codec = next(known, None) if self._font.to_unicode is None else None

    def read(self, shown: Shown) -> str:
        """The characters of a shown string; U+FFFD for a code that nothing explains."""
        if self._codec is not None:
            return shown.text.decode(self._codec, "replace")
        cache = self._characters
        return "".join(
            [
                cache[code] if code in cache else cache.setdefault(code, self._meaning(code))
                for code in self._font.codes(shown)
            ]
        )

    def _meaning(self, code: int) -> str:
        found = self._font.unicode(code)
        return UNKNOWN if found is None else found
