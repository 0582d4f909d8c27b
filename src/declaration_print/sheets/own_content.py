"""A page's content, divided among panels: each shows, and holds, only its own text.

A shared form clipped by each panel would draw the same, but every reader would find the whole text
on every page. So what shows text is given to the one panel in which it begins (a cut never goes
through text, and panels divide the scroll without gap or overlap: no run is lost, none comes twice),
forms and images to those they reach into. Everything else stays, for the state it sets, and is
clipped. Operators as in ISO 32000-1 Annex A.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdf
from pypdf.generic import ContentStream, DictionaryObject, FloatObject

from declaration_print.sheets.matrices import SAME, Matrix, times

_SHOWING = {b"Tj": b"", b"TJ": b"", b"'": b"T*", b'"': b"T*"}
"""What shows text, and what must stay of it where it is left out."""

_INLINE_IMAGE = b"INLINE IMAGE"


@dataclass(slots=True)
class _Piece:
    """One operator with its operands, the panels it is for (None: all), and what others get."""

    written: bytes
    first: int | None = None
    last: int = -1
    otherwise: bytes = b""

    def for_panel(self, panel: int) -> bytes:
        if self.first is None or self.first <= panel <= self.last:
            return self.written
        return self.otherwise

    def widen(self, first: int, last: int) -> None:
        self.first = first if self.first is None else min(first, self.first)
        self.last = max(last, self.last)


def divided(page: pypdf.PageObject, edges: Sequence[float]) -> Iterator[bytes]:
    """The content of each panel; `edges` are the cuts between them, as x on the page, from the right."""
    pieces = _Reader(page, edges).pieces()
    for panel in range(len(edges) + 1):
        yield b"\n".join(filter(None, (piece.for_panel(panel) for piece in pieces)))


@dataclass(slots=True)
class _State:
    matrix: Matrix = SAME
    leading: float = 0.0


class _Reader:
    """Walks over the operators once; knows where each run of text begins."""

    def __init__(self, page: pypdf.PageObject, edges: Sequence[float]) -> None:
        self._page = page
        self._forms: Mapping[str, Any] = _forms(page)
        self._edges = [-edge for edge in edges]  # ascending along the scroll
        self._state = _State()
        self._kept: list[_State] = []
        self._line: Matrix = SAME
        self._unit: int | None = None  # the panel of the text shown since it was last placed
        self._marked: list[list[_Piece]] = []  # the sequences that are open
        self._text: list[_Piece] = []  # what opens the text object, and places its runs

    def pieces(self) -> list[_Piece]:
        contents = self._page.get_contents()
        operations = contents.operations if contents is not None else []
        return [self._piece(operands, operator) for operands, operator in operations]

    def _piece(self, operands: Any, operator: bytes) -> _Piece:  # noqa: ANN401
        piece = _Piece(_written(operands, operator))
        if operator in _SHOWING:
            self._show(piece, operands, operator)
        elif operator == b"Do":
            self._place_form(piece, str(operands[0]))
        elif operator == _INLINE_IMAGE:
            self._reach(piece, (0.0, 0.0, 1.0, 1.0), self._state.matrix)
        elif operator in {b"BDC", b"BMC"}:
            self._mark(piece, operands)
        elif operator == b"EMC":
            if self._marked:
                _only_with_text([*self._marked.pop(), piece])
        else:
            self._follow(operands, operator)
            self._hold(piece, operands, operator)
        return piece

    def _hold(self, piece: _Piece, operands: Any, operator: bytes) -> None:  # noqa: ANN401
        """Keep what is of no use without the text object's runs."""
        if operator == b"BT":
            self._text = [piece]
        elif operator in {b"Tm", b"Td", b"T*", b"TD"}:
            if operator == b"TD":
                piece.otherwise = _written([FloatObject(-float(operands[1]))], b"TL")
            self._text.append(piece)
        elif operator == b"ET":
            _only_with_text([*self._text, piece])
            self._text = []

    def _follow(self, operands: Any, operator: bytes) -> None:  # noqa: ANN401
        """State that decides where text stands (8.4.2, 9.4.2)."""
        state = self._state
        match operator:
            case b"q":
                self._kept.append(_State(state.matrix, state.leading))
            case b"Q":
                self._state = self._kept.pop() if self._kept else _State()
            case b"cm":
                state.matrix = times(_matrix(operands), state.matrix)
            case b"TL":
                state.leading = float(operands[0])
            case b"BT":
                self._at(SAME)
            case b"Tm":
                self._at(_matrix(operands))
            case b"Td":
                self._move(float(operands[0]), float(operands[1]))
            case b"TD":
                state.leading = -float(operands[1])
                self._move(float(operands[0]), float(operands[1]))
            case b"T*":
                self._move(0.0, -state.leading)
            case _:
                pass

    def _at(self, line: Matrix) -> None:
        self._line, self._unit = line, None

    def _move(self, x: float, y: float) -> None:
        self._at(times((1.0, 0.0, 0.0, 1.0, x, y), self._line))

    def _show(self, piece: _Piece, operands: Any, operator: bytes) -> None:  # noqa: ANN401
        """Give text to a panel; what goes on where other text ended goes to the same."""
        if operator in {b"'", b'"'}:
            self._move(0.0, -self._state.leading)
        if self._unit is None:
            x = times(self._line, self._state.matrix)[4]
            self._unit = bisect_right(self._edges, -x)
        piece.otherwise = _SHOWING[operator]
        if operator == b'"':
            spacing = _written(operands[:1], b"Tw") + b"\n" + _written(operands[1:2], b"Tc")
            piece.otherwise = spacing + b"\n" + piece.otherwise
        self._given(piece, self._unit, self._unit)

    def _place_form(self, piece: _Piece, name: str) -> None:
        form = self._forms.get(name)
        if form is None:
            return
        if form.get("/Subtype") == "/Form":
            box = tuple(float(edge) for edge in form["/BBox"])
            inside = _matrix(form["/Matrix"]) if "/Matrix" in form else SAME
            self._reach(piece, box, times(inside, self._state.matrix))
        else:
            self._reach(piece, (0.0, 0.0, 1.0, 1.0), self._state.matrix)

    def _reach(self, piece: _Piece, box: Sequence[float], matrix: Matrix) -> None:
        """Give something to every panel that its box reaches into."""
        a, _, c, _, e, _ = matrix
        along = [-(a * x + c * y + e) for x in (box[0], box[2]) for y in (box[1], box[3])]
        first, last = (bisect_right(self._edges, edge) for edge in (min(along), max(along)))
        self._given(piece, first, last)

    def _given(self, piece: _Piece, first: int, last: int) -> None:
        piece.widen(first, last)
        for opened in (self._text, *self._marked):
            opened.append(piece)

    def _mark(self, piece: _Piece, operands: Any) -> None:  # noqa: ANN401
        """Marked content: no number of a structure that is not here, no words for what is not here.

        A property list such as ActualText goes only where some of the text goes (14.6, 14.9.4).
        """
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, DictionaryObject):
            others = DictionaryObject({k: v for k, v in properties.items() if k != "/MCID"})
            with_others = _written([operands[0], others], b"BDC")
            piece.written = with_others if others else _written(operands[:1], b"BMC")
        self._marked.append([piece])


def _only_with_text(pieces: Sequence[_Piece]) -> None:
    """Let what opens, places and closes go where something of what is within goes."""
    within = [piece for piece in pieces if piece.first is not None]
    if not within:
        return
    first, last = min(piece.first or 0 for piece in within), max(piece.last for piece in within)
    for piece in pieces:
        if piece.first is None:
            piece.widen(first, last)


def _forms(page: pypdf.PageObject) -> Mapping[str, Any]:
    resources: Any = page.get("/Resources")
    forms = resources.get_object().get("/XObject") if resources is not None else None
    return {} if forms is None else {k: v.get_object() for k, v in forms.get_object().items()}


def _written(operands: Any, operator: bytes) -> bytes:  # noqa: ANN401
    """An operator as a content stream has it."""
    if operator == _INLINE_IMAGE:
        stream = ContentStream(None, None)
        stream.operations.append((operands, operator))
        return bytes(stream.get_data())
    written = BytesIO()
    for operand in operands:
        operand.write_to_stream(written)
        written.write(b" ")
    return written.getvalue() + operator


def _matrix(numbers: Any) -> Matrix:  # noqa: ANN401
    a, b, c, d, e, f = (float(number) for number in numbers)
    return a, b, c, d, e, f
