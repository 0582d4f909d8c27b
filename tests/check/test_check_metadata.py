"""XMP and dates are read as the standards write them; hostile XML is refused."""

from datetime import UTC, datetime

import pytest
from pdf_samples import XMP, replace_xmp, sample

from declaration_print import check
from declaration_print.check import xmp
from declaration_print.check.metadata import instant


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


def test_extension_schemas_name_the_properties_they_describe():
    assert xmp.parse(XMP.encode()).described_schemas == {xmp.PDFUA_ID: frozenset({"part"})}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("D:20240521", datetime(2024, 5, 21, tzinfo=UTC)),
        ("D:20240521093000+09'00'", datetime(2024, 5, 21, 0, 30, tzinfo=UTC)),
        ("D:20240521093000+09'00", datetime(2024, 5, 21, 0, 30, tzinfo=UTC)),
        ("2024-05-21T09:30:00+09:00", datetime(2024, 5, 21, 0, 30, tzinfo=UTC)),
        ("2024-05", datetime(2024, 5, 1, tzinfo=UTC)),
        ("yesterday", None),
        ("D:20241399", None),
    ],
)
def test_dates_of_pdf_and_xmp_are_instants(text, expected):
    assert instant(text) == expected


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
    report = check.pdf("a.pdf", sample(hurt=lambda pdf: pdf.Root.__delitem__("/Metadata")))
    assert {"no-xmp", "no-claim", "no-title"} <= {finding.code for finding in report.findings}


def test_a_standard_profile_cites_its_own_clause():
    data = sample(hurt=lambda pdf: pdf.Root.__delitem__("/Metadata"))
    for profile, clause in (
        ("pdfa-1b", "ISO 19005-1:2005 6.7.2"),
        ("pdfa-3u", "ISO 19005-3:2012 6.6.2.1"),
        ("pdfua-1", "ISO 14289-1:2014 5"),
    ):
        findings = check.pdf("a.pdf", data, profile=profile).findings
        assert clause in {f.clause for f in findings if f.rule == "metadata/xmp-present"}
