"""Compact Font Format programs, name-keyed and CID-keyed (Adobe TN 5176).

Only what a judge asks for is read: the character set, the encoding, and of a charstring its
beginning, where its width stands (Adobe TN 5177, 3.1). Lengths are thousandths of an em.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from struct import error, unpack_from

from declaration_print.check.fonts.charstrings import Subroutines, type2_box, type2_width
from declaration_print.check.fonts.encoding_tables import CFF_EXPERT
from declaration_print.check.fonts.encodings import NOTDEF, base_encoding, cff_strings
from declaration_print.check.fonts.font_program import Box, BrokenProgram, FontProgram, Kind, scaled

CHARSET, ENCODING, CHAR_STRINGS, PRIVATE = 15, 16, 17, 18  # operators of a Top DICT
DEFAULT_WIDTH, NOMINAL_WIDTH, SUBRS = 20, 21, 19  # of a Private DICT
ESCAPE = 12 << 8  # two-byte operators
FONT_MATRIX, ROS, FD_ARRAY, FD_SELECT = ESCAPE | 7, ESCAPE | 30, ESCAPE | 36, ESCAPE | 37
GLYPH_LIMIT = 65_536
_NIBBLES = "0123456789.EE -"
_SUPPLEMENT = 0x80  # this bit of an encoding's format says that more codes follow

Dict = dict[int, list[float]]


class CffProgram(FontProgram):
    """A bare CFF program, its first font."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 4 or data[0] != 1:  # noqa: PLR2004 - the header's size
            raise BrokenProgram("no CFF header")
        _, position = _index(data, data[2])
        tops, position = _index(data, position)
        strings, position = _index(data, position)
        self._global_subrs, _ = _index(data, position)
        if not tops:
            raise BrokenProgram("no Top DICT")
        top = _dict(tops[0])
        self._data, self._top, self._strings = data, top, strings
        if CHAR_STRINGS not in top:
            raise BrokenProgram("no charstrings")
        self._charstrings, _ = _index(data, _integer(top, CHAR_STRINGS))
        self.glyph_count = len(self._charstrings)
        self._parts = self._read_parts()
        self.kind = Kind.CFF
        self.stray_glyph = 0 if _integer(top, ENCODING) <= 1 else 1
        self._numbers = self._charset()
        if ROS in top:
            self.kind = Kind.CID_KEYED_CFF
            numbered = reversed(list(enumerate(self._numbers)))  # of two the first counts
            self.cids = {**{cid: glyph for glyph, cid in numbered}, 0: 0}

    # -- names and codes -------------------------------------------------------------------

    @cached_property
    def names(self) -> Mapping[str, int]:
        """Glyph names of a name-keyed font."""
        if self.kind is Kind.CID_KEYED_CFF:
            return {}
        order = self._order
        return {name: glyph for glyph, name in reversed(list(enumerate(order)))}

    @cached_property
    def encoding(self) -> Mapping[int, str]:
        """The built-in encoding of a name-keyed font; .notdef is left out."""
        offset = _integer(self._top, ENCODING)
        if self.kind is Kind.CID_KEYED_CFF:
            return {}
        if offset == 0:
            return base_encoding("StandardEncoding")
        if offset == 1:
            return _expert_encoding()
        try:
            codes = self._encoding_codes(offset)
        except (error, IndexError):
            return {}
        order = self._order
        named = {code: order[glyph] for code, glyph in codes.items() if glyph < len(order)}
        return {code: name for code, name in named.items() if name != NOTDEF}

    @cached_property
    def _order(self) -> list[str]:
        return [self._string(number) for number in self._numbers]

    def _string(self, number: int) -> str:
        standard = cff_strings()
        if number < len(standard):
            return standard[number]
        own = number - len(standard)
        return self._strings[own].decode("latin-1") if own < len(self._strings) else f"sid{number}"

    def _charset(self) -> list[int]:
        """The string number or CID of each glyph."""
        offset = _integer(self._top, CHARSET)
        count = self.glyph_count
        if offset <= 2:  # noqa: PLR2004 - ISOAdobe, Expert, ExpertSubset
            if ROS in self._top or offset == 0:
                return list(range(count))
            return _expert_charset(offset)[:count]
        numbers = [0]
        position = offset + 1
        match self._data[offset]:
            case 0:
                numbers += unpack_from(f">{count - 1}H", self._data, position)
            case 1 | 2 as form:
                size = 2 + form
                while len(numbers) < count and position + size <= len(self._data):
                    first, *_ = unpack_from(">H", self._data, position)
                    left = int.from_bytes(self._data[position + 2 : position + size], "big")
                    numbers += range(first, first + min(left + 1, count - len(numbers)))
                    position += size
            case _:
                return list(range(count))
        return numbers

    def _encoding_codes(self, offset: int) -> dict[int, int]:
        data = self._data
        form, count = data[offset], data[offset + 1]
        position = offset + 2
        codes: dict[int, int] = {}
        if form & ~_SUPPLEMENT == 0:
            codes.update({data[position + n]: n + 1 for n in range(count)})
            position += count
        else:
            glyph = 1
            for _ in range(count):
                for code in range(data[position], data[position] + data[position + 1] + 1):
                    codes[code] = glyph
                    glyph += 1
                position += 2
        if form & _SUPPLEMENT:
            by_string = {number: glyph for glyph, number in enumerate(self._numbers)}
            for n in range(data[position]):
                code, number = unpack_from(">BH", data, position + 1 + 3 * n)
                codes[code] = by_string.get(number, 0)
        return codes

    # -- metrics ---------------------------------------------------------------------------

    def _read_parts(self) -> list["_Part"]:
        """The Private DICTs: one, or one for each Font DICT of a CID-keyed font."""
        matrix = self._top.get(FONT_MATRIX)
        if ROS not in self._top:
            return [self._part(self._top, matrix or [0.001])]
        fonts, _ = _index(self._data, _integer(self._top, FD_ARRAY))
        parts = []
        for font in map(_dict, fonts):
            own = font.get(FONT_MATRIX)
            scale = (matrix[0] if matrix else 1.0) * (own[0] if own else 1.0)
            parts.append(self._part(font, [scale if matrix or own else 0.001]))
        return parts

    def _part(self, holder: Dict, matrix: Sequence[float]) -> "_Part":
        size, offset = ([int(value) for value in holder.get(PRIVATE, [])] + [0, 0])[:2]
        if offset + size > len(self._data):
            raise BrokenProgram("a Private DICT is cut off")
        private = _dict(self._data[offset : offset + size])
        local: Sequence[bytes] = ()
        if SUBRS in private:
            local, _ = _index(self._data, offset + _integer(private, SUBRS))
        return _Part(
            scale=(matrix[0] if matrix else 0.001) * 1000,
            default=_number(private, DEFAULT_WIDTH),
            nominal=_number(private, NOMINAL_WIDTH),
            subroutines=Subroutines(local, self._global_subrs),
        )

    def _part_of(self, glyph: int) -> "_Part":
        if len(self._parts) == 1 or FD_SELECT not in self._top:
            return self._parts[0]
        return self._parts[self._selected[glyph]]

    @cached_property
    def _selected(self) -> Sequence[int]:
        """Which Font DICT each glyph belongs to (FDSelect)."""
        data, at = self._data, _integer(self._top, FD_SELECT)
        if data[at] == 0:
            return data[at + 1 : at + 1 + self.glyph_count]
        selected = bytearray(self.glyph_count)
        for n in range(unpack_from(">H", data, at + 1)[0]):
            first, part, end = unpack_from(">HBH", data, at + 3 + 3 * n)
            end = min(end, self.glyph_count)
            selected[first:end] = bytes([part]) * max(0, end - first)
        return selected

    def _advance(self, glyph: int) -> float | None:
        part = self._part_of(glyph)
        found = type2_width(self._charstrings[glyph], part.subroutines)
        return (part.default if found is None else part.nominal + found) * part.scale

    def _box(self, glyph: int) -> Box | None:
        part = self._part_of(glyph)
        bounds = type2_box(self._charstrings[glyph], part.subroutines)
        return scaled(bounds, part.scale) if bounds else None


@dataclass(frozen=True, slots=True)
class _Part:
    """What one Private DICT says: thousandths of an em for a unit, widths, subroutines."""

    scale: float
    default: float
    nominal: float
    subroutines: Subroutines


def _index(data: bytes, start: int) -> tuple[list[bytes], int]:
    """The objects of an INDEX, and where it ends."""
    count = unpack_from(">H", data, start)[0]
    if not count:
        return [], start + 2
    size = data[start + 2]
    if not 1 <= size <= 4:  # noqa: PLR2004 - an offset has one to four bytes
        raise BrokenProgram("an INDEX is malformed")
    table = data[start + 3 : start + 3 + size * (count + 1)]
    if len(table) < size * (count + 1):
        raise BrokenProgram("an INDEX is cut off")
    offsets = [int.from_bytes(table[n : n + size], "big") for n in range(0, len(table), size)]
    base = start + 2 + size * (count + 1)
    if base + offsets[-1] > len(data):
        raise BrokenProgram("an INDEX is cut off")
    objects = [data[base + a : base + b] for a, b in pairwise(offsets)]
    return objects, base + offsets[-1]


def _dict(data: bytes) -> Dict:
    """Operators of a DICT with their operands."""
    found: Dict = {}
    operands: list[float] = []
    position = 0
    while position < len(data):
        byte = data[position]
        position += 1
        if byte <= 21:  # noqa: PLR2004 - the last operator
            if byte == ESCAPE >> 8 and position < len(data):
                byte = ESCAPE | data[position]
                position += 1
            found.setdefault(byte, operands)
            operands = []
        elif byte == 30:  # noqa: PLR2004 - a real number
            value, position = _real(data, position)
            operands.append(value)
        else:
            value, position = _whole(data, byte, position)
            operands.append(value)
    return found


def _whole(data: bytes, byte: int, position: int) -> tuple[float, int]:
    match byte:
        case 28:
            return unpack_from(">h", data, position)[0], position + 2
        case 29:
            return unpack_from(">i", data, position)[0], position + 4
        case _ if 32 <= byte <= 246:  # noqa: PLR2004 - TN 5176 Table 3
            return byte - 139, position
        case _ if 247 <= byte <= 250:  # noqa: PLR2004 - as above
            return (byte - 247) * 256 + data[position] + 108, position + 1
        case _ if 251 <= byte <= 254:  # noqa: PLR2004 - as above
            return -(byte - 251) * 256 - data[position] - 108, position + 1
    return 0, position


def _real(data: bytes, position: int) -> tuple[float, int]:
    text = ""
    while position < len(data):
        byte = data[position]
        position += 1
        for nibble in (byte >> 4, byte & 15):
            if nibble == 15:  # noqa: PLR2004 - the end
                return _float(text), position
            text += "E-" if nibble == 12 else _NIBBLES[nibble]  # noqa: PLR2004 - TN 5176 Table 5
    return _float(text), position


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _number(dictionary: Dict, operator: int) -> float:
    operands = dictionary.get(operator)
    return operands[-1] if operands else 0.0


def _integer(dictionary: Dict, operator: int) -> int:
    return int(_number(dictionary, operator))


def _expert_charset(offset: int) -> list[int]:
    """The Expert or ExpertSubset character set as string numbers (TN 5176 Appendix C)."""
    from fontTools.cffLib import (  # noqa: PLC0415 - costly, and these sets are all but extinct
        cffExpertSubsetStrings,
        cffIExpertStrings,
    )

    numbers = {name: number for number, name in enumerate(cff_strings())}
    return [numbers[name] for name in (cffIExpertStrings, cffExpertSubsetStrings)[offset - 1]]


def _expert_encoding() -> dict[int, str]:
    """The Expert encoding by name; some programs name it while their font says another."""
    names = cff_strings()
    return {
        code: names[number]
        for at, first, last in CFF_EXPERT
        for code, number in enumerate(range(first, last + 1), start=at)
    }
