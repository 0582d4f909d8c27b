"""What a scroll is printed on: names, the way they are turned, what is too low."""

import pytest
from bare_scrolls import bars

from declaration_print import print_room
from declaration_print.model.problem import BadInput


def paper(name, height=200.0):
    sheet = print_room.sheet(name, bars((100, 120), length=900, height=height))
    return sheet.along, sheet.high


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("A3", (420, 297)),
        ("a4", (297, 210)),
        ("B4", (364, 257)),
        ("半切", (1360, 345)),
        ("hansetsu", (1360, 345)),
        ("全紙", (1360, 695)),
        ("610x1800mm", (1800, 610)),
        ("1800x610", (1800, 610)),
        ("roll610x1800", (1800, 610)),
        ("roll300x250", (250, 300)),
    ],
)
def test_a_name_stands_for_a_sheet_with_its_long_side_along_the_scroll(name, size):
    assert paper(name) == size


def test_a_sheet_is_turned_where_only_its_long_side_is_high_enough():
    assert paper("A3", 400) == (297, 420)


@pytest.mark.parametrize(
    ("height", "name"), [(210, "A3"), (297, "A3"), (298, "hansetsu"), (600, "roll610x1800")]
)
def test_the_smallest_that_is_high_enough_is_chosen(height, name):
    made = print_room.panels(bars((100, 120), length=900, height=height))
    assert made.sheet.name == name
    assert made.suffix == f"-panels-{name}"
    assert made.borderless == (height == 297)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("A9", "sheets/unknown-paper"),
        ("paper", "sheets/unknown-paper"),
        ("10x20", "sheets/paper-size"),
    ],
)
def test_other_names_are_refused(name, code):
    with pytest.raises(BadInput) as refused:
        paper(name)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_scroll_higher_than_its_sheet_is_refused_and_told_what_would_do():
    with pytest.raises(BadInput) as refused:
        print_room.panels(bars((100, 120), length=900, height=600), "A3")
    (problem,) = refused.value.problems
    assert problem.code == "sheets/too-low"
    assert "roll610x1800" in problem.words.en
    assert "297" in problem.words.ja


@pytest.mark.parametrize("paste", [0, 4.9, 41, float("nan")])
def test_a_paste_margin_has_its_bounds(paste):
    with pytest.raises(BadInput) as refused:
        print_room.panels(bars((100, 120), length=900), "A3", paste)
    assert refused.value.problems[0].code == "sheets/paste"
