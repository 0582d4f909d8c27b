"""Where panels end: in gaps, on as few sheets as possible, with headings left to their text."""

from io import BytesIO

import pypdf
import pytest
from bare_scrolls import bare, bars

from declaration_print import print_room
from declaration_print.model.problem import BadInput
from declaration_print.sheets.cutting import cuts


def columns(first, last, pitch=10, thick=6):
    """Columns of text: where each begins and ends."""
    return [(at, at + thick) for at in range(first, last, pitch)]


def test_a_cut_lies_in_the_middle_of_the_last_gap_that_fits():
    assert cuts(columns(20, 190), [], 200, 112) == (108, 200)


def test_a_wide_gap_is_taken_when_it_costs_no_sheet():
    marks = [*columns(20, 60), *columns(80, 190)]
    assert cuts(marks, [], 200, 150)[0] == pytest.approx(68)


def test_a_heading_is_not_parted_from_what_it_heads():
    marks = [*columns(20, 90), (90, 96), *columns(110, 190)]
    assert cuts(marks, [], 200, 120)[0] == 103
    assert cuts(marks, [(90, 96)], 200, 120)[0] != 103


def test_a_ruled_line_does_not_hide_a_heading():
    rules = [(at + 7.9, at + 8.1) for at in range(20, 190, 10)]
    for parted in (118, 108):
        heading = (parted - 8, parted - 2)
        ends = cuts([*columns(20, 190), *rules], [heading], 200, 112)
        assert not heading[1] <= ends[0] <= parted + 2


def test_nothing_is_cut_that_is_longer_than_a_sheet():
    with pytest.raises(BadInput) as refused:
        cuts([(50, 250)], [], 300, 150)
    (problem,) = refused.value.problems
    assert problem.code == "sheets/no-gap"
    assert "270" in problem.words.en


@pytest.mark.parametrize("thin", [0.2, 1.0])
def test_a_ruled_line_in_the_gap_is_not_cut(thin):
    rules = [(at + 8 - thin / 2, at + 8 + thin / 2) for at in range(20, 190, 10)]
    for end in cuts([*columns(20, 190), *rules], [], 200, 100)[:-1]:
        assert all(end < begin - 0.2 or end > last + 0.2 for begin, last in rules)


def test_a_picture_stays_whole():
    """A bar of 250 mm where a sheet would end goes to the next sheet."""
    scroll = bars((20, 40), (60, 80), (200, 450), (500, 520), length=900)
    first, *_ = print_room.panels(scroll, "A3").panels
    assert 81 <= first.end <= 199


def test_ground_and_lines_along_the_scroll_may_be_cut():
    mm = 72 / 25.4
    full = f"0.9 g 0 0 {900 * mm} {200 * mm} re f 0 g 0 {20 * mm} {900 * mm} 0.5 re f "
    cover = f"0.2 g {500 * mm} 0 {400 * mm} {200 * mm} re f"
    made = print_room.panels(bare((full + cover).encode(), 900, 200), "A3")
    assert len(made.panels) == 3
    assert all(abs(one.end - 400) > 1 for one in made.panels)  # not along the cover's edge


def test_a_scroll_turned_by_the_page_is_cut_as_it_is_seen():
    writer = pypdf.PdfWriter(clone_from=BytesIO(bare(b"0 0 10 10 re f", 200, 900)))
    writer.pages[0].rotate(90)
    out = BytesIO()
    writer.write(out)
    assert print_room.panels(out.getvalue(), "A3").panels[-1].end == pytest.approx(900, abs=0.1)
