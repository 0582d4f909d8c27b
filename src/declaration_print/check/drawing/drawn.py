"""What came of following a file's pages: strings with their fonts, device colours, graphics."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pypdf.generic import DictionaryObject

from declaration_print.check.document import objects
from declaration_print.check.document.objects import entry
from declaration_print.check.drawing.marked_content import UNMARKED, Marked


class Shown(NamedTuple):
    """What one operator shows: its page from 1; whether it is seen, lies on its side, is furniture.

    `marked` is what the marked content around it says.
    """

    text: bytes
    page: int
    visible: bool
    sideways: bool
    marked: Marked = UNMARKED

    @property
    def furniture(self) -> bool:
        """Whether it is an artifact (14.8.2.2): a running title, a page number."""
        return self.marked.artifact

    @property
    def actual_text(self) -> bool:
        """Whether it lies in marked content that says by ActualText what it reads as (14.9.4)."""
        return self.marked.actual_text

    @property
    def mcid(self) -> int | None:
        """The marked-content identifier in force (14.7.4), if any."""
        return self.marked.mcid


@dataclass(frozen=True, slots=True)
class Graphic:
    """Something painted that is no text: `path`, `image` or `shading`, its page from 1, its marks."""

    kind: str
    page: int
    marked: Marked


@dataclass(eq=False)
class FontDrawing:
    """One font dictionary and every string drawn with it, each with its number of times."""

    dictionary: DictionaryObject
    shown: Counter[Shown] = field(default_factory=Counter)

    @cached_property
    def is_composite(self) -> bool:
        """Whether a code may have several bytes (9.7)."""
        return objects.as_name(entry(self.dictionary, "/Subtype")) == "Type0"

    @cached_property
    def procedures(self) -> DictionaryObject | None:
        """The glyph procedures of a Type 3 font (9.6.5)."""
        return objects.as_dictionary(entry(self.dictionary, "/CharProcs"))


@dataclass(slots=True)
class Drawing:
    """Everything drawn: fonts in order of first use, device colour spaces with first page.

    Also what cannot be drawn: broken contents, operators of no standard with their first page,
    inline images without an end.
    """

    fonts: dict[tuple[int, int], FontDrawing] = field(default_factory=dict)
    device_colours: dict[str, int] = field(default_factory=dict)
    broken_pages: list[int] = field(default_factory=list)
    unknown_operators: dict[str, int] = field(default_factory=dict)
    endless_images: list[int] = field(default_factory=list)
    actual_texts: dict[str, int] = field(default_factory=dict)  # of marked content, first page
    graphics: Counter[Graphic] = field(default_factory=Counter)  # those APART left aside
