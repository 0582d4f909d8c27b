"""Other people's readers, asked what they see in a PDF: pdfminer, pypdf, poppler."""

import io
import subprocess
import unicodedata
from dataclasses import dataclass

import pikepdf
import pypdf
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTFigure
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

SHIPPED = (
    "handout-vertical-A4",
    "handout-horizontal-A4",
    "outline-vertical-A4",
    "outline-horizontal-A4",
    "poster-vertical-A2",
    "poster-horizontal-A2",
    "scroll-vertical-297mm",
)
"""The editions that issue 2 names, by file stem."""


@dataclass(frozen=True)
class Glyph:
    """One character as pdfminer sees it drawn; `x`, `y` is its origin, all in points."""

    text: str
    font: str
    x: float
    y: float
    size: float
    box: tuple[float, float, float, float]
    upright: bool
    across: float  # how much narrower than it is high the font is drawn, 1 for as it is


def drawn(path):
    """Every page's glyphs in the order they are drawn."""
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    pages = []
    with path.open("rb") as file:
        for page in PDFPage.get_pages(file):
            interpreter.process_page(page)
            pages.append([_glyph(char) for char in _chars(device.get_result())])
    return pages


def _chars(container):
    for item in container:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTFigure):
            yield from _chars(item)


def _glyph(char):
    a, b, c, d, x, y = char.matrix
    upright = abs(a) > abs(b)
    left, bottom, right, top = char.bbox
    size = top - bottom if upright else right - left
    across = abs((a if upright else b) / (d if upright else c))
    return Glyph(char.get_text(), char.fontname, x, y, size, char.bbox, upright, across)


def pypdf_pages(path):
    """The text of each page as pypdf extracts it."""
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def pdfminer_pages(path):
    """The text of each page in the order pdfminer meets it."""
    return ["".join(glyph.text for glyph in page) for page in drawn(path)]


def poppler_text(path):
    """What pdftotext prints."""
    return poppler("pdftotext", path, "-")


def poppler(tool, *arguments):
    """One of poppler's tools."""
    command = [tool, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


@dataclass(frozen=True)
class Font:
    """One line of pdffonts."""

    name: str
    type: str
    encoding: str
    embedded: bool
    subset: bool
    to_unicode: bool

    @property
    def real_name(self):
        """The name without its subset tag."""
        return self.name.partition("+")[2]


def poppler_fonts(path):
    """What pdffonts lists."""
    fonts = []
    for line in poppler("pdffonts", path).splitlines()[2:]:
        *words, encoding, embedded, subset, unicode, _number, _generation = line.split()
        name, *kind = words
        fonts.append(
            Font(
                name, " ".join(kind), encoding, embedded == "yes", subset == "yes", unicode == "yes"
            )
        )
    return fonts


def written_plainly(path):
    """The file's bytes with every stream and object stream unpacked."""
    plain = io.BytesIO()
    with pikepdf.open(path) as pdf:
        pdf.save(
            plain,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return plain.getvalue()


def squeezed(text):
    """Without spaces and line breaks, full-width forms and half-width ones as one."""
    return "".join(unicodedata.normalize("NFKC", text).split())
