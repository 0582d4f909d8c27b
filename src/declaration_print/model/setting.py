"""How a paragraph is to be set, and the paragraph once it is set. All lengths in ems of its style.

`Setting` goes into compose/, `ComposedParagraph` comes out; markup/ turns it into HTML. Inline
positions run along the line: rightwards in horizontal text, downwards in vertical text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from declaration_print.model.units import Em


class Writing(StrEnum):
    """Direction of the lines."""

    VERTICAL = "vertical"
    HORIZONTAL = "horizontal"


class Orientation(StrEnum):
    """How a cluster stands in its line. Horizontal text is UPRIGHT throughout."""

    UPRIGHT = "upright"
    SIDEWAYS = "sideways"
    TATE_CHU_YOKO = "tate-chu-yoko"


class Figures(StrEnum):
    """What becomes of western figures (JLReq 2.3.2, 3.2.5)."""

    AS_WRITTEN = "as-written"  # half-width, in horizontal text
    KANJI_POSITIONAL = "kanji-positional"  # 二〇二四年
    KANJI_CLASSICAL = "kanji-classical"  # 二十一日; years and long numbers stay positional
    TATE_CHU_YOKO = "tate-chu-yoko"  # up to two figures in one cell, longer ones upright
    UPRIGHT = "upright"  # one figure a cell
    SIDEWAYS = "sideways"


class Acronyms(StrEnum):
    """How words of Latin capitals (DX, TAP, STEAM) stand in vertical text."""

    UPRIGHT = "upright"
    SIDEWAYS = "sideways"


class Alignment(StrEnum):
    """What happens to the space that a line leaves over."""

    JUSTIFY = "justify"  # every line but a paragraph's last fills the measure
    START = "start"
    CENTRE = "centre"
    END = "end"
    SPREAD = "spread"  # one line, its characters spread over the measure (字取り)


class Kinsoku(StrEnum):
    """Strictness of the line-start prohibition (JLReq 3.1.7, Appendix C notes)."""

    STRICT = "strict"  # small kana and the prolonged sound mark too
    NORMAL = "normal"  # small kana and the prolonged sound mark may start a line
    LOOSE = "loose"  # iteration marks too


Shape = Callable[[str, Orientation], tuple[Em, ...]]
"""Advances of a run in one orientation, one number for each character handed in (0 for a character
that joins the one before it: combining marks, variation selectors, ligature tails)."""


_NONE = Em(0.0)


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything compose/ needs to know about a paragraph besides its text."""

    writing: Writing
    measure: Em
    first_indent: Em = _NONE  # first line only, added to `indent`
    indent: Em = _NONE  # start edge of every line
    end_indent: Em = _NONE
    letter_spacing: Em = _NONE  # 字間: between all characters, titles only
    alignment: Alignment = Alignment.JUSTIFY
    figures: Figures = Figures.AS_WRITTEN
    acronyms: Acronyms = Acronyms.UPRIGHT
    kinsoku: Kinsoku = Kinsoku.STRICT
    japanese: bool = True  # False: a text in another language, left as written
    single_line: bool = False  # a title or label: never broken, reported when too long


@dataclass(frozen=True, slots=True)
class PlacedCluster:
    """One cluster on its line.

    `text` is what is set, `source` what was written (they differ where a figure became kanji or
    a half-width bracket full-width). `start` is where its glyph's own box begins, `advance` that
    box's length as the face has it: the aki after it is the next cluster's start minus its end.
    """

    text: str
    source: str
    orientation: Orientation
    start: Em
    advance: Em
    emphasised: bool = False

    @property
    def end(self) -> Em:
        """Where the glyph's own box ends."""
        return Em(self.start + self.advance)


@dataclass(frozen=True, slots=True)
class PlacedRuby:
    """A reading beside the base clusters `first`..`last` (inclusive) of its line.

    Each character of `text` begins at its number in `starts` (ems of the base, from line start)
    and is half an em of the base long.
    """

    text: str
    first: int
    last: int
    starts: tuple[Em, ...]


@dataclass(frozen=True, slots=True)
class ComposedLine:
    """One line: its clusters in order, readings, and how far it reaches."""

    clusters: tuple[PlacedCluster, ...]
    ruby: tuple[PlacedRuby, ...]
    extent: Em  # where the last body ends, the indent included; the measure when justified
    adjustment: Em  # space put in (+) or taken out (-) to fill the measure


@dataclass(frozen=True, slots=True)
class Normalisation:
    """A change made to suit the writing direction; the original is kept in the data."""

    source: str
    became: str
    reason: str  # composition, figures, brackets, punctuation, space


@dataclass(frozen=True, slots=True)
class Misfit:
    """A line that could not be filled or held: `amount` over (+) or short of (-) the measure."""

    text: str
    amount: Em


@dataclass(frozen=True, slots=True)
class ComposedParagraph:
    """A paragraph set: lines in order, with what was changed and what would not fit."""

    lines: tuple[ComposedLine, ...]
    setting: Setting
    normalisations: tuple[Normalisation, ...]
    misfits: tuple[Misfit, ...]
