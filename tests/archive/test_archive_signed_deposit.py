"""A deposit whose scroll is signed: what was signed is known, and nothing is changed unseen."""

import hashlib
import json
import shutil
from datetime import UTC, datetime

import pytest
from forging import record_anew, relist

pytest.importorskip("pyhanko", reason="the extra [sign] is not installed")

from authority import Authority

from declaration_print import depositing, wishes
from declaration_print.archive import signatures
from declaration_print.model.problem import BadInput
from declaration_print.model.verification import Outcome
from declaration_print.verifying import verify_deposit

SCROLL = "data/pdf/scroll-vertical-297mm.pdf"
MOMENT = datetime(2024, 6, 1, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority():
    return Authority.made()


@pytest.fixture(scope="module")
def signing(authority, tmp_path_factory):
    file = tmp_path_factory.mktemp("key") / "key.p12"
    authority.key_file(file)
    return depositing.Signing(signatures.Pkcs12(file, "秘密"), MOMENT)


@pytest.fixture(scope="module")
def signed(signing, tmp_path_factory):
    out = tmp_path_factory.mktemp("signed")
    wish = wishes.Wish(editions=("scroll",))
    done = depositing.archive_all(
        wishes.SHIPPED_DECLARATION, wish, out, lambda *_: None, signing=signing
    )
    return done.packages[0]


def proofs(folder, **how):
    return {proof.name: proof for proof in verify_deposit(folder, **how).proofs}


def forged(signed, tmp_path, change):
    """A copy in which the scroll is changed, with every list and record made to fit."""
    folder = shutil.copytree(signed, tmp_path / "forged")
    before = (folder / SCROLL).read_bytes()
    (folder / SCROLL).write_bytes(change(before))
    record_anew(folder, SCROLL, before)
    relist(folder)
    return folder


def test_it_verifies_and_tells_the_unsigned_file(signed, authority):
    found = verify_deposit(signed, roots=[authority.pem])
    assert found.passed
    assert "signatures" in {proof.name for proof in found.proofs}
    record = json.loads(
        (signed / "data/build/scroll-vertical-297mm.signature.json").read_text("utf-8")
    )
    start = (signed / SCROLL).read_bytes()[: record["unsigned_length"]]
    assert hashlib.sha256(start).hexdigest() == record["unsigned_sha256"]
    assert record["unsigned_sha256"] in (signed / "data/metadata/premis.xml").read_text("utf-8")


def test_another_root_is_not_trusted(signed):
    found = proofs(signed, rebuild=False, roots=[Authority.made("別の認証局").pem])
    assert found["signatures"].outcome is Outcome.BAD


@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: pdf[:5_000] + bytes([pdf[5_000] ^ 1]) + pdf[5_001:],
        lambda pdf: pdf + b"% and more\n",
        signatures.unsigned,
    ],
    ids=["a bit", "more", "signature removed"],
)
def test_an_edited_scroll_is_named_though_all_lists_fit(signed, tmp_path, change):
    folder = forged(signed, tmp_path, change)
    assert verify_deposit(folder, editions=False).passed
    found = proofs(folder, rebuild=False)
    assert found["signatures"].outcome is Outcome.BAD
    assert found["signatures"].details[0].en.startswith(f"{SCROLL}: ")


def test_an_edition_to_sign_that_is_not_made(signing, tmp_path):
    from dataclasses import replace  # noqa: PLC0415

    with pytest.raises(BadInput, match="poster"):
        depositing.archive_all(
            wishes.SHIPPED_DECLARATION,
            wishes.Wish(editions=("scroll",)),
            tmp_path,
            lambda *_: None,
            signing=replace(signing, editions=("poster",)),
        )
    assert not list(tmp_path.iterdir())
