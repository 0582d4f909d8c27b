"""`verify FILE.pdf` alone, in an empty folder, rebuilds the file to the byte, however it was made."""

import hashlib
import shutil

import pikepdf
import pytest

from declaration_print import wishes

SMALL = (
    "title: 平和の宣言\npreamble: 私たちは2024年に、こう宣言します。\nissuers: [甲の会, 乙の会]\n"
)

RED_SPOT = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle cx="10" cy="10" r="9" fill="#b7282e"/></svg>'


@pytest.fixture
def built(say, declaration_file, tmp_path):
    """Build one edition of a small declaration, and leave nothing of it but the PDF."""

    def by(*arguments, name="small.yaml", text=SMALL):
        source = declaration_file(text, name)
        bare = ("--panels", "none", "--pictures", "0")
        run = say("build", source, "-o", tmp_path / "out", *bare, *arguments)
        assert run.code == 0, run.out + run.err
        (pdf,) = (tmp_path / "out").glob("*/*.pdf")
        alone = tmp_path / "alone" / pdf.name
        alone.parent.mkdir()
        shutil.move(pdf, alone)
        source.unlink()
        shutil.rmtree(tmp_path / "out")
        shutil.rmtree(tmp_path / "layouts", ignore_errors=True)
        return alone

    return by


def test_the_shipped_scroll_is_rebuilt_by_another_user_in_another_place(
    shipped, run_command, tmp_path
):
    """Only the PDF is there; the place, the time zone, the locale and the date are others."""
    empty, home = tmp_path / "空の フォルダー", tmp_path / "home"
    empty.mkdir()
    home.mkdir()
    shutil.copy(shipped["scroll-vertical-297mm"], empty / "scroll.pdf")
    env = {
        "TZ": "Pacific/Chatham",
        "HOME": str(home),
        "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "99",
        "SOURCE_DATE_EPOCH": "1",
        "TMPDIR": str(home),
    }
    run = run_command("verify", "scroll.pdf", cwd=empty, env=env)
    assert (run.code, run.err) == (0, ""), run.out
    assert "identical to the byte" in run.out
    assert [file.name for file in empty.iterdir()] == ["scroll.pdf"]
    assert not [file for file in home.iterdir() if "declaration" in file.name], "nothing is left"


@pytest.mark.parametrize(
    "arguments",
    [
        ("-e", "scroll"),
        ("-e", "scroll", "--set", "hand=mincho", "--set", "ruled=true", "--set", "pitch=2.25"),
        ("-e", "scroll", "--paper", "400"),
        ("-e", "scroll", "--pdfa", "3u"),
        ("-e", "scroll", "--pdfa", "4f"),
        ("-e", "handout", "--writing", "horizontal", "--pdfa", "3a", "--source"),
    ],
    ids=" ".join,
)
def test_what_was_asked_of_a_build_is_asked_of_its_rebuild(built, say, arguments):
    run = say("verify", built(*arguments))
    assert run.code == 0, run.out + run.err
    assert "identical to the byte" in run.out


def test_a_date_from_outside_goes_along(built, say, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    pdf = built("-e", "scroll")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert say("verify", pdf).code == 0


def test_a_declaration_with_an_odd_name_is_rebuilt(built, say):
    pdf = built("-e", "scroll", name="平和の 宣言 (最終版) [1].yaml")
    run = say("verify", pdf)
    assert run.code == 0, run.out + run.err
    assert "平和の 宣言 (最終版) [1].yaml" in run.out


def test_seals_beside_the_declaration_go_along(built, say, tmp_path):
    (tmp_path / "甲の 印.svg").write_text(RED_SPOT)
    text = SMALL.replace("[甲の会, 乙の会]", "[{name: 甲の会, seal: 甲の 印.svg}, 乙の会]")
    pdf = built("-e", "scroll", text=text)
    (tmp_path / "甲の 印.svg").unlink()
    run = say("verify", pdf)
    assert run.code == 0, run.out + run.err
    with pikepdf.open(pdf) as opened:
        assert opened.attachments["甲の 印.svg"].get_file().read_bytes() == RED_SPOT.encode()
        assert opened.attachments["甲の 印.svg"].relationship == "/Source"


def test_a_layout_of_ones_own_with_a_picture_in_a_folder_goes_along(built, own_layout, say):
    """Also where the house has a layout of that name: the one carried is built, not the house's."""
    layouts, mine = own_layout(of="scroll", name="scroll")
    (mine / "img" / "朱").mkdir(parents=True)
    (mine / "img" / "朱" / "spot one.svg").write_text(RED_SPOT)
    (mine / "img-朱-spot one.svg").write_text(RED_SPOT)
    template, end = mine / "page.html.j2", '<div id="end-of-scroll">'
    picture = '<p><img src="img/朱/spot%20one.svg" alt="朱"></p>'
    template.write_text(template.read_text().replace(end, picture + end))
    pdf = built("-e", "scroll", "--layouts", layouts)
    run = say("verify", pdf)
    assert run.code == 0, run.out + run.err


def test_a_face_of_ones_own_is_known_by_its_sha256_under_any_name(built, own_layout, say, tmp_path):
    fonts, elsewhere = tmp_path / "fonts", tmp_path / "elsewhere"
    fonts.mkdir()
    elsewhere.mkdir()
    own = open_face_with_another_sha256(fonts / "my-hand.ttf")
    layouts, mine = own_layout(of="scroll")
    toml = (mine / "layout.toml").read_text()
    (mine / "layout.toml").write_text(toml.replace('"brush"', '"my-hand"'))
    pdf = built("-e", "mine", "--layouts", layouts, "--fonts", fonts)
    shutil.move(fonts / "my-hand.ttf", elsewhere / "another name.ttf")
    alone = say("verify", pdf)
    assert alone.code == 2
    assert "my-hand" in alone.err
    assert own in alone.err
    assert "--fonts" in alone.err
    run = say("verify", pdf, "--fonts", elsewhere)
    assert run.code == 0, run.out + run.err


def open_face_with_another_sha256(path):
    """The textbook hand with a byte more at its end, which no reader of fonts looks at."""
    face = next(wishes.FONTS.glob("klee-one/*.ttf")).read_bytes() + b"\0"
    path.write_bytes(face)
    return hashlib.sha256(face).hexdigest()
