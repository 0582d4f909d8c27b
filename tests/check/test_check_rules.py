"""Every rule has a PDF that passes it and one that fails it, and no other rule cries out.

Each subject keeps its samples in a module samples_<subject>.py beside this one.
"""

from importlib import import_module
from pathlib import Path

import pytest
from pdf_samples import (
    BOX,
    HORIZONTAL_BOXES,
    VERTICAL_BOXES,
    Typeface,
    declaration,
    descendant_of,
    replace_content,
    sample,
    tiny_font,
)
from pikepdf import Array, Dictionary, Name
from samples_core import CHARACTERS, drop, hurt, set_in, without_program

from declaration_print import check
from declaration_print.model.problem import Severity
from declaration_print.model.report import Verdict

SUBJECTS = [import_module(file.stem) for file in sorted(Path(__file__).parent.glob("samples_*.py"))]
FAILING = {seen: made for subject in SUBJECTS for seen, made in subject.FAILING.items()}
PASSING = {rule: made for subject in SUBJECTS for rule, made in subject.PASSING.items()}
ALSO = {s: rules for subject in SUBJECTS for s, rules in getattr(subject, "ALSO", {}).items()}
JUDGED_AS = {s: name for sub in SUBJECTS for s, name in getattr(sub, "JUDGED_AS", {}).items()}


def judged(data, **options):
    return check.pdf("a.pdf", data, declaration=declaration(), **options)


@pytest.mark.parametrize("vertical", [False, True], ids=["horizontal", "vertical"])
def test_the_sound_sample_passes_every_rule(vertical):
    report = judged(sample(vertical=vertical))
    assert [(f.rule, f.code, f.message.en) for f in report.findings] == []
    assert report.verdict is Verdict.PASS
    assert report.claims == ("pdfa-2a", "pdfua-1")


@pytest.mark.parametrize("seen", FAILING, ids=":".join)
def test_each_injury_is_found_by_its_rule_alone(seen):
    # The sample's declaration is unsigned: held against it, a file may be without an author.
    against = None if seen == ("metadata/author", "no-author") else declaration()
    report = check.pdf(
        "a.pdf", FAILING[seen](), profile=JUDGED_AS.get(seen, "handout"), declaration=against
    )
    errors = [finding for finding in report.findings if finding.severity is Severity.ERROR]
    assert seen in {(finding.rule, finding.code) for finding in report.findings}
    assert {finding.rule for finding in errors} - {seen[0]} <= ALSO.get(seen, set())


@pytest.mark.parametrize("rule", PASSING)
def test_each_rule_is_shown_passing(rule):
    made = PASSING[rule]()
    named = next((JUDGED_AS.get(seen) for seen in FAILING if seen[0] == rule), None)
    report = check.pdf(
        "a.pdf", made, profile=named or "handout", only=frozenset({rule}), declaration=declaration()
    )
    assert [(f.rule, f.code, f.message.en) for f in report.findings] == []


def test_the_register_is_shown_failing_and_passing():
    rules = {rule.id for rule in check.rules()}
    assert {rule for rule, _ in FAILING} == rules
    assert set(PASSING) == rules


def test_every_rule_is_run_by_some_profile():
    run = {rule for profile in check.profiles().values() for rule in profile.rules}
    assert run == {rule.id for rule in check.rules()}


@pytest.mark.parametrize("rule", check.rules(), ids=lambda rule: rule.id)
def test_every_rule_speaks_both_languages(rule):
    for words in (rule.rationale, rule.remedy):
        assert words.ja.strip()
        assert words.en.strip()
        assert any("\u3040" <= c <= "\u30ff" for c in words.ja)
        assert words.en.isascii() or "“" in words.en


def test_an_invisible_font_need_not_be_embedded():
    def invisible(pdf):
        without_program(pdf)
        for page in (0, 1):
            replace_content(pdf, b"BT", b"BT 3 Tr", page)

    report = check.pdf("a.pdf", sample(hurt=invisible), only=frozenset({"fonts"}))
    assert report.findings == ()


def test_fonts_inside_form_xobjects_are_seen():
    def into_a_form(pdf):
        page = pdf.pages[0]
        form = pdf.make_stream(page.Contents.read_bytes())
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 600, 800])
        form.Resources = page.Resources
        page.Resources = Dictionary(XObject=Dictionary(X1=form))
        page.Contents = pdf.make_stream(b"/X1 Do")
        del pdf.pages[1]["/Contents"]
        without = form.Resources.Font.F1.DescendantFonts[0].FontDescriptor
        del without["/FontFile2"]

    report = check.pdf("a.pdf", sample(hurt=into_a_form), only=frozenset({"fonts"}))
    assert [(f.code, f.page) for f in report.findings] == [("not-embedded", 1)]


def test_a_width_may_differ_by_one_thousandth_but_not_by_more():
    def widths(first):
        wide = Array([1, Array([first] + [1000] * (len(CHARACTERS) - 1))])
        return judged(hurt(set_in(descendant_of, "/W", wide)), only=frozenset({"fonts/widths"}))

    assert widths(1001).verdict is Verdict.PASS
    assert widths(1002).verdict is Verdict.FAIL


def test_a_few_horizontal_characters_in_a_vertical_edition_are_an_island():
    def with_caption(pdf):
        caption = Typeface("研究", program=tiny_font("研究"), name="GHIJKL+SampleGothic-Bold")
        for page in pdf.pages:
            page.Resources.Font.F2 = caption.add_to(pdf)
        replace_content(pdf, b"ET Q", b"ET Q BT /F2 8 Tf 20 20 Td <0001> Tj ET", page=1)

    report = check.pdf(
        "a.pdf", sample(vertical=True, hurt=with_caption), only=frozenset({"text/vertical"})
    )
    assert report.findings == ()


def test_only_limits_the_rules_that_run():
    data = hurt(drop("/OutputIntents"))
    assert judged(data, only=frozenset({"fonts", "metadata"})).verdict is Verdict.PASS
    assert judged(data, only=frozenset({"file"})).verdict is Verdict.FAIL


def test_a_crashing_rule_is_a_finding_about_us(monkeypatch):
    from declaration_print.check.inspect import InspectedPdf  # noqa: PLC0415 - patched here only

    def crash(_):
        raise ZeroDivisionError("by a rule")

    monkeypatch.setattr(InspectedPdf, "output_intents", property(crash))
    report = judged(sample())
    assert [(f.rule, f.code) for f in report.findings] == [("file/output-intent", "rule/crashed")]
    assert report.findings[0].severity is Severity.ERROR


def test_shapes_of_the_sample_are_what_they_say():
    assert VERTICAL_BOXES.keys() == HORIZONTAL_BOXES.keys()
    assert BOX not in (VERTICAL_BOXES | HORIZONTAL_BOXES).values()
