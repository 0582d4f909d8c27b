"""YAML to a tree whose every node knows its place in the file.

YAML 1.2 core schema, so that `2024-05-21` and `no` stay the words they are. Refused, because a
declaration needs none of it and a stranger's file might: tags, anchors and aliases, several documents
in a file, nesting deeper and nodes more than any declaration has.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto

import yaml

from declaration_print.model.problem import BadInput, Place, Problem, Words
from declaration_print.read import yaml_words as say
from declaration_print.read.control_character import clean_text
from declaration_print.read.scalar import Written, written
from declaration_print.read.source_file import SourceText

DEEPEST = 32
MOST_NODES = 50_000


class Kind(Enum):
    """What a node is, in the terms of the file's author."""

    TEXT = auto()
    NUMBER = auto()
    FLAG = auto()  # true or false
    NOTHING = auto()
    LIST = auto()
    KEYS = auto()
    REFUSED = auto()  # already reported; whatever else is said about it would be noise


_NOTHING_WRITTEN = Written("", ())


@dataclass(frozen=True, slots=True)
class Node:
    """One value of the file, with its key's name and children."""

    source: SourceText
    kind: Kind
    start: int
    key_start: int | None = None
    written: Written = _NOTHING_WRITTEN
    entries: tuple["Node", ...] = ()
    keys: Mapping[str, "Node"] = field(default_factory=dict)
    in_flow: bool = False  # written with braces or brackets

    @property
    def place(self) -> Place:
        """Where the value begins."""
        return self.source.place(self.start)

    @property
    def key_place(self) -> Place:
        """Where its key begins; for a value without one, where the value begins."""
        return self.source.place(self.start if self.key_start is None else self.key_start)

    def place_at(self, offset: int) -> Place:
        """Where one character of a text was written."""
        indices = self.written.indices
        return self.source.place(indices[offset] if offset < len(indices) else self.start)

    def child(self, name: str | int) -> "Node":
        """The value under a key or at a position; a text written in place of a whole is all of it."""
        if isinstance(name, str):
            return self.keys.get(name, self)
        return self.entries[name] if name < len(self.entries) else self


@dataclass(frozen=True, slots=True)
class Tree:
    """The root of a file, and the problems that did not stop it from being read."""

    root: Node
    problems: tuple[Problem, ...]


def tree(source: SourceText) -> Tree:
    """Read the YAML in `source`.

    Raises:
        BadInput: it is not YAML, holds several documents, or is larger than any declaration.
    """
    composer = _Composer(source)
    try:
        root = composer.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise BadInput([*source.problems, say.syntax_problem(source, error)]) from error
    except (ValueError, OverflowError) as error:  # an escape beyond Unicode: "\UFFFFFFFF"
        place = source.place(composer.get_mark().index)
        raise BadInput([*source.problems, Problem("yaml/syntax", say.ESCAPE, place)]) from error
    if root is None:  # nothing but comments
        raise BadInput([*source.problems, Problem("file/empty", say.EMPTY, source.place(0))])
    problems = [*source.problems, *composer.problems]
    reader = _Reader(source, frozenset(composer.refused), problems)
    return Tree(reader.node(root), tuple(problems))


class _Composer(yaml.SafeLoader):
    """PyYAML's composer with limits; what it refuses becomes a problem, not an exception."""

    def __init__(self, source: SourceText) -> None:
        super().__init__(source.text)
        self.problems: list[Problem] = []
        self.refused: set[int] = set()  # starts of refused nodes
        self._source = source
        self._depth = 0
        self._nodes = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: yaml.NodeEvent = self.peek_event()  # type: ignore[no-untyped-call]
        self._limit(event)
        if isinstance(event, yaml.AliasEvent):
            self.get_event()  # type: ignore[no-untyped-call]
            self._refuse(event, "yaml/alias", say.ALIAS)
            return yaml.ScalarNode("", "", event.start_mark, event.end_mark)  # type: ignore[arg-type]
        if event.anchor is not None:
            self._refuse(event, "yaml/alias", say.ALIAS)
            event.anchor = None
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            self._refuse(event, "yaml/tag", say.TAG)
            event.tag = None
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def _limit(self, event: yaml.NodeEvent) -> None:
        self._nodes += 1
        if self._depth >= DEEPEST:
            code, words = "yaml/too-deep", say.too_deep(DEEPEST)
        elif self._nodes > MOST_NODES:
            code, words = "yaml/too-many", say.too_many(MOST_NODES)
        else:
            return
        place = self._source.place(_start(event))
        raise BadInput([*self._source.problems, Problem(code, words, place)])

    def _refuse(self, event: yaml.NodeEvent, code: str, words: Words) -> None:
        self.refused.add(_start(event))
        self.problems.append(Problem(code, words, self._source.place(_start(event))))


@dataclass(frozen=True, slots=True)
class _Reader:
    """PyYAML's nodes to ours."""

    source: SourceText
    refused: frozenset[int]
    problems: list[Problem]

    def node(self, node: yaml.Node, key_start: int | None = None) -> Node:
        start = _start(node)
        if start in self.refused:
            return Node(self.source, Kind.REFUSED, start, key_start)
        match node:
            case yaml.ScalarNode():
                return Node(self.source, _kind(node), start, key_start, self._written(node))
            case yaml.SequenceNode():
                entries = tuple(self.node(entry) for entry in node.value)
                flow = bool(node.flow_style)
                return Node(self.source, Kind.LIST, start, key_start, entries=entries, in_flow=flow)
            case yaml.MappingNode():
                if node.flow_style and _is_ruby(node):
                    place = self.source.place(start)
                    self.problems.append(Problem("yaml/unquoted", say.UNQUOTED, place))
                    return Node(self.source, Kind.REFUSED, start, key_start)
                keys, flow = self._keys(node), bool(node.flow_style)
                return Node(self.source, Kind.KEYS, start, key_start, keys=keys, in_flow=flow)
        raise TypeError(node)

    def _written(self, node: yaml.ScalarNode) -> Written:
        assert node.end_mark
        text = written(self.source.text, _start(node), node.end_mark.index, node.style)
        clean = clean_text(text.text, lambda offset: self.source.place(text.indices[offset]))
        self.problems.extend(clean.problems)
        return replace(text, text=clean.text)

    def _keys(self, node: yaml.MappingNode) -> Mapping[str, Node]:
        keys: dict[str, Node] = {}
        for key, value in node.value:
            if _start(key) in self.refused:
                continue
            place = self.source.place(_start(key))
            name = self._written(key).text if isinstance(key, yaml.ScalarNode) else ""
            if not name:
                self.problems.append(Problem("yaml/key", say.KEY, place))
            elif name in keys:
                words = say.duplicate_key(name, keys[name].key_place.line)
                self.problems.append(Problem("yaml/duplicate-key", words, place))
            else:
                keys[name] = self.node(value, _start(key))
        return keys


def _is_ruby(node: yaml.MappingNode) -> bool:
    """Whether braces hold `東北|とうほく`, which YAML takes for a key without a value."""
    return any(isinstance(key, yaml.ScalarNode) and "|" in key.value for key, _ in node.value)


def _start(part: yaml.Node | yaml.Event) -> int:
    assert part.start_mark
    return part.start_mark.index


_CORE = (  # YAML 1.2.2 § 10.3.2
    (Kind.NOTHING, re.compile(r"null|Null|NULL|~|")),
    (Kind.FLAG, re.compile(r"true|True|TRUE|false|False|FALSE")),
    (Kind.NUMBER, re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")),
    (Kind.NUMBER, re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")),
    (Kind.NUMBER, re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")),
)


def _kind(node: yaml.ScalarNode) -> Kind:
    if node.style is None:
        for kind, pattern in _CORE:
            if pattern.fullmatch(node.value):
                return kind
    return Kind.TEXT
