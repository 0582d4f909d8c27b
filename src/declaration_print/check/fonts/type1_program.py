"""Type 1 programs (Adobe Type 1 Font Format): clear text, encrypted part, charstrings.

Read whatever the stream dictionary says of their lengths; but PFB headers and a hexadecimal
encrypted part have no place in a PDF (ISO 32000-1 9.9). Lengths are thousandths of an em.
"""

import re
from collections.abc import Mapping
from functools import cached_property

from declaration_print.check.fonts.charstrings import type1_box, type1_width
from declaration_print.check.fonts.encodings import NOTDEF, base_encoding
from declaration_print.check.fonts.font_program import Box, BrokenProgram, FontProgram, Kind, scaled

EEXEC_KEY, CHARSTRING_KEY = 55_665, 4_330
SUBROUTINE_LIMIT = 65_536
PFB_HEADER = b"\x80\1"
_HEX = re.compile(rb"[0-9A-Fa-f\s]{8}")
_MATRIX = re.compile(rb"/FontMatrix\s*[\[{]\s*([-+.0-9Ee]+)")
_LENGTH_OF_NOISE = re.compile(rb"/lenIV\s+(-?\d+)")
_SUBROUTINE = re.compile(rb"\bdup\s+(\d{1,5})\s+(\d{1,5})\s+(?:RD|-\||\S+) ")
_CHARSTRING = re.compile(rb"/([^\s/\[\]{}()<>%]*)\s+(\d{1,5})\s+(?:RD|-\||\S+) ")
_CODE = re.compile(rb"\bdup\s+(?:(\d+)#)?([0-9A-Fa-f]+)\s*/([^\s/\[\]{}()<>%]+)\s+put\b")
_ENCODING = re.compile(rb"/Encoding\s+(StandardEncoding\b|\[|\d+)")
_NAME = re.compile(rb"/([^\s/\[\]{}()<>%]+)")


class Type1Program(FontProgram):
    """A Type 1 program; its glyphs are numbered in the order of their names, .notdef first."""

    kind = Kind.TYPE1

    def __init__(self, data: bytes) -> None:
        self._clear, self._private = _parts(data)
        noise = _LENGTH_OF_NOISE.search(self._private)
        self._noise = int(noise[1]) if noise else 4
        start = self._private.find(b"/CharStrings")
        if start < 0:
            raise BrokenProgram("no charstrings")
        self._start = start
        self._charstrings = self._read_charstrings()
        if not self._charstrings:
            raise BrokenProgram("no charstrings")
        self._order = sorted(self._charstrings, key=lambda name: (name != NOTDEF, name))
        self.glyph_count = len(self._order)
        matrix = _MATRIX.search(self._clear)
        self._scale = (_float(matrix[1]) or 0.001 if matrix else 0.001) * 1000

    @cached_property
    def names(self) -> Mapping[str, int]:
        """Glyph name → number."""
        return {name: glyph for glyph, name in enumerate(self._order)}

    @cached_property
    def encoding(self) -> Mapping[int, str]:
        """The built-in encoding; .notdef is left out."""
        found = _ENCODING.search(self._clear)
        if found is None:
            return {}
        if found[1] == b"StandardEncoding":
            return base_encoding("StandardEncoding")
        rest = self._clear[found.end() :]
        if found[1] == b"[":
            listed = _NAME.findall(rest[: max(0, rest.find(b"]"))])
            named = {code: name.decode("latin-1") for code, name in enumerate(listed)}
        else:
            named = {
                int(code, int(radix or 10)): name.decode("latin-1")
                for radix, code, name in _CODE.findall(rest)
                if (radix or code.isdigit()) and int(radix or 10) in range(2, 37)
            }
        return {code: name for code, name in named.items() if name != NOTDEF}

    def _advance(self, glyph: int) -> float | None:
        charstring = self._charstrings[self._order[glyph]]
        width = type1_width(charstring, self._subroutines)
        return None if width is None else width * self._scale

    def _box(self, glyph: int) -> Box | None:
        bounds = type1_box(self._order[glyph], self._charstrings, self._subroutines)
        return scaled(bounds, self._scale) if bounds else None

    def _read_charstrings(self) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        position = self._start + len(b"/CharStrings")
        while match := _CHARSTRING.search(self._private, position):
            position = match.end() + int(match[2])
            code = self._decrypted(self._private[match.end() : position])
            found.setdefault(match[1].decode("latin-1"), code)
        return found

    @cached_property
    def _subroutines(self) -> Mapping[int, bytes]:
        found: dict[int, bytes] = {}
        position = self._private.find(b"/Subrs")
        while 0 <= position < self._start:
            match = _SUBROUTINE.search(self._private, position, self._start)
            if match is None:
                break
            position = match.end() + int(match[2])
            if int(match[1]) < SUBROUTINE_LIMIT:
                code = self._decrypted(self._private[match.end() : position])
                found[int(match[1])] = code
        return found

    def _decrypted(self, data: bytes) -> bytes:
        if self._noise < 0:  # lenIV -1: not encrypted
            return data
        return _decrypted(data, CHARSTRING_KEY)[self._noise :]


def _parts(data: bytes) -> tuple[bytes, bytes]:
    """The clear text and the decrypted private part.

    Raises:
        BrokenProgram: there is no encrypted part, or it is not in the form of a PDF.
    """
    if data[:2] == PFB_HEADER:
        raise BrokenProgram("PFB headers in a PDF")
    at = data.find(b"eexec")
    if at < 0:
        if b"/CharStrings" in data:  # some makers leave the encryption out
            return data, data
        raise BrokenProgram("no encrypted part (eexec)")
    encrypted = data[at + 5 :].lstrip(b" \t\r\n")
    if _HEX.match(encrypted):
        raise BrokenProgram("the encrypted part is hexadecimal")
    return data[:at], _decrypted(encrypted, EEXEC_KEY)[4:]


def _decrypted(data: bytes, key: int) -> bytes:
    """Adobe Type 1 Font Format 7.1."""
    plain = bytearray(len(data))
    for place, cipher in enumerate(data):
        plain[place] = cipher ^ (key >> 8)
        key = ((cipher + key) * 52_845 + 22_719) & 0xFFFF
    return bytes(plain)


def _float(digits: bytes) -> float:
    try:
        return float(digits)
    except ValueError:
        return 0.0
