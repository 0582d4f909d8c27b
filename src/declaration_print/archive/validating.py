"""Signatures are read back and judged, offline, with the certificates that the reader trusts.

A certificate is judged at the time its signature was made (the shell model of ETSI EN 319 102-1 has the archive
time stamp vouch for the one before), so a signature does not fade when a certificate runs out.
"""

import asyncio
import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import (
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel, SignatureStatus
from pyhanko_certvalidator import ValidationContext

from declaration_print.archive.signature_bytes import is_signed
from declaration_print.archive.signature_report import Appended, Kind, SignatureReport
from declaration_print.archive.signature_values import Level, refused
from declaration_print.archive.signing import certificates
from declaration_print.model.problem import Words

_UPDATES = re.compile(
    rb"\d{1,10} \d{1,5} obj\b.*startxref\s{1,2}\d{1,12}\s{1,2}%%EOF\n?", re.DOTALL
)
_USAGE = KeyUsageConstraints(
    key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
)
_CHANGED = Words(
    ja="署名された内容が、署名の後に書き換えられています。",
    en="What was signed has been altered since.",
)
_INVALID = Words(
    ja="署名の値が証明書の鍵と合いません。", en="The signature does not fit the certificate's key."
)
_APPENDED = Words(
    ja="署名の後に、検証データでないものが加えられています。",
    en="Something other than validation data was added after it.",
)
_PADDING = Words(
    ja="署名の値の後ろに、余計なデータが書き込まれています。",
    en="Data was written behind the value of the signature.",
)
_UNREADABLE = Words(
    ja="署名があった跡がありますが、もう読み取れません。",
    en="There are traces of a signature, but it can no longer be read.",
)
_UNSTAMPED = Words(
    ja="署名のタイムスタンプが壊れているか、示されたルート証明書では確かめられません。",
    en="Its time stamp is broken, or the roots given do not vouch for it.",
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the file and the reader bring to judge by."""

    roots: list[x509.Certificate]
    store: DocumentSecurityStore | None
    moment: datetime | None

    def context(self, when: datetime | None) -> ValidationContext:
        """Everything to judge certificates at a time, and no network."""
        settings: dict[str, Any] = {
            "trust_roots": self.roots,
            "moment": self.moment or when,
            "allow_fetching": False,
            "revocation_mode": "soft-fail",
            "retroactive_revinfo": True,
        }
        if self.store is not None:
            return self.store.as_validation_context(settings)
        return ValidationContext(**settings)


def reports(
    pdf: bytes, roots: tuple[bytes, ...], moment: datetime | None
) -> tuple[SignatureReport, ...]:
    """One report for each signature and document time stamp; as `signatures.signatures`."""
    if b"%PDF-" not in pdf[:1024]:
        raise refused(
            "not-a-pdf",
            ja="PDF ではないため、署名を調べられません。ファイルを確かめてください。",
            en="it is no PDF, so there is no signature to read; check the file",
        )
    trusted = certificates(roots)
    with _quiet():
        try:
            found = _read(pdf, trusted, moment)
        except Exception:  # noqa: BLE001 - a tampered file provokes anything
            found = ()
    if not found and (is_signed(pdf) or b"/ByteRange" in pdf or b"/ETSI.CAdES" in pdf):
        return (SignatureReport(Kind.SIGNATURE, "?", flaws=(_UNREADABLE,)),)
    return found


def _read(
    pdf: bytes, roots: list[x509.Certificate], moment: datetime | None
) -> tuple[SignatureReport, ...]:
    reader = PdfFileReader(BytesIO(pdf), strict=True)
    embedded = reader.embedded_signatures
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        store = None
    known = _Known(roots, store, moment)
    found = [_report(one, known) for one in embedded]
    if not _ends_well(pdf, embedded):
        found = [_changed(one) for one in found]
    stamps = [at for at, one in enumerate(found) if one.kind is Kind.TIME_STAMP and one.unbroken]
    return tuple(
        replace(one, level=_level(one, store, any(stamp > at for stamp in stamps)))
        for at, one in enumerate(found)
    )


def _ends_well(pdf: bytes, embedded: list[EmbeddedPdfSignature]) -> bool:
    """Whether nothing but whole updates follows the last signature: pyHanko overlooks the rest."""
    ends = [int(one.byte_range[2]) + int(one.byte_range[3]) for one in embedded]
    tail = pdf[max(ends, default=len(pdf)) :]
    return not tail or _UPDATES.fullmatch(tail) is not None


def _changed(one: SignatureReport) -> SignatureReport:
    flaws = one.flaws if _APPENDED in one.flaws else (*one.flaws, _APPENDED)
    return replace(one, appended=Appended.CHANGES, flaws=flaws)


def _report(one: EmbeddedPdfSignature, known: _Known) -> SignatureReport:
    kind = Kind.TIME_STAMP if one.sig_object_type == "/DocTimeStamp" else Kind.SIGNATURE
    claimed = one.self_reported_timestamp
    report = SignatureReport(kind, one.field_name, algorithm=_algorithm(one))
    try:
        if kind is Kind.TIME_STAMP:
            stamped = _generated([one.signed_data])
            status: Any = asyncio.run(async_validate_pdf_timestamp(one, known.context(stamped)))
        else:
            stamped = _generated(extract_tst_data_iter(one.signer_info, signed=False))
            status = asyncio.run(
                async_validate_pdf_signature(
                    one, known.context(stamped or claimed), key_usage_settings=_USAGE
                )
            )
    except (SigningError, ValueError, TypeError, KeyError, OSError, LookupError):
        return replace(report, signer="", flaws=(_UNREADABLE,))
    return _judged(report, one, status, claimed)


def _judged(
    report: SignatureReport,
    one: EmbeddedPdfSignature,
    status: Any,  # noqa: ANN401 - of signature or time stamp
    claimed: datetime | None,
) -> SignatureReport:
    root = _top(one, status)
    token = getattr(status, "timestamp_validity", None)
    sound = token if token is not None and token.intact and token.valid else None
    proof = status if report.kind is Kind.TIME_STAMP else sound
    stamped = proof.timestamp if proof is not None else None
    doubts = list(_doubts(status, root))
    if token is not None and not (sound is not None and sound.trusted):
        doubts.append(_UNSTAMPED)
    appended = _appended(status)
    return replace(
        report,
        signer=_name(status.signing_cert),
        root=_name(root),
        fingerprint=root.sha256.hex(),
        is_intact=bool(status.intact and status.valid),
        appended=appended,
        covers_whole_file=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        time=stamped or claimed,
        is_stamped=stamped is not None,
        trusted=bool(status.intact and status.valid and not doubts),
        flaws=tuple(_flaws(one, status, appended)),
        doubts=tuple(doubts),
    )


def _flaws(
    one: EmbeddedPdfSignature, status: SignatureStatus, appended: Appended
) -> Iterator[Words]:
    if not status.intact:
        yield _CHANGED
    elif not status.valid:
        yield _INVALID
    if appended is Appended.CHANGES:
        yield _APPENDED
    if one.pkcs7_content[_der_length(one.pkcs7_content) :].strip(b"\0"):
        yield _PADDING


def _doubts(status: SignatureStatus, root: x509.Certificate) -> Iterator[Words]:
    if status.trusted:
        return
    if root.self_signed in {"yes", "maybe"} and "CHAIN" in str(status.trust_problem_indic):
        yield Words(
            ja=f"一番上の証明書「{_name(root)}」は自ら署名したもので、示されたルート証明書の中にありません。"
            "指紋(SHA-256)を別の方法で確かめてください。",
            en=f"The certificate at the top, {_name(root)}, is self-made and not among the roots given; "
            "compare its fingerprint by another way.",
        )
        return
    reason = str(status.trust_problem_indic).rpartition(".")[2]
    yield Words(
        ja=f"示されたルート証明書では、署名者の証明書を確かめられません({reason})。",
        en=f"The roots given do not vouch for the signer's certificate ({reason}).",
    )


def _appended(status: Any) -> Appended:  # noqa: ANN401 - of signature or time stamp
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Appended.NOTHING
    result = status.diff_result
    if (
        isinstance(result, DiffResult)
        and result.modification_level <= ModificationLevel.LTA_UPDATES
    ):
        return Appended.VALIDATION_DATA
    return Appended.CHANGES


def _level(
    one: SignatureReport,
    store: DocumentSecurityStore | None,
    has_archive_stamp: bool,  # noqa: FBT001 - private
) -> Level | None:
    """The PAdES level that is there; a level holds the ones before it."""
    if one.kind is Kind.TIME_STAMP or not one.unbroken or not one.field:
        return None
    if not one.is_stamped:
        return Level.B_B
    if store is None or not store.certs or not (store.crls or store.ocsps):
        return Level.B_T
    return Level.B_LTA if has_archive_stamp else Level.B_LT


def _top(one: EmbeddedPdfSignature, status: SignatureStatus) -> x509.Certificate:
    """The certificate at the top of the chain, as far as the file and the roots know it."""
    if status.validation_path is not None:
        return next(iter(status.validation_path.iter_certs(include_root=True)))
    known = {issued.subject.hashable: issued for issued in one.other_embedded_certs}
    top, seen = status.signing_cert, set[bytes]()
    while top.issuer != top.subject and top.sha256 not in seen:
        seen.add(top.sha256)
        top = known.get(top.issuer.hashable, top)
    return top


def _generated(tokens: Iterable[Any]) -> datetime | None:
    """When the first of the time stamp tokens says that it was made."""
    for token in tokens:
        moment: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
        return moment
    return None


def _algorithm(one: EmbeddedPdfSignature) -> str:
    mechanism = one.signer_info["signature_algorithm"]
    return f"{mechanism.signature_algo} {one.md_algorithm}"


def _name(certificate: x509.Certificate) -> str:
    native = certificate.subject.native
    return str(native.get("common_name") or certificate.subject.human_friendly)


def _der_length(content: bytes) -> int:
    """How long the DER value at the beginning is, its header included (X.690 8.1.3)."""
    if content[1] < 0x80:  # noqa: PLR2004 - the short form
        return 2 + content[1]
    size = content[1] & 0x7F
    return 2 + size + int.from_bytes(content[2 : 2 + size])


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what the libraries log about a broken signature off the terminal; the report says it."""
    loggers = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
