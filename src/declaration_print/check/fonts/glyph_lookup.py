"""Which glyph of the embedded program a character code draws (ISO 32000-1 9.6.6, 9.7.4.2).

Glyph 0 is .notdef. Where the standard leaves the way open, veraPDF's way is taken.
"""

from declaration_print.check.fonts.encodings import NOTDEF, listed_unicode, mac_os_roman
from declaration_print.check.fonts.font_program import FontProgram, Kind

SYMBOL, UNICODE, MACINTOSH = (3, 0), (3, 1), (1, 0)
PRIVATE_ROWS = {0x0000, 0xF000, 0xF100, 0xF200}  # where a (3,0) cmap may keep its codes (9.6.6.4)


def by_cid(program: FontProgram, cid: int, cid_to_gid: bytes | None) -> int:
    """The glyph of a CID; a CIDToGIDMap too short for it leads to .notdef."""
    if program.kind is Kind.CID_KEYED_CFF and program.cids is not None:
        return program.cids.get(cid, program.glyph_count)
    if cid_to_gid is not None:
        return int.from_bytes(cid_to_gid[2 * cid : 2 * cid + 2], "big")
    return cid


def by_name_in_truetype(program: FontProgram, name: str | None) -> int:
    """The glyph of a name: by Unicode in a (3,1) cmap, in a (1,0) cmap, by the post table."""
    if name is None or name == NOTDEF:
        return 0
    text = listed_unicode(name)
    unicode_map = program.character_map(UNICODE)
    if text and unicode_map and (glyph := unicode_map.get(ord(text[0]), 0)):
        return glyph
    roman = program.character_map(MACINTOSH)
    if roman and (glyph := roman.get(mac_os_roman().get(name, -1), 0)):
        return glyph
    return program.names.get(name, 0)


def by_code_in_truetype(program: FontProgram, code: int) -> int:
    """The glyph of a code of a symbolic font, or of one without an encoding of its own."""
    symbols = program.character_map(SYMBOL)
    if symbols is not None:
        row = next(iter(symbols), 0) & 0xFF00
        return symbols.get(row + code, 0) if row in PRIVATE_ROWS else 0
    roman = program.character_map(MACINTOSH)
    return roman.get(code, 0) if roman is not None else 0
