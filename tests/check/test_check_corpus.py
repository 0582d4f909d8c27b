"""The font and metadata files of the veraPDF corpus, where they lie beside the repository."""

import csv
from pathlib import Path

import pytest

from declaration_print import check
from declaration_print.model.report import Verdict

CORPUS = Path(__file__).parents[3] / "shared" / "pdfa-corpus"
ABOUT_METADATA = ("6.6.", "6.7.")
"""How the clauses about metadata begin in PDF/A; in PDF/UA it is clause 5."""

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")


def judged(row):
    path = CORPUS / row["file"]
    flavour = row["flavour"]
    profile = "pdfua-1" if flavour == "ua1" else f"pdfa-{flavour}"
    groups = frozenset({"fonts", "metadata"})
    return check.pdf(path, path.read_bytes(), profile=profile, only=groups)


def rows(verdict):
    with (CORPUS / "expected.tsv").open(encoding="utf-8", newline="") as table:
        return [row for row in csv.DictReader(table, delimiter="\t") if row["verdict"] == verdict]


def test_every_file_that_should_pass_passes():
    failing = {
        row["file"]: [finding.message.en for finding in report.findings]
        for row in rows("pass")
        if (report := judged(row)).verdict is not Verdict.PASS
    }
    assert failing == {}


def test_no_file_crashes_a_rule_and_every_injury_to_metadata_is_found():
    missed = []
    found = total = 0
    for row in rows("fail"):
        report = judged(row)
        assert "rule/crashed" not in {finding.code for finding in report.findings}
        if row["clause"].startswith(ABOUT_METADATA) or row["clause"] == "5":
            missed += [row["file"]] if report.verdict is Verdict.PASS else []
        else:
            total += 1
            found += report.verdict is not Verdict.PASS
    assert missed == []
    assert found >= 0.75 * total
