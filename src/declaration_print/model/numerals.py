"""Counts in kanji, as items, sheets and pictures are numbered."""

_DIGITS = "〇一二三四五六七八九"
_HUNDRED = 100
"""From here on a count is written by its digits: 一〇一."""


def kanji(count: int) -> str:
    """〇, 一, 十, 二十一, 一〇五."""
    if count >= _HUNDRED:
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    tens, ones = divmod(count, 10)
    ten = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return ten + (_DIGITS[ones] if ones or not tens else "")
