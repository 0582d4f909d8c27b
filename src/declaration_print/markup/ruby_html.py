"""A reading → elements taken out of the line and put beside it (JLReq 3.3).

They are drawn after the text, so that base characters stay together for every reader. Lengths are
in the ruby's own em, half an em of the base.
"""

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from declaration_print.markup.casting import RubyCluster, ruby_clusters, ruby_use
from declaration_print.markup.run_html import NOTICED, number
from declaration_print.model.face import Use
from declaration_print.model.setting import PlacedCluster, PlacedRuby
from declaration_print.model.units import Em

_SIDE_LINE = 0.1
"""What a side line and the white around it take across the line, in ems."""


def ruby_html(ruby: PlacedRuby, base: PlacedCluster, centre: float, *, vertical: bool) -> Markup:
    """A reading whose base begins here; `centre` of the line lies so far below its top (ems).

    A side line stands between the base and a reading on its side.
    """
    edge = centre + 0.5 if ruby.other_side else centre - 1
    if base.lined and ruby.other_side != vertical:
        edge += _SIDE_LINE if ruby.other_side else -_SIDE_LINE
    pieces = _pieces(tuple(ruby_clusters(ruby)))
    html = (_piece_html(piece, base.start, edge, vertical=vertical) for piece in pieces)
    return Markup("").join(html)


def _pieces(clusters: Sequence[RubyCluster]) -> Iterator[Sequence[RubyCluster]]:
    """Full-width characters together; any other, whose length is its face's secret, alone."""
    begun = 0
    for at, cluster in enumerate(clusters):
        if not cluster.full_width:
            yield from (piece for piece in (clusters[begun:at], clusters[at : at + 1]) if piece)
            begun = at + 1
    if begun < len(clusters):
        yield clusters[begun:]


def _piece_html(piece: Sequence[RubyCluster], base: Em, edge: float, *, vertical: bool) -> Markup:
    use = ruby_use(piece[0], vertical=vertical)
    return Markup('<span class="{}" style="margin:{}em 0 0 {}em">{}</span>').format(
        "ruby across" if vertical and use is Use.ACROSS else "ruby",
        number(edge * 2),
        number((piece[0].start - base) * 2),
        Markup("").join(_spaced(piece)),
    )


def _spaced(piece: Sequence[RubyCluster]) -> Iterator[Markup]:
    for at, cluster in enumerate(piece):
        aki = (piece[at + 1].start - cluster.start) * 2 - 1 if at + 1 < len(piece) else 0.0
        if abs(aki) > NOTICED:
            part = Markup('<span style="letter-spacing:{}em">{}</span>')
            yield part.format(number(aki), cluster.text)
        else:
            yield escape(cluster.text)
