"""A face cut down to one document: the twin the file carries, and the layout faces the engine sees.

One glyph has one meaning in a PDF's ToUnicode map, but a face may lead several characters to one
glyph (〜 and ～, 東 and its variation sequence). All but one of those set in a document get an alias:
a glyph number past the face's own that stands for the same outline, so that no character is lost
when the text is read back.
"""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

import uharfbuzz
from fontTools.ttLib import TTFont

from declaration_print.model.face import LayoutFace, Twin, Use, VerticalMetrics
from declaration_print.typefaces.layout_face import components, layout_program
from declaration_print.typefaces.open_face import DRAWN_AS, OpenFace, shaped

ALWAYS = frozenset(" ")
"""The engine measures an empty line by the space: without one it would take another font's."""

_UNREAD = ("GSUB", "GPOS", "GDEF", "BASE", "cmap", "post", "name", "gasp", "DSIG", "meta", "STAT")
"""What a PDF reader never looks at in an embedded CIDFontType2 program (ISO 32000-1 9.9)."""

Leads = Mapping[Use, Mapping[str, int]]
"""Which glyph each cluster leads to in each use."""


def prepare(
    opened: OpenFace, clusters: frozenset[str], uses: Iterable[Use]
) -> tuple[LayoutFace, ...]:
    """Cut a face down to `clusters` (a character, or one with its variation selector or mark).

    Every cluster must be covered. The result depends on nothing but the face and the clusters.
    """
    clusters |= ALWAYS | {one for cluster in clusters for one in _led_apart(cluster)}
    subset = _subset(opened, clusters)
    font = uharfbuzz.Font(uharfbuzz.Face(subset))
    told_apart = _told_apart(_leads(font, clusters, uses), font.face.glyph_count)
    twin = _twin(opened, subset, font, told_apart.aliases)
    return tuple(
        LayoutFace(
            family=f"{opened.face.key}-{use}",
            use=use,
            program=layout_program(subset, f"{opened.face.key}-{use}", use, leads, twin),
            twin=twin,
        )
        for use, leads in told_apart.leads.items()
    )


def _led_apart(cluster: str) -> str:
    """The characters of a cluster that must lead somewhere by themselves too.

    The engine asks which face has the base, and only that face for the variation sequence: a base
    missing there would be drawn, with its sequence, in any other face that has it.
    """
    return components(cluster) or cluster[0]


@dataclass(frozen=True)
class _ToldApart:
    """Leads in which no two clusters share a glyph; `aliases` are the outlines they stand for."""

    leads: Leads
    aliases: tuple[int, ...]


def _leads(font: uharfbuzz.Font, clusters: frozenset[str], uses: Iterable[Use]) -> Leads:
    leads: dict[Use, dict[str, int]] = {}
    for use in uses:
        shapes = {one: shaped(font, one, down=use is Use.DOWN) for one in sorted(clusters)}
        leads[use] = {one: glyphs[0].glyph for one, glyphs in shapes.items() if len(glyphs) == 1}
    return leads


def _told_apart(leads: Leads, glyph_count: int) -> _ToldApart:
    aliases: list[int] = []
    apart: dict[Use, dict[str, int]] = {}
    taken: dict[int, str] = {}
    drawn_across = {Use.ACROSS, Use.CELL}
    for use, glyphs in leads.items():
        apart[use] = {}
        if use not in drawn_across or not drawn_across & apart.keys() - {use}:
            taken = {}
        for cluster, glyph in glyphs.items():
            number = glyph
            if taken.setdefault(glyph, cluster) != cluster:
                number = glyph_count + len(aliases)
                aliases.append(glyph)
            apart[use][cluster] = number
    return _ToldApart(apart, tuple(aliases))


def _subset(opened: OpenFace, clusters: frozenset[str]) -> bytes:
    wanted = uharfbuzz.SubsetInput()
    drawn = clusters | {DRAWN_AS[cluster] for cluster in clusters if cluster in DRAWN_AS}
    wanted.unicode_set.update({ord(character) for cluster in drawn for character in cluster})
    # The engine takes Latin words for English, the composer all text for Japanese: no local forms.
    wanted.layout_feature_tag_set.discard(int.from_bytes(b"locl", "big"))
    wanted.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE | uharfbuzz.SubsetFlags.NO_HINTING
    return bytes(uharfbuzz.subset(opened.hb, wanted).blob.data)


def _twin(opened: OpenFace, subset: bytes, font: uharfbuzz.Font, aliases: tuple[int, ...]) -> Twin:
    per_mille = 1000 / opened.units_per_em
    tables = TTFont(io.BytesIO(subset), lazy=True)
    head = tables["head"]
    own = font.face.glyph_count
    glyphs = (*range(own), *aliases)
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
        outlines={own + at: glyph for at, glyph in enumerate(aliases)},
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
