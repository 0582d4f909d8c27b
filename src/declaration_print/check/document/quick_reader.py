"""pypdf's reader, with a quicker way to the objects of ordinary files.

Most objects are names, numbers, references, arrays and dictionaries, written as the standard has it
(ISO 32000-1 7.3): those are read here, into pypdf's own types. Whatever looks unusual is left to
pypdf, which knows how to mend it.
"""

import re
from collections.abc import Callable
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
    create_string_object,
    read_object,
)

DEPTH_LIMIT = 100  # arrays and dictionaries in one another
COUNT_LIMIT = 100_000  # elements of one of them, as in pypdf
ODD_LIMIT = 5_000  # bytes of a string with escapes in it
LARGE = 50_000  # bytes of a stream that are not copied out of the file to be kept
LENGTH_LIMIT = 75_000_000  # bytes of a stream as it lies in the file, as in pypdf

_END = rb"(?=[\x00\t\n\x0c\r ()<>\[\]/%]|\Z)"
_TOKEN = re.compile(
    rb"""[\x00\t\n\x0c\r ]*(?:
    (?P<name>/[A-Za-z0-9_.+*:@,-]{1,127})END
    |(?P<reference>(\d{1,10})[\x00\t\n\x0c\r ]+(\d{1,5})[\x00\t\n\x0c\r ]+R)END
    |(?P<integer>[+-]?\d{1,18})END
    |(?P<real>[+-]?(?:\d{1,18}\.\d{0,18}|\.\d{1,18}))END
    |(?P<dictionary><<)|(?P<array>\[)|(?P<closed>>>)|(?P<ended>\])
    |(?P<true>true)END|(?P<false>false)END|(?P<null>null)END
    |\((?P<text>[^()\\\r]{0,10000})\)|<(?P<hex>(?:[0-9A-Fa-f]{2}){0,10000})>
    |(?P<odd>[/(<]))""".replace(b"END", _END),
    re.VERBOSE,
)
_HEADER = re.compile(rb"[\x00\t\n\x0c\r ]*(\d{1,10})[\t\n\r ]+(\d{1,5})[\t\n\r ]+obj")
_STREAM = re.compile(rb"[\x00\t\n\x0c\r ]*stream(?:\r\n|\n)")
_END_OF_STREAM = re.compile(rb"[\r\n ]{0,4}endstream")
_NOT_A_STREAM = re.compile(rb"[\x00\t\n\x0c\r ]*endobj")


class _InFile:
    """A stream whose bytes stay where they are in the file until they are asked for."""

    def __init__(self, entries: DictionaryObject, file: bytes, place: tuple[int, int]) -> None:
        self._file, self._place = file, place
        super().__init__()
        assert isinstance(self, StreamObject)
        self.update({key: entries.raw_get(key) for key in entries if key != "/Length"})

    @property
    def _data(self) -> bytes:
        return self._file[slice(*self._place)]

    @_data.setter
    def _data(self, data: bytes) -> None:
        """What pypdf sets as it makes a stream."""


class _LargeEncoded(_InFile, EncodedStreamObject):
    pass


class _LargeDecoded(_InFile, DecodedStreamObject):
    pass


class _Unusual(Exception):
    """Something that is left to pypdf."""


class QuickReader(PdfReader):
    """A reader of a file held in memory.

    An object that no cross-reference names is null (7.3.10); pypdf would search the whole file
    for each of them.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._encryption = None
        self._being_read: set[int] = set()
        self._object_streams: dict[int, tuple[bytes, dict[int, int]]] = {}
        super().__init__(BytesIO(data), strict=False)

    def _handle_encryption(self, password: str | bytes | None) -> None:
        """Encrypted files are refused, so nothing needs to be decrypted, and no library for it."""

    def get_object(self, indirect_reference: int | IndirectObject) -> PdfObject | None:
        """An object by its reference; None when there is none. Raises what pypdf raises."""
        if not isinstance(indirect_reference, IndirectObject):
            return super().get_object(indirect_reference)
        number, generation = indirect_reference.idnum, indirect_reference.generation
        if (generation, number) in self.resolved_objects:
            return self.resolved_objects[generation, number]
        within = self.xref_objStm.get(number) if not generation else None
        at = None if within else self.xref.get(generation, {}).get(number)
        if within is None and at is None:
            return None
        if self._encryption is not None or self.xref_free_entry.get(generation, {}).get(number):
            return super().get_object(indirect_reference)
        try:
            found = self._from_stream(number, within[0]) if within else self._at(at, number)
        except _Unusual:
            return super().get_object(indirect_reference)
        self.cache_indirect_object(generation, number, found)
        return found

    def _at(self, at: int | None, number: int) -> PdfObject:
        header = _HEADER.match(self._data, at) if at and 0 < at < len(self._data) else None
        if header is None or int(header[1]) != number:
            raise _Unusual
        value, end = self._value(self._data, header.end())
        if not isinstance(value, DictionaryObject) or _NOT_A_STREAM.match(self._data, end):
            return value
        if number in self._being_read:  # its own length, perhaps
            raise _Unusual
        self._being_read.add(number)
        try:
            return self._stream(value, end)
        finally:
            self._being_read.remove(number)

    def _stream(self, entries: DictionaryObject, end: int) -> StreamObject:
        start = _STREAM.match(self._data, end)
        length = entries.get("/Length")
        if isinstance(length, IndirectObject):
            length = length.get_object()
        if start is None or not isinstance(length, int) or not 0 <= length <= LENGTH_LIMIT:
            raise _Unusual
        after = start.end() + length
        if not _END_OF_STREAM.match(self._data, after):
            raise _Unusual
        if length > LARGE:
            kind = _LargeEncoded if "/Filter" in entries else _LargeDecoded
            return kind(entries, self._data, (start.end(), after))
        content = {**entries, "__streamdata__": self._data[start.end() : after]}
        return StreamObject.initialize_from_dictionary(content)

    def _from_stream(self, number: int, stream: int) -> PdfObject:
        """An object from an object stream (7.5.7), without reading its neighbours."""
        if stream not in self._object_streams:
            self._object_streams[stream] = self._index(stream)
        data, offsets = self._object_streams[stream]
        if number not in offsets:
            raise _Unusual
        return self._value(data, offsets[number])[0]

    def _index(self, stream: int) -> tuple[bytes, dict[int, int]]:
        """An object stream's content, and where in it each object lies."""
        if stream in self.xref_objStm:  # or it may be within itself
            raise _Unusual
        holder = IndirectObject(stream, 0, self).get_object()
        if not isinstance(holder, StreamObject) or holder.get("/Type") != "/ObjStm":
            raise _Unusual
        count, first = holder.get("/N"), holder.get("/First")
        if not isinstance(count, int) or not isinstance(first, int) or first < 0:
            raise _Unusual
        data = holder.get_data()
        try:
            figures = [int(figure) for figure in data[:first].split()]
        except ValueError:
            raise _Unusual from None
        offsets = {
            number: first + offset
            for number, offset in zip(figures[::2], figures[1::2], strict=False)
        }
        in_order = figures[1::2] == sorted(set(figures[1::2]))
        if len(figures) != 2 * count or len(offsets) != count or not in_order:
            raise _Unusual
        if any(figure < 0 for figure in figures):
            raise _Unusual
        return data, offsets

    def _value(self, data: bytes, at: int) -> tuple[PdfObject, int]:
        """The object that begins at an offset, and where it ends."""
        open_ones: list[tuple[str, list[PdfObject]]] = []
        while match := _TOKEN.match(data, at):
            at = match.end()
            kind = match.lastgroup or ""
            if kind in {"dictionary", "array"}:
                open_ones.append((kind, []))
                if len(open_ones) > DEPTH_LIMIT:
                    break
                continue
            if kind in {"closed", "ended"}:
                if not open_ones or (open_ones[-1][0] == "array") != (kind == "ended"):
                    break
                value = _closed(*open_ones.pop())
            elif kind == "odd":
                value, at = self._odd(data, at - 1)
            else:
                value = self._atom(kind, match)
            if not open_ones:
                return value, at
            open_ones[-1][1].append(value)
        raise _Unusual

    def _odd(self, data: bytes, at: int) -> tuple[PdfObject, int]:
        """A name or a string with something in it that needs to be interpreted."""
        piece = BytesIO(data[at : at + ODD_LIMIT])
        try:
            value = read_object(piece, self)
        except PyPdfError as error:
            raise _Unusual from error
        if piece.tell() >= ODD_LIMIT:
            raise _Unusual
        return value, at + piece.tell()

    def _atom(self, kind: str, match: re.Match[bytes]) -> PdfObject:
        if kind == "reference":
            return IndirectObject(int(match[3]), int(match[4]), self)
        return _ATOMS[kind](match[kind])


_ATOMS: dict[str, Callable[[bytes], PdfObject]] = {
    "name": lambda written: NameObject(written.decode("ascii")),
    "integer": lambda written: NumberObject(int(written)),
    "real": FloatObject,
    "text": create_string_object,
    "hex": lambda written: create_string_object(bytes.fromhex(written.decode("ascii"))),
    "true": lambda _: BooleanObject(value=True),
    "false": lambda _: BooleanObject(value=False),
    "null": lambda _: NullObject(),
}


def _closed(kind: str, values: list[PdfObject]) -> PdfObject:
    if len(values) > COUNT_LIMIT:
        raise _Unusual
    if kind == "array":
        return ArrayObject(values)
    keys = values[::2]
    if len(values) % 2 or not all(isinstance(key, NameObject) for key in keys):
        raise _Unusual
    if len(set(keys)) != len(keys):
        raise _Unusual
    found = DictionaryObject()
    dict.update(found, zip(keys, values[1::2], strict=True))
    return found
