"""Where everything stands on the assembly sheet and round the panels: what the templates show.

All lengths in mm; y runs down from the top of the sheet.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from declaration_print.model.panel import Panel, Sheet
from declaration_print.model.units import Mm
from declaration_print.sheets.mounting import Place, Row
from declaration_print.sheets.scroll import Scroll
from declaration_print.sheets.wording import Wording

WASTE = 12.0
"""Left of each cut, for marks, numbers and the ruler."""

_A3, _A4 = (420.0, 297.0), (297.0, 210.0)

_LOWEST_ROW, _HIGHEST_ROW = 14.0, 78.0
"""Of the scroll in small, on A3: it is broken into rows when it would be lower."""

_MOST_ROWS = 5
_LINE = 5.6
"""From line to line of the list, on A3."""


@dataclass(frozen=True, slots=True)
class Job:
    """One scroll on one kind of paper: where it is cut, and what is written on its sheets."""

    scroll: Scroll
    sheet: Sheet
    paste: Mm
    panels: tuple[Panel, ...]
    title: str
    words: Wording


@dataclass(frozen=True, slots=True)
class Label:
    """Words centred somewhere."""

    words: str
    centre: float


@dataclass(frozen=True, slots=True)
class SmallRow:
    """One row of the scroll in small: its frame, the cuts through it, its words."""

    left: float
    right: float
    top: float
    high: float
    begin: float
    end: float
    cuts: tuple[float, ...]
    labels: tuple[Label, ...]
    places: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of sheets."""

    label: str
    range: str
    length: str
    opening: str
    headings: str


@dataclass(frozen=True, slots=True)
class Assembly:
    """The assembly sheet (貼り合わせ図). `scale` is 1 on A3."""

    width: float
    height: float
    scale: float
    left: float
    title: str
    kind: str
    facts: str
    rows: tuple[SmallRow, ...]
    table: float
    heads: tuple[tuple[str, float], ...]
    panels: tuple[Entry, ...]
    listed_here: bool
    rows_per_page: int
    steps_left: float
    steps: tuple[str, ...]
    ruler_left: float
    ruler_top: float
    ruler_words: str
    assembly: bool = True

    @property
    def narrow(self) -> bool:
        """Whether the list stands in two columns, on sheets of its own."""
        return not self.listed_here

    def placed_rows(self) -> tuple[Row, ...]:
        """Where the scroll is drawn in small, from the lower left corner."""
        return tuple(
            Row(
                row.left, self.height - row.top - row.high, row.right - row.left, row.begin, row.end
            )
            for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class Marked:
    """One panel on its sheet: from its left edge, where it is cut, to its right edge."""

    label: str
    cut: float
    edge: float


@dataclass(frozen=True, slots=True)
class Marks:
    """The furniture round the panels, all on sheets of one size."""

    width: float
    height: float
    top: float
    foot: float
    paste: float
    panels: tuple[Marked, ...]
    total: str
    top_words: str
    paste_words: str
    waste_words: str
    ruler_top: float
    ruled: bool
    labelled: bool
    assembly: bool = False

    def places(self) -> tuple[Place, ...]:
        """Where each panel lies, from the lower left corner."""
        foot = self.height - self.foot
        return tuple(Place(one.edge, foot) for one in self.panels)


def room(sheet: Sheet, paste: Mm) -> Mm:
    """How much of a scroll one sheet holds."""
    return Mm(sheet.along - paste - WASTE)


def marks(job: Job) -> Marks:
    """Round the panels; from a roll, as much is cut as the longest panel needs."""
    panels, sheet, paste, words = job.panels, job.sheet, job.paste, job.words
    height = job.scroll.height
    width = sheet.along
    if sheet.roll:
        width = Mm(math.ceil(paste + WASTE + max(panel.length for panel in panels)))
    top = (sheet.high - height) / 2
    edge = width - paste
    return Marks(
        width=width,
        height=sheet.high,
        top=round(top, 5),
        foot=round(top + height, 5),
        paste=paste,
        panels=tuple(
            Marked(words.label(panel.number), round(edge - panel.length, 5), edge)
            for panel in panels
        ),
        total=words.total(len(panels)),
        top_words=words.marks[0],
        paste_words=words.marks[1],
        waste_words=words.marks[2],
        ruler_top=round(top + 36, 5),
        ruled=height >= _RULED,
        labelled=paste >= _LABELLED,
    )


_RULED = 150.0
"""Of a scroll's height: below that there is no room for the ruler under the numbers."""

_LABELLED = 9.0
"""Of a paste margin's width: below that its label would run out of it."""


def assembly(job: Job) -> Assembly:
    """The assembly sheet of a scroll: on A3, or A4 if its sheets are smaller."""
    panels, sheet, paste, words = job.panels, job.sheet, job.paste, job.words
    size = (job.scroll.length, job.scroll.height)
    fits = sheet.along >= _A3[0] and sheet.high >= _A3[1]
    width, height = _A3 if fits else _A4
    k = width / _A3[0]
    left = 24 * k
    rows = _rows(panels, size, (left, width - left, 48 * k), k, words)
    table = rows[-1].top + rows[-1].high + 11 * k
    bottom = height - 16 * k
    higher = sheet.high > size[1] + 1
    borderless = not higher
    return Assembly(
        width=width,
        height=height,
        scale=k,
        left=left,
        title=job.title,
        kind=words.kind,
        facts=words.facts(sheet, len(panels), size, paste),
        rows=rows,
        table=table,
        heads=tuple(zip(words.heads, (0.0, 24.0, 60.0, 82.0, 128.0), strict=True)),
        panels=tuple(_entry(panel, words) for panel in panels),
        listed_here=len(panels) * _LINE * k <= bottom - table - 9.6 * k,
        rows_per_page=int((bottom - 26 * k) / (_LINE * k)),
        steps_left=width - left - 123 * k,
        steps=words.steps(panels, paste, borderless=borderless, higher=higher),
        ruler_left=width - left - 100,
        ruler_top=height - 22 * k,
        ruler_words=words.ruler,
    )


def _entry(panel: Panel, words: Wording) -> Entry:
    return Entry(
        label=words.label(panel.number),
        range=f"{panel.begin:.1f}–{panel.end:.1f}",
        length=f"{panel.length:.1f}",
        opening=panel.opening or words.tiny,
        headings="、".join(panel.headings) if words.japanese else ", ".join(panel.headings),
    )


def _rows(
    panels: Sequence[Panel],
    size: tuple[Mm, Mm],
    area: tuple[float, float, float],
    k: float,
    words: Wording,
) -> tuple[SmallRow, ...]:
    """The scroll in as few rows as let it be seen, all at one scale, flush right."""
    length, height = size
    left, right, top = area
    for count in range(1, _MOST_ROWS + 1):
        held = [
            [one for one in panels if min(count - 1, int(one.begin * count / length)) == at]
            for at in range(count)
        ]
        held = [row for row in held if row]
        longest = max(row[-1].end - row[0].begin for row in held)
        scale = min((right - left) / longest, _HIGHEST_ROW * k / height)
        if height * scale >= _LOWEST_ROW * k:
            break
    step = height * scale + 15 * k
    return tuple(
        _row(row, height, _Field(right, top + at * step, scale, k), words)
        for at, row in enumerate(held)
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """Where a row of the scroll in small begins, upper right, and how small it is."""

    right: float
    top: float
    scale: float
    k: float  # of the assembly sheet itself


_WORD = 13.0
"""What a label or a number takes, on A3."""


def _row(panels: Sequence[Panel], height: Mm, field: _Field, words: Wording) -> SmallRow:
    begin = panels[0].begin
    cuts = [round(field.right - (panel.end - begin) * field.scale, 5) for panel in panels]
    labels: list[Label] = []
    places: list[Label] = []
    for panel, right, left in zip(panels, (field.right, *cuts), cuts, strict=False):
        wide = right - left > _WORD * field.k
        label = (words.label if wide else words.short)(panel.number)
        labels.append(Label(label, (right + left) / 2))
        before = places[-1].centre if places else field.right
        if before - left > _WORD * field.k:
            places.append(Label(f"{panel.end:.1f}", left))
    return SmallRow(
        left=cuts[-1],
        right=field.right,
        top=field.top,
        high=height * field.scale,
        begin=begin,
        end=panels[-1].end,
        cuts=tuple(cuts),
        labels=tuple(labels),
        places=tuple(places),
    )
