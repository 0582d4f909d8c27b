"""Profiles are sound data: known rules, clauses for what a standard runs, reasons for overrides."""

import pytest

from declaration_print import check
from declaration_print.model.declaration import PARTS
from declaration_print.model.problem import Severity

STANDARDS = {
    *(f"pdfa-{flavour}" for flavour in ("1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u")),
    *("pdfa-4", "pdfa-4e", "pdfa-4f", "pdfua-1"),
}
HOUSE = {"house", "handout", "outline", "poster", "scroll", "archive", "press"}
RULES = {rule.id: rule for rule in check.rules()}


def test_the_profiles_there_are():
    assert set(check.profiles()) == STANDARDS | HOUSE


@pytest.mark.parametrize("profile", check.profiles().values(), ids=lambda profile: profile.name)
def test_a_profile_runs_rules_that_exist(profile):
    assert set(profile.rules) <= set(RULES)
    assert len(set(profile.rules)) == len(profile.rules)
    assert set(profile.overrides) <= set(profile.rules)
    assert all(
        len(override.reason.en) > 20 and override.reason.ja
        for override in profile.overrides.values()
    )
    assert set(profile.claims) <= STANDARDS
    assert set(profile.text) <= set(PARTS)
    assert profile.is_house == (profile.name in HOUSE)


@pytest.mark.parametrize("name", sorted(STANDARDS))
def test_a_standard_cites_a_clause_for_each_rule_it_runs(name):
    profile = check.profiles()[name]
    uncited = {rule for rule in profile.rules if profile.family not in RULES[rule].clause}
    assert uncited <= {"file/readable"}


def test_an_override_changes_the_weight_of_a_rule():
    from pdf_samples import Typeface, sample, tiny_font  # noqa: PLC0415 - used here only

    whole = Typeface("宣言", program=tiny_font("宣言"), name="Whole")
    report = check.pdf("a.pdf", sample(("宣言",), face=whole), profile="archive")
    assert [(f.rule, f.severity) for f in report.findings] == [("fonts/subset", Severity.WARNING)]
