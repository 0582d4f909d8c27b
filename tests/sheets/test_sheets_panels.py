"""Panels trimmed and joined are the scroll again: letter for letter, line for line, to 0.1 mm.

Drawn and read by PDFium and poppler, who had no part in making them.
"""

import re
import shutil
import subprocess
from collections import Counter, defaultdict
from io import BytesIO
from itertools import pairwise

import pypdf
import pytest
from PIL import Image, ImageChops, ImageStat

from declaration_print import check, print_room

NEAR = 0.1
PX = 40  # a mm
BLANK = 252
DARK = 128


def pages(cut, drawn):
    """Each panel with its page."""
    for at, panel in enumerate(cut.made.panels):
        yield panel, drawn(cut.made.content, cut.first + at)


def test_the_panels_divide_the_scroll(cut, drawn):
    panels = cut.made.panels
    assert panels[0].begin == 0
    assert panels[-1].end == pytest.approx(drawn(cut.scroll).width, abs=0.01)
    assert all(one.end == other.begin for one, other in pairwise(panels))
    assert len(panels) > 1


def test_a_panel_stands_on_its_sheet_at_true_size(cut, drawn):
    whole = drawn(cut.scroll)
    for panel, page in pages(cut, drawn):
        left, top, right, bottom = page.art
        assert right - left == pytest.approx(panel.length, abs=0.01)
        assert bottom - top == pytest.approx(whole.height, abs=0.01)
        assert left >= 8  # the waste strip
        assert page.width - right == pytest.approx(10, abs=0.01)  # the paste margin


def test_every_letter_stands_on_one_panel_and_where_it_stood(cut, drawn):
    whole = drawn(cut.scroll)
    places = defaultdict(list)
    for _, box in whole.letters():
        places[round(box[0]), round(box[1])].append(box)
    for panel, page in pages(cut, drawn):
        left, top, right, bottom = page.art
        shift = whole.width - panel.begin - right
        for letter, (x0, y0, x1, y1) in page.letters():
            if x1 <= left or x0 >= right:
                continue  # furniture
            assert left <= x0 < x1 <= right
            assert top <= y0 < y1 <= bottom
            box = (x0 + shift, y0 - top, x1 + shift, y1 - top)
            near = [
                (max(abs(one - other) for one, other in zip(place, box, strict=True)), place)
                for x in (-1, 0, 1)
                for y in (-1, 0, 1)
                for place in places[round(box[0]) + x, round(box[1]) + y]
            ]
            distance, place = min(near, default=(999, None))
            assert distance < NEAR, (letter, panel)
            places[round(place[0]), round(place[1])].remove(place)  # it is there once
    assert not any(places.values())


def read_by_poppler(file, *options):
    """What poppler reads, without spaces."""
    run = ["pdftotext", *map(str, options), str(file), "-"]
    said = subprocess.run(run, capture_output=True, check=True, encoding="utf-8").stdout
    return re.sub(r"\s", "", said)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")
def test_poppler_reads_each_letter_as_often_as_on_the_scroll(cut, drawn, tmp_path):
    scroll, file = tmp_path / "scroll.pdf", tmp_path / "panels.pdf"
    scroll.write_bytes(cut.scroll)
    file.write_bytes(cut.made.content)
    found = Counter()
    for at, (_, page) in enumerate(pages(cut, drawn), start=1 + cut.first):
        left, top, right, bottom = (round(edge * 720 / 25.4) for edge in page.art)
        area = ("-x", left, "-y", top, "-W", right - left, "-H", bottom - top)
        found += Counter(read_by_poppler(file, "-r", 720, "-f", at, "-l", at, *area))
    assert found == Counter(read_by_poppler(scroll))


def difference(one, other, across, down):
    """How much two pictures differ when one is moved by so many pixels."""
    width, height = one.size
    inner = (5, 5, width - 5, height - 5)
    moved = (5 + across, 5 + down, width - 5 + across, height - 5 + down)
    return ImageStat.Stat(ImageChops.difference(one.crop(inner), other.crop(moved))).mean[0]


@pytest.mark.parametrize("end", ["right", "left"])
def test_the_pictures_overlay_within_a_tenth_of_a_millimetre(cut, drawn, end):
    whole = drawn(cut.scroll)
    panel, page = list(pages(cut, drawn))[1]
    left, top, _, bottom = page.art
    start = left + panel.length - 45 if end == "right" else left + 5
    offset = whole.width - panel.end - left
    mine = page.grey(start, top + 30, start + 40, bottom - 30, PX)
    theirs = whole.grey(start + offset, 30, start + offset + 40, 30 + (bottom - top - 60), PX)
    size = (min(mine.width, theirs.width), min(mine.height, theirs.height))
    mine, theirs = mine.crop((0, 0, *size)), theirs.crop((0, 0, *size))
    moves = [(across, down) for across in range(-3, 4) for down in range(-3, 4)]
    best = min(moves, key=lambda move: difference(mine, theirs, *move))
    assert max(map(abs, best)) <= 2  # 0.05 mm: each picture begins at a whole pixel
    assert difference(mine, theirs, *best) < difference(mine, theirs, 3, 3) / 2  # there is ink


def best_move(one, other, most):
    """By how many pixels two pictures lie beside each other, at least: across, then down."""
    moves = range(-most, most + 1)
    across = min(moves, key=lambda move: difference(one, other, move, 0))
    down = min(moves, key=lambda move: difference(one, other, across, move))
    return across, min(moves, key=lambda move: difference(one, other, move, down)), down


def test_the_joined_panels_are_the_scroll(shipped_cut, drawn):
    """Trimmed and joined, 12 mm on both sides of every joint lie on the scroll.

    At 40 px/mm: PDFium begins a part of a page at a whole pixel, which must not weigh a tenth.
    """
    whole = drawn(shipped_cut.scroll)
    px, beside, top, foot = 40, 12, 60, 110
    sheets = list(pages(shipped_cut, drawn))
    for (panel, right), (_, left) in pairwise(sheets):
        edge, begin = right.art[0], left.art[2]
        upper, lower = right.art[1], left.art[1]
        before = right.grey(edge, upper + top, edge + beside, upper + foot, px)
        after = left.grey(begin - beside, lower + top, begin, lower + foot, px)
        at = whole.width - panel.end
        expected = whole.grey(at - beside, top, at + beside, foot, px)
        joined = Image.new("L", (after.width + before.width, before.height), 0)
        joined.paste(after, (0, 0))
        joined.paste(before, (after.width, 0))
        size = (min(expected.width, joined.width), min(expected.height, joined.height))
        one, other = expected.crop((0, 0, *size)), joined.crop((0, 0, *size))
        assert max(map(abs, best_move(one, other, 4))) < 4, panel  # a pixel is 0.025 mm


def test_no_cut_touches_ink(cut, drawn):
    """A millimetre on both sides of every cut is as light as the paper, but for lines along it."""
    whole = drawn(cut.scroll)
    for panel in cut.made.panels[:-1]:
        at = whole.width - panel.end
        strip = whole.grey(at - 0.4, 0, at + 0.4, whole.height, PX)
        rows = strip.resize((1, strip.height), Image.Resampling.BOX)
        dark = sum(value < DARK for value in rows.tobytes())
        assert dark <= 0.01 * strip.height


def test_nothing_but_the_scroll_stands_in_its_area(shipped_cut, drawn):
    """Furniture keeps out: the panel's area holds as much ink as the scroll there."""
    whole = drawn(shipped_cut.scroll)
    for panel, page in pages(shipped_cut, drawn):
        left, top, right, bottom = page.art
        mine = page.grey(left + 0.3, top, right - 0.3, bottom, 4)
        begin = whole.width - panel.end
        theirs = whole.grey(begin + 0.3, 0, begin + panel.length - 0.3, whole.height, 4)
        for one, other in zip(ImageStat.Stat(mine).mean, ImageStat.Stat(theirs).mean, strict=True):
            assert one == pytest.approx(other, abs=0.5)


def test_the_paste_margin_is_all_but_blank(cut, drawn):
    for panel, page in list(pages(cut, drawn))[1:]:
        _, top, right, bottom = page.art
        margin = page.grey(right + 0.3, top, page.width - 0.2, bottom, 4)
        assert ImageStat.Stat(margin).mean[0] > BLANK, panel


def runs(line, px):
    """The middles of the dark runs of a row of pixels, in mm."""
    starts = [
        at for at, value in enumerate(line) if value < 200 and (at == 0 or line[at - 1] >= 200)
    ]
    ends = [
        at
        for at, value in enumerate(line)
        if value < 200 and (at + 1 == len(line) or line[at + 1] >= 200)
    ]
    return [(one + other + 1) / 2 / px for one, other in zip(starts, ends, strict=True)]


def test_the_ruler_of_each_panel_is_100_mm(cut, drawn):
    px = 40
    for panel, page in pages(cut, drawn):
        left, top, _, _ = page.art
        ticks = page.grey(left - 6.4, top + 35, left - 6.1, top + 137, px)
        line = ticks.resize((1, ticks.height), Image.Resampling.BOX).tobytes()
        middles = runs(line, px)
        assert len(middles) == 11, panel
        assert middles[-1] - middles[0] == pytest.approx(100, abs=0.1)


def test_the_ruler_of_the_assembly_sheet_is_100_mm(cut, drawn):
    page = drawn(cut.made.content)
    k = page.width / 420
    px = 40
    left, top = page.width - 24 * k - 100, page.height - 22 * k
    ticks = page.grey(left - 1, top - 3, left + 101, top - 2.7, px)
    middles = runs(ticks.resize((ticks.width, 1), Image.Resampling.BOX).tobytes(), px)
    assert len(middles) == 11
    assert middles[-1] - middles[0] == pytest.approx(100, abs=0.1)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")
def test_poppler_reads_each_panel_s_own_text(shipped_cut, tmp_path):
    """A heading is found on the panel that lists it, and on no other."""
    file = tmp_path / "panels.pdf"
    file.write_bytes(shipped_cut.made.content)
    for wanted in ("宣言本文", "生産性向上を実現し", "真のイノベーションの拠点", "奥付"):
        found = []
        for at, panel in enumerate(shipped_cut.made.panels):
            page = str(at + 1 + shipped_cut.first)
            if wanted in read_by_poppler(file, "-f", page, "-l", page):
                found.append(panel.number)
        assert len(found) == 1, wanted


def test_sheets_are_numbered_as_a_mounter_does(shipped_cut):
    reader = pypdf.PdfReader(BytesIO(shipped_cut.made.content))
    count = len(shipped_cut.made.panels)
    numerals = "一二三四五六七八九"
    for at, numeral in enumerate(numerals[:count]):
        said = re.sub(r"\s", "", reader.pages[at + shipped_cut.first].extract_text())
        assert f"第{numeral}紙" in said
        assert f"全{numerals[count - 1]}紙" in said
    assert [one.title for one in reader.outline] == [f"第{one}紙" for one in numerals[:count]]


def test_headings_are_listed_where_they_begin(shipped_cut):
    listed = {title: one.number for one in shipped_cut.made.panels for title in one.headings}
    assert {"宣言本文", "第一項目　生産性向上", "第三項目　イノベーション"} <= listed.keys()
    assert list(listed.values()) == sorted(listed.values())


def test_the_title_of_an_item_is_not_parted_from_its_text(shipped_cut):
    for panel in shipped_cut.made.panels[1:]:
        assert not panel.opening.startswith(("グローバルな視点", "デジタルトランス"))


def test_a_print_dialogue_is_told_not_to_scale(shipped_cut):
    root = pypdf.PdfReader(BytesIO(shipped_cut.made.content)).trailer["/Root"]
    assert root["/ViewerPreferences"]["/PrintScaling"] == "/None"
    assert root["/Lang"] == "ja"


def test_the_archive_profile_and_pdfa_are_kept(cut):
    for profile in ("archive", "pdfa-2b"):
        report = check.pdf("panels.pdf", cut.made.content, profile=profile)
        assert report.verdict == "pass", report.findings
        # The assembly sheet is A3 or A4 whatever the panels are printed on.
        assert {finding.rule for finding in report.findings} <= {"page/size"}


def test_a_scroll_gives_the_same_bytes_twice(shipped_cut):
    assert print_room.panels(shipped_cut.scroll, "A3").content == shipped_cut.made.content


def test_title_and_authors_come_from_the_scroll(shipped_cut):
    own = pypdf.PdfReader(BytesIO(shipped_cut.scroll)).metadata
    metadata = pypdf.PdfReader(BytesIO(shipped_cut.made.content)).metadata
    last = "一二三四五六七八九"[len(shipped_cut.made.panels) - 1]
    assert metadata.title == f"{own.title}（第一紙〜第{last}紙）"
    assert metadata.author == own.author
    assert metadata["/CreationDate"] == own["/CreationDate"]
