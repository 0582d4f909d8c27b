"""What a deposit holds and what was done to it, as PREMIS 3.0 XML.

PREMIS Data Dictionary for Preservation Metadata, version 3.0 (2015), and its schema
(https://www.loc.gov/standards/premis/v3/). Every time told is the moment that the files bear, which
decides their bytes; no clock is asked.
"""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from declaration_print.archive.bag import ALGORITHMS, digests
from declaration_print.archive.file_formats import FileFormat, format_of, pdfa
from declaration_print.archive.holdings import Holdings, Kept
from declaration_print.archive.xml_writing import add, root, written

PLACE = "data/metadata/premis.xml"

_DATE_NOTE = (
    "The time is the moment that the files of this deposit bear and that decides their bytes, "
    "not the reading of a clock."
)
_SCHEMA = "http://www.loc.gov/premis/v3 https://www.loc.gov/standards/premis/v3/premis.xsd"
_ENTITY = "declaration"
_SOFTWARE, _ORGANISATION = "agent/software", "agent/organisation"


def premis(holdings: Holdings, payload: Mapping[str, bytes]) -> bytes:
    """The record of every file of the payload but itself, of events and of agents."""
    record = root("premis:premis", {"version": "3.0", "xsi:schemaLocation": _SCHEMA})
    _entity(record, holdings)
    found = {algorithm: digests(algorithm, payload) for algorithm in ALGORITHMS}
    editions = {edition.place: edition for edition in holdings.editions}
    for place in sorted(payload):
        fixity = {algorithm: found[algorithm][place] for algorithm in ALGORITHMS}
        _file(record, place, len(payload[place]), fixity, holdings, editions.get(place))
    for edition in holdings.editions:
        _events_of(record, holdings, edition)
    digested = _event(record, holdings, "digests", "message digest calculation")
    detail = f"{', '.join(ALGORITHMS)} of every file of the payload. {_DATE_NOTE}"
    _detail(digested, detail)
    _linked_agents(digested, holdings)
    for place in sorted(payload):
        _linked_object(digested, "bag", place)
    _agents(record, holdings)
    return written(record)


def _entity(record: ET.Element, holdings: Holdings) -> None:
    """The declaration itself, which every PDF represents."""
    entity = add(record, "premis:object", attributes={"xsi:type": "premis:intellectualEntity"})
    _identifier(entity, "object", "local", _ENTITY)
    if holdings.credentials.identifier:
        _identifier(entity, "object", "declared", holdings.credentials.identifier)
    add(entity, "premis:originalName", holdings.credentials.title)
    for edition in holdings.editions:
        _relationship(entity, "structural", "is represented by", "bag", edition.place)


def _file(  # noqa: PLR0913, PLR0917 - each says one thing about the file
    record: ET.Element,
    place: str,
    size: int,
    fixity: Mapping[str, str],
    holdings: Holdings,
    edition: Kept | None,
) -> None:
    described = add(record, "premis:object", attributes={"xsi:type": "premis:file"})
    _identifier(described, "object", "bag", place)
    traits = add(described, "premis:objectCharacteristics")
    add(traits, "premis:compositionLevel", "0")
    for algorithm, digest in fixity.items():
        entry = add(traits, "premis:fixity")
        add(entry, "premis:messageDigestAlgorithm", algorithm.replace("sha", "SHA-"))
        add(entry, "premis:messageDigest", digest)
        add(entry, "premis:messageDigestOriginator", holdings.tool)
    add(traits, "premis:size", str(size))
    _format(traits, pdfa(edition.flavour) if edition else format_of(place))
    if edition:
        application = add(traits, "premis:creatingApplication")
        add(application, "premis:creatingApplicationName", holdings.tool)
        add(application, "premis:creatingApplicationVersion", holdings.version)
        add(application, "premis:dateCreatedByApplication", holdings.instant)
    add(described, "premis:originalName", place.rpartition("/")[2])
    if edition:
        _relationship(described, "structural", "represents", "local", _ENTITY)
        for source in edition.sources:
            _relationship(described, "derivation", "has source", "bag", source)
        for event in _event_names(edition):
            _linked_event(described, event)


def _format(traits: ET.Element, one: FileFormat) -> None:
    described = add(traits, "premis:format")
    designation = add(described, "premis:formatDesignation")
    add(designation, "premis:formatName", one.name)
    if one.version:
        add(designation, "premis:formatVersion", one.version)
    if one.pronom:
        registry = add(described, "premis:formatRegistry")
        add(registry, "premis:formatRegistryName", "PRONOM")
        add(registry, "premis:formatRegistryKey", one.pronom)


def _event_names(edition: Kept) -> Iterator[str]:
    yield f"creation/{edition.name}"
    if edition.signing:
        yield f"signing/{edition.name}"
    yield f"validation/{edition.name}"


def _events_of(record: ET.Element, holdings: Holdings, edition: Kept) -> None:
    """Made, signed where it was, checked: in this order."""
    made = _event(record, holdings, f"creation/{edition.name}", "creation")
    _detail(made, f"Composed, laid out and finished from its sources. {_DATE_NOTE}")
    _linked_agents(made, holdings)
    for source in edition.sources:
        _linked_object(made, "bag", source, "source")
    _linked_object(made, "bag", edition.place, "outcome")
    if edition.signing:
        signed = _event(record, holdings, f"signing/{edition.name}", "digital signature generation")
        _detail(
            signed,
            f"PAdES {edition.signing.level} by {edition.signing.signer}, appended to the "
            f"{edition.signing.unsigned_length} bytes of the unsigned file, whose SHA-256 is "
            f"{edition.signing.unsigned_sha256}. The signature tells its own time.",
        )
        _linked_agents(signed, holdings)
        _linked_object(signed, "bag", edition.place, "outcome")
    checked = _event(record, holdings, f"validation/{edition.name}", "validation")
    _detail(checked, f"Checked against the profiles {', '.join(edition.judged_by)}. {_DATE_NOTE}")
    outcome = add(checked, "premis:eventOutcomeInformation")
    add(outcome, "premis:eventOutcome", "success")
    detail = add(outcome, "premis:eventOutcomeDetail")
    note = f"{edition.warnings} warning(s); the report is data/reports/{edition.name}.json"
    add(detail, "premis:eventOutcomeDetailNote", note)
    _linked_agents(checked, holdings)
    _linked_object(checked, "bag", edition.place, "source")


def _event(record: ET.Element, holdings: Holdings, name: str, kind: str) -> ET.Element:
    event = add(record, "premis:event")
    _identifier(event, "event", "local", f"event/{name}")
    add(event, "premis:eventType", kind)
    add(event, "premis:eventDateTime", holdings.instant)
    return event


def _detail(event: ET.Element, text: str) -> None:
    add(add(event, "premis:eventDetailInformation"), "premis:eventDetail", text)


def _agents(record: ET.Element, holdings: Holdings) -> None:
    software = add(record, "premis:agent")
    _identifier(software, "agent", "local", _SOFTWARE)
    add(software, "premis:agentName", holdings.tool)
    add(software, "premis:agentType", "software")
    add(software, "premis:agentVersion", holdings.version)
    note = "Every library and face that had a part is listed in data/build/*.lock.json."
    add(software, "premis:agentNote", note)
    for number, organisation in enumerate(holdings.organisations, start=1):
        agent = add(record, "premis:agent")
        _identifier(agent, "agent", "local", f"{_ORGANISATION}/{number}")
        add(agent, "premis:agentName", organisation)
        add(agent, "premis:agentType", "organization")


def _linked_agents(event: ET.Element, holdings: Holdings) -> None:
    agents = [(_SOFTWARE, "executing program")] + [
        (f"{_ORGANISATION}/{number}", "authorizer")
        for number in range(1, len(holdings.organisations) + 1)
    ]
    for agent, role in agents:
        link = add(event, "premis:linkingAgentIdentifier")
        add(link, "premis:linkingAgentIdentifierType", "local")
        add(link, "premis:linkingAgentIdentifierValue", agent)
        add(link, "premis:linkingAgentRole", role)


def _identifier(parent: ET.Element, of: str, kind: str, value: str) -> None:
    identifier = add(parent, f"premis:{of}Identifier")
    add(identifier, f"premis:{of}IdentifierType", kind)
    add(identifier, f"premis:{of}IdentifierValue", value)


def _relationship(parent: ET.Element, kind: str, sub: str, of: str, value: str) -> None:
    relationship = add(parent, "premis:relationship")
    add(relationship, "premis:relationshipType", kind)
    add(relationship, "premis:relationshipSubType", sub)
    related = add(relationship, "premis:relatedObjectIdentifier")
    add(related, "premis:relatedObjectIdentifierType", of)
    add(related, "premis:relatedObjectIdentifierValue", value)


def _linked_event(parent: ET.Element, name: str) -> None:
    link = add(parent, "premis:linkingEventIdentifier")
    add(link, "premis:linkingEventIdentifierType", "local")
    add(link, "premis:linkingEventIdentifierValue", f"event/{name}")


def _linked_object(event: ET.Element, kind: str, value: str, role: str | None = None) -> None:
    link = add(event, "premis:linkingObjectIdentifier")
    add(link, "premis:linkingObjectIdentifierType", kind)
    add(link, "premis:linkingObjectIdentifierValue", value)
    if role:
        add(link, "premis:linkingObjectRole", role)
