"""Embedded font programs: glyphs, advances, outlines, internal encodings, whatever the format.

Glyphs are numbered; lengths are thousandths of an em. The readers of the formats are
sfnt_program.py, cff_program.py and type1_program.py. A program that cannot be read raises
`BrokenProgram`.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from struct import error

Box = tuple[float, float, float, float]


class BrokenProgram(Exception):
    """A font program that cannot be read; the message says what is wrong with it."""


class Kind(StrEnum):
    """What a font program is."""

    TRUETYPE = "TrueType"
    CFF = "CFF"
    CID_KEYED_CFF = "CID-keyed CFF"
    TYPE1 = "Type 1"


class Form(StrEnum):
    """What a font dictionary says its program is (ISO 32000-1 Table 126)."""

    TYPE1 = "Type 1"
    CFF = "CFF"
    OPENTYPE_CFF = "OpenType with CFF outlines"
    SFNT = "TrueType"


class FontProgram:
    """A readable font program. `cids` leads from CIDs to glyph numbers."""

    kind: Kind
    glyph_count: int
    metric_count: int = 0  # advances in hmtx
    stray_glyph: int = 0  # of a name-keyed CFF, what veraPDF has for codes outside its encoding
    fs_type: int | None = None  # OS/2, where there is one
    cids: Mapping[int, int] | None = None  # of a CID-keyed CFF
    cmap_keys: tuple[tuple[int, int], ...] = ()  # platform and encoding of each cmap subtable

    @cached_property
    def names(self) -> Mapping[str, int]:
        """Glyph name → number."""
        return {}

    @cached_property
    def encoding(self) -> Mapping[int, str]:
        """Code → name of a Type 1 or name-keyed CFF program's own encoding, without .notdef."""
        return {}

    def character_map(self, key: tuple[int, int]) -> Mapping[int, int] | None:
        """Code → glyph of the first cmap subtable of that platform and encoding; None without."""
        assert key not in self.cmap_keys
        return None

    def has(self, glyph: int) -> bool:
        """Whether the program holds a glyph of that number."""
        return 0 <= glyph < self.glyph_count

    def advance(self, glyph: int) -> float | None:
        """The horizontal advance in 1/1000 em; None when the program cannot tell."""
        try:
            return self._advance(glyph)
        except Exception:  # noqa: BLE001 - a broken glyph may provoke anything
            return None

    def box(self, glyph: int) -> Box | None:
        """The outline's bounds in 1/1000 em; None for an empty or unreadable outline."""
        try:
            return self._box(glyph)
        except Exception:  # noqa: BLE001 - a broken glyph may provoke anything
            return None

    def _advance(self, glyph: int) -> float | None:
        raise NotImplementedError

    def _box(self, glyph: int) -> Box | None:
        raise NotImplementedError


def scaled(edges: Box, scale: float) -> Box:
    """Bounds in font units as thousandths of an em."""
    x0, y0, x1, y1 = edges
    return (x0 * scale, y0 * scale, x1 * scale, y1 * scale)


def read_program(data: bytes, form: Form) -> FontProgram:
    """A font program from its decoded bytes.

    Raises:
        BrokenProgram: it is not what it is declared to be, or it is damaged.
    """
    try:
        match form:
            case Form.TYPE1:
                from declaration_print.check.fonts.type1_program import Type1Program  # noqa: PLC0415 - a file needs one or two of the readers

                return Type1Program(data)
            case Form.CFF:
                from declaration_print.check.fonts.cff_program import CffProgram  # noqa: PLC0415 - as above

                return CffProgram(data)
            case Form.OPENTYPE_CFF:
                return _cff_within(data)
            case Form.SFNT:
                from declaration_print.check.fonts.sfnt_program import TrueTypeProgram  # noqa: PLC0415 - as above

                return TrueTypeProgram(data)
    except (error, IndexError, ValueError, KeyError, OverflowError) as broken:
        raise BrokenProgram(f"cut off or malformed ({broken})") from broken


def _cff_within(data: bytes) -> FontProgram:
    from declaration_print.check.fonts.cff_program import CffProgram  # noqa: PLC0415 - as above
    from declaration_print.check.fonts.sfnt_program import fs_type, tables_of  # noqa: PLC0415 - as above

    tables = tables_of(data)
    if "CFF " not in tables:
        raise BrokenProgram("an OpenType program without its CFF table")
    program = CffProgram(tables["CFF "])
    program.fs_type = fs_type(tables)
    return program
