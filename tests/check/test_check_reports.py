"""Reports in a terminal and as JSON: what a person reads, and the contract with programs."""

import io
import json
from pathlib import Path

import pikepdf
import pytest
from jsonschema import Draft202012Validator
from report_samples import HOSTILE, file, finding, hostile, three_verdicts

from declaration_print import check
from declaration_print.check.reports import terminal
from declaration_print.check.reports.page_ranges import page_ranges
from declaration_print.check.reports.wrapping import columns, wrapped
from declaration_print.model.problem import Severity
from declaration_print.model.report import FontUse, Report, Verdict

SCHEMA = Path(__file__).parents[2] / "data" / "check-report.schema.json"


def lines(report, *, lang="en", colour=False, width=None):
    return terminal.text(report, lang, colour=colour, columns=width).splitlines()


def test_json_is_what_was_promised():
    told = json.loads(check.report_in(three_verdicts(), "json", "en"))
    assert list(told) == ["files"]
    bad, good, unreadable = told["files"]
    assert [one["verdict"] for one in told["files"]] == ["fail", "pass", "unreadable"]
    assert list(bad) == ["path", "verdict", "claims", "fonts", "metadata", "findings"]
    assert (bad["path"], bad["claims"]) == ("handout.pdf", ["pdfa-2a", "pdfua-1"])
    assert bad["fonts"] == [
        {
            "name": "ABCDEF+SampleMincho-Regular",
            "type": "Type0/CIDFontType2",
            "encoding": "Identity-H",
            "embedded": False,
            "subset": True,
            "to_unicode": True,
            "writing_mode": "horizontal",
            "pages": [1, 2],
        }
    ]
    assert bad["metadata"]["dc:title"] == bad["metadata"]["Title"] == "宣言"
    assert bad["findings"] == [
        {
            "rule": "fonts/embedded",
            "code": "not-embedded",
            "severity": "error",
            "clause": "ISO 19005-2:2011 6.2.11.4.1; ISO 14289-1:2014 7.21.4.1",
            "page": 1,
            "message": "The font ABCDEF+SampleMincho-Regular is not embedded.",
        }
    ]
    assert good["findings"] == []
    assert [one["rule"] for one in unreadable["findings"]] == ["file/readable"]


@pytest.mark.parametrize("report", [three_verdicts, hostile])
def test_what_is_written_fits_the_schema(report):
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(check.report_in(report(), "json", "ja")))


@pytest.mark.parametrize("change", ["lost", "typo", "page", "pass"])
def test_the_schema_turns_down_what_breaks_the_contract(change):
    told = json.loads(check.report_in(three_verdicts(), "json", "ja"))
    first = told["files"][0]
    if change == "lost":
        del first["claims"]
    elif change == "typo":
        first["findings"][0]["remedi"] = "x"
    elif change == "page":
        first["fonts"][0]["pages"] = [0]
    else:
        first["verdict"] = "pass"  # with an error among its findings
    assert not Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).is_valid(told)


def test_the_terminal_says_the_verdict_then_what_is_wrong_then_what_to_do():
    told = lines(Report(three_verdicts().files[:1]))
    assert (
        told[0]
        == "FAIL  handout.pdf  (judged as PDF/A-2a, PDF/UA-1, handout; nothing but fonts/embedded; 2 pages)"
    )
    assert told[1] == "  Errors (1)"
    assert told[2] == "    page 1: The font ABCDEF+SampleMincho-Regular is not embedded."
    assert told[3] == "      → Export the PDF again with all fonts embedded."
    assert told[4].startswith("      [fonts/embedded not-embedded] ISO 19005-2:2011 6.2.11.4.1;")
    assert told[7].split()[-5:] == ["no", "yes", "yes", "horizontal", "1-2"]
    assert told[9].strip().startswith("embedded: ")


def test_the_same_words_on_many_pages_are_one_line_and_remedies_stand_once():
    found = [finding("Too wide.", page=page) for page in (7, 1, 2, 3)]
    found.insert(2, finding("Mind it.", severity=Severity.WARNING, rule="fonts/type3"))
    told = lines(Report((file(*found),)))
    assert told[1:4] == ["  Errors (4)", "    pages 1-3, 7: Too wide.", "      → Mend it."]
    assert told[5:7] == ["  Warnings (1)", "    Mind it."]


def test_the_same_words_said_more_often_than_there_are_pages_are_counted():
    found = [finding("Too wide.", page=page) for page in (1, 2, 2)] + [finding("Bad.")] * 31
    told = lines(Report((file(*found),)))
    assert told[1:4] == ["  Errors (34)", "    pages 1-2: Too wide. ×3", "    Bad. ×31"]


def font(name, *pages, **parts):
    facts = {"type": "Type3", "encoding": "built-in", "embedded": True, "subset": False}
    rest = {"to_unicode": True, "writing_mode": "horizontal", "pages": pages}
    return FontUse(**{"name": name} | facts | rest | parts)


def test_fonts_that_look_the_same_are_one_row():
    fonts = (font("(unnamed)", 1), font("Other", 2), *[font("(unnamed)", n) for n in (2, 4)])
    different = font("(unnamed)", 9, to_unicode=False)
    told = lines(Report((file(fonts=(*fonts, different)),)), lang="ja")
    rows = [line.split() for line in told if "Type3" in line]
    assert [(row[0], row[1]) for row in rows] == [
        ("(名前なし)", "×3"),
        ("Other", "Type3"),
        ("(名前なし)", "Type3"),
    ]
    assert rows[0][-2:] == ["1-2,", "4"]


NOTHING = {"claims": (), "judged_by": ("archive",)}


@pytest.mark.parametrize(
    ("parts", "ja", "en"),
    [
        (
            NOTHING,
            "(何も名乗っていないため「長く残す PDF 一般」として検査、40 ページ)",
            "(claims nothing, so judged as archive: any PDF that is to be kept; 40 pages)",
        ),
        ({}, "(PDF/A-2b として検査、40 ページ)", "(judged as PDF/A-2b; 40 pages)"),
        (
            {"judged_by": ("pdfa-2b", "poster")},
            "(PDF/A-2b、「ポスター」として検査、40 ページ)",
            "(judged as PDF/A-2b, poster; 40 pages)",
        ),
        (
            {"judged_by": ("pdfa-1b",), "by_request": True},
            "(指定により PDF/A-1b として検査、名乗りは PDF/A-2b、40 ページ)",
            "(judged as PDF/A-1b, as asked; claims PDF/A-2b; 40 pages)",
        ),
        (
            NOTHING | {"by_request": True},
            "(指定により「長く残す PDF 一般」として検査、名乗りはなし、40 ページ)",
            "(judged as archive: any PDF that is to be kept, as asked; claims nothing; 40 pages)",
        ),
        (
            {"only": ("fonts", "text")},
            "(PDF/A-2b として検査、fonts, text の項目だけ、40 ページ)",
            "(judged as PDF/A-2b; nothing but fonts, text; 40 pages)",
        ),
        (
            {"claims": ("pdfa-9z",), "judged_by": ("archive",)},
            "(名乗りは PDF/A-9z、知らない規格を含むため「長く残す PDF 一般」として検査、40 ページ)",
            (
                "(claims PDF/A-9z, not all of which is known; "
                "judged as archive: any PDF that is to be kept; 40 pages)"
            ),
        ),
    ],
)
def test_the_first_line_says_by_what_a_file_was_judged_and_why(parts, ja, en):
    report = Report((file(**parts),))
    assert lines(report, lang="ja")[0] == f"不合格  a.pdf  {ja}"
    assert lines(report, lang="en")[0] == f"FAIL  a.pdf  {en}"


def test_a_code_that_names_its_group_stands_alone():
    said = lines(three_verdicts())
    assert any(line.strip().startswith("[file/not-a-pdf]") for line in said)


def test_an_encrypted_file_is_told_that_pdfa_forbids_it_where_pdfa_is_asked_for():
    out = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=""))

    def told(profile):
        report = check.pdf("a.pdf", out.getvalue(), profile=profile)
        assert (report.verdict, report.findings[0].code) == (Verdict.UNREADABLE, "file/encrypted")
        return report.findings[0].message.en

    assert "PDF/A forbids" in told("pdfa-2b")
    assert "PDF/A forbids" in told("handout")
    assert "PDF/A" not in told(None)
    assert "PDF/A" not in told("pdfua-1")


def test_long_lists_are_cut_but_never_for_one_line():
    def shown(count):
        told = lines(Report((file(*(finding(f"No. {one}") for one in range(count))),)))
        return sum("No. " in line for line in told), [line.strip() for line in told if "…" in line]

    assert shown(9) == (9, [])
    assert shown(20) == (8, ["… and 12 more (all in --format json)"])


def test_many_files_end_in_a_summary_that_names_those_that_did_not_pass():
    fine = [file(verdict=Verdict.PASS, path=f"{one}.pdf") for one in range(12)]
    bad = [file(finding("x"), path=f"bad{one}.pdf") for one in range(3)]
    told = lines(Report((*fine, *bad, file(verdict=Verdict.UNREADABLE, path="torn.pdf"))))
    assert told[-5:] == [
        "16 files: 12 passed, 3 failed, 1 unreadable",
        "  FAIL  bad0.pdf",
        "  FAIL  bad1.pdf",
        "  FAIL  bad2.pdf",
        "  UNREADABLE  torn.pdf",
    ]


def test_it_speaks_japanese_and_colours_only_when_asked(monkeypatch):
    report = three_verdicts()
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert lines(report, lang="ja")[0].startswith("不合格  handout.pdf")
    assert "\x1b[" not in "".join(lines(report, lang="ja"))
    assert lines(report, colour=True)[0].startswith("\x1b[31m")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in "".join(lines(report, colour=True))


def test_no_file_can_steer_the_terminal():
    told = "\n".join(lines(hostile()))
    assert "<script>" in told
    assert not set(told) & {"\x1b", "\u202e", "\x00", "\ufffe"}
    assert HOSTILE not in told


def test_lines_are_broken_to_the_width_of_the_terminal():
    text = "フォント「明朝」が、このファイルの中に埋め込まれていません。Export the file again."
    told = wrapped("    " + text, 40, "    ")
    assert all(columns(line) <= 40 for line in told)
    assert "".join(line.strip() for line in told).replace(" ", "") == text.replace(" ", "")
    assert all(line.strip()[0] not in "、。」" for line in told)
    assert wrapped(text, None, "    ") == [text]
    assert wrapped("one\ntwo", 40, "  ") == ["one", "  two"]


def test_pages_are_shown_as_ranges():
    assert page_ranges((1, 2, 3, 7, 9, 10)) == "1-3, 7, 9-10"
    assert page_ranges(()) == ""
