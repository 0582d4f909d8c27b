"""The shipped tables against the project's reference data, every cell that is not a note."""

import csv
from pathlib import Path

import pytest

from declaration_print.compose import tables

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
    natural = tables.spacing().natural
    found = {
        pair: (natural[pair], ems[cell.split(" ")[0]])
        for pair, cell, _ in cells("table1-spacing.tsv")
    }
    assert len(found) > 700
    assert {pair: both for pair, both in found.items() if both[0] != both[1]} == {}


def test_table_2_breaks():
    may_break = tables.may_break()
    found = {
        pair: (may_break[pair], cell == "") for pair, cell, _ in cells("table2-line-break.tsv")
    }
    assert len(found) > 700
    assert {pair: both for pair, both in found.items() if bool(both[0]) != both[1]} == {}


def test_table_3_reduction():
    spacing = tables.spacing()
    flat = {"4": spacing.shrink4, "5": spacing.shrink5, "6": spacing.shrink6}
    amounts = {"1/2-0": 0.5, "1/4-0": 0.25, "1/4-1/8": 0.125}
    wrong = []
    for pair, cell, stage in cells("table3-reduction-jlreq.tsv"):
        for number, values in flat.items():
            expected = amounts.get(cell, 0.0) if number == stage else 0.0
            wrong += [(pair, number)] * (values[pair] != expected)
    assert wrong == []


def test_table_6_expansion():
    spacing = tables.spacing()
    flat = {"2": spacing.stretch2, "3": spacing.stretch3}
    wrong = []
    for pair, _, stage in cells("table6-expansion.tsv"):
        wrong += [pair] * (bool(spacing.may_grow[pair]) != bool(stage))
        for number, values in flat.items():
            wrong += [(pair, number)] * (values[pair] != (0.25 if number == stage else 0.0))
    assert wrong == []
