"""The place of a signature on a page: its widget, its tag and, for a seal, its picture.

PDF/A asks for an appearance (ISO 19005-2 6.3.3), PDF/UA for a Form element with words (ISO 14289-1 7.18.4).
"""

from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields

from declaration_print.archive.seal_picture import drawn
from declaration_print.archive.signature_values import Seal, refused
from declaration_print.model.units import Mm, mm_to_pt


def set_tab_order(writer: IncrementalPdfFileWriter, page_index: int) -> Any:  # noqa: ANN401 - a page reference
    """Tab order by structure on a page that is given a widget (ISO 14289-1 7.18.3)."""
    reference, _ = writer.find_page_for_modification(page_index)
    page = reference.get_object()
    if page.get("/Tabs") != "/S":
        page["/Tabs"] = pdf_name("/S")
        writer.mark_update(reference)
    return reference


def add_seal(writer: IncrementalPdfFileWriter, seal: Seal, field: str, words: str) -> None:
    """A signature field with the seal's picture where the page shall bear it."""
    index = _page_index(writer, seal.page)
    page = set_tab_order(writer, index)
    picture = drawn(seal.svg)
    box = _box(page.get_object(), seal, picture.height / picture.width)
    append_signature_field(
        writer, SigFieldSpec(field, on_page=index, box=box, readable_field_name=words)
    )
    _, _, reference = next(enumerate_sig_fields(writer, with_name=field))
    widget = reference.get_object()
    widget["/AP"] = generic.DictionaryObject(
        {
            pdf_name("/N"): writer.add_object(
                _appearance(picture.operators, picture.width, picture.height)
            )
        }
    )
    _tag(writer, page, reference, words)


def _page_index(writer: IncrementalPdfFileWriter, number: int) -> int:
    count = int(writer.root["/Pages"]["/Count"])
    index = number - 1 if number > 0 else count + number
    if number == 0 or not 0 <= index < count:
        raise refused(
            "seal-page",
            ja=f"署名の印を置く頁 {number} はありません(全 {count} 頁)。",
            en=f"there is no page {number} for the seal; the file has {count}",
        )
    return index


def _box(
    page: Any,  # noqa: ANN401 - a dictionary
    seal: Seal,
    proportion: float,
) -> tuple[Any, Any, Any, Any]:
    """The seal's rectangle in the page's own units (7.7.3.3: UserUnit, inherited MediaBox)."""
    left, bottom, right, top = (float(side) for side in _inherited(page, "/MediaBox"))
    unit = float(page["/UserUnit"]) if "/UserUnit" in page else 1.0
    turned = int(_inherited(page, "/Rotate") or 0) % 360
    x = left + mm_to_pt(Mm(seal.left)) / unit
    y = top - mm_to_pt(Mm(seal.top)) / unit
    width = mm_to_pt(Mm(seal.width)) / unit
    box = (x, y - width * proportion, x + width, y)
    inside = left <= box[0] and bottom <= box[1] and box[2] <= right and box[3] <= top
    if turned or seal.width <= 0 or not inside:
        raise refused(
            "seal-place",
            ja="署名の印が頁からはみ出します(または頁が回転しています)。位置と大きさを mm で見直してください。",
            en="the seal does not lie within the page, or the page is rotated; mend its place and size (mm)",
        )
    return box


def _inherited(page: Any, key: str) -> Any:  # noqa: ANN401 - any PDF object
    while key not in page and "/Parent" in page:
        page = page["/Parent"]
    return page[key] if key in page else None  # noqa: SIM401 - get() does not resolve references


def _appearance(operators: bytes, width: float, height: float) -> generic.StreamObject:
    return generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): generic.ArrayObject(
                [generic.FloatObject(round(side, 4)) for side in (0, 0, width, height)]
            ),
            pdf_name("/Resources"): generic.DictionaryObject(),
        },
        stream_data=operators,
    )


def _tag(writer: IncrementalPdfFileWriter, page: Any, widget: Any, words: str) -> None:  # noqa: ANN401
    """A Form element around the widget at the end of the structure (14.7.4.3, 14.7.4.4)."""
    if "/StructTreeRoot" not in writer.root:
        return
    root = writer.root["/StructTreeRoot"]
    parent_reference = _top(writer, root)
    parent = parent_reference.get_object()
    content = generic.DictionaryObject(
        {pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): widget, pdf_name("/Pg"): page}
    )
    element = writer.add_object(
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/StructElem"),
                pdf_name("/S"): pdf_name("/Form"),
                pdf_name("/P"): parent_reference,
                pdf_name("/Pg"): page,
                pdf_name("/Alt"): generic.TextStringObject(words),
                pdf_name("/K"): generic.ArrayObject([content]),
            }
        )
    )
    if "/NS" in parent:
        element.get_object()["/NS"] = parent.raw_get("/NS")
    _append_kid(parent, element)
    writer.mark_update(parent_reference.reference)
    key = _next_key(root)
    widget.get_object()["/StructParent"] = generic.NumberObject(key)
    _enter(writer, root, key, element)


def _top(writer: IncrementalPdfFileWriter, root: Any) -> Any:  # noqa: ANN401 - an indirect object
    """The element that holds all others, or the root of the tree where several stand side by side."""
    kids = root.raw_get("/K")
    if isinstance(kids, generic.IndirectObject) and isinstance(
        kids.get_object(), generic.ArrayObject
    ):
        kids = kids.get_object()
    if isinstance(kids, generic.ArrayObject) and len(kids) == 1:
        kids = kids.raw_get(0)
    if isinstance(kids, generic.IndirectObject):
        return kids
    return writer.root.raw_get("/StructTreeRoot")


def _append_kid(parent: Any, element: Any) -> None:  # noqa: ANN401 - PDF objects
    kids = parent["/K"] if "/K" in parent else generic.ArrayObject()
    several = list(kids) if isinstance(kids, generic.ArrayObject) else [parent.raw_get("/K")]
    if isinstance(kids, generic.ArrayObject):
        several = [kids.raw_get(at) for at in range(len(kids))]
    parent["/K"] = generic.ArrayObject([*several, element])


def _numbers(tree: Any) -> Any:  # noqa: ANN401 - the leaves of a number tree (7.9.7)
    if "/Nums" in tree:
        yield from (int(tree["/Nums"][at]) for at in range(0, len(tree["/Nums"]), 2))
    for kid in tree["/Kids"] if "/Kids" in tree else ():  # noqa: SIM401 - as above
        yield from _numbers(kid)


def _next_key(root: Any) -> int:  # noqa: ANN401 - a dictionary
    free = max(_numbers(root["/ParentTree"]), default=-1) + 1
    return max(free, int(root["/ParentTreeNextKey"])) if "/ParentTreeNextKey" in root else free


def _enter(writer: IncrementalPdfFileWriter, root: Any, key: int, element: Any) -> None:  # noqa: ANN401
    """Let the parent tree lead from the widget to its element."""
    tree = root["/ParentTree"]
    pair = [generic.NumberObject(key), element]
    if "/Nums" in tree:
        several = tree["/Nums"]
        tree["/Nums"] = generic.ArrayObject(
            [*(several.raw_get(at) for at in range(len(several))), *pair]
        )
    else:
        limits = generic.ArrayObject([generic.NumberObject(key)] * 2)
        leaf = {pdf_name("/Limits"): limits, pdf_name("/Nums"): generic.ArrayObject(pair)}
        kids = tree["/Kids"]
        kids.append(writer.add_object(generic.DictionaryObject(leaf)))
        writer.update_container(kids)
    writer.update_container(tree)
    if "/ParentTreeNextKey" in root:
        root["/ParentTreeNextKey"] = generic.NumberObject(key + 1)
        writer.update_container(root)
