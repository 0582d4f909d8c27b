"""JLReq 3.7: superscripts, furiwake, jidori, math symbols, after the document's figures."""

from itertools import pairwise

import pytest

from declaration_print.model.declaration import Furiwake, Jidori, Plain, ReferenceMark, Ruby, Text
from declaration_print.model.problem import Place
from declaration_print.model.setting import Alignment, Writing

H, Q = 0.5, 0.25


def text(*nodes):
    return Text(tuple(Plain(node) if isinstance(node, str) else node for node in nodes), Place("x"))


def starts(line):
    return [cluster.start for cluster in line.clusters]


# 3.7.1


def ornamented(first, last):
    """Clusters of one complex (cl-21), all but the first at 60 per cent."""
    places = range(first, last + 1)
    return {
        "kinds": dict.fromkeys(places, 21),
        "sizes": dict.fromkeys(places[1:], 0.6),
        "complexes": ((first, last),),
    }


def test_superscripts_are_solid_and_never_opened(set_by_hand, aki_in):
    """Figure 2_7_1, SO3: solid within, a quarter em beside Japanese characters."""
    line = set_by_hand("は国SO3と", **ornamented(2, 4))[0]
    assert aki_in(line) == [0, Q, 0, 0, Q]
    wide = set_by_hand("は国SO3と国国国国国国国国", 6, **ornamented(2, 4))[0]
    assert aki_in(wide)[2:4] == [0, 0]


def test_no_line_ends_within_a_superscript(set_by_hand):
    for measure in (2, 3, 3.5, 4):
        lines = set_by_hand("国国nPr国国", measure, **ornamented(2, 4))
        assert sum("nPr" in "".join(c.text for c in line.clusters) for line in lines) == 1


@pytest.mark.parametrize("writing", Writing)
def test_a_mark_is_sixty_per_cent_of_the_text(compose, writing):
    """The size that the document recommends for superscripts."""
    line = compose(text("背丁", ReferenceMark("2"), "と"), writing=writing).lines[0]
    assert {cluster.size for cluster in line.clusters if cluster.text == "2"} == {0.6}


# 3.7.2

BACKS = ("フレキシブルバック", "タイトバック", "ホローバック")


def furiwake(compose, *nodes, measure=100.0):
    return compose(text(*nodes), measure).lines


def test_the_lines_of_figure_2_7_3_begin_together(compose):
    (line,) = furiwake(compose, "様式には", Furiwake(BACKS), "の三つが")
    placed = {c.text: c for c in line.clusters if c.text in "フタホ"}
    assert {c.start for c in placed.values()} == {4}
    assert placed["フ"].shift > placed["タ"].shift > placed["ホ"].shift


def test_a_block_is_as_long_as_its_longest_line(compose):
    (line,) = furiwake(compose, "様式には", Furiwake(BACKS), "の三つが")
    after = next(c for c in line.clusters if c.text == "の")
    assert after.start == 4 + len(BACKS[0])


@pytest.mark.parametrize("count", [2, 3, 4])
def test_the_middle_of_a_block_is_the_middle_of_the_line(compose, count):
    (line,) = furiwake(compose, "国", Furiwake(("一二", "三四", "五六", "七八")[:count]), "国")
    shifts = sorted({c.shift for c in line.clusters if c.text in "一三五七"})
    assert len(shifts) == count
    assert sum(shifts) == pytest.approx(0)
    steps = {round(b - a, 4) for a, b in pairwise(shifts)}
    assert len(steps) == 1
    assert line.thickness == pytest.approx(1 + shifts[-1] - shifts[0])


def test_the_characters_of_a_block_have_the_size_of_the_text(compose):
    (line,) = furiwake(compose, "国", Furiwake(BACKS), "国")
    assert {cluster.size for cluster in line.clusters} == {1}


@pytest.mark.parametrize(
    "before", [(), (Furiwake(BACKS),), (Furiwake(BACKS), Furiwake(("甲", "乙")))]
)
def test_a_reading_stands_at_its_base_whatever_blocks_come_before(compose, before):
    """Its first and last clusters are counted along the line, a block's with the others."""
    (line,) = furiwake(
        compose, "様式", *before, Ruby("東", ("とう",)), Furiwake(("丙", "丁")), "国"
    )
    (reading,) = line.ruby
    (base,) = (at for at, cluster in enumerate(line.clusters) if cluster.text == "東")
    assert (reading.first, reading.last) == (base, base)
    assert reading.starts[0] == line.clusters[base].start


def test_a_block_in_one_line_moves_no_reading_of_the_next(compose):
    _, line = furiwake(
        compose, "国", Furiwake(("甲乙", "丙丁")), "国", Ruby("東", ("とう",)), measure=4
    )
    (reading,) = line.ruby
    assert "甲" not in {cluster.text for cluster in line.clusters}
    assert line.clusters[reading.first].text == "東"


def test_a_block_never_goes_on_in_the_next_line(compose):
    for measure in (9, 10, 11, 12, 13):
        lines = furiwake(compose, "様式には", Furiwake(BACKS), "の三つが", measure=measure)
        assert ["".join(c.text for c in line.clusters).count("バック") for line in lines].count(
            3
        ) == 1


def test_marks_in_a_block_are_set_as_in_the_text(compose):
    (line,) = furiwake(compose, "国", Furiwake(("一、「二」", "三")), "国")
    first = [c for c in line.clusters if c.shift > 0]
    assert [c.start - first[0].start for c in first] == [0, 1, 1.5, 2.5, 3.5]


# 3.7.3


@pytest.mark.parametrize(
    "words", ["企画と執筆", "原稿編集", "造本設計", "校正", "原価と定価", "用紙材料の準備"]
)
def test_jidori_of_figure_2_7_4(compose, words):
    """Seven ems, whatever the number of characters; seven characters are solid."""
    line = compose(text(Jidori((Plain(words),), 7), "国")).lines[0]
    places = starts(line)
    step = 6 / (len(words) - 1)
    assert places[:-1] == pytest.approx([at * step for at in range(len(words))], abs=1e-5)
    assert places[-1] == 7


def test_jidori_of_two_characters_in_six_ems_as_in_figure_2_7_5(compose):
    """第１章 企画: the caller says 6, so that they do not stand too far apart."""
    assert starts(compose(text(Jidori((Plain("企画"),), 6), "国")).lines[0]) == [0, 5, 6]


def test_jidori_that_is_longer_than_its_ems_is_solid(compose):
    """Figure 2_7_5: 印刷と製本の様式 in seven ems."""
    words = "印刷と製本の様式"
    line = compose(text(Jidori((Plain(words),), 7), "国")).lines[0]
    assert starts(line) == list(range(9))


def test_jidori_with_brackets_opens_outside_of_them_as_in_figure_2_7_52(compose, aki_in):
    """「定価」とは in seven ems, the second example: 」 keeps its half em, three places share the rest.

    Bodies of five ems and that half em leave an em and a half.
    """
    line = compose(text(Jidori((Plain("「定価」とは"),), 7))).lines[0]
    assert aki_in(line) == [0, H, 0, H + H, H]


def test_jidori_keeps_what_no_line_end_divides_together(compose, aki_in):
    line = compose(text(Jidori((Plain("国word国"),), 8)), writing=Writing.HORIZONTAL).lines[0]
    assert aki_in(line)[1:4] == [0, 0, 0]
    line = compose(text(Jidori((Plain("国――国"),), 8))).lines[0]
    assert aki_in(line)[1] == 0


def test_jidori_opens_beside_an_ideographic_space_as_beside_other_characters(compose, aki_in):
    line = compose(text(Jidori((Plain("山田　太郎"),), 9))).lines[0]
    assert aki_in(line) == [1, 1, 1, 1]


def test_a_single_character_stands_at_the_head_of_its_jidori(compose):
    assert starts(compose(text(Jidori((Plain("林"),), 7), "国")).lines[0]) == [0, 7]


# 3.7.4

SIGNS = "＝≠≒≡＜＞≦≧∈∪∩⊂⇒∝⊥＋－×÷±"


@pytest.mark.parametrize("sign", SIGNS)
def test_math_signs_are_an_em_and_solid_beside_letters_and_figures(compose, aki_in, sign):
    """Figure 2_7_6."""
    line = compose(f"a{sign}b", writing=Writing.HORIZONTAL).lines[0]
    assert aki_in(line) == [0, 0]
    assert line.clusters[1].advance == 1


def test_a_sign_that_the_face_draws_narrow_stands_in_the_middle_of_an_em(compose):
    """The width of math symbols and operators is full-width; the test face has − in half an em."""
    one, sign, other = compose("国−国", writing=Writing.HORIZONTAL).lines[0].clusters
    assert (one.end, sign.start, sign.end, other.start) == (1, 1.25, 1.75, 2)


def test_a_formula_in_a_line_has_quarters_at_its_ends(aki_of):
    """Figure 2_7_6: で a＋b＝b＋a，乗法で ab＝ba と."""
    assert aki_of("でa＋b＝b＋a，乗") == [Q, 0, 0, 0, 0, 0, 0, 0, H]
    assert aki_of("でab＝baと") == [Q, 0, 0, 0, 0, Q]


@pytest.mark.parametrize("words", ["主語＋述語", "接費＝固定費＋変動費"])
def test_math_signs_are_solid_among_japanese_characters(aki_of, words):
    """Figure 2_7_62, the first two lines."""
    assert set(aki_of(words)) == {0}


def test_a_sign_before_a_figure_belongs_to_it(aki_of):
    """Figure 2_7_62, the third line: は −5 または −8 となり, a quarter em before the sign."""
    assert aki_of("は−5または−8となり") == [Q, 0, Q, 0, 0, Q, 0, Q, 0, 0]


@pytest.mark.parametrize(("measure", "first"), [(5, "国国国aa"), (6, "国国国aa＝")])
def test_a_line_may_end_beside_a_math_sign(lines_of, measure, first):
    assert lines_of("国国国aa＝bbb国国国国国国国国", measure)[0] == first


def test_alignment_is_no_matter_for_what_fills_its_line(compose):
    """A jidori as long as the measure stands alike in any alignment."""
    for alignment in (Alignment.START, Alignment.CENTRE, Alignment.END):
        line = compose(text(Jidori((Plain("校正"),), 7)), 7, alignment=alignment).lines[0]
        assert starts(line) == [0, 6]
