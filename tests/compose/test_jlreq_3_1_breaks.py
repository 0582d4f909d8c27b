"""JLReq 3.1.7, 3.1.8, 3.1.10 and 3.1.11: what no line begins or ends with, what stays together."""

from itertools import product

import pytest

from declaration_print.model.declaration import Furiwake, Plain, ReferenceMark, Ruby, Text, Warichu
from declaration_print.model.problem import Place
from declaration_print.model.setting import Figures, Kinsoku, RubyKind, RubyRules

H, Q = 0.5, 0.25

# JLReq Appendix A, the members of the classes that kinsoku speaks of.
OPENING = "‘“（〔［｛〈《「『【｟〘〖«〝"
CLOSING = "’”）〕］｝〉》」』】｠〙〗»〟"
HYPHENS = "‐〜゠–"
DIVIDING = "！？‼⁇⁈⁉"
MIDDLE_DOTS = "・：；"
STOPS = "。．、，"
ITERATION = "ヽヾゝゞ々〻"
SMALL_KANA = "ぁぃぅぇぉァィゥェォっゃゅょゎゕゖッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"


def text(*nodes):
    return Text(tuple(Plain(node) if isinstance(node, str) else node for node in nodes), Place("x"))


# 3.1.7


@pytest.mark.parametrize(
    "mark", [*CLOSING, *HYPHENS, *DIVIDING, *MIDDLE_DOTS, *STOPS, *ITERATION, "ー", *SMALL_KANA]
)
def test_no_line_begins_with(lines_of, mark):
    """cl-02 to cl-07 and cl-09 to cl-11, every member that Appendix A lists."""
    for measure in (3, 3.5, 4, 5, 6):
        lines = lines_of(f"国国国国国国{mark}国国国国国国国国国国", measure)
        assert not any(line.startswith(mark) for line in lines)


def begins_lines_at(lines_of, mark, kinsoku):
    return lines_of(f"国国国国{mark}国国国国国国国", 4, kinsoku=kinsoku)[1].startswith(mark)


RELAXED = {
    Kinsoku.STRICT: "",
    Kinsoku.NORMAL: "々ーっュ",
    Kinsoku.LOOSE: "々ーっュ・",
    Kinsoku.NEWSPAPER: "々ーっュ・？！",
}


@pytest.mark.parametrize("kinsoku", Kinsoku)
@pytest.mark.parametrize("mark", "々ーっュ・？！、。」）")
def test_looser_levels_let_more_characters_begin_a_line(lines_of, mark, kinsoku):
    """The three relaxations that 3.1.7 tells of, one after the other; 、。」 never."""
    assert begins_lines_at(lines_of, mark, kinsoku) == (mark in RELAXED[kinsoku])


def test_no_line_begins_with_the_end_of_a_warichu(compose):
    for measure in (4, 4.5, 5, 5.5, 6, 6.5, 7):
        composed = compose(text("国国国国", Warichu("一二三四五六"), "国国国"), measure)
        assert all(line.clusters[0].text != "）" for line in composed.lines)


# 3.1.8


@pytest.mark.parametrize("mark", OPENING)
def test_no_line_ends_with(lines_of, mark):
    """cl-01, every member that Appendix A lists, at every level."""
    for measure, kinsoku in product((4, 5, 6), Kinsoku):
        lines = lines_of(f"国国国国国{mark}国国国国国国国国国国", measure, kinsoku=kinsoku)
        assert not any(line.endswith(mark) for line in lines)


def test_no_line_ends_with_the_beginning_of_a_warichu(compose):
    for measure in (3, 3.5, 4, 4.5, 5, 6):
        composed = compose(text("国国国国", Warichu("一二三四五六"), "国国国"), measure)
        assert all(line.clusters[-1].text != "（" for line in composed.lines)


# 3.1.10

MEASURES = [4, 4.25, 4.5, 4.75, 5, 5.25, 5.5, 5.75, 6, 6.25, 6.5, 6.75, 7]


@pytest.mark.parametrize(
    "together",
    [
        "――",  # a, figure 2_24
        "——",
        "……",  # b, figure 2_25
        "‥‥",
        "175",  # c
        "75.123",  # c: the decimal point
        "1,000",  # c: the comma that marks the thousands
        "￥100",  # d, figure 2_26
        "＄50",
        "￥二",  # d: before a kanji figure as well
        "70％",  # e, figure 2_27
        "70%",
        "5‰",
        "七％",  # e: after a kanji figure as well
        "words",  # f
        "kg",  # f
    ],
)
def test_what_no_line_end_divides(lines_of, together):
    for measure in MEASURES:
        lines = lines_of(f"東北地域では{together}の未来を拓く", measure)
        assert sum(together in line for line in lines) == 1


def test_a_space_that_marks_the_thousands_does_not_divide_a_figure(lines_of):
    """c, figure 2_28: は75.123 4kgの."""
    for measure in MEASURES:
        lines = lines_of("東北地域では75.123 4kgの未来", measure)
        assert sum("75.123 4" in line for line in lines) == 1


@pytest.mark.parametrize("together", ["―…", "…‥"])
def test_dashes_and_leaders_of_different_kinds_may_part(lines_of, together):
    """Table 2, note 5."""
    assert lines_of(f"国国国{together}国国国国国国国", 4)[0] == f"国国国{together[0]}"


def test_kanji_figures_may_part(lines_of):
    """c, note 2: 二百三十五."""
    assert lines_of("国国二百三十五国", 4)[0] == "国国二百"


def test_the_aki_beside_a_dash(aki_of):
    """a, note 1: half an em after 」、。 and before 「, a quarter beside ・, else solid."""
    assert aki_of("国——国") == [0, 0, 0]
    for before in "」、。":
        assert aki_of(f"{before}—国") == [H, 0]
    assert aki_of("国—「国") == [0, H, 0]
    assert aki_of("国—・—国") == [0, Q, Q, 0]


def ruby(kind):
    return {"ruby": RubyRules(per_character=kind)}


def test_ruby_is_not_divided_within_a_reading(compose):
    """g and h, figure 2_29: 旁 keeps つくり whole, 避難所 with アジール is one."""
    group = text("国国国国", Ruby("避難所", ("アジール",)), "を国国")
    mono = text("国国国国", Ruby("偏旁", ("へん", "つくり")), "を国国")
    for measure in MEASURES:
        in_lines = [[r.text for r in line.ruby] for line in compose(group, measure).lines]
        assert [texts for texts in in_lines if texts] == [["アジール"]]
        readings = [r.text for line in compose(mono, measure).lines for r in line.ruby]
        assert readings == ["へん", "つくり"]


def test_a_line_may_end_between_characters_with_mono_ruby(lines_of):
    """g: base characters may part."""
    mono = text("国国国", Ruby("偏旁", ("へん", "ぼう")), "を国国")
    assert lines_of(mono, 4, **ruby(RubyKind.MONO))[0] == "国国国偏"


@pytest.mark.parametrize(("measure", "first"), [(3, "の哺乳"), (2, "の哺")])
def test_a_jukugo_may_part_between_its_characters(lines_of, measure, first):
    """i, figure 2_30: 哺乳／類 and 哺／乳類."""
    jukugo = text("の", Ruby("哺乳類", ("ほ", "にゅう", "るい")), "を国国")
    assert lines_of(jukugo, measure, **ruby(RubyKind.JUKUGO))[0] == first


def test_subscripts_stay_with_their_base(set_by_hand):
    """j, figure 2_31: nPr."""
    for measure in (2, 2.5, 3, 3.5, 4):
        ornamented = dict.fromkeys((2, 3, 4), 21)
        set_lines = set_by_hand("国国nPr国国", measure, kinds=ornamented, complexes=((2, 4),))
        lines = ["".join(cluster.text for cluster in line.clusters) for line in set_lines]
        assert sum("nPr" in line for line in lines) == 1


def test_a_reference_mark_stays_with_what_it_marks(compose):
    """k, figure 2_32: the mark is not divided, and neither る nor 。 is parted from it."""
    marked = text("国国国である", ReferenceMark("(1)"), "。背丁")
    for measure in MEASURES:
        lines = ["".join(c.text for c in line.clusters) for line in compose(marked, measure).lines]
        assert sum("る（1）。" in line or "る(1)。" in line for line in lines) == 1


def test_furiwake_is_one_object(compose):
    """The last of the list: all lines of a block stand in one line of text."""
    block = text("国国国国", Furiwake(("フレキシブル", "ホロー")), "の国国")
    for measure in (6, 7, 8, 9, 10):
        holding = [line for line in compose(block, measure).lines if line.thickness > 1]
        assert len(holding) == 1


def test_figures_stay_with_their_units_and_upright_ones_together(lines_of, columns_of):
    """Where c and f, notes, permit a break, none is made."""
    for measure in MEASURES:
        assert sum("4kg" in line for line in lines_of("東北地域では4kgの未来を拓く", measure)) == 1
        columns = columns_of("東北地域では2024の未来を拓く", measure, figures=Figures.UPRIGHT)
        assert sum("2024" in column for column in columns) == 1


# 3.1.11


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("「国", 0),  # a: after an opening bracket
        ("国」", 0),  # a: before a closing bracket
        ("国。", 0),  # b
        ("国、", 0),
        ("国・", 0),  # c
        ("国？", 0),  # d
        ("国〜", 0),  # e
        ("――", 0),  # 3.1.10 a
        ("……", 0),
        ("70%", 0),
        ("70%", 1),
        ("wo", 0),
        ("￥1", 0),
    ],
)
def test_no_space_is_put_into_what_belongs_together(opened, aki_in, aki_of, words, place):
    """Opened by three ems, past every stage of expansion."""
    whole = f"国国国{words}国国国国国国"
    line = opened(whole, 3)
    assert aki_in(line)[3 + place] == aki_of(whole)[3 + place]
    assert aki_in(line)[0] > Q


@pytest.mark.parametrize("mark", "」。、・？〜")
def test_no_space_is_put_behind_a_mark_while_other_places_can_take_it(opened, aki_in, aki_of, mark):
    """3.1.11 b to e name both sides; Table 6 leaves the place behind to the very last stage."""
    whole = f"国国国{mark}国国国国国国"
    assert aki_in(opened(whole, 1.5))[3] == aki_of(whole)[3]


def test_no_space_is_put_among_the_bases_of_a_jukugo(compose, aki_in):
    jukugo = Ruby("哺乳類", ("ほ", "にゅう", "るい"))
    unbroken = text("国国", jukugo, "国国国", Ruby("国" * 8, ("くに",)))
    plain = compose(text("国国", jukugo, "国国国"), **ruby(RubyKind.JUKUGO)).lines[0]
    line = compose(unbroken, 9.5, **ruby(RubyKind.JUKUGO)).lines[0]
    assert len(line.clusters) == 8
    assert aki_in(line)[2:4] == aki_in(plain)[2:4]
    assert line.adjustment > 0
