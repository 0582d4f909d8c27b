"""The catalogue vouches for its files, and only a sound single TrueType face is opened."""

import hashlib
import io
import tomllib

import pytest
from fontTools.ttLib import TTCollection, TTFont

from declaration_print import typefaces, wishes
from declaration_print.model.problem import BadInput


def refusal(function, *arguments):
    with pytest.raises(BadInput) as caught:
        function(*arguments)
    (problem,) = caught.value.problems
    assert problem.words.ja
    assert problem.words.en
    return problem


def test_every_file_of_the_house_is_the_one_listed(house):
    rows = tomllib.loads((wishes.FONTS / "catalogue.toml").read_text("utf-8"))["face"]
    assert len(rows) == len(house.catalogue) >= 7
    for row in rows:
        file = wishes.FONTS / row["file"]
        assert hashlib.sha256(file.read_bytes()).hexdigest() == row["sha256"]
        font = TTFont(file, lazy=True)
        assert font["name"].getDebugName(1).startswith(row["family"])
        assert font["OS/2"].usWeightClass == row["weight"]
        assert font["OS/2"].fsType == 0, "may be embedded without restriction"
        assert (wishes.FONTS / row["licence_file"]).read_text("utf-8").count("OPEN FONT LICENSE")


def test_every_font_file_of_the_house_is_listed(house):
    listed = {face.file.resolve() for face in house.catalogue.values()}
    assert {file.resolve() for file in wishes.FONTS.rglob("*.ttf")} == listed


def test_a_changed_file_is_refused(face_of, small_font):
    face = face_of(small_font(), sha256=hashlib.sha256(b"another").hexdigest())
    problem = refusal(typefaces.open_face, face)
    assert problem.code == "fonts/changed"
    assert problem.place.path == str(face.file)


def test_a_missing_file_is_refused(face_of, small_font):
    face = face_of(small_font())
    face.file.unlink()
    assert refusal(typefaces.open_face, face).code == "fonts/unreadable"


def test_outlines_in_cff_are_refused(face_of, small_font):
    assert refusal(typefaces.open_face, face_of(small_font(cff=True))).code == "fonts/not-truetype"


def test_a_collection_is_refused(face_of, small_font):
    collection, out = TTCollection(), io.BytesIO()
    collection.fonts = [TTFont(io.BytesIO(small_font())), TTFont(io.BytesIO(small_font()))]
    collection.save(out)
    assert out.getvalue()[:4] == b"ttcf"
    assert refusal(typefaces.open_face, face_of(out.getvalue())).code == "fonts/not-truetype"


@pytest.mark.parametrize(
    "data", [b"", b"not a font", b"\x00\x01\x00\x00", b"\x00\x01\x00\x00" * 99]
)
def test_what_is_no_font_is_refused(face_of, data):
    assert refusal(typefaces.open_face, face_of(data)).code in (
        "fonts/not-truetype",
        "fonts/broken",
    )


def test_a_font_cut_off_is_refused(face_of, small_font):
    data = small_font()
    assert refusal(typefaces.open_face, face_of(data[: len(data) // 3])).code == "fonts/broken"


def test_a_folder_without_catalogue_offers_its_files_by_name(tmp_path, small_font):
    (tmp_path / "東.ttf").write_bytes(small_font())
    (tmp_path / "readme.txt").write_text("no font", "utf-8")
    faces = typefaces.catalogue([tmp_path])
    assert list(faces) == ["東"]
    assert typefaces.open_face(faces["東"]).covers("東")


def test_a_later_folder_replaces_a_face_by_key(tmp_path, small_font, house):
    (tmp_path / "mincho.ttf").write_bytes(small_font())
    faces = typefaces.catalogue([wishes.FONTS, tmp_path])
    assert set(faces) == set(house.catalogue)
    assert faces["mincho"].file == tmp_path / "mincho.ttf"
    assert faces["gothic"] == house.catalogue["gothic"]


@pytest.mark.parametrize(
    "listing", ["[[face]", "[[face]]\nkey = 'x'\n", "face = 3\n", "", "[face]\nkey = 'x'\n"]
)
def test_a_broken_catalogue_is_told(tmp_path, listing):
    (tmp_path / "catalogue.toml").write_text(listing, "utf-8")
    assert refusal(typefaces.catalogue, [tmp_path]).code == "fonts/bad-catalogue"


def test_a_catalogue_in_another_encoding_is_told(tmp_path):
    (tmp_path / "catalogue.toml").write_bytes("# 書体".encode("cp932"))
    assert refusal(typefaces.catalogue, [tmp_path]).code == "fonts/bad-catalogue"
