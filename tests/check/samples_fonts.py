"""The sound sample with a few letters more, in a font that keeps or breaks a rule."""

from font_samples import (
    bits,
    cff,
    cff_opentype,
    cmap_stream,
    composite_font,
    differences,
    letters,
    truetype,
    type1,
    words,
)
from pikepdf import Array, Dictionary, Name

A_1, A_2, A_4 = ("1", "B"), ("2", "B"), ("4", "")
TYPE1 = {"key": "FontFile", "subtype": "Type1", "flags": 4}
TYPE1C = {"key": "FontFile3", "kind": "Type1C", "subtype": "Type1", "flags": 4}
PRIVATE_MAP = b"1 beginbfrange <0001> <0002> <E000> endbfrange"


def opentype_cid(pdf):
    """A name-keyed OpenType under a CIDFontType0."""
    font = composite_font(pdf, cid={"Subtype": Name.CIDFontType0, "CIDToGIDMap": None})
    descendant = font.DescendantFonts[0]
    descendant.W = Array([1, 3, 600])
    del descendant.FontDescriptor["/FontFile2"]
    program = pdf.make_stream(cff_opentype())
    program.Subtype = Name.OpenType
    descendant.FontDescriptor.FontFile3 = program
    return font


def type3(pdf, width=500, stated=b"500 0 d0", encoding=("/a",)):
    """A Type 3 font with one letter, a."""
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 500, 500]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=pdf.make_stream(stated + b" 0 0 500 500 re f")),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, *map(Name, encoding)])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([width]),
        Resources=Dictionary(),
    )


def to_unicode(body):
    return lambda pdf: pdf.make_stream(body)


def in_private_use(**options):
    return words(ToUnicode=to_unicode(PRIVATE_MAP), **options)


def cmap_used(name, **entries):
    return cmap_stream(UseCMap=cmap_stream(name=name, **entries))


# (rule, code) found -> the PDF, and the profile it is judged by.
_CASES = {
    ("fonts/dictionary", "no-type"): (letters(program=truetype(), Type=None), "pdfa-2b"),
    ("fonts/dictionary", "unknown-subtype"): (
        words(cid={"Subtype": Name("/CIDFontType4")}, claim=A_2),
        "pdfa-2b",
    ),
    ("fonts/dictionary", "no-name"): (letters(program=truetype(), BaseFont=None), "pdfa-2b"),
    ("fonts/dictionary", "no-first-char"): (letters(program=truetype(), FirstChar=None), "pdfa-2b"),
    ("fonts/dictionary", "no-last-char"): (letters(program=truetype(), LastChar=None), "pdfa-2b"),
    ("fonts/dictionary", "widths-size"): (letters(program=truetype(), LastChar=68), "pdfa-2b"),
    ("fonts/program-subtype", "wrong-subtype"): (
        letters("\0\1", claim=A_1, font=opentype_cid),
        "pdfa-1b",
    ),
    ("fonts/embedding-rights", "no-embedding"): (letters(program=truetype(fs_type=2)), "handout"),
    ("fonts/embedding-rights", "no-subsetting"): (
        letters(program=truetype(fs_type=0x100)),
        "handout",
    ),
    ("fonts/embedding-rights", "bitmaps-only"): (
        letters(program=truetype(fs_type=0x200)),
        "handout",
    ),
    ("fonts/truetype-encoding", "symbolic-with-encoding"): (
        letters(program=truetype(cmaps=[(1, 0)]), flags=4, Encoding=Name.WinAnsiEncoding),
        "pdfa-2b",
    ),
    ("fonts/truetype-encoding", "no-latin-encoding"): (
        letters(program=truetype(), Encoding=differences(65, "/A", base=None)),
        "pdfa-2b",
    ),
    ("fonts/truetype-encoding", "differences"): (
        letters(program=truetype(cmaps=[(1, 0)]), Encoding=differences(65, "/A")),
        "pdfa-2b",
    ),
    ("fonts/truetype-cmap", "unfit-cmap"): (
        letters(program=truetype(cmaps=[(3, 1), (1, 0)]), flags=4),
        "pdfa-2b",
    ),
    ("fonts/char-set", "absent"): (letters(program=type1(), claim=A_1, **TYPE1), "pdfa-1b"),
    ("fonts/char-set", "not-the-glyphs"): (
        letters(program=type1(), CharSet="/A/B", **TYPE1),
        "pdfa-2b",
    ),
    ("fonts/cid-set", "absent"): (words(claim=A_1), "pdfa-1b"),
    ("fonts/cid-set", "not-the-glyphs"): (words(descriptor={"CIDSet": bits(1, 9)}), "pdfa-2b"),
    ("fonts/cmap", "not-embedded-cmap"): (
        words(Encoding=Name("/Own-H")),
        "pdfa-2b",
    ),
    ("fonts/private-use", "no-actual-text"): (in_private_use(), "pdfa-2a"),
    ("fonts/actual-text-private-use", "private-use"): (
        words(claim=A_4, around=("/Span <</ActualText <FEFFE000>>> BDC", "EMC")),
        "pdfa-4",
    ),
}

FAILING = {seen: made for seen, (made, _) in _CASES.items()}
JUDGED_AS = {seen: profile for seen, (_, profile) in _CASES.items()}
MORE_TEXT = {"text/fidelity", "text/additions"}  # than the declaration has
ALSO = {
    ("fonts/embedding-rights", "no-embedding"): MORE_TEXT,
    ("fonts/embedding-rights", "no-subsetting"): MORE_TEXT,
    ("fonts/embedding-rights", "bitmaps-only"): MORE_TEXT,
    ("fonts/dictionary", "unknown-subtype"): {"fonts/embedded"},
    ("fonts/dictionary", "no-first-char"): {"fonts/widths"},
    ("fonts/dictionary", "no-last-char"): {"fonts/widths"},
    ("fonts/program-subtype", "wrong-subtype"): {"fonts/cid-set"},
    ("fonts/cmap", "not-embedded-cmap"): {"fonts/cid-system-info"},
}
PASSING = {
    "fonts/dictionary": letters(program=truetype()),
    "fonts/program-subtype": letters(program=cff(), claim=A_1, **TYPE1C),
    "fonts/embedding-rights": letters(program=truetype(fs_type=8)),
    "fonts/truetype-encoding": letters(program=truetype(), Encoding=differences(65, "/A")),
    "fonts/truetype-cmap": letters(program=truetype(cmaps=[(3, 0), (1, 0)]), flags=4),
    "fonts/char-set": letters(program=type1(), CharSet="/A/B/C", claim=A_1, **TYPE1),
    "fonts/cid-set": words(descriptor={"CIDSet": bits(0, 1, 2)}, claim=A_1),
    "fonts/private-use": in_private_use(around=("/Span <</ActualText (go)>> BDC", "EMC")),
    "fonts/actual-text-private-use": words(
        claim=A_4, around=("/Span <</ActualText (go)>> BDC", "EMC")
    ),
}
