"""Whatever the bytes, check gives a verdict, says why, and keeps quiet on the terminal."""

import random
import zlib

import pikepdf
import pytest
from bare_pdfs import assembled
from pdf_samples import declaration, replace_content, sample
from pikepdf import Array, Dictionary, Encryption, Name

from declaration_print import check
from declaration_print.model.problem import BadInput
from declaration_print.model.report import Verdict

SOUND = sample()


def codes(data, **options):
    report = check.pdf("a.pdf", data, **options)
    return report.verdict, {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file/not-a-pdf"),
        (b"PK\x03\x04 a spreadsheet", "file/not-a-pdf"),
        (b"%PDF-1.7\n", "file/truncated"),
        (b"%PDF-1.7\nnothing\nstartxref\n0\n%%EOF\n", "file/broken"),
        (SOUND[: len(SOUND) // 2], "file/truncated"),
        (SOUND[:-8], "file/truncated"),
    ],
)
def test_what_cannot_be_read_says_why(data, code):
    assert codes(data) == (Verdict.UNREADABLE, {code})


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_file_never_passes(share):
    assert codes(SOUND[: int(len(SOUND) * share)])[0] is Verdict.UNREADABLE


def test_a_file_cut_in_the_middle_and_closed_again_never_passes():
    cut = SOUND[: len(SOUND) // 2] + b"\nstartxref\n9\n%%EOF\n"
    assert codes(cut)[0] is not Verdict.PASS


def test_bytes_lost_inside_the_file_are_damage():
    at = SOUND.index(b"endobj") + 20
    verdict, found = codes(SOUND[:at] + SOUND[at + 5 :], profile="handout")
    assert verdict is not Verdict.PASS
    assert found & {"file/damaged", "file/broken"}


def test_one_cross_reference_that_leads_elsewhere_is_damage():
    font = SOUND.index(b"/FontDescriptor", SOUND.index(b"%PDF"))
    number = SOUND.rindex(b" 0 obj", 0, font)
    offset = b"%010d 00000 n" % (SOUND.rindex(b"\n", 0, number) + 1)
    assert SOUND.count(offset) == 1
    for elsewhere in (11, SOUND.index(b"1 0 obj")):
        moved = SOUND.replace(offset, b"%010d 00000 n" % elsewhere)
        assert "file/damaged" in codes(moved, profile="handout")[1]


def test_white_space_before_the_cross_references_is_no_damage():
    assert b"\nxref\n" in SOUND
    assert codes(SOUND.replace(b"\nxref\n", b"\n\n xref\n")) == codes(SOUND)


def test_an_encrypted_file_is_unreadable(tmp_path):
    path = tmp_path / "locked.pdf"
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(path, encryption=Encryption(owner="o", user="u"))
    assert codes(path.read_bytes()) == (Verdict.UNREADABLE, {"file/encrypted"})


def test_a_page_tree_in_a_circle_is_unreadable():
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>",
    ]
    assert codes(assembled(objects)) == (Verdict.UNREADABLE, {"file/broken"})


def test_a_page_tree_of_a_thousand_levels_is_judged():
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    objects += [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 3) for n in range(1000)]
    objects.append(b"<< /Type /Page >>")
    assert codes(assembled(objects))[0] is Verdict.FAIL


def test_a_page_that_is_listed_twice_is_two_pages():
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>",
        b"<< /Type /Page /MediaBox [0 0 9 9] >>",
    ]
    assert check.pdf("a.pdf", assembled(objects)).page_count == 2


def test_an_object_that_no_cross_reference_names_is_null():
    """ISO 32000-1 7.3.10, though it lies in the file."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang 4 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /MediaBox [0 0 9 9] >>",
    ]
    whole = assembled(objects)
    start = whole.index(b"xref")
    stray = b"4 0 obj\n(ja)\nendobj\n"
    moved = (
        whole[:start] + stray + whole[start:].replace(b"%d" % start, b"%d" % (start + len(stray)))
    )
    assert "Lang" not in check.pdf("a.pdf", moved).metadata


def test_a_stream_that_inflates_without_end_is_not_held_in_memory():
    bomb = zlib.compress(b"\0" * 120_000_000, 9)
    stream = b"<< /Filter /FlateDecode /Length %d >> stream\n" % len(bomb) + bomb + b"\nendstream"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        stream,
    ]
    verdict, found = codes(assembled(objects))
    assert verdict is not Verdict.PASS
    assert found & {"file/too-large", "file/broken-content"}


def test_forms_that_draw_each_other_end():
    def circle(pdf):
        first, second = pdf.make_stream(b"/X Do"), pdf.make_stream(b"/X Do")
        for form, other in ((first, second), (second, first)):
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
            form.Resources = Dictionary(XObject=Dictionary(X=other))
        pdf.pages[0].Resources.XObject = Dictionary(X=first)
        replace_content(pdf, b"ET Q", b"ET Q /X Do")

    assert codes(sample(hurt=circle), only=frozenset({"fonts"})) == (Verdict.PASS, set())


def test_a_fault_of_ours_outside_any_rule_is_said_to_be_ours(monkeypatch):
    def fails(*_):
        raise KeyError("ours")

    monkeypatch.setattr("declaration_print.check.judge.InspectedPdf", fails)
    report = check.pdf("a.pdf", SOUND)
    (finding,) = report.findings
    assert (report.verdict, finding.code) == (Verdict.UNREADABLE, "file/crashed-reader")
    assert "KeyError: 'ours'" in finding.message.en
    assert "report it" in finding.remedy.en


@pytest.mark.parametrize(
    ("error", "code"),
    [(MemoryError, "file/too-much-memory"), (RecursionError, "file/too-deep")],
)
def test_a_rule_that_runs_out_of_room_makes_the_file_unreadable(monkeypatch, error, code):
    def fails(_pages):
        raise error

    monkeypatch.setattr("declaration_print.check.inspect.drawing", fails)
    assert codes(SOUND) == (Verdict.UNREADABLE, {code})


def test_nothing_leaks_to_the_terminal(capfd):
    codes(SOUND[: len(SOUND) // 2] + b"\nstartxref\n9\n%%EOF\n")
    assert capfd.readouterr() == ("", "")


def test_mutated_files_end_in_a_verdict():
    chance = random.Random(7)
    for _ in range(150):
        data = bytearray(SOUND)
        for _ in range(chance.choice([1, 4, 40])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        report = check.pdf("a.pdf", bytes(data), profile="handout", declaration=declaration())
        assert "rule/crashed" not in {finding.code for finding in report.findings}


def test_an_unknown_profile_is_bad_input():
    with pytest.raises(BadInput) as raised:
        check.pdf("a.pdf", SOUND, profile="pdfa-9z")
    assert [problem.code for problem in raised.value.problems] == ["check/unknown-profile"]
    assert "handout" in str(raised.value)
