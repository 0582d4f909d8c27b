"""Composed lines → the inside of one paragraph element.

`<br>` stands between lines, a span where the aki, the orientation, the size, the emphasis or the
ruby changes. A side line is the border of one element around all that it goes along.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from declaration_print.markup.ruby_html import ruby_html
from declaration_print.markup.run_html import NOTICED, Surroundings, number, runs_html
from declaration_print.markup.struts import Grid, Strut, struts
from declaration_print.model.layout import Style
from declaration_print.model.setting import (
    ComposedLine,
    ComposedParagraph,
    PlacedRuby,
    Writing,
)


def paragraph_html(paragraph: ComposedParagraph, style: Style, grid: Grid) -> Markup:
    """The inner HTML of one paragraph element, set on the lines of a grid."""
    vertical = paragraph.setting.writing is Writing.VERTICAL
    made = struts(paragraph.lines, grid)
    if not paragraph.lines:
        return Markup("").join(strut.html() for strut in made)
    return Markup("<br>").join(
        strut.html() + Markup("").join(_Line(line, strut, style, grid, vertical=vertical).html())
        for line, strut in zip(paragraph.lines, made, strict=True)
    )


class _Line:
    """One line on its way to HTML."""

    def __init__(
        self, line: ComposedLine, strut: Strut, style: Style, grid: Grid, *, vertical: bool
    ) -> None:
        self._clusters = line.clusters
        self._readings: dict[int, list[PlacedRuby]] = defaultdict(list)
        for ruby in line.ruby:
            self._readings[ruby.first].append(ruby)
        under_ruby = (
            at
            for ruby in line.ruby
            if not ruby.other_side
            for at in range(ruby.first, ruby.last + 1)
        )
        self._around = Surroundings(vertical, style.latin, frozenset(under_ruby))
        self._centre = grid.line / 2 + max(0.0, strut.above)

    def html(self) -> Iterator[Markup]:
        """The elements in reading order; where a side line begins or ends the pen moves by itself."""
        pen = 0.0
        indexes = range(len(self._clusters))
        for lined, group in groupby(indexes, lambda at: self._clusters[at].lined):
            alike = tuple(group)
            stretch = range(alike[0], alike[-1] + 1)
            inner = Markup("").join(self._stretch(stretch))
            move = self._clusters[stretch[0]].start - pen
            if lined:
                side = "line-above" if self._around.vertical else "line-below"
                margin = f"margin-left:{number(move)}em" if abs(move) > NOTICED else ""
                style = Markup(' style="{}"').format(margin) if margin else ""
                yield Markup('<span class="{}"{}>{}</span>').format(side, style, inner)
            else:
                if abs(move) > NOTICED:
                    yield Markup('<span style="margin-left:{}em"></span>').format(number(move))
                yield inner
            pen = self._clusters[stretch[-1]].end

    def _stretch(self, stretch: range) -> Iterator[Markup]:
        """Clusters alike in having a side line; a reading stands before the first of its base."""
        cuts = [at for at in sorted(self._readings) if at in stretch[1:]]
        for begin, end in zip([stretch[0], *cuts], [*cuts, stretch.stop], strict=True):
            for ruby in self._readings.get(begin, ()):
                base = self._clusters[begin]
                yield ruby_html(ruby, base, self._centre, self._around)
            yield from runs_html(self._clusters, range(begin, end), stretch, self._around)
