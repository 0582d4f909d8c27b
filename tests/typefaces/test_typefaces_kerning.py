"""Latin is kerned among itself, Japanese is set solid: its em boxes side by side (JLReq 3.1.1)."""

import io

import pytest
from fontTools.ttLib import TTFont

from declaration_print import typefaces
from declaration_print.model.face import Use

KANA = "".join(map(chr, range(0x3041, 0x3097))) + "".join(map(chr, range(0x30A1, 0x30FB)))


@pytest.mark.parametrize("key", ["mincho", "mincho-bold", "gothic", "gothic-bold"])
@pytest.mark.parametrize("step", [1, 3, 7])
def test_kana_and_kanji_are_an_em_each_whatever_is_beside_them(house, key, step):
    text = KANA * step
    text = text[::step] + "「東北」、と。ト・ヘア、タ"
    assert set(house(key).shape(text, down=False)) == {1.0}


@pytest.mark.parametrize("key", ["mincho", "roman"])
def test_latin_letters_are_kerned_within_japanese_as_alone(house, key):
    alone = house(key).shape("AVATAR To", down=False)
    loose = [house(key).shape(one, down=False)[0] for one in "AVATAR To"]
    assert sum(alone) < sum(loose) - 0.05
    if key == "mincho":
        assert house(key).shape("のAVATAR Toと", down=False)[1:-1] == alone


def test_a_layout_face_has_no_forms_for_other_languages(house):
    """Pango takes Latin words for English whatever the page says; Noto would give them other figures."""
    (made,) = typefaces.prepare(house("mincho"), frozenset("10 Gbps東"), [Use.ACROSS])
    tables = TTFont(io.BytesIO(made.program))
    records = tables["GSUB"].table.FeatureList.FeatureRecord if "GSUB" in tables else ()
    assert "locl" not in {record.FeatureTag for record in records}
    original = TTFont(io.BytesIO(house("mincho").data))["GSUB"].table.FeatureList.FeatureRecord
    assert "locl" in {record.FeatureTag for record in original}
