"""The face the layout engine sees instead of the real one.

The engine knows no vertical text. A layout face lets it set vertical lines all the same: its
horizontal advances are the real face's vertical ones, its characters lead to the vertical
alternates. Its glyphs are numbered as in its twin, the real face, which finish/ puts in its place.
"""

import io
from collections.abc import Mapping

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.tables._g_l_y_f import Glyph

from declaration_print.model.face import EM_BOX, SOFT_HYPHEN, SOFT_HYPHEN_STAND_IN, Twin, Use
from declaration_print.typefaces.open_face import is_variation_selector

_VARIATION_SEQUENCES = 14
"""The cmap format that leads from a character and its variation selector to a glyph."""

STAND_INS = {SOFT_HYPHEN: SOFT_HYPHEN_STAND_IN}

_SHAPING = ("GSUB", "GPOS", "GDEF", "BASE", "kern", "vhea", "vmtx", "VORG", "DSIG", "gasp")


def layout_program(
    subset: bytes, family: str, use: Use, leads: Mapping[str, int], twin: Twin
) -> bytes:
    """The font program for one use, named `family`; `leads` is the glyph of each cluster."""
    tables = TTFont(io.BytesIO(subset), lazy=True)
    order = _with_aliases(tables, twin)
    match use:
        case Use.ACROSS:
            aliased = {
                one: glyph
                for one, glyph in leads.items()
                if glyph in twin.outlines or one in STAND_INS
            }
            _lead_aliased(tables, aliased, order)
            advances = {}
        case Use.DOWN:
            _lead(tables, leads, order)
            scale = tables["head"].unitsPerEm / 1000
            advances = {
                name: round(metrics.advance * scale)
                for name, metrics in zip(order, twin.vertical, strict=True)
            }
        case Use.CELL:
            # A cell is as long as the composer says, and finish/ spreads its characters.
            _lead(tables, leads, order)
            advances = dict.fromkeys(order, 0)
    if advances:
        bearings = tables["hmtx"].metrics
        tables["hmtx"].metrics = {name: (advances[name], bearings[name][1]) for name in order}
        for tag in _SHAPING:
            if tag in tables:
                del tables[tag]
    if use is Use.DOWN:
        _join(tables, leads, order)
    return _named(tables, family)


def _with_aliases(tables: TTFont, twin: Twin) -> list[str]:
    """Add empty glyphs at the end, to be drawn by the twin's outlines; returns the new order."""
    order = list(tables.getGlyphOrder())
    if not twin.outlines:
        return order
    outlines = {f"alias{alias}": order[glyph] for alias, glyph in twin.outlines.items()}
    names = list(outlines)
    glyf, metrics = tables["glyf"], tables["hmtx"].metrics
    if "vmtx" in tables:
        tables["vmtx"].metrics.update(dict.fromkeys(names, (tables["head"].unitsPerEm, 0)))
    tables.setGlyphOrder(order + names)
    glyf.setGlyphOrder(order + names)
    for name, outline in outlines.items():
        glyf.glyphs[name] = Glyph()
        metrics[name] = (metrics[outline][0], 0)
    return order + names


def _lead(tables: TTFont, leads: Mapping[str, int], order: list[str]) -> None:
    """Make each cluster lead to its glyph, and nothing else lead anywhere: cmap 12 and 14."""
    plain = CmapSubtable.newSubtable(12)
    plain.platformID, plain.platEncID, plain.language = 3, 10, 0
    plain.cmap = {_code(one): order[glyph] for one, glyph in leads.items() if len(one) == 1}
    cmap = newTable("cmap")
    cmap.tableVersion = 0
    cmap.tables = [plain]
    sequences = {one: glyph for one, glyph in leads.items() if len(one) > 1 and not components(one)}
    if sequences:
        variants = CmapSubtable.newSubtable(14)
        variants.platformID, variants.platEncID, variants.language = 0, 5, 0
        variants.cmap = {}
        variants.uvsDict = {}
        cmap.tables.append(variants)
        _lead_sequences(variants.uvsDict, sequences, order)
    tables["cmap"] = cmap


def _join(tables: TTFont, leads: Mapping[str, int], order: list[str]) -> None:
    """Make characters that share a glyph lead to it together: ―― is one long dash, か゚ one letter."""
    rules = [
        f"sub {' '.join(order[leads[one]] for one in components(cluster))} by {order[glyph]};"
        for cluster, glyph in leads.items()
        if components(cluster)
    ]
    if rules:
        addOpenTypeFeaturesFromString(tables, "feature ccmp {\n" + "\n".join(rules) + "\n} ccmp;")


def components(cluster: str) -> str:
    """The characters of a cluster that a face joins into one glyph; none for any other."""
    joined = len(cluster) > 1 and not any(is_variation_selector(mark) for mark in cluster[1:])
    return cluster if joined else ""


def _lead_aliased(tables: TTFont, aliased: Mapping[str, int], order: list[str]) -> None:
    """Change only where the aliased clusters lead; the rest of the cmap stays the face's own."""
    if not aliased:
        return
    for subtable in tables["cmap"].tables:
        if subtable.format == _VARIATION_SEQUENCES:
            sequences = {one: glyph for one, glyph in aliased.items() if len(one) > 1}
            _lead_sequences(subtable.uvsDict, sequences, order)
        elif subtable.isUnicode():
            known = subtable.cmap
            known.update(
                {
                    _code(one): order[glyph]
                    for one, glyph in aliased.items()
                    if one in STAND_INS or (len(one) == 1 and ord(one) in known)
                }
            )


def _code(character: str) -> int:
    """The code point under which the engine asks for a character."""
    return ord(STAND_INS.get(character, character))


def _lead_sequences(
    table: dict[int, list[tuple[int, str | None]]], sequences: Mapping[str, int], order: list[str]
) -> None:
    for sequence, glyph in sequences.items():
        base, selector = ord(sequence[0]), ord(sequence[1])
        others = [entry for entry in table.get(selector, []) if entry[0] != base]
        table[selector] = [*others, (base, order[glyph])]


def _named(tables: TTFont, family: str) -> bytes:
    """The finished layout face: em box for line metrics, one regular weight, the house's name.

    A face is chosen by its family alone; a weight asked for besides shows up in the name.
    """
    top, bottom = (round(edge * tables["head"].unitsPerEm) for edge in EM_BOX)
    hhea, os2 = tables["hhea"], tables["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = top, bottom, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = top, bottom, 0
    os2.usWinAscent, os2.usWinDescent = top, -bottom
    os2.usWeightClass, os2.fsSelection, tables["head"].macStyle = 400, 0x40, 0
    name = newTable("name")
    name.names = []
    for number, words in ((1, family), (2, "Regular"), (4, family), (6, family)):
        name.setName(words, number, 3, 1, 0x409)
    tables["name"] = name
    tables.recalcTimestamp = False  # the real face's own time, never the clock's
    tables.recalcBBoxes = False
    out = io.BytesIO()
    tables.save(out, reorderTables=None)
    return out.getvalue()
