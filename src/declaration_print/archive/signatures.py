"""PAdES signatures of a deposit's PDFs (ETSI EN 319 142-1), for whoever calls this room.

    from declaration_print.archive.signatures import (
        Level, Pkcs11, Pkcs12, Seal, TimeStampAuthority, Trust, is_signed, sign, signatures, unsigned)

    signed = sign(pdf, Pkcs12(Path("key.p12"), "passphrase"), level=Level.B_T,
                  moment=now, authority=TimeStampAuthority("http://tsa.example/"))
    assert unsigned(signed) == pdf          # no library needed; sha256 of it is the unsigned hash
    for one in signatures(signed, roots=(pem,)):
        one.unbroken, one.trusted, one.words.en, one.level, one.signer

`moment` (with a zone) is the clock of whoever signs: this room has none. A signature by RSA at level B-B comes
out the same again; with ECDSA or a time stamp no two are alike. Every failure is a BadInput.
A first signature certifies the file (DocMDP, P 1): nothing may be changed after it, besides
what later levels add (ISO 32000-2 12.8.2.2). Without the extra `[sign]`, `sign` and `signatures` say so;
`is_signed` and `unsigned` always work.
"""

import importlib.util
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from declaration_print.archive.seal_picture import drawn
from declaration_print.archive.seal_place import placed as seal_placed
from declaration_print.archive.signature_bytes import is_signed, unsigned
from declaration_print.archive.signature_report import Appended, Kind, SignatureReport
from declaration_print.archive.signature_values import (
    Level,
    Pkcs11,
    Pkcs12,
    Seal,
    SealWish,
    TimeStampAuthority,
    Trust,
    Wanted,
    refused,
)

__all__ = [
    "Appended",
    "Kind",
    "Level",
    "Pkcs11",
    "Pkcs12",
    "Seal",
    "SealWish",
    "SignatureReport",
    "TimeStampAuthority",
    "Trust",
    "demand_ready",
    "is_signed",
    "seal_placed",
    "sign",
    "signatures",
    "unsigned",
]


def sign(  # noqa: PLR0913 - what a signature says, each by its name
    pdf: bytes,
    signer: Pkcs12 | Pkcs11,
    *,
    level: Level = Level.B_B,
    moment: datetime,
    authority: TimeStampAuthority | Any = None,  # noqa: ANN401 - or any pyHanko TimeStamper
    trust: Trust = Trust(),  # noqa: B008 - frozen
    reason: str = "",
    place: str = "",
    seal: Seal | None = None,
) -> bytes:
    """The PDF with one signature appended; its own bytes stay as they are.

    Raises:
        BadInput: key, certificate, time stamp, trust or PDF are not fit for it, and why.
    """
    _demand_pyhanko()
    from declaration_print.archive import signing  # noqa: PLC0415 - needs the extra

    wanted = Wanted(level, moment, trust, reason, place, seal)
    return signing.signed(pdf, signer, wanted, authority)


def demand_ready(  # noqa: PLR0913 - as `sign`
    signer: Pkcs12 | Pkcs11,
    *,
    level: Level,
    moment: datetime,
    authority: TimeStampAuthority | Any = None,  # noqa: ANN401 - as `sign`
    trust: Trust = Trust(),  # noqa: B008 - frozen
    seal: SealWish | None = None,
) -> None:
    """Raise BadInput for a key, trust or seal that cannot serve, before anything is made to sign."""
    _demand_pyhanko()
    from declaration_print.archive import signing  # noqa: PLC0415 - needs the extra

    if seal is not None:
        drawn(seal.svg)
    signing.demand_ready(signer, Wanted(level, moment, trust), authority)


def signatures(
    pdf: bytes, roots: Iterable[bytes] = (), moment: datetime | None = None
) -> tuple[SignatureReport, ...]:
    """What each signature and document time stamp proves, oldest first; nothing is fetched.

    `roots` are certificates (PEM, DER) that the reader trusts. Certificates are judged at `moment`,
    or when each signature was made, by its time stamp if it has one. A file without a signature
    gives none; one whose signature can no longer be read gives a report that is not `unbroken`.
    """
    _demand_pyhanko()
    from declaration_print.archive import validating  # noqa: PLC0415 - needs the extra

    return validating.reports(pdf, tuple(roots), moment)


def _demand_pyhanko() -> None:
    if importlib.util.find_spec("pyhanko") is None:
        raise refused(
            "not-installed",
            ja="署名には pyHanko が必要です。pip install 'declaration-print[sign]' で入れてください。",
            en="signatures need pyHanko; install it with pip install 'declaration-print[sign]'",
        )
