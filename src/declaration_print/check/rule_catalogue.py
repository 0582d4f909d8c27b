"""The rules put on a list for people: in a terminal (`list rules`) and as the page docs/rules.md."""

import inspect
import sys
from collections.abc import Iterable, Iterator

from declaration_print.check.profile import all_profiles
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

_GROUPS = {
    "file": Words(ja="ファイル", en="The file"),
    "fonts": Words(ja="フォント", en="Fonts"),
    "metadata": Words(ja="文書情報", en="Metadata"),
    "access": Words(ja="アクセシビリティ", en="Accessibility"),
    "page": Words(ja="ページと印刷", en="Pages and printing"),
    "text": Words(ja="本文", en="The text"),
}
_SEVERITIES = {
    Severity.ERROR: Words(ja="誤り", en="error"),
    Severity.WARNING: Words(ja="注意", en="warning"),
    Severity.INFO: Words(ja="参考", en="note"),
}
_TITLE = Words(ja="検査の規則", en="Rules of the checker")
_INTRODUCTION = Words(
    ja="`declaration-print check` が PDF について調べることの一覧です。どの規則をどの重さで適用するかは"
    "プロファイルが決め、誤りが一つでもあれば不合格です。条項の「—」は、その規格にはなく、"
    "この工房が求めていることを表します。",
    en="What `declaration-print check` asks of a PDF. Profiles decide which rules run and how much "
    "each weighs; one error fails a file. Where no clause is cited, the rule is our own.",
)
_MADE_BY = "<!-- Written by `make rules`; change the rules instead. -->"
_LABELS = {
    "rule": Words(ja="規則", en="rule"),
    "severity": Words(ja="重さ", en="severity"),
    "clauses": Words(ja="条項", en="clauses"),
    "why": Words(ja="理由", en="why"),
    "remedy": Words(ja="対処", en="what to do"),
    "profiles": Words(ja="プロファイル", en="profiles"),
}


def listing(lang: Lang) -> str:
    """Each rule with its weight, what it is about, its clauses, and the profiles that run it."""
    lines: list[str] = []
    for rule in _ordered():
        about = _question(rule) if lang == "en" else rule.rationale.ja
        lines += [
            f"{rule.id}  ({_SEVERITIES[rule.severity].in_(lang)})",
            f"    {about}",
            *([f"    {'; '.join(_clauses(rule))}"] if rule.clause else []),
            f"    {_LABELS['profiles'].in_(lang)}: {', '.join(_profiles(rule))}",
        ]
    return "\n".join(lines)


def page(lang: Lang) -> str:
    """The catalogue in Markdown, a table for each group."""
    return "\n".join(_lines_of_page(lang))


def _lines_of_page(lang: Lang) -> Iterator[str]:
    yield from (f"# {_TITLE.in_(lang)}", "", _MADE_BY, "", _INTRODUCTION.in_(lang), "")
    labels = [
        _LABELS[key].in_(lang)
        for key in ("rule", "severity", "clauses", "why", "remedy", "profiles")
    ]
    groups: dict[str, list[Rule]] = {}
    for rule in _ordered():
        groups.setdefault(rule.group, []).append(rule)
    for group, rules in groups.items():
        heading = _GROUPS[group].in_(lang) if group in _GROUPS else group
        yield from (f"## {heading} (`{group}`)", "")
        yield _row(labels)
        yield "|" + " --- |" * len(labels)
        for rule in rules:
            cells = (
                f"`{rule.id}`",
                _SEVERITIES[rule.severity].in_(lang),
                "<br>".join(_clauses(rule)) or "—",
                rule.rationale.in_(lang),
                rule.remedy.in_(lang),
                ", ".join(_profiles(rule)),
            )
            yield _row(cells)
        yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _ordered() -> list[Rule]:
    """The rules by group, each group in the order of its rules' names."""
    return sorted(catalogue(), key=lambda rule: (rule.group, rule.id))


def _question(rule: Rule) -> str:
    """What the rule asks: the first line of its function."""
    return (inspect.getdoc(rule.check) or rule.id).partition("\n")[0]


def _clauses(rule: Rule) -> list[str]:
    return [f"{STANDARDS[family]}: {clause}" for family, clause in rule.clause.items()]


def _profiles(rule: Rule) -> list[str]:
    """The profiles that run a rule, those of house.toml's kinds included."""
    return [
        name
        for name, profile in all_profiles().items()
        if rule.id in profile.rules
        and not (rule.id in profile.overrides and profile.overrides[rule.id].severity is None)
    ]


if __name__ == "__main__":
    sys.stdout.write(page("ja" if sys.argv[1:] == ["ja"] else "en"))
