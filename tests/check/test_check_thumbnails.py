"""Pictures of pages: small, in order, bounded, and never more than missing."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary
from PIL import Image

from declaration_print import check
from declaration_print.check.reports import page_pictures


def pdf(*sizes, paint=None):
    """Blank pages of some sizes, in points; `paint` is the content of each."""
    made = pikepdf.new()
    for number, size in enumerate(sizes):
        page = made.add_blank_page(page_size=size)
        page.Resources = Dictionary()
        page.Contents = made.make_stream((paint or (lambda _: b""))(number))
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def pictures(data):
    return [Image.open(BytesIO(picture)).convert("RGB") for picture in check.thumbnails(data)]


def test_pages_are_drawn_in_their_order_and_shape():
    greys = (0.0, 0.5)
    drawn = pictures(
        pdf((595, 842), (842, 595), paint=lambda n: b"%f g 0 0 900 900 re f" % greys[n])
    )
    assert [picture.getpixel((10, 10))[0] // 64 for picture in drawn] == [0, 2]
    assert [picture.size for picture in drawn] == [(255, 360), (480, 340)]


def test_only_the_first_pages_are_drawn():
    assert len(check.thumbnails(pdf(*[(100, 100)] * 14), 3)) == 3


@pytest.mark.parametrize(("size", "beginning"), [((14400, 40), "right"), ((40, 14400), "top")])
def test_a_scroll_too_long_to_show_whole_shows_its_beginning(size, beginning):
    across = size[0] > size[1]
    start = "14200 0 200 40 re f" if across else "0 14200 40 200 re f"
    (drawn,) = pictures(pdf(size, paint=lambda _: start.encode()))
    assert max(drawn.size) <= 1 + (page_pictures.LYING_BOX if across else page_pictures.BOX)[0]
    assert min(drawn.size) >= page_pictures.LEAST_SIDE
    inked = drawn.getpixel((drawn.width - 5, 5))
    assert inked == (0, 0, 0), beginning
    assert drawn.getpixel((5, drawn.height - 5)) == (255, 255, 255)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 rubbish", pdf((100, 100))[:300]])
def test_what_cannot_be_drawn_has_no_pictures(data):
    assert check.thumbnails(data) == ()


def test_what_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(page_pictures, "_SECONDS", 0.01)
    assert check.thumbnails(pdf((100, 100))) == ()
