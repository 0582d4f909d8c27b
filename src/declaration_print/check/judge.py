"""One file judged: profiles chosen, rules run, findings weighed, a verdict given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from declaration_print.check.document.opening import quiet
from declaration_print.check.document.parts import BrokenPart
from declaration_print.check.document.unreadable import (
    ENCRYPTED,
    ENCRYPTED_FOR_PDFA,
    READABLE,
    TOO_DEEP,
    TOO_MUCH_MEMORY,
    Flaw,
    Unreadable,
    crashed,
    unreadable,
)
from declaration_print.check.inspect import InspectedPdf
from declaration_print.check.metadata import xmp
from declaration_print.check.metadata.description import Claim
from declaration_print.check.profile import Profile, all_profiles, profile_named
from declaration_print.check.registry import Examination, Observation, Rule
from declaration_print.check.rulebook import catalogue
from declaration_print.model.declaration import Declaration
from declaration_print.model.finishing import Conformance
from declaration_print.model.problem import BadInput, Problem, Severity, Words
from declaration_print.model.report import FileReport, Finding, FontUse, Verdict

UNCLAIMED = "archive"  # the profile of a file that says nothing about itself
_PARTS = {
    "drawing": ("ページの内容", "The content of the pages"),
    "fonts": ("フォントの一覧", "The list of fonts"),
    "visible_fonts": ("見える文字のフォント", "The fonts of visible text"),
    "painted": ("紙面上の配置", "The places on the pages"),
    "metadata": ("メタデータ", "The metadata"),
    "structure": ("タグの構造", "The structure tree"),
    "attached_files": ("添付ファイル", "The attached files"),
}
"""What the parts of `InspectedPdf` are called, in Japanese and in English."""

_CLAIM_OF_ACCESS, _SOURCE = "metadata/pdfua-claim", "file/source-attached"
"""The rules that ask a file for what its builder may have left out on purpose."""

_ON_PDF_2 = "4"
_CARRYING = frozenset({"pdfa-3a", "pdfa-3u", "pdfa-3b", "pdfa-4e", "pdfa-4f"})
"""What carries attachments of any kind (ISO 19005-3 6.8, ISO 19005-4 6.9)."""

_WEIGHT = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A rule to run, how much it weighs here, and the clauses it stands on here."""

    rule: Rule
    severity: Severity
    clause: str | None


def judge(  # noqa: PLR0913 - as `check.pdf`
    path: str,
    data: bytes,
    *,
    profile: str | None,
    only: frozenset[str],
    declaration: Declaration | None,
    parts: tuple[str, ...] | None,
    promised: Conformance | None,
    sheet: tuple[float, float] | None,
    besides: tuple[str, ...],
    seconds: float,
) -> FileReport:
    """Judge one PDF; see `check.pdf`."""
    named = profile_named(profile) if profile else None
    named = _as_promised(named, promised) if named and promised else named
    _must_be_known(only)
    with quiet():
        try:
            pdf = InspectedPdf(data, seconds)
            profiles = _profiles(pdf, named)
            case = replace(_examination(pdf, profiles, declaration, parts, sheet), besides=besides)
            report = _judged(path, case, profiles, only)
            return replace(report, by_request=named is not None, only=tuple(sorted(only)))
        except Unreadable as reason:
            return unreadable(path, _as_asked(reason.flaw, named))
        except RecursionError:
            return unreadable(path, TOO_DEEP)
        except MemoryError:
            return unreadable(path, TOO_MUCH_MEMORY)
        except Exception as error:  # noqa: BLE001 - a verdict whatever the bytes; no rule to blame
            return unreadable(path, crashed(f"{type(error).__name__}: {error}"))


def _as_promised(profile: Profile, promised: Conformance) -> Profile:
    """The profile for a file of other claims than it asks for, or without the source."""
    idle = set() if promised.pdfua else {_CLAIM_OF_ACCESS}
    idle |= set() if promised.attach_source else {_SOURCE}
    rules = tuple(rule for rule in profile.rules if rule not in idle)
    return replace(profile, claims=promised.claims, rules=rules)


def _as_claimed(profile: Profile, claim: Claim | None) -> Profile:
    """The profile for a file that is asked nothing in particular: any PDF/A will do.

    PDF/UA-1 is asked of all that build on PDF 1.7, the source of all that may carry it.
    """
    if claim is None or claim.name not in all_profiles():
        return profile
    access = claim.part != _ON_PDF_2 and "pdfua-1" in profile.claims
    carries = claim.name in _CARRYING
    return _as_promised(profile, Conformance(claim.name.removeprefix("pdfa-"), access, carries))


def _as_asked(flaw: Flaw, named: Profile | None) -> Flaw:
    """What keeps a file from being judged, said with regard to what was asked of it."""
    asked = (named.name, *named.claims) if named else ()
    for_pdfa = any(name.startswith("pdfa-") for name in asked)
    return ENCRYPTED_FOR_PDFA if flaw == ENCRYPTED and for_pdfa else flaw


def _must_be_known(only: frozenset[str]) -> None:
    """A misspelt group would check nothing and pass."""
    groups = sorted({rule.group for rule in catalogue()})
    unknown = sorted(only - {*groups, *(rule.id for rule in catalogue())})
    if unknown:
        known = ", ".join(groups)
        words = Words(
            ja=f"「{'、'.join(unknown)}」という検査項目はありません。{known} または規則の名前を指定してください。",
            en=f"no rules named {', '.join(unknown)}; choose from {known}, or give a rule's id",
        )
        raise BadInput([Problem("check/unknown-rules", words)])


def _judged(
    path: str, case: Examination, profiles: Sequence[Profile], only: frozenset[str]
) -> FileReport:
    pdf = case.pdf
    run = [
        weighed
        for weighed in _weighed(profiles)
        if not only or {weighed.rule.group, weighed.rule.id} & only or weighed.rule.id == READABLE
    ]
    findings: list[Finding] = []
    broken: set[str] = set()
    for weighed in run:
        try:
            findings += _findings(weighed, case)
        except BrokenPart as reason:  # one cause is told once, however many rules meet it
            findings += [] if reason.name in broken else [_crash(weighed, reason)]
            broken.add(reason.name)
    failed = any(finding.severity is Severity.ERROR for finding in findings)
    return FileReport(
        path=path,
        verdict=Verdict.FAIL if failed else Verdict.PASS,
        claims=pdf.metadata.claims,
        fonts=_font_table(pdf),
        metadata=pdf.metadata.summary,
        findings=tuple(findings),
        page_count=pdf.page_count,
        judged_by=tuple(profile.name for profile in profiles),
        rules_run=tuple(weighed.rule.id for weighed in run),
        reads_right_to_left=pdf.reads_right_to_left,
    )


def _profiles(pdf: InspectedPdf, named: Profile | None) -> tuple[Profile, ...]:
    """The profile asked for, else what the file claims and the house profile it names.

    A house profile brings the profiles of the standards it wants claimed; one that the file names
    itself is content with another flavour of PDF/A, since an edition can be built in many.
    """
    known = all_profiles()
    if named is not None:
        return (*(known[claim] for claim in named.claims), named)
    kind = known.get(pdf.metadata.text(xmp.DC, "type") or "")
    house = (_as_claimed(kind, pdf.metadata.pdfa),) if kind and kind.is_house else ()
    wanted = [*pdf.metadata.claims, *(claim for profile in house for claim in profile.claims)]
    standards = [known[claim] for claim in dict.fromkeys(wanted) if claim in known]
    return (*standards, *house) or (known[UNCLAIMED],)


def _examination(
    pdf: InspectedPdf,
    profiles: Sequence[Profile],
    declaration: Declaration | None,
    parts: tuple[str, ...] | None,
    sheet: tuple[float, float] | None,
) -> Examination:
    house = [profile for profile in profiles if profile.is_house]
    wanted = [claim for profile in house for claim in profile.claims]
    if not house:
        wanted = [profile.name for profile in profiles]
    text = next((profile for profile in house if profile.text), all_profiles()[UNCLAIMED])
    return Examination(
        pdf=pdf,
        standards=frozenset(profile.family for profile in profiles if profile.family),
        expected_claims=tuple(dict.fromkeys(wanted)),
        declaration=declaration,
        text_parts=text.text if parts is None else parts,
        any_order=text.any_order,
        by_house_rules=bool(house),
        limits={name: figure for profile in house for name, figure in profile.limits.items()},
        sheet=sheet,
    )


def _weighed(profiles: Sequence[Profile]) -> Iterator[_Weighed]:
    """The rules that any profile runs, each with its heaviest severity and all its clauses."""
    for rule in catalogue():
        severities = [
            severity
            for profile in profiles
            if rule.id in profile.rules and (severity := _severity(rule, profile)) is not None
        ]
        if severities:
            clauses = [
                f"{profile.standard} {rule.clause[profile.family]}"
                for profile in profiles
                if profile.family and profile.family in rule.clause and rule.id in profile.rules
            ]
            heaviest = max(severities, key=_WEIGHT.__getitem__)
            yield _Weighed(rule, heaviest, "; ".join(clauses) or None)


def _severity(rule: Rule, profile: Profile) -> Severity | None:
    override = profile.overrides.get(rule.id)
    return override.severity if override else rule.severity


def _findings(weighed: _Weighed, case: Examination) -> Iterator[Finding]:
    rule = weighed.rule
    try:
        for seen in rule.check(case):
            yield _finding(weighed, seen)
    except (Unreadable, MemoryError, RecursionError, BrokenPart):
        raise
    except Exception as error:  # noqa: BLE001 - a rule that crashes is a finding about us
        yield _crash(weighed, error)


def _crash(weighed: _Weighed, error: Exception) -> Finding:
    rule, why = weighed.rule.id, f"{type(error).__name__}: {error}"
    words = Words(
        ja=f"検査 {rule} が途中で止まりました({why})。",
        en=f"The rule {rule} stopped halfway ({why}).",
    )
    if isinstance(error, BrokenPart):
        ja, en = _PARTS[error.name]
        words = Words(
            ja=f"{ja}を調べられず、それを要する検査は行えませんでした({error})。",
            en=f"{en} could not be worked out; rules that ask for it were not run ({error}).",
        )
    return Finding(
        rule=rule,
        code="rule/crashed",
        severity=Severity.ERROR,
        clause=weighed.clause,
        page=None,
        message=words,
        remedy=Words(
            ja="検査プログラムの不具合です。このファイルを添えてお知らせください。",
            en="This is a fault of the checker: please report it together with this file.",
        ),
    )


def _finding(weighed: _Weighed, seen: Observation) -> Finding:
    return Finding(
        rule=weighed.rule.id,
        code=seen.code,
        severity=weighed.severity,
        clause=weighed.clause,
        page=seen.page,
        message=seen.message,
        remedy=seen.remedy or weighed.rule.remedy,
    )


def _font_table(pdf: InspectedPdf) -> tuple[FontUse, ...]:
    try:
        return pdf.font_table()
    except (Unreadable, MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 - the rules have said what is wrong; the table is a service
        return ()
