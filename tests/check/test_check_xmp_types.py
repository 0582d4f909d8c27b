"""Every property of every predefined schema takes a value of its type and no other.

The packets are written here as text, one way for each type of the XMP specification; what the
tables say is held against types looked up in the specifications by hand (SPECIFIED).
"""

from importlib.resources import files

import pytest

from declaration_print.check.metadata import xmp
from declaration_print.check.metadata.xmp_types import predefined

RIGHT = {
    "Text": "some text",
    "ProperName": "研究所",
    "AgentName": "Tool 1.0",
    "URI": "uuid:1",
    "URL": "https://example.org/",
    "Locale": "ja-JP",
    "Rational": "1/60",
    "RenditionClass": "default",
    "Boolean": "True",
    "Integer": "-12",
    "Real": "+1.5",
    "MIMEType": "application/pdf",
    "Date": "2024-05-21T09:30:00.5+09:00",
    "GPSCoordinate": "35,41.22N",
    "Any": "anything",
}
WRONG = {
    "Boolean": ("true", "TRUE", "1", ""),
    "Integer": ("1.0", "one", "", " 1", "1\n"),
    "Real": ("1,5", "1e3", ".", ""),
    "MIMEType": ("pdf", "application/", "application/pdf; version=1", ""),
    "Date": ("yesterday", "2024/05/21", "2024-05-21 09:30", "2024-05-21T09:30Z+09:00", "D:2024"),
    "GPSCoordinate": ("35.41N", "35,41.22", "N35,41.22", ""),
}
ARRAYS = {"Bag": ("Seq", "Alt"), "Seq": ("Bag", "Alt"), "Alt": ("Bag", "Seq")}
EDITIONS = ("2004", "2005")
BY_PREFIX = {
    row.split("\t")[0]: row.split("\t")[1]
    for row in (files("declaration_print.check.metadata") / "xmp_schemas" / "namespaces.tsv")
    .read_text("utf-8")
    .splitlines()[1:]
}

# Looked up: XMP Specification of January 2004 and of September 2005, chapter 4, and EXIF 2.2.
SPECIFIED = {
    "dc:creator": ("Seq ProperName", "Seq ProperName"),
    "dc:subject": ("Bag Text", "Bag Text"),
    "dc:title": ("Lang Alt", "Lang Alt"),
    "dc:date": ("Seq Date", "Seq Date"),
    "dc:language": ("Bag Locale", "Bag Locale"),
    "dc:format": ("MIMEType", "MIMEType"),
    "xmp:Thumbnails": ("Alt Thumbnail", "Alt Thumbnail"),
    "xmp:CreateDate": ("Date", "Date"),
    "xmp:Label": (None, "Text"),
    "xmpRights:Marked": ("Boolean", "Boolean"),
    "xmpMM:History": ("Seq ResourceEvent", "Seq ResourceEvent"),
    "xmpMM:DerivedFrom": ("ResourceRef", "ResourceRef"),
    "xmpMM:SaveID": ("Integer", "Integer"),
    "xmpBJ:JobRef": ("Bag Job", "Bag Job"),
    "xmpTPg:MaxPageSize": ("Dimensions", "Dimensions"),
    "xmpTPg:Fonts": (None, "Bag Font"),
    "xmpDM:duration": (None, "Time"),
    "xmpDM:loop": (None, "Boolean"),
    "pdf:Keywords": ("Text", "Text"),
    "pdf:Trapped": (None, None),
    "photoshop:Urgency": ("Integer", "Integer"),
    "photoshop:SupplementalCategories": ("Text", "Bag Text"),
    "crs:ToneCurve": (None, "Seq Text"),
    "tiff:BitsPerSample": ("Seq Integer", "Seq Integer"),
    "tiff:XResolution": ("Rational", "Rational"),
    "exif:Flash": ("Flash", "Flash"),
    "exif:OECF": ("OECF/SFR", "OECF/SFR"),
    "exif:GPSLatitude": ("GPSCoordinate", "GPSCoordinate"),
    "exif:GPSMeasureMode": ("Integer", "Text"),
    "exif:MakerNote": ("Text", None),
    "aux:Lens": (None, "Text"),
    "pdfaid:part": ("Integer", "Integer"),
    "pdfaid:corr": (None, "Text"),
    "pdfaid:rev": (None, None),
}


def node(namespace, name, content):
    """A property read from a packet that holds it alone; `content` is the XML inside."""
    packet = xmp.parse(
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description '
        f'r:about="" xmlns:p="{namespace}"><p:{name}>{content}</p:{name}>'
        "</r:Description></r:RDF>".encode()
    )
    return packet.get(namespace, name)


def structure(edition, type_name):
    return predefined(edition).types.structures[type_name.lower()]


def right(edition, type_name):
    """The XML of a value of a type."""
    word, _, rest = type_name.partition(" ")
    if type_name == "Lang Alt":
        return '<r:Alt><r:li xml:lang="x-default">words</r:li></r:Alt>'
    if rest:
        item = right(edition, rest)
        return f"<r:{word}><r:li>{item}</r:li><r:li>{item}</r:li></r:{word}>"
    if type_name in RIGHT:
        return RIGHT[type_name]
    return described(edition, type_name, {})


def described(edition, type_name, instead):
    """The XML of a structure with all its fields; some of them with other content."""
    shape = structure(edition, type_name)
    fields = "".join(
        f'<s:{name} xmlns:s="{shape.namespace}">'
        f"{instead.get(name, right(edition, of_type))}</s:{name}>"
        for name, of_type in shape.fields.items()
    )
    return f"<r:Description>{fields}</r:Description>"


def wrong(edition, type_name):
    """The XML of values that are not of a type, one for each way of being wrong."""
    word, _, rest = type_name.partition(" ")
    if type_name == "Lang Alt":
        yield "words"
        yield "<r:Alt><r:li>words</r:li></r:Alt>"
        yield '<r:Bag><r:li xml:lang="x-default">words</r:li></r:Bag>'
    elif rest:
        item = right(edition, rest)
        yield "text"
        for other in ARRAYS[word]:
            yield f"<r:{other}><r:li>{item}</r:li></r:{other}>"
        for bad in wrong(edition, rest):
            yield f"<r:{word}><r:li>{item}</r:li><r:li>{bad}</r:li></r:{word}>"
    elif type_name in RIGHT:
        yield from WRONG.get(type_name, ())
        if type_name != "Any":
            yield "<r:Bag><r:li>some text</r:li></r:Bag>"
            yield '<r:Description><o:a xmlns:o="urn:o">some text</o:a></r:Description>'
    else:
        yield "text"
        yield "<r:Description><s:unheardOf xmlns:s='urn:s'>1</s:unheardOf></r:Description>"
        for name, of_type in structure(edition, type_name).fields.items():
            for bad in wrong(edition, of_type):
                yield described(edition, type_name, {name: bad})


EVERY_PROPERTY = [
    pytest.param(edition, *key, type_name, id=f"{edition}-{key[0]}-{key[1]}")
    for edition in EDITIONS
    for key, type_name in predefined(edition).properties.items()
]


@pytest.mark.parametrize(("edition", "namespace", "name", "type_name"), EVERY_PROPERTY)
def test_a_property_takes_values_of_its_type_alone(edition, namespace, name, type_name):
    types = predefined(edition).types
    assert types.misfit(node(namespace, name, right(edition, type_name)), type_name) is None
    faults = list(wrong(edition, type_name))
    assert faults
    for bad in faults:
        misfit = types.misfit(node(namespace, name, bad), type_name)
        assert misfit is not None, bad
        assert misfit.path.startswith(f"p:{name}")


@pytest.mark.parametrize("name", SPECIFIED)
def test_the_tables_say_what_the_specifications_say(name):
    prefix, _, local = name.partition(":")
    key = BY_PREFIX[prefix], local
    assert tuple(predefined(edition).properties.get(key) for edition in EDITIONS) == SPECIFIED[name]


def test_the_tables_hold_every_schema_of_their_edition():
    def prefixes(edition):
        used = {namespace for namespace, _ in predefined(edition).properties}
        return {prefix for prefix, namespace in BY_PREFIX.items() if namespace in used}

    common = {"pdfaid", "dc", "xmp", "xmpRights", "xmpMM", "xmpBJ", "xmpTPg", "pdf", "photoshop"}
    assert prefixes("2004") == {*common, "tiff", "exif"}
    assert prefixes("2005") == {*common, "tiff", "exif", "aux", "crs", "xmpDM"}
    fifteen = [name for namespace, name in predefined("2004").properties if namespace == xmp.DC]
    assert len(fifteen) == 15


@pytest.mark.parametrize(
    ("text", "edition", "fits"),
    [
        ("35,41,22N", "2004", True),
        ("135,41.2200E", "2004", False),
        ("135,41.2200E", "2005", True),
        ("5,1,2S", "2005", True),
    ],
)
def test_gps_coordinates_differ_by_edition(text, edition, fits):
    found = node("urn:a", "b", text)
    assert (predefined(edition).types.misfit(found, "GPSCoordinate") is None) is fits


@pytest.mark.parametrize(
    ("asked", "same_as"),
    [
        ("Closed Choice of Text", "Text"),
        ("open choice of Integer", "Integer"),
        ("Choice", "Text"),
        ("bag", "Bag Text"),
        ("Seq closed Choice of Date", "Seq Date"),
        ("Bag Lang Alt", "Bag Lang Alt"),
    ],
)
def test_types_may_be_named_as_choices_and_bare_arrays(asked, same_as):
    types = predefined("2005").types
    assert types.knows(asked)
    assert types.misfit(node("urn:a", "b", right("2005", same_as)), asked) is None


def test_a_type_nobody_defines_fits_nothing():
    types = predefined("2005").types
    assert not types.knows("Seq Board")
    assert types.misfit(node("urn:a", "b", "text"), "Board") is not None


def test_a_message_says_where_what_and_what_instead():
    event = described("2005", "ResourceEvent", {"when": "yesterday"})
    history = node(BY_PREFIX["xmpMM"], "History", f"<r:Seq><r:li>{event}</r:li></r:Seq>")
    misfit = predefined("2005").types.misfit(history, "Seq ResourceEvent")
    assert misfit.path == "p:History[1]/s:when"
    assert misfit.value.en == "'yesterday'"
    assert misfit.asked.en.startswith("Date (such as 20")


@pytest.mark.parametrize("text", ["1" * 100_000 + "x", "a" * 100_000, "-" * 100_000])
def test_long_values_take_no_longer_than_they_are_long(text):
    """Quadratic backtracking would take minutes here."""
    types = predefined("2005").types
    for type_name in WRONG:
        assert types.misfit(node("urn:a", "b", text), type_name) is not None


def test_type_names_without_end_are_unknown():
    endless = "Bag " * 100_000 + "Text"
    assert not predefined("2005").types.knows(endless.replace("Text", "Board"))
