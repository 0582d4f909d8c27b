"""Pages are turned a quarter clockwise with all that has a place on them, and long ones scaled.

Facts: ISO 32000-1 8.3.4 (transformations), 14.11.2 (boxes), Table 30 (UserUnit), Annex C.2 (14,400).
"""

import pydyf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration_print.finish.pages import (
    LONGEST,
    PageTurn,
    turn_annotation,
    turn_destination,
    turn_page,
    turn_pattern,
)

LAID_OUT = (0, 0, 842, 595)
"""An A4 page as it is laid out for vertical writing: on its side."""


def turned(width=842, height=595, *, quarter=True):
    return PageTurn.of((0, 0, width, height), quarter=quarter)


@pytest.mark.parametrize(
    ("laid_out", "held"),
    [
        # PDF counts from the lower left. Laid out, the top left is where lines begin: held, that
        # is the top right, where the first column begins.
        ((0, 595), (595, 842)),
        ((842, 595), (595, 0)),
        ((0, 0), (0, 842)),
        ((842, 0), (0, 0)),
        ((421, 595), (595, 421)),
    ],
    ids=["top left", "top right", "bottom left", "bottom right", "middle of the first line"],
)
def test_corners_of_a_vertical_page(laid_out, held):
    assert turned().point(*laid_out) == held


def test_boxes_keep_lower_left_before_upper_right():
    turn = turned()
    assert list(turn.box(LAID_OUT)) == [0, 0, 595, 842]
    trim = list(turn.box((10, 20, 832, 565)))
    assert trim == [20, 10, 565, 832]


lengths = st.floats(1, 100_000).map(lambda number: round(number, 2))


@given(width=lengths, height=lengths, quarter=st.booleans())
def test_no_side_is_over_14400_units_and_the_true_size_stays(width, height, quarter):
    turn = turned(width, height, quarter=quarter)
    left, bottom, right, top = turn.box((0, 0, width, height))
    assert (left, bottom) == (0, 0)
    assert max(right, top) <= LONGEST
    sides = (height, width) if quarter else (width, height)
    assert right * turn.user_unit == pytest.approx(sides[0], rel=1e-4, abs=0.001)
    assert top * turn.user_unit == pytest.approx(sides[1], rel=1e-4, abs=0.001)
    assert turn.user_unit >= 1
    if max(width, height) <= LONGEST:
        assert turn.user_unit == 1


@given(x=lengths, y=lengths, width=lengths, height=lengths)
def test_the_content_goes_where_points_and_boxes_go(x, y, width, height):
    """The `cm` put before the content and the function that moves boxes are one transformation."""
    page = pydyf.Dictionary({"MediaBox": pydyf.Array([0, 0, width, height])})
    content = pydyf.Stream([b"q", b"Q"])
    turn = turned(width, height)
    turn_page(page, content, turn)
    a, b, c, d, e, f = (float(number) for number in content.stream[0].split()[:6])
    assert content.stream[0].endswith(b" cm")
    there = turn.point(x, y)
    room = 1e-5 * (x + y) + 0.01
    assert (a * x + c * y + e, b * x + d * y + f) == pytest.approx(there, abs=room)
    assert a * d - b * c > 0, "turned, not mirrored"


def test_an_upright_page_of_common_size_is_left_alone():
    page = pydyf.Dictionary({"MediaBox": pydyf.Array([0, 0, 595, 842])})
    content = pydyf.Stream([b"q", b"Q"])
    turn = turned(595, 842, quarter=False)
    assert turn.is_identity
    turn_page(page, content, turn)
    assert content.stream == [b"q", b"Q"]
    assert list(page["MediaBox"]) == [0, 0, 595, 842]
    assert "UserUnit" not in page


def test_every_box_of_a_page_turns():
    boxes = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")
    page = pydyf.Dictionary({name: pydyf.Array([0, 0, 842, 595]) for name in boxes})
    turn_page(page, pydyf.Stream([]), turned())
    assert all(list(page[name]) == [0, 0, 595, 842] for name in boxes)


def test_a_link_turns_with_its_words():
    """A link over the first three ems of the first line covers the top of the first column."""
    annotation = pydyf.Dictionary({"Rect": pydyf.Array([40, 560, 70, 570])})
    turn_annotation(annotation, turned())
    assert list(annotation["Rect"]) == [560, 772, 570, 802]


def test_a_destination_turns_so_that_its_heading_is_in_the_window():
    """Laid out at (40, 560), the point is (560, 802) held: the heading's upper right corner.

    The window begins at its own upper left corner: as high, and left of the heading.
    """
    destination = pydyf.Array(["7 0 R", "/XYZ", 40, 560, 0])
    turn_destination(destination, turned())
    page, kind, left, top, zoom = destination
    assert (page, kind, zoom) == ("7 0 R", "/XYZ", 0)
    assert top == 802
    assert 0 <= left < 560


def test_a_destination_of_a_long_page_is_scaled():
    destination = pydyf.Array(["7 0 R", "/XYZ", 100, 40_000, 0])
    turn = turned(842, 43_000)
    assert turn.user_unit == 3
    turn_destination(destination, turn)
    assert max(float(number) for number in destination[2:-1]) < LONGEST


def test_a_pattern_turns_past_the_page_own_matrix():
    """Pattern space leads to the page's default space, not through `cm` (ISO 32000-1 8.7.3.1)."""
    pattern = pydyf.Stream([], {"Matrix": pydyf.Array([0.75, 0, 0, -0.75, 30, 500])})
    turn = turned()
    turn_pattern(pattern, turn)
    a, b, c, d, e, f = pattern.extra["Matrix"]
    for x, y in ((0, 0), (1, 0), (0, 1), (13, 7)):
        before = (0.75 * x + 30, -0.75 * y + 500)
        assert (a * x + c * y + e, b * x + d * y + f) == pytest.approx(
            turn.point(*before), abs=1e-3
        )
