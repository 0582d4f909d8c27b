"""A scroll drawn by PDFium, any piece of it at any scale, as PNG bytes that are always the same."""

import ctypes
import math
from io import BytesIO
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

from declaration_print.model.units import Mm, Pt, pt_to_mm
from declaration_print.pictures.picture import Column, Picture, Section

if TYPE_CHECKING:
    from PIL import Image

LONGEST_SIDE = 16_000
"""Pixels: browsers show no larger picture (Safari and Firefox stop at 16,384 or 32,767)."""

MOST_PIXELS = 48_000_000
"""Of one picture: 144 MB while it is drawn."""

_FINER = 2  # drawn so many times as large and reduced: glyphs stand between pixels, too
_STRIP = 2_000  # pixels of the picture's width drawn at a time


_RUBY = 0.6
"""Of the size of its base: what is no larger is ruby."""


class _Char(NamedTuple):
    """The ink of one character as PDFium finds it: `begin`, `end`, `foot` in mm as a column's."""

    begin: float
    end: float
    foot: float
    top: float
    at: int
    size: float
    code: int  # a UTF-16 unit


class OpenScroll:
    """A continuous edition, opened: its true size in mm, its columns of text, pictures of it.

    PDFium 15x gives sizes in units and leaves UserUnit (ISO 32000-1 Table 30) to its caller; here a
    millimetre is a millimetre of the page as it is meant.
    """

    def __init__(self, scroll: bytes) -> None:
        import pypdfium2  # noqa: PLC0415 - loads a large library: only where pictures are made
        from pypdf import PdfReader  # noqa: PLC0415

        box = (page := PdfReader(BytesIO(scroll)).pages[0]).cropbox
        unit = float(page.user_unit)
        self.length = pt_to_mm(Pt(float(box.width) * unit))
        self.height = pt_to_mm(Pt(float(box.height) * unit))
        self._document = pypdfium2.PdfDocument(scroll)
        self._page = self._document[0]
        self._mm = self.height / self._page.get_height()  # of one of PDFium's units

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._page.close()
        self._document.close()

    def columns(self) -> tuple[Column, ...]:
        """The columns of text in reading order; ruby that touches no column is one by itself."""
        from pypdfium2 import raw  # noqa: PLC0415

        text = self._page.get_textpage()
        left, right, low, top = edges = [ctypes.c_double() for _ in range(4)]
        found: list[_Char] = []
        for at in range(text.count_chars()):
            raw.FPDFText_GetCharBox(text, at, *edges)
            if right.value > left.value:
                begin, end = (self.length - side.value * self._mm for side in (right, left))
                size = raw.FPDFText_GetFontSize(text, at)
                code = raw.FPDFText_GetUnicode(text, at)
                ink = (begin, end, self.height - low.value * self._mm, top.value)
                found.append(_Char(*ink, at, size, code))
        text.close()
        return _columns(found)

    def picture(self, section: Section, file: str, px_per_mm: float) -> Picture:
        """One section at `px_per_mm`, or at what keeps it within the bounds of a picture."""
        scale = _possible(Mm(section.end - section.begin), self.height, px_per_mm)
        first, last = round(section.begin * scale), round(section.end * scale)
        size = (max(1, last - first), max(1, round(self.height * scale)))
        image = self._image(size, self.length * scale - last, scale)
        content = _png(image, section, scale)
        return Picture(file, section, *size, scale, content)

    def _image(self, size: tuple[int, int], left: float, scale: float) -> "Image.Image":
        """So many pixels of the scroll, from `left` pixels right of its left end."""
        from PIL import Image  # noqa: PLC0415

        image = Image.new("RGB", size)
        for at in range(0, size[0], _STRIP):
            width = min(_STRIP, size[0] - at)
            image.paste(self._strip((width, size[1]), left + at, scale), (at, 0))
        return image

    def _strip(self, size: tuple[int, int], left: float, scale: float) -> "Image.Image":
        from pypdfium2 import PdfBitmap, raw  # noqa: PLC0415

        width, height = (side * _FINER for side in size)
        factor = scale * _FINER * self._mm
        bitmap = PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGR)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        raw.FPDF_RenderPageBitmapWithMatrix(
            bitmap,
            self._page,
            raw.FS_MATRIX(factor, 0, 0, factor, -left * _FINER, 0),
            raw.FS_RECTF(0, 0, width, height),
            0,
        )
        strip: Image.Image = bitmap.to_pil().reduce(_FINER)
        bitmap.close()
        return strip


def _possible(width: Mm, height: Mm, px_per_mm: float) -> float:
    """The scale asked for, or the largest at which a picture stays within bounds."""
    all_sides = math.sqrt(MOST_PIXELS / (width * height))
    return min(px_per_mm, LONGEST_SIDE / max(width, height), all_sides)


def _columns(chars: list[_Char]) -> tuple[Column, ...]:
    """Characters whose extents along the scroll touch, together, with the ruby beside them."""
    groups: list[list[_Char]] = []
    reach = float("-inf")
    for char in sorted(chars):
        if char.begin > reach:
            groups.append([])
        groups[-1].append(char)
        reach = max(reach, char.end)
    return tuple(
        Column(
            begin=Mm(group[0].begin),
            end=Mm(max(char.end for char in group)),
            foot=Mm(max(char.foot for char in group)),
            text=_text(group),
        )
        for group in _with_ruby(groups)
    )


def _with_ruby(groups: list[list[_Char]]) -> list[list[_Char]]:
    """Ruby that touches no column joins the one it lies beside, to its right or to its left."""
    made: list[list[_Char]] = []
    waiting: list[_Char] = []  # ruby to the right of a column still to come
    for at, group in enumerate(groups):
        if made and not waiting and _is_ruby_of(group, made[-1]):
            made[-1].extend(group)
        elif at + 1 < len(groups) and _is_ruby_of(group, groups[at + 1]):
            waiting += group
        else:
            made.append([*waiting, *group])
            waiting = []
    return made


def _is_ruby_of(group: list[_Char], base: list[_Char]) -> bool:
    """Whether characters are much smaller than those of a column and near it."""
    begin, end = min(base).begin, max(char.end for char in base)
    gap = max(begin - max(char.end for char in group), min(group).begin - end)
    small = max(char.size for char in group) <= _RUBY * max(char.size for char in base)
    return small and gap < (end - begin) / 2


def _text(group: list[_Char]) -> str:
    """The words of a column from its head down, without ruby."""
    least = max(char.size for char in group) * _RUBY
    down = sorted(group, key=lambda char: (-char.top, char.at))
    units = "".join(chr(char.code) for char in down if char.size > least)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _png(image: "Image.Image", section: Section, scale: float) -> bytes:
    """PNG (ISO/IEC 15948) that says its colour space, its size on paper and what it shows."""
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415

    said = PngInfo()
    said.add(b"sRGB", b"\x00")  # rendering intent: perceptual
    said.add_itxt("Title", section.title)
    said.add_itxt("Description", section.alt)
    out = BytesIO()
    dpi = scale * 25.4
    image.save(out, "PNG", pnginfo=said, dpi=(dpi, dpi), compress_level=6)
    return out.getvalue()
