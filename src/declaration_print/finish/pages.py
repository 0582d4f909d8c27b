"""Turns laid-out pages into the pages a reader holds, with everything that has a place on them.

A vertical page W x H is laid out as a horizontal one H x W and turned a quarter clockwise. A page
longer than 14,400 units is drawn at a fraction and says so in UserUnit (ISO 32000-1 Table 30;
ISO 19005-2 6.1.13 forbids longer ones).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pydyf

LONGEST = 14_400
"""The longest side of a page, in units (ISO 32000-1 Annex C)."""

_BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")


@dataclass(frozen=True)
class PageTurn:
    """The transformation of one page: a quarter turn or none, then a shrinking by UserUnit."""

    quarter: bool
    width: float  # of the page as laid out, in points
    user_unit: int

    @classmethod
    def of(cls, media_box: Sequence[float], *, quarter: bool) -> "PageTurn":
        """The turn a page with this media box needs."""
        left, bottom, right, top = (float(edge) for edge in media_box)
        user_unit = math.ceil(max(right - left, top - bottom) / LONGEST)
        return cls(quarter, right, user_unit)

    @property
    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """The transformation as six numbers (ISO 32000-1 8.3.4)."""
        scale = 1 / self.user_unit
        if self.quarter:
            return (0, -scale, scale, 0, 0, self.width * scale)
        return (scale, 0, 0, scale, 0, 0)

    @property
    def is_identity(self) -> bool:
        """Whether the page stays as it is."""
        return not self.quarter and self.user_unit == 1

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the laid-out page comes to stand."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def box(self, box: Sequence[float]) -> pydyf.Array:
        """Where a rectangle comes to stand, corners in PDF's order."""
        left, bottom, right, top = (float(edge) for edge in box)
        one, other = self.point(left, bottom), self.point(right, top)
        xs, ys = sorted((one[0], other[0])), sorted((one[1], other[1]))
        return pydyf.Array([_tidy(value) for value in (xs[0], ys[0], xs[1], ys[1])])


def turn_page(page: pydyf.Dictionary, content: pydyf.Stream, turn: PageTurn) -> None:
    """Turn one page's boxes and content."""
    for name in _BOXES:
        if name in page:
            page[name] = turn.box(page[name])
    if turn.user_unit > 1:
        page["UserUnit"] = turn.user_unit
    if not turn.is_identity:
        operands = " ".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in turn.matrix)
        content.stream.insert(0, f"{operands} cm".encode())


def turn_pattern(pattern: pydyf.Stream, turn: PageTurn) -> None:
    """Turn a pattern: its matrix leads to the page, past the page's own `cm` (8.7.3.1)."""
    a, b, c, d, e, f = (float(value) for value in pattern.extra["Matrix"])
    p, q, r, s, t, u = turn.matrix
    matrix = (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
    pattern.extra["Matrix"] = pydyf.Array([_tidy(value) for value in matrix])


def turn_annotation(annotation: pydyf.Dictionary, turn: PageTurn) -> None:
    """Turn the place of a link or other annotation."""
    annotation["Rect"] = turn.box(annotation["Rect"])


def turn_destination(destination: pydyf.Array, turn: PageTurn) -> None:
    """Turn `[page /XYZ x y zoom]` in place, so that the heading comes to stand inside the window.

    A reader puts the point at the window's upper left corner. A vertical text goes on to the left
    of its heading: the point lies as far to the left as the page is high, or at the page's edge. A
    horizontal page is shown from its left edge, where labels may hang.
    """
    kind = destination.index("/XYZ") if "/XYZ" in destination else None
    if kind is None:
        return
    x, y = turn.point(*(float(value) for value in destination[kind + 1 : kind + 3]))
    height = turn.width / turn.user_unit
    left = max(0.0, x - height) if turn.quarter else 0.0
    destination[kind + 1 : kind + 3] = [_tidy(left), _tidy(y)]


def _tidy(value: float) -> float:
    """A coordinate without the noise of a float."""
    return round(value, 4) + 0.0
