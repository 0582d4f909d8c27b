"""Rule about vertical editions: their Japanese is really drawn with vertical fonts.

An edition says that it is vertical by its page order, right to left (ViewerPreferences).
"""

import re
from collections.abc import Iterator

from declaration_print.check.document.objects import as_number, entry
from declaration_print.check.fonts.inspected_font import InspectedFont
from declaration_print.check.fonts.vertical_forms import JUDGED, looks_horizontal
from declaration_print.check.fonts.vertical_metrics import (
    DEFAULT_ADVANCE,
    DEFAULT_ORIGIN,
    DeclaredMetrics,
    ProgramMetrics,
    VerticalMetrics,
)
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words

JAPANESE = re.compile(
    "[\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003fffd々〆〇、。「」『』（）〈〉《》【】〔〕]"
)
ISLANDS = 0.2  # of all Japanese characters may stand in horizontal captions and folios
FULL_WIDTH = 900.0  # 1/1000 em from which a glyph is set in a cell of its own


ADVANCE_TOLERANCE = 5.0  # 1/1000 em; over a column of 40 characters it adds up to a fifth of one
ORIGIN_TOLERANCE = 30.0
"""A font's em box may begin at .859 or .88 of its height: moved alike, a column looks the same."""
EM_TOPS_TOLERANCE = 60.0  # where the program does not tell, the em box is known only roughly


@rule(
    id="text/vertical",
    rationale=Words(
        ja="縦組みの文字が縦組みの字として描かれていなければ、句読点も括弧も横のままになり、"
        "文字も正しく取り出せません。",
        en="Vertical text drawn with horizontal fonts keeps horizontal commas and brackets, and "
        "other programs read it wrongly.",
    ),
    remedy=Words(
        ja="縦書きに対応したソフトで、縦書きの文書として書き出し直してください(縦書き用の符号化 Identity-V、縦用の字形と字送りになります)。",
        en="Export it as a vertical document with software that knows vertical writing (encoding Identity-V, vertical glyphs and advances).",
    ),
)
def vertical_text_is_vertical(case: Examination) -> Iterator[Observation]:
    """In a vertical edition, is the Japanese drawn through WMode 1 fonts, as vertical glyphs?

    Judged are the forms of marks and small kana, and of full-width characters the way they advance
    and where they hang: by the embedded program's own vertical metrics where it has them, else by
    the em box. Letters and figures may stand or lie.
    """
    if not case.pdf.reads_right_to_left:
        return
    fonts = case.pdf.visible_fonts
    vertical = sum(_japanese(font) for font in fonts if font.wmode)
    horizontal = sum(_japanese(font) for font in fonts if not font.wmode)
    if horizontal > ISLANDS * (vertical + horizontal):
        yield _too_much_horizontal(fonts, horizontal, vertical + horizontal)
    for font in fonts:
        if font.wmode:
            yield from _vertical_font(font, ours=bool(case.expected_claims))
        else:
            yield from _horizontal_font(font)


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


def _vertical_font(font: InspectedFont, *, ours: bool) -> Iterator[Observation]:
    """Our editions say their metrics outright; others may leave them to the defaults, as TeX does."""
    declared = DeclaredMetrics(font)
    if ours and not font.has_vertical_metrics:
        yield Observation(
            "no-vertical-metrics",
            Words(
                ja=f"縦組みのフォント {font.name} に縦の寸法(W2、DW2)がありません。",
                en=f"The vertical font {font.name} has no vertical metrics (W2, DW2).",
            ),
            font.first_page,
        )
    elif ours and not declared.has_default:
        yield Observation(
            "no-default-metrics",
            Words(
                ja=f"縦組みのフォント {font.name} に縦の寸法の既定値(DW2)がありません。",
                en=f"The vertical font {font.name} does not say its default metrics (DW2).",
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
    yield from _metrics(font, declared)


def _is_horizontal_form(font: InspectedFont, code: int) -> bool:
    """Whether a mark or small kana has the shape and place of its horizontal form."""
    text = font.unicode(code) or ""
    glyph = font.glyph(code)
    if text not in JUDGED or glyph is None or font.program is None:
        return False
    box, advance = font.program.box(glyph), font.program.advance(glyph)
    if box is None or advance is None or advance < FULL_WIDTH:
        return False
    return looks_horizontal(text, box)


def _metrics(font: InspectedFont, declared: DeclaredMetrics) -> Iterator[Observation]:
    program = ProgramMetrics(font)
    drifting, misplaced = [], []
    for code in font.visible_uses:
        metrics = declared.of(code) if JAPANESE.match(font.unicode(code) or "") else None
        if metrics is None or (font.width(code) or 0.0) < FULL_WIDTH:
            continue
        told = program.of(code)
        if abs(metrics.advance - (told.advance if told else DEFAULT_ADVANCE)) > ADVANCE_TOLERANCE:
            drifting.append(code)
        elif not _hangs_right(font, metrics, told, (font.width(code) or 0.0) / 2):
            misplaced.append(code)
    if drifting:
        yield _about(
            font,
            "wrong-advance",
            drifting,
            ja="縦の送り(W2、DW2)が字形と合いません",
            en="advances (W2, DW2) otherwise than its glyphs for",
        )
    if misplaced:
        yield _about(
            font,
            "wrong-origin",
            misplaced,
            ja="縦組みの原点(W2、DW2)がずれています",
            en="hangs glyphs from a wrong origin (W2, DW2):",
        )


def _hangs_right(
    font: InspectedFont, metrics: VerticalMetrics, told: VerticalMetrics | None, middle: float
) -> bool:
    """Whether a glyph hangs from the middle of its width and the top of its cell."""
    if abs(metrics.origin_x - middle) > ORIGIN_TOLERANCE:
        return False
    if told is not None:
        return abs(metrics.origin_y - told.origin_y) <= ORIGIN_TOLERANCE
    tops = (DEFAULT_ORIGIN, as_number(entry(font.descriptor, "/Ascent")) or DEFAULT_ORIGIN)
    return any(abs(metrics.origin_y - top) <= EM_TOPS_TOLERANCE for top in tops)


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
