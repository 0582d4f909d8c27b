"""What one file may cost inside a worker, and that a fault of ours is told once."""

import tracemalloc

import pikepdf
import pytest
from bare_pdfs import FONT, one_page, stream
from pdf_samples import sample
from pypdf.generic import IndirectObject

from declaration_print import check
from declaration_print.check import inspect
from declaration_print.check.document.content import operations
from declaration_print.check.document.quick_reader import LARGE, QuickReader
from declaration_print.check.drawing import walker
from declaration_print.check.fonts import cmap_file


def judged(data, profile="archive", seconds=10.0):
    return check.pdf("a.pdf", data, profile=profile, seconds=seconds)


def test_places_are_left_when_their_time_is_up():
    assert "stopped" not in {finding.code for finding in judged(sample()).findings}
    report = judged(sample(), seconds=0.0)
    (stopped,) = [finding for finding in report.findings if finding.code == "stopped"]
    assert (stopped.rule, stopped.page, stopped.severity) == ("page/examined", 1, "info")


def test_what_the_standards_ask_needs_no_places():
    hurried = judged(sample(), "pdfa-2b", seconds=0.0)
    assert "stopped" not in {finding.code for finding in hurried.findings}


@pytest.mark.parametrize("name", ["drawing", "structure"])
def test_a_part_that_crashes_is_worked_out_once_and_told_once(monkeypatch, name):
    calls = []

    def crash(*_):
        calls.append(name)
        raise ZeroDivisionError("by a part")

    monkeypatch.setattr(inspect, {"structure": "StructureTree"}.get(name, name), crash)
    report = judged(sample(tagged=True), "handout")
    crashed = [finding for finding in report.findings if finding.code == "rule/crashed"]
    assert len(crashed) == len(calls) == 1
    assert "ZeroDivisionError: by a part" in crashed[0].message.en
    assert report.verdict == "fail"


def test_the_pieces_of_one_string_are_kept_as_one():
    content = stream(b"BT /F 9 Tf [(ab) -200 (c) 3 (de)] TJ ET")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    pdf = inspect.InspectedPdf(one_page(content, font, resources=FONT))
    assert [code for font in pdf.fonts for code in font.uses] == list(b"abcde")
    assert sum(len(list(font.showings)) for font in pdf.fonts) == 1


def test_too_many_operations_are_refused(monkeypatch):
    monkeypatch.setattr(walker, "OPERATION_LIMIT", 50)
    assert judged(one_page(stream(b"0 0 m 9 9 l " * 99))).verdict == "fail"  # places only
    report = judged(one_page(stream(b"q Q " * 99)))
    assert [finding.code for finding in report.findings] == ["file/too-large"]


def test_a_cmap_beyond_measure_is_not_read_to_its_end(monkeypatch):
    lines = b"1 beginbfchar <%04x> <0041> endbfchar\n"
    monkeypatch.setattr(cmap_file, "ENTRY_LIMIT", 100)
    assert 20 < len(cmap_file.parse(b"".join(lines % n for n in range(1_000))).unicode_of) < 100


def test_large_streams_stay_in_the_file():
    size = 40 * LARGE
    images = [stream(bytes(size), b"/Filter /DCTDecode" if n % 2 else b"") for n in range(20)]
    data = one_page(stream(b""), *images)
    reader = QuickReader(data)
    tracemalloc.start()
    try:
        found = [reader.get_object(IndirectObject(5 + n, 0, reader)) for n in range(20)]
        assert tracemalloc.get_traced_memory()[0] < size
    finally:
        tracemalloc.stop()
    assert [len(one._data) for one in found] == [size] * 20


def test_operations_are_those_of_another_reader():
    """Quick paths and slow ones, against qpdf's tokens of the same bytes."""
    data = (
        b"q 1 0 0 1 9.5 -.5 cm /G0 gs 0 0 1 rg [3 1.5] 0 d []0 d 0 w 1 J\n"
        b"BT /F1 12 Tf 1 0 0 1 72 700 Tm [(a\\(b) -20.5 <6364> 7(e\\101)]TJ (x) Tj <7a> Tj\n"
        b"T* 3 Tr 5 TL (y) ' 1 2 (z) \" ET /P << /MCID 0 >> BDC /X Do EMC\n"
        b"0 0 m 1 1 l 1 2 3 4 5 6 c 1 2 3 4 re W* n f* Q"
    )
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.Contents = pdf.make_stream(data)

    def plain(value):
        if isinstance(value, pikepdf.Array | list):
            return [plain(one) for one in value]
        if isinstance(value, pikepdf.Dictionary):
            return {str(key)[1:]: plain(one) for key, one in value.items()}
        if isinstance(value, pikepdf.Name):
            return str(value)[1:]
        return bytes(value) if isinstance(value, pikepdf.String) else float(value)

    theirs = [
        (str(one.operator), [plain(operand) for operand in one.operands])
        for one in pikepdf.parse_content_stream(page)
    ]
    assert list(operations(data)) == theirs
    placing = {"w", "J", "TL", "re", "n", "T*", "m", "l", "c", "W*", "ET"}
    assert list(operations(data, without_placing=True)) == [
        one for one in theirs if one[0] not in placing
    ]
