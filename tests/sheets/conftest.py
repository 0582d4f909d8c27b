"""Scrolls to cut: the shipped declaration's at two heights, one of many metres, and bare pages."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdf
import pypdfium2
import pypdfium2.raw
import pytest

from declaration_print import print_room
from declaration_print.model.panel import Panels

MM = 72 / 25.4
SENTENCE = "私たちは、東北地域の産学官が集まり、連携の基盤醸成のために活動を行ってきました。"


@dataclass(frozen=True)
class Cut:
    """A scroll, its panels, and the sheet they are printed on."""

    scroll: bytes
    made: Panels

    @property
    def first(self):
        """Pages before the panels."""
        return self.made.assembly_pages


@pytest.fixture(scope="session")
def scrolls(say, tmp_path_factory):
    """Built scrolls, by name."""
    folder = tmp_path_factory.mktemp("scrolls")
    long = folder / "long.yaml"
    paragraphs = "".join(f"  - 第{number}段落。{SENTENCE * 5}\n" for number in range(60))
    long.write_text(f"title: 長い宣言\npreamble:\n{paragraphs}issuers: [甲]\n", encoding="utf-8")
    say("build", "-e", "scroll", "--set", "ruled=true", "-o", folder)
    say("build", "-e", "scroll", "--paper", "210mm", "-o", folder)
    say("build", long, "-e", "scroll", "-o", folder)
    shipped = folder / "tohoku-innovation-declaration"
    return {
        "297": shipped / "scroll-vertical-297mm.pdf",
        "210": shipped / "scroll-vertical-210mm.pdf",
        "long": folder / "long" / "scroll-vertical-297mm.pdf",
    }


@pytest.fixture(scope="session", params=["297 A3", "210 B4", "long roll610x1800"])
def cut(request, scrolls):
    """Scrolls cut into panels on sheets just as high, higher, and from a roll."""
    name, sheet = request.param.split()
    content = Path(scrolls[name]).read_bytes()
    return Cut(content, print_room.panels(content, sheet))


@pytest.fixture(scope="session")
def shipped_cut(scrolls):
    content = scrolls["297"].read_bytes()
    return Cut(content, print_room.panels(content, "A3"))


class Drawn:
    """A page as PDFium draws it; places in mm from the upper left corner of the page, or a box."""

    def __init__(self, content, page=0):
        self.document = pypdfium2.PdfDocument(content)
        self.page = self.document[page]
        found = pypdf.PdfReader(BytesIO(content)).pages[page]
        self.unit = float(found.get("/UserUnit", 1))
        self.width, self.height = (
            float(edge) * self.unit / MM for edge in (found.mediabox.width, found.mediabox.height)
        )
        left, bottom, right, top = (float(edge) / MM for edge in found.artbox)
        self.art = (left, self.height - top, right, self.height - bottom)

    def grey(self, left, top, right, bottom, px_per_mm):
        """A part of it in grey."""
        beside = (left, self.height - bottom, self.width - right, top)
        crop = tuple(max(0.0, edge) * MM / self.unit for edge in beside)
        scale = px_per_mm / MM * self.unit
        return self.page.render(scale=scale, crop=crop, grayscale=True).to_pil().convert("L")

    def letters(self):
        """Every letter with ink and its box: left, top, right, bottom.

        Marks are left out: PDFium takes some for their neighbours, as it understands the line.
        """
        text = self.page.get_textpage()
        for at in range(text.count_chars()):
            left, bottom, right, top = (edge * self.unit / MM for edge in text.get_charbox(at))
            letter = chr(pypdfium2.raw.FPDFText_GetUnicode(text, at))
            if right > left and top > bottom and letter.isalnum():
                yield letter, (left, self.height - top, right, self.height - bottom)


@pytest.fixture(scope="session")
def drawn():
    return Drawn
