"""Rules about links, comments and form fields: reached in order, tagged, with words of their own.

ISO 14289-1 7.18. What is hidden or lies off the page is left aside, as there.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pypdf.generic import DictionaryObject

from declaration_print.check.document.objects import (
    as_array,
    as_dictionary,
    as_name,
    as_number,
    as_text,
    entry,
)
from declaration_print.check.inspect import InspectedPdf
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words

HIDDEN = 1 << 1  # Table 165
TAGGED_AS = {"Link": "Link", "Widget": "Form"}  # all others: Annot (7.18.1, 7.18.4, 7.18.5)


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation: its page from 1, subtype, dictionary, and the element that tags it."""

    page: int
    subtype: str
    dictionary: DictionaryObject
    element: DictionaryObject | None

    @property
    def words(self) -> bool:
        """Whether it says in words what it is: Contents, or Alt of its element."""
        return bool(
            as_text(entry(self.dictionary, "/Contents")) or as_text(entry(self.element, "/Alt"))
        )


def _annotations(pdf: InspectedPdf) -> Iterator[Annotation]:
    """The annotations that can be met: neither hidden nor off the page."""
    for number, page in enumerate(pdf.pages, start=1):
        crop = _corners(entry(page, "/CropBox")) or _corners(entry(page, "/MediaBox"))
        for found in as_array(entry(page, "/Annots")):
            annotation = as_dictionary(found)
            if annotation is None or int(as_number(entry(annotation, "/F")) or 0) & HIDDEN:
                continue
            if _is_outside(_corners(entry(annotation, "/Rect")), crop):
                continue
            key = as_number(entry(annotation, "/StructParent"))
            element = pdf.structure.parent_tree.get(int(key)) if key is not None else None
            subtype = as_name(entry(annotation, "/Subtype")) or "?"
            yield Annotation(number, subtype, annotation, as_dictionary(element))


def _corners(value: object) -> list[float]:
    numbers = [as_number(element) or 0.0 for element in as_array(value)]
    if len(numbers) != 4:  # noqa: PLR2004 - two corners
        return []
    x0, y0, x1, y1 = numbers
    return [min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)]


def _is_outside(rectangle: list[float], page: list[float]) -> bool:
    if not rectangle or not page:
        return False
    return (
        page[0] >= rectangle[2]
        or page[1] >= rectangle[3]
        or page[2] <= rectangle[0]
        or page[3] <= rectangle[1]
    )


@rule(
    id="access/tab-order",
    clause={"pdfua-1": "7.18.3"},
    rationale=Words(
        ja="キーボードで使う人は、タブキーで順にリンクをたどります。順序が構造に従わないと迷います。",
        en="Who works by keyboard goes from link to link with the tab key; out of order, one is lost.",
    ),
    remedy=Words(
        ja="頁の設定で、タブの順序を「文書の構造」にしてください(Tabs = S)。",
        en="Set each page's tab order to “document structure” (Tabs S).",
    ),
)
def tab_order_follows_the_structure(case: Examination) -> Iterator[Observation]:
    """Has each page with annotations the tab order S?"""
    for number, page in enumerate(case.pdf.pages, start=1):
        if as_array(entry(page, "/Annots")) and as_name(entry(page, "/Tabs")) != "S":
            yield Observation(
                "no-tab-order",
                Words(
                    ja=f"{number} 頁にリンクなどがあるのに、タブの順序が構造に従っていません。",
                    en=f"Page {number} has annotations, but its tab order is not that of the structure.",
                ),
                number,
            )


@rule(
    id="access/annotations",
    clause={"pdfua-1": "7.18.1, 7.18.4, 7.18.5"},
    rationale=Words(
        ja="リンクや入力欄は、タグと説明がなければ、見えない人には何なのか分かりません。",
        en="Without tag and words, who cannot see does not know what a link or field is.",
    ),
    remedy=Words(
        ja="リンクや入力欄に説明(代替テキスト)を付け、タグ付き PDF として書き出し直してください。",
        en="Give links and fields a description, and export again as a tagged PDF.",
    ),
)
def annotations_are_tagged_and_described(case: Examination) -> Iterator[Observation]:
    """Lies each annotation in the element that suits it, and does it say what it is?"""
    yield from dict.fromkeys(_amiss(case.pdf))  # a page with many says it once


def _amiss(pdf: InspectedPdf) -> Iterator[Observation]:
    if not pdf.is_tagged:
        return
    for one in _annotations(pdf):
        if one.subtype in {"PrinterMark", "Popup"}:
            continue
        wanted = TAGGED_AS.get(one.subtype, "Annot")
        kind = pdf.structure.standard_type(as_name(entry(one.element, "/S")) or "")
        if kind != wanted:
            yield _seen(
                "not-tagged",
                one,
                ja=f"が {wanted} のタグの中にありません",
                en=f"does not lie in an element {wanted}",
            )
        if not _is_described(one):
            yield _seen(
                "no-description",
                one,
                ja="に説明の言葉がありません",
                en="has no description in words",
            )


def _is_described(one: Annotation) -> bool:
    """A link by its own Contents (7.18.5), a field by TU (7.18.1), others also by their element."""
    if one.subtype == "Link":
        return bool(as_text(entry(one.dictionary, "/Contents")))
    if one.subtype == "Widget":
        parent = as_dictionary(entry(one.dictionary, "/Parent"))
        named = (as_text(entry(holder, "/TU")) for holder in (one.dictionary, parent))
        return any(named) or bool(as_text(entry(one.element, "/Alt")))
    return one.words


def _seen(code: str, one: Annotation, *, ja: str, en: str) -> Observation:
    return Observation(
        code,
        Words(
            ja=f"{one.page} 頁の注釈({one.subtype}){ja}。",
            en=f"An annotation ({one.subtype}) on page {one.page} {en}.",
        ),
        one.page,
    )
