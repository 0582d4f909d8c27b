"""Which CIDs the program of a composite font holds, as a CIDSet counts them (ISO 32000-1 Table 124)."""

from declaration_print.check.fonts.font_program import Kind
from declaration_print.check.fonts.inspected_font import InspectedFont


def holds_cid(font: InspectedFont, cid: int) -> bool:
    """Whether the program has a glyph for a CID."""
    program = font.program
    if program is None or cid == 0:
        return False
    if program.kind is Kind.CFF:  # whose glyphs have names; veraPDF counts no CIDs there
        return False
    if program.kind is Kind.CID_KEYED_CFF and program.cids is not None:
        return program.cids.get(cid, 0) != 0
    if font.cid_to_gid is not None:
        pair = font.cid_to_gid[2 * cid : 2 * cid + 2]
        return bool(pair) and program.has(int.from_bytes(pair, "big"))
    return program.has(cid)


def held_cids(font: InspectedFont) -> range | list[int]:
    """The CIDs that a CIDSet has to list.

    As veraPDF counts: all that a CIDToGIDMap has room for, or that have an advance in hmtx.
    """
    program = font.program
    if program is None or program.kind is Kind.CFF:
        return []
    if program.kind is Kind.CID_KEYED_CFF and program.cids is not None:
        return sorted(program.cids)
    if font.cid_to_gid is not None:
        return [cid for cid in range(len(font.cid_to_gid) // 2) if holds_cid(font, cid)]
    return range(program.metric_count or program.glyph_count)
