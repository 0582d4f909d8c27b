"""Vertical text is truly vertical: where pdfminer finds its glyphs, and where poppler puts ink.

Facts: in writing mode 1 the origin of a glyph is the middle of the top of its em box (ISO 32000-1
9.7.4.3), and lines of Japanese follow each other from right to left (JLReq 2.3).
"""

import itertools
import subprocess
from collections import defaultdict

import pypdfium2
import pytest
from PIL import Image
from witnesses import SHIPPED

VERTICAL = [stem for stem in SHIPPED if "vertical" in stem]
BODY = {"handout-vertical-A4": 10.5, "scroll-vertical-297mm": 20.0}
FEW = "一二三四八十小人入力"
"""Kanji whose strokes leave a quarter of their box white."""
DPI = 100


def columns(page, size):
    """Columns of upright Japanese of one size in the order they are drawn: (x, [glyphs])."""
    ems = [
        glyph
        for glyph in page
        if glyph.upright and abs(glyph.size - size) < 0.05 and glyph.text > "\u2fff"
    ]
    return [(x, list(line)) for x, line in itertools.groupby(ems, lambda glyph: round(glyph.x, 1))]


def body_columns(glyphs, stem):
    size = body_size(glyphs, stem)
    return size, columns(glyphs(stem)[0], size)


def body_size(glyphs, stem):
    """The size most of the edition is set in."""
    counts = defaultdict(int)
    for page in glyphs(stem):
        for glyph in page:
            counts[round(glyph.size, 1)] += 1
    return max(counts, key=counts.get)


@pytest.mark.parametrize("stem", VERTICAL)
def test_glyphs_of_a_column_stand_on_one_line_going_down(glyphs, stem):
    size, lines = body_columns(glyphs, stem)
    long_lines = [line for _, line in lines if len(line) > 5]
    assert long_lines
    for line in long_lines:
        assert max(abs(glyph.x - line[0].x) for glyph in line) < 0.01
        tops = [glyph.y for glyph in line]
        assert tops == sorted(tops, reverse=True)
        assert len(set(tops)) == len(tops)
        for above, below in itertools.pairwise(tops):
            assert above - below > 0.4 * size  # squeezed punctuation is half an em, never less


def test_glyphs_follow_each_other_by_one_em(glyphs):
    """Solid setting (ベタ組) between kanji and kana, but for a line that was filled."""
    _, lines = body_columns(glyphs, "handout-vertical-A4")
    steps = [
        round((one.y - two.y) / 10.5, 3)
        for _, line in lines
        for one, two in itertools.pairwise(line)
        if one.text not in "、。「」（）・" and two.text not in "、。「」（）・"
    ]
    assert len(steps) > 200
    assert sum(step == 1.0 for step in steps) > 0.6 * len(steps)
    assert all(1.0 <= step < 1.3 for step in steps if step < 1.5)


def test_filled_columns_end_on_one_line(glyphs):
    """Justified (行末揃え): what a column ends with ends where the measure does."""
    _, lines = body_columns(glyphs, "handout-vertical-A4")
    ends = [
        line[-1].y - 10.5
        for x, line in lines
        if len(line) >= 26 and line[-1].text not in "、。」）"
    ]
    assert len(ends) > 10
    assert len(clusters(ends, 0.3)) <= 2, "one end a tier"


def test_filled_lines_of_the_horizontal_handout_end_on_one_edge(glyphs):
    page = [one for one in glyphs("handout-horizontal-A4")[0] if abs(one.size - 10.5) < 0.05]
    lines = [list(line) for _, line in itertools.groupby(page, lambda one: round(one.y, 1))]
    ends = [
        line[-1].box[2] for line in lines if len(line) >= 35 and line[-1].text not in "、。」）"
    ]
    assert len(ends) > 5
    assert len(clusters(ends, 0.3)) == 1


def clusters(values, width):
    """The lowest of each bunch of values no farther than `width` from it."""
    starts = []
    for value in sorted(values):
        if not starts or value - starts[-1] > width:
            starts.append(value)
    return starts


def test_letter_spacing_of_the_title_is_even(glyphs, source):
    page = glyphs("handout-vertical-A4")[0]
    text = "".join(glyph.text for glyph in page)
    start = text.index(source["title"])
    title = page[start : start + len(source["title"])]
    steps = {round(one.y - two.y, 2) for one, two in itertools.pairwise(title)}
    assert len(steps) == 1
    assert min(steps) > title[0].size


@pytest.mark.parametrize("stem", sorted(BODY))
def test_columns_of_a_paragraph_go_from_right_to_left(glyphs, source, stem):
    page = glyphs(stem)[0]
    text = "".join(glyph.text for glyph in page)
    start = text.index("私たちは、東北地域の産学官")
    stop = text.index("としてまとめました。")
    paragraph = page[start : stop + 1]
    lines = [
        x for x, _ in itertools.groupby(round(glyph.x) for glyph in paragraph if glyph.upright)
    ]
    assert len(lines) > 5
    assert lines == sorted(lines, reverse=True)
    pitches = {round(one - two, 0) for one, two in itertools.pairwise(lines)}
    assert len(pitches) == 1, "columns stand on the grid"
    assert source["preamble"][0].startswith("私たちは")


def test_latin_in_a_vertical_line_lies_on_its_side_in_the_same_column(glyphs):
    page = glyphs("handout-vertical-A4")[0]
    text = "".join(glyph.text for glyph in page)
    at = text.index("Tohoku")
    word = page[at : at + len("Tohoku")]
    assert not any(glyph.upright for glyph in word)
    assert len({round(glyph.x, 2) for glyph in word}) == 1
    assert all(one.y > two.y for one, two in itertools.pairwise(word))
    bracket = page[at - 1]
    left, _, right, _ = word[0].box
    assert (left + right) / 2 == pytest.approx((bracket.box[0] + bracket.box[2]) / 2, abs=0.5)


def test_pdfium_agrees_with_pdfminer_where_the_glyphs_stand(shipped, glyphs):
    """Two readers that share no code; PDFium gives ink boxes, pdfminer em boxes.

    Kanji that stand for figures are left out: PDFium gives the figures of their ActualText.
    """
    document = pypdfium2.PdfDocument(shipped["handout-vertical-A4"])
    page = document[0].get_textpage()
    ink = defaultdict(list)
    for index in range(page.count_chars()):
        ink[page.get_text_range(index, 1)].append(page.get_charbox(index))
    _, lines = body_columns(glyphs, "handout-vertical-A4")
    _, line = max(lines, key=lambda one: len(one[1]))
    for glyph in (one for one in line if one.text not in "〇一二三四五六七八九十"):
        left, top = glyph.x - 5.25, glyph.y
        assert any(
            left - 0.6 < box[0]
            and box[2] < left + 11.1
            and top - 11.1 < box[1]
            and box[3] < top + 0.6
            for box in ink[glyph.text]
        ), glyph


@pytest.fixture(scope="module")
def raster(shipped, tmp_path_factory):
    """The handout's first page as poppler paints it, in greys."""
    picture = tmp_path_factory.mktemp("raster") / "page"
    source = str(shipped["handout-vertical-A4"])
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-singlefile", source, str(picture)]
    subprocess.run(command, check=True)
    with Image.open(picture.with_suffix(".pgm")) as image:
        yield image.copy()


def ink(image, left, bottom, right, top):
    """The share of dark dots in a rectangle given in points from the page's lower left."""
    dots = DPI / 72
    box = (left * dots, image.height - top * dots, right * dots, image.height - bottom * dots)
    part = image.crop(tuple(round(edge) for edge in box))
    shades = part.histogram()
    return sum(shades[:160]) / sum(shades)


def test_poppler_puts_ink_where_pdfminer_finds_columns_and_none_between(raster, glyphs):
    size, lines = body_columns(glyphs, "handout-vertical-A4")
    upper = [(x, line) for x, line in lines if len(line) > 20]
    assert len(upper) > 5
    for x, line in upper:
        top, bottom = line[0].y, line[-1].y - size
        assert ink(raster, x - size / 2, bottom, x + size / 2, top) > 0.08
        assert ink(raster, x + size * 0.65, bottom, x + size * 0.95, top) < 0.01


def test_each_glyph_paints_inside_its_own_em_box(raster, glyphs):
    """Kanji fill their boxes: an origin wrong by half an em would leave boxes half white."""
    _, lines = body_columns(glyphs, "handout-vertical-A4")
    _, line = max(lines, key=lambda one: len(one[1]))
    kanji = [glyph for glyph in line if "\u4e00" < glyph.text < "\u9fff" and glyph.text not in FEW]
    assert len(kanji) > 5
    for glyph in kanji:
        x, y = glyph.x, glyph.y
        quarters = [
            ink(raster, x - 5.25, y - 5.25, x, y),
            ink(raster, x, y - 5.25, x + 5.25, y),
            ink(raster, x - 5.25, y - 10.5, x, y - 5.25),
            ink(raster, x, y - 10.5, x + 5.25, y - 5.25),
        ]
        assert min(quarters) > 0.02, glyph


def test_punctuation_stands_in_the_upper_right_of_its_cell(raster, glyphs):
    """A horizontal 、 would stand lower left (JLReq 3.1.2, Fig. 60)."""
    page = glyphs("handout-vertical-A4")[0]
    commas = [glyph for glyph in page if glyph.text == "、" and glyph.upright]
    assert len(commas) > 5
    for glyph in commas:
        x, y, half = glyph.x, glyph.y, glyph.size / 2
        upper_right = ink(raster, x, y - half, x + half, y)
        lower_left = ink(raster, x - half, y - 2 * half, x - 0.5, y - half - 0.5)
        assert upper_right > 0.05
        assert lower_left < upper_right


def test_the_long_vowel_mark_runs_down_the_column(shipped):
    """ー is a vertical stroke in vertical text: higher than it is wide (its `vert` form)."""
    page = pypdfium2.PdfDocument(shipped["handout-vertical-A4"])[0].get_textpage()
    marks = [
        page.get_charbox(index)
        for index in range(page.count_chars())
        if page.get_text_range(index, 1) == "ー"
    ]
    standing = [box for box in marks if box[3] - box[1] > 2 * (box[2] - box[0])]
    assert len(standing) >= len(marks) - 1  # the running title is set across
    assert len(marks) > 10
