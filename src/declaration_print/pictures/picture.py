"""What this room's steps hand on: a section to be pictured, a column of text, a picture."""

from dataclasses import dataclass, field

from declaration_print.model.units import Mm


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of a scroll, in mm from its right end, with its words for the web page."""

    name: str  # of its file: `article-3-1`
    title: str
    alt: str
    begin: Mm
    end: Mm


@dataclass(frozen=True, slots=True)
class Column:
    """A column of text: its ink along a scroll, in mm from the right end; `foot` from the top."""

    begin: Mm
    end: Mm
    foot: Mm
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG of one section. `px_per_mm` is its true scale, less than asked for in a long one."""

    file: str
    section: Section
    width: int  # pixels
    height: int
    px_per_mm: float
    content: bytes = field(repr=False)
