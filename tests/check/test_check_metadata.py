"""XMP and dates are read as the standards write them; hostile XML is refused."""

from datetime import UTC, datetime

import pytest
from pdf_samples import XMP, replace_xmp, sample
from pikepdf import Name, String
from samples_metadata import CLAIM, OWN_PROPERTY, untitled, with_metadata_of_a_page, with_own_schema

from declaration_print import check
from declaration_print.check.metadata import xmp
from declaration_print.check.metadata.description import instant
from declaration_print.model.problem import Severity


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-be", "utf-16-le", "utf-32-be", "utf-32-le"])
def test_a_packet_may_be_in_any_unicode_encoding(encoding):
    packet = xmp.parse(XMP.encode(encoding))
    assert packet.text(xmp.DC, "title") == "宣言"
    assert packet.header is not None


def test_properties_may_be_attributes():
    packet = xmp.parse(
        b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<r:Description xmlns:p="http://www.aiim.org/pdfa/ns/id/" p:part="2"/></r:RDF>'
    )
    assert packet.text(xmp.PDFA_ID, "part") == "2"
    assert packet.header is None


@pytest.mark.parametrize(
    "data",
    [
        b"<a>",
        b"",
        b"\xff\xff\xff",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b"<a>" * 200 + b"</a>" * 200,
    ],
)
def test_what_is_not_well_formed_or_declares_a_doctype_is_refused(data):
    with pytest.raises(xmp.BadXmp):
        xmp.parse(data)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("D:20240521", datetime(2024, 5, 21, tzinfo=UTC)),
        ("D:20240521093000+09'00'", datetime(2024, 5, 21, 0, 30, tzinfo=UTC)),
        ("D:20240521093000+09'00", datetime(2024, 5, 21, 0, 30, tzinfo=UTC)),
        ("D:20240521093000+0900", None),
        ("2024-05-21T09:30:00.25Z", datetime(2024, 5, 21, 9, 30, 0, 250_000, tzinfo=UTC)),
        ("2024-5-1T9:30Z", datetime(2024, 5, 1, 9, 30, tzinfo=UTC)),
        ("2024-05-21T09:30:00+09:00", datetime(2024, 5, 21, 0, 30, tzinfo=UTC)),
        ("2024-05", datetime(2024, 5, 1, tzinfo=UTC)),
        ("yesterday", None),
        ("D:20241399", None),
    ],
)
def test_dates_of_pdf_and_xmp_are_instants(text, expected):
    assert instant(text) == expected


@pytest.mark.parametrize("short", ["2024", "2024-05"])
def test_a_year_or_a_month_agrees_with_no_date_of_info(short):
    def shortened(pdf):
        replace_xmp(pdf, "2024-05-21T00:00:00Z", short)
        pdf.docinfo["/CreationDate"] = f"D:{short.replace('-', '')}"

    report = check.pdf("a.pdf", sample(hurt=shortened), only=frozenset({"metadata"}))
    assert "creationdate-differs" in {finding.code for finding in report.findings}


def test_equal_instants_in_other_zones_agree():
    def other_zone(pdf):
        replace_xmp(pdf, "2024-05-21T00:00:00Z", "2024-05-21T09:00:00+09:00")

    report = check.pdf("a.pdf", sample(hurt=other_zone), only=frozenset({"metadata"}))
    assert report.findings == ()


def test_the_summary_shows_info_and_xmp_side_by_side():
    metadata = check.pdf("a.pdf", sample()).metadata
    assert metadata["Title"] == metadata["dc:title"] == "宣言"
    assert metadata["dc:type"] == "handout"
    assert metadata["Lang"] == "ja"


def test_a_file_without_claims_is_judged_by_the_archive_profile():
    def unclaimed(pdf):
        untitled(pdf)
        replace_xmp(pdf, CLAIM, "")
        replace_xmp(pdf, "<pdfuaid:part>1</pdfuaid:part>", "")
        replace_xmp(pdf, "<rdf:li>handout</rdf:li>", "")

    report = check.pdf("a.pdf", sample(hurt=unclaimed))
    assert report.claims == ()
    assert {"no-claim", "no-title"} <= {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda pdf: pdf.Root.__delitem__("/Metadata"), "metadata/xmp-present"),
        (lambda pdf: pdf.Root.Metadata.write(b"<a>"), "metadata/xmp-well-formed"),
    ],
)
@pytest.mark.parametrize("profile", ["archive", "handout", "pdfa-1b", "pdfa-4", "pdfua-1"])
def test_xmp_that_is_not_there_is_named_once(profile, change, rule):
    """Not also as a missing title, claim, … that it would have held."""
    only = frozenset({"metadata"})
    report = check.pdf("a.pdf", sample(hurt=change), profile=profile, only=only)
    found = {f.rule for f in report.findings if f.severity is Severity.ERROR}
    assert found - {"metadata/info-absent"} == {rule}


def test_a_standard_profile_cites_its_own_clause():
    data = sample(hurt=lambda pdf: pdf.Root.__delitem__("/Metadata"))
    for profile, clause in (
        ("pdfa-1b", "ISO 19005-1:2005 6.7.2"),
        ("pdfa-3u", "ISO 19005-3:2012 6.6.2.1"),
        ("pdfua-1", "ISO 14289-1:2014 7.1"),
    ):
        findings = check.pdf("a.pdf", data, profile=profile).findings
        assert clause in {f.clause for f in findings if f.rule == "metadata/xmp-present"}


def info_findings(change, profile="pdfa-1b"):
    report = check.pdf("a.pdf", sample(hurt=change), profile=profile, only=frozenset({INFO_RULE}))
    return [finding.code for finding in report.findings]


INFO_RULE = "metadata/info-equals-xmp"


def test_info_may_end_in_nul_but_has_to_be_the_same_otherwise():
    def title(text):
        return lambda pdf: pdf.docinfo.__setitem__("/Title", String(text))

    assert info_findings(title("宣言\0")) == []
    assert info_findings(title("宣言 ")) == ["title-differs"]
    assert info_findings(title("")) == ["title-differs"]
    assert info_findings(lambda pdf: pdf.docinfo.__setitem__("/Title", Name("/A"))) == [
        "title-differs"
    ]


@pytest.mark.parametrize(
    ("info", "in_xmp", "same"),
    [
        ("D:20240521", "2024-05-21", True),
        ("D:20240521090000+09'00'", "2024-05-21T00:00Z", True),
        ("D:20240521000000Z'", "2024-05-21T00:00:00Z", True),
        ("D:20240521000000", "2024-05-21T00:00:00.5Z", False),
        ("2024-05-21T00:00:00Z", "2024-05-21T00:00:00Z", False),
        (" D:20240521", "2024-05-21", False),
        ("D:20240521", "2024-13-21", False),
        ("D:20240521090000+09'00'", "2024-05-21T09:00:00+0900", False),
        ("D:20240521", "", False),
        ("D:20240521", "in May", True),
    ],
)
def test_info_has_dates_as_pdf_writes_them(info, in_xmp, same):
    def change(pdf):
        pdf.docinfo["/CreationDate"] = String(info)
        replace_xmp(pdf, "<xmp:CreateDate>2024-05-21T00:00:00Z", f"<xmp:CreateDate>{in_xmp}")

    assert info_findings(change) == ([] if same else ["creationdate-differs"])


def test_the_same_wording_in_another_form_is_called_that():
    def plain(pdf):
        replace_xmp(pdf, '<rdf:Alt><rdf:li xml:lang="x-default">宣言</rdf:li></rdf:Alt>', "宣言")

    report = check.pdf("a.pdf", sample(hurt=plain), profile="pdfa-1b", only=frozenset({INFO_RULE}))
    assert [f.code for f in report.findings] == ["title-differs"]
    assert "same wording" in report.findings[0].message.en


@pytest.mark.parametrize("profile", ["archive", "handout", "pdfua-1"])
def test_a_title_of_replacement_characters_is_no_title(profile):
    def lost(pdf):
        replace_xmp(pdf, "宣言", "\ufffd\ufffd")
        pdf.docinfo["/Title"] = String("\ufffd\ufffd")

    only = frozenset({"metadata/title"})
    report = check.pdf("a.pdf", sample(hurt=lost), profile=profile, only=only)
    assert [f.code for f in report.findings] == ["unreadable-title"]


def test_neither_xmp_nor_info_gives_the_title():
    def silent(pdf):
        del pdf.Root.Metadata
        del pdf.docinfo["/Title"]

    only = frozenset({"metadata/title"})
    report = check.pdf("a.pdf", sample(hurt=silent), profile="archive", only=only)
    assert [f.code for f in report.findings] == ["no-title"]


@pytest.mark.parametrize(
    ("written", "encoding", "read"),
    [
        ("ISO-8859-1", "utf-8", True),
        ("UTF-16", "utf-8", True),
        ("no-such", "utf-8", True),
        ("UTF-16", "utf-8-sig", False),
        ("UTF-8", "utf-8-sig", True),
    ],
)
def test_what_begins_like_ascii_is_utf8_whatever_it_declares(written, encoding, read):
    """As veraPDF has it, whose XML parser calls such a packet UTF-8 and mends it if need be."""
    data = f'<?xml version="1.0" encoding="{written}"?>{XMP.lstrip(chr(0xFEFF))}'.encode(encoding)
    if read:
        assert xmp.parse(data).encoding == "UTF-8"
    else:
        with pytest.raises(xmp.BadXmp):
            xmp.parse(data)


def test_info_entries_that_xmp_does_not_have():
    def missing(key, value):
        return lambda pdf: pdf.docinfo.__setitem__(key, String(value))

    assert info_findings(missing("/Keywords", "知")) == ["keywords-differs"]
    assert info_findings(missing("/Subject", "知")) == ["subject-differs"]
    assert info_findings(missing("/Creator", "知")) == ["creator-differs"]
    assert info_findings(missing("/ModDate", "D:2024")) == []
    assert info_findings(missing("/Trapped", "知")) == []


def test_several_authors_in_one_string_are_the_same_but_for_pdfa_1():
    def two(pdf):
        replace_xmp(pdf, "<rdf:li>研究所</rdf:li>", "<rdf:li>研究所</rdf:li><rdf:li>大学</rdf:li>")
        pdf.docinfo.Author = String("研究所, 大学")

    assert info_findings(two, "handout") == []
    assert info_findings(two) == ["author-differs"]


@pytest.mark.parametrize(
    ("written", "profile", "codes"),
    [
        ("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B", "pdfa-2b", []),
        ("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U", "pdfa-2b", []),
        ("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>b", "pdfa-2b", ["invalid-claim"]),
        ("<pdfaid:part>2</pdfaid:part><pdfaid:conformance> B", "pdfa-2b", ["invalid-claim"]),
        ("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B", "pdfa-2u", ["other-claim"]),
        ("<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B", "pdfa-2b", ["other-claim"]),
        ("<pdfaid:part>1</pdfaid:part><pdfaid:conformance>U", "pdfa-1b", ["invalid-claim"]),
        ("<pdfaid:part>1</pdfaid:part><pdfaid:conformance>A", "pdfa-1b", []),
        ("<pdfaid:part>two</pdfaid:part><pdfaid:conformance>B", "pdfa-2b", ["invalid-claim"]),
        ("<pdfaid:part>4</pdfaid:part><pdfaid:conformance>", "pdfa-4", ["invalid-claim"]),
        ("<pdfaid:part>4</pdfaid:part><pdfaid:conformance>F", "pdfa-4", ["other-claim"]),
        ("<pdfaid:part>4</pdfaid:part><pdfaid:conformance>F", "pdfa-4f", []),
        ("<pdfaid:part>4</pdfaid:part><pdfaid:conformance>E", "pdfa-4f", ["other-claim"]),
        ("<pdfaid:conformance>B", "pdfa-2b", ["no-claim"]),
    ],
)
def test_claims_are_held_against_the_profile(written, profile, codes):
    def change(pdf):
        replace_xmp(pdf, "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A", written)

    only = frozenset({"metadata/pdfa-claim"})
    report = check.pdf("a.pdf", sample(hurt=change), profile=profile, only=only)
    assert [finding.code for finding in report.findings] == codes


def test_metadata_of_a_page_is_judged_from_pdfa_2_on():
    bad = XMP.replace("<pdf:Producer>hand", "<pdf:Trapped>x</pdf:Trapped><pdf:Producer>hand")

    def with_page_metadata(pdf):
        with_metadata_of_a_page(pdf, bad.encode("utf-16"))

    def codes(profile):
        report = check.pdf("a.pdf", sample(hurt=with_page_metadata), profile=profile)
        return {f.code for f in report.findings if "(object" in f.message.en}

    assert codes("pdfa-1b") == set()
    assert codes("pdfa-2b") == {"undefined-property", "not-utf8"}
    assert codes("pdfa-4") == {"not-utf8"}


def test_a_page_may_use_what_the_document_describes():
    def change(pdf):
        with_own_schema(pdf)
        shelves = XMP[: XMP.index("<dc:title>")] + OWN_PROPERTY + "</rdf:Description></rdf:RDF>"
        with_metadata_of_a_page(pdf, f"{shelves}</x:xmpmeta>".encode())

    report = check.pdf(
        "a.pdf", sample(hurt=change), profile="pdfa-2b", only=frozenset({"metadata"})
    )
    assert report.findings == ()
