"""Puts the structure tree in order (ISO 32000-1 14.7, 14.8; ISO 14289-1 7.1).

The engine tags what stands in page margins like text, but hangs it nowhere; it is furniture, and
becomes an artifact. It also leaves an element for every line end and empty box; those go.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf

_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"


class StructureTree:
    """The structure elements of one unwritten PDF."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._pdf = pdf
        self._root = self._at(pdf.catalog["StructTreeRoot"])
        self._kept: set[int] = set()

    def prune(self) -> None:
        """Drop elements without content, and everything that hangs nowhere."""
        self._root["K"] = self._with_content(self._root["K"])
        for item in self._pdf.objects:
            if _is_element(item) and item.number not in self._kept:
                item.clear()

    def furniture(self) -> Mapping[int, frozenset[int]]:
        """Marked content of each page, by its StructParents, that no kept element owns."""
        pages = self._at(self._root["ParentTree"])["Nums"]
        loose: dict[int, frozenset[int]] = {}
        for key, owners in zip(pages[::2], pages[1::2], strict=True):
            if isinstance(owners, list):
                lost = {at for at, owner in enumerate(owners) if _number(owner) not in self._kept}
                for at in lost:
                    owners[at] = "null"
                loose[key] = frozenset(lost)
        return loose

    def _with_content(self, kids: Any) -> pydyf.Array:  # noqa: ANN401 - pydyf has no types
        return pydyf.Array([kid for kid in kids if self._has_content(kid)])

    def _has_content(self, kid: Any) -> bool:  # noqa: ANN401
        if isinstance(kid, int):
            return True
        element = self._at(kid)
        if not _is_element(element):
            return True
        element["K"] = self._with_content(element["K"])
        if element["K"] or element.get("S") == "/TD":
            self._kept.add(element.number)
            return True
        return False

    def _at(self, reference: bytes | str) -> Any:  # noqa: ANN401
        return self._pdf.objects[_number(reference)]


def without_furniture(operators: list[object], furniture: frozenset[int]) -> Iterator[object]:
    """The operators of a page, its furniture marked as pagination artifacts.

    The engine writes the tag, its properties and `BDC` as three items.
    """
    at = 0
    while at < len(operators):
        tag_and_properties = operators[at : at + 3]
        if (
            len(tag_and_properties) == len(("tag", "properties", "BDC"))
            and tag_and_properties[2] == b"BDC"
            and isinstance(tag_and_properties[1], dict)
            and tag_and_properties[1].get("MCID") in furniture
        ):
            yield _ARTIFACT
            at += 3
        else:
            yield operators[at]
            at += 1


def _is_element(item: object) -> bool:
    return isinstance(item, dict) and item.get("Type") == "/StructElem"


def _number(reference: bytes | str) -> int:
    return int(reference.split()[0])
