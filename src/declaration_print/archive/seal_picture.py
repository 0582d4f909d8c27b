"""A seal's SVG becomes PDF drawing operators: filled shapes in device RGB, nothing else.

What an institute's seal is made of: paths and simple shapes with plain fills. Text, pictures, gradients, strokes
and transparency are refused, since PDF/A or the output intent would have to answer for them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import radians
from xml.etree import ElementTree as ET

import tinycss2.color4
from fontTools.misc.transform import Identity, Transform
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import parse_path
from fontTools.svgLib.path.shapes import PathBuilder

from declaration_print.archive.signature_values import refused

LARGEST = 2_000_000  # bytes of SVG
_SVG = "{http://www.w3.org/2000/svg}"
_FUNCTION = re.compile(r"(matrix|translate|scale|rotate)\s*\(([^()]*)\)")
_SILENT = {"title", "desc", "metadata", "defs"}
_SHAPES = {"path", "rect", "circle", "ellipse", "polygon", "polyline", "line"}


@dataclass(frozen=True, slots=True)
class Picture:
    """Operators on a ground of `width` × `height`, its origin at the lower left."""

    operators: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Style:
    fill: str = "black"
    rule: str = "nonzero"
    stroke: str = "none"


def drawn(svg: bytes) -> Picture:
    """Draw a seal.

    Raises:
        BadInput: it is no SVG, or holds more than plain filled shapes.
    """
    if len(svg) > LARGEST or b"<!ENTITY" in svg:
        raise _refused("large or with entities")
    try:
        root = ET.fromstring(svg)  # noqa: S314 - no entities, bounded
        left, top, width, height = _view(root)
        ground = Transform(1, 0, 0, -1, -left, top + height)
        operators = b"\n".join(_operators(root, ground, _Style()))
    except (ET.ParseError, ValueError, IndexError, TypeError) as error:
        raise _refused(str(error)) from error
    if not operators:
        raise _refused("no shape")
    return Picture(operators, width, height)


def _view(root: ET.Element) -> tuple[float, float, float, float]:
    if root.tag != f"{_SVG}svg":
        raise ValueError("no svg element")
    numbers = [
        float(number) for number in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if number
    ]
    if len(numbers) != 4 or min(numbers[2:]) <= 0:  # noqa: PLR2004 - SVG 2 8.6
        raise ValueError("no viewBox")
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _operators(element: ET.Element, matrix: Transform, outer: _Style) -> Iterator[bytes]:
    name = element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else ""
    if name in _SILENT or not name:
        return
    style = _style(element, outer)
    if name in {"svg", "g"}:
        inner = matrix.transform(_matrix(element))
        for kid in element:
            yield from _operators(kid, inner, style)
    elif name in _SHAPES:
        yield from _shape(element, matrix, style)
    else:
        raise ValueError(f"element {name}")


def _matrix(element: ET.Element) -> Transform:
    """The transform list of an element (SVG 2 8.5), which fontTools reads only as a matrix."""
    matrix = Identity
    listed = element.get("transform", "")
    if _FUNCTION.sub("", listed).strip(" ,\n\t"):
        raise ValueError(f"transform {listed}")
    for name, written in _FUNCTION.findall(listed):
        n = [float(number) for number in re.split(r"[\s,]+", written.strip())]
        if name == "matrix":
            matrix = matrix.transform(n)
        elif name == "translate":
            matrix = matrix.translate(*n)
        elif name == "scale":
            matrix = matrix.scale(*n)
        else:
            x, y = n[1:] or (0.0, 0.0)
            matrix = matrix.translate(x, y).rotate(radians(n[0])).translate(-x, -y)
    return matrix


def _style(element: ET.Element, outer: _Style) -> _Style:
    found = {
        key: value
        for key in ("fill", "fill-rule", "stroke", "opacity", "fill-opacity")
        if (value := element.get(key))
    }
    for declaration in element.get("style", "").split(";"):
        key, _, value = declaration.partition(":")
        if value.strip():
            found[key.strip()] = value.strip()
    if any(float(found.get(key, "1")) != 1 for key in ("opacity", "fill-opacity")):
        raise ValueError("transparency")
    return _Style(
        found.get("fill", outer.fill),
        found.get("fill-rule", outer.rule),
        found.get("stroke", outer.stroke),
    )


def _shape(element: ET.Element, matrix: Transform, style: _Style) -> Iterator[bytes]:
    if style.stroke != "none":
        raise ValueError("stroke; turn outlines into shapes")
    if style.fill == "none":
        return
    plain = {key: value for key, value in element.items() if key != "transform"}
    builder = PathBuilder()
    builder.add_path_from_element(ET.Element(element.tag, plain))
    for path in builder.paths:
        pen = RecordingPen()
        parse_path(path, TransformPen(pen, matrix.transform(_matrix(element))))
        paint = b"f*" if style.rule == "evenodd" else b"f"
        yield b"\n".join([_colour(style.fill), *_path(pen), paint])


def _colour(text: str) -> bytes:
    colour = tinycss2.color4.parse_color(text)
    if colour is None or colour == "currentcolor" or colour.alpha != 1:
        raise ValueError(f"fill {text}")
    red, green, blue = colour.to("srgb").coordinates
    return b"%.4g %.4g %.4g rg" % (red, green, blue)


def _path(pen: RecordingPen) -> Iterator[bytes]:
    letters = {"moveTo": "m", "lineTo": "l", "curveTo": "c"}
    last = (0.0, 0.0)
    for kind, points in pen.value:
        if kind in {"closePath", "endPath"}:
            yield b"h"
            continue
        corners = _cubic(last, points) if kind == "qCurveTo" else points
        last = corners[-1]
        written = " ".join(f"{x:.3f} {y:.3f}" for x, y in corners)
        yield f"{written} {letters.get(kind, 'c')}".encode()


def _cubic(
    start: tuple[float, float], points: tuple[tuple[float, float], ...]
) -> list[tuple[float, float]]:
    """A quadratic curve of one control point, as SVG has them, as a cubic one."""
    (cx, cy), (ex, ey) = points
    sx, sy = start
    return [
        (sx + 2 / 3 * (cx - sx), sy + 2 / 3 * (cy - sy)),
        (ex + 2 / 3 * (cx - ex), ey + 2 / 3 * (cy - ey)),
        (ex, ey),
    ]


def _refused(reason: str) -> Exception:
    return refused(
        "seal-picture",
        ja=f"印の SVG を使えません({reason})。viewBox があり、塗りつぶした図形だけの SVG にしてください"
        "(文字・線・画像・透明・グラデーションは図形に変えます)。",
        en=f"the seal's SVG cannot be used ({reason}); make it of plain filled shapes with a viewBox (turn "
        "text, strokes, pictures, transparency and gradients into shapes)",
    )
