"""Which face, in which use, must bring which cluster of a composed text."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from declaration_print.model.face import Use
from declaration_print.model.layout import Style
from declaration_print.model.setting import ComposedParagraph, Orientation, PlacedRuby, Writing
from declaration_print.model.units import Em

_MARKS = frozenset({"Mn", "Me"})
"""What combines with the character before it, variation selectors among them."""


class Cast(NamedTuple):
    """One cluster and the face that draws it."""

    face: str
    use: Use
    cluster: str


class RubyCluster(NamedTuple):
    """A character of a reading with its marks, and where it begins.

    `full_width` is known to be one ruby em long. `word` is the number of the word that it belongs
    to. Anything else stands by itself.
    """

    text: str
    start: Em
    full_width: bool
    word: int | None = None


def use_of(orientation: Orientation, *, vertical: bool) -> Use:
    """Which layout face sets a cluster."""
    if not vertical or orientation is Orientation.SIDEWAYS:
        return Use.ACROSS
    return Use.CELL if orientation is Orientation.TATE_CHU_YOKO else Use.DOWN


def casting(paragraph: ComposedParagraph, style: Style) -> frozenset[Cast]:
    """Everything that the faces of a style must bring for one composed text."""
    return frozenset(_casting(paragraph, style))


def _casting(paragraph: ComposedParagraph, style: Style) -> Iterator[Cast]:
    vertical = paragraph.setting.writing is Writing.VERTICAL
    alike = {
        (cluster.text, cluster.orientation, cluster.latin)
        for line in paragraph.lines
        for cluster in line.clusters
    }
    for text, orientation, latin in alike:
        face = style.latin.face if style.latin and latin else style.face
        use = use_of(orientation, vertical=vertical)
        together = (text,) if use is not Use.CELL else tuple(text)
        yield from (Cast(face, use, one) for one in together)
    for line in paragraph.lines:
        for ruby in line.ruby:
            for one in ruby_clusters(ruby):
                use = ruby_use(one, vertical=vertical)
                paired = style.latin if one.word is not None else None
                yield Cast(paired.face if paired else style.face, use, one.text)


def ruby_use(cluster: RubyCluster, *, vertical: bool) -> Use:
    """Which layout face sets a character of a reading: Latin lies on its side, as in the text."""
    lies = cluster.word is not None or cluster.text.isascii()
    return Use.DOWN if vertical and not lies else Use.ACROSS


def ruby_clusters(ruby: PlacedRuby) -> Iterator[RubyCluster]:
    """The characters of a reading, each with the marks and selectors that combine with it."""
    words = {
        at: number
        for number, (first, last) in enumerate(ruby.words)
        for at in range(first, last + 1)
    }
    text, begun = "", 0
    for at, character in enumerate(ruby.text):
        if text and unicodedata.category(character) in _MARKS:
            text += character
            continue
        if text:
            yield _ruby_cluster(text, ruby.starts[begun], words.get(begun))
        text, begun = character, at
    if text:
        yield _ruby_cluster(text, ruby.starts[begun], words.get(begun))


def _ruby_cluster(text: str, start: Em, word: int | None) -> RubyCluster:
    full_width = unicodedata.east_asian_width(text[0]) in ("W", "F")
    return RubyCluster(text, start, full_width, word)
