"""An opened font file: what it covers, and how far each character advances, in ems.

Shaping is HarfBuzz's, as in the layout engine, so that both agree to the last unit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import uharfbuzz

from declaration_print.model.face import SOFT_HYPHEN, Face
from declaration_print.model.problem import BadInput, Place, Problem, Words
from declaration_print.model.units import Em
from declaration_print.typefaces.catalogue import content

LIGATURES_OFF = {"liga": False, "clig": False, "dlig": False, "calt": False}
"""A line is set character by character; a ligature would hide one of them from the composer."""

_SET_ALONE = re.compile(
    "[\u3001-\u3029\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff\uff01-\uff5e]+"
)
"""Runs of kanji, kana and marks: no neighbour changes how such a character is drawn or how long it is."""

DRAWN_AS = {SOFT_HYPHEN: "-"}
"""A soft hyphen has no look of its own: shapers hide it. At a line's end it looks like a hyphen."""

_LATIN = re.compile("[!-\u024f][ -\u024f]*")
"""What is kerned: Latin letters, figures and their marks among themselves. Japanese is set solid, its
em boxes side by side (JLReq 3.1.1). markup/ asks the engine for the same."""

_BLANK = frozenset("\u0020\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2009\u200a\u3000")
"""Characters whose glyph is rightly empty."""


@dataclass(frozen=True, slots=True)
class ShapedGlyph:
    """One glyph of a run: lengths in font units, y upwards, as HarfBuzz gives them."""

    glyph: int
    cluster: int
    x_advance: int
    y_advance: int
    x_offset: int
    y_offset: int


@dataclass(frozen=True)
class OpenFace:
    """A face ready to be asked."""

    face: Face
    data: bytes
    _covered: dict[tuple[str, bool], bool] = field(default_factory=dict, repr=False, compare=False)
    _alone: dict[bool, dict[str, Em]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def hb(self) -> uharfbuzz.Face:
        """The HarfBuzz face."""
        return uharfbuzz.Face(self.data)

    @cached_property
    def _font(self) -> uharfbuzz.Font:
        return uharfbuzz.Font(self.hb)

    @property
    def units_per_em(self) -> int:
        """Font units an em."""
        return int(self.hb.upem)

    def shape(self, text: str, *, down: bool) -> tuple[Em, ...]:
        """Advance of each character of a run; 0 for one that joins the cluster before it."""
        if down:
            return self._advances(text, down=True)
        advances: list[Em] = []
        for latin in _LATIN.finditer(text):
            advances += self._advances(text[len(advances) : latin.start()])
            advances += self._advances(latin[0], kerned=True)
        return (*advances, *self._advances(text[len(advances) :]))

    def _advances(self, text: str, *, down: bool = False, kerned: bool = False) -> tuple[Em, ...]:
        if kerned or not _SET_ALONE.fullmatch(text):
            return self._shaped(text, down=down, kerned=kerned)
        known = self._alone.setdefault(down, {})
        if not known.keys() >= set(text):
            known.update(zip(text, self._shaped(text, down=down), strict=True))
        return tuple(map(known.__getitem__, text))

    def _shaped(self, text: str, *, down: bool, kerned: bool = False) -> tuple[Em, ...]:
        if not text:
            return ()
        advances = [0] * len(text)
        for cluster, x_advance, y_advance in shaped_advances(
            self._font, text, down=down, kerned=kerned
        ):
            advances[cluster] += -y_advance if down else x_advance
        return tuple(Em(advance / self.units_per_em) for advance in advances)

    def glyphs(self, text: str, *, down: bool) -> tuple[ShapedGlyph, ...]:
        """The glyphs of a run set downwards (with `vert` forms) or across."""
        return shaped(self._font, text, down=down)

    def covers(self, cluster: str, *, down: bool = False) -> bool:
        """Whether the face draws this cluster: glyphs for it, with outlines unless it is blank.

        Set down a line, a cluster must come to one glyph, the only thing a layout face can lead to.
        A cmap entry alone proves nothing: some brush faces map thousands of characters to empty
        glyphs.
        """
        known = self._covered.get((cluster, down))
        if known is None:
            known = self._covered[cluster, down] = self._draws(cluster, down=down)
        return known

    def _draws(self, cluster: str, *, down: bool) -> bool:
        if any(is_variation_selector(mark) for mark in cluster[1:]):
            glyph = self._font.get_variation_glyph(ord(cluster[0]), ord(cluster[1]))
            return bool(glyph) and self._has_outline(glyph)
        glyphs = [one.glyph for one in self.glyphs(cluster, down=down)]
        if not glyphs or 0 in glyphs or (down and len(glyphs) > 1):
            return False
        return cluster in _BLANK or all(self._has_outline(glyph) for glyph in glyphs)

    def _has_outline(self, glyph: int) -> bool:
        extents = self._font.get_glyph_extents(glyph)
        return extents is not None and bool(extents.width and extents.height)


def is_variation_selector(character: str) -> bool:
    """Whether a character only selects a variant of the one before it (Unicode 23.4)."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def open_face(face: Face) -> OpenFace:
    """Open a face of the catalogue.

    Raises BadInput for a file that is changed, a collection, or no font at all.
    """
    data = content(face)
    if data[:4] not in (b"\x00\x01\x00\x00", b"true"):
        words = Words(
            ja="TrueType(.ttf、glyf を持つ単一書体)ではありません。"
            "コレクション(.ttc)や CFF の .otf は .ttf に変換してください。",
            en="not a single TrueType face with glyf outlines; convert a collection (.ttc) or a "
            "CFF .otf to .ttf",
        )
        raise BadInput([Problem("fonts/not-truetype", words, Place(str(face.file)))])
    opened = OpenFace(face, data)
    if not opened.hb.glyph_count:
        words = Words(
            ja="書体ファイルが壊れています。入手し直してください。",
            en="the font file is broken; obtain it again",
        )
        raise BadInput([Problem("fonts/broken", words, Place(str(face.file)))])
    return opened


def shaped(font: uharfbuzz.Font, text: str, *, down: bool) -> tuple[ShapedGlyph, ...]:
    """Shape a run without kerning; clusters are character indexes."""
    buffer = _buffer(font, text, down=down, kerned=False)
    return tuple(
        ShapedGlyph(
            info.codepoint,
            info.cluster,
            position.x_advance,
            position.y_advance,
            position.x_offset,
            position.y_offset,
        )
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )


def shaped_advances(
    font: uharfbuzz.Font, text: str, *, down: bool, kerned: bool
) -> Iterator[tuple[int, int, int]]:
    """The glyphs of a run as cluster, x advance and y advance, in font units."""
    buffer = _buffer(font, text, down=down, kerned=kerned)
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        yield info.cluster, position.x_advance, position.y_advance


def _buffer(font: uharfbuzz.Font, text: str, *, down: bool, kerned: bool) -> uharfbuzz.Buffer:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(DRAWN_AS.get(text, text))
    buffer.guess_segment_properties()
    buffer.direction = "ttb" if down else "ltr"
    buffer.language = "ja"
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    uharfbuzz.shape(font, buffer, LIGATURES_OFF | {"locl": False, "kern": kerned})
    return buffer
