"""The sound sample injured: file, fonts, text."""

from pdf_samples import (
    HORIZONTAL_BOXES,
    PAGES,
    Typeface,
    descendant_of,
    font_of,
    replace_content,
    replace_xmp,
    sample,
    tiny_font,
)
from pikepdf import Array, Dictionary, Name, String

CHARACTERS = "".join(dict.fromkeys("".join(PAGES)))


def face(**changes):
    """A horizontal typeface that differs from the sound one in what is given."""
    empty = changes.pop("empty", ())
    characters = changes.pop("characters", CHARACTERS)
    program = changes.pop("program", tiny_font(characters, HORIZONTAL_BOXES, empty))
    return sample(face=Typeface(characters, program=program, **changes))


def hurt(change, **options):
    return sample(hurt=change, **options)


def without_program(pdf):
    del descendant_of(pdf).FontDescriptor["/FontFile2"]


def broken_program(pdf):
    stream = descendant_of(pdf).FontDescriptor.FontFile2
    stream.write(stream.read_bytes()[:200])


def type3(pdf):
    """One letter more, drawn by a Type 3 font with a map to Unicode."""
    procedure = pdf.make_stream(b"1000 0 0 0 750 750 d1 0 0 750 750 re f")
    to_unicode = b"1 beginbfchar <61> <0061> endbfchar"
    pdf.pages[0].Resources.Font.F3 = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 750, 750]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=procedure),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name("/a")])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([1000]),
        Resources=Dictionary(),
        ToUnicode=pdf.make_stream(to_unicode),
    )
    replace_content(pdf, b"ET", b"/F3 10 Tf (a) Tj ET", page=1)
    pdf.pages[1].Resources = pdf.pages[0].Resources


def embedded_cmap(pdf, *, ordering="Identity", wmode=0, uses=None):
    cmap = pdf.make_stream(
        b"/WMode 0 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        b"1 begincidrange <0000> <FFFF> 0 endcidrange"
    )
    cmap.Type, cmap.CMapName, cmap.WMode = Name.CMap, Name("/Own-H"), wmode
    cmap.CIDSystemInfo = Dictionary(
        Registry=String("Adobe"), Ordering=String(ordering), Supplement=0
    )
    if uses:
        cmap.UseCMap = Name(uses)
    font_of(pdf).Encoding = cmap


def drop(*path):
    def change(pdf):
        holder = pdf.Root
        for key in path[:-1]:
            holder = holder[key]
        del holder[path[-1]]

    return change


def xmp(old, new):
    return lambda pdf: replace_xmp(pdf, old, new)


def content(old, new, page=0):
    return lambda pdf: replace_content(pdf, old, new, page)


def set_in(getter, key, value):
    def change(pdf):
        getter(pdf)[key] = value

    return change


def damaged_reference():
    data = sample()
    at = data.rindex(b"startxref")
    return data[:at] + b"startxref\n7\n%%EOF\n"


CODE = {c: f"{n:04X}".encode() for n, c in enumerate(CHARACTERS, start=1)}
WIDER = Array([1, Array([998] + [1000] * (len(CHARACTERS) - 1))])


def no_character():
    """A glyph more, mapped to U+FEFF."""
    more = CHARACTERS + "?"
    program = tiny_font(more, HORIZONTAL_BOXES)
    with_bom = Typeface(more, program=program, unicodes={"?": "\ufeff"})
    return sample((PAGES[0], PAGES[1] + "?"), face=with_bom)


# What was done to the sound sample, as (rule, code) found -> the PDF.
FAILING = {
    ("file/readable", "file/damaged"): damaged_reference,
    ("fonts/embedded", "not-embedded"): lambda: hurt(without_program),
    ("fonts/embedded", "broken-program"): lambda: hurt(broken_program),
    ("fonts/subset", "not-subset"): lambda: face(name="SampleMincho-Regular"),
    ("fonts/type3", "type3"): lambda: hurt(type3),
    ("fonts/to-unicode", "no-to-unicode"): lambda: sample(
        (), hurt=lambda pdf: unmapped_page(pdf, without_map=True)
    ),
    ("fonts/to-unicode", "incomplete-to-unicode"): lambda: sample((), hurt=unmapped_page),
    ("fonts/unicode-values", "forbidden-value"): no_character,
    ("fonts/notdef", "notdef"): lambda: hurt(content(b"<" + CODE["宣"], b"<0000" + CODE["宣"])),
    ("fonts/glyphs-in-program", "missing-glyph"): lambda: face(
        program=tiny_font(CHARACTERS[:-1], HORIZONTAL_BOXES)
    ),
    ("fonts/outlines", "empty-outline"): lambda: face(empty="知"),
    ("fonts/widths", "width-differs"): lambda: hurt(set_in(descendant_of, "/W", WIDER)),
    ("fonts/cid-system-info", "collections-differ"): lambda: hurt(
        lambda pdf: embedded_cmap(pdf, ordering="Japan1")
    ),
    ("fonts/cid-to-gid-map", "no-cid-to-gid-map"): lambda: hurt(
        lambda pdf: descendant_of(pdf).__delitem__("/CIDToGIDMap")
    ),
    ("fonts/cmap", "wmode-differs"): lambda: hurt(lambda pdf: embedded_cmap(pdf, wmode=1)),
    ("fonts/cmap", "uses-unknown-cmap"): lambda: hurt(
        lambda pdf: embedded_cmap(pdf, uses="/House-H")
    ),
    ("text/fidelity", "text-missing"): lambda: hurt(content(CODE["知"], b"", 0)),
}


def unmapped_page(pdf, *, without_map=False):
    """The usual pages and one word more whose font lacks its map, or one entry of it."""
    whole = Typeface(CHARACTERS, program=tiny_font(CHARACTERS, HORIZONTAL_BOXES))
    font = whole.add_to(pdf)
    bare = Typeface("所研", program=tiny_font("所研"), name="GHIJKL+SampleMincho-Regular")
    other = bare.add_to(pdf)
    bare.characters = "所"
    other.ToUnicode.write(bare.to_unicode())
    if without_map:
        del other["/ToUnicode"]
    for words in PAGES:
        page = pdf.add_blank_page(page_size=(600, 800))
        page.Resources = Dictionary(Font=Dictionary(F1=font, F2=other))
        shown = f"BT /F1 20 Tf 40 700 Td <{whole.codes(words)}> Tj ET"
        page.Contents = pdf.make_stream(shown.encode())
    replace_content(pdf, b"ET", b"/F2 20 Tf <00010002> Tj ET", page=1)


# What pypdf cannot decode (an embedded CMap) is not found in what it extracts.
UNEXTRACTED = {"text/fidelity"}
ALSO = {
    ("fonts/notdef", "notdef"): {"fonts/to-unicode", "text/fidelity"},
    ("fonts/type3", "type3"): UNEXTRACTED,  # a letter more than the declaration has
    ("fonts/to-unicode", "no-to-unicode"): UNEXTRACTED,
    ("fonts/to-unicode", "incomplete-to-unicode"): UNEXTRACTED,
    ("fonts/cid-system-info", "collections-differ"): UNEXTRACTED,
    ("fonts/cmap", "wmode-differs"): UNEXTRACTED,
    ("fonts/cmap", "uses-unknown-cmap"): UNEXTRACTED,
}
PASSING = dict.fromkeys({rule for rule, _ in FAILING}, sample)
