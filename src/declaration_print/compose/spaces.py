"""Step 4a: the spaces between clusters, and how far each may shrink and grow.

JLReq Appendix B (Table 1), D (Table 3: JLReq's own method) and E (Table 6); 3.2.2 and 3.8.3-4 for
the Western word space: a third of an em, from a quarter to a half; 3.1.9 for the line end.
"""

from dataclasses import dataclass
from itertools import pairwise

from declaration_print.compose import tables
from declaration_print.compose.classes import AKI, CharClass
from declaration_print.compose.clusters import Clusters, is_full_em
from declaration_print.model.setting import Alignment, Setting, Writing

_WORD_SPACE, _WORD_SPACE_LEAST, _WORD_SPACE_MOST = 1 / 3, 1 / 4, 1 / 2
_JAPANESE_SPACE = 0.5
"""A written space between two Japanese words: enough to separate, less than a character."""

_SOLID_AT_END = frozenset({Alignment.CENTRE, Alignment.END, Alignment.SPREAD})
"""Where the eye measures from body to body, no aki stays at the line end."""

_KANJI_DIGITS = frozenset("〇一二三四五六七八九")


@dataclass(slots=True)
class Spaces:
    """One entry a cluster; entry i of the first group is the space between clusters i and i+1.

    Lengths in ems. The ruby step may still widen and stiffen these before lines are chosen.
    """

    natural: list[float]
    shrinks: tuple[list[float], ...]  # stages 1 (word spaces), 4, 5 and 6
    stretches: tuple[list[float], ...]  # stages 1 (word spaces), 2 and 3
    may_grow: list[float]  # 1.0 where stage 4 may add space
    at_end: list[float]  # after cluster i when a line ends with it
    end_release: list[float]  # what goes there, all or nothing (stages 2 and 3)
    head: list[float]  # before cluster i when a line begins with it (its ruby sticks out)
    tail: list[float]  # after cluster i when a line ends with it (its ruby sticks out)
    vanishes: list[bool]  # cluster i leaves no space at a line edge (Table 1, note 13)

    def stiffen(self, gap: int) -> None:
        """Let one space neither shrink nor grow (an inseparable pair, JLReq 3.1.11)."""
        for amounts in (*self.shrinks, *self.stretches, self.may_grow):
            amounts[gap] = 0.0


def spaces(clusters: Clusters, setting: Setting) -> Spaces:
    """The space after each cluster; the last one's entry is 0."""
    table, kinds = tables.spacing(), clusters.classes
    pairs = [a * tables.WIDTH + b for a, b in pairwise(kinds)]

    def gaps(flat: tuple[float, ...]) -> list[float]:
        return [*map(flat.__getitem__, pairs), 0.0]

    solid_end = setting.alignment in _SOLID_AT_END
    zeros = [0.0] * len(kinds)
    made = Spaces(
        natural=gaps(table.natural),
        shrinks=(zeros.copy(), gaps(table.shrink4), gaps(table.shrink5), gaps(table.shrink6)),
        stretches=(zeros.copy(), gaps(table.stretch2), gaps(table.stretch3)),
        may_grow=gaps(table.may_grow),
        at_end=zeros.copy() if solid_end else [table.at_end[kind] for kind in kinds],
        end_release=zeros.copy() if solid_end else [table.end_release[kind] for kind in kinds],
        head=zeros.copy(),
        tail=zeros.copy(),
        vanishes=[False] * len(kinds),
    )
    _exceptions(made, clusters, setting)
    if setting.letter_spacing:
        for gap in range(len(kinds) - 1):
            made.natural[gap] += setting.letter_spacing
    return made


def _exceptions(made: Spaces, clusters: Clusters, setting: Setting) -> None:
    """What the tables cannot know: word spaces, marks without aki, repeated marks, decimals."""
    for at, kind in enumerate(clusters.classes):
        if kind in AKI:
            if not is_full_em(clusters.advances[at]):
                _take_from_the_aki(made, clusters, at)
            if kind == CharClass.MIDDLE_DOT and _is_decimal(clusters, at, setting):
                _set_solid(made, at)
        elif kind == CharClass.WORD_SPACE:
            _word_space(made, clusters, at, setting)
        elif kind == CharClass.IDEOGRAPHIC_SPACE:
            _ideographic_space(made, clusters, at)
        elif kind == CharClass.INSEPARABLE and _is_doubled(clusters, at):
            made.stiffen(at)  # Table 6, note 4: one long dash, one row of dots


def _is_doubled(clusters: Clusters, at: int) -> bool:
    return at + 1 < len(clusters) and clusters.texts[at] == clusters.texts[at + 1]


def _word_space(made: Spaces, clusters: Clusters, at: int, setting: Setting) -> None:
    """A third of an em in Japanese text; in another language as wide as the face has it."""
    face = clusters.advances[at]
    natural = _WORD_SPACE if setting.japanese else face
    made.natural[at] += natural - face
    made.shrinks[0][at] = max(0.0, natural - _WORD_SPACE_LEAST)
    made.stretches[0][at] = max(0.0, _WORD_SPACE_MOST - natural)
    made.vanishes[at] = True


def _ideographic_space(made: Spaces, clusters: Clusters, at: int) -> None:
    if clusters.texts[at] == " ":
        made.natural[at] += _JAPANESE_SPACE - clusters.advances[at]
        made.vanishes[at] = True
    elif at and clusters.classes[at - 1] == CharClass.DIVIDING_PUNCTUATION:
        made.vanishes[at] = True  # the em after a sentence's ！ or ？ (3.1.6 b)


def _take_from_the_aki(made: Spaces, clusters: Clusters, at: int) -> None:
    """A mark wider or narrower than its half em: mark and aki make one em at most."""
    left = max(0.0, 1.0 - clusters.advances[at])
    gaps = {
        CharClass.OPENING_BRACKET: (at - 1,),
        CharClass.MIDDLE_DOT: (at - 1, at),
    }.get(CharClass(clusters.classes[at]), (at,))
    most = left / len(gaps)
    for gap in gaps:
        if gap >= 0:
            for amounts in (made.natural, *made.shrinks):
                amounts[gap] = min(amounts[gap], most)
    made.at_end[at] = min(made.at_end[at], most)
    made.end_release[at] = min(made.end_release[at], left)


def _is_decimal(clusters: Clusters, at: int, setting: Setting) -> bool:
    """A middle dot as decimal point: 三・五 in vertical lines (JLReq 3.1.3), or a point (3.2.4)."""
    if clusters.sources[at] == ".":
        return True
    if setting.writing is Writing.HORIZONTAL:
        return False
    beside = (*clusters.texts[max(at - 1, 0) : at], *clusters.texts[at + 1 : at + 2])
    return len(beside) == 2 and _KANJI_DIGITS.issuperset(beside)  # noqa: PLR2004 - both sides


def _set_solid(made: Spaces, at: int) -> None:
    for gap in (at - 1, at):
        made.natural[gap] = 0.0
        made.stiffen(gap)
