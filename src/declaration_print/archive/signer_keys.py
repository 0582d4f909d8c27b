"""A key is opened: from a PKCS#12 file or a PKCS#11 token, as pyHanko's signer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from asn1crypto import keys, x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign import Signer, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from declaration_print.archive import token_keys
from declaration_print.archive.signature_values import Pkcs11, Pkcs12, refused

LARGEST_KEY_FILE = 1_000_000  # bytes; a key with a long chain has some ten thousand
SHORTEST_RSA = 2048  # bits (ETSI TS 119 312, table 8)
_DIGESTS = {"secp384r1": "sha384", "secp521r1": "sha512"}  # as strong as the curve (FIPS 186-5)


@contextmanager
def opened(signer: Pkcs12 | Pkcs11, moment: datetime) -> Iterator[Signer]:
    """The signer, ready; its certificate is valid at `moment` and may sign."""
    if isinstance(signer, Pkcs12):
        found: Signer = _from_file(signer)
        _demand_fit(found.signing_cert, moment)
        yield found
        return
    with token_keys.opened(signer) as held:
        _demand_fit(held.signing_cert, moment)
        yield held


def digest_of(certificate: x509.Certificate) -> str:
    """The digest that suits a key: SHA-256, or a longer one where its curve is stronger."""
    if certificate.public_key.algorithm != "ec":
        return "sha256"
    return _DIGESTS.get(certificate.public_key.curve[1], "sha256")


def key_usage(certificate: x509.Certificate) -> set[str]:
    """Which of the two uses that allow to sign a document the certificate has (RFC 5280 4.2.1.3)."""
    value = certificate.key_usage_value
    allowed = {"non_repudiation", "digital_signature"} & (value.native if value else set())
    return {"non_repudiation"} if "non_repudiation" in allowed else allowed


def _from_file(signer: Pkcs12) -> SimpleSigner:
    try:
        with signer.path.open("rb") as file:
            content = file.read(LARGEST_KEY_FILE)
    except OSError as error:
        raise refused(
            "no-key-file",
            ja=f"鍵のファイル {signer.path} を読めません({error.strerror})。場所と権限を確かめてください。",
            en=f"the key file {signer.path} cannot be read ({error.strerror}); check where it is "
            "and who may read it",
        ) from error
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(
            content, signer.passphrase.encode()
        )
    except ValueError as error:
        if "password" in str(error).lower():
            raise refused(
                "passphrase",
                ja=f"{signer.path} を開けません。パスフレーズが違うようです。もう一度確かめてください。",
                en=f"{signer.path} does not open; the passphrase seems wrong, check it",
            ) from error
        raise _not_pkcs12(signer) from error
    except Exception as error:  # its parser raises what a broken file provokes
        raise _not_pkcs12(signer) from error
    if key is None or certificate is None:
        raise refused(
            "no-key",
            ja=f"{signer.path} に秘密鍵と証明書の組がありません。鍵を含めて書き出し直してください。",
            en=f"{signer.path} holds no private key with its certificate; export it again with the key",
        )
    der = serialization.Encoding.DER
    store = SimpleCertificateStore.from_certs(
        [x509.Certificate.load(other.public_bytes(der)) for other in others]
    )
    private = key.private_bytes(
        der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SimpleSigner(
        x509.Certificate.load(certificate.public_bytes(der)),
        keys.PrivateKeyInfo.load(private),
        store,
    )


def _demand_fit(certificate: x509.Certificate, moment: datetime) -> None:
    name = certificate.subject.human_friendly
    begin, end = certificate.not_valid_before, certificate.not_valid_after
    if not begin <= moment <= end:
        raise refused(
            "certificate-expired",
            ja=f"証明書「{name}」は {begin:%Y-%m-%d} から {end:%Y-%m-%d} まで有効で、署名の日時"
            f"({moment:%Y-%m-%d})には使えません。新しい証明書で署名してください。",
            en=f"the certificate {name} is valid from {begin:%Y-%m-%d} to {end:%Y-%m-%d}, not on "
            f"{moment:%Y-%m-%d}; sign with a new one",
        )
    public = certificate.public_key
    if public.algorithm != "ec" and (public.algorithm != "rsa" or public.bit_size < SHORTEST_RSA):
        raise refused(
            "weak-key",
            ja=f"証明書「{name}」の鍵は使えません。2048 ビット以上の RSA か ECDSA の鍵を用意してください。",
            en=f"the key of {name} is not fit for keeping; use RSA of 2048 bits or more, or ECDSA",
        )
    if not key_usage(certificate):
        raise refused(
            "certificate-usage",
            ja=f"証明書「{name}」の用途(keyUsage)に、文書への署名が含まれていません。"
            "署名用の証明書を使ってください。",
            en=f"the certificate {name} is not for signing documents (keyUsage); use one that is",
        )


def _not_pkcs12(signer: Pkcs12) -> Exception:
    return refused(
        "not-pkcs12",
        ja=f"{signer.path} は PKCS#12(.p12、.pfx)のファイルではありません。",
        en=f"{signer.path} is no PKCS#12 file (.p12, .pfx)",
    )
