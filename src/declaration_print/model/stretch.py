"""Where something stands along a continuous edition."""

from dataclasses import dataclass

from declaration_print.model.units import Mm


@dataclass(frozen=True, slots=True)
class Stretch:
    """What an element with the id `anchor` takes of a scroll, in mm from where reading begins."""

    anchor: str
    begin: Mm
    end: Mm
