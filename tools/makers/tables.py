"""Verdicts on made PDFs, printed as lines and written into the tables of docs/."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from recipes import HERE, Maker, Recipe, Workshop

from declaration_print import check
from declaration_print.model.problem import Severity
from declaration_print.model.report import FileReport, Finding, Verdict

GROUPS = frozenset({"fonts", "metadata", "file/output-intent"})
BEGIN, END = "<!-- tables -->", "<!-- end -->"
PAGES = {"en": "other-makers.md", "ja": "other-makers.ja.md"}
HEADS = {
    "en": (
        "| made | claims | by its claim | as archive | found |",
        "Not made here",
        "warning",
        "other",
        "nothing",
    ),
    "ja": (
        "| 作ったもの | 表明 | 表明どおりか | 保存用として | 指摘 |",
        "ここでは作っていないもの",
        "注意",
        "ほか",
        "なし",
    ),
}
VERDICTS = {
    Verdict.PASS: {"en": "pass", "ja": "合格"},
    Verdict.FAIL: {"en": "**fail**", "ja": "**不合格**"},
    Verdict.UNREADABLE: {"en": "**unreadable**", "ja": "**読めない**"},
}
# What strangers' files lack most often, in a few words: their sentences would fill the table.
SHORT = {
    "no-claim": {"en": "no PDF/A claim", "ja": "PDF/A の表明なし"},
    "no-xmp": {"en": "no XMP", "ja": "XMP なし"},
    "no-title": {"en": "no title in XMP", "ja": "XMP に題名なし"},
    "no-title-in-info": {"en": "no title in Info", "ja": "Info に題名なし"},
    "no-language": {"en": "no language", "ja": "言語の指定なし"},
    "no-author": {"en": "no author", "ja": "作成者なし"},
}


@dataclass(frozen=True, slots=True)
class Row:
    """One PDF judged, or the reason why it was not made."""

    recipe: Recipe
    maker: Maker
    not_made: str | None
    by_claim: FileReport | None = None
    as_archive: FileReport | None = None

    @property
    def crashed(self) -> bool:
        """Whether a rule of ours stopped halfway."""
        return any(finding.code == "rule/crashed" for finding in self.findings)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is found by claim, then what only the archive minds."""
        if self.by_claim is None or self.as_archive is None:
            return ()
        if not self.by_claim.claims:
            return self.as_archive.findings
        known = {(finding.rule, finding.code) for finding in self.by_claim.findings}
        further = (f for f in self.as_archive.findings if (f.rule, f.code) not in known)
        return (*self.by_claim.findings, *further)


def judged(recipe: Recipe, maker: Maker, shop: Workshop, reason: str | None) -> Row:
    """The verdicts on one PDF that was made."""
    if reason is not None:
        return Row(recipe, maker, reason)
    path = shop.pdf(recipe)
    data = path.read_bytes()
    return Row(
        recipe,
        maker,
        None,
        check.pdf(path.name, data, only=GROUPS),
        check.pdf(path.name, data, only=GROUPS, profile="archive"),
    )


def _gathered(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Findings that say the same of several fonts, in order of the first."""
    by_code: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by_code.setdefault((finding.rule, finding.code), []).append(finding)
    yield from by_code.values()


def printed(row: Row) -> str:
    """One row as lines for a terminal."""
    if row.by_claim is None or row.as_archive is None:
        return f"{'not made':11}{row.recipe.id}: {row.not_made}"
    claims = ", ".join(row.by_claim.claims) or "no claim"
    lines = [f"{row.by_claim.verdict:5} {row.as_archive.verdict:5} {row.recipe.id} ({claims})"]
    for same in _gathered(row.findings):
        first = same[0]
        mark = "" if first.severity is Severity.ERROR else f" ({first.severity})"
        by = "" if first in row.by_claim.findings else "archive: "
        lines.append(
            f"            {by}{first.rule} {first.code}{mark} ×{len(same)}: {first.message.en}"
        )
    return "\n".join(lines)


def written(rows: Sequence[Row], shop: Workshop, docs: Path) -> None:
    """Put the tables of all makers between the marks of both pages."""
    said = tomllib.loads((HERE / "judgements.toml").read_text("utf-8"))
    for language, name in PAGES.items():
        page = docs / name
        before, _, rest = page.read_text("utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        tables = "\n".join(_sections(rows, shop, said, language))
        page.write_text(f"{before}{BEGIN}\n\n{tables}\n{END}{after}", "utf-8")


def _sections(
    rows: Sequence[Row], shop: Workshop, said: dict[str, dict[str, str]], language: str
) -> Iterator[str]:
    head, not_made, *_ = HEADS[language]
    for key in dict.fromkeys(row.recipe.maker for row in rows):
        there = [row for row in rows if row.recipe.maker == key and row.by_claim is not None]
        if there:
            yield f"### {there[0].maker.name} {shop.version(there[0].maker)}\n"
            yield f"{head}\n| --- | --- | --- | --- | --- |"
            yield from (_line(row, language) for row in there)
            yield f"\n{said.get(key, {}).get(language, '').strip()}\n"
    absent = [row for row in rows if row.by_claim is None]
    if absent:
        yield f"### {not_made}\n"
        for row in absent:
            yield f"- {row.maker.name}: {row.recipe.words[language]} (`{row.not_made}`)"
        yield ""


def _line(row: Row, language: str) -> str:
    assert row.by_claim is not None
    assert row.as_archive is not None
    claims = ", ".join(_claim(name) for name in row.by_claim.claims)
    cells = (
        row.recipe.words[language],
        claims or "–",
        VERDICTS[row.by_claim.verdict][language] if claims else "–",
        VERDICTS[row.as_archive.verdict][language],
        _found(row, language),
    )
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _claim(name: str) -> str:
    """pdfa-2b → PDF/A-2b."""
    return name.replace("pdfa", "PDF/A").replace("pdfua", "PDF/UA")


def _found(row: Row, language: str) -> str:
    *_, warning, other, nothing = HEADS[language]
    parts = []
    for same in _gathered(row.findings):
        first = same[0]
        short = SHORT.get(first.code)
        words = short[language] if short else getattr(first.message, language).rstrip(".。")
        rest = f" (+{len(same) - 1} {other})" if len(same) > 1 and not short else ""
        mark = f" ({warning})" if first.severity is not Severity.ERROR else ""
        parts.append(f"{words}{rest}{mark}")
    return "; ".join(parts) or nothing
