"""Follows all that the pages paint, with its place: text, images, paths, shadings.

The slower sister of walker.py, asked for only by rules that need places (ISO 32000-1 8, 9,
12.5.5). Soft masks are left aside: they lay nothing on the page.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from time import monotonic

from pypdf.generic import DictionaryObject, StreamObject

from declaration_print.check.document import objects
from declaration_print.check.document.appearances import Appearance, appearances
from declaration_print.check.document.content import Operation, operations
from declaration_print.check.document.layers import Layers
from declaration_print.check.document.objects import entry
from declaration_print.check.document.resources import named
from declaration_print.check.drawing import image_parameters
from declaration_print.check.drawing.colour_spaces import (
    DEVICES,
    Colour,
    is_paper,
    space_of,
)
from declaration_print.check.drawing.geometry import (
    IDENTITY,
    Affine,
    Box,
    affine,
    box_of,
    intersection,
    product,
    transformed,
)
from declaration_print.check.drawing.graphics_state import GraphicsState, Path
from declaration_print.check.drawing.image_parameters import ImageParameters
from declaration_print.check.drawing.kept_forms import KeptForms
from declaration_print.check.drawing.page_ink import PageInk
from declaration_print.check.drawing.painted import DrawnImage, Kind, Painted, Run, sheet_of
from declaration_print.check.drawing.placed_fonts import PlacedFont
from declaration_print.check.drawing.text_setting import set_string, text_colour
from declaration_print.check.fonts.inspected_font import InspectedFont

NESTING_LIMIT = 24
OPERATION_LIMIT = 500_000  # of a file, repeated forms counted each time: some eight seconds
GLYPH_LIMIT = 800_000  # bytes of text of a file
LOOKS_AT_CLOCK_EVERY = 1_000  # operations
FORM_COST = 5  # operations that opening a form costs besides its own
_UNIT: Box = (0.0, 0.0, 1.0, 1.0)
_DEVICE = {"g": "G", "G": "G", "rg": "RGB", "RG": "RGB", "k": "CMYK", "K": "CMYK"}
_PATH = frozenset({"m", "l", "c", "v", "y", "h", "re"})
_FILL = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKE = frozenset({"S", "s", "B", "B*", "b", "b*"})
_SHOW = frozenset({"Tj", "TJ", "'", '"'})
_SPACE = {"cs", "CS"}
_COLOUR = {"sc", "scn", "SC", "SCN"}


class _Exhausted(Exception):
    """The allowance of operations or of time is used up."""


@dataclass(slots=True)
class _Stream:
    """The content stream being followed: its resources, and the state pattern cells start from."""

    resources: DictionaryObject | None
    base: Affine
    is_placed: bool = True  # false in a pattern cell or glyph: what they paint shows elsewhere
    is_glyph: bool = False


@dataclass(frozen=True, slots=True)
class _Image:
    """An image about to be painted; `stream` is None for an inline one."""

    key: tuple[int, int]
    name: str
    given: ImageParameters
    stream: StreamObject | None


def paint(
    pages: Sequence[DictionaryObject],
    catalog: DictionaryObject,
    fonts: Mapping[tuple[int, int], InspectedFont],
    until: float = inf,
) -> Painted:
    """What all pages paint and where; `fonts` are the file's by the identity of their dictionary.

    Pages that are not done by `until` (of `time.monotonic`) are left out: on a slow machine a
    file should rather be judged without its last pages' places than not at all.
    """
    painter = _Painter(Layers(catalog), fonts, until)
    for number, page in enumerate(pages, start=1):
        try:
            painter.page(number, page)
        except _Exhausted:
            painter.painted.stopped_at = number
            break
    return painter.painted


class _Painter:
    """Follows one file's streams; keeps its place and its allowance."""

    def __init__(
        self, layers: Layers, fonts: Mapping[tuple[int, int], InspectedFont], until: float
    ) -> None:
        self.painted = Painted()
        self._until = until
        self._layers = layers
        self._inspected = fonts
        self._fonts: dict[tuple[int, int], PlacedFont] = {}
        self._operations_left = OPERATION_LIMIT
        self._glyphs_left = GLYPH_LIMIT
        self._open: list[tuple[int, int]] = []
        self._forms = KeptForms()
        self._ink = PageInk(0, sheet_of(DictionaryObject()), self.painted)

    def page(self, number: int, page: DictionaryObject) -> None:
        """Everything on one page, its annotations on top."""
        self._look_at_clock()
        self._ink = PageInk(number, sheet_of(page), self.painted)
        self._ink.blend(page)
        contents = entry(page, "/Contents")
        parts = contents if isinstance(contents, list) else [contents]
        data = b"\n".join(objects.decode(objects.as_stream(part)) or b"" for part in parts)
        try:
            resources = objects.as_dictionary(entry(page, "/Resources"))
            self._walk(operations(data), _Stream(resources, IDENTITY), GraphicsState())
            for annotation in objects.as_array(entry(page, "/Annots")):
                for appearance in appearances(objects.as_dictionary(annotation)):
                    self._appearance(appearance)
        finally:
            self._open.clear()
            self._ink.close()

    def _look_at_clock(self) -> None:
        if monotonic() > self._until:
            raise _Exhausted

    def _appearance(self, appearance: Appearance) -> None:
        state = GraphicsState(appearance.matrix)
        state.hidden = self._layers.hides(appearance.layer)
        self._form(appearance.reference, _Stream(None, IDENTITY), state)

    def _walk(  # noqa: C901, PLR0912 - one case a group of operators
        self, found: Iterable[Operation], stream: _Stream, state: GraphicsState
    ) -> None:
        saved: list[GraphicsState] = []
        marks: list[bool] = []
        path = Path()
        clipping = False
        for operator, operands in found:
            self._operations_left -= 1
            if self._operations_left < 0:
                raise _Exhausted
            if not self._operations_left % LOOKS_AT_CLOCK_EVERY:
                self._look_at_clock()
            if operator in _PATH:
                path.construct(operator, operands, state.ctm)
            elif operator == "q":
                saved.append(state.copy())
            elif operator == "Q":
                state = saved.pop().within(state) if saved else state
            elif operator in {"W", "W*"}:
                clipping = True
            elif operator in _FILL or operator in _STROKE or operator == "n":
                self._path(operator, path, stream, state)
                if clipping:
                    state.narrow(path.bounds or (0.0, 0.0, 0.0, 0.0))
                clipping = False
                path.clear()
            elif operator in {"BMC", "BDC"}:
                marks.append(state.hidden)
                state.hidden = state.hidden or self._is_hidden(operands, stream)
            elif operator == "EMC":
                state.hidden = marks.pop() if marks else state.hidden
            elif operator in _SHOW:
                self._text(operator, operands, stream, state)
            else:
                self._other(operator, operands, stream, state)

    def _is_hidden(self, operands: list[object], stream: _Stream) -> bool:
        if operands[:1] != ["OC"]:
            return False
        return self._layers.hides(named(stream.resources, "/Properties", operands[1:]))

    def _other(
        self, operator: str, operands: list[object], stream: _Stream, state: GraphicsState
    ) -> None:
        if operator in _DEVICE:
            numbers = tuple(value for value in operands if isinstance(value, float))
            self._set_colour(operator, state, Colour(space_of(DEVICES[_DEVICE[operator]]), numbers))
        elif operator in _SPACE:
            space = space_of(operands[0] if operands else "", stream.resources)
            self._set_colour(operator, state, Colour(space, space.initial))
        elif operator in _COLOUR:
            self._component_colour(operator, operands, stream, state)
        elif operator == "Tf":
            self._choose_font(operands, stream, state)
        elif operator == "gs":
            self._extended(named(stream.resources, "/ExtGState", operands), state)
        elif operator == "Do":
            self._xobject(operands, stream, state)
        elif operator == "BI":
            self._inline_image(operands, stream, state)
        elif operator == "sh":
            self._shading(operands, stream, state)
        else:
            state.apply(operator, operands)

    # -- state -------------------------------------------------------------------------------

    def _set_colour(self, operator: str, state: GraphicsState, colour: Colour) -> None:
        if operator[0].isupper():
            state.stroke = colour
        else:
            state.fill = colour

    def _component_colour(
        self, operator: str, operands: list[object], stream: _Stream, state: GraphicsState
    ) -> None:
        space = (state.stroke if operator[0] == "S" else state.fill).space
        numbers = tuple(value for value in operands if isinstance(value, float))
        pattern = None
        if space.name == "Pattern":
            pattern = named(stream.resources, "/Pattern", operands[-1:])
        self._set_colour(operator, state, Colour(space, numbers, pattern))

    def _choose_font(self, operands: list[object], stream: _Stream, state: GraphicsState) -> None:
        fonts = objects.as_dictionary(entry(stream.resources, "/Font"))
        if fonts is None or len(operands) < 2 or not isinstance(operands[0], str):  # noqa: PLR2004 - name, size
            return
        state.font = self._font(objects.raw(fonts, f"/{operands[0]}"))
        state.size = operands[1] if isinstance(operands[1], float) else state.size

    def _font(self, reference: object) -> PlacedFont | None:
        key = objects.identity(reference)
        if key not in self._fonts:
            inspected = self._inspected.get(key)
            if inspected is None:
                return None
            self._fonts[key] = PlacedFont(inspected)
        return self._fonts[key]

    def _extended(self, reference: object, state: GraphicsState) -> None:
        parameters = objects.as_dictionary(reference)
        state.extend(parameters)
        font = entry(parameters, "/Font")
        if isinstance(font, list) and len(font) > 1:
            state.font = self._font(font[0])
            state.size = objects.as_number(font[1]) or state.size

    # -- painting ----------------------------------------------------------------------------

    def _path(self, operator: str, path: Path, stream: _Stream, state: GraphicsState) -> None:
        if path.bounds is None or state.hidden or operator == "n":
            return
        box: Box | None = None
        if operator in _FILL and state.fill_alpha > 0:
            if state.fill_overprints:
                self._ink.overprint(state.fill, Kind.PATH, state.overprint_mode)
            self._pattern(state.fill, stream)
            self._use(state.fill, Kind.PATH, path.bounds, state)
            box = None if is_paper(state.fill) else path.bounds
            if path.is_rectangle and state.fill_alpha >= 1 and stream.is_placed:
                self._ink.cover(intersection(path.bounds, state.clip))
        if operator in _STROKE and state.stroke_alpha > 0:
            if state.stroke_overprints:
                self._ink.overprint(state.stroke, Kind.PATH, state.overprint_mode)
            self._pattern(state.stroke, stream)
            stroked = path.stroked_bounds(state)
            self._use(state.stroke, Kind.PATH, stroked, state)
            box = stroked if stroked and not is_paper(state.stroke) else box
        if box is not None and stream.is_placed:
            colour = state.stroke if operator in _STROKE else state.fill
            self._ink.paint(Kind.PATH, "", intersection(box, state.clip), colour)

    def _use(self, colour: Colour, kind: Kind, box: Box | None, state: GraphicsState) -> None:
        self._ink.colour(colour, kind, intersection(box, state.clip))

    def _shading(self, operands: list[object], stream: _Stream, state: GraphicsState) -> None:
        shading = objects.as_dictionary(named(stream.resources, "/Shading", operands))
        if shading is None or not state.fill_is_seen:
            return
        space = space_of(entry(shading, "/ColorSpace"), stream.resources)
        box = box_of(objects.as_array(entry(shading, "/BBox")))
        shown = intersection(box and transformed(box, state.ctm), state.clip)
        self._ink.colour(Colour(space), Kind.SHADING, shown)
        if shown is not None and stream.is_placed:
            self._ink.paint(Kind.SHADING, str(operands[0]), shown)

    def _pattern(self, colour: Colour, stream: _Stream) -> None:
        """The colours and images of what a pattern repeats; where it shows, the path says."""
        pattern = objects.as_dictionary(colour.pattern)
        if pattern is None:
            return
        shading = objects.as_dictionary(entry(pattern, "/Shading"))
        if shading is not None:
            space = space_of(entry(shading, "/ColorSpace"), stream.resources)
            self._ink.colour(Colour(space), Kind.SHADING, None)
        elif self._ink.is_new(objects.identity(colour.pattern)):
            state = GraphicsState(stream.base)
            self._form(
                colour.pattern, _Stream(stream.resources, stream.base, is_placed=False), state
            )

    def _xobject(self, operands: list[object], stream: _Stream, state: GraphicsState) -> None:
        reference = named(stream.resources, "/XObject", operands)
        found = objects.as_stream(reference)
        hidden = state.hidden or self._layers.hides(found and objects.raw(found, "/OC"))
        if found is None or hidden:
            return
        if objects.as_name(entry(found, "/Subtype")) == "Form":
            self._form(reference, stream, state)
        elif objects.as_name(entry(found, "/Subtype")) == "Image":
            key = objects.identity(reference)
            given = image_parameters.of_stream(found)
            self._image(_Image(key, str(operands[0]), given, found), stream, state)

    def _inline_image(self, operands: list[object], stream: _Stream, state: GraphicsState) -> None:
        pairs = {str(key): value for key, value in zip(operands[::2], operands[1::2], strict=False)}
        key = (self._ink.page, self._operations_left)
        self._image(_Image(key, "", image_parameters.of_inline(pairs), None), stream, state)

    def _image(self, image: _Image, stream: _Stream, state: GraphicsState) -> None:
        given = image.given
        if not state.fill_is_seen:
            return
        shown = intersection(transformed(_UNIT, state.ctm), state.clip)
        colour = state.fill if given.is_mask else Colour(given.space(stream.resources))
        self._pattern(colour, stream)
        self._ink.colour(colour, Kind.IMAGE, shown)
        if not stream.is_glyph:
            drawn = DrawnImage(
                self._ink.page,
                image.name,
                given.width,
                given.height,
                self._ink.fineness((given.width, given.height), state.ctm),
                given.is_bilevel,
                given.space(stream.resources),
                image.stream,
            )
            self.painted.draw_image(image.key, drawn)
        if not stream.is_placed or (given.is_mask and is_paper(state.fill)):
            return
        self._ink.paint(Kind.IMAGE, image.name, shown)
        if state.fill_alpha >= 1 and not given.is_mask and not given.is_see_through:
            self._ink.cover(shown)

    def _form(self, reference: object, outer: _Stream, state: GraphicsState) -> None:
        """A form or pattern cell; a stream that draws itself, or nests too deep, is left."""
        found = objects.as_stream(reference)
        key = objects.identity(reference)
        if found is None or key in self._open or len(self._open) >= NESTING_LIMIT:
            return
        self._operations_left -= FORM_COST
        self._ink.blend(found)
        inner = state.copy()
        inner.ctm = product(affine(objects.as_array(entry(found, "/Matrix"))), state.ctm)
        box = box_of(objects.as_array(entry(found, "/BBox")))
        if box is not None:
            inner.narrow(transformed(box, inner.ctm))
        resources = objects.as_dictionary(entry(found, "/Resources")) or outer.resources
        self._open.append(key)
        stream = replace(outer, resources=resources, base=inner.ctm)
        self._walk(self._forms.operations(key, found), stream, inner)
        self._open.pop()

    # -- text --------------------------------------------------------------------------------

    def _text(
        self, operator: str, operands: list[object], stream: _Stream, state: GraphicsState
    ) -> None:
        if operator in {"'", '"'}:
            if operator == '"' and len(operands) > 2:  # noqa: PLR2004 - word, character space, text
                state.apply("Tw", operands[:1])
                state.apply("Tc", operands[1:2])
            state.new_line(0, -state.leading)
        last = operands[-1] if operands else None
        pieces = last if isinstance(last, list) else [last]
        if state.font is not None:
            self._run(state.font, pieces, stream, state)

    def _run(
        self, font: PlacedFont, pieces: list[object], stream: _Stream, state: GraphicsState
    ) -> None:
        self._glyphs_left -= sum(len(piece) for piece in pieces if isinstance(piece, bytes))
        if self._glyphs_left < 0:
            raise _Exhausted
        run = set_string(font, pieces, state, self._ink.next_order())
        if run is None:
            return
        if not run.is_seen:
            if stream.is_placed:
                self._ink.hide(run)
            return
        self._use(text_colour(state), Kind.TEXT, run.cells, state)
        filled = text_colour(state) is state.fill
        overprints = state.fill_overprints if filled else state.stroke_overprints
        if overprints:
            self._ink.overprint(text_colour(state), Kind.TEXT, state.overprint_mode)
        if font.is_type3:
            self._procedures(font, run, stream)
        if stream.is_placed:
            self._ink.text(run)

    def _procedures(self, font: PlacedFont, run: Run, stream: _Stream) -> None:
        """The colours that Type 3 glyphs bring themselves; their places are the text's."""
        for glyph, _, _ in run.glyphs:
            procedure = font.inspected.procedure(glyph.code)
            if procedure is not None and self._ink.is_new((id(font), glyph.code)):
                resources = objects.as_dictionary(entry(font.inspected.dictionary, "/Resources"))
                inner = _Stream(
                    resources or stream.resources, run.matrix, is_placed=False, is_glyph=True
                )
                self._form(procedure, inner, GraphicsState(run.matrix))
