"""Rules about extension schemas: a file's own properties are described as the standard has it.

ISO 19005-1 6.7.8, ISO 19005-2 6.6.2.3.2 and 6.6.2.3.3, and their tables of fields.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from declaration_print.check.metadata.xmp_extensions import FIELD, PROPERTY, SCHEMA, TYPE, types_of
from declaration_print.check.metadata.xmp_rdf import Form, Node
from declaration_print.check.metadata.xmp_types import ValueTypes, shown
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.check.rulebook.xmp_packet import packets, whose
from declaration_print.check.rulebook.xmp_properties import (
    FINDINGS_LIMIT,
    edition_judged_by,
    vocabulary,
)
from declaration_print.model.problem import Words

CONTAINER_PREFIX = "pdfaExtension"
CATEGORIES = ("external", "internal")
TEXT, TYPE_NAME, CATEGORY, ARRAY = "text", "type name", "category", "array"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of description: its fields, what each holds; all but arrays have to be there."""

    title: Words
    namespace: str
    prefix: str
    fields: Mapping[str, str]


KINDS = {
    "schema": Kind(
        Words(ja="拡張スキーマ", en="the description of a schema"),
        SCHEMA,
        "pdfaSchema",
        {
            "schema": TEXT,
            "namespaceURI": TEXT,
            "prefix": TEXT,
            "property": ARRAY,
            "valueType": ARRAY,
        },
    ),
    "property": Kind(
        Words(ja="項目の説明", en="the description of a property"),
        PROPERTY,
        "pdfaProperty",
        {"name": TEXT, "valueType": TYPE_NAME, "category": CATEGORY, "description": TEXT},
    ),
    "value-type": Kind(
        Words(ja="値の型の説明", en="the description of a value type"),
        TYPE,
        "pdfaType",
        {
            "type": TEXT,
            "namespaceURI": TEXT,
            "prefix": TEXT,
            "description": TEXT,
            "field": ARRAY,
        },
    ),
    "field": Kind(
        Words(ja="型の要素の説明", en="the description of a field"),
        FIELD,
        "pdfaField",
        {"name": TEXT, "valueType": TYPE_NAME, "description": TEXT},
    ),
}
_REMEDY = Words(
    ja="拡張スキーマは PDF を作るソフトが書きます。ソフトを新しくするか、その項目を使わずに"
    "書き出し直してください。",
    en="Extension schemas are written by the software: update it, or export without the property "
    "described.",
)


@dataclass(frozen=True, slots=True)
class Described:
    """One description in a packet, of a kind, with the types that may be named in it."""

    kind: str
    node: Node
    types: ValueTypes
    where: Words


def _containers(case: Examination) -> Iterator[tuple[Node, Words]]:
    for xmp in packets(case) if edition_judged_by(case) else ():
        if xmp.packet is not None and xmp.packet.extension is not None:
            yield xmp.packet.extension, whose(xmp)


def _descriptions(case: Examination) -> Iterator[Described]:
    """Everything described in the file: schemas, then their properties, types and fields."""
    edition = edition_judged_by(case)
    for xmp in packets(case) if edition else ():
        container = xmp.packet.extension if xmp.packet else None
        if container is None or not container.form.is_array or edition is None:
            continue
        described = vocabulary(case, xmp, edition).described[0]
        for schema in container.children:
            types = types_of(schema, described)
            where = whose(xmp)
            yield Described("schema", schema, types, where)
            for one in _items(schema, SCHEMA, "property"):
                yield Described("property", one, types, where)
            for one in _items(schema, SCHEMA, "valueType"):
                yield Described("value-type", one, types, where)
                for inner in _items(one, TYPE, "field"):
                    yield Described("field", inner, types, where)


def _items(node: Node, namespace: str, name: str) -> list[Node]:
    array = node.child(namespace, name)
    return array.children if array is not None and array.form.is_array else []


@rule(
    id="metadata/extension-container",
    clause={"pdfa-1": "6.7.8", "pdfa-2": "6.6.2.3.3"},
    rationale=Words(
        ja="説明の入れ物の形が違うと、中の説明は見つけてもらえません。",
        en="Descriptions in a container of another shape are not found.",
    ),
    remedy=_REMEDY,
)
def the_container_is_a_bag(case: Examination) -> Iterator[Observation]:
    """Is pdfaExtension:schemas an rdf:Bag, and is that its prefix?"""
    for container, where in _containers(case):
        name = container.qualified
        if container.form is not Form.BAG:
            found = shown(container)
            yield Observation(
                "wrong-form",
                Words(
                    ja=f"{where.ja}拡張スキーマの入れ物 {name} が{found.ja}です。"
                    "rdf:Bag でなければなりません。",
                    en=f"{where.en}The container of extension schemas, {name}, is {found.en}; "
                    "it has to be an rdf:Bag.",
                ),
            )
        if container.prefix != CONTAINER_PREFIX:
            yield _wrong_prefix(container, CONTAINER_PREFIX, where)


@rule(
    id="metadata/extension-fields",
    clause={"pdfa-1": "6.7.8", "pdfa-2": "6.6.2.3.2"},
    rationale=Words(
        ja="説明に、規格が決めていない欄があっても、読み方は誰にも分かりません。",
        en="Nobody knows how to read fields in a description that the standard does not have.",
    ),
    remedy=_REMEDY,
)
def descriptions_have_only_known_fields(case: Examination) -> Iterator[Observation]:
    """Do descriptions have only the fields that the standard lists?"""
    found = (
        Observation(
            "undefined-field",
            Words(
                ja=f"{one.where.ja}{KINDS[one.kind].title.ja}に、規格にない欄 {child.qualified} "
                f"があります(名前空間 {child.namespace})。",
                en=f"{one.where.en}{child.qualified} is no field of "
                f"{KINDS[one.kind].title.en} (namespace {child.namespace}).",
            ),
        )
        for one in _descriptions(case)
        for child in one.node.children
        if child.namespace != KINDS[one.kind].namespace or child.name not in KINDS[one.kind].fields
    )
    yield from islice(found, FINDINGS_LIMIT)


def _judged(kind: str) -> Callable[[Examination], Iterator[Observation]]:
    """The check that every description of a kind has its fields, and rightly."""

    def described_rightly(case: Examination) -> Iterator[Observation]:
        found = (
            observation
            for one in _descriptions(case)
            if one.kind == kind
            for observation in _faults(one)
        )
        yield from islice(found, FINDINGS_LIMIT)

    return described_rightly


def _faults(one: Described) -> Iterator[Observation]:
    kind = KINDS[one.kind]
    for name, holds in kind.fields.items():
        field = one.node.child(kind.namespace, name)
        if field is None:
            if holds is not ARRAY:
                yield _missing(one, kind, name)
            continue
        if field.prefix != kind.prefix and not (holds is ARRAY and field.prefix is None):
            yield _wrong_prefix(field, kind.prefix, one.where)
        yield from _faults_of_value(one, field, holds)


def _faults_of_value(one: Described, field: Node, holds: str) -> Iterator[Observation]:
    if holds is ARRAY:
        if field.form not in {Form.SEQ, Form.ALT}:  # veraPDF takes an rdf:Alt for ordered
            yield _wrong_value("wrong-form", one, field, Words(ja="rdf:Seq", en="an rdf:Seq"))
    elif field.form is not Form.SIMPLE:
        yield _wrong_value("wrong-form", one, field, Words(ja="文字列", en="text"))
    elif holds is CATEGORY and field.value not in CATEGORIES:
        asked = Words(ja="external か internal", en="external or internal")
        yield _wrong_value("wrong-category", one, field, asked)
    elif holds is TYPE_NAME and not one.types.knows(field.value):
        asked = Words(
            ja="XMP の型か、同じスキーマの pdfaSchema:valueType で説明した型",
            en="a type of XMP, or one described in pdfaSchema:valueType of the same schema",
        )
        yield _wrong_value("unknown-type", one, field, asked)


def _missing(one: Described, kind: Kind, name: str) -> Observation:
    about = _name_of(one.node, kind)
    return Observation(
        "missing-field",
        Words(
            ja=f"{one.where.ja}{kind.title.ja}{about.ja}に {kind.prefix}:{name} がありません。",
            en=f"{one.where.en}{kind.prefix}:{name} is missing in {kind.title.en}{about.en}.",
        ),
    )


def _name_of(node: Node, kind: Kind) -> Words:
    """Which description it is, by the first field it has."""
    for name in kind.fields:
        field = node.child(kind.namespace, name)
        if field is not None and field.form is Form.SIMPLE and field.value:
            return Words(ja=f"「{field.value}」", en=f" {field.value!r}")
    return Words(ja="", en="")


def _wrong_value(code: str, one: Described, field: Node, asked: Words) -> Observation:
    found, about = shown(field), _name_of(one.node, KINDS[one.kind])
    title = KINDS[one.kind].title
    return Observation(
        code,
        Words(
            ja=f"{one.where.ja}{title.ja}{about.ja}の {field.qualified} が{found.ja}です。"
            f"{asked.ja}でなければなりません。",
            en=f"{one.where.en}In {title.en}{about.en}, {field.qualified} is {found.en}; "
            f"it has to be {asked.en}.",
        ),
    )


def _wrong_prefix(field: Node, prefix: str, where: Words) -> Observation:
    return Observation(
        "wrong-prefix",
        Words(
            ja=f"{where.ja}拡張スキーマの {field.qualified} の接頭辞が {prefix} ではありません。",
            en=f"{where.en}{field.qualified} in an extension schema has to have the prefix "
            f"{prefix}.",
        ),
    )


_OF_KIND = {
    "schema": Words(
        ja="どの名前空間の説明かが分からなければ、説明があっても使えません。",
        en="A description is of no use without the namespace it is about.",
    ),
    "property": Words(
        ja="項目の名前・型・意味がそろって、はじめて後の人が値を読めます。",
        en="Only with name, type and meaning of a property can its value be read later.",
    ),
    "value-type": Words(
        ja="独自の型は、その成り立ちの説明がなければ読み解けません。",
        en="A type of one's own cannot be read without a description of how it is made.",
    ),
    "field": Words(
        ja="型の要素も、名前・型・意味がそろっていなければ読み解けません。",
        en="The fields of a type, too, need name, type and meaning to be read.",
    ),
}
for _kind, _rationale in _OF_KIND.items():
    rule(
        id=f"metadata/extension-{_kind}",
        clause={"pdfa-1": "6.7.8", "pdfa-2": "6.6.2.3.3"},
        rationale=_rationale,
        remedy=_REMEDY,
    )(_judged(_kind))
