"""Text runs are rewritten so that every glyph stays where the engine put it.

`pen` below is a reader in small: it follows Tm, Tf and TJ as ISO 32000-1 9.4.4 and 9.7.4.3 say, for
both writing modes, and says where each glyph's origin comes to stand.
"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration_print.finish.text_runs import DrawnGlyphs, rewritten
from declaration_print.model.face import LayoutFace, Twin, Use, VerticalMetrics

ADVANCES = {1: 1000, 2: 1000, 3: 500, 4: 250}
"""Of the face both ways, in 1/1000 em: a kanji, another, a half-width one, a thin one."""


def face(use):
    widths = tuple(float(ADVANCES.get(glyph, 1000)) for glyph in range(5))
    twin = Twin(
        postscript_name="Made-Regular",
        family="Made",
        widths=widths,
        vertical=tuple(VerticalMetrics(round(width), 880) for width in widths),
        outlines={},
        bbox=(0, -120, 1000, 880),
        cap_height=700,
        serif=False,
        program=lambda _: b"",
    )
    return LayoutFace(f"made-{use}", use, b"", twin)


def rewrite(stream, use):
    """A content stream with one font, F, set in a face of one use."""
    operators = [line.encode() for line in stream.strip().splitlines()]
    drawn = DrawnGlyphs()
    done = rewritten(operators, {b"F": face(use)}, {b"F": b"G"}, drawn)
    return b"\n".join(done).decode(), drawn


def pen(stream, *, vertical):
    """[(glyph, x, y, direction)]: where each glyph's origin is put and where its right side points."""
    matrix, size, glyphs = None, 0.0, []
    for line in stream.splitlines():
        if line.endswith(" Tm"):
            matrix = [float(number) for number in line.split()[:6]]
            along = 0.0
        elif line.endswith(" Tf"):
            size = float(line.split()[1])
        elif line.endswith(" TJ"):
            for codes, number in re.findall(r"<([0-9a-f]*)>|(-?[\d.]+)", line[: -len(" TJ")]):
                if number:
                    along += (1 if vertical else -1) * float(number) / 1000 * size
                    continue
                for at in range(0, len(codes), 4):
                    glyph = int(codes[at : at + 4], 16)
                    a, b, c, d, e, f = matrix
                    x, y = (0.0, -along) if vertical else (along, 0.0)
                    glyphs.append(
                        (glyph, round(a * x + c * y + e, 3), round(b * x + d * y + f, 3), (a, b))
                    )
                    along += ADVANCES[glyph] / 1000 * size
    return glyphs


def test_one_run_as_the_design_draws_it():
    """`1 0 0 -1 x y Tm` → `0 -1 -1 0 x y-c Tm` with c = .38 em, TJ numbers with the other sign."""
    text, _ = rewrite(
        """
        BT
        /F 10 Tf
        1 0 0 -1 40 100 Tm
        [<0001>-250<00020001>] TJ
        ET
        """.replace("        ", ""),
        Use.DOWN,
    )
    assert text.splitlines() == [
        "BT",
        "/G 10 Tf",
        "0 -1 -1 0 40 96.2 Tm",
        "[<0001>250<00020001>] TJ",
        "ET",
    ]


def test_where_glyphs_of_a_column_come_to_stand():
    """Laid out across the page, three ems of 10 from x 40; the eye turns the page clockwise:

    laid out          →  held (x leftwards is y, y downwards is x)
    40   50   62.5        top
     一   二    一          一
                           二
                          (a quarter em of aki)
                           一
    """
    text, _ = rewrite("/F 10 Tf\n1 0 0 -1 40 100 Tm\n[<00010002>-250<0001>] TJ", Use.DOWN)
    assert pen(text, vertical=True) == [
        (1, 40, 96.2, (0, -1)),
        (2, 50, 96.2, (0, -1)),
        (1, 62.5, 96.2, (0, -1)),
    ]


runs = st.lists(
    st.tuples(st.sampled_from(sorted(ADVANCES)), st.integers(min_value=-900, max_value=900)),
    min_size=1,
    max_size=12,
)
places = st.tuples(
    st.floats(0, 800, allow_nan=False).map(lambda number: round(number, 3)),
    st.floats(0, 800, allow_nan=False).map(lambda number: round(number, 3)),
    st.sampled_from([8.0, 10.5, 26.25]),
)


def written(run, place):
    x, y, size = place
    shown = "".join(f"<{glyph:04x}>{move or ''}" for glyph, move in run)
    return f"/F {size} Tf\n1 0 0 -1 {x} {y} Tm\n[{shown}] TJ"


@given(run=runs, place=places)
def test_down_glyphs_stand_where_the_engine_had_them(run, place):
    """Along the line to the point; across it from the baseline to the centre of the em box."""
    stream = written(run, place)
    before = pen(stream, vertical=False)
    after = pen(rewrite(stream, Use.DOWN)[0], vertical=True)
    assert [one[0] for one in after] == [one[0] for one in before]
    for (_, x, y, _), (_, new_x, new_y, direction) in zip(before, after, strict=True):
        assert new_x == pytest.approx(x, abs=0.01)
        assert new_y == pytest.approx(y - 0.38 * place[2], abs=0.01)
        assert direction == (0, -1), "the glyph's right is the held page's right"


@given(run=runs, place=places)
def test_across_glyphs_stay_as_they_are(run, place):
    stream = written(run, place)
    after = pen(rewrite(stream, Use.ACROSS)[0], vertical=False)
    for one, other in zip(pen(stream, vertical=False), after, strict=True):
        assert one[0] == other[0]
        assert one[1:3] == pytest.approx(other[1:3], abs=0.01)
        assert other[3] == (1, 0)


@given(
    glyphs=st.lists(st.sampled_from(sorted(ADVANCES)), min_size=1, max_size=4),
    place=places,
)
def test_a_cells_glyphs_stand_across_it_in_reading_order(glyphs, place):
    """縦中横 (JLReq 3.2.5): upright, centred on the line, never wider than the em of its cell."""
    x, y, size = place
    shown = "".join(f"<{glyph:04x}>{-1000 / len(glyphs):.0f}" for glyph in glyphs)
    stream = f"/F {size} Tf\n1 0 0 -1 {x} {y} Tm\n[{shown}] TJ"
    after = pen(rewrite(stream, Use.CELL)[0], vertical=False)
    assert [one[0] for one in after] == glyphs
    # Held, right is laid-out up: the pen goes up by as much as the glyphs are wide.
    ys = [one[2] for one in after]
    assert ys == sorted(ys, reverse=True)
    scale = -after[0][3][1]
    width = sum(ADVANCES[glyph] for glyph in glyphs) / 1000 * size * scale
    assert width <= size * 1.001 + 0.01
    if sum(ADVANCES[glyph] for glyph in glyphs) <= 1000:
        assert scale == pytest.approx(1, abs=0.001)
    middle = ys[0] - width / 2
    assert middle == pytest.approx(y - 0.38 * size, abs=0.02)
    assert all(one[1] == pytest.approx(x + 0.88 * size, abs=0.02) for one in after)


def test_what_is_drawn_is_remembered_by_face():
    _, drawn = rewrite("/F 10 Tf\n1 0 0 -1 0 0 Tm\n[<00010003>] TJ", Use.DOWN)
    assert drawn.of("made-down") == {1, 3}
    assert drawn.of("made-across") == frozenset()


def test_other_operators_pass_untouched():
    stream = "q\n0.5 0 0 0.5 0 0 cm\n1 0 0 rg\n10 10 20 20 re\nf\nQ"
    assert rewrite(stream, Use.DOWN)[0] == stream


def test_a_move_after_the_last_glyph_is_dropped():
    """It would move nothing but the pen, and the aki after a line's end is nobody's."""
    text, _ = rewrite("/F 10 Tf\n1 0 0 -1 0 0 Tm\n[<0001>-300] TJ", Use.DOWN)
    assert "[<0001>] TJ" in text
