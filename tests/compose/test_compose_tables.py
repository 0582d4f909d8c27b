"""The shipped tables against the project's reference data, every cell that is not a note."""

import csv
from pathlib import Path

import pytest

from declaration_print.compose import tables
from declaration_print.model.setting import Kinsoku, Reduction

REFERENCE = Path(__file__).parents[3] / "shared/jlreq"

pytestmark = pytest.mark.skipif(
    not REFERENCE.exists(), reason="the reference tables are not beside the project"
)


def cells(name):
    """Pair of classes, cell and stage, notes and line edges left out."""
    with (REFERENCE / name).open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            edge = row["before"] == "line-head" or row["after"] == "line-end"
            cell = row["cell"] or ""
            if not edge and "note" not in cell:
                pair = int(row["before"][3:]) * tables.WIDTH + int(row["after"][3:])
                yield pair, cell, row.get("stage") or ""


def test_table_1_spaces():
    ems = {"1/2": 0.5, "1/4": 0.25, "ruby": 0.0, "×": 0.0, "": 0.0}
    natural = tables.spacing(Reduction.JLREQ).natural
    found = {
        pair: (natural[pair], ems[cell.split(" ")[0]])
        for pair, cell, _ in cells("table1-spacing.tsv")
    }
    assert len(found) > 700
    assert {pair: both for pair, both in found.items() if both[0] != both[1]} == {}


def test_table_2_breaks():
    may_break = tables.may_break(Kinsoku.STRICT)
    found = {
        pair: (may_break[pair], cell == "") for pair, cell, _ in cells("table2-line-break.tsv")
    }
    assert len(found) > 700
    assert {pair: both for pair, both in found.items() if bool(both[0]) != both[1]} == {}


REDUCTIONS = [
    (Reduction.JLREQ, "table3-reduction-jlreq.tsv", "456"),
    (Reduction.JIS_X_4051, "table4-reduction-jisx4051.tsv", "234"),
    (Reduction.LIMITED, "table5-reduction-other.tsv", "3"),
]


@pytest.mark.parametrize(("method", "name", "stages"), REDUCTIONS)
def test_tables_3_to_5_reduction(method, name, stages):
    flat = dict(zip(stages, tables.spacing(method).shrinks, strict=True))
    amounts = {"1/2-0": 0.5, "1/2-1/4": 0.25, "1/4-0": 0.25, "1/4-1/8": 0.125}
    wrong = []
    for pair, cell, stage in cells(name):
        if stage and not cell:  # coloured, without an amount: all the aki that Table 1 has there
            continue
        for number, values in flat.items():
            expected = amounts.get(cell, 0.0) if number == stage else 0.0
            wrong += [(pair, number)] * (values[pair] != expected)
    assert wrong == []


@pytest.mark.parametrize(("method", "name", "stages"), REDUCTIONS)
def test_a_stage_without_an_amount_takes_aki_that_is_there(method, name, stages):
    spacing = tables.spacing(method)
    flat = dict(zip(stages, spacing.shrinks, strict=True))
    blank = [(pair, stage) for pair, cell, stage in cells(name) if stage and not cell]
    assert blank
    assert all(0 < flat[stage][pair] <= spacing.natural[pair] for pair, stage in blank)


def test_table_6_expansion():
    spacing = tables.spacing(Reduction.JLREQ)
    flat = dict(zip("23", spacing.stretches, strict=True))
    wrong = []
    for pair, _, stage in cells("table6-expansion.tsv"):
        wrong += [pair] * (bool(spacing.may_grow[pair]) != bool(stage))
        for number, values in flat.items():
            wrong += [(pair, number)] * (values[pair] != (0.25 if number == stage else 0.0))
    assert wrong == []
