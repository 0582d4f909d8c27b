"""Where signatures lie in a PDF's bytes; no library is needed to see that.

A signature is an incremental update (ISO 32000-1 7.5.6): the bytes before it stay as they were.
"""

import re

_BYTE_RANGE = re.compile(
    rb"/ByteRange\s{0,9}\[\s{0,9}0\s{1,9}(\d{1,12})\s{1,9}(\d{1,12})\s{1,9}\d{1,12}\s{0,70}\]"
)
_END = re.compile(rb"startxref\s{1,9}\d{1,12}\s{1,9}%%EOF")
_OBJECT = re.compile(rb"\s{0,9}?(?=\d{1,10} \d{1,5} obj\b)")


def is_signed(pdf: bytes) -> bool:
    """Whether a signature or a document time stamp lies in the file."""
    return _first_signature(pdf) is not None


def unsigned(pdf: bytes) -> bytes:
    """The exact bytes before the first signature; a file without one as it is."""
    at = _first_signature(pdf)
    if at is None:
        return pdf
    ends = [found.end() for found in _END.finditer(pdf, 0, at)]
    start = _OBJECT.match(pdf, ends[-1]) if ends else None
    return pdf[: start.end()] if start else pdf


def _first_signature(pdf: bytes) -> int | None:
    """Where the first ByteRange stands whose gap really is a hexadecimal string."""
    for found in _BYTE_RANGE.finditer(pdf):
        first, second = int(found[1]), int(found[2])
        if pdf[first : first + 1] == b"<" and pdf[second - 1 : second] == b">":
            return found.start()
    return None
