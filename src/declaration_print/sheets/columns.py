"""Columns that lead in what follows: titles of items, names of groups.

They are no headings of the outline, and are known by their place: the next column begins lower by
more than the indent of a paragraph.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from declaration_print.sheets.cutting import Extent, merged
from declaration_print.sheets.scroll import Scroll

_HANGS = 1.4
"""A column hangs that begins so many times a column's width lower; a paragraph is indented by 1."""

_RUBY = 0.6
"""Narrower than this share of a column is ruby, or a mark beside the text."""


def leading(scroll: Scroll) -> Iterator[Extent]:
    """Where columns stand, in mm from the right end, from which the next one hangs."""
    columns = list(_columns(scroll))
    if not columns:
        return
    width = median(end - begin for (begin, end), _ in columns)
    wide = [one for one in columns if one[0][1] - one[0][0] >= _RUBY * width]
    for (extent, top), (_, below) in pairwise(wide):
        if below - top > _HANGS * width:
            yield extent


def _columns(scroll: Scroll) -> Iterator[tuple[Extent, float]]:
    """Each column and how far down it begins."""
    written = list(merged((one.begin, one.end) for one in scroll.marks if one.text.strip()))
    begins = [begin for begin, _ in written]
    tops: dict[Extent, float] = {}
    for letter in scroll.letters:
        at = bisect_right(begins, letter.along) - 1
        if at >= 0 and letter.along <= written[at][1]:
            tops[written[at]] = min(letter.down, tops.get(written[at], letter.down))
    yield from sorted(tops.items())
