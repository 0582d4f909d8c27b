"""A layout as data: papers with their kihon-hanmen, styles, colours, what it carries and keeps.

The kihon-hanmen (基本版面) comes first and the margins are what it leaves (JLReq 2.2). Sizes of
styles are multiples of the text size and indents are ems of the text, so that everything hangs on
one grid.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from declaration_print.model.finishing import Conformance
from declaration_print.model.problem import Words
from declaration_print.model.setting import (
    Acronyms,
    Alignment,
    Figures,
    Kinsoku,
    LineEnd,
    LineHead,
    Reduction,
    RubyRules,
    Setting,
    Writing,
)
from declaration_print.model.units import Em, Mm, Pt, mm_to_pt


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet as it is held; for a continuous edition `width` is 0 and comes from the text."""

    name: str
    width: Mm
    height: Mm


@dataclass(frozen=True, slots=True)
class Hanmen:
    """The kihon-hanmen (基本版面) on one paper.

    `characters` a line, `lines` a tier, tiers (段) side by side along the line direction with
    `gap` ems between them. `top_share` and `left_share` are the parts of the white left over that
    go above and to the left of the type area, as the page is held.
    """

    size: Pt
    pitch: Pt
    characters: int
    lines: int
    tiers: int = 1
    gap: Em = Em(0.0)  # noqa: RUF009 - a NewType is its float
    top_share: float = 0.5
    left_share: float = 0.5

    @property
    def measure(self) -> Em:
        """Length of a line of one tier, in ems."""
        return Em(float(self.characters))

    @property
    def full_measure(self) -> Em:
        """Length over all tiers and gaps, in ems."""
        return Em(self.characters * self.tiers + self.gap * (self.tiers - 1))

    def scaled(self, factor: float) -> "Hanmen":
        """The same grid, larger or smaller."""
        return replace(self, size=Pt(self.size * factor), pitch=Pt(self.pitch * factor))


class EmphasisMark(StrEnum):
    """The form of emphasis dots (JLReq 3.3.9)."""

    SESAME = "sesame"  # ﹅
    BULLET = "bullet"  # •


@dataclass(frozen=True, slots=True)
class LatinFace:
    """The face of Latin words and figures in a style, paired with its Japanese face.

    `size` is a multiple of the style's size, `rise` how far the baseline goes up, in ems of the
    style. It sets horizontal text, and what lies sideways or in tate-chu-yoko in vertical text.
    """

    face: str
    size: float = 1.0
    rise: Em = Em(0.0)  # noqa: RUF009 - a NewType is its float


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of text is set.

    `size` and `pitch` are multiples of the text's size and of the grid's pitch; `measure`,
    `indent`, `end_indent` are ems of the text; `first_indent` and `letter_spacing` ems of the
    style itself. `measure` None is one tier's. `lines` is how many lines of the grid the whole text
    takes (行取り), its own lines together in their middle; None: each line takes `pitch`.
    """

    name: str
    face: str
    size: float = 1.0
    pitch: float = 1.0
    measure: Em | None = None
    indent: Em = Em(0.0)  # noqa: RUF009
    end_indent: Em = Em(0.0)  # noqa: RUF009
    first_indent: Em = Em(0.0)  # noqa: RUF009
    letter_spacing: Em = Em(0.0)  # noqa: RUF009
    alignment: Alignment = Alignment.JUSTIFY
    figures: Figures | None = None
    acronyms: Acronyms = Acronyms.UPRIGHT
    kinsoku: Kinsoku = Kinsoku.STRICT
    reduction: Reduction = Reduction.JLREQ
    line_head: LineHead = LineHead.FLUSH
    line_end: LineEnd = LineEnd.HALF_EM
    ruby: RubyRules = RubyRules()  # noqa: RUF009 - it is frozen
    hyphenation: str | None = None
    latin: LatinFace | None = None
    emphasis: EmphasisMark | None = None  # None: sesame in vertical text, bullets in horizontal
    lines: int | None = None
    single_line: bool = False
    colour: str | None = None


Choice = str | float | bool
"""What is chosen for one option of a layout."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something a layout leaves to whoever builds: a name out of `choices`, a number, yes or no.

    A number lies between `least` and `most`.
    """

    name: str
    title: Words
    default: Choice
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout folder, read.

    `carries` are the parts of a declaration that it shows, `needs` those without which there is
    nothing to show. `papers` lists the hanmen for each writing and paper name.
    """

    name: str
    folder: Path
    title: Words
    edition: str
    carries: tuple[str, ...]
    needs: tuple[str, ...]
    profile: str
    conformance: Conformance
    most_pages: int | None
    continuous: bool
    scalable: bool
    least_margin: Mm
    default_paper: Mapping[Writing, str]
    papers: Mapping[Writing, Mapping[str, Hanmen]]
    styles: Mapping[Writing, Mapping[str, Style]]
    colours: Mapping[str, str]
    on_request: bool = False  # left out of a build that names no editions
    options: Mapping[str, Option] = field(default_factory=dict)
    heights: tuple[Mm, Mm] | None = None  # least and most of a continuous layout's paper

    @property
    def writings(self) -> tuple[Writing, ...]:
        """The directions this layout can be set in."""
        return tuple(self.papers)


@dataclass(frozen=True, slots=True)
class Edition:
    """A layout decided: one writing, one paper, its hanmen and styles, and what was chosen."""

    layout: Layout
    writing: Writing
    paper: Paper
    hanmen: Hanmen
    chosen: Mapping[str, Choice] = field(default_factory=dict)  # every option of the layout

    @property
    def file_name(self) -> str:
        """`handout-vertical-A4.pdf`."""
        return f"{self.layout.name}-{self.writing}-{self.paper.name}.pdf"

    @property
    def styles(self) -> Mapping[str, Style]:
        """The styles of this writing, by name; a face `$option` is the one chosen for the option."""
        styles = self.layout.styles[self.writing]
        return {
            name: replace(style, face=self._face(style.face)) if "$" in style.face else style
            for name, style in styles.items()
        }

    def _face(self, face: str) -> str:
        return str(self.chosen[face.removeprefix("$")])

    def setting(self, style: Style, *, across: bool = False, japanese: bool = True) -> Setting:
        """What compose/ needs to know, with all lengths in ems of the style.

        `across` sets a text horizontally inside a vertical page.
        """
        vertical = self.writing is Writing.VERTICAL and not across
        measure = self.hanmen.measure if style.measure is None else style.measure
        figures = Figures.KANJI_CLASSICAL if vertical else Figures.AS_WRITTEN
        return Setting(
            writing=Writing.VERTICAL if vertical else Writing.HORIZONTAL,
            measure=Em(measure / style.size),
            first_indent=style.first_indent,
            indent=Em(style.indent / style.size),
            end_indent=Em(style.end_indent / style.size),
            letter_spacing=style.letter_spacing,
            alignment=style.alignment,
            figures=style.figures or figures,
            acronyms=style.acronyms,
            kinsoku=style.kinsoku,
            reduction=style.reduction,
            line_head=style.line_head,
            line_end=style.line_end,
            ruby=style.ruby,
            hyphenation=style.hyphenation,
            japanese=japanese,
            single_line=style.single_line,
        )


@dataclass(frozen=True, slots=True)
class PageBox:
    """The page as the engine lays it out: for vertical writing a quarter turn before it is held.

    All in points. `across` runs along the lines, `down` across them.
    """

    across: Pt
    down: Pt
    margin_start: Pt  # before a line begins
    margin_end: Pt
    margin_before: Pt  # before the first line
    margin_after: Pt


def page_box(edition: Edition) -> PageBox:
    """Margins from the kihon-hanmen: what the type area leaves of the paper."""
    hanmen, paper = edition.hanmen, edition.paper
    width, height = mm_to_pt(paper.width), mm_to_pt(paper.height)
    along = hanmen.full_measure * hanmen.size
    block = hanmen.lines * hanmen.pitch
    if edition.writing is Writing.VERTICAL:
        top = (height - along) * hanmen.top_share
        left = (width - block) * hanmen.left_share
        right = width - block - left
        return PageBox(height, width, Pt(top), Pt(height - along - top), Pt(right), Pt(left))
    top = (height - block) * hanmen.top_share
    left = (width - along) * hanmen.left_share
    return PageBox(
        width, height, Pt(left), Pt(width - along - left), Pt(top), Pt(height - block - top)
    )
