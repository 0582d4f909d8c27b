"""JLReq 3.3 where tests/compose/test_compose_ruby.py does not tell: kinds, size, sides, emphasis."""

import pytest

from declaration_print.model.declaration import Emphasis, Plain, Ruby, Text
from declaration_print.model.problem import Place
from declaration_print.model.setting import RubyKind, RubyRules, Writing


def text(*nodes):
    return Text(tuple(Plain(node) if isinstance(node, str) else node for node in nodes), Place("x"))


# 3.3.1


@pytest.mark.parametrize(
    ("readings", "kind", "belongs"),
    [
        (("と", "けい"), RubyKind.MONO, [(0, 0), (1, 1)]),
        (("と", "けい"), RubyKind.JUKUGO, [(0, 0), (1, 1)]),
        (("とけい",), RubyKind.MONO, [(0, 1)]),
        (("とけい",), RubyKind.JUKUGO, [(0, 1)]),
    ],
)
def test_readings_belong_to_each_character_or_to_all(compose, readings, kind, belongs):
    """Mono and jukugo ruby give each character its own reading, group ruby one to all of them."""
    rules = RubyRules(per_character=kind)
    line = compose(text(Ruby("時計", readings)), ruby=rules).lines[0]
    if kind is RubyKind.JUKUGO and len(readings) > 1:  # one word, however it is given back
        assert "".join(ruby.text for ruby in line.ruby) == "とけい"
    else:
        assert [(ruby.first, ruby.last) for ruby in line.ruby] == belongs


# 3.3.3


@pytest.mark.parametrize("writing", Writing)
def test_ruby_characters_are_half_an_em_of_their_base(compose, writing):
    """Two of them are as long as one base character, and solid among themselves."""
    line = compose(text("国", Ruby("東", ("とう",)), "国"), writing=writing).lines[0]
    assert line.ruby[0].starts == (1.0, 1.5)
    assert line.extent == 3


# 3.3.4


@pytest.mark.parametrize("writing", Writing)
def test_ruby_stands_on_one_side_and_when_asked_on_the_other_too(compose, writing):
    """Right of vertical lines and above horizontal ones; meanings on the other side."""
    both = Ruby("東北", ("とうほく",), ("みちのく",))
    sides = compose(text(both), writing=writing).lines[0].ruby
    assert [(ruby.text, ruby.other_side) for ruby in sides] == [
        ("とうほく", False),
        ("みちのく", True),
    ]


# 3.3.9


def emphasised(composed):
    line = composed.lines[0]
    return "".join(cluster.text for cluster in line.clusters if cluster.emphasised)


@pytest.mark.parametrize("writing", Writing)
def test_emphasis_dots_of_figure_2_3_37(compose, writing):
    """公用文書・新聞・雑誌およ has a dot on each, ・ too; 放送など、 has none on the comma."""
    dots = text("法令・", Emphasis((Plain("公用文書・新聞・雑誌およ"),)), "び一般")
    assert emphasised(compose(dots, writing=writing)) == "公用文書・新聞・雑誌およ"
    comma = text("雑", Emphasis((Plain("誌、放送など、一般"),)), "の")
    assert emphasised(compose(comma, writing=writing)) == "誌放送など一般"


@pytest.mark.parametrize("mark", "、。「」（）")
def test_no_emphasis_dots_on_commas_full_stops_and_brackets(compose, mark):
    assert emphasised(compose(text(Emphasis((Plain(f"国{mark}国"),))))) == "国国"


def test_emphasis_dots_move_no_character(compose):
    plain = compose("国、国").lines[0]
    dotted = compose(text(Emphasis((Plain("国、国"),)))).lines[0]
    assert [c.start for c in dotted.clusters] == [c.start for c in plain.clusters]
