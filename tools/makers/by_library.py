# ruff: noqa: PLC0415 - a Python need not have all the libraries
"""One page made with a Python library: `python by_library.py RECIPE OUT FONTS`.

Runs in whatever Python has the libraries (MAKERS_PYTHON), so it imports nothing of ours. `FONTS` is
the folder of this repository's fonts.
"""

import io
import sys
from importlib.metadata import version
from pathlib import Path

TITLE, AUTHOR = "港とともに生きるまち宣言", "潮見市"
LINES = (
    "潮見の港は、80年のあいだ、人と物と知恵を迎えてきました。",
    "「海を守る」、「海に学ぶ」は、二つの約束です。Port City (2026)",
)
LATIN_TITLE = "Declaration of a Port City"
LATIN = "For eighty years the harbour has welcomed people, goods and ideas."


def reportlab(out: str, fonts: Path) -> None:
    """A TrueType face embedded by ReportLab."""
    from reportlab.pdfbase import pdfmetrics, ttfonts
    from reportlab.pdfgen.canvas import Canvas

    face = ttfonts.TTFont("Serif", str(fonts / "noto-serif-jp/NotoSerifJP_400Regular.ttf"))
    pdfmetrics.registerFont(face)
    page = Canvas(out)
    page.setTitle(TITLE)
    page.setAuthor(AUTHOR)
    for row, line in enumerate((TITLE, *LINES)):
        page.setFont("Serif", 12)
        page.drawString(72, 740 - 24 * row, line)
    page.save()


def reportlab_cid(out: str, _fonts: Path) -> None:
    """ReportLab's way for Japanese without a font file: a CID font of Adobe's, not embedded."""
    from reportlab.pdfbase import cidfonts, pdfmetrics
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(cidfonts.UnicodeCIDFont("HeiseiMin-W3"))
    page = Canvas(out)
    page.setTitle(TITLE)
    page.setFont("HeiseiMin-W3", 12)
    page.drawString(72, 740, LINES[0])
    page.save()


def reportlab_latin(out: str, _fonts: Path) -> None:
    """ReportLab with the fonts every reader has."""
    from reportlab.pdfgen.canvas import Canvas

    page = Canvas(out)
    page.setTitle(LATIN_TITLE)
    page.setFont("Times-Roman", 12)
    page.drawString(72, 740, LATIN)
    page.save()


def fpdf2(out: str, fonts: Path) -> None:
    """A TrueType face embedded by fpdf2."""
    from fpdf import FPDF

    page = FPDF()
    page.set_title(TITLE)
    page.set_author(AUTHOR)
    page.set_lang("ja")
    page.add_page()
    page.add_font("Serif", fname=fonts / "noto-serif-jp/NotoSerifJP_400Regular.ttf")
    page.set_font("Serif", size=12)
    for line in (TITLE, *LINES):
        page.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    page.output(out)


def fpdf2_pdfa(out: str, fonts: Path) -> None:
    """What fpdf2 calls PDF/A-3b."""
    from fpdf import FPDF

    page = FPDF(enforce_compliance="PDF/A-3B")
    page.set_title(TITLE)
    page.set_author(AUTHOR)
    page.set_lang("ja")
    page.add_page()
    page.add_font("Serif", fname=fonts / "noto-serif-jp/NotoSerifJP_400Regular.ttf")
    page.set_font("Serif", size=12)
    for line in (TITLE, *LINES):
        page.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    page.output(out)


def borb(out: str, fonts: Path) -> None:
    """A TrueType face embedded by borb."""
    from borb.pdf import PDF, Document, Page, Paragraph, SingleColumnLayout
    from borb.pdf.canvas.font.simple_font.true_type_font import TrueTypeFont

    document, page = Document(), Page()
    document.add_page(page)
    face = TrueTypeFont.true_type_font_from_file(fonts / "noto-serif-jp/NotoSerifJP_400Regular.ttf")
    layout = SingleColumnLayout(page)
    for line in (TITLE, *LINES):
        layout.add(Paragraph(line, font=face))
    with Path(out).open("wb") as file:
        PDF.dumps(file, document)


def borb_latin(out: str, _fonts: Path) -> None:
    """A page of borb with the fonts every reader has."""
    from borb.pdf import PDF, Document, Page, Paragraph, SingleColumnLayout

    document, page = Document(), Page()
    document.add_page(page)
    SingleColumnLayout(page).add(Paragraph(LATIN))
    with Path(out).open("wb") as file:
        PDF.dumps(file, document)


def _figure(out: str, fonts: Path, kind: int) -> None:
    import matplotlib as mpl

    mpl.use("pdf")
    mpl.rcParams["pdf.fonttype"] = kind
    from matplotlib import font_manager
    from matplotlib import pyplot as plt

    face = font_manager.FontProperties(fname=fonts / "noto-sans-jp/NotoSansJP_400Regular.ttf")
    figure, axes = plt.subplots()
    axes.plot([1, 2, 3], [80, 90, 120])
    axes.set_title(TITLE, fontproperties=face)
    axes.set_xlabel("−1 … x² ($\\alpha_1$)")
    figure.savefig(out, metadata={"Title": TITLE, "Author": AUTHOR})


def matplotlib(out: str, fonts: Path) -> None:
    """A figure as Matplotlib writes it by default: Type 3 fonts."""
    _figure(out, fonts, 3)


def matplotlib_truetype(out: str, fonts: Path) -> None:
    """A figure with `pdf.fonttype: 42`."""
    _figure(out, fonts, 42)


def pymupdf(out: str, fonts: Path) -> None:
    """Text inserted with PyMuPDF, its font subset."""
    import pymupdf as mupdf

    document = mupdf.open()
    page = document.new_page()
    face = str(fonts / "noto-serif-jp/NotoSerifJP_400Regular.ttf")
    for row, line in enumerate((TITLE, *LINES)):
        page.insert_text((72, 72 + 24 * row), line, fontname="serif", fontfile=face)
    document.set_metadata({"title": TITLE, "author": AUTHOR})
    document.subset_fonts()
    document.save(out, garbage=3, deflate=True)


def pymupdf_story(out: str, _fonts: Path) -> None:
    """HTML set by PyMuPDF's Story with the fonts that come with it."""
    import pymupdf as mupdf

    writer = mupdf.DocumentWriter(out)
    story = mupdf.Story(f"<h1>{TITLE}</h1><p>{LINES[0]}</p><p>{LATIN}</p>")
    device = writer.begin_page(mupdf.paper_rect("a4"))
    story.place((72, 72, 523, 770))
    story.draw(device)
    writer.end_page()
    writer.close()


def cairo(out: str, _fonts: Path) -> None:
    """Text drawn with cairo's toy interface."""
    import cairocffi

    surface = cairocffi.PDFSurface(out, 595, 842)
    pen = cairocffi.Context(surface)
    pen.select_font_face("Noto Serif CJK JP")
    pen.set_font_size(12)
    for row, line in enumerate((TITLE, *LINES)):
        pen.move_to(72, 72 + 24 * row)
        pen.show_text(line)
    surface.set_metadata("title", TITLE)
    surface.finish()


def img2pdf(out: str, _fonts: Path) -> None:
    """A scanned page: one picture."""
    import img2pdf as img
    from PIL import Image

    picture = io.BytesIO()
    Image.new("L", (1240, 1754), 240).save(picture, "PNG", dpi=(150, 150))
    Path(out).write_bytes(img.convert(picture.getvalue(), title=TITLE))


def img2pdf_pdfa(out: str, _fonts: Path) -> None:
    """A scanned page as PDF/A-1b, with Ghostscript's sRGB profile."""
    import img2pdf as img
    from PIL import Image, ImageCms

    profile = Path(out).with_suffix(".icc")
    profile.write_bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    picture = io.BytesIO()
    Image.new("RGB", (1240, 1754), (240, 240, 240)).save(picture, "PNG", dpi=(150, 150))
    made = img.convert(picture.getvalue(), title=TITLE, pdfa=str(profile))
    Path(out).write_bytes(made)


def pikepdf(out: str, _fonts: Path) -> None:
    """A page assembled with pikepdf, its XMP written by pikepdf."""
    import pikepdf as pike

    pdf = pike.new()
    pdf.add_blank_page()
    font = pike.Dictionary(
        Type=pike.Name.Font, Subtype=pike.Name.Type1, BaseFont=pike.Name.Helvetica
    )
    pdf.pages[0].Resources = pike.Dictionary(Font=pike.Dictionary(F1=pdf.make_indirect(font)))
    pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 12 Tf 72 720 Td (For eighty years) Tj ET")
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = LATIN_TITLE
        metadata["dc:creator"] = ["City of Shiomi"]
    pdf.save(out)


MAKERS = {
    name: function
    for name, function in list(globals().items())
    if getattr(function, "__module__", "") == __name__
}

if __name__ == "__main__":
    if sys.argv[1] == "--version":
        print(version(sys.argv[2]))
    else:
        MAKERS[sys.argv[1]](sys.argv[2], Path(sys.argv[3]))
