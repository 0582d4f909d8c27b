"""Extension schemas: what a packet says of its own properties (ISO 19005-1 6.7.8, -2 6.6.2.3.3)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from declaration_print.check.metadata.xmp_rdf import Node
from declaration_print.check.metadata.xmp_types import (
    SIMPLE,
    TYPE_NAME_LIMIT,
    Structure,
    ValueTypes,
    predefined,
    simplified,
)

SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
TYPE = "http://www.aiim.org/pdfa/ns/type#"
FIELD = "http://www.aiim.org/pdfa/ns/field#"


@dataclass(frozen=True, slots=True)
class Described:
    """One schema as it is described: types known in it, and the types of its properties."""

    types: ValueTypes
    properties: Mapping[str, str]


def described_schemas(
    container: Node | None, edition: str, main: Mapping[str, Described] | None = None
) -> dict[str, Described]:
    """The schemas a container describes, by namespace; a later description replaces an earlier.

    `main` are the schemas of the document's packet when `container` is of another one: their
    types hold there too.
    """
    found: dict[str, Described] = {}
    if container is None or not container.form.is_array:
        return found
    for schema in container.children:
        namespace = schema.child(SCHEMA, "namespaceURI")
        properties = schema.child(SCHEMA, "property")
        if namespace is None or properties is None or not properties.form.is_array:
            continue
        known = (main or {}).get(namespace.value)
        base = known.types if known else predefined(edition).types
        types = _with_own_types(base, schema.child(SCHEMA, "valueType"))
        found[namespace.value] = Described(types, dict(_typed(properties, PROPERTY, types)))
    return found


def types_of(schema: Node, described: Mapping[str, Described]) -> ValueTypes:
    """The types that may be named inside a schema's description.

    A description that lists no properties is none: veraPDF then knows only the basic types.
    """
    namespace = schema.child(SCHEMA, "namespaceURI")
    found = described.get(namespace.value) if namespace else None
    return found.types if found else ValueTypes()


def _typed(array: Node, namespace: str, types: ValueTypes | None) -> Iterator[tuple[str, str]]:
    """Names and types that an array of properties or fields lists.

    The first description of a property holds, of a field the last, as in veraPDF.
    """
    seen = set()
    for item in array.children:
        name, type_name = item.child(namespace, "name"), item.child(namespace, "valueType")
        if name is None or type_name is None or name.value in seen:
            continue
        if types is None:
            yield name.value, type_name.value[:TYPE_NAME_LIMIT]
        elif types.knows(type_name.value):
            seen.add(name.value)
            yield name.value, type_name.value[:TYPE_NAME_LIMIT]


def _with_own_types(base: ValueTypes, array: Node | None) -> ValueTypes:
    simple, structures = dict(base.simple), dict(base.structures)
    for item in array.children if array is not None and array.form.is_array else ():
        name, namespace = item.child(TYPE, "type"), item.child(TYPE, "namespaceURI")
        listed = item.child(TYPE, "field")
        if name is None:
            continue
        plain = simplified(name.value)
        fields = dict(_typed(listed, FIELD, None)) if listed and listed.form.is_array else {}
        if not fields:
            structures.pop(plain, None)
            simple[plain] = SIMPLE["text"]
        elif namespace is not None:
            simple.pop(plain, None)
            structures[plain] = Structure(name.value, namespace.value, fields)
    return ValueTypes(simple, structures)
