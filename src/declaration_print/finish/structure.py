"""Puts the structure tree in order (ISO 32000-1 14.7, 14.8; ISO 14289-1 7.1).

The engine tags what stands in page margins like text, but hangs it nowhere; it is furniture, and
becomes an artifact. It also leaves an element for every line end and empty box; those go.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pydyf

from declaration_print.finish.marks import number_of

_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"

Place = tuple[int, int]
"""A marked content: the StructParents of its page, and its number there."""


class StructureTree:
    """The structure elements of one unwritten PDF."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._pdf = pdf
        self._root = self.at(pdf.catalog["StructTreeRoot"])
        self._kept: set[int] = set()

    def prune(self) -> None:
        """Drop elements without content, and everything that hangs nowhere."""
        self._root["K"] = self._with_content(self._root["K"])
        for item in self._pdf.objects:
            if _is_element(item) and item.number not in self._kept:
                item.clear()

    def furniture(self) -> frozenset[Place]:
        """Marked content that no kept element owns."""
        pages = self.at(self._root["ParentTree"])["Nums"]
        loose: set[Place] = set()
        for key, owners in zip(pages[::2], pages[1::2], strict=True):
            if isinstance(owners, list):
                lost = {at for at, owner in enumerate(owners) if number_of(owner) not in self._kept}
                for at in lost:
                    owners[at] = "null"
                loose.update((key, at) for at in lost)
        return frozenset(loose)

    def _with_content(self, kids: Any) -> pydyf.Array:  # noqa: ANN401 - pydyf has no types
        return pydyf.Array([kid for kid in kids if self._has_content(kid)])

    def _has_content(self, kid: Any) -> bool:  # noqa: ANN401
        if isinstance(kid, int):
            return True
        element = self.at(kid)
        if not _is_element(element):
            return True
        element["K"] = self._with_content(element["K"])
        if element["K"] or element.get("S") == "/TD":
            self._kept.add(element.number)
            return True
        return False

    def at(self, reference: bytes | str) -> Any:  # noqa: ANN401
        """The object that `12 0 R` refers to."""
        return self._pdf.objects[number_of(reference)]

    def elements(self) -> list[pydyf.Dictionary]:
        """The elements that there are now."""
        return [item for item in self._pdf.objects if _is_element(item)]

    def kids(self, element: pydyf.Dictionary) -> list[pydyf.Dictionary]:
        """The elements within an element, content apart."""
        within = (self.at(kid) for kid in element["K"] if not isinstance(kid, int))
        return [kid for kid in within if _is_element(kid)]

    def new(
        self, parent: pydyf.Dictionary, page: bytes, kids: Iterable[bytes] = ()
    ) -> pydyf.Dictionary:
        """A new span around others; its parent's kids are the caller's to change."""
        element = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": "/Span",
                "K": pydyf.Array(kids),
                "Pg": page,
                "P": parent.reference,
            }
        )
        self._pdf.add_object(element)
        for kid in kids:
            self.at(kid).update({"S": "/Span", "P": element.reference})
        return element


def remarked(
    operators: list[object],
    page: int,
    furniture: frozenset[Place],
    actual_texts: Mapping[Place, str],
) -> Iterator[object]:
    """The operators of the page with some StructParents, its marked content put in order.

    Furniture becomes a pagination artifact; what stands for something else says so. The engine
    writes the tag, its properties and `BDC` as three items.
    """
    at = 0
    while at < len(operators):
        _, properties, operator = (*operators[at : at + 3], None, None, None)[:3]
        if operator == b"BDC" and isinstance(properties, dict) and "MCID" in properties:
            place = page, properties["MCID"]
            if place in furniture:
                yield _ARTIFACT
                at += 3
                continue
            if place in actual_texts:
                properties["ActualText"] = pydyf.String(actual_texts[place])
        yield operators[at]
        at += 1


def _is_element(item: object) -> bool:
    return isinstance(item, dict) and item.get("Type") == "/StructElem"
