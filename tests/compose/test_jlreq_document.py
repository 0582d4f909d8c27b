"""docs/jlreq.md stays true: all sections are in it, its tests exist, its example runs."""

import ast
import contextlib
import io
import re
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
DOCUMENT = (HERE.parents[1] / "docs/jlreq.md").read_text(encoding="utf-8")
_ROW = re.compile(
    r"^\| (?P<section>[\dB-E][^|]*) \| (?P<does>[^|]*) \| (?P<tests>[^|]*) \| (?P<why>[^|]*) \|$",
    re.MULTILINE,
)
_FILE_OR_TEST = re.compile(r"\(\.\./tests/compose/(\w+\.py)\)|`(test_\w+)`")
_NOTHING = "–"

SUBSECTIONS = {"3.1": 12, "3.2": 6, "3.3": 9, "3.4": 3, "3.5": 4, "3.6": 3, "3.7": 4, "3.8": 4}
NOTES = {"B": 17, "C": 13, "D": 5, "E": 12}
"""How many the document has."""

ROWS = [match.groupdict() for match in _ROW.finditer(DOCUMENT)]


def named(cell):
    """The tests that a cell names, each with its file."""
    file = ""
    for match in _FILE_OR_TEST.finditer(cell):
        if match[1]:
            file = match[1]
        else:
            yield file, match[2]


@cache
def written(path):
    """The tests of a file."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    return {
        (path.name, node.name)
        for node in body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


LISTED = {test for row in ROWS for test in named(row["tests"])}


def test_every_subsection_and_every_note_is_listed_once():
    expected = [
        *(f"{section}.{at}" for section, last in SUBSECTIONS.items() for at in range(1, last + 1)),
        *(f"{letter} legend" for letter in NOTES),
        *(f"{letter} note {at}" for letter, last in NOTES.items() for at in range(1, last + 1)),
        "C addendum",
    ]
    assert sorted(row["section"] for row in ROWS) == sorted(expected)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["section"])
def test_what_a_row_says(row):
    """Each test exists; a section without one says why."""
    tests = list(named(row["tests"]))
    for file, name in tests:
        assert (file, name) in written(HERE / file)
    if tests:
        assert row["does"] != _NOTHING
    else:
        assert (row["tests"], row["does"]) == (_NOTHING, _NOTHING)
        assert row["why"] != _NOTHING


def test_every_test_drawn_from_the_document_is_listed():
    files = [*HERE.glob("test_jlreq_3_*.py"), *HERE.glob("test_jlreq_appendix_*.py")]
    assert {test for file in files for test in written(file)} <= LISTED


def test_the_example_prints_what_the_document_shows():
    """Two lines of seven ems, each mark with its half em (JLReq 3.1.2 and 3.1.9)."""
    (example,) = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    (shown,) = re.findall(r"```text\n(.*?)```", DOCUMENT, re.DOTALL)
    assert len([line for line in example.splitlines() if line]) <= 10
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(example, "docs/jlreq.md", "exec"), {})
    assert printed.getvalue() == shown
    assert shown == (
        "東0.0 北1.0 の2.0 「3.0 未4.0 来5.0 」6.0\nを0.0 、1.0 共2.0 に3.0 拓4.0 く5.0 。6.0\n"
    )
