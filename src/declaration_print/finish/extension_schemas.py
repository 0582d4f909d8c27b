"""Properties that PDF/A does not predefine, described inside the file (ISO 19005-2 6.6.2.3.3).

PDF/A-4 has given such descriptions up: it takes XMP as ISO 16684-1 leaves it, where any
namespace may stand (ISO 19005-4 6.7.2).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

OWN_NAMESPACE = "urn:uuid:c076a1e7-85fa-4be1-bd8f-125926f505cb#"
"""A name and no address: nothing is to be found there, and nobody can take it over (RFC 9562)."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property: `external` where its value comes from people, `internal` where it is worked out."""

    name: str
    value_type: str
    category: str
    description: str


@dataclass(frozen=True, slots=True)
class Schema:
    """The properties of one namespace."""

    title: str
    namespace: str
    prefix: str
    properties: tuple[Property, ...]


PDFUAID = Schema(
    "PDF/UA Universal Accessibility Schema",
    "http://www.aiim.org/pdfua/ns/id/",
    "pdfuaid",
    (Property("part", "Integer", "internal", "Part of ISO 14289 to which the file conforms"),),
)
"""ISO 14289-1 5; not among the schemas that PDF/A-2 and -3 know."""

OWN = Schema(
    "Declarations (宣言) and the editions they are printed in",
    OWN_NAMESPACE,
    "declaration",
    (
        Property(
            "datePrinted",
            "Text",
            "external",
            "Date of the declaration, in the words in which it is printed",
        ),
        Property(
            "titleReading",
            "Text",
            "external",
            "Reading (よみ) of the title of the declaration, in kana",
        ),
        Property(
            "edition",
            "Text",
            "internal",
            "Name of the layout in which the declaration is set, such as handout or scroll",
        ),
        Property(
            "writing", "Text", "internal", "Direction of the lines of text: vertical or horizontal"
        ),
        Property(
            "paper",
            "Text",
            "internal",
            "Size of the sheet: its name, its width and height in mm, or the height of a scroll",
        ),
        Property(
            "sourceSha256",
            "Text",
            "internal",
            "SHA-256, in hexadecimal, of the YAML file of the declaration this file was made from",
        ),
    ),
)


def described(schemas: Iterable[Schema]) -> str:
    """The container of extension schemas as an element of rdf:RDF; nothing without schemas."""
    items = "".join(map(_schema, schemas))
    if not items:
        return ""
    return f"""
  <rdf:Description rdf:about=""
      xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
      xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
      xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas>
    <rdf:Bag>{items}
    </rdf:Bag>
   </pdfaExtension:schemas>
  </rdf:Description>"""


def _schema(schema: Schema) -> str:
    return f"""
     <rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>{escape(schema.title)}</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>{escape(schema.namespace)}</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>{schema.prefix}</pdfaSchema:prefix>
      <pdfaSchema:property>
       <rdf:Seq>{"".join(map(_property, schema.properties))}
       </rdf:Seq>
      </pdfaSchema:property>
     </rdf:li>"""


def _property(one: Property) -> str:
    return f"""
        <rdf:li rdf:parseType="Resource">
         <pdfaProperty:name>{one.name}</pdfaProperty:name>
         <pdfaProperty:valueType>{one.value_type}</pdfaProperty:valueType>
         <pdfaProperty:category>{one.category}</pdfaProperty:category>
         <pdfaProperty:description>{escape(one.description)}</pdfaProperty:description>
        </rdf:li>"""
