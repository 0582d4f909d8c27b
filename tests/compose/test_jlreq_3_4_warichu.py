"""JLReq 3.4: notes of two small lines within the line, drawn after figures 2_4_2 to 2_4_5."""

import pytest

from declaration_print.model.declaration import Plain, Text, Warichu
from declaration_print.model.problem import Place
from declaration_print.model.setting import Writing

NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
UPPER, LOWER, MIDDLE = 0.25, -0.25, 0.0


def text(*nodes):
    return Text(tuple(Plain(node) if isinstance(node, str) else node for node in nodes), Place("x"))


def halves(line):
    """The two small lines: what stands to the right of the middle (above), and to the left."""
    small = [cluster for cluster in line.clusters if cluster.size != 1]
    return tuple(
        "".join(cluster.text for cluster in small if cluster.shift * side > 0) for side in (1, -1)
    )


def note(characters):
    return text("割注", Warichu(NUMBERS[:characters]), "の例")


# 3.4.1


@pytest.mark.parametrize("writing", Writing)
def test_two_small_lines_stand_within_the_line_of_text(compose, writing):
    """Usually in vertical lines, seldom in horizontal ones: both are set."""
    line = compose(note(4), writing=writing).lines[0]
    assert halves(line) == ("①②", "③④")


# 3.4.2


def test_the_construction_of_figure_2_4_2(compose):
    """16 and 15 characters beside one another, 6 points each, between parentheses of twice that."""
    whole = "一八三四―一九〇一年。明治時代の啓蒙思想家、慶応義塾大学を創設"
    line = compose(text("福沢諭吉", Warichu(whole), "の")).lines[0]
    assert halves(line) == ("一八三四―一九〇一年。明治時代の", "啓蒙思想家、慶応義塾大学を創設")
    opening, closing = (c for c in line.clusters if c.text in "（）")
    small = next(c for c in line.clusters if c.text == "一")
    assert opening.size == closing.size == 2 * small.size


def test_the_two_lines_touch_and_lie_in_the_middle_of_the_line(compose):
    """No gap between them, their middle on the middle of the line of text."""
    small = [c for c in compose(note(6)).lines[0].clusters if c.size != 1]
    assert {c.shift for c in small} == {small[0].size / 2, -small[0].size / 2}
    assert compose(note(6)).lines[0].thickness == 1


def test_parentheses_and_text_are_solid(compose):
    """Figure 2_4_2: solid on both sides of both parentheses."""
    line = compose(note(10)).lines[0]
    starts = {c.text: c.start for c in line.clusters}
    size = next(c.size for c in line.clusters if c.text == "①")
    assert starts["（"] + 0.5 == 2  # its body follows 注
    assert starts["①"] == starts["⑥"] == 2.5
    assert starts["）"] == 2.5 + 5 * size
    assert starts["の"] == starts["）"] + 0.5


@pytest.mark.parametrize(
    ("characters", "first", "second"),
    [(10, "①②③④⑤", "⑥⑦⑧⑨⑩"), (9, "①②③④⑤", "⑥⑦⑧⑨"), (1, "", ""), (3, "①②", "③")],
)
def test_halves_as_nearly_equal_as_can_be_the_second_never_longer(
    compose, characters, first, second
):
    """Figure 2_4_3: 10 and 9 characters."""
    assert halves(compose(note(characters)).lines[0]) == (first, second)


@pytest.mark.parametrize(
    ("whole", "first", "second"),
    [
        ("一二三。四五", "一二三。", "四五"),  # 。 begins no line, not even a small one
        (
            "一二「三四五",
            "一二「三",
            "四五",
        ),  # equal halves would leave 「 at an end or be longer behind
        ("一二っ三", "一二っ", "三"),
    ],
)
def test_lines_of_a_note_obey_the_rules_of_line_breaking(compose, whole, first, second):
    assert halves(compose(text("国", Warichu(whole), "国")).lines[0]) == (first, second)


def test_marks_in_a_note_have_the_aki_of_their_own_size(compose):
    """Half of the small em after a comma, as in the main text."""
    line = compose(text("国", Warichu("甲、乙丙丁戊己庚"), "国")).lines[0]
    comma = next(c for c in line.clusters if c.text == "、")
    after = next(c for c in line.clusters if c.text == "乙")
    assert after.start - comma.start == pytest.approx(comma.size)


# 3.4.3


def numbered(characters):
    return text("……割注", Warichu(NUMBERS[:characters]), "の例……国国国")


@pytest.mark.parametrize(
    ("characters", "second"),
    [
        (11, ("⑦⑧⑨", "⑩⑪")),
        (12, ("⑦⑧⑨", "⑩⑪⑫")),
    ],
)
def test_a_note_that_goes_on_in_the_next_line(compose, characters, second):
    """Figure 2_4_4: read ①②③ ④⑤⑥ in the first line, ⑦… in the next, halved in each."""
    measure = 4 + 0.5 + 3 * 0.5
    lines = compose(numbered(characters), measure).lines
    assert halves(lines[0]) == ("①②③", "④⑤⑥")
    assert halves(lines[1]) == second
    assert (lines[0].extent, lines[0].adjustment) == (measure, 0)
    assert {c.text: c.start for c in lines[1].clusters}["）"] == 3 * 0.5


def test_a_note_over_three_lines(compose):
    """Figure 2_4_5: ①②③ ④⑤⑥, a whole line of the note, and ⑪⑫⑬ ⑭⑮⑯ with the rest."""
    middle = "一二三四五六七八九十百千万億兆京垓穣溝澗正載極恒"  # 12 and 12 small ones: six ems
    whole = f"①②③④⑤⑥{middle}⑪⑫⑬⑭⑮⑯"
    lines = compose(text("……割注", Warichu(whole), "の例……国国国"), 6).lines
    assert [halves(line) for line in lines[:3]] == [
        ("①②③", "④⑤⑥"),
        (middle[:12], middle[12:]),
        ("⑪⑫⑬", "⑭⑮⑯"),
    ]


def test_nothing_of_a_note_is_lost_or_out_of_order(compose):
    for measure in (3, 4, 5, 6.5, 8):
        lines = compose(numbered(20), measure).lines
        assert "".join("".join(halves(line)) for line in lines) == NUMBERS
