"""What signing is asked for: the key, how long the signature shall prove itself, the seal."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from declaration_print.model.problem import BadInput, Problem, Words


class Level(StrEnum):
    """The PAdES baseline levels (ETSI EN 319 142-1, clause 6), each holding the one before."""

    B_B = "B-B"  # who signed
    B_T = "B-T"  # and, by a time stamp, when
    B_LT = "B-LT"  # and all certificates and revocation lists to prove it without a network
    B_LTA = "B-LTA"  # and an archive time stamp over all of it, to be renewed

    @property
    def stamps_time(self) -> bool:
        """Whether a time stamp authority is asked."""
        return self is not Level.B_B

    @property
    def keeps_validation_data(self) -> bool:
        """Whether the file carries what validating it takes."""
        return self in {Level.B_LT, Level.B_LTA}


@dataclass(frozen=True, slots=True)
class Pkcs12:
    """A key and its certificates in a file (.p12, .pfx; RFC 7292)."""

    path: Path
    passphrase: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Pkcs11:
    """A key that never leaves its token: the token maker's library, the names on the token."""

    module: Path
    token: str
    certificate: str
    key: str
    pin: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class TimeStampAuthority:
    """Where RFC 3161 time stamps come from."""

    url: str
    timeout_seconds: int = 20


@dataclass(frozen=True, slots=True)
class Trust:
    """Certificates (PEM or DER, PEM files may hold several), CRLs and OCSP responses (DER).

    `fetch` lets CRLs and OCSP responses be asked for at the addresses that certificates name.
    """

    roots: tuple[bytes, ...] = ()
    intermediates: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()
    fetch: bool = False


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal to be seen: its picture (SVG), where it stands on the page in mm, and its words.

    `page` counts from 1, from the end when negative; `left` and `top` from the page's corner.
    The height follows the picture's own proportions. `words` are read to who cannot see it.
    """

    svg: bytes = field(repr=False)
    words: str
    left: float
    top: float
    width: float
    page: int = 1


@dataclass(frozen=True, slots=True)
class SealWish:
    """A seal whose place is still to be found: its picture (SVG), its width in mm (None: as suits).

    `at` asks for a place: left and top in mm from the corner of the last page.
    """

    svg: bytes = field(repr=False)
    width: float | None = None
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One signature as it is wished for. `moment` is the signer's own word about the time."""

    level: Level
    moment: datetime
    trust: Trust = Trust()
    reason: str = ""
    place: str = ""
    seal: Seal | None = None


def refused(code: str, ja: str, en: str) -> BadInput:
    """One problem of signing or of reading a signature."""
    return BadInput([Problem(f"signature/{code}", Words(ja=ja, en=en))])
