"""What markup says of elements, taken off the links that brought it (see model/tag.py)."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pydyf

from declaration_print.model.tag import Mark, mark_at

Marks = Mapping[int, Mark]
"""By the number of a structure element's object."""


def take_marks(pdf: pydyf.PDF) -> Marks:
    """The marks of the structure elements of an unwritten PDF; nothing is left of their links.

    The engine gives each box inside a link an annotation of its own and a reference to it (OBJR,
    ISO 32000-1 14.7.4.3). Those of elements that are no links go too: of a real link the one around
    all of it stays.
    """
    marks: dict[int, Mark] = {}
    gone: set[int] = set()
    for element in pdf.objects:
        if isinstance(element, pydyf.Dictionary) and element.get("Type") == "/StructElem":
            is_link = element["S"] == "/Link"
            for annotation in _taken(pdf, element, is_link=is_link):
                gone.add(annotation.number)
                if is_link and (mark := _mark(annotation)):
                    element["S"] = "/Span"
                    marks[element.number] = mark
    _forget_annotations(pdf, gone)
    return marks


def _mark(annotation: Mapping[str, Any]) -> Mark | None:
    action = annotation.get("A", {})
    return mark_at(action["URI"].string) if "URI" in action else None


def _taken(
    pdf: pydyf.PDF, element: pydyf.Dictionary, *, is_link: bool
) -> Iterator[pydyf.Dictionary]:
    """The annotations among the kids of an element that are its kids no more."""
    kept = pydyf.Array()
    for kid in element["K"]:
        reference = None if isinstance(kid, int) else pdf.objects[number_of(kid)]
        if reference is not None and reference.get("Type") == "/OBJR":
            annotation = pdf.objects[number_of(reference["Obj"])]
            if annotation["Subtype"] == "/Link" and (not is_link or _mark(annotation)):
                reference.clear()
                yield annotation
                continue
        kept.append(kid)
    element["K"] = kept


def _forget_annotations(pdf: pydyf.PDF, gone: Collection[int]) -> None:
    for reference in pdf.page_references if gone else ():
        page = pdf.objects[number_of(reference)]
        if "Annots" in page:
            page["Annots"] = pydyf.Array(
                one for one in page["Annots"] if number_of(one) not in gone
            )
            if not page["Annots"]:
                del page["Annots"]
    root = pdf.objects[number_of(pdf.catalog["StructTreeRoot"])]
    parents = pdf.objects[number_of(root["ParentTree"])]
    keys = {pdf.objects[number]["StructParent"] for number in gone}
    pairs = zip(parents["Nums"][::2], parents["Nums"][1::2], strict=True)
    parents["Nums"] = pydyf.Array(
        part for key, owner in pairs if key not in keys for part in (key, owner)
    )
    for number in gone:
        pdf.objects[number].clear()


def number_of(reference: bytes | str) -> int:
    """The number of the object that `12 0 R` refers to."""
    return int(reference.split()[0])
