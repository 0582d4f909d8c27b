"""Step 1: the paragraph as one string, and what its notation says about stretches of it.

JLReq 3.3 (ruby, emphasis dots), 3.2.5 (tate-chu-yoko), 3.4 (warichu), 3.7.2 (furiwake), 3.7.3
(jidori), 4.2.3 (reference marks).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from declaration_print.model.declaration import (
    Emphasis,
    Furiwake,
    Inline,
    Jidori,
    LineBreak,
    Plain,
    ReferenceMark,
    Ruby,
    SideLine,
    TateChuYoko,
    Text,
    Unbroken,
    Warichu,
)

OBJECT = "\ufffc"
"""Stands for a furiwake block, one box to the line (Unicode 23.8.2)."""

ZERO_WIDTH_SPACE, WORD_JOINER, SOFT_HYPHEN = "\u200b", "\u2060", "\u00ad"
_NO_BREAK_SPACES = "\u00a0\u202f"
_JOINS = WORD_JOINER + _NO_BREAK_SPACES
_UNSEEN = re.compile(f"[{ZERO_WIDTH_SPACE}{WORD_JOINER}{SOFT_HYPHEN}]")
_BREAKING = re.compile(f"[{ZERO_WIDTH_SPACE}{SOFT_HYPHEN}{_JOINS}]")

Stretch = tuple[int, int]
"""Characters `first` up to `last` (exclusive)."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A ruby base: characters `first` up to `last` (exclusive) with their readings."""

    first: int
    last: int
    readings: tuple[str, ...]
    other: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Breaks:
    """What characters that are not set say about the places they stand in."""

    openings: tuple[int, ...] = ()  # before these a line may begin (zero width space)
    ties: tuple[int, ...] = ()  # and before these not (word joiner, no-break space)
    divisions: tuple[int, ...] = ()  # where a word may be divided (soft hyphen)


_NO_BREAKS = Breaks()


@dataclass(frozen=True, slots=True)
class Written:
    """The characters as written. `fixed`, `emphasised` and `lined` have one byte a character."""

    text: str
    fixed: bytes  # 1: inside ruby or tate-chu-yoko, never normalised
    emphasised: bytes
    lined: bytes
    ruby: tuple[Annotated, ...] = ()
    cells: tuple[Stretch, ...] = ()  # tate-chu-yoko
    unbroken: tuple[Stretch, ...] = ()
    jidori: tuple[tuple[int, int, float], ...] = ()  # and the ems to fill
    warichu: tuple[Stretch, ...] = ()  # with their parentheses
    furiwake: tuple[tuple[int, tuple[str, ...]], ...] = ()  # where, and the lines
    marks: tuple[Stretch, ...] = ()  # reference marks
    breaks: Breaks = _NO_BREAKS

    @property
    def is_plain(self) -> bool:
        """Nothing but characters, emphasised or lined."""
        return not (
            self.ruby
            or self.unbroken
            or self.jidori
            or self.warichu
            or self.furiwake
            or self.marks
            or self.breaks is not _NO_BREAKS
        )


def collect(text: Text) -> Written:
    """Flatten the inline nodes of a text."""
    if len(text.nodes) == 1 and isinstance(text.nodes[0], Plain):
        plain = text.nodes[0].text.replace("\r\n", "\n")
        return Written(plain, *(bytes(len(plain)),) * 3, breaks=_breaks(plain))
    collected = _Collected()
    for node in text.nodes:
        collected.add(node)
    return collected.written()


@dataclass
class _Collected:
    parts: list[str] = field(default_factory=list)
    length: int = 0
    fixed: bytearray = field(default_factory=bytearray)
    emphasised: bytearray = field(default_factory=bytearray)
    lined: bytearray = field(default_factory=bytearray)
    ruby: list[Annotated] = field(default_factory=list)
    cells: list[Stretch] = field(default_factory=list)
    unbroken: list[Stretch] = field(default_factory=list)
    jidori: list[tuple[int, int, float]] = field(default_factory=list)
    warichu: list[Stretch] = field(default_factory=list)
    furiwake: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    marks: list[Stretch] = field(default_factory=list)
    dotted: bool = False
    beside_a_line: bool = False

    def add(self, node: Inline) -> None:  # noqa: C901 - one case a kind of node
        match node:
            case Plain(text):
                self._append(text.replace("\r\n", "\n"), fixed=False)
            case LineBreak():
                self._append("\n", fixed=False)
            case TateChuYoko(text):
                self.cells += self._stretch(text, fixed=True)
            case ReferenceMark(text):
                self.marks += self._stretch(text, fixed=True)
            case Ruby(base, readings, other):
                for first, last in self._stretch(base, fixed=True):
                    self.ruby.append(Annotated(first, last, readings, other))
            case Warichu(text):
                first = self._append("（", fixed=True)
                self._append(text.replace("\n", " "), fixed=False)
                self._append("）", fixed=True)
                self.warichu.append((first, self.length))
            case Furiwake(lines):
                self.furiwake.append((self._append(OBJECT, fixed=True), lines))
            case Emphasis(nodes):
                with self._marked(dotted=True):
                    self._within(nodes)
            case SideLine(nodes):
                with self._marked(beside_a_line=True):
                    self._within(nodes)
            case Unbroken(nodes):
                self.unbroken += self._within(nodes)
            case Jidori(nodes, ems):
                self.jidori += ((first, last, ems) for first, last in self._within(nodes))

    @contextmanager
    def _marked(self, *, dotted: bool = False, beside_a_line: bool = False) -> Iterator[None]:
        before = self.dotted, self.beside_a_line
        self.dotted |= dotted
        self.beside_a_line |= beside_a_line
        yield
        self.dotted, self.beside_a_line = before

    def _within(self, nodes: tuple[Inline, ...]) -> list[Stretch]:
        first = self.length
        for node in nodes:
            self.add(node)
        return [(first, self.length)] if first < self.length else []

    def _stretch(self, text: str, *, fixed: bool) -> list[Stretch]:
        seen = _UNSEEN.sub("", text) if fixed else text  # nothing breaks in a base or a cell
        first = self._append(seen.replace("\n", " "), fixed=fixed)
        return [(first, self.length)] if first < self.length else []

    def _append(self, text: str, *, fixed: bool) -> int:
        first = self.length
        self.parts.append(text)
        self.length += len(text)
        self.fixed += bytes([fixed]) * len(text)
        self.emphasised += bytes([self.dotted]) * len(text)
        self.lined += bytes([self.beside_a_line]) * len(text)
        return first

    def written(self) -> Written:
        return Written(
            text="".join(self.parts),
            fixed=bytes(self.fixed),
            emphasised=bytes(self.emphasised),
            lined=bytes(self.lined),
            ruby=tuple(self.ruby),
            cells=tuple(self.cells),
            unbroken=tuple(self.unbroken),
            jidori=tuple(self.jidori),
            warichu=tuple(self.warichu),
            furiwake=tuple(self.furiwake),
            marks=tuple(self.marks),
            breaks=_breaks("".join(self.parts)),
        )


def _breaks(text: str) -> Breaks:
    """What characters say of breaks that say nothing else (UAX #14: ZW, WJ, GL, and SHY)."""
    found = [(match.start(), match.group()) for match in _BREAKING.finditer(text)]
    if not found:
        return _NO_BREAKS
    joined = [at for at, char in found if char in _JOINS]
    spaces = [at + 1 for at, char in found if char in _NO_BREAK_SPACES]
    return Breaks(
        openings=tuple(at for at, char in found if char == ZERO_WIDTH_SPACE),
        ties=tuple(sorted(joined + spaces)),
        divisions=tuple(at for at, char in found if char == SOFT_HYPHEN),
    )
