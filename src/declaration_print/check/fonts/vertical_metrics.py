"""How a vertical font moves down the page: what its dictionaries say, and what its program says.

ISO 32000-1 9.7.4.3 (DW2, W2); OpenType vhea, vmtx and VORG. Lengths are thousandths of an em.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

from declaration_print.check.document.objects import as_array, as_number, as_stream, decode, entry
from declaration_print.check.fonts.inspected_font import InspectedFont

DEFAULT_ORIGIN, DEFAULT_ADVANCE = 880.0, -1000.0  # where DW2 is absent (Table 117)
CID_LIMIT = 200_000  # metrics read from one W2; there are 65,536 CIDs
_TRIPLE = 3


@dataclass(frozen=True, slots=True)
class VerticalMetrics:
    """One glyph: its displacement (downwards is negative) and the place of its vertical origin.

    `origin_x` and `origin_y` are measured from the horizontal origin, as W2 has them.
    """

    advance: float
    origin_x: float
    origin_y: float


class DeclaredMetrics:
    """DW2 and W2 of a composite font."""

    def __init__(self, font: InspectedFont) -> None:
        self._font = font

    @property
    def has_default(self) -> bool:
        """Whether DW2 is there."""
        return entry(self._font.descendant, "/DW2") is not None

    def of(self, code: int) -> VerticalMetrics | None:
        """The metrics of a character code; None where its CID cannot be told."""
        cid = self._font.cid(code)
        if cid is None:
            return None
        if cid in self._each:
            return self._each[cid]
        origin, advance = self._default
        return VerticalMetrics(advance, (self._font.width(code) or 0.0) / 2, origin)

    @cached_property
    def _default(self) -> tuple[float, float]:
        numbers = [as_number(one) for one in as_array(entry(self._font.descendant, "/DW2"))]
        if len(numbers) != 2 or None in numbers:  # noqa: PLR2004 - origin and advance
            return DEFAULT_ORIGIN, DEFAULT_ADVANCE
        return numbers[0] or 0.0, numbers[1] or 0.0

    @cached_property
    def _each(self) -> Mapping[int, VerticalMetrics]:
        """`c [w1 vx vy …]` and `first last w1 vx vy` entries of W2."""
        found: dict[int, VerticalMetrics] = {}
        elements = as_array(entry(self._font.descendant, "/W2"))
        position, allowance = 0, CID_LIMIT
        while position + 1 < len(elements) and allowance > 0:
            first, second = as_number(elements[position]), elements[position + 1]
            if first is None:
                position += 1
            elif isinstance(second, list):
                triples = as_array(second)[: _TRIPLE * allowance]
                for index in range(len(triples) // _TRIPLE):
                    found[int(first) + index] = _metrics(triples[_TRIPLE * index :])
                allowance -= max(1, len(triples) // _TRIPLE)
                position += 2
            else:
                last = min(int(as_number(second) or 0), int(first) + allowance)
                same = _metrics(elements[position + 2 :][:_TRIPLE])
                found.update(dict.fromkeys(range(int(first), last + 1), same))
                allowance -= max(1, last - int(first))
                position += 2 + _TRIPLE
        return found


def _metrics(numbers: list[object]) -> VerticalMetrics:
    advance, x, y = (*(as_number(number) or 0.0 for number in numbers[:_TRIPLE]), 0.0, 0.0, 0.0)[:3]
    return VerticalMetrics(advance, x, y)


class ProgramMetrics:
    """The vertical metrics inside an embedded TrueType or OpenType program."""

    def __init__(self, font: InspectedFont) -> None:
        self._font = font

    def of(self, code: int) -> VerticalMetrics | None:
        """What the program says of a character code; None where it does not tell.

        The origin's height is VORG's, else the top of the outline plus the top side bearing.
        """
        glyph, program = self._font.glyph(code), self._font.program
        if self._tables is None or glyph is None or program is None:
            return None
        vertical, origins, scale = self._tables
        metrics, width = vertical.get(f"g{glyph}"), program.advance(glyph)
        if metrics is None or width is None:
            return None
        if origins is not None:
            top = origins[f"g{glyph}"] * scale
        elif (box := program.box(glyph)) is not None:
            top = box[3] + metrics[1] * scale
        else:
            return None
        return VerticalMetrics(-metrics[0] * scale, width / 2, top)

    @cached_property
    def _tables(self) -> tuple[Mapping[str, tuple[int, int]], Any, float] | None:
        """Table vmtx by glyph, VORG if any, and thousandths of an em for one unit."""
        descriptor = self._font.descriptor
        streams = (as_stream(entry(descriptor, key)) for key in ("/FontFile2", "/FontFile3"))
        data = decode(next((stream for stream in streams if stream is not None), None))
        if data is None or data[:4] not in {b"\0\1\0\0", b"true", b"OTTO"}:
            return None
        from fontTools.ttLib import TTFont  # noqa: PLC0415 - costly; horizontal files skip it

        try:
            program = TTFont(BytesIO(data), lazy=True)
            program.setGlyphOrder([f"g{number}" for number in range(program["maxp"].numGlyphs)])
            origins = program.get("VORG")
            return program["vmtx"].metrics, origins, 1000 / program["head"].unitsPerEm
        except Exception:  # noqa: BLE001 - fontTools raises whatever a broken program provokes
            return None
