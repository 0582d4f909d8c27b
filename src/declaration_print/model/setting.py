"""How a paragraph is to be set, and the paragraph once it is set. All lengths in ems of its style.

`Setting` goes into compose/, `ComposedParagraph` comes out; markup/ turns it into HTML. Inline
positions run along the line: rightwards in horizontal text, downwards in vertical text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

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
    """Strictness of kinsoku: the four levels of JLReq's addendum to Appendix C."""

    STRICT = "strict"  # Table 2 to the letter (JLReq: very strict)
    NORMAL = "normal"  # 々, ー and small kana may start a line (JLReq: strict)
    LOOSE = "loose"  # hyphens, ・, the halves of …… and % too (JLReq: loose, magazines)
    NEWSPAPER = "newspaper"  # ？ ！ ——, other iteration marks, abbreviations too (very loose)


class Reduction(StrEnum):
    """Which spaces of a line may shrink, in which order (JLReq 3.8.3, Appendix D)."""

    JLREQ = "jlreq"  # Table 3
    JIS_X_4051 = "jis-x-4051"  # Table 4: the line end is fixed, only a full stop keeps its half em
    LIMITED = "limited"  # Table 5: half ems shrink to quarters, space beside Latin is fixed


class LineHead(StrEnum):
    """An opening bracket at the head of a line: the three patterns of JLReq 3.1.5."""

    FLUSH = "flush"  # ① flush with the line; a paragraph's first line keeps its indent
    HALF_EM = "half-em"  # ② always half an em behind it, after the indent too
    HALF_INDENT = "half-indent"  # ③ flush, and half an em of indent at the head of a paragraph


class LineEnd(StrEnum):
    """What follows 、。」 at the end of a line (JLReq 3.1.9, 3.8.2)."""

    HALF_EM = "half-em"  # half an em, taken out whole when the line needs it
    SOLID = "solid"  # never anything
    HANGING = "hanging"  # as HALF_EM; 、 and 。 may also hang past the measure, to save a line


class RubyKind(StrEnum):
    """How readings belong to their base (JLReq 3.3.1)."""

    MONO = "mono"  # each character has its own
    JUKUGO = "jukugo"  # each has its own, and they make one word
    GROUP = "group"  # one for all


class RubyAlignment(StrEnum):
    """Where a reading of one character stands beside its base (JLReq 3.3.5)."""

    CENTRED = "centred"  # nakatsuki
    START = "start"  # katatsuki; vertical lines only


class RubyOverhang(StrEnum):
    """What a reading may hang over by up to one ruby em (JLReq 3.3.8, Table 1 notes 1, 7)."""

    KANA = "kana"  # kana, dashes and marks
    HIRAGANA = "hiragana"  # JIS X 4051: katakana not
    ANY = "any"  # any character by half a ruby em
    NONE = "none"  # no letter


class RubyEdge(StrEnum):
    """What stands flush with the line where a reading is longer than its base (JLReq 3.3.8)."""

    READING = "reading"
    BASE = "base"


Shape = Callable[[str, Orientation], tuple[Em, ...]]
"""Advances of a run in one orientation, one number for each character handed in (0 for a character
that joins the one before it: combining marks, variation selectors, ligature tails)."""


_NONE = Em(0.0)
_ONE = Em(1.0)


@dataclass(frozen=True, slots=True)
class RubyRules:
    """The choices that JLReq leaves about ruby."""

    per_character: RubyKind = RubyKind.MONO  # MONO or JUKUGO: readings given one a character
    alignment: RubyAlignment = RubyAlignment.CENTRED
    overhang: RubyOverhang = RubyOverhang.KANA
    edge: RubyEdge = RubyEdge.READING
    over_indent: bool = True  # Table 1, note 8: over the indent of a paragraph's first line


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
    reduction: Reduction = Reduction.JLREQ
    line_head: LineHead = LineHead.FLUSH
    line_end: LineEnd = LineEnd.HALF_EM
    ruby: RubyRules = RubyRules()
    hyphenation: str | None = None  # language of Latin words (en-GB); None: they are not divided
    japanese: bool = True  # False: a text in another language, left as written
    single_line: bool = False  # a title or label: never broken, reported when too long


class PlacedCluster(NamedTuple):
    """One cluster on its line.

    `text` is what is set, `source` what was written (they differ where a figure became kanji or
    a half-width bracket full-width; a hyphen at a line end is U+00AD and has no source). `start` is
    where its glyph's own box begins, `advance` that box's length: the aki after it is the next
    cluster's start minus its end. `size` is its em as a multiple of the style's (warichu, reference
    marks), `shift` how far the centre of its em box lies towards the head of the page (up in
    horizontal text, right in vertical) from the line's. All lengths are ems of the style.
    """

    text: str
    source: str
    orientation: Orientation
    start: Em
    advance: Em
    emphasised: bool = False
    lined: bool = False  # with a side line (傍線)
    latin: bool = False  # set in the Latin face of the pair
    size: float = 1.0
    shift: Em = _NONE

    @property
    def end(self) -> Em:
        """Where the glyph's own box ends."""
        return Em(self.start + self.advance)


@dataclass(frozen=True, slots=True)
class PlacedRuby:
    """A reading beside the base clusters `first`..`last` (inclusive) of its line.

    Each character of `text` begins at its number in `starts` (ems of the base, from line start)
    and is half an em of the base long. `other_side`: to the left in vertical text, below in
    horizontal (JLReq 3.3.4). `words` are its runs of Latin and figures, first and last character:
    each has its own widths, in half the size of the Latin face of a pair, else of the style's face,
    lies on its side in vertical text, and is drawn as one (3.3.5).
    """

    text: str
    first: int
    last: int
    starts: tuple[Em, ...]
    other_side: bool = False
    words: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ComposedLine:
    """One line: its clusters in order, readings, and how far it reaches."""

    clusters: tuple[PlacedCluster, ...]
    ruby: tuple[PlacedRuby, ...]
    extent: Em  # where the last body ends, the indent included; the measure when justified
    adjustment: Em  # space put in (+) or taken out (-) to fill the measure
    hang: Em = _NONE  # what hangs past `extent`: the body of 、 or 。
    thickness: Em = _ONE  # across the line, ruby apart; more than 1 where furiwake stands in it


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
