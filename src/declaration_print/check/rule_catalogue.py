"""The rules and profiles put on a list for people: in a terminal (`list`) and as docs/rules.md."""

import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from declaration_print.check.profile import Override, Profile, all_profiles
from declaration_print.check.registry import Rule
from declaration_print.check.rulebook import catalogue
from declaration_print.model.problem import Lang, Severity, Words

STANDARDS = {
    "pdfa-1": "ISO 19005-1",
    "pdfa-2": "ISO 19005-2, -3",
    "pdfa-4": "ISO 19005-4",
    "pdfua-1": "ISO 14289-1",
}
"""The standards by their families of clauses."""

GROUPS = {
    "access": Words(ja="アクセシビリティ", en="Accessibility"),
    "colour": Words(ja="色", en="Colour"),
    "file": Words(ja="ファイル", en="The file"),
    "fonts": Words(ja="フォント", en="Fonts"),
    "images": Words(ja="画像", en="Images"),
    "metadata": Words(ja="文書情報", en="Metadata"),
    "page": Words(ja="ページと印刷", en="Pages and printing"),
    "text": Words(ja="本文", en="The text"),
}
_SEVERITIES = {
    Severity.ERROR: Words(ja="誤り", en="error"),
    Severity.WARNING: Words(ja="注意", en="warning"),
    Severity.INFO: Words(ja="参考", en="note"),
}
_OFF = Words(ja="適用しない", en="off")
_TITLE = Words(ja="検査の規則", en="Rules of the checker")
_INTRODUCTION = Words(
    ja="`declaration-print check` が PDF について調べることの一覧です。どの規則をどの重さで適用するかは"
    "プロファイルが決め、誤りが一つでもあれば不合格です。条項の「—」は、その規格にはなく、"
    "この工房が求めていることを表します。",
    en="What `declaration-print check` asks of a PDF. Profiles decide which rules run and how much "
    "each weighs; one error fails a file. Where no clause is cited, the rule is our own.",
)
_OVERRIDDEN = Words(ja="プロファイルによる違い", en="Where a profile weighs otherwise")
_MADE_BY = "<!-- Written by `make rules`; change the rules instead. -->"
_LABELS = {
    "rule": Words(ja="規則", en="rule"),
    "question": Words(ja="問い", en="question"),
    "severity": Words(ja="重さ", en="severity"),
    "clauses": Words(ja="条項", en="clauses"),
    "why": Words(ja="理由", en="why"),
    "remedy": Words(ja="対処", en="what to do"),
    "profiles": Words(ja="プロファイル", en="profiles"),
    "profile": Words(ja="プロファイル", en="profile"),
}


@cache
def questions() -> Mapping[str, Words]:
    """What each rule asks, by its id (rulebook/questions.toml)."""
    data = (files("declaration_print.check.rulebook") / "questions.toml").read_text("utf-8")
    return {rule: Words(**words) for rule, words in tomllib.loads(data).items()}


def listing(lang: Lang) -> str:
    """Each rule by group: its weight, what it asks, its clauses, and the profiles that run it."""
    lines: list[str] = []
    group = ""
    for rule in _ordered():
        if rule.group != group:
            group = rule.group
            lines += [*([""] if lines else []), f"# {_heading(group, lang)}"]
        lines += [
            f"{rule.id}  ({_SEVERITIES[rule.severity].in_(lang)})",
            f"    {_question(rule, lang)}",
            *([f"    {'; '.join(_clauses(rule))}"] if rule.clause else []),
            f"    {_LABELS['profiles'].in_(lang)}: {_profiles(rule, lang)}",
        ]
        lines += [
            f"    {name}: {_weight(override, lang)} — {override.reason.in_(lang)}"
            for name, override in _overriding(rule)
        ]
    return "\n".join(lines)


def profiles_listing(lang: Lang) -> str:
    """Each profile: its title, what it is for, how many rules it runs, and what it changes why."""
    lines: list[str] = []
    width = max(map(len, all_profiles()))
    for name, profile in all_profiles().items():
        count = _count(profile, lang)
        lines += [f"{name:{width}}  {profile.title.in_(lang)}  {count}"]
        lines += [f"    {profile.purpose.in_(lang)}"]
        lines += [
            f"    {rule}: {_weight(override, lang)} — {override.reason.in_(lang)}"
            for rule, override in profile.overrides.items()
        ]
    return "\n".join(lines)


def _count(profile: Profile, lang: Lang) -> str:
    """How many rules, those of the standards that a file of its kind has to claim included."""
    named = [profile, *(all_profiles()[claim] for claim in profile.claims)]
    run = {rule for one in named for rule in one.rules if not _is_off(one.overrides.get(rule))}
    with_ = ", ".join(profile.claims)
    if lang == "ja":
        return f"[規則 {len(run)}{f'、{with_} を含む' if with_ else ''}]"
    return f"[{len(run)} rules{f', with {with_}' if with_ else ''}]"


def page(lang: Lang) -> str:
    """The catalogue in Markdown: a table for each group, then what profiles change."""
    return "\n".join(_lines_of_page(lang))


def _lines_of_page(lang: Lang) -> Iterator[str]:
    yield from (f"# {_TITLE.in_(lang)}", "", _MADE_BY, "", _INTRODUCTION.in_(lang), "")
    groups: dict[str, list[Rule]] = {}
    for rule in _ordered():
        groups.setdefault(rule.group, []).append(rule)
    for group, rules in groups.items():
        yield from (f"## {_heading(group, lang)}", "")
        columns = ("rule", "question", "severity", "clauses", "why", "remedy", "profiles")
        yield from _table(columns, [_cells(rule, lang) for rule in rules], lang)
        yield ""
    yield from (f"## {_OVERRIDDEN.in_(lang)}", "")
    rows = [
        (f"`{name}`", f"`{rule.id}`", _weight(override, lang), override.reason.in_(lang))
        for rule in _ordered()
        for name, override in _overriding(rule)
    ]
    yield from _table(("profile", "rule", "severity", "why"), sorted(rows), lang)
    yield ""


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]], lang: Lang) -> Iterator[str]:
    labels = [_LABELS[column].in_(lang) for column in columns]
    yield _row(labels)
    yield "|" + " --- |" * len(labels)
    yield from map(_row, rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _cells(rule: Rule, lang: Lang) -> tuple[str, ...]:
    return (
        f"`{rule.id}`",
        _question(rule, lang),
        _SEVERITIES[rule.severity].in_(lang),
        "<br>".join(_clauses(rule)) or "—",
        rule.rationale.in_(lang),
        rule.remedy.in_(lang),
        _profiles(rule, lang),
    )


def _ordered() -> list[Rule]:
    """The rules by group, each group in the order of its rules' names."""
    return sorted(catalogue(), key=lambda rule: (rule.group, rule.id))


def _heading(group: str, lang: Lang) -> str:
    return f"{GROUPS[group].in_(lang)} ({group})" if group in GROUPS else group


def _question(rule: Rule, lang: Lang) -> str:
    words = questions().get(rule.id)
    return words.in_(lang) if words else rule.rationale.in_(lang)


def _clauses(rule: Rule) -> list[str]:
    return [f"{STANDARDS[family]}: {clause}" for family, clause in rule.clause.items()]


def _profiles(rule: Rule, lang: Lang) -> str:
    """The profiles that run a rule, each with its weight where that is not the rule's own."""
    told = []
    for name, profile in all_profiles().items():
        override = profile.overrides.get(rule.id)
        if rule.id in profile.rules and not _is_off(override):
            told.append(f"{name} ({_weight(override, lang)})" if override else name)
    return ", ".join(told)


def _overriding(rule: Rule) -> list[tuple[str, Override]]:
    """The profiles that weigh a rule otherwise than it does itself."""
    return [
        (name, override)
        for name, profile in all_profiles().items()
        if (override := profile.overrides.get(rule.id))
    ]


def _is_off(override: Override | None) -> bool:
    return override is not None and override.severity is None


def _weight(override: Override, lang: Lang) -> str:
    return (_SEVERITIES[override.severity] if override.severity else _OFF).in_(lang)


if __name__ == "__main__":
    sys.stdout.write(page("ja" if sys.argv[1:] == ["ja"] else "en"))
