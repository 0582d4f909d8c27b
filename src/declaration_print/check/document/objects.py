"""Reading pypdf's objects without trusting them: a wrong type or a broken reference is None.

A file may put anything anywhere; callers ask for the type they need and handle None.
"""

from collections.abc import Iterator
from math import isfinite

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
)

DECODED_LIMIT = 75_000_000  # bytes of one stream; pypdf keeps the same bound while inflating
KEPT_LIMIT = 1_000_000  # decoded bytes of a stream that pypdf may hold until the end
REFERENCE_CHAIN_LIMIT = 32
_UNDECODABLE = "_undecodable"


def resolve(value: object) -> object:
    """The object behind any chain of references; None where it cannot be read."""
    for _ in range(REFERENCE_CHAIN_LIMIT):
        if not isinstance(value, IndirectObject):
            return value
        try:
            value = value.get_object()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - pypdf raises whatever a broken object provokes
            return None
    return None


def entry(dictionary: DictionaryObject | None, key: str) -> object:
    """The resolved value of a key such as `/Font`; None when absent or broken."""
    return None if dictionary is None else resolve(raw(dictionary, key))


def raw(dictionary: DictionaryObject, key: str) -> object:
    """The value of a key as it is written, a reference unresolved; None when absent."""
    return dictionary.raw_get(key) if key in dictionary else None


def as_dictionary(value: object) -> DictionaryObject | None:
    """A dictionary (a stream counts as one), or None."""
    value = resolve(value)
    return value if isinstance(value, DictionaryObject) else None


def as_stream(value: object) -> StreamObject | None:
    """A stream, or None."""
    value = resolve(value)
    return value if isinstance(value, StreamObject) else None


def as_array(value: object) -> list[object]:
    """The resolved elements of an array; empty when it is none."""
    value = resolve(value)
    return [resolve(element) for element in value] if isinstance(value, ArrayObject) else []


def as_name(value: object) -> str | None:
    """A name without its slash, or None."""
    value = resolve(value)
    return str(value)[1:] if isinstance(value, NameObject) else None


def as_number(value: object) -> float | None:
    """A finite number, or None."""
    value = resolve(value)
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    try:
        number = float(value)
    except OverflowError:  # an integer of hundreds of digits
        return None
    return number if isfinite(number) else None


def as_text(value: object) -> str | None:
    """A text string (ISO 32000-1 7.9.2.2), or None."""
    value = resolve(value)
    if isinstance(value, NameObject):
        return None
    if isinstance(value, bytes):
        return value.decode("latin-1")
    return str(value) if isinstance(value, str) else None


def as_bytes(value: object) -> bytes | None:
    """A string's bytes as they are in the file, also where pypdf took them for text; or None."""
    value = resolve(value)
    if isinstance(value, bytes):
        return value
    original = getattr(value, "original_bytes", None)
    return original if isinstance(original, bytes) else None


def is_true(value: object) -> bool:
    """Whether a boolean object says true."""
    value = resolve(value)
    return bool(getattr(value, "value", value is True)) and type(value).__name__ in {
        "BooleanObject",
        "bool",
    }


def decode(stream: StreamObject | None) -> bytes | None:
    """A stream's decoded bytes; None when there is no stream or its filters fail."""
    if stream is None or hasattr(stream, _UNDECODABLE):
        return None
    try:
        data = stream.get_data()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - pypdf raises whatever a broken filter provokes
        setattr(stream, _UNDECODABLE, True)  # to inflate 75 MB in vain takes half a second
        return None
    if isinstance(data, bytes) and len(data) > KEPT_LIMIT and hasattr(stream, "decoded_self"):
        stream.decoded_self = None
    return data if isinstance(data, bytes) and len(data) <= DECODED_LIMIT else None


def identity(value: object) -> tuple[int, int]:
    """What tells one object from another: its object number, or its address when it is direct."""
    if isinstance(value, IndirectObject):
        return (value.idnum, value.generation)
    return (-1, id(value))


def entries(dictionary: DictionaryObject | None) -> Iterator[tuple[str, object]]:
    """The keys, without slash, and raw (unresolved) values of a dictionary."""
    for key in dictionary or ():
        assert dictionary is not None
        yield str(key)[1:], dictionary.raw_get(key)


def catalog_of(reader: PdfReader) -> DictionaryObject | None:
    """The document catalog, or None when the trailer leads to none."""
    try:
        return as_dictionary(reader.root_object)
    except Exception:  # noqa: BLE001 - pypdf raises whatever a broken trailer provokes
        return None
