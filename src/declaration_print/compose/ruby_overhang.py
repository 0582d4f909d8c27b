"""What a reading may hang over beside its base: JLReq 3.3.8 a-f; Table 1, `hang` and notes 1, 7, 8.

A reading may use up to one ruby em on each side: first the space beside its base, then as much of
the neighbour as that neighbour bears. For middle dots the prose (3.3.8 e: a whole ruby em) says more
than Table 1 (its quarter em of space); the prose is followed. The later "Rules for Simple Placement of
Japanese Ruby" let nothing but the space of marks be hung over; the Note is followed.
"""

from dataclasses import dataclass, field

from declaration_print.compose.boxes import Clusters
from declaration_print.compose.classes import CharClass
from declaration_print.compose.readings import RUBY_EM
from declaration_print.compose.spaces import Spaces
from declaration_print.model.setting import RubyOverhang

_HIRAGANA = "ぁ", "ゟ"

_KANA = frozenset(
    {
        CharClass.HIRAGANA,
        CharClass.KATAKANA,
        CharClass.PROLONGED_SOUND_MARK,
        CharClass.SMALL_KANA,
    }
)
_LETTERS = _KANA | {CharClass.IDEOGRAPHIC}
_LONG_MARKS = frozenset({CharClass.INSEPARABLE, CharClass.IDEOGRAPHIC_SPACE})
"""3.3.8 d; Table 1, note 8."""

_READ = _LETTERS | _LONG_MARKS
"""What two readings that touch would seem to belong to."""

_MARKS_BEFORE = frozenset({CharClass.OPENING_BRACKET})
_MARKS_AFTER = frozenset({CharClass.CLOSING_BRACKET, CharClass.FULL_STOP, CharClass.COMMA})
"""3.3.8 f; Table 1, note 1: the preferred method."""


@dataclass(frozen=True, slots=True)
class Rooms:
    """How far a reading may reach past the space that its own base was given, on each side."""

    before: float
    after: float


NO_ROOM = Rooms(0.0, 0.0)


@dataclass(slots=True)
class Side:
    """The readings on one side of the lines, met in order, and what they hang over.

    `covered[gap]` is how much of that space lies under readings and cannot be taken away.
    """

    clusters: Clusters
    spaces: Spaces
    overhang: RubyOverhang
    annotated: frozenset[int]
    dotted: bool  # emphasis dots stand on this side too (3.3.9)
    covered: dict[int, float] = field(default_factory=dict)
    _last: int = -2  # the last cluster of the reading before
    _hung: float = 0.0  # how far that reading reaches past it

    def rooms(self, first: int, last: int) -> Rooms:
        """The room beside clusters `first`..`last`."""
        before, after = 0.0, 0.0
        if first:
            space = max(0.0, self.spaces.natural[first - 1])
            if self._last == first - 1:
                space = max(0.0, space - self._hung)
            before = min(RUBY_EM, space + self._bears(first - 1, _MARKS_BEFORE, self._free(first)))
        if last + 1 < len(self.clusters):
            space = max(0.0, self.spaces.natural[last])
            after = min(RUBY_EM, space + self._bears(last + 1, _MARKS_AFTER, RUBY_EM))
        return Rooms(before, after)

    def _free(self, first: int) -> float:
        """What the reading before leaves of the neighbour: over a letter a ruby em stays open (b)."""
        if self._last != first - 2 or not self._hung:
            return RUBY_EM
        at = first - 1
        apart = RUBY_EM if self.clusters.classes[at] in _READ else 0.0
        left = self.spaces.natural[at - 1] + self.clusters.bodies[at] - self._hung - apart
        return max(0.0, left)

    def _bears(self, at: int, marks: frozenset[CharClass], most: float) -> float:
        """How much of cluster `at`, from the side of the reading, may lie beside a reading."""
        kind, body = self.clusters.classes[at], self.clusters.bodies[at]
        if at in self.annotated or (self.dotted and self.clusters.emphasised[at]):
            return 0.0
        if kind == CharClass.MIDDLE_DOT:
            return min(body / 2, most)
        if kind in marks or kind in _LONG_MARKS:
            return min(body, most)
        return min(body, most, self._of_a_letter(at, kind))

    def _of_a_letter(self, at: int, kind: int) -> float:
        """3.3.8 a and b with its variations; Table 1, note 7."""
        if kind not in _LETTERS:
            return 0.0
        if self.overhang is RubyOverhang.ANY:
            return RUBY_EM / 2
        if self.overhang is RubyOverhang.NONE or kind not in _KANA:
            return 0.0
        first, last = _HIRAGANA
        hiragana = first <= self.clusters.texts[at][0] <= last
        return RUBY_EM if hiragana or self.overhang is RubyOverhang.KANA else 0.0

    def hang(self, first: int, last: int, over: Rooms) -> None:
        """A reading of `first`..`last` hangs over its neighbours as far as `over`."""
        if over.before:
            self._cover(first - 1, over.before, self._bears(first - 1, _MARKS_BEFORE, RUBY_EM))
        if over.after:
            self._cover(last, over.after, self._bears(last + 1, _MARKS_AFTER, RUBY_EM))
        self._last, self._hung = last, over.after

    def _cover(self, gap: int, over: float, borne: float) -> None:
        """What the neighbour does not bear must stay space (3.3.8 c, e)."""
        if over > borne:
            self.covered[gap] = self.covered.get(gap, 0.0) + over - borne
