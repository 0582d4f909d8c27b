"""JLReq 3.5: indents, lines that are shorter than the measure, last lines."""

from itertools import pairwise

import pytest

from declaration_print.model.setting import Alignment, Writing
from declaration_print.model.units import Em

MANUSCRIPT = "原稿内容の吟味では、入手した原稿が出版に適しているかどうかを検討する。"


def begins(composed):
    return [line.clusters[0].start for line in composed.lines]


def starts(composed):
    return [cluster.start for cluster in composed.lines[0].clusters]


# 3.5.1


def test_the_first_line_of_a_paragraph_is_indented_by_an_em(compose, columns_of):
    """Figure 2_5_1: 原稿内容の吟味では begins an em further in than the lines after it."""
    columns = ["原稿内容の吟味では、入手した原稿が", "出版に適しているかどうかを検討する。"]
    assert columns_of(MANUSCRIPT, 18, first_indent=Em(1)) == columns
    assert begins(compose(MANUSCRIPT, 18, first_indent=Em(1))) == [1, 0]


def test_what_follows_a_quotation_begins_flush(compose):
    """Figure 2_5_2: the quotation is indented, と私は尋ねた。 goes on with its sentence."""
    said = compose("「びっくりした？」\nと私は尋ねた。", 12, first_indent=Em(1))
    assert begins(said) == [0.5, 0]  # the body of 「 is an em in


def test_what_follows_a_quotation_may_be_a_paragraph_of_its_own(compose):
    """Figure 2_5_3: the novelist's way, each line indented."""
    assert begins(compose("と私は尋ねた。", 12, first_indent=Em(1))) == [1]


def test_no_indent_at_all(compose):
    """Figures 2_5_4, and 2_5_5 after a heading."""
    assert begins(compose(MANUSCRIPT, 18)) == [0, 0]


def test_an_item_hangs_from_its_number(compose, columns_of):
    """Figure 2_5_6: the first line an em in, those after it two."""
    item = "①原稿との文字照合では慎重にゆっくりと（自分のスピードで）引き合わせる。"
    hanging = {"indent": Em(2), "first_indent": Em(-1)}
    assert begins(compose(item, 25, **hanging)) == [1, 2]
    assert columns_of(item, 25, **hanging) == [
        "①原稿との文字照合では慎重にゆっくりと（自分のス",
        "ピードで）引き合わせる。",
    ]


# 3.5.2


def test_a_quotation_stands_two_ems_in(compose):
    """Figure 2_5_7: all its lines, and its first line one more."""
    quoted = "この規格は、印刷物の作成にあたって、校正刷を使用して校正する場合に用いる記号"
    composed = compose(quoted, 20, indent=Em(2), first_indent=Em(1))
    assert begins(composed) == [3, 2, 2][: len(composed.lines)]
    assert composed.lines[0].extent == 20


def test_a_line_end_indent_shortens_every_line(compose):
    composed = compose(MANUSCRIPT, 20, end_indent=Em(2), first_indent=Em(1))
    assert {line.extent for line in composed.lines[:-1]} == {18}


# 3.5.3

FIGURE_2_5_8 = ["企画編集", "原稿編集", "本のデザイン", "組版と校正", "刷版の作製と印刷", "製本"]


@pytest.mark.parametrize("words", FIGURE_2_5_8)
@pytest.mark.parametrize("writing", Writing)
@pytest.mark.parametrize(
    ("alignment", "share"),
    [(Alignment.CENTRE, 0.5), (Alignment.START, 0.0), (Alignment.END, 1.0)],
)
def test_single_lines_of_figure_2_5_8(compose, words, writing, alignment, share):
    """Eight ems: solid, in the middle, at the head, at the end."""
    composed = compose(words, 8, alignment=alignment, writing=writing)
    before = (8 - len(words)) * share
    assert starts(composed) == [before + place for place in range(len(words))]


@pytest.mark.parametrize("words", FIGURE_2_5_8)
def test_even_spacing_of_figure_2_5_8(compose, words):
    """The first character at the head, the last at the end, the space between them equal."""
    composed = compose(words, 8, alignment=Alignment.SPREAD)
    found = starts(composed)
    assert (found[0], found[-1]) == (0, 7)
    steps = {round(after - before, 4) for before, after in pairwise(found)}
    assert len(steps) == 1


@pytest.mark.parametrize("alignment", [Alignment.CENTRE, Alignment.START, Alignment.END])
def test_single_lines_keep_the_aki_of_table_1(compose, aki_in, alignment):
    """Between Japanese and Latin, before opening and after closing brackets."""
    line = compose("国「国」国A国", 12, alignment=alignment, writing=Writing.HORIZONTAL).lines[0]
    assert aki_in(line) == [0.5, 0, 0, 0.5, 0.25, 0.25]


def test_a_centred_line_has_as_much_before_as_after(compose):
    line = compose("国「国」国A国", 12, alignment=Alignment.CENTRE, writing=Writing.HORIZONTAL)
    first, last = line.lines[0].clusters[0], line.lines[0].clusters[-1]
    assert first.start == pytest.approx(12 - last.end)


@pytest.mark.parametrize("mark", "」。、")
def test_a_line_set_to_the_end_ends_with_the_body_of_its_mark(compose, mark):
    line = compose(f"国国{mark}", 8, alignment=Alignment.END).lines[0]
    assert line.clusters[-1].start + 0.5 == 8


def test_space_that_was_asked_for_is_added(compose):
    composed = compose("企画編集", 8, alignment=Alignment.CENTRE, letter_spacing=Em(0.5))
    assert starts(composed) == [1.25, 2.75, 4.25, 5.75]


def test_haiku_are_spaced_evenly(compose):
    """Figure 2_5_9: lines of 13 and 12 characters both fill 17 ems."""
    for haiku in ("野分やんで鼠のわたる流かな", "掛稲に鼠なくなる門田かな"):
        line = compose(haiku, 17, alignment=Alignment.SPREAD).lines[0]
        assert (line.clusters[0].start, line.clusters[-1].end) == (0, pytest.approx(17, abs=1e-5))


# 3.5.4


@pytest.mark.parametrize("measure", range(6, 16))
def test_no_last_line_of_a_single_character(columns_of, measure):
    """Of 17 to 24 characters; the full stop is no character of its own."""
    for count in range(17, 25):
        columns = columns_of("国" * count + "。", measure)
        assert len(columns[-1].rstrip("。")) >= 2
