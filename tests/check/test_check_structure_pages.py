"""Page size as ordered, attachments by part of PDF/A, dates by declaration and environment."""

import re

import pytest
from pdf_samples import declaration, replace_xmp, sample
from pikepdf import Array, Dictionary, String
from samples_document import attach, attached, dated

from declaration_print import check
from declaration_print.check.rulebook.reproducibility import TRACE

POINTS = 72 / 25.4


def codes(data, rule, **options):
    report = check.pdf("a.pdf", data, only=frozenset({rule}), **options)
    return [finding.code for finding in report.findings]


def of_size(width, height, **entries):
    """The sample with pages of a size in points."""

    def change(pdf):
        for page in pdf.pages:
            page.MediaBox = Array([0, 0, width, height])
            for key, value in entries.items():
                page[f"/{key}"] = value

    return sample(hurt=change)


@pytest.mark.parametrize(
    ("points", "sheet", "fits"),
    [
        ((595.2756, 841.8898), (210, 297), True),
        ((595, 842), (210, 297), True),  # A4 in whole points
        ((612, 792), (210, 297), False),  # Letter
        ((841.8898, 595.2756), (210, 297), False),  # on its side
        ((5837.095, 841.8898), (0, 297), True),  # a scroll: as long as its text
        ((5837.095, 840.0), (0, 297), False),
    ],
)
def test_the_page_is_held_against_the_sheet_ordered(points, sheet, fits):
    found = codes(of_size(*points), "page/size", profile="handout", sheet=sheet)
    assert found == ([] if fits else ["not-as-ordered", "not-as-ordered"])


def test_the_trim_box_the_unit_and_the_rotation_count():
    trimmed = of_size(
        640, 890, BleedBox=Array([10, 10, 630, 880]), TrimBox=Array([20, 20, 615.2756, 861.8898])
    )
    doubled = of_size(297.6378, 420.9449, UserUnit=2)
    turned = of_size(841.8898, 595.2756, Rotate=90)
    for data in (trimmed, doubled, turned):
        assert codes(data, "page/size", profile="handout", sheet=(210, 297)) == []


def test_a_page_longer_than_the_standard_allows_is_found():
    assert codes(of_size(14_401, 800), "page/boxes", profile="scroll") == ["extreme-size"] * 2
    assert codes(of_size(14_400, 800), "page/boxes", profile="scroll") == []


def test_pages_of_several_sizes_are_only_worth_a_warning_in_strangers_files():
    def wider(pdf):
        pdf.pages[1].MediaBox = Array([0, 0, 700, 800])

    data = sample(hurt=wider)
    assert check.pdf("a.pdf", data, profile="archive", only=frozenset({"page"})).verdict == "pass"
    assert check.pdf("a.pdf", data, profile="handout", only=frozenset({"page"})).verdict == "fail"


def test_pdfa_1_allows_no_attachment_and_pdfa_4f_demands_one():
    rule = "file/attachments"
    assert codes(attached(part=1)(), rule, profile="pdfa-1b") == ["not-allowed"]
    assert codes(sample(), rule, profile="pdfa-1b") == []
    assert codes(sample(), rule, profile="pdfa-4f") == ["no-attachment"]
    assert codes(attached(part=4)(), rule, profile="pdfa-4f") == []
    assert codes(attached(part=4)(), rule, profile="pdfa-4") == ["not-pdfa"]


def test_pdfa_2_takes_a_pdfa_1_or_2_and_no_other():
    def with_pdf(part):
        inner = sample(hurt=lambda pdf: replace_xmp(pdf, "<pdfaid:part>2", f"<pdfaid:part>{part}"))
        return attached(part=2, content=inner)()

    found = {part: codes(with_pdf(part), "file/attachments", profile="pdfa-2b") for part in "123"}
    assert found == {"1": [], "2": [], "3": ["not-pdfa"]}


def test_a_name_tree_in_a_circle_ends():
    def circle(pdf):
        attach(pdf)
        names = pdf.make_indirect(Dictionary(pdf.Root.Names.EmbeddedFiles))
        names.Kids = Array([names, names])
        pdf.Root.Names.EmbeddedFiles = names

    assert codes(sample(hurt=circle), "file/attachments-intact", profile="scroll") == []


def test_the_declared_date_or_that_of_the_environment_and_no_other(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    data, rule = sample(hurt=dated), "file/reproducible"
    assert codes(data, rule, profile="handout") == []  # held against nothing
    assert codes(data, rule, profile="handout", declaration=declaration()) == ["other-date"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1716370200")  # 2024-05-22T09:30:00Z
    assert codes(data, rule, profile="handout", declaration=declaration()) == []
    assert codes(data, rule, profile="archive") == []


def test_dates_of_one_file_agree_even_without_a_declaration():
    def later(pdf):
        pdf.docinfo["/ModDate"] = String("D:20240522000000Z")

    assert codes(sample(hurt=later), "file/reproducible", profile="handout") == ["dates-differ"]


@pytest.mark.parametrize(
    "text",
    [
        "/home/sato/sengen.yaml",
        "made by /tmp/build-7/x",
        r"C:\Users\sato\Desktop\a.doc",
        r"\\server\share\a",
        "file:///Volumes/work/a.svg",
        "/Users/sato/a",
    ],
)
def test_paths_of_machines_are_traces(text):
    assert TRACE.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://www.example.jp/home/index.html",
        "http://ns.adobe.com/xap/1.0/",
        "東北/home/",
        "and/or/home",
        "D:20240521000000Z",
        "uuid:0/tmp",
    ],
)
def test_addresses_and_fractions_are_none(text):
    assert not TRACE.search(text)
    assert not re.search("sato", text)
