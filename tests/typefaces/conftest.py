"""The faces of the house, and small faces made for one test."""

import hashlib
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

from declaration_print import typefaces, wishes
from declaration_print.model.face import Face


@pytest.fixture(scope="session")
def house():
    """The house's faces by key, opened once."""
    faces = typefaces.catalogue([wishes.FONTS])
    opened = {}

    def face(key):
        if key not in opened:
            opened[key] = typefaces.open_face(faces[key])
        return opened[key]

    face.catalogue = faces
    return face


@pytest.fixture
def face_of(tmp_path):
    """A catalogue entry for a file's bytes, with their true sha256 unless another is given."""

    def entry(data, name="made.ttf", sha256=None):
        file = Path(tmp_path / name)
        file.write_bytes(data)
        digest = sha256 or hashlib.sha256(data).hexdigest()
        return Face("made", "Made", "", 400, file, "1", digest, "OFL-1.1", "a test")

    return entry


def box(pen, size):
    pen.moveTo((0, 0))
    pen.lineTo((0, size))
    pen.lineTo((size, size))
    pen.lineTo((size, 0))
    pen.closePath()


@pytest.fixture(scope="session")
def small_font(tmp_path_factory):
    """A face with 東 drawn, 北 mapped to an empty glyph, and a space."""

    def make(*, cff=False):
        builder = FontBuilder(1000, isTTF=not cff)
        names = [".notdef", "space", "east", "north"]
        builder.setupGlyphOrder(names)
        builder.setupCharacterMap({0x20: "space", ord("東"): "east", ord("北"): "north"})
        drawn = {}
        for name in names:
            pen = T2CharStringPen(1000, None) if cff else TTGlyphPen(None)
            if name in (".notdef", "east"):
                box(pen, 800)
            drawn[name] = pen.getCharString() if cff else pen.glyph()
        if cff:
            builder.setupCFF("Made-Regular", {}, drawn, {})
        else:
            builder.setupGlyf(drawn)
        builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
        builder.setupHorizontalHeader(ascent=880, descent=-120)
        builder.setupNameTable({"familyName": "Made", "styleName": "Regular", "psName": "Made"})
        builder.setupOS2(sTypoAscender=880, sTypoDescender=-120)
        builder.setupPost()
        file = tmp_path_factory.mktemp("made") / "made.font"
        builder.save(file)
        return file.read_bytes()

    return make
