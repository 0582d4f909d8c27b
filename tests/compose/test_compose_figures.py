"""Western figures, acronyms and Latin words in vertical lines: JLReq 2.3.2, 3.2.3-3.2.5, UAX #50."""

from itertools import pairwise

import pytest

from declaration_print.compose import paragraph
from declaration_print.compose.figures import kanji_classical
from declaration_print.model.declaration import Emphasis, Plain, TateChuYoko, Text
from declaration_print.model.problem import Place
from declaration_print.model.setting import Acronyms, Figures, Orientation, Setting, Writing

UPRIGHT, SIDEWAYS = Orientation.UPRIGHT, Orientation.SIDEWAYS


def shown(composed):
    return "".join(cluster.text for line in composed.lines for cluster in line.clusters)


def standing(composed):
    """What stands how: a letter a cluster, u(pright), s(ideways) or t(ate-chu-yoko)."""
    return "".join(
        cluster.orientation.value[0] for line in composed.lines for cluster in line.clusters
    )


@pytest.mark.parametrize(
    ("policy", "written", "set_as"),
    [
        (Figures.KANJI_POSITIONAL, "2024年5月21日", "二〇二四年五月二一日"),
        (Figures.KANJI_POSITIONAL, "1,000人", "一〇〇〇人"),
        (Figures.KANJI_CLASSICAL, "2024年 5月 21日", "二〇二四年五月二十一日"),
        (Figures.KANJI_CLASSICAL, "これまで4年間", "これまで四年間"),
        (Figures.KANJI_CLASSICAL, "120社", "百二十社"),
        (Figures.KANJI_CLASSICAL, "3.5倍", "三・五倍"),
        (Figures.KANJI_CLASSICAL, "1,000人", "千人"),
        (Figures.KANJI_CLASSICAL, "12,345人", "一万二千三百四十五人"),
        (Figures.KANJI_CLASSICAL, "1,234,567トン", "百二十三万四千五百六十七トン"),
        (Figures.KANJI_CLASSICAL, "口座12345号", "口座一二三四五号"),
        (Figures.KANJI_POSITIONAL, "12,345人", "一二、三四五人"),
        (Figures.KANJI_CLASSICAL, "2020～2024年度", "二〇二〇～二〇二四年度"),
        (Figures.KANJI_CLASSICAL, "2024・2025年度", "二〇二四・二〇二五年度"),
        (Figures.KANJI_CLASSICAL, "西暦2024から", "西暦二〇二四から"),
        (Figures.KANJI_CLASSICAL, "2024(令和6)年", "二〇二四（令和六）年"),
        (Figures.KANJI_CLASSICAL, "2024人", "二千二十四人"),
        (Figures.KANJI_CLASSICAL, "JIS X 4051に", "JIS X 4051に"),
        (Figures.KANJI_CLASSICAL, "「ISO 9001」", "「ISO 9001」"),
        (Figures.KANJI_CLASSICAL, "Web 2.0を", "Web 2.0を"),
        (Figures.KANJI_CLASSICAL, "Windows 11と", "Windows 11と"),
        (Figures.KANJI_CLASSICAL, "TAP 3名", "TAP 三名"),
        (Figures.KANJI_CLASSICAL, "内線1234", "内線一二三四"),
        (Figures.KANJI_CLASSICAL, "(022)237-5211へ", "（022）237-5211へ"),
        (Figures.KANJI_CLASSICAL, "¥150,000を", "￥一五〇、〇〇〇を"),
        (Figures.KANJI_CLASSICAL, "3×4＝12", "三×四＝十二"),
        (Figures.KANJI_CLASSICAL, "約-5度", "約−五度"),
        (Figures.KANJI_CLASSICAL, "２０２４年の２つ目", "二〇二四年の二つ目"),
        (Figures.SIDEWAYS, "２０２４年", "２０２４年"),
        (Figures.KANJI_CLASSICAL, "本当に!!", "本当に!!"),
        (Figures.KANJI_CLASSICAL, "本当に!!!", "本当に！！！"),
        (Figures.KANJI_CLASSICAL, "なぜ？！と", "なぜ?!と"),
        (Figures.KANJI_CLASSICAL, "Yahoo! JAPANの", "Yahoo! JAPANの"),
        (Figures.KANJI_CLASSICAL, "いわく“東北”と“DX”", "いわく〝東北〟と“DX”"),
        (
            Figures.KANJI_CLASSICAL,
            "https://www.example.jp/zero/を",
            "https://www.example.jp/zero/を",
        ),
        (Figures.KANJI_CLASSICAL, "10,000人", "一万人"),
        (Figures.KANJI_CLASSICAL, "007号", "〇〇七号"),
        (Figures.KANJI_CLASSICAL, "50%", "五十％"),
        (Figures.KANJI_CLASSICAL, "A4とCOVID-19と3D", "A4とCOVID-19と3D"),
        (Figures.KANJI_CLASSICAL, "10:30に022-237-5211へ", "10:30に022-237-5211へ"),
        (Figures.KANJI_CLASSICAL, "Windows 11 Proの", "Windows 11 Proの"),
        (Figures.KANJI_CLASSICAL, "TAP 2020年", "TAP 二〇二〇年"),
        (Figures.TATE_CHU_YOKO, "2024年5月21日", "2024年5月21日"),
        (Figures.TATE_CHU_YOKO, "3.5倍", "3・5倍"),
        (Figures.SIDEWAYS, "3.5倍", "3.5倍"),
        (Figures.AS_WRITTEN, "21日", "21日"),
    ],
)
def test_what_a_policy_sets(compose, policy, written, set_as):
    assert shown(compose(written, figures=policy)) == set_as


@pytest.mark.parametrize(
    ("policy", "written", "stands"),
    [
        (Figures.TATE_CHU_YOKO, "2024年5月21日", "uuuuuuutu"),
        (Figures.UPRIGHT, "21日", "uuu"),
        (Figures.SIDEWAYS, "21日", "ssu"),
        (Figures.AS_WRITTEN, "21日", "ssu"),
        (Figures.TATE_CHU_YOKO, "1,000人", "sssssu"),
        (Figures.TATE_CHU_YOKO, "COVID-19後", "ssssssssu"),
        (Figures.TATE_CHU_YOKO, "A4の3D", "uuuuu"),
    ],
)
def test_how_figures_stand(compose, policy, written, stands):
    assert standing(compose(written, figures=policy)) == stands


@pytest.mark.parametrize(
    ("number", "kanji"),
    [
        (0, "〇"),
        (10, "十"),
        (21, "二十一"),
        (111, "百十一"),
        (1000, "千"),
        (1905, "千九百五"),
        (20_000, "二万"),
        (10_000_000, "一千万"),
        (120_000_000, "一億二千万"),
    ],
)
def test_numbers_in_kanji(number, kanji):
    assert kanji_classical(number) == kanji


def test_a_figure_in_kanji_keeps_its_source(compose):
    composed = compose("21日", figures=Figures.KANJI_CLASSICAL)
    assert [(c.text, c.source) for c in composed.lines[0].clusters] == [
        ("二", "21"),
        ("十", ""),
        ("一", ""),
        ("日", "日"),
    ]
    assert [(n.source, n.became, n.reason) for n in composed.normalisations] == [
        ("21", "二十一", "figures")
    ]


def test_a_decimal_point_in_kanji_is_set_solid(compose):
    """JLReq 3.1.3: no quarter ems around the middle dot."""
    line = compose("三・五倍").lines[0]
    assert [cluster.start for cluster in line.clusters] == [0.0, 0.75, 1.5, 2.5]
    horizontal = compose("三・五倍", writing=Writing.HORIZONTAL).lines[0]
    assert [cluster.start for cluster in horizontal.clusters] == [0.0, 1.0, 2.0, 3.0]


@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("産学DX推進", "uuuuuu"),
        ("STEAM分野", "uuuuuuu"),
        ("Web上", "sssu"),
        ("Tohoku Activation Panel", "s" * 23),
        ("TAP Panel", "s" * 9),  # an acronym within a Latin phrase lies with it
        ("ROBOTICS", "s" * 8),  # six letters and more are a word
        ("α線", "su"),  # UAX #50: R
        ("——……〜ー「」", "uuuuuuuu"),
        ("①℃×", "uuu"),
    ],
)
def test_how_latin_and_marks_stand(compose, written, stands):
    assert standing(compose(written)) == stands


def test_acronyms_lie_sideways_when_asked(compose):
    assert standing(compose("産学DX推進", acronyms=Acronyms.SIDEWAYS)) == "uussuu"


def test_everything_is_upright_in_horizontal_lines(compose):
    text = Text((Plain("東北TAP"), TateChuYoko("12"), Plain("！")), Place("x"))
    composed = compose(text, writing=Writing.HORIZONTAL, figures=Figures.AS_WRITTEN)
    assert standing(composed) == "u" * 8


def test_a_run_of_one_orientation_is_shaped_at_once():
    """So that a Latin word is kerned."""
    asked = []

    def shape(text, orientation):
        asked.append((text, orientation))
        return tuple(1.0 for _ in text)

    text = Text((Plain("東北の natural science と"),), Place("x"))
    paragraph(text, Setting(Writing.VERTICAL, 20.0), shape)
    assert asked == [
        ("東北の", UPRIGHT),
        (" natural science ", SIDEWAYS),
        ("と", UPRIGHT),
    ]


def test_joining_characters_make_one_cluster(compose):
    """An ideographic variation sequence, and a kana with a combining mark."""
    composed = compose("葛\U000e0100城か\u309aに")
    assert [cluster.text for cluster in composed.lines[0].clusters] == [
        "葛\U000e0100",
        "城",
        "か\u309a",
        "に",
    ]
    assert [cluster.start for cluster in composed.lines[0].clusters] == [0.0, 1.0, 2.0, 3.0]


def test_emphasis_skips_brackets_commas_and_full_stops(compose):
    """JLReq 3.3.9."""
    text = Text((Plain("私の"), Emphasis((Plain("「宣言」、。だ"),))), Place("x"))
    line = compose(text).lines[0]
    assert "".join(cluster.text for cluster in line.clusters if cluster.emphasised) == "宣言だ"


@pytest.mark.parametrize("number", ["022-237-5211", "022‐237‐5211", "12-13\u201114", "10:30"])
def test_a_number_read_as_one_sign_stays_one_word(compose, number):
    composed = compose(f"電話{number}まで", figures=Figures.KANJI_CLASSICAL)
    assert number in "".join(cluster.text for cluster in composed.lines[0].clusters)


def test_two_exclamation_marks_share_a_cell_and_begin_no_line(assert_columns):
    drawing = """
        は 本
        次 当
        へ に
        　 !!
    """
    with pytest.raises(AssertionError):  # three cells and the marks: they hang on to the word
        assert_columns("本当に!!は次へ", 3, drawing)
    assert_columns("本当に!!は次へ", 4, drawing)


@pytest.mark.parametrize("text", ["4K放送", "2B鉛筆", "B2Bの取引", "K8sを"])
def test_what_only_looks_like_a_unit_gets_no_quarter_em(compose, text):
    composed = compose(text, writing=Writing.HORIZONTAL, figures=Figures.AS_WRITTEN)
    clusters = composed.lines[0].clusters
    latin = [one for one in clusters if one.text.isascii()]
    assert all(b.start == pytest.approx(a.end) for a, b in pairwise(latin))


def test_a_unit_lies_with_its_figure(compose):
    """JLReq 3.2.3: a word lies on its side; 1MW is none of the acronyms that stand."""
    clusters = compose("出力1MWと10 kWとDXの").lines[0].clusters
    standing = "".join(
        one.text for one in clusters if one.orientation is UPRIGHT and one.text.isascii()
    )
    assert standing == "DX"


def test_no_address_is_divided(compose):
    text = "詳しくはhttps://city.example.jp/informationまたはinformation@city.example.jpへ"
    for measure in range(8, 30):
        composed = compose(text, measure, writing=Writing.HORIZONTAL, hyphenation="en-GB")
        assert "\u00ad" not in "".join(one.text for line in composed.lines for one in line.clusters)
