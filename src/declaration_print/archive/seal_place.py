"""A blank place on a page for a seal: what is drawn there already is looked at, so that nothing is covered.

PDFium draws the page; a place is blank where one tone fills it, a clearance around it included.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Self

from declaration_print.archive.seal_picture import drawn
from declaration_print.archive.signature_values import Seal, SealWish, refused
from declaration_print.model.problem import BadInput, Words
from declaration_print.model.setting import Writing
from declaration_print.model.stretch import Stretch

if TYPE_CHECKING:
    from PIL import Image

ISSUERS, ROLLER = "signed", "roller"
"""The parts of a scroll after which, and on which, a seal stands."""

_CLEARANCE = 0.25  # of a seal's width, kept between it and what is drawn; none at a place asked for
_EDGES = (0.1, 0.04)  # of the shorter side, kept to the paper's edge: as text does, or at the least
_SHARES = {
    True: 0.0606,
    False: 0.0857,
}  # of the shorter side: 18 mm on a scroll of 297 mm, and on A4
_FOOT = 0.14  # of a scroll's height: the margin below its columns
_STEP = 3.0  # mm from one place looked at to the next
_PX_PER_MM = 4.0  # a hairline of 0.1 mm darkens its pixel by two fifths
_TONES = 40  # of 255: paper has fibres; text and rules are darker than that
_LAST = 1200.0  # mm of a scroll, from its end, in which a corner is looked for


@dataclass(frozen=True, slots=True)
class _Box:
    """In mm from the page's upper left corner."""

    left: float
    top: float
    width: float
    height: float


def placed(
    pdf: bytes, wish: SealWish, words: str, writing: Writing, stretches: Sequence[Stretch] = ()
) -> tuple[Seal, Words]:
    """The seal where it covers nothing, and that place in words.

    On a scroll after the issuers, else on the blank for the roller; elsewhere on the last page that
    has room, towards the corner where reading ends.

    Raises:
        BadInput: the SVG is unfit, the place asked for is not blank, or there is no blank one.
    """
    picture = drawn(wish.svg)
    with _Paper(pdf) as paper:
        width = wish.width or round(_SHARES[bool(stretches)] * min(paper.sizes[-1]), 1)
        size = width, width * picture.height / picture.width
        for page, box, where in _candidates(paper, wish, size, writing, stretches):
            if paper.is_blank(page, box, 0 if wish.at else _CLEARANCE * width):
                told = f"({box.left:.0f}, {box.top:.0f}) mm"
                return Seal(wish.svg, words, box.left, box.top, width, page), Words(
                    ja=f"{where.ja}(左上から {told})", en=f"{where.en}, {told} from its upper left"
                )
    raise _no_place(wish, width)


def _candidates(
    paper: "_Paper",
    wish: SealWish,
    size: tuple[float, float],
    writing: Writing,
    stretches: Sequence[Stretch],
) -> Iterator[tuple[int, _Box, Words]]:
    if wish.at is not None:
        page = paper.count
        yield page, _Box(*wish.at, *size), Words(ja=f"{page} 頁", en=f"on page {page}")
        return
    yield from ((1, box, where) for box, where in _along(paper, size, stretches))
    for page in range(paper.count, 0, -1):
        where = Words(ja=f"{page} 頁の余白", en=f"in the margin of page {page}")
        for edge in _EDGES[1:] if stretches else _EDGES:  # a scroll's margin is its foot
            boxes = _from_corner(paper.sizes[page - 1], size, edge, writing)
            yield from ((page, box, where) for box in boxes)


def _along(
    paper: "_Paper", size: tuple[float, float], stretches: Sequence[Stretch]
) -> Iterator[tuple[_Box, Words]]:
    """Places on a scroll: in the gap that follows the issuers, and in the middle of the roller's blank."""
    (length, height), (width, depth) = paper.sizes[0], size
    lowest = height * (1 - _FOOT) - depth
    for at, one in enumerate(stretches):
        begins = [later.begin for later in stretches[at + 1 :] if later.begin >= one.end]
        if one.anchor == ISSUERS:
            gap = one.end, min(begins, default=length)
            where = Words(ja="宣言者の後", en="after the issuers")
        elif one.anchor == ROLLER:
            gap = one.begin, one.end
            where = Words(ja="軸付の余白", en="on the blank for the roller")
        else:
            continue
        if gap[1] - gap[0] >= width * (1 + 2 * _CLEARANCE):
            middle = length - (gap[0] + min(gap[1], gap[0] + 4 * width)) / 2
            yield _Box(middle - width / 2, lowest, width, depth), where


def _from_corner(
    paper: tuple[float, float], size: tuple[float, float], edge: float, writing: Writing
) -> Iterator[_Box]:
    """Places from the corner where reading ends, the nearest first."""
    (across, down), (width, depth) = paper, size
    kept = edge * min(paper)
    rightwards = min(across, _LAST) - 2 * kept - width
    upwards = down - 2 * kept - depth
    if min(rightwards, upwards) < 0:
        return
    steps = (
        (column * _STEP, row * _STEP)
        for column in range(int(rightwards / _STEP) + 1)
        for row in range(int(upwards / _STEP) + 1)
    )
    for inwards, up in sorted(steps, key=lambda step: (sum(step), step)):
        vertical = writing is Writing.VERTICAL
        left = kept + inwards if vertical else across - kept - width - inwards
        yield _Box(left, down - kept - depth - up, width, depth)


class _Paper:
    """The pages of a PDF as they look, in mm (UserUnit: ISO 32000-1 Table 30)."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2  # noqa: PLC0415 - loads a large library: only where a seal is placed
        from pypdf import PdfReader  # noqa: PLC0415

        pages = PdfReader(BytesIO(pdf)).pages
        self._mm = [float(page.user_unit) * 25.4 / 72 for page in pages]
        self.sizes = [
            (float(page.mediabox.width) * mm, float(page.mediabox.height) * mm)
            for page, mm in zip(pages, self._mm, strict=True)
        ]
        self._document = pypdfium2.PdfDocument(pdf)
        self._drawn: dict[int, Image.Image] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.sizes)

    def is_blank(self, page: int, box: _Box, clearance: float) -> bool:
        """Whether nothing is drawn in the box and so near it, besides the paper's own tone."""
        c = clearance
        wide = _Box(box.left - c, box.top - c, box.width + 2 * c, box.height + 2 * c)
        width, height = self.sizes[page - 1]
        right, low = wide.left + wide.width, wide.top + wide.height
        if wide.left < 0 or wide.top < 0 or right > width or low > height:
            return False
        if width > _LAST and right > _LAST:
            return _is_even(self._image(page, wide))
        if page not in self._drawn:
            self._drawn[page] = self._image(page, _Box(0, 0, min(width, _LAST), height))
        sides = (wide.left, wide.top, right, low)
        return _is_even(self._drawn[page].crop(_pixels(sides)))

    def _image(self, page: int, box: _Box) -> "Image.Image":
        mm, (width, height) = self._mm[page - 1], self.sizes[page - 1]
        sides = (
            box.left,
            height - box.top - box.height,
            width - box.left - box.width,
            box.top,
        )
        crop = tuple(max(0.0, side) / mm for side in sides)
        opened = self._document[page - 1]
        image: Image.Image = opened.render(scale=_PX_PER_MM * mm, crop=crop).to_pil()
        opened.close()
        return image.convert("RGB")


def _pixels(sides: Iterable[float]) -> tuple[int, int, int, int]:
    left, top, right, low = (round(side * _PX_PER_MM) for side in sides)
    return left, top, right, low


def _is_even(image: "Image.Image") -> bool:
    extrema: Any = [band.getextrema() for band in image.split()]
    return all(high - low <= _TONES for low, high in extrema)


def _no_place(wish: SealWish, width: float) -> BadInput:
    if wish.at is not None:
        at = f"{wish.at[0]:g},{wish.at[1]:g}"
        return refused(
            "seal-covers",
            ja=f"印を {at} に置くと、文字や図に重なるか頁からはみ出します。別の位置にするか、位置を省いてください"
            "(余白を自動で選びます)。",
            en=f"at {at} the seal would cover something or leave the page; give another place, or none, "
            "and a blank one is chosen",
        )
    return refused(
        "seal-no-room",
        ja=f"幅 {width:g} mm の印を置ける余白がありません。小さくするか、署名する版を選んでください。",
        en=f"there is no blank place for a seal {width:g} mm wide; make it smaller, or choose the "
        "editions to sign",
    )
