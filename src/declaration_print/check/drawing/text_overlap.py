"""Texts that lie on one another, found by a grid so that the work grows with the text only.

Compared are letters and figures: accents, ruby, rules, brackets and signs are meant to touch.
A string drawn twice (bold by double strike, outline and filling, shadows) covers itself rightly.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

from declaration_print.check.drawing.geometry import (
    Box,
    Point,
    area,
    bounds,
    corners,
    holds,
    intersection,
    meet,
    shared_area,
)
from declaration_print.check.drawing.painted import Overlap, Run, excerpt

LEAST_COVER = 0.35  # of the smaller glyph; less happens to italics, kerning, tight lines
SURE_COVER = 0.6  # the greater part: it can no longer be read
LEAST_GLYPHS = 2  # that must be covered close to each other before it is told
NEIGHBOURS = 2  # font sizes: how close that is
UNEQUAL = 2.5  # times larger: a watermark or an ornament rather than two texts
PAIR_LIMIT = 200_000  # comparisons a page
CELL_LIMIT = 300_000  # entries of the grid a page
FINEST, COARSEST = 4.0, 400.0  # points of a grid cell
_T = TypeVar("_T")
_JOINED = 0.02  # sine of the angle up to which two baselines run alike


@dataclass(frozen=True, slots=True)
class Cover:
    """Something opaque in the order of painting."""

    order: int
    box: Box


@dataclass(frozen=True, slots=True, eq=False)
class _Glyph:
    run: Run
    text: str
    box: Box
    outline: tuple[Point, ...]
    index: int  # in its run

    @property
    def is_upright(self) -> bool:
        a, b, c, d = self.run.matrix[:4]
        return (b == 0 and c == 0) or (a == 0 and d == 0)


_Hit = tuple[_Glyph, _Glyph, float]  # two glyphs, and how much of the smaller is covered


def overlaps(
    page: int, runs: Sequence[Run], covers: Sequence[Cover], sheet: Box
) -> Iterator[Overlap]:
    """The worst overlap that is sure, and the worst of other texts that is not, of one page."""
    hits = list(_covering(_close(runs, sheet), covers, sheet))
    groups = [(group, _is_sure(group)) for group in _groups(hits)]
    lost = {glyph.run.order for group, sure in groups if sure for hit in group for glyph in hit[:2]}
    told: dict[bool, Overlap] = {}
    for group, sure in groups:
        first, second, covered = _worst(group)
        if not sure and not lost.isdisjoint((first.run.order, second.run.order)):
            continue  # told with the rest of these texts
        seen = Overlap(
            page, excerpt(first.run.text), excerpt(second.run.text), covered, len(group), sure
        )
        best = told.get(sure)
        if best is None or (seen.glyphs, seen.covered) > (best.glyphs, best.covered):
            told[sure] = seen
    yield from told.values()


def _worst(group: Sequence[_Hit]) -> _Hit:
    return max(group, key=lambda hit: hit[2])


def _is_sure(group: Sequence[_Hit]) -> bool:
    first, second, covered = _worst(group)
    return covered >= SURE_COVER and _is_plain(first.run, second.run)


def _groups(hits: Sequence[_Hit]) -> Iterator[list[_Hit]]:
    """Covered glyphs that stand together; a lone one may be a sign that is composed of two."""
    cells: dict[tuple[int, int], list[_Hit]] = defaultdict(list)
    if not hits:
        return
    width = NEIGHBOURS * max(1.0, median(first.run.size for first, _, _ in hits))
    for hit in hits:
        box = hit[0].box
        cells[int(box[0] // width), int(box[1] // width)].append(hit)
    for column, row in list(cells):
        near = [(column + x, row + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
        group = [hit for cell in near if cell in cells for hit in cells[cell]]
        ends = {id(glyph) for first, second, _ in group for glyph in (first, second)}
        if len(ends) >= 2 * LEAST_GLYPHS:
            yield group


def _close(runs: Sequence[Run], sheet: Box) -> list[Run]:
    """The runs whose cells meet those of another run."""
    near: set[int] = set()
    for first, second in _pairs(runs, [run.cells for run in runs], sheet):
        is_new = first.order not in near or second.order not in near
        if is_new and meet(first.cells, second.cells) and not _is_repeated(first, second):
            near |= {first.order, second.order}
    return [run for run in runs if run.order in near]


def _covering(runs: Sequence[Run], covers: Sequence[Cover], sheet: Box) -> Iterator[_Hit]:
    glyphs = [glyph for run in runs for glyph in _letters(run)]
    for first, second in _pairs(glyphs, [glyph.box for glyph in glyphs], sheet):
        if first.run is second.run or not meet(first.box, second.box):
            continue
        if _is_repeated(first.run, second.run) or _is_struck_twice(first, second):
            continue
        if _is_next(first, second):
            continue
        covered = _covered(first, second)
        if covered >= LEAST_COVER and not _is_hidden(first, second, covers):
            yield first, second, covered


def _pairs(things: Sequence[_T], boxes: Sequence[Box], sheet: Box) -> Iterator[tuple[_T, _T]]:
    """Things that share a cell of the grid, each pair once, the earlier first."""
    if not things:
        return
    sizes = [((box[2] - box[0]) * (box[3] - box[1])) ** 0.5 for box in boxes]
    widest = max(sheet[2] - sheet[0], sheet[3] - sheet[1])
    cell = max(FINEST, min(median(sizes), COARSEST), widest / 400)
    grid: dict[tuple[int, int], list[int]] = defaultdict(list)
    entries = compared = 0
    for index, box in enumerate(boxes):
        shown = intersection(box, sheet)
        if shown is None or shown[0] >= shown[2] or shown[1] >= shown[3]:
            continue
        met: set[int] = set()
        for column in range(int(shown[0] // cell), int(shown[2] // cell) + 1):
            for row in range(int(shown[1] // cell), int(shown[3] // cell) + 1):
                here = grid[column, row]
                met.update(here)
                here.append(index)
                entries += 1
        for other in sorted(met):
            yield things[other], things[index]
        compared += len(met)
        if entries > CELL_LIMIT or compared > PAIR_LIMIT:
            return


def _letters(run: Run) -> Iterator[_Glyph]:
    """The glyphs of a run that are letters or figures and are seen."""
    if run.is_paper:
        return
    for index, (glyph, x, y) in enumerate(run.glyphs):
        if not glyph.text or not all(_is_letter(character) for character in glyph.text):
            continue
        ink = glyph.ink
        if ink is None:
            continue
        outline = corners(run.place(ink, x, y), run.matrix)
        box = bounds(outline)
        if run.clip is None or holds(run.clip, box):
            yield _Glyph(run, glyph.text, box, outline, index)


def _is_letter(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LN" and category != "Lm"


def _is_repeated(first: Run, second: Run) -> bool:
    """Whether one text is drawn again, hardly moved."""
    (_, x0, y0), (_, x1, y1) = first.glyphs[0], second.glyphs[0]
    apart = max(abs(first.cells[0] - second.cells[0]), abs(first.cells[1] - second.cells[1]))
    same = (x0, y0) == (x1, y1) and first.text == second.text
    return same and apart <= min(first.size, second.size) / 2


def _is_next(first: _Glyph, second: _Glyph) -> bool:
    """Whether one follows the other in the text: drawn together on purpose, as in LaTeX."""
    ends = first.index == len(first.run.glyphs) - 1 and second.index == 0
    return ends and second.run.order - first.run.order == 1


def _is_struck_twice(first: _Glyph, second: _Glyph) -> bool:
    apart = max(abs(a - b) for a, b in zip(first.box, second.box, strict=True))
    return first.text == second.text and apart <= min(first.run.size, second.run.size) / 4


def _covered(first: _Glyph, second: _Glyph) -> float:
    """How much of the smaller glyph's box the other one covers."""
    if first.is_upright and second.is_upright:
        shared = intersection(first.box, second.box)
        common = 0.0 if shared is None else (shared[2] - shared[0]) * (shared[3] - shared[1])
    else:
        common = shared_area(first.outline, second.outline)
    smaller = min(area(first.outline), area(second.outline))
    return common / smaller if smaller > 0 else 0.0


def _is_hidden(first: _Glyph, second: _Glyph, covers: Sequence[Cover]) -> bool:
    """Whether something opaque lies between, or on both."""
    low = min(first, second, key=lambda glyph: glyph.run.order)
    return any(cover.order > low.run.order and holds(cover.box, low.box) for cover in covers)


def _is_plain(first: Run, second: Run) -> bool:
    """Whether both are ordinary text, of like size and direction, so that it must be a fault."""
    if first.is_faint or second.is_faint:
        return False
    if max(first.size, second.size) > UNEQUAL * min(first.size, second.size):
        return False
    (a, b), (c, d) = first.matrix[:2], second.matrix[:2]
    length = ((a * a + b * b) * (c * c + d * d)) ** 0.5
    alike = abs(a * d - b * c) <= _JOINED * length
    measured = all(glyph.has_outline for run in (first, second) for glyph, _, _ in run.glyphs[:1])
    return alike and measured
