"""Composed lines → the inside of one paragraph element.

`<br>` stands between lines, a span where the aki, the orientation, the size, the emphasis or the
ruby changes. A side line is the border of one element around all that it goes along. Ruby bases and
割注 are elements too, for the structure of the file (ISO 32000-1 14.8.4.4.2).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from declaration_print.model.tag import TAG, Tag

_PARENTHESES = "（）"
"""Around 割注 (JLReq 3.4)."""


def paragraph_html(paragraph: ComposedParagraph, style: Style, grid: Grid) -> Markup:
    """The inner HTML of one paragraph element, set on the lines of a grid."""
    vertical = paragraph.setting.writing is Writing.VERTICAL
    made = struts(paragraph.lines, grid)
    if not paragraph.lines:
        return Markup("").join(strut.html() for strut in made)
    lines = zip(paragraph.lines, made, _notes(paragraph.lines), strict=True)
    return Markup("<br>").join(
        strut.html()
        + Markup("").join(_Line(line, notes, strut, style, grid, vertical=vertical).html())
        for line, strut, notes in lines
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """Clusters `first`..`last` (inclusive) that are tagged as one."""

    first: int
    last: int
    tag: Tag
    readings: tuple[PlacedRuby, ...] = ()


class _Line:
    """One line on its way to HTML."""

    def __init__(  # noqa: PLR0913 - a line, and what it stands in
        self,
        line: ComposedLine,
        notes: Sequence[_Part],
        strut: Strut,
        style: Style,
        grid: Grid,
        *,
        vertical: bool,
    ) -> None:
        self._clusters = line.clusters
        parts = (*notes, *_bases(line.ruby))  # outer ones before what they hold
        self._parts = sorted(parts, key=lambda part: (part.first, -part.last))
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
        """Clusters alike in having a side line, with what is said of some of them."""
        parts = (part for part in self._parts if part.first in stretch)
        yield from self._within(stretch, tuple(parts), stretch)

    def _within(self, drawn: range, parts: Sequence[_Part], stretch: range) -> Iterator[Markup]:
        """Clusters, and an element around each part of them; a reading stands before its base."""
        at = drawn.start
        while parts:
            part, *others = parts
            yield from runs_html(self._clusters, range(at, part.first), stretch, self._around)
            at = self._end(part, others, drawn)
            inside = [one for one in others if one.first < at]
            parts = others[len(inside) :]
            inner = Markup("").join(self._within(range(part.first, at), inside, stretch))
            html = Markup('<span {}="{}">{}</span>').format(TAG, part.tag, inner)
            yield self._with_readings(part, html) if part.readings else html
        yield from runs_html(self._clusters, range(at, drawn.stop), stretch, self._around)

    def _with_readings(self, part: _Part, base: Markup) -> Markup:
        """Ruby: in a span of its own even where it begins a paragraph, or no line would hold it."""
        first = self._clusters[part.first]
        readings = Markup("").join(
            ruby_html(ruby, first, self._centre, self._around) for ruby in part.readings
        )
        return Markup('<span {}="{}">{}{}</span>').format(TAG, Tag.RUBY, readings, base)

    def _end(self, part: _Part, others: Sequence[_Part], drawn: range) -> int:
        """Where a part ends; spaces alone up to the next are its own, or the engine loses them."""
        end = min(part.last + 1, drawn.stop)
        behind = (one.first for one in others if one.first >= end)
        until = min(next(behind, drawn.stop), drawn.stop)
        alone = all(one.text == " " for one in self._clusters[end:until])
        return until if alone else end


def _bases(line: Sequence[PlacedRuby]) -> Iterator[_Part]:
    """Each base, with its readings on one side or both."""
    places: dict[tuple[int, int], list[PlacedRuby]] = {}
    for ruby in sorted(line, key=lambda one: one.other_side):
        places.setdefault((ruby.first, ruby.last), []).append(ruby)
    for (first, last), readings in places.items():
        yield _Part(first, last, Tag.RUBY_BASE, tuple(readings))


def _notes(lines: Sequence[ComposedLine]) -> Iterator[tuple[_Part, ...]]:
    """What each line has of 割注: the parentheses, which were not written, and what they enclose."""
    inside = False
    for line in lines:
        parts: list[_Part] = []
        begin, end = 0, len(line.clusters)
        for at, cluster in enumerate(line.clusters):
            if not cluster.source and cluster.text in _PARENTHESES:
                if inside and begin < at:
                    parts.append(_Part(begin, at - 1, Tag.WARICHU_TEXT))
                parts.append(_Part(at, at, Tag.WARICHU_PUNCTUATION))
                inside, begin = cluster.text == _PARENTHESES[0], at + 1
        if inside and begin < end:
            parts.append(_Part(begin, end - 1, Tag.WARICHU_TEXT))
        yield tuple(parts)
