"""Layout faces advance as the real face does downwards, and lead to its vertical forms.

Facts are read from the original font files with fontTools: vmtx, VORG-less origins, GSUB `vert`.
"""

import io

import pytest
from fontTools.ttLib import TTFont

from declaration_print import typefaces
from declaration_print.model.face import Use

TEXT = frozenset("東北イノベーション宣言、。「」（）ーぁっTAP20〜～")
ALTERNATES = "、。「」（）ーぁっ"
FACES = ("mincho", "gothic-bold", "brush")


def clusters_for(opened):
    return frozenset(one for one in TEXT if opened.covers(one))


@pytest.fixture(scope="module")
def prepared(house):
    """Layout faces by (key, use) with the real font beside them."""
    known = {}

    def of(key, use):
        if key not in known:
            opened = house(key)
            faces = typefaces.prepare(opened, clusters_for(opened), list(Use))
            known[key] = {face.use: face for face in faces}
        return known[key][use]

    return of


def program(face):
    return TTFont(io.BytesIO(face.program))


def outline(font, name):
    """A glyph's points, to be compared between fonts."""
    glyph = font["glyf"][name]
    points, ends, _ = glyph.getCoordinates(font["glyf"])
    return [tuple(point) for point in points], list(ends)


def vertical_form(font, character):
    """The glyph name that GSUB's `vert` leads to, else the plain one."""
    name = font.getBestCmap()[ord(character)]
    gsub = font["GSUB"].table
    lookups = {
        index
        for record in gsub.FeatureList.FeatureRecord
        if record.FeatureTag == "vert"
        for index in record.Feature.LookupListIndex
    }
    for index in sorted(lookups):
        for table in gsub.LookupList.Lookup[index].SubTable:
            name = getattr(table, "ExtSubTable", table).mapping.get(name, name)
    return name


@pytest.fixture(scope="module")
def real(house):
    """The original font file, read by fontTools."""
    known = {}

    def of(key):
        if key not in known:
            known[key] = TTFont(house(key).face.file, lazy=True)
        return known[key]

    return of


@pytest.mark.parametrize("key", FACES)
def test_down_advances_are_the_real_vertical_advances(prepared, real, house, key):
    layout, font = program(prepared(key, Use.DOWN)), real(key)
    cmap = layout.getBestCmap()
    scale = font["head"].unitsPerEm / layout["head"].unitsPerEm
    for character in sorted(clusters_for(house(key))):
        advance = layout["hmtx"][cmap[ord(character)]][0] * scale
        assert advance == font["vmtx"][vertical_form(font, character)][0], character


@pytest.mark.parametrize("key", FACES)
def test_across_advances_are_the_real_horizontal_ones(prepared, real, house, key):
    layout, font = program(prepared(key, Use.ACROSS)), real(key)
    ours, theirs = layout.getBestCmap(), font.getBestCmap()
    for character in sorted(clusters_for(house(key))):
        code = ord(character)
        assert layout["hmtx"][ours[code]][0] == font["hmtx"][theirs[code]][0], character


@pytest.mark.parametrize("key", FACES)
def test_a_cells_characters_have_no_advance(prepared, key):
    layout = program(prepared(key, Use.CELL))
    assert {advance for advance, _ in layout["hmtx"].metrics.values()} == {0}


@pytest.mark.parametrize("key", FACES)
def test_down_leads_to_the_vertical_alternates(prepared, real, house, key):
    """The outline that a character leads to is the one GSUB `vert` chooses, not the plain one."""
    layout, font = program(prepared(key, Use.DOWN)), real(key)
    twin = prepared(key, Use.DOWN).twin
    drawn = TTFont(io.BytesIO(twin.program(frozenset(range(len(layout.getGlyphOrder()))))))
    cmap = layout.getBestCmap()
    different = 0
    for character in sorted(clusters_for(house(key)) & set(ALTERNATES)):
        number = layout.getGlyphID(cmap[ord(character)])
        number = twin.outlines.get(number, number)
        vertical = vertical_form(font, character)
        assert outline(drawn, drawn.getGlyphName(number)) == outline(font, vertical), character
        different += vertical != font.getBestCmap()[ord(character)]
    assert different >= 7, "the face has vertical forms to lead to"


@pytest.mark.parametrize("key", FACES)
@pytest.mark.parametrize("use", list(Use))
def test_the_twin_counts_its_glyphs_as_the_layout_face_does(prepared, key, use):
    face = prepared(key, use)
    layout = program(face)
    assert len(face.twin.widths) == len(face.twin.vertical) == layout["maxp"].numGlyphs


@pytest.mark.parametrize("key", FACES)
def test_the_twins_metrics_are_the_real_ones_per_mille(prepared, real, house, key):
    layout, font = program(prepared(key, Use.DOWN)), real(key)
    twin, em = prepared(key, Use.DOWN).twin, font["head"].unitsPerEm
    for character in sorted(clusters_for(house(key))):
        number = layout.getGlyphID(layout.getBestCmap()[ord(character)])
        name = vertical_form(font, character)
        assert twin.widths[number] == pytest.approx(font["hmtx"][name][0] * 1000 / em, abs=0.01)
        advance, top_bearing = font["vmtx"][name]
        assert twin.vertical[number].advance == pytest.approx(advance * 1000 / em, abs=0.5)
        glyph = font["glyf"][name]
        if "VORG" not in font and glyph.numberOfContours:
            origin = (glyph.yMax + top_bearing) * 1000 / em  # OpenType vmtx: tsb from the origin
            assert twin.vertical[number].origin_y == pytest.approx(origin, abs=0.5)


def test_a_program_has_the_outlines_asked_for_and_no_others(prepared):
    twin = prepared("mincho", Use.ACROSS).twin
    layout = program(prepared("mincho", Use.ACROSS))
    wanted = layout.getGlyphID(layout.getBestCmap()[ord("東")])
    font = TTFont(io.BytesIO(twin.program(frozenset({wanted}))))
    drawn = {
        font.getGlyphID(name)
        for name in font.getGlyphOrder()
        if font["glyf"][name].numberOfContours
    }
    assert drawn == {0, wanted}, ".notdef keeps its shape (ISO 32000-1 9.7.6.3)"
    assert {"glyf", "loca", "head", "hhea", "hmtx", "maxp"} <= set(font.keys())


def test_no_two_characters_share_a_glyph_number(prepared):
    """〜 and ～ have one outline in Noto; a ToUnicode map has room for one meaning a glyph."""
    for use in Use:
        cmap = program(prepared("mincho", use)).getBestCmap()
        assert len(set(cmap.values())) == len(cmap)
    cmap = program(prepared("mincho", Use.DOWN)).getBestCmap()
    assert {ord("〜"), ord("～")} <= set(cmap)


def test_a_variation_sequence_leads_to_its_own_glyph(house):
    sequence = "葛\U000e0100"
    down, across = typefaces.prepare(
        house("mincho"), frozenset({"葛", sequence}), [Use.DOWN, Use.ACROSS]
    )
    for face in (down, across):
        font = program(face)
        (variants,) = [table for table in font["cmap"].tables if table.format == 14]
        entries = dict(variants.uvsDict[0xE0100])
        assert entries[ord("葛")] not in (None, font.getBestCmap()[ord("葛")])


@pytest.mark.parametrize("use", list(Use))
@pytest.mark.parametrize("sequence", ["葛\U000e0100", "東\U000e0100", "福\ufe00"])
def test_a_face_with_a_variation_sequence_has_its_base_too(house, use, sequence):
    """Pango asks for the base alone when it chooses a face; the two never share a glyph number."""
    (face,) = typefaces.prepare(house("mincho"), frozenset({sequence}), [use])
    font = program(face)
    (variants,) = [table for table in font["cmap"].tables if table.format == 14]
    entries = dict(variants.uvsDict[ord(sequence[1])])
    base = font.getBestCmap()[ord(sequence[0])]
    assert entries[ord(sequence[0])] not in (None, base)
    assert font.getGlyphID(base) > 0


@pytest.mark.parametrize("key", FACES)
def test_a_layout_face_has_the_em_box_for_its_line(prepared, key):
    for use in Use:
        font = program(prepared(key, use))
        em = font["head"].unitsPerEm
        assert (font["hhea"].ascent, font["hhea"].descent) == (round(0.88 * em), round(-0.12 * em))
        assert font["hhea"].lineGap == 0


def test_the_same_input_gives_the_same_bytes(house):
    first, second = (
        typefaces.prepare(house("gothic"), frozenset(text), list(Use))
        for text in ("東北宣言「」ー", "ー」「言宣北東")
    )
    assert [face.program for face in first] == [face.program for face in second]
    everything = frozenset(range(5))
    assert first[0].twin.program(everything) == second[0].twin.program(everything)


def test_a_family_says_its_key_and_use_and_bears_no_reserved_name(prepared):
    """“Source” is a reserved font name of Noto Sans JP's licence: no derived face may bear it."""
    face = prepared("gothic-bold", Use.DOWN)
    assert face.family == "gothic-bold-down"
    names = {str(record) for record in program(face)["name"].names}
    assert not any("Source" in name or "Noto" in name for name in names)
    assert face.twin.postscript_name == "NotoSansJP-Bold"


def test_shaping_gives_one_advance_for_each_character(house):
    opened = house("mincho")
    assert opened.shape("東北、", down=True) == (1.0, 1.0, 1.0)
    assert opened.shape("か\u309aき", down=False) == (1.0, 0.0, 1.0)
    assert opened.shape("葛\U000e0100", down=False) == (1.0, 0.0)
    widths = opened.shape("TAP", down=False)
    font = TTFont(opened.face.file, lazy=True)
    plain = sum(font["hmtx"][font.getBestCmap()[ord(one)]][0] for one in "TAP")
    assert 0 < sum(widths) <= plain / font["head"].unitsPerEm
