"""How much more of the page a line takes than its style's line height: 行取り and thick lines.

A strut is an empty inline element that is raised or lowered: it pushes one side of the line box
away and leaves the text where it is.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from markupsafe import Markup

from declaration_print.model.layout import Hanmen, Style
from declaration_print.model.setting import ComposedLine

BETWEEN = 0.5
"""Space between the lines of a heading, in ems of it: a third to a half (JLReq 4.1.6)."""

_NOISE = 1e-6


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines a text stands on, in ems of its style.

    `line` is the height that the style sheet gives each line; `space` the whole lines of the grid
    that all lines share (行取り, JLReq 4.1.6), `pitch` those lines' own pitch.
    """

    line: float
    pitch: float
    space: int | None = None

    @classmethod
    def of(cls, style: Style, hanmen: Hanmen, smaller: float = 1.0) -> "Grid":
        """The grid of a style, its text made `smaller` times smaller to fit its measure."""
        pitch = hanmen.pitch / (hanmen.size * style.size) * smaller
        if style.lines is None:
            return cls(pitch * style.pitch, pitch)
        return cls(smaller, pitch, style.lines)


class Strut(NamedTuple):
    """What a line takes above and below its line height."""

    above: float = 0.0
    below: float = 0.0

    def html(self) -> Markup:
        """The empty elements that make room."""
        raised = [shift for shift in (self.above, -self.below) if abs(shift) > _NOISE]
        span = Markup('<span style="vertical-align:{:.4f}em"></span>')
        return Markup("").join(span.format(shift) for shift in raised)


def struts(lines: Sequence[ComposedLine], grid: Grid) -> list[Strut]:
    """The struts of each line of one text; of an empty text in a heading's space, one line's."""
    if grid.space is None:
        return [_thick(line, grid.line) for line in lines]
    thicknesses = [float(line.thickness) for line in lines] or [1.0]
    needed = sum(thicknesses) + BETWEEN * (len(thicknesses) - 1)
    space = max(grid.space, math.ceil(needed / grid.pitch - _NOISE)) * grid.pitch
    margin = (space - needed) / 2
    made = []
    for at, thickness in enumerate(thicknesses):
        rest = (thickness - grid.line) / 2
        above = margin if at == 0 else BETWEEN / 2
        below = margin if at == len(thicknesses) - 1 else BETWEEN / 2
        made.append(Strut(rest + above, rest + below))
    return made


def columns(lines: Sequence[ComposedLine], grid: Grid) -> tuple[float, ...]:
    """Where each line of one text begins and the last one ends, in columns of the grid."""
    heights = [strut.above + grid.line + strut.below for strut in struts(lines, grid)]
    return tuple(accumulate((height / grid.pitch for height in heights), initial=0.0))


def _thick(line: ComposedLine, pitch: float) -> Strut:
    """Whole lines of the grid for a line of several lines (furiwake), its centre in their middle."""
    more = math.ceil(line.thickness / pitch - _NOISE) - 1 if line.thickness > 1 else 0
    return Strut(more * pitch / 2, more * pitch / 2) if more > 0 else Strut()
