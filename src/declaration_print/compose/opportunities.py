"""Step 4b: where a line may end.

JLReq Appendix C (Table 2 with its notes and its addendum), 3.1.7 and 3.1.8 (kinsoku), 3.1.10
(unbreakable runs), 3.2.6 (hyphenation); UAX #14 for the characters that only speak of breaks.
"""

from itertools import pairwise
from typing import NamedTuple

from declaration_print.compose import tables
from declaration_print.compose.boxes import Clusters
from declaration_print.compose.classes import CharClass
from declaration_print.compose.latin import PHRASE_BREAKS, address_breaks
from declaration_print.compose.spaces import Spaces, is_doubled
from declaration_print.model.setting import Kinsoku, RubyKind

_LOOSE_PAIRS = frozenset({"……", "‥‥"})
_OPENING = frozenset({CharClass.OPENING_BRACKET, CharClass.WARICHU_OPENING})
_NOT_AT_THE_HEAD = frozenset(
    {
        CharClass.CLOSING_BRACKET,
        CharClass.HYPHEN,
        CharClass.DIVIDING_PUNCTUATION,
        CharClass.MIDDLE_DOT,
        CharClass.FULL_STOP,
        CharClass.COMMA,
        CharClass.ITERATION_MARK,
        CharClass.PROLONGED_SOUND_MARK,
        CharClass.SMALL_KANA,
        CharClass.WARICHU_CLOSING,
    }
)
"""JLReq 3.1.7."""


class Opportunities(NamedTuple):
    """Whether a line may end after cluster i; always after the last.

    `in_need`: where it may when what should stay together is longer than a line.
    """

    ends: list[bool]
    in_need: list[bool]


def opportunities(clusters: Clusters, spaces: Spaces, kinsoku: Kinsoku) -> Opportunities:
    """Where lines may end, by Table 2 and by what belongs together."""
    kinds, table = clusters.classes, tables.may_break(kinsoku)
    allowed = [table[a * tables.WIDTH + b] for a, b in pairwise(kinds)]
    ends = [
        bool(may) if may != tables.SAME else not is_doubled(clusters, at)
        for at, may in enumerate(allowed)
    ]
    ends.append(True)
    if kinsoku is Kinsoku.LOOSE:
        _relax(clusters, ends)
    _inside_words(clusters, ends)
    in_need = ends.copy()
    for first, last in clusters.unbroken:
        ends[first:last] = [False] * (last - first)
    for at in clusters.free:
        ends[at] = kinds[at] not in _OPENING and kinds[at + 1] not in _NOT_AT_THE_HEAD
    for run in clusters.ruby:
        if run.kind is not RubyKind.JUKUGO:
            ends[run.first : run.last] = [False] * (run.last - run.first)
    for first, last in (*clusters.complexes, *((a, b) for a, b, _ in clusters.jidori)):
        ends[first:last] = [False] * (last - first)
    for at in clusters.tied:
        ends[at] = False
    for at, vanishes in enumerate(spaces.vanishes):
        if vanishes and at:
            ends[at - 1] = False  # the line ends after the space, which leaves nothing behind
    return Opportunities(ends, in_need)


def _relax(clusters: Clusters, ends: list[bool]) -> None:
    """What the loose level lets pass beyond whole classes: ・ and the halves of two leaders."""
    for at, (one, other) in enumerate(pairwise(clusters.texts)):
        opens = clusters.classes[at] in _OPENING
        if (other == "・" and not opens) or one + other in _LOOSE_PAIRS:
            ends[at] = True


def _inside_words(clusters: Clusters, ends: list[bool]) -> None:
    """Position in the text is position among clusters only where each cluster is a character."""
    for at in clusters.hyphens:
        ends[at] = True
    if CharClass.WESTERN in clusters.classes:
        initials = "".join(text[0] for text in clusters.texts)
        for match in PHRASE_BREAKS.finditer(initials):
            ends[match.start() - 1] = True
        for at in address_breaks(initials):
            ends[at] = True
