"""Paragraphs placed by hand, carried to a PDF, and read by pdfminer: no composer has a say."""

import io
from dataclasses import dataclass, replace
from functools import cache, cached_property

import pypdf
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from declaration_print import finish, markup, render, typefaces, wishes
from declaration_print.model.declaration import Declaration, Plain, Text
from declaration_print.model.face import Use
from declaration_print.model.finishing import Finishing
from declaration_print.model.layout import page_box
from declaration_print.model.problem import Place
from declaration_print.model.setting import ComposedParagraph, Writing

TITLE = Text((Plain("組版"),), Place("by hand"))


@dataclass(frozen=True)
class Glyph:
    """A character as it is drawn; lengths in ems of the text.

    `along` counts from where lines begin to where its own box begins, `across` from the middle of
    the first line to that of its em box, towards the head of the page. A glyph upright in a cell of
    a vertical line has the left of its box in `across` and its baseline in `along`.
    """

    text: str
    along: float
    across: float
    size: float
    use: Use


class Sheet:
    """The pages drawn from paragraphs placed by hand."""

    def __init__(self, content, edition):
        self.content = content
        self.edition = edition
        self.pitch = edition.hanmen.pitch / edition.hanmen.size

    @cached_property
    def glyphs(self):
        resources = PDFResourceManager()
        eye = _Eye(resources, self.edition)
        interpreter = PDFPageInterpreter(resources, eye)
        for page in PDFPage.get_pages(io.BytesIO(self.content)):
            interpreter.process_page(page)
        return eye.seen

    def text(self):
        """What pypdf extracts, without white space."""
        pages = pypdf.PdfReader(io.BytesIO(self.content)).pages
        return "".join("".join(page.extract_text() for page in pages).split())


class _Eye(PDFLayoutAnalyzer):
    """Takes note of each character's text matrix."""

    def __init__(self, resources, edition):
        super().__init__(resources)
        self.seen = []
        self._edition = edition

    def render_char(self, matrix, font, fontsize, *more):
        advance = super().render_char(matrix, font, fontsize, *more)
        _scaling, _rise, cid, *_ = more
        a, b, c, d, x, y = matrix
        size = fontsize * (c**2 + d**2) ** 0.5
        self.seen.append(self._glyph(font.to_unichr(cid), font, (a, b, x, y), size))
        return advance

    def _glyph(self, text, font, matrix, size):
        a, b, x, y = matrix
        box, hanmen = page_box(self._edition), self._edition.hanmen
        em = hanmen.size
        if self._edition.writing is Writing.HORIZONTAL:
            middle = box.down - box.margin_before - hanmen.pitch / 2
            along, across, use = x - box.margin_start, y + 0.38 * size - middle, Use.ACROSS
        else:
            middle = box.down - box.margin_before - hanmen.pitch / 2
            along, across = box.across - box.margin_start - y, x - middle
            use = Use.DOWN if font.is_vertical() else Use.CELL
            if abs(b) > abs(a):
                across, use = across + 0.38 * size, Use.ACROSS
        return Glyph(text, along / em, across / em, size / em, use)


@cache
def _face(key):
    return typefaces.open_face(typefaces.catalogue([wishes.FONTS])[key])


def draw(folder, writing, *paragraphs, template=None, **style):
    """Paragraphs of lines in one style of the text's size, whose fields may be changed.

    `template` may set them by number, `set("0", "body")`; `plain` is the style unchanged.
    """
    edition = _edition(folder, writing, style)
    asked = [f'<p class="body">{{{{ set("{at}", "body") }}}}</p>' for at in range(len(paragraphs))]
    (folder / "page.html.j2").write_text(template or "".join(asked), "utf-8")

    def compose(text, _style, setting):
        return ComposedParagraph(tuple(paragraphs[int(text.plain)]), setting, (), ())

    declaration = Declaration("by-hand", TITLE)
    marked_up = markup.document(declaration, edition, compose)
    faces = _faces(marked_up)
    laid_out = render.lay_out(marked_up.html, markup.page_css(edition), folder, faces)
    conformance = edition.layout.conformance
    credentials = finish.credentials(
        declaration, edition, "test", finish.moment_of(declaration), [b""], b""
    )
    finishing = Finishing(edition.writing, faces, conformance, credentials)
    return Sheet(render.pdf(laid_out, conformance, finish.finisher(finishing)), edition)


def _edition(folder, writing, style):
    wish = wishes.Wish(editions=("handout",), writing=Writing(writing), paper="A5")
    (edition,), _ = wishes.editions(wish)
    body = edition.styles["body"]
    styles = {"body": replace(body, **style), "plain": replace(body, name="plain")}
    layout = replace(edition.layout, folder=folder, styles={edition.writing: styles})
    return replace(edition, layout=layout)


def _faces(marked_up):
    faces = {}
    for key in sorted({key for key, _ in marked_up.clusters}):
        uses = [use for use in Use if (key, use) in marked_up.clusters]
        clusters = frozenset().union(*(marked_up.clusters[key, use] for use in uses))
        prepared = typefaces.prepare(_face(key), clusters, uses)
        faces |= {one.family: one for one in prepared}
    return faces


def shape(key, text):
    """Advances across of a text in a face of the house, in ems."""
    return _face(key).shape(text, down=False)
