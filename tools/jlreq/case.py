"""The request of a line-composition case, read into what the composer takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from declaration_print.compose.boxes import Clusters, RubyRun
from declaration_print.compose.classes import CharClass, classes, stands_upright
from declaration_print.compose.readings import Reading
from declaration_print.model.setting import (
    Alignment,
    Kinsoku,
    Orientation,
    RubyKind,
    RubyRules,
    Setting,
    Writing,
)
from declaration_print.model.units import Em

Json = dict[str, Any]

_ALIGNMENTS = {
    "justify": Alignment.JUSTIFY,
    "start": Alignment.START,
    "center": Alignment.CENTRE,
    "centre": Alignment.CENTRE,
    "end": Alignment.END,
}
_ROLES_AMONG_FIGURES = {"digit-group-separator", "decimal-point"}


@dataclass
class Case:
    """One case: its request, read into what the composer takes."""

    request: Json

    def __post_init__(self) -> None:
        self.source = self.request["source"].encode()
        self.em: float = self.request["size"]["inline"]
        self.vertical = self.request["writing_mode"].startswith("vertical")
        self.constructs: list[Json] = self.request.get("constructs", [])
        self.supplied: list[Json] = self.request["clusters"]
        self.members = list(self._members())
        self.index = {
            self.supplied[one]["range"][0]: at
            for at, group in enumerate(self.members)
            for one in group
        }

    def _members(self) -> Iterator[list[int]]:
        """The supplied clusters by the boxes they make: those of a tate-chu-yoko make one."""
        cells = [one["range"] for one in self.constructs if one["kind"] == "tate-chu-yoko"]
        open_cell: Sequence[int] | None = None
        group: list[int] = []
        for at, cluster in enumerate(self.supplied):
            start = cluster["range"][0]
            cell = next((cell for cell in cells if cell[0] <= start < cell[1]), None)
            if group and (cell is None or cell is not open_cell):
                yield group
                group = []
            group.append(at)
            open_cell = cell
        if group:
            yield group

    def kinds(self, kind: str) -> Iterator[Json]:
        """The constructs of one kind."""
        return (one for one in self.constructs if one["kind"] == kind)

    def span(self, byte_range: Sequence[int]) -> tuple[int, int]:
        """First and last box of a byte range."""
        inside = [at for start, at in self.index.items() if byte_range[0] <= start < byte_range[1]]
        return min(inside), max(inside)

    def text(self, at: int) -> str:
        """What a box shows."""
        ranges = [self.supplied[one]["range"] for one in self.members[at]]
        return self.source[ranges[0][0] : ranges[-1][1]].decode()

    def size(self, at: int) -> float:
        """A box's em as a multiple of the text's."""
        size: float = self.supplied[self.members[at][0]].get("size", self.request["size"])["inline"]
        return size / self.em

    def clusters(self) -> Clusters:
        """The boxes as the composer takes them; a mark's own body is what the case supplies."""
        count = len(self.members)
        kinds = [self._class(at) for at in range(count)]
        notes = [self.span(one["range"]) for one in self.kinds("warichu")]
        for first, last in notes:
            if "role" in self.supplied[self.members[first][0]]:
                kinds[first], kinds[last] = CharClass.WARICHU_OPENING, CharClass.WARICHU_CLOSING
        scripts = [self.span(one["range"]) for one in self.kinds("script")]
        for first, last in scripts:
            kinds[first : last + 1] = [CharClass.ORNAMENTED] * (last + 1 - first)
        advances = [
            self.size(at) if len(group) > 1 else self.supplied[group[0]]["advance"] / self.em
            for at, group in enumerate(self.members)
        ]
        return Clusters(
            texts=[self.text(at) for at in range(count)],
            sources=[self.text(at) for at in range(count)],
            orientations=[self._orientation(at) for at in range(count)],
            advances=advances,
            classes=kinds,
            leads=[0.0] * count,
            bodies=advances,
            emphasised=[False] * count,
            lined=[False] * count,
            latin=[False] * count,
            sizes=[self.size(at) for at in range(count)],
            shifts=[0.0] * count,
            ruby=tuple(sorted(self._ruby(), key=lambda run: run.first)),
            complexes=tuple(scripts),
            solid=frozenset(self._solid()),
            jidori=tuple(self._jidori()),
            warichu=tuple(
                (first + 1, last - 1)
                if kinds[first] == CharClass.WARICHU_OPENING
                else (first, last)
                for first, last in notes
            ),
        )

    def _frame(self, at: int) -> str:
        frame: str = self.supplied[self.members[at][0]].get("frame", self.request["frame"])
        return frame

    def _class(self, at: int) -> int:
        char = self.text(at)[0]
        if len(self.members[at]) > 1 or any(
            self.span(one["range"]) == (at, at) for one in self.kinds("tate-chu-yoko")
        ):
            return CharClass.TATE_CHU_YOKO
        if char.isascii() and char != " ":
            if self._frame(at) == "full-em":  # 3.2.4: as a Japanese character
                full = chr(ord(char) + 0xFEE0)
                return CharClass.IDEOGRAPHIC if char.isalnum() else classes(Kinsoku.STRICT)[full]
            if char.isdigit() and self._frame(at) != "half-em":
                return CharClass.WESTERN  # 3.2.6: proportional figures
        return classes(Kinsoku.STRICT)[char]

    def _orientation(self, at: int) -> Orientation:
        if not self.vertical:
            return Orientation.UPRIGHT
        if self._class(at) == CharClass.TATE_CHU_YOKO:
            return Orientation.TATE_CHU_YOKO
        upright = self._frame(at) == "full-em" or stands_upright(self.text(at)[0])
        return Orientation.UPRIGHT if upright else Orientation.SIDEWAYS

    def _solid(self) -> Iterator[int]:
        """3.1.3 speaks of vertical lines only."""
        for at, group in enumerate(self.members):
            if self.vertical and self.supplied[group[0]].get("role") in _ROLES_AMONG_FIGURES:
                yield at

    def _jidori(self) -> Iterator[tuple[int, int, float]]:
        for construct in self.kinds("jidori"):
            extent = next(value for name, value in construct.items() if "extent" in name)
            yield *self.span(construct["range"]), extent / self.em

    def _ruby(self) -> Iterator[RubyRun]:
        for construct in self.kinds("ruby"):
            kind = RubyKind(construct["ruby_kind"])
            runs = construct["runs"]
            texts = [self._reading(construct, *run["annotation"]) for run in runs]
            spans = [self.span(run["base"]) for run in runs]
            if kind is RubyKind.JUKUGO and len(runs) > 1:
                yield RubyRun(spans[0][0], spans[-1][1], kind, tuple(texts))
            else:
                for (first, last), text in zip(spans, texts, strict=True):
                    single = RubyKind.MONO if first == last else RubyKind.GROUP
                    yield RubyRun(first, last, single, (text,))
        for construct in self.kinds("script"):
            first, last = self.span(construct["range"])
            end = len(construct["annotation"]["source"].encode())
            reading = self._reading(construct, 0, end)
            yield RubyRun(first, last, RubyKind.GROUP, (reading,))

    def _reading(self, construct: Json, begin: int, end: int) -> Reading:
        """The annotation from one byte to another, its characters as wide as the case has them."""
        annotation = construct["annotation"]
        source = annotation["source"].encode()
        text, advances = "", []
        for cluster in annotation["clusters"]:
            first, last = cluster["range"]
            if begin <= first < end:
                characters = source[first:last].decode()
                text += characters
                advances += [cluster["advance"] / self.em, *(0.0,) * (len(characters) - 1)]
        return Reading(text, tuple(advances))

    def setting(self) -> Setting:
        """The request's settings."""
        style = self.request["style"]
        options = style if isinstance(style, dict) else {}
        return Setting(
            writing=Writing.VERTICAL if self.vertical else Writing.HORIZONTAL,
            measure=Em(self.request["line_extent"] / self.em),
            first_indent=Em(self.request.get("first_line_indent", 0) / self.em),
            alignment=_ALIGNMENTS[self.request.get("alignment", "justify")],
            ruby=RubyRules(over_indent=options.get("ruby.overhang_indent") != "prohibited"),
            japanese=False,  # word spaces are as wide as the case supplies them
        )

    def stretches(self, clusters: Clusters) -> Iterator[tuple[int, int]]:
        """Boxes between mandatory breaks: first and last."""
        offsets = [
            one["offset"] for one in self.request.get("breaks", []) if one["kind"] == "mandatory"
        ]
        cuts = sorted({self.index[offset] for offset in offsets if offset in self.index})
        yield from zip([0, *cuts], [cut - 1 for cut in [*cuts, len(clusters)]], strict=True)

    def allowed(self, count: int) -> list[bool]:
        """Where the request permits a line to end."""
        offsets = {one["offset"] for one in self.request.get("breaks", [])}
        starts = {self.index[offset] for offset in offsets if offset in self.index}
        return [at + 1 in starts or at == count - 1 for at in range(count)]


_PARALLEL = [field.name for field in fields(Clusters)][:12]
"""The sequences of Clusters that have an entry a cluster."""


def cut(clusters: Clusters, first: int, last: int) -> Clusters:
    """A part of the boxes as boxes of their own."""
    span = slice(first, last + 1)

    def moved(pairs: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple(
            (max(a, first) - first, min(b, last) - first)
            for a, b in pairs
            if a <= last and b >= first
        )

    parallel = (getattr(clusters, name)[span] for name in _PARALLEL)
    return Clusters(
        *parallel,
        ruby=tuple(
            _moved_run(run, first, last)
            for run in clusters.ruby
            if first <= run.last and run.first <= last
        ),
        complexes=moved(clusters.complexes),
        solid=frozenset(at - first for at in clusters.solid if first <= at <= last),
        jidori=tuple(
            (a - first, b - first, ems) for a, b, ems in clusters.jidori if first <= a <= last
        ),
        warichu=moved(clusters.warichu),
    )


def _moved_run(run: RubyRun, first: int, last: int) -> RubyRun:
    begin, end = max(run.first, first), min(run.last, last)
    readings = run.readings
    kind = run.kind
    if kind is RubyKind.JUKUGO:
        readings = readings[begin - run.first : end - run.first + 1]
        kind = kind if len(readings) > 1 else RubyKind.MONO
    return RubyRun(begin - first, end - first, kind, readings, run.other_side)
