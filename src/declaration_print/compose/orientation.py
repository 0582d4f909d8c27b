"""Step 3a: how each sign stands in its line.

JLReq 3.2.3 (three ways to set Latin in vertical lines), 3.2.4 (upright), 3.2.5 (tate-chu-yoko);
UAX #50 for everything that no rule of Japanese typography decides. Horizontal text is upright.
"""

import re
from dataclasses import dataclass
from itertools import compress, count

from declaration_print.compose import figures
from declaration_print.compose.classes import turned
from declaration_print.compose.collect import Written
from declaration_print.compose.signs import Signs
from declaration_print.model.setting import Orientation, Setting, Writing

UPRIGHT, SIDEWAYS, CELL, CELL_TAIL = range(4)
"""One byte a sign: tate-chu-yoko is a CELL and the CELL_TAILs that share it."""

_PAIR = re.compile("(?<![!?])[!?]{2}(?![!?])")
"""Two in one cell of a vertical line, where upright text is beside them."""

ORIENTATIONS = (Orientation.UPRIGHT, Orientation.SIDEWAYS, Orientation.TATE_CHU_YOKO)


@dataclass(frozen=True, slots=True)
class Oriented:
    """A byte a sign, and the upright words and numbers that are kept on one line."""

    codes: bytes
    unbroken: tuple[tuple[int, int], ...] = ()


def orient(signs: Signs, written: Written, setting: Setting) -> Oriented:
    """Orientation of every sign."""
    if setting.writing is Writing.HORIZONTAL:
        return Oriented(bytes(len(signs.text)))
    codes = bytearray(map(turned().__getitem__, signs.text))
    unbroken = []
    for run in figures.runs(signs.text, setting) if setting.japanese else ():
        first, last = run.first, run.last
        if isinstance(run, figures.Figure):
            if figures.is_one_cell(run, setting):
                codes[first : first + 2] = bytes((CELL, CELL_TAIL))
            elif figures.in_cells(run, setting):
                codes[first:last] = bytes(last - first)
                unbroken.append((first, last))
        elif run.upright:
            codes[first:last] = bytes(last - first)
            unbroken.append((first, last))
    for pair in _PAIR.finditer(signs.text) if setting.japanese else ():
        beside = (
            signs.text[pair.start() - 1 : pair.start()] + signs.text[pair.end() : pair.end() + 1]
        )
        if any(char != "\n" and not turned()[char] for char in beside):
            codes[pair.start() : pair.end()] = bytes((CELL, CELL_TAIL))
    if " " in signs.text:
        _turn_spaces(signs.text, codes)
    _set_cells(signs, written, codes)
    _set_marks(signs, written, codes)
    return Oriented(bytes(codes), tuple(unbroken))


def _turn_spaces(text: str, codes: bytearray) -> None:
    """A space lies with the sideways text beside it, and stands between upright signs."""
    for at in compress(count(), map(" ".__eq__, text)):
        beside = codes[max(at - 1, 0) : at] + codes[at + 1 : at + 2]
        codes[at] = SIDEWAYS if SIDEWAYS in beside else UPRIGHT


def _set_cells(signs: Signs, written: Written, codes: bytearray) -> None:
    if not written.cells:
        return
    where = {origin: at for at, origin in enumerate(signs.origins)}
    for first, last in written.cells:
        at = where[first]
        codes[at : at + last - first] = bytes((CELL, *(CELL_TAIL,) * (last - first - 1)))


def _set_marks(signs: Signs, written: Written, codes: bytearray) -> None:
    """Figures of reference marks stand upright, two or more of them in one cell (JLReq 4.2.3)."""
    if not written.marks:
        return
    where = {origin: at for at, origin in enumerate(signs.origins)}
    for first, last in written.marks:
        begin = where[first]
        for digits in re.finditer("[0-9]+", signs.text[begin : begin + last - first]):
            at, length = begin + digits.start(), len(digits.group())
            head = UPRIGHT if length == 1 else CELL
            codes[at : at + length] = bytes((head, *(CELL_TAIL,) * (length - 1)))
