"""What the pages draw: which strings through which font, how, and with which device colours.

Follows the content streams and everything they bring onto the page: form XObjects, tiling
patterns, soft masks, appearance streams, Type 3 glyph procedures (ISO 32000-1 7.8, 8.10, 9.4).
Only the state that matters to a judge of fonts is tracked; q and Q save and restore it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pypdf.generic import DictionaryObject, StreamObject

from declaration_print.check.document import objects
from declaration_print.check.document.content import ENDLESS_IMAGE, OPERATORS, Operation, operations
from declaration_print.check.document.objects import entry
from declaration_print.check.document.resources import named
from declaration_print.check.document.unreadable import Flaw, Unreadable
from declaration_print.check.drawing.drawn import Drawing, FontDrawing, Graphic, Shown
from declaration_print.check.drawing.marked_content import (
    APART,
    UNMARKED,
    Marked,
    actual_text,
    properties_of,
)
from declaration_print.model.problem import Words

_OTHERS = (
    "BX c d d0 d1 DP EI ET EX h i j J l m M MP n re ri sc SC T* Tc Td TD TL Ts Tw Tz v w W W* y"
)
_UNHEARD = frozenset(_OTHERS.split())
"""Operators that change nothing of what is noted here."""

INVISIBLE = 3  # text rendering mode: neither filled, stroked nor clipped (Table 106)
NESTING_LIMIT = 24
CONTENT_LIMIT = 200_000_000  # decoded bytes of all content streams of a file
STREAM_VISIT_LIMIT = 200_000
OPERATION_LIMIT = 3_000_000  # of a file, without those that only place; some four seconds
GAP = 120  # 1/1000 em between two strings, as wide as a narrow space
REPEAT_LIMIT = 4_000_000  # bytes of forms that are read again wherever they are drawn
REPEAT_COST = 1_000  # bytes that reading an empty form again stands for
UNKNOWN_LIMIT, UNKNOWN_LENGTH = 20, 20  # operators of no standard that are told, in letters

_MOMENTS = ("/N", "/D", "/R")  # at rest, pressed, under the pointer (Table 168)

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


class _State(NamedTuple):
    """What an operator may change and what matters here; compared and copied a million times."""

    font: tuple[int, int] | None = None
    mode: int = 0
    ctm: Matrix = _UNTURNED
    tm: Matrix = _UNTURNED
    marked: Marked = UNMARKED


_ELSEWHERE = _State(marked=APART)  # annotations, patterns and glyph procedures start anew


def drawing(pages: Sequence[DictionaryObject]) -> Drawing:
    """What all pages of a file draw.

    Raises:
        Unreadable: the content inflates beyond `CONTENT_LIMIT`, or has too many operations.
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
        self._operations_left = OPERATION_LIMIT
        self._open: list[tuple[int, int]] = []
        self._visited: set[tuple[object, ...]] = set()
        self._sequences = 0
        self._repeats_left = REPEAT_LIMIT

    def page(self, number: int, page: DictionaryObject) -> None:
        self._page = number
        self._visited.clear()
        resources = objects.as_dictionary(entry(page, "/Resources"))
        data = self._content_of(page)
        self._walk(data, resources, _State())
        for annotation in objects.as_array(entry(page, "/Annots")):
            shown, others = _appearances(objects.as_dictionary(annotation))
            for stream in shown if self.in_order is not None else [*shown, *others]:
                self._form(stream, resources, _ELSEWHERE)

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

    def _walk(  # noqa: C901, PLR0912 - one case a group of operators
        self, data: bytes, resources: DictionaryObject | None, state: _State
    ) -> None:
        saved: list[_State] = []
        marks: list[Marked] = []
        names: dict[str, tuple[int, int] | None] = {}
        for operation in operations(data, without_placing=True):
            self._operations_left -= 1
            if self._operations_left < 0:
                raise Unreadable(_TOO_LARGE)
            operator, operands = operation
            if operator in _UNHEARD:
                continue
            match operator:
                case "Tj" | "TJ" | "'" | '"':
                    self._show(operands, state)
                case "Tm":
                    state = state._replace(tm=_matrix(operands))
                case "Tf" if operands and isinstance(operands[0], str):
                    if (name := operands[0]) not in names:
                        names[name] = self._font(resources, name)
                    state = state._replace(font=names[name])
                case "q":
                    saved.append(state)
                case "Q":  # marked content is no part of the graphics state (Table 52)
                    state = saved.pop()._replace(marked=state.marked) if saved else state
                case "BMC" | "BDC":
                    marks.append(state.marked)
                    properties = properties_of(operands, resources)
                    self._note_actual_text(actual_text(properties))
                    self._sequences += 1
                    within = state.marked.within(operands, properties, self._sequences)
                    state = state._replace(marked=within)
                case "EMC":
                    state = state._replace(marked=marks.pop()) if marks else state
                case "Do" | "sh" | "scn" | "SCN" | "cs" | "CS" | "BI":
                    self._paint(operation, resources, state)
                case "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*":
                    self._graphic("path", state)
                case "g" | "G" | "rg" | "RG" | "k" | "K":
                    self._device(_DEVICE[operator])
                case "gs":
                    state = self._graphics_state(operands, resources, state)
                case _:
                    state = self._changed(operation, state)

    def _note_actual_text(self, text: str | None) -> None:
        if text:
            self.drawing.actual_texts.setdefault(text, self._page)

    def _graphic(self, kind: str, state: _State) -> None:
        if not state.marked.apart:
            self.drawing.graphics[Graphic(kind, self._page, state.marked)] += 1

    def _changed(self, operation: Operation, state: _State) -> _State:
        operator, operands = operation
        match operator:
            case "BT":
                return state._replace(tm=_UNTURNED)
            case "Tr" if operands and isinstance(operands[0], float):
                return state._replace(mode=int(operands[0]))
            case "cm":
                return state._replace(ctm=_product(_matrix(operands), state.ctm))
        if operator not in OPERATORS:
            self._unknown(operator)
        elif operator == ENDLESS_IMAGE and self._page not in self.drawing.endless_images[-1:]:
            self.drawing.endless_images.append(self._page)
        return state

    def _unknown(self, operator: str) -> None:
        known = self.drawing.unknown_operators
        if len(known) < UNKNOWN_LIMIT:
            known.setdefault(operator[:UNKNOWN_LENGTH], self._page)

    def _font(self, resources: DictionaryObject | None, key: str) -> tuple[int, int] | None:
        reference = named(resources, "/Font", [key])
        font = objects.as_dictionary(reference)
        if font is None:
            return None
        name = objects.identity(reference)
        self.drawing.fonts.setdefault(name, FontDrawing(font))
        return name

    def _show(self, operands: list[object], state: _State) -> None:
        if state.font is None:
            return
        turned = _product(state.tm, state.ctm)
        sideways = abs(turned[1]) > abs(turned[0])
        for text in self._texts(state.font, operands[-1] if operands else None):
            is_seen = state.mode != INVISIBLE
            self._draw(state.font, Shown(text, self._page, is_seen, sideways, state.marked))

    def _texts(self, font: tuple[int, int], operand: object) -> list[bytes]:
        """What an operator shows: in one piece, where that tears no code apart (9.4.3).

        Where the order matters, so do gaps as wide as a space between words. An operator that
        shows no code still uses its font: veraPDF judges that font.
        """
        pieces = operand if isinstance(operand, list) else [operand]
        texts = [piece for piece in pieces if isinstance(piece, bytes) and piece]
        if self.in_order is not None:
            if any(isinstance(piece, float) and abs(piece) > GAP for piece in pieces):
                return texts
        elif not texts:
            return [b""]
        if len(texts) > 1 and (
            not self.drawing.fonts[font].is_composite or all(len(text) % 2 == 0 for text in texts)
        ):
            return [b"".join(texts)]
        return texts

    def _draw(self, font: tuple[int, int], shown: Shown) -> None:
        use = self.drawing.fonts[font]
        use.shown[shown] += 1
        if self.in_order is not None:
            self.in_order.append((use, shown))
        procedures = use.procedures
        if procedures is None or font in self._open:
            return
        self._open.append(font)
        resources = objects.as_dictionary(entry(use.dictionary, "/Resources"))
        for key in procedures:
            self._form(objects.raw(procedures, key), resources, _ELSEWHERE)
        self._open.pop()

    def _graphics_state(
        self, operands: list[object], resources: DictionaryObject | None, state: _State
    ) -> _State:
        extended = named(resources, "/ExtGState", operands)
        parameters = objects.as_dictionary(extended)
        mask = objects.as_dictionary(entry(parameters, "/SMask"))
        if mask is not None:
            self._form(objects.raw(mask, "/G"), resources, state._replace(marked=APART))
        font = entry(parameters, "/Font")
        if isinstance(font, list) and font and (found := objects.as_dictionary(font[0])):
            name = objects.identity(font[0])
            self.drawing.fonts.setdefault(name, FontDrawing(found))
            return state._replace(font=name)
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
                self._graphic("image", state)
                keys = map(str, operands[::2])
                pairs = dict(zip(keys, operands[1::2], strict=False))
                space = pairs.get("CS", pairs.get("ColorSpace"))
                self._device(_DEVICE_NAMES.get(space) if isinstance(space, str) else None)
            case "sh":
                self._graphic("shading", state)
                shading = objects.as_dictionary(named(resources, "/Shading", operands))
                self._colour_space(entry(shading, "/ColorSpace"))
            case _:
                pattern = named(resources, "/Pattern", operands[-1:])
                if objects.as_stream(pattern) is not None:
                    self._form(pattern, resources, _ELSEWHERE)

    def _xobject(
        self, reference: object, resources: DictionaryObject | None, state: _State
    ) -> None:
        stream = objects.as_stream(reference)
        if objects.as_name(entry(stream, "/Subtype")) == "Form":
            self._form(reference, resources, state)
        elif stream is not None:
            self._graphic("image", state)
            self._colour_space(entry(stream, "/ColorSpace"))

    def _form(self, reference: object, inherited: DictionaryObject | None, state: _State) -> None:
        """A form, pattern or glyph procedure; each once a page for each state it meets.

        Where the order matters, a form as often as it is drawn, as far as the allowance goes.
        """
        stream = objects.as_stream(reference)
        key = objects.identity(reference)
        if stream is None or key in self._open or len(self._open) >= NESTING_LIMIT:
            return
        state = state._replace(marked=state.marked.in_form(stream))
        visit = (key, state)
        is_known = visit in self._visited
        if is_known and (self.in_order is None or state.marked.apart or self._repeats_left < 0):
            return
        self._visited.add(visit)
        self._open.append(key)
        resources = objects.as_dictionary(entry(stream, "/Resources")) or inherited
        matrix = _matrix(list(objects.as_array(entry(stream, "/Matrix"))))
        data = self._decoded(stream) or b""
        self._repeats_left -= len(data) + REPEAT_COST if is_known else 0
        self._walk(data, resources, state._replace(ctm=_product(matrix, state.ctm)))
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


def _appearances(annotation: DictionaryObject | None) -> tuple[list[object], list[object]]:
    """The streams that an annotation shows at rest (N), and when touched (12.5.5), of every state."""
    appearance = objects.as_dictionary(entry(annotation, "/AP"))
    if appearance is None:
        return [], []
    normal, *others = ([*_of_every_state(objects.raw(appearance, key))] for key in _MOMENTS)
    return normal, [stream for streams in others for stream in streams]


def _of_every_state(found: object) -> Iterator[object]:
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
