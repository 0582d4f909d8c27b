"""Which ways of printing a declaration keep every character, and which lose one."""

import random
import time

import pytest
from pdf_samples import text

from declaration_print.check.text.fidelity import (
    LITTLE,
    compare,
    extract,
    pattern_of_date,
    pattern_of_text,
)
from declaration_print.check.text.folding import figure_forms, fold
from declaration_print.check.text.reading import BREAK, SEAM
from declaration_print.compose.collect import collect
from declaration_print.compose.normalise import normalise
from declaration_print.model.declaration import (
    DateOfDeclaration,
    Emphasis,
    Plain,
    Ruby,
    TateChuYoko,
    Text,
)
from declaration_print.model.problem import Place
from declaration_print.model.setting import Em, Setting, Writing
from text_differences import misses

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
        ("成長", "成⻑"),  # as Skia writes the glyph of 長
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
    [
        "東北の未来をつくるとうほくみらい",
        "東とう北ほくの未来みらいをつくる",
        "東北とうほくの未来をみらいつくる",
    ],
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


TOWNS = {
    "白石市": "しろいしし",
    "蔵王町": "ざおうまち",
    "七ヶ宿町": "しちかしゅくまち",
    "村田町": "むらたまち",
    "柴田町": "しばたまち",
    "大河原町": "おおがわらまち",
    "川崎町": "かわさきまち",
    "丸森町": "まるもりまち",
    "亘理町": "わたりちょう",
    "山元町": "やまもとちょう",
    "松島町": "まつしままち",
    "利府町": "りふちょう",
    "大和町": "たいわちょう",
    "大郷町": "おおさとちょう",
    "色麻町": "しかまちょう",
}
READINGS = "".join(TOWNS.values())
HEAD, TAIL = "の十五の市と町の", "1288人は、人を育て、未来をつくる。"
NODES = (*(Ruby(base, (one,)) for base, one in TOWNS.items()), Plain(HEAD + TAIL))
OVER_TWO_PAGES = Text(NODES, HERE)


def missing_overleaf(first, second):
    """Misses of a paragraph over two pages; a page ends with all its readings and its number."""
    where = extract(["宣言" + "".join(TOWNS) + first, second])
    declared = [[pattern_of_text(text("宣言")), pattern_of_text(OVER_TWO_PAGES)]]
    return misses(declared, where, any_order=False)


@pytest.mark.parametrize("kanji", ["千二百八十八", "一二八八", "1288"])
def test_the_readings_of_a_page_stand_at_its_end_wherever_the_text_is_broken(kanji):
    """Also within a figure in kanji; more readings than furniture ever comes to."""
    assert len(READINGS) > 80
    words = HEAD + TAIL.replace("1288", kanji)
    backwards = "".join(reversed(TOWNS.values()))
    for at in range(1, len(words)):
        for readings in (READINGS, backwards):
            assert missing_overleaf(words[:at] + readings + "宣言1", words[at:] + "宣言2") == [], at


def test_every_single_loss_and_change_where_pages_and_readings_part_a_text_is_found():
    words = HEAD + TAIL.replace("1288", "千二百八十八")
    for at in range(1, len(words)):
        for lost in range(len(words)):
            for instead in ("", "異"):
                hurt = [words[:at], words[at:]]
                overleaf = lost >= at
                within = lost - at if overleaf else lost
                page = hurt[overleaf]
                hurt[overleaf] = page[:within] + instead + page[within + 1 :]
                assert missing_overleaf(hurt[0] + READINGS + "宣言1", hurt[1] + "宣言2"), (at, lost)


@pytest.mark.parametrize(
    "instead",
    ["しろいし", "ろいしし", "しろいいし", "しろいしし人を育てない。", "異しろいしし"],
)
def test_only_whole_readings_of_the_declaration_may_stand_at_a_pages_end(instead):
    readings = READINGS.replace("しろいしし", instead)
    assert missing_overleaf(HEAD + readings + "宣言1", TAIL + "宣言2")


def test_a_sentence_lost_before_the_readings_of_a_page_is_found():
    whole = "一つ、人を育てる。二つ、町を守る。三つ、共に歩む。"
    nodes = (*(Ruby(base, (one,)) for base, one in TOWNS.items()), Plain(whole))
    pattern = pattern_of_text(Text(nodes, HERE))

    def found(first, second):
        pages = ["".join(TOWNS) + first + READINGS + "宣言1", second + "宣言2"]
        return misses([[pattern]], extract(pages), any_order=False)

    one, two, three = "一つ、人を育てる。", "二つ、町を守る。", "三つ、共に歩む。"
    assert found(one, two + three) == []
    (miss,) = found(one, three)
    assert miss.expected.startswith("二つ、")
    assert found(two, three)
    assert found(one, two)


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
    assert (miss.expected, miss.instead) == ("来", "未")
    assert miss.after.startswith("をつくる")
    assert miss.page == 2


def test_what_follows_a_miss_is_still_looked_for_in_its_place():
    declared = [["はじめの文です。", "中の文がここに。", "終わりの文です。"]]
    assert len(missing(declared, "はじめの文です。中の文がこに。終わりの文です。")) == 1


def test_every_single_loss_is_found():
    words = "私たちは、知を集め、人材を育て、共に未来をつくることを宣言します。"
    for at in range(len(words)):
        assert missing([[words]], words[:at] + words[at + 1 :]), words[at]


def test_a_reading_that_is_lost_or_wrong_is_found():
    nodes = (Ruby("東北", ("とう", "ほく")), Plain("の"), Ruby("未来", ("みらい",)))
    pattern = pattern_of_text(Text(nodes, HERE))

    def lost(printed):
        found = compare([[pattern]], extract([printed]), any_order=False)
        assert found.misses == ()
        return [(one.reading.words, one.instead) for one in found.readings]

    assert lost("東北の未来") == [("とう", ""), ("ほく", ""), ("みらい", "")]
    assert lost("東北とうほくの未来") == [("みらい", "")]
    assert lost("東北とうほくの未来みらん") == [("みらい", "みらん")]


def test_words_at_a_pages_end_are_no_furniture_unless_other_pages_have_them():
    pages = ["宣言人材を育て、町を捨て、", "未来をつくる。"]
    (miss,) = missing([["宣言", "人材を育て、未来をつくる。"]], *pages)
    assert (miss.expected, miss.instead, miss.page) == ("", "町を捨て、", 1)


def test_words_between_texts_are_listed_and_numbering_is_not():
    parts = [[pattern_of_text(text(words)) for words in ("宣言です", "一人で歩く", "二人で歩く")]]
    said = extract(["宣言です骨子一、一人で歩く(2)二人で歩く発行 研究所"])
    found = compare(parts, said, any_order=False)
    assert found.misses == ()
    assert [one.words for one in found.between] == ["骨子一、", "発行研究所"]


def test_what_shares_the_marked_content_of_a_text_belongs_to_it():
    parts = [[pattern_of_text(text(words)) for words in ("東北大学", "宮城県")]]
    apart = extract([f"{BREAK}東北大学{BREAK}院{BREAK}宮城県"])
    assert compare(parts, apart, any_order=False).misses == ()
    (miss,) = compare(parts, extract([f"{BREAK}東北大学院{BREAK}宮城県"]), any_order=False).misses
    assert (miss.before, miss.expected, miss.instead) == ("東北大学", "", "院")


def test_another_document_is_told_as_such():
    other = "これは会計の報告であり、予算と決算の金額を月ごとに並べた表が続きます。" * 5
    found = compare(
        [[pattern_of_text(text("私たちは、知を集め、人材を育て、共に歩むことを誓います。" * 4))]],
        extract([other]),
        any_order=False,
    )
    assert found.share < LITTLE


A = "第一に、地域の産業を育てることに努めます。"
B = "第二に、人材を大切にし、教育を支えます。"
C = "第三に、未来の社会を共につくります。"


@pytest.mark.parametrize(
    ("pages", "moved"),
    [
        ([A + C + B], {(B, 1), (C, 1)}),
        ([B + A + C], {(A, 1), (B, 1)}),
        ([A, C, B], {(B, 3), (C, 2)}),
        ([B + C + A], {(A, 1)}),
        ([C, A + B], {(C, 1)}),
    ],
)
def test_a_text_that_changes_places_is_told_once_with_the_page_where_it_stands(pages, moved):
    """Of two that change places either may be called the moved one."""
    (miss,) = missing([["はじめに", A, B, C, "以上です。"]], "はじめに", *pages, "以上です。")
    assert (miss.expected, miss.instead) == (miss.pattern.written, "")
    assert (miss.expected, miss.elsewhere - 1) in moved


# As Chromium 130 writes vertical-rl with <ruby>: readings of a line after it, wherever that cuts the
# text; vertical forms, Kangxi radicals and ligatures instead of the characters.
CHROMIUM = (
    "私たちは︑東北地域の未来を切り拓き︑必ず••2024年12⽉に︑⽣産性向とうほくみらい上"
    "・⼈材育成・3つの柱に着⽬します︒じんざいいくせいeﬃcient ﬂow11/23/26, 5:25 PM x1/2"
)


def test_a_browsers_vertical_print_with_readings_passes():
    nodes = (
        Plain("私たちは、"), Ruby("東北", ("とうほく",)), Plain("地域の"), Ruby("未来", ("みらい",)),
        Plain("を切り拓き、"), Emphasis((Plain("必ず"),)), Plain("2024年12月に、生産性向上・"),
        Ruby("人材育成", ("じんざいいくせい",)), Plain("・3つの柱に着目します。efficient flow"),
    )  # fmt: skip
    pattern = pattern_of_text(Text(nodes, HERE))
    found = compare([[pattern]], extract([CHROMIUM]), any_order=True)
    assert (found.misses, found.readings) == ((), ())


def test_long_texts_take_no_longer_than_they_are():
    shuffle = random.Random(7)
    words = "".join(chr(0x4E00 + shuffle.randrange(900)) for _ in range(200_000))
    printed = words[:90_000] + words[90_001:]
    began = time.process_time()
    (miss,) = missing([[words]], printed[:50_000], printed[50_000:])
    assert miss.expected == words[90_000]
    assert time.process_time() - began < 5


def test_what_the_composer_makes_of_a_character_is_folded_alike():
    for writing in Writing:
        setting = Setting(writing, Em(40))
        for code in (
            *range(0x20, 0x250),
            *range(0x2010, 0x2050),
            *range(0x3000, 0x3100),
            *range(0xFF01, 0xFFE7),
        ):
            words = f"宣{chr(code)}言"
            written = collect(Text((Plain(words),), HERE))
            made = normalise(written, setting).text
            assert missing([[words]], made) == [], hex(code)


def between_and_misses(printed):
    parts = [[pattern_of_text(text(words)) for words in ("東北大学", "宮城県")]]
    found = compare(parts, extract([printed]), any_order=False)
    told = [(miss.before, miss.instead, miss.after) for miss in found.misses]
    return told, [one.words for one in found.between]


@pytest.mark.parametrize(
    ("printed", "told", "between"),
    [
        (f"{SEAM}東北大学院{SEAM}宮城県", [("東北大学", "院", "")], []),
        (f"{SEAM}発行{SEAM}反東北大学{SEAM}宮城県", [("", "反", "東北大学")], ["発行"]),
        (f"{SEAM}東北大学{SEAM}院{SEAM}宮城県", [], ["院"]),
        (f"{SEAM}東北大学 院 宮城県", [], ["院"]),
        (f"{SEAM}共催:東北大学{SEAM}宮城県", [], ["共催:"]),
        (f"{SEAM}(1)東北大学{SEAM}一宮城県", [], []),
        (f"{BREAK}(1)東北大学：宮城県{BREAK}", [], []),
        (f"{BREAK}東北大学1{BREAK}宮城県", [("東北大学", "1", "")], []),
        (f"{BREAK}東北大学、{BREAK}宮城県", [("東北大学", "、", "")], []),
    ],
)
def test_a_word_glued_to_a_text_belongs_to_it_a_number_before_it_does_not(printed, told, between):
    """In files without tags, too: glued is what stands in one string without a space."""
    assert between_and_misses(printed) == (told, between)


@pytest.mark.parametrize(
    ("pages", "lost"),
    [
        (("宣言は東とう", "北ほくを守る"), []),
        (("宣言は東北とうほくを守る", ""), []),
        (("宣言は東とう", "北ほかを守る"), ["とうほく"]),
        (("宣言は東ほく", "北とうを守る"), ["とうほく"]),
    ],
)
def test_a_reading_may_be_divided_where_a_page_ends(pages, lost):
    pattern = pattern_of_text(
        Text((Plain("宣言は"), Ruby("東北", ("とうほく",)), Plain("を守る")), HERE)
    )
    found = compare([[pattern]], extract(pages), any_order=False)
    assert [one.reading.words for one in found.readings] == lost


def test_a_long_text_of_another_document_is_told_as_such_soon():
    shuffle = random.Random(3)
    ours, theirs = (
        "".join(chr(0x4E00 + shuffle.randrange(900)) for _ in range(200_000)) for _ in range(2)
    )
    began = time.process_time()
    parts = [[pattern_of_text(text(ours[at : at + 400])) for at in range(0, len(ours), 400)]]
    found = compare(parts, extract([theirs]), any_order=True)
    assert found.share < LITTLE
    assert time.process_time() - began < 3


def test_a_long_text_with_a_reading_for_each_character_is_not_taken_for_another():
    shuffle = random.Random(4)
    words = "".join(chr(0x4E00 + shuffle.randrange(900)) for _ in range(3_000))
    nodes = tuple(Ruby(base, ("か",)) for base in words)
    printed = "".join(f"{base}か" for base in words)
    found = compare([[pattern_of_text(Text(nodes, HERE))]], extract([printed]), any_order=False)
    assert (found.misses, found.readings) == ((), ())
