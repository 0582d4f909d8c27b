"""Marked content: what the sequences around a place say of it (ISO 32000-1 14.6)."""

from codecs import BOM_UTF8, BOM_UTF16_BE
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pypdf.generic import DictionaryObject, PdfObject

from declaration_print.check.document import objects, resources
from declaration_print.check.document.objects import entry


@dataclass(frozen=True, slots=True)
class Replacement:
    """What a sequence says that its content reads as; `number` tells it from others of a file."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """What all the sequences around a place say together; the innermost identifier counts.

    `parents` is the key in the ParentTree of the form XObject that the identifier is of, None for
    the page's own (14.7.4.4); `stream` that of the form being drawn. What is `apart` needs no
    marks: what draws it is tagged as a whole (an annotation, a form), or it is no content by itself
    (a pattern, a glyph).
    """

    artifact: bool = False
    actual_text: bool = False
    mcid: int | None = None
    parents: int | None = None
    stream: int | None = None
    replacement: Replacement | None = None
    apart: bool = False

    def within(
        self, operands: list[object], properties: Mapping[str, object], number: int
    ) -> "Marked":
        """What holds inside one more sequence: its operands, of which the tag is first, its list.

        The outermost text replaces all (14.9.4); `number` is that of this sequence in the file.
        """
        mcid = objects.as_number(properties.get("MCID"))
        text = actual_text(properties)
        said = None if text is None else Replacement(number, text)
        return replace(
            self,
            artifact=self.artifact or operands[:1] == ["Artifact"],
            actual_text=self.actual_text or "ActualText" in properties,
            mcid=self.mcid if mcid is None else int(mcid),
            parents=self.parents if mcid is None else self.stream,
            replacement=self.replacement or said,
        )

    def in_form(self, form: DictionaryObject) -> "Marked":
        """What holds inside a form XObject drawn here: its content may go by its own keys."""
        if entry(form, "/StructParent") is not None:
            return replace(self, apart=True)
        key = objects.as_number(entry(form, "/StructParents"))
        return self if key is None else replace(self, stream=int(key))


UNMARKED = Marked()
APART = Marked(apart=True)


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
