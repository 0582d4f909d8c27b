"""Embedded font programs read with fontTools: glyphs, advances, outlines, internal encodings.

One face for TrueType, OpenType, bare CFF (name-keyed and CID-keyed) and Type 1. Glyphs are
numbered; lengths are thousandths of an em. A program that cannot be read raises `BrokenProgram`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO
from struct import Struct
from typing import Any, Protocol

Box = tuple[float, float, float, float]
_GLYPH_HEADER = Struct(">hhhhh")  # contours and bounds, OpenType glyf: unpacking points costs


class BrokenProgram(Exception):
    """A font program that fontTools cannot read; the message says what it met."""


class Kind(StrEnum):
    """What a font program is, whatever key it was filed under."""

    TRUETYPE = "TrueType"
    CFF = "CFF"
    CID_KEYED_CFF = "CID-keyed CFF"
    TYPE1 = "Type 1"


class _Outlines(Protocol):
    """What each format tells about a glyph, by number."""

    def advance(self, glyph: int) -> float: ...
    def box(self, glyph: int) -> Box | None: ...


@dataclass(frozen=True, slots=True)
class FontProgram:
    """A readable font program. `names` and `cids` lead to glyph numbers where it has them."""

    kind: Kind
    glyph_count: int
    outlines: _Outlines
    names: Mapping[str, int] = field(default_factory=dict)
    cids: Mapping[int, int] | None = None  # of a CID-keyed CFF
    character_maps: Mapping[tuple[int, int], Mapping[int, int]] = field(default_factory=dict)
    encoding: Mapping[int, str] = field(default_factory=dict)  # of a Type 1 or bare CFF program

    def has(self, glyph: int) -> bool:
        """Whether the program holds a glyph of that number."""
        return 0 <= glyph < self.glyph_count

    def advance(self, glyph: int) -> float | None:
        """The horizontal advance in 1/1000 em; None when the program cannot tell."""
        try:
            return self.outlines.advance(glyph)
        except Exception:  # noqa: BLE001 - fontTools raises whatever a broken glyph provokes
            return None

    def box(self, glyph: int) -> Box | None:
        """The outline's bounds in 1/1000 em; None for an empty or unreadable outline."""
        try:
            return self.outlines.box(glyph)
        except Exception:  # noqa: BLE001 - fontTools raises whatever a broken glyph provokes
            return None


def read_program(data: bytes) -> FontProgram:
    """A font program from its decoded bytes, told apart by their beginning.

    Raises:
        BrokenProgram: it is none of the formats a PDF may embed, or it is damaged.
    """
    try:
        if data[:4] in {b"\0\1\0\0", b"true", b"OTTO", b"ttcf"}:
            return _opentype(data)
        if data[:1] == b"\1":
            return _cff(data)
        if data[:2] in {b"%!", b"\x80\x01"}:
            return _type1(data)
    except Exception as error:
        raise BrokenProgram(f"{type(error).__name__}: {error}") from error
    raise BrokenProgram("neither TrueType, OpenType, CFF nor Type 1")


def _opentype(data: bytes) -> FontProgram:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - costly; files without fonts skip it

    font = TTFont(BytesIO(data), lazy=True, fontNumber=0)
    if "CFF " in font and "glyf" not in font:
        bare = _cff(font.getTableData("CFF "))
        return FontProgram(
            bare.kind, bare.glyph_count, bare.outlines, bare.names, bare.cids, _cmaps(font, None)
        )
    count = font["maxp"].numGlyphs
    names = _post_names(data, count)
    font.setGlyphOrder([f"g{number}" for number in range(count)])
    outlines = _TrueTypeOutlines(font, count)
    return FontProgram(
        Kind.TRUETYPE, count, outlines, names, character_maps=_cmaps(font, "numbered")
    )


def _cmaps(font: Any, numbered: str | None) -> dict[tuple[int, int], Mapping[int, int]]:  # noqa: ANN401 - fontTools is untyped
    """The cmap subtables as code → glyph number; empty where there is none to read."""
    if "cmap" not in font:
        return {}
    found: dict[tuple[int, int], Mapping[int, int]] = {}
    for table in font["cmap"].tables:
        if table.format == 14:  # noqa: PLR2004 - variation sequences map no plain codes
            continue
        codes = getattr(table, "cmap", {})
        number = (lambda name: int(name[1:])) if numbered else font.getGlyphID
        found[table.platformID, table.platEncID] = {
            code: number(name) for code, name in codes.items()
        }
    return found


def _post_names(data: bytes, count: int) -> dict[str, int]:
    """Glyph names of a post table that has them (formats 1 and 2)."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    font = TTFont(BytesIO(data), lazy=True, fontNumber=0)
    if "post" not in font or font.getTableData("post")[:4] not in {b"\0\1\0\0", b"\0\2\0\0"}:
        return {}
    try:
        order = font["post"].getGlyphOrder()
    except Exception:  # noqa: BLE001 - names are a help, never a need
        return {}
    return {name: number for number, name in enumerate(order[:count])}


class _TrueTypeOutlines:
    def __init__(self, font: Any, count: int) -> None:  # noqa: ANN401 - fontTools is untyped
        self._scale: float = 1000 / font["head"].unitsPerEm
        self._metrics = font["hmtx"].metrics
        self._locations = font["loca"].locations
        self._outlines: bytes = font.getTableData("glyf")
        if len(self._locations) <= count:
            raise BrokenProgram("loca is shorter than maxp says")

    def advance(self, glyph: int) -> float:
        advance: float = self._metrics[f"g{glyph}"][0] * self._scale
        return advance

    def box(self, glyph: int) -> Box | None:
        if self._locations[glyph] == self._locations[glyph + 1]:
            return None
        contours, *edges = _GLYPH_HEADER.unpack_from(self._outlines, self._locations[glyph])
        left, bottom, right, top = edges
        return _scaled((left, bottom, right, top), self._scale) if contours else None


def _cff(data: bytes) -> FontProgram:
    from fontTools.cffLib import CFFFontSet  # noqa: PLC0415 - costly; TrueType files skip it

    fonts = CFFFontSet()
    fonts.decompile(BytesIO(data), None)
    top = fonts[0]
    order = list(top.charset)
    outlines = _CharStringOutlines(top.CharStrings, order, _cff_scale(top))
    if hasattr(top, "ROS"):
        cids = {int(name[3:]): glyph for glyph, name in enumerate(order) if name[:3] == "cid"}
        return FontProgram(Kind.CID_KEYED_CFF, len(order), outlines, cids={0: 0} | cids)
    names = {name: glyph for glyph, name in enumerate(order)}
    encoding = {code: name for code, name in enumerate(_cff_encoding(top)) if name != ".notdef"}
    return FontProgram(Kind.CFF, len(order), outlines, names, encoding=encoding)


def _cff_encoding(top: Any) -> list[str]:  # noqa: ANN401 - fontTools is untyped
    from fontTools.encodings.StandardEncoding import StandardEncoding  # noqa: PLC0415 - as above

    encoding = getattr(top, "Encoding", "StandardEncoding")
    return StandardEncoding if isinstance(encoding, str) else list(encoding)


def _cff_scale(top: Any) -> float:  # noqa: ANN401 - fontTools is untyped
    """Thousandths of an em for one unit; a CID-keyed font may leave the matrix to its parts."""
    matrix = top.FontMatrix
    parts = getattr(top, "FDArray", None)
    if parts and "FontMatrix" not in top.rawDict and "FontMatrix" in parts[0].rawDict:
        matrix = parts[0].FontMatrix
    return float(matrix[0]) * 1000


class _CharStringOutlines:
    """Type 2 and Type 1 charstrings."""

    def __init__(self, charstrings: Any, order: list[str], scale: float) -> None:  # noqa: ANN401 - fontTools is untyped
        self._charstrings = charstrings
        self._order = order
        self._scale = scale

    def advance(self, glyph: int) -> float:
        from fontTools.pens.basePen import NullPen  # noqa: PLC0415 - as above

        charstring = self._charstrings[self._order[glyph]]
        charstring.draw(NullPen())
        return float(charstring.width) * self._scale

    def box(self, glyph: int) -> Box | None:
        from fontTools.pens.boundsPen import ControlBoundsPen  # noqa: PLC0415 - as above

        pen = ControlBoundsPen(None)
        self._charstrings[self._order[glyph]].draw(pen)
        return _scaled(pen.bounds, self._scale) if pen.bounds else None


def _type1(data: bytes) -> FontProgram:
    from fontTools.t1Lib import T1Font  # noqa: PLC0415 - costly; modern files skip it

    font = T1Font.__new__(T1Font)  # its constructor reads a path, we hold bytes
    font.data, font.encoding = _without_pfb_headers(data), "ascii"
    font.parse()
    charstrings = font["CharStrings"]
    order = sorted(charstrings, key=lambda name: (name != ".notdef", name))
    matrix = font["FontMatrix"] if "FontMatrix" in font.font else [0.001]
    outlines = _CharStringOutlines(charstrings, order, float(matrix[0]) * 1000)
    encoding = {code: name for code, name in enumerate(font["Encoding"]) if name != ".notdef"}
    names = {name: glyph for glyph, name in enumerate(order)}
    return FontProgram(Kind.TYPE1, len(order), outlines, names, encoding=encoding)


def _without_pfb_headers(data: bytes) -> bytes:
    parts = []
    position = 0
    while data[position : position + 1] == b"\x80" and data[position + 1] in {1, 2}:
        length = int.from_bytes(data[position + 2 : position + 6], "little")
        parts.append(data[position + 6 : position + 6 + length])
        position += 6 + length
    return b"".join(parts) or data


def _scaled(edges: tuple[float, float, float, float], scale: float) -> Box:
    x0, y0, x1, y1 = edges
    return (x0 * scale, y0 * scale, x1 * scale, y1 * scale)
