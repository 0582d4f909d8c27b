"""What stands in small lines, beside the line and at its end is read back in order.

Facts: ISO 32000-1 14.8.2.2.3 (soft hyphens), JLReq 3.3.4, 3.4, 3.7.2; pypdf, pdfminer, poppler.
"""

import shutil
import subprocess

import pytest
from test_render_clusters import (
    FURIWAKE,
    LATIN,
    MARKED,
    PLAIN,
    WARICHU,
    WRITINGS,
    latin,
    line,
    run,
)

from declaration_print.check.text.fidelity import extract, pattern_of_text
from declaration_print.model.declaration import (
    Furiwake,
    Plain,
    ReferenceMark,
    Ruby,
    SideLine,
    Text,
    Warichu,
)
from declaration_print.model.problem import Place
from declaration_print.model.setting import Orientation, PlacedCluster, PlacedRuby
from text_differences import misses

BOTH = line(
    run("東北宣言"),
    ruby=[
        PlacedRuby("とうほく", 0, 1, (0.0, 0.5, 1.0, 1.5)),
        PlacedRuby("トウホク", 0, 1, (0.0, 0.5, 1.0, 1.5), other_side=True),
    ],
)
DECLARED = {
    "warichu": ([Plain("東北"), Warichu("割注上行割注下"), Plain("宣言")], WARICHU),
    "furiwake": ([Plain("東北"), Furiwake(("振分", "二行目")), Plain("宣言")], FURIWAKE),
    "mark": ([Plain("東北"), ReferenceMark("※一"), Plain("宣言")], MARKED),
    "ruby": ([SideLine((Ruby("東北", ("とうほく",), ("トウホク",)),)), Plain("宣言")], BOTH),
}


def text(nodes):
    return Text(tuple(nodes), Place("declaration.yaml", 1))


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("kind", DECLARED)
def test_the_witness_finds_every_character_in_order(by_hand, writing, kind):
    nodes, made = DECLARED[kind]
    read = extract([by_hand(writing, [PLAIN, made, PLAIN]).text()])
    assert not misses([[pattern_of_text(text(nodes))]], read, any_order=False)


@pytest.mark.parametrize("kind", ["warichu", "furiwake", "mark"])
def test_the_witness_misses_lines_that_change_places(kind):
    nodes, made = DECLARED[kind]
    lower_first = sorted(made.clusters, key=lambda one: (one.shift, one.start))
    read = extract(["".join(one.text for one in lower_first)])
    assert misses([[pattern_of_text(text(nodes))]], read, any_order=False)


def test_a_number_does_not_go_on_from_one_furiwake_line_to_the_next():
    """10 and 21 as 十 and 二十一 are no 1021."""
    nodes = [Furiwake(("令和10", "21年"))]
    read = extract(["令和十二十一年"])
    assert not misses([[pattern_of_text(text(nodes))]], read, any_order=False)


def broken_word(writing, face):
    """A word that goes on in the next line, in the Latin face or the Japanese one."""
    first, second = latin("represen\u00ad", 2, writing), latin("tation-", 0, writing)
    if face == "mincho":
        first = [one._replace(latin=False) for one in first]
        second = [one._replace(latin=False) for one in second]
    return [line(run("東北"), first), line(second, run("宣言", 9))]


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("face", ["mincho", "roman"])
def test_a_hyphen_at_a_lines_end_is_a_soft_hyphen_to_readers(by_hand, tmp_path, writing, face):
    sheet = by_hand(writing, broken_word(writing, face), latin=LATIN)
    expected = "東北represen\u00adtation-宣言"
    assert sheet.text() == expected
    assert "".join(glyph.text for glyph in sheet.glyphs) == expected
    if shutil.which("pdftotext"):
        (tmp_path / "sheet.pdf").write_bytes(sheet.content)
        done = subprocess.run(
            ["pdftotext", "-raw", tmp_path / "sheet.pdf", "-"],
            capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        # Poppler drops the hyphen and joins the word where it sees one at a line's end.
        assert "".join(done.stdout.split()) in (expected, expected.replace("\u00ad", ""))


@pytest.mark.parametrize("writing", WRITINGS)
def test_a_soft_hyphen_is_drawn_as_the_faces_hyphen(by_hand, writing):
    """The same page with a written hyphen in its place looks the same to pdfminer but for the text."""
    soft = by_hand(writing, broken_word(writing, "roman"), latin=LATIN).glyphs
    hard_lines = [
        line([one._replace(text=one.text.replace("\u00ad", "-")) for one in each.clusters])
        for each in broken_word(writing, "roman")
    ]
    hard = by_hand(writing, hard_lines, latin=LATIN).glyphs
    assert [(one.along, one.across, one.size, one.use) for one in soft] == [
        (one.along, one.across, one.size, one.use) for one in hard
    ]


def test_the_witness_does_not_ask_for_soft_hyphens(by_hand):
    read = extract([by_hand("horizontal", broken_word("horizontal", "roman"), latin=LATIN).text()])
    declared = text([Plain("東北representation-宣言")])
    assert not misses([[pattern_of_text(declared)]], read, any_order=False)


def test_upright_letters_keep_their_japanese_face(by_hand):
    """In vertical text the Latin face is for what lies on its side or in a cell."""
    made = line([PlacedCluster("Ｄ", "D", Orientation.UPRIGHT, 0.0, 1.0)], run("北", 1))
    assert by_hand("vertical", [made], latin=LATIN).text() == "Ｄ北"
