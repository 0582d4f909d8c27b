"""What a file says about itself: Info, XMP, and the standards it claims."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property

from pypdf.generic import DictionaryObject, StreamObject

from declaration_print.check import xmp
from declaration_print.check.objects import (
    as_dictionary,
    as_stream,
    as_text,
    decode,
    entries,
    entry,
)
from declaration_print.check.xmp import BadXmp, XmpPacket

PDF_DATE = re.compile(
    r"D:(?P<year>\d{4})(?P<month>\d\d)?(?P<day>\d\d)?(?P<hour>\d\d)?(?P<minute>\d\d)?"
    r"(?P<second>\d\d)?(?:(?P<zone>[Z+-])(?:(?P<zh>\d\d)'?(?P<zm>\d\d)?'?)?)?$"
)
XMP_DATE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>\d\d):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:\.\d+)?)?(?:(?P<zone>[Z+-])(?:(?P<zh>\d\d):(?P<zm>\d\d))?)?)?)?)?$"
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
    def info(self) -> Mapping[str, str]:
        """The text entries of the Info dictionary (ISO 32000-1 14.3.3)."""
        dictionary = as_dictionary(entry(self._trailer, "/Info"))
        texts = ((key, as_text(value)) for key, value in entries(dictionary))
        return {key: text for key, text in texts if text is not None}

    @cached_property
    def stream(self) -> StreamObject | None:
        """The catalog's metadata stream."""
        return as_stream(entry(self._catalog, "/Metadata"))

    @cached_property
    def _packet_or_reason(self) -> XmpPacket | str:
        if self.stream is None:
            return "absent"
        data = decode(self.stream)
        if data is None:
            return "its filters cannot be undone"
        try:
            return xmp.parse(data)
        except BadXmp as bad:
            return str(bad)

    @property
    def packet(self) -> XmpPacket | None:
        """The parsed XMP; None when absent or unusable."""
        found = self._packet_or_reason
        return found if isinstance(found, XmpPacket) else None

    @property
    def broken_because(self) -> str | None:
        """Why the XMP that is there cannot be used."""
        found = self._packet_or_reason
        return found if isinstance(found, str) and self.stream is not None else None

    def text(self, namespace: str, name: str) -> str | None:
        """An XMP property's text; None when there is none."""
        return self.packet.text(namespace, name) if self.packet else None

    @cached_property
    def pdfa(self) -> Claim | None:
        """The PDF/A part and conformance level claimed."""
        part = self.text(xmp.PDFA_ID, "part")
        if part is None:
            return None
        level = self.text(xmp.PDFA_ID, "conformance") or ""
        return Claim(f"pdfa-{part}{level.lower()}", part, level)

    @cached_property
    def pdfua(self) -> Claim | None:
        """The PDF/UA part claimed."""
        part = self.text(xmp.PDFUA_ID, "part")
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
        for (namespace, name), value in (self.packet.properties if self.packet else {}).items():
            if namespace in xmp.PREFIXES:
                several = len(value.items) > 1 and not value.is_alternative
                shown = value.texts if several else value.text
                found[f"{xmp.PREFIXES[namespace]}:{name}"] = shown
        return found


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
            tzinfo=timezone(sign * offset) if offset else UTC,
        )
    except ValueError:
        return None
