"""Composed lines become HTML whose letters stand where the composer put them."""

import re

import pytest

from declaration_print.markup.casting import Cast, casting, use_of
from declaration_print.markup.line_html import paragraph_html
from declaration_print.markup.struts import Grid
from declaration_print.model.face import Use
from declaration_print.model.layout import LatinFace, Style
from declaration_print.model.setting import (
    ComposedLine,
    ComposedParagraph,
    Orientation,
    PlacedCluster,
    PlacedRuby,
    Setting,
    Writing,
)

UPRIGHT, SIDEWAYS, CELL = Orientation.UPRIGHT, Orientation.SIDEWAYS, Orientation.TATE_CHU_YOKO


def line(*clusters, ruby=()):
    """Clusters as (text, start, advance[, orientation[, emphasised]])."""
    placed = []
    for text, start, advance, *more in clusters:
        orientation = more[0] if more else UPRIGHT
        placed.append(
            PlacedCluster(text, text, orientation, start, advance, emphasised=more[1:] == [True])
        )
    return ComposedLine(tuple(placed), tuple(ruby), placed[-1].end if placed else 0.0, 0.0)


STYLE = Style("body", "mincho", latin=LatinFace("roman", 1.2, 0.02))
GRID = Grid(line=2.0, pitch=2.0)


def html(*lines, writing=Writing.VERTICAL):
    setting = Setting(writing, measure=10.0)
    return str(paragraph_html(ComposedParagraph(lines, setting, (), ()), STYLE, GRID))


def test_solid_setting_needs_no_element():
    assert html(line(("東", 0, 1), ("北", 1, 1), ("宣", 2, 1))) == "東北宣"


def test_lines_end_in_br():
    assert html(line(("東", 0, 1)), line(("北", 0, 1))) == "東<br>北"


def test_an_indent_is_a_margin_before_the_line():
    assert html(line(("東", 1, 1), ("北", 2, 1))) == '<span style="margin-left:1em"></span>東北'


def test_a_hanging_bracket_begins_before_the_line():
    assert "margin-left:-0.5em" in html(line(("「", -0.5, 1), ("北", 0.5, 1)))


def test_aki_is_letter_spacing_on_the_glyph_before_it():
    """A quarter em between 東 and 北, none after."""
    text = html(line(("東", 0, 1), ("北", 1.25, 1), ("宣", 2.25, 1), ("言", 3.25, 1)))
    assert text == '<span style="letter-spacing:0.25em;">東</span>北宣言'


def test_squeezed_punctuation_is_negative_letter_spacing():
    text = html(line(("。", 0, 1), ("」", 0.5, 1), ("北", 1.5, 1)))
    assert text == '<span style="letter-spacing:-0.5em;">。</span>」北'


def test_a_stretched_line_is_one_element():
    clusters = [(one, at * 1.05, 1) for at, one in enumerate("東北宣言")]
    assert html(line(*clusters)) == '<span style="letter-spacing:0.05em;">東北宣言</span>'


def test_each_orientation_has_its_element():
    text = html(line(("東", 0, 1), ("5", 1, 0.5, SIDEWAYS), ("12", 1.5, 1, CELL), ("北宣", 2.5, 2)))
    assert text.startswith(
        '東<span class="across kerned">5</span><span class="cell" style="letter-spacing:0.5em;">12</span>'
    )


def test_a_cell_lends_its_spacing_to_nobody():
    """第^12^回 as a label would push what follows it half an em away."""
    text = html(line(("第", 0, 1), ("12", 1, 1, CELL), ("回", 2, 1)))
    assert text == '第<span class="cell" style="letter-spacing:0.5em;">12</span>回'


def test_horizontal_text_is_set_across_throughout():
    text = html(line(("東", 0, 1), ("A", 1, 0.7)), writing=Writing.HORIZONTAL)
    assert text == '<span class="across">東</span><span class="across kerned">A</span>'


@pytest.mark.parametrize(
    ("orientation", "vertical", "use"),
    [
        (UPRIGHT, True, Use.DOWN),
        (SIDEWAYS, True, Use.ACROSS),
        (CELL, True, Use.CELL),
        (UPRIGHT, False, Use.ACROSS),
    ],
)
def test_the_use_of_a_cluster(orientation, vertical, use):
    assert use_of(orientation, vertical=vertical) is use


def test_emphasis_marks_its_own_characters():
    text = html(line(("東", 0, 1), ("北", 1, 1, UPRIGHT, True), ("宣", 2, 1)))
    assert text == '東<span class="emphasis">北</span>宣'


def test_ruby_comes_before_its_base_with_its_own_places():
    """とう over 東 in half ems: each of its own ems is half an em of the base."""
    text = html(line(("東", 0, 1), ("北", 1, 1), ruby=[PlacedRuby("とう", 0, 0, (0.0, 0.5))]))
    reading = '<span class="ruby" data-tag="RT" style="margin:0em 0 0 0em">とう</span>'
    assert text == f'<span data-tag="Ruby">{reading}<span data-tag="RB">東</span></span>北'


def test_ruby_that_is_spread_has_aki_between_its_characters():
    text = html(line(("東", 0, 1), ("北", 1, 1), ruby=[PlacedRuby("ああ", 0, 1, (0.25, 1.25))]))
    assert 'style="margin:0em 0 0 0.5em"' in text
    assert '<span style="letter-spacing:1em">あ</span>あ' in text
    assert text.endswith('<span data-tag="RB">東北</span></span>')


WORD = PlacedRuby("のAV’t", 0, 1, (0.0, 0.5, 0.8, 1.1, 1.2), words=((1, 4),))


@pytest.mark.parametrize("writing", Writing)
def test_a_latin_word_of_a_reading_is_one_box_set_as_latin_in_the_text(writing):
    """3.3.5; half an em after the kana, and nothing between its letters but what the face has."""
    text = html(line(("東", 0, 1), ("北", 1, 1), ruby=[WORD]), writing=writing)
    assert text.count('<span class="ruby') == 2
    _, _, word = text.partition('<span class="ruby" data-tag="RT" style="margin:0em 0 0 1em">')
    assert word.startswith('<span class="across latin kerned" style="font-size:1.2em;')
    assert "letter-spacing" not in word
    assert re.sub("<[^>]*>", "", word).startswith("AV’t")


@pytest.mark.parametrize("face", ["roman", "mincho"])
def test_a_latin_word_of_a_reading_is_asked_of_the_face_that_draws_it(face):
    style = STYLE if face == "roman" else Style("body", "mincho")
    made = line(("東", 0, 1), ("北", 1, 1), ruby=[WORD])
    setting = Setting(Writing.VERTICAL, measure=10.0)
    asked = casting(ComposedParagraph((made,), setting, (), ()), style)
    assert asked == {
        *(Cast("mincho", Use.DOWN, one) for one in "東北の"),
        *(Cast(face, Use.ACROSS, one) for one in "AV’t"),
    }


UNITS = [("5", 0, 0.5), ("L", 0.75, 0.6), ("の", 1.6, 1), ("水", 2.6, 1)]
VOLTS = [("1", 0, 0.5), ("0", 0.5, 0.5), ("V", 1.25, 0.7), ("・", 1.95, 1)]


def test_the_aki_between_a_figure_and_its_unit_is_the_one_after_the_unit():
    """Letter-spacing stands after the last letter too: with a margin there would be two."""
    text = html(line(*UNITS), writing=Writing.HORIZONTAL)
    unit = '<span class="across kerned" style="letter-spacing:0.25em;">5L</span>'
    assert text == f'{unit}<span class="across">の水</span>'


def test_a_unit_has_no_aki_where_none_was_placed():
    text = html(line(("5", 0, 0.5), ("L", 0.75, 0.6), ("、", 1.35, 1)), writing=Writing.HORIZONTAL)
    style = "margin-right:-0.25em;letter-spacing:0.25em;"
    assert text.startswith(f'<span class="across kerned" style="{style}">5L</span>')


def test_figures_before_a_unit_are_kerned_with_each_other():
    text = html(line(*VOLTS), writing=Writing.HORIZONTAL)
    figures = '<span class="across kerned" style="margin-right:0.25em;">10</span>'
    assert text == f'{figures}<span class="across kerned">V</span><span class="across">・</span>'


def test_what_a_line_ends_with_needs_no_margin():
    text = html(line(("5", 0, 0.5), ("L", 0.75, 0.6)), writing=Writing.HORIZONTAL)
    assert text == '<span class="across kerned" style="letter-spacing:0.25em;">5L</span>'


def test_a_side_line_ends_with_its_last_character():
    """A line stretched by a tenth: 東北 has its side line, and no tenth of it follows 北 twice."""
    clusters = [
        PlacedCluster(one, one, UPRIGHT, at * 1.1, 1.0, lined=at < 2)
        for at, one in enumerate("東北宣言")
    ]
    text = html(ComposedLine(tuple(clusters), (), 4.3, 0.0))
    lined, _, rest = text.partition("</span>北</span>")
    assert lined.endswith('<span style="letter-spacing:0.1em;">東')
    assert rest.startswith('<span style="margin-left:0.1em"></span>')


def test_characters_of_markup_are_escaped():
    text = html(line(("<", 0, 1), ("&", 1, 1), ('"', 2, 1)))
    assert "&lt;&amp;" in text
    assert not re.search(r"<[^/sb]", text)


def words(*starts):
    """Three words of two letters and the spaces between them; each start is in ems."""
    letters = "ab cd ef"
    sizes = [0.25 if letter == " " else 0.5 for letter in letters]
    return line(*zip(letters, starts, sizes, strict=True))


SPACES = [
    # The two word spaces of a justified line differ by the noise of floats, or by kerning.
    words(0, 0.5, 1.0, 1.35, 1.85, 2.35, 2.7 + 1e-9, 3.2 + 1e-9),
    words(0, 0.5, 1.0, 1.3, 1.8, 2.3, 2.7, 3.2),
]


@pytest.mark.parametrize("spaced", SPACES, ids=["equal but for noise", "unequal"])
def test_no_element_holds_spaces_alone(spaced):
    """The engine draws no text box of spaces alone: they would be lost to every reader."""
    assert not re.search(r">\s+<", html(spaced, writing=Writing.HORIZONTAL))


def test_an_empty_paragraph_is_empty():
    assert html(line()) == ""
    assert html() == ""


TOU = PlacedRuby("とう", 0, 0, (0.0, 0.5))
HOKU = PlacedRuby("ほく", 1, 1, (1.0, 1.5))
EAST = PlacedRuby("イースト", 0, 1, (0.0, 0.5, 1.0, 1.5), other_side=True)
NORTH = PlacedRuby("とうほく", 0, 1, (0.0, 0.5, 1.0, 1.5))


def tags(text):
    """The tags and characters of an HTML text, without classes and styles."""
    return re.sub(r'<span(?: class="[^"]*")?(?: data-tag="([^"]*)")?[^>]*>', r"<\1>", text)


def test_readings_on_both_sides_come_before_their_one_base():
    text = tags(html(line(("東", 0, 1), ("北", 1, 1), ruby=[EAST, NORTH])))
    readings = "<RT>とうほく</span><RT-other>イースト</span>"
    assert text == f"<Ruby>{readings}<RB>東北</span></span>"


def test_a_reading_of_all_has_a_base_around_the_bases_of_others():
    text = tags(html(line(("東", 0, 1), ("北", 1, 1), ("宣", 2, 1), ruby=[TOU, EAST, HOKU])))
    first = "<Ruby><RT>とう</span><RB>東</span></span>"
    second = "<Ruby><RT>ほく</span><RB>北</span></span>"
    assert text == f"<Ruby><RT-other>イースト</span><RB>{first}{second}</span></span>宣"


def test_a_space_between_two_bases_is_in_no_element_alone():
    """The engine would not draw it, and readers would not find it."""
    clusters = [("東", 0, 1), (" ", 1, 0.25), ("北", 1.25, 1)]
    ruby = [TOU, PlacedRuby("ほく", 2, 2, (1.25, 1.75))]
    text = html(line(*clusters, ruby=ruby))
    assert not re.search(r">\s+<", text)
    assert "東 </span>" in text


def written(*clusters):
    """A line of clusters (text, source), an em each."""
    return ComposedLine(
        tuple(PlacedCluster(text, source, UPRIGHT, at, 1.0) for at, (text, source) in enumerate(clusters)),
        (),
        float(len(clusters)),
        0.0,
    )  # fmt: skip


def test_kanji_for_figures_say_what_was_written():
    text = html(
        written(("二", "2"), ("〇", "0"), ("年", "年"), ("二", "21"), ("十", ""), ("一", ""))
    )
    first, second = (
        '<span data-actual-text="20">二〇</span>',
        '<span data-actual-text="21">二十一',
    )
    assert text == f"{first}年{second}</span>"


def test_the_rest_of_a_number_in_the_next_line_says_nothing():
    assert html(written(("一", ""), ("日", "日"))) == '<span data-actual-text="">一</span>日'


@pytest.mark.parametrize(
    ("text", "source"), [("（", "("), ("／", "/"), ("％", "%"), ("が", "か\u3099")]
)
def test_another_width_or_form_of_a_character_needs_no_words(text, source):
    assert html(written((text, source))) == text


@pytest.mark.parametrize(("text", "source"), [("―", "—"), ("〝", "“"), ("・", "."), ("−", "-")])
def test_another_character_says_what_was_written(text, source):
    assert html(written((text, source))) == f'<span data-actual-text="{source}">{text}</span>'


def test_a_note_is_tagged_apart_from_its_parentheses_on_each_line():
    """割注: the parentheses were not written; those of the text were."""
    first = written(("東", "東"), ("（", ""), ("注", "注"), ("（", "（"))
    second = written(("記", "記"), ("）", ""), ("北", "北"))
    assert tags(html(first, second)) == (
        "東<WP>（</span><WT>注（</span><br><WT>記</span><WP>）</span>北"
    )
