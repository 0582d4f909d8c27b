"""JLReq Appendix E: the legend and the notes of Table 6, one by one."""

import pytest

from declaration_print.model.declaration import Plain, Ruby, TateChuYoko, Text, Unbroken
from declaration_print.model.problem import Place
from declaration_print.model.setting import Kinsoku, Reduction, RubyKind, RubyRules, Writing

H, Q = 0.5, 0.25


def text(*nodes):
    return Text(tuple(Plain(node) if isinstance(node, str) else node for node in nodes), Place("x"))


@pytest.fixture
def opened_nodes(compose):
    """Nodes in a line that is some ems too long for them, between 国国 and 国国."""

    def line(*nodes, by, **settings):
        settings = {"writing": Writing.VERTICAL, **settings}
        words = ["国国", *nodes, "国国"]
        measure = compose(text(*words), **settings).lines[0].extent + by
        follows = Unbroken((Plain("国" * int(measure)),))
        return compose(text(*words, follows), measure, **settings).lines[0]

    return line


# The legend


def test_nothing_is_added_at_the_edges_of_a_line(opened):
    line = opened("国国A国国「国」国", 2.5)
    assert line.clusters[0].start == 0
    assert line.clusters[-1].end == line.extent


@pytest.mark.parametrize(
    "pair", ["国国", "のア", "国っ", "国ー", "国々", "アー", "国…", "国℃", "国￥"]
)
def test_a_quarter_em_between_characters_that_are_solid(opened, aki_in, pair):
    """Blank, third: up to a quarter em before anything else is touched."""
    line = opened(f"{pair}「国", Q)
    assert aki_in(line) == [Q, H, 0]


@pytest.mark.parametrize("latin", ["A", "5"])
def test_from_a_quarter_to_half_an_em_beside_latin(opened, aki_in, latin):
    """1/4-1/2, second: before the solid places."""
    assert aki_in(opened(f"国国{latin}国国", H)) == [0, H, H, 0]


def test_not_with_table_5(opened, aki_in):
    assert aki_in(opened("国国A国国", H, reduction=Reduction.LIMITED)) == [Q, Q, Q, Q]


@pytest.mark.parametrize("pair", ["国「", "」国", "、国", "。国", "・国", "？国", "〜国", "国　"])
def test_other_places_only_after_all_others(opened, aki_in, aki_of, pair):
    """Blank, fourth."""
    whole = f"国国{pair}国国"
    at = 2
    assert aki_in(opened(whole, 2 * Q))[at] == aki_of(whole)[at]
    assert aki_in(opened(whole, 4))[at] > aki_of(whole)[at]


@pytest.mark.parametrize(
    "pair", ["「国", "国」", "国、", "国。", "国・", "国？", "国〜", "￥5", "5％", "AB"]
)
def test_no_opportunity_where_no_line_may_end(opened, aki_in, aki_of, pair):
    whole = f"国国{pair}国国"
    assert aki_in(opened(whole, 4))[2] == aki_of(whole)[2]


# The notes


@pytest.mark.parametrize("mark", "々ーっュ")
@pytest.mark.parametrize("kinsoku", [Kinsoku.STRICT, Kinsoku.NORMAL])
def test_notes_1_to_3_marks_are_opened_as_the_class_they_take(opened, aki_in, mark, kinsoku):
    assert aki_in(opened(f"国{mark}国「国", 2 * Q, kinsoku=kinsoku)) == [Q, Q, H, 0]


@pytest.mark.parametrize(
    ("pair", "added"), [("―…", Q), ("…‥", Q), ("――", 0), ("……", 0), ("〳〵", 0)]
)
def test_note_4_dashes_and_leaders(opened, aki_in, pair, added):
    line = opened(f"国{pair}国「国", 2 * Q + added)
    assert aki_in(line) == [Q, added, Q, H, 0]


def test_note_5_ornamented_complexes(set_by_hand, aki_in):
    kinds = dict.fromkeys((1, 2, 3, 4), 21)
    natural = set_by_hand("国aakk国", kinds=kinds, complexes=((1, 2), (3, 4)))[0]
    assert aki_in(natural) == [Q, 0, 0, 0, Q]
    wide = set_by_hand(
        "国aakk国", natural.extent + 3 * Q, kinds=kinds, complexes=((1, 2), (3, 4)), filled=True
    )[0]
    assert aki_in(wide) == [H, 0, Q, 0, H]


@pytest.mark.parametrize(
    ("kind", "readings"),
    [
        (RubyKind.MONO, (("とうほく",), ("ちほう",))),
        (RubyKind.JUKUGO, (("とう", "ほく"), ("ち", "ほう"))),
    ],
)
def test_notes_6_and_7_ruby_complexes(opened_nodes, aki_in, kind, readings):
    """Between two of them, not within one: 国国｜東北｜地方｜国国."""
    one, other = readings
    line = opened_nodes(
        Ruby("東北", one), Ruby("地方", other), by=5 * Q, ruby=RubyRules(per_character=kind)
    )
    assert aki_in(line) == [Q, Q, 0, Q, 0, Q, Q]


def test_note_8_a_figure_and_its_abbreviation(opened, aki_in):
    assert aki_in(opened("国国5％国国", 5))[2] == 0
    loose = opened("国国5％国国", 5, kinsoku=Kinsoku.LOOSE)
    assert aki_in(loose)[2] > Q


def test_note_9_a_figure_and_a_letter_are_not_opened(opened, aki_in):
    assert aki_in(opened("国国5X国国", 5))[2] == 0


def test_note_10_a_letter_and_its_abbreviation_are_not_opened(opened, aki_in):
    assert aki_in(opened("国国A℃国国", 5))[2] == 0


def test_note_11_letters_are_not_opened(opened, aki_in):
    assert aki_in(opened("国国word国国", 5))[2:5] == [0, 0, 0]


def test_note_12_cells_of_tate_chu_yoko(opened_nodes, aki_in):
    """Between two cells a quarter em; what shares a cell is one."""
    line = opened_nodes(TateChuYoko("12"), TateChuYoko("34"), by=5 * Q)
    assert [cluster.text for cluster in line.clusters][2:4] == ["12", "34"]
    assert aki_in(line) == [Q] * 5
