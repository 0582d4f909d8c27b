"""Where lines end: JLReq 3.1.7, 3.1.8, 3.1.10, 3.2.6 and Table 2."""

import re
from itertools import pairwise

import pytest

from declaration_print.model.declaration import LineBreak, Plain, Text
from declaration_print.model.problem import Place
from declaration_print.model.setting import Kinsoku, Writing
from declaration_print.model.units import Em


def test_a_comma_never_starts_a_column(assert_columns):
    assert_columns(
        "宣言は、守る",
        measure=3,
        drawing="""
        る は 宣
        　 、 言
        　 守
    """,
    )


def test_an_opening_bracket_never_ends_a_column(assert_columns):
    assert_columns(
        "私たちは「東北」を支える",
        measure=5,
        drawing="""
        え 「 私
        る 東 た
        　 北 ち
        　 」 は
        　 を
        　 支
    """,
    )


# JLReq 3.1.7: the classes that start no line, one member each (cl-02 … cl-11).
@pytest.mark.parametrize("mark", "」）〜！？・。、々ゝーっュ")
def test_a_line_start_prohibited_character_stays_with_the_one_before(lines_of, mark):
    for line in lines_of(f"東北地域{mark}の未来を拓く", 4):
        assert not line.startswith(mark)


@pytest.mark.parametrize("mark", "「『（【〈")
def test_a_line_end_prohibited_character_stays_with_the_one_after(lines_of, mark):
    for line in lines_of(f"東北地{mark}域の未来を拓く", 4):
        assert not line.endswith(mark)


# JLReq Table 2, notes 1-3: 々, ー and small kana may be let start a line.
@pytest.mark.parametrize(
    ("text", "kinsoku", "first"),
    [
        ("東北センター", Kinsoku.STRICT, "東北セン"),
        ("東北センター", Kinsoku.NORMAL, "東北センタ"),
        ("東北の人だっ", Kinsoku.NORMAL, "東北の人だ"),
        ("東北の人人々", Kinsoku.STRICT, "東北の人"),
        ("東北の人人々", Kinsoku.NORMAL, "東北の人人"),
    ],
)
def test_kinsoku_decides_what_may_start_a_line(lines_of, text, kinsoku, first):
    after = "東北東北東北東北"
    assert lines_of(text + after, 5, kinsoku=kinsoku)[0] == first


@pytest.mark.parametrize("pair", ["——", "……", "‥‥", "――"])
def test_a_double_dash_and_double_leaders_are_not_split(lines_of, pair):
    for measure in (3, 4, 5, 6, 7):
        lines = lines_of(f"東北の宣言{pair}未来を拓く私たち", measure)
        assert sum(pair in line for line in lines) == 1


def test_dash_and_leader_of_different_kinds_may_part(lines_of):
    """Table 2, note 5."""
    assert lines_of("東北の—…未来へ", 4) == ["東北の—", "…未来へ"]


def test_a_latin_word_is_broken_at_spaces_only(lines_of):
    assert lines_of("法人natural scienceと共に", 6) == ["法人natural", "scienceと", "共に"]


def test_the_space_at_a_latin_break_leaves_nothing_behind(compose):
    """JLReq Table 1, note 13."""
    composed = compose("natural science", 4, writing=Writing.HORIZONTAL)
    assert [len(line.clusters) for line in composed.lines] == [7, 7]
    assert composed.lines[1].clusters[0].start == 0.0
    assert composed.normalisations == ()


def test_a_latin_compound_breaks_after_its_hyphen_or_slash(lines_of):
    lines = lines_of("地域のresearch/developmentを進める", 8)
    assert any(line.endswith("research/") for line in lines)
    lines = lines_of("地域のcross-sectoralを進める", 6)
    assert any(line.endswith("cross-") for line in lines)


@pytest.mark.parametrize("word", ["km/h", "COVID-19", "3.14", "1,000", "50%", "￥500", "A4"])
def test_figures_and_short_compounds_stay_whole(lines_of, word):
    for measure in (4, 4.5, 5, 5.5, 6):
        lines = lines_of(f"東北地域の{word}の未来を拓く", measure)
        assert sum(word in line for line in lines) == 1


def test_a_word_longer_than_the_measure_is_broken_and_reported(compose):
    composed = compose("Pneumonoultramicroscopic", 5, writing=Writing.HORIZONTAL)
    assert len(composed.lines) == 3
    assert all(line.extent <= 5 for line in composed.lines)
    # 24 letters of half an em on a measure of 5 are 7 too long; it is said once.
    assert [misfit.amount for misfit in composed.misfits] == [7.0]


def test_a_single_character_is_not_left_for_the_last_line(lines_of):
    """JLReq 3.5.4; the 。 is no character of its own."""
    text = "東北地域の未来を共に拓きます。"
    assert lines_of(text, 13)[-1] not in {"す。", "。"}
    assert "".join(lines_of(text, 13)) == text


def test_a_newline_is_a_forced_break_and_its_line_is_not_stretched(compose):
    composed = compose("東北の\n未来を拓く宣言を", 6, first_indent=Em(1))
    assert ["".join(c.text for c in line.clusters) for line in composed.lines] == [
        "東北の",
        "未来を拓く宣",
        "言を",
    ]
    assert [line.clusters[0].start for line in composed.lines] == [1.0, 0.0, 0.0]
    assert composed.lines[0].extent == 4.0
    assert composed.lines[0].adjustment == 0.0


def test_breaks_are_weighed_over_the_whole_paragraph(compose):
    """Greedy filling would leave the second line open; shrinking nothing is not worth that."""
    composed = compose(
        "未来を拓く東北の地域innovation宣言を掲げ共に前進します", 11, writing=Writing.HORIZONTAL
    )
    assert not composed.misfits
    assert max(abs(line.adjustment) for line in composed.lines[:-1]) <= 1.0


def test_a_single_line_is_never_broken_and_reported_when_too_long(compose):
    composed = compose("東北イノベーション宣言", 8, single_line=True)
    assert len(composed.lines) == 1
    assert [misfit.amount for misfit in composed.misfits] == [3.0]


def test_an_empty_text_has_no_lines(compose):
    assert compose("", 10).lines == ()
    assert compose(" 　\t ", 10).lines == ()


def test_a_line_ends_where_it_is_asked_to(assert_columns):
    text = Text((Plain("宣言は"), LineBreak(), Plain("守る。")), Place("x"))
    drawing = """
        守 宣
        る 言
        。 は
    """
    assert_columns(text, 12, drawing)


def test_an_address_goes_on_after_a_stroke_or_before_another_mark(lines_of):
    text = "詳しくはhttps://www.city.example.jp/section/information.html?id=12をご覧ください。"
    for measure in range(8, 20):
        lines = lines_of(text, measure)
        inside = [line for line in lines[:-1] if re.search(r"[!-~]\Z", line)]
        for line, following in pairwise(lines):
            if line in inside and following[0].isascii():
                assert line.endswith("/") or following[0] in ".?=&@-_~#"
                assert not line.endswith(":/")
        assert "".join(lines) == text
    assert len(lines_of(text, 12)) <= 5
