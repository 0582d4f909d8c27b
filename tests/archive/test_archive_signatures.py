"""Signatures at each level, read by us, by poppler (NSS), by openssl and by our checker."""

import io
import re
import shutil
import subprocess

import pikepdf
import pytest

pytest.importorskip("pyhanko", reason="needs the extra [sign]")

from authority import MOMENT, STAMPED, Authority, time_stamper
from signing_desk import SEAL, Desk, small_pdf

from declaration_print import check
from declaration_print.archive.signatures import (
    Appended,
    Kind,
    Level,
    Seal,
    is_signed,
    signatures,
    unsigned,
)
from declaration_print.model.problem import BadInput
from declaration_print.model.report import Verdict

BUILT = ("scroll-vertical-297mm", "outline-vertical-A4", "outline-horizontal-A4")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    authority = Authority.made()
    rsa = authority.key_file(folder / "rsa.p12")
    return Desk(
        authority, time_stamper(authority), rsa, authority.key_file(folder / "ec.p12", "ec")
    )


@pytest.fixture
def seal():
    return Seal(SEAL, "実行委員会の印", left=20, top=30, width=24)


def told(content, path):
    report = check.pdf(path, content)
    return report.verdict, {(one.rule, one.code) for one in report.findings}


@pytest.mark.parametrize("kind", ["rsa", "ec"])
@pytest.mark.parametrize("level", list(Level))
def test_each_level_proves_what_it_promises(desk, level, kind):
    pdf = small_pdf()
    signed = desk.sign(pdf, level, kind=kind)
    first, *others = signatures(signed, desk.roots)
    assert (first.unbroken, first.trusted, first.level) == (True, True, level)
    assert first.signer == "東北支部 代表"
    assert first.time == (MOMENT if level is Level.B_B else STAMPED)
    assert first.is_stamped is (level is not Level.B_B)
    assert first.covers_whole_file is (level in {Level.B_B, Level.B_T})
    kept = Appended.VALIDATION_DATA if level.keeps_validation_data else Appended.NOTHING
    assert first.appended is kept
    assert [one.kind for one in others] == [Kind.TIME_STAMP] * (level is Level.B_LTA)
    assert all(one.unbroken and one.trusted and one.covers_whole_file for one in others)
    assert unsigned(signed) == pdf
    assert unsigned(pdf) == pdf
    assert is_signed(signed)
    assert not is_signed(pdf)


@pytest.mark.parametrize(
    ("stem", "level"),
    [(stem, Level.B_LTA) for stem in BUILT] + [(BUILT[1], level) for level in Level],
)
def test_a_signed_edition_passes_the_check_as_before(desk, shipped, seal, stem, level):
    pdf = shipped[stem].read_bytes()
    assert told(desk.sign(pdf, level), stem) == told(pdf, stem)
    assert told(desk.sign(pdf, level, kind="ec", seal=seal), stem) == told(pdf, stem)


def test_nothing_but_the_signature_is_new(desk, shipped):
    pdf = shipped["scroll-vertical-297mm"].read_bytes()
    with (
        pikepdf.open(io.BytesIO(pdf)) as before,
        pikepdf.open(io.BytesIO(desk.sign(pdf, Level.B_LTA, kind="ec"))) as after,
    ):
        assert dict(before.docinfo) == dict(after.docinfo)
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()
        assert before.pdf_version == after.pdf_version
        assert "/Version" not in after.Root
        assert before.trailer.ID[0] == after.trailer.ID[0]
        assert before.pages[0].Contents.read_bytes() == after.pages[0].Contents.read_bytes()


def test_the_signature_dictionary_is_pades_and_certifies(desk):
    with pikepdf.open(io.BytesIO(desk.sign(small_pdf(), reason="宣言の寄託", place="仙台"))) as pdf:
        value = pdf.Root.AcroForm.Fields[0].V
        assert value.SubFilter == "/ETSI.CAdES.detached"
        assert (str(value.Reason), str(value.Location)) == ("宣言の寄託", "仙台")
        assert str(value.M) == "D:20250401030000Z"
        reference = value.Reference[0]
        assert (reference.TransformMethod, reference.TransformParams.P) == ("/DocMDP", 1)
        assert not {"/DigestMethod", "/DigestValue", "/DigestLocation"} & set(reference.keys())
        assert pdf.Root.Perms.keys() == {"/DocMDP"}  # ISO 19005-2 6.1.12
        widget = pdf.pages[0].Annots[0]
        assert widget.F & 0b110 == 0b100  # printed, not hidden
        assert [float(side) for side in widget.Rect] == [-9999] * 4
        assert pdf.pages[0].Tabs == "/S"


def test_the_validation_data_is_in_the_file(desk):
    with pikepdf.open(io.BytesIO(desk.sign(small_pdf(), Level.B_LT))) as pdf:
        store = pdf.Root.DSS
        crls = [one.read_bytes() for one in store.CRLs]
        names = {one.read_bytes() for one in store.Certs}
    assert crls == list(desk.trust().crls)
    assert len(names) == 3  # the root, the signer, the time stamp authority


@pytest.mark.parametrize("version", ["1.7", "2.0"])
def test_the_version_stays(desk, version):
    signed = desk.sign(small_pdf(version), Level.B_LTA, kind="ec")
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        assert pdf.pdf_version == version
        assert ("/Extensions" in pdf.Root) is (version == "1.7")


def test_a_seal_stands_where_it_is_wished_and_is_tagged(desk, seal):
    signed = desk.sign(small_pdf(unit=2, pages=2), seal=seal)
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        (widget,) = pdf.pages[0].Annots
        left, bottom, right, top = (float(side) for side in widget.Rect)
        per_mm = 72 / 25.4 / 2
        assert left == pytest.approx(20 * per_mm, abs=0.01)
        assert top == pytest.approx(400 - 30 * per_mm, abs=0.01)
        assert right - left == pytest.approx(24 * per_mm, abs=0.01)
        assert top - bottom == pytest.approx(24 * per_mm, abs=0.01)
        key, element = pdf.Root.StructTreeRoot.ParentTree.Nums
        assert key == widget.StructParent
        assert element.S == "/Form"
        assert element.K[0].Obj.objgen == widget.objgen
        assert "実行委員会の印" in str(element.Alt)
        assert element.P.K[-1].objgen == element.objgen
        assert b"0.7" in widget.AP.N.read_bytes()


def test_the_seal_can_be_seen(desk, seal):
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(desk.sign(small_pdf(), seal=seal))
    document.init_forms()
    picture = document[0].render(scale=2).to_pil().convert("RGB")
    per_mm = 72 / 25.4 * 2

    def at(x, y):
        return picture.getpixel((round(x * per_mm), round(y * per_mm)))

    assert at(32, 42) == pytest.approx((0xB3, 0x26, 0x1E), abs=3)  # the dot in the middle
    assert at(21, 42) == pytest.approx((0xB3, 0x26, 0x1E), abs=3)  # the frame
    assert at(25, 35) == (255, 255, 255)  # between them
    assert at(10, 42) == (255, 255, 255)


def test_the_last_page_can_bear_the_seal(desk):
    signed = desk.sign(small_pdf(pages=3), seal=Seal(SEAL, "印", 10, 10, 10, page=-1))
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        assert ["/Annots" in page for page in pdf.pages] == [False, False, True]


def test_an_rsa_signature_comes_out_the_same_again(desk):
    assert desk.sign(small_pdf()) == desk.sign(small_pdf())
    assert desk.sign(small_pdf(), kind="ec") != desk.sign(small_pdf(), kind="ec")


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_poppler_calls_it_valid_and_total(desk, tmp_path, kind):
    if not shutil.which("pdfsig"):
        pytest.skip("poppler's pdfsig is not installed")
    path = tmp_path / "signed.pdf"
    path.write_bytes(desk.sign(small_pdf(), kind=kind))
    said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False)
    assert "Signature is Valid" in said.stdout
    assert "Total document signed" in said.stdout
    assert "ETSI.CAdES.detached" in said.stdout


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_openssl_verifies_the_value_over_the_byte_range(desk, tmp_path, kind):
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    signed = desk.sign(small_pdf(), kind=kind)
    numbers = re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", signed)
    _, first, second, rest = (int(number) for number in numbers.groups())
    assert second + rest == len(signed)
    value = bytes.fromhex(signed[first + 1 : second - 1].decode())
    (tmp_path / "value.der").write_bytes(value[: 4 + int.from_bytes(value[2:4])])
    (tmp_path / "covered").write_bytes(signed[:first] + signed[second:])
    (tmp_path / "root.pem").write_bytes(desk.authority.pem)
    call = "openssl cms -verify -binary -inform DER -in value.der -content covered -CAfile root.pem"
    when = ["-attime", str(int(MOMENT.timestamp())), "-purpose", "any", "-out", "told"]
    done = subprocess.run([*call.split(), *when], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_who_is_trusted_is_the_readers_choice(desk):
    signed = desk.sign(small_pdf(), Level.B_T)
    (stranger,) = signatures(signed, (Authority.made("よその局").pem,))
    (unknown,) = signatures(signed)
    for one in (stranger, unknown):
        assert one.unbroken
        assert not one.trusted
        assert one.root == "試験用認証局"
        assert one.fingerprint in one.words.en
        assert "self-made" in one.words.en
        assert "自ら署名した" in one.words.ja


def test_a_revoked_certificate_is_not_trusted(desk):
    with pytest.raises(BadInput, match="signature/no-chain"):
        desk.sign(small_pdf(), Level.B_LT, trust=desk.trust(10))


def test_a_certificate_may_run_out_after_the_time_stamp(desk):
    signed = desk.sign(small_pdf(), Level.B_LTA)
    assert all(one.trusted for one in signatures(signed, desk.roots))
    later = MOMENT.replace(year=2040)
    assert not any(one.trusted for one in signatures(signed, desk.roots, later))
    assert all(one.unbroken for one in signatures(signed, desk.roots, later))


def test_an_unsigned_file_has_no_signatures(desk):
    assert signatures(small_pdf(), desk.roots) == ()


def test_the_unsigned_bytes_come_back_whatever_the_end_of_the_file(desk):
    for end in (b"", b"\n", b"\r\n", b"\n\n"):
        pdf = small_pdf().rstrip() + end
        assert unsigned(desk.sign(pdf)) == pdf


def test_an_edition_signed_and_saved_again_is_told(desk, shipped):
    stem = "scroll-vertical-297mm"
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(desk.sign(shipped[stem].read_bytes()))) as pdf:
        pdf.save(out)
    _, found = told(out.getvalue(), stem)
    assert ("file/unchanged", "saved-again") in found


def test_pdfs_that_verdicts_rest_on_pass(shipped):
    assert all(told(shipped[stem].read_bytes(), stem)[0] is Verdict.PASS for stem in BUILT)
