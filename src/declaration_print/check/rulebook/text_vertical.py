"""Rule about vertical editions: their Japanese is really drawn with vertical fonts.

An edition says that it is vertical by its page order, right to left (ViewerPreferences).
"""

import re
from collections.abc import Iterator

from declaration_print.check.font_program import Box
from declaration_print.check.fonts import InspectedFont
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words

JAPANESE = re.compile(
    "[\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003fffd々〆〇、。「」『』（）〈〉《》【】〔〕]"
)
ISLANDS = 0.2  # of all Japanese characters may stand in horizontal captions and folios
FULL_WIDTH = 900.0  # 1/1000 em from which a glyph is set in a cell of its own
CENTRE = 500.0  # 1/1000 em, the middle of the em box across the line

COMMAS = frozenset("、。，．")  # horizontal: low at the left; vertical: high at the right
BRACKETS = frozenset("「」『』（）〈〉《》【】〔〕［］｛｝")  # horizontal: tall; vertical: wide
BARS = frozenset("ー―—‥…〜～")  # horizontal: wide; vertical: tall


@rule(
    id="text/vertical",
    rationale=Words(
        ja="縦組みの文字が縦組みの字として描かれていなければ、句読点も括弧も横のままになり、"
        "文字も正しく取り出せません。",
        en="Vertical text drawn with horizontal fonts keeps horizontal commas and brackets, and "
        "other programs read it wrongly.",
    ),
    remedy=Words(
        ja="縦組みの本文には、縦書き用の符号化(Identity-V)と縦用の字形を使ってください。",
        en="Draw vertical text with a vertical encoding (Identity-V) and vertical glyph forms.",
    ),
)
def vertical_text_is_vertical(case: Examination) -> Iterator[Observation]:
    """In a vertical edition, is the Japanese drawn through WMode 1 fonts with vertical forms?"""
    if not case.pdf.reads_right_to_left:
        return
    fonts = case.pdf.visible_fonts
    vertical = sum(_japanese(font) for font in fonts if font.wmode)
    horizontal = sum(_japanese(font) for font in fonts if not font.wmode)
    if horizontal > ISLANDS * (vertical + horizontal):
        yield _too_much_horizontal(fonts, horizontal, vertical + horizontal)
    for font in fonts:
        yield from _vertical_font(font) if font.wmode else _horizontal_font(font)


def _japanese(font: InspectedFont) -> int:
    """How many Japanese characters of the text a font draws, page furniture left aside."""
    return sum(
        use.text
        for code, use in font.visible_uses.items()
        if JAPANESE.match(font.unicode(code) or "")
    )


def _too_much_horizontal(
    fonts: tuple[InspectedFont, ...], horizontal: int, total: int
) -> Observation:
    worst = max((font for font in fonts if not font.wmode), key=_japanese)
    return Observation(
        "horizontal-font",
        Words(
            ja=f"縦組みの版なのに、和文 {total} 字のうち {horizontal} 字が横組みのフォント"
            f"({worst.name} など)で描かれています。",
            en=f"In a vertical edition {horizontal} of {total} Japanese characters are drawn with "
            f"horizontal fonts ({worst.name} first).",
        ),
        worst.first_page,
    )


def _horizontal_font(font: InspectedFont) -> Iterator[Observation]:
    lying = [
        code
        for code, use in font.visible_uses.items()
        if use.sideways and JAPANESE.match(font.unicode(code) or "")
    ]
    if lying:
        yield _about(
            font,
            "lying-on-its-side",
            lying,
            ja="和文が横倒しに描かれています",
            en="draws Japanese lying on its side",
        )
    if font.has_vertical_metrics and _japanese(font):
        yield Observation(
            "vertical-metrics-unused",
            Words(
                ja=f"フォント {font.name} は縦組みの寸法(W2、DW2)を持ちながら、"
                f"横組み({font.encoding_name})で使われています。",
                en=f"The font {font.name} has vertical metrics (W2, DW2) but is used horizontally "
                f"({font.encoding_name}).",
            ),
            font.first_page,
        )


def _vertical_font(font: InspectedFont) -> Iterator[Observation]:
    if not font.has_vertical_metrics:
        yield Observation(
            "no-vertical-metrics",
            Words(
                ja=f"縦組みのフォント {font.name} に縦の寸法(W2、DW2)がありません。",
                en=f"The vertical font {font.name} has no vertical metrics (W2, DW2).",
            ),
            font.first_page,
        )
    flat = [code for code in font.visible_uses if _is_horizontal_form(font, code)]
    if flat:
        yield _about(
            font,
            "horizontal-form",
            flat,
            ja="縦組みなのに横組み用の字形が使われています",
            en="draws the horizontal forms in vertical text of",
        )


def _is_horizontal_form(font: InspectedFont, code: int) -> bool:
    """Whether a comma, bracket or bar has the shape and place of its horizontal form."""
    text = font.unicode(code) or ""
    glyph = font.glyph(code)
    if text not in COMMAS | BRACKETS | BARS or glyph is None or font.program is None:
        return False
    box, advance = font.program.box(glyph), font.program.advance(glyph)
    if box is None or advance is None or advance < FULL_WIDTH:
        return False
    return _looks_horizontal(text, box)


def _looks_horizontal(text: str, box: Box) -> bool:
    left, bottom, right, top = box
    if text in COMMAS:
        return (left + right) / 2 < CENTRE
    is_wide = right - left > top - bottom
    return is_wide if text in BARS else not is_wide


def _about(font: InspectedFont, code: str, codes: list[int], *, ja: str, en: str) -> Observation:
    characters = "".join(dict.fromkeys(font.unicode(c) or "" for c in codes))[:12]
    page = min(font.visible_uses[c].page for c in codes)
    return Observation(
        code,
        Words(
            ja=f"フォント {font.name}: {ja}: {characters}",
            en=f"The font {font.name} {en}: {characters}",
        ),
        page,
    )
