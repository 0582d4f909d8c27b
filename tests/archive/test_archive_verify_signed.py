"""`verify FILE.pdf` of a signed file: what follows its rebuild is its signature, and no more."""

import importlib.util
from datetime import UTC, datetime

import pypdf
import pytest

pytest.importorskip("pyhanko", reason="the extra [sign] is not installed")

from authority import Authority

from declaration_print.archive.signatures import Pkcs12, sign

MOMENT = datetime(2024, 6, 1, 9, tzinfo=UTC)
UNSIGNED_BYTES = "bytes without a signature were added"


@pytest.fixture(scope="module")
def authority():
    return Authority.made()


@pytest.fixture(scope="module")
def bare(say, tmp_path_factory):
    """A scroll of a few words, as it was built."""
    folder = tmp_path_factory.mktemp("scroll")
    source = folder / "words.yaml"
    source.write_text("title: 宣言\npreamble: 私たちは、平和を守ります。\n", encoding="utf-8")
    how = ("--panels", "none", "--pictures", "0", "-o", folder)
    assert say("build", source, "-e", "scroll", *how).code == 0
    return (folder / "words" / "scroll-vertical-297mm.pdf").read_bytes()


@pytest.fixture(scope="module")
def signed(bare, authority, tmp_path_factory):
    file = tmp_path_factory.mktemp("key") / "key.p12"
    authority.key_file(file)
    return sign(bare, Pkcs12(file, "秘密"), moment=MOMENT)


@pytest.fixture
def verified(say, tmp_path):
    """What `verify` says of some bytes."""

    def run(content, *how):
        path = tmp_path / "file.pdf"
        path.write_bytes(content)
        return say("verify", path, *how)

    return run


def marked(run, mark):
    return [line for line in run.out.splitlines() if line.startswith(mark)]


def test_a_signed_file_is_its_rebuild_and_its_signature(verified, signed):
    run = verified(signed)
    assert run.code == 0, run.out
    assert run.out.splitlines()[-1].startswith("Verified:")
    assert "rebuilt identical to the byte" in run.out


def test_whose_signature_it_is_counts_where_somebody_asks(verified, signed, authority, tmp_path):
    pems = []
    for name, one in (("right", authority), ("wrong", Authority.made("別の認証局"))):
        pems.append(tmp_path / f"{name}.pem")
        pems[-1].write_bytes(one.pem)
    assert verified(signed, "--trust", pems[0]).code == 0
    assert verified(signed, "--trust", pems[1]).code == 1


def test_without_the_library_nothing_is_called_verified(verified, signed, monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name, *more: None if name == "pyhanko" else find(name, *more),
    )
    run = verified(signed)
    assert run.code == 0
    assert "declaration-print[sign]" in "".join(marked(run, "–"))
    assert "Verified:" not in run.out
    assert "not verified" in run.out.splitlines()[-1]


def test_bytes_after_a_signature_are_told(verified, signed):
    run = verified(signed + b"% one more line\n")
    assert run.code == 1
    assert marked(run, "✗")


def test_a_change_after_a_signature_is_told(verified, signed, tmp_path):
    """An incremental update that leaves every byte of the signature where it is."""
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)
    writer = pypdf.PdfWriter(path, incremental=True)
    writer.add_blank_page(100, 100)
    writer.write(tmp_path / "changed.pdf")
    changed = (tmp_path / "changed.pdf").read_bytes()
    assert changed.startswith(signed)
    run = verified(changed)
    assert run.code == 1
    assert any("signature" in line for line in marked(run, "✗"))


def test_an_update_before_the_signature_is_no_part_of_it(verified, bare, authority, tmp_path):
    """A stranger changes the file, and then signs it himself: his signature holds, the file does not."""
    (tmp_path / "bare.pdf").write_bytes(bare)
    writer = pypdf.PdfWriter(tmp_path / "bare.pdf", incremental=True)
    writer.add_metadata({"/Title": "別の宣言"})
    writer.write(tmp_path / "changed.pdf")
    changed = (tmp_path / "changed.pdf").read_bytes()
    assert changed.startswith(bare)
    key = tmp_path / "key.p12"
    authority.key_file(key)
    run = verified(sign(changed, Pkcs12(key, "秘密"), moment=MOMENT))
    assert run.code == 1
    assert any(UNSIGNED_BYTES in line for line in marked(run, "✗"))


def test_words_that_look_like_a_signature_are_none(verified, bare):
    end = bare[bare.rindex(b"startxref") :]
    run = verified(bare + b"% /ByteRange [0 1 2 3]\n" + end)
    assert run.code == 1
    assert any(UNSIGNED_BYTES in line for line in marked(run, "✗"))
