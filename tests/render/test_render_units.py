"""Figures, units and words stand in the PDF where they were placed, each with its one aki.

Facts: the faces' own advances, the quarter em beside a figure and its unit (JLReq 3.2.6), and where
pdfminer finds each glyph.
"""

import pytest
from placing import shape
from test_render_clusters import LATIN, PLAIN, UPRIGHT, WRITINGS, line, run

from declaration_print.model.setting import Orientation, PlacedCluster

AKI = 0.25
LINES = {
    "one-letter units": (
        ("100", "V"),
        "・",
        ("20", "A"),
        "、",
        ("5", "L"),
        "の水と",
        ("5", "g"),
        "の塩",
    ),
    "words": (
        ("4", "K"),
        "の",
        ("AVATAR To be",),
        "、",
        ("B", "2", "B"),
        "取引",
        ("Tohoku",),
        "宣言",
    ),
    "kerned pairs": (
        ("AV", "7", "To"),
        "を",
        ("To", "P", "AV"),
        "・",
        ("WA",),
        "は",
        ("LT", "1"),
        "言",
    ),
    "uneven spaces": ("語", ("AV ", "To ", "5", "L "), "の", ("Ta ",), "宣言"),
    "a unit at the end": ("水", ("1000", "kg"), "と", ("5", "L")),
}
"""Lines as runs: kanji and kana, or the parts of a Latin word, a quarter em between them."""


def placed(runs, writing, face, scale, **more):
    """The runs one after the other, a quarter em between Japanese letters and Latin."""
    lies = Orientation.SIDEWAYS if writing == "vertical" else UPRIGHT
    clusters, at = [], 0.0
    for before, one in zip(("", *runs), runs, strict=False):
        if isinstance(one, str):
            at += AKI if isinstance(before, tuple) and one[0] not in "、・" else 0.0
            clusters += run(one, at, **more)
            at += len(one)
            continue
        at += AKI if before and before[-1] not in "、・" else 0.0
        for number, part in enumerate(one):
            at += AKI if number else 0.0
            for letter, advance in zip(part, shape(face, part), strict=True):
                latin = face == LATIN.face
                length = scale * advance
                clusters.append(
                    PlacedCluster(letter, letter, lies, at, length, latin=latin, **more)
                )
                at += length
    return clusters


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("pair", [LATIN, None], ids=["pair", "one face"])
@pytest.mark.parametrize("kind", LINES)
@pytest.mark.parametrize("lined", [False, True], ids=["plain", "side line"])
def test_every_glyph_stands_where_it_was_placed(by_hand, writing, pair, kind, lined):
    face, scale = (pair.face, pair.size) if pair else ("mincho", 1.0)
    made = placed(LINES[kind], writing, face, scale, lined=lined)
    after = run("東北", made[-1].end + AKI) if lined else []
    sheet = by_hand(writing, [PLAIN, line(made, after), PLAIN], latin=pair)
    expected = [one for one in (*made, *after) if one.text != " "]
    drawn = [glyph for glyph in sheet.glyphs[4:-4] if glyph.text.strip()]
    assert [glyph.text for glyph in drawn] == [one.text for one in expected]
    for glyph, cluster in zip(drawn, expected, strict=True):
        assert glyph.along == pytest.approx(cluster.start, abs=0.01), cluster.text
