"""Looks into the samples of an image, in bounded steps (ISO 32000-1 8.9.5, 7.4)."""

from collections.abc import Iterator

from pypdf.generic import StreamObject

from declaration_print.check.document import objects
from declaration_print.check.document.objects import as_array, as_name, as_number, entry
from declaration_print.check.drawing.colour_spaces import Colour, inks_of
from declaration_print.check.drawing.painted import DrawnImage

SAMPLE_LIMIT = 10_000  # pixels looked at, spread over the image
BYTE_LIMIT = 40_000_000  # of an image taken apart at all
_CODECS = {"DCTDecode", "DCT", "JPXDecode", "JBIG2Decode", "CCITTFaxDecode", "CCF"}


def is_plain(image: DrawnImage) -> bool:
    """Whether all samples are alike: a coloured area, for which any resolution will do."""
    data = _samples(image.stream)
    return data is not None and data == data[:1] * len(data)


def heaviest_ink(image: DrawnImage) -> float | None:
    """The largest sum of inks (1 for each full one) among the pixels looked at; None if unknown."""
    if image.stream is None or entry(image.stream, "/BitsPerComponent") != 8:  # noqa: PLR2004 - bytes
        return None
    count = image.space.components
    data = _samples(image.stream)
    if not data or not count or inks_of(Colour(image.space, (0.0,) * count)) is None:
        return None
    return max(map(sum, _inks(image, data, count)), default=None)


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
    filters = entry(stream, "/Filter")
    names = {as_name(filters)} if as_name(filters) else {as_name(f) for f in as_array(filters)}
    if names & _CODECS or pixels > BYTE_LIMIT:
        return None
    return objects.decode(stream)
