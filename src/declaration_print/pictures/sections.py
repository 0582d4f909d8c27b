"""Where a scroll's sections begin and end, from what stands where in it.

Between two sections the scroll is cut in the middle of the blank; the cover is cut off where the
paper of the text begins. What is too long for one picture is cut at a gap between two columns.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from declaration_print.model.declaration import Declaration
from declaration_print.model.stretch import Stretch
from declaration_print.model.units import Mm
from declaration_print.pictures import captions
from declaration_print.pictures.picture import Column, Section

MOST_WIDTH = 2.0
"""Of one picture, in heights: at 500 pixels of height a column of 28 characters can be read."""

_TOGETHER = {
    "cover": "cover",
    "endpaper": "cover",
    "preamble": "preamble",
    "statement": "statement",
    "closing": "closing",
    "signed": "signatories",
    "signatories": "signatories",
    "colophon": "colophon",
}
"""Anchors and the section whose picture shows them. Articles are their own."""

_PATIENCE = 0.3  # of a picture's width: how far a cut may move so that it divides no sentence
_SHORT = 0.9  # of the longest column: where a paragraph ends
_ITEM = re.compile("[〇一二三四五六七八九十]+、")

_TITLE, _ROLLER, _ARTICLE = "title", "roller", "article-"


@dataclass(frozen=True, slots=True)
class _Part:
    """Neighbouring anchors that share a picture."""

    name: str
    begin: Mm
    end: Mm
    titled: bool = False  # the title of the declaration stands before it


def whole(
    declaration: Declaration, stretches: Sequence[Stretch], length: Mm, height: Mm
) -> Section:
    """The scroll from end to end (全体像)."""
    say = captions.Captions(declaration)
    held = [say.heading(part.name) for part in _parts(stretches)]
    return Section("whole", say.title("whole"), say.whole(length, height, held), Mm(0.0), length)


def sections_of(
    declaration: Declaration,
    stretches: Sequence[Stretch],
    length: Mm,
    height: Mm,
    columns: Sequence[Column],
) -> tuple[Section, ...]:
    """The sections of a scroll in reading order; together they are the whole scroll."""
    say = captions.Captions(declaration)
    parts = list(_parts(stretches))
    cuts = [Mm(0.0), *(_cut(one, other) for one, other in pairwise(parts)), length]
    made: list[Section] = []
    for part, (begin, end) in zip(parts, pairwise(cuts), strict=False):
        inside = [one for one in columns if begin <= one.begin and one.end <= end]
        wanted = max(math.ceil((end - begin) / (MOST_WIDTH * height)), say.photographs(part.name))
        edges = _edges(begin, end, inside, wanted)
        many = len(edges) - 1
        for at, (first, last) in enumerate(pairwise(edges), start=1):
            shown = _read([one for one in inside if first <= one.begin < last])
            made.append(
                Section(
                    part.name if many == 1 else f"{part.name}-{at}",
                    say.title(part.name, at, many),
                    say.alt(part.name, shown, at, many, titled=part.titled),
                    first,
                    last,
                )
            )
    return tuple(made)


def _read(columns: Sequence[Column]) -> str:
    """The words of columns, with a space where a paragraph ends."""
    full = max((one.foot for one in columns), default=Mm(0.0))
    return "".join(one.text + " " * (one.foot < full * _SHORT) for one in columns)


def _parts(stretches: Sequence[Stretch]) -> Iterator[_Part]:
    """Anchors in reading order, those of one picture together, empty ones left out."""
    made: list[_Part] = []
    for one in sorted(stretches, key=lambda one: (one.begin, one.end)):
        if one.end <= one.begin:
            continue
        name = one.anchor if one.anchor.startswith(_ARTICLE) else _TOGETHER.get(one.anchor)
        if one.anchor == _TITLE:
            made.append(_Part(_TITLE, one.begin, one.end))
        elif one.anchor == _ROLLER and made:
            made[-1] = _joined(made[-1], made[-1].name, one)
        elif name and made and made[-1].name in {name, _TITLE}:
            made[-1] = _joined(made[-1], name, one)
        elif name:
            made.append(_Part(name, one.begin, one.end))
    return iter(made)


def _joined(part: _Part, name: str, more: Stretch) -> _Part:
    titled = part.titled or (part.name == _TITLE and name != _TITLE)
    return _Part(name, part.begin, Mm(max(part.end, more.end)), titled)


def _cut(one: _Part, other: _Part) -> Mm:
    return one.end if one.name == "cover" else Mm((one.end + other.begin) / 2)


def _edges(begin: Mm, end: Mm, columns: Sequence[Column], wanted: int) -> list[Mm]:
    """Where a section is cut into so many pictures of much the same width, at gaps only."""
    gaps = list(pairwise(columns))
    if wanted == 1 or not gaps:
        return [begin, end]
    usual = median(other.begin - one.end for one, other in gaps)
    full = max(one.foot for one in columns)
    free = {
        # A third of the way: ruby, dots and side lines of the next column reach into the gap, and
        # a ruled line stands in its middle.
        Mm(one.end + (other.begin - one.end) / 3): _fresh(one, other, full)
        for one, other in gaps
        if other.begin - one.end > usual / 2
    }
    share = (end - begin) / wanted
    ideal = (begin + share * at for at in range(1, wanted))
    cuts = {_nearest(free, aim, share * _PATIENCE) for aim in ideal}
    return [begin, *sorted(cuts), end]


def _fresh(one: Column, other: Column, full: Mm) -> bool:
    """Whether something new begins with the second of two columns: an item, or a paragraph."""
    if _ITEM.match(other.text):
        return True
    return one.foot < full * _SHORT and not _ITEM.match(one.text)


def _nearest(free: Mapping[Mm, bool], aim: float, patience: float) -> Mm:
    """The gap nearest to `aim`, or one within `patience` before which something ends."""
    fresh = [cut for cut, new in free.items() if new and abs(cut - aim) <= patience]
    return min(fresh or free, key=lambda cut: abs(cut - aim))
