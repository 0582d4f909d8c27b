"""A scroll as the print room finds it: its true size, where its ink stands, what its headings are.

Sizes and the outline are pypdf's reading. Where ink stands is PDFium's, which had no part in making
the file.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from io import BytesIO
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium

from declaration_print.model.problem import BadInput, Problem, Words
from declaration_print.model.units import PT_PER_MM, Mm
from declaration_print.sheets.cutting import Extent
from declaration_print.sheets.matrices import SAME, Matrix, times

_FULL = 0.95
"""Of the height: what reaches over so much is ground, or a ruled line."""

_LINE = 2.0
"""In mm: what is thinner is a line."""

_NEAR = 5.0
"""In mm: a heading's ink begins a little beside the place that its bookmark means."""

_MOST_MARKS = 1_000_000
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_SPACE = re.compile(r"[\W_]+")
"""Nothing that tells headings apart; PDFium may set a mark elsewhere in its line."""
_FIGURES = re.compile(r"[0-9]+")
_CLAIM = re.compile(rb"pdfaid:part\s*(?:>|=\s*[\"'])\s*[23]")
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn: where it stands along the scroll and how high it is, in mm."""

    begin: float
    end: float
    high: float
    kind: int  # of PDFium's page objects
    text: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A character and its middle: along the scroll from the right end, down from the top, in mm."""

    text: str
    along: float
    down: float


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the outline, and where it stands."""

    title: str
    begin: float
    end: float


@dataclass(frozen=True)
class Scroll:
    """A PDF of one long page, read. Lengths in mm; boxes in the page's own units."""

    content: bytes = field(repr=False)
    reader: pypdf.PdfReader = field(repr=False)
    box: tuple[float, float, float, float]  # left, bottom, right, top
    user_unit: float
    title: str
    author: str
    language: str
    moment: datetime

    @property
    def claims_pdfa(self) -> bool:
        """Whether the file says that it keeps PDF/A-2 or -3, whose rules a part of it keeps too."""
        root: Any = self.reader.trailer["/Root"]
        metadata = root.get_object().get("/Metadata")
        packet = b"" if metadata is None else metadata.get_object().get_data()
        return _CLAIM.search(packet) is not None

    @property
    def page(self) -> pypdf.PageObject:
        """The one page."""
        return self.reader.pages[0]

    @property
    def mm_per_unit(self) -> float:
        """How long one unit of the page is."""
        return self.user_unit / PT_PER_MM

    @property
    def length(self) -> Mm:
        """From the right end to the left."""
        return Mm((self.box[2] - self.box[0]) * self.mm_per_unit)

    @property
    def height(self) -> Mm:
        """From the foot to the top."""
        return Mm((self.box[3] - self.box[1]) * self.mm_per_unit)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Everything that PDFium draws on the page."""
        return tuple(_marks(self))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The outline's entries that are found in the text, in its order."""
        return tuple(_headings(self))

    @cached_property
    def letters(self) -> tuple[Letter, ...]:
        """Every character that PDFium reads on the page."""
        return tuple(_letters(self))

    def opening(self, begin: float, end: float, most: int) -> str:
        """The first characters between two places: from the top of the first column, if it is one."""
        inside = (mark for mark in self.marks if begin <= mark.begin < end and mark.text.strip())
        first = next(inside, None)
        if first is None:
            return ""
        column = [one for one in self.letters if first.begin <= one.along <= first.end]
        upright = first.high >= first.end - first.begin
        column.sort(key=lambda one: one.down if upright else -one.along)
        return "".join(one.text for one in column[:most])

    def obstacles(self, room: float) -> Iterator[Extent]:
        """What no cut may touch, on sheets that hold `room` of the scroll.

        Ground may be cut, but not along its edge. Ground is a shape over the full height, one too long
        for any sheet, and a line that runs along half a sheet or more.
        """
        for mark in self.marks:
            if not self._is_ground(mark, room):
                yield mark.begin, mark.end
                continue
            for edge in (mark.begin, mark.end):
                if 1 < edge < self.length - 1:
                    yield edge, edge

    def _is_ground(self, mark: Mark, room: float) -> bool:
        long = mark.end - mark.begin
        if mark.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            return mark.high >= self.height * _FULL and long >= self.length * _FULL
        if mark.kind not in {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING}:
            return False
        over_all = mark.high >= self.height * _FULL and long > _LINE
        return over_all or long > room or (mark.high < _LINE and long > room / 2)


def read(content: bytes) -> Scroll:
    """Open a scroll. Raises BadInput when it is no PDF, has several pages, or is not long."""
    try:
        scroll = _read(content, _opened(content))
    except BadInput:
        raise
    except Exception as error:
        raise BadInput([_UNREADABLE]) from error
    if scroll.length <= scroll.height:
        raise BadInput([_not_long(scroll)])
    return scroll


def _opened(content: bytes) -> pypdf.PdfReader:
    reader = pypdf.PdfReader(BytesIO(content))
    if reader.is_encrypted:
        raise BadInput([_ENCRYPTED])
    if len(reader.pages) != 1:
        raise BadInput([_several(len(reader.pages))])
    return reader


def _read(content: bytes, reader: pypdf.PdfReader) -> Scroll:
    page = reader.pages[0]
    if page.rotation:
        writer = pypdf.PdfWriter(clone_from=reader)
        writer.pages[0].transfer_rotation_to_content()
        upright = BytesIO()
        writer.write(upright)
        return _read(upright.getvalue(), pypdf.PdfReader(upright))
    box = page.trimbox
    info: Any = reader.metadata or {}
    root: Any = reader.trailer["/Root"]
    return Scroll(
        content,
        reader,
        (float(box.left), float(box.bottom), float(box.right), float(box.top)),
        float(page.get("/UserUnit", 1)),
        str(info.get("/Title") or ""),
        str(info.get("/Author") or ""),
        str(root.get_object().get("/Lang") or ""),
        _moment(str(info.get("/CreationDate") or "")),
    )


def _moment(date: str) -> datetime:
    match = _DATE.match(date)
    if match is None:
        return _NO_DATE
    year, *others = (int(part) if part else None for part in match.groups())
    month, day, hour, minute, second = others
    try:
        return datetime(
            year or 1, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=UTC
        )
    except ValueError:
        return _NO_DATE


def _marks(scroll: Scroll) -> Iterator[Mark]:
    left, bottom, right, top = scroll.box
    mm = scroll.mm_per_unit
    document = pypdfium2.PdfDocument(scroll.content)
    try:
        page = document[0]
        textpage = page.get_textpage()
        for count, (kind, bounds, text) in enumerate(_drawn(page, textpage)):
            if count > _MOST_MARKS:
                raise BadInput([_UNREADABLE])
            x0, y0 = max(bounds[0], left), max(bounds[1], bottom)
            x1, y1 = min(bounds[2], right), min(bounds[3], top)
            if x0 <= x1 and y0 <= y1 and (x1 > x0 or y1 > y0):
                yield Mark((right - x1) * mm, (right - x0) * mm, (y1 - y0) * mm, kind, text)
    except pypdfium2.PdfiumError as error:
        raise BadInput([_UNREADABLE]) from error
    finally:
        document.close()


def _letters(scroll: Scroll) -> Iterator[Letter]:
    _, _, right, top = scroll.box
    mm = scroll.mm_per_unit
    document = pypdfium2.PdfDocument(scroll.content)
    try:
        textpage = document[0].get_textpage()
        for at in range(min(textpage.count_chars(), _MOST_MARKS)):
            x0, y0, x1, y1 = textpage.get_charbox(at)
            text = chr(pdfium.FPDFText_GetUnicode(textpage, at))
            if y1 > y0 and not text.isspace() and text.isprintable():
                yield Letter(text, (right - (x0 + x1) / 2) * mm, (top - (y0 + y1) / 2) * mm)
    finally:
        document.close()


def _drawn(
    page: Any,  # noqa: ANN401 - PDFium's objects have no types
    textpage: Any,  # noqa: ANN401
    form: Any = None,  # noqa: ANN401
    matrix: Matrix = SAME,
    depth: int = 0,
) -> Iterator[tuple[int, tuple[float, float, float, float], str]]:
    """Kind, box on the page and text of every object; forms are entered."""
    count = pdfium.FPDFFormObj_CountObjects if form else pdfium.FPDFPage_CountObjects
    get = pdfium.FPDFFormObj_GetObject if form else pdfium.FPDFPage_GetObject
    inside = form or page
    for at in range(count(inside)):
        one = get(inside, at)
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _drawn(page, textpage, one, times(_matrix(one), matrix), depth + 1)
            continue
        text = _text(one, textpage) if kind == pdfium.FPDF_PAGEOBJ_TEXT else ""
        yield kind, _box(one, matrix), text


_DEEPEST = 8


def _matrix(one: Any) -> Matrix:  # noqa: ANN401
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(one, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _box(one: Any, matrix: Matrix) -> tuple[float, float, float, float]:  # noqa: ANN401
    edges = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(one, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _text(one: Any, textpage: Any) -> str:  # noqa: ANN401
    size = pdfium.FPDFTextObj_GetText(one, textpage, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFTextObj_GetText(one, textpage, buffer, size)
    return bytes(buffer).decode("utf-16-le", errors="ignore").rstrip("\0")


def _headings(scroll: Scroll) -> Iterator[Heading]:
    """Look each bookmark's title up in the text, from where the bookmark leads and the one before is.

    A bookmark of ours leads to the left of its heading by the height of the scroll, so that the
    heading stands at the right of the window; others lead to the heading.
    """
    pieces = [(mark, _SPACE.sub("", mark.text)) for mark in scroll.marks]
    whole = "".join(piece for _, piece in pieces)
    owners = [mark for mark, piece in pieces for _ in piece]
    after = 0
    for title, led in _bookmarks(scroll, scroll.reader.outline):
        wanted = _pattern(title)
        found = list(wanted.finditer(whole, after)) if wanted.pattern else []
        least = led - scroll.height - _NEAR
        meant = next((one for one in found if owners[one.start()].begin >= least), None)
        if meant is None:
            continue
        after = meant.end()
        marks = owners[meant.start() : after]
        yield Heading(title, min(mark.begin for mark in marks), max(mark.end for mark in marks))


def _pattern(title: str) -> re.Pattern[str]:
    """A title without its spaces and marks; figures may have become kanji to suit the lines."""
    parts = _FIGURES.split(_SPACE.sub("", title))
    return re.compile(
        "[0-9０-９〇一二三四五六七八九十百千]+".join(re.escape(part) for part in parts)
    )


def _bookmarks(scroll: Scroll, outline: Any) -> Iterator[tuple[str, float]]:  # noqa: ANN401 - a tree
    """Each title, and how far from the right end its bookmark leads, in mm."""
    for entry in outline:
        if isinstance(entry, list):
            yield from _bookmarks(scroll, entry)
        else:
            left = getattr(entry, "left", None)
            x = float(left) if isinstance(left, int | float) else scroll.box[2]
            yield str(entry.get("/Title", "")), (scroll.box[2] - x) * scroll.mm_per_unit


_ENCRYPTED = Problem(
    "sheets/encrypted",
    Words(
        ja="暗号化された PDF は切り分けられません。パスワードを外したものを指定してください。",
        en="an encrypted PDF cannot be cut into panels; give one without a password",
    ),
)
_UNREADABLE = Problem(
    "sheets/unreadable",
    Words(
        ja="PDF として読めません。declaration-print build -e scroll で作り直してください。",
        en="cannot be read as a PDF; build it again with declaration-print build -e scroll",
    ),
)


def _several(pages: int) -> Problem:
    words = Words(
        ja=f"巻物は 1 頁の PDF です(これは {pages} 頁)。build -e scroll で作ったファイルを指定してください。",
        en=f"a scroll is a PDF of one page, and this has {pages}; give a file that build -e scroll made",
    )
    return Problem("sheets/not-a-scroll", words)


def _not_long(scroll: Scroll) -> Problem:
    size = f"{scroll.length:.0f} × {scroll.height:.0f} mm"
    words = Words(
        ja=f"横に長い頁ではありません({size})。build -e scroll で作ったファイルを指定してください。",
        en=f"the page is not a long one ({size}); give a file that build -e scroll made",
    )
    return Problem("sheets/not-a-scroll", words)
