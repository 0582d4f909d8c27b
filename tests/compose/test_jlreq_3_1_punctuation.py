"""JLReq 3.1: punctuation marks. Drawings are the document's figures, aki are the ems it states."""

import pytest

from declaration_print.model.declaration import Plain, Text, Unbroken
from declaration_print.model.problem import Place
from declaration_print.model.setting import Figures, LineEnd, LineHead, Reduction, Writing
from declaration_print.model.units import Em

H, Q = 0.5, 0.25

OPENING = "「『（"


def text(*nodes):
    return Text(tuple(Plain(node) if isinstance(node, str) else node for node in nodes), Place("x"))


# 3.1.1


@pytest.mark.parametrize("marks", ["，．", "，。", "、。"])
def test_three_conventions_of_comma_and_full_stop_are_set_alike(compose, aki_in, marks):
    """Figures 2_1 to 2_3: half an em after each, whichever of them the author writes."""
    comma, stop = marks
    composed = compose(f"国{comma}国{stop}国", writing=Writing.HORIZONTAL)
    assert aki_in(composed.lines[0]) == [0, H, 0, H]
    assert composed.normalisations == ()


@pytest.mark.parametrize("pair", ["「」", "『』", "“”", "‘’", "〝〟", "［］", "〔〕"])
def test_quotation_marks_and_square_brackets_are_brackets(aki_of, pair):
    assert aki_of(f"国{pair[0]}国{pair[1]}国") == [H, 0, 0, H]


# 3.1.2


@pytest.mark.parametrize(
    ("words", "aki"),
    [
        ("天、下", [0, H]),
        ("う。こ", [0, H]),
        ("に「前付」が", [H, 0, 0, 0, H]),
        ("付・本", [Q, Q]),
    ],
)
@pytest.mark.parametrize("writing", Writing)
def test_half_em_bodies_get_the_aki_of_figure_2_8_1(aki_of, words, aki, writing):
    assert aki_of(words, writing=writing) == aki


def test_the_columns_of_figure_2_8_1_are_full_without_adjustment(compose):
    """Full stops and commas, brackets, middle dots: each looks an em wide, 15 in a column."""
    columns = [
        "本の上部を天、下部を地、前側を",
        "小口、その反対をのどという。",
        "中心となるのは「本文」であり、",
        "その前に「前付」がつく。",
        "本は前付・本文・後付で構成する",
    ]
    for column in columns:
        line = compose(column, 15).lines[0]
        assert (line.extent, line.adjustment) == (len(column), 0)


# 3.1.3


@pytest.mark.parametrize(
    ("number", "at"),
    [("三、四五六、七八九人", (1, 5)), ("二、三人", (1,)), ("〇・三五一四ミリ", (1,))],
)
def test_commas_and_dots_among_kanji_figures_are_solid(compose, aki_in, number, at):
    """Figures 2_11, 2_10 and 2_12, within a sentence."""
    line = compose(f"約{number}").lines[0]
    assert [set(aki_in(line)[place : place + 2]) for place in at] == [{0}] * len(at)


def test_the_first_comma_of_a_list_number_keeps_its_aki(compose, aki_in):
    """一、 at the head of a paragraph numbers an item and is no approximation."""
    assert aki_in(compose("一、二人で行う").lines[0])[:2] == [0, H]


@pytest.mark.parametrize("number", ["三、四", "〇・三"])
def test_a_line_may_end_after_a_mark_among_kanji_figures_but_not_before(columns_of, number):
    """3.1.10, note 2 to c."""
    whole = f"国国国{number}五六国国国国"
    breaks = {len(columns_of(whole, measure)[0]) for measure in (4, 4.5, 5, 5.5, 6)}
    assert 4 not in breaks
    assert 5 in breaks


def test_a_dot_in_a_formula_is_solid_where_the_caller_says_so(set_by_hand, aki_in):
    """3.1.3 d; the notation cannot tell N・m from a name with a dot in it."""
    assert aki_in(set_by_hand("N・m")[0]) == [Q, Q]
    assert aki_in(set_by_hand("N・m", solid=frozenset({1}))[0]) == [0, 0]


# 3.1.4


@pytest.mark.parametrize(
    ("words", "aki"),
    [
        ("る。」こ", [0, 0, H]),  # ①
        ("る、」こ", [0, 0, H]),
        ("る）。こ", [0, 0, H]),  # ②
        ("る）、こ", [0, 0, H]),
        ("る、「こ", [0, H, 0]),  # ③
        ("る。「こ", [0, H, 0]),
        ("る」「こ", [0, H, 0]),  # ④
        ("る「『こ", [H, 0, 0]),  # ⑤
        ("る）」こ", [0, 0, H]),  # ⑥
        ("集」・「校", [0, Q, Q, 0]),  # ⑦
    ],
)
@pytest.mark.parametrize("writing", Writing)
def test_marks_that_meet_keep_one_aki_of_figure_2_13(aki_of, words, aki, writing):
    assert aki_of(words, writing=writing) == aki


# 3.1.5

SENTENCE = "次のように発音どおりとならない事項もあり注意する。"
QUOTED = "『現代仮名遣い』では、助詞の「へ」は「へ」と書くのがルールである。"
QUOTED_SHORT = "『現代仮名遣い』では助詞の「へ」は「へ」と書くのがルールである。"


def heads(composed):
    """Where the body of each line's first character begins."""
    firsts = [line.clusters[0] for line in composed.lines]
    return [first.start + (0.5 if first.text in OPENING else 0.0) for first in firsts]


@pytest.mark.parametrize(
    ("pattern", "columns", "begins"),
    [
        (  # ①
            (LineHead.FLUSH, QUOTED),
            ["『現代仮名遣い』では、助詞の", "「へ」は「へ」と書くのがルール", "である。"],
            [1, 0, 0],
        ),
        (  # ②
            (LineHead.HALF_EM, QUOTED_SHORT),
            ["『現代仮名遣い』では助詞の", "「へ」は「へ」と書くのがルー", "ルである。"],
            [1.5, 0.5, 0],
        ),
        (  # ③
            (LineHead.HALF_INDENT, QUOTED),
            ["『現代仮名遣い』では、助詞の", "「へ」は「へ」と書くのがルール", "である。"],
            [0.5, 0, 0],
        ),
    ],
)
def test_the_three_patterns_of_brackets_at_the_line_head(
    compose, columns_of, pattern, columns, begins
):
    """Figure 2_15; the second paragraph, 14 characters in a column."""
    line_head, quoted = pattern
    settings = {"first_indent": Em(1), "line_head": line_head}
    assert columns_of(quoted, 14, **settings) == columns
    assert heads(compose(quoted, 14, **settings)) == begins
    plain = compose(SENTENCE, 14, **settings)
    assert heads(plain) == [1, 0]
    assert [len(line.clusters) for line in plain.lines] == [13, 12]


def test_a_line_that_continues_after_a_quotation_is_flush(compose):
    """Figure 2_16, right: といいながら stands at the line head, its quotation an em further in."""
    composed = compose("「……ございましょか」\nといいながら、をみて、", 12, first_indent=Em(1))
    assert heads(composed) == [1, 0]


# 3.1.6


def test_dividing_punctuation_of_figure_2_17(aki_of, compose):
    """Solid before, an em after (the ideographic space); 」 closes up and has its half em."""
    assert aki_of("だろうか？　何", writing=Writing.VERTICAL) == [0] * 6
    question = compose("か？　何").lines[0].clusters
    assert question[3].start - question[1].end == 1
    assert aki_of("「うまい！」と", writing=Writing.VERTICAL) == [0, 0, 0, 0, 0, H]


def test_dividing_punctuation_within_a_sentence_is_solid(aki_of):
    """Figure 2_18, right; the document's other choice is a quarter em on both sides."""
    assert aki_of("るか？を考") == [0, 0, 0, 0]


def test_a_question_at_the_last_but_one_place_of_a_column_keeps_its_em(assert_columns):
    """Figure 2_20, right: 13 characters."""
    assert_columns(
        "だろうか？　何のために？　私は、その理由を考えるようになりました。",
        measure=13,
        drawing="""
        に 私 だ
        な は ろ
        り 、 う
        ま そ か
        し の ？
        た 理 ＿
        。 由 何
        ＿ を の
        ＿ 考 た
        ＿ え め
        ＿ る に
        ＿ よ ？
        ＿ う ＿
    """.replace("＿", "　"),
    )


def test_the_em_after_a_question_vanishes_at_the_column_end(compose, columns_of):
    """Figure 2_20, left: ？ is the 13th character, and the next column begins flush."""
    question = "のだろうか？　何のために？　私は、その理由を考えるようになりました。"
    first, second, _ = columns_of(question, 13)
    assert (first.rstrip("　")[-1], second[0]) == ("？", "私")
    lines = compose(question, 13).lines
    assert (lines[0].extent, lines[0].adjustment, lines[1].clusters[0].start) == (13, 0, 0)


@pytest.mark.parametrize("hyphen", "‐〜゠–")
def test_hyphens_are_solid_but_beside_brackets_and_dots(compose, hyphen):
    """Half an em before an opening bracket, a quarter before a middle dot."""
    for after, aki in (("国", 0), ("「", H), ("・", Q)):
        one, mark, other = (
            compose(f"国{hyphen}{after}", figures=Figures.AS_WRITTEN, writing=Writing.HORIZONTAL)
            .lines[0]
            .clusters
        )
        assert mark.start == one.end
        body = other.start + {"「": 0.5, "・": 0.25}.get(after, 0)
        assert body - mark.end == pytest.approx(aki)


# 3.1.9


def test_marks_at_the_line_end_stand_as_full_width_characters(assert_columns):
    """Figure 2_21: nine characters in a column, half an em after 』」。、 and quarters beside ・."""
    assert_columns(
        "日本語における表記の『現代仮名遣い』では「へ」は「へ」と書くようにする。"
        "こうした場合では、又片仮名・平仮名・片仮名",
        measure=9,
        drawing="""
        片 又 こ と で の 日
        仮 片 う 書 は 『 本
        名 仮 し く 「 現 語
        　 名 た よ へ 代 に
        　 ・ 場 う 」 仮 お
        　 平 合 に は 名 け
        　 仮 で す 「 遣 る
        　 名 は る へ い 表
        　 ・ 、 。 」 』 記
    """,
    )


FIGURE_2_22 = [
    "この「印刷文字の大きさ」（文字サイズ、",
    "フォントサイズ）は活字の伝統に従い、",
    "その「字面」ではなく、その「字面」を",
    "ささえる「ボディ」（仮想ボディという）",
    "の大きさで示す。",
]


def test_half_an_em_at_the_line_end_or_solid_as_in_figure_2_22(compose, columns_of):
    """18 characters: the comma of column 1 and the bracket of column 4 are solid, 2 keeps its half."""
    assert columns_of("".join(FIGURE_2_22), 18) == FIGURE_2_22
    lines = compose("".join(FIGURE_2_22), 18).lines
    ends = [line.clusters[-1].start + 0.5 for line in lines[:4]]
    assert ends == [18, 17.5, 17.5, 18]  # column 3 ends with を, whose middle is here
    assert [line.adjustment for line in lines] == [-0.5, 0, 0, -0.5, 0]


def test_the_last_line_of_figure_2_22_gives_up_its_half_em_too(compose, columns_of):
    """3.8.1: a last line that is a little too long is reduced like any other."""
    paragraph = "その文字の大きさを示すに単位には、「ポイント」や「級」が使用されている。"
    columns = ["その文字の大きさを示すに単位には、", "「ポイント」や「級」が使用されている。"]
    assert columns_of(paragraph, 18, first_indent=Em(1)) == columns
    last = compose(paragraph, 18, first_indent=Em(1)).lines[-1].clusters[-1]
    assert last.start + 0.5 == 18


@pytest.mark.parametrize(("measure", "quarters"), [(7.0, Q), (6.5, 0.0)])
def test_a_middle_dot_at_the_line_end_has_both_quarters_or_none(compose, aki_in, measure, quarters):
    line = compose("東北の農林業・工業", measure).lines[0]
    assert line.clusters[-1].text == "・"
    assert aki_in(line)[-1] == quarters
    assert line.clusters[-1].start + 0.75 + quarters == measure


@pytest.mark.parametrize(
    ("column", "last"),
    [
        ("て、『現代仮名遣い』", 8.5),
        ("では、「へ」は「へ」", 8.5),
        ("と書くようにする。", 8.0),
        ("こうした場合では、", 8.5),
        ("又片仮名・平仮名・", 8.25),
    ],
)
def test_the_line_ends_of_jis_x_4051(compose, column, last):
    """Figure 2_1_2: half an em after 。 alone; 』」、 solid, ・ with a quarter before it only."""
    whole = text(column, Unbroken((Plain("国" * 9),)))
    line = compose(whole, 9, reduction=Reduction.JIS_X_4051).lines[0]
    assert "".join(cluster.text for cluster in line.clusters) == column
    assert line.clusters[-1].start == last


def test_the_full_stop_of_jis_x_4051_never_gives_up_its_half_em(compose):
    composed = compose("東「北の未来。」国国国国国国", 6.5, reduction=Reduction.JIS_X_4051)
    for line in composed.lines:
        if line.clusters[-1].text == "。":
            assert line.extent - (line.clusters[-1].start + 0.5) == 0.5


@pytest.mark.parametrize("mark", "』。」、）")
def test_always_solid_at_the_line_end_is_an_option(compose, mark):
    """Figure 2_23: eight and a half characters in a column."""
    composed = compose(f"国国国国国国国国{mark}国国国国", 8.5, line_end=LineEnd.SOLID)
    line = composed.lines[0]
    assert (line.clusters[-1].text, line.adjustment, line.extent) == (mark, 0, 8.5)


# 3.1.12


def test_a_line_of_full_width_characters_needs_no_adjustment(compose, columns_of):
    """Figure 2_33, ①: 15 characters."""
    paragraph = "使用する原稿には、いろいろな種類がある。"
    assert columns_of(paragraph, 15) == ["使用する原稿には、いろいろな種", "類がある。"]
    assert compose(paragraph, 15).lines[0].adjustment == 0


def test_half_an_em_too_much_is_taken_from_both_sides_of_the_brackets(compose, aki_in):
    """Figure 2_33, ② and ③: 、「 is an em and a half; a quarter goes before 「 and after 」."""
    composed = compose("仮製本には、「がんだれ」とよばれる様式がある。", 15)
    first = composed.lines[0]
    assert (len(first.clusters), first.extent, first.adjustment) == (16, 15, -0.5)
    assert aki_in(first) == [0, 0, 0, 0, 0, Q, 0, 0, 0, 0, 0, Q, 0, 0, 0]


def test_a_bracket_that_may_not_end_the_line_leaves_space_between_all_others(compose, aki_in):
    """Figure 2_33, ④ and ⑤: 「 goes to the next line, and one em is shared by 13 places."""
    composed = compose("書籍では主体となる本文の前に「前付」がつく。", 15)
    first, second = composed.lines
    assert "".join(cluster.text for cluster in first.clusters) == "書籍では主体となる本文の前に"
    assert aki_in(first) == [pytest.approx(1 / 13, abs=1e-4)] * 13
    assert second.clusters[0].start == -0.5  # the body of 「 is flush
