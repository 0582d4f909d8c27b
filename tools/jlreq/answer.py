"""Composed lines in the words of the protocol kumihan.conformance/1."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from case import Case, Json, cut

from declaration_print.compose import set_clusters
from declaration_print.compose.boxes import Clusters
from declaration_print.compose.fit import Line
from declaration_print.compose.ruby import plan
from declaration_print.compose.spaces import Spaces, spaces
from declaration_print.model.setting import ComposedLine, Orientation, PlacedCluster
from declaration_print.model.units import Em

_TRANSFORMS = {
    Orientation.UPRIGHT: "identity",
    Orientation.SIDEWAYS: "rotate-clockwise",
    Orientation.TATE_CHU_YOKO: "tate-chu-yoko",
}


def answered(case: Case) -> list[Json]:
    """The lines of a case as the protocol writes them."""
    whole, setting = case.clusters(), case.setting()
    allowed = case.allowed(len(whole))
    lines: list[Json] = []
    block = 0.0
    for first, last in case.stretches(whole):
        clusters = cut(whole, first, last)
        made = spaces(clusters, setting)
        plan(clusters, made, setting, setting.first_indent if first == 0 else Em(0.0))
        for line, composed, _ in set_clusters(
            clusters,
            setting,
            opens=first == 0,
            ends_open=case.request.get("alignment") != "justify",
            allowed=allowed[first : last + 1],
        ):
            written = _Written(case, first, clusters, made)
            answer = written.line(line, composed, block)
            lines.append(answer)
            block += -answer["block_extent"] if case.vertical else answer["block_extent"]
    return lines


@dataclass
class _Written:
    """A composed line in the words of the protocol."""

    case: Case
    offset: int
    clusters: Clusters
    spaces: Spaces

    def line(self, line: Line, composed: ComposedLine, block: float) -> Json:
        case, em = self.case, self.case.em
        placed = dict(zip(range(line.begin, line.visible + 1), composed.clusters, strict=False))
        clusters: list[Json] = []
        dots: list[Json] = []
        end = 0.0
        for at in range(line.first, line.last + 1):
            one = placed.get(at)
            start = one.start if one else end
            end = start + (self.clusters.bodies[at] if one else 0.0)
            shown = at == line.visible or at not in placed
            after = 0.0 if shown else self.spaces.natural[at]
            length = self.clusters.bodies[at] + after if one else 0.0
            length += self.spaces.at_end[at] if at == line.visible else 0.0
            if self._in_a_note(at):
                length = self.clusters.bodies[at] if one and not self._collapsed(at, line) else 0.0
            shift = one.shift if one else self._side(at, line, placed)
            clusters += self._boxes(at, start, length, (block, shift))
            dots += self._dots(at, start, block)
        attachments = [*self._readings(line, composed, block), *dots]
        first, last = self.offset + line.first, self.offset + line.last
        return {
            "range": [
                case.supplied[case.members[first][0]]["range"][0],
                case.supplied[case.members[last][-1]]["range"][1],
            ],
            "inline_origin": 0,
            "block_origin": block,
            "inline_extent": (composed.extent) * em,
            "block_extent": em * (1.5 if attachments else 1),
            "clusters": clusters,
            "attachments": attachments,
        }

    def _in_a_note(self, at: int) -> bool:
        return any(first <= at <= last for first, last in self.clusters.warichu)

    def _side(self, at: int, line: Line, placed: Mapping[int, PlacedCluster]) -> float:
        """The line of a note to which a space at its edge belongs that leaves no room."""
        if not self._in_a_note(at):
            return 0.0
        return placed[line.begin if at < line.begin else line.visible].shift

    def _collapsed(self, at: int, line: Line) -> bool:
        return self.spaces.vanishes[at] and (
            not line.begin <= at <= line.visible or not self.spaces.natural[at] > 0
        )

    def _boxes(
        self, at: int, start: float, length: float, block: tuple[float, float]
    ) -> Iterator[Json]:
        case, em = self.case, self.case.em
        group = case.members[self.offset + at]
        size = self.clusters.sizes[at]
        orientation = self.clusters.orientations[at]
        line_block, shift = block
        across = line_block + (shift * em if case.vertical else ((1 - size) / 2 - shift) * em)
        if size != 1 and not self._in_a_note(at):
            across = line_block
        cell = orientation is Orientation.TATE_CHU_YOKO
        wide = sum(case.supplied[one]["advance"] for one in group)
        beside = -wide / 2
        for one in group:
            supplied = case.supplied[one]
            rest = length * em - self.clusters.bodies[at] * em if one == group[-1] else 0.0
            yield {
                "origin": {"cluster": one},
                "range": supplied["range"],
                "inline": start * em,
                "block": line_block + beside if cell else across,
                "advance": supplied["advance"] + rest if cell else length * em,
                "size": supplied.get("size", case.request["size"]),
                "frame": supplied.get("frame", case.request["frame"]),
                "writing_mode": "horizontal-tb" if cell else case.request["writing_mode"],
                "transform": _TRANSFORMS[orientation],
            }
            beside += supplied["advance"]

    def _dots(self, at: int, start: float, block: float) -> Iterator[Json]:
        case, em = self.case, self.case.em
        begins = case.supplied[case.members[self.offset + at][0]]["range"][0]
        for number, construct in enumerate(case.constructs):
            a, b = construct["range"]
            if construct["kind"] == "emphasis-dots" and a <= begins < b:
                dot = self.clusters.sizes[at] / 2
                inline = (start + (self.clusters.bodies[at] - dot) / 2) * em
                yield self._attachment(number, [0, 0], (inline, block), 0, dot, construct["mark"])

    def _readings(self, line: Line, composed: ComposedLine, block: float) -> Iterator[Json]:
        em = self.case.em
        used: dict[int, int] = {}
        for reading in composed.ruby:
            base = self.offset + line.begin + reading.first
            number, annotation = self._annotation(base)
            at = used.get(number, self._skipped(number, base))
            for start in reading.starts:
                cluster = annotation["clusters"][at]
                size = annotation["size"]["inline"] / em
                yield self._attachment(
                    number, cluster["range"], (start * em, block), cluster["advance"], size, None
                )
                at += 1
            used[number] = at

    def _annotation(self, base: int) -> tuple[int, Json]:
        begins = self.case.supplied[self.case.members[base][0]]["range"][0]
        for number, construct in enumerate(self.case.constructs):
            a, b = construct["range"]
            if construct["kind"] in {"ruby", "script"} and a <= begins < b:
                return number, construct["annotation"]
        raise ValueError("a reading without its construct")

    def _skipped(self, number: int, base: int) -> int:
        """Characters of the annotation that belong to base characters before this one."""
        construct = self.case.constructs[number]
        begins = self.case.supplied[self.case.members[base][0]]["range"][0]
        for run in construct.get("runs", []):
            if run["base"][0] <= begins < run["base"][1]:
                clusters = construct["annotation"]["clusters"]
                return sum(1 for one in clusters if one["range"][0] < run["annotation"][0])
        return 0

    def _attachment(  # noqa: PLR0913, PLR0917 - the fields of the protocol
        self,
        number: int,
        byte_range: list[int],
        at: tuple[float, float],
        advance: float,
        size: float,
        symbol: str | None,
    ) -> Json:
        em = self.case.em
        side = size * em if self.case.vertical else -size * em
        return {
            "construct": number,
            "range": byte_range,
            "inline": at[0],
            "block": at[1] + side,
            "advance": advance,
            "size": {"inline": size * em, "block": size * em},
            "writing_mode": self.case.request["writing_mode"],
            "transform": "identity",
            "symbol": symbol,
        }
