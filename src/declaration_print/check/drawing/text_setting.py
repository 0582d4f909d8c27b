"""Sets a string: where its glyphs stand, where the pen ends up (ISO 32000-1 9.4.4)."""

from declaration_print.check.drawing.colour_spaces import Colour, is_pale, is_paper
from declaration_print.check.drawing.geometry import Affine, Box, product, transformed, union
from declaration_print.check.drawing.graphics_state import INVISIBLE_MODES, GraphicsState
from declaration_print.check.drawing.painted import Run
from declaration_print.check.drawing.placed_fonts import PlacedFont, PlacedGlyph

STROKED = 1  # of four modes, the one that only strokes; 5 clips as well (Table 106)
SPACE = 0x20
NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)


def text_colour(state: GraphicsState) -> Colour:
    """What colours the text."""
    return state.stroke if state.mode % 4 == STROKED else state.fill


def set_string(
    font: PlacedFont, pieces: list[object], state: GraphicsState, order: int
) -> Run | None:
    """Set the strings and shifts of one operator and move the pen; None when it has no place.

    Text whose advances no dictionary tells sets the rest of its line adrift: it has no place.
    """
    matrix = product(state.text_matrix, state.ctm)
    glyphs, end = _glyphs(font, pieces, state)
    state.advance(*end)
    state.adrift = state.adrift or not all(glyph.is_known for glyph, _, _ in glyphs)
    alpha = state.stroke_alpha if state.mode % 4 == STROKED else state.fill_alpha
    is_seen = state.mode not in INVISIBLE_MODES and not state.hidden and alpha > 0
    if not glyphs or state.adrift:
        return None
    run = _run(glyphs, matrix, state, order)
    run.is_seen = is_seen
    return run


def _run(
    glyphs: list[tuple[PlacedGlyph, float, float]], matrix: Affine, state: GraphicsState, order: int
) -> Run:
    colour = text_colour(state)
    alpha = state.stroke_alpha if state.mode % 4 == STROKED else state.fill_alpha
    run = Run(
        glyphs=glyphs,
        scale=(state.size * state.stretch / 1000, state.size / 1000),
        rise=state.rise,
        matrix=matrix,
        cells=NOWHERE,
        clip=state.clip,
        order=order,
        is_faint=alpha < 1 or is_pale(colour),
        is_paper=is_paper(colour),
        size=abs(state.size) * (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5,
    )
    cells: Box | None = None
    for glyph, x, y in glyphs:
        cells = union(cells, run.place(glyph.cell, x, y))
    run.cells = transformed(cells or NOWHERE, matrix)
    return run


def _glyphs(
    font: PlacedFont, pieces: list[object], state: GraphicsState
) -> tuple[list[tuple[PlacedGlyph, float, float]], tuple[float, float]]:
    """The glyphs, each with the pen's place before it, and the pen's last place."""
    glyphs: list[tuple[PlacedGlyph, float, float]] = []
    x = y = 0.0
    size, stretch, is_vertical = state.size / 1000, state.stretch, font.is_vertical
    for piece in pieces:
        if isinstance(piece, float):
            shift = -piece * size
            x, y = (x, y + shift) if is_vertical else (x + shift * stretch, y)
        if not isinstance(piece, bytes):
            continue
        for code in font.codes(piece):
            glyph = font.glyph(code)
            glyphs.append((glyph, x, y))
            extra = state.char_space
            if code == SPACE and font.spaces_words:
                extra += state.word_space
            if is_vertical:
                y += glyph.down * size + extra
            else:
                x += (glyph.across * size + extra) * stretch
    return glyphs, (x, y)
