"""`sheets panels`: where its files go, what it says, what it refuses."""

import re
from io import BytesIO

import pypdf
import pytest

KANA = re.compile("[ぁ-ヿ]")
MM = 72 / 25.4


def pdf(folder, name, *sizes):
    """A PDF of blank pages; sizes in mm."""
    writer = pypdf.PdfWriter()
    for width, height in sizes:
        writer.add_blank_page(width * MM, height * MM)
    out = BytesIO()
    writer.write(out)
    path = folder / name
    path.write_bytes(out.getvalue())
    return path


@pytest.fixture
def scroll(tmp_path):
    return pdf(tmp_path, "scroll.pdf", (900, 297))


def test_panels_go_beside_the_scroll(say, scroll):
    run = say("sheets", "panels", scroll)
    assert run.code == 0
    file = scroll.with_name("scroll-panels-A3.pdf")
    assert str(file) in run.out
    assert len(pypdf.PdfReader(file).pages) == 4


def test_or_into_a_folder_or_a_file(say, scroll, tmp_path):
    assert say("sheets", "panels", scroll, "--sheet", "半切", "-o", tmp_path / "new").code == 0
    assert (tmp_path / "new" / "scroll-panels-hansetsu.pdf").exists()
    assert say("sheets", "panels", scroll, "-o", tmp_path / "one.pdf").code == 0
    assert (tmp_path / "one.pdf").exists()


def test_who_prints_a_sheet_as_high_as_the_scroll_is_told_so(say, scroll, tmp_path):
    assert "without borders" in say("sheets", "panels", scroll).out
    assert "フチなし" in say("sheets", "panels", scroll, lang="ja").out
    lower = pdf(tmp_path, "lower.pdf", (900, 210))
    assert "without borders" not in say("sheets", "panels", lower).out


def not_a_pdf(folder):
    path = folder / "text.pdf"
    path.write_text("no PDF", encoding="utf-8")
    return (path,), "sheets/unreadable"


def several_pages(folder):
    return (pdf(folder, "two.pdf", (900, 297), (900, 297)),), "sheets/not-a-scroll"


def upright(folder):
    return (pdf(folder, "a4.pdf", (210, 297)),), "sheets/not-a-scroll"


def encrypted(folder):
    path = pdf(folder, "locked.pdf", (900, 297))
    writer = pypdf.PdfWriter(clone_from=path)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(path)
    return (path,), "sheets/encrypted"


def too_low(folder):
    return (pdf(folder, "high.pdf", (900, 297)), "--sheet", "B5"), "sheets/too-low"


def missing(folder):
    return (folder / "absent.pdf",), "file/unreadable"


def over_itself(folder):
    path = pdf(folder, "same.pdf", (900, 297))
    return (path, "-o", path), "output/is-a-source"


def two_into_one(folder):
    one, other = (pdf(folder, name, (900, 297)) for name in ("one.pdf", "two.pdf"))
    return (one, other, "-o", folder / "both.pdf"), "output/is-a-source"


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(
    "wrong",
    [not_a_pdf, several_pages, upright, encrypted, too_low, missing, over_itself, two_into_one],
)
def test_what_cannot_be_cut_is_said_in_one_line_and_nothing_is_written(say, tmp_path, wrong, lang):
    arguments, code = wrong(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    run = say("sheets", "panels", *arguments, lang=lang)
    assert run.code == 2
    (line,) = run.err.splitlines()
    assert line.endswith(f"[{code}]")
    assert bool(KANA.search(line)) == (lang == "ja")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
