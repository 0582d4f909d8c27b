"""Step 3b: signs become clusters: boxes with an advance, a class and a body.

JLReq 3.1.2: commas, full stops, brackets and middle dots have a body of half an em; a face draws
them in a full em, closing marks in its first half, opening ones in its second, dots in the middle.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from declaration_print.compose.classes import AKI, LATIN, CharClass, classes
from declaration_print.compose.collect import Annotated, Written
from declaration_print.compose.orientation import (
    CELL,
    CELL_TAIL,
    ORIENTATIONS,
    UPRIGHT,
    Oriented,
)
from declaration_print.compose.signs import Signs
from declaration_print.model.setting import Orientation, RubyKind, Setting, Shape, Writing

_FULL_EM = 0.99, 1.01
"""A face whose mark is between these has it in a full em; otherwise the glyph is its own body."""

_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])")
_PERCENT = re.compile(r"(?<=\d)%")
_LEAD = {CharClass.OPENING_BRACKET: 0.5, CharClass.MIDDLE_DOT: 0.25}
_NEVER_EMPHASISED = frozenset(
    {
        CharClass.OPENING_BRACKET,
        CharClass.CLOSING_BRACKET,
        CharClass.FULL_STOP,
        CharClass.COMMA,
        CharClass.WORD_SPACE,
        CharClass.IDEOGRAPHIC_SPACE,
    }
)
"""JLReq 3.3.9."""


@dataclass(frozen=True, slots=True)
class RubyRun:
    """Clusters `first`..`last` (inclusive) with their readings.

    GROUP: one reading for all of them. MONO: one cluster, one reading. JUKUGO: one reading a
    cluster (an empty one for a cluster that has none).
    """

    first: int
    last: int
    kind: RubyKind
    readings: tuple[str, ...]
    other_side: bool = False

    @property
    def reading(self) -> str:
        """All of it."""
        return "".join(self.readings)


@dataclass(frozen=True, slots=True)
class Clusters:
    """The clusters of one stretch without a forced break, in parallel sequences, lengths in ems.

    A body begins `leads[i]` after the beginning of the glyph's own box.
    """

    texts: Sequence[str]
    sources: Sequence[str]
    orientations: Sequence[Orientation]
    advances: Sequence[float]
    classes: Sequence[int]
    leads: Sequence[float]
    bodies: Sequence[float]
    emphasised: Sequence[bool]
    unbroken: tuple[tuple[int, int], ...]  # upright words: first, last (inclusive)
    ruby: tuple[RubyRun, ...]  # by first cluster

    def __len__(self) -> int:
        return len(self.texts)


def stretches(
    signs: Signs, oriented: Oriented, written: Written, setting: Setting, shape: Shape
) -> Iterator[Clusters]:
    """The clusters between forced breaks; a stretch may be empty."""
    first = 0
    for part in signs.text.split("\n"):
        yield _Stretch(
            first, first + len(part), signs, oriented, written, setting, shape
        ).clusters()
        first += len(part) + 1


@dataclass(frozen=True, slots=True)
class _Stretch:
    first: int
    last: int
    signs: Signs
    oriented: Oriented
    written: Written
    setting: Setting
    shape: Shape

    def clusters(self) -> Clusters:
        text = self.signs.text[self.first : self.last]
        codes = self.oriented.codes[self.first : self.last]
        sources = self.signs.sources[self.first : self.last]
        origins = self.signs.origins[self.first : self.last]
        advances = self._advances(text, codes)
        kinds = self._classes(text, codes)
        texts: Sequence[str] = text
        starts: Sequence[int] = range(len(text))
        if 0.0 in advances:
            starts = [at for at in starts if at == 0 or advances[at] or codes[at] == CELL]
            ends = [*starts[1:], len(text)]
            spans = list(zip(starts, ends, strict=True))
            texts = [text[a:b] for a, b in spans]
            sources = ["".join(sources[a:b]) for a, b in spans]
            origins, codes = [origins[at] for at in starts], bytes(codes[at] for at in starts)
            advances, kinds = [advances[at] for at in starts], [kinds[at] for at in starts]
        emphasised = map(self.written.emphasised.__getitem__, origins)
        return Clusters(
            texts=texts,
            sources=sources,
            orientations=[ORIENTATIONS[code] for code in codes],
            advances=advances,
            classes=kinds,
            leads=_leads(kinds, advances),
            bodies=_bodies(kinds, advances),
            emphasised=[
                bool(mark) and kind not in _NEVER_EMPHASISED
                for mark, kind in zip(emphasised, kinds, strict=True)
            ],
            unbroken=tuple(self._unbroken(starts)),
            ruby=tuple(self._ruby(origins)),
        )

    def _advances(self, text: str, codes: bytes) -> list[float]:
        """Each run of one orientation is shaped at once; a tate-chu-yoko cell is one em."""
        advances: list[float] = []
        for code, run in groupby(codes):
            first, length = len(advances), sum(1 for _ in run)
            if code in (CELL, CELL_TAIL):
                advances += [1.0 if code == CELL else 0.0] * length
            else:
                advances += self.shape(text[first : first + length], ORIENTATIONS[code])
        return advances

    def _classes(self, text: str, codes: bytes) -> list[int]:
        kinds: list[int] = list(map(classes(self.setting.kinsoku).__getitem__, text))
        for match in _APOSTROPHE.finditer(text):
            kinds[match.start()] = CharClass.WESTERN
        for match in _PERCENT.finditer(text):
            kinds[match.start()] = CharClass.POSTFIXED_ABBREVIATION
        for at in _between_japanese(text, kinds) if self.setting.japanese else ():
            kinds[at] = CharClass.IDEOGRAPHIC_SPACE
        if self.setting.writing is Writing.VERTICAL:
            return [
                CharClass.TATE_CHU_YOKO
                if code >= CELL
                else CharClass.IDEOGRAPHIC
                if code == UPRIGHT and kind in LATIN and char != " "
                else kind
                for char, code, kind in zip(text, codes, kinds, strict=True)
            ]
        return kinds

    def _unbroken(self, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
        for first, last in self.oriented.unbroken:
            if self.first <= first and last <= self.last:
                begin = bisect_right(starts, first - self.first) - 1
                yield begin, bisect_right(starts, last - self.first - 1) - 1

    def _ruby(self, origins: Sequence[int]) -> Iterator[RubyRun]:
        for annotated in self.written.ruby:
            first = bisect_left(origins, annotated.first)
            last = bisect_left(origins, annotated.last)
            if first < last and origins[first] == annotated.first:
                yield from _runs(annotated, first, last)


def _runs(annotated: Annotated, first: int, last: int) -> Iterator[RubyRun]:
    """Mono ruby where each cluster has its reading, else one group (JLReq 3.3.1)."""
    readings = annotated.readings
    if len(readings) == last - first:
        for at, text in enumerate(readings, first):
            if text:
                yield RubyRun(at, at, RubyKind.MONO, (text,))
    elif any(readings):
        yield RubyRun(first, last - 1, RubyKind.GROUP, ("".join(readings),))


def _between_japanese(text: str, kinds: Sequence[int]) -> Iterator[int]:
    """Spaces between two Japanese characters: fixed, unlike the spaces between Latin words."""
    at = text.find(" ", 1)
    while 0 < at < len(text) - 1:
        if kinds[at - 1] not in LATIN and kinds[at + 1] not in LATIN:
            yield at
        at = text.find(" ", at + 1)


def is_full_em(advance: float) -> bool:
    """Whether a face draws a punctuation mark in a full em, so that half of it is aki."""
    return _FULL_EM[0] < advance < _FULL_EM[1]


def _leads(kinds: Sequence[int], advances: Sequence[float]) -> list[float]:
    return [
        _LEAD[CharClass(kind)] if kind in _LEAD and is_full_em(advance) else 0.0
        for kind, advance in zip(kinds, advances, strict=True)
    ]


def _bodies(kinds: Sequence[int], advances: Sequence[float]) -> list[float]:
    return [
        0.5 if kind in AKI and is_full_em(advance) else advance
        for kind, advance in zip(kinds, advances, strict=True)
    ]
