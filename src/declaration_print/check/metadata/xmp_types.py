"""The value types of XMP properties, and the predefined schemas as tables.

Editions: "2004" (XMP Specification, January 2004; ISO 19005-1) and "2005" (September 2005;
ISO 19005-2 and -3). The tables in xmp_schemas/ are what the specifications list, with the type as
far as veraPDF demands it: the members of open and closed choices are not enforced (their type
is), nor is what a URI, a locale or a rational has to look like.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from declaration_print.check.metadata.xmp_rdf import Form, Node
from declaration_print.model.problem import Words

EDITION_OF = {"pdfa-1": "2004", "pdfa-2": "2005"}
"""The edition of XMP whose schemas each standard knows (ISO 19005-1 6.7.2, -2 6.6.2.3.1)."""

_ANYTHING = re.compile(r".*", re.DOTALL)
_DIGITS = r"[0-9]+"
_DATE = re.compile(
    rf"(-?{_DIGITS}(-{_DIGITS}(-{_DIGITS}(T{_DIGITS}"
    rf"(:{_DIGITS}(:{_DIGITS}(\.{_DIGITS})?)?)?(Z|[+-]{_DIGITS}(:{_DIGITS})?)?)?)?)?)?"
)
"""ISO 8601 as XMP narrows it; veraPDF takes any number of digits, and nothing at all."""

SIMPLE: Mapping[str, re.Pattern[str]] = {
    "boolean": re.compile(r"True|False"),
    "integer": re.compile(r"[+-]?[0-9]+"),
    "real": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"),
    "mimetype": re.compile(r"[-A-Za-z0-9_+.]+/[-A-Za-z0-9_+.]+"),
    "date": _DATE,
    "xpath": re.compile(r".*\S.*", re.DOTALL),  # whether it is one is not looked into
    **dict.fromkeys(
        ("text", "propername", "agentname", "rational", "renditionclass", "uri", "url"),
        _ANYTHING,
    ),
}
_OF_EDITION: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "2004": {
        "locale": _ANYTHING,
        "gpscoordinate": re.compile(r"[0-9]{2},[0-9]{2}[,.][0-9]{2}[NSEW]"),
    },
    "2005": {
        "locale": _ANYTHING,
        "gpscoordinate": re.compile(r"[0-9]{1,3},[0-9]{1,2}(,[0-9]{1,2}|\.[0-9]+)[NSEW]"),
    },
}
_EXPLAINED: Mapping[str, Words] = {
    "boolean": Words(ja="True または False", en="True or False"),
    "integer": Words(ja="整数", en="a whole number"),
    "real": Words(ja="小数も可の数", en="a number such as 1.5"),
    "mimetype": Words(ja="application/pdf のような形", en="such as application/pdf"),
    "date": Words(
        ja="2024-05-21T09:30:00+09:00 のような形", en="such as 2024-05-21T09:30:00+09:00"
    ),
    "gpscoordinate": Words(ja="35,41.22N のような形", en="such as 35,41.22N"),
    "lang alt": Words(
        ja="xml:lang の付いた rdf:li を持つ rdf:Alt", en="an rdf:Alt of rdf:li with xml:lang"
    ),
}
_ARRAYS = {"bag": Form.BAG, "seq": Form.SEQ, "alt": Form.ALT}
TYPE_NAME_LIMIT = 200  # characters; a file may name its types as it likes
_CHOICE = re.compile(r"(open |closed )?(choice |choice$)(of )?")


@dataclass(frozen=True, slots=True)
class Structure:
    """A structured type: the namespace of its fields, and their types by name."""

    name: str
    namespace: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Misfit:
    """Where a value is not of its type: the path to it, the value, the type asked."""

    path: str
    value: Words
    asked: Words


@dataclass(frozen=True, slots=True)
class ValueTypes:
    """The types known in one place, by name in lower case."""

    simple: Mapping[str, re.Pattern[str]] = field(default_factory=lambda: SIMPLE)
    structures: Mapping[str, Structure] = field(default_factory=dict)

    def knows(self, type_name: str) -> bool:
        """Whether a type is one of these, or arrays of one."""
        if len(type_name) > TYPE_NAME_LIMIT:
            return False
        plain = simplified(type_name)
        while (array := _array_of(plain)) is not None:
            plain = array[1]
        return plain == "lang alt" or plain in self.simple or plain in self.structures

    def misfit(self, node: Node, type_name: str, path: str | None = None) -> Misfit | None:
        """The first place where a value is not of a type; None where it fits."""
        path = path or node.qualified
        plain = simplified(type_name)
        if plain == "any":
            return None
        if (array := _array_of(plain)) is not None:
            return self._misfit_in_array(node, array, path, type_name)
        if (structure := self.structures.get(plain)) is not None:
            return self._misfit_in_structure(node, structure, path)
        if (pattern := self.simple.get(plain)) is not None:
            fits = node.form is Form.SIMPLE and pattern.fullmatch(node.value) is not None
        else:
            fits = plain == "lang alt" and node.is_language_alternative
        return None if fits else Misfit(path, shown(node), _asked(type_name))

    def _misfit_in_array(
        self, node: Node, array: tuple[Form, str], path: str, type_name: str
    ) -> Misfit | None:
        form, of_type = array
        if node.form is not form:
            return Misfit(path, shown(node), _asked(type_name))
        spelt = type_name.partition(" ")[2]
        of_type = spelt if simplified(spelt) == of_type else of_type
        found = (
            self.misfit(child, of_type, f"{path}[{number}]")
            for number, child in enumerate(node.children, start=1)
        )
        return next(filter(None, found), None)

    def _misfit_in_structure(self, node: Node, structure: Structure, path: str) -> Misfit | None:
        if node.form is not Form.STRUCTURE:
            return Misfit(path, shown(node), _asked(structure.name, structure))
        for child in node.children:
            here = f"{path}/{child.qualified}"
            type_name = structure.fields.get(child.name)
            if type_name is None or child.namespace != structure.namespace:
                return Misfit(here, shown(child), _no_field(structure))
            if (found := self.misfit(child, type_name, here)) is not None:
                return found
        return None


def simplified(type_name: str) -> str:
    """A type's name in lower case without choices: `Bag closed Choice of Text` → `bag text`."""
    plain = _CHOICE.sub("", type_name[:TYPE_NAME_LIMIT].lower()).strip()
    if not plain:
        return "text"
    if not plain.endswith("lang alt") and plain.endswith(tuple(_ARRAYS)):
        return f"{plain} text"
    return plain


def shown(node: Node) -> Words:
    """A node's value as a message shows it: short text, or what shape it has."""
    if node.form is not Form.SIMPLE:
        shape: Words = node.form.value
        return shape
    text = node.value if len(node.value) <= 60 else node.value[:57] + "..."  # noqa: PLR2004 - a line
    return Words(ja=f"「{text}」", en=repr(text))


def _array_of(plain: str) -> tuple[Form, str] | None:
    word, _, rest = plain.partition(" ")
    return (_ARRAYS[word], rest) if rest and word in _ARRAYS else None


def _asked(type_name: str, structure: Structure | None = None) -> Words:
    if structure is not None:
        fields = ", ".join(structure.fields)
        return Words(
            ja=f"{type_name}(構造体。項目: {fields})",
            en=f"{type_name} (a structure of {fields})",
        )
    explained = _EXPLAINED.get(simplified(type_name))
    if explained is None:
        return Words(ja=type_name, en=type_name)
    return Words(ja=f"{type_name}({explained.ja})", en=f"{type_name} ({explained.en})")


def _no_field(structure: Structure) -> Words:
    fields = ", ".join(structure.fields)
    return Words(
        ja=f"{structure.name} の項目({structure.namespace} の {fields})のいずれか",
        en=f"one of the fields of {structure.name} ({fields} in {structure.namespace})",
    )


@dataclass(frozen=True, slots=True)
class Schemas:
    """The predefined properties of an edition: their types by namespace and name."""

    types: ValueTypes
    properties: Mapping[tuple[str, str], str]


@cache
def predefined(edition: str) -> Schemas:
    """The schemas of an edition of XMP: "2004" or "2005"."""
    namespaces = {row[0]: row[1] for row in _table("namespaces.tsv")}
    fields: dict[str, dict[str, str]] = {}
    home: dict[str, tuple[str, str]] = {}
    for name, prefix, field_name, type_name, editions in _table("structures.tsv"):
        if editions in {"both", edition}:
            home[name.lower()] = name, namespaces[prefix]
            fields.setdefault(name.lower(), {})[field_name] = type_name
    structures = {plain: Structure(*home[plain], fields[plain]) for plain in fields}
    properties = {
        (namespaces[prefix], name): type_name
        for prefix, name, type_name, editions in _table("properties.tsv")
        if editions in {"both", edition}
    }
    return Schemas(ValueTypes({**SIMPLE, **_OF_EDITION[edition]}, structures), properties)


def _table(name: str) -> Iterator[list[str]]:
    """The rows of a table without its heading."""
    text = (files("declaration_print.check.metadata") / "xmp_schemas" / name).read_text("utf-8")
    for line in text.splitlines()[1:]:
        yield line.split("\t")
