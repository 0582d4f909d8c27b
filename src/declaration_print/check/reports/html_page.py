"""The report as one HTML file that needs nothing else: for a person, on screen and on paper.

The template is data (report.html.j2, report.css, phrases.toml). Whatever comes from a PDF is made harmless
and escaped: the template escapes everything that is not Markup.
"""

import tomllib
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined

from declaration_print.check.reports import page_pictures, side_by_side
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
from declaration_print.check.rulebook import catalogue
from declaration_print.model.problem import Lang, Severity, Words
from declaration_print.model.report import FileReport, Opinion, Report, Verdict

FIRST_STEPS = 3
"""Remedies named at the top; who has done them judges again."""

MOST_SEEN = 40
"""Messages of one rule that are listed."""

MOST_ROWS = 120
"""Rows of a table of fonts or metadata; more are made only to be a nuisance."""

_FOLDER = files("declaration_print.check.reports")


def page(report: Report, lang: Lang) -> str:
    """The whole page, in one language."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["safe"] = _forbidden
    template = environment.from_string((_FOLDER / "report.html.j2").read_text("utf-8"))
    counts = dict.fromkeys(Verdict, 0)
    for file in report.files:
        counts[file.verdict] += 1
    return template.render(
        lang=lang,
        say=_phrases(lang),
        css=(_FOLDER / "report.css").read_text("utf-8"),
        counts=[
            (verdict.value, VERDICTS[verdict].in_(lang), count) for verdict, count in counts.items()
        ],
        legend=LEGEND.in_(lang),
        headings=[heading.in_(lang) for heading in HEADINGS],
        files=[_file(number, file, lang) for number, file in enumerate(report.files, start=1)],
    )


def _forbidden(_: object) -> str:
    """No template of ours switches escaping off."""
    raise TypeError("nothing is safe by its own word")


@cache
def _phrases(lang: Lang) -> Mapping[str, str]:
    """What the page itself says."""
    data = tomllib.loads((_FOLDER / "phrases.toml").read_text("utf-8"))
    return {key: words[lang] for key, words in data.items()}


@cache
def _rationales() -> Mapping[str, Words]:
    return {rule.id: rule.rationale for rule in catalogue()}


def _file(number: int, file: FileReport, lang: Lang) -> dict[str, Any]:
    found = [
        _matter(file, at, matter, lang) for at, matter in enumerate(matters(file.findings), start=1)
    ]
    errors = [one for one in found if one["severity"] == Severity.ERROR]
    steps = dict.fromkeys(one["remedy"] for one in errors if one["remedy"])
    fonts = font_rows(file.fonts)
    return {
        "id": f"f{number}",
        "path": one_line(file.path),
        "verdict": file.verdict.value,
        "verdict_words": VERDICTS[file.verdict].in_(lang),
        "claims": [one_line(claim(name)) for name in file.claims],
        "basis": one_line(basis(file, lang)),
        "page_count": file.page_count,
        "rule_count": len(file.rules_run),
        "tally": [
            (severity.value, SEVERITIES[severity].in_(lang), _weight(file, severity))
            for severity in ORDER
        ],
        "steps": list(steps)[:FIRST_STEPS],
        "in_part": bool(file.only),
        "more_steps": max(len(steps) - FIRST_STEPS, 0),
        "unpictured": file.unpictured.in_(lang) if file.unpictured else "",
        "thumbnails": _thumbnails(file, found),
        "left_out": file.page_count - len(file.thumbnails) if file.thumbnails else 0,
        "right_to_left": file.reads_right_to_left,
        "groups": [
            (severity.value, SEVERITIES[severity].in_(lang), weighed)
            for severity in ORDER
            if (weighed := [one for one in found if one["severity"] == severity])
        ],
        "fonts": [_font(row, lang) for row in fonts[:MOST_ROWS]],
        "more_fonts": sum(row.count for row in fonts[MOST_ROWS:]),
        "metadata": _metadata(file, lang)[:MOST_ROWS],
        "more_metadata": max(len(side_by_side.rows(file.metadata)) - MOST_ROWS, 0),
        "opinions": [_opinion(opinion, lang) for opinion in file.opinions],
    }


def _weight(file: FileReport, severity: Severity) -> int:
    return sum(finding.severity is severity for finding in file.findings)


def _matter(file: FileReport, number: int, matter: Matter, lang: Lang) -> dict[str, Any]:
    rationale = _rationales().get(matter.rule)
    return {
        "number": number,
        "rule": matter.rule,
        "codes": ", ".join(matter.codes),
        "severity": matter.severity,
        "clause": matter.clause,
        "remedy": harmless(matter.remedy.in_(lang)) if matter.remedy else "",
        "rationale": rationale.in_(lang) if rationale else "",
        "seen": [
            {
                "message": harmless(seen.message.in_(lang)) + seen.again,
                "where": pages_in_words(seen.pages, lang),
                "page": next((one for one in seen.pages if one <= len(file.thumbnails)), None),
            }
            for seen in matter.seen[:MOST_SEEN]
        ],
        "left": sum(seen.times for seen in matter.seen[MOST_SEEN:]),
        "pages": matter.pages,
    }


def _thumbnails(file: FileReport, found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "page": page,
            "wide": _width(picture) > page_pictures.BOX[0] + 1,
            "source": "data:image/png;base64," + b64encode(picture).decode("ascii"),
            "marks": [one["number"] for one in found if page in one["pages"]],
        }
        for page, picture in enumerate(file.thumbnails, start=1)
    ]


def _width(picture: bytes) -> int:
    """The width of a PNG in pixels, from its header (ISO 15948 11.2.2)."""
    return int.from_bytes(picture[16:20])


def _font(row: FontRow, lang: Lang) -> list[tuple[str, bool]]:
    """The cells of one row of the font table, each with whether it gives cause for concern."""
    font = row.font
    worrying = (False, False, False, not font.embedded, False, not font.to_unicode, False, False)
    return list(zip(row.cells(lang), worrying, strict=True))


def _metadata(file: FileReport, lang: Lang) -> list[dict[str, Any]]:
    return [
        {
            "key": one_line(row.key),
            "label": row.label.in_(lang) if row.label else "",
            "info": None if row.info is None else one_line(row.info),
            "xmp": None if row.xmp is None else one_line(row.xmp),
            "same": row.same,
        }
        for row in side_by_side.rows(file.metadata)
    ]


def _opinion(opinion: Opinion, lang: Lang) -> dict[str, Any]:
    return {
        "name": one_line(f"{opinion.witness} {opinion.version}"),
        "verdict": opinion.verdict.value if opinion.verdict else "none",
        "verdict_words": VERDICTS[opinion.verdict].in_(lang) if opinion.verdict else "",
        "judged_by": one_line(", ".join(map(claim, opinion.judged_by))),
        "agrees": opinion.agrees,
        "note": harmless(opinion.note.in_(lang)) if opinion.note else "",
        "lists": [
            (key, [(str(one), one_line(one.message), one.times) for one in clauses])
            for key, clauses in (
                ("contested", opinion.contested),
                ("ours", opinion.ours),
                ("beyond", opinion.beyond),
            )
            if clauses
        ],
    }
