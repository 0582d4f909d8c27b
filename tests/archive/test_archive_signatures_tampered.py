"""Whatever is done to a signed file is told."""

import io
import random
import re

import pikepdf
import pytest

pytest.importorskip("pyhanko", reason="needs the extra [sign]")

from authority import Authority, time_stamper
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from signing_desk import Desk, small_pdf

from declaration_print.archive.signatures import (
    Appended,
    Level,
    is_signed,
    signatures,
    unsigned,
)
from declaration_print.model.problem import BadInput

SOME = 150  # bytes flipped, of some eight thousand


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    authority = Authority.made()
    key = authority.key_file(tmp_path_factory.mktemp("keys") / "ec.p12", "ec")
    return Desk(authority, time_stamper(authority), key, key)


@pytest.fixture(scope="module")
def signed(desk):
    return desk.sign(small_pdf())


def unbroken(pdf, desk):
    found = signatures(pdf, desk.roots)
    return bool(found) and all(one.unbroken for one in found)


def gap(pdf):
    _, first, second, _ = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", pdf).groups()
    return int(first), int(second)


def test_a_byte_anywhere_in_what_is_signed(desk, signed):
    first, second = gap(signed)
    covered = [at for at in range(len(signed)) if not first <= at < second]
    chosen = random.Random(5).sample(covered, SOME)
    for at in [*chosen, 0, first - 1, second, len(signed) - 1]:
        changed = bytearray(signed)
        changed[at] ^= 1 << at % 8
        try:
            assert not unbroken(bytes(changed), desk), at
        except BadInput as error:  # the header itself
            assert "signature/not-a-pdf" in str(error), at  # noqa: PT017 - most say it in the report


def test_a_byte_of_the_value(desk, signed):
    first, _ = gap(signed)
    length = 4 + int(signed[first + 5 : first + 9], 16)  # DER: 30 82 and two bytes of length
    for back in range(1, 120, 7):  # the signature itself and what it signs stand last
        changed = bytearray(signed)
        at = first + 1 + 2 * (length - back)
        changed[at] = ord("1") if changed[at] != ord("1") else ord("2")
        assert not unbroken(bytes(changed), desk), back


@pytest.mark.parametrize("level", [Level.B_B, Level.B_LT, Level.B_LTA])
def test_bytes_appended(desk, level):
    signed = desk.sign(small_pdf(), level)
    assert unbroken(signed, desk)
    for more in (b"\n", b"% a comment\n%%EOF\n", b"\0" * 100):
        assert not unbroken(signed + more, desk), more


def changed_page(pdf):
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    reference, _ = writer.find_page_for_modification(0)
    content = writer.add_object(generic.StreamObject(stream_data=b"1 0 0 rg 0 0 99 99 re f"))
    reference.get_object()["/Contents"] = content
    writer.mark_update(reference)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("level", [Level.B_B, Level.B_LTA])
def test_a_page_changed_by_an_update(desk, level):
    changed = changed_page(desk.sign(small_pdf(), level))
    found = signatures(changed, desk.roots)
    assert found
    for one in found:
        assert not one.unbroken
        assert one.appended is Appended.CHANGES
        assert one.is_intact  # what was signed is still there
        assert "after it" in one.words.en
        assert "壊れています" in one.words.ja


def test_a_byte_range_that_leaves_more_out(desk, signed):
    first, second = gap(signed)
    for wrong in ((first - 40, second), (first, second + 40), (first, second)):
        length = len(signed) - wrong[1] - (0 if wrong != (first, second) else 20)
        written = b"[0 %d %d %d]" % (wrong[0], wrong[1], length)
        old = re.search(rb"/ByteRange (\[[^\]]*\] *)", signed)[1]
        assert len(written) <= len(old)
        assert not unbroken(signed.replace(old, written.ljust(len(old))), desk), wrong


def test_a_file_saved_anew_by_another_program(desk, signed):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        pdf.save(out)
    assert not unbroken(out.getvalue(), desk)


def test_a_value_from_another_file(desk, signed):
    other = desk.sign(small_pdf().replace(b"300 400", b"400 300"))
    first, second = gap(signed)
    value = other[slice(*gap(other))].strip(b"<>")[: second - first - 2]
    forged = signed[: first + 1] + value.ljust(second - first - 2, b"0") + signed[second - 1 :]
    (one,) = signatures(forged, desk.roots)
    assert not one.unbroken
    assert not one.is_intact


def test_data_hidden_behind_the_value(desk, signed):
    _, second = gap(signed)
    hidden = signed[: second - 21] + b"DEADBEEF" + signed[second - 13 :]
    assert len(hidden) == len(signed)
    (one,) = signatures(hidden, desk.roots)
    assert not one.unbroken


def test_a_signature_cut_off_cannot_be_seen(signed, desk):
    bare = unsigned(signed)
    assert not is_signed(bare)
    assert signatures(bare, desk.roots) == ()


def test_validation_data_cut_off_lowers_the_level(desk):
    signed = desk.sign(small_pdf(), Level.B_LTA)
    first_end = next(iter(re.finditer(rb"/ByteRange \[0 \d+ (\d+) (\d+)", signed)))
    cut = signed[: sum(int(number) for number in first_end.groups())]
    (one,) = signatures(cut, desk.roots)
    assert (one.unbroken, one.level) == (True, Level.B_T)
