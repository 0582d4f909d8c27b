"""JLReq Appendix A: the class of a character; UAX #50: how it stands in a vertical line."""

import unicodedata
from bisect import bisect_right
from enum import IntEnum
from functools import cache

from declaration_print.compose import tables
from declaration_print.model.setting import Kinsoku


class CharClass(IntEnum):
    """JLReq's character classes, under JLReq's numbers."""

    OPENING_BRACKET = 1
    CLOSING_BRACKET = 2
    HYPHEN = 3
    DIVIDING_PUNCTUATION = 4
    MIDDLE_DOT = 5
    FULL_STOP = 6
    COMMA = 7
    INSEPARABLE = 8
    ITERATION_MARK = 9
    PROLONGED_SOUND_MARK = 10
    SMALL_KANA = 11
    PREFIXED_ABBREVIATION = 12
    POSTFIXED_ABBREVIATION = 13
    IDEOGRAPHIC_SPACE = 14
    HIRAGANA = 15
    KATAKANA = 16
    MATH_SYMBOL = 17
    MATH_OPERATOR = 18
    IDEOGRAPHIC = 19
    REFERENCE_MARK = 20
    ORNAMENTED = 21
    RUBY_COMPLEX = 22
    JUKUGO_COMPLEX = 23
    GROUPED_NUMERAL = 24
    UNIT_SYMBOL = 25
    WORD_SPACE = 26
    WESTERN = 27
    WARICHU_OPENING = 28
    WARICHU_CLOSING = 29
    TATE_CHU_YOKO = 30


AKI = frozenset(
    {
        CharClass.OPENING_BRACKET,
        CharClass.CLOSING_BRACKET,
        CharClass.MIDDLE_DOT,
        CharClass.FULL_STOP,
        CharClass.COMMA,
    }
)
"""Half-em bodies that look full-width by the space Table 1 gives them (3.1.2)."""

LATIN = frozenset(
    {
        CharClass.GROUPED_NUMERAL,
        CharClass.UNIT_SYMBOL,
        CharClass.WORD_SPACE,
        CharClass.WESTERN,
    }
)
"""What becomes as an ideographic character when it stands upright in a cell (3.2.4)."""

_KANA_BY_HABIT = frozenset({CharClass.PROLONGED_SOUND_MARK, CharClass.SMALL_KANA})

_UPRIGHT_BY_HABIT = "—―…‥"
"""UAX #50 turns them, Japanese faces have vertical forms of them, and Japanese readers expect those."""


@cache
def _upright_ranges() -> tuple[list[int], list[int]]:
    pairs = [(int(first, 16), int(last, 16)) for first, last in tables.rows("upright.tsv")]
    return [first for first, _ in pairs], [last for _, last in pairs]


def stands_upright(char: str) -> bool:
    """Whether a character stands upright in a vertical line (UAX #50: U, Tu or Tr)."""
    firsts, lasts = _upright_ranges()
    at = bisect_right(firsts, ord(char)) - 1
    return char in _UPRIGHT_BY_HABIT or (at >= 0 and ord(char) <= lasts[at])


class _Turned(dict[str, int]):
    """1 for a character that lies sideways in a vertical line, else 0; filled as asked."""

    def __missing__(self, char: str) -> int:
        self[char] = turned = int(not stands_upright(char))
        return turned


class _Classes(dict[str, CharClass]):
    """The class of each character, filled as asked."""

    def __init__(self, kinsoku: Kinsoku) -> None:
        super().__init__()
        self._kinsoku = kinsoku
        for name, _, members in tables.rows("classes.tsv"):
            for member in members.split():
                char = chr(int(member, 16))
                self[char] = self._relaxed(char, CharClass(int(name[3:])))

    def __missing__(self, char: str) -> CharClass:
        self[char] = found = _by_unicode(char)
        return found

    def _relaxed(self, char: str, listed: CharClass) -> CharClass:
        """A character that may start a line belongs to its script's class (Table 2, notes 1-3, 9)."""
        if self._kinsoku is Kinsoku.STRICT:
            return listed
        if listed in _KANA_BY_HABIT or char == "々":
            return _script(char)
        if char == "％" and self._kinsoku is not Kinsoku.NORMAL:
            return CharClass.IDEOGRAPHIC
        return listed


def _script(char: str) -> CharClass:
    if "\u3041" <= char <= "\u309f":
        return CharClass.HIRAGANA
    if "\u30a0" <= char <= "\u30ff" or "\u31f0" <= char <= "\u31ff" or "\uff66" <= char <= "\uff9f":
        return CharClass.KATAKANA
    return CharClass.IDEOGRAPHIC


def _by_unicode(char: str) -> CharClass:
    """The class of a character that Appendix A does not list, by its Unicode properties."""
    if char.isspace():
        return CharClass.WORD_SPACE
    if char.isascii():
        return CharClass.GROUPED_NUMERAL if char.isdigit() else CharClass.WESTERN
    if stands_upright(char) or _script(char) is not CharClass.IDEOGRAPHIC:
        return _script(char)
    if unicodedata.category(char)[0] in "PS" and unicodedata.east_asian_width(char) in "AWF":
        return CharClass.IDEOGRAPHIC  # an arrow, a star: an em square in a Japanese face
    return CharClass.WESTERN


@cache
def classes(kinsoku: Kinsoku) -> dict[str, CharClass]:
    """Appendix A as a mapping that knows every character; kinsoku decides about small kana."""
    return _Classes(kinsoku)


@cache
def turned() -> dict[str, int]:
    """UAX #50 as a mapping: 1 where a character lies sideways in a vertical line, else 0."""
    return _Turned()
