"""The XML of an XMP packet: bytes → elements with the prefixes they are written with.

Parsed with expat under bounds of size and depth; a DOCTYPE is refused before it can declare an
entity. What Adobe's parser mends before it gives up is mended here too, as veraPDF (which judges
by that parser) takes such packets for well-formed: bytes that are no UTF-8, control characters.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from declaration_print.model.problem import Words

SIZE_LIMIT = 5_000_000  # bytes; a packet is a few kilobytes
DEPTH_LIMIT = 100
HEADER_LIMIT = 1000  # characters; a packet header has fewer than a hundred

_DECLARED = re.compile(rb"<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_ATTRIBUTE = re.compile(r"([A-Za-z]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_REFERENCE = re.compile(r"&#(?:x0*([0-9A-Fa-f]{1,2})|0*([0-9]{1,2}));")
_STARTS = ("\ufeff", "<", " ", "\n", "\r")


class BadXmp(Exception):
    """The packet cannot be used; `words` say why."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(words.en)


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute with its namespace (empty without one) and the prefix it is written with."""

    namespace: str
    name: str
    prefix: str | None
    value: str

    @property
    def qualified(self) -> str:
        """The name as it is written."""
        return f"{self.prefix}:{self.name}" if self.prefix else self.name


@dataclass(slots=True)
class Element:
    """An element; `content` is its elements and runs of text in order."""

    namespace: str
    name: str
    prefix: str | None
    attributes: tuple[Attribute, ...]
    content: list["Element | str"] = field(default_factory=list)

    @property
    def qualified(self) -> str:
        """The name as it is written."""
        return f"{self.prefix}:{self.name}" if self.prefix else self.name


@dataclass(frozen=True, slots=True)
class XmlDocument:
    """A parsed packet: its root, its encoding (`UTF-8`, …) and its processing instructions.

    `packet_header` is what stands in the last `<?xpacket …?>` before `rdf:RDF`, None without one;
    `rdf` is the first rdf:RDF element, None without one.
    """

    root: Element
    encoding: str
    packet_header: str | None
    rdf: Element | None


def parse_xml(data: bytes, rdf_namespace: str) -> XmlDocument:
    """The elements of a metadata stream.

    Raises:
        BadXmp: it is not well-formed XML, is too large or too deep, or has a DOCTYPE.
    """
    if len(data) > SIZE_LIMIT:
        raise BadXmp(Words(ja="大きすぎます", en=f"it is larger than {SIZE_LIMIT} bytes"))
    text, encoding = _decoded(data)
    return _Reader(rdf_namespace).read(_without_controls(text), encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    """The text by byte order mark, first characters or XML declaration; the encoding without it."""
    start = data[:4]
    for encoding in ("utf-32-be", "utf-32-le", "utf-16-be", "utf-16-le"):
        if any(start.startswith(c.encode(encoding)) for c in _STARTS):
            try:
                return data.decode(encoding).removeprefix("\ufeff"), encoding.upper()
            except UnicodeDecodeError as error:
                raise BadXmp(_not_xml(str(error))) from error
    text = _as_declared(data.removeprefix(codecs.BOM_UTF8))
    if text is None and data.startswith(codecs.BOM_UTF8):
        raise BadXmp(_not_xml("no UTF-8 after the byte order mark"))
    return _repaired(data) if text is None else text, "UTF-8"


def _as_declared(data: bytes) -> str | None:
    """The text by the encoding it declares, UTF-8 without; None where that does not fit the bytes.

    Whatever is declared, veraPDF calls what begins like ASCII UTF-8.
    """
    declared = _DECLARED.match(data[:HEADER_LIMIT])
    named = declared[1].decode("ascii") if declared else "UTF-8"
    try:
        return data.decode(named) if "<?".encode(named) == b"<?" else None
    except (LookupError, ValueError):
        return None


def _repaired(data: bytes) -> str:
    """UTF-8; a byte that is none is taken for Windows' Latin, as Adobe's parser does."""
    text = data.decode("utf-8", errors="surrogateescape")
    if text.isascii() or not any("\udc80" <= c <= "\udcff" for c in set(text)):
        return text
    return "".join(_latin(c) if "\udc80" <= c <= "\udcff" else c for c in text)


def _latin(escaped: str) -> str:
    byte = bytes([ord(escaped) - 0xDC00])
    return byte.decode("cp1252", errors="ignore") or byte.decode("latin-1")


def _without_controls(text: str) -> str:
    """Characters XML forbids, also as references, become spaces."""
    if "&#" in text:
        text = _REFERENCE.sub(_reference, text)
    return _CONTROL.sub(" ", text)


def _reference(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    return " " if code < ord(" ") and chr(code) not in "\t\n\r" else match[0]


def _not_xml(detail: str) -> Words:
    return Words(
        ja=f"XML として正しくありません: {detail}", en=f"it is not well-formed XML: {detail}"
    )


def _not_in_rdf(what: str) -> Words:
    """Adobe's parser takes nothing but elements and text (comments aside) for RDF."""
    return Words(ja=f"RDF の中に {what} は書けません", en=f"{what} cannot stand in RDF")


class _Reader:
    """Expat's events gathered into elements."""

    def __init__(self, rdf_namespace: str) -> None:
        self._rdf_namespace = rdf_namespace
        self._open: list[Element] = []
        self._root: Element | None = None
        self._rdf: Element | None = None
        self._header: str | None = None
        self._inside_rdf = False

    def read(self, text: str, encoding: str) -> XmlDocument:
        parser = expat.ParserCreate(namespace_separator="\n")
        parser.namespace_prefixes = True
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartCdataSectionHandler = self._section
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            parser.Parse(text, True)  # noqa: FBT003 - expat takes it by position
        except (expat.ExpatError, ValueError) as error:
            raise BadXmp(_not_xml(str(error))) from error
        if self._root is None:
            raise BadXmp(_not_xml("no element"))
        return XmlDocument(self._root, encoding, self._header, self._rdf)

    def _start(self, tag: str, attributes: list[str]) -> None:
        if len(self._open) >= DEPTH_LIMIT:
            raise BadXmp(Words(ja="入れ子が深すぎます", en="it is nested too deeply"))
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        found = tuple(Attribute(*_parts(name), value) for name, value in pairs)
        element = Element(*_parts(tag), found)
        if self._open:
            self._open[-1].content.append(element)
        elif self._root is None:
            self._root = element
        if self._rdf is None and (element.namespace, element.name) == (self._rdf_namespace, "RDF"):
            self._rdf = element
            self._inside_rdf = True
        self._open.append(element)

    def _end(self, _: str) -> None:
        if self._open.pop() is self._rdf:
            self._inside_rdf = False

    def _text(self, text: str) -> None:
        content = self._open[-1].content
        if content and isinstance(content[-1], str):
            content[-1] += text
        else:
            content.append(text)

    def _instruction(self, target: str, data: str) -> None:
        if self._inside_rdf:
            raise BadXmp(_not_in_rdf(f"<?{target} ...?>"))
        if target == "xpacket" and self._rdf is None:
            self._header = data

    def _section(self) -> None:
        if self._inside_rdf:
            raise BadXmp(_not_in_rdf("<![CDATA[...]]>"))

    def _refuse(self, *_: object) -> None:
        raise BadXmp(Words(ja="DOCTYPE 宣言があります", en="it declares a DOCTYPE"))


def _parts(tag: str) -> tuple[str, str, str | None]:
    """Namespace, local name and prefix of a name as expat gives it with prefixes."""
    namespace, _, rest = tag.partition("\n")
    if not rest:
        return "", tag, None
    name, _, prefix = rest.partition("\n")
    return namespace, name, prefix or None


def packet_attributes(header: str) -> Mapping[str, str]:
    """The attributes of an `<?xpacket …?>` header by name."""
    pairs = _ATTRIBUTE.findall(header[:HEADER_LIMIT])
    return {name: double or single for name, double, single in pairs}
