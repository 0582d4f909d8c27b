"""The style sheet that layout.toml becomes: the grid, the faces, the styles, the colours.

A layout's own style.css comes after it and uses its custom properties; the numbers live once.
"""

from collections.abc import Iterable, Iterator

from declaration_print.markup.struts import Grid
from declaration_print.model.face import Use
from declaration_print.model.layout import (
    Edition,
    EmphasisMark,
    PageBox,
    Style,
    page_box,
)
from declaration_print.model.setting import Writing
from declaration_print.model.units import Pt

_RESET = """
html { white-space: nowrap; font-kerning: none; font-variant-ligatures: none; hyphens: none }
* { margin: 0; padding: 0; font-weight: normal; font-style: normal; text-decoration: none }
ol, ul { list-style: none }
a { color: inherit }
.ruby { position: absolute; font-size: 0.5em; line-height: 1 }
.kerned { font-kerning: normal }
.emphasis { padding-top: 0.5em; background: 0 0 / 1em 0.5em repeat-x }
.line-above { border-top: 0.05em solid; padding-top: 0.03em }
.line-below { border-bottom: 0.05em solid; padding-bottom: 0.03em }
.page-number::after { content: counter(page) }
.upright { display: inline-block; transform: rotate(-90deg) }
"""

_DOT = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 50 50'%3E"
    "%3Cg fill='{ink}' transform='rotate({turn} 25 25)'%3E{shape}%3C/g%3E%3C/svg%3E"
)
_SHAPES = {
    EmphasisMark.SESAME: "%3Cpath d='M15 36C23 40 33 32 37 16C38 11 33 9 30 12C21 20 13 27 15 36Z'/%3E",
    EmphasisMark.BULLET: "%3Ccircle cx='25' cy='25' r='9'/%3E",
}
"""Emphasis dots (JLReq 3.3.9), as they lie on a page that is yet to be turned. Drawn, not set, so
that no reader finds them among the characters."""


_USES = f"""
.{Use.ACROSS} {{ font-family: var(--{Use.ACROSS}) }}
.{Use.CELL} {{ font-family: var(--{Use.CELL}) }}
.latin {{ font-family: var(--latin-{Use.ACROSS}) }}
.latin.{Use.CELL} {{ font-family: var(--latin-{Use.CELL}) }}
.emphasis {{ background-image: var(--dots) }}
.across .emphasis {{ background-image: var(--dots-across) }}
"""


def page_css(edition: Edition, length: Pt | None = None) -> str:
    """@page for one edition; `length` is that of a continuous page, in points."""
    box = page_box(edition)
    down = box.down if length is None else length
    margins = (box.margin_before, box.margin_end, box.margin_after, box.margin_start)
    if length is not None:
        margins = (Pt(0.0), box.margin_end, Pt(0.0), box.margin_start)
    spelt = " ".join(_pt(margin) for margin in margins)
    return f"@page {{ size: {_pt(box.across)} {_pt(down)}; margin: {spelt} }}"


def house_css(edition: Edition, families: Iterable[str]) -> str:
    """The whole generated sheet but @page: faces, reset, custom properties, styles."""
    return "\n".join(
        [
            *(
                f'@font-face {{ font-family: "{name}"; src: url("face:{name}") }}'
                for name in families
            ),
            _RESET,
            _properties(edition),
            *_styles(edition),
            _USES,
        ]
    )


def _properties(edition: Edition) -> str:
    hanmen, box = edition.hanmen, page_box(edition)
    lengths = {
        "em": hanmen.size,
        "pitch": hanmen.pitch,
        "measure": hanmen.measure * hanmen.size,
        "full-measure": hanmen.full_measure * hanmen.size,
        "gap": hanmen.gap * hanmen.size,
        **_page_lengths(box),
    }
    lines = [f"  --{name}: {_pt(Pt(value))};" for name, value in lengths.items()]
    lines.append(f"  --tiers: {hanmen.tiers};")
    lines += [f"  --{name}: {value};" for name, value in edition.layout.colours.items()]
    return ":root {\n" + "\n".join(lines) + "\n}"


def _page_lengths(box: PageBox) -> dict[str, float]:
    return {
        "page-across": box.across,
        "page-down": box.down,
        "margin-start": box.margin_start,
        "margin-end": box.margin_end,
        "margin-before": box.margin_before,
        "margin-after": box.margin_after,
    }


def _dots(style: Style, edition: Edition, writing: Writing) -> str:
    """The image of one emphasis dot: by default sesame in vertical lines, bullets in horizontal."""
    vertical = writing is Writing.VERTICAL
    mark = style.emphasis or (EmphasisMark.SESAME if vertical else EmphasisMark.BULLET)
    ink = edition.layout.colours.get(style.colour or "sumi", "#000").replace("#", "%23")
    image = _DOT.format(ink=ink, turn=0 if vertical else 90, shape=_SHAPES[mark])
    return f'url("{image}")'


def _styles(edition: Edition) -> Iterator[str]:
    vertical = edition.writing is Writing.VERTICAL
    base = Use.DOWN if vertical else Use.ACROSS
    for name, style in edition.styles.items():
        size = style.size * edition.hanmen.size
        pitch = Grid.of(style, edition.hanmen).line * size
        colour = f"; color: var(--{style.colour})" if style.colour else ""
        yield (
            f'.{name} {{ font-family: "{style.face}-{base}"; font-size: {_pt(Pt(size))}; '
            f"line-height: {_pt(Pt(pitch))}{colour} }}"
        )
        # Inside a line of another style, a style must not push the line apart.
        yield f"span.{name}, a.{name} {{ line-height: 1 }}"
        yield f".{name} {{ {'; '.join(_inherited(style, edition))} }}"


def _inherited(style: Style, edition: Edition) -> Iterator[str]:
    """What elements within a text of this style take from it, whatever styles are around it."""
    for use in (Use.ACROSS, Use.CELL):
        yield f'--{use}: "{style.face}-{use}"'
        if style.latin:
            yield f'--latin-{use}: "{style.latin.face}-{use}"'
    yield f"--dots: {_dots(style, edition, edition.writing)}"
    yield f"--dots-across: {_dots(style, edition, Writing.HORIZONTAL)}"


def _pt(length: float) -> str:
    return f"{length:.4f}".rstrip("0").rstrip(".") + "pt"
