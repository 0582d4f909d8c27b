"""Inline notation: what DenDenMarkdown and VFM documents mean, and what is said when they are wrong."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration_print.model.declaration import Emphasis, Plain, Ruby, TateChuYoko, Text
from declaration_print.model.problem import Place
from declaration_print.read.inline import parse

NOTATION = "{}|^《》\\"


def escape(text):
    return re.sub(r"[{}|^《》\\]", r"\\\g<0>", text)


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("東北", [Plain("東北")]),
        ("", []),
        ("{東北|とうほく}の", [Ruby("東北", ("とうほく",)), Plain("の")]),
        ("{創造|そう|ぞう}", [Ruby("創造", ("そう", "ぞう"))]),
        ("{葛\U000e0100城|かつら|ぎ}", [Ruby("葛\U000e0100城", ("かつら", "ぎ"))]),
        ("第^12^回", [Plain("第"), TateChuYoko("12"), Plain("回")]),
        ("^2024^", [TateChuYoko("2024")]),
        ("^!?^^3^", [TateChuYoko("!?"), TateChuYoko("3")]),
        (
            "《《創造と{力|ちから}^10^》》だ",
            [
                Emphasis((Plain("創造と"), Ruby("力", ("ちから",)), TateChuYoko("10"))),
                Plain("だ"),
            ],
        ),
        ("《本》", [Plain("《本》")]),
        ("《《本\\》》》", [Emphasis((Plain("本》"),))]),
        ("a|b", [Plain("a|b")]),
        ("^a|b^", [TateChuYoko("a|b")]),
        (r"\{ \| \} \^ \《 \》 \\", [Plain(r"{ | } ^ 《 》 " + "\\")]),
        (r"\《《", [Plain("《《")]),
        (r"{a\|b|x\}y}", [Ruby("a|b", ("x}y",))]),
        (r"\n \東 C:\a", [Plain(r"\n \東 C:\a")]),
        ("終わり\\", [Plain("終わり\\")]),
        ("｛東｜北｝", [Plain("｛東｜北｝")]),
    ],
)
def test_notation_becomes_nodes(text, nodes):
    parsed = parse(text)
    assert parsed.faults == ()
    assert list(parsed.nodes) == nodes


def test_mono_and_group_ruby_are_told_apart():
    assert parse("{創造|そう|ぞう}").nodes[0].readings == ("そう", "ぞう")
    assert parse("{東北|とうほく}").nodes[0].readings == ("とうほく",)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("東{北|ほく", [("inline/unbalanced-ruby", 1)]),
        ("東北|ほく}", [("inline/unbalanced-ruby", 5)]),
        ("{東北|とうほくと{大学|だいがく}", [("inline/unbalanced-ruby", 0)]),
        ("}{", [("inline/unbalanced-ruby", 0), ("inline/unbalanced-ruby", 1)]),
        ("{東{北|きた}|とうほく}", [("inline/nested", 2)]),
        ("{東^1^|とう}", [("inline/nested", 2), ("inline/nested", 4)]),
        ("{東北|とう》》}", [("inline/nested", 6)]),
        ("の{東北}", [("inline/ruby-without-reading", 1)]),
        ("{}", [("inline/ruby-without-reading", 0)]),
        ("{東北｜とうほく}", [("inline/ruby-without-reading", 0)]),
        ("{|とう}", [("inline/empty-base", 0)]),
        ("{東北|}", [("inline/empty-reading", 3)]),
        ("{東北|とう|}", [("inline/empty-reading", 6)]),
        ("{東北大|とう|ほく}", [("inline/reading-count", 0)]),
        ("{東|ひがし|あずま}", [("inline/reading-count", 0)]),
        ("{東北|とう\nほく}", [("inline/line-break", 6)]),
        ("^1\n2^", [("inline/line-break", 2)]),
        ("第^12回", [("inline/unclosed-tate-chu-yoko", 1)]),
        ("第^12回、第^3^回", [("inline/unclosed-tate-chu-yoko", 1)]),
        ("第^12^回、第^3回", [("inline/unclosed-tate-chu-yoko", 8)]),
        ("^^", [("inline/empty-tate-chu-yoko", 0)]),
        ("^12345^", [("inline/long-tate-chu-yoko", 0)]),
        ("^1{二|に}^", [("inline/nested", 2)]),
        ("《《創造", [("inline/unbalanced-emphasis", 0)]),
        ("《《《本》", [("inline/unbalanced-emphasis", 0)]),
        ("創造》》", [("inline/unbalanced-emphasis", 2)]),
        ("《《》》", [("inline/empty-emphasis", 0)]),
        ("《《創《《造》》》》", [("inline/nested-emphasis", 3)]),
        ("《《第^3回》》", [("inline/unclosed-tate-chu-yoko", 3)]),
        (
            "{東|}と^1と《《",
            [
                ("inline/empty-reading", 2),
                ("inline/unclosed-tate-chu-yoko", 5),
                ("inline/unbalanced-emphasis", 8),
            ],
        ),
    ],
)
def test_faults_name_the_character(text, faults):
    assert [(fault.code, fault.offset) for fault in parse(text).faults] == faults


@given(st.text(alphabet=st.one_of(st.sampled_from(NOTATION + "東北aあ1"), st.characters())))
def test_escaped_text_comes_back_whole(text):
    parsed = parse(escape(text))
    assert parsed.faults == ()
    assert parsed.nodes == ((Plain(text),) if text else ())


@given(st.text(alphabet=NOTATION + "東北あ1a\n", max_size=40))
def test_any_notation_is_parsed_or_faulted_without_losing_a_character(text):
    parsed = parse(text)
    for fault in parsed.faults:
        assert 0 <= fault.offset < len(text)
        assert fault.words.ja
        assert fault.words.ja != fault.words.en
    if not parsed.faults:
        assert written_again(parsed.nodes) == unescaped(text)


def written_again(nodes):
    """The nodes in notation, without escapes: what the author typed but for backslashes."""
    return "".join(map(_written, nodes))


def _written(node):
    match node:
        case Plain(text):
            return text
        case Ruby(base, readings):
            return "{" + "|".join((base, *readings)) + "}"
        case TateChuYoko(text):
            return f"^{text}^"
        case Emphasis(nodes):
            return f"《《{written_again(nodes)}》》"


def unescaped(text):
    return re.sub(r"\\([{}|^《》\\])", r"\1", text)


pieces = st.text(alphabet="東北大学創造", min_size=1, max_size=4)


@given(pieces, st.data())
def test_ruby_of_any_length_keeps_base_and_readings(base, data):
    count = data.draw(st.sampled_from([1, len(base)]))
    readings = data.draw(
        st.lists(st.text(alphabet="あいう|}", min_size=1), min_size=count, max_size=count)
    )
    notation = "{" + "|".join([base, *map(escape, readings)]) + "}"
    assert parse(notation).nodes == (Ruby(base, tuple(readings)),)


def test_plain_text_is_the_base_alone():
    nodes = parse("《《{東北|とうほく}》》の^12^人").nodes
    assert Text(nodes, Place("")).plain == "東北の12人"
