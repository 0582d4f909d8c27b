"""What stands between faces and the composer: advances of both faces, gaps, emoji, changes."""

from dataclasses import replace
from itertools import pairwise

import pytest

from declaration_print import typefaces, wishes
from declaration_print.composing import Composing
from declaration_print.model.declaration import (
    Jidori,
    LineBreak,
    Plain,
    Ruby,
    SideLine,
    Text,
    Warichu,
)
from declaration_print.model.layout import LatinFace
from declaration_print.model.problem import BadInput, Place, Severity
from declaration_print.model.setting import Writing

PLACE = Place("declaration.yaml", 3, 5)


@pytest.fixture(scope="module")
def faces():
    """The house's faces, opened once."""
    catalogue = typefaces.catalogue([wishes.FONTS])
    opened = {}

    def face(key):
        if key not in opened:
            opened[key] = typefaces.open_face(catalogue[key])
        return opened[key]

    return face


@pytest.fixture
def compose(faces):
    """A text composed in the handout's body style: (the composer, the paragraph)."""

    def of(*nodes, writing=Writing.VERTICAL, composing=None, **style):
        wish = wishes.Wish(editions=("handout",), writing=writing, paper="A5")
        edition = wishes.editions(wish)[0][0]
        composing = composing or Composing(faces, edition)
        chosen = replace(edition.styles["body"], **style)
        text = Text(tuple(Plain(one) if isinstance(one, str) else one for one in nodes), PLACE)
        return composing, composing.compose(text, chosen, edition.setting(chosen))

    return of


def problems(composing):
    with pytest.raises(BadInput) as bad:
        composing.must_be_covered()
    return bad.value.problems


@pytest.mark.parametrize("writing", list(Writing))
def test_latin_words_advance_as_the_latin_face_does(compose, faces, writing):
    latin = LatinFace("roman", 1.15)
    _, paragraph = compose("東北のTohoku", writing=writing, latin=latin)
    clusters = [one for line in paragraph.lines for one in line.clusters]
    word = [one for one in clusters if one.latin]
    assert "".join(one.text for one in word) == "Tohoku"
    expected = [1.15 * advance for advance in faces("roman").shape("Tohoku", down=False)]
    assert [one.advance for one in word] == pytest.approx(expected)
    assert not any(one.latin for one in clusters if one not in word)


@pytest.mark.parametrize("writing", list(Writing))
@pytest.mark.parametrize("latin", [None, LatinFace("roman", 1.15)])
def test_a_latin_reading_advances_as_half_of_the_face_that_draws_it(compose, faces, writing, latin):
    """JLReq 3.3.5."""
    _, paragraph = compose(Ruby("活版所", ("AVATAR",)), writing=writing, latin=latin)
    (ruby,) = paragraph.lines[0].ruby
    advances = faces("roman" if latin else "mincho").shape("AVATAR", down=False)
    expected = [(latin.size if latin else 1.0) * advance / 2 for advance in advances[:-1]]
    steps = [after - before for before, after in pairwise(ruby.starts)]
    assert steps == pytest.approx(expected, abs=1e-5)


def test_a_glyph_of_a_reading_that_the_latin_face_lacks_is_its_problem(compose):
    ruby = Ruby("東北", ("Tohꜣku",))
    composing, _ = compose(ruby, writing=Writing.HORIZONTAL, latin=LatinFace("roman"))
    (problem,) = problems(composing)
    assert "roman, EB Garamond" in problem.words.en


def test_without_a_latin_face_nothing_is_latin(compose):
    _, paragraph = compose("東北のTohoku", writing=Writing.HORIZONTAL)
    assert not any(one.latin for line in paragraph.lines for one in line.clusters)


def test_a_glyph_that_the_latin_face_lacks_is_its_problem(compose):
    composing, _ = compose("東北Tohꜣku", writing=Writing.HORIZONTAL, latin=LatinFace("roman"))
    (problem,) = problems(composing)
    assert problem.code == "fonts/missing-glyph"
    assert "roman, EB Garamond" in problem.words.en
    assert "U+A723" in problem.words.en
    assert problem.place == PLACE


EMOJI = {
    "family": ("👨\u200d👩\u200d👧", "U+1F468 U+200D U+1F469 U+200D U+1F467"),
    "skin tone": ("👍🏽", "U+1F44D U+1F3FD"),
    "flag": ("🇯🇵", "U+1F1EF U+1F1F5"),
    "keycap": ("1\ufe0f\u20e3", "U+0031 U+FE0F U+20E3"),
    "heart": ("❤\ufe0f", "U+2764 U+FE0F"),
    "umbrella": ("☔", "U+2614"),
}


@pytest.mark.parametrize("writing", list(Writing))
@pytest.mark.parametrize("kind", EMOJI)
def test_an_emoji_is_one_error_of_its_own(compose, kind, writing):
    one, codes = EMOJI[kind]
    composing, _ = compose(f"宣言{one}東北", writing=writing)
    (problem,) = problems(composing)
    assert problem.code == "compose/emoji"
    for words in (problem.words.ja, problem.words.en):
        assert one in words
        assert f"({codes})" in words
    assert problem.place == PLACE


def test_a_glyph_in_the_face_does_not_make_an_emoji_type(compose, faces):
    assert faces("gothic").covers("⚽")
    composing, _ = compose("宣言⚽", face="gothic")
    assert [one.code for one in problems(composing)] == ["compose/emoji"]


def test_emoji_are_found_in_readings_and_notes_too(compose):
    ruby = Ruby("東北", ("とう🚀",), ("🎉",))
    composing, _ = compose(Jidori((ruby,), 5.0), Warichu("注🍎"))
    found = [problem.words.en for problem in problems(composing)]
    assert [next(one for one in "🚀🎉🍎" if one in words) for words in found] == ["🍎", "🚀", "🎉"]


def test_changes_are_kept_by_reason_and_once_for_each_text(compose):
    composing, _ = compose("2024年(令和6年)")
    compose("2024年(令和6年)", composing=composing)
    changes = composing.normalised()
    assert list(changes) == sorted(changes)
    seen = {reason: [(one.source, one.became) for one in each] for reason, each in changes.items()}
    assert seen["figures"] == [("2024", "二〇二四"), ("6", "六")]
    assert seen["brackets"] == [("(", "（"), (")", "）")]


LEFT = Ruby("条例", ("",), ("ordinance",))
RIGHT = Ruby("未来", ("みらい",))


def collisions(composing):
    return [one for one in composing.notes() if one.code == "compose/ruby-collision"]


@pytest.mark.parametrize("writing", list(Writing))
def test_readings_of_neighbouring_lines_that_overprint_are_noted(compose, writing):
    """The handout's lines are 15.5 pt apart at 9 pt: 1.72 em, and two readings need two."""
    composing, paragraph = compose(
        "東北", LEFT, "、", LineBreak(), "東北の", RIGHT, writing=writing
    )
    assert len(paragraph.lines) == 2
    (note,) = collisions(composing)
    assert note.severity is Severity.WARNING
    assert note.place == PLACE
    for words in (note.words.ja, note.words.en):
        assert "ordinance" in words
        assert "みらい" in words
        assert "1.72" in words
        assert "2.00" in words
        assert "pitch" in words


@pytest.mark.parametrize("writing", list(Writing))
@pytest.mark.parametrize(
    ("nodes", "style"),
    [
        # Two ems from line to line: 1.1613 x 15.5 / 9.
        (("東北", LEFT, LineBreak(), "東北の", RIGHT), {"pitch": 1.1613}),
        # The text is smaller: 15.5 / (0.85 x 9) = 2.03 em.
        (("東北", LEFT, LineBreak(), "東北の", RIGHT), {"size": 0.85}),
        (("東北", RIGHT, LineBreak(), "東北の", RIGHT), {}),
        (("東北", LEFT, LineBreak(), "東北の", LEFT), {}),
        (("東北", RIGHT, LineBreak(), "東北の", LEFT), {}),
        (("東北", LEFT, LineBreak(), "東北の宣言は", RIGHT), {}),
        (("東北", LEFT, LineBreak(), "東北の", LineBreak(), "東北の", RIGHT), {}),
        (("東北", LEFT, "東北の", RIGHT), {}),
    ],
    ids=["two ems", "smaller text", "right", "left", "outer", "not abreast", "apart", "one line"],
)
def test_readings_that_stand_clear_are_not_noted(compose, writing, nodes, style):
    composing, _ = compose(*nodes, writing=writing, **style)
    assert collisions(composing) == []


@pytest.mark.parametrize(
    ("writing", "lined", "counts"),
    [
        (Writing.VERTICAL, RIGHT, 1),
        (Writing.VERTICAL, LEFT, 0),
        (Writing.HORIZONTAL, LEFT, 1),
        (Writing.HORIZONTAL, RIGHT, 0),
    ],
)
def test_a_side_line_needs_room_of_its_own(compose, writing, lined, counts):
    """On the right of a column and below a line (JLReq 3.3.9 figures), between base and reading."""
    first, second = (SideLine((one,)) if one is lined else one for one in (LEFT, RIGHT))
    nodes = ("東北", first, LineBreak(), "東北の", second)
    composing, _ = compose(*nodes, writing=writing, pitch=1.1613)
    assert len(collisions(composing)) == counts


def test_a_latin_reading_is_as_long_as_its_letters(compose, faces):
    """One ends where the next begins: half an em for its last letter would be too much."""
    widths = faces("mincho").shape("lilil", down=False)
    end = 0.75 + 2.0 + 1.0 + sum(widths) / 4  # over the middle of two characters
    composing, paragraph = compose(
        "東北",
        Ruby("条例", ("",), ("lilil",)),
        LineBreak(),
        "東北の宣",
        Ruby("未", ("み",)),
        writing=Writing.HORIZONTAL,
        first_indent=0.75,
    )
    start = paragraph.lines[1].ruby[0].starts[0]
    assert end < start < end - widths[-1] / 2 + 0.5
    assert collisions(composing) == []
