"""What stands between characters: JLReq Tables 1, 3 and 6, and 3.1.2-3.1.9, 3.2.4-3.2.6, 3.8."""

from itertools import pairwise

import pytest

from declaration_print.compose import paragraph
from declaration_print.model.declaration import Plain, TateChuYoko, Text
from declaration_print.model.problem import Place
from declaration_print.model.setting import Alignment, Setting, Writing
from declaration_print.model.units import Em

QUARTER, THIRD, HALF = 0.25, pytest.approx(1 / 3, abs=1e-5), 0.5


# JLReq 3.1.2 and 3.1.4, figure 2_13: lengths from the first 国 to the last, the marks between.
@pytest.mark.parametrize(
    ("marks", "length"),
    [
        ("、", 1.0),  # 3.1.2: half em and half em after it
        ("。", 1.0),
        ("「", 1.0),  # half em before it, half em
        ("」", 1.0),
        ("・", 1.0),  # quarter, half, quarter
        ("、」", 1.5),  # ① comma and closing bracket solid, half em after
        ("。」", 1.5),
        ("」、", 1.5),  # ② closing bracket and comma solid, half em after
        ("」。", 1.5),
        ("、「", 1.5),  # ③ half em between them
        ("。「", 1.5),
        ("」「", 1.5),  # ④ half em between them, nothing else
        ("「『", 1.5),  # ⑤ solid, half em before
        ("』」", 1.5),  # ⑥ solid, half em after
        ("」・", 1.5),  # ⑦ quarter em between, quarter after the dot
        ("・「", 1.5),
        ("・・", 2.0),  # Table 1, note 3
        ("、・", 2.0),  # Table 1, note 5: half and quarter between
        ("」「『", 2.0),
        ("』」。", 2.0),
        ("。」「", 2.0),
        ("：", 1.0),  # a middle dot (cl-05)
        ("——", 2.0),
        ("—「", 2.0),
        ("！", 1.0),
        ("！」", 2.0),  # 3.1.6 a
        ("？　", 2.0),
    ],
)
def test_punctuation_between_ideographs(starts_of, marks, length):
    starts = starts_of(f"国{marks}国")
    assert starts[-1] - 1.0 == pytest.approx(length)


def test_the_glyph_of_an_opening_bracket_begins_half_an_em_before_its_body(starts_of):
    assert starts_of("国「国」国・国、国") == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]


def test_a_bracket_at_the_line_head_is_flush_and_after_the_indent_a_full_em_in(compose):
    """JLReq 3.1.5, first pattern."""
    indented = compose("「東北」を支える", 10, first_indent=Em(1)).lines[0]
    assert [cluster.start for cluster in indented.clusters][:2] == [0.5, 1.5]
    flush = compose("私たちは「東北」を支える", 5).lines[1]
    assert [cluster.start for cluster in flush.clusters][:2] == [-0.5, 0.5]


def test_a_mark_at_the_line_end_keeps_its_half_em_or_loses_it_whole(compose):
    """JLReq 3.1.9: half an em or solid, nothing between."""
    kept = compose("東北の未来、拓く宣言", 6)
    assert kept.lines[0].clusters[-1].text == "、"
    assert kept.lines[0].clusters[-1].start == 5.0
    assert kept.lines[0].adjustment == 0.0


def test_a_comma_is_halved_at_the_line_end_to_fill_the_measure(compose):
    composed = compose("東「北の未来、拓く宣言を", 6.5)
    line = composed.lines[0]
    assert [cluster.text for cluster in line.clusters][-1] == "、"
    assert line.clusters[-1].start + 0.5 == 6.5  # its body ends at the measure
    assert line.adjustment == -0.5
    assert line.extent == 6.5


def test_the_full_stop_in_a_line_never_shrinks_but_the_comma_does(compose):
    """Table 3: cl-06 row is 1/2 throughout; cl-07 may shrink to 0 (stage 5)."""
    shrunk = compose("東北、未来を拓く", 7.5, single_line=True).lines[0]
    assert shrunk.adjustment == -0.5
    assert shrunk.clusters[3].start == 2.5
    held = compose("東北。未来を拓く", 7.5, single_line=True)
    assert held.lines[0].adjustment == 0.0
    assert [misfit.amount for misfit in held.misfits] == [0.5]


def test_spaces_shrink_in_jlreq_order(compose):
    """3.8.3: word spaces, then middle dots, then brackets and commas, then Latin quarters."""
    text = "産業・東北、TAP of A"
    natural = compose(text, writing=Writing.HORIZONTAL).lines[0]
    dot, comma, latin = 3, 5, 6

    def places(shortage: float) -> list[float]:
        measure = natural.extent - shortage
        line = compose(text, measure, writing=Writing.HORIZONTAL, single_line=True).lines[0]
        return [cluster.start for cluster in line.clusters]

    start = [cluster.start for cluster in natural.clusters]
    assert places(0.1)[:10] == start[:10]  # the two word spaces alone: 1/3 to 1/4
    middle = places(1 / 6 + 0.25)
    assert middle[dot] < start[dot]  # then the middle dot's quarters
    assert middle[latin] - middle[comma] == start[latin] - start[comma]
    late = places(1 / 6 + 0.5 + 0.25)
    assert late[latin] - late[comma] == pytest.approx(0.75)  # then half of the comma's half em


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("北TAP", QUARTER),  # 3.2.6: quarter em between ideographs and Latin
        ("の2", QUARTER),
        ("タA", QUARTER),
        ("、A", HALF),  # … not after a comma, which has its half em
        ("「A", 0.0),  # … nor after an opening bracket
    ],
)
def test_the_quarter_between_japanese_and_latin(starts_of, text, gap):
    starts = starts_of(text)
    body_end = {"、": 0.5}.get(text[0], 1.0) + starts[0]
    assert starts[1] - body_end == pytest.approx(gap)


def test_latin_before_punctuation_is_solid(starts_of):
    """3.2.6."""
    assert starts_of("A、A」") == [0.0, 0.5, 1.5, 2.0]


def test_upright_latin_and_tate_chu_yoko_stand_solid_among_ideographs(compose):
    """3.2.4 and 3.2.5: as an ideograph, no quarter em."""
    acronym = compose("東DX北").lines[0]
    assert [cluster.start for cluster in acronym.clusters] == [0.0, 1.0, 2.0, 3.0]
    cell = Text((Plain("東"), TateChuYoko("12"), Plain("、北")), Place("x"))
    line = compose(cell).lines[0]
    assert [(cluster.text, cluster.start, cluster.advance) for cluster in line.clusters] == [
        ("東", 0.0, 1.0),
        ("12", 1.0, 1.0),
        ("、", 2.0, 1.0),
        ("北", 3.0, 1.0),
    ]


def test_a_word_space_is_a_third_of_an_em(starts_of):
    """3.2.2."""
    starts = starts_of("to be")
    assert starts[3] - (starts[1] + 0.5) == THIRD


def test_word_spaces_stretch_first_and_to_half_an_em(compose):
    """3.8.4 a: a third of an em grows to a half before anything else opens."""
    text = "東北to be未来を拓く宣言文"
    line = compose(text, 9, writing=Writing.HORIZONTAL).lines[0]
    starts = {cluster.text: cluster.start for cluster in line.clusters}
    assert starts["b"] - (starts["o"] + 0.5) == pytest.approx(0.5)
    assert starts["北"] - starts["東"] == 1.0


def test_a_justified_line_is_opened_evenly_between_ideographs(compose):
    """3.8.4 c: what is left is shared by the solid places, not by brackets' insides (3.1.11)."""
    line = compose("東北未来（拓宣）言文あ", 6.5, single_line=False).lines[0]
    assert line.extent == 6.5
    starts = [cluster.start for cluster in line.clusters]
    assert len({round(b - a, 4) for a, b in pairwise(starts[:4])}) == 1


def test_proportional_punctuation_is_its_own_body():
    def narrow(text, _orientation):
        return tuple(0.4 if char == "、" else 0.8 if char == "。" else 1.0 for char in text)

    text = Text((Plain("国、国。国"),), Place("x"))
    line = paragraph(text, Setting(Writing.HORIZONTAL, Em(100)), narrow).lines[0]
    assert [cluster.start for cluster in line.clusters] == [0.0, 1.0, 1.9, 2.9, 3.9]


def test_centred_and_end_aligned_lines_share_what_is_left(compose):
    """3.5.3."""
    centre = compose("宣言", 6, alignment=Alignment.CENTRE).lines[0]
    assert [cluster.start for cluster in centre.clusters] == [2.0, 3.0]
    end = compose("宣言", 6, alignment=Alignment.END, end_indent=Em(1)).lines[0]
    assert [cluster.start for cluster in end.clusters] == [3.0, 4.0]
    bracketed = compose("「宣言」", 6, alignment=Alignment.CENTRE).lines[0]
    assert bracketed.clusters[0].start + 0.5 == 6 - (bracketed.clusters[-1].start + 0.5)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("仙台市", [0.0, 3.0, 6.0]),  # 3.7.3: 3 characters in 7 ems
        ("宮城", [0.0, 6.0]),
        ("東", [0.0]),  # a single character stays at the beginning
        ("東DX市", [0.0, 3.0, 3.5, 6.0]),  # a Latin word is one block
    ],
)
def test_jidori_spreads_the_characters_over_the_measure(starts_of, text, starts):
    assert starts_of(text, 7, alignment=Alignment.SPREAD) == pytest.approx(starts)


def test_jidori_opens_before_and_after_brackets_never_inside(compose):
    """3.7.3 b."""
    line = compose("東（北）市", 8, alignment=Alignment.SPREAD).lines[0]
    start = {cluster.text: cluster.start for cluster in line.clusters}
    assert start["北"] == start["（"] + 1.0
    assert start["）"] == start["北"] + 1.0
    assert line.extent == 8.0


def test_letter_spacing_opens_every_gap(starts_of):
    assert starts_of("東北宣言", letter_spacing=Em(0.25)) == [0.0, 1.25, 2.5, 3.75]


def test_indents_bound_every_line(compose):
    composed = compose("東北の未来を共に拓く宣言を掲げます", 8, indent=Em(2), end_indent=Em(1))
    assert {line.clusters[0].start for line in composed.lines} == {2.0}
    assert {line.extent for line in composed.lines[:-1]} == {7.0}
