"""The XMP packet (ISO 16684-1): its wrapper, and its properties as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from declaration_print.check.metadata.xmp_rdf import DC, RDF, Node, properties_of
from declaration_print.check.metadata.xmp_xml import BadXmp, packet_attributes, parse_xml

XMP = "http://ns.adobe.com/xap/1.0/"
PDF = "http://ns.adobe.com/pdf/1.3/"
PDFA_ID = "http://www.aiim.org/pdfa/ns/id/"
PDFUA_ID = "http://www.aiim.org/pdfua/ns/id/"
PDFA_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"

PREFIXES = {DC: "dc", XMP: "xmp", PDF: "pdf", PDFA_ID: "pdfaid", PDFUA_ID: "pdfuaid"}

__all__ = ["DC", "BadXmp", "Node", "XmpPacket", "parse"]


@dataclass(frozen=True)
class XmpPacket:
    """A parsed packet.

    `header` is what stands in `<?xpacket …?>`, None without one; `encoding` such as `UTF-8`;
    `nodes` are the properties in order.
    """

    header: str | None
    encoding: str
    nodes: tuple[Node, ...]
    has_rdf: bool = True

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], Node]:
        return {(node.namespace, node.name): node for node in self.nodes}

    def get(self, namespace: str, name: str) -> Node | None:
        """A property by namespace and local name."""
        return self._by_name.get((namespace, name))

    def text(self, namespace: str, name: str) -> str | None:
        """A property's text, stripped; None when it is absent."""
        found = self.get(namespace, name)
        return found.text.strip() if found else None

    def of(self, namespace: str) -> tuple[Node, ...]:
        """The properties of one schema."""
        return tuple(node for node in self.nodes if node.namespace == namespace)

    @property
    def header_attributes(self) -> Mapping[str, str]:
        """The attributes in the packet header by name."""
        return packet_attributes(self.header or "")

    @property
    def extension(self) -> Node | None:
        """The container of extension schemas (ISO 19005-1 6.7.8)."""
        return self.get(PDFA_EXTENSION, "schemas")

    @property
    def properties(self) -> tuple[Node, ...]:
        """The properties but for the container of extension schemas."""
        return tuple(node for node in self.nodes if node is not self.extension)


def parse(data: bytes) -> XmpPacket:
    """An XMP packet from a metadata stream's bytes; one without rdf:RDF has no properties.

    Raises:
        BadXmp: it is no well-formed XML, is too large, has a DOCTYPE, or is no RDF as XMP has it.
    """
    document = parse_xml(data, RDF)
    nodes = properties_of(document.rdf) if document.rdf is not None else ()
    return XmpPacket(document.packet_header, document.encoding, nodes, document.rdf is not None)
