"""A face cut down to one document: the layout faces the engine sees, and the twin the file carries.

The layout engine knows no vertical text. A layout face lets it set vertical lines all the same: its
horizontal advances are the real face's vertical ones, its characters lead to the vertical
alternates. It keeps the glyph order of its twin, the real face, which finish/ puts in its place.
"""

import io
from collections.abc import Iterable, Mapping
from functools import partial

import uharfbuzz
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from declaration_print.model.face import LayoutFace, Twin, Use, VerticalMetrics
from declaration_print.typefaces.open_face import OpenFace, shaped

EM_BOX = (0.88, -0.12)
"""Top and bottom of the ideographic em box above the baseline. Every layout face says so, whatever
its own line metrics are, so that lines of mixed faces share their grid and their centre."""

ALWAYS = frozenset(" ")
"""The engine measures an empty line by the space: without one it would take another font's."""

_SHAPING = ("GSUB", "GPOS", "GDEF", "BASE", "kern", "vhea", "vmtx", "VORG", "DSIG", "gasp")
_UNREAD = ("GSUB", "GPOS", "GDEF", "BASE", "cmap", "post", "name", "gasp", "DSIG", "meta", "STAT")
"""What a PDF reader never looks at in an embedded CIDFontType2 program (ISO 32000-1 9.9)."""


def prepare(
    opened: OpenFace, clusters: frozenset[str], uses: Iterable[Use]
) -> tuple[LayoutFace, ...]:
    """Cut a face down to `clusters` (a character, or one with its variation selector or mark).

    Every cluster must be covered. The result depends on nothing but the face and the clusters.
    """
    clusters |= ALWAYS
    subset = _subset(opened, clusters)
    font = uharfbuzz.Font(uharfbuzz.Face(subset))
    twin = _twin(opened, subset, font)
    faces = []
    for use in uses:
        family = f"{opened.face.key}-{use}"
        tables = TTFont(io.BytesIO(subset), lazy=True)
        if use is Use.DOWN:
            _set_down(tables, font, clusters)
        elif use is Use.CELL:
            _set_in_cell(tables)
        program = _named(tables, family)
        faces.append(LayoutFace(family, use, program, twin))
    return tuple(faces)


def _subset(opened: OpenFace, clusters: frozenset[str]) -> bytes:
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update({ord(character) for cluster in clusters for character in cluster})
    wanted.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE | uharfbuzz.SubsetFlags.NO_HINTING
    return bytes(uharfbuzz.subset(opened.hb, wanted).blob.data)


def _twin(opened: OpenFace, subset: bytes, font: uharfbuzz.Font) -> Twin:
    per_mille = 1000 / opened.units_per_em
    tables = TTFont(io.BytesIO(subset), lazy=True)
    head = tables["head"]
    glyphs = range(font.face.glyph_count)
    return Twin(
        postscript_name=str(tables["name"].getDebugName(6)),
        family=opened.face.family,
        widths=tuple(round(font.get_glyph_h_advance(glyph) * per_mille, 2) for glyph in glyphs),
        vertical=tuple(
            VerticalMetrics(
                advance=round(-font.get_glyph_v_advance(glyph) * per_mille),
                origin_y=round(font.get_glyph_v_origin(glyph)[1] * per_mille),
            )
            for glyph in glyphs
        ),
        bbox=(
            round(head.xMin * per_mille),
            round(head.yMin * per_mille),
            round(head.xMax * per_mille),
            round(head.yMax * per_mille),
        ),
        cap_height=round(getattr(tables["OS/2"], "sCapHeight", 0) * per_mille) or 700,
        serif=tables["OS/2"].panose.bSerifStyle in range(2, 11),
        program=partial(_program, subset),
    )


def _program(subset: bytes, glyphs: frozenset[int]) -> bytes:
    """The real face with no other outlines than `glyphs`, their numbers kept."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(set(glyphs))
    wanted.flags = (
        uharfbuzz.SubsetFlags.RETAIN_GIDS
        | uharfbuzz.SubsetFlags.NO_HINTING
        | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    )
    wanted.drop_table_tag_set.update({int.from_bytes(tag.encode(), "big") for tag in _UNREAD})
    return bytes(uharfbuzz.subset(uharfbuzz.Face(subset), wanted).blob.data)


def _set_down(tables: TTFont, font: uharfbuzz.Font, clusters: frozenset[str]) -> None:
    order = tables.getGlyphOrder()
    bearings = tables["hmtx"].metrics
    tables["hmtx"].metrics = {
        name: (-font.get_glyph_v_advance(glyph), bearings[name][1])
        for glyph, name in enumerate(order)
    }
    leads = {one: shaped(font, one, down=True)[0].glyph for one in sorted(clusters)}
    _lead(tables, leads, order)
    _drop_layout(tables)


def _set_in_cell(tables: TTFont) -> None:
    """No advances: a cell is as long as the composer says, and finish/ spreads its characters."""
    metrics = tables["hmtx"].metrics
    tables["hmtx"].metrics = {name: (0, bearing) for name, (_, bearing) in metrics.items()}
    _drop_layout(tables)


def _drop_layout(tables: TTFont) -> None:
    for tag in _SHAPING:
        if tag in tables:
            del tables[tag]


def _lead(tables: TTFont, leads: Mapping[str, int], order: list[str]) -> None:
    """Make each cluster lead to its glyph: cmap formats 12 and, for variants, 14."""
    plain = CmapSubtable.newSubtable(12)
    plain.platformID, plain.platEncID, plain.language = 3, 10, 0
    plain.cmap = {ord(one): order[glyph] for one, glyph in leads.items() if len(one) == 1}
    cmap = newTable("cmap")
    cmap.tableVersion = 0
    cmap.tables = [plain]
    sequences = {one: glyph for one, glyph in leads.items() if len(one) > 1}
    if sequences:
        variants = CmapSubtable.newSubtable(14)
        variants.platformID, variants.platEncID, variants.language = 0, 5, 0
        variants.cmap = {}
        variants.uvsDict = {}
        for sequence, glyph in sequences.items():
            entry = (ord(sequence[0]), order[glyph])
            variants.uvsDict.setdefault(ord(sequence[1]), []).append(entry)
        cmap.tables.append(variants)
    tables["cmap"] = cmap


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
