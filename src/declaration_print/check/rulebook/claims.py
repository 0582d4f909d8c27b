"""Rules about claims: PDF/A and PDF/UA, and what a file has to have to make them."""

import re
from collections.abc import Iterator

from declaration_print.check import xmp
from declaration_print.check.inspect import InspectedPdf
from declaration_print.check.metadata import Claim
from declaration_print.check.objects import as_array, as_dictionary, entry, is_true
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words

REVISION = re.compile(r"\d{4}$")  # ISO 19005-4 6.7.3
CONFORMANCE = {"1": "AB", "2": "ABU", "3": "ABU", "4": "EF"}
"""Conformance levels of each part; part 4 may have none (ISO 19005-4 6.7.3)."""


@rule(
    id="metadata/pdfa-claim",
    clause={"pdfa-1": "6.7.11", "pdfa-2": "6.6.4", "pdfa-4": "6.7.3"},
    rationale=Words(
        ja="PDF/A を名乗りながら満たさないファイルは、名乗らないファイルより害があります。",
        en="A file that claims PDF/A and does not keep it harms more than one that never claimed.",
    ),
    remedy=Words(
        ja="PDF/A として書き出し直してください。",
        en="Export again as PDF/A.",
    ),
)
def the_pdfa_claim_is_kept(case: Examination) -> Iterator[Observation]:
    """Is the claim a valid one, the one expected, and is there what it calls for?"""
    claim = case.pdf.metadata.pdfa
    expected = next((name for name in case.expected_claims if name.startswith("pdfa-")), None)
    if claim is None:
        wanted = expected or "PDF/A"
        yield Observation(
            "no-claim",
            Words(
                ja=f"{wanted} であることが XMP に書かれていません。",
                en=f"The XMP does not claim {wanted}.",
            ),
        )
        return
    if not _is_valid(claim):
        yield Observation(
            "invalid-claim",
            Words(
                ja=f"PDF/A の宣言が正しくありません(part={claim.part!r}、"
                f"conformance={claim.conformance!r})。",
                en=f"There is no such PDF/A: part {claim.part!r}, "
                f"conformance {claim.conformance!r}.",
            ),
        )
    elif expected and not _covers(claim.name, expected):
        yield Observation(
            "other-claim",
            Words(
                ja=f"{expected} のはずが、ファイルは {claim.name} と宣言しています。",
                en=f"The file claims {claim.name} where {expected} is expected.",
            ),
        )
    if not _has_prefix(case.pdf, xmp.PDFA_ID):
        yield _wrong_prefix("pdfaid")
    if claim.part == "4" and not REVISION.match(case.pdf.metadata.text(xmp.PDFA_ID, "rev") or ""):
        yield Observation(
            "no-revision",
            Words(
                ja="PDF/A-4 の改訂年(pdfaid:rev)がないか、正しくありません。",
                en="The revision year of PDF/A-4 (pdfaid:rev) is missing or malformed.",
            ),
        )
    yield from _behind_the_claim(case.pdf, claim)


def _has_prefix(pdf: InspectedPdf, namespace: str) -> bool:
    """Whether the identification schema has the prefix the standards prescribe for it."""
    packet = pdf.metadata.packet
    return packet is not None and xmp.PREFIXES[namespace] in packet.prefixes.get(namespace, ())


def _wrong_prefix(prefix: str) -> Observation:
    return Observation(
        "wrong-prefix",
        Words(
            ja=f"識別スキーマの名前空間接頭辞が {prefix} ではありません。",
            en=f"The identification schema does not use the prefix {prefix}.",
        ),
    )


def _is_valid(claim: Claim) -> bool:
    levels = CONFORMANCE.get(claim.part, "")
    if not claim.conformance:
        return claim.part == "4"
    return len(claim.conformance) == 1 and claim.conformance in levels


def _covers(claimed: str, expected: str) -> bool:
    """Whether what is claimed includes what is expected: level a includes u, u includes b."""
    if claimed == expected:
        return True
    order = "bua"
    same_part = claimed[:-1] == expected[:-1]
    levels = claimed[-1], expected[-1]
    if not same_part or not all(level in order for level in levels):
        return False
    return order.index(levels[0]) >= order.index(levels[1])


def _behind_the_claim(pdf: InspectedPdf, claim: Claim) -> Iterator[Observation]:
    intents = [as_dictionary(intent) for intent in pdf.output_intents]
    has_profile = any(entry(intent, "/DestOutputProfile") is not None for intent in intents)
    if pdf.drawing.device_colours and not has_profile and not _has_page_intents(pdf):
        space, page = next(iter(pdf.drawing.device_colours.items()))
        yield Observation(
            "no-output-intent",
            Words(
                ja=f"装置依存の色(Device{space})を使っていますが、出力インテントがありません。",
                en=f"Device{space} colour is used without an output intent.",
            ),
            page=page,
        )
    if claim.conformance == "A" and not pdf.is_tagged:
        yield Observation(
            "not-tagged",
            Words(
                ja="レベル A を名乗っていますが、構造(タグ)がありません。",
                en="It claims level A but is not tagged (MarkInfo, StructTreeRoot).",
            ),
        )
    if not as_array(entry(pdf.trailer, "/ID")):
        yield Observation(
            "no-file-identifier",
            Words(
                ja="トレーラーにファイル識別子(ID)がありません。",
                en="The trailer has no file identifier (ID).",
            ),
        )


def _has_page_intents(pdf: InspectedPdf) -> bool:
    """PDF/A-4 lets each page have output intents of its own (ISO 19005-4 6.2.3)."""
    return any(as_array(entry(page, "/OutputIntents")) for page in pdf.pages)


@rule(
    id="metadata/pdfua-claim",
    clause={"pdfua-1": "5"},
    rationale=Words(
        ja="アクセシブルと名乗るなら、題名・言語・構造がそろっていなければなりません。",
        en="Who claims accessibility owes title, language and structure.",
    ),
    remedy=Words(
        ja="PDF/UA として書き出し直してください。",
        en="Export again as PDF/UA.",
    ),
)
def the_pdfua_claim_is_kept(case: Examination) -> Iterator[Observation]:
    """Is PDF/UA claimed, described inside PDF/A, and is there what it calls for?"""
    pdf = case.pdf
    claim = pdf.metadata.pdfua
    if claim is None or claim.part not in {"1", "2"}:
        yield _ua("no-claim", "pdfuaid:part")
        return
    if claim.part == "2" and "pdfua-1" in case.standards:
        yield _ua("other-claim", "pdfuaid:part")
    if not _has_prefix(pdf, xmp.PDFUA_ID):
        yield _wrong_prefix("pdfuaid")
    if not is_true(pdf.viewer_preferences.get("DisplayDocTitle")):
        yield _ua("title-not-displayed", "ViewerPreferences DisplayDocTitle")
    if not pdf.metadata.language:
        yield _ua("no-language", "Lang")
    if not pdf.is_tagged:
        yield _ua("not-tagged", "MarkInfo Marked, StructTreeRoot")
    pdfa, packet = pdf.metadata.pdfa, pdf.metadata.packet
    described = packet.described_schemas.get(xmp.PDFUA_ID, frozenset()) if packet else frozenset()
    if pdfa and pdfa.part in {"1", "2", "3"} and "part" not in described:
        yield _ua("schema-not-described", "pdfaExtension:schemas → pdfuaid:part")


def _ua(code: str, missing: str) -> Observation:
    return Observation(
        code,
        Words(
            ja=f"PDF/UA に必要なものがないか、誤っています: {missing}",
            en=f"PDF/UA calls for something that is missing or wrong: {missing}",
        ),
    )
