"""Reports as JUnit XML, read back by a parser, and as one HTML page, read back by another."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from report_samples import failing, file, finding, hostile, three_verdicts

from declaration_print import check
from declaration_print.check.reports.side_by_side import rows
from declaration_print.model.problem import Severity
from declaration_print.model.report import Report, Verdict

VOID = {"meta", "img", "br", "link", "input", "hr"}


class Page(HTMLParser):
    """What a browser would make of a page: elements in order, text, and whether tags nest."""

    def __init__(self, source):
        super().__init__()
        self.elements, self.texts, self.open = [], [], []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.texts.append(data)

    @property
    def words(self):
        return " ".join(" ".join(self.texts).split())

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def html(report, lang="en"):
    return Page(check.report_in(report, "html", lang))


def test_junit_counts_failures_and_errors_and_lists_the_rules_that_ran():
    root = ET.fromstring(check.report_in(three_verdicts(), "junit", "en"))
    assert {key: root.get(key) for key in ("tests", "failures", "errors")} == {
        "tests": "5",
        "failures": "1",
        "errors": "1",
    }
    bad, good, unreadable = root.findall("testsuite")
    assert [case.get("name") for case in good.findall("testcase")] == [
        "file/readable",
        "fonts/embedded",
    ]
    assert not good.findall(".//failure")
    failure = bad.find("testcase[@name='fonts/embedded']/failure")
    assert failure.get("type") == "not-embedded"
    assert "→ Export the PDF again with all fonts embedded." in failure.text
    assert unreadable.find("testcase/error").get("type") == "file/not-a-pdf"


JENKINS = {  # junit-10.xsd of its xunit plugin: which attributes and children there may be
    "testsuites": ({"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors", "skipped", "time"},
        {"properties", "testcase"},
    ),
    "properties": (set(), {"property"}),
    "property": ({"name", "value"}, set()),
    "testcase": ({"name", "classname", "time"}, {"error", "failure", "system-out"}),
    "error": ({"type", "message"}, set()),
    "failure": ({"type", "message"}, set()),
    "system-out": (set(), set()),
}


@pytest.mark.parametrize("report", [three_verdicts, hostile])
def test_junit_has_only_what_its_schema_knows(report):
    for element in ET.fromstring(check.report_in(report(), "junit", "ja")).iter():
        attributes, children = JENKINS[element.tag]
        assert set(element.attrib) <= attributes
        assert {child.tag for child in element} <= children


def test_junit_does_not_fail_for_a_warning():
    warned = file(finding("mind it", severity=Severity.WARNING), verdict=Verdict.PASS)
    (suite,) = ET.fromstring(check.report_in(Report((warned,)), "junit", "en"))
    assert suite.get("failures") == "0"
    assert "mind it" in suite.find("testcase[@name='fonts/widths']/system-out").text


def test_junit_stays_xml_whatever_the_file_says():
    written = check.report_in(hostile(), "junit", "ja")
    ET.fromstring(written)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", written)


@pytest.mark.parametrize("form", ["json", "junit", "html", "text"])
def test_the_same_report_gives_the_same_words(form):
    report = three_verdicts()
    assert check.report_in(report, form, "ja") == check.report_in(three_verdicts(), form, "ja")


def test_html_needs_nothing_but_itself():
    page = html(Report((replace(failing(), thumbnails=(b"\x89PNG",)),)), "ja")
    assert page.all("html") == [{"lang": "ja"}]
    assert not page.all("script")
    assert not page.all("link")
    assert all(image["src"].startswith("data:image/png;base64,") for image in page.all("img"))
    assert all(image["alt"] for image in page.all("img"))
    assert all(link["href"].startswith("#") for link in page.all("a"))
    assert all(cell["scope"] in {"row", "col"} for cell in page.all("th"))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in page.all("a")} <= set(ids)


def test_html_says_verdict_first_step_finding_clause_and_reason():
    words = html(Report((failing(),))).words
    order = [
        "FAIL",
        "What to do first",
        "Export the PDF again with all fonts embedded.",
        "Findings",
        "The font ABCDEF+SampleMincho-Regular is not embedded.",
        "Why",
        "ISO 19005-2:2011 6.2.11.4.1",
        "Fonts",
        "Metadata",
    ]
    assert [one for one in order if one not in words] == []
    assert [words.index(one) for one in order] == sorted(words.index(one) for one in order)


def test_html_promises_nothing_of_what_was_not_looked_at():
    fine = file(verdict=Verdict.PASS)
    assert "the clauses this checker covers" in html(Report((fine,))).words
    partly = html(Report((replace(fine, only=("fonts",)),))).words
    assert "the rest was not looked at" in partly


def test_html_marks_pages_with_findings_and_reads_vertical_ones_from_the_right():
    pictures = (b"one", b"two")
    page = html(Report((replace(failing(vertical=True), thumbnails=pictures, page_count=14),)))
    pages = [one for one in page.all("li") if one.get("id", "").startswith("f1-p")]
    assert [one.get("class") for one in pages] == ["marked", None]
    assert [one.get("dir") for one in page.all("ol") if one.get("class") == "pages"] == ["rtl"]
    assert "Pages not shown: 12" in page.words
    level = html(Report((replace(failing(), thumbnails=pictures),)))
    assert [one.get("dir") for one in level.all("ol") if one.get("class") == "pages"] == [None]


def test_html_gives_a_scroll_lying_down_the_whole_width():
    png = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4) + bytes(9) for width in (255, 1800)]
    page = html(Report((replace(failing(), thumbnails=tuple(png)),)))
    pages = [one for one in page.all("li") if one.get("id", "").startswith("f1-p")]
    assert [one.get("class") for one in pages] == ["marked", "wide"]


def test_html_of_many_files_begins_with_a_table_of_them():
    page = html(three_verdicts())
    assert [one["href"] for one in page.all("a")][:3] == ["#f1", "#f2", "#f3"]
    assert "PASS 1 FAIL 1 UNREADABLE 1" in page.words


def test_html_escapes_whatever_the_file_says():
    source = check.report_in(hostile(), "html", "en")
    page = Page(source)
    assert not page.all("script")
    assert "<script" not in source
    assert '<script>alert("1")</script>' in page.words
    assert not set(source) & {"\x1b", "\u202e", "\x00", "\ufffe"}


def test_info_and_xmp_stand_side_by_side():
    told = {
        "Title": "宣言",
        "dc:title": "別の題",
        "CreationDate": "D:20240521090000+09'00'",
        "xmp:CreateDate": "2024-05-21T00:00:00Z",
        "Producer": "x",
        "dc:type": ["a", "b"],
        "Lang": "ja",
    }
    assert [(row.key, row.info, row.xmp, row.same) for row in rows(told)] == [
        ("Title | dc:title", "宣言", "別の題", False),
        ("Producer | pdf:Producer", "x", None, None),
        (
            "CreationDate | xmp:CreateDate",
            "D:20240521090000+09'00'",
            "2024-05-21T00:00:00Z",
            True,
        ),
        ("dc:type", None, "a, b", None),
        ("Lang", "ja", None, None),
    ]


def test_html_of_an_endless_file_has_an_end():
    found = [finding(f"No. {one} " + "x" * 20_000, page=one) for one in range(1, 2_000)]
    metadata = {f"Key{one}": "y" * 10_000 for one in range(2_000)}
    source = check.report_in(Report((file(*found, metadata=metadata),)), "html", "en")
    assert len(source) < 1_000_000
    assert "1959 more of the same" in Page(source).words
