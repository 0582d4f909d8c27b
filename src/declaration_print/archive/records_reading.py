"""premis.xml and the check reports of a deposit, read back: what they say that the files are.

Entities are refused, so that no record can swell or reach for other files.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from declaration_print.archive.xml_writing import DECLARED, name

LARGEST_RECORD = 20_000_000

Fixity = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What PREMIS says of one file: its digests by algorithm (`sha256`) and its size in bytes."""

    digests: Mapping[str, str]
    size: int


class BadRecord(Exception):
    """A record that cannot be read."""


def recorded(content: bytes) -> dict[str, Recorded]:
    """The files that a PREMIS record describes, by place. Raises BadRecord."""
    objects = _parsed(content).findall(name("premis:object"))
    found: dict[str, Recorded] = {}
    for described in objects:
        traits = described.find(name("premis:objectCharacteristics"))
        identifier = described.find(name("premis:objectIdentifier"))
        if traits is None or identifier is None:
            continue
        digests = {
            _text(fixity, "premis:messageDigestAlgorithm").replace("SHA-", "sha"): _text(
                fixity, "premis:messageDigest"
            )
            for fixity in traits.findall(name("premis:fixity"))
        }
        size = _text(traits, "premis:size")
        place = _text(identifier, "premis:objectIdentifierValue")
        found[place] = Recorded(digests, int(size) if size.isascii() and size.isdigit() else -1)
    return found


def verdicts(report: bytes) -> tuple[str, ...]:
    """The verdict of each file of a report in JSON. Raises BadRecord."""
    if len(report) > LARGEST_RECORD:
        raise BadRecord("too large")
    try:
        return tuple(str(file["verdict"]) for file in json.loads(report)["files"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadRecord(str(error)) from error


def _parsed(content: bytes) -> ET.Element:
    if len(content) > LARGEST_RECORD:
        raise BadRecord("too large")
    # In another encoding a document type could hide; without one there are no entities.
    if not content.startswith(DECLARED) or b"<!DOCTYPE" in content:
        raise BadRecord("it is no UTF-8, or declares a document type")
    try:
        return ET.fromstring(content)  # noqa: S314 - without a document type there is no entity
    except (ET.ParseError, ValueError) as error:
        raise BadRecord(str(error)) from error


def _text(parent: ET.Element, prefixed: str) -> str:
    return parent.findtext(name(prefixed)) or ""
