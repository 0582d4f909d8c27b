"""One ruby complex: a base with its reading, or the part of a jukugo that a line takes.

JLReq 3.3.5-3.3.8. Every part is set by itself: one character as mono ruby, more as its kind says.
Lengths in ems.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from declaration_print.compose import jukugo, simple_ruby
from declaration_print.compose.boxes import RubyRun
from declaration_print.compose.classes import LATIN
from declaration_print.compose.jukugo import Word
from declaration_print.compose.readings import RUBY_EM, Reading
from declaration_print.compose.ruby_overhang import NO_ROOM, Rooms, Side
from declaration_print.compose.simple_ruby import EPSILON, Flush, Spread
from declaration_print.model.setting import RubyAlignment, RubyEdge, RubyKind, Setting, Writing


@dataclass(frozen=True, slots=True)
class Part:
    """Clusters `first`..`last` of a complex, and whether they begin or end a line."""

    first: int
    last: int
    at_head: bool = False
    at_end: bool = False

    @property
    def single(self) -> bool:
        """Whether it is one cluster."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Complex:
    """A ruby run as it is before any space is put in: its bodies and the aki between them.

    `rooms` are what it may hang over inside a line; at a line head that is `indent`.
    """

    run: RubyRun
    bodies: tuple[float, ...]
    aki: tuple[float, ...]
    fits: bool  # no reading is longer than its base: nothing is asked for anywhere
    rooms: Rooms
    indent: float
    solid: bool
    edge: RubyEdge
    katatsuki: bool

    @classmethod
    def of(cls, run: RubyRun, side: Side, setting: Setting, over_indent: float) -> "Complex":
        """The complex of a run; katatsuki is for vertical lines only (3.3.5)."""
        clusters, rules = side.clusters, setting.ruby
        bodies = tuple(clusters.bodies[run.first : run.last + 1])
        aki = tuple(side.spaces.natural[run.first : run.last])
        fits = _fits(run, bodies, aki)
        kinds = clusters.classes[run.first : run.last + 1]
        latin = any(kind in LATIN for kind in kinds)
        latin |= any(reading.has_own_widths for reading in run.readings)
        down = setting.writing is Writing.VERTICAL
        return cls(
            run=run,
            bodies=bodies,
            aki=aki,
            fits=fits,
            rooms=NO_ROOM if fits else side.rooms(run.first, run.last),
            indent=over_indent if run.first == 0 else 0.0,
            solid=latin or run.first == run.last,
            edge=rules.edge,
            katatsuki=down and rules.alignment is RubyAlignment.START,
        )

    @property
    def whole(self) -> Part:
        """All of it, inside a line."""
        return Part(self.run.first, self.run.last)

    def readings(self, part: Part) -> tuple[Reading, ...]:
        """What stands beside a part: more than one reading only where it is part of a jukugo."""
        if self.run.kind is not RubyKind.JUKUGO:
            return self.run.readings
        return self.run.readings[part.first - self.run.first : part.last - self.run.first + 1]

    def rooms_of(self, part: Part) -> Rooms:
        """What a part may hang over: its neighbours on its line, or the indent of the first line."""
        before = self.rooms.before
        if part.at_head:
            before = self.indent if part.first == self.run.first else 0.0
        return Rooms(before, 0.0 if part.at_end else self.rooms.after)

    def spread(self, part: Part) -> Spread:
        """The space that a part needs."""
        if self._as_word(part):
            return self._arranged(part).spread
        bodies, aki = self._base(part)
        excess = _length(self.readings(part)) - sum(bodies) - sum(aki)
        solid = self.solid or part.single
        rooms, flush = self.rooms_of(part), self._flush(part)
        return simple_ruby.spread(excess, len(aki), solid=solid, rooms=rooms, flush=flush)

    def starts(self, part: Part, begins: Sequence[float]) -> Sequence[float]:
        """Where each ruby character of a part begins; its bodies begin at `begins`."""
        bodies, _ = self._base(part)
        ends = list(map(float.__add__, begins, bodies))
        each = self.readings(part)
        if self._as_word(part):
            word = Word(begins, ends, [reading.length for reading in each])
            found = jukugo.positions(word, self._arranged(part), at_start=self.katatsuki)
            return [
                start
                for reading, at in zip(each, found, strict=True)
                for start in reading.starts(at)
            ]
        (reading,) = each
        if self.katatsuki and part.single and reading.length == RUBY_EM:
            return list(reading.starts(begins[0]))
        span = begins[0], ends[-1]
        solid = self.solid or part.single
        rooms, flush = self.rooms_of(part), self._flush(part)
        return simple_ruby.starts(reading, span, rooms, flush, solid=solid)

    def _as_word(self, part: Part) -> bool:
        return self.run.kind is RubyKind.JUKUGO and not part.single

    def _arranged(self, part: Part) -> jukugo.Arranged:
        bodies, aki = self._base(part)
        word = Word.natural(bodies, aki, [reading.length for reading in self.readings(part)])
        return jukugo.arranged(word, self.rooms_of(part), self._flush(part))

    def _base(self, part: Part) -> tuple[tuple[float, ...], tuple[float, ...]]:
        begin, end = part.first - self.run.first, part.last - self.run.first
        return self.bodies[begin : end + 1], self.aki[begin:end]

    def _flush(self, part: Part) -> Flush:
        base = self.edge is RubyEdge.BASE
        return Flush(base and part.at_head, base and part.at_end)


def _fits(run: RubyRun, bodies: Sequence[float], aki: Sequence[float]) -> bool:
    if run.kind is RubyKind.JUKUGO:
        pairs = zip(run.readings, bodies, strict=True)
        return all(reading.length < body + EPSILON for reading, body in pairs)
    return _length(run.readings) < sum(bodies) + sum(aki) + EPSILON


def _length(readings: Sequence[Reading]) -> float:
    return sum(reading.length for reading in readings)
