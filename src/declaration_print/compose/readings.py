"""How long a reading is, and where each of its characters begins (JLReq 3.3.3, 3.3.5).

A Japanese ruby character is half an em of its base, and what joins the character before it
(combining marks) has nothing. Latin letters and figures have their own widths: a word of them is
shaped as one run and set at half its size, lying on its side in vertical lines. Lengths in ems.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from declaration_print.compose.classes import LATIN, CharClass, classes
from declaration_print.model.setting import Kinsoku, Orientation, Shape

RUBY_EM = 0.5

_JOINING = frozenset({"Mn", "Me", "Cf"})
_NARROW = frozenset({"Na", "H", "N"})
_WITHIN_WORDS = "’‐–"
"""An apostrophe and hyphens that are no ASCII: after a letter they belong to its word."""

_WORD = re.compile("L(?:[Ljs]*[Lj])?")
"""A word, or several with the spaces between them, in the signs that `_sign` gives."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading and how far each of its characters advances; 0 for one that joins the one before."""

    text: str
    advances: tuple[float, ...]

    @property
    def length(self) -> float:
        """Length of the reading set solid."""
        return sum(self.advances)

    @property
    def count(self) -> int:
        """How many characters it shows."""
        return sum(map(bool, self.advances))

    @property
    def words(self) -> tuple[tuple[int, int], ...]:
        """The characters, first and last, of each run of Latin or figures."""
        return _words(self.text)

    @property
    def has_own_widths(self) -> bool:
        """Whether it holds Latin or figures, so that it is always set solid (3.3.1, 3.3.5)."""
        return bool(self.words)

    def starts(self, begin: float, aki: float = 0.0) -> Iterator[float]:
        """Where each character begins, `aki` between them; what joins begins with its character."""
        at = previous = begin
        for width in self.advances:
            if width:
                previous, at = at, at + width + aki
            yield previous


def plain(text: str) -> Reading:
    """A reading whose half-width characters have half of the others' width, whatever the face."""
    return Reading(text, tuple(map(_advance, text)))


def measured(text: str, shape: Shape, orientation: Orientation) -> Reading:
    """A reading whose Latin words are as wide as `shape` makes them, in ems of the base's face."""
    advances = list(map(_advance, text))
    for first, last in _words(text):
        widths = shape(text[first : last + 1], orientation)
        advances[first : last + 1] = [width * RUBY_EM for width in widths]
    return Reading(text, tuple(advances))


@cache
def _advance(char: str) -> float:
    """Length of one ruby character outside words."""
    if unicodedata.category(char) in _JOINING:
        return 0.0
    return RUBY_EM / 2 if unicodedata.east_asian_width(char) in _NARROW else RUBY_EM


def _words(text: str) -> tuple[tuple[int, int], ...]:
    signs = "".join(map(_sign, text))
    return tuple((match.start(), match.end() - 1) for match in _WORD.finditer(signs))


@cache
def _sign(char: str) -> str:
    """L for Latin letters, figures and their marks, j for what follows one, s for a space."""
    if char in _WITHIN_WORDS or unicodedata.category(char) in _JOINING:
        return "j"
    kind = classes(Kinsoku.STRICT)[char]
    if kind is CharClass.WORD_SPACE:
        return "s"
    return "L" if char.isascii() or kind in LATIN else "-"
