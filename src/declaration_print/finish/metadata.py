"""XMP and Info from one source, so that they can never disagree.

XMP follows ISO 16684-1 with the schemas that PDF/A predefines (ISO 19005-2 6.6.2.3); pdfuaid is not
one of them inside PDF/A-2 and -3, so its extension schema description goes along
(ISO 19005-2 6.6.2.3.3, ISO 14289-1 5).
"""

from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

import pydyf

from declaration_print.model.finishing import Conformance, Credentials

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}

_PDFUAID_SCHEMA = """
  <rdf:Description rdf:about=""
      xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
      xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
      xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas>
    <rdf:Bag>
     <rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property>
       <rdf:Seq>
        <rdf:li rdf:parseType="Resource">
         <pdfaProperty:name>part</pdfaProperty:name>
         <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
         <pdfaProperty:category>internal</pdfaProperty:category>
         <pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
        </rdf:li>
       </rdf:Seq>
      </pdfaSchema:property>
     </rdf:li>
    </rdf:Bag>
   </pdfaExtension:schemas>
  </rdf:Description>"""


def info(credentials: Credentials) -> dict[str, object]:
    """The document information dictionary (ISO 32000-1 14.3.3)."""
    date = _pdf_date(credentials.date)
    entries: dict[str, str | None] = {
        "Title": credentials.title,
        "Author": ", ".join(credentials.creators) or None,
        "Subject": credentials.description,
        "Creator": credentials.creator_tool,
        "Producer": credentials.producer,
        "CreationDate": date,
        "ModDate": date,
    }
    return {key: pydyf.String(value) for key, value in entries.items() if value}


def xmp(credentials: Credentials, conformance: Conformance) -> bytes:
    """The XMP packet, UTF-8."""
    date = credentials.date.isoformat(timespec="seconds").replace("+00:00", "Z")
    titles = [("x-default", credentials.title), *credentials.titles]
    properties = [
        _simple("dc:format", "application/pdf"),
        _alternatives("dc:title", titles),
        _array("dc:creator", "Seq", credentials.creators),
        _array("dc:language", "Bag", [credentials.language]),
        _array("dc:type", "Bag", [credentials.edition]),
        _array("dc:date", "Seq", [date]),
        _alternatives("dc:description", _default(credentials.description)),
        _alternatives("dc:rights", _default(credentials.rights)),
        _simple("dc:source", credentials.source),
        _simple("dc:identifier", credentials.identifier),
        _simple("xmp:CreatorTool", credentials.creator_tool),
        _simple("xmp:CreateDate", date),
        _simple("xmp:ModifyDate", date),
        _simple("xmp:MetadataDate", date),
        _simple("xmpMM:DocumentID", f"uuid:{credentials.document_id}"),
        _simple("xmpMM:InstanceID", f"uuid:{credentials.instance_id}"),
        _simple("pdf:Producer", credentials.producer),
        _simple("pdfaid:part", conformance.part),
        _simple("pdfaid:conformance", conformance.level or None),
        _simple("pdfuaid:part", "1" if conformance.pdfua else None),
    ]
    namespaces = "".join(
        f"\n      xmlns:{key}={quoteattr(url)}" for key, url in _NAMESPACES.items()
    )
    body = "".join(properties)
    schema = _PDFUAID_SCHEMA if conformance.pdfua else ""
    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""{namespaces}>{body}
  </rdf:Description>{schema}
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
    return packet.encode()


def _default(text: str | None) -> list[tuple[str, str]]:
    return [("x-default", text)] if text else []


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


def _pdf_date(date: datetime) -> str:
    """A UTC date as ISO 32000-1 7.9.4 writes it."""
    return f"D:{date.year:04d}{date:%m%d%H%M%S}Z"
