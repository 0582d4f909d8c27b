"""Which ways of printing a declaration keep every character, and which lose one."""

import pytest
from pdf_samples import text

from declaration_print.check.fidelity import extract, misses, pattern_of_date, pattern_of_text
from declaration_print.check.folding import figure_forms, fold
from declaration_print.model.declaration import (
    DateOfDeclaration,
    Emphasis,
    Plain,
    Ruby,
    TateChuYoko,
    Text,
)
from declaration_print.model.problem import Place

HERE = Place("d.yaml", 1, 1)


def missing(declared, *pages, any_order=False):
    """The misses of parts (lists of strings) in extracted pages."""
    parts = [[pattern_of_text(text(words)) for words in part] for part in declared]
    return misses(parts, extract(pages), any_order=any_order)


@pytest.mark.parametrize(
    ("declared", "printed"),
    [
        ("宣言(案):A/B", "宣言（案）：Ａ／Ｂ"),
        ("宣言 本文", "宣言\n本\u3000文"),
        ("2024年", "二〇二四年"),
        ("2024年", "２０２４年"),
        ("2024年", "二千二十四年"),
        ("21日", "二十一日"),
        ("3つの柱", "三つの柱"),
        ("10,000人", "一万人"),
        ("1,200社", "一、二〇〇社"),
        ("3.5倍", "三・五倍"),
        ("知―力", "知—力"),
        ("十〜百", "十～百"),
        ("⼈材", "人材"),  # a Kangxi radical in the data
        ("DX・AI", "ＤＸ･ＡＩ"),
    ],
)
def test_a_declared_change_of_form_is_no_loss(declared, printed):
    assert missing([[declared]], printed) == []


@pytest.mark.parametrize(
    ("declared", "printed"),
    [
        ("続く…", "続く・・・"),
        ("コーヒー", "コ―ヒ―"),  # a dash is no prolonged sound mark
        ("三つ", "3つ"),  # kanji in the data are not figures
        ("二千人", "2000人"),
        ("人材育成", "人材育威"),
        ("人材育成", "人材成"),
        ("人材育成", "人材材育成成"),
        ("槗", "橋"),
        ("2024年", "2O24年"),
        ("21日", "二一〇日"),
    ],
)
def test_another_character_is_a_loss(declared, printed):
    assert len(missing([[declared]], printed)) == 1


def test_classical_numerals_by_the_book():
    cases = {"10": "十", "21": "二十一", "105": "百五", "1998": "千九百九十八"}
    cases |= {"10000": "一万", "11111": "一万千百十一", "10000000": "一千万"}
    for digits, kanji in cases.items():
        assert kanji in figure_forms(digits)


def test_white_space_is_no_character_but_a_variation_selector_is():
    """葛 with its selector is a name written another way than 葛 without: neither may be lost."""
    assert fold("葛 城\u3000\n") == "葛城"
    assert fold("葛\U000e0100城") != fold("葛城")


def test_a_letter_and_its_mark_are_the_letter_that_is_both():
    assert fold("か\u3099") == fold("が")
    assert fold("か\u309a") != fold("か")


def test_a_date_given_as_numbers_may_be_worded_in_any_figures():
    date = pattern_of_date(DateOfDeclaration(2024, 5, 21, HERE))
    for printed in ("2024年5月21日", "二〇二四年五月二十一日", "二〇二四年　五月　二十一日"):
        assert misses([[date]], extract([printed]), any_order=False) == []
    assert misses([[date]], extract(["二〇二四年五月二十日"]), any_order=False)


@pytest.mark.parametrize(
    "printed",
    ["東北の未来をつくる", "東とう北ほくの未来みらいをつくる", "東北とうほくの未来をみらいつくる"],
)
def test_readings_are_not_in_the_way(printed):
    nodes = (
        Ruby("東北", ("とう", "ほく")),
        Plain("の"),
        Ruby("未来", ("みらい",)),
        Plain("をつくる"),
    )
    assert misses([[pattern_of_text(Text(nodes, HERE))]], extract([printed]), any_order=False) == []


def test_emphasis_dots_and_tate_chu_yoko_are_not_in_the_way():
    nodes = (Emphasis((Plain("必ず"),)), Plain("第"), TateChuYoko("12"), Plain("回"))
    pattern = pattern_of_text(Text(nodes, HERE))
    assert misses([[pattern]], extract(["必﹅ず﹅第12回"]), any_order=False) == []


def test_a_text_may_run_over_pages_with_furniture_between():
    pages = ["宣言宣言一人材を育て、", "宣言二未来をつくる。"]
    assert missing([["宣言", "人材を育て、未来をつくる。"]], *pages) == []


def test_a_text_may_not_be_interrupted_within_a_page():
    assert missing([["人材を育て、未来をつくる。"]], "人材を育て、宣言二未来をつくる。")


def test_texts_have_to_come_in_order():
    assert missing([["甲案です", "乙案です"]], "乙案です甲案です")
    assert missing([["甲案です"], ["乙案です"]], "乙案です甲案です", any_order=True) == []


def test_in_any_order_no_stretch_counts_twice():
    assert missing([["宣言"], ["宣言を守る"]], "宣言を守る宣言", any_order=True) == []
    assert len(missing([["宣言"], ["宣言を守る"]], "宣言を守る", any_order=True)) == 1


def test_a_short_text_seen_inside_a_later_one_is_the_missing_one():
    (miss,) = missing(
        [["表題です", "人材", "私たちは人材を育てます"]], "表題です私たちは人材を育てます"
    )
    assert miss.expected == "人材"


def test_a_miss_says_what_is_expected_what_stands_there_and_on_which_page():
    (miss,) = missing(
        [["はじめに", "知を集め、未来をつくる。"]], "はじめに", "知を集め、未未をつくる。"
    )
    assert miss.before.endswith("集め、未")
    assert miss.expected.startswith("来を")
    assert miss.instead.startswith("未を")
    assert miss.page == 2


def test_what_follows_a_miss_is_still_looked_for_in_its_place():
    declared = [["はじめの文です。", "中の文がここに。", "終わりの文です。"]]
    assert len(missing(declared, "はじめの文です。中の文がこに。終わりの文です。")) == 1


def test_every_single_loss_is_found():
    words = "私たちは、知を集め、人材を育て、共に未来をつくることを宣言します。"
    for at in range(len(words)):
        assert missing([[words]], words[:at] + words[at + 1 :]), words[at]
