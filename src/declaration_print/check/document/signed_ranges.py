"""Whether the last bytes of a file are a signature's own, so that nobody but a signer added to it."""

from collections.abc import Iterator

from pypdf.generic import DictionaryObject

from declaration_print.check.document.objects import (
    as_array,
    as_dictionary,
    as_name,
    as_number,
    entry,
)

_DEPTH = 20  # levels of form fields


def signed_to_the_end(data: bytes, catalog: DictionaryObject) -> bool:
    """Whether a signature spans the file, or is followed by what proves it alone.

    ISO 32000-1 12.8.1 (ByteRange), ISO 32000-2 12.8.4.3 (DSS). That the signature is valid is asked
    by whoever has a library for it.
    """
    ranges = list(_ranges(catalog))
    if not ranges or not all(_leaves_out_its_value(data, one) for one in ranges):
        return False
    ends = max(one[2] + one[3] for one in ranges)
    return ends == len(data) or (ends < len(data) and entry(catalog, "/DSS") is not None)


def _ranges(catalog: DictionaryObject) -> Iterator[list[int]]:
    form = as_dictionary(entry(catalog, "/AcroForm"))
    waiting = [(field, 0) for field in as_array(entry(form, "/Fields"))]
    while waiting:
        found, depth = waiting.pop()
        field = as_dictionary(found)
        if depth < _DEPTH:
            waiting += [(kid, depth + 1) for kid in as_array(entry(field, "/Kids"))]
        if as_name(entry(field, "/FT")) == "Sig":
            value = as_dictionary(entry(field, "/V"))
            numbers = [as_number(one) for one in as_array(entry(value, "/ByteRange"))]
            if numbers:
                yield [int(number or 0) for number in numbers]


def _leaves_out_its_value(data: bytes, numbers: list[int]) -> bool:
    """Two stretches from the first byte on, with nothing between but the hexadecimal value."""
    if len(numbers) != 4 or numbers[0] != 0 or min(numbers) < 0:  # noqa: PLR2004 - two stretches
        return False
    value = data[numbers[1] : numbers[2]]
    return value[:1] == b"<" and value[-1:] == b">"
