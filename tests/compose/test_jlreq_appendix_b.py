"""JLReq Appendix B: the legend of Table 1 and its notes, one by one."""

import pytest

from declaration_print.model.declaration import Plain, ReferenceMark, Ruby, Text, Warichu
from declaration_print.model.problem import Place
from declaration_print.model.setting import (
    Kinsoku,
    LineEnd,
    LineHead,
    Reduction,
    RubyKind,
    RubyOverhang,
    RubyRules,
    Writing,
)
from declaration_print.model.units import Em

H, Q = 0.5, 0.25
LONG = Ruby("志", ("こころざ",))  # two ems over one: half an em on either side


def text(*nodes):
    return Text(tuple(Plain(node) if isinstance(node, str) else node for node in nodes), Place("x"))


def ruby_hangs(compose, before, after, **rules):
    """How far the reading reaches over what stands before and after its base."""
    line = compose(text("国", before, LONG, after, "国"), ruby=RubyRules(**rules)).lines[0]
    base, reading = line.clusters[2], line.ruby[0]
    before_end = line.clusters[1].end
    after_start = line.clusters[3].start
    assert base.text == "志"
    return (
        max(0.0, round(before_end - reading.starts[0], 4)),
        max(0.0, round(reading.starts[-1] + 0.5 - after_start, 4)),
    )


# The legend


def test_space_is_measured_by_the_em_of_its_own_mark(set_by_hand, aki_in):
    """Figure a1-1: `be` is the em of the character before, `af` that of the character after."""
    sizes = {1: 0.8, 3: 0.6, 5: 0.6}
    line = set_by_hand("国」国「国・国", sizes=sizes)[0]
    assert aki_in(line) == pytest.approx([0, 0.4, 0.3, 0, 0.15, 0.15], abs=1e-4)


def test_between_japanese_and_latin_it_is_the_em_of_the_japanese_character(set_by_hand, aki_in):
    """Table 1, cl-19 before cl-27 `1/4 be`, cl-27 before cl-19 `1/4 af`."""
    line = set_by_hand("国A国", sizes={0: 2.0, 2: 2.0})[0]
    assert aki_in(line) == [H, H]


ONE_OF_EACH = {
    1: "「", 2: "」", 3: "〜", 4: "？", 5: "・", 6: "。", 7: "、", 8: "…", 9: "々", 10: "ー", 11: "っ",
    12: "￥", 13: "℃", 14: "　", 15: "の", 16: "ア", 19: "国", 24: "5", 25: "g", 27: "A", 30: "東",
}  # fmt: skip
CLOSING, LETTERS, LATIN = {2, 6, 7}, {4, 9, 10, 11, 15, 16, 19, 30}, {24, 25, 27}


def table_1(before, after):
    """Table 1 in words: what 3.1.2 to 3.1.4 and 3.2.6 say of any two classes."""
    if 5 in (before, after):  # a middle dot has its quarters, and a stop's half em besides
        return (before == 5) * Q + (after == 5) * Q + (after == 5 and before in {6, 7}) * H
    if before == 1 or after in CLOSING:
        return 0
    if before in CLOSING:
        return 0 if (before, after) == (2, 14) else H
    if after == 1:
        return 0 if before == 14 else H
    if (before in LETTERS and after in LATIN) or (before in LATIN and after in LETTERS - {4}):
        return Q
    return Q if (before, after) in {(24, 25), (25, 24), (27, 25)} else 0


def test_the_aki_between_any_two_classes(set_by_hand, aki_in):
    for before, one in ONE_OF_EACH.items():
        for after, other in ONE_OF_EACH.items():
            (line,) = set_by_hand(f"{one}{other}国", kinds={0: before, 1: after})
            assert (before, after, aki_in(line)[0]) == (before, after, table_1(before, after))


# The notes


def test_note_1_ruby_hangs_over_an_opening_bracket_before_it(compose):
    line = compose(text("国「", LONG, "国」")).lines[0]
    assert line.clusters[2].start == 2  # as without a reading
    assert line.ruby[0].starts[0] == 1.5


@pytest.mark.parametrize(
    ("settings", "aki"),
    [
        ({}, H),
        ({"line_end": LineEnd.SOLID}, 0),
        ({"reduction": Reduction.JIS_X_4051}, 0),
    ],
)
def test_note_2_a_closing_bracket_at_the_line_end(compose, settings, aki):
    line = compose("「国国国」国国国", 4 + aki, **settings).lines[0]
    assert (line.clusters[-1].text, line.adjustment) == ("」", 0)
    assert line.extent - line.clusters[-1].start - H == aki


def test_note_3_two_middle_dots_have_a_quarter_each_between_them(aki_of):
    assert aki_of("国・・国") == [Q, H, Q]


@pytest.mark.parametrize(
    ("settings", "aki"),
    [({}, Q), ({"line_end": LineEnd.SOLID}, 0), ({"reduction": Reduction.JIS_X_4051}, 0)],
)
def test_note_4_a_middle_dot_at_the_line_end(compose, settings, aki):
    line = compose("国国国・国国国", 3.75 + aki, **settings).lines[0]
    assert (line.clusters[-1].text, line.adjustment) == ("・", 0)
    assert line.extent - line.clusters[-1].start - 0.75 == aki


@pytest.mark.parametrize("mark", "、。")
def test_note_5_a_comma_or_full_stop_before_a_middle_dot(aki_of, mark):
    assert aki_of(f"国{mark}・国") == [0, H + Q, Q]


@pytest.mark.parametrize(
    ("mark", "settings", "aki"),
    [
        ("、", {}, H),
        ("。", {}, H),
        ("、", {"line_end": LineEnd.SOLID}, 0),
        ("。", {"line_end": LineEnd.SOLID}, 0),
        ("、", {"reduction": Reduction.JIS_X_4051}, 0),
        ("。", {"reduction": Reduction.JIS_X_4051}, H),
    ],
)
def test_note_6_a_comma_or_full_stop_at_the_line_end(compose, mark, settings, aki):
    line = compose(f"国国国国{mark}国国国", 4.5 + aki, **settings).lines[0]
    assert (line.clusters[-1].text, line.adjustment) == (mark, 0)
    assert line.extent - line.clusters[-1].start - H == aki


@pytest.mark.parametrize(
    ("overhang", "hiragana", "katakana", "ideograph"),
    [
        (RubyOverhang.KANA, H, H, 0),  # preferred
        (RubyOverhang.HIRAGANA, H, 0, 0),  # JIS X 4051
        (RubyOverhang.NONE, 0, 0, 0),
    ],
)
def test_note_7_what_ruby_hangs_over(compose, overhang, hiragana, katakana, ideograph):
    for neighbour, expected in (("の", hiragana), ("ア", katakana), ("国", ideograph)):
        found = ruby_hangs(compose, neighbour, neighbour, overhang=overhang)
        assert found == (expected, expected)


def test_note_7_over_any_character_by_half_a_ruby_em(compose):
    """The choice of 3.3.8 (figure 2_3_32); Note 7 says a whole ruby em for the same choice."""
    for neighbour in "のア国":
        found = ruby_hangs(compose, neighbour, neighbour, overhang=RubyOverhang.ANY)
        assert found == (Q, Q)


def test_note_8_ruby_hangs_over_an_ideographic_space_and_the_indent(compose):
    assert ruby_hangs(compose, "　", "　") == (H, H)
    indented = {"first_indent": Em(1)}
    over = compose(text(LONG, "の"), **indented).lines[0]
    assert (over.clusters[0].start, over.ruby[0].starts[0]) == (1, H)
    kept = compose(text(LONG, "の"), ruby=RubyRules(over_indent=False), **indented).lines[0]
    assert (kept.clusters[0].start, kept.ruby[0].starts[0]) == (1.5, 1)


def test_note_9_ornamented_complexes_are_solid_within_and_among_them(set_by_hand, aki_in):
    kinds = dict.fromkeys((1, 2, 3, 4), 21)
    line = set_by_hand("国nPmQ国", kinds=kinds, complexes=((1, 2), (3, 4)))[0]
    assert aki_in(line)[1:4] == [0, 0, 0]


@pytest.mark.parametrize("kind", [RubyKind.MONO, RubyKind.JUKUGO])
def test_notes_10_and_11_ruby_complexes_are_solid_within_and_among_them(compose, aki_in, kind):
    words = text(
        Ruby("東北", ("とう", "ほく")), Ruby("地方", ("ち", "ほう")), Ruby("都市", ("とし",))
    )
    line = compose(words, ruby=RubyRules(per_character=kind)).lines[0]
    assert aki_in(line) == [0] * 5


def test_note_12_a_unit_and_a_middle_dot(aki_of, set_by_hand, aki_in):
    """A quarter em before the dot; none on either side where the dot is part of the unit."""
    assert aki_of("5kg・国")[2:] == [Q, Q]
    units = {0: 25, 2: 25}
    assert aki_in(set_by_hand("N・m", kinds=units, solid=frozenset({1}))[0]) == [0, 0]


@pytest.mark.parametrize("measure", [4, 5, 6])
def test_note_13_a_word_space_is_not_seen_at_the_edges_of_lines(compose, measure):
    for line in compose("natural science and art", measure, writing=Writing.HORIZONTAL).lines:
        assert line.clusters[0].start == 0
        assert " " not in (line.clusters[0].text, line.clusters[-1].text)


def test_note_13_nor_at_the_edges_of_the_lines_of_a_warichu(compose):
    """Four letters beside four: as long as four letters, and the second line flush as well."""
    line = compose(text("国", Warichu("abcd efgh"), "国"), writing=Writing.HORIZONTAL).lines[0]
    starts = {c.text: c.start for c in line.clusters if c.text in "ae）"}
    assert starts["a"] == starts["e"] == 1.5
    assert starts["）"] == 1.5 + 4 * 0.25


@pytest.mark.parametrize("mark", "々ーっュ")
@pytest.mark.parametrize("kinsoku", [Kinsoku.STRICT, Kinsoku.NORMAL])
def test_notes_14_to_16_marks_are_spaced_as_the_class_they_take(aki_of, mark, kinsoku):
    """々 as an ideograph, ー as katakana, small kana as kana: a quarter em beside Latin, else none."""
    assert aki_of(f"国{mark}A国{mark}国", kinsoku=kinsoku) == [0, Q, Q, 0, 0]


@pytest.mark.parametrize(
    ("line_head", "begins"),
    [(LineHead.FLUSH, 0), (LineHead.HALF_EM, H), (LineHead.HALF_INDENT, 0)],
)
def test_note_17_an_opening_bracket_at_the_line_head(compose, line_head, begins):
    second = compose("国国国国国「国国国国国国国国", 5, line_head=line_head).lines[1]
    assert (second.clusters[0].text, second.clusters[0].start + H) == ("「", begins)


def test_a_reference_mark_is_solid_with_what_it_marks(compose, aki_in):
    """Table 1, the row and column of cl-20."""
    line = compose(text("背丁", ReferenceMark("2"), "と"), writing=Writing.HORIZONTAL).lines[0]
    assert aki_in(line) == [0, 0, 0]


@pytest.mark.parametrize(
    "sign",
    [
        "￥",
        "¥",
        "€",
        "＄",
        "$",
        "#",
    ],
)
def test_a_prefixed_abbreviation_is_solid_on_both_sides(aki_of, sign):
    """Table 1, the row and column of cl-12; figure 2_26."""
    assert aki_of(f"は{sign}100で") == [0, 0, 0, 0, Q]


@pytest.mark.parametrize("sign", "%％℃‰")
def test_a_postfixed_abbreviation_is_solid_on_both_sides(aki_of, sign):
    """Table 1, the row and column of cl-13; figure 2_27."""
    assert aki_of(f"は70{sign}で") == [Q, 0, 0, 0]
