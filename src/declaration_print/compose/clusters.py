"""Step 3c: signs become clusters, each with an advance, a class and a body.

JLReq Appendix A (classes), 3.1.3 (marks among figures), 3.2.6 (where words divide), 3.3.9 (what is
never emphasised).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from declaration_print.compose.annotations import annotated
from declaration_print.compose.boxes import Block, Clusters, bodies, leads
from declaration_print.compose.classes import LATIN, CharClass, classes
from declaration_print.compose.collect import Stretch, Written
from declaration_print.compose.latin import hyphen_points, reclassed
from declaration_print.compose.orientation import (
    CELL,
    CELL_TAIL,
    ORIENTATIONS,
    SIDEWAYS,
    UPRIGHT,
    Oriented,
)
from declaration_print.compose.readings import Reading, measured
from declaration_print.compose.signs import Signs
from declaration_print.model.setting import Setting, Shape, Writing

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

_CODE = 3
_LOOK = {(code, latin): code + 4 * latin for code in range(4) for latin in (False, True)}
"""Orientation and face of a sign in one byte."""

_DIGITS = "〇一二三四五六七八九"
_AMONG_DIGITS = re.compile(f"(?<=[{_DIGITS}])[、・](?=[{_DIGITS}])")


def stretches(  # noqa: PLR0913, PLR0917 - what the steps before have made
    signs: Signs,
    oriented: Oriented,
    written: Written,
    setting: Setting,
    shapes: tuple[Shape, Shape | None],
    blocks: Mapping[int, Block],
) -> Iterator[Clusters]:
    """The clusters between forced breaks; a stretch may be empty.

    `shapes` are the Japanese face's and, when the style has a pair, the Latin face's; `blocks` the
    furiwake by their place in what was written.
    """
    first = 0
    for part in signs.text.split("\n"):
        stretch = _Stretch(first, first + len(part), signs, oriented, written, setting, shapes)
        yield stretch.clusters(blocks)
        first += len(part) + 1


@dataclass(frozen=True, slots=True)
class _Stretch:
    first: int
    last: int
    signs: Signs
    oriented: Oriented
    written: Written
    setting: Setting
    shapes: tuple[Shape, Shape | None]

    def clusters(self, blocks: Mapping[int, Block]) -> Clusters:
        text = self.signs.text[self.first : self.last]
        codes = self.oriented.codes[self.first : self.last]
        sources = self.signs.sources[self.first : self.last]
        origins = self.signs.origins[self.first : self.last]
        kinds: list[int] = list(map(classes(self.setting.kinsoku).__getitem__, text))
        together = list(reclassed(text, kinds, self.setting.kinsoku))
        latin = self._latin(text, codes, kinds)
        advances = self._advances(text, codes, latin)
        kinds = self._in_context(text, codes, kinds)
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
            latin = [latin[at] for at in starts]
        emphasised, lined = self.written.emphasised, self.written.lined
        count = len(texts)
        made = Clusters(
            texts=texts,
            sources=sources,
            orientations=[ORIENTATIONS[code] for code in codes],
            advances=advances,
            classes=kinds,
            leads=leads(kinds, advances),
            bodies=bodies(kinds, advances),
            emphasised=[
                bool(emphasised[at]) and kind not in _NEVER_EMPHASISED
                for at, kind in zip(origins, kinds, strict=True)
            ]
            if 1 in emphasised
            else [False] * count,
            lined=[bool(lined[at]) for at in origins] if 1 in lined else [False] * count,
            latin=latin,
            sizes=[1.0] * count,
            shifts=[0.0] * count,
            unbroken=tuple(self._unbroken(starts, together)),
            solid=frozenset(self._solid(texts, sources)),
            hyphens=self._hyphens(texts, origins, kinds, latin, codes),
        )
        return annotated(made, self.written, self.setting, origins, blocks, self._reading)

    def _reading(self, text: str) -> Reading:
        """A reading; its Latin words are set in the Latin face of a pair, as those of the text."""
        japanese, western = self.shapes
        lies = SIDEWAYS if self.setting.writing is Writing.VERTICAL else UPRIGHT
        return measured(text, western or japanese, ORIENTATIONS[lies])

    def _latin(self, text: str, codes: bytes, kinds: Sequence[int]) -> list[bool]:
        """What the Latin face of a pair sets: all Latin signs that do not stand one a cell."""
        if self.shapes[1] is None:
            return [False] * len(text)
        down = self.setting.writing is Writing.VERTICAL
        spaced = self._spaces_of_japanese(text, kinds)
        return [
            kind in LATIN and not (down and code == UPRIGHT) and at not in spaced
            for at, (kind, code) in enumerate(zip(kinds, codes, strict=True))
        ]

    def _advances(self, text: str, codes: bytes, latin: Sequence[bool]) -> list[float]:
        """Each run of one orientation is shaped at once; a tate-chu-yoko cell is one em."""
        japanese, western = self.shapes
        advances: list[float] = []
        looks = bytes(map(_LOOK.__getitem__, zip(codes, latin, strict=True))) if western else codes
        for look, run in groupby(looks):
            code = look & _CODE
            first, length = len(advances), len(bytes(run))
            if code in (CELL, CELL_TAIL):
                advances += [1.0 if code == CELL else 0.0] * length
            else:
                shape = western if look != code and western is not None else japanese
                advances += shape(text[first : first + length], ORIENTATIONS[code])
        return advances

    def _in_context(self, text: str, codes: bytes, kinds: list[int]) -> list[int]:
        for at in self._spaces_of_japanese(text, kinds):
            kinds[at] = CharClass.IDEOGRAPHIC_SPACE
        special = CELL in codes or not LATIN.isdisjoint(kinds)
        if self.setting.writing is Writing.VERTICAL and special:
            return [
                (CharClass.DIVIDING_PUNCTUATION if char in "!?" else CharClass.TATE_CHU_YOKO)
                if code >= CELL
                else CharClass.IDEOGRAPHIC
                if code == UPRIGHT and kind in LATIN and char != " "
                else kind
                for char, code, kind in zip(text, codes, kinds, strict=True)
            ]
        return kinds

    def _spaces_of_japanese(self, text: str, kinds: Sequence[int]) -> frozenset[int]:
        """Spaces between two Japanese characters: fixed, unlike the spaces between Latin words."""
        if not self.setting.japanese or " " not in text:
            return frozenset()
        return frozenset(
            at
            for at in range(1, len(text) - 1)
            if text[at] == " " and kinds[at - 1] not in LATIN and kinds[at + 1] not in LATIN
        )

    def _unbroken(
        self, starts: Sequence[int], together: list[Stretch]
    ) -> Iterator[tuple[int, int]]:
        for first, last in (
            *((first - self.first, last - self.first) for first, last in self.oriented.unbroken),
            *together,
        ):
            if first >= 0 and last <= self.last - self.first:
                begin = bisect_right(starts, first) - 1
                yield begin, bisect_right(starts, last - 1) - 1

    def _solid(self, texts: Sequence[str], sources: Sequence[str]) -> Iterator[int]:
        """三・五 and 二、三日 in vertical lines (3.1.3), a decimal point anywhere (3.2.4).

        A comma after the first figure of a paragraph is that of a list number.
        """
        vertical = self.setting.writing is Writing.VERTICAL
        joined = "".join(text[0] for text in texts) if vertical else ""
        if vertical:
            for match in _AMONG_DIGITS.finditer(joined):
                at = match.start()
                if at > 1 or self.first or joined[at] == "・":
                    yield at
        yield from (at for at, source in enumerate(sources) if source == "." and texts[at] == "・")

    def _hyphens(
        self,
        texts: Sequence[str],
        origins: Sequence[int],
        kinds: Sequence[int],
        latin: Sequence[bool],
        codes: bytes,
    ) -> dict[int, float]:
        """Where a hyphen may be put in between two letters, and how long it is."""
        points = [bisect_left(origins, place) - 1 for place in self.written.breaks.divisions]
        if self.setting.hyphenation is not None:
            initials = texts if isinstance(texts, str) else "".join(text[0] for text in texts)
            points += hyphen_points(initials, self.setting.hyphenation)
        found: dict[int, float] = {}
        vertical = self.setting.writing is Writing.VERTICAL
        for at in points:
            letters = at >= 0 and set(kinds[at : at + 2]) == {CharClass.WESTERN}
            inside = letters and at < len(texts) - 1
            if inside and not (vertical and codes[at] != SIDEWAYS):
                shape = self.shapes[1] if latin[at] and self.shapes[1] else self.shapes[0]
                (found[at],) = shape("-", ORIENTATIONS[codes[at]])
        return found
