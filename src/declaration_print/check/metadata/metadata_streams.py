"""Metadata streams (ISO 32000-1 14.3.2): found in the file's objects, and read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    StreamObject,
)

from declaration_print.check.document.objects import as_name, decode, entry, identity, raw, resolve
from declaration_print.check.metadata.xmp import BadXmp, XmpPacket, parse
from declaration_print.model.problem import Words

OBJECT_LIMIT = 20_000  # objects looked at; a file with more has its later parts not judged

PARTS_SIZE_LIMIT = 10_000_000  # bytes of their metadata together

_REFERENCE = re.compile(rb"/Metadata\s*\d+\s+\d+\s+R")


@dataclass(frozen=True, slots=True)
class EmbeddedXmp:
    """One metadata stream read: its packet, or why there is none.

    `number` is the stream's object number; None for the document's own.
    """

    stream: StreamObject
    number: int | None
    packet: XmpPacket | None
    broken_because: Words | None


def read_stream(stream: StreamObject, number: int | None = None) -> EmbeddedXmp:
    """The XMP of a metadata stream."""
    return _read(stream, decode(stream), number)


def read_streams_of_parts(
    trailer: DictionaryObject, catalog: DictionaryObject
) -> Iterator[EmbeddedXmp]:
    """The XMP of pages, images and other parts, as far as the bounds allow."""
    room = PARTS_SIZE_LIMIT
    for number, stream in _streams_of_parts(trailer, catalog):
        if room <= 0:
            return
        data = decode(stream)
        room -= PARTS_SIZE_LIMIT if data is None else len(data)
        yield _read(stream, data, number)


def _read(stream: StreamObject, data: bytes | None, number: int | None) -> EmbeddedXmp:
    if data is None:
        return EmbeddedXmp(stream, number, None, _UNDECODED)
    try:
        return EmbeddedXmp(stream, number, parse(data), None)
    except BadXmp as bad:
        return EmbeddedXmp(stream, number, None, bad.words)


_UNDECODED = Words(ja="圧縮を解けません", en="its filters cannot be undone")


def is_metadata(stream: object) -> bool:
    """Whether an object is a stream marked as XMP metadata."""
    found = resolve(stream)
    return (
        isinstance(found, StreamObject)
        and as_name(entry(found, "/Type")) == "Metadata"
        and as_name(entry(found, "/Subtype")) == "XML"
    )


def _streams_of_parts(
    trailer: DictionaryObject, catalog: DictionaryObject
) -> Iterator[tuple[int, StreamObject]]:
    """The metadata streams of pages, images, … with their object numbers, the catalog's left out."""
    if not _may_have_some(trailer):
        return
    seen: set[tuple[int, int]] = {identity(raw(catalog, "/Metadata"))}
    for dictionary in _dictionaries(trailer):
        reference = raw(dictionary, "/Metadata")
        if not isinstance(reference, IndirectObject) or identity(reference) in seen:
            continue
        stream = resolve(reference)
        if is_metadata(stream) and isinstance(stream, StreamObject):
            seen.add(identity(reference))
            yield reference.idnum, stream


def _may_have_some(trailer: DictionaryObject) -> bool:
    """Whether the bytes allow of more than the catalog's; spares most files the walk."""
    root = raw(trailer, "/Root")
    if not isinstance(root, IndirectObject):
        return False
    stream = getattr(root.pdf, "stream", None)
    if not isinstance(stream, BytesIO):
        return True
    data = stream.getvalue()
    return b"/ObjStm" in data or len(_REFERENCE.findall(data)) > 1


def _dictionaries(trailer: DictionaryObject) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached from the trailer, as far as the bound allows."""
    waiting: list[object] = [trailer]
    seen: set[tuple[int, int]] = set()
    for _ in range(OBJECT_LIMIT):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, IndirectObject):
            if identity(value) in seen:
                continue
            seen.add(identity(value))
            value = resolve(value)
        if isinstance(value, DictionaryObject):
            yield value
            inner = [raw(value, key) for key in value]
        elif isinstance(value, ArrayObject):
            inner = list(value)
        else:
            continue
        waiting.extend(one for one in reversed(inner) if _leads_on(one))


def _leads_on(value: object) -> bool:
    return isinstance(value, PdfObject) and isinstance(
        value, IndirectObject | DictionaryObject | ArrayObject
    )
