"""Small font programs and font dictionaries, made by hand: what the font rules are shown on."""

from functools import cache
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.misc.eexec import encrypt
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from pdf_samples import Typeface, descendant_of, replace_content, sample, tiny_font
from pikepdf import Array, Dictionary, Name, String

from declaration_print import check

WIDTH = 600
NAMES = ("A", "B", "C")  # glyphs 1, 2, 3 of every program here


def _square(pen):
    pen.moveTo((50, 0))
    for corner in ((50, 500), (550, 500), (550, 0)):
        pen.lineTo(corner)
    pen.closePath()


def _saved(builder):
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def _builder(names, *, truetype):
    order = [".notdef", *names]
    builder = FontBuilder(1000, isTTF=truetype)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(name): name for name in names if len(name) == 1})
    return builder, order


def truetype(names=NAMES, cmaps=((3, 1), (1, 0)), fs_type=None, width=WIDTH):
    """A TrueType program with those cmap subtables; (3,0) keeps its codes at U+F000."""
    builder, order = _builder(names, truetype=True)
    pen = TTGlyphPen(None)
    _square(pen)
    builder.setupGlyf(dict.fromkeys(order, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(order, (width, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost()
    if fs_type is not None:
        builder.setupOS2(fsType=fs_type)
    builder.font["cmap"].tables = [_subtable(names, key) for key in cmaps]
    return _saved(builder)


def _subtable(names, key):
    table = CmapSubtable.newSubtable(0 if key == (1, 0) else 4)
    table.platformID, table.platEncID, table.language = *key, 0
    start = 0xF000 if key == (3, 0) else 0
    table.cmap = {start + ord(name): name for name in names if len(name) == 1}
    if key == (1, 0):
        table.cmap |= {code: ".notdef" for code in range(256) if code not in table.cmap}
    return table


def cff_opentype(names=NAMES, width=WIDTH):
    """An OpenType program with name-keyed CFF outlines."""
    builder, order = _builder(names, truetype=False)
    pen = T2CharStringPen(width, None)
    _square(pen)
    charstring = pen.getCharString()
    builder.setupCFF("Square", {}, dict.fromkeys(order, charstring), {})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (width, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupPost()
    return _saved(builder)


def cff(names=NAMES, width=WIDTH):
    """A bare name-keyed CFF program in StandardEncoding."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - used here only

    return TTFont(BytesIO(cff_opentype(names, width))).getTableData("CFF ")


def type1(names=NAMES, width=WIDTH, *, noise=4, matrix=0.001, wrapping=""):
    """A Type 1 program; its letters are squares, their width set in a subroutine.

    `wrapping` may be "pfb" or "hexadecimal".
    """
    clear = (
        f"%!PS-AdobeFont-1.0: Square\n/FontName /Square def /PaintType 0 def /FontType 1 def\n"
        f"/FontMatrix [{matrix} 0 0 {matrix} 0 0] readonly def\n"
        "/Encoding 256 array 0 1 255 {1 index exch /.notdef put} for\n"
        + "".join(f"dup {ord(n[0])} /{n} put\n" for n in names)
        + "readonly def\ncurrentfile eexec\n"
    ).encode()
    code = bytes([139, *_type1_number(width), 13]) + _type1_square() + b"\x09\x0e"
    subroutine = bytes([139, *_type1_number(width), 13, 11])
    called = bytes([139, 10]) + _type1_square() + b"\x09\x0e"
    private = b"dup /Private 8 dict dup begin /lenIV %d def\n" % noise
    private += b"/Subrs 1 array\n" + _entry(b"dup 0", subroutine, noise) + b" NP\nND\n"
    private += b"2 index /CharStrings %d dict dup begin\n" % (len(names) + 1)
    private += _entry(b"/.notdef", code, noise) + b" ND\n"
    private += b"".join(_entry(b"/" + n.encode(), called, noise) + b" ND\n" for n in names)
    secret, _ = encrypt(b"\0\0\0\0" + private + b"end end mark currentfile closefile\n", 55665)
    if wrapping == "hexadecimal":
        secret = secret.hex().encode()
    tail = b"0" * 64 + b"\ncleartomark\n"
    if wrapping == "pfb":
        parts = ((1, clear), (2, secret), (1, tail))
        return b"".join(b"\x80%c" % k + len(p).to_bytes(4, "little") + p for k, p in parts)
    return clear + secret + tail


def _type1_number(value):
    return bytes([255, *value.to_bytes(4, "big", signed=True)])


def _type1_square():
    return bytes([139, 189, 21]) + bytes([239, 6, 239, 7, 39, 6])


def _entry(head, code, noise):
    data = code if noise < 0 else encrypt(b"\0" * noise + code, 4330)[0]
    return head + b" %d RD " % len(data) + data


# -- dictionaries ----------------------------------------------------------------------------


def simple_font(pdf, program=None, key="FontFile2", subtype="TrueType", **changes):
    """The dictionary of a simple font whose letters are A, B and C."""
    flags = changes.pop("flags", 32)
    kind = changes.pop("kind", None)
    name = Name(changes.pop("name", "/GHIJKL+Square"))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=flags,
        FontBBox=Array([0, -200, 600, 800]),
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=500,
        StemV=80,
    )
    if program is not None:
        stream = pdf.make_stream(program)
        if kind:
            stream.Subtype = Name("/" + kind)
        descriptor["/" + key] = stream
    for entry in ("CharSet",):
        if entry in changes:
            descriptor["/" + entry] = String(changes.pop(entry))
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name("/" + subtype),
        BaseFont=name,
        FirstChar=65,
        LastChar=67,
        Widths=Array([WIDTH] * 3),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    if subtype == "TrueType" and not flags & 4:
        font.Encoding = Name.WinAnsiEncoding
    for entry, value in changes.items():
        if value is None:
            del font["/" + entry]
        else:
            font["/" + entry] = value
    return pdf.make_indirect(font)


def differences(*elements, base="/WinAnsiEncoding"):
    """An encoding dictionary."""
    encoding = Dictionary(Type=Name.Encoding)
    if base:
        encoding.BaseEncoding = Name(base)
    encoding.Differences = Array([Name(e) if isinstance(e, str) else e for e in elements])
    return encoding


def letters(text="ABC", mode=0, claim=("2", "A"), around=("", ""), **changes):
    """The sound sample with some letters more, drawn with a simple font that `changes` describe.

    A `claim` is what pdfaid says; `around` goes before and after the text in the content.
    """

    def add(pdf):
        made = changes.get("font")
        font = made(pdf) if made else simple_font(pdf, **changes)
        pdf.pages[0].Resources.Font.F9 = font
        pdf.pages[1].Resources = pdf.pages[0].Resources
        before, after = around
        shown = f"{before} /F9 10 Tf {mode} Tr <{text.encode('latin-1').hex()}> Tj {after} ET"
        replace_content(pdf, b"ET", shown.encode(), page=1)
        claims(pdf, *claim)

    return cache(lambda: sample(hurt=add))


def claims(pdf, part, conformance):
    """Let the sample claim another PDF/A."""
    data = pdf.Root.Metadata.read_bytes()
    level = f"<pdfaid:conformance>{conformance}</pdfaid:conformance>" if conformance else ""
    if part == "4":
        level += "<pdfaid:rev>2020</pdfaid:rev>"
    data = data.replace(b"<pdfaid:part>2", f"<pdfaid:part>{part}".encode())
    data = data.replace(b"<pdfaid:conformance>A</pdfaid:conformance>", level.encode())
    pdf.Root.Metadata.write(data)
    if part == "4":
        del pdf.trailer["/Info"]
    if part == "1":  # which wants every subset to list its glyphs
        font = descendant_of(pdf)
        font.FontDescriptor.CIDSet = bits(*range(1, len(font.W[1]) + 1), size=8)(pdf)


# -- composite fonts -------------------------------------------------------------------------


def composite_font(pdf, characters="言葉", program=None, **changes):
    """A Type 0 font over a TrueType program; `cid` changes its CIDFont, `descriptor` that one's."""
    name = changes.pop("name", "GHIJKL+SampleMincho-Regular")
    face = Typeface(characters, program=program or tiny_font(characters), name=name)
    font = face.add_to(pdf)
    descendant = font.DescendantFonts[0]
    for key, value in changes.pop("cid", {}).items():
        if value is None:
            del descendant["/" + key]
        else:
            descendant["/" + key] = value(pdf) if callable(value) else value
    for key, value in changes.pop("descriptor", {}).items():
        descendant.FontDescriptor["/" + key] = value(pdf) if callable(value) else value
    for key, value in changes.items():
        if value is None:
            del font["/" + key]
        else:
            font["/" + key] = value(pdf) if callable(value) else value
    return font


def words(hexadecimal="00010002", mode=0, claim=("2", "A"), around=("", ""), **changes):
    """The sound sample with some codes more, drawn with such a composite font."""
    return letters(
        bytes.fromhex(hexadecimal).decode("latin-1"),
        mode,
        claim,
        around,
        font=lambda pdf: composite_font(pdf, **changes),
    )


def cmap_stream(body=None, name="/Own-H", collection=("Adobe", "Identity", 0), **entries):
    """An embedded CMap: two bytes a code, the code its CID."""
    body = body or (
        b"/WMode 0 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        b"1 begincidrange <0000> <FFFF> 0 endcidrange"
    )

    def make(pdf):
        stream = pdf.make_stream(body)
        stream.Type, stream.CMapName = Name.CMap, Name(name)
        registry, ordering, supplement = collection
        stream.CIDSystemInfo = Dictionary(
            Registry=String(registry), Ordering=String(ordering), Supplement=supplement
        )
        for key, value in entries.items():
            stream["/" + key] = value(pdf) if callable(value) else value
        return stream

    return make


def bits(*cids, size=2):
    """A CIDSet stream."""
    data = bytearray(size)
    for cid in cids:
        data[cid // 8] |= 0x80 >> cid % 8
    return lambda pdf: pdf.make_stream(bytes(data))


def system(registry="Adobe", ordering="Japan1", supplement=1):
    return Dictionary(Registry=String(registry), Ordering=String(ordering), Supplement=supplement)


# -- what is found ------------------------------------------------------------------------------


def found(made, profile):
    """The font rules that complain, with their codes."""
    report = check.pdf("a.pdf", made(), profile=profile, only=frozenset({"fonts"}))
    return {f"{finding.rule.partition('/')[2]}:{finding.code}" for finding in report.findings}


# -- CID-keyed CFF, byte by byte (Adobe TN 5176) ----------------------------------------------


def cid_keyed_cff(cids=(7, 9), default=500, nominal=600, surplus=(None, 20)):
    """A CID-keyed program: each glyph has the default width, or nominal plus its surplus."""
    squares = bytes([189, 189, 21, 239, 6, 239, 7, 39, 6, 14])
    charstrings = _cff_index(
        [b"\x0e", *((_cff_number(w) if w else b"") + squares for w in surplus)]
    )
    charset = b"\0" + b"".join(cid.to_bytes(2, "big") for cid in cids)
    selection = b"\0" * (len(cids) + 2)
    private = _cff_number(default) + b"\x14" + _cff_number(nominal) + b"\x15"
    name, strings = _cff_index([b"Own"]), _cff_index([b"Adobe", b"Identity"])
    ros = _cff_number(391) + _cff_number(392) + _cff_number(0) + b"\x0c\x1e"
    top_size = len(ros) + 4 * 5 + 6
    start = 4 + len(name) + 2 + 1 + 2 + top_size + len(strings) + 2
    at_selection = start + len(charset)
    at_strings = at_selection + len(selection)
    at_private = at_strings + len(charstrings)
    at_array = at_private + len(private)
    font = _cff_number(len(private)) + _cff_number(at_private) + b"\x12"
    top = ros + b"".join(
        b"\x1d" + offset.to_bytes(4, "big") + operator
        for offset, operator in (
            (start, b"\x0f"),
            (at_strings, b"\x11"),
            (at_array, b"\x0c\x24"),
            (at_selection, b"\x0c\x25"),
        )
    )
    body = charset + selection + charstrings + private + _cff_index([font])
    return b"\1\0\4\1" + name + _cff_index([top]) + strings + b"\0\0" + body


def _cff_number(value):
    short = abs(value) <= 107
    return bytes([value + 139]) if short else b"\x1d" + value.to_bytes(4, "big", signed=True)


def _cff_index(objects):
    offsets, at = [1], 1
    for data in objects:
        at += len(data)
        offsets.append(at)
    return len(objects).to_bytes(2, "big") + b"\1" + bytes(offsets) + b"".join(objects)
