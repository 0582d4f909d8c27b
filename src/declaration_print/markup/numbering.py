"""Numbers of list items and articles as templates ask for them (JLReq 2.3.2, 3.2.5)."""

from collections.abc import Callable, Mapping

import jinja2

from declaration_print.model import numerals
from declaration_print.model.declaration import Inline, Plain, TateChuYoko

_MOST = 99
_CIRCLED = ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))
"""Unicode's circled numbers: first, last, code point of the first."""


def kanji(number: int) -> str:
    """A count from 1 to 99 in kanji: 一, 十, 二十一."""
    if number not in range(1, _MOST + 1):
        raise jinja2.TemplateRuntimeError(f"numbers go from 1 to {_MOST}, not {number!r}")
    return numerals.kanji(number)


def numbered(number: int, form: str, *, vertical: bool) -> Inline:
    """The number of a list item in one of `FORMS`; western figures take one cell of a column."""
    if form not in FORMS:
        raise jinja2.TemplateRuntimeError(f"a number's form is one of {', '.join(FORMS)}: {form!r}")
    if number not in range(1, _MOST + 1):
        raise jinja2.TemplateRuntimeError(f"numbers go from 1 to {_MOST}, not {number!r}")
    written = FORMS[form](number)
    return TateChuYoko(written) if vertical and written.isascii() else Plain(written)


def _circled(number: int) -> str:
    for first, last, code in _CIRCLED:
        if first <= number <= last:
            return chr(code + number - first)
    raise jinja2.TemplateRuntimeError(f"circled numbers end at {_CIRCLED[-1][1]}: {number}")


FORMS: Mapping[str, Callable[[int], str]] = {
    "一、": lambda number: f"{kanji(number)}、",
    "(一)": lambda number: f"（{kanji(number)}）",
    "1.": lambda number: f"{number}.",
    "(1)": lambda number: f"({number})",
    "①": _circled,
}
