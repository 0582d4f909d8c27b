"""What a library's catalogue asks about the declaration: Dublin Core, and DC-NDL.

Only what the declaration says; a field that it leaves open is left out.
"""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from declaration_print.archive.holdings import Holdings
from declaration_print.archive.xml_writing import NAMESPACES, add, root, written

DUBLIN_CORE, DCNDL = "data/metadata/dublin-core.xml", "data/metadata/dcndl.rdf"

_TERMS = NAMESPACES["dcterms"]

_OAI_DC = f"{NAMESPACES['oai_dc']} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"

_ISO_639_2 = {"de": "deu", "en": "eng", "fr": "fra", "ja": "jpn", "ko": "kor", "zh": "zho"}
"""Terminological codes, as DC-NDL gives languages; another language keeps its BCP 47 code."""


def dublin_core(holdings: Holdings) -> bytes:
    """The fifteen elements (DCMES 1.1, ISO 15836-1) in the container of OAI-PMH 2.0."""
    told = holdings.credentials
    record = root("oai_dc:dc", {"xsi:schemaLocation": _OAI_DC})
    for language, title in told.titles:
        add(record, "dc:title", title, {"xml:lang": language})
    _each(record, "dc:creator", told.creators)
    _each(record, "dc:subject", told.subjects)
    _each(record, "dc:description", [told.description])
    _each(record, "dc:publisher", told.publishers)
    _each(record, "dc:contributor", told.contributors)
    _each(record, "dc:date", [told.declared])
    add(record, "dc:type", "Text")  # DCMI Type Vocabulary
    _each(record, "dc:format", ["application/pdf"])
    _each(record, "dc:identifier", [told.identifier])
    _each(record, "dc:source", [told.source])
    add(record, "dc:language", told.language)
    for edition in holdings.editions:
        add(record, "dc:relation", edition.place)
    _each(record, "dc:rights", [told.rights])
    return written(record)


def dcndl(holdings: Holdings) -> bytes:
    """The record in RDF/XML, as the National Diet Library describes its own (DC-NDL(RDF)).

    Terms of the edition of December 2011 (https://www.ndl.go.jp/jp/dlib/standards/meta/), which later
    editions of DC-NDL and of its format kept: a BibAdminResource that leads to a BibResource.
    """
    told = holdings.credentials
    about = _uri(holdings.identifier) or f"#{holdings.slug}"
    record = root("rdf:RDF")
    admin = add(record, "dcndl:BibAdminResource", attributes={"rdf:about": about})
    add(admin, "dcndl:record", attributes={"rdf:resource": f"{about}#material"})
    book = add(record, "dcndl:BibResource", attributes={"rdf:about": f"{about}#material"})
    _each(book, "dcterms:identifier", [told.identifier])
    add(book, "dcterms:title", told.title)
    _described(add(book, "dc:title"), told.title, told.reading)
    for _, title in told.titles[1:]:
        _described(add(book, "dcndl:alternative"), title, None)
    for creator in told.creators:
        _agent(add(book, "dcterms:creator"), creator)
    _each(book, "dc:creator", told.creators)
    for publisher in told.publishers:
        _agent(add(book, "dcterms:publisher"), publisher)
    for contributor in told.contributors:
        _agent(add(book, "dcterms:contributor"), contributor)
    _each(book, "dcterms:date", [told.declared_as_printed])
    if told.declared:
        _typed(book, "dcterms:issued", told.declared, f"{_TERMS}W3CDTF")
    _each(book, "dcterms:description", [told.description])
    _each(book, "dc:subject", told.subjects)
    language = told.language.split("-")[0]
    _typed(book, "dcterms:language", _ISO_639_2.get(language, told.language), f"{_TERMS}ISO639-2")
    for edition in holdings.editions:
        width, height = edition.size
        extent = f"{edition.name}.pdf: {edition.pages} p.; {width:.0f} × {height:.0f} mm"
        add(book, "dcterms:extent", extent)
    _typed(book, "dcterms:format", "application/pdf", f"{_TERMS}IMT")
    material = "http://ndl.go.jp/ndltype/ElectronicResource"
    add(book, "dcndl:materialType", attributes={"rdf:resource": material})
    _each(book, "dcterms:rights", [told.rights])
    if source := _uri(told.source):
        add(book, "dcterms:source", attributes={"rdf:resource": source})
    return written(record)


def _each(record: ET.Element, element: str, values: Sequence[str | None]) -> None:
    for value in values:
        if value:
            add(record, element, value)


def _typed(record: ET.Element, element: str, value: str, datatype: str) -> None:
    add(record, element, value, {"rdf:datatype": datatype})


def _described(parent: ET.Element, value: str, transcription: str | None) -> None:
    """A value with its reading (ヨミ), where there is one."""
    node = add(parent, "rdf:Description")
    add(node, "rdf:value", value)
    if transcription:
        add(node, "dcndl:transcription", transcription)


def _agent(parent: ET.Element, name: str) -> None:
    add(add(parent, "foaf:Agent"), "foaf:name", name)


def _uri(text: str | None) -> str | None:
    """A text that is a URI; None for any other."""
    return text if text and text.startswith(("http://", "https://", "urn:", "ni:")) else None
