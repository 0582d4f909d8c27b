"""Marked content: what the sequences around a place say of it (ISO 32000-1 14.6)."""

from codecs import BOM_UTF8, BOM_UTF16_BE
from collections.abc import Mapping
from dataclasses import dataclass

from pypdf.generic import DictionaryObject, PdfObject

from declaration_print.check.document import objects, resources


@dataclass(frozen=True, slots=True)
class Marked:
    """What all the sequences around a place say together; the innermost identifier counts."""

    artifact: bool = False
    actual_text: bool = False
    mcid: int | None = None

    def within(self, operands: list[object], properties: Mapping[str, object]) -> "Marked":
        """What holds inside one more sequence: its operands, of which the tag is first, its list."""
        mcid = objects.as_number(properties.get("MCID"))
        return Marked(
            self.artifact or operands[:1] == ["Artifact"],
            self.actual_text or "ActualText" in properties,
            self.mcid if mcid is None else int(mcid),
        )


UNMARKED = Marked()


def properties_of(operands: list[object], names: DictionaryObject | None) -> Mapping[str, object]:
    """The property list of BDC, given inline or by name (14.6.2); empty for BMC."""
    if len(operands) < 2:  # noqa: PLR2004 - a tag and a property list
        return {}
    if isinstance(operands[1], dict):
        return operands[1]
    found = objects.as_dictionary(resources.named(names, "/Properties", operands[1:]))
    return dict(objects.entries(found))


def actual_text(properties: Mapping[str, object]) -> str | None:
    """What a sequence says that it reads as (14.9.4), by a text string (7.9.2.2); else None."""
    value = properties.get("ActualText")
    if isinstance(value, bytes) and not isinstance(value, PdfObject):
        if value.startswith(BOM_UTF16_BE):
            return value[2:].decode("utf-16-be", "replace")
        if value.startswith(BOM_UTF8):
            return value[3:].decode("utf-8", "replace")
        return value.decode("latin-1")  # PDFDocEncoding, but for a few signs
    # A name of the content stream is a plain str, and no text.
    return None if type(value) is str else objects.as_text(value)
