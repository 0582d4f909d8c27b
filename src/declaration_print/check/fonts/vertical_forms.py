"""The shapes that characters take in vertical text, told from the bounds of their outlines.

UAX #50 says which characters are turned (Tr) or take another form (Tu) in vertical text; bounds
show it for those whose two forms differ in place or proportion. What most fonts draw alike in
both directions (！ ？ ・ ； －) or leave to the setter (“ ”) is not judged.
"""

from declaration_print.check.fonts.font_program import Box

COMMAS = frozenset("、。，．")  # horizontal: low at the left; vertical: high at the right
TALL_ACROSS = frozenset("「」『』（）〈〉《》【】〔〕〖〗［］｛｝〝〟：｜")  # vertical: wide
WIDE_ACROSS = frozenset("ー―—‥…〜～＝＿")  # vertical: tall
SMALL_KANA = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")
"""Small kana stand at the foot of their cell across the page, at its right side down the page."""

JUDGED = COMMAS | TALL_ACROSS | WIDE_ACROSS | SMALL_KANA

CENTRE = 500.0  # 1/1000 em, the middle of a full-width cell across the line
SMALL_KANA_FROM = 555.0
"""Where the middle of a vertical small kana begins: of the four Japanese families in fonts/, eight
faces in all, horizontal forms lie at 437 to 538 and vertical ones at 578 to 699."""


def looks_horizontal(character: str, box: Box) -> bool:
    """Whether an outline has the shape and place of a character's horizontal form.

    `box` is its bounds in 1/1000 em, in a cell of 1000; characters not `JUDGED` never do.
    """
    left, bottom, right, top = box
    middle, is_wide = (left + right) / 2, right - left > top - bottom
    if character in COMMAS:
        return middle < CENTRE
    if character in SMALL_KANA:
        return middle < SMALL_KANA_FROM
    if character in WIDE_ACROSS:
        return is_wide
    return character in TALL_ACROSS and not is_wide
