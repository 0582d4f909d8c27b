"""Furniture + scroll → the file for the printer: each panel laid under its marks at true size.

Lengths in mm unless a name says points. A panel's content is a form (ISO 32000-1 8.10) whose BBox
clips it and whose Matrix puts it in its place; UserUnit is made good there, so that every sheet is
drawn in points.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdf
import pypdfium2
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from declaration_print.model.panel import Panel
from declaration_print.model.units import PT_PER_MM
from declaration_print.sheets.own_content import divided
from declaration_print.sheets.scroll import Scroll

BLEED = 1.0
"""How far a panel's ground goes on into the waste, so that a cut not quite true shows no white."""

_PX_PER_MM = 300 / 25.4
"""Of the picture on the assembly sheet."""

_MOST_PX = 60_000
_CLAIM = re.compile(rb"\s*<pdfaid:(\w+)>[^<]*</pdfaid:\1>")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a panel lies on its sheet: its right edge from the left, its foot from the foot."""

    right: float
    foot: float


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of the scroll in small on the assembly sheet, from its lower left corner."""

    left: float
    foot: float
    width: float
    begin: float
    end: float


def mounted(
    scroll: Scroll,
    panels: Sequence[tuple[Panel, Place, str]],
    rows: Sequence[Row],
    assembly: bytes,
    furniture: bytes,
) -> bytes:
    """The assembly sheets with the scroll in small, then a page for each panel, named by its label."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(BytesIO(assembly)))
    _set_small(writer, scroll, rows)
    right = scroll.box[2]
    edges = [right - one.end / scroll.mm_per_unit for one, _, _ in panels[:-1]]
    # One resource dictionary for every panel, so that each face stands in the file once.
    resources = writer._add_object(  # noqa: SLF001 - pypdf's own way to add an object
        _cloned(scroll.page.get("/Resources"), writer)
    )
    pages = pypdf.PdfReader(BytesIO(furniture)).pages
    for page, (panel, place, label), own in zip(
        pages, panels, divided(scroll.page, edges), strict=True
    ):
        added = writer.add_page(page)
        form = _form(scroll, panel, place, own, resources)
        _draw_under(writer, added, writer._add_object(form))  # noqa: SLF001
        _frame(added, panel, place, scroll)
        writer.add_outline_item(title=label, page_number=len(writer.pages) - 1)
    _preferences(writer)
    if not scroll.claims_pdfa:
        _claim_nothing(writer)
    return _written(writer)


def _cloned(value: Any, writer: pypdf.PdfWriter) -> Any:  # noqa: ANN401 - whatever the page has
    if value is None:
        return DictionaryObject()
    return value.get_object().clone(writer, force_duplicate=True)


def _form(
    scroll: Scroll,
    panel: Panel,
    place: Place,
    own: bytes,
    resources: Any,  # noqa: ANN401
) -> StreamObject:
    _, bottom, right, top = scroll.box
    mm, unit = scroll.mm_per_unit, scroll.user_unit
    left_edge = max(scroll.box[0], right - (panel.end + BLEED) / mm)
    right_edge = right - panel.begin / mm
    matrix = (
        *(unit, 0, 0, unit),
        place.right * PT_PER_MM - right_edge * unit,
        place.foot * PT_PER_MM - bottom * unit,
    )
    form = DecodedStreamObject()
    form.set_data(own)
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = _numbers((left_edge, bottom, right_edge, top))
    form[NameObject("/Matrix")] = _numbers(matrix)
    form[NameObject("/Resources")] = resources
    return form.flate_encode()


def _draw_under(writer: pypdf.PdfWriter, page: pypdf.PageObject, form: Any) -> None:  # noqa: ANN401
    """Draw a form on a page before what is there."""
    _resource(page, "/XObject")[NameObject("/Scroll")] = form
    _wrap(writer, page, b"q /Scroll Do Q\nq\n", b"\nQ")


def _resource(page: pypdf.PageObject, kind: str) -> Any:  # noqa: ANN401
    """A page's own table of one kind of resource."""
    shared: Any = page["/Resources"].get_object()
    own = DictionaryObject(shared)
    page[NameObject("/Resources")] = own
    found: Any = own.get(kind)
    table = DictionaryObject(found.get_object()) if found is not None else DictionaryObject()
    own[NameObject(kind)] = table
    return table


def _wrap(writer: pypdf.PdfWriter, page: pypdf.PageObject, before: bytes, after: bytes) -> None:
    contents = page.get_contents()
    stream = DecodedStreamObject()
    stream.set_data(before + (contents.get_data() if contents is not None else b"") + after)
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())  # noqa: SLF001


def _frame(page: pypdf.PageObject, panel: Panel, place: Place, scroll: Scroll) -> None:
    """ArtBox: the panel's own part of the scroll (14.11.2). The sheet itself comes uncut."""
    box = (place.right - panel.length, place.foot, place.right, place.foot + scroll.height)
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    left, bottom, right, top = (edge * PT_PER_MM for edge in box)
    page[NameObject("/ArtBox")] = _numbers(
        (max(left, 0), max(bottom, 0), min(right, width), min(top, height))
    )
    for name in ("/TrimBox", "/BleedBox"):
        page[NameObject(name)] = _numbers((0, 0, width, height))
    for name in ("/StructParents", "/Tabs"):
        page.pop(name, None)


def _set_small(writer: pypdf.PdfWriter, scroll: Scroll, rows: Sequence[Row]) -> None:
    """Draw the scroll in rows. A picture, not text: no reader finds the words twice."""
    page = writer.pages[0]
    per_mm = _PX_PER_MM * rows[0].width / (rows[0].end - rows[0].begin)  # px, by mm of the scroll
    per_mm = min(per_mm, _MOST_PX / scroll.length)
    whole = _picture(scroll, per_mm)
    drawn = []
    table = _resource(page, "/XObject")
    for at, row in enumerate(rows):
        left = whole.width - round(row.end * per_mm)
        piece = whole.crop((max(0, left), 0, whole.width - round(row.begin * per_mm), whole.height))
        name = f"/Small{at}"
        table[NameObject(name)] = writer._add_object(_image(piece))  # noqa: SLF001
        high = row.width * scroll.height / (row.end - row.begin)
        place = (row.width, 0, 0, high, row.left, row.foot)
        numbers = " ".join(f"{value * PT_PER_MM:.4f}" for value in place)
        drawn.append(f"q {numbers} cm {name} Do Q\n")
    _wrap(writer, page, "".join(drawn).encode() + b"q\n", b"\nQ")


def _picture(scroll: Scroll, per_mm: float) -> Any:  # noqa: ANN401 - Pillow's
    """The whole scroll as PDFium draws it, at so many pixels a mm."""
    document = pypdfium2.PdfDocument(scroll.content)
    try:
        page = document[0]
        drawn, box = page.get_cropbox(), scroll.box
        beside = tuple(abs(edge - own) for edge, own in zip(drawn, box, strict=True))
        return page.render(scale=per_mm * scroll.mm_per_unit, crop=beside).to_pil().convert("RGB")
    finally:
        document.close()


def _image(picture: Any) -> StreamObject:  # noqa: ANN401 - Pillow's
    image = StreamObject()
    image._data = zlib.compress(picture.tobytes(), 9)  # noqa: SLF001 - as pypdf's own readers do
    image[NameObject("/Type")] = NameObject("/XObject")
    image[NameObject("/Subtype")] = NameObject("/Image")
    image[NameObject("/Width")] = NumberObject(picture.width)
    image[NameObject("/Height")] = NumberObject(picture.height)
    image[NameObject("/ColorSpace")] = NameObject("/DeviceRGB")
    image[NameObject("/BitsPerComponent")] = NumberObject(8)
    image[NameObject("/Filter")] = NameObject("/FlateDecode")
    return image


def _preferences(writer: pypdf.PdfWriter) -> None:
    """No scaling when it is printed, and paper by the page's size (12.2)."""
    root = writer._root_object  # noqa: SLF001 - the catalog has no other door
    found: Any = root.get("/ViewerPreferences")
    preferences = DictionaryObject(found.get_object()) if found is not None else DictionaryObject()
    preferences[NameObject("/PrintScaling")] = NameObject("/None")
    preferences[NameObject("/Direction")] = NameObject("/R2L")
    root[NameObject("/ViewerPreferences")] = preferences
    root.pop("/MarkInfo", None)  # nothing is tagged
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")


def _claim_nothing(writer: pypdf.PdfWriter) -> None:
    """Take the claim of PDF/A out of the packet: what is laid on the sheets makes none."""
    metadata: Any = writer._root_object["/Metadata"].get_object()  # noqa: SLF001
    packet = _CLAIM.sub(b"", metadata.get_data())
    metadata.set_data(packet)


def _numbers(values: Iterable[float]) -> ArrayObject:
    return ArrayObject(FloatObject(f"{value:.5f}".rstrip("0").rstrip(".")) for value in values)


def _written(writer: pypdf.PdfWriter) -> bytes:
    """The file, with an identifier made of its content (14.4)."""
    draft = BytesIO()
    writer._ID = None  # noqa: SLF001
    writer.write(draft)
    digest = hashlib.sha256(draft.getvalue()).digest()[:16]
    writer._ID = ArrayObject([ByteStringObject(digest), ByteStringObject(digest)])  # noqa: SLF001
    content = BytesIO()
    writer.write(content)
    return content.getvalue()
