"""Emoji are found whole; signs that type has are let be. Facts: Unicode's emoji-test.txt, UTS #51."""

import pytest

from declaration_print.typefaces import emoji

WHOLE = {
    "family": "👨\u200d👩\u200d👧",
    "skin tone": "👍🏽",
    "flag": "🇯🇵",
    "keycap": "1\ufe0f\u20e3",
    "keycap, unqualified": "#\u20e3",
    "subdivision flag": "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "rainbow flag": "🏳\ufe0f\u200d🌈",
    "health worker": "👩🏽\u200d⚕\ufe0f",
    "heart on fire, unqualified": "❤\u200d🔥",
    "red heart": "❤\ufe0f",
    "congratulations": "㊗\ufe0f",
    "pointing, toned": "☝🏿",
    "umbrella with rain": "☔",
    "star": "⭐",
    "face of Unicode 15": "🫨",
    "rocket": "🚀",
}


@pytest.mark.parametrize("one", WHOLE.values(), ids=WHOLE)
def test_an_emoji_comes_with_all_its_code_points(one):
    assert list(emoji(f"宣{one}言{one}{'。'}")) == [one, one]


def test_neighbours_are_told_apart():
    assert list(emoji("🇯🇵🇫🇷👍🏽👍")) == ["🇯🇵", "🇫🇷", "👍🏽", "👍"]


@pytest.mark.parametrize(
    "text",
    [
        "東北イノベーション宣言2024#*",
        "※☆★○●◎◇◆□■△▲▽▼→←↑↓〒♪",
        "❤☎㊗㊙〽©®™‼⁉✂✈☀☁☂",  # emoji only with U+FE0F
        "⌚\ufe0e⚡\ufe0e",  # type asked for
        "辻\U000e0100か\u309a葛\ufe00",
        "①②㋿㍻",
    ],
)
def test_signs_of_type_are_no_emoji(text):
    assert list(emoji(text)) == []
