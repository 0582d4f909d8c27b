"""One PDF opened for inspection: the value every rule asks its question of."""

from collections.abc import Mapping
from math import inf
from time import monotonic

from pypdf.generic import DictionaryObject

from declaration_print.check.document.attached_files import (
    AttachedFile,
    attached_files,
    has_embedded_names,
)
from declaration_print.check.document.objects import (
    as_array,
    as_dictionary,
    as_name,
    entry,
    is_true,
)
from declaration_print.check.document.opening import OpenedPdf, opened
from declaration_print.check.document.parts import part
from declaration_print.check.document.signed_ranges import signed_to_the_end
from declaration_print.check.document.structure import StructureTree
from declaration_print.check.document.unreadable import Flaw
from declaration_print.check.drawing.drawn import Drawing
from declaration_print.check.drawing.painted import Painted
from declaration_print.check.drawing.walker import drawing
from declaration_print.check.fonts.inspected_font import InspectedFont
from declaration_print.check.metadata.description import Metadata
from declaration_print.model.report import FontUse

SHARE_FOR_PLACES = 0.65
"""Of the time a file may take, what may have gone before its pages are followed no farther with all
places: the rules of the standards ask for no places, and have to come to their end."""


class InspectedPdf:
    """A PDF's pages, fonts, metadata and catalog; costly parts are worked out when asked for."""

    def __init__(self, data: bytes, seconds: float = inf) -> None:
        self._no_places_after = monotonic() + SHARE_FOR_PLACES * seconds
        self._data = data
        self._opened: OpenedPdf = opened(data)

    @property
    def flaws(self) -> tuple[Flaw, ...]:
        """What is damaged in the file, though it can be read."""
        return self._opened.flaws

    @property
    def page_count(self) -> int:
        """How many pages the tree holds."""
        return len(self._opened.pages)

    @property
    def pages(self) -> tuple[DictionaryObject, ...]:
        """The page dictionaries in order, inherited entries included."""
        return self._opened.pages

    @property
    def catalog(self) -> DictionaryObject:
        """The document catalog."""
        return self._opened.catalog

    @property
    def trailer(self) -> DictionaryObject:
        """The trailer dictionary."""
        return self._opened.reader.trailer

    @property
    def is_signed_to_the_end(self) -> bool:
        """Whether a signature was the last thing done to the file."""
        return signed_to_the_end(self._data, self.catalog)

    @part
    def drawing(self) -> Drawing:
        """What the pages draw."""
        return drawing(self._opened.pages)

    @part
    def fonts(self) -> tuple[InspectedFont, ...]:
        """The fonts that draw text, in order of first use; also those of invisible text."""
        drawn = self.drawing.fonts.values()
        return tuple(InspectedFont(font) for font in drawn if font.shown)

    @part
    def painted(self) -> Painted:
        """What the pages paint, with its place; several times as costly as `drawing`."""
        from declaration_print.check.drawing.painting import paint  # noqa: PLC0415 - few profiles need it

        drawn = [key for key, font in self.drawing.fonts.items() if font.shown]
        fonts = dict(zip(drawn, self.fonts, strict=True))
        return paint(self.pages, self.catalog, fonts, self._no_places_after)

    @part
    def visible_fonts(self) -> tuple[InspectedFont, ...]:
        """The fonts whose text is seen."""
        return tuple(font for font in self.fonts if font.is_seen)

    @part
    def metadata(self) -> Metadata:
        """Info and XMP."""
        return Metadata(self.trailer, self.catalog)

    @part
    def structure(self) -> StructureTree:
        """What the tags say the content is."""
        return StructureTree(self.catalog, self.pages)

    @part
    def attached_files(self) -> tuple[AttachedFile, ...]:
        """The files embedded in it."""
        tags = [element.dictionary for element in self.structure.elements]
        return attached_files(self.catalog, self.pages, tags)

    @property
    def has_embedded_names(self) -> bool:
        """Whether the name dictionary lists embedded files, be it an empty list."""
        return has_embedded_names(self.catalog)

    @property
    def is_tagged(self) -> bool:
        """Whether the file says it is tagged and has a structure tree (ISO 32000-1 14.7, 14.8)."""
        marked = is_true(entry(as_dictionary(entry(self.catalog, "/MarkInfo")), "/Marked"))
        return marked and as_dictionary(entry(self.catalog, "/StructTreeRoot")) is not None

    @property
    def viewer_preferences(self) -> Mapping[str, object]:
        """The viewer preferences by key without slash (12.2)."""
        found = as_dictionary(entry(self.catalog, "/ViewerPreferences"))
        return {} if found is None else {str(key)[1:]: entry(found, key) for key in found}

    @property
    def reads_right_to_left(self) -> bool:
        """Whether the page order is right to left, as of a vertical edition."""
        return as_name(self.viewer_preferences.get("Direction")) == "R2L"

    @property
    def output_intents(self) -> list[object]:
        """The output intents of the catalog."""
        return as_array(entry(self.catalog, "/OutputIntents"))

    def font_table(self) -> tuple[FontUse, ...]:
        """One row for each font that draws text."""
        return tuple(_font_use(font) for font in self.fonts)


def _font_use(font: InspectedFont) -> FontUse:
    return FontUse(
        name=font.name,
        type=f"Type0/{font.cid_subtype or '?'}" if font.is_composite else font.subtype,
        encoding=font.encoding_name,
        embedded=font.is_embedded,
        subset=font.name[6:7] == "+",
        to_unicode=font.to_unicode is not None,
        writing_mode="vertical" if font.wmode else "horizontal",
        pages=font.pages,
    )
