"""The values of step 3: clusters in parallel sequences, and what is said of runs of them.

JLReq 3.1.2: commas, full stops, brackets and middle dots have a body of half an em; a face draws
them in a full em, closing marks in its first half, opening ones in its second, dots in the middle.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from declaration_print.compose.classes import AKI, CharClass
from declaration_print.compose.readings import Reading
from declaration_print.model.setting import ComposedLine, Orientation, RubyKind

_FULL_EM = 0.99, 1.01
"""A face whose mark is between these has it in a full em; otherwise the glyph is its own body."""

_LEAD_OF_MARKS: dict[int, float] = {
    CharClass.OPENING_BRACKET: 0.5,
    CharClass.MIDDLE_DOT: 0.25,
    CharClass.WARICHU_OPENING: 0.5,
}
_MATH = frozenset({CharClass.MATH_SYMBOL, CharClass.MATH_OPERATOR})
_LEAD = _LEAD_OF_MARKS | dict.fromkeys(_MATH, 0.0)
_HALF = AKI | {CharClass.WARICHU_OPENING, CharClass.WARICHU_CLOSING}
_OWN_BODY = _HALF | _MATH


@dataclass(frozen=True, slots=True)
class RubyRun:
    """Clusters `first`..`last` (inclusive) with their readings.

    GROUP: one reading for all of them. MONO: one cluster, one reading. JUKUGO: one reading a
    cluster (an empty one for a cluster that has none).
    """

    first: int
    last: int
    kind: RubyKind
    readings: tuple[Reading, ...]
    other_side: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A furiwake: its lines, each composed, `pitch` ems from one to the next (JLReq 3.7.2)."""

    lines: tuple[ComposedLine, ...]
    pitch: float = 1.25

    @property
    def extent(self) -> float:
        """As long as its longest line."""
        return max((line.extent for line in self.lines), default=0.0)

    @property
    def thickness(self) -> float:
        """From the first line to the last, in ems."""
        return 1 + self.pitch * (len(self.lines) - 1)


@dataclass(frozen=True, slots=True)
class Clusters:
    """The clusters of one stretch without a forced break, in parallel sequences, lengths in ems.

    A body begins `leads[i]` after the beginning of the glyph's own box. Pairs of indexes are the
    first and the last cluster (inclusive).
    """

    texts: Sequence[str]
    sources: Sequence[str]
    orientations: Sequence[Orientation]
    advances: Sequence[float]
    classes: Sequence[int]
    leads: Sequence[float]
    bodies: Sequence[float]
    emphasised: Sequence[bool]
    lined: Sequence[bool]
    latin: Sequence[bool]
    sizes: Sequence[float]
    shifts: Sequence[float]
    unbroken: tuple[tuple[int, int], ...] = ()  # upright words, figures with units, what was asked
    ruby: tuple[RubyRun, ...] = ()  # by first cluster
    complexes: tuple[tuple[int, int], ...] = ()  # ornamented (cl-21)
    solid: frozenset[int] = frozenset()  # marks among figures, without aki (3.1.3, 3.2.4)
    free: frozenset[int] = frozenset()  # a line may end after these, kinsoku apart
    tied: frozenset[int] = frozenset()  # and after these not
    hyphens: Mapping[int, float] = field(default_factory=dict)  # where a word divides; the hyphen
    jidori: tuple[tuple[int, int, float], ...] = ()  # and the ems to fill
    warichu: tuple[tuple[int, int], ...] = ()  # without their parentheses
    blocks: Mapping[int, Block] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.texts)


def is_full_em(advance: float) -> bool:
    """Whether a face draws a punctuation mark in a full em, so that half of it is aki."""
    return _FULL_EM[0] < advance < _FULL_EM[1]


def leads(kinds: Sequence[int], advances: Sequence[float]) -> list[float]:
    """How far each body begins after its glyph's box, in ems."""
    return [
        (_LEAD[kind] if is_full_em(advance) else _centred(kind, advance)) if kind in _LEAD else 0.0
        for kind, advance in zip(kinds, advances, strict=True)
    ]


def bodies(kinds: Sequence[int], advances: Sequence[float]) -> list[float]:
    """How long each body is, in ems."""
    return [
        (0.5 if kind in _HALF and is_full_em(advance) else advance - 2 * _centred(kind, advance))
        if kind in _OWN_BODY
        else advance
        for kind, advance in zip(kinds, advances, strict=True)
    ]


def _centred(kind: int, advance: float) -> float:
    """A narrow sign of mathematics stands in the middle of a full em (JLReq 3.7.4)."""
    return min(0.0, (advance - 1) / 2) if kind in _MATH else 0.0
