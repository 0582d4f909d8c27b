"""JLReq Appendix C: the notes of Table 2, and the four levels of its addendum."""

from itertools import product

import pytest

from declaration_print.compose import tables
from declaration_print.model.declaration import Plain, Ruby, TateChuYoko, Text
from declaration_print.model.problem import Place
from declaration_print.model.setting import Kinsoku, RubyKind, RubyRules, Writing

CLASSES = [*range(1, 17), *range(19, 31)]
LEVELS = [Kinsoku.STRICT, Kinsoku.NORMAL, Kinsoku.LOOSE, Kinsoku.NEWSPAPER]


def text(*nodes):
    return Text(tuple(Plain(node) if isinstance(node, str) else node for node in nodes), Place("x"))


@pytest.fixture
def may_part(compose):
    """Whether a line may end between two signs: 国X／Y国 where a line holds two ems and no more."""

    def part(one, other, kinsoku=Kinsoku.STRICT):
        composed = compose(f"国{one}{other}国", 2, kinsoku=kinsoku, writing=Writing.HORIZONTAL)
        first = "".join(cluster.text for cluster in composed.lines[0].clusters)
        return first == f"国{one}" and not composed.misfits

    return part


@pytest.fixture
def may_begin(may_part):
    def begin(sign, kinsoku):
        return may_part("国", sign, kinsoku)

    return begin


def may_end_between(before, after):
    """Table 2 in words: 3.1.7, 3.1.8 and 3.1.10, for the level that follows it to the letter."""
    begins_none = {2, 3, 4, 5, 6, 7, 9, 10, 11, 20, 29}
    together = {(4, 14), (24, 13), (24, 24), (24, 27), (25, 25), (25, 27)}
    together |= {(27, 13), (27, 24), (27, 25), (27, 27)}
    return (
        before not in {1, 12, 28} and after not in begins_none and (before, after) not in together
    )


def test_where_a_line_may_end_between_any_two_classes():
    table = tables.may_break(Kinsoku.STRICT)
    for before, after in product(CLASSES, CLASSES):
        if (before, after) != (8, 8):  # note 5
            found = bool(table[before * tables.WIDTH + after])
            assert (before, after, found) == (before, after, may_end_between(before, after))


# The notes


@pytest.mark.parametrize("mark", "々ーっゎュㇰ")
def test_notes_1_to_3_marks_that_may_begin_a_line_when_the_level_says_so(may_begin, mark):
    assert not may_begin(mark, Kinsoku.STRICT)
    assert may_begin(mark, Kinsoku.NORMAL)


@pytest.mark.parametrize("mark", "！？")
def test_note_4_the_em_after_a_sentence_begins_no_line(lines_of, mark):
    for measure in (3, 3.5, 4, 5):
        lines = lines_of(f"国国国{mark}　国国国国国国", measure)
        assert not any(line.startswith("　") for line in lines)


@pytest.mark.parametrize("pair", ["――", "——", "……", "‥‥", "〳〵", "〴〵"])
def test_note_5_doubled_signs_are_one(may_part, pair):
    assert not may_part(*pair)


@pytest.mark.parametrize("pair", ["―…", "…―", "…‥", "〵〳", "―〳"])
def test_note_5_different_ones_may_part(may_part, pair):
    assert may_part(*pair)


def test_note_6_within_an_ornamented_complex_never_between_two_yes(set_by_hand):
    kinds = dict.fromkeys((1, 2, 3, 4), 21)
    lines = set_by_hand("国国国国国国", 3, kinds=kinds, complexes=((1, 2), (3, 4)))
    assert [len(line.clusters) for line in lines] == [3, 3]
    lines = set_by_hand("国国国国国国", 2, kinds=kinds, complexes=((1, 2), (3, 4)))
    assert [len(line.clusters) for line in lines] == [1, 2, 2, 1]


def test_note_7_within_a_group_never_between_two_complexes_yes(lines_of):
    words = text("国", Ruby("東北", ("とうほく",)), Ruby("地方", ("ちほう",)), "国")
    assert lines_of(words, 3) == ["国東北", "地方国"]
    assert lines_of(words, 2) == ["国", "東北", "地方", "国"]


def test_note_8_within_a_jukugo_between_its_characters(lines_of):
    rules = RubyRules(per_character=RubyKind.JUKUGO)
    words = text("国", Ruby("東北", ("とう", "ほく")), Ruby("地方", ("ち", "ほう")), "国")
    assert lines_of(words, 3, ruby=rules) == ["国東北", "地方国"]
    assert lines_of(words, 2, ruby=rules) == ["国東", "北地", "方国"]


@pytest.mark.parametrize("sign", "％℃‰")
def test_note_9_a_figure_and_its_abbreviation(may_part, sign):
    assert not may_part("5", sign)
    assert may_part("5", sign, Kinsoku.LOOSE) == (sign == "％")


def test_note_10_a_figure_and_a_letter_stay_together(may_part):
    """The stricter of the two approaches, at every level."""
    assert not any(may_part("5", "X", level) for level in LEVELS)


def test_note_11_a_letter_and_its_abbreviation_stay_together(may_part):
    """As where the letter stands for a quantity (x％): what else would be counted?"""
    assert not may_part("A", "℃")


def test_note_12_letters_part_only_with_a_hyphen(may_part, lines_of):
    assert not any(may_part("a", "b", level) for level in LEVELS)
    first = lines_of("innovation innovation", 7, hyphenation="en-US")[0]
    assert first == "innovation in\u00ad"


def test_note_13_cells_of_tate_chu_yoko_may_part_but_not_within(compose):
    cells = text("国", TateChuYoko("12"), TateChuYoko("34"), "国")
    lines = compose(cells, 2).lines
    assert [[c.text for c in line.clusters] for line in lines] == [["国", "12"], ["34", "国"]]


# The addendum

RELAXED = {
    Kinsoku.NORMAL: ["々", "ー", "っ", "ャ", "ぁ", "ㇰ"],
    Kinsoku.LOOSE: ["‐", "〜", "゠", "–", "・"],
    Kinsoku.NEWSPAPER: ["？", "！", "‼", "：", "；", "ヽ", "ヾ", "ゝ", "ゞ", "〻"],
}
"""What each level lets begin a line beyond the one before it."""


@pytest.mark.parametrize("kinsoku", LEVELS)
@pytest.mark.parametrize(
    ("mark", "since"), [(mark, level) for level, marks in RELAXED.items() for mark in marks]
)
def test_what_each_level_lets_begin_a_line(may_begin, mark, since, kinsoku):
    assert may_begin(mark, kinsoku) == (LEVELS.index(kinsoku) >= LEVELS.index(since))


@pytest.mark.parametrize("kinsoku", LEVELS)
@pytest.mark.parametrize(
    ("pair", "since"),
    [
        ("……", Kinsoku.LOOSE),
        ("‥‥", Kinsoku.LOOSE),
        ("5％", Kinsoku.LOOSE),
        ("――", Kinsoku.NEWSPAPER),
        ("〳〵", Kinsoku.NEWSPAPER),
        ("5℃", Kinsoku.NEWSPAPER),
        ("￥5", Kinsoku.NEWSPAPER),
        ("＄国", Kinsoku.NEWSPAPER),
    ],
)
def test_what_each_level_lets_part(may_part, pair, since, kinsoku):
    assert may_part(*pair, kinsoku) == (LEVELS.index(kinsoku) >= LEVELS.index(since))


@pytest.mark.parametrize("kinsoku", LEVELS)
@pytest.mark.parametrize("mark", "」）』。．、，")
def test_closing_brackets_and_stops_begin_a_line_at_no_level(may_begin, mark, kinsoku):
    assert not may_begin(mark, kinsoku)


@pytest.mark.parametrize("kinsoku", LEVELS)
@pytest.mark.parametrize("mark", "「（『")
def test_opening_brackets_end_a_line_at_no_level(may_part, mark, kinsoku):
    assert not may_part(mark, "国", kinsoku)


@pytest.mark.parametrize("kinsoku", LEVELS)
@pytest.mark.parametrize("pair", ["」・", "。・", "・」", "「…", "「ー"])
def test_brackets_and_stops_stay_where_they_are_beside_relaxed_marks(may_part, pair, kinsoku):
    """No level lets a line end after 「 or begin with 」; ・ after 」 follows its own rule."""
    allowed = pair[1] == "・" and LEVELS.index(kinsoku) >= LEVELS.index(Kinsoku.LOOSE)
    assert may_part(*pair, kinsoku) == allowed


def test_vertical_lines_end_where_horizontal_ones_do(columns_of, lines_of):
    whole = "東北センターの人々は、「未来」を拓くだろうか？　そうだ……と、共に掲げる。"
    for level in LEVELS:
        assert columns_of(whole, 7, kinsoku=level) == lines_of(
            whole, 7, kinsoku=level, writing=Writing.HORIZONTAL
        )
