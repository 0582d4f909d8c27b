"""Files that try to exhaust, mislead or break a reader, made on the spot: `HOSTILE` by name.

Each has what may be said of it: `judged` for one that has to get a verdict on its merits, else the
codes with which it may be refused.
"""

import zlib
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from bare_pdfs import (
    CATALOG,
    FONT,
    GIGABYTE,
    PAGE,
    PAGES,
    ROWS,
    SHOWS_TEXT,
    assembled,
    bomb,
    flate_of_zeros,
    in_a_font,
    one_page,
    stream,
    with_xref_stream,
)
from pdf_samples import sample
from pikepdf import Encryption

JUDGED = frozenset({"judged"})
REFUSED = frozenset({"file/too-large", "file/too-much-memory", "file/too-slow", "file/too-deep"})
BROKEN = frozenset({"file/broken"})


@dataclass(frozen=True)
class Hostile:
    """How a file is made and what may be said of it."""

    make: object
    said: frozenset


HOSTILE = {}


def hostile(said, *variants):
    """Enter a maker of bytes; with variants, one file each."""

    def enter(make):
        name = make.__name__.replace("_", " ")
        for one in variants or [None]:
            case = name if one is None else f"{name}: {one}"
            HOSTILE[case] = Hostile(make if one is None else _with(make, one), frozenset(said))
        return make

    return enter


def _with(make, one):
    return lambda: make(one)


@hostile({"file/encrypted"}, "owner", "user", "AES-256", "RC4")
def encrypted(how):
    pdf = pikepdf.open(BytesIO(sample()))
    user = "" if how == "owner" else "u"
    revision = {"AES-256": 6, "RC4": 3}.get(how, 4)
    out = BytesIO()
    locks = Encryption(owner="o", user=user, R=revision, aes=revision > 3, metadata=revision > 3)
    pdf.save(out, encryption=locks)
    return out.getvalue()


@hostile({"file/encrypted"})
def encrypted_for_a_certificate():
    lock = b"<< /Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s5 /V 4 /Recipients [(x)] >>"
    page = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        lock,
    ]
    return assembled(page, trailer=b"/Encrypt 4 0 R /ID [(a) (a)]")


@hostile({"file/truncated"}, *range(1, 10))
def truncated_at_a_tenth(tenths):
    whole = sample()
    return whole[: len(whole) * tenths // 10]


@hostile({"file/not-a-pdf"}, "zero bytes", "a picture", "zeros")
def no_pdf(what):
    return {"zero bytes": b"", "a picture": b"\x89PNG\r\n" * 99, "zeros": bytes(100_000)}[what]


@hostile(BROKEN)
def a_page_tree_in_a_circle():
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>",
        ]
    )


@hostile(JUDGED)
def a_page_tree_of_a_thousand_levels():
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    objects += [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 3) for n in range(1000)]
    objects.append(b"<< /Type /Page /Parent 1001 0 R /MediaBox [0 0 9 9] >>")
    return assembled(objects)


@hostile(BROKEN)
def a_page_tree_that_doubles_at_each_level():
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    objects += [b"<< /Type /Pages /Kids [%d 0 R %d 0 R] /Count 9 >>" % (n, n) for n in range(3, 33)]
    objects.append(b"<< /Type /Page /MediaBox [0 0 9 9] >>")
    return assembled(objects)


@hostile(JUDGED)
def ten_thousand_pages():
    count, first = 10_000, 104
    kids = [b" ".join(b"%d 0 R" % (first + n * 100 + m) for m in range(100)) for n in range(100)]
    branches = b" ".join(b"%d 0 R" % (3 + n) for n in range(100))
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 595 842] >>" % (branches, count),
            *(b"<< /Type /Pages /Parent 2 0 R /Kids [%s] /Count 100 >>" % some for some in kids),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            *(
                b"<< /Type /Page /Parent %d 0 R /Contents %d 0 R "
                b"/Resources << /Font << /F 103 0 R >> >> >>" % (3 + n // 100, first + count + n)
                for n in range(count)
            ),
            *(stream(b"BT /F 12 Tf 72 720 Td (Page %d) Tj ET" % n) for n in range(count)),
        ]
    )


FILTERS = ("Flate", "Flate three times", "LZW", "RunLength", "ASCIIHex in Flate", "Predictor")


@hostile(REFUSED | JUDGED, *FILTERS)
def a_gigabyte_of_content(filters):
    return one_page(bomb(filters))


@hostile(REFUSED | JUDGED)
def forty_contents_of_seventy_megabytes():
    part = stream(flate_of_zeros(70_000_000), b"/Filter /FlateDecode")
    refs = b" ".join(b"%d 0 R" % (4 + n) for n in range(40))
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents [%s] >>" % refs,
            *[part] * 40,
        ]
    )


@hostile(REFUSED | JUDGED)
def seventy_megabytes_of_operators():
    block = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = b"0 0 m 9 9 l S q Q\n" * 4_000_000
    packed = b"\x78\xda" + block.compress(data) + block.flush()
    return one_page(stream(packed, b"/Filter /FlateDecode"))


@hostile(REFUSED | JUDGED, "FontFile2", "ToUnicode")
def a_gigabyte_in_a_font(entry):
    return in_a_font(entry.encode(), bomb("Flate"))


@hostile(REFUSED | JUDGED)
def seventy_megabytes_of_cmap():
    lines = b"1 beginbfrange <0000> <ffff> <0041> endbfrange\n" * 1_400_000
    return in_a_font(b"ToUnicode", stream(zlib.compress(lines, 1), b"/Filter /FlateDecode"))


@hostile(REFUSED | JUDGED, "zeros", "elements", "entities")
def a_huge_xmp(what):
    if what == "zeros":
        data = flate_of_zeros(GIGABYTE)
    elif what == "elements":
        opening = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + b"<a>" * 300_000
        data = zlib.compress(opening + b"</a>" * 300_000 + b"</x:xmpmeta>", 1)
    else:
        entities = b'<!ENTITY a0 "ha">' + b"".join(
            b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
        )
        data = zlib.compress(b"<!DOCTYPE r [" + entities + b"]><r>&a11;</r>", 9)
    metadata = stream(data, b"/Type /Metadata /Subtype /XML /Filter /FlateDecode")
    return one_page(SHOWS_TEXT, metadata, catalog=b"/Metadata 5 0 R")


@hostile(JUDGED | BROKEN | REFUSED, "size", "index", "repeated index", "negative index")
def an_xref_stream_with_a_huge(what):
    index = {
        "size": b"/Size 2000000000",
        "index": b"/Size 4 /Index [0 2000000000]",
        "repeated index": b"/Size 4 /Index [%s]" % (b"0 4 " * 100_000),
        "negative index": b"/Size 4 /Index [-5 99 0 4]",
    }[what]
    objects = {1: CATALOG, 2: PAGES, 3: PAGE}
    return with_xref_stream(ROWS, index + b" /Root 1 0 R", objects)


@hostile(JUDGED | BROKEN | REFUSED)
def an_xref_stream_of_a_gigabyte():
    body = b"/Type /XRef /W [1 4 2] /Size 200000000 /Root 1 0 R /Filter /FlateDecode"
    return assembled([CATALOG, PAGES, PAGE, stream(flate_of_zeros(GIGABYTE), body)]).replace(
        b"xref\n0 5", b"4 0 obj"
    )


@hostile(JUDGED | BROKEN | REFUSED)
def an_object_stream_of_a_gigabyte():
    packed = stream(flate_of_zeros(GIGABYTE), b"/Type /ObjStm /N 3 /First 20 /Filter /FlateDecode")
    rows = [(0, 0, 0), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, 4, 0)]
    return with_xref_stream(rows, b"/Size 5 /Root 1 0 R", {4: packed})


@hostile(BROKEN)
def an_object_stream_within_itself():
    packed = stream(b"4 0 << >>", b"/Type /ObjStm /N 1 /First 4")
    rows = [(0, 0, 0), (2, 4, 0), (2, 4, 1), (2, 4, 2), (2, 4, 0)]
    return with_xref_stream(rows, b"/Size 5 /Root 1 0 R", {5: packed})


@hostile(JUDGED | {"file/damaged"}, "itself", "each other")
def a_prev_that_leads_to(where):
    whole = assembled([CATALOG, PAGES, PAGE])
    start = int(whole.rsplit(b"startxref\n")[1].split()[0])
    if where == "itself":
        return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)
    first = whole.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %010d" % 0)
    second = len(first)
    first = first.replace(b"/Prev %010d" % 0, b"/Prev %010d" % second)
    return first + (
        b"xref\n0 1\n0000000000 65535 f \ntrailer << /Size 4 /Root 1 0 R /Prev %d >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (start, second)
    )


@hostile(JUDGED | BROKEN)
def a_length_that_is_its_own_stream():
    return one_page(b"<< /Length 4 0 R >> stream\nBT ET\nendstream")


@hostile(JUDGED | BROKEN | REFUSED, "[", "<<", "<< /A ", "(")
def a_hundred_thousand_times(mark):
    opening = mark.encode() * 100_000
    return one_page(stream(b""), opening, catalog=b"/Deep 5 0 R /Outlines 5 0 R /Lang 5 0 R")


@hostile(JUDGED | BROKEN | REFUSED, "content", "resources", "metadata")
def nesting_in_the(where):
    deep = b"[" * 100_000
    if where == "content":
        return one_page(stream(deep + b"]" * 100_000 + b" Tj"))
    if where == "resources":
        return one_page(SHOWS_TEXT, b"<< /Type /Font /Widths %s >>" % deep, resources=FONT)
    return one_page(SHOWS_TEXT, deep, catalog=b"/Metadata 5 0 R")


@hostile(JUDGED, "deep", "long", "in a circle")
def outlines_that_are(how):
    count = 1 if how == "in a circle" else 5_000
    follow = b"First" if how == "deep" else b"Next"
    items = [
        b"<< /Title (t) /Parent 5 0 R /%s %d 0 R >>" % (follow, 6 + (n + 1) % count)
        for n in range(count)
    ]
    root = b"<< /Type /Outlines /First 6 0 R /Last 6 0 R /Count 1 >>"
    return one_page(SHOWS_TEXT, root, *items, catalog=b"/Outlines 5 0 R")


@hostile(JUDGED, "circle", "deep", "wide")
def a_structure_tree_that_is(how):
    if how == "wide":
        count = 30_000
        kids = b" ".join(b"%d 0 R" % (6 + n) for n in range(count))
        items = [b"<< /Type /StructElem /S /P /P 5 0 R /K 0 >>"] * count
    else:
        count = 1 if how == "circle" else 5_000
        kids = b"6 0 R"
        items = [
            b"<< /Type /StructElem /S /Div /P 5 0 R /K %d 0 R >>" % (6 + (n + 1) % count)
            for n in range(count)
        ]
    root = b"<< /Type /StructTreeRoot /K [%s] >>" % kids
    tagged = b"/StructTreeRoot 5 0 R /MarkInfo << /Marked true >>"
    return one_page(SHOWS_TEXT, root, *items, catalog=tagged)


@hostile(JUDGED)
def a_name_of_a_megabyte():
    name = b"/" + b"n" * 1_000_000
    content = stream(name + b" gs " + name + b" BMC EMC")
    return one_page(content, b"<< %s %s >>" % (name, name), resources=b"/ExtGState 5 0 R")


@hostile(JUDGED | REFUSED)
def half_a_million_objects():
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    return assembled([CATALOG, PAGES, page, *[b"0"] * 500_000])


@hostile(JUDGED | REFUSED | {"file/damaged"})
def a_sparse_hundred_megabytes():
    whole = assembled([CATALOG, PAGES, PAGE])
    at = whole.index(b"xref\n0")
    start = at + 100_000_000
    return whole[:at] + bytes(100_000_000) + whole[at:].replace(b"\n%d\n" % at, b"\n%d\n" % start)


def forms(count, content, *, last=b""):
    """A page that draws form 5, and forms each with the next as /X."""
    bodies = []
    for n in range(count):
        following = b"/Resources << /XObject << /X %d 0 R >> >>" % (6 + n)
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + following
        bodies.append(stream(content, entries))
    bodies.append(stream(last, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"))
    return one_page(stream(b"/X Do"), *bodies, resources=b"/XObject << /X 5 0 R >>")


@hostile(JUDGED | REFUSED, "alike", "each another size")
def forms_that_draw_two_to_the_twenty_fourth(how):
    if how == "alike":
        return forms(24, b"/X Do /X Do")
    return forms(23, b"q 2 0 0 2 0 0 cm /X Do Q q 3 0 0 3 0 0 cm /X Do Q")


@hostile(JUDGED)
def forms_within_forms():
    return forms(3_000, b"/X Do")


@hostile(JUDGED)
def a_form_within_itself():
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
    own = stream(b"/X Do", form + b"/Resources << /XObject << /X 5 0 R >> >>")
    return one_page(stream(b"/X Do"), own, resources=b"/XObject << /X 5 0 R >>")


@hostile(JUDGED)
def a_glyph_within_itself():
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] "
        b"/FirstChar 97 /LastChar 99 /Widths [9 9 9] /Encoding << /Differences [97 /a /b /c] >> "
        b"/CharProcs << /a 6 0 R /b 6 0 R /c 6 0 R >> /Resources << /Font << /F 5 0 R >> >> >>"
    )
    procedure = stream(b"9 0 0 0 9 9 d1 BT /F 9 Tf (abc) Tj ET")
    return one_page(SHOWS_TEXT, font, procedure, resources=FONT)


@hostile(JUDGED)
def a_hybrid_file():
    """A table and, in /XRefStm, a stream beside it (ISO 32000-1 7.5.8.4)."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate([CATALOG, PAGES, PAGE], start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    beside = len(out)
    out += b"4 0 obj\n" + stream(bytes(7), b"/Type /XRef /W [1 4 2] /Size 5 /Index [0 1]")
    out += b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 4\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size 5 /Root 1 0 R /XRefStm %d >>\n" % beside
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


@hostile(JUDGED)
def a_hundred_updates():
    out = assembled([CATALOG, PAGES, PAGE])
    for _ in range(100):
        previous = int(out.rsplit(b"startxref\n")[-1].split()[0])
        at = len(out)
        update = b"3 0 obj\n" + PAGE + b"\nendobj\n"
        out += update + b"xref\n3 1\n%010d 00000 n \n" % at
        out += b"trailer << /Size 4 /Root 1 0 R /Prev %d >>\n" % previous
        out += b"startxref\n%d\n%%%%EOF\n" % (at + len(update))
    return out


@hostile(JUDGED | {"file/damaged"})
def a_header_behind_a_kilobyte():
    return b"\n" * 1000 + assembled([CATALOG, PAGES, PAGE])


@hostile(JUDGED | REFUSED)
def references_to_a_million_objects_that_are_not_there():
    refs = b" ".join(b"%d 0 R" % (100 + n) for n in range(90_000))
    return one_page(SHOWS_TEXT, b"[%s]" % refs, catalog=b"/OutputIntents 5 0 R /Metadata 5 0 R")


@hostile(JUDGED | BROKEN)
def a_chain_of_references():
    chain = [b"%d 0 R" % (6 + n) for n in range(5_000)]
    return one_page(SHOWS_TEXT, *chain, b"5 0 R", catalog=b"/Metadata 5 0 R")


@hostile(JUDGED | BROKEN)
def numbers_beyond_all_measure():
    huge = b"9" * 100_000
    content = stream(b"%s %s m -%s.%s w BT /F %s Tf (a) Tj ET" % ((huge,) * 5))
    box = b"[0 0 %s -%s]" % (huge, huge)
    return one_page(content, box, resources=b"/ExtGState << /G << /LW %s >> >>" % huge)


@hostile(JUDGED | {"file/damaged", "file/broken"})
def an_startxref_beyond_all_measure():
    whole = assembled([CATALOG, PAGES, PAGE])
    start = whole.rindex(b"startxref\n")
    return whole[:start] + b"startxref\n%s\n%%%%EOF\n" % (b"9" * 900)
