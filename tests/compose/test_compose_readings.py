"""Readings with their own widths: JLReq 3.3.1, 3.3.5. A face for tests says how wide Latin is."""

from itertools import accumulate

import pytest

from declaration_print.compose import paragraph
from declaration_print.compose.readings import measured, plain
from declaration_print.model.declaration import Plain, Ruby, Text
from declaration_print.model.problem import Place
from declaration_print.model.setting import Orientation, RubyKind, RubyRules, Setting, Writing
from declaration_print.model.units import Em

WIDTHS = {"p": 0.6, "i": 0.25, "c": 0.45, "k": 0.55, "’": 0.2, " ": 0.3, "\u0301": 0.0, "é": 0.4}
PICK = [0.3, 0.125, 0.225, 0.275]
TOGETHER = sum(PICK)


class Face:
    """A face without a font that remembers what it was asked; what is not stated is an em."""

    def __init__(self, scale=1.0):
        self.scale = scale
        self.asked = []

    def __call__(self, text, orientation):
        self.asked.append((text, orientation))
        return tuple(Em(WIDTHS[one] * self.scale if one in WIDTHS else 1.0) for one in text)


def line(*nodes, writing=Writing.VERTICAL, western=None, japanese=None, **settings):
    written = tuple(Plain(node) if isinstance(node, str) else node for node in nodes)
    setting = Setting(writing, Em(100), **settings)
    text = Text(written, Place("x"))
    (only,) = paragraph(text, setting, japanese or Face(), western).lines
    return only


@pytest.mark.parametrize("writing", Writing)
def test_a_latin_reading_is_set_according_to_its_own_widths_and_centred(writing):
    """3.3.5: half the advances of the face, centred on the base."""
    (ruby,) = line(Ruby("文選", ("pick",)), writing=writing).ruby
    assert ruby.starts == pytest.approx([1 - TOGETHER / 2, 0.8375, 0.9625, 1.1875])
    assert ruby.words == ((0, 3),)


def test_a_longer_latin_reading_makes_room_by_its_own_length():
    """3.3.8 a: over ideographs nothing hangs, on either side of the same length."""
    made = line("国", Ruby("文", ("pickpick",)), "国")
    excess = 2 * TOGETHER - 1
    assert [one.start for one in made.clusters] == pytest.approx([0, 1 + excess / 2, 2 + excess])


@pytest.mark.parametrize("writing", Writing)
@pytest.mark.parametrize("paired", [False, True])
def test_words_are_shaped_as_one_run_by_the_face_that_draws_them(writing, paired):
    """The Latin face of a pair with its size in the pair; in vertical lines on its side."""
    japanese, western = Face(), Face(1.2) if paired else None
    made = line(
        Ruby("文選", ("ぶんせん",), ("pick",)), writing=writing, japanese=japanese, western=western
    )
    lies = Orientation.SIDEWAYS if writing is Writing.VERTICAL else Orientation.UPRIGHT
    assert ("pick", lies) in (western or japanese).asked
    assert not paired or not any("pick" in text for text, _ in japanese.asked)
    above, below = made.ruby
    assert above.starts == (0.0, 0.5, 1.0, 1.5)
    assert above.words == ()
    scale = 1.2 if paired else 1.0
    steps = [width * scale for width in PICK]
    assert below.starts == pytest.approx([*accumulate(steps, initial=1 - sum(steps) / 2)][:-1])


@pytest.mark.parametrize(
    ("text", "words", "advances"),
    [
        ("ぶん", (), [0.5, 0.5]),
        ("か\u3099ピ", (), [0.5, 0.0, 0.5]),
        ("ぶpickん", ((1, 4),), [0.5, *PICK, 0.5]),
        ("ick、pick", ((0, 2), (4, 7)), [*PICK[1:], 0.5, *PICK]),
        ("pi ck", ((0, 4),), [*PICK[:2], 0.15, *PICK[2:]]),
        ("ぶ pick ん", ((2, 5),), [0.5, 0.25, *PICK, 0.25, 0.5]),
        ("ぶ ん", (), [0.5, 0.25, 0.5]),
        ("pick’k", ((0, 5),), [*PICK, 0.1, 0.275]),
        ("pi\u0301cé", ((0, 4),), [0.3, 0.125, 0.0, 0.225, 0.2]),
        ("ｐｉ", (), [0.5, 0.5]),
    ],
)
def test_what_is_a_word_of_a_reading(text, words, advances):
    """Japanese ruby characters are half an em (3.3.3), full-width forms with them."""
    reading = measured(text, Face(), Orientation.SIDEWAYS)
    assert reading.words == words
    assert reading.advances == pytest.approx(advances)
    assert reading.length == pytest.approx(sum(advances))
    assert reading.has_own_widths is bool(words)


def test_what_joins_begins_with_its_character():
    assert list(plain("か\u3099ぎ").starts(1.0, 0.25)) == [1.0, 1.0, 1.75]


def test_words_of_a_jukugo_stay_apart():
    """Each reading is a word of its own, however close they come."""
    rules = RubyRules(per_character=RubyKind.JUKUGO)
    (ruby,) = line(Ruby("文選", ("pick", "ick")), ruby=rules).ruby
    assert ruby.text == "pickick"
    assert ruby.words == ((0, 3), (4, 6))


def test_text_without_readings_is_measured_no_oftener():
    """A paragraph without ruby pays nothing for them."""
    face = Face()
    line("文選pick文選", japanese=face)
    assert [text for text, _ in face.asked] == ["文選", "pick", "文選"]
