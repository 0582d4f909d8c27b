"""The catalogue of rules, in a terminal and as the pages docs/rules*.md."""

from pathlib import Path

import pytest

from declaration_print import check
from declaration_print.check import rule_catalogue

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


def test_every_rule_has_its_question_in_both_languages():
    """A rule without one: add it to rulebook/questions.toml."""
    asked = rule_catalogue.questions()
    assert set(asked) == {rule.id for rule in check.rules()}
    assert all("か。" in words.ja for words in asked.values())
    assert all("?" in words.en for words in asked.values())
    assert len({words.ja for words in asked.values()}) == len(asked)


def test_every_group_has_a_name_of_its_own():
    assert {rule.group for rule in check.rules()} <= set(rule_catalogue.GROUPS)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_what_a_profile_changes_is_listed_with_the_reason(lang):
    listings = (
        check.catalogue(lang),
        check.profile_catalogue(lang),
        check.catalogue_markdown(lang),
    )
    for profile in check.profiles().values():
        assert profile.purpose.in_(lang) in listings[1]
        for override in profile.overrides.values():
            assert all(override.reason.in_(lang) in listing for listing in listings)
    weight = {"en": "fonts/type3: warning — ", "ja": "fonts/type3: 注意 — "}[lang]
    assert weight in listings[1]


def test_the_listing_says_what_each_rule_asks_and_who_runs_it():
    told = [line for line in check.catalogue("en").splitlines() if not line.startswith("#")]
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
