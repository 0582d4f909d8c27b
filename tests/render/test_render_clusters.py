"""Clusters stand in the PDF where they were placed, whatever their size and face.

Facts: what was placed by hand, and where pdfminer finds it (JLReq 3.2.5, 3.3, 3.4, 3.7.2, 4.2.3).
"""

import itertools

import pytest
from placing import shape

from declaration_print.model.face import Use
from declaration_print.model.layout import LatinFace
from declaration_print.model.setting import ComposedLine, Orientation, PlacedCluster, PlacedRuby

WRITINGS = ("vertical", "horizontal")
UPRIGHT, CELL = Orientation.UPRIGHT, Orientation.TATE_CHU_YOKO
LATIN = LatinFace("roman", 1.15, 0.03)


def run(text, start=0.0, size=1.0, shift=0.0, **more):
    """Full-width characters one after the other."""
    return [
        PlacedCluster(one, one, UPRIGHT, start + at * size, size, size=size, shift=shift, **more)
        for at, one in enumerate(text)
    ]


def latin(text, start, writing, **more):
    """Letters of the Latin face; the last may be a hyphen at a line's end."""
    advances = [LATIN.size * one for one in shape(LATIN.face, text.replace("\u00ad", "-"))]
    starts = itertools.accumulate(advances, initial=start)
    lies = Orientation.SIDEWAYS if writing == "vertical" else UPRIGHT
    return [
        PlacedCluster(one, one.strip("\u00ad"), lies, at, advance, latin=True, **more)
        for one, at, advance in zip(text, starts, advances, strict=False)
    ]


def cell(text, start, **more):
    return [PlacedCluster(text, text, CELL, start, 1.0, **more)]


def line(*runs, ruby=(), thickness=1.0):
    clusters = tuple(cluster for one in runs for cluster in one)
    extent = max(one.end for one in clusters)
    return ComposedLine(clusters, tuple(ruby), extent, 0.0, 0.0, thickness)


PLAIN = line(run("東北宣言"))
WARICHU = line(
    run("東北（"),
    run("割注上行", 3, 0.5, 0.25),
    run("割注下", 3, 0.5, -0.25),
    run("）宣言", 5),
)
FURIWAKE = line(
    run("東北"),
    run("振分", 2, 1.0, 0.75),
    run("二行目", 2, 1.0, -0.75),
    run("宣言", 5),
    thickness=2.5,
)
MARKED = line(run("東北"), run("※一", 2, 0.6, 0.2), run("宣言", 3.2))
SPACED = line(run("東"), run("割", 1.5, 0.5, 0.25), run("注", 1.5, 0.5, -0.25), run("北", 2.25))
TIGHT = line(run("東」"), run("（宣", 2.0 - 1), run("言", 3.5))
KINDS = {
    "tight": TIGHT,
    "plain": PLAIN,
    "warichu": WARICHU,
    "furiwake": FURIWAKE,
    "mark": MARKED,
    "spaced": SPACED,
}


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("kind", KINDS)
def test_small_and_shifted_clusters_stand_where_they_were_placed(by_hand, writing, kind):
    made = KINDS[kind]
    sheet = by_hand(writing, [PLAIN, made, PLAIN])
    taken = 2 if kind == "furiwake" else 1  # lines of the grid: 2.5 em at a pitch of 1.72
    middles = (0, (taken + 1) / 2, taken + 1)
    expected = [
        (cluster.text, cluster.start, cluster.shift - middle * sheet.pitch, cluster.size)
        for middle, each in zip(middles, (PLAIN, made, PLAIN), strict=True)
        for cluster in each.clusters
    ]
    assert [glyph.text for glyph in sheet.glyphs] == [one[0] for one in expected]
    for glyph, (_, along, across, size) in zip(sheet.glyphs, expected, strict=True):
        assert glyph.along == pytest.approx(along, abs=0.01)
        assert glyph.across == pytest.approx(across, abs=0.01)
        assert glyph.size == pytest.approx(size, abs=0.001)


@pytest.mark.parametrize("writing", WRITINGS)
def test_the_latin_face_has_its_size_and_its_baseline(by_hand, writing):
    word = latin("Tohoku", 2.25, writing)
    made = line(run("東北"), word, run("宣言", word[-1].end + 0.25))
    sheet = by_hand(writing, [PLAIN, made, PLAIN], latin=LATIN)
    drawn = [glyph for glyph in sheet.glyphs if glyph.text.isascii()]
    assert "".join(glyph.text for glyph in drawn) == "Tohoku"
    for glyph, cluster in zip(drawn, word, strict=True):
        assert glyph.use is Use.ACROSS
        assert glyph.size == pytest.approx(1.15, abs=0.001)
        assert glyph.along == pytest.approx(cluster.start, abs=0.01)
        baseline = glyph.across - 0.38 * glyph.size
        assert baseline == pytest.approx(-sheet.pitch - 0.38 + 0.03, abs=0.01)
    after = sheet.glyphs[4 + 2 + 6]
    assert after.text == "宣"
    assert after.along == pytest.approx(word[-1].end + 0.25, abs=0.01)
    assert sheet.glyphs[-1].across == pytest.approx(-2 * sheet.pitch, abs=0.01)


@pytest.mark.parametrize("more", [{}, {"latin": True}], ids=["japanese", "latin"])
def test_figures_in_a_cell_stand_in_its_middle(by_hand, more):
    """縦中横 (JLReq 3.2.5), on the baseline of a Japanese character in that cell, the Latin raised."""
    made = line(run("第"), cell("12", 1, **more), run("回", 2), cell("3", 3, **more), run("言", 4))
    sheet = by_hand("vertical", [made], latin=LATIN)
    scale, rise, face = (1.15, 0.03, "roman") if more else (1.0, 0.0, "mincho")
    cells = [glyph for glyph in sheet.glyphs if glyph.use is Use.CELL]
    assert [glyph.text for glyph in cells] == ["1", "2", "3"]
    for text, first, start in (("12", cells[0], 1), ("3", cells[2], 3)):
        width = min(1, scale * sum(shape(face, text)))
        assert first.across == pytest.approx(-width / 2, abs=0.01)
        assert first.along == pytest.approx(start + 0.88 - rise, abs=0.01)
    upright = [(glyph.text, glyph.along) for glyph in sheet.glyphs if glyph.use is Use.DOWN]
    assert upright == [
        ("第", pytest.approx(0, abs=0.01)),
        ("回", pytest.approx(2, abs=0.01)),
        ("言", pytest.approx(4, abs=0.01)),
    ]


def test_japanese_is_not_kerned_and_latin_is(by_hand):
    """The engine puts each letter where the face's own advances do, or a line would end elsewhere."""
    advances = [*shape("mincho", "トヘア、"), *shape("mincho", "AVATAR To"), 1.0]
    text = "トヘア、AVATAR Toと"
    starts = itertools.accumulate(advances, initial=0.0)
    made = [
        PlacedCluster(one, one, UPRIGHT, at, advance)
        for one, at, advance in zip(text, starts, advances, strict=False)
    ]
    drawn = by_hand("horizontal", [line(made)]).glyphs
    assert "".join(glyph.text for glyph in drawn) == text
    places = [glyph.along for glyph in drawn]
    assert places == pytest.approx([one.start for one in made], abs=0.01)


BOTH_SIDES = (
    PlacedRuby("とうほく", 0, 1, (0.0, 0.5, 1.0, 1.5)),
    PlacedRuby("トウ", 0, 1, (0.25, 1.25), other_side=True),
    PlacedRuby("aか゚b", 2, 3, (2.25, 2.5, 2.5, 3.0)),
)


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("lined", [False, True])
def test_readings_stand_on_both_sides_at_their_starts(by_hand, writing, lined):
    """Against the em box; a side line (right of a column, below a line) is let in between."""
    made = line(run("東北宣言", lined=lined), ruby=BOTH_SIDES)
    sheet = by_hand(writing, [PLAIN, made, PLAIN])
    small = [glyph for glyph in sheet.glyphs if glyph.size < 0.9]
    assert "".join(glyph.text for glyph in small) == "とうほくトウaか゚b"
    starts = [0, 0.5, 1, 1.5, 0.25, 1.25, 2.25, 2.5, 3.0]
    main = 0.75 + (0.1 if lined and writing == "vertical" else 0)
    other = -0.75 - (0.1 if lined and writing == "horizontal" else 0)
    sides = [main] * 4 + [other] * 2 + [main] * 3
    for glyph, start, side in zip(small, starts, sides, strict=True):
        assert glyph.size == pytest.approx(0.5, abs=0.001)
        assert glyph.along == pytest.approx(start, abs=0.01)
        assert glyph.across == pytest.approx(side - sheet.pitch, abs=0.01)
        sideways = writing == "horizontal" or glyph.text.isascii()
        assert glyph.use is (Use.ACROSS if sideways else Use.DOWN)
    assert sheet.glyphs[8].across == pytest.approx(-2 * sheet.pitch, abs=0.01), "the grid holds"


@pytest.mark.parametrize("writing", WRITINGS)
def test_a_reading_keeps_to_its_base_where_furiwake_makes_the_line_thick(by_hand, writing):
    made = line(run("東北"), run("宣言", 2, 1.0, 0.75), thickness=2.5, ruby=BOTH_SIDES[:2])
    sheet = by_hand(writing, [made])
    middle = sheet.glyphs[0].across
    small = [glyph.across - middle for glyph in sheet.glyphs if glyph.size < 0.9]
    assert small == pytest.approx([0.75] * 4 + [-0.75] * 2, abs=0.01)


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize(("count", "taken"), [(1, 3), (2, 3), (3, 3), (4, 4), (5, 5)])
def test_a_headings_lines_stand_in_the_middle_of_its_space(by_hand, writing, count, taken):
    """行取り (JLReq 4.1.6): half an em between lines; n lines need 1.5 n - 0.5 em of 1.72 em pitches."""
    template = (
        '<p class="plain">{{ set("0", "plain") }}</p><h2 class="body">{{ set("1", "body") }}</h2>'
        '<p class="plain">{{ set("0", "plain") }}</p>'
    )
    sheet = by_hand(writing, [PLAIN], [PLAIN] * count, template=template, lines=3)
    across = [glyph.across for glyph in sheet.glyphs[::4]]
    assert len(across) == count + 2
    assert across[-1] == pytest.approx(-(taken + 1) * sheet.pitch, abs=0.01)
    middle = -(taken + 1) / 2 * sheet.pitch
    expected = [middle + 1.5 * ((count - 1) / 2 - at) for at in range(count)]
    assert across[1:-1] == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("writing", WRITINGS)
def test_a_larger_headings_lines_keep_to_the_grid(by_hand, writing):
    """Two lines at 1.5 times the text's size need 2.5 x 1.5 = 3.75 em, more than two lines' 3.44."""
    template = (
        '<h2 class="body">{{ set("1", "body") }}</h2><p class="plain">{{ set("0", "plain") }}</p>'
    )
    sheet = by_hand(writing, [PLAIN], [PLAIN] * 2, template=template, lines=2, size=1.5)
    across = [glyph.across for glyph in sheet.glyphs[::4]]
    middle = -sheet.pitch
    assert across[:2] == pytest.approx([middle + 1.125, middle - 1.125], abs=0.01)
    assert across[2] == pytest.approx(-3 * sheet.pitch, abs=0.01)
