"""The example declarations in every edition that makes sense, with ruby, emphasis and 縦中横."""

import itertools
import re
import shutil
import subprocess
from collections import Counter

import pytest
import yaml
from PIL import Image
from witnesses import drawn, pdfminer_pages, pypdf_pages, squeezed

from declaration_print import wishes

EXAMPLES = sorted((wishes.SHIPPED_DECLARATION.parent / "examples").glob("*.yaml"))
NOT_PRINTED = {"reading", "translations", "date", "url", "identifier", "rights", "seal"}
EDITIONS = ("handout-vertical-A4", "handout-horizontal-A4", "scroll-vertical-297mm")


@pytest.fixture(scope="module")
def built(say, tmp_path_factory):
    """Both examples in every edition that they have something for, from one folder."""
    out = tmp_path_factory.mktemp("examples")
    runs = {path.stem: say("build", path, "-o", out) for path in EXAMPLES}
    return out, runs


def test_there_are_examples():
    assert len(EXAMPLES) >= 2


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_every_example_builds_and_passes(built, name):
    out, runs = built
    run = runs[name]
    assert run.code == 0, run.out + run.err
    stems = {path.stem for path in (out / name).glob("*.pdf")}
    panels = {stem for stem in stems if "panels" in stem}
    assert set(EDITIONS) <= stems
    assert panels == {"scroll-vertical-297mm-panels-A3"}
    lines = [line for line in run.out.splitlines() if ".pdf" in line]
    assert len(lines) == len(stems)
    assert all(line.startswith("pass") for line in lines if "panels" not in line)


def without_notation(text):
    """Base characters alone: `{東北|とうほく}` → 東北, `^12^` → 12, `《《…》》` → ….."""
    text = re.sub(r"\{([^|}]*)\|[^}]*\}", r"\1", text)
    text = re.sub(r"\^([^^]*)\^", r"\1", text)
    return text.replace("《《", "").replace("》》", "")


def texts(value):
    """Every text of a YAML value in order, but for what is metadata."""
    match value:
        case str():
            yield from (part for part in value.split("\n\n"))
        case list():
            for one in value:
                yield from texts(one)
        case dict():
            for key, one in value.items():
                if key not in NOT_PRINTED:
                    yield from texts(one)


@pytest.mark.parametrize("stem", EDITIONS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("reader", [pypdf_pages, pdfminer_pages], ids=["pypdf", "pdfminer"])
def test_no_character_of_an_example_is_lost(built, example, stem, reader):
    path = built[0] / example.stem / f"{stem}.pdf"
    source = yaml.safe_load(example.read_text("utf-8"))
    expected = Counter(squeezed(without_notation("".join(texts(source)))))
    extracted = Counter(squeezed("".join(reader(path))))
    assert not expected - extracted


@pytest.fixture(scope="module")
def library(built):
    """Glyphs of the bare declaration of four paragraphs, vertical handout."""
    return drawn(built[0] / "machi-no-toshokan" / "handout-vertical-A4.pdf")[0]


def at(page, text):
    """The glyphs that draw a text, where it is drawn first."""
    start = "".join(glyph.text for glyph in page).index(text)
    return page[start : start + len(text)]


def test_tate_chu_yoko_stands_upright_in_one_cell(library):
    """`^50^`: two figures side by side, upright, in one em of the column (JLReq 3.2.5)."""
    before, five, zero, after = at(library, "で50年")
    assert five.upright
    assert zero.upright
    assert five.y == pytest.approx(zero.y, abs=0.01)
    assert five.x < zero.x
    assert before.x - before.size / 2 <= five.x + 0.01
    right = zero.box[2]
    assert right <= before.x + before.size / 2 + 0.3
    assert before.y - after.y == pytest.approx(2 * before.size, rel=0.12), "one cell between them"
    middle = (five.box[0] + right) / 2
    assert middle == pytest.approx(before.x, abs=0.4), "centred on the column"


@pytest.mark.parametrize("reader", [pypdf_pages, pdfminer_pages], ids=["pypdf", "pdfminer"])
def test_tate_chu_yoko_is_read_in_order(built, reader):
    path = built[0] / "machi-no-toshokan" / "handout-vertical-A4.pdf"
    assert "この秋で50年になります" in squeezed("".join(reader(path)))
    path = built[0] / "aruku-machi" / "scroll-vertical-297mm.pdf"
    assert "日々の用事が15分ほどの" in squeezed("".join(reader(path)))


def reading(page, text, base):
    """The ruby character nearest to a base character: half its size."""
    small = [
        glyph
        for glyph in page
        if glyph.text == text and glyph.size == pytest.approx(base.size / 2, abs=0.05)
    ]
    return min(small, key=lambda glyph: abs(glyph.x - base.x) + abs(glyph.y - base.y))


def test_ruby_stands_right_of_its_base_at_half_its_size(library):
    """JLReq 3.3.1, 3.3.3: 灯 with ひ beside it; 言葉 with こと and ば each beside its own."""
    (base,) = at(library, "灯")
    ruby = reading(library, "ひ", base)
    assert ruby.x - base.x == pytest.approx(0.75 * base.size, abs=0.3)
    assert base.y - base.size < ruby.y - ruby.size / 2 < base.y


def test_mono_ruby_goes_with_each_character(library):
    koto, ba = at(library, "言葉が、読む")[:2]
    readings = {
        glyph.text: glyph
        for glyph in library
        if glyph.size == pytest.approx(koto.size / 2, abs=0.05)
        and abs(glyph.x - koto.x) < koto.size
        and koto.y + 1 > glyph.y > ba.y - ba.size
    }
    assert {"こ", "と", "ば"} <= set(readings)
    assert readings["こ"].y > readings["と"].y > readings["ば"].y
    assert readings["と"].y - readings["と"].size > ba.y - 0.4 * ba.size
    assert readings["ば"].y < ba.y + 0.1


def test_ruby_of_a_horizontal_line_stands_above_its_base(built):
    (page,) = drawn(built[0] / "machi-no-toshokan" / "handout-horizontal-A4.pdf")
    (base,) = at(page, "灯")
    ruby = reading(page, "ひ", base)
    assert base.x < ruby.x + ruby.size / 2 < base.x + base.size
    assert ruby.box[1] - base.box[1] == pytest.approx(base.size, abs=0.4)


def test_emphasis_dots_are_no_characters(built):
    """圏点 are drawn, not set: no reader finds them among the text (JLReq 3.3.9)."""
    for stem in EDITIONS:
        text = squeezed("".join(pdfminer_pages(built[0] / "machi-no-toshokan" / f"{stem}.pdf")))
        assert "《" not in text
        assert "だれもが" in text
        assert not set("﹅﹆・•●○◦") & set(text.replace("・", ""))


def ink(image, dots, place):
    """The share of dark dots in a rectangle (left, bottom, right, top) in points."""
    left, bottom, right, top = place
    box = (left * dots, image.height - top * dots, right * dots, image.height - bottom * dots)
    shades = image.crop(tuple(round(edge) for edge in box)).histogram()
    return sum(shades[:160]) / sum(shades)


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")
@pytest.mark.parametrize("writing", ["vertical", "horizontal"])
def test_emphasis_dots_are_inked_beside_each_character(built, tmp_path, writing):
    """Right of the column in vertical text, above the line in horizontal text (JLReq 3.3.9)."""
    path = built[0] / "machi-no-toshokan" / f"handout-{writing}-A4.pdf"
    subprocess.run(
        [
            "pdftoppm",
            "-r",
            "150",
            "-gray",
            "-f",
            "1",
            "-l",
            "1",
            "-singlefile",
            path,
            tmp_path / "p",
        ],
        check=True,
    )
    image, dots = Image.open(tmp_path / "p.pgm"), 150 / 72
    (page,) = drawn(path)
    plain = "本を手に取れる町"
    for text, dotted in (("だれもが", True), (plain, False)):
        for glyph in at(page, text):
            em = glyph.size
            left, _, right, top = glyph.box
            if writing == "vertical":
                x, y = glyph.x, glyph.y
                beside = (x + em * 0.55, y - em * 0.85, x + em * 0.95, y - em * 0.15)
            else:
                beside = (left + em * 0.2, top + em * 0.08, right - em * 0.2, top + em * 0.45)
            assert (ink(image, dots, beside) > 0.015) == dotted, (glyph, beside)


def test_bare_paragraphs_keep_their_order(built):
    source = yaml.safe_load(EXAMPLES[1].read_text("utf-8"))
    assert EXAMPLES[1].stem == "machi-no-toshokan"
    starts = [squeezed(without_notation(text))[-12:] for text in source["preamble"]]
    for stem in EDITIONS:
        text = squeezed("".join(pypdf_pages(built[0] / EXAMPLES[1].stem / f"{stem}.pdf")))
        found = [text.find(start) for start in starts]
        assert -1 not in found
        assert all(one < two for one, two in itertools.pairwise(found))
