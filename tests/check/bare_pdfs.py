"""PDFs put together from their objects, as small as they can be or as large as they claim to be."""

import zlib

GIGABYTE = 1_000_000_000


def assembled(objects, *, size=None, trailer=b"", version=b"1.7"):
    """A PDF file from its objects, numbered from 1, with a right cross-reference table."""
    out = bytearray(b"%PDF-" + version + b"\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\n" % (size or len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(data, entries=b""):
    """A stream object."""
    return b"<< /Length %d %s >> stream\n" % (len(data), entries) + data + b"\nendstream"


def one_page(contents, *more, resources=b"", catalog=b""):
    """A file of one page: object 4 is its content, what follows starts at object 5."""
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R "
            b"/Resources << %s >> >>" % resources,
            contents,
            *more,
        ]
    )


FONT = b"/Font << /F 5 0 R >>"
SHOWS_TEXT = stream(b"BT /F 9 Tf 9 9 Td (abc) Tj ET")


def in_a_font(entry, data):
    """A page that shows text in a simple font one of whose streams is `data`."""
    descriptor = (
        b"<< /Type /FontDescriptor /FontName /Bomb /Flags 32 /FontBBox [0 0 9 9] /ItalicAngle 0 "
        b"/Ascent 9 /Descent 0 /CapHeight 9 /StemV 9 %s >>"
        % (b"/FontFile2 7 0 R" if entry == b"FontFile2" else b"")
    )
    font = (
        b"<< /Type /Font /Subtype /TrueType /BaseFont /Bomb /FirstChar 97 /LastChar 99 "
        b"/Widths [9 9 9] /Encoding /WinAnsiEncoding /FontDescriptor 6 0 R %s >>"
        % (b"/ToUnicode 7 0 R" if entry == b"ToUnicode" else b"")
    )
    return one_page(SHOWS_TEXT, font, descriptor, data, resources=FONT)


def flate_of_zeros(length):
    """Zeros, compressed, without taking the time to compress them: one megabyte many times."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    check = ((length % 65521) << 16) | 1
    return b"\x78\xda" + block * (length // 1_000_000) + b"\x03\x00" + check.to_bytes(4, "big")


def lzw_of_one_letter(length):
    """LZW (ISO 32000-1 7.4.4) at its best ratio: each code one letter longer than the last."""
    bits, width, cycle = [], 9, 0
    bits.append((256, 9))
    bits.append((65, 9))
    for code in range(258, 4094):
        width = 9 if code < 511 else 10 if code < 1023 else 11 if code < 2047 else 12
        bits.append((code, width))
        cycle += code - 256
    number = size = 0
    for code, width in bits:
        number, size = (number << width) | code, size + width
    eight = 0
    for _ in range(8):
        eight = (eight << size) | number
    return eight.to_bytes(size, "big") * (length // (8 * cycle) + 1)


def bomb(filters):
    """A gigabyte in a stream with these filters."""
    if filters == "Flate":
        return stream(flate_of_zeros(GIGABYTE), b"/Filter /FlateDecode")
    if filters == "Flate three times":
        twice = zlib.compress(zlib.compress(flate_of_zeros(GIGABYTE), 9), 9)
        return stream(twice, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]")
    if filters == "LZW":
        return stream(lzw_of_one_letter(GIGABYTE), b"/Filter /LZWDecode")
    if filters == "RunLength":
        runs = zlib.compress(b"\x81A" * (GIGABYTE // 128), 9)
        return stream(runs, b"/Filter [/FlateDecode /RunLengthDecode]")
    if filters == "ASCIIHex in Flate":
        return stream(flate_of_zeros(GIGABYTE), b"/Filter [/FlateDecode /ASCIIHexDecode]")
    predicted = b"/DecodeParms << /Predictor 12 /Columns 2000000000 /Colors 32 >>"
    return stream(flate_of_zeros(GIGABYTE), b"/Filter /FlateDecode " + predicted)


def with_xref_stream(rows, entries, objects):
    """A file whose cross-reference is a stream of rows with fields of 1, 4 and 2 bytes."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    packed = b"".join(
        kind.to_bytes(1, "big")
        + (offsets.get(at, 0) if kind == 1 else at).to_bytes(4, "big")
        + last.to_bytes(2, "big")
        for kind, at, last in rows
    )
    body = stream(zlib.compress(packed), b"/Filter /FlateDecode /Type /XRef /W [1 4 2] " + entries)
    out += b"99 0 obj\n" + body + b"\nendobj\n"
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


CATALOG, PAGES, PAGE = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
)
ROWS = [(0, 0, 0), (1, 1, 0), (1, 2, 0), (1, 3, 0)]
