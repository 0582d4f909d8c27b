"""A scroll cut into panels: what they are printed on, and what each one holds."""

from dataclasses import dataclass, field

from declaration_print.model.problem import Words
from declaration_print.model.units import Mm


@dataclass(frozen=True, slots=True)
class Sheet:
    """Paper to print a scroll on: `along` the scroll and `high` across it.

    Of a `roll`, `high` is its width, and `along` the longest piece that is cut off it.
    """

    name: str  # as file names say it
    title: Words
    along: Mm
    high: Mm
    roll: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One sheet's part of a scroll, in mm from the right end.

    `opening` are the first characters on it, `headings` those that begin on it.
    """

    number: int
    begin: Mm
    end: Mm
    opening: str = ""
    headings: tuple[str, ...] = ()

    @property
    def length(self) -> Mm:
        """How much of the scroll it shows."""
        return Mm(self.end - self.begin)


@dataclass(frozen=True, slots=True)
class Panels:
    """A scroll ready for the printer: assembly sheets first, then one page a panel."""

    content: bytes = field(repr=False)
    sheet: Sheet
    panels: tuple[Panel, ...]
    assembly_pages: int
    borderless: bool  # the sheet is just as high as the scroll

    @property
    def suffix(self) -> str:
        """What follows the scroll's own name in the file's: `-panels-A3`."""
        return f"-panels-{self.sheet.name}"
