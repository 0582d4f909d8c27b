"""Rules about what codes mean as text: every one leads to Unicode, and to characters."""

from collections.abc import Iterator

from declaration_print.check.fonts.cmap_file import CMapFile
from declaration_print.check.fonts.encodings import NOTDEF, is_pictorial, listed_unicode
from declaration_print.check.fonts.inspected_font import InspectedFont
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.check.rulebook.code_lists import first_page, numbers
from declaration_print.model.problem import Words

FORBIDDEN = {"\0", "\ufeff", "\ufffe"}  # ISO 19005-2 6.2.11.7.2


@rule(
    id="fonts/to-unicode",
    clause={"pdfa-1": "6.3.8", "pdfa-2": "6.2.11.7.2", "pdfua-1": "7.21.7"},
    rationale=Words(
        ja="字形から文字に戻せなければ、検索も読み上げも写し取りもできません。",
        en="Without the way back from glyphs to characters nothing can be searched or read aloud.",
    ),
    remedy=Words(
        ja="検索できるテキストを含む設定(PDF/A のレベル U か A など)で書き出し直してください。文字を図形に変えて(アウトライン化して)いないかも確かめてください。",
        en="Export again with searchable text (for instance as PDF/A, level U or A); make sure that letters are not turned into outlines.",
    ),
)
def every_code_leads_to_unicode(case: Examination) -> Iterator[Observation]:
    """Can every code drawn be turned back into Unicode?"""
    by_part_1 = "pdfa-1" in case.standards
    for font in case.pdf.fonts:
        codes = [code for code in font.uses if not _has_unicode(font, code, by_part_1=by_part_1)]
        if codes:
            code, words = _unmapped(font, codes)
            yield Observation(code, words, first_page(font.uses, codes))


def _has_unicode(font: InspectedFont, code: int, *, by_part_1: bool) -> bool:
    """Whether a code has a meaning by ToUnicode or by one of the ways the clauses except.

    Those are names of the Adobe Glyph List, of Symbol and of ZapfDingbats, and Adobe's CIDs.
    PDF/A-1 excepts neither Type 3 fonts nor ZapfDingbats under a Type 1 font, as veraPDF has it.
    """
    if font.to_unicode is not None and font.to_unicode.unicode(code, strictly=True) is not None:
        return True
    if font.is_composite:
        return font.has_published_meaning
    name = _name(font, code)
    if by_part_1 and font.subtype == "Type3":
        return False
    if by_part_1 and name is None and font.is_type1:  # .notdef, which counts as a meaning
        return font.program is not None
    if name is None or listed_unicode(name) is not None or name == NOTDEF:
        return name is not None
    return is_pictorial(name) and not (by_part_1 and font.is_type1 and name[1:].isdecimal())


def _name(font: InspectedFont, code: int) -> str | None:
    """The glyph name of a code; None where only a program could tell it that is not there."""
    is_told = font.program is not None or font.descriptor is None or not font.is_type1
    return font.glyph_name(code) if is_told else font.declared_name(code)


def _unmapped(font: InspectedFont, codes: list[int]) -> tuple[str, Words]:
    if font.to_unicode is None:
        return "no-to-unicode", Words(
            ja=f"フォント {font.name} に文字コードへの対応表(ToUnicode)がありません。",
            en=f"The font {font.name} has no ToUnicode map.",
        )
    return "incomplete-to-unicode", Words(
        ja=f"フォント {font.name} の ToUnicode に載っていない字が使われています: {numbers(codes)}",
        en=f"The ToUnicode map of {font.name} does not cover codes in use: {numbers(codes)}",
    )


@rule(
    id="fonts/unicode-values",
    clause={"pdfa-2": "6.2.11.7.2", "pdfa-4": "6.2.10.7", "pdfua-1": "7.21.7"},
    rationale=Words(
        ja="U+0000、U+FEFF、U+FFFE は文字ではなく、写し取った文章を壊します。",
        en="U+0000, U+FEFF and U+FFFE are no characters and corrupt whatever is copied.",
    ),
    remedy=Words(
        ja="その字を標準の文字で入力し直すか、別のフォントに替えて書き出し直してください。",
        en="Type those letters as standard characters, or use another font, and export again.",
    ),
)
def no_code_means_a_non_character(case: Examination) -> Iterator[Observation]:
    """Is no code in use mapped to U+0000, U+FEFF or U+FFFE?"""
    for font in case.pdf.fonts:
        if font.to_unicode is None:
            continue
        codes = [c for c in font.uses if FORBIDDEN & set(_said(font.to_unicode, c))]
        if codes:
            yield Observation(
                "forbidden-value",
                Words(
                    ja=f"フォント {font.name} の ToUnicode に文字でない値があります: {numbers(codes)}",
                    en=f"The ToUnicode map of {font.name} gives no characters for: {numbers(codes)}",
                ),
                first_page(font.uses, codes),
            )


def _said(to_unicode: CMapFile, code: int) -> str:
    return to_unicode.unicode(code, strictly=True) or ""
