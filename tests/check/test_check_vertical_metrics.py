"""Real vertical editions pass; with their glyphs or metrics exchanged for others they fail."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pdf_samples import descendant_of, sample
from pikepdf import Array

from declaration_print import check
from declaration_print.check.fonts.vertical_forms import JUDGED, looks_horizontal
from declaration_print.check.fonts.vertical_metrics import (
    DeclaredMetrics,
    ProgramMetrics,
    VerticalMetrics,
)
from declaration_print.check.inspect import InspectedPdf

FONTS = Path(__file__).parents[2] / "fonts"
SERIF = FONTS / "noto-serif-jp" / "NotoSerifJP_400Regular.ttf"
VERTICAL = ["handout-vertical-A4", "outline-vertical-A4", "poster-vertical-A2"]
ONLY = frozenset({"text/vertical"})


def findings(data):
    report = check.pdf("a.pdf", data, only=ONLY)
    return [(finding.code, finding.message.en) for finding in report.findings]


def codes(data):
    return {code for code, _ in findings(data)}


def injured(path, change):
    """An edition with a change made to the CIDFont of each of its vertical fonts."""
    with pikepdf.open(path) as pdf:
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and font.get("/Encoding") == "/Identity-V":
                change(pdf, font)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def bounds(face, glyph):
    """The outline's bounds, read with fontTools alone."""
    outline = face["glyf"][glyph]
    edges = (outline.xMin, outline.yMin, outline.xMax, outline.yMax)
    return tuple(edge * 1000 / face["head"].unitsPerEm for edge in edges)


def vertical_alternates(face):
    """What GSUB's `vert` puts in place of each glyph."""
    table, found = face["GSUB"].table, {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "vert":
            for index in record.Feature.LookupListIndex:
                for subtable in table.LookupList.Lookup[index].SubTable:
                    found |= getattr(subtable, "ExtSubTable", subtable).mapping
    return found


@pytest.mark.parametrize("path", sorted(FONTS.glob("*/*.ttf")), ids=lambda path: path.stem)
def test_the_two_forms_of_every_judged_character_are_told_apart(path):
    face = TTFont(path, lazy=True)
    characters, vertical = face.getBestCmap(), vertical_alternates(face)
    told = 0
    for character in sorted(JUDGED):
        across = characters.get(ord(character))
        if across in vertical and face["hmtx"][across][0] >= 0.9 * face["head"].unitsPerEm:
            assert looks_horizontal(character, bounds(face, across)), character
            assert not looks_horizontal(character, bounds(face, vertical[across])), character
            told += 1
    assert told > 40 or "garamond" in path.parent.name


@pytest.mark.parametrize("edition", [*VERTICAL, "scroll-vertical-297mm"])
def test_our_vertical_editions_pass(shipped, edition):
    assert findings(shipped[edition].read_bytes()) == []


def test_a_horizontal_edition_is_not_judged(shipped):
    assert findings(shipped["handout-horizontal-A4"].read_bytes()) == []


def test_metrics_declared_are_those_of_the_program(shipped):
    pdf = InspectedPdf(shipped["handout-vertical-A4"].read_bytes())
    compared = 0
    for font in pdf.visible_fonts:
        declared, program = DeclaredMetrics(font), ProgramMetrics(font)
        for code in font.visible_uses if font.wmode else ():
            told, said = program.of(code), declared.of(code)
            if told is not None:
                assert said.advance == pytest.approx(told.advance, abs=1)
                assert said.origin_x == pytest.approx(told.origin_x, abs=1)
                assert said.origin_y == pytest.approx(told.origin_y, abs=1)
                compared += 1
    assert compared > 300


@pytest.mark.parametrize("edition", VERTICAL)
@pytest.mark.parametrize(
    ("place", "by", "code"),
    [(0, 200, "wrong-advance"), (1, 200, "wrong-origin"), (2, 200, "wrong-origin")],
)
def test_shifted_vertical_metrics_are_found(shipped, edition, place, by, code):
    def shift(_, font):
        metrics = font.DescendantFonts[0].W2
        for index in range(1, len(metrics), 2):
            metrics[index][place] += by

    assert codes(injured(shipped[edition], shift)) == {code}


def test_metrics_that_are_missing_are_found(shipped):
    def without(*keys):
        def change(_, font):
            for key in keys:
                del font.DescendantFonts[0][key]

        return codes(injured(shipped["outline-vertical-A4"], change))

    assert without("/DW2") == {"no-default-metrics"}
    assert without("/W2", "/DW2") == {"no-vertical-metrics"}
    assert without("/W2") == set()  # DW2 says the same of full-width characters


def test_a_strangers_file_may_leave_its_metrics_to_the_defaults():
    def change(pdf):
        del descendant_of(pdf)["/W2"], descendant_of(pdf)["/DW2"]

    data = sample(vertical=True, hurt=change)
    verdicts = {
        name: check.pdf("a.pdf", data, profile=name, only=ONLY).verdict
        for name in ("archive", "handout")
    }
    assert verdicts == {"archive": "pass", "handout": "fail"}


@pytest.mark.parametrize("character", "、（ッー")
def test_one_glyph_exchanged_for_its_horizontal_form_is_found(shipped, character):
    face = TTFont(SERIF)
    across = face["glyf"][face.getBestCmap()[ord(character)]]
    path = shipped["handout-vertical-A4"]
    fonts = {font.name: font for font in InspectedPdf(path.read_bytes()).visible_fonts}

    def exchange(_, font):
        name = str(font.BaseFont)[1:]
        if not name.endswith("NotoSerifJP-Regular"):
            return
        code = next(c for c in fonts[name].visible_uses if fonts[name].unicode(c) == character)
        stream = font.DescendantFonts[0].FontDescriptor.FontFile2
        program = TTFont(BytesIO(stream.read_bytes()))
        program["glyf"][program.getGlyphOrder()[fonts[name].glyph(code)]] = across
        out = BytesIO()
        program.save(out)
        stream.write(out.getvalue())
        stream.Length1 = len(out.getvalue())

    found = findings(injured(path, exchange))
    assert [code for code, _ in found if code == "horizontal-form"] == ["horizontal-form"]
    assert all(message.endswith(character) for code, message in found if code == "horizontal-form")


def test_a_map_that_leads_back_to_horizontal_glyphs_is_found(shipped):
    """CIDToGIDMap exchanged: each bracket draws the outline of a tall one put at its end."""
    path = shipped["outline-vertical-A4"]
    fonts = {font.name: font for font in InspectedPdf(path.read_bytes()).visible_fonts}

    def lead_back(pdf, font):
        inspected = fonts[str(font.BaseFont)[1:]]
        mapped = {code: inspected.glyph(code) for code in inspected.visible_uses}
        by_text = {inspected.unicode(code): code for code in mapped}
        if not {"（", "ー"} <= by_text.keys():
            return
        mapped[by_text["（"]] = mapped[by_text["ー"]]  # the tall one for the wide one
        pairs = [mapped.get(code, 0).to_bytes(2, "big") for code in range(max(mapped) + 1)]
        font.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(b"".join(pairs))

    found = findings(injured(path, lead_back))
    assert [code for code, _ in found if code == "horizontal-form"]
    assert all(message.endswith("（") for code, message in found if code == "horizontal-form")


def declared(w2, dw2=None):
    """The metrics of the sample's codes 1 to 4."""

    def change(pdf):
        del descendant_of(pdf)["/DW2"]
        descendant_of(pdf).W2 = Array(w2)
        if dw2:
            descendant_of(pdf).DW2 = Array(dw2)

    font = InspectedPdf(sample(vertical=True, hurt=change)).fonts[0]
    metrics = DeclaredMetrics(font)
    return [metrics.of(code) for code in (1, 2, 3, 4)]


def test_both_forms_of_w2_and_the_defaults_are_read():
    own = VerticalMetrics(-500.0, 250.0, 772.0)
    usual = VerticalMetrics(-1000.0, 500.0, 880.0)
    assert declared([2, 3, -500, 250, 772]) == [usual, own, own, usual]
    two = Array([-500, 250, 772, -600, 300, 700])
    assert declared([1, two], [800, -900]) == [
        own,
        VerticalMetrics(-600.0, 300.0, 700.0),
        VerticalMetrics(-900.0, 500.0, 800.0),
        VerticalMetrics(-900.0, 500.0, 800.0),
    ]


def test_w2_of_nonsense_is_read_without_end_or_harm():
    usual = VerticalMetrics(-1000.0, 500.0, 880.0)
    assert declared([1]) == [usual] * 4
    assert declared([9, 10**9, -1, 2, 3] * 50) == [usual] * 4
    assert len(declared([Array([1]), 2, 3, Array([-1])])) == 4
