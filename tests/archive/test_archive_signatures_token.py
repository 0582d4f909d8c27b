"""A key on a PKCS#11 token signs; SoftHSM stands in for the card."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("pyhanko", reason="needs the extra [sign]")

import signing_token
from authority import MOMENT, Authority
from signing_desk import small_pdf

from declaration_print.archive.signatures import sign, signatures
from declaration_print.model.problem import BadInput

pytestmark = pytest.mark.skipif(signing_token.LACKING, reason=signing_token.REASON)


@pytest.fixture(scope="module")
def authority():
    return Authority.made()


@pytest.fixture(scope="module")
def token(tmp_path_factory, authority):
    return signing_token.made(tmp_path_factory.mktemp("token"), authority)


def test_a_token_signs(token, authority):
    (one,) = signatures(sign(small_pdf(), token, moment=MOMENT), (authority.pem,))
    assert (one.signer, one.unbroken, one.trusted) == ("カードの署名者", True, True)


@pytest.mark.parametrize(
    ("wrong", "code", "told"),
    [
        ({"pin": "9999"}, "token-pin", "PIN of token deposit is wrong"),
        ({"pin": "1"}, "token-pin", "PIN of token deposit is wrong"),
        ({"token": "another"}, "token-absent", "no token another (there: deposit)"),
        ({"certificate": "x"}, "token-key", "no certificate x on token deposit (there: signing)"),
        ({"key": "x"}, "token-key", "no private key x on token deposit (there: signing)"),
        ({"module": Path("/nowhere/lib.so")}, "token-module", "/nowhere/lib.so cannot be loaded"),
        ({"module": Path(__file__)}, "token-module", "cannot be loaded"),
    ],
)
def test_a_token_that_does_not_give_its_key_says_why(token, wrong, code, told):
    with pytest.raises(BadInput) as caught:
        sign(small_pdf(), replace(token, **wrong), moment=MOMENT)
    (problem,) = caught.value.problems
    assert problem.code == f"signature/{code}"
    assert told in problem.words.en
    assert "9999" not in str(caught.value)


def test_an_expired_card(token):
    with pytest.raises(BadInput, match="signature/certificate-expired"):
        sign(small_pdf(), token, moment=datetime(2040, 1, 1, tzinfo=UTC))
