"""Rules about the glyphs that are drawn: there, no .notdef, with an outline, as wide as declared."""

from collections.abc import Iterator

from declaration_print.check.fonts.encodings import NOTDEF
from declaration_print.check.fonts.inspected_font import InspectedFont
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.check.rulebook.code_lists import characters, first_page
from declaration_print.model.problem import Severity, Words

WIDTH_TOLERANCE = 1.0  # 1/1000 em, ISO 19005-2 6.2.11.5; units of a Type 3 font, as in veraPDF
ROUNDING = 1e-4  # of what is divided by the units of an em


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
        codes = [code for code in font.uses if _is_notdef(case, font, code)]
        if codes:
            listed = characters(font, codes)
            yield Observation(
                "notdef",
                Words(
                    ja=f"フォント {font.name} で字のない箱(.notdef)が描かれています: {listed}",
                    en=f"The font {font.name} draws .notdef, an empty box, for: {listed}",
                ),
                first_page(font.uses, codes),
            )


def _is_notdef(case: Examination, font: InspectedFont, code: int) -> bool:
    """Whether a code is .notdef by its name, or a CID without a glyph, as veraPDF has it.

    A CID that is seen and has no glyph is left to fonts/glyphs-in-program. Where no standard is
    asked for, a CID 0 that a CIDToGIDMap leads to a real glyph is no empty box.
    """
    if not font.is_composite:
        name = font.declared_name(code)
        return name == NOTDEF or (name is None and code == 0 and font.subtype == "TrueType")
    if font.program is None:
        return False
    if font.cid(code) == 0:
        return bool(case.standards) or not font.glyph(code)
    return code not in font.visible_uses and font.lacks(code)


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
    elsewhere = not case.standards & {"pdfa-1"}  # where fonts/notdef speaks of CID 0
    for font in case.pdf.visible_fonts:
        codes = [code for code in font.visible_uses if font.lacks(code)]
        if elsewhere and font.is_composite:
            codes = [code for code in codes if font.cid(code) != 0]
        if codes:
            listed = characters(font, codes)
            yield Observation(
                "missing-glyph",
                Words(
                    ja=f"フォント {font.name} の埋め込みデータに字形がありません: {listed}",
                    en=f"The embedded program of {font.name} lacks glyphs for: {listed}",
                ),
                first_page(font.visible_uses, codes),
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
            listed = characters(font, codes)
            yield Observation(
                "empty-outline",
                Words(
                    ja=f"フォント {font.name} の字形が空です: {listed}",
                    en=f"The font {font.name} has empty outlines for: {listed}",
                ),
                first_page(font.visible_uses, codes),
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
        ja="元の文書から PDF を書き出し直してください(フォントの幅の表 W、Widths が作り直されます)。"
        "それでも同じなら、別のソフトで書き出してください。",
        en="Export again from the source, which writes W or Widths anew; "
        "if that changes nothing, export with other software.",
    ),
)
def declared_widths_agree_with_the_program(case: Examination) -> Iterator[Observation]:
    """Do W and Widths agree with the program within 1/1000 em for every code drawn?"""
    for font in case.pdf.visible_fonts:
        codes = [code for code in font.visible_uses if _differs(font, code)]
        if codes:
            declared, real = font.width(codes[0]), font.program_width(codes[0])
            detail = f"{characters(font, codes)} ({declared:g} ≠ {real:g})"
            yield Observation(
                "width-differs",
                Words(
                    ja=f"フォント {font.name} の幅の宣言が字形の幅と違います: {detail}",
                    en=f"The font {font.name} declares widths its program does not have: {detail}",
                ),
                first_page(font.visible_uses, codes),
            )


def _differs(font: InspectedFont, code: int) -> bool:
    if font.lacks(code):
        return False
    declared, real = font.width(code), font.program_width(code)
    return (
        real is not None
        and declared is not None
        and abs(declared - real) > WIDTH_TOLERANCE + ROUNDING
    )
