"""Second witnesses: what veraPDF or pikepdf says about a file, beside what we say.

Each says which clauses it finds broken; `heard` compares them with ours, clause by clause and only
where rules of ours looked too: we judge fonts, metadata and what the house asks, they judge more.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from declaration_print.check.profile import Profile, all_profiles
from declaration_print.check.rulebook import catalogue
from declaration_print.check.witnesses import witness_pikepdf, witness_verapdf
from declaration_print.check.witnesses.testimony import Testimony
from declaration_print.model.problem import BadInput, Problem, Severity, Words
from declaration_print.model.report import Clause, FileReport, Finding, Opinion, Verdict

_CITED = re.compile(r"(?P<standard>ISO [\d-]+)(?::\d+)? (?P<numbers>[^;]*)")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")

Place = tuple[str, str]  # standard without its year, number of the clause


@dataclass(frozen=True, slots=True)
class _Witness:
    """How a witness is found and asked; asked with profiles' names, none if we know none."""

    at_hand: Callable[[], bool]
    ask: Callable[[bytes, Sequence[str]], Testimony]
    to_install: Words


_WITNESSES: Mapping[str, _Witness] = {
    "verapdf": _Witness(
        witness_verapdf.at_hand,
        witness_verapdf.ask,
        Words(
            ja="verapdf コマンドが見つかりません。https://verapdf.org/ から veraPDF を入れ、"
            "verapdf を PATH の通った所に置いてください(Java が必要です)。",
            en="the command verapdf is not found; install veraPDF from https://verapdf.org/ "
            "(it needs Java) and put verapdf on the PATH",
        ),
    ),
    "pikepdf": _Witness(
        witness_pikepdf.at_hand,
        witness_pikepdf.ask,
        Words(
            ja="pikepdf の pdfa モジュールがありません。"
            "pip install 'pikepdf[pdfa]' で入れてください(10.17 以降)。",
            en="there is no pikepdf.pdfa; install it with: pip install 'pikepdf[pdfa]' "
            "(10.17 or newer)",
        ),
    ),
}


def found(name: str) -> _Witness:
    """The witness of a name, when it is installed.

    Raises:
        BadInput: there is no such witness, or it is not installed.
    """
    witness = _WITNESSES.get(name)
    if witness is None:
        known = ", ".join(_WITNESSES)
        words = Words(
            ja=f"第二の証人「{name}」はありません。{known} から選んでください。",
            en=f"there is no second witness {name!r}; choose from {known}",
        )
        raise BadInput([Problem("check/unknown-witness", words)])
    if not witness.at_hand():
        raise BadInput([Problem("check/witness-not-installed", witness.to_install)])
    return witness


def heard(name: str, data: bytes, report: FileReport) -> Opinion:
    """Ask one witness and compare; see `check.opinion`."""
    witness = found(name)
    profiles = [all_profiles()[one] for one in report.judged_by]
    standards = [profile for profile in profiles if profile.standard]
    if profiles and not standards:
        words = Words(
            ja="このファイルは PDF/A とも PDF/UA とも名乗っていないので、尋ねることがありません。"
            "尋ねるには --profile で規格を指定してください。",
            en="The file claims neither PDF/A nor PDF/UA, so there is nothing to ask; "
            "name a standard with --profile to ask all the same.",
        )
        return Opinion(name, note=words)
    said = witness.ask(data, [profile.name for profile in standards])
    judged = [profile for profile in standards if profile.name in said.judged_by]
    contested, beyond, ours = _compared(said.broken, report, judged or standards)
    both_judged = (
        said.verdict in {Verdict.PASS, Verdict.FAIL} and report.verdict is not Verdict.UNREADABLE
    )
    return Opinion(
        witness=name,
        version=said.version,
        judged_by=said.judged_by,
        verdict=said.verdict,
        contested=contested,
        beyond=beyond,
        ours=ours if both_judged else (),
        agrees=not (contested or ours) if both_judged else None,
        note=said.note,
    )


def _compared(
    theirs: Iterable[Clause], report: FileReport, judged: Sequence[Profile]
) -> tuple[tuple[Clause, ...], tuple[Clause, ...], tuple[Clause, ...]]:
    """Clauses only they find broken where we looked, where we did not, and only we find broken."""
    theirs = tuple(theirs)
    standards = {_plain(profile.standard or "") for profile in judged}
    errors = [
        one
        for one in report.findings
        if one.severity is Severity.ERROR and one.code != "rule/crashed"
    ]
    broken = [place for one in errors for place in _cited(one, standards)]
    looked_at = _looked_at(report, judged)
    contested: list[Clause] = []
    beyond: list[Clause] = []
    for clause in theirs:
        place = (clause.standard, clause.number)
        if not any(_meet(place, other) for other in broken):
            within = any(_meet(place, other) for other in looked_at)
            (contested if within else beyond).append(clause)
    said = [(clause.standard, clause.number) for clause in theirs]
    ours: dict[Place, Clause] = {}
    for finding in errors:
        # A rule of ours may stand on several clauses: one of them found broken is enough.
        cited = _cited(finding, standards)
        for standard in dict.fromkeys(place[0] for place in cited):
            places = [place for place in cited if place[0] == standard]
            if not any(_meet(place, other) for place in places for other in said):
                ours.setdefault(places[0], Clause(*places[0], f"{finding.rule} {finding.code}"))
    return tuple(contested), tuple(beyond), tuple(ours.values())


def _looked_at(report: FileReport, judged: Sequence[Profile]) -> set[Place]:
    """The clauses of the standards judged by that our rules looked at."""
    run = [rule for rule in catalogue() if rule.id in report.rules_run]
    return {
        (_plain(profile.standard or ""), number)
        for profile in judged
        for rule in run
        if profile.family and profile.family in rule.clause and rule.id in profile.rules
        for number in _NUMBER.findall(rule.clause[profile.family])
    }


def _cited(finding: Finding, standards: set[str]) -> list[Place]:
    """The clauses of some standards that a finding of ours stands on."""
    return [
        (match["standard"], number)
        for match in _CITED.finditer(finding.clause or "")
        if match["standard"] in standards
        for number in _NUMBER.findall(match["numbers"])
    ]


def _plain(standard: str) -> str:
    """A standard without its year."""
    return standard.partition(":")[0]


def _meet(one: Place, other: Place) -> bool:
    """Whether two citations speak of the same: equal, or one a part of the other."""
    if one[0] != other[0]:
        return False
    short, long = sorted((one[1], other[1]), key=len)
    return long == short or long.startswith(short + ".")
