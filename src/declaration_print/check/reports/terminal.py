"""The report as lines for a terminal: the verdict, what is wrong, what to do; then the fonts."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from declaration_print.check.reports.basis import basis
from declaration_print.check.reports.font_rows import HEADINGS, LEGEND, FontRow, font_rows
from declaration_print.check.reports.matters import ORDER, Matter, matters
from declaration_print.check.reports.page_ranges import pages_in_words
from declaration_print.check.reports.wording import (
    SEVERITIES,
    VERDICTS,
    claim,
    harmless,
    one_line,
)
from declaration_print.check.reports.wrapping import columns, wrapped
from declaration_print.model.problem import Lang, Severity
from declaration_print.model.report import Clause, FileReport, Opinion, Report, Verdict

SHOWN = 8
"""Messages of one rule that are shown; where a folder is judged nobody reads more."""

MOST_FONTS = 60
"""Rows of the font table of one file."""

FEW_FILES = 3
"""Up to so many files each shows its fonts, though it passes."""

_RED, _YELLOW, _GREEN, _DIM, _BOLD, _PLAIN = (
    "\x1b[31m",
    "\x1b[33m",
    "\x1b[32m",
    "\x1b[2m",
    "\x1b[1m",
    "\x1b[0m",
)
_VERDICT_INKS = {Verdict.PASS: _GREEN, Verdict.FAIL: _RED, Verdict.UNREADABLE: _RED}
_SEVERITY_INKS = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW, Severity.INFO: _DIM}


def columns_at_hand() -> int | None:
    """The width of the terminal that is written to; None when it is a file or a pipe."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    return shutil.get_terminal_size().columns


def text(report: Report, lang: Lang, *, colour: bool, columns: int | None) -> str:
    """Every file in its order, and a summary when there are several."""
    pen = _Pen(lang, colour and not os.environ.get("NO_COLOR"), columns)
    several = len(report.files) > FEW_FILES
    lines: list[str] = []
    tabled = False
    for file in report.files:
        fonts = bool(file.fonts) and (not several or file.verdict is Verdict.FAIL)
        tabled = tabled or fonts
        told = list(_file(file, pen, fonts=fonts))
        if lines and (len(told) > 1 or not several):
            lines.append("")
        lines += told
    if tabled:
        lines += ["", *pen.lines(LEGEND.in_(lang), 2, _DIM)]
    if len(report.files) > 1:
        lines += ["", *_summary(report.files, pen)]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Pen:
    """How lines are written: language, colour, width."""

    lang: Lang
    colour: bool
    width: int | None

    def inked(self, words: str, ink: str) -> str:
        return f"{ink}{words}{_PLAIN}" if self.colour else words

    def say(self, ja: str, en: str) -> str:
        return ja if self.lang == "ja" else en

    def lines(self, words: str, indent: int, ink: str = "") -> Iterator[str]:
        for line in wrapped(" " * indent + words, self.width, " " * indent):
            yield self.inked(line, ink) if ink else line


def _file(file: FileReport, pen: _Pen, *, fonts: bool) -> Iterator[str]:
    verdict = VERDICTS[file.verdict].in_(pen.lang)
    facts = [basis(file, pen.lang)] if file.judged_by else []
    if file.page_count:
        facts.append(pen.say(f"{file.page_count} ページ", _counted(file.page_count, "page")))
    about = f"  ({one_line(pen.say('、', '; ').join(facts))})" if facts else ""
    yield (
        pen.inked(verdict, _VERDICT_INKS[file.verdict] + _BOLD) + f"  {one_line(file.path)}{about}"
    )
    found = matters(file.findings)
    for severity in ORDER:
        weighed = [matter for matter in found if matter.severity is severity]
        if weighed:
            count = sum(finding.severity is severity for finding in file.findings)
            heading = f"{SEVERITIES[severity].in_(pen.lang)} ({count})"
            yield "  " + pen.inked(heading, _SEVERITY_INKS[severity] + _BOLD)
        for matter in weighed:
            yield from _matter(matter, pen)
    for opinion in file.opinions:
        yield from _opinion(opinion, file, pen)
    if fonts:
        rows = font_rows(file.fonts)
        yield ""
        yield from ("  " + line for line in _font_table(rows[:MOST_FONTS], pen.lang))
        if left := sum(row.count for row in rows[MOST_FONTS:]):
            yield from pen.lines(_and_more(left, pen), 2)


def _matter(matter: Matter, pen: _Pen) -> Iterator[str]:
    # A line that says "1 more" takes the place of the one.
    shown = matter.seen if len(matter.seen) <= SHOWN + 1 else matter.seen[:SHOWN]
    for seen in shown:
        where = pages_in_words(seen.pages, pen.lang)
        message = harmless(seen.message.in_(pen.lang)) + seen.again
        yield from pen.lines(f"{where}: {message}" if where else message, 4)
    if left := sum(seen.times for seen in matter.seen[len(shown) :]):
        yield from pen.lines(_and_more(left, pen), 4)
    if matter.remedy:
        yield from pen.lines(f"→ {harmless(matter.remedy.in_(pen.lang))}", 6)
    yield from pen.lines(" ".join(filter(None, (_source(matter), matter.clause))), 6, _DIM)


def _source(matter: Matter) -> str:
    """Rule and codes; codes that carry the group of their rule say it all alone."""
    group = matter.rule.partition("/")[0] + "/"
    codes = ", ".join(matter.codes)
    told = all(code.startswith(group) for code in matter.codes)
    return f"[{codes}]" if told else f"[{matter.rule} {codes}]"


def _and_more(left: int, pen: _Pen) -> str:
    return pen.say(
        f"… ほか {left} 件(すべては --format json で)",
        f"… and {left} more (all in --format json)",
    )


def _opinion(opinion: Opinion, file: FileReport, pen: _Pen) -> Iterator[str]:
    name = f"{opinion.witness} {opinion.version}".strip()
    verdict = (
        VERDICTS[opinion.verdict].in_(pen.lang)
        if opinion.verdict
        else pen.say("判定なし", "no verdict")
    )
    by = ", ".join(map(claim, opinion.judged_by))
    heading = pen.say(f"第二の証人 {name}: {verdict}", f"Second witness {name}: {verdict}")
    yield "  " + pen.inked(one_line(f"{heading}{f' ({by})' if by else ''}"), _BOLD)
    if opinion.note:
        yield from pen.lines(harmless(opinion.note.in_(pen.lang)), 4)
    if opinion.agrees and opinion.verdict is file.verdict:
        yield from pen.lines(pen.say("こちらの判定と一致します。", "It agrees with us."), 4)
    elif opinion.agrees:
        yield from pen.lines(
            pen.say(
                "双方が調べる条項では一致します。判定の違いは、一方だけが調べる項目によります。",
                "It agrees on every clause that both look at; the verdicts differ by what only one of us looks at.",
            ),
            4,
        )
    yield from _clauses(
        opinion.contested, pen.say("あちらだけが誤りとする条項", "only it finds broken"), pen
    )
    yield from _clauses(
        opinion.ours, pen.say("こちらだけが誤りとする条項", "only we find broken"), pen
    )
    yield from _clauses(
        opinion.beyond,
        pen.say("こちらでは調べない条項での誤り", "it finds broken what we do not look at"),
        pen,
    )


def _clauses(clauses: Sequence[Clause], heading: str, pen: _Pen) -> Iterator[str]:
    if clauses:
        yield from pen.lines(f"{heading} ({len(clauses)})", 4)
    for clause in clauses[:SHOWN]:
        words = f"{clause}  {one_line(clause.message)}".rstrip()
        yield from pen.lines(words, 6, _DIM)
    if len(clauses) > SHOWN:
        left = len(clauses) - SHOWN
        yield from pen.lines(pen.say(f"… ほか {left} 件", f"… and {left} more"), 6, _DIM)


def _font_table(fonts: Sequence[FontRow], lang: Lang) -> Iterator[str]:
    rows = [tuple(heading.in_(lang) for heading in HEADINGS)]
    rows += [font.cells(lang) for font in fonts]
    widths = [max(columns(row[index]) for row in rows) for index in range(len(HEADINGS))]
    for row in rows:
        cells = zip(row, widths, strict=True)
        yield "  ".join(cell + " " * (width - columns(cell)) for cell, width in cells).rstrip()


def _summary(files: Sequence[FileReport], pen: _Pen) -> Iterator[str]:
    """How many of each verdict, and which did not pass."""
    by = {verdict: [file for file in files if file.verdict is verdict] for verdict in Verdict}
    counts = {verdict: len(found) for verdict, found in by.items()}
    tally = pen.say(
        f"{len(files)} 件: 合格 {counts[Verdict.PASS]}、不合格 {counts[Verdict.FAIL]}、"
        f"読めません {counts[Verdict.UNREADABLE]}",
        f"{_counted(len(files), 'file')}: {counts[Verdict.PASS]} passed, "
        f"{counts[Verdict.FAIL]} failed, {counts[Verdict.UNREADABLE]} unreadable",
    )
    fine = counts[Verdict.PASS] == len(files)
    yield pen.inked(tally, _BOLD + (_GREEN if fine else _RED))
    for verdict in (Verdict.FAIL, Verdict.UNREADABLE):
        for file in by[verdict]:
            yield f"  {pen.inked(VERDICTS[verdict].in_(pen.lang), _RED)}  {one_line(file.path)}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
