"""What the pages draw: which strings through which font, how, and with which device colours.

Follows the content streams and everything they bring onto the page: form XObjects, tiling
patterns, soft masks, appearance streams, Type 3 glyph procedures (ISO 32000-1 7.8, 8.10, 9.4).
Only the state that matters to a judge of fonts is tracked; q and Q save and restore it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pypdf.generic import DictionaryObject, StreamObject

from declaration_print.check.document import objects
from declaration_print.check.document.content import ENDLESS_IMAGE, OPERATORS, Operation, operations
from declaration_print.check.document.objects import entry
from declaration_print.check.document.resources import named
from declaration_print.check.document.unreadable import Flaw, Unreadable
from declaration_print.check.drawing.marked_content import (
    UNMARKED,
    Marked,
    actual_text,
    properties_of,
)
from declaration_print.model.problem import Words

INVISIBLE = 3  # text rendering mode: neither filled, stroked nor clipped (Table 106)
NESTING_LIMIT = 24
CONTENT_LIMIT = 200_000_000  # decoded bytes of all content streams of a file
STREAM_VISIT_LIMIT = 200_000
UNKNOWN_LIMIT, UNKNOWN_LENGTH = 20, 20  # operators of no standard that are told, in letters

Matrix = tuple[float, float, float, float]  # without its translation
_UNTURNED: Matrix = (1.0, 0.0, 0.0, 1.0)
_DEVICE = {"g": "Gray", "G": "Gray", "rg": "RGB", "RG": "RGB", "k": "CMYK", "K": "CMYK"}
_DEVICE_NAMES = {
    "DeviceGray": "Gray",
    "DeviceRGB": "RGB",
    "DeviceCMYK": "CMYK",
    "G": "Gray",
    "RGB": "RGB",
    "CMYK": "CMYK",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One string as shown: its page from 1; whether it is seen, lies on its side, is furniture.

    Furniture is what is marked as an artifact (14.8.2.2): running titles, page numbers.
    `actual_text`: it lies in marked content that says by ActualText what it reads as (14.9.4);
    `mcid` is the marked-content identifier in force (14.7.4), if any.
    """

    text: bytes
    page: int
    visible: bool
    sideways: bool
    furniture: bool = False
    actual_text: bool = False
    mcid: int | None = None


@dataclass(slots=True)
class FontDrawing:
    """One font dictionary and every string drawn with it, each with its number of times."""

    dictionary: DictionaryObject
    shown: Counter[Shown] = field(default_factory=Counter)


@dataclass(slots=True)
class Drawing:
    """Everything drawn: fonts in order of first use, device colour spaces with first page.

    Also what cannot be drawn: broken contents, operators of no standard with their first page,
    inline images without an end.
    """

    fonts: dict[tuple[int, int], FontDrawing] = field(default_factory=dict)
    device_colours: dict[str, int] = field(default_factory=dict)
    broken_pages: list[int] = field(default_factory=list)
    unknown_operators: dict[str, int] = field(default_factory=dict)
    endless_images: list[int] = field(default_factory=list)
    actual_texts: dict[str, int] = field(default_factory=dict)  # of marked content, first page


@dataclass(frozen=True, slots=True)
class _State:
    font: tuple[int, int] | None = None
    mode: int = 0
    ctm: Matrix = _UNTURNED
    tm: Matrix = _UNTURNED
    marked: Marked = UNMARKED


def drawing(pages: Sequence[DictionaryObject]) -> Drawing:
    """What all pages of a file draw.

    Raises:
        Unreadable: the content inflates beyond `CONTENT_LIMIT`.
    """
    walker = _Walker()
    for number, page in enumerate(pages, start=1):
        walker.page(number, page)
    return walker.drawing


def drawn_strings(pages: Sequence[DictionaryObject]) -> Iterator[tuple[FontDrawing, Shown]]:
    """Every string that the pages draw, in the order they draw it, page by page.

    Raises:
        Unreadable: as `drawing`.
    """
    walker = _Walker()
    for number, page in enumerate(pages, start=1):
        walker.in_order = []
        walker.page(number, page)
        yield from walker.in_order


class _Walker:
    """Follows one file's streams; keeps its place (page, nesting) and its allowance."""

    def __init__(self) -> None:
        self.drawing = Drawing()
        self.in_order: list[tuple[FontDrawing, Shown]] | None = None  # kept where asked for
        self._page = 0
        self._bytes_left = CONTENT_LIMIT
        self._visits_left = STREAM_VISIT_LIMIT
        self._open: list[tuple[int, int]] = []
        self._visited: set[tuple[object, ...]] = set()

    def page(self, number: int, page: DictionaryObject) -> None:
        self._page = number
        self._visited.clear()
        resources = objects.as_dictionary(entry(page, "/Resources"))
        data = self._content_of(page)
        self._walk(data, resources, _State())
        for annotation in objects.as_array(entry(page, "/Annots")):
            for stream in _appearances(objects.as_dictionary(annotation)):
                self._form(stream, resources, _State())

    def _content_of(self, page: DictionaryObject) -> bytes:
        contents = entry(page, "/Contents")
        streams = contents if isinstance(contents, list) else [contents]
        parts = [self._decoded(objects.as_stream(part)) for part in streams]
        if any(data is None for data, part in zip(parts, streams, strict=True) if part is not None):
            self.drawing.broken_pages.append(self._page)
        return b"\n".join(part for part in parts if part)

    def _decoded(self, stream: StreamObject | None) -> bytes | None:
        data = objects.decode(stream)
        self._bytes_left -= len(data or b"")
        self._visits_left -= 1
        if self._bytes_left < 0 or self._visits_left < 0:
            raise Unreadable(_TOO_LARGE)
        return data

    def _walk(self, data: bytes, resources: DictionaryObject | None, state: _State) -> None:
        saved: list[_State] = []
        marks: list[Marked] = []
        for operation in operations(data):
            operator, operands = operation
            match operator:
                case "q":
                    saved.append(state)
                case "Q":  # marked content is no part of the graphics state (Table 52)
                    state = replace(saved.pop(), marked=state.marked) if saved else state
                case "BMC" | "BDC":
                    marks.append(state.marked)
                    properties = properties_of(operands, resources)
                    self._note_actual_text(actual_text(properties))
                    state = replace(state, marked=state.marked.within(operands, properties))
                case "EMC":
                    state = replace(state, marked=marks.pop()) if marks else state
                case "Tj" | "TJ" | "'" | '"':
                    self._show(operands, state)
                case "Do" | "sh" | "scn" | "SCN" | "cs" | "CS" | "BI":
                    self._paint(operation, resources, state)
                case "g" | "G" | "rg" | "RG" | "k" | "K":
                    self._device(_DEVICE[operator])
                case "gs":
                    state = self._graphics_state(operands, resources, state)
                case _:
                    state = self._changed(operation, resources, state)

    def _note_actual_text(self, text: str | None) -> None:
        if text:
            self.drawing.actual_texts.setdefault(text, self._page)

    def _changed(
        self, operation: Operation, resources: DictionaryObject | None, state: _State
    ) -> _State:
        operator, operands = operation
        match operator:
            case "BT":
                return replace(state, tm=_UNTURNED)
            case "Tf" if operands and isinstance(operands[0], str):
                fonts = objects.as_dictionary(entry(resources, "/Font"))
                return replace(state, font=self._font(fonts, f"/{operands[0]}"))
            case "Tr" if operands and isinstance(operands[0], float):
                return replace(state, mode=int(operands[0]))
            case "Tm":
                return replace(state, tm=_matrix(operands))
            case "cm":
                return replace(state, ctm=_product(_matrix(operands), state.ctm))
        if operator not in OPERATORS:
            self._unknown(operator)
        elif operator == ENDLESS_IMAGE and self._page not in self.drawing.endless_images[-1:]:
            self.drawing.endless_images.append(self._page)
        return state

    def _unknown(self, operator: str) -> None:
        known = self.drawing.unknown_operators
        if len(known) < UNKNOWN_LIMIT:
            known.setdefault(operator[:UNKNOWN_LENGTH], self._page)

    def _font(self, holder: DictionaryObject | None, key: str) -> tuple[int, int] | None:
        font = objects.as_dictionary(entry(holder, key))
        if holder is None or font is None:
            return None
        name = objects.identity(objects.raw(holder, key))
        self.drawing.fonts.setdefault(name, FontDrawing(font))
        return name

    def _show(self, operands: list[object], state: _State) -> None:
        if state.font is None:
            return
        turned = _product(state.tm, state.ctm)
        sideways = abs(turned[1]) > abs(turned[0])
        pieces = operands[-1] if operands and isinstance(operands[-1], list) else operands[-1:]
        for piece in pieces:
            if isinstance(piece, bytes) and piece:
                shown = Shown(
                    piece,
                    self._page,
                    state.mode != INVISIBLE,
                    sideways,
                    furniture=state.marked.artifact,
                    actual_text=state.marked.actual_text,
                    mcid=state.marked.mcid,
                )
                self._draw(state.font, shown)

    def _draw(self, font: tuple[int, int], shown: Shown) -> None:
        use = self.drawing.fonts[font]
        use.shown[shown] += 1
        if self.in_order is not None:
            self.in_order.append((use, shown))
        procedures = objects.as_dictionary(entry(use.dictionary, "/CharProcs"))
        if procedures is None or font in self._open:
            return
        self._open.append(font)
        resources = objects.as_dictionary(entry(use.dictionary, "/Resources"))
        for key in procedures:
            self._form(objects.raw(procedures, key), resources, _State())
        self._open.pop()

    def _graphics_state(
        self, operands: list[object], resources: DictionaryObject | None, state: _State
    ) -> _State:
        extended = named(resources, "/ExtGState", operands)
        parameters = objects.as_dictionary(extended)
        mask = objects.as_dictionary(entry(parameters, "/SMask"))
        if mask is not None:
            self._form(objects.raw(mask, "/G"), resources, state)
        font = entry(parameters, "/Font")
        if isinstance(font, list) and font and (found := objects.as_dictionary(font[0])):
            name = objects.identity(font[0])
            self.drawing.fonts.setdefault(name, FontDrawing(found))
            return replace(state, font=name)
        return state

    def _paint(
        self, operation: Operation, resources: DictionaryObject | None, state: _State
    ) -> None:
        operator, operands = operation
        match operator:
            case "Do":
                self._xobject(named(resources, "/XObject", operands), resources, state)
            case "cs" | "CS":
                name = operands[0] if operands and isinstance(operands[0], str) else ""
                self._device(_DEVICE_NAMES.get(name))
            case "BI":
                keys = map(str, operands[::2])
                pairs = dict(zip(keys, operands[1::2], strict=False))
                space = pairs.get("CS", pairs.get("ColorSpace"))
                self._device(_DEVICE_NAMES.get(space) if isinstance(space, str) else None)
            case "sh":
                shading = objects.as_dictionary(named(resources, "/Shading", operands))
                self._colour_space(entry(shading, "/ColorSpace"))
            case _:
                pattern = named(resources, "/Pattern", operands[-1:])
                if objects.as_stream(pattern) is not None:
                    self._form(pattern, resources, _State())

    def _xobject(
        self, reference: object, resources: DictionaryObject | None, state: _State
    ) -> None:
        stream = objects.as_stream(reference)
        if objects.as_name(entry(stream, "/Subtype")) == "Form":
            self._form(reference, resources, state)
        else:
            self._colour_space(entry(stream, "/ColorSpace"))

    def _form(self, reference: object, inherited: DictionaryObject | None, state: _State) -> None:
        """A form, pattern or glyph procedure; each once a page for each state it meets."""
        stream = objects.as_stream(reference)
        key = objects.identity(reference)
        visit = (key, state)
        if stream is None or key in self._open or len(self._open) >= NESTING_LIMIT:
            return
        if visit in self._visited:
            return
        self._visited.add(visit)
        self._open.append(key)
        resources = objects.as_dictionary(entry(stream, "/Resources")) or inherited
        matrix = _matrix(list(objects.as_array(entry(stream, "/Matrix"))))
        data = self._decoded(stream) or b""
        self._walk(data, resources, replace(state, ctm=_product(matrix, state.ctm)))
        self._open.pop()

    def _colour_space(self, space: object) -> None:
        if isinstance(space, list):
            for part in space[:2]:
                self._device(_DEVICE_NAMES.get(objects.as_name(part) or ""))
        else:
            self._device(_DEVICE_NAMES.get(objects.as_name(space) or ""))

    def _device(self, space: str | None) -> None:
        if space:
            self.drawing.device_colours.setdefault(space, self._page)


def _appearances(annotation: DictionaryObject | None) -> Iterator[object]:
    """The normal appearance streams of an annotation (12.5.5), of every state."""
    normal = objects.as_dictionary(entry(annotation, "/AP"))
    if normal is None or (found := objects.raw(normal, "/N")) is None:
        return
    if objects.as_stream(found) is not None:
        yield found
        return
    yield from (value for _, value in objects.entries(objects.as_dictionary(found)))


def _matrix(operands: list[object]) -> Matrix:
    numbers = [float(value) for value in operands[:4] if isinstance(value, int | float)]
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else _UNTURNED  # noqa: PLR2004 - a b c d


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d = first
    e, f, g, h = then
    return (a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h)


_TOO_LARGE = Flaw(
    "file/too-large",
    Words(
        ja="展開すると大きすぎるため、検査を中止しました。",
        en="Its content inflates beyond what a checker should hold in memory.",
    ),
    Words(
        ja="ファイルの出所を確かめ、書き出し直してください。",
        en="Make sure where the file comes from, and export it again.",
    ),
)
