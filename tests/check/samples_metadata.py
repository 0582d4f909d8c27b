"""The sound sample injured: title, language, Info, XMP packet, properties, schemas, claims."""

from pdf_samples import replace_xmp, sample
from pikepdf import Dictionary, Name, String
from samples_core import drop, hurt, xmp

TITLE = '<rdf:li xml:lang="x-default">宣言</rdf:li>'
UNTITLED = TITLE.replace("宣言", "")
HEADER = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
CLAIM = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
END = "</rdf:Description></rdf:RDF>"
SCHEMAS_END = "</rdf:Bag></pdfaExtension:schemas>"
MODIFIED = "<xmp:ModifyDate>2024-05-21</xmp:ModifyDate>"

# A schema of the house with a type of its own, and a property that uses it.
OWN_SCHEMA = """<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>rooms</pdfaSchema:schema>
<pdfaSchema:namespaceURI>urn:house:rooms/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>rooms</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>shelves</pdfaProperty:name>
<pdfaProperty:valueType>Bag Shelf</pdfaProperty:valueType>
<pdfaProperty:category>external</pdfaProperty:category>
<pdfaProperty:description>where it is kept</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
<pdfaSchema:valueType><rdf:Seq><rdf:li rdf:parseType="Resource"
 xmlns:pdfaType="http://www.aiim.org/pdfa/ns/type#">
<pdfaType:type>Shelf</pdfaType:type>
<pdfaType:namespaceURI>urn:house:shelf/</pdfaType:namespaceURI>
<pdfaType:prefix>shelf</pdfaType:prefix>
<pdfaType:description>a shelf</pdfaType:description>
<pdfaType:field><rdf:Seq><rdf:li rdf:parseType="Resource"
 xmlns:pdfaField="http://www.aiim.org/pdfa/ns/field#">
<pdfaField:name>number</pdfaField:name>
<pdfaField:valueType>Integer</pdfaField:valueType>
<pdfaField:description>counted from the door</pdfaField:description>
</rdf:li></rdf:Seq></pdfaType:field>
</rdf:li></rdf:Seq></pdfaSchema:valueType>
</rdf:li>"""
OWN_PROPERTY = """<rooms:shelves xmlns:rooms="urn:house:rooms/"><rdf:Bag>
<rdf:li><rdf:Description xmlns:shelf="urn:house:shelf/" shelf:number="12"/></rdf:li>
</rdf:Bag></rooms:shelves>"""


def with_own_schema(pdf):
    """Add a schema, described in full, and a property of it."""
    replace_xmp(pdf, SCHEMAS_END, OWN_SCHEMA + SCHEMAS_END)
    replace_xmp(pdf, END, OWN_PROPERTY + END)


def own_schema(old, new):
    """The sample with a schema of its own, one thing in its description changed."""

    def change(pdf):
        with_own_schema(pdf)
        replace_xmp(pdf, old, new)

    return lambda: hurt(change)


def property_added(written):
    return lambda: hurt(xmp(END, written + END))


def untitled(pdf):
    replace_xmp(pdf, TITLE, UNTITLED)
    del pdf.docinfo["/Title"]


def anonymous(pdf):
    replace_xmp(pdf, "<rdf:li>研究所</rdf:li>", "")
    del pdf.docinfo["/Author"]


def utf16(pdf):
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().decode().encode("utf-16"))


def with_metadata_of_a_page(pdf, data=b"<a>"):
    """Metadata of the first page; as given, it is not even XML."""
    stream = pdf.make_stream(data)
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.pages[0].Metadata = stream


def as_pdfa1(pdf):
    replace_xmp(pdf, CLAIM, CLAIM.replace("2", "1").replace(">A<", ">B<"))


def as_pdfa4(pdf):
    replace_xmp(pdf, CLAIM, "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>")
    del pdf.trailer["/Info"]


def filtered():
    """PDF/A-1b with hexadecimal XMP; qpdf would undo the filter, so it is named after saving."""

    def in_hexadecimal(pdf):
        as_pdfa1(pdf)
        pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().hex().encode() + b">")
        pdf.Root.Metadata.Filler = Name.ASCIIHexDecode

    return sample(hurt=in_hexadecimal, version="1.4").replace(b"/Filler", b"/Filter")


def pdfa4(change=None):
    def made(pdf):
        as_pdfa4(pdf)
        if change:
            change(pdf)

    return sample(hurt=made, version="2.0")


def with_info(**entries):
    """PDF/A-4 with an Info dictionary, and PieceInfo to excuse it."""

    def change(pdf):
        pdf.trailer.Info = pdf.make_indirect(Dictionary(**entries))
        pdf.Root.PieceInfo = Dictionary()

    return change


def other_prefix(pdf):
    replace_xmp(pdf, CLAIM, CLAIM.replace("pdfaid:", "pdfid:"))
    replace_xmp(pdf, "xmlns:pdfaid=", "xmlns:pdfid=")


FAILING = {
    ("metadata/title", "no-title"): lambda: hurt(untitled),
    ("metadata/title", "title-without-language"): lambda: hurt(
        lambda pdf: (
            replace_xmp(pdf, "<dc:title>", '<d:title xmlns:d="http://purl.org/dc/elements/1.1/">'),
            replace_xmp(pdf, "</dc:title>", "</d:title>"),
        )
    ),
    ("metadata/author", "no-author"): lambda: hurt(anonymous),
    ("metadata/language", "bad-language"): lambda: hurt(
        lambda pdf: pdf.Root.__setitem__("/Lang", String("日本語"))
    ),
    ("metadata/xmp-present", "not-marked-as-xml"): lambda: hurt(
        lambda pdf: pdf.Root.Metadata.__delitem__("/Subtype")
    ),
    ("metadata/xmp-well-formed", "broken-xmp"): lambda: hurt(with_metadata_of_a_page),
    ("metadata/xmp-encoding", "not-utf8"): lambda: hurt(utf16),
    ("metadata/xmp-encoding", "no-rdf"): lambda: hurt(
        lambda pdf: with_metadata_of_a_page(pdf, b"<a/>")
    ),
    ("metadata/xmp-filter", "filtered"): filtered,
    ("metadata/xmp-packet-header", "packet-attributes"): lambda: hurt(
        xmp('" id="W5M', '" encoding="UTF-8" id="W5M')
    ),
    ("metadata/xmp-packet-wrapper", "no-packet"): lambda: hurt(xmp(HEADER, "")),
    ("metadata/xmp-schemas", "undefined-property"): property_added(
        "<pdf:Trapped>False</pdf:Trapped>"
    ),
    ("metadata/xmp-value-types", "wrong-type"): property_added(MODIFIED.replace("05", "May")),
    ("metadata/extension-container", "wrong-form"): lambda: hurt(
        lambda pdf: (
            replace_xmp(pdf, "schemas><rdf:Bag>", "schemas><rdf:Seq>"),
            replace_xmp(pdf, SCHEMAS_END, SCHEMAS_END.replace("Bag", "Seq")),
        )
    ),
    ("metadata/extension-container", "wrong-prefix"): lambda: hurt(
        lambda pdf: (
            replace_xmp(pdf, "<pdfaExtension:", "<ext:"),
            replace_xmp(pdf, "</pdfaExtension:", "</ext:"),
            replace_xmp(pdf, "xmlns:pdfaExtension", "xmlns:ext"),
        )
    ),
    ("metadata/extension-fields", "undefined-field"): own_schema(
        "<pdfaProperty:category>external",
        "<pdfaProperty:since>2024</pdfaProperty:since><pdfaProperty:category>external",
    ),
    ("metadata/extension-schema", "missing-field"): own_schema(
        "<pdfaSchema:schema>rooms</pdfaSchema:schema>", ""
    ),
    ("metadata/extension-schema", "wrong-form"): own_schema(
        "<pdfaSchema:prefix>rooms</pdfaSchema:prefix>",
        "<pdfaSchema:prefix><rdf:Bag><rdf:li>rooms</rdf:li></rdf:Bag></pdfaSchema:prefix>",
    ),
    ("metadata/extension-property", "wrong-category"): own_schema(">external<", ">outside<"),
    ("metadata/extension-property", "unknown-type"): own_schema(">Bag Shelf<", ">Bag Board<"),
    ("metadata/extension-value-type", "missing-field"): own_schema(
        "<pdfaType:prefix>shelf</pdfaType:prefix>", ""
    ),
    ("metadata/extension-field", "missing-field"): own_schema(
        "<pdfaField:description>counted from the door</pdfaField:description>", ""
    ),
    ("metadata/info-equals-xmp", "title-differs"): lambda: hurt(
        lambda pdf: pdf.docinfo.__setitem__("/Title", String("宣言案"))
    ),
    ("metadata/info-equals-xmp", "creationdate-differs"): lambda: hurt(
        xmp("2024-05-21T00:00:00Z", "2024-05-21T00:00:01Z")
    ),
    ("metadata/info-absent", "info-entries"): lambda: pdfa4(with_info(Title=String("宣言"))),
    ("metadata/info-absent", "info-present"): lambda: pdfa4(
        lambda pdf: pdf.trailer.__setitem__("/Info", Dictionary(ModDate=String("D:20240521")))
    ),
    ("metadata/pdfa-claim", "invalid-claim"): lambda: hurt(
        xmp("<pdfaid:conformance>A", "<pdfaid:conformance>X")
    ),
    ("metadata/pdfa-claim", "other-claim"): lambda: hurt(
        xmp("<pdfaid:conformance>A", "<pdfaid:conformance>B")
    ),
    ("file/output-intent", "no-output-intent"): lambda: hurt(drop("/OutputIntents")),
    ("metadata/pdfa-revision", "no-revision"): lambda: pdfa4(xmp(">2020<", ">20 years<")),
    ("metadata/identification-prefix", "wrong-prefix"): lambda: hurt(other_prefix),
    ("file/identifier", "no-file-identifier"): lambda: sample().replace(b"/ID ", b"/Id "),
    ("access/tags-present", "not-tagged"): lambda: hurt(drop("/MarkInfo")),
    ("access/title-displayed", "title-not-displayed"): lambda: hurt(drop("/ViewerPreferences")),
    ("metadata/pdfua-claim", "no-claim"): lambda: hurt(xmp("<pdfuaid:part>1", "<pdfuaid:part>4")),
}

JUDGED_AS = {
    ("metadata/xmp-filter", "filtered"): "pdfa-1b",
    ("metadata/info-absent", "info-entries"): "pdfa-4",
    ("metadata/info-absent", "info-present"): "pdfa-4",
    ("metadata/pdfa-revision", "no-revision"): "pdfa-4",
}
ALSO = {
    # A type nobody knows makes the property that names it unknown too.
    ("metadata/extension-property", "unknown-type"): {"metadata/xmp-schemas"},
    # The sample's font is a subset for PDF/A-2, without the CIDSet that PDF/A-1 asks for.
    ("metadata/xmp-filter", "filtered"): {"fonts/cid-set"},
}
PASSING = dict.fromkeys({rule for rule, _ in FAILING}, lambda: hurt(with_own_schema))
PASSING["metadata/xmp-filter"] = lambda: sample(hurt=as_pdfa1, version="1.4")
PASSING["metadata/pdfa-revision"] = pdfa4
PASSING["metadata/info-absent"] = lambda: pdfa4(with_info(ModDate=String("D:20240521")))
