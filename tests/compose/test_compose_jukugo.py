"""Jukugo ruby: JLReq 3.3.7 and its appendix "Positioning of Jukugo-ruby", figure by figure.

Each case is read off a figure: where the bodies of base and neighbours begin, and how far the reading
of each character begins from the first body's, all in halves of an em (a ruby em).
"""

from itertools import pairwise

import pytest

from declaration_print.model.declaration import Plain, Ruby, Text
from declaration_print.model.problem import Place
from declaration_print.model.setting import (
    Alignment,
    RubyAlignment,
    RubyEdge,
    RubyKind,
    RubyRules,
    Writing,
)
from declaration_print.model.units import Em

JUKUGO = RubyRules(per_character=RubyKind.JUKUGO, alignment=RubyAlignment.START)
BASE_FLUSH = RubyRules(
    per_character=RubyKind.JUKUGO, alignment=RubyAlignment.START, edge=RubyEdge.BASE
)


def text(before, base, reading, after):
    """A word between its neighbours; its reading with ・ between those of its characters."""
    nodes = (Plain(before), Ruby(base, tuple(reading.split("・"))), Plain(after))
    return Text(tuple(node for node in nodes if node != Plain("")), Place("x"))


@pytest.fixture
def line(compose):
    def only_line(before, base, reading, after, *, ruby=JUKUGO):
        (composed,) = compose(text(before, base, reading, after), ruby=ruby).lines
        return composed

    return only_line


def bases(composed):
    return [cluster.start for cluster in composed.clusters]


def beside(composed, reading):
    """Where the reading of each character begins."""
    (ruby,) = composed.ruby
    assert ruby.text == reading.replace("・", "")
    found, at = [], 0
    for part in reading.split("・"):
        found.append(ruby.starts[at])
        at += len(part)
    assert all(
        following - start == pytest.approx(0.5)
        for start, following in pairwise(ruby.starts)
        if following not in found
    )
    return found


@pytest.mark.parametrize(
    ("base", "reading", "expected"),
    [
        ("鬼門", "き・もん", [0.0, 1.0]),  # figure 2.3.24: as mono ruby
        ("方角", "ほう・がく", [0.0, 1.0]),
        ("橋頭堡", "きょう・とう・ほ", [0.0, 1.5, 2.5]),  # distribution 2
        ("凝視", "ぎょう・し", [0.0, 1.5]),  # distribution 3: over the succeeding character
        ("調理師", "ちょう・り・し", [0.0, 1.5, 2.0]),
        ("思春期", "し・しゅん・き", [0.0, 1.0, 2.5]),
        ("管状花", "かん・じょう・か", [0.0, 1.0, 2.5]),
        ("蒸気船", "じょう・き・せん", [0.0, 1.5, 2.0]),
        ("未熟", "み・じゅく", [0.0, 0.5]),  # distribution 4: over the preceding one
        ("法華経", "ほ・け・きょう", [0.0, 1.0, 1.5]),
        ("顕微鏡", "けん・び・きょう", [0.0, 1.0, 1.5]),
        ("課徴金", "か・ちょう・きん", [0.0, 0.5, 2.0]),
        ("古戦場", "こ・せん・じょう", [0.0, 0.5, 1.5]),
    ],
)
@pytest.mark.parametrize(("before", "after"), [("又", "共"), ("の", "は")])
def test_readings_overhang_the_characters_of_their_own_word_first(  # noqa: PLR0913, PLR0917 - what a figure shows
    line, base, reading, expected, before, after
):
    """Principles, part 2 (1) and figures "distribution 2" to "4": nothing beside the word is touched."""
    composed = line(before, base, reading, after)
    assert bases(composed) == [float(at) for at in range(len(base) + 2)]
    assert [at - 1.0 for at in beside(composed, reading)] == expected


@pytest.mark.parametrize(
    ("base", "reading", "expected"),
    [
        ("峻別", "しゅん・べつ", [0.0, 1.5]),  # distribution 5: over the succeeding kana
        ("紋章", "もん・しょう", [0.0, 1.0]),  # distribution 6
        ("居候", "い・そうろう", [0.0, 0.5]),
        ("参詣客", "さん・けい・きゃく", [0.0, 1.0, 2.0]),
        ("柔軟性", "じゅう・なん・せい", [0.0, 1.5, 2.5]),
        ("山椒魚", "さん・しょう・うお", [0.0, 1.0, 2.5]),
        ("古代紫", "こ・だい・むらさき", [0.0, 0.5, 1.5]),
        ("修飾語", "しゅう・しょく・ご", [-0.5, 1.0, 2.5]),  # distribution 7: the preceding one
        ("象徴", "しょう・ちょう", [-0.5, 1.0]),  # distribution 8: both
        ("候文", "そうろう・ぶん", [-0.5, 1.5]),
        ("影響力", "えい・きょう・りょく", [-0.5, 0.5, 2.0]),
        ("殉教者", "じゅん・きょう・しゃ", [-0.5, 1.0, 2.5]),
        ("重工業", "じゅう・こう・ぎょう", [-0.5, 1.0, 2.0]),
    ],
)
def test_readings_hang_over_kana_beside_the_word_next(line, base, reading, expected):
    """Principles, part 2 (2) and figures "distribution 5" to "8"."""
    composed = line("の", base, reading, "は")
    assert bases(composed) == [float(at) for at in range(len(base) + 2)]
    assert [at - 1.0 for at in beside(composed, reading)] == expected


@pytest.mark.parametrize(
    ("base", "reading", "expected"),
    [
        ("紋章", "もん・しょう", [-0.5, 0.5]),
        ("峻別", "しゅん・べつ", [-0.5, 1.0]),
        ("参詣客", "さん・けい・きゃく", [-0.5, 0.5, 1.5]),
        ("柔軟性", "じゅう・なん・せい", [-0.5, 1.0, 2.0]),
        ("山椒魚", "さん・しょう・うお", [-0.5, 0.5, 2.0]),
    ],
)
def test_readings_hang_over_the_preceding_kana_where_an_ideograph_follows(
    line, base, reading, expected
):
    """Figure "distribution 9"."""
    composed = line("の", base, reading, "又")
    assert bases(composed) == [float(at) for at in range(len(base) + 2)]
    assert [at - 1.0 for at in beside(composed, reading)] == expected


@pytest.mark.parametrize(
    ("before", "base", "reading", "after", "gaps", "begins"),
    [
        # expansion 1 and 2: where the space goes, and where the readings begin from the word's
        ("又", "峻別", "しゅん・べつ", "共", [1 / 4, 1 / 4, 0], [-1 / 4, 5 / 4]),
        ("の", "居候", "い・そうろう", "共", [0, 1 / 4, 1 / 4], [0, 1 / 2]),
        # expansion 4
        ("の", "象徴", "しょう・ちょう", "共", [1 / 8, 1 / 4, 1 / 8], [-5 / 8, 7 / 8]),
        ("又", "象徴", "しょう・ちょう", "の", [1 / 8, 1 / 4, 1 / 8], [-1 / 8, 11 / 8]),
        ("又", "象徴", "しょう・ちょう", "共", [1 / 4, 1 / 2, 1 / 4], [-1 / 4, 5 / 4]),
        ("の", "候文", "そうろう・ぶん", "共", [1 / 4, 1 / 4, 0], [-3 / 4, 5 / 4]),
        ("又", "候文", "そうろう・ぶん", "の", [1 / 4, 1 / 4, 0], [-1 / 4, 7 / 4]),
        ("又", "候文", "そうろう・ぶん", "共", [1 / 2, 1 / 2, 0], [-1 / 2, 3 / 2]),
        # expansion 5
        (
            "又",
            "影響力",
            "えい・きょう・りょく",
            "共",
            [0, 1 / 4, 1 / 2, 1 / 4],
            [0, 1, 5 / 2],
        ),
        (
            "又",
            "重工業",
            "じゅう・こう・ぎょう",
            "共",
            [1 / 4, 1 / 4, 1 / 4, 1 / 4],
            [-1 / 4, 5 / 4, 9 / 4],
        ),
        # expansion 6
        (
            "の",
            "評定衆",
            "ひょう・じょう・しゅう",
            "共",
            [1 / 6, 1 / 3, 1 / 3, 1 / 6],
            [-2 / 3, 5 / 6, 7 / 3],
        ),
        (
            "又",
            "評定衆",
            "ひょう・じょう・しゅう",
            "は",
            [1 / 6, 1 / 3, 1 / 3, 1 / 6],
            [-1 / 6, 4 / 3, 17 / 6],
        ),
        (
            "又",
            "評定衆",
            "ひょう・じょう・しゅう",
            "共",
            [1 / 4, 1 / 2, 1 / 2, 1 / 4],
            [-1 / 4, 5 / 4, 11 / 4],
        ),
    ],
)
def test_a_word_is_widened_where_its_readings_are_long(  # noqa: PLR0913, PLR0917 - what a figure shows
    line, before, base, reading, after, gaps, begins
):
    """The appendix's expansion: figures "expansion 1", "2", "4", "5" and "6"."""
    composed = line(before, base, reading, after)
    at = bases(composed)
    found = [following - start - 1 for start, following in pairwise(at)]
    assert found == pytest.approx(gaps, abs=1e-5)
    assert [start - at[1] for start in beside(composed, reading)] == pytest.approx(begins, abs=1e-5)


def test_at_the_line_head_base_and_reading_are_flush(line):
    """Figure "expansion 3", upper half."""
    composed = line("", "峻別", "しゅん・べつ", "共", ruby=BASE_FLUSH)
    assert bases(composed) == [0.0, 1.5, 2.5]
    assert beside(composed, "しゅん・べつ") == [0.0, 1.5]
    composed = line("", "居候", "い・そうろう", "共", ruby=BASE_FLUSH)
    assert bases(composed) == [0.0, 1.25, 2.5]
    assert beside(composed, "い・そうろう") == [0.0, 0.5]


def test_at_the_line_end_base_and_reading_are_flush(compose):
    """Figure "expansion 3", lower half."""
    written = text("又", "峻別", "しゅん・べつ", "共に立")
    first = compose(written, 3.5, ruby=BASE_FLUSH).lines[0]
    assert bases(first) == [0.0, 1.25, 2.5]
    assert beside(first, "しゅん・べつ") == [1.0, 2.5]
    written = text("の", "居候", "い・そうろう", "共に立")
    first = compose(written, 3.5, ruby=BASE_FLUSH).lines[0]
    assert bases(first) == [0.0, 1.0, 2.5]
    assert beside(first, "い・そうろう") == [1.0, 1.5]


def test_at_the_line_head_the_reading_is_flush(line):
    """3.3.8 and figure 2.3.34: the base stands behind the first ruby character."""
    composed = line("", "峻別", "しゅん・べつ", "共")
    assert bases(composed) == [0.25, 1.5, 2.5]
    assert beside(composed, "しゅん・べつ") == [0.0, 1.5]


@pytest.mark.parametrize(
    ("base", "reading", "parts"),
    [
        # figure 2.3.28: り ゅ う sticks out over の and の line end; the other half is mono too
        ("流儀", ("りゅう", "ぎ"), [([0.0, 1.0], [0.75]), ([0.0], [0.25])]),
        ("無常", ("む", "じょう"), [([0.0, 1.0], [1.25]), ([0.25], [0.0])]),
    ],
)
def test_a_word_split_across_lines_is_set_as_mono_ruby(compose, base, reading, parts):
    """3.3.7 and figure 2.3.28; the lines are left as long as they are."""
    written = Text((Plain("の"), Ruby(base, reading), Plain("を")), Place("x"))
    ruby = RubyRules(per_character=RubyKind.JUKUGO)
    first, second = compose(written, 2.25, ruby=ruby, alignment=Alignment.START).lines
    assert (bases(first), [one.starts[0] for one in first.ruby]) == parts[0]
    assert (bases(second)[:1], [one.starts[0] for one in second.ruby]) == parts[1]
    assert [one.text for one in (*first.ruby, *second.ruby)] == list(reading)


def test_two_characters_left_of_a_split_word_are_jukugo_still(compose):
    """3.3.7: three characters part into a mono ruby and a jukugo of two."""
    written = text("東北拓", "影響力", "えい・きょう・りょく", "")
    ruby = RubyRules(per_character=RubyKind.JUKUGO)
    first, second = compose(written, 4, ruby=ruby, alignment=Alignment.START).lines
    assert [one.text for one in first.ruby] == ["えい"]
    assert [one.text for one in second.ruby] == ["きょうりょく"]
    # 3 em of ruby over two characters at the line head and the end of the text: 1 em of space.
    assert bases(second) == [0.25, 1.75]
    assert second.ruby[0].starts == (0.0, 0.5, 1.0, 1.5, 2.0, 2.5)
    assert (second.ruby[0].first, second.ruby[0].last) == (0, 1)


def test_justification_opens_no_space_within_a_word(compose):
    """3.3.7; Table 6, note 7: only spaces beside the complex grow."""
    written = text("新しい", "方角", "ほう・がく", "（東北拓く）")
    first = compose(written, 5.5, ruby=JUKUGO).lines[0]
    at = bases(first)
    assert len(at) == 5
    assert at[4] - at[3] == 1.0
    assert at[3] - at[2] > 1.0


def test_justification_opens_spaces_between_two_words(compose):
    """Table 6, note 7: two different complexes part."""
    written = Text(
        (Ruby("方角", ("ほう", "がく")), Ruby("鬼門", ("き", "もん")), Plain("（東北）")),
        Place("x"),
    )
    first = compose(written, 4.2, ruby=JUKUGO).lines[0]
    assert bases(first) == pytest.approx([0.0, 1.0, 2.2, 3.2])


def test_nakatsuki_centres_a_single_ruby_character_of_a_word(line):
    """3.3.7 and 3.3.5: each as mono ruby where no reading is longer than its character."""
    ruby = RubyRules(per_character=RubyKind.JUKUGO)
    assert beside(line("", "鬼門", "き・もん", "", ruby=ruby), "き・もん") == [0.25, 1.0]


def test_a_character_without_a_reading_is_room_for_its_neighbours(compose):
    """々 has none: the reading before it may overhang it, as any character of its word."""
    written = Text((Ruby("侃々諤", ("かん", "", "がく")),), Place("x"))
    (composed,) = compose(written, 10, ruby=JUKUGO, writing=Writing.HORIZONTAL).lines
    assert composed.ruby[0].starts == (0.0, 0.5, 2.0, 2.5)


@pytest.mark.parametrize("measure", [1, 1.5, 2, 2.5, 3])
@pytest.mark.parametrize("ruby", [JUKUGO, BASE_FLUSH])
def test_readings_never_run_into_each_other(compose, measure, ruby):
    """Whatever a narrow line forces, each ruby character keeps its place in the reading."""
    written = text("の", "承候衆", "うけたまわり・そうろう・しゅう", "の宣言")
    composed = compose(written, measure, ruby=ruby, first_indent=Em(0.5))
    assert "".join(one.text for line in composed.lines for one in line.ruby) == (
        "うけたまわりそうろうしゅう"
    )
    for line in composed.lines:
        for one in line.ruby:
            steps = [b - a for a, b in pairwise(one.starts)]
            assert all(step > 0.5 - 1e-5 for step in steps)


def test_the_rest_of_a_split_word_does_not_reach_out_of_its_line(compose):
    """Table 1, note 8 is about the indent of the first line; the second has none."""
    written = text("", "東影宣", "とう・えい・せんげ", "を")
    for ruby in (JUKUGO, BASE_FLUSH):
        settings = {"alignment": Alignment.START, "first_indent": Em(1)}
        first, second = compose(written, 3.25, ruby=ruby, **settings).lines
        assert [one.text for one in first.ruby] == ["とうえい"]
        assert second.ruby[0].starts == (0.0, 0.5, 1.0)
