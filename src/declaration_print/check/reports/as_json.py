"""The report as JSON: a contract with programs, described by data/check-report.schema.json."""

import json

from declaration_print.model.problem import Lang
from declaration_print.model.report import Clause, FileReport, Opinion, Report


def text(report: Report, lang: Lang) -> str:
    """The whole report; messages in one language, every other word the same in both.

    Characters that JSON or UTF-8 cannot carry (lone surrogates) are written as escapes.
    """
    files = [_file(file, lang) for file in report.files]
    found = json.dumps({"files": files}, ensure_ascii=False, indent=2)
    return found.encode(errors="backslashreplace").decode()


def _file(file: FileReport, lang: Lang) -> dict[str, object]:
    told: dict[str, object] = {
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
    # Only who asks for a second witness gets a key beyond the six.
    if file.opinions:
        told["opinions"] = [_opinion(opinion, lang) for opinion in file.opinions]
    return told


def _opinion(opinion: Opinion, lang: Lang) -> dict[str, object]:
    return {
        "witness": opinion.witness,
        "version": opinion.version or None,
        "judged_by": list(opinion.judged_by),
        "verdict": opinion.verdict.value if opinion.verdict else None,
        "agrees": opinion.agrees,
        "contested": [_clause(clause) for clause in opinion.contested],
        "ours": [_clause(clause) for clause in opinion.ours],
        "beyond": [_clause(clause) for clause in opinion.beyond],
        "note": opinion.note.in_(lang) if opinion.note else None,
    }


def _clause(clause: Clause) -> dict[str, object]:
    return {"clause": str(clause), "message": clause.message or None, "times": clause.times}
