"""What a file says about itself: Info, XMP, and the standards it claims."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property

from pypdf.generic import DictionaryObject, StreamObject

from declaration_print.check.document.objects import (
    as_dictionary,
    as_stream,
    as_text,
    entries,
    entry,
)
from declaration_print.check.metadata import xmp
from declaration_print.check.metadata.metadata_streams import (
    EmbeddedXmp,
    read_stream,
    read_streams_of_parts,
)
from declaration_print.check.metadata.xmp import XmpPacket
from declaration_print.check.metadata.xmp_rdf import Form

INTEGER = re.compile(r"[+-]?0*[0-9]{1,9}")
PDF_DATE = re.compile(
    r"D:(?P<year>\d{4})(?P<month>\d\d)?(?P<day>\d\d)?(?P<hour>\d\d)?(?P<minute>\d\d)?"
    r"(?P<second>\d\d)?(?P<fraction>)(?:(?P<zone>[Z+-])(?:(?P<zh>\d\d)(?:'(?P<zm>\d\d)?)?)?)?(?:(?<!')')?$",
    re.ASCII,
)
XMP_DATE = re.compile(
    r"(?P<year>\d{1,4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2})"
    r"(?:T(?P<hour>\d{1,2})(?::(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:\.(?P<fraction>\d+))?)?)?"
    r"(?P<zone>[Z+-])?(?:(?P<zh>\d{1,4})(?::(?P<zm>\d{1,2}))?)?)?)?)?$",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A standard the XMP claims; `name` is a profile's name when it is a known one."""

    name: str
    part: str
    conformance: str


class Metadata:
    """Info and XMP of one file, read when first asked for."""

    def __init__(self, trailer: DictionaryObject, catalog: DictionaryObject) -> None:
        self._trailer = trailer
        self._catalog = catalog

    @cached_property
    def info_dictionary(self) -> DictionaryObject | None:
        """The Info dictionary (ISO 32000-1 14.3.3)."""
        return as_dictionary(entry(self._trailer, "/Info"))

    @cached_property
    def info(self) -> Mapping[str, str]:
        """The text entries of the Info dictionary."""
        texts = ((key, as_text(value)) for key, value in entries(self.info_dictionary))
        return {key: text for key, text in texts if text is not None}

    @cached_property
    def stream(self) -> StreamObject | None:
        """The catalog's metadata stream."""
        return as_stream(entry(self._catalog, "/Metadata"))

    @cached_property
    def main(self) -> EmbeddedXmp | None:
        """The document's packet, read; None without a stream."""
        return read_stream(self.stream) if self.stream is not None else None

    @cached_property
    def of_parts(self) -> tuple[EmbeddedXmp, ...]:
        """The packets of pages, images and other parts, read."""
        return tuple(read_streams_of_parts(self._trailer, self._catalog))

    @property
    def packet(self) -> XmpPacket | None:
        """The document's XMP; None when absent or unusable."""
        return self.main.packet if self.main else None

    def text(self, namespace: str, name: str) -> str | None:
        """An XMP property's text; None when there is none."""
        return self.packet.text(namespace, name) if self.packet else None

    def exact_text(self, namespace: str, name: str) -> str | None:
        """A simple XMP property's text as it stands; None when there is none."""
        found = self.packet.get(namespace, name) if self.packet else None
        return found.value if found is not None and found.form is Form.SIMPLE else None

    @cached_property
    def pdfa(self) -> Claim | None:
        """The PDF/A part and conformance level claimed."""
        part = _part(self.text(xmp.PDFA_ID, "part"))
        if part is None:
            return None
        level = (self.exact_text(xmp.PDFA_ID, "conformance") or "").strip()
        return Claim(f"pdfa-{part}{level.lower()}", part, level)

    @cached_property
    def pdfua(self) -> Claim | None:
        """The PDF/UA part claimed."""
        part = _part(self.text(xmp.PDFUA_ID, "part"))
        return Claim(f"pdfua-{part}", part, "") if part is not None else None

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims as profile names, e.g. ("pdfa-2a", "pdfua-1")."""
        return tuple(claim.name for claim in (self.pdfa, self.pdfua) if claim)

    @cached_property
    def language(self) -> str | None:
        """The document's language (ISO 32000-1 14.9.2)."""
        return as_text(entry(self._catalog, "/Lang"))

    @cached_property
    def summary(self) -> Mapping[str, str | list[str]]:
        """What people ask for, by key: Info entries, then XMP properties with their prefix."""
        found: dict[str, str | list[str]] = dict(self.info)
        if self.language is not None:
            found["Lang"] = self.language
        for node in self.packet.properties if self.packet else ():
            if node.namespace in xmp.PREFIXES:
                several = len(node.texts) > 1 and not node.is_language_alternative
                shown = node.texts if several else node.text
                found[f"{xmp.PREFIXES[node.namespace]}:{node.name}"] = shown
        return found


def whole_number(text: str | None) -> int | None:
    """A whole number as XMP writes it, else None."""
    return int(text) if text is not None and INTEGER.fullmatch(text) else None


def _part(text: str | None) -> str | None:
    """The part of a standard: `02` is 2; what is no number stays as it is."""
    number = whole_number(text)
    return text if number is None else str(number)


def instant(text: str) -> datetime | None:
    """A PDF date (D:YYYYMMDD…) or an XMP date as an instant; None when it is neither.

    Parts left out count as their first; no zone counts as UTC (ISO 32000-1 7.9.4).
    """
    match = PDF_DATE.match(text.strip()) or XMP_DATE.match(text.strip())
    if match is None:
        return None
    offset = timedelta(hours=int(match["zh"] or 0), minutes=int(match["zm"] or 0))
    sign = -1 if match["zone"] == "-" else 1
    try:
        return datetime(
            int(match["year"]),
            int(match["month"] or 1),
            int(match["day"] or 1),
            int(match["hour"] or 0),
            int(match["minute"] or 0),
            int(match["second"] or 0),
            int((match["fraction"] or "").ljust(3, "0")[:3]) * 1000,
            tzinfo=timezone(sign * offset) if offset else UTC,
        )
    except ValueError:
        return None
