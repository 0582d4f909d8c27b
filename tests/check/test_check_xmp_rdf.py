"""RDF written in its several ways is read alike; what XMP forbids is refused."""

import pytest

from declaration_print.check.metadata import xmp
from declaration_print.check.metadata.xmp_rdf import RDF, Form

NS = "urn:test/"


def packet(inside, attributes=""):
    return xmp.parse(
        f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:t="{NS}">'
        f'<rdf:Description rdf:about=""{attributes}>{inside}</rdf:Description></rdf:RDF>'.encode()
    )


def seen(node):
    """A node as nested tuples: form, language, value or children."""
    inside = node.value if node.form is Form.SIMPLE else tuple(map(seen, node.children))
    return (node.name, node.form.name, node.language, inside)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<t:a>x</t:a>", ("a", "SIMPLE", None, "x")),
        ("<t:a/>", ("a", "SIMPLE", None, "")),
        ("<t:a> </t:a>", ("a", "SIMPLE", None, " ")),
        ("<t:a>x<!-- note -->y</t:a>", ("a", "SIMPLE", None, "xy")),
        ('<t:a xml:lang="ja">x</t:a>', ("a", "SIMPLE", "ja", "x")),
        ('<t:a rdf:resource="urn:x"/>', ("a", "SIMPLE", None, "urn:x")),
        ('<t:a rdf:value="x" t:q="y"/>', ("a", "SIMPLE", None, "x")),
        ('<t:a rdf:datatype="urn:d">x</t:a>', ("a", "SIMPLE", None, "x")),
    ],
)
def test_simple_values(written, expected):
    assert seen(packet(written).nodes[0]) == expected


@pytest.mark.parametrize(
    "written",
    [
        '<t:a t:b="x" t:c="y"/>',
        "<t:a><rdf:Description><t:b>x</t:b><t:c>y</t:c></rdf:Description></t:a>",
        '<t:a><rdf:Description t:b="x"><t:c>y</t:c></rdf:Description></t:a>',
        '<t:a rdf:parseType="Resource"><t:b>x</t:b><t:c>y</t:c></t:a>',
        "<t:a><t:Kind><t:b>x</t:b><t:c>y</t:c></t:Kind></t:a>",
        '<t:a><rdf:Description t:b="x" t:c="y"/></t:a>',
    ],
)
def test_structures_are_read_alike(written):
    fields = (("b", "SIMPLE", None, "x"), ("c", "SIMPLE", None, "y"))
    assert seen(packet(written).nodes[0]) == ("a", "STRUCTURE", None, fields)


@pytest.mark.parametrize(
    "written",
    [
        '<t:a xml:lang="ja"><rdf:Description><rdf:value>x</rdf:value><t:q>y</t:q></rdf:Description></t:a>',
        '<t:a rdf:parseType="Resource"><t:q>y</t:q><rdf:value xml:lang="ja">x</rdf:value></t:a>',
        '<t:a xml:lang="ja"><rdf:Description rdf:value="x" t:q="y"/></t:a>',
    ],
)
def test_a_qualified_value_is_its_value(written):
    assert seen(packet(written).nodes[0]) == ("a", "SIMPLE", "ja", "x")


def test_attributes_of_a_description_are_properties():
    assert packet("", ' t:a="x" t:b="y"').text(NS, "b") == "y"


@pytest.mark.parametrize(("tag", "form"), [("Bag", "BAG"), ("Seq", "SEQ"), ("Alt", "ALT")])
def test_arrays(tag, form):
    written = (
        f'<t:a><rdf:{tag}><rdf:li>x</rdf:li><rdf:li rdf:parseType="Resource"/></rdf:{tag}></t:a>'
    )
    items = (("li", "SIMPLE", None, "x"), ("li", "STRUCTURE", None, ()))
    assert seen(packet(written).nodes[0]) == ("a", form, None, items)


def test_the_default_language_speaks_for_an_alternative():
    written = (
        '<t:a><rdf:Alt><rdf:li xml:lang="en">Declaration</rdf:li>'
        '<rdf:li xml:lang="x-default">宣言</rdf:li></rdf:Alt></t:a>'
    )
    assert packet(written).text(NS, "a") == "宣言"


@pytest.mark.parametrize(
    "written",
    [
        "text",
        "<t:a>x</t:a><t:a>y</t:a>",
        "<t:a>x<t:b/></t:a>",
        "<t:a><rdf:Bag/><rdf:Bag/></t:a>",
        '<t:a rdf:parseType="Literal">x</t:a>',
        '<t:a rdf:parseType="Collection"/>',
        '<t:a rdf:resource="urn:x">y</t:a>',
        '<t:a rdf:resource="urn:x" rdf:value="y"/>',
        '<t:a t:b="x">y</t:a>',
        '<t:a rdf:about="urn:x"/>',
        '<t:a xml:lang="ja" rdf:aboutEach="x"/>',
        "<a>x</a>",
        '<t:a b="x"/>',
        "<rdf:li>x</rdf:li>",
        "<rdf:Description/>",
        '<t:a rdf:parseType="Resource"><t:b/><t:b/></t:a>',
        '<t:a xml:lang="ja" rdf:parseType="Resource"><rdf:value xml:lang="en">x</rdf:value></t:a>',
        "<rdf:value>x</rdf:value>",
        "<t:a><![CDATA[x]]></t:a>",
        "<t:a>x<?note y?></t:a>",
        "<t:a/><?note y?>",
    ],
)
def test_what_xmp_forbids_is_refused(written):
    with pytest.raises(xmp.BadXmp):
        packet(written)


def test_all_descriptions_are_about_the_same_thing():
    def about(first, second):
        descriptions = "".join(f'<rdf:Description rdf:about="{x}"/>' for x in (first, second))
        return f'<rdf:RDF xmlns:rdf="{RDF}">{descriptions}</rdf:RDF>'.encode()

    assert xmp.parse(about("", "urn:a")).nodes == ()
    with pytest.raises(xmp.BadXmp, match="about"):
        xmp.parse(about("urn:a", "urn:b"))


def test_only_descriptions_stand_directly_in_rdf():
    with pytest.raises(xmp.BadXmp, match="directly"):
        xmp.parse(f'<r:RDF xmlns:r="{RDF}" xmlns:t="{NS}"><t:a/></r:RDF>'.encode())


def test_a_packet_without_rdf_has_no_properties():
    assert xmp.parse(b"<a/>").nodes == ()


def test_properties_know_the_prefix_they_are_written_with():
    written = '<u:a xmlns:u="urn:test/">x</u:a><b xmlns="urn:test/">y</b>'
    assert [node.prefix for node in packet(written).nodes] == ["u", None]


@pytest.mark.parametrize("bad", [b"\x92", b"\x00", b"&#1;", b"&#x1F;"])
def test_stray_bytes_and_control_characters_are_mended_as_adobe_does(bad):
    data = (
        b'<r:RDF xmlns:r="%s"><r:Description xmlns:t="%s"><t:a>x%sy</t:a></r:Description></r:RDF>'
    )
    found = xmp.parse(data % (RDF.encode(), NS.encode(), bad)).text(NS, "a")
    assert found == ("x\u2019y" if bad == b"\x92" else "x y")
