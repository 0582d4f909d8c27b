"""A certificate authority, signers and a time stamp authority, made for one test run; no network."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

MOMENT = datetime(2025, 4, 1, 3, 0, tzinfo=UTC)
STAMPED = MOMENT + timedelta(seconds=30)
BEGIN, END = datetime(2024, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
DER, PEM = serialization.Encoding.DER, serialization.Encoding.PEM


def _name(words):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _usage(**allowed):
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: allowed.get(name, False) for name in names})


def _listed_at(url):
    at = [x509.UniformResourceIdentifier(url)]
    return x509.CRLDistributionPoints([x509.DistributionPoint(at, None, None, None)])


def new_key(kind="rsa"):
    if kind == "rsa":
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return ec.generate_private_key(ec.SECP256R1())


@dataclass(frozen=True)
class Authority:
    """`lists` is where its certificates say that its revocation list is."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    lists: str | None = None

    @classmethod
    def made(cls, words="試験用認証局", *, end=END, lists=None, by=None):
        """An authority of its own, or one certified `by` another."""
        key = new_key()
        certificate = (
            x509.CertificateBuilder()
            .subject_name(_name(words))
            .issuer_name(by.certificate.subject if by else _name(words))
            .public_key(key.public_key())
            .serial_number(2 if by else 1)
            .not_valid_before(BEGIN)
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
            )
        )
        if by:
            certificate = certificate.add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()),
                critical=False,
            )
        if by and by.lists:
            certificate = certificate.add_extension(_listed_at(by.lists), critical=False)
        return cls(key, certificate.sign(by.key if by else key, hashes.SHA256()), lists)

    @property
    def pem(self):
        return self.certificate.public_bytes(PEM)

    def certify(self, key, words, serial, *, stamps=False, end=None, usage=None):  # noqa: PLR0913 - one for each field
        builder = (
            x509.CertificateBuilder()
            .subject_name(_name(words))
            .issuer_name(self.certificate.subject)
            .public_key(key.public_key())
            .serial_number(serial)
            .not_valid_before(BEGIN)
            .not_valid_after(end or self.certificate.not_valid_after_utc)
            .add_extension(
                usage or _usage(digital_signature=True, content_commitment=not stamps),
                critical=True,
            )
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
            )
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()),
                critical=False,
            )
        )
        if stamps:
            only = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(only, critical=True)
        if self.lists:
            builder = builder.add_extension(_listed_at(self.lists), critical=False)
        return builder.sign(self.key, hashes.SHA256())

    def revocations(self, *serials, at=MOMENT):
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(at - timedelta(days=1))
            .next_update(at + timedelta(days=30))
            .add_extension(x509.CRLNumber(1), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()),
                critical=False,
            )
        )
        for serial in serials:
            revoked = (
                x509.RevokedCertificateBuilder()
                .serial_number(serial)
                .revocation_date(at - timedelta(days=2))
                .build()
            )
            builder = builder.add_revoked_certificate(revoked)
        return builder.sign(self.key, hashes.SHA256()).public_bytes(DER)

    def key_file(self, path: Path, kind="rsa", passphrase="秘密", **how):
        key = new_key(kind)
        certificate = self.certify(key, "東北支部 代表", 10, **how)
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(
                "署名".encode(),
                key,
                certificate,
                [self.certificate],
                serialization.BestAvailableEncryption(passphrase.encode()),
            )
        )
        return path


def time_stamper(authority: Authority, at=STAMPED):
    key = new_key()
    certificate = authority.certify(key, "試験用時刻認証局", 20, stamps=True)
    private = key.private_bytes(
        DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    others = [asn1.Certificate.load(authority.certificate.public_bytes(DER))]
    return DummyTimeStamper(
        asn1.Certificate.load(certificate.public_bytes(DER)),
        keys.PrivateKeyInfo.load(private),
        SimpleCertificateStore.from_certs(others),
        fixed_dt=at,
    )
