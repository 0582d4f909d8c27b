"""Rules about font programs: embedded, subset, sound, and agreeing with what is drawn."""

import re
from collections.abc import Iterator, Mapping

from declaration_print.check.fonts import CodeUse, InspectedFont
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Severity, Words

SUBSET_TAG = re.compile(r"[A-Z]{6}\+.")  # ISO 32000-1 9.6.4
WIDTH_TOLERANCE = 1.0  # 1/1000 em, ISO 19005-2 6.2.11.5
ROUNDING = 1e-6
SHOWN_CODES = 6  # codes spelled out in one message


def _listed(font: InspectedFont, codes: list[int]) -> str:
    """Some codes for a reader: the character where it is known, the code where it is not."""
    shown = []
    for code in codes[:SHOWN_CODES]:
        text = font.unicode(code)
        shown.append(text if text and text.isprintable() and text.strip() else f"<{code:04X}>")
    rest = len(codes) - SHOWN_CODES
    return " ".join(shown) + (f" … +{rest}" if rest > 0 else "")


def _first_page(uses: Mapping[int, CodeUse], codes: list[int]) -> int:
    return min(uses[code].page for code in codes)


@rule(
    id="fonts/embedded",
    clause={
        "pdfa-1": "6.3.4",
        "pdfa-2": "6.2.11.4.1",
        "pdfa-4": "6.2.10.4.1",
        "pdfua-1": "7.21.4.1",
    },
    rationale=Words(
        ja="百年後の読み手の手元に、私たちのフォントはありません。",
        en="A reader a hundred years from now will not have our fonts installed.",
    ),
    remedy=Words(
        ja="フォントを埋め込む設定で、PDF を書き出し直してください。",
        en="Export the PDF again with all fonts embedded.",
    ),
)
def every_font_is_embedded(case: Examination) -> Iterator[Observation]:
    """Does every font that draws text carry a program of its own that can be read?"""
    for font in case.pdf.visible_fonts:
        if not font.is_embedded:
            yield Observation(
                "not-embedded",
                Words(
                    ja=f"フォント {font.name} が埋め込まれていません。",
                    en=f"The font {font.name} is not embedded.",
                ),
                font.first_page,
            )
        elif font.broken_because:
            yield Observation(
                "broken-program",
                Words(
                    ja=f"フォント {font.name} の埋め込みデータが壊れています"
                    f"({font.broken_because})。",
                    en=f"The embedded program of {font.name} is broken ({font.broken_because}).",
                ),
                font.first_page,
            )


@rule(
    id="fonts/subset",
    rationale=Words(
        ja="使った字だけを埋め込めば、ファイルは小さく、フォントの使用許諾にもかないます。",
        en="Only the glyphs used belong in the file: it stays small and within font licences.",
    ),
    remedy=Words(
        ja="フォントをサブセット化して埋め込む設定にしてください。",
        en="Embed fonts as subsets.",
    ),
)
def every_embedded_font_is_a_subset(case: Examination) -> Iterator[Observation]:
    """Does every embedded font carry a subset tag (ABCDEF+)?"""
    for font in case.pdf.visible_fonts:
        if font.program_key and not SUBSET_TAG.match(font.name):
            yield Observation(
                "not-subset",
                Words(
                    ja=f"フォント {font.name} は全体が埋め込まれています"
                    "(サブセットの印がありません)。",
                    en=f"The font {font.name} is embedded whole: its name has no subset tag.",
                ),
                font.first_page,
            )


@rule(
    id="fonts/type3",
    rationale=Words(
        ja="Type 3 フォントは字形を図として描くため、画面でも印刷でも粗くなりがちです。",
        en="Type 3 fonts draw letters as pictures: unhinted, often coarse, hard to reuse.",
    ),
    remedy=Words(
        ja="アウトラインフォントを使って書き出し直してください。",
        en="Export again with an outline font in its place.",
    ),
)
def no_font_is_type3(case: Examination) -> Iterator[Observation]:
    """Is all text drawn with outline fonts?"""
    for font in case.pdf.visible_fonts:
        if font.subtype == "Type3":
            yield Observation(
                "type3",
                Words(
                    ja=f"Type 3 フォント({font.name})で文字が描かれています。",
                    en=f"Text is drawn with a Type 3 font ({font.name}).",
                ),
                font.first_page,
            )


@rule(
    id="fonts/notdef",
    clause={"pdfa-2": "6.2.11.8", "pdfa-4": "6.2.10.9", "pdfua-1": "7.21.8"},
    rationale=Words(
        ja=".notdef は「字がない」ことを示す印で、読み手には豆腐(□)にしか見えません。",
        en=".notdef is what stands where a letter is missing: a reader sees an empty box.",
    ),
    remedy=Words(
        ja="その文字を持つフォントに替えて書き出し直してください。",
        en="Use a font that has the character and export again.",
    ),
)
def no_code_draws_notdef(case: Examination) -> Iterator[Observation]:
    """Does every code drawn lead to a real glyph rather than .notdef?"""
    for font in case.pdf.fonts:
        codes = [code for code in font.uses if _is_notdef(font, code)]
        if codes:
            listed = _listed(font, codes)
            yield Observation(
                "notdef",
                Words(
                    ja=f"フォント {font.name} で字のない箱(.notdef)が描かれています: {listed}",
                    en=f"The font {font.name} draws .notdef, an empty box, for: {listed}",
                ),
                _first_page(font.uses, codes),
            )


def _is_notdef(font: InspectedFont, code: int) -> bool:
    if font.subtype == "Type3" or font.program is None:
        return False
    by_name = font.subtype in {"Type1", "MMType1"} and not font.has_published_meaning
    if by_name and font.glyph_names.get(code, ".notdef") == ".notdef":
        return True
    return font.glyph(code) == 0


@rule(
    id="fonts/glyphs-in-program",
    clause={
        "pdfa-1": "6.3.5",
        "pdfa-2": "6.2.11.4.1",
        "pdfa-4": "6.2.10.4.1",
        "pdfua-1": "7.21.4.1",
    },
    rationale=Words(
        ja="描かれる字形がフォントのデータに入っていなければ、表示できません。",
        en="A glyph that is drawn but not in the embedded program cannot be shown.",
    ),
    remedy=Words(
        ja="使うすべての文字を含めて、フォントを埋め込み直してください。",
        en="Embed the font again with every glyph that the text uses.",
    ),
)
def every_drawn_glyph_is_in_the_program(case: Examination) -> Iterator[Observation]:
    """Does the embedded program hold every glyph that is drawn?"""
    for font in case.pdf.visible_fonts:
        program = font.program
        codes = [
            code
            for code in font.visible_uses
            if program and (glyph := font.glyph(code)) is not None and not program.has(glyph)
        ]
        if codes:
            listed = _listed(font, codes)
            yield Observation(
                "missing-glyph",
                Words(
                    ja=f"フォント {font.name} の埋め込みデータに字形がありません: {listed}",
                    en=f"The embedded program of {font.name} lacks glyphs for: {listed}",
                ),
                _first_page(font.visible_uses, codes),
            )


@rule(
    id="fonts/outlines",
    rationale=Words(
        ja="字形が空でも規格には合いますが、紙の上では文字が消えます。",
        en="An empty glyph satisfies the standards, yet on paper the character is gone.",
    ),
    remedy=Words(
        ja="その文字の字形を実際に持つフォントに替えてください。",
        en="Use a font that really has an outline for the character.",
    ),
)
def every_drawn_glyph_has_an_outline(case: Examination) -> Iterator[Observation]:
    """Does every character that leaves ink have an outline to draw?"""
    for font in case.pdf.visible_fonts:
        codes = [code for code in font.visible_uses if _is_blank_by_mistake(font, code)]
        if codes:
            listed = _listed(font, codes)
            yield Observation(
                "empty-outline",
                Words(
                    ja=f"フォント {font.name} の字形が空です: {listed}",
                    en=f"The font {font.name} has empty outlines for: {listed}",
                ),
                _first_page(font.visible_uses, codes),
            )


def _is_blank_by_mistake(font: InspectedFont, code: int) -> bool:
    glyph = font.glyph(code)
    text = font.unicode(code)
    if not glyph or font.program is None or not font.program.has(glyph) or not text:
        return False
    return any(leaves_ink(c) for c in text) and font.program.box(glyph) is None


def leaves_ink(character: str) -> bool:
    """Whether a character is meant to be seen: no space, control, format or variation mark."""
    if character == "\u3164":  # a filler that Unicode counts as a letter
        return False
    return character.isprintable() and not character.isspace() and not _is_selector(character)


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


@rule(
    id="fonts/widths",
    clause={"pdfa-1": "6.3.6", "pdfa-2": "6.2.11.5", "pdfa-4": "6.2.10.5", "pdfua-1": "7.21.5"},
    severity=Severity.ERROR,
    rationale=Words(
        ja="幅の宣言とフォントの実際の幅が違うと、字が重なったり離れたりします。",
        en="Where declared and real widths differ, letters overlap or drift apart.",
    ),
    remedy=Words(
        ja="フォントの幅の表(W、Widths)を作り直して書き出してください。",
        en="Export again so that W or Widths is written from the embedded program.",
    ),
)
def declared_widths_agree_with_the_program(case: Examination) -> Iterator[Observation]:
    """Do W and Widths agree with the program within 1/1000 em for every code drawn?"""
    for font in case.pdf.visible_fonts:
        codes = [code for code in font.visible_uses if _differs(font, code)]
        if codes:
            declared = font.width(codes[0])
            glyph = font.glyph(codes[0])
            real = font.program.advance(glyph) if font.program and glyph is not None else None
            detail = f"{_listed(font, codes)} ({declared:g} ≠ {real:g})"
            yield Observation(
                "width-differs",
                Words(
                    ja=f"フォント {font.name} の幅の宣言が字形の幅と違います: {detail}",
                    en=f"The font {font.name} declares widths its program does not have: {detail}",
                ),
                _first_page(font.visible_uses, codes),
            )


def _differs(font: InspectedFont, code: int) -> bool:
    glyph, declared = font.glyph(code), font.width(code)
    if glyph is None or declared is None or font.program is None or not font.program.has(glyph):
        return False
    real = font.program.advance(glyph)
    return real is not None and abs(declared - real) > WIDTH_TOLERANCE + ROUNDING
