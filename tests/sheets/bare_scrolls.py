"""The smallest scrolls: one page, a few shapes."""

from io import BytesIO

import pypdf
from pypdf.generic import DecodedStreamObject, NameObject

MM = 72 / 25.4


def bare(content, width, height, unit=1, pages=1):
    """The smallest PDF with this content; sizes in mm."""
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(width * MM / unit, height * MM / unit)
        stream = DecodedStreamObject()
        stream.set_data(content)
        page[NameObject("/Contents")] = writer._add_object(stream)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def bars(*extents, length, height=200.0):
    """A scroll of black bars, each from so many mm to so many from the right end."""
    drawn = "".join(
        f"{(length - end) * MM:.4f} {60 * MM:.4f} {(end - begin) * MM:.4f} {80 * MM:.4f} re f\n"
        for begin, end in extents
    )
    return bare(drawn.encode(), length, height)
