"""The XMP packet (ISO 16684-1): its wrapper, and its properties as plain values.

Parsed with expat; a DOCTYPE is refused before it can declare an entity.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET  # builds elements only: expat below refuses DTDs
from xml.parsers import expat

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = "http://www.w3.org/XML/1998/namespace"
DC = "http://purl.org/dc/elements/1.1/"
XMP = "http://ns.adobe.com/xap/1.0/"
PDF = "http://ns.adobe.com/pdf/1.3/"
PDFA_ID = "http://www.aiim.org/pdfa/ns/id/"
PDFUA_ID = "http://www.aiim.org/pdfua/ns/id/"
PDFA_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
PDFA_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
PDFA_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"

PREFIXES = {DC: "dc", XMP: "xmp", PDF: "pdf", PDFA_ID: "pdfaid", PDFUA_ID: "pdfuaid"}

SIZE_LIMIT = 5_000_000  # bytes; a packet is a few kilobytes
DEPTH_LIMIT = 100

_XML_DECLARATION = re.compile(r"^<\?xml\s[^?]*\?>")
_HEADER = re.compile(r"<\?xpacket\s+begin\s*=([^?]*)\?>")


class BadXmp(Exception):
    """The packet is not well-formed, or declares a DOCTYPE; the message says which."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property's items with their languages (None outside a language alternative)."""

    items: tuple[tuple[str | None, str], ...]

    @property
    def text(self) -> str:
        """The x-default item, else the first, else nothing."""
        for language, text in self.items:
            if language == "x-default":
                return text
        return self.items[0][1] if self.items else ""

    @property
    def is_alternative(self) -> bool:
        """Whether its items say the same in several languages."""
        return any(language is not None for language, _ in self.items)

    @property
    def texts(self) -> list[str]:
        """All items in order."""
        return [text for _, text in self.items]


@dataclass(frozen=True, slots=True)
class XmpPacket:
    """A parsed packet. `header` is what stands in `<?xpacket …?>`, None without one."""

    header: str | None
    properties: Mapping[tuple[str, str], Property]
    described_schemas: Mapping[str, frozenset[str]] = field(default_factory=dict)
    prefixes: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by namespace

    def get(self, namespace: str, name: str) -> Property | None:
        """A property by namespace and local name."""
        return self.properties.get((namespace, name))

    def text(self, namespace: str, name: str) -> str | None:
        """A property's text, stripped; None when it is absent."""
        found = self.get(namespace, name)
        return found.text.strip() if found else None


def parse(data: bytes) -> XmpPacket:
    """An XMP packet from a metadata stream's bytes.

    Raises:
        BadXmp: it is not well-formed XML, is too large, or has a DOCTYPE.
    """
    if len(data) > SIZE_LIMIT:
        raise BadXmp(f"larger than {SIZE_LIMIT} bytes")
    text = _decoded(data)
    root, prefixes = _tree(text)
    header = _HEADER.search(text)
    properties: dict[tuple[str, str], Property] = {}
    schemas: dict[str, frozenset[str]] = {}
    for namespace, name, element in _properties(root):
        if (namespace, name) == (PDFA_EXTENSION, "schemas") and not isinstance(element, str):
            schemas.update(_described(element))
        value = Property(((None, element),)) if isinstance(element, str) else _value(element)
        properties.setdefault((namespace, name), value)
    return XmpPacket(header[1] if header else None, properties, schemas, prefixes)


def _decoded(data: bytes) -> str:
    """The packet as text: UTF-8, -16 or -32, told by its first characters (ISO 16684-1 7.3)."""
    start = data[:4]
    for encoding in ("utf-32-be", "utf-32-le", "utf-16-be", "utf-16-le"):
        if any(start.startswith(c.encode(encoding)) for c in ("\ufeff", "<", " ", "\n", "\r")):
            break
    else:
        encoding = "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadXmp(str(error)) from error
    return _XML_DECLARATION.sub("", text.strip("\ufeff\0 \t\r\n"))


def _tree(text: str) -> tuple[ET.Element, dict[str, frozenset[str]]]:
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    depth = 0
    prefixes: dict[str, frozenset[str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH_LIMIT:
            raise BadXmp("nested too deeply")
        builder.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    def declare(prefix: str | None, namespace: str | None) -> None:
        known = prefixes.get(namespace or "", frozenset())
        prefixes[namespace or ""] = known | {prefix or ""}

    def refuse(*_: object) -> None:
        raise BadXmp("it declares a DOCTYPE")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.StartNamespaceDeclHandler = declare
    try:
        parser.Parse(text, True)  # noqa: FBT003 - expat takes it by position
        return builder.close(), prefixes
    except (expat.ExpatError, AssertionError, ValueError, LookupError) as error:
        raise BadXmp(str(error)) from error


def _split(tag: str) -> tuple[str, str]:
    namespace, _, name = tag.rpartition("}")
    return namespace, name


def _properties(
    root: ET.Element,
) -> Iterator[tuple[str, str, "ET.Element | str"]]:
    """Every property of every rdf:Description, as attribute (text) or element."""
    for description in root.iter(f"{RDF}}}RDF"):
        for node in description.findall("./{*}Description") or list(description):
            for tag, value in node.attrib.items():
                namespace, name = _split(tag)
                if namespace not in {RDF, XML, ""}:
                    yield namespace, name, value
            for element in node:
                yield *_split(element.tag), element


def _value(element: ET.Element) -> Property:
    for kind in ("Alt", "Seq", "Bag"):
        for array in element:
            if array.tag == f"{RDF}}}{kind}":
                items = [(item.get(f"{XML}}}lang"), item.text or "") for item in array]
                return Property(tuple(items))
    return Property(((None, element.text or ""),))


def _described(element: ET.Element) -> dict[str, frozenset[str]]:
    """Extension schemas: namespace → names of the properties described (ISO 19005-2 6.6.2.3.3)."""
    found = {}
    for node in element.iter():
        namespace = _field(node, PDFA_SCHEMA, "namespaceURI")
        if namespace is not None:
            names = (_field(inner, PDFA_PROPERTY, "name") for inner in node.iter())
            found[namespace] = frozenset(name for name in names if name)
    return found


def _field(node: ET.Element, namespace: str, name: str) -> str | None:
    """A structure's field, written as an element or as an attribute."""
    tag = f"{namespace}}}{name}"
    child = next((inner for inner in node if inner.tag == tag), None)
    text = node.get(tag) if child is None else child.text
    return text.strip() if text else None
