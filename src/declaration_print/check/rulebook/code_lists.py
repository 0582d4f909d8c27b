"""Character codes spelled out for a reader of findings."""

from collections.abc import Mapping, Sequence

from declaration_print.check.fonts.inspected_font import CodeUse, InspectedFont

SHOWN_CODES = 6  # spelled out in one message


def characters(font: InspectedFont, codes: Sequence[int]) -> str:
    """Some codes: the character where it is known, the code in hexadecimal where it is not."""
    shown = []
    for code in codes[:SHOWN_CODES]:
        text = font.unicode(code)
        shown.append(text if text and text.isprintable() and text.strip() else f"<{code:04X}>")
    return " ".join(shown) + _rest(codes)


def numbers(codes: Sequence[int]) -> str:
    """Some codes in hexadecimal."""
    return " ".join(f"<{code:04X}>" for code in codes[:SHOWN_CODES]) + _rest(codes)


def _rest(codes: Sequence[int]) -> str:
    rest = len(codes) - SHOWN_CODES
    return f" … +{rest}" if rest > 0 else ""


def first_page(uses: Mapping[int, CodeUse], codes: Sequence[int]) -> int:
    """The first page on which one of the codes is drawn."""
    return min(uses[code].page for code in codes)
