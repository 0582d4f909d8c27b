"""What a deposit holds, as values: editions with their reports, and files by their places."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from declaration_print.model.finishing import Credentials
from declaration_print.model.moments import iso_utc


@dataclass(frozen=True, slots=True)
class Signing:
    """How a PDF was signed, and what it was before: its first `unsigned_length` bytes."""

    level: str  # PAdES: B-B, B-T, B-LT, B-LTA
    signer: str
    unsigned_sha256: str
    unsigned_length: int


def signature_record(name: str) -> str:
    """Where it is told how an edition was signed."""
    return f"data/build/{name}.signature.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """One edition that is kept. `sources` are the places of the files it was made from.

    `size` is its page in mm; `judged_by` are the profiles that it was checked by.
    """

    name: str  # `scroll-vertical-297mm`
    content: bytes = field(repr=False)
    flavour: str  # of PDF/A: `3a`
    claims: tuple[str, ...]
    pages: int
    size: tuple[float, float]
    judged_by: tuple[str, ...]
    warnings: int
    sources: tuple[str, ...]
    signing: Signing | None = None

    @property
    def place(self) -> str:
        """Where it stands in the bag."""
        return f"data/pdf/{self.name}.pdf"


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything that goes into one deposit.

    `files` are the payload besides the PDFs and the records, by place (`data/…`); `tool` and
    `version` name the software, `moment` is the date that all of it bears.
    """

    slug: str
    credentials: Credentials
    moment: datetime
    tool: str
    version: str
    declaration: str  # the place of the YAML
    editions: Sequence[Kept]
    files: Mapping[str, bytes] = field(repr=False)

    @property
    def name(self) -> str:
        """What the deposit's folder is called."""
        return f"{self.slug}-deposit"

    @property
    def day(self) -> str:
        """The date that the deposit bears, as ISO 8601 (YYYY-MM-DD)."""
        return self.moment.astimezone(UTC).date().isoformat()

    @property
    def instant(self) -> str:
        """The moment that the deposit bears, as ISO 8601 in UTC."""
        return iso_utc(self.moment)

    @property
    def organisations(self) -> tuple[str, ...]:
        """Who publishes the declaration, or else who issued it."""
        return self.credentials.publishers or self.credentials.creators

    @property
    def identifier(self) -> str:
        """That of the declaration; without one, its YAML named by its SHA-256 (RFC 6920)."""
        digest = base64.urlsafe_b64encode(bytes.fromhex(self.credentials.source_sha256))
        return self.credentials.identifier or f"ni:///sha-256;{digest.decode().rstrip('=')}"
