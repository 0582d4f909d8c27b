"""Rules about font dictionaries: what they must have, and what kind of program they may bring."""

from collections.abc import Iterator

from pypdf.generic import ArrayObject, DictionaryObject

from declaration_print.check.document.objects import as_name, as_number, entry
from declaration_print.check.fonts.inspected_font import InspectedFont
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words

SIMPLE = {"Type1", "MMType1", "TrueType", "Type3"}
CID_FONTS = {"CIDFontType0", "CIDFontType2"}
STANDARD_14 = frozenset(
    """
    Courier Courier-Bold Courier-Oblique Courier-BoldOblique
    Helvetica Helvetica-Bold Helvetica-Oblique Helvetica-BoldOblique
    Times-Roman Times-Bold Times-Italic Times-BoldItalic Symbol ZapfDingbats
    """.split()  # noqa: SIM905 - fourteen quoted names would hide themselves
)
"""ISO 32000-1 9.6.2.2."""

PROGRAM_SUBTYPES = {
    "pdfa-1": {"Type1C", "CIDFontType0C"},
    "pdfa-2": {"Type1C", "CIDFontType0C", "OpenType"},
    "pdfa-4": {"Type1C", "CIDFontType0C", "OpenType"},
}
"""What the Subtype of a font program may be: PDF 1.4 does not know OpenType (Table 126)."""

CLAUSES = {"pdfa-1": "6.3.2", "pdfa-2": "6.2.11.2", "pdfa-4": "6.2.10.2"}


@rule(
    id="fonts/dictionary",
    clause=CLAUSES,
    rationale=Words(
        ja="フォントの辞書に必要な項目が欠けていると、閲覧ソフトごとに表示が変わります。",
        en="Where a font dictionary lacks what it must have, each viewer guesses differently.",
    ),
    remedy=Words(
        ja="元の文書から PDF を書き出し直すか、別のソフトで PDF/A として保存してください。",
        en="Export the PDF again, or save it as PDF/A with other software.",
    ),
)
def font_dictionaries_are_complete(case: Examination) -> Iterator[Observation]:
    """Has every font Type, a known Subtype, BaseFont and, if simple, its table of widths?"""
    for font in case.pdf.fonts:
        for code, key in _faults(font):
            yield Observation(
                code,
                Words(
                    ja=f"フォント {font.name} の辞書の {key} が正しくありません。",
                    en=f"The dictionary of the font {font.name} has no valid {key}.",
                ),
                font.first_page,
            )


def _faults(font: InspectedFont) -> Iterator[tuple[str, str]]:
    # Of a composite font veraPDF reads Type and BaseFont in the CIDFont, not in the Type 0 font.
    holder = font.program_holder
    if as_name(entry(holder, "/Type")) != "Font":
        yield "no-type", "Type"
    known = font.subtype in SIMPLE
    if not (font.cid_subtype in CID_FONTS if font.is_composite else known):
        yield "unknown-subtype", "Subtype"
    if font.subtype != "Type3" and not font.program_name:
        yield "no-name", "BaseFont"
    if known and not _is_standard(font):
        yield from _faults_of_widths(font.dictionary)


def _is_standard(font: InspectedFont) -> bool:
    """Whether it is one of the standard 14 fonts and not embedded."""
    return font.is_type1 and font.program_name in STANDARD_14 and font.program is None


def _faults_of_widths(font: DictionaryObject) -> Iterator[tuple[str, str]]:
    first, last = (as_number(entry(font, key)) for key in ("/FirstChar", "/LastChar"))
    if first is None:
        yield "no-first-char", "FirstChar"
    if last is None:
        yield "no-last-char", "LastChar"
    widths = entry(font, "/Widths")
    size = len(widths) if isinstance(widths, ArrayObject) else None
    if size is None or size != (last or 0) - (first or 0) + 1:
        yield "widths-size", "Widths"


@rule(
    id="fonts/program-subtype",
    clause=CLAUSES,
    rationale=Words(
        ja="埋め込めるフォントの形式は規格の版ごとに決まっていて、ほかの形式は将来読めません。",
        en="Each standard names the kinds of font program it allows; others may not be read later.",
    ),
    remedy=Words(
        ja="PDF/A-2 以降として書き出すか、TrueType フォントに替えて書き出し直してください。",
        en="Export as PDF/A-2 or later, or use a TrueType font.",
    ),
)
def program_subtypes_are_allowed(case: Examination) -> Iterator[Observation]:
    """Is the Subtype of every font program one that the standard allows?"""
    families = (case.standards & PROGRAM_SUBTYPES.keys()) or {"pdfa-2"}
    allowed = set.intersection(*(PROGRAM_SUBTYPES[family] for family in families))
    for font in case.pdf.fonts:
        subtype = font.file.subtype if font.file else None
        if subtype is not None and subtype not in allowed:
            yield Observation(
                "wrong-subtype",
                Words(
                    ja=f"フォント {font.name} の埋め込み形式 {subtype} は使えません。",
                    en=f"The font {font.name} is embedded as {subtype}, which is not allowed.",
                ),
                font.first_page,
            )
