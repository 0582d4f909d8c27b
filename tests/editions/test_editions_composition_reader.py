"""The reader that proves the handouts: it must see a fault where there is one."""

import itertools

import pytest
from compositor_reading import Hanmen, Line, Paragraph, Placed, Reading, folded, without_notation

HANMEN = Hanmen(
    vertical=False,
    size=10.0,
    pitch=18.0,
    characters=10,
    lines=20,
    tiers=1,
    gap=0.0,
    top=100.0,
    left=50.0,
    sheet=(200.0, 600.0),
)


def line(text, slot=0, start=50.0, steps=None):
    """A horizontal line of glyphs one em wide, `steps` ems apart where it is not one."""
    glyphs = []
    for at, character in enumerate(text):
        glyphs.append(Placed(character, "M", 10.0, start, start + 10, 109 + 18 * slot))
        start += 10 * (steps or {}).get(at, 1.0)
    return Line(0, 0, slot, tuple(glyphs))


def read(*texts, **how):
    lines = tuple(line(text, slot, **how) for slot, text in enumerate(texts))
    between = tuple(a[-1] + b[0] for a, b in itertools.pairwise(texts))
    return Reading(HANMEN, (Paragraph("body", "".join(texts), lines, between),))


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("一二三四五六七八九十", "。十一"),
        ("一二三四五六七八九十", "ー十一"),
        ("一二三四五六七八九十", "ょ十一"),
        ("一二三四五六七八九十", "々十一"),
        ("一二三四五六七八九「", "十一」"),
        ("一二三四五六七八九—", "—十一"),
        ("一二三四五六七八九…", "…十一"),
        ("一二三四五六七八約2", "0年前"),
        ("一二三四五六七八九¥", "350"),
        ("一二三四五六七八10", "%減る"),
        ("一二三四五六七八Wo", "rd"),
    ],
)
def test_a_forbidden_line_end_is_found(above, below):
    assert read(above, below).kinsoku_violations() == [f"{above[-6:]}|{below[:6]}"]


@pytest.mark.parametrize(
    ("above", "below"),
    [("本文です。", "次の行"), ("一二三四五", "「六七」"), ("二〇", "二四年"), ("20", "年前")],
)
def test_a_lawful_line_end_is_left_alone(above, below):
    assert read(above, below).kinsoku_violations() == []


def test_words_parted_at_their_space_are_left_alone():
    lines = (line("一二三四Open"), line("Lab六", 1))
    paragraph = Paragraph("body", "", lines, ("n L",))
    assert Reading(HANMEN, (paragraph,)).kinsoku_violations() == []


@pytest.mark.parametrize(
    ("text", "start", "missed"),
    [
        ("一二三四五六七八九十", 50.0, 0.0),  # the box ends at the measure
        ("一二三四五六七八九十", 52.0, 0.2),
        ("一二三四五六七八九。", 50.0, 0.0),  # with its half em
        ("一二三四五六七八九。", 55.0, 0.0),  # solid
        ("一二三四五六七八九。", 52.5, 0.25),  # a quarter em is neither
        ("一二三四五六七八九十", 55.0, 0.5),  # kanji do not hang
    ],
)
def test_a_line_ends_at_the_measure_or_is_said_to_miss_it(text, start, missed):
    one = read(text, start=start)
    assert one.misses(one.paragraphs[0].lines[0]) == pytest.approx(missed)


def test_a_character_over_its_neighbour_is_found():
    assert read("東北", steps={0: 0.9}).overlaps() == ["東北 in 東北"]
    assert read("、「", steps={0: -1.0}).overlaps() == ["、「 in 、「"]
    assert read("、「", steps={0: 0.0}).overlaps() == [], "both squeezed solid"


def test_only_what_the_direction_changes_is_folded_away():
    text = "第2回の{東北|とうほく}会議(《《全》》84頁)"
    assert folded(without_notation(text)) == folded("第二回の東北会議（全八十四頁）")
    assert folded("東北") != folded("東方")
