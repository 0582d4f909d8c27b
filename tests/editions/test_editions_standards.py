"""What qpdf and pikepdf's PDF/A validator say, and the standards each edition claims."""

import pikepdf
import pytest
from pikepdf import pdfa
from witnesses import SHIPPED

FALSE_ALARMS = {
    "pikepdf:font-vertical": "the validator does not judge vertical writing; ISO 32000-1 9.7.4.3 "
    "and ISO 19005-2 6.2.11.3 allow Identity-V with W2 and DW2",
    "pikepdf:schema-Resources": "the validator does not judge patterns and shadings; the engine "
    "writes both resource dictionaries, empty or not, and ISO 19005-2 6.2.3 allows them",
    "6.6.2.3.1-1": "the validator knows no extension schemas; ISO 19005-2 6.6.2.3.3 allows them, "
    "and pdfuaid needs one inside PDF/A",
    "6.6.4-3": "the validator judges level B only; our files claim A, which includes it "
    "(ISO 19005-2 5.2)",
}
"""Every rule that may be reported on a good file, and why it is not a fault of the file."""

PDFA = {"scroll-vertical-297mm": "3A"}


@pytest.mark.parametrize("stem", SHIPPED)
def test_qpdf_finds_nothing(shipped, stem):
    with pikepdf.open(shipped[stem]) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.get_warnings() == []


@pytest.mark.parametrize("stem", SHIPPED)
def test_the_pdfa_validator_finds_nothing_but_false_alarms(shipped, stem):
    flavour = PDFA.get(stem, "2A").replace("A", "b")
    report = pdfa.validate_written(shipped[stem], flavour)
    unexplained = [finding for finding in report.findings if not explained(finding)]
    assert unexplained == []


def explained(finding):
    rule = finding.rule.rpartition(":")[2] if "ISO" in finding.rule else finding.rule
    if rule not in FALSE_ALARMS:
        return False
    if rule == "6.6.2.3.1-1":
        return any(
            word in finding.message
            for word in ("pdfaExtension", "pdfaSchema", "pdfaProperty", "pdfuaid:part")
        )
    if rule == "6.6.4-3":
        return "is 'A', expected 'B'" in finding.message
    return finding.kind == "unsupported"


@pytest.mark.parametrize("stem", SHIPPED)
def test_every_false_alarm_goes_away_when_its_cause_does(shipped, stem, tmp_path):
    """The proof that the alarms are what we say: without their causes the validator approves.

    Level B claimed, no extension schema, fonts horizontal, no empty resources.
    """
    flavour = PDFA.get(stem, "2A").replace("A", "b")
    plain = tmp_path / "plain.pdf"
    with pikepdf.open(shipped[stem]) as pdf:
        metadata = pdf.Root.Metadata.read_bytes().decode()
        head, _, rest = metadata.partition('\n  <rdf:Description rdf:about=""\n      xmlns:pdfaExt')
        metadata = head + rest.partition("</rdf:Description>")[2] if rest else head
        metadata = metadata.replace("<pdfaid:conformance>A", "<pdfaid:conformance>B")
        metadata = metadata.replace("<pdfuaid:part>1</pdfuaid:part>", "")
        pdf.Root.Metadata.write(metadata.encode())
        for item in pdf.objects:
            if not isinstance(item, pikepdf.Dictionary):
                continue
            if item.get("/Encoding") == "/Identity-V":
                item.Encoding = pikepdf.Name("/Identity-H")
            for key in ("/W2", "/DW2"):
                if key in item:
                    del item[key]
            for key in ("/Pattern", "/Shading"):
                if key in item and len(item[key]) == 0:
                    del item[key]
        pdf.save(plain, fix_metadata_version=False)
    findings = pdfa.validate_written(plain, flavour).findings
    if stem.startswith("poster") or "Pattern" in str(findings):
        findings = [one for one in findings if one.rule != "pikepdf:schema-Resources"]
    assert findings == []


@pytest.mark.parametrize("stem", SHIPPED)
def test_pdfa_and_pdfua_are_claimed_together(shipped, stem):
    with pikepdf.open(shipped[stem]) as pdf, pdf.open_metadata() as xmp:
        assert xmp["pdfaid:part"] + xmp["pdfaid:conformance"] == PDFA.get(stem, "2A")
        assert xmp["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert pdf.Root.MarkInfo.Marked is True
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert "/DestOutputProfile" in pdf.Root.OutputIntents[0]


@pytest.mark.parametrize("stem", SHIPPED)
def test_nothing_that_an_archive_forbids(shipped, stem):
    """ISO 19005-2 6.1.3 (no encryption), 6.1.2 (binary comment), 6.6.1 (no actions), 6.5."""
    head = shipped[stem].read_bytes()[:32]
    comment = head.split(b"\n")[1]
    assert comment.startswith(b"%")
    assert all(byte > 127 for byte in comment[1:5])
    with pikepdf.open(shipped[stem]) as pdf:
        assert not pdf.is_encrypted
        assert len(pdf.trailer.ID) == 2
        forbidden = {"/OpenAction", "/AA", "/AcroForm", "/NeedsRendering", "/Requirements"}
        assert not forbidden & set(pdf.Root.keys())
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                assert item.get("/S") not in ("/JavaScript", "/Launch", "/SubmitForm")
                assert item.get("/Subtype") not in ("/Movie", "/Sound", "/3D", "/PS")
                assert item.get("/Interpolate") in (None, False)
