"""JLReq Appendix D: the legend and the notes of Tables 3, 4 and 5, one by one."""

from itertools import product

import pytest

from declaration_print.compose import tables
from declaration_print.model.setting import Reduction, Writing

H, Q = 0.5, 0.25
JLREQ, JIS, BOOKS = Reduction.JLREQ, Reduction.JIS_X_4051, Reduction.LIMITED


# The legend


def reducible(before, after, space):
    """Tables 3 and 4 in words: dots, then brackets and commas, then beside Latin, each in full.

    `space` is what Table 1 has there. A full stop's half em stays, so does the quarter before a unit.
    """
    if 5 in (before, after) and space:
        return ((before == 5) + (after == 5)) * Q, (before == 7) * H, 0
    brackets = space if space == H and before != 6 else 0
    return 0, brackets, space / 2 if space == Q and (before, after) != (24, 25) else 0


@pytest.mark.parametrize("method", Reduction)
def test_what_may_be_reduced_between_any_two_classes(method):
    """Table 5 has brackets and commas only, and only half of their space."""
    spacing = tables.spacing(method)
    for before, after in product([*range(1, 17), *range(19, 31)], repeat=2):
        pair = before * tables.WIDTH + after
        dots, brackets, latin = reducible(before, after, spacing.natural[pair])
        expected = (brackets / 2,) if method is BOOKS else (dots, brackets, latin)
        found = tuple(stage[pair] for stage in spacing.shrinks)
        assert (before, after, found) == (before, after, expected)


@pytest.mark.parametrize("method", Reduction)
def test_nothing_is_reduced_at_the_line_head(squeezed, method):
    line = squeezed("「国」国「国」国", 0.5, reduction=method)
    assert line.clusters[0].start == -H  # the glyph of a body that is flush, as ever


@pytest.mark.parametrize(
    ("method", "mark", "left"),
    [
        *((JLREQ, mark, 0) for mark in "」。、"),  # 1/2=0
        *((BOOKS, mark, 0) for mark in "」。、"),
        (JIS, "。", H),  # kept, and never reduced
    ],
)
def test_the_line_end_is_half_an_em_or_solid(squeezed, aki_in, method, mark, left):
    """Half an em too much, and brackets in the line that could give it as well."""
    line = squeezed(f"国「国」国{mark}", 0.5, reduction=method)
    assert line.extent - line.clusters[-1].start - H == left
    assert aki_in(line)[0] == (H if left == 0 else Q)


@pytest.mark.parametrize("by", [0.1, 0.2, 0.3, 0.4])
def test_never_anything_between_half_an_em_and_solid(squeezed, by):
    """1/2=0: a part of it is taken from the brackets instead."""
    line = squeezed("国「国」国、", by)
    assert round(line.extent - line.clusters[-1].start - H, 5) in {0, H}


def test_where_nothing_else_can_be_reduced_the_line_end_goes_and_the_rest_is_opened(
    squeezed, aki_in
):
    """A quarter em too much: half an em is taken, and a quarter shared by the solid places."""
    line = squeezed("国国国国国、", Q)
    assert line.clusters[-1].start + H == line.extent
    assert aki_in(line) == [pytest.approx(Q / 4, abs=1e-4)] * 4 + [0]


@pytest.mark.parametrize(
    ("method", "least"), [(JLREQ, 0), (JIS, 0), (BOOKS, Q)], ids=["table 3", "table 4", "table 5"]
)
def test_brackets_and_commas_are_reduced_to(compose, aki_in, method, least):
    """1/2-0 in Tables 3 and 4, 1/2-1/4 in Table 5."""
    line = compose(
        "国「国」国、国", 4, single_line=True, reduction=method, writing=Writing.HORIZONTAL
    ).lines[0]
    assert [aki_in(line)[at] for at in (0, 3, 5)] == [least] * 3


@pytest.mark.parametrize(("method", "least"), [(JLREQ, 0), (JIS, 0), (BOOKS, Q)])
def test_middle_dots_are_reduced_to(compose, aki_in, method, least):
    """1/4-0; no opportunity in Table 5."""
    line = compose(
        "国・国", 2, single_line=True, reduction=method, writing=Writing.HORIZONTAL
    ).lines[0]
    assert aki_in(line) == [least, least]


@pytest.mark.parametrize(("method", "least"), [(JLREQ, 0.125), (JIS, 0.125), (BOOKS, Q)])
def test_the_space_beside_latin_is_reduced_to(compose, aki_in, method, least):
    """1/4-1/8; no opportunity in Table 5."""
    line = compose(
        "国A国", 2, single_line=True, reduction=method, writing=Writing.HORIZONTAL
    ).lines[0]
    assert aki_in(line) == [least, least]


@pytest.mark.parametrize("method", Reduction)
def test_a_full_stop_in_the_line_is_never_reduced(compose, aki_in, method):
    line = compose(
        "国。国」国", 3, single_line=True, reduction=method, writing=Writing.HORIZONTAL
    ).lines[0]
    assert aki_in(line)[1] == H


@pytest.mark.parametrize("method", Reduction)
def test_a_unit_keeps_the_quarter_before_it(compose, aki_in, method):
    """Table 3, cl-24 before cl-25: a quarter em that no stage reduces."""
    line = compose("5kg", 1, single_line=True, reduction=method, writing=Writing.HORIZONTAL)
    assert aki_in(line.lines[0])[0] == Q


# The notes


@pytest.mark.parametrize(
    ("method", "by", "left"),
    [
        (JLREQ, 0.5, [0.125, Q, 0.125]),
        (JLREQ, 1.0, [0, 0, 0]),
        (JIS, 0.5, [0.125, Q, 0.125]),
        (JIS, 1.0, [0, 0, 0]),
        (BOOKS, 1.0, [Q, H, Q]),
    ],
)
def test_note_1_two_quarters_between_two_dots(squeezed, aki_in, method, by, left):
    assert aki_in(squeezed("国・・国", by, reduction=method)) == left


@pytest.mark.parametrize(
    ("method", "left"), [(JLREQ, [0, H, 0]), (JIS, [0, H, 0]), (BOOKS, [0, H + Q, Q])]
)
def test_note_2_of_a_full_stop_and_a_dot_only_the_quarter_goes(squeezed, aki_in, method, left):
    assert aki_in(squeezed("国。・国", 1, reduction=method)) == left


@pytest.mark.parametrize(
    ("method", "by", "left"),
    [
        (JLREQ, 0.5, [0, H, 0]),  # the dot first (stage 4)
        (JLREQ, 0.75, [0, Q, 0]),  # then the comma (stage 5)
        (JLREQ, 1.0, [0, 0, 0]),
        (JIS, 0.5, [0, H, 0]),
        (JIS, 1.0, [0, 0, 0]),
        (BOOKS, 1.0, [0, H, Q]),  # the comma to a quarter, the dot's quarters stay
    ],
)
def test_note_3_of_a_comma_and_a_dot_both_go(squeezed, aki_in, method, by, left):
    assert aki_in(squeezed("国、・国", by, reduction=method)) == left


def test_note_4_a_word_space_comes_back_when_the_line_changes(compose):
    """The same text in a shorter and a longer line: unseen at the edge, a third of an em within."""
    apart = compose("natural science", 4, writing=Writing.HORIZONTAL)
    assert [line.clusters[0].start for line in apart.lines] == [0, 0]
    together = compose("natural science", 8, writing=Writing.HORIZONTAL).lines[0]
    starts = {cluster.text: cluster.start for cluster in together.clusters}
    assert starts["s"] - 7 * 0.5 == pytest.approx(1 / 3, abs=1e-5)


@pytest.mark.parametrize(
    ("method", "before", "after"),
    [
        (JLREQ, 0, 0),  # both quarters, before the brackets
        (JIS, Q, 0),  # the line end is solid from the beginning
        (BOOKS, Q, Q),
    ],
)
def test_note_5_a_dot_at_the_line_end(squeezed, aki_in, method, before, after):
    line = squeezed("国「国」国国・", 0.5, reduction=method)
    dot = line.clusters[-1].start + 0.75
    if method is JIS:  # its dot shrinks within the line, as any dot does (stage 2)
        assert (aki_in(line)[-1], line.extent - dot) == (0, 0)
    else:
        assert (aki_in(line)[-1], line.extent - dot) == (before, after)
    assert (aki_in(line)[0] == H) == (method is JLREQ)
