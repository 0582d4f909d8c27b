"""Elements → XML that reads well and is the same every time."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

NAMESPACES = {
    "premis": "http://www.loc.gov/premis/v3",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dcndl": "http://ndl.go.jp/dcndl/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
DECLARED = b'<?xml version="1.0" encoding="UTF-8"?>\n'
"""How every record begins."""

_XML = "http://www.w3.org/XML/1998/namespace"

for _prefix, _url in NAMESPACES.items():
    ET.register_namespace(_prefix, _url)


def name(prefixed: str) -> str:
    """`dc:title` as ElementTree names it."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{_XML if prefix == 'xml' else NAMESPACES[prefix]}}}{local}"


def root(prefixed: str, attributes: Mapping[str, str] | None = None) -> ET.Element:
    """A first element."""
    return ET.Element(name(prefixed), _named(attributes))


def add(
    parent: ET.Element,
    prefixed: str,
    text: str | None = None,
    attributes: Mapping[str, str] | None = None,
) -> ET.Element:
    """One more element in `parent`."""
    element = ET.SubElement(parent, name(prefixed), _named(attributes))
    element.text = text
    return element


def written(element: ET.Element) -> bytes:
    """The document, UTF-8, indented, ending in a line feed."""
    ET.indent(element)
    body = ET.tostring(element, encoding="unicode")
    return DECLARED + f"{body}\n".encode()


def _named(attributes: Mapping[str, str] | None) -> dict[str, str]:
    return {
        name(key) if ":" in key else key: value for key, value in sorted((attributes or {}).items())
    }
