"""Side lines and emphasis dots: poppler paints them where JLReq 3.3.9 wants them, no reader meets them.

A place on the page is counted in ems of the text, along the line and across it towards the head.
"""

import io
import shutil
import subprocess

import pypdf
import pytest
from PIL import Image
from pypdf.generic import ContentStream
from test_render_clusters import LATIN, PLAIN, WRITINGS, latin, line, run

from declaration_print.model.layout import EmphasisMark, page_box
from declaration_print.model.setting import PlacedRuby

DPI = 600
MARKS = (None, EmphasisMark.SESAME, EmphasisMark.BULLET)
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="poppler-utils is not installed"
)


@pytest.fixture
def ink(tmp_path):
    """Whether poppler paints anything near a place of the sheet's first page."""

    def of(sheet):
        (tmp_path / "sheet.pdf").write_bytes(sheet.content)
        command = ["pdftoppm", "-gray", "-r", str(DPI), "-singlefile", "sheet.pdf", "sheet"]
        subprocess.run(command, cwd=tmp_path, check=True)
        with Image.open(tmp_path / "sheet.pgm") as image:
            return _Ink(image.convert("L"), sheet.edition)

    return of


class _Ink:
    def __init__(self, image, edition):
        self._image, self._edition = image, edition

    def at(self, along, across, near=0.02):
        """The darkest dot within `near` ems is dark."""
        box, hanmen = page_box(self._edition), self._edition.hanmen
        dots = DPI / 72
        x = (box.margin_start + along * hanmen.size) * dots
        y = (box.margin_before + hanmen.pitch / 2 - across * hanmen.size) * dots
        if self._edition.writing == "vertical":
            x, y = self._image.width - y, x
        reach = near * hanmen.size * dots
        spot = (round(x - reach), round(y - reach), round(x + reach), round(y + reach))
        return min(self._image.crop(spot).tobytes()) < 128


@needs_poppler
@pytest.mark.parametrize("writing", WRITINGS)
def test_a_side_line_goes_along_its_characters_and_no_further(by_hand, ink, writing):
    """Right of a column, below a line; over faces and aki, not over the space around it."""
    word = latin("Latin", 4.5, writing, lined=True)
    end = word[-1].end + 0.25 + 2
    made = line(
        run("東北"), run("傍線", 2.25, lined=True), word, run("和文", end - 2, lined=True),
        run("宣言", end + 0.5),
    )  # fmt: skip
    painted = ink(by_hand(writing, [made], latin=LATIN))
    side = 0.555 if writing == "vertical" else -0.555  # .03 from the em box, .05 thick
    along = 2.27
    while along < end - 0.02:
        assert painted.at(along, side, 0.012), along
        along += 0.04
    for outside in (1.9, 2.2, end + 0.05, end + 0.4):
        assert not painted.at(outside, side, 0.012), outside
    assert not any(painted.at(2.3 + at / 10, -side, 0.012) for at in range(20))


@needs_poppler
@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("mark", MARKS)
def test_a_dot_stands_over_the_middle_of_its_character(by_hand, ink, writing, mark):
    """Half as large as it, beside its em box; outside a reading that stands between."""
    ruby = PlacedRuby("りがな", 6, 8, (9, 10, 11.25))
    made = line(
        run("東北"), run("圏点", 2, emphasised=True), run("小字", 4, 0.6, 0.1, emphasised=True),
        run("振飛仮", 8.75, emphasised=True), ruby=[ruby],
    )  # fmt: skip
    painted = ink(by_hand(writing, [PLAIN, made], emphasis=mark))
    pitch = 15.5 / 9
    for along, across in (
        (2.5, 0.75),
        (3.5, 0.75),
        (4.3, 0.1 + 0.6 * 0.75),
        (4.9, 0.1 + 0.6 * 0.75),
        (9.25, 1.25),
        (10.25, 1.25),
        (11.25, 1.25),
    ):
        assert painted.at(along, across - pitch), (along, across)
    for along in (0.5, 1.5, 3.0, 4.0, 5.5, 8.5):
        assert not painted.at(along, 0.75 - pitch, 0.1), along


@pytest.mark.parametrize("writing", WRITINGS)
def test_marks_are_no_part_of_the_text(by_hand, writing):
    """What is painted besides characters is an artifact (ISO 32000-1 14.8.2.2)."""
    made = line(run("東北", lined=True), run("宣言", 2, emphasised=True))
    sheet = by_hand(writing, [made])
    assert sheet.text() == "東北宣言"
    page = pypdf.PdfReader(io.BytesIO(sheet.content)).pages[0]
    painted, tags = 0, []
    for operands, operator in ContentStream(page["/Contents"], page.pdf).operations:
        if operator in (b"BMC", b"BDC"):
            tags.append(operands[0])
        elif operator == b"EMC":
            tags.pop()
        elif operator in (b"f", b"f*", b"S", b"s", b"B", b"Do", b"sh"):
            painted += 1
            assert "/Artifact" in tags, operator
    assert painted >= 2
