"""Where a seal finds its place: after the issuers, on the roller's blank, in a blank corner, or nowhere."""

import io

import pikepdf
import pytest

pytest.importorskip("pyhanko", reason="needs the extra [sign]")

from signing_desk import SEAL

from declaration_print.archive.signatures import SealWish, seal_placed
from declaration_print.model.problem import BadInput
from declaration_print.model.setting import Writing
from declaration_print.model.stretch import Stretch

MM = 72 / 25.4
TALL = SEAL.replace(b"0 0 100 100", b"0 0 100 200")
PARTS = (Stretch("signed", 100, 200), Stretch("signatories", 240, 300), Stretch("roller", 300, 400))


def page(width, height, *marks, unit=1, tone=".9 .9 .85"):
    """A page of a tone with black marks: left, top, width, height in mm."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(width * MM / unit, height * MM / unit))
    lines = [f"{MM / unit} 0 0 {-MM / unit} 0 {height * MM / unit} cm"]
    lines += [f"{tone} rg 0 0 {width} {height} re f 0 g"]
    lines += [" ".join(map(str, mark)) + " re f" for mark in marks]
    pdf.pages[0].Contents = pdf.make_stream("\n".join(lines).encode())
    if unit != 1:
        pdf.pages[0].UserUnit = unit
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def place(pdf, *stretches, writing=Writing.VERTICAL, **wish):
    svg = wish.pop("svg", SEAL)
    seal, where = seal_placed(pdf, SealWish(svg, **wish), "印", writing, stretches)
    return seal, where.en


@pytest.mark.parametrize("unit", [1, 2])
def test_on_a_scroll_it_stands_in_the_gap_after_the_issuers(unit):
    seal, where = place(page(400, 100, unit=unit), *PARTS, width=20)
    assert where.startswith("after the issuers")
    assert 400 - 240 <= seal.left <= 400 - 200 - 20
    assert seal.left == pytest.approx(400 - 220 - 10)  # amid the gap
    assert seal.top + seal.width == pytest.approx(86)  # its foot is that of the columns


@pytest.mark.parametrize(
    ("marks", "width"), [([(175, 80, 0.2, 0.2)], 20), ([], 39)], ids=["a dot is there", "too wide"]
)
def test_where_that_is_taken_it_stands_on_the_rollers_blank(marks, width):
    seal, where = place(page(400, 100, *marks), *PARTS, width=width)
    assert where.startswith("on the blank for the roller")
    assert seal.left + width <= 100


@pytest.mark.parametrize(
    ("writing", "left"), [(Writing.VERTICAL, 21), (Writing.HORIZONTAL, 210 - 21 - 18)]
)
def test_on_a_page_it_stands_in_the_corner_where_reading_ends(writing, left):
    seal, where = place(page(210, 297), writing=writing)
    assert seal.width == pytest.approx(18)
    assert seal.left == pytest.approx(left, abs=0.1)
    assert seal.top == pytest.approx(297 - 21 - 18, abs=0.1)
    assert where.startswith("in the margin of page 1, (")


@pytest.mark.parametrize("writing", list(Writing))
@pytest.mark.parametrize("mark", [(20, 250, 170, 1), (0, 240, 210, 57), (25, 275, 160, 0.1)])
def test_it_keeps_off_what_is_in_the_corner(writing, mark):
    left, top, width, height = mark
    seal, _ = place(page(210, 297, mark), writing=writing, svg=TALL)
    beside = seal.left >= left + width + 4.4 or seal.left + 18 <= left - 4.4
    beyond = seal.top >= top + height + 4.4 or seal.top + 36 <= top - 4.4
    assert beside or beyond


def test_a_page_without_room():
    full = page(210, 297, *((0, at, 210, 2) for at in range(0, 297, 10)))
    with pytest.raises(BadInput, match="signature/seal-no-room"):
        place(full)
    with pytest.raises(BadInput, match="signature/seal-no-room"):
        place(page(210, 297), width=300)


@pytest.mark.parametrize("at", [(50, 50), (-5, 10), (205, 10), (10, 290)])
def test_a_place_asked_for_that_is_taken_or_off_the_page(at):
    with pytest.raises(BadInput, match="signature/seal-covers"):
        place(page(210, 297, (60, 60, 1, 1)), width=18, at=at)


def test_a_place_asked_for():
    seal, where = place(page(210, 297, (60, 60, 1, 1)), width=18, at=(100, 50))
    assert (seal.left, seal.top, seal.page) == (100, 50, 1)
    assert where == "on page 1, (100, 50) mm from its upper left"
