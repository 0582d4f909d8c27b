"""Plane geometry of a page: transformations (ISO 32000-1 8.3.3), boxes, curves, overlaps.

A transformation is (a, b, c, d, e, f) as PDF writes it; a box (left, bottom, right, top).
"""

from collections.abc import Iterable, Sequence
from math import hypot, isfinite, sqrt

Affine = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
Point = tuple[float, float]

IDENTITY: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
FARTHEST = 1e7  # points; what lies farther off is broken syntax, not a place
_NEGLIGIBLE = 1e-9


def product(first: Affine, then: Affine) -> Affine:
    """The transformation that applies `first`, then `then`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def affine(operands: Sequence[object]) -> Affine:
    """Six numbers as a transformation; anything else changes nothing."""
    numbers = [float(value) for value in operands[:6] if isinstance(value, int | float)]
    if len(numbers) != 6:  # noqa: PLR2004 - a b c d e f
        return IDENTITY
    a, b, c, d, e, f = numbers
    return (a, b, c, d, e, f)


def corners(box: Box, matrix: Affine) -> tuple[Point, Point, Point, Point]:
    """A box's corners in order, transformed."""
    a, b, c, d, e, f = matrix
    left, bottom, right, top = box
    return (
        (a * left + c * bottom + e, b * left + d * bottom + f),
        (a * right + c * bottom + e, b * right + d * bottom + f),
        (a * right + c * top + e, b * right + d * top + f),
        (a * left + c * top + e, b * left + d * top + f),
    )


def bounds(points: Iterable[Point]) -> Box:
    """The smallest box around points."""
    xs, ys = zip(*points, strict=True)
    return (min(xs), min(ys), max(xs), max(ys))


def transformed(box: Box, matrix: Affine) -> Box:
    """The smallest upright box around a transformed box."""
    return bounds(corners(box, matrix))


def box_of(operands: Sequence[object]) -> Box | None:
    """Four numbers, any two opposite corners, as a box (7.9.5); None for anything else."""
    numbers = [float(value) for value in operands[:4] if isinstance(value, int | float)]
    if len(numbers) != 4 or not all(isfinite(number) for number in numbers):  # noqa: PLR2004 - x y x y
        return None
    x0, y0, x1, y1 = numbers
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def intersection(first: Box | None, second: Box | None) -> Box | None:
    """What two boxes share; None stands for the whole plane. May come out empty."""
    if first is None or second is None:
        return first or second
    left, bottom = max(first[0], second[0]), max(first[1], second[1])
    return (
        left,
        bottom,
        max(left, min(first[2], second[2])),
        max(bottom, min(first[3], second[3])),
    )


def union(first: Box | None, second: Box) -> Box:
    """The smallest box around both."""
    if first is None:
        return second
    return (
        min(first[0], second[0]),
        min(first[1], second[1]),
        max(first[2], second[2]),
        max(first[3], second[3]),
    )


def grown(box: Box, by: float) -> Box:
    """A box made larger on every side."""
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)


def is_place(box: Box) -> bool:
    """Whether a box is somewhere: its numbers finite and not absurd."""
    return all(-FARTHEST < edge < FARTHEST for edge in box)


def excess(box: Box, limit: Box) -> float:
    """By how much a box reaches beyond a limit on its worst side; negative when inside."""
    return max(limit[0] - box[0], limit[1] - box[1], box[2] - limit[2], box[3] - limit[3])


def meet(first: Box, second: Box) -> bool:
    """Whether two boxes have an area in common."""
    return (
        first[0] < second[2]
        and second[0] < first[2]
        and first[1] < second[3]
        and second[1] < first[3]
    )


def holds(outer: Box, inner: Box) -> bool:
    """Whether one box contains another."""
    return excess(inner, outer) <= 0


def scale_of(matrix: Affine) -> float:
    """How many units one unit becomes, on the average of both directions."""
    return sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))


def lengths_of(matrix: Affine) -> tuple[float, float]:
    """How long the unit vectors along and across become."""
    return hypot(matrix[0], matrix[1]), hypot(matrix[2], matrix[3])


def curve_bounds(start: Point, first: Point, second: Point, end: Point) -> Box:
    """The bounds of a cubic Bézier curve itself, not of its control points."""
    xs = _extremes(start[0], first[0], second[0], end[0])
    ys = _extremes(start[1], first[1], second[1], end[1])
    return (min(xs), min(ys), max(xs), max(ys))


def _extremes(p0: float, p1: float, p2: float, p3: float) -> list[float]:
    """Values at the ends and wherever the derivative vanishes."""
    found = [p0, p3]
    if min(p0, p3) <= min(p1, p2) and max(p1, p2) <= max(p0, p3):
        return found
    a, b, c = p3 - 3 * p2 + 3 * p1 - p0, 2 * (p2 - 2 * p1 + p0), p1 - p0
    if abs(a) < _NEGLIGIBLE:
        roots = [-c / b] if abs(b) > _NEGLIGIBLE else []
    else:
        discriminant = b * b - 4 * a * c
        root = sqrt(discriminant) if discriminant >= 0 else 0.0
        roots = [(-b + root) / (2 * a), (-b - root) / (2 * a)] if discriminant >= 0 else []
    for t in roots:
        if 0 < t < 1:
            u = 1 - t
            found.append(u**3 * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t**3 * p3)
    return found


def shared_area(first: Sequence[Point], second: Sequence[Point]) -> float:
    """The area common to two convex polygons (Sutherland and Hodgman, 1974)."""
    subject = list(first)
    clip = list(second) if _signed_area(second) > 0 else list(second)[::-1]
    for start, end in zip(clip, clip[1:] + clip[:1], strict=True):
        subject = _kept_left(subject, start, end)
        if not subject:
            return 0.0
    return area(subject)


def area(polygon: Sequence[Point]) -> float:
    """The area of a polygon."""
    return abs(_signed_area(polygon))


def _signed_area(polygon: Sequence[Point]) -> float:
    pairs = zip(polygon, [*polygon[1:], polygon[0]], strict=True)
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs) / 2


def _kept_left(polygon: list[Point], start: Point, end: Point) -> list[Point]:
    """The part of a polygon left of a line."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    sides = [dx * (y - start[1]) - dy * (x - start[0]) for x, y in polygon]
    kept: list[Point] = []
    for index, point in enumerate(polygon):
        before, here = sides[index - 1], sides[index]
        if (before < 0 < here) or (here < 0 < before):
            share = before / (before - here)
            x, y = polygon[index - 1]
            kept.append((x + share * (point[0] - x), y + share * (point[1] - y)))
        if here >= 0:
            kept.append(point)
    return kept
