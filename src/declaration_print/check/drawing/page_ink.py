"""Reduces what one page paints to facts: what reaches out of it, what overlaps, which colours."""

from collections.abc import Iterator

from pypdf.generic import DictionaryObject

from declaration_print.check.document.objects import as_dictionary, entry
from declaration_print.check.drawing.colour_spaces import (
    PROCESS,
    REGISTRATION,
    Colour,
    is_paper,
    space_of,
)
from declaration_print.check.drawing.geometry import (
    Affine,
    Box,
    excess,
    grown,
    holds,
    intersection,
    is_place,
    lengths_of,
    meet,
    transformed,
)
from declaration_print.check.drawing.painted import (
    SLACK_MM,
    ColourUse,
    HiddenText,
    Kind,
    Outside,
    Painted,
    Run,
    Sheet,
    excerpt,
    worst,
)
from declaration_print.check.drawing.text_overlap import Cover, overlaps

RUN_LIMIT = 30_000  # of a page; what comes after is not compared
COVER_LIMIT = 2_000
OUTSIDE_LIMIT = 1_000
MM_PER_INCH = 25.4
LEAST_TYPE_MM = 0.35  # of the em: one point; nobody reads what is smaller
COMPARISONS = 2_000_000  # of texts with what is painted over them, on a page


class PageInk:
    """Collects one page's ink; `close` writes what is worth saying into the file's facts."""

    def __init__(self, page: int, sheet: Sheet, painted: Painted) -> None:
        self.page, self._sheet, self._painted = page, sheet, painted
        self._order = 0
        self._runs: list[Run] = []
        self._covers: list[Cover] = []
        self._outside: dict[Kind, list[Outside]] = {}
        self._hidden: HiddenText | None = None
        self._seen: set[tuple[int, int]] = set()

    def is_new(self, key: tuple[int, int]) -> bool:
        """Whether a pattern or procedure is met for the first time on this page."""
        known = key in self._seen
        self._seen.add(key)
        return not known

    def next_order(self) -> int:
        """A number for each thing painted: what has a higher one lies above."""
        self._order += 1
        return self._order

    def cover(self, box: Box | None) -> None:
        """Something opaque, which hides what was painted before."""
        if box is not None and len(self._covers) < COVER_LIMIT:
            self._covers.append(Cover(self.next_order(), box))

    def colour(self, colour: Colour, kind: Kind, box: Box | None) -> None:
        """A colour used in a place; None for anywhere."""
        within = box is None or meet(box, self._sheet.trim)
        bare = Colour(colour.space, colour.components[:8])
        self._painted.use_colour(ColourUse(bare, kind, within), self.page)

    def overprint(self, colour: Colour, kind: Kind, mode: int) -> None:
        """What is set to overprint: white leaves what is below, and vanishes (8.6.7)."""
        clears = colour.space.components == len(PROCESS) and mode == 0
        if not clears and is_paper(colour):
            self._painted.vanishing.setdefault(kind, self.page)

    def blend(self, holder: DictionaryObject) -> None:
        """The colour space in which a page or form blends what is transparent (11.6.6)."""
        space = entry(as_dictionary(entry(holder, "/Group")), "/CS")
        if space is not None:
            self._painted.blending.setdefault(space_of(space).name, self.page)

    def fineness(self, pixels: tuple[int, int], ctm: Affine) -> float:
        """How many pixels an inch has, across or up, whichever is less; 0 for no pixels at all."""
        inches = [length * self._sheet.unit_mm / MM_PER_INCH for length in lengths_of(ctm)]
        return min((n / inch for n, inch in zip(pixels, inches, strict=True) if inch), default=0.0)

    # -- beyond the page ---------------------------------------------------------------------

    def paint(self, kind: Kind, name: str, box: Box | None, colour: Colour | None = None) -> None:
        """Ink other than text, after clipping: it may reach to the bleed box."""
        if box is None or not is_place(box) or box[0] >= box[2] or box[1] >= box[3]:
            return
        is_mark = colour is not None and colour.space.inks == (REGISTRATION,)
        if is_mark and not meet(box, self._sheet.trim):
            return  # a printer's mark belongs beside the page
        self._reach(kind, name, box, self._sheet.bleed, "BleedBox")

    def text(self, run: Run) -> None:
        """A visible string: it has to stay within the trimmed page."""
        if not is_place(run.cells):
            return
        shown = intersection(run.cells, run.clip)
        if shown is None or shown[0] >= shown[2] or shown[1] >= shown[3]:
            self.hide(run)
            return
        if run.size * self._sheet.unit_mm < LEAST_TYPE_MM:
            self.hide(run)
            return
        if len(self._runs) < RUN_LIMIT:
            self._runs.append(run)
        if run.is_paper or holds(self._sheet.trim, grown(run.cells, run.size / 2)):
            return
        far = [box for box in _ink(run) if excess(box, self._sheet.trim) > 0]
        if far:
            farthest = max(far, key=lambda box: excess(box, self._sheet.trim))
            self._reach(Kind.TEXT, excerpt(run.text), farthest, self._sheet.trim, "TrimBox")

    def _reach(self, kind: Kind, name: str, box: Box, limit: Box, called: str) -> None:
        beyond = excess(box, limit) * self._sheet.unit_mm
        found = self._outside.setdefault(kind, [])
        if beyond > SLACK_MM and len(found) < OUTSIDE_LIMIT:
            called = "MediaBox" if limit == self._sheet.media else called
            found.append(Outside(self.page, kind, name, called, beyond))

    def hide(self, run: Run) -> None:
        """Text that is set but not seen; told once a page, by its first words."""
        words = run.text.strip()
        if not words:
            return
        first = self._hidden.words if self._hidden else excerpt(words)
        letters = self._hidden.letters if self._hidden else 0
        self._hidden = HiddenText(self.page, first, letters + len(words))

    def close(self) -> None:
        """The page is done: keep the worst of each kind."""
        for run in self._runs if len(self._runs) * len(self._covers) <= COMPARISONS else ():
            if any(one.order > run.order and holds(one.box, run.cells) for one in self._covers):
                self.hide(run)
        if self._hidden is not None:
            self._painted.hidden.append(self._hidden)
        self._painted.outside += [worst(found) for found in self._outside.values() if found]
        self._painted.overlaps += overlaps(self.page, self._runs, self._covers, self._sheet.media)


def _ink(run: Run) -> Iterator[Box]:
    """The boxes of a run's ink on the page, as far as it is not clipped away."""
    for glyph, x, y in run.glyphs:
        ink = glyph.ink
        if ink is None:
            continue
        shown = intersection(transformed(run.place(ink, x, y), run.matrix), run.clip)
        if shown is not None and shown[0] < shown[2] and shown[1] < shown[3]:
            yield shown
