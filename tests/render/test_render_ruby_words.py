"""A Latin reading is one word on the page: kerned, in its face, and read back whole.

Facts: JLReq 3.3.5, the faces' own advances, and what pdfminer and pypdf find.
"""

import io
import itertools

import pdfminer.high_level
import pypdf
import pytest
from pdfminer.layout import LAParams
from placing import shape
from test_render_clusters import LATIN, PLAIN, WRITINGS

from declaration_print.compose import paragraph
from declaration_print.model.declaration import Plain, Ruby, Text
from declaration_print.model.face import Use
from declaration_print.model.problem import Place
from declaration_print.model.setting import Orientation, Setting, Writing

SCALE = {"mincho": 1.0, "roman": LATIN.size}


def composed(node, writing, face):
    """One line with a reading, its Latin measured by a face of the house."""

    def japanese(text, orientation):
        down = writing == "vertical" and orientation is Orientation.UPRIGHT
        return (1.0,) * len(text) if down else shape("mincho", text)

    def western(text, _):
        return tuple(SCALE["roman"] * one for one in shape("roman", text))

    setting = Setting(Writing(writing), measure=20.0)
    text = Text((Plain("東北"), node, Plain("宣言")), Place("by hand"))
    made = paragraph(text, setting, japanese, western if face == "roman" else None)
    return made.lines[0]


@pytest.fixture
def drawn(by_hand):
    def sheet(node, writing, face):
        made = composed(node, writing, face)
        pair = {"latin": LATIN} if face == "roman" else {}
        return by_hand(writing, [PLAIN, made, PLAIN], **pair)

    return sheet


def readers(sheet):
    """What two readers find, in words; pdfminer looks for lines that run down when told to."""
    pages = pypdf.PdfReader(io.BytesIO(sheet.content)).pages
    yield "\n".join(page.extract_text() for page in pages).split()
    laparams = LAParams(detect_vertical=True)
    yield pdfminer.high_level.extract_text(io.BytesIO(sheet.content), laparams=laparams).split()


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("face", SCALE)
@pytest.mark.parametrize("word", ["compose", "AVATAR", "To be"])
@pytest.mark.parametrize("other_side", [False, True], ids=["main", "other"])
def test_letters_stand_at_half_the_advances_of_their_face(drawn, writing, face, word, other_side):
    node = Ruby("活版所", ("",), (word,)) if other_side else Ruby("活版所", (word,))
    sheet = drawn(node, writing, face)
    letters = [glyph for glyph in sheet.glyphs if glyph.text.isascii()]
    assert "".join(glyph.text for glyph in letters) == word
    steps = [SCALE[face] * one / 2 for one in shape(face, word)]
    expected = itertools.accumulate(steps[:-1], initial=3.5 - sum(steps) / 2)
    assert [glyph.along for glyph in letters] == pytest.approx(list(expected), abs=0.01)
    rise = LATIN.rise if face == "roman" else 0.0
    baseline = -sheet.pitch + (-0.75 if other_side else 0.75) - 0.19 + rise / 2
    for glyph in letters:
        assert glyph.use is Use.ACROSS
        assert glyph.size == pytest.approx(SCALE[face] / 2, abs=0.001)
        assert glyph.across - 0.38 * glyph.size == pytest.approx(baseline, abs=0.01)
    japanese = [glyph for glyph in sheet.glyphs if glyph not in letters]
    assert japanese[-1].across == pytest.approx(-2 * sheet.pitch, abs=0.01), "the grid holds"


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("face", SCALE)
def test_readers_find_the_word_whole(drawn, writing, face):
    node = Ruby("文選", ("ぶんせん",), ("compose",))
    for words in readers(drawn(node, writing, face)):
        assert "compose" in words


@pytest.mark.parametrize("writing", WRITINGS)
def test_a_word_stands_among_kana_where_it_was_placed(drawn, writing):
    node = Ruby("東北地方", ("のAVとé’s",))
    made = composed(node, writing, "roman")
    small = [glyph for glyph in drawn(node, writing, "roman").glyphs if glyph.size < 0.9]
    assert "".join(glyph.text for glyph in small) == "のAVとé’s"
    assert [one.along for one in small] == pytest.approx(made.ruby[0].starts, abs=0.01)
    across = [
        glyph.text for glyph in small if glyph.size == pytest.approx(LATIN.size / 2, abs=0.001)
    ]
    assert across == list("AVé’s")
