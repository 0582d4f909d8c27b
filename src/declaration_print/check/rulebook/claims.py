"""Rules about claims: PDF/A and PDF/UA, made validly and as expected."""

import re
from collections.abc import Iterator

from declaration_print.check.inspect import InspectedPdf
from declaration_print.check.metadata import xmp
from declaration_print.check.metadata.description import whole_number
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words

REVISION = re.compile(r"[0-9]{4}")  # ISO 19005-4 6.7.3
PART_WITHOUT_LEVELS = 4
CONFORMANCE = {1: "AB", 2: "ABU", 3: "ABU", 4: "EF"}
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
    """Is the claim a valid one, and the one expected?"""
    if case.pdf.metadata.packet is None:
        return  # what is wrong then is that there is no XMP, and another rule says so
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
    written = _written_claim(case.pdf)
    if not _is_valid(*written):
        yield Observation(
            "invalid-claim",
            Words(
                ja=f"PDF/A の宣言が正しくありません(pdfaid:part={written[0]!r}、"
                f"pdfaid:conformance={written[1]!r})。",
                en=f"There is no such PDF/A: pdfaid:part {written[0]!r}, "
                f"pdfaid:conformance {written[1]!r}.",
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


def _written_claim(pdf: InspectedPdf) -> tuple[str | None, str | None]:
    """Part and conformance level as they stand in the XMP."""
    exact = pdf.metadata.exact_text
    return exact(xmp.PDFA_ID, "part"), exact(xmp.PDFA_ID, "conformance")


@rule(
    id="metadata/pdfa-revision",
    clause={"pdfa-4": "6.7.3"},
    rationale=Words(
        ja="PDF/A-4 は版を重ねます。どの年の版かがなければ、何を約束したのか分かりません。",
        en="PDF/A-4 is revised; without the year nobody knows which edition was promised.",
    ),
    remedy=Words(
        ja="PDF/A-4 として書き出し直してください。",
        en="Export again as PDF/A-4.",
    ),
)
def the_revision_is_a_year(case: Examination) -> Iterator[Observation]:
    """Does PDF/A-4 name the year of its revision in four digits?"""
    packet = case.pdf.metadata.packet
    if packet is None or not packet.of(xmp.PDFA_ID):
        return
    revision = case.pdf.metadata.exact_text(xmp.PDFA_ID, "rev")
    if revision is None or not REVISION.fullmatch(revision):
        yield Observation(
            "no-revision",
            Words(
                ja=f"PDF/A-4 の改訂年(pdfaid:rev)は 4 桁の年でなければなりませんが、"
                f"{f'「{revision}」です' if revision else 'ありません'}。",
                en=f"The revision of PDF/A-4 (pdfaid:rev) has to be a year of four digits; "
                f"it is {repr(revision) if revision else 'missing'}.",
            ),
        )


IDENTIFICATION = {
    "pdfa-1": (xmp.PDFA_ID, "pdfaid", ("part", "conformance", "amd")),
    "pdfa-2": (xmp.PDFA_ID, "pdfaid", ("part", "conformance", "amd", "corr")),
    "pdfa-4": (xmp.PDFA_ID, "pdfaid", ("part", "rev")),
    "pdfua-1": (xmp.PDFUA_ID, "pdfuaid", ("part", "amd", "corr")),
}
"""The identification schema of each standard: namespace, prescribed prefix, properties."""


@rule(
    id="metadata/identification-prefix",
    clause={"pdfa-1": "6.7.11", "pdfa-2": "6.6.4", "pdfa-4": "6.7.3", "pdfua-1": "5"},
    rationale=Words(
        ja="接頭辞まで決まっているのは、XML を解さないソフトも規格名を見つけられるようにするためです。",
        en="The prefix is prescribed so that software that knows no XML finds the claim, too.",
    ),
    remedy=Words(
        ja="PDF/A または PDF/UA として、新しい版のソフトで書き出し直してください。",
        en="Export again as PDF/A or PDF/UA, with a newer version of the software.",
    ),
)
def identification_has_its_prefix(case: Examination) -> Iterator[Observation]:
    """Do the properties that identify the standard have the prefix pdfaid or pdfuaid?"""
    packet = case.pdf.metadata.packet
    for standard in sorted(case.standards & IDENTIFICATION.keys()) if packet else ():
        namespace, prefix, names = IDENTIFICATION[standard]
        for name in names:
            found = packet.get(namespace, name) if packet else None
            # an unprefixed name (default namespace) is left alone, as veraPDF leaves it
            if found is not None and found.prefix not in {prefix, None}:
                yield Observation(
                    "wrong-prefix",
                    Words(
                        ja=f"{found.qualified} の接頭辞は {prefix} でなければなりません。",
                        en=f"{found.qualified} has to have the prefix {prefix}.",
                    ),
                )


def _is_valid(part: str | None, level: str | None) -> bool:
    """Whether such a part has such a level; letters count as they stand: B, not b."""
    number = whole_number(part)
    if level is None:
        return number == PART_WITHOUT_LEVELS
    return len(level) == 1 and level in CONFORMANCE.get(number or 0, "")


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


@rule(
    id="metadata/pdfua-claim",
    clause={"pdfua-1": "5"},
    rationale=Words(
        ja="PDF/UA と名乗っていなければ、読み上げに使えるかどうかを開く前に知る手だてがありません。",
        en="Unless it claims PDF/UA, nobody knows before opening a file whether it can be read aloud.",
    ),
    remedy=Words(
        ja="PDF/UA として書き出し直してください。",
        en="Export again as PDF/UA.",
    ),
)
def the_pdfua_claim_is_kept(case: Examination) -> Iterator[Observation]:
    """Is PDF/UA claimed, and the part expected?"""
    pdf = case.pdf
    if pdf.metadata.packet is None:
        return  # as above
    part = whole_number(pdf.metadata.exact_text(xmp.PDFUA_ID, "part"))
    if part not in {1, 2}:
        yield _ua("no-claim", "pdfuaid:part")
        return
    if part != 1 and "pdfua-1" in case.standards:
        yield _ua("other-claim", "pdfuaid:part")


def _ua(code: str, missing: str) -> Observation:
    return Observation(
        code,
        Words(
            ja=f"PDF/UA に必要なものがないか、誤っています: {missing}",
            en=f"PDF/UA calls for something that is missing or wrong: {missing}",
        ),
    )
