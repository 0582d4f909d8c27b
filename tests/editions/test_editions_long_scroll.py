"""A scroll longer than 14,400 units stays one page, drawn at a fraction that UserUnit makes good.

ISO 32000-1 Annex C and Table 30; ISO 19005-3 6.1.13.
"""

import io
import itertools
import json
import re

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from witnesses import drawn, poppler, squeezed

from declaration_print import pictures, pipeline, wishes
from declaration_print.model.problem import BadInput
from declaration_print.wishes import Wish

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


THIRTY_METRES = {"pitch": "3.0", "characters": "16"}
"""Sixteen characters of 25 mm in a column of 600 mm: thirty metres with a tenth of the text."""


def unrolled(folder, text, paper="600mm", **choices):
    """Build a scroll of this text: what the pipeline makes, and where it lies."""
    source = folder / "length.yaml"
    source.write_text(text, encoding="utf-8")
    wish = Wish(editions=("scroll",), paper=paper, choices=choices)
    (edition,), _ = wishes.editions(wish)
    workshop = pipeline.workshop(source, wish)
    built = pipeline.build(workshop, edition, folder)
    path = folder / "length.pdf"
    path.write_bytes(built.content)
    return workshop.declaration, built, path


def true_size(path):
    """Width and height in mm as the file itself says: its units times UserUnit."""
    with pikepdf.open(path) as pdf:
        (page,) = pdf.pages
        unit = float(page.get("/UserUnit", 1))
        return tuple(float(edge) * unit / MM for edge in page.MediaBox[2:]), unit


@pytest.fixture(scope="module")
def thirty(tmp_path_factory, source):
    """The shipped declaration, its articles repeated until it is thirty metres long."""
    repeated = source | {"articles": source["articles"] * 6}
    text = json.dumps(repeated, ensure_ascii=False, default=str)  # which is YAML, without aliases
    return unrolled(tmp_path_factory.mktemp("thirty"), text, **THIRTY_METRES)


def test_thirty_metres_are_one_page_and_pass_as_an_archival_file(thirty, say):
    _, built, path = thirty
    (length, height), unit = true_size(path)
    assert length > 30_000
    assert height == pytest.approx(600, abs=0.1)
    assert unit > 5
    assert built.passed
    run = say("check", "--profile", "archive", path)
    assert run.code == 0, run.out + run.err


def test_thirty_metres_open_in_poppler_at_their_size(thirty):
    """poppler before 23 leaves UserUnit to its caller, for what it prints and what it draws."""
    path = thirty[2]
    (length, height), unit = true_size(path)
    said = re.search(r"Page size: +([\d.]+) x ([\d.]+)", poppler("pdfinfo", path))
    width = float(said[1]) / MM
    assert any(width == pytest.approx(length / by, rel=1e-4) for by in (1, unit))
    by = length / width
    scale = 0.2 * by  # pixels a millimetre of the page as poppler understands it
    folder = path.parent
    poppler("pdftoppm", "-r", scale * 25.4, "-png", "-singlefile", path, folder / "drawn")
    with Image.open(folder / "drawn.png") as drawn_page:
        assert drawn_page.width == pytest.approx(length * 0.2, abs=1.5)
        assert drawn_page.height == pytest.approx(height * 0.2, abs=1.5)


def test_pictures_of_thirty_metres_are_true_to_scale(thirty):
    declaration, built, path = thirty
    (length, height), _ = true_size(path)
    sections = pictures.sections(declaration, built.content, built.stretches)
    assert sections[0].end == pytest.approx(length, abs=0.1)
    assert sections[-1].end == pytest.approx(length, abs=0.1)
    (whole, *parts) = pictures.drawn(built.content, (sections[0], *sections[2:8]), 1.0)
    assert whole.width == 16_000
    assert whole.px_per_mm == pytest.approx(16_000 / length, rel=1e-3)
    for part in parts:
        assert part.height == round(height)
        assert part.width < 3 * part.height
        ink = Image.open(io.BytesIO(part.content)).convert("L")
        assert ink.crop((0, 0, 2, ink.height)).getextrema()[0] > 110
        assert ink.crop((ink.width - 2, 0, ink.width, ink.height)).getextrema()[0] > 110


def short_paragraphs(count):
    paragraphs = "".join(f"  - 第{number}段。\n" for number in range(count))
    return "title: 長さ\npreamble:\n" + paragraphs


@pytest.mark.parametrize(
    ("text", "paper", "longest"),
    [
        ("title: 題\n", "210mm", 150),
        ("title: 短い宣言\npreamble: 短く誓います。\nissuers: [甲]\n", "297mm", 500),
    ],
)
def test_a_scroll_may_be_short(tmp_path, say, text, paper, longest):
    _, built, path = unrolled(tmp_path, text, paper, binding="text")
    (length, _), unit = true_size(path)
    assert length <= longest
    assert unit == 1
    assert built.passed
    assert say("check", "--profile", "archive", path).code == 0


def test_nearly_a_hundred_metres_are_made_and_more_are_refused(tmp_path):
    _, built, path = unrolled(tmp_path, short_paragraphs(1280), **THIRTY_METRES)
    (length, _), unit = true_size(path)
    assert 90_000 < length <= 100_000
    assert unit == 20
    assert built.passed
    with pytest.raises(BadInput) as refused:
        unrolled(tmp_path, short_paragraphs(1350), **THIRTY_METRES)
    (problem,) = refused.value.problems
    assert problem.code == "layout/too-long"
    assert "100 m" in problem.words.en
