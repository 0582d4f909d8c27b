"""XMP and Info from one source, so that they can never disagree.

XMP follows ISO 16684-1 with the schemas that PDF/A predefines (ISO 19005-2 6.6.2.3); what is not
among them goes along with its description.
"""

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

import pydyf

from declaration_print.finish.extension_schemas import OWN, OWN_NAMESPACE, PDFUAID, described
from declaration_print.model.finishing import Conformance, Credentials
from declaration_print.model.moments import iso_utc

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": PDFUAID.namespace,
    OWN.prefix: OWN_NAMESPACE,
}

_PDF_2 = "4"
"""The part of PDF/A that builds on PDF 2.0: no Info, no extension schemas."""
_REVISION = {_PDF_2: "2020"}
"""PDF/A-4 names the year of its edition (ISO 19005-4 6.7.3)."""


def info(credentials: Credentials, conformance: Conformance) -> dict[str, object]:
    """The document information dictionary (ISO 32000-1 14.3.3).

    PDF/A-4 has none (ISO 19005-4 6.1.3).
    """
    if conformance.part == _PDF_2:
        return {}
    date = pdf_date(credentials.date)
    entries: dict[str, str | None] = {
        "Title": credentials.title,
        "Author": credentials.author,
        "Subject": credentials.description,
        "Keywords": credentials.keywords,
        "Creator": credentials.creator_tool,
        "Producer": credentials.producer,
        "CreationDate": date,
        "ModDate": date,
    }
    return {key: pydyf.String(value) for key, value in entries.items() if value}


def xmp(credentials: Credentials, conformance: Conformance) -> bytes:
    """The XMP packet, UTF-8."""
    groups = (_dublin_core, _of_the_file, _of_the_declaration)
    body = "".join(element for group in groups for element in group(credentials))
    body += "".join(_claims(conformance))
    namespaces = "".join(
        f"\n      xmlns:{key}={quoteattr(url)}" for key, url in _NAMESPACES.items()
    )
    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""{namespaces}>{body}
  </rdf:Description>{_extensions(conformance)}
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
    return packet.encode()


def _dublin_core(credentials: Credentials) -> Iterable[str]:
    """ISO 16684-1 8.3."""
    titles = [("x-default", credentials.title), *credentials.titles]
    description = credentials.description
    return (
        _simple("dc:format", "application/pdf"),
        _alternatives("dc:title", titles),
        _array("dc:creator", "Seq", credentials.creators),
        _array("dc:publisher", "Bag", credentials.publishers),
        _array("dc:contributor", "Bag", credentials.contributors),
        _array("dc:language", "Bag", [credentials.language]),
        _array("dc:type", "Bag", [credentials.edition]),
        _array("dc:date", "Seq", [credentials.declared] if credentials.declared else []),
        _array("dc:subject", "Bag", credentials.subjects),
        _alternatives(
            "dc:description",
            [("x-default", description), (credentials.language, description)]
            if description
            else [],
        ),
        _alternatives(
            "dc:rights", [("x-default", credentials.rights)] if credentials.rights else []
        ),
        _simple("dc:source", credentials.source),
        _simple("dc:identifier", credentials.identifier),
    )


def _of_the_file(credentials: Credentials) -> Iterable[str]:
    """ISO 16684-1 8.4 (xmp), 8.6 (xmpMM); Adobe PDF namespace."""
    date = iso_utc(credentials.date)
    return (
        _simple("xmp:CreatorTool", credentials.creator_tool),
        _simple("xmp:CreateDate", date),
        _simple("xmp:ModifyDate", date),
        _simple("xmp:MetadataDate", date),
        _simple("xmpMM:DocumentID", f"uuid:{credentials.document_id}"),
        _simple("xmpMM:InstanceID", f"uuid:{credentials.instance_id}"),
        _simple("pdf:Producer", credentials.producer),
        _simple("pdf:Keywords", credentials.keywords),
    )


def _of_the_declaration(credentials: Credentials) -> Iterable[str]:
    """Our own schema."""
    values = {
        "datePrinted": credentials.declared_as_printed,
        "titleReading": credentials.reading,
        "edition": credentials.layout,
        "writing": str(credentials.writing),
        "paper": credentials.paper,
        "sourceSha256": credentials.source_sha256,
    }
    return (_simple(f"{OWN.prefix}:{one.name}", values[one.name]) for one in OWN.properties)


def _claims(conformance: Conformance) -> Iterable[str]:
    """ISO 19005-2 6.6.4, ISO 19005-4 6.7.3, ISO 14289-1 5."""
    return (
        _simple("pdfaid:part", conformance.part),
        _simple("pdfaid:conformance", conformance.level),
        _simple("pdfaid:rev", _REVISION.get(conformance.part)),
        _simple("pdfuaid:part", "1" if conformance.pdfua else None),
    )


def _extensions(conformance: Conformance) -> str:
    if conformance.part == _PDF_2:
        return ""
    return described([PDFUAID, OWN] if conformance.pdfua else [OWN])


def _simple(name: str, value: str | None) -> str:
    return f"\n   <{name}>{escape(value)}</{name}>" if value else ""


def _array(name: str, kind: str, values: list[str] | tuple[str, ...]) -> str:
    if not values:
        return ""
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values)
    return f"\n   <{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def _alternatives(name: str, values: list[tuple[str, str]]) -> str:
    if not values:
        return ""
    items = "".join(
        f"<rdf:li xml:lang={quoteattr(lang)}>{escape(value)}</rdf:li>" for lang, value in values
    )
    return f"\n   <{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def pdf_date(date: datetime) -> str:
    """A UTC date as ISO 32000-1 7.9.4 writes it."""
    return f"D:{date.year:04d}{date:%m%d%H%M%S}Z"
