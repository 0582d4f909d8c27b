"""Looks into the samples of an image, in bounded steps (ISO 32000-1 8.9.5, 7.4)."""

from collections.abc import Iterator

from pypdf.generic import StreamObject

from declaration_print.check.document import objects
from declaration_print.check.document.objects import as_array, as_name, as_number, entry
from declaration_print.check.drawing import photographs
from declaration_print.check.drawing.colour_spaces import Colour, inks_of
from declaration_print.check.drawing.painted import DrawnImage

SAMPLE_LIMIT = 10_000  # pixels looked at, spread over the image
BYTE_LIMIT = 40_000_000  # of an image taken apart at all
_PHOTOGRAPHS = {"DCTDecode", "DCT", "JPXDecode"}
_CODECS = _PHOTOGRAPHS | {"JBIG2Decode", "CCITTFaxDecode", "CCF"}


def is_plain(image: DrawnImage) -> bool:
    """Whether all samples are alike: a coloured area, for which any resolution will do."""
    data = _samples(image.stream)
    return data is not None and data == data[:1] * len(data)


class Unread(Exception):
    """The samples of an image cannot be looked into."""


def heaviest_ink(image: DrawnImage) -> float | None:
    """The largest sum of inks (1 for each full one) among the pixels looked at.

    None where it is not said in inks, or is of one ink only.

    Raises:
        Unread: the samples are too many, not of eight bits, or compressed in a way not known here.
    """
    count = image.space.components
    if image.is_bilevel or (count == 1 and image.space.name != "Indexed"):
        return None
    if count and inks_of(Colour(image.space, (0.0,) * count)) is None:
        return None
    data = None
    if image.stream is not None and count:
        data = _photograph(image.stream, count)
        if data is None and entry(image.stream, "/BitsPerComponent") == 8:  # noqa: PLR2004 - bytes
            data = _samples(image.stream)
    if not data:
        raise Unread
    return max(map(sum, _inks(image, data, count)), default=None)


def _photograph(stream: StreamObject, components: int) -> bytes | None:
    if not _filters(stream) & _PHOTOGRAPHS:
        return None
    data = objects.decode(stream)  # any other filters before it undone
    return photographs.samples(data, components) if data else None


def _inks(image: DrawnImage, data: bytes, count: int) -> Iterator[list[float]]:
    pixels = len(data) // count
    step = max(1, pixels // SAMPLE_LIMIT)
    decode = [as_number(value) for value in as_array(entry(image.stream, "/Decode"))]
    is_indexed = image.space.name == "Indexed"
    inverted = not is_indexed and decode[:2] == [1.0, 0.0]
    seen = {data[index * count : index * count + count] for index in range(0, pixels, step)}
    for pixel in seen:
        values = [float(byte) if is_indexed else byte / 255 for byte in pixel]
        if inverted:
            values = [1 - value for value in values]
        inks = inks_of(Colour(image.space, tuple(values)))
        yield list((inks or {}).values())


def _samples(stream: StreamObject | None) -> bytes | None:
    """The decoded samples; None where they are not kept as plain bytes, or are too many."""
    if stream is None:
        return None
    pixels = (as_number(entry(stream, "/Width")) or 0) * (as_number(entry(stream, "/Height")) or 0)
    if _filters(stream) & _CODECS or pixels > BYTE_LIMIT:
        return None
    return objects.decode(stream)


def _filters(stream: StreamObject) -> set[str | None]:
    filters = entry(stream, "/Filter")
    return {as_name(filters)} if as_name(filters) else {as_name(f) for f in as_array(filters)}
