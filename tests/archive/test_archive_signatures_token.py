"""A key on a PKCS#11 token signs; SoftHSM stands in for the card."""

import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("pyhanko", reason="needs the extra [sign]")

from authority import DER, MOMENT, Authority
from signing_desk import small_pdf

from declaration_print.archive.signatures import Pkcs11, sign, signatures
from declaration_print.model.problem import BadInput

PIN = "1234"
PLACES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so")
MODULE = next((Path(place) for place in PLACES if Path(place).exists()), None)

pytestmark = pytest.mark.skipif(
    MODULE is None or not shutil.which("softhsm2-util"), reason="SoftHSM 2 is not installed"
)


@pytest.fixture(scope="module")
def authority():
    return Authority.made()


@pytest.fixture(scope="module")
def token(tmp_path_factory, authority):
    import pkcs11  # noqa: PLC0415 - comes with the extra
    from pkcs11.util.ec import encode_named_curve_parameters  # noqa: PLC0415 - as above

    folder = tmp_path_factory.mktemp("token")
    (folder / "conf").write_text(f"directories.tokendir = {folder}\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "conf")
    call = f"softhsm2-util --init-token --free --label deposit --pin {PIN} --so-pin {PIN}"
    subprocess.run(call.split(), check=True, capture_output=True)
    library = pkcs11.lib(str(MODULE))
    with library.get_token(token_label="deposit").open(rw=True, user_pin=PIN) as session:
        parameters = session.create_domain_parameters(
            pkcs11.KeyType.EC,
            {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")},
            local=True,
        )
        public, _ = parameters.generate_keypair(store=True, label="signing")
        key = _public(public)
        certificate = authority.certify(key, "カードの署名者", 30)
        session.create_object(
            {
                pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: "signing",
                pkcs11.Attribute.SUBJECT: certificate.subject.public_bytes(),
                pkcs11.Attribute.VALUE: certificate.public_bytes(DER),
            }
        )
    return Pkcs11(MODULE, "deposit", "signing", "signing", PIN)


def _public(handle):
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - as above
        load_der_public_key,
    )
    from pkcs11.util.ec import encode_ec_public_key  # noqa: PLC0415 - as above

    key = load_der_public_key(encode_ec_public_key(handle))

    class Half:  # what certify() asks of a key
        @staticmethod
        def public_key():
            return key

    return Half


def test_a_token_signs(token, authority):
    (one,) = signatures(sign(small_pdf(), token, moment=MOMENT), (authority.pem,))
    assert (one.signer, one.unbroken, one.trusted) == ("カードの署名者", True, True)


@pytest.mark.parametrize(
    "wrong", [{"pin": "9999"}, {"token": "another"}, {"certificate": "x"}, {"key": "x"}]
)
def test_a_token_that_does_not_give_its_key(token, wrong):
    from dataclasses import replace  # noqa: PLC0415 - here alone

    with pytest.raises(BadInput, match="signature/token"):
        sign(small_pdf(), replace(token, **wrong), moment=MOMENT)


def test_a_library_that_is_not_there(token):
    nowhere = Pkcs11(Path("/nowhere/lib.so"), token.token, token.certificate, token.key, PIN)
    with pytest.raises(BadInput, match="signature/token"):
        sign(small_pdf(), nowhere, moment=MOMENT)


def test_an_expired_card(token):
    with pytest.raises(BadInput, match="signature/certificate-expired"):
        sign(small_pdf(), token, moment=datetime(2040, 1, 1, tzinfo=UTC))
