"""A layout's own style sheets: which there are, and that they leave the faces to layout.toml.

The composer measures every line in the face of its style. A face, weight or spacing chosen in CSS
would be drawn instead of the one measured.
"""

from collections.abc import Iterator
from pathlib import Path

import tinycss2

from declaration_print.model.problem import Place, Problem, Words
from declaration_print.model.setting import Writing

COMMON = "style.css"
"""Where things stand in every writing; `vertical.css` and `horizontal.css` add to it."""

_MEASURED = frozenset(
    {
        "font",
        "font-family",
        "font-feature-settings",
        "font-kerning",
        "font-size",
        "font-style",
        "font-weight",
        "letter-spacing",
        "text-indent",
        "text-transform",
        "white-space",
        "word-spacing",
    }
)


def style_sheets(folder: Path, writing: Writing) -> tuple[str, ...]:
    """The names of the sheets that a layout has for one writing."""
    return tuple(name for name in (COMMON, f"{writing}.css") if (folder / name).is_file())


def problems_of(sheet: Path) -> Iterator[Problem]:
    """Declarations of a sheet that would part what is drawn from what was measured."""
    try:
        text = sheet.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        words = Words(ja="UTF-8 で保存し直してください。", en="not UTF-8; save it as UTF-8")
        yield Problem("layout/not-utf-8", words, Place(str(sheet)))
        return
    rules = tinycss2.parse_stylesheet(text, skip_comments=True)
    for rule in rules:
        if (
            getattr(rule, "content", None) is None
            or getattr(rule, "lower_at_keyword", "") == "font-face"
        ):
            continue
        for item in tinycss2.parse_blocks_contents(rule.content, skip_comments=True):
            if item.type == "declaration" and item.lower_name in _MEASURED:
                words = Words(
                    ja=f"CSS の {item.name} は使えません。"
                    "書体・太さ・大きさ・字間は layout.toml の [styles] で定めてください。",
                    en=f"{item.name} has no place in CSS here; face, weight, size and spacing are set "
                    "under [styles] in layout.toml",
                )
                place = Place(str(sheet), item.source_line, item.source_column)
                yield Problem("layout/face-in-css", words, place)
