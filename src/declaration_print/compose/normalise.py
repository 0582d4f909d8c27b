"""Step 2: brackets, punctuation, spaces and figures made fit for Japanese lines, each change kept.

JLReq 2.1.1 and Appendix A (full-width forms in a Japanese context), 3.1.4 (punctuation that meets),
3.2.2 (word spaces), 2.3.2 and 3.2.5 (figures).
"""

import re
from collections.abc import Iterator
from unicodedata import normalize

from declaration_print.compose import figures
from declaration_print.compose.classes import AKI, LATIN, classes
from declaration_print.compose.collect import (
    SOFT_HYPHEN,
    WORD_JOINER,
    ZERO_WIDTH_SPACE,
    Written,
)
from declaration_print.compose.latin import ADDRESS_SIGN
from declaration_print.compose.signs import Edit, Signs
from declaration_print.model.setting import Figures, Kinsoku, Setting, Writing

_CLASSES = classes(Kinsoku.STRICT)
_FULL_WIDTH = {char: chr(ord(char) + 0xFEE0) for char in "():/!?.,"}
_EXCLAMATIONS = re.compile("[!?！？]+")
_IN_ADDRESS = re.compile(rf"{ADDRESS_SIGN}[!-~]*\Z")
_LONGEST_ADDRESS = 300
_AS_THEY_ARE = frozenset({Figures.AS_WRITTEN, Figures.UPRIGHT, Figures.SIDEWAYS})
_IN_VERTICAL_LINES = {"—": "―", "¥": "￥", "£": "￡", "¢": "￠"}
_TO_TURN = re.compile(f"[{''.join(_IN_VERTICAL_LINES)}]")
_MAY_CHANGE = re.compile(
    "[^\u2010-\u2013\u2015-\u2018\u2025\u2026\u3001-\u3098\u309b-\u30ff\u3400-\u9fff\U00020000-\U0003ffff（）「」]"
)
"""Kanji, kana and their marks stay as they are written; every rule below begins at something else."""

_CANDIDATE = re.compile(r"[():/.,]")
_SPACES = re.compile(r"(?:\A|(?<=\n))[^\S\n]+|[^\S\n]+(?=\n|\Z)|[^\S\n\u3000]+")
_BEFORE_DATE_PART = re.compile(r"\d+[月日]")
_MARKED = re.compile(r"\w[\u0300-\u036f\u3099\u309a]+")
_NEAR = 8  # characters: how far a mark looks past spaces for the text it stands in
_LATIN_QUOTES = frozenset("‘’“”")
_LINE_EDGE = frozenset({"", "\n"})
_UNSEEN = frozenset({SOFT_HYPHEN, WORD_JOINER, ZERO_WIDTH_SPACE})


def normalise(written: Written, setting: Setting) -> Signs:
    """The signs to set, with the list of changes. A text in another language stays as written."""
    signs = Signs.of(written)
    if not _MAY_CHANGE.search(signs.text):
        return signs
    if written.breaks.openings or written.breaks.ties or written.breaks.divisions:
        signs = signs.edited(_unseen(signs.text))
    signs = signs.edited(_composed(signs.text))
    if setting.japanese:
        signs = signs.edited(_punctuation(signs.text))
        vertical = setting.writing is Writing.VERTICAL
        signs = signs.edited(_exclamations(signs.text, vertical=vertical))
        signs = signs.edited(_minus(signs.text))
        if vertical:
            signs = signs.edited(_vertical_forms(signs.text))
            signs = signs.edited(_quotation_marks(signs.text))
        if vertical and setting.figures not in _AS_THEY_ARE:
            signs = signs.edited(_narrow_figures(signs.text))
    signs = signs.edited(_spaces(signs.text, japanese=setting.japanese))
    if setting.japanese:
        signs = signs.edited(figures.edits(signs.text, setting))
    return signs


def _unseen(text: str) -> Iterator[Edit]:
    """What only says where a line may end has been noted, and is not set."""
    for at, char in enumerate(text):
        if char in _UNSEEN:
            yield Edit(at, at + 1, (), "")


def _composed(text: str) -> Iterator[Edit]:
    """A letter and its mark as the one character that is both: か with U+3099 is が (UAX #15).

    Only where there is a mark: compatibility ideographs stay the shapes they were chosen for.
    """
    for match in _MARKED.finditer(text):
        composed = normalize("NFC", match.group())
        if len(composed) == 1:
            yield Edit(*match.span(), ((composed, match.group()),), "composition")


def _vertical_forms(text: str) -> Iterator[Edit]:
    """Signs with another character for vertical lines.

    The em dash is one dash with the horizontal bar to JLReq (cl-08), but faces turn only the bar; the
    narrow signs of currency (cl-12, cl-13) lie or stand askew there, the full-width ones stand.
    """
    for match in _TO_TURN.finditer(text):
        at, char = match.start(), match.group()
        reason = "punctuation" if char == "—" else "figures"
        yield Edit(at, at + 1, ((_IN_VERTICAL_LINES[char], char),), reason)


def _is_japanese(char: str) -> bool:
    return char not in _LINE_EDGE and _CLASSES[char] not in LATIN


def _punctuation(text: str) -> Iterator[Edit]:
    """Full-width forms: brackets always, the rest where they touch Japanese."""
    for match in _CANDIDATE.finditer(text):
        at, char = match.start(), match.group()
        if char in "()" or _stands_in_japanese(text, at, char):
            reason = "brackets" if char in "()" else "punctuation"
            yield Edit(at, at + 1, ((_FULL_WIDTH[char], char),), reason)


def _exclamations(text: str, *, vertical: bool) -> Iterator[Edit]:
    """！ and ？ full-width in Japanese; two of them share a cell of a vertical line (JLReq 3.1.6)."""
    for match in _EXCLAMATIONS.finditer(text):
        first, last = match.span()
        beside = (text[first - 1 : first], text[last : last + 1])
        pair = vertical and last - first == 2  # noqa: PLR2004 - a pair
        for at, char in enumerate(match.group(), first):
            full = char if char in "！？" else _FULL_WIDTH[char]
            becomes = chr(ord(full) - 0xFEE0) if pair else full
            if becomes != char and any(map(_is_japanese, beside)):
                yield Edit(at, at + 1, ((becomes, char),), "punctuation")


def _minus(text: str) -> Iterator[Edit]:
    """The hyphen before a figure as the minus sign that it stands for (JLReq 3.7.4)."""
    for match in re.finditer(r"-(?=\d)", text):
        at = match.start()
        before = text[at - 1 : at]
        if not at or before in _LINE_EDGE or (_is_japanese(before) and before not in "〇）"):
            yield Edit(at, at + 1, (("−", "-"),), "figures")


def _quotation_marks(text: str) -> Iterator[Edit]:
    """“ and ” around Japanese belong to horizontal lines; vertical ones have 〝 and 〟 (JLReq 3.1.1)."""
    for match in re.finditer("“([^“”\n]*)”", text):
        if any(map(_is_japanese, match[1])):
            for at, becomes in ((match.start(), "〝"), (match.end() - 1, "〟")):
                yield Edit(at, at + 1, ((becomes, text[at]),), "punctuation")


def _narrow_figures(text: str) -> Iterator[Edit]:
    """Full-width figures as the others, for one policy to set them all."""
    for match in re.finditer("[０-９]", text):
        at, char = match.start(), match.group()
        yield Edit(at, at + 1, ((chr(ord(char) - 0xFEE0), char),), "figures")


def _stands_in_japanese(text: str, at: int, char: str) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if char in ".,":  # 3.14, 1,000, "Co., Ltd." stay
        return _is_japanese(before)
    if _IN_ADDRESS.search(text[max(0, at - _LONGEST_ADDRESS) : at]):
        return False
    words = before.isascii() and before.isalnum() and after.isascii() and not after.isspace()
    if words and after not in "()":  # km/h, and/or, 10:30, https:
        return False
    nearest = (
        text[max(0, at - _NEAR) : at].rstrip(" ")[-1:],
        text[at + 1 : at + _NEAR].lstrip(" ")[:1],
    )
    return any(_is_japanese(char) or char in tuple("()") for char in nearest)


def _spaces(text: str, *, japanese: bool) -> Iterator[Edit]:
    """One space where several were; none at the edges, in dates, and beside a mark with aki."""
    for match in _SPACES.finditer(text):
        first, last = match.span()
        before, after = text[first - 1 : first] if first else "", text[last : last + 1]
        goes = before in _LINE_EDGE or after in _LINE_EDGE
        if japanese and not goes:
            in_date = before in "年月" and _BEFORE_DATE_PART.match(text, last) is not None
            goes = in_date or _has_aki(before) or _has_aki(after)
        yield from _respaced(first, match.group(), "" if goes else " ")


def _respaced(first: int, run: str, becomes: str) -> Iterator[Edit]:
    if run == becomes:
        return
    signs = ((becomes, run),) if becomes else ()
    yield Edit(first, first + len(run), signs, "space")


def _has_aki(char: str) -> bool:
    return (_CLASSES[char] in AKI and char not in _LATIN_QUOTES) or char == "／"
