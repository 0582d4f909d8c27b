"""Rules about what codes mean: ToUnicode, CIDSystemInfo, CIDToGIDMap, CMaps."""

from collections.abc import Iterator

from declaration_print.check.fonts import InspectedFont
from declaration_print.check.objects import (
    as_dictionary,
    as_name,
    as_number,
    as_stream,
    as_text,
    entry,
)
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words

FORBIDDEN = {"\0", "\ufeff", "\ufffe"}  # ISO 19005-2 6.2.11.7.2
SHOWN_CODES = 6

_BOTH_WAYS = (
    "Identity",
    "GB-EUC",
    "GBpc-EUC",
    "GBK-EUC",
    "GBKp-EUC",
    "GBK2K",
    "UniGB-UCS2",
    "UniGB-UTF16",
    "B5pc",
    "HKscs-B5",
    "ETen-B5",
    "ETenms-B5",
    "CNS-EUC",
    "UniCNS-UCS2",
    "UniCNS-UTF16",
    "90ms-RKSJ",
    "90msp-RKSJ",
    "Add-RKSJ",
    "EUC",
    "Ext-RKSJ",
    "UniJIS-UCS2",
    "UniJIS-UCS2-HW",
    "UniJIS-UTF16",
    "KSC-EUC",
    "KSCms-UHC",
    "KSCms-UHC-HW",
    "UniKS-UCS2",
    "UniKS-UTF16",
)
PREDEFINED_CMAPS = frozenset(
    [
        "83pv-RKSJ-H",
        "90pv-RKSJ-H",
        "H",
        "V",
        "KSCpc-EUC-H",
        *(f"{name}-{way}" for name in _BOTH_WAYS for way in "HV"),
    ]
)
"""Names that need not be embedded (ISO 32000-1 Table 118)."""


def _codes(codes: list[int]) -> str:
    rest = len(codes) - SHOWN_CODES
    return " ".join(f"<{code:04X}>" for code in codes[:SHOWN_CODES]) + (
        f" … +{rest}" if rest > 0 else ""
    )


@rule(
    id="fonts/to-unicode",
    clause={"pdfa-1": "6.3.8", "pdfa-2": "6.2.11.7.2", "pdfua-1": "7.21.7"},
    rationale=Words(
        ja="字形から文字に戻せなければ、検索も読み上げも写し取りもできません。",
        en="Without the way back from glyphs to characters nothing can be searched or read aloud.",
    ),
    remedy=Words(
        ja="文字情報(ToUnicode)を付けて書き出し直してください。",
        en="Export again with ToUnicode maps (text, not outlines).",
    ),
)
def every_code_leads_to_unicode(case: Examination) -> Iterator[Observation]:
    """Can every code drawn be turned back into Unicode?"""
    for font in case.pdf.fonts:
        if font.has_published_meaning and font.to_unicode is None:
            continue
        codes = [code for code in font.uses if not font.unicode(code)]
        if not codes:
            continue
        code, words = _unmapped(font, codes)
        yield Observation(code, words, min(font.uses[code].page for code in codes))


def _unmapped(font: InspectedFont, codes: list[int]) -> tuple[str, Words]:
    if font.to_unicode is None:
        return "no-to-unicode", Words(
            ja=f"フォント {font.name} に文字コードへの対応表(ToUnicode)がありません。",
            en=f"The font {font.name} has no ToUnicode map.",
        )
    return "incomplete-to-unicode", Words(
        ja=f"フォント {font.name} の ToUnicode に載っていない字が使われています: {_codes(codes)}",
        en=f"The ToUnicode map of {font.name} does not cover codes in use: {_codes(codes)}",
    )


@rule(
    id="fonts/unicode-values",
    clause={"pdfa-2": "6.2.11.7.2", "pdfa-4": "6.2.10.7", "pdfua-1": "7.21.7"},
    rationale=Words(
        ja="U+0000、U+FEFF、U+FFFE は文字ではなく、写し取った文章を壊します。",
        en="U+0000, U+FEFF and U+FFFE are no characters and corrupt whatever is copied.",
    ),
    remedy=Words(
        ja="ToUnicode に正しい文字を入れて書き出し直してください。",
        en="Export again with real characters in ToUnicode.",
    ),
)
def no_code_means_a_non_character(case: Examination) -> Iterator[Observation]:
    """Is no code in use mapped to U+0000, U+FEFF or U+FFFE?"""
    for font in case.pdf.fonts:
        if font.to_unicode is None:
            continue
        codes = [c for c in font.uses if FORBIDDEN & set(font.to_unicode.unicode(c) or "")]
        if codes:
            yield Observation(
                "forbidden-value",
                Words(
                    ja=f"フォント {font.name} の ToUnicode に文字でない値があります: {_codes(codes)}",
                    en=f"The ToUnicode map of {font.name} gives no characters for: {_codes(codes)}",
                ),
                min(font.uses[code].page for code in codes),
            )


@rule(
    id="fonts/cid-system-info",
    clause={
        "pdfa-1": "6.3.3.1",
        "pdfa-2": "6.2.11.3.1",
        "pdfa-4": "6.2.10.3.1",
        "pdfua-1": "7.21.3.1",
    },
    rationale=Words(
        ja="CMap と CIDFont の文字集合が違うと、別の字が表示されます。",
        en="Where CMap and CIDFont speak of different character collections, wrong glyphs appear.",
    ),
    remedy=Words(
        ja="Identity-H または Identity-V で書き出し直してください。",
        en="Export again with Identity-H or Identity-V encoding.",
    ),
)
def collections_of_cmap_and_font_agree(case: Examination) -> Iterator[Observation]:
    """Does an embedded CMap name the CIDFont's collection, and no older supplement of it?"""
    for font in case.pdf.fonts:
        cmap = as_stream(entry(font.dictionary, "/Encoding"))
        if not font.is_composite or cmap is None:
            continue
        declared = as_dictionary(entry(cmap, "/CIDSystemInfo"))
        descendant = as_dictionary(entry(font.descendant, "/CIDSystemInfo"))
        differing = [
            key
            for key in ("/Registry", "/Ordering")
            if as_text(entry(declared, key)) != as_text(entry(descendant, key))
        ]
        beyond = (as_number(entry(descendant, "/Supplement")) or 0) > (
            as_number(entry(declared, "/Supplement")) or 0
        )
        if differing or beyond:
            yield Observation(
                "collections-differ",
                Words(
                    ja=f"フォント {font.name} の CMap と CIDFont で CIDSystemInfo が一致しません。",
                    en=f"CMap and CIDFont of {font.name} disagree about their CIDSystemInfo.",
                ),
                font.first_page,
            )


@rule(
    id="fonts/cid-to-gid-map",
    clause={
        "pdfa-1": "6.3.3.2",
        "pdfa-2": "6.2.11.3.2",
        "pdfa-4": "6.2.10.3.2",
        "pdfua-1": "7.21.3.2",
    },
    rationale=Words(
        ja="埋め込まれた TrueType の字形は、CIDToGIDMap がなければ決まりません。",
        en="Without a CIDToGIDMap nothing says which glyph of an embedded TrueType is meant.",
    ),
    remedy=Words(
        ja="CIDToGIDMap を付けて書き出し直してください。",
        en="Export again with a CIDToGIDMap (Identity or a stream).",
    ),
)
def embedded_truetype_has_a_cid_to_gid_map(case: Examination) -> Iterator[Observation]:
    """Has every embedded CIDFontType2 a CIDToGIDMap, Identity or a stream?"""
    for font in case.pdf.visible_fonts:
        if font.cid_subtype != "CIDFontType2" or not font.is_embedded:
            continue
        value = entry(font.descendant, "/CIDToGIDMap")
        if as_name(value) != "Identity" and as_stream(value) is None:
            yield Observation(
                "no-cid-to-gid-map",
                Words(
                    ja=f"フォント {font.name} に正しい CIDToGIDMap がありません。",
                    en=f"The font {font.name} has no valid CIDToGIDMap.",
                ),
                font.first_page,
            )


@rule(
    id="fonts/cmap",
    clause={
        "pdfa-1": "6.3.3.3",
        "pdfa-2": "6.2.11.3.3",
        "pdfa-4": "6.2.10.3.3",
        "pdfua-1": "7.21.3.3",
    },
    rationale=Words(
        ja="規格にない CMap はファイルの中になければ、将来読めません。",
        en="A CMap that the standard does not define has to be in the file to be read later.",
    ),
    remedy=Words(
        ja="Identity-H または Identity-V で書き出し直すか、CMap を埋め込んでください。",
        en="Export again with Identity-H or Identity-V, or embed the CMap.",
    ),
)
def cmaps_are_predefined_or_embedded(case: Examination) -> Iterator[Observation]:
    """Is every CMap predefined or embedded, agreeing with its dictionary on writing mode?"""
    for font in case.pdf.fonts:
        if not font.is_composite:
            continue
        cmap = font.encoding_cmap
        if cmap is None:
            if font.encoding_name not in PREDEFINED_CMAPS:
                yield _cmap_finding(font, "not-embedded-cmap", font.encoding_name)
            continue
        stream = as_stream(entry(font.dictionary, "/Encoding"))
        if int(as_number(entry(stream, "/WMode")) or 0) != cmap.wmode:
            yield _cmap_finding(font, "wmode-differs", "WMode")
        other = entry(stream, "/UseCMap")
        used = cmap.uses or as_name(other) or as_name(entry(as_stream(other), "/CMapName"))
        if used and used not in PREDEFINED_CMAPS:
            yield _cmap_finding(font, "uses-unknown-cmap", used)


def _cmap_finding(font: InspectedFont, code: str, detail: str) -> Observation:
    words = {
        "not-embedded-cmap": Words(
            ja=f"フォント {font.name} の CMap({detail})が埋め込まれていません。",
            en=f"The CMap {detail} of {font.name} is neither predefined nor embedded.",
        ),
        "wmode-differs": Words(
            ja=f"フォント {font.name} の CMap で、縦横({detail})の指定が食い違っています。",
            en=f"The CMap of {font.name} and its dictionary disagree on {detail}.",
        ),
        "uses-unknown-cmap": Words(
            ja=f"フォント {font.name} の CMap が、規格にない {detail} を参照しています。",
            en=f"The CMap of {font.name} refers to {detail}, which is not predefined.",
        ),
    }
    return Observation(code, words[code], font.first_page)
