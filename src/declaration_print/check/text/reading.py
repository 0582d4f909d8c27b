"""The words of a PDF as copying and searching give them: strings as drawn, through Unicode maps.

ISO 32000-1 9.10 (extraction of text content) and 14.8.2.2 (artifacts, which are no content). White
space that only places glyphs is not guessed at. Not pypdf's `extract_text`: that knows neither
artifacts nor embedded CMaps, and takes four times as long.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pypdf.generic import DictionaryObject

from declaration_print.check.drawing.walker import FontDrawing, drawn_strings
from declaration_print.check.fonts.inspected_font import InspectedFont

UNKNOWN = "\ufffd"
BREAK = "\x1e"  # stands where one marked content ends and another begins
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
    """The text of each page without artifacts, with BREAKs; whether the file marks artifacts."""

    pages: tuple[str, ...]
    furniture_is_marked: bool


def read(pages: Sequence[DictionaryObject]) -> Words:
    """The words of all pages in the order in which they are drawn.

    Raises:
        Unreadable: the content is too large to be followed.
    """
    texts: list[list[str]] = [[] for _ in pages]
    readers: dict[int, _Reader] = {}
    marked = False
    left = CHARACTER_LIMIT
    mcid: int | None = None
    for font, shown in drawn_strings(pages):
        if shown.furniture:
            marked = True
        elif left > 0:
            if (key := id(font)) not in readers:
                readers[key] = _Reader(font)
            words = readers[key].read(shown.text)
            left -= len(words)
            if shown.mcid != mcid:
                mcid = shown.mcid
                texts[shown.page - 1].append(BREAK)
            texts[shown.page - 1].append(words)
    return Words(tuple("".join(pieces) for pieces in texts), marked)


class _Reader:
    """What one font's strings say; remembers each code's characters."""

    def __init__(self, drawn: FontDrawing) -> None:
        self._font = InspectedFont(drawn)
        self._characters: dict[int, str] = {}
        named = self._font.encoding_name if self._font.encoding_cmap is None else ""
        known = (codec for name, codec in CODECS if named.startswith(name))
        self._codec = next(known, None) if self._font.to_unicode is None else None

    def read(self, shown: bytes) -> str:
        """The characters of a shown string; U+FFFD for a code that nothing explains."""
        if self._codec is not None:
            return shown.decode(self._codec, "replace")
        cache = self._characters
        return "".join(
            [
                cache[code] if code in cache else cache.setdefault(code, self._meaning(code))
                for code in self._codes(shown)
            ]
        )

    def _meaning(self, code: int) -> str:
        found = self._font.unicode(code)
        return UNKNOWN if found is None else found

    def _codes(self, shown: bytes) -> Sequence[int]:
        if not self._font.is_composite:
            return shown
        cmap = self._font.encoding_cmap
        if cmap is not None and cmap.code_spaces:
            return list(cmap.codes(shown))
        return [int.from_bytes(shown[at : at + 2], "big") for at in range(0, len(shown), 2)]
