"""A reading → elements taken out of the line and put beside it (JLReq 3.3).

They are drawn after the text, so that base characters stay together for every reader. Lengths are
in the ruby's own em, half an em of the base.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from declaration_print.markup.casting import RubyCluster, ruby_clusters, ruby_use
from declaration_print.markup.run_html import NOTICED, Surroundings, number, runs_html
from declaration_print.model.face import Use
from declaration_print.model.setting import Orientation, PlacedCluster, PlacedRuby
from declaration_print.model.tag import TAG, Tag
from declaration_print.model.units import Em

_SIDE_LINE = 0.1
"""What a side line and the white around it take across the line, in ems."""


def ruby_html(ruby: PlacedRuby, base: PlacedCluster, centre: float, around: Surroundings) -> Markup:
    """A reading whose base begins here; `centre` of the line lies so far below its top (ems).

    A side line stands between the base and a reading on its side.
    """
    edge = centre + 0.5 if ruby.other_side else centre - 1
    if base.lined and ruby.other_side != around.vertical:
        edge += _SIDE_LINE if ruby.other_side else -_SIDE_LINE
    pieces = _pieces(ruby_clusters(ruby))
    tag = Tag.OTHER_RUBY_TEXT if ruby.other_side else Tag.RUBY_TEXT
    html = (_piece_html(piece, tag, base.start, edge, around) for piece in pieces)
    return Markup("").join(html)


def _pieces(clusters: Iterator[RubyCluster]) -> Iterator[Sequence[RubyCluster]]:
    """Full-width characters together, each word together; anything else alone."""
    for (word, full_width), alike in groupby(clusters, lambda one: (one.word, one.full_width)):
        if full_width or word is not None:
            yield tuple(alike)
        else:
            yield from ((one,) for one in alike)


def _piece_html(
    piece: Sequence[RubyCluster], tag: Tag, base: Em, edge: float, around: Surroundings
) -> Markup:
    use = ruby_use(piece[0], vertical=around.vertical)
    word = piece[0].word is not None
    return Markup('<span class="{}" {}="{}" style="margin:{}em 0 0 {}em">{}</span>').format(
        "ruby across" if around.vertical and use is Use.ACROSS and not word else "ruby",
        TAG,
        tag,
        number(edge * 2),
        number((piece[0].start - base) * 2),
        Markup("").join(_word(piece, around) if word else _spaced(piece)),
    )


def _word(piece: Sequence[RubyCluster], around: Surroundings) -> Iterator[Markup]:
    """Latin as in the text, kerned and in its own face; its em is that of the ruby."""
    lies = Orientation.SIDEWAYS if around.vertical else Orientation.UPRIGHT
    starts = [Em(one.start * 2) for one in piece]
    ends = [*starts[1:], starts[-1]]  # no aki follows the last: its length does not matter
    clusters = [
        PlacedCluster(one.text, one.text, lies, start, Em(end - start), latin=True)
        for one, start, end in zip(piece, starts, ends, strict=True)
    ]
    every = range(len(clusters))
    return runs_html(clusters, every, every, around)


def _spaced(piece: Sequence[RubyCluster]) -> Iterator[Markup]:
    for at, cluster in enumerate(piece):
        aki = (piece[at + 1].start - cluster.start) * 2 - 1 if at + 1 < len(piece) else 0.0
        if abs(aki) > NOTICED:
            part = Markup('<span style="letter-spacing:{}em">{}</span>')
            yield part.format(number(aki), cluster.text)
        else:
            yield escape(cluster.text)
