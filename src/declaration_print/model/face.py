"""A typeface as the catalogue knows it, and as a build uses it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

EM_BOX = (0.88, -0.12)
"""Top and bottom of the ideographic em box above the baseline. Every layout face says so, whatever
its own line metrics are, so that lines of mixed faces share their grid and their centre."""


SOFT_HYPHEN, SOFT_HYPHEN_STAND_IN = "\u00ad", "\uefad"
"""A hyphen that only divides a word (ISO 32000-1 14.8.2.2.3), and what the layout engine, which would
hide it, is given in its place: a private-use character that layout faces draw as their hyphen."""


class Use(StrEnum):
    """The ways a face is set, and the suffix of the family name that says so."""

    ACROSS = "across"  # along its horizontal advances
    DOWN = "down"  # upright in a vertical line, down its vertical advances
    CELL = "cell"  # across, inside one cell of a vertical line (縦中横)


@dataclass(frozen=True, slots=True)
class Face:
    """One single-face font file of the catalogue; layouts name it by `key`."""

    key: str
    family: str
    style: str
    weight: int
    file: Path
    version: str
    sha256: str
    licence: str
    source: str


@dataclass(frozen=True, slots=True)
class VerticalMetrics:
    """How a glyph stands in vertical text, in 1/1000 em (ISO 32000-1 9.7.4.3).

    `advance` is positive downwards; `origin_y` is the height of the vertical origin above the
    baseline. The origin's x is always half the horizontal width.
    """

    advance: int
    origin_y: int


@dataclass(frozen=True, slots=True)
class Twin:
    """The real face behind the layout faces of one document, glyph for glyph.

    Lengths in 1/1000 em, one entry a glyph. `outlines` says whose outline an alias draws; the face's
    own glyphs draw theirs. `program(glyphs)` is the font program with no other outlines than those.
    """

    postscript_name: str
    family: str
    widths: tuple[float, ...]
    vertical: tuple[VerticalMetrics, ...]
    outlines: Mapping[int, int]
    bbox: tuple[int, int, int, int]
    cap_height: int
    serif: bool
    program: Callable[[frozenset[int]], bytes]


@dataclass(frozen=True, slots=True)
class LayoutFace:
    """What the layout engine sees under `family` instead of the real face, for one use."""

    family: str
    use: Use
    program: bytes
    twin: Twin
