"""A scroll longer than 14,400 units stays one page, drawn at a fraction that UserUnit makes good.

ISO 32000-1 Annex C and Table 30; ISO 19005-3 6.1.13.
"""

import itertools

import pikepdf
import pypdfium2
import pytest
from witnesses import drawn, squeezed

MM = 72 / 25.4
SENTENCE = "私たちは、東北地域の産学官が集まり、連携の基盤醸成のために活動を行ってきました。"
PARAGRAPHS = 90


@pytest.fixture(scope="module")
def built(say, tmp_path_factory):
    """Where a scroll of ninety paragraphs lies, and what the command line said of it."""
    folder = tmp_path_factory.mktemp("long")
    source = folder / "long.yaml"
    lines = [f"  - 第{number}段落。{SENTENCE * 5}" for number in range(1, PARAGRAPHS + 1)]
    articles = ["  - {label: 第一, title: 終わりの項目, lead: 終わりの文です。}"]
    parts = ["title: 長い宣言", "preamble:", *lines, "articles:", *articles, "issuers: [甲]"]
    source.write_text("\n".join(parts) + "\n", encoding="utf-8")
    run = say("build", source, "-e", "scroll", "-o", folder)
    return folder / "long" / "scroll-vertical-297mm.pdf", run


@pytest.fixture(scope="module")
def long_scroll(built):
    return built[0]


@pytest.fixture(scope="module")
def page(long_scroll):
    with pikepdf.open(long_scroll) as pdf:
        (page,) = pdf.pages
        yield page


@pytest.fixture(scope="module")
def inked(long_scroll):
    (glyphs,) = drawn(long_scroll)
    return glyphs


def test_it_is_one_page_of_allowed_units(page):
    for box in (page.MediaBox, page.TrimBox):
        assert max(float(edge) for edge in box) <= 14_400
    assert page.UserUnit > 1


def test_its_true_height_is_297_mm_and_its_length_over_five_metres(page):
    unit = float(page.UserUnit)
    width, height = (float(edge) * unit / MM for edge in page.MediaBox[2:])
    assert height == pytest.approx(297, abs=0.05)
    assert width > 5_080


def test_pdfium_sees_the_same_size(long_scroll, page):
    """PDFium multiplies by UserUnit itself, or gives units; both lead to 297 mm."""
    _, height = pypdfium2.PdfDocument(long_scroll)[0].get_size()
    heights = {height / MM, height * float(page.UserUnit) / MM}
    assert any(one == pytest.approx(297, abs=0.1) for one in heights)


def test_the_checker_and_qpdf_are_content(built):
    path, run = built
    assert run.code == 0, run.out + run.err
    assert run.out.startswith("pass")
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_the_text_is_drawn_at_its_true_size_inside_the_page(inked, page):
    unit = float(page.UserUnit)
    text = squeezed("".join(glyph.text for glyph in inked))
    assert text.count("私たちは、東北地域") == 5 * PARAGRAPHS
    body = [glyph for glyph in inked if glyph.text == "私"]
    assert {round(glyph.size * unit, 1) for glyph in body} == {20.0}
    width, height = (float(edge) for edge in page.MediaBox[2:])
    assert all(0 < glyph.x < width and 0 < glyph.y < height for glyph in inked)
    across = [glyph.x for glyph in body]
    assert all(one >= two for one, two in itertools.pairwise(across))
    assert across[-1] < width / 10


def test_jumps_are_scaled_with_the_page(long_scroll, inked):
    with pikepdf.open(long_scroll) as pdf:
        names = pdf.Root.Names.Dests.Names
        places = {str(names[at]): names[at + 1] for at in range(0, len(names), 2)}
        x, y = (float(number) for number in places["article-1"][2:4])
        high = float(pdf.pages[0].MediaBox[3])
    text = "".join(glyph.text for glyph in inked)
    heading = inked[text.index("終わりの項目")]
    assert x <= heading.x <= x + high
    assert 0 <= y - heading.y < high
