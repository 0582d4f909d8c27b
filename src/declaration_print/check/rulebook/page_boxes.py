"""Rules about the page as a sheet: its boxes lie inside each other, its size is the one ordered.

ISO 32000-1 14.11.2 (page boundaries), Table 30 (UserUnit, Rotate), Annex C.2 (limits).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pypdf.generic import DictionaryObject

from declaration_print.check.document.objects import as_array, as_number, entry
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words

BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")
INSIDE = (
    ("CropBox", "MediaBox"),
    ("BleedBox", "MediaBox"),
    ("TrimBox", "BleedBox"),
    ("TrimBox", "MediaBox"),
    ("ArtBox", "MediaBox"),
)
"""Each box and the one it may not leave; a box that is not there has its default's place."""

LEAST_UNITS, MOST_UNITS = 3, 14_400  # Annex C.2; PDF/A-2 6.1.13 counts units, whatever UserUnit
SLACK_UNITS = 0.05  # boxes are written with two decimals, each rounded on its own
MM_PER_POINT = 25.4 / 72
TOLERANCE_MM = 0.1
"""Whole points, as many programs write them, round A4 by 0.1 mm; a cutter misses by ten times that."""

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Page:
    """One page's boxes (None where malformed), and its finished size in mm as it is held."""

    number: int
    boxes: dict[str, Rectangle | None]
    size: tuple[float, float] | None


def _page(number: int, page: DictionaryObject) -> Page:
    boxes = {key: _rectangle(entry(page, f"/{key}")) for key in BOXES if f"/{key}" in page}
    media = boxes.get("MediaBox")
    finished = boxes.get("TrimBox") or boxes.get("CropBox") or media
    if finished is None:
        return Page(number, boxes, None)
    unit = (as_number(entry(page, "/UserUnit")) or 1.0) * MM_PER_POINT
    left, bottom, right, top = finished
    size = ((right - left) * unit, (top - bottom) * unit)
    lies = (as_number(entry(page, "/Rotate")) or 0) % 180 == 90  # noqa: PLR2004 - a quarter turn
    return Page(number, boxes, (size[1], size[0]) if lies else size)


def _rectangle(value: object) -> Rectangle | None:
    """A rectangle, its corners in order (7.9.5)."""
    numbers = [as_number(element) for element in as_array(value)]
    if len(numbers) != 4 or None in numbers:  # noqa: PLR2004 - two corners
        return None
    x0, y0, x1, y1 = (number or 0.0 for number in numbers)
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _pages(case: Examination) -> Iterator[Page]:
    return (_page(number, page) for number, page in enumerate(case.pdf.pages, start=1))


@rule(
    id="page/boxes",
    rationale=Words(
        ja="印刷所は、用紙(MediaBox)・塗り足し(BleedBox)・仕上がり(TrimBox)の枠を頼りに断裁します。"
        "枠が欠けたり食い違ったりすると、断ち落としや面付けを誤ります。",
        en="The print room cuts by the boxes: the sheet (MediaBox), the bleed (BleedBox), the "
        "finished page (TrimBox). Where they are missing or at odds, pages are cut or placed wrongly.",
    ),
    remedy=Words(
        ja="書き出しの設定で用紙と塗り足しの大きさを確かめ、PDF を作り直してください。",
        en="Look at the sizes of page and bleed in the export settings, and make the PDF again.",
    ),
)
def boxes_lie_inside_each_other(case: Examination) -> Iterator[Observation]:
    """Is each page's MediaBox there and sane, and no box outside the one that holds it?"""
    for page in _pages(case):
        if "MediaBox" not in page.boxes:
            yield _seen("no-media-box", page, "用紙の枠(MediaBox)がありません", "has no MediaBox")
        for key, box in page.boxes.items():
            yield from _sane(page, key, box)
        for inner, outer in INSIDE:
            if not _holds(page.boxes.get(outer), page.boxes.get(inner)):
                yield _seen(
                    "box-outside",
                    page,
                    f"{inner} が {outer} からはみ出しています",
                    f"has a {inner} that reaches out of its {outer}",
                )
        if case.by_house_rules and not _holds(page.boxes.get("CropBox"), page.boxes.get("TrimBox")):
            yield _seen(
                "crop-cuts",
                page,
                "CropBox が仕上がり(TrimBox)より小さく、画面では端が切れて見えます",
                "has a CropBox smaller than its TrimBox: a viewer shows it cut off",
            )
    for number, page_dictionary in enumerate(case.pdf.pages, start=1):
        yield from _turns(number, page_dictionary)


def _sane(page: Page, key: str, box: Rectangle | None) -> Iterator[Observation]:
    if box is None:
        yield _seen(
            "malformed-box",
            page,
            f"{key} が四つの数ではありません",
            f"has a {key} that is not four numbers",
        )
        return
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) <= 0:
        yield _seen(
            "empty-box", page, f"{key} の幅か高さがありません", f"has a {key} without extent"
        )
    elif key == "MediaBox" and not (
        min(width, height) >= LEAST_UNITS and max(width, height) <= MOST_UNITS
    ):
        size = f"{width:g} × {height:g}"
        yield _seen(
            "extreme-size",
            page,
            f"MediaBox({size})が {LEAST_UNITS}〜{MOST_UNITS} 単位の範囲を外れています。"
            "長い紙面には UserUnit を使ってください",
            f"has a MediaBox of {size} units; {LEAST_UNITS} to {MOST_UNITS} are allowed, "
            "and UserUnit is there for longer pages",
        )


def _holds(outer: Rectangle | None, inner: Rectangle | None) -> bool:
    """Whether one box lies in another; boxes that are not there are in nobody's way."""
    if outer is None or inner is None:
        return True
    return (
        inner[0] >= outer[0] - SLACK_UNITS
        and inner[1] >= outer[1] - SLACK_UNITS
        and inner[2] <= outer[2] + SLACK_UNITS
        and inner[3] <= outer[3] + SLACK_UNITS
    )


def _turns(number: int, page: DictionaryObject) -> Iterator[Observation]:
    """Rotate and UserUnit (Table 30)."""
    turn, unit = entry(page, "/Rotate"), entry(page, "/UserUnit")
    angle, factor = as_number(turn), as_number(unit)
    if turn is not None and (angle is None or angle % 90):
        yield Observation(
            "odd-rotation",
            Words(
                ja=f"{number} 頁の回転(Rotate)が 90 度の倍数ではありません。",
                en=f"Page {number} has a Rotate that is no multiple of 90.",
            ),
            number,
        )
    if unit is not None and (factor is None or factor <= 0):
        yield Observation(
            "odd-unit",
            Words(
                ja=f"{number} 頁の単位(UserUnit)が正の数ではありません。",
                en=f"Page {number} has a UserUnit that is no positive number.",
            ),
            number,
        )


def _seen(code: str, page: Page, ja: str, en: str) -> Observation:
    words = Words(ja=f"{page.number} 頁の{ja}。", en=f"Page {page.number} {en}.")
    return Observation(code, words, page.number)


@rule(
    id="page/size",
    rationale=Words(
        ja="紙の大きさが注文と違えば、拡大縮小されたり端が切れたりして印刷されます。",
        en="A page of another size than the paper ordered is scaled or cut when it is printed.",
    ),
    remedy=Words(
        ja="注文した用紙の大きさを選んで、PDF を作り直してください。",
        en="Choose the paper that was ordered, and make the PDF again.",
    ),
)
def pages_are_of_the_size_ordered(case: Examination) -> Iterator[Observation]:
    """Are all pages of one size, and of the sheet's when one was ordered?

    The finished page counts: TrimBox, else CropBox, else MediaBox, times UserUnit, turned by
    Rotate. A sheet's side of 0 mm is as long as the text makes it (a scroll).
    """
    sized = [(page.number, page.size) for page in _pages(case) if page.size is not None]
    for number, size in sized:
        if case.sheet is not None and not _is_size(size, case.sheet):
            wanted = " × ".join(f"{side:g}" if side else "…" for side in case.sheet)
            yield Observation(
                "not-as-ordered",
                Words(
                    ja=f"{number} 頁の仕上がり寸法は {_mm(size)} mm ですが、注文は {wanted} mm です。",
                    en=f"Page {number} measures {_mm(size)} mm; {wanted} mm were ordered.",
                ),
                number,
            )
    for (_, before), (number, size) in pairwise(sized):
        if not _is_size(size, before):
            yield Observation(
                "sizes-differ",
                Words(
                    ja=f"{number} 頁の寸法({_mm(size)} mm)が前の頁({_mm(before)} mm)と違います。",
                    en=f"Page {number} measures {_mm(size)} mm, the page before {_mm(before)} mm.",
                ),
                number,
            )


def _is_size(size: tuple[float, float], wanted: tuple[float, float]) -> bool:
    return all(
        not side or abs(measured - side) <= TOLERANCE_MM
        for measured, side in zip(size, wanted, strict=True)
    )


def _mm(size: tuple[float, float]) -> str:
    return f"{size[0]:.1f} × {size[1]:.1f}"
