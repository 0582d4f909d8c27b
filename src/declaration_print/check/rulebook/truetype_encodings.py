"""Rules about simple TrueType fonts: which encoding and which cmap they may have.

ISO 32000-1 9.6.6.4 leaves viewers to guess; PDF/A and PDF/UA do not.
"""

from collections.abc import Iterator

from declaration_print.check.document.objects import as_dictionary, entry
from declaration_print.check.fonts.encodings import NOTDEF, listed_unicode
from declaration_print.check.fonts.glyph_lookup import MACINTOSH, SYMBOL, UNICODE
from declaration_print.check.fonts.inspected_font import InspectedFont
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words

LATIN = {"MacRomanEncoding", "WinAnsiEncoding"}
CLAUSES = {"pdfa-1": "6.3.7", "pdfa-2": "6.2.11.6", "pdfa-4": "6.2.10.6", "pdfua-1": "7.21.6"}
_RATIONALE = Words(
    ja="TrueType の文字の選び方があいまいだと、閲覧ソフトによって別の字が表示されます。",
    en="Where it is left open how a TrueType font finds its glyphs, viewers show different ones.",
)
_REMEDY = Words(
    ja="PDF/A として書き出し直すか、別のソフトで PDF を作り直してください。",
    en="Export again as PDF/A, or make the PDF with other software.",
)


@rule(id="fonts/truetype-encoding", clause=CLAUSES, rationale=_RATIONALE, remedy=_REMEDY)
def truetype_encodings_are_definite(case: Examination) -> Iterator[Observation]:
    """Is a non-symbolic TrueType font in MacRoman or WinAnsi, a symbolic one without encoding?"""
    for font in case.pdf.fonts:
        if font.subtype != "TrueType":
            continue
        # A dictionary without BaseEncoding is no encoding of a symbolic font to veraPDF.
        if font.is_symbolic:
            if font.base_encoding is not None:
                yield _about(font, "symbolic-with-encoding", font.base_encoding)
        elif font.base_encoding not in LATIN:
            yield _about(font, "no-latin-encoding", font.encoding_name)
        elif _has_differences(font) and not _may_differ(font, case.standards):
            yield _about(font, "differences", "Differences")


def _has_differences(font: InspectedFont) -> bool:
    encoding = as_dictionary(entry(font.dictionary, "/Encoding"))
    return encoding is not None and "/Differences" in encoding


def _may_differ(font: InspectedFont, standards: frozenset[str]) -> bool:
    """PDF/A-1 allows no Differences; the others only Adobe Glyph List names and a (3,1) cmap."""
    if "pdfa-1" in standards or font.program is None or UNICODE not in font.program.cmap_keys:
        return False
    names = font.differences.values()
    return all(name == NOTDEF or listed_unicode(name) is not None for name in names)


@rule(id="fonts/truetype-cmap", clause=CLAUSES, rationale=_RATIONALE, remedy=_REMEDY)
def truetype_cmaps_are_definite(case: Examination) -> Iterator[Observation]:
    """Has the program of a simple TrueType font the cmap subtables that settle its glyphs?"""
    families = (case.standards & CLAUSES.keys()) or {"pdfa-2"}
    for font in case.pdf.fonts:
        if font.subtype != "TrueType" or font.program is None:
            continue
        keys = font.program.cmap_keys
        if not all(_settles(family, keys, symbolic=font.is_symbolic) for family in families):
            listed = " ".join(f"({platform},{encoding})" for platform, encoding in keys)
            yield _about(font, "unfit-cmap", f"cmap {listed or '–'}")


def _settles(family: str, keys: tuple[tuple[int, int], ...], *, symbolic: bool) -> bool:
    if symbolic:
        if family == "pdfa-1":
            return len(keys) == 1
        if family == "pdfa-4":
            return SYMBOL in keys or MACINTOSH in keys
        return len(keys) == 1 or SYMBOL in keys
    if family == "pdfa-1":  # says nothing
        return True
    if family == "pdfa-4":
        return UNICODE in keys or MACINTOSH in keys
    return len(keys) > (1 if SYMBOL in keys else 0)


def _about(font: InspectedFont, code: str, detail: str) -> Observation:
    words = {
        "symbolic-with-encoding": Words(
            ja=f"記号用とされた TrueType フォント {font.name} に Encoding({detail})があります。",
            en=f"The TrueType font {font.name} is flagged symbolic, yet has an Encoding ({detail}).",
        ),
        "no-latin-encoding": Words(
            ja=f"TrueType フォント {font.name} の Encoding が MacRoman でも WinAnsi でもありません"
            f"({detail})。",
            en=f"The Encoding of the TrueType font {font.name} is neither MacRoman nor WinAnsi"
            f" ({detail}).",
        ),
        "differences": Words(
            ja=f"TrueType フォント {font.name} の Encoding に、使えない {detail} があります。",
            en=f"The Encoding of the TrueType font {font.name} has {detail} it may not have.",
        ),
        "unfit-cmap": Words(
            ja=f"TrueType フォント {font.name} の文字表では字形が決まりません({detail})。",
            en=f"The tables of the TrueType font {font.name} do not settle its glyphs ({detail}).",
        ),
    }
    return Observation(code, words[code], font.first_page)
