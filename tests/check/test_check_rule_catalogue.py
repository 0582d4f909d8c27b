"""The catalogue of rules, in a terminal and as the pages docs/rules*.md."""

from pathlib import Path

import pytest

from declaration_print import check

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(("lang", "name"), [("en", "rules.md"), ("ja", "rules.ja.md")])
def test_the_page_is_current(lang, name):
    assert (DOCS / name).read_text("utf-8") == check.catalogue_markdown(lang), "run `make rules`"


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_rule_is_on_the_page_with_its_clauses_and_what_to_do(lang):
    rows = {
        cells[1].strip(" `"): line
        for line in check.catalogue_markdown(lang).splitlines()
        if len(cells := line.split("|")) > 7
    }
    for rule in check.rules():
        row = rows[rule.id]
        assert rule.remedy.in_(lang) in row.replace("&#124;", "|")
        assert all(clause in row for clause in rule.clause.values())


def test_the_listing_says_what_each_rule_asks_and_who_runs_it():
    told = check.catalogue("en").splitlines()
    at = told.index("fonts/embedded  (error)")
    assert told[at + 1].strip().endswith("?")
    assert "ISO 19005-2, -3: 6.2.11.4.1" in told[at + 2]
    assert {"pdfa-1b", "pdfa-2b", "pdfa-4", "pdfua-1", "handout"} <= set(
        told[at + 3].partition(": ")[2].split(", ")
    )
    assert {line.partition("  ")[0] for line in told if line[:1].strip()} == {
        rule.id for rule in check.rules()
    }
    assert "fonts/embedded  (誤り)" in check.catalogue("ja").splitlines()
