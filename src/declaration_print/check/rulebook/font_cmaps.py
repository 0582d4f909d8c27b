"""Rules about composite fonts: CIDSystemInfo, CIDToGIDMap, CMaps (ISO 32000-1 9.7)."""

from collections.abc import Iterator

from pypdf.generic import DictionaryObject, StreamObject

from declaration_print.check.document.objects import (
    as_array,
    as_dictionary,
    as_name,
    as_number,
    as_stream,
    as_text,
    decode,
    entry,
)
from declaration_print.check.fonts import cmap_file, predefined_cmaps
from declaration_print.check.fonts.cmap_file import CHAIN_LIMIT, IDENTITY
from declaration_print.check.fonts.inspected_font import InspectedFont
from declaration_print.check.fonts.predefined_cmaps import Collection, is_predefined
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words

CLAUSES_OF_COLLECTIONS = {
    "pdfa-1": "6.3.3.1",
    "pdfa-2": "6.2.11.3.1",
    "pdfa-4": "6.2.10.3.1",
    "pdfua-1": "7.21.3.1",
}


@rule(
    id="fonts/cid-system-info",
    clause=CLAUSES_OF_COLLECTIONS,
    rationale=Words(
        ja="CMap と CIDFont の文字集合が違うと、別の字が表示されます。",
        en="Where CMap and CIDFont speak of different character collections, wrong glyphs appear.",
    ),
    remedy=Words(
        ja="PDF を作るソフトを新しくするか、別のソフトで PDF/A として書き出し直してください(符号化が Identity-H または Identity-V になります)。",
        en="Export again as PDF/A with a newer version or other software (its encoding will be Identity-H or Identity-V).",
    ),
)
def collections_of_cmap_and_font_agree(case: Examination) -> Iterator[Observation]:
    """Does the CMap speak of the CIDFont's collection, and of no older supplement of it?"""
    families = sorted(case.standards & CLAUSES_OF_COLLECTIONS.keys()) or ["pdfa-2"]
    for font in case.pdf.fonts:
        # By its name alone: veraPDF does not look into a stream that calls itself Identity-H.
        if not font.is_composite or font.encoding_name in IDENTITY:
            continue
        declared = _collection(as_dictionary(entry(font.descendant, "/CIDSystemInfo")))
        if not all(_agrees(family, _of_cmap(font, family), declared) for family in families):
            yield Observation(
                "collections-differ",
                Words(
                    ja=f"フォント {font.name} の CMap と CIDFont で CIDSystemInfo が一致しません。",
                    en=f"CMap and CIDFont of {font.name} disagree about their CIDSystemInfo.",
                ),
                font.first_page,
            )


def _of_cmap(font: InspectedFont, family: str) -> Collection | None:
    if font.embedded_cmap is None:
        return predefined_cmaps.collection(font.encoding_name, family)
    info = entry(font.embedded_cmap, "/CIDSystemInfo")
    listed = as_array(info)  # as PDF 1.4 allowed
    return _collection(as_dictionary(listed[0]) if listed else as_dictionary(info))


def _collection(info: DictionaryObject | None) -> Collection:
    supplement = as_number(entry(info, "/Supplement")) or 0
    registry, ordering = as_text(entry(info, "/Registry")), as_text(entry(info, "/Ordering"))
    return Collection(registry, ordering, int(supplement))


def _agrees(family: str, cmap: Collection | None, font: Collection) -> bool:
    if cmap is None or font.registry is None or font.ordering is None:
        return False
    if (cmap.registry, cmap.ordering) != (font.registry, font.ordering):
        return False
    return family == "pdfa-1" or font.supplement <= cmap.supplement


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
        ja="PDF を作るソフトを新しくするか、別のソフトで PDF/A として書き出し直してください(CIDToGIDMap が付きます)。",
        en="Export again as PDF/A with a newer version or other software, which will write a CIDToGIDMap.",
    ),
)
def embedded_truetype_has_a_cid_to_gid_map(case: Examination) -> Iterator[Observation]:
    """Has every embedded CIDFontType2 a CIDToGIDMap, Identity or a stream?

    PDF/A-1 asks it of what is seen, the others of what is embedded, as veraPDF has it.
    """
    only_seen = case.standards == {"pdfa-1"}
    for font in case.pdf.fonts:
        asked = font.is_seen if only_seen else font.program is not None
        if font.cid_subtype != "CIDFontType2" or not asked:
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
        ja="PDF を作るソフトを新しくするか、別のソフトで PDF/A として書き出し直してください(CMap が埋め込まれるか、標準のものになります)。",
        en="Export again as PDF/A with a newer version or other software, so that the CMap is embedded or a standard one.",
    ),
)
def cmaps_are_predefined_or_embedded(case: Examination) -> Iterator[Observation]:
    """Is every CMap predefined or embedded, agreeing with its dictionary on writing mode?

    PDF/A-1 counts only Identity-H and Identity-V as predefined, also for UseCMap; the others want
    the name of a predefined one there, even of a stream.
    """
    by_part_1, by_others = "pdfa-1" in case.standards, case.standards != {"pdfa-1"}
    for font in case.pdf.fonts:
        if not font.is_composite:
            continue
        if font.embedded_cmap is None:
            name = font.encoding_name
            if not is_predefined(name) or (by_part_1 and name not in IDENTITY):
                yield _cmap_finding(font, "not-embedded-cmap", name)
            continue
        for stream in _chain(font.embedded_cmap):
            if int(as_number(entry(stream, "/WMode")) or 0) != _wmode(stream):
                yield _cmap_finding(font, "wmode-differs", "WMode")
            used = _used(stream)
            if used is None:
                continue
            inside = as_stream(entry(stream, "/UseCMap")) is not None
            unknown_to_1 = by_part_1 and not inside and used not in IDENTITY
            if unknown_to_1 or (by_others and not is_predefined(used)):
                yield _cmap_finding(font, "uses-unknown-cmap", used or "?")


def _chain(stream: StreamObject) -> Iterator[StreamObject]:
    """An embedded CMap and the embedded ones it uses."""
    used: StreamObject | None = stream
    for _ in range(CHAIN_LIMIT):
        if used is None:
            return
        yield used
        used = as_stream(entry(used, "/UseCMap"))


def _wmode(stream: StreamObject) -> int:
    cmap = cmap_file.parse(decode(stream) or b"")
    return cmap.wmode


def _used(stream: StreamObject) -> str | None:
    """What a CMap calls the one it uses; veraPDF reads it in the dictionary only."""
    used = entry(stream, "/UseCMap")
    if used is None:
        return None
    return as_name(used) or as_name(entry(as_stream(used), "/CMapName")) or ""


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
