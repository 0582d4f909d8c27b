"""Simple-font encodings: character codes to glyph names, glyph names to Unicode.

Sources: ISO 32000-1 Annex D for the Latin sets, the Adobe Glyph List through fontTools.
"""

from collections.abc import Mapping
from functools import cache

from pypdf.generic import DictionaryObject

from declaration_print.check.objects import as_array, as_name, entry

FALLBACK_SPACE, FALLBACK_HYPHEN = 0xA0, 0xAD  # WinAnsi: also space and hyphen (D.2 note 5, 6)


def name_to_unicode(name: str) -> str | None:
    """What a glyph name stands for in the Adobe Glyph List; None for names outside it."""
    from fontTools.agl import toUnicode  # noqa: PLC0415 - costly; files with ToUnicode skip it

    return toUnicode(name) or None


@cache
def base_encoding(name: str) -> Mapping[int, str]:
    """Code → glyph name of a named encoding; empty for one that is not known here."""
    if name == "StandardEncoding":
        from fontTools.encodings.StandardEncoding import StandardEncoding  # noqa: PLC0415 - as above

        return {code: glyph for code, glyph in enumerate(StandardEncoding) if glyph != ".notdef"}
    if name == "MacRomanEncoding":
        return _from_codec("mac_roman")
    if name == "WinAnsiEncoding":
        # Codes that cp1252 leaves free above 0o40 show a bullet (D.2 note 3).
        bullets = dict.fromkeys(range(0x7F, 0x100), "bullet")
        latin = {FALLBACK_SPACE: "space", FALLBACK_HYPHEN: "hyphen"}
        return bullets | _from_codec("cp1252") | latin
    return {}


def _from_codec(codec: str) -> dict[int, str]:
    from fontTools.agl import UV2AGL  # noqa: PLC0415 - as above

    named = {}
    for code in range(0x20, 0x100):
        character = bytes([code]).decode(codec, "replace")
        if (glyph := UV2AGL.get(ord(character))) is not None and code != 0x7F:  # noqa: PLR2004 - DEL
            named[code] = glyph
    return named


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
