"""Charstrings: the width a glyph states, and its bounds (Adobe TN 5177; Adobe Type 1 Font Format).

The width stands at a charstring's beginning, so that only this is interpreted. Bounds are left
to fontTools. Values are in units of the font.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from struct import unpack_from
from typing import Any

from declaration_print.check.fonts.font_program import Box

DEPTH_LIMIT = 12  # both formats allow ten
STEP_LIMIT = 10_000
_STEMS = {1, 3, 18, 19, 20, 23}  # hstem vstem hstemhm hintmask cntrmask vstemhm
_MOVES = {21: 2, 4: 1, 22: 1}  # rmoveto vmoveto hmoveto, with their own operands
_ENDCHAR, _RETURN, _CALL_LOCAL, _CALL_GLOBAL, _ESCAPE = 14, 11, 10, 29, 12


@dataclass(frozen=True, slots=True)
class Subroutines:
    """What a CFF charstring may call."""

    local: Sequence[bytes]
    shared: Sequence[bytes]


class _Told(Exception):
    """The charstring has said its width, or that it has none."""

    def __init__(self, width: float | None) -> None:
        self.width = width


class Untellable(Exception):
    """The charstring hides its width behind arithmetic that is not followed here."""


def type2_width(charstring: bytes, subroutines: Subroutines) -> float | None:
    """What a Type 2 charstring adds to nominalWidthX; None where defaultWidthX holds.

    Raises:
        Untellable: the width is the result of unusual arithmetic.
    """
    try:
        _Type2(subroutines).run(charstring, 0)
    except _Told as told:
        return told.width
    return None


class _Type2:
    def __init__(self, subroutines: Subroutines) -> None:
        self._subroutines = subroutines
        self._stack: list[float] = []
        self._steps = STEP_LIMIT

    def run(self, code: bytes, depth: int) -> None:
        position = 0
        while position < len(code):
            self._steps -= 1
            if self._steps < 0 or depth > DEPTH_LIMIT:
                raise Untellable
            byte = code[position]
            position += 1
            if byte >= 32 or byte == 28:  # noqa: PLR2004 - numbers
                value, position = _operand(code, byte, position, fraction=True)
                self._stack.append(value)
            elif byte in {_CALL_LOCAL, _CALL_GLOBAL}:
                self._call(byte, depth)
            elif byte == _RETURN:
                return
            elif byte == _ESCAPE:
                _arithmetic(self._stack, code[position])
                position += 1
            else:
                raise _Told(self._width_before(byte))

    def _call(self, operator: int, depth: int) -> None:
        shared = operator == _CALL_GLOBAL
        called = self._subroutines.shared if shared else self._subroutines.local
        bias = 107 if len(called) < 1240 else 1131 if len(called) < 33_900 else 32_768  # noqa: PLR2004 - TN 5177 4.7
        number = int(self._stack.pop()) + bias
        if not 0 <= number < len(called):
            raise Untellable
        self.run(called[number], depth + 1)

    def _width_before(self, operator: int) -> float | None:
        count = len(self._stack)
        if operator in _STEMS:
            stated = count % 2 == 1
        elif operator in _MOVES:
            stated = count > _MOVES[operator]
        else:  # endchar may carry four operands of an accented character
            stated = operator == _ENDCHAR and count in {1, 5}
        return self._stack[0] if stated else None


def _operand(code: bytes, byte: int, position: int, *, fraction: bool) -> tuple[float, int]:
    if byte == 28:  # noqa: PLR2004 - a short
        return unpack_from(">h", code, position)[0], position + 2
    if byte <= 246:  # noqa: PLR2004 - one byte
        return byte - 139, position
    if byte <= 250:  # noqa: PLR2004 - two bytes, positive
        return (byte - 247) * 256 + code[position] + 108, position + 1
    if byte <= 254:  # noqa: PLR2004 - two bytes, negative
        return -(byte - 251) * 256 - code[position] - 108, position + 1
    value = unpack_from(">i", code, position)[0]
    return value / 65_536 if fraction else value, position + 4


def _arithmetic(stack: list[float], operator: int) -> None:
    """The two-byte operators that makers use to write a width."""
    match operator:
        case 12:
            divisor = stack.pop()
            stack.append(stack.pop() / divisor if divisor else 0.0)
        case 10:
            stack.append(stack.pop() + stack.pop())
        case 11:
            subtrahend = stack.pop()
            stack.append(stack.pop() - subtrahend)
        case 14:
            stack.append(-stack.pop())
        case 24:
            stack.append(stack.pop() * stack.pop())
        case _:
            raise Untellable


# -- Type 1 ----------------------------------------------------------------------------------

_HSBW, _SBW, _CALL_OTHER, _POP = 13, 7, 16, 17


def type1_width(charstring: bytes, subroutines: Mapping[int, bytes]) -> float | None:
    """The width a Type 1 charstring sets by hsbw or sbw; None when it sets none.

    Raises:
        Untellable: it is the result of a blend (multiple master) or unusual arithmetic.
    """
    try:
        _Type1(subroutines).run(charstring, 0)
    except _Told as told:
        return told.width
    return None


class _Type1:
    def __init__(self, subroutines: Mapping[int, bytes]) -> None:
        self._subroutines = subroutines
        self._stack: list[float] = []
        self._steps = STEP_LIMIT

    def run(self, code: bytes, depth: int) -> None:
        position = 0
        while position < len(code):
            self._steps -= 1
            if self._steps < 0 or depth > DEPTH_LIMIT:
                raise Untellable
            byte = code[position]
            position += 1
            if byte >= 32:  # noqa: PLR2004 - numbers
                value, position = _operand(code, byte, position, fraction=False)
                self._stack.append(value)
            elif byte == _CALL_LOCAL:
                called = self._subroutines.get(int(self._stack.pop()))
                if called is None:
                    raise Untellable
                self.run(called, depth + 1)
            elif byte == _RETURN:
                return
            elif byte == _HSBW:
                raise _Told(self._stack[1])
            elif byte == _ESCAPE:
                if code[position] == _SBW:
                    raise _Told(self._stack[2])
                _arithmetic(self._stack, code[position])
                position += 1
            else:
                raise _Told(None)


# -- bounds ----------------------------------------------------------------------------------


def type2_box(charstring: bytes, subroutines: Subroutines) -> Box | None:
    """The bounds of a Type 2 charstring's outline; None when it draws nothing."""
    from fontTools.misc.psCharStrings import T2CharString  # noqa: PLC0415 - costly, seldom needed
    from fontTools.pens.boundsPen import ControlBoundsPen  # noqa: PLC0415 - as above

    def prepared(code: bytes) -> Any:  # noqa: ANN401 - fontTools is untyped
        return T2CharString(code, private=private, globalSubrs=shared)

    private = _Private(_Prepared(subroutines.local, prepared))
    shared = _Prepared(subroutines.shared, prepared)
    pen = ControlBoundsPen(None)
    T2CharString(charstring, private=private, globalSubrs=shared).draw(pen)
    bounds: Box | None = pen.bounds
    return bounds


class _Private:
    """What fontTools asks of a Private DICT."""

    defaultWidthX = nominalWidthX = 0  # noqa: N815 - fontTools' names

    def __init__(self, subroutines: "_Prepared") -> None:
        self.Subrs = subroutines


class _Prepared:
    """Charstrings made ready one by one when called: a CJK face has tens of thousands."""

    def __init__(self, codes: Any, prepare: Callable[[bytes], Any]) -> None:  # noqa: ANN401 - by number or by name
        self._codes = codes
        self._prepare = prepare

    def __len__(self) -> int:
        return len(self._codes)

    def __getitem__(self, key: int | str) -> Any:  # noqa: ANN401 - fontTools is untyped
        return self._prepare(self._codes[key])


def type1_box(
    name: str, charstrings: Mapping[str, bytes], subroutines: Mapping[int, bytes]
) -> Box | None:
    """The bounds of a Type 1 glyph's outline, accents included; None when it draws nothing."""
    from fontTools.misc.psCharStrings import T1CharString  # noqa: PLC0415 - costly, seldom needed
    from fontTools.pens.boundsPen import ControlBoundsPen  # noqa: PLC0415 - as above

    def prepared(code: bytes) -> Any:  # noqa: ANN401 - fontTools is untyped
        return T1CharString(code, subrs=called)

    called = _Prepared(subroutines, prepared)
    glyphs = _Prepared(charstrings, prepared)
    pen = ControlBoundsPen(glyphs)
    glyphs[name].draw(pen)
    bounds: Box | None = pen.bounds
    return bounds
