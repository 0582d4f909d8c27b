"""Small declarations with what declarations seldom have, built and read back."""

import itertools
import subprocess

import pytest
from PIL import Image
from witnesses import drawn, pdfminer_pages, poppler_fonts, pypdf_pages, squeezed

BODY = "この文は、縦組の検査に足りるだけの長さを持たせた、見本の本文です。"


@pytest.fixture
def build(say, tmp_path):
    """Build a declaration of a few lines as a handout: (run, path)."""

    def build(lines, writing="vertical", edition="handout"):
        source = tmp_path / "edge.yaml"
        source.write_text("\n".join(lines) + "\nissuers: [甲]\n", encoding="utf-8")
        run = say("build", source, "-e", edition, "--writing", writing, "-o", tmp_path / "out")
        files = list((tmp_path / "out").rglob("*.pdf"))
        return run, files[0] if files else None

    return build


def test_a_declaration_of_one_short_sentence_passes(build):
    """The running title, set across, must not be taken for horizontal body text."""
    run, _ = build(["title: 宣言", "preamble: 守る。"])
    assert run.code == 0, run.out


def test_a_declaration_that_nobody_signs_builds(say, declaration_file, tmp_path):
    """`issuers` may be left out; the file then has no author, and the user is told, not failed."""
    source = declaration_file(f"title: 宣言\npreamble: {BODY}\n")
    run = say("build", source, "-e", "handout", "-o", tmp_path / "out")
    assert run.code == 0, run.out


TEXTS = {
    "variation sequence": "葛\U000e0100城と葛飾",
    "two dashes of one shape": "五〜六と五～六",
    "beyond the BMP": "𠮷野家の𠀋",
    "compatibility kanji": "﨑と德と濵",
    "enclosed and squared": "①②㍻㌢",
    "quotation marks": "“引用”と‘語’",
    "Latin with accents": "Société naïve",
    "half-width kana": "ｶﾞｲﾄﾞ",
    "dashes": "東北――宣言",
    "leaders": "東北……宣言",
    "kana with a combining mark": "か\u309aき\u309a",
}


def cases():
    for name, writing in itertools.product(TEXTS, ("vertical", "horizontal")):
        yield pytest.param(TEXTS[name], writing, id=f"{name}, {writing}")


@pytest.mark.parametrize(("text", "writing"), list(cases()))
def test_it_builds_passes_and_is_read_back(build, text, writing):
    run, path = build(["title: 見本の宣言", f"preamble: '{BODY}{text}終わり。{BODY}'"], writing)
    assert run.code == 0, run.out + run.err
    plain = told(text)
    for reader in (pypdf_pages, pdfminer_pages):
        assert plain in told("".join(reader(path))), reader.__name__


def told(text):
    """Squeezed; variation selectors, and what vertical lines write otherwise, left aside."""
    alike = str.maketrans({"\U000e0100": "", "~": "〜", "～": "〜", "〝": "“", "〟": "”"})
    return squeezed(text).translate(alike)


@pytest.mark.parametrize("figures", ["5", "12", "100", "AB", "!?"])
def test_tate_chu_yoko_is_one_cell_whatever_it_holds(build, figures):
    run, path = build(["title: 見本の宣言", f"preamble: '{BODY}第^{figures}^回。{BODY}'"])
    assert run.code == 0, run.out + run.err
    (page,) = drawn(path)
    text = "".join(glyph.text for glyph in page)
    start = text.index("第" + figures)
    before, *cell, after = page[start : start + len(figures) + 2]
    assert all(glyph.upright for glyph in cell)
    assert len({round(glyph.y, 2) for glyph in cell}) == 1
    assert all(one.x < two.x for one, two in itertools.pairwise(cell))
    half = before.size / 2 + 0.3
    assert before.x - half <= cell[0].box[0]
    assert cell[-1].box[2] <= before.x + half
    assert (before.y - after.y) / before.size == pytest.approx(2, abs=0.25)
    assert "Identity-H" in {font.encoding for font in poppler_fonts(path)}


def spots(path, folder, box):
    """How many separate spots of ink lie along the longer side of a rectangle in points."""
    dots = 200 / 72
    picture = folder / "spots"
    command = ["pdftoppm", "-r", "200", "-gray", "-singlefile", str(path), str(picture)]
    subprocess.run(command, check=True)
    with Image.open(picture.with_suffix(".pgm")) as image:
        left, bottom, right, top = box
        part = image.crop(
            (
                round(left * dots),
                round(image.height - top * dots),
                round(right * dots),
                round(image.height - bottom * dots),
            )
        )
        if part.width > part.height:
            part = part.transpose(Image.Transpose.TRANSPOSE)
        rows = part.resize((1, part.height), Image.Resampling.BOX).tobytes()
    inked = [row < 250 for row in rows]
    return sum(now and not before for before, now in itertools.pairwise([False, *inked]))


@pytest.mark.parametrize("writing", ["vertical", "horizontal"])
def test_letter_spaced_characters_have_one_emphasis_dot_each(build, tmp_path, writing):
    """The handout's title is letter-spaced; so is every line that was filled by stretching."""
    run, path = build(["title: 《《だれもが本》》", f"preamble: {BODY}"], writing)
    assert run.code == 0, run.out + run.err
    page = drawn(path)[0]
    start = "".join(glyph.text for glyph in page).index("だれもが本")
    title = page[start : start + 5]
    first, last, em = title[0], title[-1], title[0].size
    if writing == "vertical":
        strip = (first.x + em * 0.52, last.y - em * 1.25, first.x + em * 0.98, first.y)
    else:
        strip = (
            first.box[0],
            first.box[3] + em * 0.02,
            last.box[2] + em * 0.25,
            first.box[3] + em * 0.48,
        )
    assert spots(path, tmp_path, strip) == len(title)


LENGTHENED = "私たちは、長い題名を持つ宣言であっても、一枚の紙に美しく収まることを約束する宣言"


@pytest.mark.parametrize("edition", ["handout", "poster", "scroll"])
def test_a_very_long_title_is_made_smaller_and_kept_whole(build, edition):
    run, path = build([f"title: {LENGTHENED}", f"preamble: {BODY}"], edition=edition)
    assert run.code == 0, run.out + run.err
    with_page = drawn(path)[0]
    start = "".join(glyph.text for glyph in with_page).index(LENGTHENED)
    title = with_page[start : start + len(LENGTHENED)]
    assert len({round(glyph.x, 1) for glyph in title}) == 1, "one column"
    assert all(glyph.y - glyph.size > 0 for glyph in title), "on the page"


def test_markup_in_the_text_is_text(build):
    """No HTML, no template and no CSS gets out of a declaration into a layout."""
    text = "<b>太</b>&amp;{{ 7*7 }}{% x %}<script>"
    escaped = text.replace("{", "\\{").replace("}", "\\}")
    run, path = build(["title: 見本の宣言", f"preamble: '{BODY}{escaped}{BODY}'"], "horizontal")
    assert run.code == 0, run.out + run.err
    extracted = squeezed("".join(pdfminer_pages(path)))
    assert squeezed(text) in extracted
