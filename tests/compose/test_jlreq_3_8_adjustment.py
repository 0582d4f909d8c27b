"""JLReq 3.8: line adjustment, each stage of reduction and expansion when the one before is used up."""

import pytest

from declaration_print.model.declaration import Plain, Text, Unbroken
from declaration_print.model.problem import Place
from declaration_print.model.setting import LineEnd, Reduction, Writing
from declaration_print.model.units import Em

H, Q, THIRD = 0.5, 0.25, 1 / 3
MIXED = "東北のinnovation宣言「未来」を、私たちTAPは2024年に、to be共に掲げる。」（国・県）"


# 3.8.1


@pytest.mark.parametrize("measure", [11, 12, 13, 14.5, 17])
@pytest.mark.parametrize("writing", Writing)
def test_every_line_but_the_last_ends_at_the_same_place(compose, measure, writing):
    composed = compose(MIXED * 4, measure, writing=writing)
    assert not composed.misfits
    assert {line.extent for line in composed.lines[:-1]} == {measure}


def test_the_last_line_is_as_long_as_it_happens_to_be(compose, aki_in, aki_of):
    last = compose("国" * 10 + "国「国」国A国", 10, writing=Writing.HORIZONTAL).lines[-1]
    assert aki_in(last) == aki_of("国「国」国A国")
    assert last.adjustment == 0


def test_a_last_line_a_little_too_long_is_reduced(compose, aki_in):
    """The spaces of its brackets, rather than a line for one character more."""
    composed = compose("国国国「国国」国国", 8.5, writing=Writing.HORIZONTAL)
    assert len(composed.lines) == 1
    assert aki_in(composed.lines[0]) == [0, 0, Q, 0, 0, 0, Q, 0]


def test_figures_and_letters_leave_a_line_uneven(aki_of):
    """Figure 2_51: は175kmほどの, a quarter em on both sides and before the unit."""
    assert aki_of("は175kmほどの") == [Q, 0, 0, Q, 0, Q, 0, 0]


def test_a_written_space_before_a_unit_is_that_quarter(compose):
    """Figure 2_51; Appendix A has the space of cl-24 and cl-25 a quarter em wide."""
    line = compose("は175 kmほどの", writing=Writing.HORIZONTAL).lines[0]
    ends = {cluster.text: cluster.end for cluster in line.clusters}
    starts = {cluster.text: cluster.start for cluster in line.clusters}
    assert starts["k"] - ends["5"] == pytest.approx(Q)


@pytest.mark.parametrize(("words", "length"), [("ある」。この", 1.5), ("ある」。「そ", 2.0)])
def test_marks_in_a_row_of_figure_2_52(compose, words, length):
    """」。 with what follows takes an em and a half; 」。「 two ems."""
    clusters = compose(words).lines[0].clusters
    assert (
        clusters[4].start
        + (0.5 if words[4] == "「" else 0)
        + (0.5 if words[4] == "「" else 0)
        - clusters[1].end
        == length
    )


def test_a_smaller_remark_in_brackets_leaves_a_line_uneven(set_by_hand, aki_in):
    """Figure 2_53: the aki of brackets a size smaller is half of their own em."""
    line = set_by_hand("ある（五頁参照）こと", sizes=dict.fromkeys(range(2, 8), 0.8))[0]
    assert aki_in(line) == [0, 0.4, 0, 0, 0, 0, 0, 0.4, 0]


# 3.8.2


def test_reduction_goes_before_expansion(lines_of):
    """Six ems and a half can lose half an em, five and a half could gain it: the former."""
    assert lines_of("国「国国」国国国国国国国国", 6)[0] == "国「国国」国国"


@pytest.mark.parametrize(
    ("first", "measure"),
    [
        ("国の国to be5国国", 8),
        ("国A国。「国」「国」。国", 10),
        ("国A国A5の国国国国", 9),
    ],
)
def test_no_line_is_opened_where_no_more_reduction_would_do(lines_of, first, measure):
    """A third of an em less rather than two thirds more; half an em less rather than half an em more."""
    assert lines_of(first + "国" * (3 * measure - 1), measure)[0] == first


HANGING = [
    "である。この「印刷文字の大きさ」は、",
    "活字組版の伝統に従い、その「字面」で",
    "はなく、その「字面」をささえている台、",
    "つまり仮想ボディの大きさで示している。",
]


def test_hanging_punctuation_of_figure_2_54(compose, columns_of):
    """18 characters: the comma of column 3 and the full stop of column 4 stand past the line end."""
    assert columns_of("".join(HANGING), 18, line_end=LineEnd.HANGING) == HANGING
    lines = compose("".join(HANGING), 18, line_end=LineEnd.HANGING).lines
    assert [line.hang for line in lines] == [0, 0, H, H]
    assert [line.clusters[-1].start for line in lines[2:]] == [18, 18]
    assert lines[0].clusters[-1].start == 17  # where there is room, the comma is within the line


def test_the_second_paragraph_of_figure_2_54(columns_of):
    paragraph = (
        "その文字サイズを示す単位としては、ポイントや級が使用されおり、１ポイントは〇・三五一四"
        "ミリ、１級は〇・二五ミリである。"
    )
    assert columns_of(paragraph, 18, line_end=LineEnd.HANGING, first_indent=Em(1)) == [
        "その文字サイズを示す単位としては、",
        "ポイントや級が使用されおり、１ポイン",
        "トは〇・三五一四ミリ、１級は〇・二五ミ",
        "リである。",
    ]


@pytest.mark.parametrize("mark", "」？・ー")
def test_only_commas_and_full_stops_hang(compose, mark):
    for measure in (4, 4.5, 5, 6):
        composed = compose(f"国国国国国国{mark}国国国国", measure, line_end=LineEnd.HANGING)
        assert {line.hang for line in composed.lines} == {0}


def test_nothing_hangs_unless_asked(compose):
    for measure in range(4, 12):
        lines = compose("国国国国国国、国国国国国国。国国国国国", measure).lines
        assert {line.hang for line in lines} == {0}


# 3.8.3

STAGES = "国・国「国」国A国to be国、"
DOT, BRACKETS, LATIN = (0, 1), (2, 5), (6, 7, 8, 13)


def word_space(line):
    starts = {cluster.text: cluster.start for cluster in line.clusters}
    return starts["b"] - starts["o"] - 0.5


def end_aki(line, mark="、"):
    return line.extent - next(c.start for c in line.clusters if c.text == mark) - 0.5


def seen(line, aki_in):
    """What the stages have left: word space, line end, dot, brackets, beside Latin."""
    aki = aki_in(line)
    groups = [{aki[at] for at in places} for places in (DOT, BRACKETS, LATIN)]
    assert all(len(group) == 1 for group in groups)  # equally
    return [round(word_space(line), 4), end_aki(line), *(group.pop() for group in groups)]


THIRD4, W = round(THIRD, 4), 1 / 12


@pytest.mark.parametrize(
    ("by", "left"),
    [
        (0, [THIRD4, H, Q, H, Q]),
        (W / 2, [0.2917, H, Q, H, Q]),  # a: word spaces, from a third
        (W, [Q, H, Q, H, Q]),  # … to a quarter
        (W + 0.5, [Q, 0, Q, H, Q]),  # b: the line end, all or nothing
        (W + 0.75, [Q, 0, 0.125, H, Q]),  # d: the middle dot in the line
        (W + 1.0, [Q, 0, 0, H, Q]),
        (W + 1.5, [Q, 0, 0, Q, Q]),  # e: brackets
        (W + 2.0, [Q, 0, 0, 0, Q]),
        (W + 2.25, [Q, 0, 0, 0, 0.1875]),  # f: beside Latin, down to an eighth
        (W + 2.5, [Q, 0, 0, 0, 0.125]),
    ],
)
def test_the_stages_of_reduction(squeezed, aki_in, by, left):
    found = seen(squeezed(STAGES, by), aki_in)
    assert found == pytest.approx(left, abs=2e-4)


def test_nothing_is_reduced_past_the_last_stage(compose):
    natural = compose(STAGES, writing=Writing.HORIZONTAL).lines[0].extent
    composed = compose(
        STAGES, natural - W - 2.5 - 0.25, single_line=True, writing=Writing.HORIZONTAL
    )
    assert [misfit.amount for misfit in composed.misfits] == [pytest.approx(0.25, abs=1e-5)]


def test_a_middle_dot_at_the_line_end_is_solid_on_both_sides(squeezed, aki_in):
    """c: before the dots within the line and before the brackets."""
    line = squeezed("国・国「国」国・", 0.5)
    aki = aki_in(line)
    assert (aki[-1], line.clusters[-1].start + 0.75) == (0, line.extent)
    assert aki[:2] == [Q, Q]
    assert aki[2] == aki[5] == H


def test_the_half_em_of_a_full_stop_in_the_line_is_never_reduced(squeezed, aki_in):
    """e, note 1: the brackets give all they have, the full stop nothing."""
    aki = aki_in(squeezed("国。国「国」国、国", 1.5))
    assert aki == [0, H, 0, 0, 0, 0, 0, 0]


def test_spaces_are_reduced_in_proportion_to_the_size_of_their_marks(set_by_hand, aki_in):
    """d and e: a bracket of 0.8 em gives four fifths of what a bracket of an em gives."""
    small = dict.fromkeys((4, 5, 6), 0.8)
    natural = set_by_hand("「国」国「国」国", sizes=small)[0]
    line = set_by_hand("「国」国「国」国", natural.extent - 0.65, sizes=small)[0]
    before, after = aki_in(natural), aki_in(line)
    assert [before[2], before[3], before[6]] == [H, 0.4, 0.4]
    taken = [round(a - b, 4) for a, b in zip(before, after, strict=True)]
    assert [taken[2], taken[3], taken[6]] == pytest.approx([0.25, 0.2, 0.2], abs=1e-4)


@pytest.mark.parametrize(
    ("by", "left"),
    [
        (0, [THIRD4, 0, Q, H, Q]),  # the line end is solid from the beginning
        (W, [Q, 0, Q, H, Q]),
        (W + 0.25, [Q, 0, 0.125, H, Q]),
        (W + 0.5, [Q, 0, 0, H, Q]),
        (W + 1.0, [Q, 0, 0, Q, Q]),
        (W + 1.5, [Q, 0, 0, 0, Q]),
        (W + 1.75, [Q, 0, 0, 0, 0.1875]),
        (W + 2.0, [Q, 0, 0, 0, 0.125]),
    ],
)
def test_the_stages_of_reduction_of_jis_x_4051(squeezed, aki_in, by, left):
    line = squeezed(STAGES, by, reduction=Reduction.JIS_X_4051)
    assert seen(line, aki_in) == pytest.approx(left, abs=2e-4)


@pytest.mark.parametrize(
    ("by", "left"),
    [
        (W, [Q, H, Q, H, Q]),
        (W + 0.5, [Q, 0, Q, H, Q]),
        (W + 0.75, [Q, 0, Q, 0.375, Q]),  # e, note 3: not further than a quarter em
        (W + 1.0, [Q, 0, Q, Q, Q]),  # dots and the space beside Latin stay (f, note)
    ],
)
def test_the_stages_of_reduction_of_table_5(squeezed, aki_in, by, left):
    line = squeezed(STAGES, by, reduction=Reduction.LIMITED)
    assert seen(line, aki_in) == pytest.approx(left, abs=2e-4)


# 3.8.4

GROWING = "国国国A国to be国「国"
SOLID, QUARTERS, BRACKET = (0, 1), (2, 3, 4, 9), 10
S = 1 / 6


def grown(line, aki_in):
    """Word space, beside Latin, between ideographs, before the bracket."""
    aki = aki_in(line)
    groups = [{aki[at] for at in places} for places in (QUARTERS, SOLID)]
    assert all(max(group) - min(group) < 2e-4 for group in groups)
    return [round(word_space(line), 4), *(group.pop() for group in groups), aki[BRACKET]]


@pytest.mark.parametrize(
    ("by", "left"),
    [
        (S / 2, [5 / 12, Q, 0, H]),  # a: word spaces
        (S, [H, Q, 0, H]),  # … to half an em
        (S + 0.5, [H, 0.375, 0, H]),  # b: beside Latin
        (S + 1.0, [H, H, 0, H]),
        (S + 1.25, [H, H, 0.125, H]),  # c: where characters are solid
        (S + 1.5, [H, H, Q, H]),
        (S + 1.5 + 0.9, [H + 0.2, H + 0.1, Q + 0.1, H + 0.1]),  # d: on both sides of a word space
    ],
)
def test_the_stages_of_expansion(opened, aki_in, by, left):
    assert grown(opened(GROWING, by), aki_in) == pytest.approx(left, abs=2e-4)


@pytest.mark.parametrize(
    ("by", "left"),
    [(S, [H, Q, 0, H]), (S + 0.25, [H, Q, 0.125, H]), (S + 0.5, [H, Q, Q, H])],
)
def test_the_space_beside_latin_is_fixed_with_table_5(opened, aki_in, by, left):
    """b, note: there are also examples where it is regarded as fixed."""
    line = opened(GROWING, by, reduction=Reduction.LIMITED)
    assert grown(line, aki_in) == pytest.approx(left, abs=2e-4)


def test_no_stage_opens_a_word_a_figure_or_the_inside_of_brackets(opened, aki_in):
    line = opened("国「国」国word国1,000国", 6)
    aki = aki_in(line)
    assert [aki[at] for at in (1, 2, 5, 6, 7, 10, 11, 12, 13)] == [0] * 9


def test_a_line_opened_too_far_is_reported(compose):
    whole = Text((Plain("国国国"), Unbroken((Plain("国" * 8),))), Place("x"))
    assert [misfit.amount for misfit in compose(whole, 8).misfits] == [-5]
