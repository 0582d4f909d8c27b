"""One model, two forms: what Info and XMP are made of, and what each part of PDF/A wants of them.

Facts: ISO 32000-1 14.3.3 (Info), ISO 16684-1 (XMP), ISO 19005-2 6.6.2.3.3 (extension schemas),
6.6.4 and ISO 19005-4 6.1.3, 6.7.3 (claims), RFC 9562 (UUID).
"""

import hashlib
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from declaration_print import finish, wishes
from declaration_print.finish.extension_schemas import OWN, PDFUAID
from declaration_print.finish.metadata import info, xmp
from declaration_print.model.declaration import (
    Article,
    DateOfDeclaration,
    Declaration,
    Organisation,
    Plain,
    Ruby,
    Section,
    SignatoryGroup,
    Text,
)
from declaration_print.model.finishing import Conformance
from declaration_print.model.problem import Place
from declaration_print.model.setting import Writing

NOWHERE = Place("by-hand.yaml")
MOMENT = datetime(2024, 5, 21, 9, 30, tzinfo=UTC)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
SCHEMA, PROPERTY = (f"{{http://www.aiim.org/pdfa/ns/{name}#}}" for name in ("schema", "property"))
PREDEFINED = {
    "http://purl.org/dc/elements/1.1/",
    "http://ns.adobe.com/xap/1.0/",
    "http://ns.adobe.com/xap/1.0/mm/",
    "http://ns.adobe.com/pdf/1.3/",
    "http://www.aiim.org/pdfa/ns/id/",
    "http://www.aiim.org/pdfa/ns/extension/",
}
"""The namespaces of ISO 19005-2 6.6.2.3.2 and 6.6.4 that may stand without a description."""


def text(*nodes):
    return Text(tuple(Plain(one) if isinstance(one, str) else one for one in nodes), NOWHERE)


SMALL = Declaration(
    "small",
    text("見本の", Ruby("宣言", ("せんげん",))),
    date=DateOfDeclaration(2024, 5, None, NOWHERE, text("令和六年五月")),
    issuers=(Organisation(text("甲"), text("社団法人")), Organisation(text("乙"))),
)


@pytest.fixture(scope="module")
def edition():
    (decided,), _ = wishes.editions(wishes.Wish(("handout",), Writing.HORIZONTAL, "A5"))
    return decided


@pytest.fixture
def credentials(edition):
    """The metadata of the small declaration with some fields changed."""

    def made(*ingredients, tool="tool 1", moment=MOMENT, of=edition, **changed):
        given = replace(SMALL, **changed)
        return finish.credentials(given, of, tool, moment, ingredients or [b"a"], b"title: x")

    return made


def packet(credentials, pdfa="2a", *, pdfua=True):
    return ET.fromstring(xmp(credentials, Conformance(pdfa, pdfua)).partition(b"?>")[2])


def items(packet, name):
    return [item.text for item in packet.findall(f".//{DC}{name}//{RDF}li")]


def test_what_is_left_open_follows_from_the_declaration(credentials):
    made = credentials(
        articles=(
            Article(None, text(Ruby("歩", ("ある",)), "く"), (), ()),
            Article(text("第二項目"), None, (), ()),
            Article(None, text("歩く"), (), ()),
        ),
        signatories=(
            SignatoryGroup(None, (Organisation(text("丙"), text("財団法人")),)),
            SignatoryGroup(text("会"), (Organisation(text("丁")), Organisation(text("丁")))),
        ),
        statement=Section(None, (text("ここに宣言します。"), text("以上。"))),
    )
    assert made.creators == made.publishers == ("社団法人 甲", "乙")
    assert made.contributors == ("財団法人 丙", "丁")
    assert made.subjects == ("歩く",)
    assert made.description == "ここに宣言します。"
    assert (made.declared, made.declared_as_printed) == ("2024-05", "令和六年五月")
    assert made.source_sha256 == hashlib.sha256(b"title: x").hexdigest()


def test_what_is_given_comes_first_even_when_it_is_nothing(credentials):
    made = credentials(
        publishers=(), contributors=("戊",), subjects=("一", "二", "一"), description="説明"
    )
    assert (made.publishers, made.contributors, made.subjects) == ((), ("戊",), ("一", "二"))
    assert (made.keywords, made.author) == ("一, 二", "社団法人 甲, 乙")
    assert credentials(subtitle=text("副題")).description == "副題"
    assert credentials(subtitle=text("副題"), description="説明").description == "説明"


def test_nothing_is_said_where_there_is_nothing_to_say(credentials):
    made = credentials(date=None, issuers=())
    assert set(info(made, Conformance("2a", pdfua=True))) == {
        *("Title", "Creator", "Producer", "CreationDate", "ModDate")
    }
    tags = {element.tag.partition("}")[::2] for element in packet(made).iter()}
    said = {name for namespace, name in tags if namespace[1:] not in {SCHEMA[1:-1], PROPERTY[1:-1]}}
    assert not said & {"creator", "publisher", "contributor", "subject", "description", "rights"}
    assert not said & {"date", "source", "identifier", "Keywords", "datePrinted", "titleReading"}


def test_a_language_has_one_title(credentials):
    made = credentials(translations=(("JA", "べつ"), ("en", "Title"), ("EN", "Other")))
    titles = packet(made).findall(f".//{DC}title//{RDF}li")
    assert [(one.get(XML_LANG), one.text) for one in titles] == [
        ("x-default", "見本の宣言"),
        ("ja", "見本の宣言"),
        ("en", "Title"),
    ]


@pytest.mark.parametrize(
    ("pdfa", "pdfua", "claims"),
    [
        ("2a", True, {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}),
        ("3u", False, {"pdfaid:part": "3", "pdfaid:conformance": "U"}),
        ("4", False, {"pdfaid:part": "4", "pdfaid:rev": "2020"}),
        ("4f", False, {"pdfaid:part": "4", "pdfaid:conformance": "F", "pdfaid:rev": "2020"}),
    ],
)
def test_what_is_claimed(credentials, pdfa, pdfua, claims):
    found = {}
    for element in packet(credentials(), pdfa, pdfua=pdfua).iter():
        for name in ("pdfa", "pdfua"):
            namespace = f"{{http://www.aiim.org/{name}/ns/id/}}"
            if element.tag.startswith(namespace):
                found[f"{name}id:{element.tag.removeprefix(namespace)}"] = element.text
    assert found == claims


def described(packet):
    """The properties that the extension schemas describe, and whether each says all it has to."""
    found = set()
    for schema in packet.iter(f"{RDF}li"):
        namespace = schema.findtext(f"{SCHEMA}namespaceURI")
        if namespace is None:
            continue
        assert schema.findtext(f"{SCHEMA}schema")
        assert schema.findtext(f"{SCHEMA}prefix") in {"declaration", "pdfuaid"}
        for one in schema.findall(f"{SCHEMA}property/{RDF}Seq/{RDF}li"):
            assert one.findtext(f"{PROPERTY}valueType") in {"Text", "Integer"}
            assert one.findtext(f"{PROPERTY}category") in {"internal", "external"}
            assert one.findtext(f"{PROPERTY}description")
            found.add((namespace, one.findtext(f"{PROPERTY}name")))
    return found


@pytest.mark.parametrize(("pdfa", "pdfua"), [("2a", True), ("3b", True), ("2u", False)])
def test_each_property_that_is_not_predefined_is_described_and_no_other(credentials, pdfa, pdfua):
    made = packet(credentials(reading="みほんのせんげん"), pdfa, pdfua=pdfua)
    used = set()
    for description in made.find(f"{RDF}RDF"):
        for element in description:
            namespace, name = element.tag[1:].split("}")
            if namespace not in PREDEFINED:
                used.add((namespace, name))
    assert {namespace for namespace, _ in used} == {OWN.namespace} | (
        {PDFUAID.namespace} if pdfua else set()
    )
    assert described(made) == used


@pytest.mark.parametrize("pdfa", ["4", "4f"])
def test_pdfa_4_has_no_info_and_describes_no_schemas(credentials, pdfa):
    made = credentials(reading="みほんのせんげん")
    assert info(made, Conformance(pdfa, pdfua=False)) == {}
    assert described(packet(made, pdfa, pdfua=False)) == set()


def test_our_namespace_is_a_uuid_that_leads_nowhere():
    """RFC 9562 4, RFC 8141 2.3.3: nobody else's, and with the # that sets off the names in it."""
    prefix, number = OWN.namespace.removesuffix("#").rsplit(":", 1)
    assert prefix == "urn:uuid"
    assert str(uuid.UUID(number)) == number
    assert OWN.namespace.endswith("#")


def test_characters_that_mean_something_to_xml_are_words(credentials):
    odd = """<b>&amp; "甲" 'x' ]]> 𠮷 \u00a0 é"""
    made = credentials(rights=odd, subjects=(odd,), description=odd, url=odd)
    found = packet(made)
    assert items(found, "rights") == items(found, "subject") == [odd]
    assert items(found, "description") == [odd, odd]
    assert found.find(f".//{DC}source").text == odd


def test_an_instance_is_told_from_any_other_by_all_that_decides_it(credentials, edition):
    other_option = replace(edition, chosen={"hand": "mincho"})
    other_flavour = replace(
        edition, layout=replace(edition.layout, conformance=Conformance("2u", pdfua=True))
    )
    without_access = replace(
        edition, layout=replace(edition.layout, conformance=Conformance("2a", pdfua=False))
    )
    every = [
        credentials(),
        credentials(b"b"),
        credentials(b"a", b""),
        credentials(tool="tool 2"),
        credentials(moment=MOMENT.replace(minute=31)),
        credentials(of=other_option),
        credentials(of=replace(edition, chosen={"hand": "brush"})),
        credentials(of=other_flavour),
        credentials(of=without_access),
    ]
    assert credentials() == every[0]
    assert len({one.instance_id for one in every}) == len(every)
    assert len({one.document_id for one in every}) == 1


def test_a_document_is_told_by_its_identifier_else_by_what_it_is(credentials):
    (other_edition,), _ = wishes.editions(wishes.Wish(("handout",), Writing.VERTICAL, "A5"))
    every = [
        credentials(),
        credentials(of=other_edition),
        credentials(title=text("別の宣言")),
        credentials(date=None),
        credentials(issuers=()),
        credentials(slug="other"),
        credentials(language="en"),
        credentials(identifier="doi:10.1000/182"),
    ]
    assert len({one.document_id for one in every}) == len(every)
    named = credentials(identifier="doi:10.1000/182", title=text("改題"), slug="other", date=None)
    assert named.document_id == every[-1].document_id
