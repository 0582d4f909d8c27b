"""Step 1: the paragraph as one string, and what its notation says about stretches of it.

JLReq 3.3 (ruby, emphasis dots), 3.2.5 (tate-chu-yoko).
"""

from dataclasses import dataclass

from declaration_print.model.declaration import Emphasis, Inline, Plain, Ruby, TateChuYoko, Text


@dataclass(frozen=True, slots=True)
class Annotated:
    """A ruby base: characters `first` up to `last` (exclusive) with their readings."""

    first: int
    last: int
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The characters as written. `fixed` and `emphasised` have one byte a character."""

    text: str
    fixed: bytes  # 1: inside ruby or tate-chu-yoko, never normalised
    emphasised: bytes
    ruby: tuple[Annotated, ...]
    cells: tuple[tuple[int, int], ...]  # tate-chu-yoko: first, last (exclusive)


def collect(text: Text) -> Written:
    """Flatten the inline nodes of a text."""
    collected = _Collected()
    for node in text.nodes:
        collected.add(node, emphasised=False)
    return collected.written()


class _Collected:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.fixed = bytearray()
        self.emphasised = bytearray()
        self.ruby: list[Annotated] = []
        self.cells: list[tuple[int, int]] = []

    def add(self, node: Inline, *, emphasised: bool) -> None:
        match node:
            case Emphasis(nodes):
                for inner in nodes:
                    self.add(inner, emphasised=True)
            case Plain(text):
                self._append(text.replace("\r\n", "\n"), fixed=False, emphasised=emphasised)
            case TateChuYoko(text):
                first = self._append(text.replace("\n", " "), fixed=True, emphasised=emphasised)
                if first < self.length:
                    self.cells.append((first, self.length))
            case Ruby(base, readings):
                first = self._append(base.replace("\n", " "), fixed=True, emphasised=emphasised)
                if first < self.length:
                    self.ruby.append(Annotated(first, self.length, readings))

    def _append(self, text: str, *, fixed: bool, emphasised: bool) -> int:
        first = self.length
        self.parts.append(text)
        self.length += len(text)
        self.fixed += bytes([fixed]) * len(text)
        self.emphasised += bytes([emphasised]) * len(text)
        return first

    def written(self) -> Written:
        return Written(
            text="".join(self.parts),
            fixed=bytes(self.fixed),
            emphasised=bytes(self.emphasised),
            ruby=tuple(self.ruby),
            cells=tuple(self.cells),
        )
