"""What came of following a file's pages with all places: facts, without a judgement.

Only what a rule could speak of is kept, a few values a page, however much the pages draw.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pypdf.generic import DictionaryObject, StreamObject

from declaration_print.check.document.objects import as_array, as_number, entry
from declaration_print.check.drawing.colour_spaces import Colour, ColourSpace
from declaration_print.check.drawing.geometry import Affine, Box, box_of, intersection
from declaration_print.check.drawing.placed_fonts import PlacedGlyph

MM_PER_POINT = 25.4 / 72
COLOUR_LIMIT = 2_000  # different colours of a file that are kept
IMAGE_LIMIT = 5_000  # different images of a file that are kept
SLACK_MM = 0.36
"""One point: page sizes are rounded to it, and half of a line along the edge is less."""
A4: Box = (0.0, 0.0, 595.276, 841.89)


class Kind(StrEnum):
    """What something drawn is."""

    TEXT = "text"
    IMAGE = "image"
    PATH = "path"
    SHADING = "shading"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's limits in its own units: text stays in the trim, ink in the bleed (14.11.2)."""

    media: Box
    bleed: Box
    trim: Box
    unit_mm: float


@dataclass(slots=True)
class Run:
    """One string as placed: its glyphs with the pen's places in text space, and the way out.

    `scale` is the font size over 1000 along and across, `matrix` leads from text space to the page.
    """

    glyphs: list[tuple[PlacedGlyph, float, float]]
    scale: tuple[float, float]
    rise: float
    matrix: Affine
    cells: Box  # on the page, around all cells
    clip: Box | None
    order: int
    is_faint: bool  # pale or transparent: other text may lie on it
    is_paper: bool
    size: float  # on the page
    is_seen: bool = True  # false in mode 3, without opacity, in a layer that is off

    @property
    def text(self) -> str:
        """What it reads, as far as the font says."""
        return "".join(glyph.text or "" for glyph, _, _ in self.glyphs)

    def place(self, box: Box, x: float, y: float) -> Box:
        """A glyph's box in text space."""
        across, up = self.scale
        return (
            box[0] * across + x,
            box[1] * up + y + self.rise,
            box[2] * across + x,
            box[3] * up + y + self.rise,
        )


@dataclass(frozen=True, slots=True)
class Outside:
    """Something that reaches out: farthest of its kind on the page; `others` did so as well."""

    page: int
    kind: Kind
    name: str
    beyond: str  # the box it leaves: MediaBox, BleedBox or TrimBox
    millimetres: float
    others: int = 0


@dataclass(frozen=True, slots=True)
class HiddenText:
    """Text that a page sets but does not show: its first words, and how many letters it has."""

    page: int
    words: str
    letters: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two texts on one another: how much of a glyph is covered, and how many such glyphs."""

    page: int
    first: str
    second: str
    covered: float
    glyphs: int
    is_sure: bool


@dataclass(frozen=True, slots=True)
class DrawnImage:
    """An image where it is drawn largest: pixels, pixels an inch, whether each is a mere bit."""

    page: int
    name: str
    width: int
    height: int
    dpi: float
    is_bilevel: bool
    space: ColourSpace
    stream: StreamObject | None = None  # None for an inline image


@dataclass(frozen=True, slots=True)
class ColourUse:
    """A colour laid down by something of a kind, within the trimmed page or beside it."""

    colour: Colour
    kind: Kind
    within_trim: bool


@dataclass(slots=True)
class Painted:
    """All facts of a file. `stopped_at` is the first page that was too much to follow."""

    outside: list[Outside] = field(default_factory=list)
    overlaps: list[Overlap] = field(default_factory=list)
    hidden: list[HiddenText] = field(default_factory=list)
    images: dict[object, DrawnImage] = field(default_factory=dict)
    colours: dict[ColourUse, int] = field(default_factory=dict)
    vanishing: dict[Kind, int] = field(default_factory=dict)  # white that overprints, first page
    blending: dict[str, int] = field(default_factory=dict)  # spaces of transparency, first page
    stopped_at: int | None = None

    def use_colour(self, use: ColourUse, page: int) -> None:
        """Note a colour with the page it is first met on."""
        if len(self.colours) < COLOUR_LIMIT:
            self.colours.setdefault(use, page)

    def draw_image(self, key: object, image: DrawnImage) -> None:
        """Note an image; drawn more than once, it counts where its pixels are largest."""
        if not image.dpi:
            return  # without pixels, or drawn to nothing
        known = self.images.get(key)
        if (known is None and len(self.images) < IMAGE_LIMIT) or (known and image.dpi < known.dpi):
            self.images[key] = image


def sheet_of(page: DictionaryObject) -> Sheet:
    """A page's boxes with their defaults, none beyond the one it defaults to (14.11.2)."""
    media = _box(page, "/MediaBox") or A4
    crop = intersection(media, _box(page, "/CropBox")) or media
    trim = intersection(media, _box(page, "/TrimBox")) or crop
    bleed = intersection(media, _box(page, "/BleedBox")) or crop
    unit = as_number(entry(page, "/UserUnit")) or 1.0
    return Sheet(media, bleed, trim, abs(unit) * MM_PER_POINT)


def _box(page: DictionaryObject, key: str) -> Box | None:
    box = box_of([as_number(value) for value in as_array(entry(page, key))])
    return box if box and box[0] < box[2] and box[1] < box[3] else None


def excerpt(text: str, limit: int = 20) -> str:
    """A text short enough for a message."""
    shown = "".join(c if c.isprintable() else " " for c in text).strip()
    return shown if len(shown) <= limit else shown[:limit] + "…"


def worst(found: Sequence[Outside]) -> Outside:
    """The one that reaches out farthest, counting the rest."""
    first = max(found, key=lambda one: one.millimetres)
    return Outside(
        first.page, first.kind, first.name, first.beyond, first.millimetres, len(found) - 1
    )
