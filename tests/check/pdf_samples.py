"""The smallest PDFs that the checker's rules can be shown on, built with pikepdf by hand.

`sample` is a sound handout: PDF/A-2a and PDF/UA-1, one composite font a writing mode, real
outlines. Tests injure it: a `hurt` function changes the open pikepdf.Pdf before it is saved.
"""

import re
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, String

from declaration_print.model.declaration import DateOfDeclaration, Declaration, Plain, Text
from declaration_print.model.problem import Place

BOX = (100, -20, 900, 780)
VERTICAL_BOXES = {"、": (600, 600, 760, 760), "。": (600, 600, 760, 760), "ー": (450, 0, 550, 760)}
HORIZONTAL_BOXES = {
    "、": (100, -50, 260, 110),
    "。": (100, -50, 260, 110),
    "ー": (50, 330, 950, 430),
}
INFO_DATE, XMP_DATE = "D:20240521000000Z", "2024-05-21T00:00:00Z"

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">宣言</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>研究所</rdf:li></rdf:Seq></dc:creator>
<dc:type><rdf:Bag><rdf:li>handout</rdf:li></rdf:Bag></dc:type>
<pdf:Producer>hand</pdf:Producer>
<xmp:CreateDate>2024-05-21T00:00:00Z</xmp:CreateDate>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

PAGES = ("宣言私たちは、知を集め、未来をつくる。", "二〇二四年五月二十一日研究所")


def text(words, line=1):
    return Text((Plain(words),), Place("declaration.yaml", line, 1))


def declaration(**changes):
    """The declaration that `sample` prints."""
    parts = {
        "title": text("宣言", 1),
        "preamble": (text("私たちは、知を集め、未来をつくる。", 2),),
        "date": DateOfDeclaration(2024, 5, 21, Place("declaration.yaml", 3)),
        "closing": (),
        "declared_at": text("研究所", 4),
    }
    return Declaration(slug="declaration", **(parts | changes))


def tiny_font(characters, boxes=None, empty=()):
    """A TrueType font of rectangles, 1000 units an em; glyph n+1 is characters[n]."""
    boxes = boxes or {}
    order = [".notdef", *(f"u{ord(c):04X}" for c in characters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(c): f"u{ord(c):04X}" for c in characters})
    glyphs = {".notdef": _rectangle(BOX)}
    for character in characters:
        shape = None if character in empty else boxes.get(character, BOX)
        glyphs[f"u{ord(character):04X}"] = _rectangle(shape)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(order, (1000, BOX[0])))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupPost()
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def _rectangle(box):
    pen = TTGlyphPen(None)
    if box is not None:
        left, bottom, right, top = box
        pen.moveTo((left, bottom))
        for corner in ((left, top), (right, top), (right, bottom)):
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()


@dataclass
class Typeface:
    """A font put into a sample: its characters in glyph order and its dictionaries."""

    characters: str
    vertical: bool = False
    program: bytes = b""
    name: str = "ABCDEF+SampleMincho-Regular"
    unicodes: dict = field(default_factory=dict)

    def codes(self, words):
        return "".join(f"{self.characters.index(c) + 1:04X}" for c in words)

    def add_to(self, pdf):
        count = len(self.characters)
        program = pdf.make_stream(self.program)
        program.Length1 = len(self.program)
        descriptor = Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/" + self.name),
            Flags=4,
            FontBBox=Array([0, -120, 1000, 880]),
            ItalicAngle=0,
            Ascent=880,
            Descent=-120,
            CapHeight=700,
            StemV=80,
            FontFile2=program,
        )
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name("/" + self.name),
            CIDSystemInfo=Dictionary(
                Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
            ),
            FontDescriptor=pdf.make_indirect(descriptor),
            CIDToGIDMap=Name.Identity,
            DW=1000,
            W=Array([1, Array([1000] * count)]),
        )
        if self.vertical:
            descendant.DW2 = Array([880, -1000])
            descendant.W2 = Array([1, count, -1000, 500, 880])
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name("/" + self.name),
                Encoding=Name("/Identity-V" if self.vertical else "/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(descendant)]),
                ToUnicode=pdf.make_stream(self.to_unicode()),
            )
        )

    def to_unicode(self):
        lines = [
            f"<{code:04X}> <{self.unicodes.get(c, c).encode('utf-16-be').hex()}>"
            for code, c in enumerate(self.characters, start=1)
        ]
        return "\n".join(
            [
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
                "1 begincodespacerange <0000> <FFFF> endcodespacerange",
                f"{len(lines)} beginbfchar",
                *lines,
                "endbfchar endcmap end end",
            ]
        ).encode()


def sample(pages=PAGES, *, vertical=False, face=None, hurt=None, version="1.7", tagged=True):  # noqa: PLR0913 - as tests ask
    """A sound PDF with one line of text a page (a column when vertical), as bytes.

    Unless `tagged` is False, pages still untagged after `hurt` are each made one paragraph.
    """
    characters = "".join(dict.fromkeys("".join(pages)))
    boxes = VERTICAL_BOXES if vertical else HORIZONTAL_BOXES
    face = face or Typeface(characters, vertical, tiny_font(characters, boxes))
    pdf = pikepdf.new()
    font = face.add_to(pdf)
    for words in pages:
        page = pdf.add_blank_page(page_size=(600, 800))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = pdf.make_stream(_content(face, words, vertical=vertical))
    _dress(pdf, vertical=vertical)
    if hurt:
        hurt(pdf)
    if tagged and "/StructTreeRoot" in pdf.Root:
        tag(pdf)
    out = BytesIO()
    pdf.save(out, deterministic_id=True, force_version=version, fix_metadata_version=False)
    return out.getvalue()


def _content(face, words, *, vertical):
    """One line; vertically as the finisher writes it: the page turned, the text turned back."""
    turn = "0 -1 1 0 0 800 cm\n1 0 0 -1 0 600 cm\n" if vertical else ""
    matrix = "0 -1 -1 0 40 40 Tm" if vertical else "1 0 0 1 40 700 Tm"
    shown = face.codes(words)
    return f"q {turn}BT /F1 20 Tf 0 g {matrix} [<{shown}>] TJ ET Q".encode()


def _dress(pdf, *, vertical):
    """Everything around the text: metadata, structure, output intent, preferences."""
    metadata = pdf.make_stream(XMP.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    root = pdf.Root
    root.Metadata = metadata
    root.Lang = String("ja")
    root.MarkInfo = Dictionary(Marked=True)
    root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if vertical:
        root.ViewerPreferences.Direction = Name.R2L
    root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                DestOutputProfile=pdf.make_stream(b"profile"),
            )
        ]
    )
    info = Dictionary(
        Title=String("宣言"),
        Author=String("研究所"),
        Producer=String("hand"),
        CreationDate=String(INFO_DATE),
    )
    pdf.docinfo = pdf.make_indirect(info)


def tag(pdf):
    """Make each page without marked content one paragraph of the structure tree."""
    tree = pdf.Root.StructTreeRoot
    if "/K" not in tree:
        document = Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array([]))
        tree.K = pdf.make_indirect(document)
        tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([])))
    for key, page in enumerate(pdf.pages):
        if "/Contents" not in page or not (content := _unmarked(page.Contents)):
            continue
        page.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC " + content + b" EMC")
        paragraph = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.P, P=tree.K, Pg=page.obj, K=0)
        )
        tree.K.K.append(paragraph)
        tree.ParentTree.Nums.extend([key, Array([paragraph])])
        page.StructParents = key


def _unmarked(contents):
    """Content that says nothing of tags; nothing when it does, or cannot be read."""
    streams = contents if isinstance(contents, Array) else [contents]
    try:
        data = b"\n".join(stream.read_bytes() for stream in streams)
    except pikepdf.PdfError:
        return b""
    return b"" if re.search(rb"\b(BMC|BDC)\b", data) else data


def font_of(pdf):
    """The sample's Type 0 font dictionary."""
    return pdf.pages[0].Resources.Font.F1


def descendant_of(pdf):
    """The CIDFont of the sample's font."""
    return font_of(pdf).DescendantFonts[0]


def replace_content(pdf, old, new, page=0):
    """Change bytes of a page's content."""
    contents = pdf.pages[page].Contents
    data = contents.read_bytes()
    assert old in data, data
    contents.write(data.replace(old, new))


def replace_xmp(pdf, old, new):
    """Change the XMP as text."""
    data = pdf.Root.Metadata.read_bytes().decode()
    assert old in data
    pdf.Root.Metadata.write(data.replace(old, new).encode())
