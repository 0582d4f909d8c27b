"""Reports for people (lines of text) and for programs (JSON)."""

import json
from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

from declaration_print.model.problem import Lang, Severity, Words
from declaration_print.model.report import FileReport, Finding, FontUse, Report, Verdict

_RED, _YELLOW, _GREEN, _DIM, _BOLD, _PLAIN = (
    "\x1b[31m",
    "\x1b[33m",
    "\x1b[32m",
    "\x1b[2m",
    "\x1b[1m",
    "\x1b[0m",
)
_VERDICTS = {
    Verdict.PASS: (Words(ja="合格", en="PASS"), _GREEN),
    Verdict.FAIL: (Words(ja="不合格", en="FAIL"), _RED),
    Verdict.UNREADABLE: (Words(ja="読めません", en="UNREADABLE"), _RED),
}
_SEVERITIES = {
    Severity.ERROR: (Words(ja="誤り", en="Errors"), _RED),
    Severity.WARNING: (Words(ja="注意", en="Warnings"), _YELLOW),
    Severity.INFO: (Words(ja="参考", en="Notes"), _DIM),
}
_FONT_HEADINGS = (
    Words(ja="フォント", en="font"),
    Words(ja="種類", en="type"),
    Words(ja="符号化", en="encoding"),
    Words(ja="埋込", en="embedded"),
    Words(ja="一部", en="subset"),
    Words(ja="文字", en="unicode"),
    Words(ja="組", en="writing"),
    Words(ja="ページ", en="pages"),
)
_WRITING = {
    "vertical": Words(ja="縦", en="vertical"),
    "horizontal": Words(ja="横", en="horizontal"),
}


def as_text(report: Report, lang: Lang, *, colour: bool = False) -> str:
    """The report as lines: for each file its verdict, findings by weight, and its fonts."""
    return "\n".join(line for file in report.files for line in _file(file, lang, colour=colour))


def as_json(report: Report, lang: Lang) -> str:
    """The report as JSON, messages in one language."""
    files = [_file_as_json(file, lang) for file in report.files]
    return json.dumps({"files": files}, ensure_ascii=False, indent=2)


def _file(file: FileReport, lang: Lang, *, colour: bool) -> Iterator[str]:
    words, ink = _VERDICTS[file.verdict]
    claims = f" ({', '.join(file.claims)})" if file.claims else ""
    yield f"{_inked(words.in_(lang), ink + _BOLD, colour)}  {file.path}{claims}"
    for severity, (heading, tint) in _SEVERITIES.items():
        findings = [finding for finding in file.findings if finding.severity is severity]
        if findings:
            yield f"  {_inked(f'{heading.in_(lang)} ({len(findings)})', tint, colour)}"
        for finding in findings:
            yield from _finding(finding, lang, colour=colour)
    if file.fonts:
        yield from ("  " + line for line in _font_table(file.fonts, lang))


def _finding(finding: Finding, lang: Lang, *, colour: bool) -> Iterator[str]:
    page = {"ja": f"{finding.page} ページ: ", "en": f"page {finding.page}: "}[lang]
    yield f"    {page if finding.page else ''}{finding.message.in_(lang)}"
    if finding.remedy:
        yield f"      → {finding.remedy.in_(lang)}"
    source = f"[{finding.rule} {finding.code}]"
    yield "      " + _inked(" ".join(filter(None, (source, finding.clause))), _DIM, colour)


def _font_table(fonts: Iterable[FontUse], lang: Lang) -> Iterator[str]:
    rows = [[heading.in_(lang) for heading in _FONT_HEADINGS]]
    rows += [_font_row(font, lang) for font in fonts]
    widths = [max(_columns(row[index]) for row in rows) for index in range(len(_FONT_HEADINGS))]
    for row in rows:
        cells = zip(row, widths, strict=True)
        yield "  ".join(cell + " " * (width - _columns(cell)) for cell, width in cells).rstrip()


def _font_row(font: FontUse, lang: Lang) -> list[str]:
    answers = [
        {True: "○" if lang == "ja" else "yes", False: "×" if lang == "ja" else "no"}[answer]
        for answer in (font.embedded, font.subset, font.to_unicode)
    ]
    writing = _WRITING[font.writing_mode].in_(lang)
    return [font.name, font.type, font.encoding, *answers, writing, page_ranges(font.pages)]


def page_ranges(pages: tuple[int, ...]) -> str:
    """Ascending page numbers as ranges: (1, 2, 3, 7) → 1-3, 7."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1][1:] = [page]
        else:
            runs.append([page])
    return ", ".join("-".join(map(str, run)) for run in runs)


def _columns(text: str) -> int:
    """How many terminal columns a text takes: two for each wide character."""
    return sum(2 if east_asian_width(character) in "FW" else 1 for character in text)


def _inked(text: str, ink: str, colour: bool) -> str:  # noqa: FBT001 - private, read at the call
    return f"{ink}{text}{_PLAIN}" if colour else text


def _file_as_json(file: FileReport, lang: Lang) -> dict[str, object]:
    return {
        "path": file.path,
        "verdict": file.verdict.value,
        "claims": list(file.claims),
        "fonts": [
            {
                "name": font.name,
                "type": font.type,
                "encoding": font.encoding,
                "embedded": font.embedded,
                "subset": font.subset,
                "to_unicode": font.to_unicode,
                "writing_mode": font.writing_mode,
                "pages": list(font.pages),
            }
            for font in file.fonts
        ],
        "metadata": dict(file.metadata),
        "findings": [
            {
                "rule": finding.rule,
                "code": finding.code,
                "severity": finding.severity.value,
                "clause": finding.clause,
                "page": finding.page,
                "message": finding.message.in_(lang),
            }
            for finding in file.findings
        ],
    }
