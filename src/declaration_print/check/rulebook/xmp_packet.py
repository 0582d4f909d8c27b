"""Rules about the XMP packet: it is there, can be read, and is wrapped as the standards ask."""

from collections.abc import Iterator

from declaration_print.check.document.objects import as_array, as_name, entry
from declaration_print.check.metadata.metadata_streams import EmbeddedXmp, is_metadata
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Severity, Words

JUDGES_PARTS = frozenset({"pdfa-2", "pdfa-4"})
"""Standards by which veraPDF judges the metadata of pages, images and other parts too."""

FORBIDDEN_ATTRIBUTES = ("bytes", "encoding")

_BY_TOOL = Words(
    ja="PDF を作ったソフトの設定か版を変え、PDF/A として書き出し直してください。"
    "それでも直らなければ、ソフトの作り手にこの報告を渡してください。",
    en="Export again as PDF/A with other settings or a newer version of the software; if that does "
    "not help, hand this report to its makers.",
)


def packets(case: Examination) -> Iterator[EmbeddedXmp]:
    """The packets to judge: the document's, and those of parts where the standard has them."""
    metadata = case.pdf.metadata
    if metadata.main is not None:
        yield metadata.main
    if case.standards & JUDGES_PARTS:
        yield from metadata.of_parts


def whose(xmp: EmbeddedXmp) -> Words:
    """What a message puts before it to say which packet it is about; nothing for the document's."""
    if xmp.number is None:
        return Words(ja="", en="")
    return Words(
        ja=f"部品のメタデータ(オブジェクト {xmp.number}): ",
        en=f"In the metadata of a part (object {xmp.number}): ",
    )


@rule(
    id="metadata/xmp-present",
    clause={"pdfa-1": "6.7.2", "pdfa-2": "6.6.2.1", "pdfa-4": "6.7.2.1", "pdfua-1": "7.1"},
    rationale=Words(
        ja="XMP は、書庫や検索がファイルを開かずに読む、唯一の標準の書誌です。",
        en="XMP is the one standard description that archives read without rendering the file.",
    ),
    remedy=Words(
        ja="XMP メタデータを付けて(PDF/A として)書き出し直してください。",
        en="Export again with XMP metadata, for instance as PDF/A.",
    ),
)
def there_is_an_xmp_packet(case: Examination) -> Iterator[Observation]:
    """Does the catalog lead to a metadata stream marked as XML?"""
    stream = case.pdf.metadata.stream
    if stream is None:
        yield Observation(
            "no-xmp",
            Words(ja="XMP メタデータがありません。", en="The file has no XMP metadata."),
        )
    elif not is_metadata(stream):
        kind = "Type /Metadata, Subtype /XML"
        yield Observation(
            "not-marked-as-xml",
            Words(
                ja=f"XMP メタデータのストリームに、そうと示す印({kind})がありません。",
                en=f"The stream of the XMP metadata is not marked as such ({kind}).",
            ),
        )


@rule(
    id="metadata/xmp-well-formed",
    clause={"pdfa-1": "6.7.9", "pdfa-2": "6.6.2.1", "pdfa-4": "6.7.2.1", "pdfua-1": "7.1"},
    rationale=Words(
        ja="書き方の誤った XMP は、どのソフトにも読まれず、ないのと同じです。",
        en="XMP with faults in its writing is read by no program: it might as well be absent.",
    ),
    remedy=_BY_TOOL,
)
def xmp_is_well_formed(case: Examination) -> Iterator[Observation]:
    """Is every packet well-formed XML, and RDF as XMP has it (ISO 16684-1 7)?"""
    for xmp in packets(case):
        if xmp.broken_because is not None:
            where, why = whose(xmp), xmp.broken_because
            yield Observation(
                "broken-xmp",
                Words(
                    ja=f"{where.ja}XMP メタデータが読めません({why.ja})。",
                    en=f"{where.en}The XMP metadata cannot be read ({why.en}).",
                ),
            )


@rule(
    id="metadata/xmp-encoding",
    clause={"pdfa-2": "6.6.2.1", "pdfa-4": "6.7.2.1"},
    rationale=Words(
        ja="PDF/A-2 以降の XMP は UTF-8 と決まっています。ほかの符号化は読まれないおそれがあります。",
        en="From PDF/A-2 on XMP is in UTF-8; software need not understand any other encoding.",
    ),
    remedy=_BY_TOOL,
)
def xmp_is_in_utf8(case: Examination) -> Iterator[Observation]:
    """Is every packet RDF in UTF-8? Without rdf:RDF, veraPDF knows of no encoding."""
    for xmp in packets(case):
        where = whose(xmp)
        if xmp.packet is not None and not xmp.packet.has_rdf:
            yield Observation(
                "no-rdf",
                Words(
                    ja=f"{where.ja}XMP メタデータに中身(rdf:RDF)がありません。",
                    en=f"{where.en}The XMP metadata has no content (no rdf:RDF).",
                ),
            )
        elif xmp.packet is not None and xmp.packet.encoding != "UTF-8":
            encoding = xmp.packet.encoding
            yield Observation(
                "not-utf8",
                Words(
                    ja=f"{where.ja}XMP メタデータの符号化が UTF-8 ではなく {encoding} です。",
                    en=f"{where.en}The XMP metadata is in {encoding} instead of UTF-8.",
                ),
            )


@rule(
    id="metadata/xmp-filter",
    clause={"pdfa-1": "6.7.2"},
    rationale=Words(
        ja="PDF/A-1 では、PDF を解さないソフトにも読めるよう、書誌は圧縮せずに置きます。",
        en="In PDF/A-1 the metadata lies open, so that software that knows no PDF can read it.",
    ),
    remedy=_BY_TOOL,
)
def xmp_is_not_filtered(case: Examination) -> Iterator[Observation]:
    """Is the document's metadata stream without a filter?"""
    stream = case.pdf.metadata.stream
    found = entry(stream, "/Filter")
    names = [as_name(found), *(as_name(one) for one in as_array(found))]
    if filters := ", ".join(name for name in names if name):
        yield Observation(
            "filtered",
            Words(
                ja=f"XMP メタデータが圧縮または符号化されています(Filter: {filters})。",
                en=f"The XMP metadata is compressed or encoded (Filter: {filters}).",
            ),
        )


@rule(
    id="metadata/xmp-packet-header",
    clause={"pdfa-1": "6.7.5", "pdfa-2": "6.6.2.1", "pdfa-4": "6.7.2.1"},
    rationale=Words(
        ja="bytes と encoding は廃止された属性で、書き換えられると中身と食い違います。",
        en="The attributes bytes and encoding are obsolete, and wrong as soon as anything changes.",
    ),
    remedy=_BY_TOOL,
)
def the_packet_header_has_no_obsolete_attributes(case: Examination) -> Iterator[Observation]:
    """Is the header of every packet free of `bytes` and `encoding`?"""
    for xmp in packets(case):
        attributes = xmp.packet.header_attributes if xmp.packet else {}
        for name in FORBIDDEN_ATTRIBUTES:
            if name in attributes:
                where, written = whose(xmp), f'{name}="{attributes[name]}"'
                yield Observation(
                    "packet-attributes",
                    Words(
                        ja=f"{where.ja}XMP の先頭(<?xpacket …?>)に、使えない属性 {written} が"
                        "あります。",
                        en=f"{where.en}The XMP header (<?xpacket ...?>) has the forbidden "
                        f"attribute {written}.",
                    ),
                )


@rule(
    id="metadata/xmp-packet-wrapper",
    severity=Severity.WARNING,
    rationale=Words(
        ja="<?xpacket …?> の目印があれば、PDF を解さないソフトも書誌を見つけられます。",
        en="With the marks <?xpacket ...?> around it, software that knows no PDF finds the metadata.",
    ),
    remedy=_BY_TOOL,
)
def the_packet_is_wrapped(case: Examination) -> Iterator[Observation]:
    """Does the document's packet begin with a header? The PDF/A standards only advise it."""
    packet = case.pdf.metadata.packet
    if packet is not None and packet.header is None:
        yield Observation(
            "no-packet",
            Words(
                ja="XMP メタデータが <?xpacket …?> で包まれていません。",
                en="The XMP metadata is not wrapped in <?xpacket ...?>.",
            ),
        )
