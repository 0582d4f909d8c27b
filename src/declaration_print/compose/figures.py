"""Western figures in Japanese text: which are figures, and what a policy makes of them.

JLReq 2.3.2 (figures in vertical lines), 3.1.3 (decimal middle dot), 3.2.4 and 3.2.5.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from declaration_print.compose.latin import UNIT
from declaration_print.compose.signs import Edit
from declaration_print.model.setting import Acronyms, Figures, Setting, Writing

_KANJI = "〇一二三四五六七八九"
_TENS = (("千", 1000), ("百", 100), ("十", 10))
_MYRIADS = (("兆", 10**12), ("億", 10**8), ("万", 10**4), ("", 1))
_MYRIAD = 10**4
_MOST_DIGITS = 16  # 9999兆9999億9999万9999
_YEAR_DIGITS = 4
_CELL_DIGITS = 2
_CELL_POLICIES = frozenset({Figures.TATE_CHU_YOKO, Figures.UPRIGHT})
_KANJI_POLICIES = frozenset({Figures.KANJI_POSITIONAL, Figures.KANJI_CLASSICAL})

# A phrase is Latin words with single spaces between them; its figures belong to it (iPhone 15 Pro).
_LETTERS = "A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ"
_WORD = rf"[0-9{_LETTERS}$#@&][!-'*-~{_LETTERS}’‐‑]*"
_PHRASE = re.compile(rf"{_WORD}(?: {_WORD})*")
_FIGURE = re.compile(r"(\d{1,3}(?:([, ])\d{3})(?:\2\d{3})*|\d+)(\.\d+)?(%?)")
_SPACED = r"\d{1,3}(?: \d{3})+(?!\d)(?:\.\d+)?%?"  # 1 234 567: the spaces mark the thousands
_SEPARATORS = re.compile("[, ]")
_ACRONYM = re.compile(r"(?=[0-9&]*[A-Z])[A-Z0-9&]{1,5}[!?.,:;]*")
_MEASURED = re.compile(rf"[\d.,]+{UNIT}[!?.,:;]*")  # 1MW lies as 10 kW does
_ENDS_OF_WORDS = ".,:;!?"

_COUNTER = re.compile(
    r"[年月日時分秒人名社校件回台本冊枚個円%％割倍歳才条位点度号周代つ万億兆千百以未程余数かカケヶ都道県府市区町村団分機地拠項事]"
)
"""What a number counts; a number before anything else belongs to the word before it (JIS X 4051)."""

_YEAR_AHEAD = re.compile(r"(?:[～〜~–\-・、／/]\d{4})*(?:年|[（(][^（）()]{1,8}[）)]年)")
_ERA_BEHIND = ("西暦", "紀元")
_CODE_BEHIND = ("内線", "電話", "番号", "〒")
_CURRENCY = frozenset("￥＄￡€")


@dataclass(frozen=True, slots=True)
class Latin:
    """A stretch of Latin text: `upright` when its letters stand one a cell."""

    first: int
    last: int
    upright: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A western number that the figure policy decides about: `3,500.25%`."""

    first: int
    last: int
    whole: str
    fraction: str  # with its point, or empty
    percent: str  # "%" or empty


def runs(text: str, setting: Setting) -> Iterator[Latin | Figure]:
    """The Latin phrases and the figures of a text."""
    for match in _PHRASE.finditer(text):
        words = _words(match)
        lettered = [any(char.isalpha() for char in word) for _, word in words]
        stands_apart = not any(lettered) or _is_counted(text, match)
        while stands_apart and words and not lettered[-1]:
            lettered.pop()
            first, word = words.pop()
            figure = _FIGURE.match(word)
            bracketed = _is_area_code(text, first, first + len(word))
            if figure and not word[figure.end() :].strip(_ENDS_OF_WORDS) and not bracketed:
                whole, _, fraction, percent = (part or "" for part in figure.groups())
                yield Figure(first, first + figure.end(), whole, fraction, percent)
            else:  # 10:30, 022-237-5211: read as one sign, set as one word
                yield Latin(first, first + len(word), upright=False)
        if words:
            acronyms = all(
                _ACRONYM.fullmatch(word) and not _MEASURED.fullmatch(word) for _, word in words
            )
            upright = acronyms and setting.acronyms is Acronyms.UPRIGHT
            last_first, last_word = words[-1]
            yield Latin(words[0][0], last_first + len(last_word), upright)


def _words(match: re.Match[str]) -> list[tuple[int, str]]:
    return [
        (match.start() + word.start(), word.group())
        for word in re.finditer(rf"(?<![0-9]){_SPACED}|[^ ]+", match.group())
    ]


def _is_counted(text: str, match: re.Match[str]) -> bool:
    """Whether the number that ends a phrase counts something: TAP 3名, but Windows 11と."""
    return _COUNTER.match(text, match.end()) is not None


def _is_area_code(text: str, first: int, last: int) -> bool:
    """（022）237-5211: a number in brackets with another directly behind."""
    return text[first - 1 : first] in tuple("（(") and bool(
        re.match(r"[）)]\d+-\d", text[last : last + 12])
    )


def in_cells(figure: Figure, setting: Setting) -> bool:
    """Whether the policy stands this figure upright in a vertical line."""
    vertical = setting.writing is Writing.VERTICAL
    return vertical and setting.figures in _CELL_POLICIES and figure.whole.isdigit()


def is_one_cell(figure: Figure, setting: Setting) -> bool:
    """Whether the figure is set in tate-chu-yoko: two digits side by side (JLReq 3.2.5)."""
    one_cell = setting.figures is Figures.TATE_CHU_YOKO and not figure.fraction
    return one_cell and len(figure.whole) == _CELL_DIGITS and in_cells(figure, setting)


def edits(text: str, setting: Setting) -> Iterator[Edit]:
    """What the policy changes: figures into kanji, or points and percent signs to suit a cell."""
    if setting.figures in _KANJI_POLICIES or setting.writing is Writing.VERTICAL:
        for run in runs(text, setting):
            if isinstance(run, Figure):
                yield from _figure(text, run, setting)


def _figure(text: str, figure: Figure, setting: Setting) -> Iterator[Edit]:
    end_of_whole = figure.first + len(figure.whole)
    end_of_fraction = end_of_whole + len(figure.fraction)
    kanji = setting.figures in _KANJI_POLICIES
    if kanji:
        policy = setting.figures
        if _is_a_code(text, figure) or _is_year(text, figure):
            policy = Figures.KANJI_POSITIONAL
        signs = (*_whole(figure.whole, policy), *_fraction(figure.fraction))
        yield Edit(figure.first, end_of_fraction, signs, "figures")
    elif figure.fraction and in_cells(figure, setting):
        yield Edit(end_of_whole, end_of_whole + 1, (("・", "."),), "figures")
    if figure.percent and (kanji or in_cells(figure, setting)):
        yield Edit(end_of_fraction, figure.last, (("％", "%"),), "figures")


def _fraction(fraction: str) -> tuple[tuple[str, str], ...]:
    return tuple(("・" if char == "." else _KANJI[int(char)], char) for char in fraction)


def _is_year(text: str, figure: Figure) -> bool:
    """2024年, 2024～2025年度, 西暦2024, 2024(令和6)年."""
    if len(figure.whole) != _YEAR_DIGITS or figure.fraction:
        return False
    ahead = _YEAR_AHEAD.match(text, figure.last)
    return ahead is not None or text[: figure.first].endswith(_ERA_BEHIND)


def _is_a_code(text: str, figure: Figure) -> bool:
    """A number that is told figure by figure, or that a sign of currency stands before."""
    before = text[: figure.first]
    return before.endswith(_CODE_BEHIND) or before[-1:] in _CURRENCY


def _whole(whole: str, policy: Figures) -> tuple[tuple[str, str], ...]:
    digits = _SEPARATORS.sub("", whole)
    if policy is Figures.KANJI_POSITIONAL or not _reads_classically(whole, digits):
        if len(digits) > _YEAR_DIGITS:  # 一、二三四、五六七 (3.1.3)
            whole = whole.replace(",", "、")
        pieces = re.findall(r"、|\d[, ]?", whole)
        return tuple(
            ("、", ",") if piece == "、" else (_KANJI[int(piece[0])], piece) for piece in pieces
        )
    kanji = kanji_classical(int(digits))
    return ((kanji[0], whole), *((char, "") for char in kanji[1:]))


def _reads_classically(whole: str, digits: str) -> bool:
    """Long numbers without marks between their thousands are codes and stay positional, as 007 does."""
    if digits[0] == "0" or len(digits) > _MOST_DIGITS:
        return False
    return len(digits) <= _YEAR_DIGITS or whole != digits or int(digits) % _MYRIAD == 0


def kanji_classical(number: int) -> str:
    """A number in kanji with its place signs: 21 二十一, 1000 千, 12000 一万二千."""
    kanji = ""
    for sign, unit in _MYRIADS:
        group = number // unit % _MYRIAD
        if group:
            kanji += _group(group, say_one_thousand=bool(sign)) + sign
    return kanji or "〇"


def _group(group: int, *, say_one_thousand: bool) -> str:
    kanji = ""
    for sign, unit in _TENS:
        digit = group // unit % 10
        silent = digit == 1 and not (say_one_thousand and sign == "千")
        kanji += ("" if silent else _KANJI[digit]) + sign if digit else ""
    return kanji + (_KANJI[group % 10] if group % 10 else "")
