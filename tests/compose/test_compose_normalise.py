"""What becomes of the declaration's own brackets, colons, slashes and spaces."""

import pytest

from declaration_print.model.declaration import Plain, Ruby, Text
from declaration_print.model.problem import Place
from declaration_print.model.setting import Normalisation, Writing


def shown(composed):
    return "\n".join("".join(c.text for c in line.clusters) for line in composed.lines)


# On the left as the declaration is written, on the right as a Japanese compositor sets it.
@pytest.mark.parametrize(
    ("written", "set_as"),
    [
        ("TAP (Tohoku Activation Panel)", "TAP（Tohoku Activation Panel）"),
        (
            "TAP (Tohoku Activation Panel ) / 地域企業支援事業検討会",
            "TAP（Tohoku Activation Panel）／地域企業支援事業検討会",
        ),
        (
            "TAP(Tohoku Activation Panel/地域企業支援事業検討会)の場に",
            "TAP（Tohoku Activation Panel／地域企業支援事業検討会）の場に",
        ),
        ("推進します。 単なる", "推進します。単なる"),
        ("第一項目: 生産性向上", "第一項目：生産性向上"),
        ("グローバルマインドセットの育成:グローバル", "グローバルマインドセットの育成：グローバル"),
        ("STEAM(科学、技術、工学)分野", "STEAM（科学、技術、工学）分野"),
        ("Tohoku Activation Panel (通称TAP)と", "Tohoku Activation Panel（通称TAP）と"),
        ("2024年 5月 21日", "2024年5月21日"),
        ("産業技術総合研究所 東北センター", "産業技術総合研究所 東北センター"),
        ("特定非営利活動法人 natural science", "特定非営利活動法人 natural science"),
        ("時速5km/hで", "時速5km/hで"),
        ("and/or の表記", "and/or の表記"),
        ("午前10:30から", "午前10:30から"),
        ("3.14と1,000人", "3.14と1,000人"),
        ("https://example.jp/aと", "https://example.jp/aと"),
        ("，と．はそのまま", "，と．はそのまま"),
        ("ｱｲｳ", "ｱｲｳ"),
        ("the “TAP” panel", "the “TAP” panel"),
        ("東北  宣言", "東北 宣言"),
        (" 　東北宣言\t ", "東北宣言"),
        ("東北 \n 宣言", "東北\n宣言"),
        ("守る!", "守る！"),
    ],
)
def test_written_and_set(compose, written, set_as):
    assert shown(compose(written, writing=Writing.HORIZONTAL)) == set_as


def test_every_change_is_reported_and_its_source_kept(compose):
    composed = compose("宣言 (案) : 第1版", writing=Writing.HORIZONTAL)
    assert sorted(composed.normalisations, key=lambda change: (change.reason, change.source)) == [
        Normalisation("(", "（", "brackets"),
        Normalisation(")", "）", "brackets"),
        Normalisation(":", "：", "punctuation"),
        Normalisation(" ", "", "space"),
        Normalisation(" ", "", "space"),
        Normalisation(" ", "", "space"),
    ]
    sources = [cluster.source for cluster in composed.lines[0].clusters]
    assert "".join(sources) == "宣言(案):第1版"


def test_a_space_between_japanese_words_is_half_an_em_and_gone_at_a_break(compose):
    line = compose("研究所 東北").lines[0]
    assert [cluster.start for cluster in line.clusters][-2:] == [3.5, 4.5]
    broken = compose("研究所 東北", 3)
    assert shown(broken) == "研究所\n東北"
    assert [line.adjustment for line in broken.lines] == [0.0, 0.0]


def test_a_text_in_another_language_stays_as_written(compose):
    composed = compose("Tohoku (2024): and / or 21", japanese=False, writing=Writing.HORIZONTAL)
    assert shown(composed) == "Tohoku (2024): and / or 21"
    assert composed.normalisations == ()


def test_what_stands_in_ruby_is_never_changed(compose):
    text = Text((Plain("東北("), Ruby("A/1", ("えい",)), Plain(")")), Place("x"))
    assert shown(compose(text)) == "東北（A/1）"


def test_an_em_dash_becomes_the_bar_that_faces_turn_in_vertical_text_only(compose):
    """JLReq cl-08 has one dash; U+2014 has no vertical form in most faces, U+2015 has."""
    assert shown(compose("東北——宣言", writing=Writing.VERTICAL)) == "東北――宣言"
    assert shown(compose("東北——宣言", writing=Writing.HORIZONTAL)) == "東北——宣言"


def test_a_letter_and_its_mark_become_the_letter_that_is_both(compose):
    """UAX #15: canonical composition; a compatibility ideograph keeps its shape."""
    assert shown(compose("か\u3099くもん")) == "がくもん"
    assert shown(compose("\ufa1b")) == "\ufa1b"
