"""Line breaks: nothing between Japanese characters, a space beside anything else (CSS Text 4.1.3)."""

import pytest

from declaration_print.model.declaration import Emphasis, Plain, Ruby, SideLine, Text, Warichu
from declaration_print.model.problem import Place
from declaration_print.read.inline import parse
from declaration_print.read.line_break import joined, joined_text


@pytest.mark.parametrize(
    ("lines", "one"),
    [
        ("東北の\n大学", "東北の大学"),
        ("東北、\n「大学」", "東北、「大学」"),
        ("カタカナー\nひらがな", "カタカナーひらがな"),
        ("Tohoku\nUniversity", "Tohoku University"),
        ("東北\nTAP", "東北 TAP"),
        ("2024\n年", "2024 年"),
        ("待つ……\n来ない", "待つ……来ない"),  # U+2026 is of ambiguous width
        ("か\u309a\nき", "か\u309aき"),
        ("葛\U000e0100\n城", "葛\U000e0100城"),
        ("한국\n어", "한국 어"),
        ("一\n二\n三", "一二三"),
    ],
)
def test_lines_join(lines, one):
    assert joined_text(lines) == one
    assert joined(Text((Plain(lines),), Place(""))).plain == one


@pytest.mark.parametrize(
    ("notation", "nodes"),
    [
        ("東北\n{大学|daigaku}\nの", (Plain("東北"), Ruby("大学", ("daigaku",)), Plain("の"))),
        (
            "{東北|とうほく}\n《《大\n学》》",
            (Ruby("東北", ("とうほく",)), Emphasis((Plain("大学"),))),
        ),
        ("{DX|でぃーえっくす}\n推進", (Ruby("DX", ("でぃーえっくす",)), Plain(" 推進"))),
        ("東\n[大\n学]{割注}\nTAP", (Plain("東"), Warichu("大学"), Plain(" TAP"))),
        ("[a\nb]{傍線}\n東", (SideLine((Plain("a b"),)), Plain(" 東"))),
        ("《《東北》》\n《《大学》》", (Emphasis((Plain("東北"),)), Emphasis((Plain("大学"),)))),
    ],
)
def test_notation_beside_a_break_is_not_in_the_way(notation, nodes):
    assert joined(Text(parse(notation).nodes, Place(""))).nodes == nodes


def test_typed_spaces_stay():
    assert joined_text("東北 大学　の") == "東北 大学　の"
