"""A paragraph composed: from a text and its setting to placed lines, vertical and horizontal alike.

Written characters become signs fit for Japanese lines, signs become clusters with bodies, between
them stand spaces and break opportunities, the breaks are chosen over the whole paragraph, and each
line is adjusted in JLReq's order and placed with its ruby.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from declaration_print.compose import ruby
from declaration_print.compose.boxes import Block, Clusters
from declaration_print.compose.classes import CharClass
from declaration_print.compose.clusters import stretches
from declaration_print.compose.collect import Written, collect
from declaration_print.compose.fit import Line, fit
from declaration_print.compose.lines import Prepared, Slot, place
from declaration_print.compose.normalise import normalise
from declaration_print.compose.opportunities import opportunities
from declaration_print.compose.orientation import orient
from declaration_print.compose.spaces import spaces
from declaration_print.model.declaration import Plain, Text
from declaration_print.model.setting import (
    Alignment,
    ComposedLine,
    ComposedParagraph,
    LineHead,
    Misfit,
    Setting,
    Shape,
)
from declaration_print.model.units import Em

_ENDLESS = Em(10_000.0)

Set = tuple[Line, ComposedLine, tuple[Misfit, ...]]
"""A line: which clusters, where they are placed, what does not fit."""


def paragraph(
    text: Text, setting: Setting, shape: Shape, latin: Shape | None = None
) -> ComposedParagraph:
    """Set one paragraph in lines of `setting.measure` ems (JLReq 3.1-3.8, Appendices A-E).

    `shape` gives the advances of the face, `latin` those of the face that is paired with it for Latin
    signs. Newlines in the text are forced breaks. Nothing is raised: a line that cannot be held or
    filled is set as well as it can be and reported in `misfits`.
    """
    with _collector_at_rest():
        return _paragraph(text, setting, (shape, latin))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Nothing here makes a cycle; the collector would walk the growing lists again and again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _paragraph(
    text: Text, setting: Setting, shapes: tuple[Shape, Shape | None]
) -> ComposedParagraph:
    written = collect(text)
    signs = normalise(written, setting)
    if not signs.text:
        return ComposedParagraph((), setting, signs.normalisations, ())
    oriented = orient(signs, written, setting)
    blocks = dict(_blocks(text, written, setting, shapes))
    lines: list[ComposedLine] = []
    misfits: list[Misfit] = []
    for clusters in stretches(signs, oriented, written, setting, shapes, blocks):
        for _, line, found in set_clusters(clusters, setting, opens=not lines):
            lines.append(line)
            misfits.extend(found)
    return ComposedParagraph(tuple(lines), setting, signs.normalisations, tuple(misfits))


def set_clusters(
    clusters: Clusters,
    setting: Setting,
    *,
    opens: bool = True,
    ends_open: bool = True,
    allowed: Sequence[bool] | None = None,
) -> Iterator[Set]:
    """The lines of clusters that somebody else has shaped, without forced breaks.

    `opens`: they begin a paragraph; `ends_open`: the last line stays as long as it happens to be
    (JLReq 3.8.1); `allowed`: where the caller permits a line to end at all, one
    entry a cluster (kinsoku still decides).
    """
    first_indent = _first_indent(clusters, setting) if opens else Em(0.0)
    if not len(clusters):
        empty = ComposedLine((), (), Em(setting.indent + first_indent), Em(0.0))
        yield Line(0, -1, 0, -1), empty, ()
        return
    made = spaces(clusters, setting)
    plan = ruby.plan(clusters, made, setting, first_indent)
    breaks = opportunities(clusters, made, setting.kinsoku)
    if allowed is not None:
        ends = [may and asked for may, asked in zip(breaks.ends, allowed, strict=True)]
        breaks = breaks._replace(ends=[*ends[:-1], True])
    prepared = Prepared(clusters, made, breaks, plan)
    width = setting.measure - setting.indent - setting.end_indent
    for line in _chosen(prepared, setting, (width - first_indent, width)):
        indent = first_indent if line.first == 0 else 0.0
        alignment = setting.alignment
        if ends_open and line.last == len(clusters) - 1 and alignment is Alignment.JUSTIFY:
            alignment = Alignment.START
        slot = Slot(setting.indent + indent, width - indent, alignment)
        yield line, *place(prepared, line, slot)


def _first_indent(clusters: Clusters, setting: Setting) -> Em:
    """The indent of a paragraph, half an em before a bracket if that is the style (3.1.5, ③)."""
    half = setting.line_head is LineHead.HALF_INDENT and len(clusters)
    if half and clusters.classes[0] == CharClass.OPENING_BRACKET:
        return Em(min(setting.first_indent, 0.5))
    return setting.first_indent


def _chosen(prepared: Prepared, setting: Setting, widths: tuple[float, float]) -> list[Line]:
    clusters, made = prepared.clusters, prepared.spaces
    last = len(clusters) - 1
    if setting.single_line or setting.alignment is Alignment.SPREAD:
        shown = last - 1 if made.vanishes[last] and last else last
        return [Line(0, last, 1 if made.vanishes[0] and last else 0, shown)]
    return fit(clusters, made, prepared.breaks, setting, widths)


def _blocks(
    text: Text, written: Written, setting: Setting, shapes: tuple[Shape, Shape | None]
) -> Iterator[tuple[int, Block]]:
    """The furiwake of a paragraph, each of its lines composed by itself (JLReq 3.7.2)."""
    nothing = Em(0.0)
    alone = replace(
        setting,
        measure=_ENDLESS,
        first_indent=nothing,
        indent=nothing,
        end_indent=nothing,
        alignment=Alignment.START,
        single_line=True,
    )
    for at, lines in written.furiwake:
        texts = (Text((Plain(line),), text.place) for line in lines)
        composed = (_paragraph(one, alone, shapes) for one in texts)
        yield at, Block(tuple(line for one in composed for line in one.lines))
