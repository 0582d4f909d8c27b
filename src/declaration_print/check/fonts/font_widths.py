"""The widths that font dictionaries and glyph procedures declare (ISO 32000-1 9.2.4, 9.6.5, 9.7.4.3).

In thousandths of an em; of a Type 3 font in its own glyph space.
"""

from dataclasses import dataclass, field

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from declaration_print.check.document.content import operations
from declaration_print.check.document.objects import as_array, as_number, decode, entry
from declaration_print.check.fonts.cmap_file import Spans

DEFAULT_CID_WIDTH = 1000.0


@dataclass(slots=True)
class CidWidths:
    """DW and W of a CIDFont; where W speaks twice of a CID, a list goes before a range."""

    default: float
    listed: dict[int, float] = field(default_factory=dict)
    ranges: Spans[float] = field(default_factory=Spans)

    def of(self, cid: int) -> float:
        """The width of a CID."""
        if (width := self.listed.get(cid)) is not None:
            return width
        found = self.ranges.find(cid)
        return found[1] if found else self.default


def cid_widths(font: DictionaryObject | None) -> CidWidths:
    """The widths of a CIDFont dictionary; what is malformed is skipped."""
    default = as_number(entry(font, "/DW"))
    widths = CidWidths(DEFAULT_CID_WIDTH if default is None else default)
    elements = as_array(entry(font, "/W"))
    position = 0
    while position + 1 < len(elements):
        first, second = as_number(elements[position]), elements[position + 1]
        if first is None:
            position += 1
        elif isinstance(second, ArrayObject):
            for cid, width in enumerate(map(as_number, second), start=int(first)):
                if width is not None:
                    widths.listed[cid] = width
            position += 2
        elif position + 2 < len(elements):
            last, width = as_number(second), as_number(elements[position + 2])
            if last is not None and width is not None:
                widths.ranges.add(int(first), int(last), width)
            position += 3
        else:
            break
    return widths


def simple_width(
    font: DictionaryObject, descriptor: DictionaryObject | None, code: int
) -> float | None:
    """The width of a code by Widths, else MissingWidth; None where the array has no number."""
    first = as_number(entry(font, "/FirstChar"))
    last = as_number(entry(font, "/LastChar"))
    widths = entry(font, "/Widths")
    known = first is not None and last is not None and isinstance(widths, ArrayObject) and widths
    if known and first is not None and last is not None and first <= code <= last:
        assert isinstance(widths, ArrayObject)
        index = code - int(first)
        return as_number(widths[index]) if index < len(widths) else None
    return as_number(entry(descriptor, "/MissingWidth")) or 0.0


def procedure_width(procedure: StreamObject | None) -> float | None:
    """What a Type 3 glyph procedure says by d0 or d1, which it has to begin with; else None."""
    for operator, operands in operations(decode(procedure) or b""):
        if operator in {"d0", "d1"} and operands and isinstance(operands[0], float):
            return operands[0]
        break
    return None
