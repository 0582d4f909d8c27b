"""JLReq's tables as package data: read once, kept as flat tuples for quick look-up.

A pair of classes is one number, `before * WIDTH + after`; each flat table has an entry a pair.
Appendix B (Table 1), C (Table 2), D (Table 3), E (Table 6); UAX #50 for orientation.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

WIDTH = 32
"""Classes are numbered 1..30; a power of two above leaves room."""

SAME = -1
"""Table 2, note 5: no break between two of the same character, else a break."""


def rows(name: str) -> Iterator[list[str]]:
    """The tab-separated rows of a table in `tables/`, comments left out."""
    text = files("declaration_print.compose").joinpath("tables", name).read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _matrix(name: str) -> Iterator[tuple[int, int | None, str]]:
    """(before, after, cell) for each cell that is not empty; `after` None is the line end."""
    header, *body = rows(name)
    columns = [None if head == "line-end" else int(head[3:]) for head in header[1:]]
    for row in body:
        if row[0] == "line-head":  # JLReq gives the line head no space in any class
            continue
        before = int(row[0][3:])
        for after, cell in zip(columns, row[1:], strict=False):
            if cell:
                yield before, after, cell


@cache
def _ems(fraction: str) -> float:
    return float(Fraction(fraction))


# Math symbols and operators (cl-17, cl-18) have no row in the tables. JLReq 3.7.4 sets them solid
# with breaks on both sides, as the inseparable characters (cl-08) of different kinds are set.
_LIKE = {8: (17, 18)}


def _with_math(flat: list[float]) -> tuple[float, ...]:
    for model, others in _LIKE.items():
        for other in others:
            flat[other * WIDTH : (other + 1) * WIDTH] = flat[model * WIDTH : (model + 1) * WIDTH]
        for other in others:
            for row in range(WIDTH):
                flat[row * WIDTH + other] = flat[row * WIDTH + model]
    return tuple(flat)


@dataclass(frozen=True, slots=True)
class Spacing:
    """Tables 1, 3 and 6 by pair of classes, in ems; `at_end` and `end_release` by class."""

    natural: tuple[float, ...]
    shrink4: tuple[float, ...]
    shrink5: tuple[float, ...]
    shrink6: tuple[float, ...]
    stretch2: tuple[float, ...]
    stretch3: tuple[float, ...]
    may_grow: tuple[float, ...]  # 1.0 where stage 4 may add space
    at_end: tuple[float, ...]
    end_release: tuple[float, ...]


@cache
def spacing() -> Spacing:
    """Tables 1 (space), 3 (reduction, JLReq's own method) and 6 (expansion)."""
    flat = {
        key: [0.0] * (WIDTH * WIDTH)
        for key in ("natural", "shrink4", "shrink5", "shrink6", "stretch2", "stretch3", "may_grow")
    }
    at_end, end_release = [0.0] * WIDTH, [0.0] * WIDTH
    for before, after, cell in _matrix("table1.tsv"):
        if after is None:
            at_end[before] = _ems(cell)
        else:
            flat["natural"][before * WIDTH + after] = _ems(cell)
    for before, after, cell in _matrix("table3.tsv"):
        for part in cell.split():
            stage, amount = part.split(":")
            if after is None:
                end_release[before] = _ems(amount)
            else:
                flat["shrink" + stage][before * WIDTH + after] = _ems(amount)
    for before, after, cell in _matrix("table6.tsv"):
        pair = before * WIDTH + after if after else 0
        flat["may_grow"][pair] = 1.0
        if cell != "4":
            stage, amount = ("3", "1/4") if cell == "same" else cell.split(":")
            flat["stretch" + stage][pair] = _ems(amount)
    return Spacing(
        **{key: _with_math(values) for key, values in flat.items()},
        at_end=tuple(at_end),
        end_release=tuple(end_release),
    )


@cache
def may_break() -> tuple[float, ...]:
    """Table 2 by pair of classes: 1 a line may end between them, 0 not, SAME see there."""
    flat: list[float] = [1] * (WIDTH * WIDTH)
    for before, after, cell in _matrix("table2.tsv"):
        if after:
            flat[before * WIDTH + after] = SAME if cell == "same" else 0
    return _with_math(flat)
