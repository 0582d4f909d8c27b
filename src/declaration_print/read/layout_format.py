"""The keys of a layout.toml: names, types, and what values they take."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from declaration_print.model.layout import EmphasisMark
from declaration_print.model.setting import (
    Acronyms,
    Alignment,
    Figures,
    Kinsoku,
    LineEnd,
    LineHead,
    Reduction,
    RubyAlignment,
    RubyEdge,
    RubyKind,
    RubyOverhang,
)

_Positive = Annotated[float, Field(gt=0, le=10_000)]
_Share = Annotated[float, Field(ge=0, le=1)]
_Ems = Annotated[float, Field(ge=-1000, le=1000)]
_Room = Annotated[float, Field(ge=0, le=1000)]
_Spacing = Annotated[float, Field(ge=-0.25, le=10)]


class Table(BaseModel):
    """A table of keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Title(Table):
    """A name in both languages."""

    ja: str
    en: str


class _Conformance(Table):
    pdfa: Literal["2a", "2u", "2b", "3a", "3u", "3b", "4", "4f"] = "2a"
    pdfua: bool = True
    attach_source: bool = False


class HanmenRow(Table):
    """The kihon-hanmen of one paper."""

    size: _Positive
    pitch: _Positive
    characters: Annotated[int, Field(gt=0, le=200)]
    lines: Annotated[int, Field(ge=0, le=500)] = 0
    tiers: Annotated[int, Field(gt=0, le=6)] = 1
    gap: _Ems = 0.0
    top_share: _Share = 0.5
    left_share: _Share = 0.5


class LatinRow(Table):
    """The Latin face paired with a style's own; `face` may stand in the row for both writings."""

    face: str | None = None
    size: Annotated[float, Field(ge=0.5, le=1.5)] = 1.0
    rise: Annotated[float, Field(ge=-0.5, le=0.5)] = 0.0


class RubyRow(Table):
    """The choices about ruby."""

    per_character: Literal[RubyKind.MONO, RubyKind.JUKUGO] = RubyKind.MONO
    alignment: RubyAlignment = RubyAlignment.CENTRED
    overhang: RubyOverhang = RubyOverhang.KANA
    edge: RubyEdge = RubyEdge.READING
    over_indent: bool = True


class StyleRow(Table):
    """One style, or what one writing changes of it."""

    face: str | None = None
    size: _Positive = 1.0
    pitch: _Positive = 1.0
    measure: _Positive | None = None
    indent: _Room = 0.0
    end_indent: _Room = 0.0
    first_indent: _Ems = 0.0
    letter_spacing: _Spacing = 0.0
    alignment: Alignment = Alignment.JUSTIFY
    figures: Figures | None = None
    acronyms: Acronyms = Acronyms.UPRIGHT
    kinsoku: Kinsoku = Kinsoku.STRICT
    reduction: Reduction = Reduction.JLREQ
    line_head: LineHead = LineHead.FLUSH
    line_end: LineEnd = LineEnd.HALF_EM
    ruby: RubyRow = RubyRow()
    hyphenation: str | None = None
    latin: LatinRow | None = None
    emphasis: EmphasisMark | None = None
    lines: Annotated[int, Field(ge=1, le=12)] | None = None
    single_line: bool = False
    colour: str | None = None


class OptionRow(Table):
    """Something left to whoever builds: a name out of `choices`, a number within bounds, yes or no."""

    title: Title
    default: bool | float | str
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None


class WritingTable(Table):
    """What belongs to one direction of the lines."""

    default_paper: str
    papers: Mapping[str, HanmenRow]
    styles: Mapping[str, StyleRow] = {}


class LayoutFile(Table):
    """A whole layout.toml."""

    title: Title
    edition: Literal["handout", "outline", "poster", "scroll", "specimen"]
    carries: tuple[str, ...]
    needs: tuple[str, ...] = ()
    profile: str
    on_request: bool = False
    most_pages: Annotated[int, Field(gt=0)] | None = None
    continuous: bool = False
    scalable: bool = False
    least_margin: _Positive = 10.0
    conformance: _Conformance = _Conformance()
    heights: tuple[_Positive, _Positive] | None = None
    options: Mapping[Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")], OptionRow] = {}
    colours: Mapping[str, Mapping[str, str]] = {}
    styles: Mapping[str, StyleRow] = {}
    vertical: WritingTable | None = None
    horizontal: WritingTable | None = None
