"""Second witnesses compared with us.

veraPDF itself is no part of the tests: a command of the same name prints reports of the form that
veraPDF-library 1.29's MrrHandler, ValidationReportImpl and TaskResultImpl write. pikepdf is the real one.
"""

import json
import sys
import textwrap
from dataclasses import replace

import pytest
from pdf_samples import sample
from report_samples import failing, without_program

from declaration_print import check
from declaration_print.check.witnesses import witness_verapdf
from declaration_print.model.problem import BadInput
from declaration_print.model.report import Report, Verdict

HEAD = """<?xml version="1.0" encoding="utf-8"?>
<report>
  <buildInformation>
    <releaseDetails id="core" version="1.29.1" buildDate="2025-05-20T13:34:00Z"></releaseDetails>
    <releaseDetails id="gui" version="1.29.2" buildDate="2025-06-02T12:26:00Z"></releaseDetails>
  </buildInformation>
  <jobs>
    <job>
      <item size="10230">
        <name>judged.pdf</name>
      </item>
"""
TAIL = """      <duration start="1748870000000" finish="1748870000421">00:00:00.421</duration>
    </job>
  </jobs>
  <batchSummary totalJobs="1" failedToParse="0" encrypted="0" outOfMemory="0" veraExceptions="0">
    <duration start="1748870000000" finish="1748870000500">00:00:00.500</duration>
  </batchSummary>
</report>
"""
FINE = """      <validationReport jobEndStatus="normal" profileName="{} validation profile"
 statement="PDF file is compliant with Validation Profile requirements." isCompliant="true">
        <details passedRules="144" failedRules="0" passedChecks="500" failedChecks="0"></details>
      </validationReport>
"""
BROKEN = """      <validationReport jobEndStatus="normal" profileName="PDF/A-2A validation profile"
 statement="PDF file is not compliant with Validation Profile requirements." isCompliant="false">
        <details passedRules="142" failedRules="{count}" passedChecks="500" failedChecks="9">
{rules}        </details>
      </validationReport>
"""
RULE = """          <rule specification="ISO 19005-2:2011" clause="{}" testNumber="1" status="failed"
 failedChecks="{}" tags="font">
            <description>A sentence of the standard.</description>
            <object>PDFont</object>
            <test>isEmbedded == true</test>
            <check status="failed">
              <context>root/document[0]/pages[0](7 0 obj PDPage)</context>
              <errorMessage>What &lt;is&gt; wrong here</errorMessage>
            </check>
          </rule>
"""
GAVE_UP = """      <taskException type="PARSE" isExecuted="true" isSuccess="false">
        <duration start="1748870000000" finish="1748870000421">00:00:00.421</duration>
        <exceptionMessage>Exception: Couldn't parse stream</exceptionMessage>
      </taskException>
"""


def broken(*clauses):
    rules = "".join(RULE.format(clause, times) for clause, times in clauses)
    return HEAD + BROKEN.format(count=len(clauses), rules=rules) + TAIL


@pytest.fixture
def verapdf(tmp_path, monkeypatch):
    """Put a `verapdf` on the PATH that answers by flavour; returns what it was called with."""
    asked = tmp_path / "asked.json"

    def answers(told, *, before=""):
        (tmp_path / "told.json").write_text(json.dumps(told), "utf-8")
        command = tmp_path / "verapdf"
        command.write_text(
            textwrap.dedent(f"""\
                #!{sys.executable}
                import json, pathlib, sys, time
                here = pathlib.Path({str(tmp_path)!r})
                with (here / "asked.json").open("a") as asked:
                    head = open(sys.argv[-1], "rb").read(5).decode()
                    asked.write(json.dumps([*sys.argv[1:-1], head]) + "\\n")
                {before}
                told = json.loads((here / "told.json").read_text("utf-8"))
                flavour = sys.argv[sys.argv.index("--flavour") + 1]
                sys.stdout.write(told.get(flavour, told.get("*")))
                sys.exit(1)
                """),
            "utf-8",
        )
        command.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        return lambda: [json.loads(line) for line in asked.read_text().splitlines()]

    return answers


def fine(name="PDF/A-2A"):
    return HEAD + FINE.format(name) + TAIL


def test_it_is_asked_by_each_standard_we_judged_by(verapdf):
    asked = verapdf({"2a": fine(), "ua1": fine("PDF/UA-1")})
    data = sample()
    told = check.opinion("verapdf", "-x.pdf", data, check.pdf("-x.pdf", data))
    assert (told.verdict, told.version, told.agrees) == (Verdict.PASS, "1.29.1", True)
    assert told.judged_by == ("pdfa-2a", "pdfua-1")
    assert [call[call.index("--flavour") + 1] for call in asked()] == ["2a", "ua1"]
    assert all(call[:2] == ["--format", "mrr"] and call[-1] == "%PDF-" for call in asked())


@pytest.mark.parametrize(
    ("profile", "flavour"),
    [("pdfa-1b", "1b"), ("pdfa-3u", "3u"), ("pdfa-4", "4"), ("pdfa-4f", "4f"), ("pdfua-1", "ua1")],
)
def test_profiles_have_names_in_verapdf(profile, flavour):
    assert witness_verapdf.flavour(profile) == flavour


def test_disagreements_are_told_apart(verapdf):
    # We find 6.2.11.4.1 broken, looked at no other clause of these, and veraPDF finds 6.2.11.4.1 too.
    verapdf({"2a": broken(("6.2.11.4.1", 2), ("6.2.2", 3)), "ua1": fine()})
    report = failing()
    told = check.opinion("verapdf", "x.pdf", sample(hurt=without_program), report)
    assert told.verdict is Verdict.FAIL
    assert told.contested == ()
    assert [(str(one), one.times, one.message) for one in told.beyond] == [
        ("ISO 19005-2 6.2.2", 3, "What <is> wrong here")
    ]
    # PDF/UA asks for embedding as well, and there veraPDF saw nothing.
    assert [(str(one), one.message) for one in told.ours] == [
        ("ISO 14289-1 7.21.4.1", "fonts/embedded not-embedded")
    ]
    assert told.agrees is False


def test_what_it_finds_where_we_looked_is_contested(verapdf):
    verapdf({"2a": broken(("6.2.11.4.1", 1)), "ua1": fine()})
    data = sample()
    report = check.pdf("x.pdf", data, only=frozenset({"fonts"}))
    told = check.opinion("verapdf", "x.pdf", data, report)
    assert [str(one) for one in told.contested] == ["ISO 19005-2 6.2.11.4.1"]
    words = check.report_in(Report((replace(report, opinions=(told,)),)), "text", "en")
    assert "Second witness verapdf 1.29.1: FAIL (PDF/A-2a, PDF/UA-1)" in words
    assert "only it finds broken (1)" in words


def test_clauses_come_in_their_order(verapdf):
    verapdf({"2a": broken(("6.6.4", 1), ("6.2.11.8", 1), ("6.2.2", 1)), "ua1": fine()})
    told = check.opinion("verapdf", "x.pdf", sample(), replace(failing(), rules_run=()))
    assert [one.number for one in told.beyond] == ["6.2.2", "6.2.11.8", "6.6.4"]


def test_a_file_it_cannot_read_is_said_to_be_so(verapdf):
    verapdf({"*": HEAD + GAVE_UP + TAIL})
    told = check.opinion("verapdf", "x.pdf", sample(), failing())
    assert (told.verdict, told.agrees, told.ours) == (Verdict.UNREADABLE, None, ())
    assert "Couldn't parse stream" in told.note.en


@pytest.mark.parametrize(
    "output",
    [
        "",
        "Error: no Java",
        "<report>",
        "<rawResults/>",
        '<!DOCTYPE r [<!ENTITY a "b">]>' + fine().partition("?>")[2],
    ],
)
def test_output_that_is_no_report_gives_no_verdict(verapdf, output):
    verapdf({"*": output})
    told = check.opinion("verapdf", "x.pdf", sample(), failing())
    assert (told.verdict, told.agrees, told.contested, told.ours) == (None, None, (), ())
    assert "verapdf --version" in told.note.en


def test_it_is_not_waited_for_for_ever(verapdf, monkeypatch):
    verapdf({"*": fine()}, before="time.sleep(30)")
    monkeypatch.setattr(witness_verapdf, "SECONDS", 0.3)
    told = check.opinion("verapdf", "x.pdf", sample(), replace(failing(), judged_by=("pdfa-2a",)))
    assert told.verdict is None
    assert "0.3 s" in told.note.en


def test_who_is_not_installed_is_named_with_how_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BadInput) as bad:
        check.witness_at_hand("verapdf")
    assert "verapdf.org" in str(bad.value)
    monkeypatch.setitem(sys.modules, "pikepdf.pdfa", None)
    with pytest.raises(BadInput, match="pip install"):
        check.witness_at_hand("pikepdf")
    with pytest.raises(BadInput, match="choose from verapdf, pikepdf"):
        check.witness_at_hand("somebody")


def test_pikepdf_finds_what_we_find():
    data = sample(hurt=without_program)
    told = check.opinion("pikepdf", "x.pdf", data, check.pdf("x.pdf", data, profile="pdfa-2b"))
    assert (told.witness, told.verdict) == ("pikepdf", Verdict.FAIL)
    assert told.judged_by == ("pdfa-2b",)
    assert "6.2.11.4.1" not in {one.number for one in (*told.contested, *told.beyond)}


def test_pikepdf_is_asked_nothing_it_does_not_know():
    data = sample()
    told = check.opinion("pikepdf", "x.pdf", data, check.pdf("x.pdf", data, profile="pdfa-4"))
    assert (told.verdict, told.judged_by) == (None, ())
    assert "PDF/A-1, -2 and -3" in told.note.en


@pytest.mark.parametrize("name", ["verapdf", "pikepdf"])
def test_a_file_that_claims_nothing_is_not_asked_about(name, verapdf):
    asked = verapdf({"*": fine()})
    data = sample()
    told = check.opinion(name, "x.pdf", data, replace(failing(), judged_by=("archive",)))
    assert told.verdict is None
    assert "--profile" in told.note.en
    with pytest.raises(FileNotFoundError):
        asked()
