"""A PKCS#11 token made for one test run: SoftHSM stands in for the card."""

import os
import shutil
import subprocess
from pathlib import Path

from authority import DER

from declaration_print.archive.signatures import Pkcs11

PIN = "1234"
PLACES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so")
MODULE = next((Path(place) for place in PLACES if Path(place).exists()), None)
LACKING = MODULE is None or not shutil.which("softhsm2-util")
REASON = "SoftHSM 2 is not installed"


def made(folder, authority):
    """A token `deposit` with a key and a certificate `signing`; `folder`/conf leads SoftHSM to it."""
    import pkcs11  # noqa: PLC0415 - comes with the extra
    from pkcs11.util.ec import encode_named_curve_parameters  # noqa: PLC0415 - as above

    (folder / "conf").write_text(f"directories.tokendir = {folder}\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "conf")
    call = f"softhsm2-util --init-token --free --label deposit --pin {PIN} --so-pin {PIN}"
    subprocess.run(call.split(), check=True, capture_output=True)
    library = pkcs11.lib(str(MODULE))
    library.reinitialize()  # SoftHSM reads its settings once
    with library.get_token(token_label="deposit").open(rw=True, user_pin=PIN) as session:
        parameters = session.create_domain_parameters(
            pkcs11.KeyType.EC,
            {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")},
            local=True,
        )
        public, _ = parameters.generate_keypair(store=True, label="signing")
        certificate = authority.certify(_public(public), "カードの署名者", 30)
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
