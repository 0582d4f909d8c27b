"""Characters of more than one code point, beside all that is set in another way, read back.

A variation sequence (葛󠄀, U+845B U+E0100) must come out as its own glyph and be read back with its
selector; so must kana with a combining mark (か゚). None of their bases stands in the text plain.
"""

import itertools
import re

import pikepdf
import pytest
import uharfbuzz
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from witnesses import drawn, pdfminer_pages, poppler, pypdf_pages, squeezed

from declaration_print import typefaces, wishes

VARIANT = "葛\U000e0100"
OLD, SAME = "福\ufe00", "福\U000e0100"  # two sequences of one base; the second looks as the base
MARKED = "か\u309a"
MANY = 60

TEXTS = {
    "Latin": (f"{VARIANT}abc{VARIANT}", f"{VARIANT}abc{VARIANT}"),
    "figures in a cell": (f"{VARIANT}^12^{VARIANT}", f"{VARIANT}12{VARIANT}"),
    "a base with a reading": (f"{{{VARIANT}城|くず|ぎ}}", f"{VARIANT}城"),
    "a reading": (f"{{城|{VARIANT}}}", VARIANT),
    "emphasis": (f"《《{VARIANT}城》》", f"{VARIANT}城"),
    "a side line": (f"[{VARIANT}城]{{line}}", f"{VARIANT}城"),
    "warichu": (
        f"注[{VARIANT}城の地{VARIANT}木の地]{{warichu}}",
        f"注（{VARIANT}城の地{VARIANT}木の地）",
    ),
    "line ends": (VARIANT * MANY, VARIANT * MANY),
    "two sequences of one base": (f"{OLD}{SAME}とabc", f"{OLD}{SAME}とabc"),
    "combining marks": (f"{MARKED}abc{MARKED}^12^{MARKED}", f"{MARKED}abc{MARKED}12{MARKED}"),
}


@pytest.fixture(scope="module")
def edition(say, tmp_path_factory):
    """One handout that holds every text, in each direction."""
    made = {}

    def of(writing):
        if writing not in made:
            folder = tmp_path_factory.mktemp("variants")
            source = folder / "variants.yaml"
            paragraphs = "\n".join(f"  - '{written}。'" for written, _ in TEXTS.values())
            source.write_text(f"title: 見本\npreamble:\n{paragraphs}\n", encoding="utf-8")
            run = say("build", source, "-e", "handout", "--writing", writing, "-o", folder / "out")
            assert run.code == 0, run.out + run.err
            (made[writing],) = (folder / "out").rglob("*.pdf")
        return made[writing]

    return of


def poppler_pages(path):
    return [poppler("pdftotext", "-raw", path, "-")]


@pytest.mark.parametrize("writing", ["vertical", "horizontal"])
@pytest.mark.parametrize("reader", [pypdf_pages, pdfminer_pages, poppler_pages])
def test_every_code_point_is_read_back_in_order(edition, writing, reader):
    extracted = squeezed("".join(reader(edition(writing))))
    missing = [name for name, (_, plain) in TEXTS.items() if squeezed(plain) not in extracted]
    assert missing == []


@pytest.mark.parametrize("text", ["葛\U000e0100abc", "か\u309aabc", "葛\U000e0100"])
def test_alone_in_a_text_it_builds_too(say, declaration_file, tmp_path, text):
    """With no other face, with one other face, and with nothing else of its own face."""
    source = declaration_file(f"title: 見本\npreamble: {text}\n")
    run = say("build", source, "-e", "handout", "--writing", "vertical", "-o", tmp_path / "out")
    assert run.code == 0, run.out + run.err


@pytest.mark.parametrize("writing", ["vertical", "horizontal"])
def test_it_stands_upright_one_em_from_the_next(edition, writing):
    glyphs = [glyph for page in drawn(edition(writing)) for glyph in page]
    texts = [glyph.text for glyph in glyphs]
    assert {glyph.upright for glyph in glyphs if glyph.text[0] in "葛福か"} == {True}
    lines = "".join("x" if text == VARIANT else " " for text in texts)
    first = lines.index("x" * MANY)
    many = glyphs[first : first + MANY]
    along = [-glyph.y if writing == "vertical" else glyph.x for glyph in many]
    steps = [two - one for one, two in itertools.pairwise(along)]
    ends = [step for step in steps if step < 0]
    assert ends, "more than one line"
    assert [step for step in steps if step > 0] == pytest.approx(
        [many[0].size] * (len(steps) - len(ends)), abs=0.02
    )


@pytest.mark.parametrize("writing", ["vertical", "horizontal"])
@pytest.mark.parametrize("sequence", [VARIANT, OLD, SAME, MARKED])
def test_the_glyph_is_the_one_that_harfbuzz_takes_from_the_real_face(edition, writing, sequence):
    face = typefaces.catalogue([wishes.FONTS])["mincho"].file
    number = shaped(face, sequence, "ttb" if writing == "vertical" else "ltr")
    assert outline_in(edition(writing), sequence) == outline(TTFont(face, lazy=True), number)
    if sequence in {VARIANT, OLD, MARKED}:
        assert number != shaped(face, sequence[0], "ttb" if writing == "vertical" else "ltr")


def shaped(file, text, direction):
    """The number of the one glyph that a text comes to."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = direction
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file))), buffer)
    (glyph,) = buffer.glyph_infos
    return glyph.codepoint


def outline(font, number):
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getGlyphName(number)].draw(pen)
    assert pen.value
    return pen.value


def outline_in(path, text):
    """The outline that the text's face in a file draws for the one code with this meaning."""
    encoding = "V" if "vertical" in path.stem else "H"
    with pikepdf.open(path) as pdf:
        (font,) = {
            font.objgen: font
            for page in pdf.pages
            for font in page.Resources.Font.values()
            if str(font.BaseFont).endswith("+NotoSerifJP-Regular")
            and str(font.Encoding) == f"/Identity-{encoding}"
        }.values()
        meanings = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>", font.ToUnicode.read_bytes())
        (code,) = (
            int(code, 16)
            for code, meaning in meanings
            if bytes.fromhex(meaning.decode()).decode("utf-16-be") == text
        )
        (descendant,) = font.DescendantFonts
        number, leads = code, descendant.CIDToGIDMap
        if leads != pikepdf.Name.Identity:
            number = int.from_bytes(leads.read_bytes()[2 * code : 2 * code + 2])
        with path.with_suffix(".ttf").open("w+b") as file:
            file.write(descendant.FontDescriptor.FontFile2.read_bytes())
            file.seek(0)
            return outline(TTFont(file), number)
