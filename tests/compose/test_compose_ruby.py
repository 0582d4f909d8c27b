"""Mono and group ruby: JLReq 3.3.1-3.3.6, 3.3.8; Tables 1 and 6. A ruby character is half an em."""

from itertools import pairwise

import pytest

from declaration_print.compose import ruby as ruby_step
from declaration_print.compose.boxes import Clusters, RubyRun
from declaration_print.compose.classes import CharClass
from declaration_print.compose.readings import plain
from declaration_print.compose.spaces import spaces
from declaration_print.model.declaration import Emphasis, Plain, Ruby, Text
from declaration_print.model.problem import Place
from declaration_print.model.setting import (
    Alignment,
    Orientation,
    RubyAlignment,
    RubyEdge,
    RubyKind,
    RubyOverhang,
    RubyRules,
    Setting,
    Writing,
)
from declaration_print.model.units import Em


def text(*nodes):
    return Text(tuple(Plain(node) if isinstance(node, str) else node for node in nodes), Place("x"))


@pytest.fixture
def line(compose):
    def only_line(*nodes, measure=100, writing=Writing.VERTICAL, **settings):
        (composed,) = compose(text(*nodes), measure, writing=writing, **settings).lines
        return composed

    return only_line


def starts(composed):
    return [cluster.start for cluster in composed.clusters]


def test_mono_ruby_stands_centred_on_its_character(line):
    """3.3.5 nakatsuki: one character in the middle of its base, two along its length."""
    composed = line(Ruby("日本", ("に", "ほん")))
    assert [(ruby.text, ruby.first, ruby.last, ruby.starts) for ruby in composed.ruby] == [
        ("に", 0, 0, (0.25,)),
        ("ほん", 1, 1, (1.0, 1.5)),
    ]
    assert starts(composed) == [0.0, 1.0]


def test_group_ruby_shorter_than_its_base_is_spread_one_two_one(line):
    """3.3.6: one part of space at each end to two between the ruby characters."""
    (ruby,) = line(Ruby("東北地方", ("とうほく",))).ruby
    # 4 em of base, 2 em of ruby: 2 em of space in 8 parts.
    assert ruby.starts == (0.25, 1.25, 2.25, 3.25)
    assert (ruby.first, ruby.last) == (0, 3)


def test_group_ruby_much_shorter_never_leaves_more_than_a_ruby_em_at_its_ends(line):
    """3.3.6, the criterion for the method of JIS X 4051."""
    (ruby,) = line(Ruby("東北地方宣言", ("はた",))).ruby
    assert ruby.starts == (0.5, 5.0)


def test_ruby_as_long_as_its_base_is_solid(line):
    (ruby,) = line(Ruby("東北", ("とうほく",))).ruby
    assert ruby.starts == (0.0, 0.5, 1.0, 1.5)


def test_long_ruby_hangs_over_kana_on_both_sides_without_moving_them(line):
    """3.3.8 b: up to a ruby em over hiragana, katakana, small kana, ー."""
    composed = line("の", Ruby("志", ("こころざ",)), "を")
    assert starts(composed) == [0.0, 1.0, 2.0]
    assert composed.ruby[0].starts == (0.5, 1.0, 1.5, 2.0)


def test_long_ruby_does_not_hang_over_ideographs(line):
    """3.3.8 a: half an em of space on either side instead."""
    composed = line("大", Ruby("志", ("こころざ",)), "有")
    assert starts(composed) == [0.0, 1.5, 3.0]
    assert composed.ruby[0].starts == (1.0, 1.5, 2.0, 2.5)


def test_long_ruby_hangs_over_the_aki_of_a_bracket(line):
    """3.3.8 c: over the half em after 、 before it, and over 。 after it (f)."""
    composed = line("国、", Ruby("志", ("こころざ",)), "。")
    assert starts(composed) == [0.0, 1.0, 2.0, 3.0]
    assert composed.ruby[0].starts == (1.5, 2.0, 2.5, 3.0)


def test_two_readings_do_not_meet_over_one_kana(line):
    """3.3.8 b: the latter reading gives way, and a ruby em stays open between them."""
    composed = line(Ruby("志", ("こころざ",)), "の", Ruby("志", ("こころざ",)))
    first, second = composed.ruby
    assert second.starts[0] - (first.starts[-1] + 0.5) == 0.5


def test_group_base_is_spaced_out_under_a_longer_reading(line):
    """3.3.6: one part at the ends to two between the base characters."""
    composed = line("国", Ruby("東北", ("とうほくちほ",)), "国")
    # 3 em of ruby over 2 em between ideographs: 1 em of space in 4 parts.
    assert starts(composed) == [0.0, 1.25, 2.75, 4.0]
    assert composed.ruby[0].starts == (1.0, 1.5, 2.0, 2.5, 3.0, 3.5)


def test_ruby_never_begins_before_the_line(compose):
    """3.3.8: the first ruby character is aligned with the line head."""
    composed = compose(text(Ruby("志", ("こころざし",)), "を新たにする"), 5)
    assert composed.lines[0].ruby[0].starts[0] == 0.0
    assert composed.lines[0].clusters[0].start == 0.75


def test_ruby_may_reach_into_the_first_line_indent(line):
    """Table 1, note 8."""
    composed = line(Ruby("志", ("こころざ",)), "を", first_indent=Em(1))
    assert composed.clusters[0].start == 1.0
    assert composed.ruby[0].starts[0] == 0.5


def test_ruby_at_the_line_end_stays_within_the_measure(compose):
    composed = compose(text("東北の", Ruby("志", ("こころざし",)), "新しい東北"), 5)
    for placed in composed.lines:
        for ruby in placed.ruby:
            assert ruby.starts[-1] + 0.5 <= 5.0


@pytest.mark.parametrize("measure", [3, 4, 5, 6])
def test_a_group_is_never_divided_a_mono_may_be(compose, measure):
    """3.1.10 f and g."""
    composed = compose(text("私たちの", Ruby("東北地", ("とうほくち",)), "の未来を拓く"), measure)
    assert sum(len(placed.ruby) for placed in composed.lines) == 1
    mono = compose(text("私たちの", Ruby("東北", ("とう", "ほく")), "の未来"), 5)
    assert [len(placed.ruby) for placed in mono.lines] == [1, 1]


def test_the_base_of_a_group_is_not_opened_by_justification(compose):
    """3.3.6 and Table 6, note 6."""
    composed = compose(text("東", Ruby("東北", ("とうほく",)), "（東北拓く）"), 4)
    first = composed.lines[0]
    assert first.clusters[2].start - first.clusters[1].start == 1.0


def test_a_group_that_no_line_can_hold_stays_whole_and_is_reported(compose):
    composed = compose(text("私の", Ruby("東北地方宣言", ("せんげん",)), "を"), 4)
    assert [placed.first for line in composed.lines for placed in line.ruby] == [0]
    assert [(misfit.text, misfit.amount) for misfit in composed.misfits] == [
        ("私の", -2.0),  # nothing could follow it
        ("東北地方宣言", 2.0),
    ]


def shown(composed):
    """Where each body that is not a mark begins, and each reading."""
    return starts(composed), [one.starts[0] for one in composed.ruby]


def test_katatsuki_stands_at_the_head_of_its_character_in_vertical_lines_only(line):
    """3.3.5 and figures 2.3.14, 2.3.15; three characters are centred as ever (figure 2.3.16)."""
    rules = RubyRules(alignment=RubyAlignment.START)
    text = Ruby("日志", ("に", "こころ"))
    assert [one.starts[0] for one in line(text, ruby=rules).ruby] == [0.0, 1.0]
    across = line(text, ruby=rules, writing=Writing.HORIZONTAL)
    assert across.ruby[0].starts == (0.25,)


@pytest.mark.parametrize(
    ("before", "after", "base", "reading"),
    [("の", "に", 1.0, 0.75), ("後", "又", 1.25, 1.0), ("の", "又", 1.0, 0.75)],
)
def test_three_ruby_characters_are_centred_on_one_base(line, before, after, base, reading):
    """3.3.5 and figure 2.3.16: set solid; over kana, else with a quarter em on that side."""
    composed = line(before, Ruby("旬", ("しゅん",)), after)
    assert composed.clusters[1].start == base
    assert composed.ruby[0].starts == (reading, reading + 0.5, reading + 1.0)
    assert composed.clusters[2].start == base + (1.0 if after == "に" else 1.25)


def test_mono_ruby_does_not_hang_over_the_next_character_of_a_compound(line):
    """3.3.1 and figure 2.3.3: a quarter em between 凝 and 視, which jukugo ruby has not."""
    assert starts(line("の", Ruby("凝視", ("ぎょう", "し")), "に")) == [0.0, 1.0, 2.25, 3.25]


def test_figure_2_3_31(line):
    """3.3.8 a-c: over kana and the half em after 、, never over ideographs."""
    nodes = (
        "この",
        Ruby("噂", ("うわさ",)),
        "好きな人は",
        Ruby("懐", ("ふところ",)),
        "具合もよく、",
    )
    composed = line(*nodes, Ruby("檜", ("ひのき",)), "材を")
    assert shown(composed) == (
        [0, 1, 2, *(at + 3.25 for at in range(6)), *(at + 9.75 for at in range(7)), 17, 18],
        [1.75, 7.75, 15.5],
    )


@pytest.mark.parametrize("between", ["、", "・", "」「"])
def test_figure_2_3_30(line, between):
    """3.3.8 c, e, f: marks are hung over whole and do not move; the readings do not touch."""
    nodes = ["偏", between, Ruby("冠", ("かんむり",)), between, Ruby("脚", ("きやく",)), between]
    plain = ["偏", between, "冠", between, "脚", between, "旁が"]
    composed = line(*nodes, Ruby("旁", ("つくり",)), "が")
    assert starts(composed) == starts(line("".join(plain)))
    first, second, _ = composed.ruby
    base = composed.clusters[first.first].start
    assert first.starts[0] == base - 0.5
    assert second.starts[0] == base + (1.75 if len(between) == 1 else 2.25)


@pytest.mark.parametrize(
    ("overhang", "expected"),
    [
        (RubyOverhang.KANA, ([0, 1, 2, 3.5, 4.5], [1.5])),
        (RubyOverhang.ANY, ([0, 1.25, 2.5], [0.75])),  # figure 2.3.32
        (RubyOverhang.NONE, ([0, 1.5, 3.0], [1.0])),  # figure 2.3.33
    ],
)
def test_what_a_reading_may_hang_over_is_a_choice(line, overhang, expected):
    """3.3.8, the variations: any character by a quarter em, no letter at all."""
    rules = RubyRules(overhang=overhang)
    nodes = ("人は", Ruby("懐", ("ふところ",)), "具合")
    if overhang is not RubyOverhang.KANA:
        nodes = ("は", Ruby("懐", ("ふところ",)), "ぐ")
    assert shown(line(*nodes, ruby=rules)) == expected


def test_marks_are_hung_over_even_where_no_letter_is(line):
    """3.3.8, figure 2.3.33: it is of letters that the variation speaks."""
    rules = RubyRules(overhang=RubyOverhang.NONE)
    assert starts(line("国、", Ruby("志", ("こころざ",)), "。", ruby=rules)) == [0.0, 1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    ("overhang", "moved"), [(RubyOverhang.KANA, 0.0), (RubyOverhang.HIRAGANA, 0.5)]
)
@pytest.mark.parametrize("kana", ["カ", "ー", "ャ"])
def test_jis_x_4051_does_not_hang_over_katakana(line, overhang, moved, kana):
    """Table 1, note 7."""
    composed = line("の", Ruby("志", ("こころざ",)), kana, ruby=RubyRules(overhang=overhang))
    assert starts(composed) == [0.0, 1.0, 2.0 + moved]
    small = line("の", Ruby("志", ("こころざ",)), "ょ", ruby=RubyRules(overhang=overhang))
    assert starts(small) == [0.0, 1.0, 2.0]


@pytest.mark.parametrize("beside", ["—", "…", "\u3000"])
def test_dashes_and_full_width_spaces_are_hung_over(line, beside):
    """3.3.8 d; Table 1, note 8."""
    composed = line(f"国{beside}", Ruby("志", ("こころざ",)), f"{beside}国")
    assert starts(composed) == [0.0, 1.0, 2.0, 3.0, 4.0]


@pytest.mark.parametrize("beside", ["々", "！", "国"])
def test_iteration_marks_and_exclamations_are_not(line, beside):
    """Table 1, cl-09, cl-04 and cl-19 beside cl-22: blank."""
    assert starts(line("国", Ruby("志", ("こころざ",)), beside))[2] == 3.0


def test_a_reading_hangs_over_the_aki_beside_latin(line):
    """Table 1, cl-27 beside cl-22: `1/4 af hang`, half a ruby em."""
    composed = line("a", Ruby("志", ("こころざ",)), "b", writing=Writing.HORIZONTAL)
    assert shown(composed) == ([0.0, 1.0, 2.5], [0.5])


def test_figure_2_3_29_3(line):
    """3.3.8 b: the latter reading gives way, and its base moves."""
    composed = line("に", Ruby("暁", ("あかつき",)), "の", Ruby("趣", ("おもむき",)), "を")
    assert shown(composed) == ([0.0, 1.0, 2.0, 3.5, 4.5], [0.5, 3.0])


def test_aki_under_a_reading_cannot_be_taken_away(compose):
    """3.3.8 c: 、 keeps the quarter em that うわさ lies over, and gives the other."""
    written = text("国、", Ruby("噂", ("うわさ",)), "の、国をなす")
    first = compose(written, 6.5).lines[0]
    assert first.adjustment == -0.5
    at = starts(first)
    assert at[2] - at[1] == pytest.approx(0.75 + 1 / 12, abs=1e-5)
    assert at[5] - at[4] == pytest.approx(0.5 + 1 / 6, abs=1e-5)
    assert at[2] == first.ruby[0].starts[0] + 0.25


def test_the_room_of_a_middle_dot_shrinks_with_its_space(compose):
    """3.3.8 e: half the dot may be hung over, and what space is left."""
    written = text("国・", Ruby("志", ("こころざ",)), "を、国の")
    (only,) = compose(written, 6.5).lines
    assert only.adjustment == -0.5
    assert starts(only)[2] - starts(only)[1] == 1.0
    (without,) = compose(text("国・志を、国の"), 6.5).lines
    assert starts(without)[2] - starts(without)[1] == 0.75


def test_emphasis_dots_are_not_hung_over(line):
    """3.3.9: the dots stand where the reading would; a base may be emphasised itself."""
    dotted = Emphasis((Plain("の"),))
    assert starts(line(dotted, Ruby("志", ("こころざ",)), "を")) == [0.0, 1.5, 2.5]
    inside = line(Emphasis((Plain("の"), Ruby("志", ("こころ",)))), "を")
    assert shown(inside) == ([0.0, 1.25, 2.25], [1.0])
    assert inside.clusters[1].emphasised
    left = line(dotted, Ruby("志", ("",), ("こころざ",)), "を")
    assert starts(left) == [0.0, 1.0, 2.0]


def test_the_base_of_a_longer_group_is_spaced_out_between_kana_too(line):
    """3.3.6 and figure 2.3.22: one part at the ends to two within; the ends hang over kana."""
    composed = line("の", Ruby("東北", ("とうほくちほ",)), "を")
    assert shown(composed) == ([0.0, 1.0, 2.5, 3.5], [0.75])


def test_a_latin_reading_keeps_its_widths_and_is_centred(line):
    """3.3.1 and figure 2.3.7 (編集者, editor); 3.3.5 for a single base."""
    composed = line(Ruby("編集者", ("editor",)), writing=Writing.HORIZONTAL)
    assert composed.ruby[0].starts == (0.75, 1.0, 1.25, 1.5, 1.75, 2.0)
    composed = line(Ruby("編集", ("editor's cut",)), writing=Writing.HORIZONTAL)
    assert starts(composed) == [0.5, 1.5]
    composed = line(Ruby("銀", ("Ag2",)), writing=Writing.HORIZONTAL)
    assert composed.ruby[0].starts == (0.125, 0.375, 0.625)


def test_a_latin_base_is_never_spaced(line):
    """3.3.1 and figure 2.3.7 (editor, エディター): both solid, one centred on the other."""
    composed = line(Ruby("editor", ("エディター",)), writing=Writing.HORIZONTAL)
    assert composed.ruby[0].starts == (0.25, 0.75, 1.25, 1.75, 2.25)
    composed = line(Ruby("cat", ("エディター",)), writing=Writing.HORIZONTAL)
    assert shown(composed) == ([0.5, 1.0, 1.5], [0.0])


def test_what_joins_a_ruby_character_stands_with_it(line):
    """A combining mark has no advance: か + U+3099 is one ruby character."""
    (ruby,) = line(Ruby("画", ("か\u3099",))).ruby
    assert ruby.starts == (0.25, 0.25)
    (ruby,) = line(Ruby("東北地方", ("か\u3099く",))).ruby
    assert ruby.starts == (0.5, 0.5, 3.0)


@pytest.mark.parametrize(
    ("edge", "base", "follows"), [(RubyEdge.READING, 0.25, 1.25), (RubyEdge.BASE, 0.0, 1.0)]
)
def test_mono_ruby_at_the_line_head(line, edge, base, follows):
    """3.3.8 a; figures 2.3.34 and 2.3.35."""
    composed = line(Ruby("径", ("こみち",)), "を", ruby=RubyRules(edge=edge))
    assert shown(composed) == ([base, follows], [0.0])


@pytest.mark.parametrize(("edge", "base"), [(RubyEdge.READING, 2.75), (RubyEdge.BASE, 3.0)])
def test_mono_ruby_at_the_line_end(compose, edge, base):
    """3.3.8 b; figures 2.3.34 and 2.3.35: こみち ends with the line."""
    measure = base + 1.0 + (0.25 if edge is RubyEdge.READING else 0.0)
    written = text("東北の", Ruby("径", ("こみち",)), "東北を行く")
    first = compose(written, 4.0, ruby=RubyRules(edge=edge), alignment=Alignment.START).lines[0]
    if edge is RubyEdge.BASE:
        assert shown(first) == ([0.0, 1.0, 2.0, 3.0], [2.5])
    first = compose(written, 4.25, ruby=RubyRules(edge=edge), alignment=Alignment.START).lines[0]
    if edge is RubyEdge.READING:
        assert shown(first) == ([0.0, 1.0, 2.0, 3.0], [2.75])
        assert first.extent == 4.25
    assert measure == 4.0


def test_group_ruby_at_the_line_head_with_its_base_flush(line):
    """3.3.8 c; figure 2.3.36: the same space between the characters and after them."""
    rules = RubyRules(edge=RubyEdge.BASE)
    composed = line(Ruby("飾り", ("アクセサリー",)), "等", ruby=rules)
    assert shown(composed) == ([0.0, 1.5, 3.0], [0.0])
    reading = line(Ruby("飾り", ("アクセサリー",)), "等")
    assert shown(reading) == ([0.25, 1.75, 3.0], [0.0])


def test_group_ruby_at_the_line_end_with_its_base_flush(compose):
    """3.3.8 d; figure 2.3.36: the same space before the characters and between them."""
    written = text("共", Ruby("飾り", ("アクセサリー",)), "等を共に")
    first = compose(written, 4, ruby=RubyRules(edge=RubyEdge.BASE)).lines[0]
    assert shown(first) == ([0.0, 1.5, 3.0], [1.0])


def test_the_indent_may_be_kept_free_of_readings(line):
    """Table 1, note 8, the alternative."""
    rules = RubyRules(over_indent=False)
    composed = line(Ruby("志", ("こころざ",)), "を", first_indent=Em(1), ruby=rules)
    assert shown(composed) == ([1.5, 2.5], [1.0])


def test_readings_on_both_sides_need_the_larger_room_not_the_sum(line):
    """3.3.4 and figure 2.3.12: the reading on one side, the meaning on the other."""
    one = line("国", Ruby("志", ("こころざ",)), "国")
    both = line("国", Ruby("志", ("こころざ",), ("こころ",)), "国")
    assert starts(both) == starts(one) == [0.0, 1.5, 3.0]
    assert [(ruby.starts[0], ruby.other_side) for ruby in both.ruby] == [(1.0, False), (1.25, True)]
    meaning = line("国", Ruby("東北", ("とう", "ほく"), ("ノースイースト",)), "国")
    assert shown(meaning) == ([0.0, 1.375, 3.125, 4.5], [1.375, 1.0, 3.125])


def test_each_side_hangs_over_neighbours_by_itself(line):
    """3.3.8 b is about readings that stand beside each other, not across the line."""
    right, left = Ruby("暁", ("あかつき",)), Ruby("趣", ("",), ("おもむき",))
    assert starts(line("に", right, "の", left, "を")) == [0.0, 1.0, 2.0, 3.0, 4.0]


def test_spaces_between_two_complexes_open_and_within_a_group_do_not(compose):
    """Table 6, note 6."""
    written = text(Ruby("東北", ("とうほく",)), Ruby("地方", ("ちほう",)), "（東北）")
    first = compose(written, 4.2).lines[0]
    assert starts(first) == pytest.approx([0.0, 1.0, 2.2, 3.2])


def _stretch(kinds, *runs):
    count = len(kinds)
    full = [1.0] * count
    return Clusters(
        texts=["の"] * count,
        sources=["の"] * count,
        orientations=[Orientation.UPRIGHT] * count,
        advances=full,
        classes=kinds,
        leads=[0.0] * count,
        bodies=full,
        emphasised=[False] * count,
        lined=[False] * count,
        latin=[False] * count,
        sizes=full,
        shifts=[0.0] * count,
        ruby=runs,
    )


RUNS = (
    RubyRun(1, 3, RubyKind.JUKUGO, (plain("しょう"), plain(""), plain("ちょうちょう"))),
    RubyRun(1, 3, RubyKind.GROUP, (plain("あいうえおかきくけこ"),), other_side=True),
    RubyRun(4, 4, RubyKind.MONO, (plain("こころざし"),)),
    RubyRun(6, 7, RubyKind.JUKUGO, (plain("そうろう"), plain("ぶん"))),
)


@pytest.mark.parametrize("edge", list(RubyEdge))
@pytest.mark.parametrize("indent", [0.0, 1.0])
def test_the_room_at_the_edges_is_what_lines_were_chosen_with(edge, indent):
    """What head and tail count is what is put in, wherever a line begins and ends."""
    setting = Setting(Writing.VERTICAL, Em(10), ruby=RubyRules(edge=edge))
    clusters = _stretch([CharClass.HIRAGANA] * 9, *RUNS)
    made = spaces(clusters, setting)
    plan = ruby_step.plan(clusters, made, setting, indent)
    assert any(made.head)
    assert any(made.tail)
    for first in range(9):
        for last in range(first, 9):
            room = ruby_step.edges(plan, first, last)
            assert all(first <= gap < last for gap in room.gaps)
            total = room.before + room.after + sum(room.gaps.values())
            assert total == pytest.approx(made.head[first] + made.tail[last])


def test_a_stretch_without_ruby_is_left_alone():
    setting = Setting(Writing.VERTICAL, Em(10))
    clusters = _stretch([CharClass.HIRAGANA] * 3)
    made, untouched = spaces(clusters, setting), spaces(clusters, setting)
    plan = ruby_step.plan(clusters, made, setting, 1.0)
    assert made == untouched
    assert ruby_step.edges(plan, 0, 2) == ruby_step.Edges(0.0, 0.0, {})
    assert not list(ruby_step.placed(plan, clusters, 0, 2, (0.0, 1.0, 2.0)))


@pytest.mark.parametrize("edge", list(RubyEdge))
def test_a_reading_alone_on_its_line_stays_within_it(line, edge):
    """3.3.8: never beyond the hanmen."""
    for indent in (0, 0.25, 1):
        settings = {"ruby": RubyRules(edge=edge), "first_indent": Em(indent)}
        for node in (Ruby("志", ("こころざし",)), Ruby("東北", ("とうほくちほう",))):
            composed = line(node, **settings)
            (one,) = composed.ruby
            assert one.starts[0] >= max(0.0, indent - 0.5)
            assert one.starts[-1] + 0.5 <= composed.extent + 1e-5
            assert all(b - a == pytest.approx(0.5) for a, b in pairwise(one.starts))


def test_readings_on_both_sides_at_the_line_head_need_the_larger_room(line):
    """3.3.4 and 3.3.8: the longer of the two is flush with the line."""
    composed = line(Ruby("志", ("こころざ",), ("こころ",)), "国")
    assert shown(composed) == ([0.5, 2.0], [0.0, 0.25])


def test_two_readings_stay_apart_where_the_first_is_flush_with_its_base(line):
    """3.3.8 b at the line head: こみち reaches over の by a ruby em there, おもむき not at all."""
    nodes = (Ruby("径", ("こみち",)), "の", Ruby("趣", ("おもむき",)), "を")
    assert shown(line(*nodes, ruby=RubyRules(edge=RubyEdge.BASE))) == (
        [0.0, 1.0, 2.5, 3.5],
        [0.0, 2.0],
    )
