"""The style sheet that layout.toml becomes: the grid, the faces, the styles, the colours.

A layout's own style.css comes after it and uses its custom properties; the numbers live once.
"""

from collections.abc import Iterable, Iterator

from declaration_print.model.face import Use
from declaration_print.model.layout import Edition, PageBox, Style, page_box
from declaration_print.model.setting import Writing
from declaration_print.model.units import Pt

_RESET = """
html { white-space: nowrap; font-kerning: normal; font-variant-ligatures: none; hyphens: none }
* { margin: 0; padding: 0; font-weight: normal; font-style: normal; text-decoration: none }
ol, ul { list-style: none }
a { color: inherit }
.ruby { position: absolute; font-size: 0.5em; line-height: 1 }
.emphasis { padding-top: 0.5em; background: 0 0 / 1em 0.5em repeat-x }
.page-number::after { content: counter(page) }
.upright { display: inline-block; transform: rotate(-90deg) }
"""

_SESAME = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 50'%3E"
    "%3Cpath d='M40 36C48 40 58 32 62 16C63 11 58 9 55 12C46 20 38 27 40 36Z' fill='{}'/%3E"
    "%3C/svg%3E"
)
_BULLET = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 50'%3E"
    "%3Ccircle cx='50' cy='27' r='9' fill='{}'/%3E%3C/svg%3E"
)
"""Emphasis dots (JLReq 3.3.9): sesame dots in vertical text, bullets in horizontal. Drawn, not set,
so that no reader finds them among the characters. A turned page turns them with it."""


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
        ]
    )


def family(style: Style, use: Use) -> str:
    """The name under which the engine knows a face in one use."""
    return f"{style.face}-{use}"


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


def _emphasis(edition: Edition, colour: str | None) -> str:
    """The image of one emphasis dot in a style's colour."""
    vertical = edition.writing is Writing.VERTICAL
    ink = edition.layout.colours.get(colour or "sumi", "#000").replace("#", "%23")
    return (_SESAME if vertical else _BULLET).format(ink)


def _styles(edition: Edition) -> Iterator[str]:
    vertical = edition.writing is Writing.VERTICAL
    base = Use.DOWN if vertical else Use.ACROSS
    for name, style in edition.styles.items():
        size = style.size * edition.hanmen.size
        pitch = style.pitch * edition.hanmen.pitch
        colour = f"; color: var(--{style.colour})" if style.colour else ""
        yield (
            f'.{name} {{ font-family: "{family(style, base)}"; font-size: {_pt(Pt(size))}; '
            f"line-height: {_pt(Pt(pitch))}{colour} }}"
        )
        # Inside a line of another style, a style must not push the line apart.
        yield f"span.{name} {{ line-height: 1 }}"
        yield f'.{name} .emphasis {{ background-image: url("{_emphasis(edition, style.colour)}") }}'
        # A reading stands against the em box of its base, which is centred in the line.
        rise = pitch / size - 2
        yield f".{name} .ruby {{ margin-top: {rise:.4f}em }}"
        if vertical:
            for use in (Use.ACROSS, Use.CELL):
                selector = f".{name} .{use}, .{name}.{use}"
                yield f'{selector} {{ font-family: "{family(style, use)}" }}'


def _pt(length: float) -> str:
    return f"{length:.4f}".rstrip("0").rstrip(".") + "pt"
