"""The finisher: from the engine's drawn pages to the file that is handed out.

It runs between drawing and writing: structure → text runs and fonts → pages turned → metadata →
catalog.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pydyf

from declaration_print.finish.assemblies import actual_texts, assemble, lift_labels
from declaration_print.finish.catalog import attach, write_preferences
from declaration_print.finish.fonts import EngineFont, write_font
from declaration_print.finish.marks import number_of, take_marks
from declaration_print.finish.metadata import info, pdf_date, xmp
from declaration_print.finish.pages import (
    PageTurn,
    turn_annotation,
    turn_destination,
    turn_page,
    turn_pattern,
)
from declaration_print.finish.structure import StructureTree, remarked
from declaration_print.finish.text_runs import DrawnGlyphs, rewritten
from declaration_print.model.finishing import Finishing
from declaration_print.model.problem import BadInput, Problem, Words
from declaration_print.model.setting import Writing
from declaration_print.model.units import PT_PER_PX

Finisher = Callable[[Any, pydyf.PDF], None]


def finisher(finishing: Finishing) -> Finisher:
    """The function that the layout engine calls with its document and its unwritten PDF."""

    def finish(_document: object, pdf: pydyf.PDF) -> None:
        file = _File(pdf)
        _finish_structure(file)
        _finish_images(file)
        _finish_text(file, finishing)
        _turn_pages(file, finishing)
        _finish_metadata(file, finishing)
        write_preferences(pdf, finishing)
        attach(pdf, finishing.attachments, pydyf.String(pdf_date(finishing.credentials.date)))

    return finish


class _File:
    """The engine's unwritten PDF, and the way from a reference to its object."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf

    def at(self, reference: bytes | str) -> Any:  # noqa: ANN401 - pydyf's objects have no types
        """The object that `12 0 R` refers to."""
        return self.pdf.objects[number_of(reference)]

    @property
    def pages(self) -> Iterator[pydyf.Dictionary]:
        """The page dictionaries in order."""
        return (self.at(reference) for reference in self.pdf.page_references)

    @property
    def text_streams(self) -> Iterator[pydyf.Stream]:
        """Every stream that may show text: page contents, forms, patterns."""
        contents = {number_of(page["Contents"]) for page in self.pages}
        for item in self.pdf.objects:
            if isinstance(item, pydyf.Stream):
                is_form = item.extra.get("Subtype") == "/Form" or "PatternType" in item.extra
                if is_form or item.number in contents:
                    yield item

    def resources(self) -> pydyf.Dictionary:
        """The resources that all pages share."""
        return self.at(next(self.pages)["Resources"])


def _finish_structure(file: _File) -> None:
    """Put the structure tree in order, and turn what stands in the margins into artifacts."""
    if "StructTreeRoot" not in file.pdf.catalog:
        return
    marks = take_marks(file.pdf)
    tree = StructureTree(file.pdf)
    lift_labels(tree, marks)
    tree.prune()
    assemble(tree, marks)
    furniture, replaced = tree.furniture(), actual_texts(tree, marks)
    for page in file.pages:
        content = file.at(page["Contents"])
        content.stream = list(remarked(content.stream, page["StructParents"], furniture, replaced))


def _finish_images(file: _File) -> None:
    """No smoothing by the reader: PDF/A forbids it (ISO 19005-2 6.2.8)."""
    for item in file.pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Subtype") == "/Image":
            item.extra["Interpolate"] = "false"


def _finish_text(file: _File, finishing: Finishing) -> None:
    """Rewrite every text run, and put the real faces in the place of the layout faces."""
    resources = file.resources()
    for kind in ("Pattern", "Shading", "XObject"):
        if not resources.get(kind, True):
            del resources[kind]
    fonts = file.at(resources["Font"])
    engine_fonts = [_engine_font(file, name, fonts[name], finishing) for name in fonts]
    drawn = DrawnGlyphs()
    faces = {font.resource.encode(): font.face for font in engine_fonts}
    groups: dict[object, list[EngineFont]] = {}
    for font in engine_fonts:
        groups.setdefault(font.identity, []).append(font)
    renamed = {
        font.resource.encode(): groups[font.identity][0].resource.encode() for font in engine_fonts
    }
    for stream in file.text_streams:
        stream.stream = list(rewritten(stream.stream, faces, renamed, drawn))
    for kept, *others in groups.values():
        alike = (kept, *others)
        glyphs = frozenset[int]().union(*(drawn.of(one.face.family) for one in alike))
        write_font(
            file.pdf,
            kept,
            glyphs,
            {glyph: text for one in alike for glyph, text in one.unicodes.items()},
        )
        for one in others:
            one.blank()
            del fonts[one.resource]


def _engine_font(file: _File, resource: str, reference: bytes, finishing: Finishing) -> EngineFont:
    font = file.at(reference)
    family = font["BaseFont"].decode().partition("+")[2]
    face = finishing.faces.get(family)
    if face is None:
        words = Words(
            ja=f"レイアウトが用意されていない書体「{family}」で文字を組みました。"
            "layout.toml の styles で書体を指定し、CSS では font-family や太字を指定しないでください。",
            en=f"the layout set text in a face that was not prepared ({family}); choose faces under "
            "`styles` in layout.toml, and set no font-family and no bold in CSS",
        )
        raise BadInput([Problem("layout/unknown-face", words)])
    cid_font = file.at(font["DescendantFonts"][0])
    descriptor = file.at(cid_font["FontDescriptor"])
    return EngineFont(
        resource,
        face,
        font,
        cid_font,
        descriptor,
        program=file.at(descriptor["FontFile2"]),
        unicode_map=file.at(font["ToUnicode"]),
    )


def _turn_pages(file: _File, finishing: Finishing) -> None:
    """Turn pages and all that has a place on them. All pages of an edition are of one size."""
    quarter = finishing.writing is Writing.VERTICAL
    turn = PageTurn.of(next(file.pages)["MediaBox"], quarter=quarter)
    for destination in file.pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", ())[1::2]:
        turn_destination(destination, turn)
    for item in file.pdf.objects:
        if isinstance(item, dict) and isinstance(item.get("Dest"), list):
            turn_destination(item["Dest"], turn)
    for item in file.pdf.objects:
        if isinstance(item, dict) and "BBox" in item.get("A", ()):
            top = file.at(item["Pg"])["MediaBox"][3]
            item["A"]["BBox"] = turn.box(_from_css(item["A"]["BBox"], top))
    if turn.is_identity:
        return
    for page in file.pages:
        turn_page(page, file.at(page["Contents"]), turn)
        for annotation in page.get("Annots", ()):
            turn_annotation(file.at(annotation), turn)
    for pattern in file.resources().get("Pattern", {}).values():
        turn_pattern(file.at(pattern), turn)


def _from_css(box: Sequence[float], top: float) -> tuple[float, float, float, float]:
    """A rectangle in CSS pixels from the upper left corner, as the engine leaves it, in points."""
    left, upper, right, lower = (edge * PT_PER_PX for edge in box)
    return left, top - lower, right, top - upper


def _finish_metadata(file: _File, finishing: Finishing) -> None:
    """Our Info and XMP in the place of the engine's."""
    pdf = file.pdf
    pdf.info.clear()
    pdf.info.update(info(finishing.credentials, finishing.conformance))
    stream = file.at(pdf.catalog["Metadata"])
    stream.stream = [xmp(finishing.credentials, finishing.conformance)]
    stream.compress = False
