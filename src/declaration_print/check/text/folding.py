"""Characters that print as the same declared character, and the ways a figure may be written.

Only what setting Japanese changes by rule is folded (full-width and half-width forms of
punctuation, figures and Latin letters, dashes of one class, a letter and its mark as one character
or two), and what makers of PDFs write for the shape they drew: Kangxi radicals, vertical forms of
marks, Latin ligatures. `…` is not `・・・`, and a compatibility ideograph is a shape of its own.
"""

import re
import unicodedata

_FULL_WIDTH = range(0xFF01, 0xFF5F)  # ！ to ～, each 0xFEE0 above its ASCII form
_HALF_WIDTH_PUNCTUATION = dict(zip("｡｢｣､･", "。「」、・", strict=True))
_RADICALS = (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6))

# Radicals that Unicode does not decompose but for two (its EquivalentUnifiedIdeograph.txt); those
# of which fonts have the one glyph for radical and character alike.
_RADICALS_OF_CHARACTERS = dict(
    zip(
        "⺄⺈⺊⺎⺒⺓⺛⺜⺝⺠⺧⺩⺪⺫⺬⺶⺻⺽⻁⻄⻆⻑⻗⻘⻝⻣⻤⻨⻩⻫⻭⻯⻱⻲",
        "乙刀卜兀巳幺旡日月民牛王疋目示羊聿臼虎西角長雨青食骨鬼麦黄斉歯竜龜亀",
        strict=True,
    )
)

_VERTICAL_FORMS = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︰︱︲︳︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
        ",、。:;!?〖〗…‥―–_(){}〔〕【】《》〈〉「」『』[]",
        strict=True,
    )
)
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}

FOLDING: dict[int, str] = {
    **{code: chr(code - 0xFEE0) for code in _FULL_WIDTH},
    **{
        code: folded
        for code in _RADICALS
        if len(folded := unicodedata.normalize("NFKC", chr(code))) == 1
    },
    **{ord(radical): character for radical, character in _RADICALS_OF_CHARACTERS.items()},
    **{ord(half): full for half, full in _HALF_WIDTH_PUNCTUATION.items()},
    **{ord(vertical): usual for vertical, usual in _VERTICAL_FORMS.items()},
    **_LIGATURES,
    ord("～"): "〜",  # the brush face has only this one; JLReq: one wave dash
    ord("—"): "―",  # JLReq cl-08, inseparable characters: one dash, two code points
    ord("ｰ"): "ー",
    ord("￥"): "¥",
    ord("−"): "-",
    ord("〝"): "“",
    ord("〟"): "”",
    ord("￡"): "£",
    ord("￠"): "¢",
}
_INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]")
_MARKED = re.compile("\\w[\u0300-\u036f\u3099\u309a]+")

NUMBER = re.compile(r"[0-9]+(?:[,.][0-9]+)*")
DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_MYRIADS = ("", "万", "億", "兆")
CLASSICAL_DIGITS = 16


def fold(text: str) -> str:
    """A text without white space and invisible characters, each character folded."""
    composed = _MARKED.sub(lambda marked: unicodedata.normalize("NFC", marked.group()), text)
    return _INVISIBLE.sub("", composed.translate(FOLDING))


def figure_forms(number: str) -> tuple[str, ...]:
    """A folded number as western figures, positional kanji and classical kanji (JLReq 3.2.5).

    2024 → 2024, 二〇二四, 二千二十四; 1,000 → 1,000, 1000, 一〇〇〇, 一、〇〇〇, 千; 3.5 → 3.5, 三・五.
    """
    plain = number.replace(",", "")
    whole, point, decimals = plain.partition(".")
    tail = f"・{_positional(decimals)}" if point else ""
    forms = [number, plain, _positional(whole) + tail]
    if "," in number and not point:
        forms.append("、".join(_positional(group) for group in number.split(",")))
    if whole.isdigit() and not whole.startswith("0") and len(whole) <= CLASSICAL_DIGITS:
        forms.append(_classical(int(whole)) + tail)
    return tuple(dict.fromkeys(forms))


def _positional(digits: str) -> str:
    return "".join(DIGITS[int(digit)] if digit.isdigit() else digit for digit in digits)


def _classical(number: int) -> str:
    groups = []
    for myriad in _MYRIADS:
        number, group = divmod(number, 10_000)
        if group:
            groups.append(_below_ten_thousand(group, one_thousand=bool(myriad)) + myriad)
    return "".join(reversed(groups))


def _below_ten_thousand(number: int, *, one_thousand: bool) -> str:
    """千二十四, but 一千万: before a myriad the one of a thousand is written."""
    parts = []
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            continue
        silent = digit == 1 and power and not (power == 3 and one_thousand)  # noqa: PLR2004 - 千
        parts.append(("" if silent else DIGITS[digit]) + _UNITS[power])
    return "".join(parts)
