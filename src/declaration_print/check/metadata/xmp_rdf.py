"""RDF/XML as XMP restricts it (ISO 16684-1 7): elements → property nodes.

The several ways of writing a value come out alike: element or attribute, rdf:resource,
rdf:parseType="Resource", nested rdf:Description, typed nodes, rdf:value with qualifiers.
What XMP forbids is refused with the same strictness as Adobe's parser, which veraPDF judges by.
"""

from dataclasses import dataclass, field
from enum import Enum

from declaration_print.check.metadata.xmp_xml import Attribute, BadXmp, Element
from declaration_print.model.problem import Words

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = "http://www.w3.org/XML/1998/namespace"
DC = "http://purl.org/dc/elements/1.1/"
DC_DEPRECATED = "http://purl.org/dc/1.1/"

_SPACE = " \t\r\n\f\v"
_CORE_TERMS = {"RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype"}
_OLD_TERMS = {"aboutEach", "aboutEachPrefix", "bagID"}
_NODE_ATTRIBUTES = {"ID", "nodeID", "about"}
_ATTRIBUTES_OF_A_TEXT = 3  # more, and Adobe's parser takes the property for an empty one


class Form(Enum):
    """What shape a value has; the values are what a message calls it."""

    SIMPLE = Words(ja="単純な値", en="a simple value")
    STRUCTURE = Words(ja="構造体", en="a structure")
    BAG = Words(ja="rdf:Bag(順序のない配列)", en="an rdf:Bag")
    SEQ = Words(ja="rdf:Seq(順序のある配列)", en="an rdf:Seq")
    ALT = Words(ja="rdf:Alt(選択肢の配列)", en="an rdf:Alt")

    @property
    def is_array(self) -> bool:
        """Whether it is one of the three arrays."""
        return self in {Form.BAG, Form.SEQ, Form.ALT}


_ARRAYS = {"Bag": Form.BAG, "Seq": Form.SEQ, "Alt": Form.ALT}


@dataclass(slots=True)
class Node:
    """A property, field or array item: its name, the prefix it is written with, its value.

    `value` is the text of a simple node; `children` are the items of an array or the fields of a
    structure; `language` is its xml:lang.
    """

    namespace: str
    name: str
    prefix: str | None
    form: Form = Form.SIMPLE
    value: str = ""
    children: list["Node"] = field(default_factory=list)
    language: str | None = None

    @property
    def qualified(self) -> str:
        """The name as it is written; `rdf:li` for an array item."""
        return f"{self.prefix}:{self.name}" if self.prefix else self.name

    @property
    def is_language_alternative(self) -> bool:
        """Whether it is an rdf:Alt by languages; an empty one counts."""
        speaks = any(child.language is not None for child in self.children)
        return self.form is Form.ALT and (speaks or not self.children)

    @property
    def texts(self) -> list[str]:
        """The text of each simple item, or its own text."""
        if self.form is Form.SIMPLE:
            return [self.value]
        return [child.value for child in self.children if child.form is Form.SIMPLE]

    @property
    def text(self) -> str:
        """Its own text, the (last) x-default item's, else the first item's, else nothing."""
        for child in reversed(self.children):
            if child.language == "x-default":
                return child.value
        return next(iter(self.texts), "")

    def child(self, namespace: str, name: str) -> "Node | None":
        """The first child of a name; None without one."""
        for child in self.children:
            if (child.namespace, child.name) == (namespace, name):
                return child
        return None


def properties_of(rdf: Element) -> tuple[Node, ...]:
    """The properties of an rdf:RDF element in order.

    Raises:
        BadXmp: it is no RDF, or RDF that XMP does not allow.
    """
    packet = _Parent(Node("", "", None, Form.STRUCTURE), top=True)
    for child in rdf.content:
        if isinstance(child, str):
            if child.strip(_SPACE):
                raise _bad("rdf:RDF", "文字が直接入っています", "text stands directly in it")
            continue
        if not _is_rdf(child, "Description"):
            raise _bad(
                child.qualified,
                "rdf:RDF の直下には rdf:Description だけが置けます",
                "only rdf:Description may stand directly in rdf:RDF",
            )
        _read_node(packet, child)
    return tuple(packet.node.children)


class _Parent:
    """A node that children are added to; knows which names it has."""

    def __init__(self, node: Node, *, top: bool = False) -> None:
        self.node = node
        self.is_top = top
        self.about = ""
        self.has_value = False
        self._names: set[tuple[str, str]] = set()

    def add(self, source: Element | Attribute) -> Node:
        """A new child named as an element or attribute is."""
        namespace = DC if source.namespace == DC_DEPRECATED else source.namespace
        if not namespace:
            raise _bad(source.qualified, "名前空間がありません", "it is in no namespace")
        node = Node(namespace, source.name, source.prefix)
        key = (namespace, source.name)
        if key == (RDF, "li"):
            if not self.node.form.is_array:
                raise _bad("rdf:li", "配列の外にあります", "it stands outside an array")
            self.node.children.append(node)
            return node
        if key in self._names:
            raise _bad(source.qualified, "二度書かれています", "it is given twice")
        self._names.add(key)
        if key == (RDF, "value"):
            if self.is_top or self.node.form is not Form.STRUCTURE:
                raise _bad("rdf:value", "置き場所が違います", "it is misplaced")
            self.has_value = True
            self.node.children.insert(0, node)
        else:
            self.node.children.append(node)
        return node

    def settle(self) -> None:
        """Let rdf:value, if there is one, be the value; the other fields qualify it."""
        if not self.has_value:
            return
        value = self.node.children[0]
        if value.language is not None and self.node.language is not None:
            raise _bad("rdf:value", "xml:lang が重複しています", "it has a second xml:lang")
        self.node.language = self.node.language or value.language
        self.node.form, self.node.value = value.form, value.value
        self.node.children = value.children


def _read_node(parent: _Parent, element: Element) -> None:
    """A node element: its attributes and its elements are properties (RDF/XML 7.2.11)."""
    if element.namespace == RDF and element.name in _CORE_TERMS | _OLD_TERMS | {"li"}:
        raise _bad(element.qualified, "置き場所が違います", "it is misplaced")
    named = False
    for attribute in element.attributes:
        term = _term(attribute, element)
        if term in _NODE_ATTRIBUTES:
            if named:
                raise _bad(element.qualified, "about と ID が競合します", "about and ID conflict")
            named = True
            if parent.is_top and term == "about":
                _same_subject(parent, attribute.value)
        elif term in _CORE_TERMS | _OLD_TERMS | {"li", "Description"}:
            raise _not_allowed(attribute, element)
        else:
            parent.add(attribute).value = attribute.value
    for child in element.content:
        if isinstance(child, Element):
            _read_property(parent, child)
        elif child.strip(_SPACE):
            raise _bad(element.qualified, "文字が直接入っています", "text stands directly in it")


def _same_subject(parent: _Parent, about: str) -> None:
    """All rdf:Description of a packet are about the same thing (ISO 16684-1 7.4)."""
    if not parent.about:
        parent.about = about
    elif about and about != parent.about:
        raise _bad(
            "rdf:about",
            f"「{parent.about}」と「{about}」で食い違っています",
            f"it differs: {parent.about!r} and {about!r}",
        )


def _read_property(parent: _Parent, element: Element) -> None:
    """A property element in one of the ways RDF/XML has (7.2.14 to 7.2.21)."""
    if element.namespace == RDF and element.name in _CORE_TERMS | _OLD_TERMS | {"Description"}:
        raise _bad(element.qualified, "プロパティにできません", "it cannot be a property")
    if len(element.attributes) > _ATTRIBUTES_OF_A_TEXT:
        _read_empty(parent, element)
        return
    telling = sorted(
        (one for one in element.attributes if one.qualified != "xml:lang"),
        key=lambda attribute: attribute.qualified,
    )
    if telling:
        first = telling[0]
        if _is_rdf(first, "datatype"):
            _read_text(parent, element)
        elif not _is_rdf(first, "parseType"):
            _read_empty(parent, element)
        elif first.value == "Resource":
            _read_fields(parent, element)
        else:
            raise _not_allowed(first, element)
    elif any(isinstance(child, Element) for child in element.content):
        _read_resource(parent, element)
    elif element.content:
        _read_text(parent, element)
    else:
        _read_empty(parent, element)


def _read_resource(parent: _Parent, element: Element) -> None:
    """A property whose value is one array, rdf:Description or typed node."""
    if parent.is_top and element.qualified == "iX:changes":
        return  # what Acrobat 5 kept its history in; no property
    node = parent.add(element)
    node.language = _language(element)
    elements = [child for child in element.content if isinstance(child, Element)]
    loose = any(isinstance(child, str) and child.strip(_SPACE) for child in element.content)
    if loose or len(elements) != 1:
        raise _bad(
            element.qualified,
            "配列か rdf:Description がちょうど一つ要ります",
            "it has to hold just one array or rdf:Description",
        )
    inner = elements[0]
    node.form = (
        _ARRAYS.get(inner.name, Form.STRUCTURE) if inner.namespace == RDF else Form.STRUCTURE
    )
    holder = _Parent(node)
    _read_node(holder, inner)
    holder.settle()


def _read_fields(parent: _Parent, element: Element) -> None:
    """rdf:parseType="Resource": the elements inside are fields."""
    node = parent.add(element)
    node.form, node.language = Form.STRUCTURE, _language(element)
    for attribute in element.attributes:
        if attribute.qualified != "xml:lang" and not _is_rdf(attribute, "ID", "parseType"):
            raise _not_allowed(attribute, element)
    holder = _Parent(node)
    for child in element.content:
        if isinstance(child, Element):
            _read_property(holder, child)
        elif child.strip(_SPACE):
            raise _bad(element.qualified, "文字が直接入っています", "text stands directly in it")
    holder.settle()


def _read_text(parent: _Parent, element: Element) -> None:
    node = parent.add(element)
    node.language = _language(element)
    for attribute in element.attributes:
        if attribute.qualified != "xml:lang" and not _is_rdf(attribute, "ID", "datatype"):
            raise _not_allowed(attribute, element)
    if any(isinstance(child, Element) for child in element.content):
        raise _bad(element.qualified, "要素が入っています", "it holds elements where text is due")
    node.value = "".join(child for child in element.content if isinstance(child, str))


def _read_empty(parent: _Parent, element: Element) -> None:
    """A property without content: rdf:resource or rdf:value is its value, else its fields."""
    if element.content:
        raise _bad(
            element.qualified,
            "この属性と中身は同時に書けません",
            "these attributes and content cannot go together",
        )
    node = parent.add(element)
    node.language = _language(element)
    terms: dict[str, Attribute] = {}
    fields = []
    for attribute in element.attributes:
        term = _term(attribute, element)
        if term in {"ID", "resource", "nodeID", "value"}:
            terms[term] = attribute
        elif term in _CORE_TERMS | _OLD_TERMS | {"Description", "li"}:
            raise _not_allowed(attribute, element)
        elif attribute.qualified != "xml:lang":
            fields.append(attribute)
    if "resource" in terms and {"nodeID", "value"} & terms.keys():
        raise _not_allowed(terms["resource"], element)
    value = terms.get("value") or terms.get("resource")
    if value is not None:
        node.value = value.value
    elif fields:
        node.form = Form.STRUCTURE
        holder = _Parent(node)
        for attribute in fields:
            holder.add(attribute).value = attribute.value


def _term(attribute: Attribute, owner: Element) -> str | None:
    """The name of an attribute of RDF itself, which may go without prefix; else None."""
    if attribute.namespace == RDF:
        return attribute.name
    if not attribute.namespace and owner.namespace == RDF and attribute.name in {"about", "ID"}:
        return attribute.name
    return None


def _is_rdf(source: Element | Attribute, *names: str) -> bool:
    return source.namespace == RDF and source.name in names


def _language(element: Element) -> str | None:
    for attribute in element.attributes:
        if attribute.qualified == "xml:lang":
            return attribute.value
    return None


def _not_allowed(attribute: Attribute, element: Element) -> BadXmp:
    return _bad(
        element.qualified,
        f"ここに属性 {attribute.qualified} は書けません",
        f"the attribute {attribute.qualified} is not allowed here",
    )


def _bad(where: str, ja: str, en: str) -> BadXmp:
    return BadXmp(Words(ja=f"RDF の誤り({where}: {ja})", en=f"RDF error at {where}: {en}"))
