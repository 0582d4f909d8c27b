"""A face covers what it draws: cmap entries prove nothing (facts from the fonts by fontTools)."""

import pytest
from fontTools.ttLib import TTFont

from declaration_print import typefaces

IVS = "葛\U000e0100"
"""葛 with the variation sequence that Noto Serif JP has (Adobe-Japan1 collection)."""


def test_a_cmap_entry_without_outline_covers_nothing(face_of, small_font):
    opened = typefaces.open_face(face_of(small_font()))
    cmap = TTFont(opened.face.file).getBestCmap()
    assert ord("北") in cmap
    assert opened.covers("東")
    assert not opened.covers("北")


def test_a_space_is_rightly_empty(face_of, small_font):
    opened = typefaces.open_face(face_of(small_font()))
    assert opened.covers(" ")
    assert TTFont(opened.face.file)["glyf"]["space"].numberOfContours == 0


@pytest.mark.parametrize("character", ["𰻞", "🎌", "\ue000", "\u0600"])
def test_what_has_no_cmap_entry_is_not_covered(house, character):
    cmap = TTFont(house("mincho").face.file, lazy=True).getBestCmap()
    assert ord(character) not in cmap
    assert not house("mincho").covers(character)


def test_a_variation_sequence_is_covered_by_its_own_glyph_only(house):
    """Noto Serif JP lists it in cmap format 14; Yuji Syuku has the kanji but no sequences."""
    assert house("mincho").covers(IVS)
    assert house("brush").covers("葛")
    assert not house("brush").covers(IVS)
    assert not house("mincho").covers("葛\U000e01ef"), "a sequence that nobody registered"


def test_what_design_says_of_the_brush(house):
    brush = house("brush")
    assert brush.covers("～")
    assert not brush.covers("〜")
    assert not brush.covers("槗")
    assert not brush.covers("𠮷")


@pytest.mark.parametrize(
    "key", ["mincho", "mincho-bold", "gothic", "gothic-bold", "brush", "textbook"]
)
def test_every_face_covers_kana_and_everyday_kanji(house, key):
    """All of kana and the kanji taught in the first year of school (学年別漢字配当表)."""
    first_year = "一右雨円王音下火花貝学気九休玉金空月犬見五口校左三山子四糸字耳七車手十出女小上森人水正生青夕石赤千川先早草足村大男竹中虫町天田土二日入年白八百文木本名目立力林六"
    kana = [chr(code) for code in (*range(0x3041, 0x3094), *range(0x30A1, 0x30F5))]
    missing = [
        one for one in (*first_year, *kana, *"、。「」『』（）・ー—…") if not house(key).covers(one)
    ]
    assert missing == []


def test_a_kana_with_a_combining_mark_is_drawn_as_one(house):
    assert house("mincho").covers("か\u309a")
    assert not house("mincho").covers("か\u0489")
