"""The structure tree of a PDF as pikepdf finds it, with the words that pdfminer finds in it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage


@dataclass
class Tag:
    """One element: its type, its kids in order; a kid that is content is (page, MCID)."""

    kind: str
    actual: str | None
    attributes: dict
    parent: "Tag | None"
    kids: list = field(default_factory=list)

    def within(self, *kinds) -> Iterator["Tag"]:
        """Itself and all below of some types, in the order of the tree."""
        if self.kind in kinds or not kinds:
            yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.within(*kinds)


class Tagged:
    """A PDF, its tree, and what is drawn in each marked content."""

    def __init__(self, path):
        self.pdf = pikepdf.open(path)
        self.drawn, self.said = _contents(path)
        self.pages = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        (document,) = self.pdf.Root.StructTreeRoot.K
        self.document = self._tag(document, None)

    def _tag(self, element, parent):
        kinds = {str(key)[1:]: str(value) for key, value in element.get("/A", {}).items()}
        actual = element.get("/ActualText")
        tag = Tag(str(element.S)[1:], None if actual is None else str(actual), kinds, parent)
        for kid in element.K:
            if not isinstance(kid, pikepdf.Dictionary):
                tag.kids.append((self.pages[element.Pg.objgen], int(kid)))
            elif kid.get("/Type") == "/StructElem":
                assert kid.P.objgen == element.objgen, "an element knows its parent"
                tag.kids.append(self._tag(kid, tag))
        return tag

    def text(self, tag, *, without=(), replaced=False):
        """What an element draws, or with ActualText in the place of what is drawn."""
        if replaced and tag.actual is not None:
            return tag.actual
        return "".join(
            self.drawn[kid]
            if isinstance(kid, tuple)
            else self.text(kid, without=without, replaced=replaced)
            for kid in tag.kids
            if not (isinstance(kid, Tag) and kid.kind in without)
        )


class _Contents(PDFPageAggregator):
    """Characters by the marked content they are drawn in, and each one's ActualText."""

    def __init__(self, resources):
        super().__init__(resources, laparams=None)
        self.page, self.stack = -1, []
        self.drawn, self.said = defaultdict(str), {}

    def begin_page(self, page, ctm):
        self.page += 1
        super().begin_page(page, ctm)

    def begin_tag(self, _tag, props=None):
        properties = props if isinstance(props, dict) else {}
        self.stack.append(properties.get("MCID"))
        if properties.get("MCID") is not None:
            place = self.page, properties["MCID"]
            self.drawn[place] += ""
            if "ActualText" in properties:
                said = properties["ActualText"]
                self.said[place] = str(pikepdf.String(said))

    def end_tag(self):
        self.stack.pop()

    def render_char(self, matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate):  # noqa: PLR0913, PLR0917 - pdfminer's
        if self.stack and self.stack[-1] is not None:
            self.drawn[self.page, self.stack[-1]] += font.to_unichr(cid)
        return super().render_char(matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate)


def _contents(path):
    resources = PDFResourceManager()
    device = _Contents(resources)
    interpreter = PDFPageInterpreter(resources, device)
    with path.open("rb") as file:
        for page in PDFPage.get_pages(file):
            interpreter.process_page(page)
    return dict(device.drawn), device.said
