"""A soft hyphen at a line's end: the glyph of the face's hyphen under a number of its own.

Facts: ISO 32000-1 14.8.2.2.3; engines and shapers hide U+00AD (Unicode 23.2, default ignorable).
"""

import io

import pytest
from fontTools.ttLib import TTFont

from declaration_print import typefaces
from declaration_print.model.face import Use

SOFT = "\u00ad"


@pytest.mark.parametrize("key", ["mincho", "gothic", "brush", "textbook", "roman", "roman-bold"])
def test_every_face_sets_it_as_its_hyphen(house, key):
    face = house(key)
    assert face.covers(SOFT)
    assert face.shape(SOFT, down=False) == face.shape("-", down=False)
    assert face.shape("-", down=False)[0] > 0


@pytest.mark.parametrize("clusters", [{SOFT}, {SOFT, "-"}, {SOFT, "-", "\u2010"}])
@pytest.mark.parametrize("key", ["mincho", "roman"])
def test_its_stand_in_leads_to_a_glyph_of_its_own(house, key, clusters):
    """However many hyphens a text has, each has a number, and all draw and measure the same."""
    (made,) = typefaces.prepare(house(key), frozenset(clusters), [Use.ACROSS])
    tables = TTFont(io.BytesIO(made.program))
    cmap, order = tables.getBestCmap(), tables.getReverseGlyphMap()
    own = [0xEFAD, *(ord(one) for one in clusters - {SOFT})]
    glyphs = [order[cmap[code]] for code in own]
    assert len(set(glyphs)) == len(glyphs)
    twin = made.twin
    hyphen = house(key).shape("-", down=False)[0]
    assert twin.widths[glyphs[0]] == pytest.approx(1000 * hyphen, abs=0.01)
    advance = tables["hmtx"][cmap[0xEFAD]][0] / tables["head"].unitsPerEm
    assert advance == pytest.approx(hyphen, abs=0.001)
    if "-" in clusters:
        assert twin.outlines[glyphs[0]] == order[cmap[ord("-")]]


def test_a_text_without_it_has_no_stand_in(house):
    (made,) = typefaces.prepare(house("roman"), frozenset("a-"), [Use.ACROSS])
    assert 0xEFAD not in TTFont(io.BytesIO(made.program)).getBestCmap()


LATIN = "-\u2010“”‘’–—€£éèüñçøåßœ…•§†‡ABCabc0123456789"


@pytest.mark.parametrize("key", ["roman", "roman-bold"])
def test_the_latin_faces_have_what_european_names_and_sums_need(house, key):
    assert [one for one in LATIN if not house(key).covers(one)] == []
