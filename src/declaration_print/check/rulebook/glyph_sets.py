"""Rules about the lists of glyphs that subsets carry: CharSet and CIDSet (ISO 32000-1 9.8)."""

import re
from collections.abc import Iterator

from declaration_print.check.document.objects import as_stream, as_text, decode, entry
from declaration_print.check.fonts.cid_sets import held_cids, holds_cid
from declaration_print.check.fonts.encodings import NOTDEF
from declaration_print.check.fonts.inspected_font import InspectedFont
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words

SUBSET_TAG = re.compile(r"[A-Z]{6}\+")  # ISO 32000-1 9.6.4
_NAME = re.compile(r"/([^\x00\t\n\x0c\r ()<>\[\]{}/%]+)")
_ESCAPE = re.compile(r"#([0-9A-Fa-f]{2})")
CID_SET_LIMIT = 16_384  # bytes; more than the CIDs there can be, and what veraPDF reads

CLAUSES = {"pdfa-1": "6.3.5", "pdfa-2": "6.2.11.4.2", "pdfua-1": "7.21.4.2"}
_RATIONALE = Words(
    ja="サブセットの字形一覧が実際と違うと、字が欠けていると判断されることがあります。",
    en="A subset whose list of glyphs is wrong may be taken to lack the letters it has.",
)
_REMEDY = Words(
    ja="別のソフトで書き出し直してください。PDF/A-2 以降なら、"
    "字形の一覧(CIDSet、CharSet)を付けずに書き出しても構いません。",
    en="Export again with other software; from PDF/A-2 on the list (CIDSet, CharSet) "
    "may just as well be left out.",
)


@rule(id="fonts/char-set", clause=CLAUSES, rationale=_RATIONALE, remedy=_REMEDY)
def char_sets_list_the_glyphs(case: Examination) -> Iterator[Observation]:
    """Does the CharSet of a Type 1 subset list its glyphs? PDF/A-1 also wants it to be there."""
    strictly_present = "pdfa-1" in case.standards
    for font in case.pdf.fonts:
        if not font.is_type1 or not SUBSET_TAG.match(font.program_name):
            continue
        declared = as_text(entry(font.descriptor, "/CharSet"))
        if declared is None:
            if strictly_present:
                yield _absent(font, "CharSet")
        elif font.program is not None:
            listed = {_unescaped(name) for name in _NAME.findall(declared)}
            missing = _drawn_but_unlisted(font, listed) if strictly_present else []
            surplus: list[str] = []
            if not missing and case.standards != {"pdfa-1"}:
                missing, surplus = _differing(set(font.program.names), listed)
            if missing or surplus:
                yield _wrong(font, "CharSet", missing, surplus)


def _unescaped(name: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), name)


def _drawn_but_unlisted(font: InspectedFont, listed: set[str]) -> list[str]:
    names = {font.declared_name(code) for code in font.uses}
    held = font.program.names if font.program else {}
    return sorted(name for name in names if name and name in held and name not in listed)


def _differing(held: set[str], listed: set[str]) -> tuple[list[str], list[str]]:
    """Names that the program has and the set has not, and the other way about."""
    return sorted(held - listed - {NOTDEF}), sorted(listed - held - {NOTDEF})


@rule(id="fonts/cid-set", clause=CLAUSES, rationale=_RATIONALE, remedy=_REMEDY)
def cid_sets_list_the_glyphs(case: Examination) -> Iterator[Observation]:
    """Does the CIDSet of a CIDFont subset list its CIDs? PDF/A-1 also wants it to be there."""
    strictly_present = "pdfa-1" in case.standards
    for font in case.pdf.fonts:
        if not font.is_composite or not SUBSET_TAG.match(font.program_name):
            continue
        stream = as_stream(entry(font.descriptor, "/CIDSet"))
        if stream is None:
            if strictly_present:
                yield _absent(font, "CIDSet")
        elif font.program is not None:
            bits = (decode(stream) or b"")[:CID_SET_LIMIT]
            missing = _unlisted_cids(font, bits) if strictly_present else []
            surplus: list[int] = []
            if not missing and case.standards != {"pdfa-1"}:
                missing, surplus = _differing_cids(font, bits)
            if missing or surplus:
                yield _wrong(font, "CIDSet", _as_words(missing), _as_words(surplus))


def _is_listed(bits: bytes, cid: int) -> bool:
    return cid // 8 < len(bits) and bool(bits[cid // 8] & 0x80 >> cid % 8)


def _unlisted_cids(font: InspectedFont, bits: bytes) -> list[int]:
    """CIDs that are drawn and in the program, but not listed."""
    drawn = {font.cid(code) or 0 for code in font.uses} - {0}
    return sorted(cid for cid in drawn if holds_cid(font, cid) and not _is_listed(bits, cid))


def _differing_cids(font: InspectedFont, bits: bytes) -> tuple[list[int], list[int]]:
    """CIDs that the program has and the set has not, and the other way about."""
    held = held_cids(font)
    missing = [cid for cid in held if cid and not _is_listed(bits, cid)]
    listed = (8 * at + bit for at, byte in enumerate(bits) if byte for bit in range(8))
    surplus = [cid for cid in listed if cid and _is_listed(bits, cid) and not holds_cid(font, cid)]
    return sorted(set(missing)), surplus


def _as_words(cids: list[int]) -> list[str]:
    return [f"CID {cid}" for cid in cids]


def _absent(font: InspectedFont, key: str) -> Observation:
    return Observation(
        "absent",
        Words(
            ja=f"フォント {font.name} のサブセットに、字形の一覧({key})がありません。",
            en=f"The subset font {font.name} has no list of its glyphs ({key}).",
        ),
        font.first_page,
    )


def _wrong(font: InspectedFont, key: str, missing: list[str], surplus: list[str]) -> Observation:
    """How many glyphs the list leaves out and how many it makes up, each with an example."""
    ja, en = [], []
    if missing:
        ja.append(f"{len(missing):,} 字分が載っていません(例: {missing[0]})")
        en.append(f"leaves out {_glyphs(missing)} that the font has (such as {missing[0]})")
    if surplus:
        ja.append(f"フォントにない {len(surplus):,} 字分が載っています(例: {surplus[0]})")
        en.append(f"names {_glyphs(surplus)} that the font lacks (such as {surplus[0]})")
    return Observation(
        "not-the-glyphs",
        Words(
            ja=f"フォント {font.name} の字形の一覧({key})に、{'。また、'.join(ja)}。",
            en=f"The list of glyphs of {font.name} ({key}) {' and '.join(en)}.",
        ),
        font.first_page,
    )


def _glyphs(listed: list[str]) -> str:
    return f"{len(listed):,} glyph{'' if len(listed) == 1 else 's'}"
