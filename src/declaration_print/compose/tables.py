"""JLReq's tables as package data: read once, kept as flat tuples for quick look-up.

A pair of classes is one number, `before * WIDTH + after`; each flat table has an entry a pair.
Appendix B (Table 1), C (Table 2), D (Tables 3, 4 and 5), E (Table 6); UAX #50 for orientation.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from declaration_print.model.setting import Kinsoku, Reduction

WIDTH = 32
"""Classes are numbered 1..30; a power of two above leaves room."""

SAME = -1
"""Table 2, note 5: no break between two of the same character, else a break."""

_REDUCTION = {
    Reduction.JLREQ: ("table3.tsv", "456"),
    Reduction.JIS_X_4051: ("table4.tsv", "234"),
    Reduction.LIMITED: ("table5.tsv", "3"),
}
"""Each method's table, and its stages inside a line after the Western word spaces (stage 1)."""


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
_MATH_LIKE = 8
_MATH = (17, 18)


def _with_math(flat: list[float]) -> tuple[float, ...]:
    model = slice(_MATH_LIKE * WIDTH, (_MATH_LIKE + 1) * WIDTH)
    for other in _MATH:
        flat[other * WIDTH : (other + 1) * WIDTH] = flat[model]
    for other in _MATH:
        for row in range(WIDTH):
            flat[row * WIDTH + other] = flat[row * WIDTH + _MATH_LIKE]
    return tuple(flat)


@dataclass(frozen=True, slots=True)
class Spacing:
    """Tables 1, 6 and one of 3-5 by pair of classes, in ems; `at_end` and `end_release` by class.

    `shrinks` are the stages of reduction inside a line after the word spaces, `stretches` stages 2
    and 3 of expansion, `may_grow` 1.0 where stage 4 may add space.
    """

    natural: tuple[float, ...]
    shrinks: tuple[tuple[float, ...], ...]
    stretches: tuple[tuple[float, ...], ...]
    may_grow: tuple[float, ...]
    at_end: tuple[float, ...]
    end_release: tuple[float, ...]


@cache
def spacing(reduction: Reduction) -> Spacing:
    """Table 1 (space), the table of a method of reduction, and Table 6 (expansion)."""
    natural, at_end = _flat(), [0.0] * WIDTH
    for before, after, cell in _matrix("table1.tsv"):
        if after is None:
            at_end[before] = _ems(cell)
        else:
            natural[before * WIDTH + after] = _ems(cell)
    shrinks, end_release = _reduction(reduction)
    if reduction is Reduction.JIS_X_4051:  # 3.1.9: solid, but for the half em of a full stop
        at_end = [amount if kind == _FULL_STOP else 0.0 for kind, amount in enumerate(at_end)]
    stretches, may_grow = _expansion(reduction)
    return Spacing(
        _with_math(natural),
        tuple(map(_with_math, shrinks)),
        tuple(map(_with_math, stretches)),
        _with_math(may_grow),
        tuple(at_end),
        tuple(end_release),
    )


_FULL_STOP = 6


def _flat() -> list[float]:
    return [0.0] * (WIDTH * WIDTH)


def _reduction(method: Reduction) -> tuple[list[list[float]], list[float]]:
    name, stages = _REDUCTION[method]
    inside = {stage: _flat() for stage in stages}
    end_release = [0.0] * WIDTH
    for before, after, cell in _matrix(name):
        for part in cell.split():
            stage, amount = part.split(":")
            if after is None:
                end_release[before] = _ems(amount)
            else:
                inside[stage][before * WIDTH + after] = _ems(amount)
    return list(inside.values()), end_release


def _expansion(method: Reduction) -> tuple[list[list[float]], list[float]]:
    stages = {"2": _flat(), "3": _flat()}
    may_grow = _flat()
    for before, after, cell in _matrix("table6.tsv"):
        pair = before * WIDTH + (after or 0)
        may_grow[pair] = 1.0
        if cell != "4":
            stage, amount = ("3", "1/4") if cell == "same" else cell.split(":")
            stages[stage][pair] = _ems(amount)
    if method is Reduction.LIMITED:  # legend of Table 6: there the quarter em beside Latin is fixed
        may_grow = [0.0 if own else may for may, own in zip(may_grow, stages["2"], strict=True)]
        stages["2"] = _flat()
    return list(stages.values()), may_grow


# Appendix C, addendum: where a line may end although Table 2 says not. 々, ー and small kana change
# their class instead (notes 1-3), and so does % (note 9): see classes.py.
_LOOSE = frozenset({3})
_NEWSPAPER = frozenset({3, 4, 5, 8, 9, 10, 11, 12, 13})
_ALWAYS_NOT_BEFORE = frozenset({2, 6, 7, 29})
_ALWAYS_NOT_AFTER = frozenset({1, 28})


@cache
def may_break(kinsoku: Kinsoku) -> tuple[float, ...]:
    """Table 2 by pair of classes: 1 a line may end between them, 0 not, SAME see there."""
    flat: list[float] = [1] * (WIDTH * WIDTH)
    for before, after, cell in _matrix("table2.tsv"):
        if after:
            flat[before * WIDTH + after] = SAME if cell == "same" else 0
    table = list(_with_math(flat))
    for pair in _relaxed_pairs(kinsoku):
        table[pair] = 1
    return tuple(table)


def _relaxed_pairs(kinsoku: Kinsoku) -> Iterable[int]:
    free = {Kinsoku.LOOSE: _LOOSE, Kinsoku.NEWSPAPER: _NEWSPAPER}.get(kinsoku, frozenset())
    for before in range(1, 31):
        for after in range(1, 31):
            relaxed = before in free or after in free
            if relaxed and before not in _ALWAYS_NOT_AFTER and after not in _ALWAYS_NOT_BEFORE:
                yield before * WIDTH + after
