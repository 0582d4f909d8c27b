"""How long a reading is, and where each of its characters begins (JLReq 3.3.3, 3.3.5).

A ruby character is half an em of its base; half-width signs (Latin, figures, half-width kana) have
half of that, and what joins the character before it (combining marks) has nothing. Lengths in ems.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache

RUBY_EM = 0.5

_JOINING = frozenset({"Mn", "Me", "Cf"})
_NARROW = frozenset({"Na", "H", "N"})


@cache
def advance(char: str) -> float:
    """Length of one ruby character."""
    if unicodedata.category(char) in _JOINING:
        return 0.0
    return RUBY_EM / 2 if unicodedata.east_asian_width(char) in _NARROW else RUBY_EM


def length(reading: str) -> float:
    """Length of a reading set solid."""
    return sum(map(advance, reading))


def has_own_widths(reading: str) -> bool:
    """Whether a reading holds Latin or figures, so that it is always set solid (3.3.1, 3.3.5)."""
    return any(advance(char) == RUBY_EM / 2 for char in reading)


def count(reading: str) -> int:
    """How many characters a reading shows."""
    return sum(1 for char in reading if advance(char))


def starts(reading: str, begin: float, aki: float = 0.0) -> Iterator[float]:
    """Where each character begins, with `aki` between them; what joins begins with its character."""
    at = previous = begin
    for char in reading:
        width = advance(char)
        if width:
            previous, at = at, at + width + aki
        yield previous
