"""Inline notation: what DenDenMarkdown and VFM documents mean, and what is said when they are wrong."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration_print.model.declaration import (
    Emphasis,
    Furiwake,
    Jidori,
    LineBreak,
    Plain,
    ReferenceMark,
    Ruby,
    SideLine,
    TateChuYoko,
    Text,
    Unbroken,
    Warichu,
)
from declaration_print.model.problem import BadInput, Place
from declaration_print.read.inline import inline_text, parse

NOTATION = "{}|^《》[]\\"


def escape(text):
    return re.sub(r"[{}|^《》\[\]\\]", r"\\\g<0>", text)


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
        ("{東北|とうほく||トーホク}", [Ruby("東北", ("とうほく",), ("トーホク",))]),
        ("{創造|そう|ぞう||つく|る}", [Ruby("創造", ("そう", "ぞう"), ("つく", "る"))]),
        ("{創造|そう|ぞう||つくる}", [Ruby("創造", ("そう", "ぞう"), ("つくる",))]),
        ("{創造|そうぞう||つく|る}", [Ruby("創造", ("そうぞう",), ("つく", "る"))]),
        (r"{東|ひがし\|||あずま}", [Ruby("東", ("ひがし|",), ("あずま",))]),
        ("a||b", [Plain("a||b")]),
        ("[創造]{傍線}", [SideLine((Plain("創造"),))]),
        ("[創造]{line}", [SideLine((Plain("創造"),))]),
        ("[創造]{ＬＩＮＥ}", [SideLine((Plain("創造"),))]),
        ("宣言[二〇二四年]{割注}の", [Plain("宣言"), Warichu("二〇二四年"), Plain("の")]),
        ("[a|b\nc]{warichu}", [Warichu("a|b\nc")]),
        ("[甲|乙|丙]{振分}", [Furiwake(("甲", "乙", "丙"))]),
        (r"[甲\|乙|丙]{振分け}", [Furiwake(("甲|乙", "丙"))]),
        ("[甲|乙]{furiwake}", [Furiwake(("甲", "乙"))]),
        ("[氏名]{字取り 5}", [Jidori((Plain("氏名"),), 5.0)]),
        ("[氏名]{jidori 4.5}", [Jidori((Plain("氏名"),), 4.5)]),
        ("[氏名]{字取り　５}", [Jidori((Plain("氏名"),), 5.0)]),
        ("[氏名]{字取り50}", [Jidori((Plain("氏名"),), 50.0)]),
        ("本文[注1]{合印}", [Plain("本文"), ReferenceMark("注1")]),
        ("[*]{mark}", [ReferenceMark("*")]),
        ("[三月]{分割禁止}", [Unbroken((Plain("三月"),))]),
        ("[三月]{keep}", [Unbroken((Plain("三月"),))]),
        (
            "[甲{東北|とうほく}^12^《《乙》》[注]{合印}]{傍線}",
            [
                SideLine(
                    (
                        Plain("甲"),
                        Ruby("東北", ("とうほく",)),
                        TateChuYoko("12"),
                        Emphasis((Plain("乙"),)),
                        ReferenceMark("注"),
                    )
                )
            ],
        ),
        (
            "《《[[[氏]{傍線}名]{字取り 4}]{keep}》》",
            [Emphasis((Unbroken((Jidori((SideLine((Plain("氏"),)), Plain("名")), 4.0),)),))],
        ),
        (
            "[[甲|乙]{振分}[丙]{割注}]{keep}",
            [Unbroken((Furiwake(("甲", "乙")), Warichu("丙")))],
        ),
        ("[注]{東北|とうほく}", [Plain("[注]"), Ruby("東北", ("とうほく",))]),
        ("[[注]{東北|とう}]{傍線}", [SideLine((Plain("[注]"), Ruby("東北", ("とう",))))]),
        ("{[東]|ひがし}", [Ruby("[東]", ("ひがし",))]),
        ("[注] [ ] a[1]^[2]^", [Plain("[注] [ ] a[1]"), TateChuYoko("[2]")]),
        ("a[b[c]{傍線}", [Plain("a[b"), SideLine((Plain("c"),))]),
        (r"\[注]\{傍線\}", [Plain("[注]{傍線}")]),
        (r"[a\]b]{傍線}", [SideLine((Plain("a]b"),))]),
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
        ("{東北||トーホク}", [("inline/other-side-alone", 3)]),
        ("{東北|とうほく||}", [("inline/empty-reading", 8)]),
        ("{||}", [("inline/empty-base", 0), ("inline/empty-reading", 1)]),
        (
            "{東北||}",
            [("inline/other-side-alone", 3), ("inline/empty-reading", 3)],
        ),
        ("{東北大|とう||トー|ホク}", [("inline/reading-count", 7)]),
        (
            "{東北大|とう|ほく||トー|ホク}",
            [("inline/reading-count", 0), ("inline/reading-count", 10)],
        ),
        ("{東北|とう||トー||ホク}", [("inline/second-double-bar", 10)]),
        ("の[東]{下線}", [("inline/unknown-span", 4)]),
        ("[東]{}", [("inline/unknown-span", 3)]),
        ("[東]{東北}", [("inline/unknown-span", 3)]),
        ("[東]{字取り五}", [("inline/unknown-span", 3)]),
        ("東]{傍線}", [("inline/unopened-span", 2)]),
        ("[東] {傍線}", [("inline/unopened-span", 4)]),
        ("[東]{傍線", [("inline/unclosed-span", 3)]),
        ("[東]{東北", [("inline/unbalanced-ruby", 3)]),
        ("[]{傍線}", [("inline/empty-span", 0)]),
        ("[ ]{合印}", [("inline/empty-span", 0)]),
        ("[]{振分}", [("inline/empty-span", 0)]),
        ("[東]{傍線 3}", [("inline/span-number", 3)]),
        ("[東]{割注 小}", [("inline/span-number", 3)]),
        ("[東]{字取り}", [("inline/jidori-length", 3)]),
        ("[東]{字取り 0}", [("inline/jidori-length", 3)]),
        ("[東]{字取り 0.5}", [("inline/jidori-length", 3)]),
        ("[東]{字取り 50.5}", [("inline/jidori-length", 3)]),
        ("[東]{字取り 4.25}", [("inline/jidori-length", 3)]),
        ("[東]{字取り -5}", [("inline/jidori-length", 3)]),
        ("[東]{字取り 5字}", [("inline/jidori-length", 3)]),
        ("[東]{字取り ٥}", [("inline/jidori-length", 3)]),
        (f"[東]{{字取り {'9' * 400}}}", [("inline/jidori-length", 3)]),
        ("[甲]{振分}", [("inline/furiwake-lines", 0)]),
        ("[甲|乙|丙|丁|戊]{振分}", [("inline/furiwake-lines", 0)]),
        ("[|乙]{振分}", [("inline/empty-line", 0)]),
        ("[甲| ]{振分}", [("inline/empty-line", 2)]),
        ("[甲||乙]{振分}", [("inline/empty-line", 2)]),
        ("[甲\n|乙]{振分}", [("inline/line-break", 2)]),
        ("[注\n1]{合印}", [("inline/line-break", 2)]),
        ("[{東|とう}]{割注}", [("inline/nested", 1)]),
        ("[^1^]{合印}", [("inline/nested", 1), ("inline/nested", 3)]),
        ("[《《甲》》|乙]{振分}", [("inline/nested", 1), ("inline/nested", 4)]),
        ("[[甲]{傍線}]{割注}", [("inline/nested", 1)]),
        ("^[1]{傍線}^", [("inline/nested", 1)]),
        ("《《[甲]{割注}》》", [("inline/nested-span", 2)]),
        ("[[[甲|乙]{振分}]{keep}]{傍線}", [("inline/nested-span", 2)]),
        ("[a[甲]{割注}]{字取り 5}", [("inline/nested-span", 2)]),
        ("[a[b]{line}]{傍線}", [("inline/nested-span", 2)]),
        ("《《a[b《《c》》]{傍線}》》", [("inline/nested-emphasis", 5)]),
        (
            "[《《a]{傍線}》》",
            [("inline/unbalanced-emphasis", 1), ("inline/unbalanced-emphasis", 9)],
        ),
        (
            "[^1]{傍線}^",
            [("inline/unclosed-tate-chu-yoko", 1), ("inline/unclosed-tate-chu-yoko", 8)],
        ),
        (
            "[[]{下線}[{|あ}]{割注}]{字取り x}",
            [
                ("inline/empty-span", 1),
                ("inline/unknown-span", 3),
                ("inline/nested-span", 7),
                ("inline/empty-base", 8),
                ("inline/nested", 8),
                ("inline/jidori-length", 18),
            ],
        ),
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


ALPHABET = st.sampled_from(
    [*NOTATION, *"東北あ1a\n", "||", "《《", "》》", "]{傍線}", "]{字取り 5}", "]{割注}", "]{振分}"]
)


@given(st.lists(ALPHABET, max_size=40).map("".join))
def test_any_notation_is_parsed_or_faulted_without_losing_a_character(text):
    parsed = parse(text)
    assert list(parsed.faults) == sorted(parsed.faults, key=lambda fault: fault.offset)
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
            written = text
        case Ruby(base, readings, other):
            far = "||" + "|".join(other) if other else ""
            written = "{" + "|".join((base, *readings)) + far + "}"
        case TateChuYoko(text):
            written = f"^{text}^"
        case Emphasis(nodes):
            written = f"《《{written_again(nodes)}》》"
        case SideLine(nodes):
            written = f"[{written_again(nodes)}]{{傍線}}"
        case Jidori(nodes, ems):
            written = f"[{written_again(nodes)}]{{字取り {ems:g}}}"
        case Warichu(text):
            written = f"[{text}]{{割注}}"
        case Furiwake(lines):
            written = f"[{'|'.join(lines)}]{{振分}}"
    return written


def unescaped(text):
    return re.sub(r"\\([{}|^《》\[\]\\])", r"\1", text)


LEAVES = ["東", "{北|きた}", "^12^", "[注]{合印}", r"\]", "[1]"]
HOLDING = {"傍線": SideLine, "line": SideLine, "字取り 5": Jidori, "keep": Unbroken}


@given(st.lists(st.sampled_from(LEAVES), min_size=1), st.permutations(["line", "字取り 5", "keep"]))
def test_spans_stand_in_one_another_in_any_order(leaves, words):
    text = "".join(leaves)
    for word in words:
        text = f"[{text}]{{{word}}}"
    parsed = parse(text)
    assert parsed.faults == ()
    nodes = parsed.nodes
    for word in reversed(words):
        (node,) = nodes
        assert type(node) is HOLDING[word]
        nodes = node.nodes
    assert nodes == parse("".join(leaves)).nodes


@given(st.lists(st.sampled_from(sorted(HOLDING)), max_size=6))
def test_a_span_within_its_own_kind_is_refused_once_each(words):
    text = "東"
    for word in reversed(words):
        text = f"[{text}]{{{word}}}"
    kinds = [HOLDING[word] for word in words]
    again = [at for at, kind in enumerate(kinds) if kind in kinds[:at]]
    faults = [(fault.code, fault.offset) for fault in parse(text).faults]
    assert faults == [("inline/nested-span", at) for at in again]


@pytest.mark.parametrize("mark", ["[", "{", "《《", "[《《", "^["])
def test_no_depth_of_nesting_is_too_deep(mark):
    closing = {"[": "]{傍線}", "{": "}", "《": "》", "^": "^"}
    text = mark * 5_000 + "東" + "".join(closing[one] for one in reversed(mark)) * 5_000
    assert parse(text).faults


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


def test_plain_text_of_spans_is_what_they_hold():
    text = "[{氏|し}]{字取り 5}[甲|乙]{振分}[丙]{割注}[1]{合印}[あ]{傍線}[い]{keep}"
    assert Text(parse(text).nodes, Place("")).plain == "氏甲乙丙1あい"


def test_a_text_of_a_template_is_read_or_refused_with_all_its_faults():
    place = Place("page.html.j2", 3)
    text = inline_text("[見本]{傍線}の\n組版", place)
    assert text == Text((SideLine((Plain("見本"),)), Plain("の組版")), place)
    assert text.place == place
    with pytest.raises(BadInput) as caught:
        inline_text("^1と[あ]{い}", place)
    first, second = caught.value.problems
    assert (first.code, second.code) == ("inline/unclosed-tate-chu-yoko", "inline/unknown-span")
    assert first.place == second.place == place
    assert first.words.ja.startswith("「^1と[あ]{い}」の1文字目: ")
    assert second.words.en.startswith("character 7 of “^1と[あ]{い}”: ")


@pytest.mark.parametrize("written", ["{改行}", "{br}", "{ BR }"])
def test_a_line_break_where_it_is_asked_for(written):
    assert parse(f"東北{written}宣言").nodes == (Plain("東北"), LineBreak(), Plain("宣言"))


def test_brackets_before_a_line_break_are_brackets():
    assert parse("[注]{改行}本文").nodes == (Plain("[注]"), LineBreak(), Plain("本文"))


def test_a_line_break_is_no_part_of_a_word():
    assert [fault.code for fault in parse("{東{改行}北|とうほく}").faults] != []
