"""Simple-font encodings: character codes to glyph names, glyph names to Unicode.

Sources: ISO 32000-1 Annex D for the sets, the Adobe Glyph List through fontTools.
"""

from collections.abc import Mapping
from functools import cache

from pypdf.generic import DictionaryObject

from declaration_print.check.document.objects import as_array, as_name, entry
from declaration_print.check.fonts import encoding_tables as tables

NOTDEF = ".notdef"
PREDEFINED = ("MacRomanEncoding", "WinAnsiEncoding", "MacExpertEncoding")
"""The encodings a font dictionary may name (ISO 32000-1 Table 114)."""

_ROWS = {
    "StandardEncoding": tables.STANDARD,
    "MacRomanEncoding": tables.MAC_ROMAN,
    "WinAnsiEncoding": tables.WIN_ANSI,
    "MacExpertEncoding": tables.MAC_EXPERT,
}
_NO_DINGBATS = {80, 113, 114, 115, 116}  # numbers that Annex D.6 leaves out


def name_to_unicode(name: str) -> str | None:
    """What a glyph name stands for by the rules of the Adobe Glyph List; None if it is outside."""
    from fontTools.agl import toUnicode  # noqa: PLC0415 - costly; files with ToUnicode skip it

    return toUnicode(name) or None


@cache
def listed_unicode(name: str) -> str | None:
    """The characters the Adobe Glyph List has for a name, as it stands in the list.

    Names made up by rule (uni3042, a.alt) are not in it: ISO 19005-2 6.2.11.7.2 asks for the list.
    """
    from fontTools.agl import LEGACY_AGL2UV  # noqa: PLC0415 - as above

    values = LEGACY_AGL2UV.get(name)
    if values is None:
        return None
    return "".join(map(chr, values if isinstance(values, list | tuple) else [values]))


def is_pictorial(name: str) -> bool:
    """Whether a name belongs to the Symbol or the ZapfDingbats font (Annex D.5, D.6)."""
    if name in _symbol_names():
        return True
    number = name[1:]
    if name[:1] != "a" or not number.isdecimal() or not number.isascii() or number[0] == "0":
        return False
    return int(number) <= 206 and int(number) not in _NO_DINGBATS  # noqa: PLR2004 - the last one


@cache
def _symbol_names() -> frozenset[str]:
    return frozenset(tables.SYMBOL_NAMES.split())


@cache
def base_encoding(name: str) -> Mapping[int, str]:
    """Code → glyph name of a named encoding; empty for one that is not known here."""
    return _unpacked(_ROWS.get(name, ""))


@cache
def mac_os_roman() -> Mapping[str, int]:
    """Glyph name → code of a (1,0) cmap (9.6.6.4: MacRomanEncoding and Table 115)."""
    table = {**_unpacked(tables.MAC_OS_ROMAN), **base_encoding("MacRomanEncoding")}
    return {name: code for code, name in sorted(table.items(), reverse=True)}


def _unpacked(rows: str) -> dict[int, str]:
    named: dict[int, str] = {}
    code = 0
    for word in rows.split():
        if word.isdecimal():
            code = int(word)
        else:
            named[code] = word
            code += 1
    return named


@cache
def cff_strings() -> tuple[str, ...]:
    """The standard strings of CFF by number."""
    return tuple(tables.CFF_STRINGS.split())


def differences(encoding: DictionaryObject | None) -> dict[int, str]:
    """The Differences array as code → glyph name (ISO 32000-1 9.6.6)."""
    named: dict[int, str] = {}
    code = 0
    for element in as_array(entry(encoding, "/Differences")):
        if (name := as_name(element)) is not None:
            named[code] = name
            code += 1
        elif isinstance(element, int):
            code = int(element)
    return named
