"""The graphics state while a content stream is followed (ISO 32000-1 8.4, 9.3)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pypdf.generic import DictionaryObject

from declaration_print.check.document.objects import as_number, entry, is_true
from declaration_print.check.drawing.colour_spaces import BLACK
from declaration_print.check.drawing.geometry import (
    IDENTITY,
    Affine,
    Box,
    Point,
    affine,
    bounds,
    curve_bounds,
    grown,
    intersection,
    product,
    scale_of,
    union,
)

if TYPE_CHECKING:
    from declaration_print.check.drawing.placed_fonts import PlacedFont

INVISIBLE_MODES = frozenset({3, 7})  # Table 106: neither filled nor stroked
SEGMENT_LIMIT = 20_000  # of one path; a longer one is judged by its bounds


class GraphicsState:
    """What q saves and Q restores; `clip` is reduced to a box, None for no clipping."""

    def __init__(self, ctm: Affine = IDENTITY) -> None:
        self.ctm = ctm
        self.clip: Box | None = None
        self.fill = self.stroke = BLACK
        self.fill_alpha = self.stroke_alpha = 1.0
        self.fill_overprints = self.stroke_overprints = False
        self.overprint_mode = 0
        self.line_width, self.cap = 1.0, 0
        self.font: PlacedFont | None = None
        self.size, self.stretch = 0.0, 1.0
        self.char_space = self.word_space = self.leading = self.rise = 0.0
        self.mode = 0
        self.text_matrix = self.text_line = IDENTITY
        self.adrift = False  # after text whose advances are not known
        self.hidden = False  # inside optional content that is switched off

    def copy(self) -> "GraphicsState":
        """The same state, to be changed apart."""
        twin = GraphicsState.__new__(GraphicsState)
        twin.__dict__.update(self.__dict__)
        return twin

    def narrow(self, box: Box) -> None:
        """Clip to a box as well."""
        self.clip = intersection(self.clip, box)

    def new_line(self, x: float, y: float) -> None:
        """Td: the start of the next line, from the start of this one."""
        self.set_text_matrix(product((1, 0, 0, 1, x, y), self.text_line))

    def set_text_matrix(self, matrix: Affine) -> None:
        """Tm: where text goes on."""
        self.text_matrix = self.text_line = matrix
        self.adrift = False

    def advance(self, x: float, y: float) -> None:
        """Move on after a glyph, in text space."""
        a, b, c, d, e, f = self.text_matrix
        self.text_matrix = (a, b, c, d, a * x + c * y + e, b * x + d * y + f)

    def apply(self, operator: str, operands: Sequence[object]) -> None:
        """The operators that set one parameter by numbers (Tables 57, 105, 108)."""
        match operator:
            case "cm":
                self.ctm = product(affine(operands), self.ctm)
            case "Tm":
                self.set_text_matrix(affine(operands))
            case "BT":
                self.set_text_matrix(IDENTITY)
            case "T*":
                self.new_line(0, -self.leading)
            case _:
                numbers = [value for value in operands if isinstance(value, float)]
                if numbers:
                    self._set(operator, numbers)

    def _set(self, operator: str, numbers: list[float]) -> None:
        first = numbers[0]
        match operator:
            case "Tc":
                self.char_space = first
            case "Tw":
                self.word_space = first
            case "Tz":
                self.stretch = first / 100
            case "TL":
                self.leading = first
            case "Ts":
                self.rise = first
            case "Tr":
                self.mode = int(first)
            case "w":
                self.line_width = abs(first)
            case "J":
                self.cap = int(first)
            case "Td" | "TD" if len(numbers) > 1:
                self.leading = -numbers[1] if operator == "TD" else self.leading
                self.new_line(first, numbers[1])

    def extend(self, parameters: DictionaryObject | None) -> None:
        """The numbers of a graphics state parameter dictionary (8.4.5)."""
        names = {"/ca": "fill_alpha", "/CA": "stroke_alpha", "/LW": "line_width"}
        for key, name in names.items():
            number = as_number(entry(parameters, key))
            if number is not None:
                setattr(self, name, abs(number))
        strokes, fills = entry(parameters, "/OP"), entry(parameters, "/op")
        if strokes is not None:  # alone it goes for both (Table 58)
            self.stroke_overprints = self.fill_overprints = is_true(strokes)
        if fills is not None:
            self.fill_overprints = is_true(fills)
        if (mode := as_number(entry(parameters, "/OPM"))) is not None:
            self.overprint_mode = int(mode)

    def within(self, inner: "GraphicsState") -> "GraphicsState":
        """This saved state restored: marked content goes on, it is no part of what q saves."""
        self.hidden = inner.hidden
        return self

    @property
    def fill_is_seen(self) -> bool:
        """Whether filling leaves anything at all on the page."""
        return self.fill_alpha > 0 and not self.hidden


class Path:
    """The path under construction, its points already in the space of the page (8.5.2)."""

    __slots__ = ("_current", "_start", "bounds", "is_rectangle", "segments")

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Begin anew, after it was painted."""
        self.bounds: Box | None = None
        self.segments: list[tuple[Point, Point, Box | None]] = []  # with the bounds of a curve
        self.is_rectangle = False
        self._start: Point = (0.0, 0.0)
        self._current: Point = (0.0, 0.0)

    def construct(self, operator: str, operands: Sequence[object], ctm: Affine) -> None:
        """One path construction operator; one with too few operands is left out."""
        n = [value for value in operands if isinstance(value, float)]
        a, b, c, d, e, f = ctm
        points = [
            (a * x + c * y + e, b * x + d * y + f) for x, y in zip(n[::2], n[1::2], strict=False)
        ]
        match operator, len(points):
            case "m", 1:
                self._start = self._current = points[0]
            case "l", 1:
                self._line(points[0])
            case "h", _:
                self._line(self._start)
            case "c", 3:
                self._curve(points[0], points[1], points[2])
            case "v", 2:
                self._curve(self._current, points[0], points[1])
            case "y", 2:
                self._curve(points[0], points[1], points[1])
            case "re", 2:
                self._rectangle(n, ctm)

    def _line(self, end: Point) -> None:
        self._segment(end, bounds((self._current, end)), curved=False)

    def _curve(self, first: Point, second: Point, end: Point) -> None:
        self._segment(end, curve_bounds(self._current, first, second, end), curved=True)

    def _segment(self, end: Point, box: Box, *, curved: bool) -> None:
        self.is_rectangle = False
        self.bounds = union(self.bounds, box)
        if len(self.segments) <= SEGMENT_LIMIT:
            self.segments.append((self._current, end, box if curved else None))
        self._current = end

    def _rectangle(self, numbers: list[float], ctm: Affine) -> None:
        x, y, width, height = numbers[:4]
        only = self.bounds is None
        a, b, c, d, e, f = ctm
        at = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        points = [(a * px + c * py + e, b * px + d * py + f) for px, py in at]
        self._start = self._current = points[0]
        for point in (*points[1:], points[0]):
            self._line(point)
        self.is_rectangle = only and (b == c == 0 or a == d == 0)

    def stroked_bounds(self, state: GraphicsState) -> Box | None:
        """The bounds of its stroke: half a line width to both sides, at the ends by the cap."""
        if self.bounds is None:
            return None
        half = state.line_width * scale_of(state.ctm) / 2
        if len(self.segments) > SEGMENT_LIMIT or state.cap:
            return grown(self.bounds, half)
        box: Box | None = None
        for start, end, curve in self.segments:
            if curve is not None:
                box = union(box, grown(curve, half))
                continue
            dx, dy = abs(end[0] - start[0]), abs(end[1] - start[1])
            length = (dx * dx + dy * dy) ** 0.5 or 1.0
            across, along = half * dy / length, half * dx / length
            left, bottom, right, top = bounds((start, end))
            box = union(box, (left - across, bottom - along, right + across, top + along))
        return box
