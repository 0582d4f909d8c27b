"""Rewrites the text of a drawn content stream: lines of a turned page become vertical text.

The engine draws every run horizontally: `1 0 0 -1 x y Tm /FONT size Tf [<glyphs> number …] TJ`.
Runs in a DOWN face become vertical writing mode (ISO 32000-1 9.7.4.3): the text matrix turns a
quarter back, its origin moves from the baseline to the centre of the em box, and every TJ number
changes sign, since the writing mode's displacement is negative. Runs in a CELL face become
horizontal text across one cell of the line (縦中横), pressed together when wider than the cell is
long; its length is their letter-spacing, for their glyphs have none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from declaration_print.model.face import EM_BOX, LayoutFace, Use
from declaration_print.model.problem import BadInput, Problem, Words

CENTRE = sum(EM_BOX) / 2
"""Height of the em box's centre above the baseline, in ems."""

_CUT = 1.0
"""What is lost at most where the engine cuts to whole thousandths of an em."""

_SHOWN = re.compile(rb"<([0-9a-fA-F]*)>|(-?[0-9.]+)")


_NOT_COMPOSED = Problem(
    "layout/not-composed",
    Words(
        ja="テンプレートに set() を通さずに書かれた文字があります。"
        '{{ set("…", "スタイル名") }} のように書いてください。',
        en="the template holds text that was not composed; "
        'write it as {{ set("…", "name of a style") }}',
    ),
)


@dataclass
class DrawnGlyphs:
    """Which glyphs the streams draw in each layout face, collected on the way."""

    _by_family: dict[str, set[int]] = field(default_factory=dict)

    def add(self, family: str, glyphs: Iterable[int]) -> None:
        """Take note of glyphs drawn."""
        self._by_family.setdefault(family, set()).update(glyphs)

    def of(self, family: str) -> frozenset[int]:
        """Every glyph drawn in one layout face."""
        return frozenset(self._by_family.get(family, ()))


def rewritten(
    operators: Iterable[object],
    faces: Mapping[bytes, LayoutFace],
    renamed: Mapping[bytes, bytes],
    drawn: DrawnGlyphs,
) -> Iterator[object]:
    """The operators of one content stream, its text rewritten.

    `faces` and `renamed` (fonts that give way to one alike) are by font resource name. A stream
    item is one operator with its operands, as the drawing library collects them.
    """
    matrix: tuple[float, ...] | None = None
    face: LayoutFace | None = None
    size = 0.0
    for item in operators:
        operator = item.encode() if isinstance(item, str) else item
        if not isinstance(operator, bytes):
            yield item
        elif operator.endswith(b" Tm"):
            matrix = tuple(float(number) for number in operator.split()[:6])
        elif operator.endswith(b" Tf"):
            name, points, _ = operator.removeprefix(b"/").split()
            face, size = faces[name], float(points)
            yield b"/%s %s Tf" % (renamed[name], points)
        elif operator.endswith(b" TJ") and face is not None:
            shown = _Run.read(operator, size)
            drawn.add(face.family, shown.glyphs)
            if matrix is not None:
                yield _placed(shown, face, matrix, size)
            elif face.use is not Use.ACROSS:
                raise BadInput([_NOT_COMPOSED])
            yield shown.written(face.use)
            matrix = None
        else:
            yield item


@dataclass(frozen=True)
class _Run:
    """The operand of TJ: each glyph, and how far the pen moves back after it (1/1000 em)."""

    glyphs: tuple[int, ...]
    moves: tuple[float, ...]

    @property
    def cell(self) -> float:
        """How long the cell is that the run stands in, in ems; a lone glyph is never too wide."""
        return -self.moves[0] * len(self.glyphs) / 1000 if len(self.glyphs) > 1 else 1.0

    @classmethod
    def read(cls, operator: bytes, size: float) -> "_Run":
        glyphs: list[int] = []
        moves: list[_Move] = []
        for digits, number in _SHOWN.findall(operator[: -len(b" TJ")]):
            if number and moves:
                moves[-1] = moves[-1].plus(number)
            elif digits:
                codes = [int(digits[at : at + 4], 16) for at in range(0, len(digits), 4)]
                glyphs += codes
                moves += [_Move()] * len(codes)
        return cls(tuple(glyphs), tuple(_exact(moves, size)))

    def written(self, use: Use) -> bytes:
        if use is Use.CELL:
            return b"[<%s>] TJ" % b"".join(b"%04x" % glyph for glyph in self.glyphs)
        sign = -1 if use is Use.DOWN else 1
        parts = bytearray()
        for glyph, move in zip(self.glyphs, (*self.moves[:-1], 0.0), strict=True):
            parts += b"%04x" % glyph
            if move:
                parts += b">%s<" % _number(sign * move)
        return b"[<%s>] TJ" % bytes(parts)


@dataclass(frozen=True)
class _Move:
    """What the engine writes between two glyphs (1/1000 em).

    `length` is whole, cut off, and belongs to the first; `shift` is where the second stands inside
    its own length.
    """

    length: int = 0
    shift: float = 0.0

    def plus(self, number: bytes) -> "_Move":
        if b"." in number:
            return _Move(self.length, self.shift - float(number))
        return _Move(self.length + int(number), self.shift)


def _exact(moves: list[_Move], size: float) -> Iterator[float]:
    """The moves as they were meant, in text of `size` pixels.

    Letter-spacing reaches us as half of it on each side of a glyph: the half before as a shift in
    1/1024 em, the half after inside a length cut to whole thousandths. Added up over a line, the
    cuts would end it short of its measure. The shift tells the letter-spacing exactly; only where
    that is a whole number of pixels are its halves rounded to pixels, and their sum is whole.
    """
    before = 0.0
    for move in moves:
        half, half_before = (shift * 1000 / 1024 for shift in (move.shift, before))
        cut = move.length - (before - half_before) - half
        pixels = cut * size / 1000
        if half and abs(cut + 2 * half) <= _CUT:
            yield -2 * half
        elif half and abs(pixels - round(pixels)) <= _CUT * size / 1000:
            yield round(pixels) / size * 1000
        else:
            yield cut
        before = move.shift


def _placed(run: _Run, face: LayoutFace, matrix: tuple[float, ...], size: float) -> bytes:
    """The text matrix of a run: its own, turned and moved as its use asks."""
    match face.use:
        case Use.ACROSS:
            return _text_matrix(matrix)
        case Use.DOWN:
            return _text_matrix(_times((0, 1, -1, 0, 0, CENTRE * size), matrix))
        case Use.CELL:
            width = sum(face.twin.widths[glyph] for glyph in run.glyphs) / 1000
            narrowing = min(1.0, run.cell / width) if width else 1.0
            start = (CENTRE - narrowing * width / 2) * size
            baseline = (0.5 + CENTRE) * size
            return _text_matrix(_times((0, narrowing, -1, 0, baseline, start), matrix))


def _times(first: tuple[float, ...], then: tuple[float, ...]) -> tuple[float, ...]:
    """Concatenation of two transformations, in the order of ISO 32000-1 8.3.4."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _text_matrix(matrix: tuple[float, ...]) -> bytes:
    return b" ".join(_number(value) for value in matrix) + b" Tm"


def _number(value: float) -> bytes:
    """A number with at most four decimals, and no minus before zero."""
    return (b"%.4f" % (round(value, 4) + 0.0)).rstrip(b"0").rstrip(b".")
