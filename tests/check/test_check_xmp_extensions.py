"""Every defect of a description in an extension schema is found, in PDF/A-1 and in PDF/A-2."""

import re

import pytest
from pdf_samples import replace_xmp, sample
from samples_metadata import OWN_SCHEMA, with_own_schema

from declaration_print import check

# Tables of ISO 19005-1 6.7.8 and 19005-2 6.6.2.3.3: rule, prefix, fields that have to be there,
# arrays that may be there.
TABLES = (
    ("schema", "pdfaSchema", ("schema", "namespaceURI", "prefix"), ("property", "valueType")),
    ("property", "pdfaProperty", ("name", "valueType", "category", "description"), ()),
    ("value-type", "pdfaType", ("type", "namespaceURI", "prefix", "description"), ("field",)),
    ("field", "pdfaField", ("name", "valueType", "description"), ()),
)
REQUIRED = [(rule, prefix, name) for rule, prefix, names, _ in TABLES for name in names]
ARRAYS = [(rule, prefix, name) for rule, prefix, _, names in TABLES for name in names]
NAMESPACES = {
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfaType": "http://www.aiim.org/pdfa/ns/type#",
    "pdfaField": "http://www.aiim.org/pdfa/ns/field#",
}
PROFILES = ("pdfa-1b", "pdfa-2b", "pdfa-3u")


def found(change, profile):
    """What the rules about extension schemas find after the house's own schema is changed."""

    def with_changed_schema(pdf):
        with_own_schema(pdf)
        changed = change(OWN_SCHEMA)
        assert changed != OWN_SCHEMA
        replace_xmp(pdf, OWN_SCHEMA, changed)

    report = check.pdf("a.pdf", sample(hurt=with_changed_schema), profile=profile)
    return {(f.rule, f.code) for f in report.findings if f.rule.startswith("metadata/extension")}


def simple_field(prefix, name):
    return re.compile(f"<{prefix}:{name}>([^<]*)</{prefix}:{name}>")


@pytest.mark.parametrize("profile", PROFILES)
def test_a_full_description_is_sound(profile):
    report = check.pdf("a.pdf", sample(hurt=with_own_schema), profile=profile)
    assert [f.message.en for f in report.findings if "extension" in f.rule] == []


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("rule", "prefix", "name"), REQUIRED)
def test_every_field_has_to_be_there(rule, prefix, name, profile):
    without = found(lambda text: simple_field(prefix, name).sub("", text), profile)
    assert (f"metadata/extension-{rule}", "missing-field") in without


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("rule", "prefix", "name"), REQUIRED)
def test_every_field_is_simple(rule, prefix, name, profile):
    as_bag = rf"<{prefix}:{name}><rdf:Bag><rdf:li>\1</rdf:li></rdf:Bag></{prefix}:{name}>"
    seen = found(lambda text: simple_field(prefix, name).sub(as_bag, text), profile)
    assert (f"metadata/extension-{rule}", "wrong-form") in seen


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("rule", "prefix", "name"), REQUIRED)
def test_every_field_has_the_prefix_prescribed(rule, prefix, name, profile):
    other = rf'<my:{name} xmlns:my="{NAMESPACES[prefix]}">\1</my:{name}>'
    seen = found(lambda text: simple_field(prefix, name).sub(other, text), profile)
    assert seen == {(f"metadata/extension-{rule}", "wrong-prefix")}


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("rule", "prefix", "name"), ARRAYS)
def test_arrays_are_ordered(rule, prefix, name, profile):
    def as_bag(text):
        start = text.index(f"<{prefix}:{name}>")
        end = text.rindex(f"</{prefix}:{name}>")
        inner = text[start:end]
        inner = inner.replace("<rdf:Seq>", "<rdf:Bag>", 1)
        return text[:start] + "</rdf:Bag>".join(inner.rsplit("</rdf:Seq>", 1)) + text[end:]

    assert found(as_bag, profile) == {(f"metadata/extension-{rule}", "wrong-form")}


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("rule", "prefix", "name"), ARRAYS)
def test_arrays_have_the_prefix_prescribed(rule, prefix, name, profile):
    def other(text):
        opened = text.replace(
            f"<{prefix}:{name}>", f'<my:{name} xmlns:my="{NAMESPACES[prefix]}">', 1
        )
        head, _, tail = opened.rpartition(f"</{prefix}:{name}>")
        return f"{head}</my:{name}>{tail}"

    seen = found(other, profile)
    assert (f"metadata/extension-{rule}", "wrong-prefix") in seen


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("namespace", [None, "urn:other/"])
@pytest.mark.parametrize("prefix", NAMESPACES)
def test_fields_the_standard_does_not_list_are_found(prefix, namespace, profile):
    """Whatever the name, and a listed name in another namespace."""
    first = next(name for _, p, name in REQUIRED if p == prefix)
    added = f"<{prefix}:note>x</{prefix}:note>"
    if namespace:
        added = f'<o:{first} xmlns:o="{namespace}">x</o:{first}>'
    seen = found(
        lambda text: text.replace(f"<{prefix}:{first}>", f"{added}<{prefix}:{first}>"), profile
    )
    assert seen == {("metadata/extension-fields", "undefined-field")}


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(
    ("old", "new", "rule", "code"),
    [
        (">external<", ">External<", "property", "wrong-category"),
        (">Bag Shelf<", ">Bag Shelves<", "property", "unknown-type"),
        (">Bag Shelf<", ">Any<", "property", "unknown-type"),
        (">Integer<", ">Number<", "field", "unknown-type"),
    ],
)
def test_values_out_of_their_range_are_found(old, new, rule, code, profile):
    seen = found(lambda text: text.replace(old, new), profile)
    assert seen == {(f"metadata/extension-{rule}", code)}


@pytest.mark.parametrize("profile", ["pdfa-1b", "pdfa-2b"])
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('shelf:number="12"', 'shelf:number="twelve"', "wrong-type"),
        ('shelf:number="12"', 'shelf:colour="12"', "wrong-type"),
        ('xmlns:shelf="urn:house:shelf/"', 'xmlns:shelf="urn:house:board/"', "wrong-type"),
        (
            '<rooms:shelves xmlns:rooms="urn:house:rooms/">',
            '<rooms:shelves xmlns:rooms="urn:house:halls/">',
            "undefined-property",
        ),
    ],
)
def test_described_properties_are_held_to_their_description(old, new, code, profile):
    def change(pdf):
        with_own_schema(pdf)
        replace_xmp(pdf, old, new)

    report = check.pdf("a.pdf", sample(hurt=change), profile=profile)
    rules = {"metadata/xmp-schemas", "metadata/xmp-value-types"}
    assert [f.code for f in report.findings if f.rule in rules] == [code]


def test_a_description_may_widen_a_predefined_schema():
    def change(pdf):
        with_own_schema(pdf)
        replace_xmp(pdf, "urn:house:rooms/</pdfaSchema", "http://ns.adobe.com/pdf/1.3/</pdfaSchema")
        replace_xmp(pdf, 'rooms="urn:house:rooms/"', 'rooms="http://ns.adobe.com/pdf/1.3/"')

    report = check.pdf(
        "a.pdf", sample(hurt=change), profile="pdfa-2b", only=frozenset({"metadata"})
    )
    assert report.findings == ()
