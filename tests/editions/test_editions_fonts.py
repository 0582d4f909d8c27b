"""The shipped build as a process, and its fonts as poppler lists them."""

import pytest
from witnesses import SHIPPED, poppler_fonts

VERTICAL = [stem for stem in SHIPPED if "vertical" in stem]
HORIZONTAL = [stem for stem in SHIPPED if "horizontal" in stem]
REAL_NAMES = {
    "NotoSerifJP-Regular",
    "NotoSerifJP-Bold",
    "NotoSerifJP-Black",
    "NotoSansJP-Regular",
    "NotoSansJP-Bold",
    "YujiSyuku-Regular",
}


def test_build_makes_the_seven_editions_and_what_goes_with_the_scroll(shipped):
    assert shipped.run.code == 0, shipped.run.out + shipped.run.err
    assert {path.name for path in shipped.folder.iterdir()} == {
        *(f"{stem}.pdf" for stem in SHIPPED),
        "scroll-vertical-297mm-panels-A3.pdf",
        "scroll-vertical-297mm-pictures",
    }


def test_build_says_of_every_file_that_it_passed(shipped):
    assert shipped.run.err == ""
    for stem in SHIPPED:
        line = next(line for line in shipped.run.out.splitlines() if str(shipped[stem]) in line)
        assert line.startswith("pass")


@pytest.mark.parametrize("stem", SHIPPED)
def test_every_font_is_embedded_subset_and_mapped_to_unicode(shipped, stem):
    fonts = poppler_fonts(shipped[stem])
    assert fonts
    assert {font.type for font in fonts} == {"CID TrueType"}
    assert all(font.embedded and font.subset and font.to_unicode for font in fonts)


@pytest.mark.parametrize("stem", SHIPPED)
def test_every_font_bears_its_real_name_behind_a_subset_tag(shipped, stem):
    for font in poppler_fonts(shipped[stem]):
        tag = font.name.partition("+")[0]
        assert len(tag) == 6
        assert tag.isalpha()
        assert tag.isupper()
        assert font.real_name in REAL_NAMES


@pytest.mark.parametrize("stem", SHIPPED)
def test_one_face_in_one_direction_is_one_font(shipped, stem):
    kinds = [(font.real_name, font.encoding) for font in poppler_fonts(shipped[stem])]
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("stem", VERTICAL)
def test_japanese_of_a_vertical_edition_is_set_in_identity_v(shipped, glyphs, stem):
    encodings = {font.name: font.encoding for font in poppler_fonts(shipped[stem])}
    across = {
        glyph.text
        for page in glyphs(stem)
        for glyph in page
        if encodings[glyph.font] != "Identity-V" and glyph.text > "\u2fff"
    }
    running_title_and_folio = set("東北イノベーション宣言") if stem.startswith("handout") else set()
    assert across <= running_title_and_folio
    assert "Identity-V" in encodings.values()


@pytest.mark.parametrize("stem", HORIZONTAL)
def test_a_horizontal_edition_has_no_vertical_font(shipped, stem):
    assert {font.encoding for font in poppler_fonts(shipped[stem])} == {"Identity-H"}


def test_the_scroll_is_written_with_the_brush_and_its_colophon_set_in_mincho(shipped):
    names = {font.real_name for font in poppler_fonts(shipped["scroll-vertical-297mm"])}
    assert names == {"YujiSyuku-Regular", "NotoSerifJP-Regular"}
