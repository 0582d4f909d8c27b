"""Which flavours of PDF/A an edition can be, and what goes with each: its layout's or the builder's.

A flavour is a part and a level of ISO 19005, such as `2a`. Every edition is tagged, so that PDF/UA-1
goes with any level of the parts that build on PDF 1.7, as it does.
"""

from dataclasses import dataclass, replace

from declaration_print.model.finishing import Conformance
from declaration_print.model.layout import Layout
from declaration_print.model.problem import BadInput, Problem, Severity, Words

FLAVOURS = ("2a", "2u", "2b", "3a", "3u", "3b", "4", "4f")
"""What can be made. 4e is for engineering models, which no edition has."""

_ON_PDF_2 = frozenset({"4", "4f"})
_CARRYING = frozenset({"3a", "3u", "3b", "4f"})
_CARRIES_SOMETHING = "4f"

_NOT_ON_1_4 = Words(
    ja="PDF/A-1 は作れません。土台の PDF 1.4 には、ルビと割注の構造要素(PDF 1.5)も、5,080 mm を"
    "超える巻物に要る UserUnit(PDF 1.6)もなく、添付ファイルも認められません(ISO 19005-1 6.1.11)。"
    "PDF/A-1a が約束することをすべて約束する --pdfa 2a を選んでください。",
    en="PDF/A-1 cannot be made: PDF 1.4, which it builds on, has neither structure elements for ruby and "
    "warichu (PDF 1.5) nor the UserUnit of scrolls over 5,080 mm (PDF 1.6), and it allows no attachments "
    "(ISO 19005-1 6.1.11); choose --pdfa 2a, which promises all that 1a does",
)


@dataclass(frozen=True, slots=True)
class Clash:
    """Why a conformance is impossible, and what to do: in layout.toml, or on the command line."""

    reason: Words
    in_layout: Words
    on_command_line: Words


def clashes(conformance: Conformance) -> tuple[Clash, ...]:
    """What in a conformance excludes each other."""
    pdfa, found = conformance.pdfa, []
    if conformance.pdfua and pdfa in _ON_PDF_2:
        found.append(_access_on_pdf_2(pdfa))
    if conformance.attach_source and pdfa not in _CARRYING:
        found.append(_carries_nothing(pdfa))
    if not conformance.attach_source and pdfa == _CARRIES_SOMETHING:
        found.append(_NOTHING_TO_CARRY)
    return tuple(found)


def must_be_flavour(pdfa: str) -> None:
    """Refuse what is no PDF/A that can be made. Raises BadInput."""
    if pdfa in FLAVOURS:
        return
    words = Words(
        ja=f"「{pdfa}」という PDF/A の種類は作れません。--pdfa には {'、'.join(FLAVOURS)} のいずれかを指定してください。",
        en=f"no PDF/A of flavour {pdfa} can be made; give --pdfa one of {', '.join(FLAVOURS)}",
    )
    known = _NOT_ON_1_4 if pdfa in {"1a", "1b"} else words
    raise BadInput([Problem("edition/unknown-pdfa", known)])


def conforming(layout: Layout, pdfa: str | None, *, source: bool | None) -> Layout:
    """The layout with the flavour that is asked for, and with or without its source; None: its own.

    PDF/A-4 takes the claim of PDF/UA-1 away, 4f brings the source along unless it is refused.
    Raises BadInput where that is impossible.
    """
    own = layout.conformance
    asked = replace(own, pdfa=pdfa or own.pdfa)
    if asked.pdfa in _ON_PDF_2:
        asked = replace(asked, pdfua=False)
    if source is not None or asked.pdfa == _CARRIES_SOMETHING:
        asked = replace(asked, attach_source=source is not False)
    problems = [
        Problem(
            "edition/conformance",
            Words(
                ja=f"{layout.name}: {clash.reason.ja}{clash.on_command_line.ja}",
                en=f"{layout.name}: {clash.reason.en}; {clash.on_command_line.en}",
            ),
        )
        for clash in clashes(asked)
    ]
    if problems:
        raise BadInput(problems)
    return replace(layout, conformance=asked)


def unclaimed(layout: Layout, asked: Layout) -> Problem | None:
    """What is not claimed any more where another flavour was asked for than the layout's own."""
    if asked.conformance.pdfua or not layout.conformance.pdfua:
        return None
    words = Words(
        ja=f"PDF/UA-1 の名乗り: PDF 1.7 の規格なので、PDF 2.0 による PDF/A-{asked.conformance.pdfa} では"
        "名乗れません(構造タグは付きます)。",
        en="the claim of PDF/UA-1, a standard on PDF 1.7, which a "
        f"PDF/A-{asked.conformance.pdfa} on PDF 2.0 cannot make (it is tagged all the same)",
    )
    return Problem("edition/no-pdfua", words, severity=Severity.INFO)


def _access_on_pdf_2(pdfa: str) -> Clash:
    return Clash(
        Words(
            ja=f"PDF/UA-1 は PDF 1.7 の規格なので、PDF 2.0 による PDF/A-{pdfa} では名乗れません。",
            en=f"PDF/UA-1 is a standard on PDF 1.7, and PDF/A-{pdfa} builds on PDF 2.0",
        ),
        in_layout=Words(
            ja="pdfa を 2 系か 3 系にするか、pdfua = false にしてください。",
            en="choose a pdfa of part 2 or 3, or set pdfua to false",
        ),
        on_command_line=Words(
            ja="--pdfa に 2 系か 3 系を指定してください。", en="choose a --pdfa of part 2 or 3"
        ),
    )


def _carries_nothing(pdfa: str) -> Clash:
    level = pdfa[1:] or "a"
    clause = "ISO 19005-4 6.9" if pdfa in _ON_PDF_2 else "ISO 19005-2 6.8"
    instead = "4f" if pdfa in _ON_PDF_2 else f"3{level}"
    return Clash(
        Words(
            ja=f"PDF/A-{pdfa} には元データ(YAML)を添付できません({clause})。",
            en=f"PDF/A-{pdfa} carries no YAML as an attachment ({clause})",
        ),
        in_layout=Words(
            ja=f"pdfa を {instead} にするか、attach_source = false にしてください。",
            en=f"set pdfa to {instead}, or attach_source to false",
        ),
        on_command_line=Words(
            ja=f"--pdfa {instead} にするか、--no-source を付けて添付をやめてください。",
            en=f"choose --pdfa {instead}, or leave the source out with --no-source",
        ),
    )


_NOTHING_TO_CARRY = Clash(
    Words(
        ja="PDF/A-4f は、添付ファイルのある PDF のための規格です(ISO 19005-4 6.9)。",
        en="PDF/A-4f is for files that carry an attachment (ISO 19005-4 6.9)",
    ),
    in_layout=Words(
        ja='attach_source = true にするか、pdfa = "4" にしてください。',
        en='set attach_source to true, or pdfa to "4"',
    ),
    on_command_line=Words(
        ja="--no-source を外すか、--pdfa 4 にしてください。",
        en="take --no-source away, or choose --pdfa 4",
    ),
)
