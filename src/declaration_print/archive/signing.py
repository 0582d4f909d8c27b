"""A signature is appended to a PDF, level by level (ETSI EN 319 142-1), and nothing else changes.

pyHanko writes its own name and clock into Info and XMP and, for ECDSA, raises the version to PDF 2.0; both would
belie the file's PDF/A claim, so writer and signer are told otherwise here.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, Signer
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.stamp.noop import NoOpStampStyle
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from declaration_print.archive import signer_keys
from declaration_print.archive.signature_bytes import is_signed, unsigned
from declaration_print.archive.signature_field import add_seal, set_tab_order
from declaration_print.archive.signature_values import (
    Level,
    Pkcs11,
    Pkcs12,
    TimeStampAuthority,
    Wanted,
    refused,
)

FIELD, ARCHIVE_FIELD = "Signature", "ArchiveTimeStamp"
_UNSEEN = InvisSigSettings(box_out_of_bounds=True)
"""No size, printed if it had one (PDF/A-2 6.3.2), and off the page (PDF/UA-1 7.18.1)."""
_DIGEST = "sha256"


class _Writer(IncrementalPdfFileWriter):
    """Appends objects; leaves Info and XMP alone; its identifier comes from the content."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__(BytesIO(pdf))
        identifiers = self._document_id
        changing = generic.ByteStringObject(hashlib.sha256(pdf).digest()[:16])
        self._document_id = generic.ArrayObject([identifiers[0], changing])

    def _update_meta(self) -> None:
        """Nothing: who signs does not edit."""


class _PdfSigner(PdfSigner):
    """Says that it signed at the moment it is told."""

    def __init__(self, moment: datetime, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the class above
        super().__init__(*args, **kwargs)
        self._moment = moment

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the class above
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self._moment
        return session

    def register_extensions(self, pdf_out: Any, *, md_algorithm: str) -> None:  # noqa: ANN401, ARG002 - as above
        """ESIC where PDF is older than 2.0 (EN 319 142-1 Annex C); never a version of its own."""
        pdf_out.ensure_output_version(version=(1, 7))
        if pdf_out.output_version < (2, 0):
            pdf_out.register_extension(ESIC_EXTENSION_1)


def signed(
    pdf: bytes,
    signer: Pkcs12 | Pkcs11,
    wanted: Wanted,
    authority: TimeStampAuthority | TimeStamper | None,
) -> bytes:
    """The PDF with its signature and whatever the level adds; as `signatures.sign`."""
    stamper = _time_stamper(wanted.level, authority)
    writer = _opened(pdf)
    with _opened_key(signer, wanted) as key:
        context = _context(wanted) if wanted.level.keeps_validation_data else None
        if context is not None:
            _demand_chain(key, stamper, context)
        result = _certified(writer, key, wanted, stamper)
    if context is not None:
        result = _with_validation_data(result, key, wanted, stamper, context)
    if unsigned(result) != pdf:
        raise SigningError("the bytes before the signature were changed")
    return result


def demand_ready(
    signer: Pkcs12 | Pkcs11, wanted: Wanted, authority: TimeStampAuthority | TimeStamper | None
) -> None:
    """Raise BadInput for what can be known to be unfit before there is anything to sign."""
    _time_stamper(wanted.level, authority)
    context = _context(wanted) if wanted.level.keeps_validation_data else None
    with _opened_key(signer, wanted) as key:
        if context is not None:
            _demand_chain(key, None, context)


@contextmanager
def _opened_key(signer: Pkcs12 | Pkcs11, wanted: Wanted) -> Iterator[Signer]:
    """The signer, with the intermediate certificates, which go into the signature with its own."""
    with signer_keys.opened(signer, wanted.moment) as key:
        for certificate in certificates(wanted.trust.intermediates):
            key.cert_registry.register(certificate)
        yield key


def _opened(pdf: bytes) -> _Writer:
    if is_signed(pdf):
        raise refused(
            "already-signed",
            ja="この PDF には既に署名があります。署名のない PDF を指定してください。",
            en="this PDF is signed already; sign the file without a signature",
        )
    try:
        writer = _Writer(pdf)
        encrypted = writer.prev.encrypted
        if not encrypted:
            writer.find_page_for_modification(0)  # type: ignore[no-untyped-call]
    except Exception as error:  # a broken file provokes anything
        raise refused(
            "not-a-pdf",
            ja="PDF として読めないため、署名できません。ファイルを確かめてください。",
            en="it cannot be read as a PDF and so cannot be signed; check the file",
        ) from error
    if encrypted:
        raise refused(
            "encrypted",
            ja="暗号化された PDF には署名できません。暗号化を外してください(PDF/A では認められていません)。",
            en="an encrypted PDF cannot be signed; remove the encryption (PDF/A forbids it anyway)",
        )
    return writer


def _certified(writer: _Writer, key: Signer, wanted: Wanted, stamper: TimeStamper | None) -> bytes:
    """One certification signature: nothing may be changed after it (ISO 32000-2 Table 257, P 1)."""
    name = _name(key.signing_cert)
    words = f"{wanted.seal.words if wanted.seal else '電子署名'}: {name}"
    if wanted.seal is None:
        set_tab_order(writer, 0)
        spec = SigFieldSpec(FIELD, invis_sig_settings=_UNSEEN, readable_field_name=words)
    else:
        spec = None
        add_seal(writer, wanted.seal, FIELD, words)
    meta = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=signer_keys.digest_of(key.signing_cert),
        reason=wanted.reason or None,
        location=wanted.place or None,
        name=name,
        certify=True,
        subfilter=SigSeedSubFilter.PADES,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    pdf_signer = _PdfSigner(
        wanted.moment,
        meta,
        key,
        timestamper=stamper,
        stamp_style=NoOpStampStyle(),
        new_field_spec=spec,
    )
    return bytes(_asking_authority(lambda: pdf_signer.async_sign_pdf(writer)).getvalue())


def _with_validation_data(
    pdf: bytes,
    key: Signer,
    wanted: Wanted,
    stamper: TimeStamper | None,
    context: ValidationContext,
) -> bytes:
    """The document security store, and at B-LTA a time stamp over all (ISO 32000-2 12.8.4.3)."""
    writer = _Writer(pdf)
    DocumentSecurityStore.supply_dss_in_writer(
        writer, None, paths=_paths(key, stamper, context), validation_context=context
    )
    if wanted.level is Level.B_LTA and stamper is not None:
        archive = PdfTimeStamper(
            stamper,
            field_name=ARCHIVE_FIELD,
            invis_settings=_UNSEEN,
            readable_field_name="長期保存のタイムスタンプ (archive time stamp)",
        )
        stamped = _asking_authority(lambda: archive.async_timestamp_pdf(writer, _DIGEST))
        return bytes(stamped.getvalue())
    output = BytesIO()
    writer.write(output)  # type: ignore[no-untyped-call]
    return output.getvalue()


def _time_stamper(
    level: Level, authority: TimeStampAuthority | TimeStamper | None
) -> TimeStamper | None:
    if not level.stamps_time:
        return None
    if authority is None:
        raise refused(
            "no-authority",
            ja=f"{level} の署名にはタイムスタンプ局(TSA)の URL が必要です。",
            en=f"a signature at level {level} needs the URL of a time stamp authority (TSA)",
        )
    if isinstance(authority, TimeStampAuthority):
        return HTTPTimeStamper(authority.url, timeout=authority.timeout_seconds)
    return authority


def _asking_authority(work: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401 - what the work gives
    """Do work that may ask the time stamp authority, and tell its failure in words."""

    async def run() -> Any:  # noqa: ANN401 - as above
        return await work()

    try:
        return asyncio.run(run())
    except (TimestampRequestError, OSError, ValueError) as error:
        reason = str(error.__cause__ or error)[:300]
        raise refused(
            "time-stamp",
            ja=f"タイムスタンプを得られませんでした({reason})。URL と通信を確かめ、後でもう一度"
            "お試しください。ファイルは変わっていません。",
            en=f"no time stamp could be had ({reason}); check the URL and the network and try again "
            "later; no file was changed",
        ) from error


def _context(wanted: Wanted) -> ValidationContext:
    trust = wanted.trust
    if not trust.roots:
        raise refused(
            "no-roots",
            ja=f"{wanted.level} の署名には、信頼するルート証明書(PEM か DER)が必要です。",
            en=f"a signature at level {wanted.level} needs the root certificates to trust (PEM or DER)",
        )
    return ValidationContext(
        trust_roots=certificates(trust.roots),
        other_certs=certificates(trust.intermediates),
        crls=list(trust.crls),
        ocsps=list(trust.ocsps),
        allow_fetching=trust.fetch,
        revocation_mode="require",  # B-LT means that nothing is missing
        moment=None if trust.fetch else wanted.moment,  # pyHanko fetches for now alone
    )


def certificates(files: tuple[bytes, ...]) -> list[x509.Certificate]:
    """Every certificate in PEM or DER files."""
    found: list[x509.Certificate] = []
    try:
        for content in files:
            ders = (
                [der for _, _, der in pem.unarmor(content, multiple=True)]
                if pem.detect(content)
                else [content]
            )
            found += [x509.Certificate.load(der, strict=True) for der in ders]
        for certificate in found:
            certificate.subject.human_friendly  # noqa: B018 - parsed on demand; a broken one fails here
    except (ValueError, TypeError) as error:
        raise refused(
            "not-a-certificate",
            ja="証明書として読めないファイルがあります。PEM か DER の X.509 証明書を指定してください。",
            en="a file is no certificate; give X.509 certificates as PEM or DER",
        ) from error
    return found


def _demand_chain(key: Signer, stamper: TimeStamper | None, context: ValidationContext) -> None:
    _paths(key, stamper, context)


def _paths(key: Signer, stamper: TimeStamper | None, context: ValidationContext) -> list[Any]:
    """The chains of signer and time stamp authority, with their revocation data in `context`."""

    async def build() -> list[Any]:
        signer = CertificateValidator(
            key.signing_cert, key.cert_registry, validation_context=context
        )
        try:
            paths = [await signer.async_validate_usage(signer_keys.key_usage(key.signing_cert))]
            if stamper is not None:
                paths += [path async for path in stamper.validation_paths(context)]
        finally:
            await context.aclose()
        return paths

    try:
        return list(_asking_authority(build))
    except (PathError, ValidationError) as error:
        raise _unproved(str(error), fetched=context.fetching_allowed) from error


def _unproved(reason: str, *, fetched: bool) -> Exception:
    ja = "ルート証明書(--trust)、中間証明書(--chain)、失効リスト(--crl)を加えてください。"
    en = "add root certificates (--trust), intermediate ones (--chain) and revocation lists (--crl)"
    if fetched:
        ja = f"証明書が示す場所から取得できたものでは足りません。通信を確かめるか、{ja}"
        en = f"what could be fetched from where they say was not enough: check the network, or {en}"
    return refused(
        "no-chain",
        ja=f"証明書の連鎖を、失効情報も含めて確かめられませんでした({reason})。{ja}",
        en=f"the chain of certificates could not be proved with its revocation data ({reason}); {en}",
    )


def _name(certificate: x509.Certificate) -> str:
    native = certificate.subject.native
    return str(
        native.get("common_name")
        or native.get("organization_name")
        or certificate.subject.human_friendly
    )
