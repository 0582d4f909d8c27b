"""Composed lines → the inside of one paragraph element.

`<br>` stands between lines, a span where the aki, the orientation, the emphasis or the ruby changes.
The aki after a glyph, positive or negative, is letter-spacing on it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from declaration_print.model.face import Use
from declaration_print.model.setting import (
    ComposedLine,
    ComposedParagraph,
    Orientation,
    PlacedCluster,
    PlacedRuby,
    Writing,
)

_NOTICED = 0.0005
"""Half a thousandth of an em: the engine cannot write less."""


def paragraph_html(paragraph: ComposedParagraph) -> Markup:
    """The inner HTML of one paragraph element."""
    vertical = paragraph.setting.writing is Writing.VERTICAL
    lines = (Markup("").join(_line(line, vertical=vertical)) for line in paragraph.lines)
    return Markup("<br>").join(lines)


def use_of(orientation: Orientation, *, vertical: bool) -> Use:
    """Which layout face sets a cluster."""
    if not vertical or orientation is Orientation.SIDEWAYS:
        return Use.ACROSS
    return Use.CELL if orientation is Orientation.TATE_CHU_YOKO else Use.DOWN


@dataclass(frozen=True)
class _Run:
    """Clusters that one element can hold: one use, one aki between letters, one after spaces.

    An aki that is None is free: there is no letter yet, no space yet, or nothing follows.
    """

    use: Use
    emphasised: bool
    text: str
    aki: float | None
    space_aki: float | None


def _line(line: ComposedLine, *, vertical: bool) -> Iterator[Markup]:
    if not line.clusters:
        return
    start = line.clusters[0].start
    if abs(start) > _NOTICED:
        yield Markup('<span style="margin-left:{}em"></span>').format(_number(start))
    readings = {ruby.first: ruby for ruby in line.ruby}
    at = 0
    for stop in [*sorted(readings), len(line.clusters)]:
        if stop > at:
            for run in _runs(line.clusters, at, stop, vertical=vertical):
                yield _run_html(run)
            at = stop
        if stop in readings:
            yield _ruby_html(readings[stop], line.clusters[stop])


def _runs(
    clusters: Sequence[PlacedCluster], first: int, stop: int, *, vertical: bool
) -> Iterator[_Run]:
    run: _Run | None = None
    for index in range(first, stop):
        one = _run_of(clusters, index, vertical=vertical)
        joined = _joined(run, one) if run else one
        if joined is None:
            assert run is not None
            yield run
            joined = one
        run = joined
    if run:
        yield run


def _run_of(clusters: Sequence[PlacedCluster], index: int, *, vertical: bool) -> _Run:
    cluster = clusters[index]
    use = use_of(cluster.orientation, vertical=vertical)
    aki = None
    if index + 1 < len(clusters):
        aki = clusters[index + 1].start - cluster.end
    if use is Use.CELL:
        # A cell's layout face has no advances: the box gets its length from the letter-spacing.
        aki = (cluster.advance + (aki or 0.0)) / len(cluster.text)
    if cluster.text == " ":
        return _Run(use, cluster.emphasised, " ", None, aki)
    return _Run(use, cluster.emphasised, cluster.text, aki, None)


def _joined(run: _Run, one: _Run) -> _Run | None:
    """Both as one run, or None where an element must end.

    A space never stands in an element alone: the engine would not draw it, and it would be lost to
    whoever reads the text back.
    """
    if Use.CELL in (run.use, one.use) or (run.use, run.emphasised) != (one.use, one.emphasised):
        return None
    if not (_alike(run.aki, one.aki) and _alike(run.space_aki, one.space_aki)):
        return None
    return _Run(
        run.use,
        run.emphasised,
        run.text + one.text,
        one.aki if run.aki is None else run.aki,
        one.space_aki if run.space_aki is None else run.space_aki,
    )


def _alike(one: float | None, other: float | None) -> bool:
    return one is None or other is None or abs(one - other) <= _NOTICED


def _run_html(run: _Run) -> Markup:
    classes = [] if run.use is Use.DOWN else [str(run.use)]
    if run.emphasised:
        classes.append("emphasis")
    style = ""
    aki = run.aki or 0.0
    if abs(aki) > _NOTICED:
        style += f"letter-spacing:{_number(aki)}em;"
    if run.space_aki is not None and abs(run.space_aki - aki) > _NOTICED:
        style += f"word-spacing:{_number(run.space_aki - aki)}em;"
    if run.emphasised and abs(aki) > _NOTICED:
        style += f"background-size:{_number(1 + aki)}em 0.5em;background-position:{_number(-aki / 2)}em 0;"
    if not classes and not style:
        return escape(run.text)
    attributes = Markup("")
    if classes:
        attributes += Markup(' class="{}"').format(" ".join(classes))
    if style:
        attributes += Markup(' style="{}"').format(style)
    return Markup("<span{}>{}</span>").format(attributes, run.text)


def _ruby_html(ruby: PlacedRuby, base: PlacedCluster) -> Markup:
    """A reading, taken out of the line and put beside it; lengths are in the ruby's own em."""
    offset = (ruby.starts[0] - base.start) * 2
    spans = []
    for index, character in enumerate(ruby.text):
        aki = 0.0
        if index + 1 < len(ruby.starts):
            aki = (ruby.starts[index + 1] - ruby.starts[index]) * 2 - 1
        spans.append((character, aki))
    parts = Markup("")
    for character, aki in spans:
        if abs(aki) > _NOTICED:
            part = Markup('<span style="letter-spacing:{}em">{}</span>')
            parts += part.format(_number(aki), character)
        else:
            parts += escape(character)
    return Markup('<span class="ruby" style="margin-left:{}em">{}</span>').format(
        _number(offset), parts
    )


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
