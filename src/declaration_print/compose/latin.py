"""Step 3a: what Latin signs are among Japanese ones: parts of words, of figures, or units.

JLReq Appendix A: grouped numerals (cl-24) with their points and commas, unit symbols (cl-25) after a
figure, postfixed abbreviations (cl-13); 3.1.10 (figures and units stay together), 3.2.6 (hyphenation).
"""

import re
from collections.abc import Iterator
from functools import cache

import pyphen

from declaration_print.compose.classes import CharClass
from declaration_print.model.setting import Kinsoku

_LATIN = re.compile(r"[0-9A-Za-z\u2019]")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])")
_PREFIX = re.compile(r"(?<![A-Za-z0-9])[$#](?=\d)")
_PERCENT = re.compile(r"(?<=\d)%")
_IN_FIGURE = re.compile(r"(?<=\d)[,.](?=\d)")
_GROUPED = re.compile(
    r"(?<![\d.])\d{1,3}(?: \d{3})+(?!\d)|(?<=\.)\d{3}(?: \d{3})*(?: \d{1,3})(?!\d)"
)
"""1 234 567 and 0.123 45: the spaces mark the thousands (3.1.10 c)."""

_KANJI_FIGURE = re.compile("[〇一二三四五六七八九十百千万億兆](?=.)")
_PREFIXED = "[kMGTPhcdmnpµμ](?:m|g|s|L|l|J|Wh|W|V|A|Pa|Hz|N|B|b|t|mol|cd|lm|lx|Bq|Sv|eV|bps)"
_PLAIN = "m|g|s|L|l|J|Wh|W|V|A|Pa|Hz|t|mol|cd|lm|lx|Bq|Sv|eV|bps|min|h|ha|dB|rpm|[kM]?Ω|°C"
UNIT = f"(?:{_PREFIXED}|{_PLAIN})[²³23]?(?:/(?:s|m[23²³]?|h|min|L|kg))?"
"""A symbol of the SI or beside it (JIS Z 8000), with its prefix. One letter that also names things (4K,
2B, 5G) is none."""

_UNIT = re.compile(rf"(?<![0-9A-Za-z.,])\d[\d.,]*( ?){UNIT}(?![A-Za-z0-9])")
_SIGN = re.compile("[±∓−＋](?=[0-9〇一二三四五六七八九十百千])")
ADDRESS_SIGN = r"(?:://|@|www\.)"
"""What tells an address on the web or by mail from a word."""

_ADDRESS = re.compile(rf"[!-~]*{ADDRESS_SIGN}[!-~]*")
_IN_ADDRESS = re.compile(r"(?<=.{3})(?:(?<!:)/(?=[^/]..)|[^/:](?=[.@?&=#_~-]..))")

_WORD = re.compile("[A-Za-zÀ-ɏͰ-ϿЀ-ӿ]{5,}")
_LEFT, _RIGHT = 2, 3
"""Letters that stay before and after a division (Hart's Rules; TeX's defaults for English)."""

PHRASE_BREAKS = re.compile(r"(?<=[A-Za-z]{2}[-/‐–])(?=[A-Za-z]{2})")
"""After a hyphen or a slash with words on both sides; km/h and COVID-19 stay whole."""


def reclassed(text: str, kinds: list[int], kinsoku: Kinsoku) -> Iterator[tuple[int, int]]:
    """Set the classes that depend on neighbours.

    Yields what stays on one line, first and last (exclusive): figures with their units, figures
    whose thousands are set apart, kanji figures with a postfixed abbreviation (七％).
    """
    yield from _beside_kanji_figures(text, kinds)
    if not _LATIN.search(text):
        return
    loose = kinsoku in {Kinsoku.LOOSE, Kinsoku.NEWSPAPER}  # Table 2, note 9
    percent = CharClass.IDEOGRAPHIC if loose else CharClass.POSTFIXED_ABBREVIATION
    for pattern, kind in (
        (_APOSTROPHE, CharClass.WESTERN),
        (_PREFIX, CharClass.PREFIXED_ABBREVIATION),
        (_PERCENT, percent),
        (_IN_FIGURE, CharClass.GROUPED_NUMERAL),
    ):
        for match in pattern.finditer(text):
            kinds[match.start()] = kind
    for match in _GROUPED.finditer(text):
        first, last = match.span()
        kinds[first:last] = [CharClass.GROUPED_NUMERAL] * (last - first)
        yield first, last
    for match in _UNIT.finditer(text):
        first, last = match.start(1), match.end()
        kinds[first:last] = [CharClass.UNIT_SYMBOL] * (last - first)
        yield first - 1, last


def _beside_kanji_figures(text: str, kinds: list[int]) -> Iterator[tuple[int, int]]:
    """七％ and −五 (3.1.10 e, 3.7.4)."""
    if CharClass.POSTFIXED_ABBREVIATION in kinds:
        for match in _KANJI_FIGURE.finditer(text):
            if kinds[match.end()] == CharClass.POSTFIXED_ABBREVIATION:
                yield match.start(), match.end() + 1
    for match in _SIGN.finditer(text):
        if not text[match.start() - 1 : match.start()].isalnum() or not match.start():
            yield match.start(), match.end() + 1


def address_breaks(text: str) -> Iterator[int]:
    """Where an address on the web or by mail may go on in the next line, without a hyphen.

    After a stroke, before any other mark (Chicago Manual of Style 7.46); the index of the sign before.
    """
    for match in _ADDRESS.finditer(text):
        yield from (match.start() + mark.start() for mark in _IN_ADDRESS.finditer(match.group()))


def hyphen_points(text: str, language: str) -> Iterator[int]:
    """Where a Latin word may be divided: the index of the letter before the hyphen."""
    divider = _divider(language)
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    for match in _WORD.finditer(text):
        word = match.group()
        in_address = any(first <= match.start() < last for first, last in addresses)
        if not word.isupper() and not in_address:
            # Where a division changes letters (Hungarian asz-szony), we leave the word whole.
            points = (at for at in divider.positions(word) if not getattr(at, "data", None))
            yield from (match.start() + at - 1 for at in points)


@cache
def _divider(language: str) -> pyphen.Pyphen:
    known = pyphen.language_fallback(language.replace("-", "_")) or "en_US"
    return pyphen.Pyphen(lang=known, left=_LEFT, right=_RIGHT)
