"""JLReq 3.2: Japanese and Western text in one line; the document's figures and stated ems."""

import pytest

from declaration_print.model.declaration import Plain, TateChuYoko, Text
from declaration_print.model.problem import Place
from declaration_print.model.setting import Acronyms, Figures, Orientation, Writing

H, Q, THIRD = 0.5, 0.25, pytest.approx(1 / 3, abs=1e-3)


def text(*nodes):
    return Text(tuple(Plain(node) if isinstance(node, str) else node for node in nodes), Place("x"))


def orientations(composed):
    return [(cluster.text, cluster.orientation) for cluster in composed.lines[0].clusters]


# 3.2.2


def test_latin_letters_and_figures_keep_the_advances_of_the_face(compose):
    """Proportional letters, half-width figures: nothing is made full-width in horizontal lines."""
    line = compose("TAP2024", writing=Writing.HORIZONTAL).lines[0]
    assert [cluster.advance for cluster in line.clusters] == [0.5] * 7


def test_a_western_word_space_is_a_third_of_an_em(aki_of):
    assert aki_of("to be")[1] + 0.5 + aki_of("to be")[2] == THIRD


@pytest.mark.parametrize("measure", [5, 6, 7])
def test_a_western_word_space_leaves_nothing_at_the_edges_of_lines(compose, measure):
    composed = compose("natural science and art", measure, writing=Writing.HORIZONTAL)
    assert len(composed.lines) > 1
    assert all(line.clusters[0].start == 0 for line in composed.lines)
    assert all(
        " " not in (line.clusters[0].text, line.clusters[-1].text) for line in composed.lines
    )
    assert all(line.clusters[-1].end == line.extent for line in composed.lines)


# 3.2.3


def test_one_letter_stands_upright(compose):
    """Figure 2_2_50: YとMを重ねるとRになる."""
    composed = compose("YとMを重ねるとRになる")
    assert {way for _, way in orientations(composed)} == {Orientation.UPRIGHT}


def test_words_lie_sideways(compose):
    """Figure 2_2_6."""
    composed = compose("生産gross domestic productを")
    assert "".join(t for t, way in orientations(composed) if way is Orientation.SIDEWAYS) == (
        "gross domestic product"
    )


def test_figures_of_two_digits_share_a_cell(compose):
    """Figure 2_2_7: 平成20年4月16日に."""
    composed = compose("平成20年4月16日に", figures=Figures.TATE_CHU_YOKO)
    cells = [t for t, way in orientations(composed) if way is Orientation.TATE_CHU_YOKO]
    assert cells == ["20", "16"]
    assert composed.lines[0].extent == 9


@pytest.mark.parametrize(
    ("acronyms", "way"),
    [(Acronyms.UPRIGHT, Orientation.UPRIGHT), (Acronyms.SIDEWAYS, Orientation.SIDEWAYS)],
)
def test_acronyms_stand_or_lie(compose, acronyms, way):
    """Figure 2_2_5 (usual) and 2_2_52: 国内総生産のGDPを."""
    composed = compose("国内総生産のGDPを", acronyms=acronyms)
    assert [how for sign, how in orientations(composed) if sign in "GDP"] == [way] * 3


# 3.2.4


@pytest.mark.parametrize("written", ["判型A5判は、A判", "判型Ａ５判は、Ａ判"])
def test_upright_letters_and_figures_are_set_as_ideographs(compose, aki_in, written):
    """Figure 2_2_8: solid, and half an em after the comma."""
    line = compose(written, figures=Figures.UPRIGHT).lines[0]
    assert aki_in(line) == [0, 0, 0, 0, 0, 0, H, 0]
    assert [cluster.advance for cluster in line.clusters] == [1] * 9


@pytest.mark.parametrize(
    ("words", "aki"),
    [("。Ａ", [H]), ("」Ａ", [H]), ("Ａ「", [H]), ("Ａ。", [0]), ("Ａ、", [0]), ("「Ａ」", [0, 0])],
)
def test_marks_beside_full_width_letters(aki_of, words, aki):
    assert aki_of(words, writing=Writing.VERTICAL) == aki


def test_a_decimal_dot_among_upright_figures_is_solid(compose, aki_in):
    """Figure 2_2_53: three and a half ems for 3.14."""
    line = compose("国3.14国", figures=Figures.UPRIGHT).lines[0]
    assert aki_in(line) == [0] * 5
    assert line.extent == 2 + 3.5


def test_another_dot_beside_upright_letters_has_its_quarters(aki_of):
    assert aki_of("国Ａ・Ｂ国", writing=Writing.VERTICAL) == [0, Q, Q, 0]


# 3.2.5


def test_tate_chu_yoko_is_set_as_an_ideograph(compose, aki_in):
    """Figure 2_2_9: は10ポ又は、12、14ポ."""
    composed = compose("は10ポ又は、12、14ポ", figures=Figures.TATE_CHU_YOKO).lines[0]
    assert [composed.clusters[at].text for at in (1, 6, 8)] == ["10", "12", "14"]
    assert aki_in(composed) == [0, 0, 0, 0, 0, H, 0, H, 0]


@pytest.mark.parametrize(
    ("before", "after", "aki"),
    [
        ("。", "国", [H, 0]),
        ("」", "「", [H, H]),
        ("「", "」", [0, 0]),
        ("国", "。", [0, 0]),
        ("国", "・", [0, Q]),
    ],
)
def test_marks_beside_tate_chu_yoko(compose, aki_in, before, after, aki):
    line = compose(text(before, TateChuYoko("12"), after)).lines[0]
    assert aki_in(line) == aki


# 3.2.6


def test_a_word_is_not_divided_unless_hyphenation_is_on(lines_of):
    """a: as the word stands at 地域のinnovationを, six and a half ems hold no part of it."""
    whole = "地域のinnovationを進める東北"
    assert lines_of(whole, 6.5)[0] == "地域の"
    first = lines_of(whole, 6.5, hyphenation="en-GB")[0]
    assert first.startswith("地域のin")
    assert first.endswith("\u00ad")


def test_a_hyphen_ends_the_line_within_the_measure(compose):
    composed = compose(
        "地域のinnovationを進める東北", 6.5, hyphenation="en-GB", writing=Writing.HORIZONTAL
    )
    hyphen = composed.lines[0].clusters[-1]
    assert (hyphen.text, hyphen.source, hyphen.end) == ("\u00ad", "", 6.5)
    assert composed.lines[0].extent == 6.5


@pytest.mark.parametrize("by", [0.05, 1 / 12])
def test_word_spaces_are_reduced_before_all_else(squeezed, by):
    """b: 東「北」to be, where the brackets could give an em."""
    line = squeezed("東「北」もto beを", by)
    starts = {cluster.text: cluster.start for cluster in line.clusters}
    assert starts["b"] - starts["o"] - 0.5 == pytest.approx(1 / 3 - by, abs=1e-5)
    assert starts["北"] - starts["東"] == 2


def test_word_spaces_are_opened_before_all_else(opened):
    line = opened("東北もto beを", 0.1)
    starts = {cluster.text: cluster.start for cluster in line.clusters}
    assert starts["b"] - starts["o"] - 0.5 == pytest.approx(1 / 3 + 0.1, abs=1e-5)
    assert starts["北"] - starts["東"] == 1


@pytest.mark.parametrize("word", ["word", "2024"])
def test_nothing_is_put_between_letters_or_figures(opened, aki_in, word):
    """c."""
    assert aki_in(opened(f"東北{word}地域", 4))[2:5] == [0, 0, 0]


@pytest.mark.parametrize("japanese", ["国", "の", "ア", "っ", "ー"])
@pytest.mark.parametrize("latin", ["A", "5"])
def test_a_quarter_em_between_japanese_and_latin(aki_of, japanese, latin):
    """d, figure 2_2_10."""
    assert aki_of(f"{japanese}{latin}{japanese}") == [Q, Q]


def test_a_quarter_em_beside_latin_that_lies_in_vertical_lines(compose, aki_in):
    """d, figure 2_2_10 is vertical."""
    assert aki_in(compose("装飾edgeには").lines[0]) == [0, Q, 0, 0, 0, Q, 0]


def test_no_quarter_at_the_edges_of_lines(compose):
    """e-1, figure 2_2_12: editorは and のeditor."""
    head = compose("editorは").lines[0].clusters[0]
    assert (head.start, head.orientation) == (0, Orientation.SIDEWAYS)
    composed = compose("国国の国editorはeditorと国国国", 7.25)
    assert [line.clusters[-1].text for line in composed.lines[:1]] == ["r"]
    assert composed.lines[0].clusters[-1].end == 7.25
    assert composed.lines[0].adjustment == 0


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("は、editorの", H, Q),  # e-2
        ("る）editorの", H, Q),
        ("る。editorの", H, Q),
        ("者（editor）は", 0, 0),  # e-3
        ("のeditor、と", Q, 0),
        ("のeditor。と", Q, 0),
        ("のeditor「と", Q, H),
    ],
)
def test_latin_beside_marks(compose, aki_in, words, before, after):
    """Figure 2_2_12."""
    line = compose(words).lines[0]
    at = words.index("e")
    assert (aki_in(line)[at - 1], aki_in(line)[at + 5]) == (before, after)
