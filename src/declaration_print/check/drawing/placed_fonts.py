"""How far a font's glyphs reach and carry on: what places text on a page (ISO 32000-1 9.2.4, 9.7.4.3).

All lengths are thousandths of the font size; of a Type 3 font through its FontMatrix.
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from declaration_print.check.document.content import operations
from declaration_print.check.document.objects import as_array, as_number, decode, entry
from declaration_print.check.drawing.drawn import Shown
from declaration_print.check.drawing.geometry import Box, affine, box_of, transformed
from declaration_print.check.fonts.inspected_font import InspectedFont

CELL_BOTTOM, CELL_TOP = -250.0, 950.0  # what letters keep to, where a font does not tell
DEFAULT_VERTICAL = (880.0, -1000.0)  # DW2 (Table 117)
DEFAULT_WIDTH = 1000.0


class PlacedGlyph:
    """One code of a font: how it moves the pen, its cell, its text; `ink` is asked for late.

    Boxes are relative to the pen, also in vertical writing, where the glyph hangs below it.
    """

    __slots__ = ("_font", "_ink", "_origin", "across", "cell", "code", "down", "is_known", "text")

    def __init__(self, font: "PlacedFont", code: int) -> None:
        self._font, self.code = font, code
        width = font.width(code)
        self.is_known = width is not None
        self.across = DEFAULT_WIDTH if width is None else width
        self.down, self._origin = font.vertical(code, self.across)
        x, y = self._origin
        self.cell: Box = (-x, CELL_BOTTOM - y, self.across - x, CELL_TOP - y)
        self.text = font.inspected.unicode(code)
        self._ink: Box | bool | None = False  # not yet asked for

    @property
    def ink(self) -> Box | None:
        """The bounds of what it draws; None when it draws nothing."""
        if isinstance(self._ink, bool):
            box = self._font.ink(self.code, self.cell, self.text)
            self._ink = box if box is None else _moved(box, self._origin)
        return self._ink

    @property
    def has_outline(self) -> bool:
        """Whether the ink is that of an outline in the file, not a guess."""
        return self._font.has_outlines


def _moved(box: Box, origin: tuple[float, float]) -> Box:
    x, y = origin
    return (box[0] - x, box[1] - y, box[2] - x, box[3] - y)


class PlacedFont:
    """One font as text is set with it."""

    def __init__(self, inspected: InspectedFont) -> None:
        self.inspected = inspected
        self.is_vertical = inspected.wmode == 1
        self.spaces_words = not inspected.is_composite  # Tw counts for one-byte codes (9.3.3)
        self._glyphs: dict[int, PlacedGlyph] = {}

    @property
    def has_outlines(self) -> bool:
        """Whether its glyphs can be measured."""
        return self.inspected.program is not None or self.is_type3

    @cached_property
    def is_type3(self) -> bool:
        """Whether its glyphs are procedures."""
        return self.inspected.subtype == "Type3"

    @cached_property
    def _type3_scale(self) -> float:
        return affine(as_array(entry(self.inspected.dictionary, "/FontMatrix")))[0] * 1000

    def codes(self, text: bytes) -> Iterator[int]:
        """The character codes of a string."""
        return self.inspected.codes(Shown(text, 0, visible=True, sideways=False))

    def glyph(self, code: int) -> PlacedGlyph:
        """A code's glyph."""
        found = self._glyphs.get(code)
        if found is None:
            found = self._glyphs[code] = PlacedGlyph(self, code)
        return found

    def width(self, code: int) -> float | None:
        """The declared width; None where none is declared, as of the standard 14 fonts."""
        if not self.inspected.is_composite and not self._has_widths:
            return None
        width = self.inspected.width(code)
        return width * self._type3_scale if self.is_type3 and width is not None else width

    @cached_property
    def _has_widths(self) -> bool:
        return bool(as_array(entry(self.inspected.dictionary, "/Widths")))

    def vertical(self, code: int, width: float) -> tuple[float, tuple[float, float]]:
        """How far down the pen moves, and where the glyph's origin hangs from it."""
        if not self.is_vertical:
            return 0.0, (0.0, 0.0)
        cid = self.inspected.cid(code) or 0
        index = bisect_right(self._spans, cid, key=lambda span: span[0]) - 1
        if index >= 0 and cid <= self._spans[index][1]:
            _, _, down, x, y = self._spans[index]
            return down, (x, y)
        high, down = self._default
        return down, (width / 2, high)

    @cached_property
    def _default(self) -> tuple[float, float]:
        given = [as_number(n) for n in as_array(entry(self.inspected.descendant, "/DW2"))]
        high, down = (*given, None, None)[:2]
        if high is None or down is None:
            return DEFAULT_VERTICAL
        return high, down

    @cached_property
    def _spans(self) -> list[tuple[int, int, float, float, float]]:
        """W2 as (first CID, last CID, down, x, y), in order of CIDs."""
        elements = as_array(entry(self.inspected.descendant, "/W2"))
        spans: list[tuple[int, int, float, float, float]] = []
        position = 0
        while position + 1 < len(elements):
            first, second = as_number(elements[position]), elements[position + 1]
            if isinstance(second, list):
                values = [as_number(value) or 0.0 for value in as_array(second)]
                triples = zip(values[::3], values[1::3], values[2::3], strict=False)
                for cid, (down, x, y) in enumerate(triples, start=int(first or 0)):
                    spans.append((cid, cid, down, x, y))
                position += 2
            else:
                numbers = [
                    as_number(value) or 0.0 for value in elements[position + 1 : position + 5]
                ]
                if len(numbers) == 4:  # noqa: PLR2004 - last CID, down, x, y
                    last, down, x, y = numbers
                    spans.append((int(first or 0), int(last), down, x, y))
                position += 5
        return sorted(spans)

    def ink(self, code: int, cell: Box, text: str | None) -> Box | None:
        """The outline's bounds, from the glyph's own origin; a guess for a font not in the file."""
        if self.is_type3:
            return self._procedure_box(code)
        program = self.inspected.program
        if program is None:
            return None if (text or "").isspace() else (0.0, 0.0, cell[2] - cell[0], 700.0)
        glyph = self.inspected.glyph(code)
        return None if glyph is None else program.box(glyph)

    def _procedure_box(self, code: int) -> Box | None:
        """What d1 says that a glyph procedure draws within (Table 113)."""
        for operator, operands in operations(decode(self.inspected.procedure(code)) or b""):
            if operator == "d1":
                box = box_of(operands[2:6])
                matrix = affine(as_array(entry(self.inspected.dictionary, "/FontMatrix")))
                return box and transformed(tuple(1000 * edge for edge in box), matrix)  # type: ignore[arg-type] # four edges
            if operator == "d0":
                return None
        return None
