"""Ruby: JLReq 3.3.5, 3.3.6, 3.3.8. A ruby character is half an em of its base."""

import pytest

from declaration_print.model.declaration import Plain, Ruby, Text
from declaration_print.model.problem import Place
from declaration_print.model.setting import Writing
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
