"""Rules about characters of private use, which mean nothing to a reader without ActualText."""

import re
from collections.abc import Iterator

from declaration_print.check.drawing.drawn import Shown
from declaration_print.check.fonts.encodings import listed_unicode
from declaration_print.check.fonts.inspected_font import InspectedFont
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.check.rulebook.code_lists import numbers
from declaration_print.model.problem import Words

PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")


@rule(
    id="fonts/private-use",
    clause={"pdfa-2": "6.2.11.7.3"},
    rationale=Words(
        ja="私用領域の文字は、作った人にしか読めず、検索も読み上げもできません。",
        en="Characters of private use mean something only to who made them: nobody can search them.",
    ),
    remedy=Words(
        ja="標準の文字に置き換えるか、その箇所に置き換えテキスト(ActualText)を付けてください。",
        en="Use standard characters, or give the place a replacement text (ActualText).",
    ),
)
def private_characters_have_actual_text(case: Examination) -> Iterator[Observation]:
    """Has text that maps to the private use area an ActualText, inline or by its tag?"""
    for font in case.pdf.fonts:
        private = {code for code in font.uses if PRIVATE.search(_meaning(font, code))}
        bare: dict[int, int] = {}
        for shown in font.showings if private else ():
            unexplained = private.intersection(font.codes(shown))
            if unexplained and not (shown.actual_text or _is_tagged(case, shown)):
                bare |= {code: shown.page for code in unexplained if code not in bare}
        if bare:
            listed = numbers(sorted(bare))
            yield Observation(
                "no-actual-text",
                Words(
                    ja=f"フォント {font.name} に、意味の分からない私用領域の文字があります: {listed}",
                    en=f"Characters of private use in {font.name} lack an ActualText: {listed}",
                ),
                min(bare.values()),
            )


def _meaning(font: InspectedFont, code: int) -> str:
    if font.to_unicode is not None and (text := font.to_unicode.unicode(code)) is not None:
        return text
    name = None if font.is_composite else font.glyph_name(code)
    return (listed_unicode(name) if name else None) or ""


def _is_tagged(case: Examination, shown: Shown) -> bool:
    """Whether the tag of a place explains it; veraPDF does not look at the tags around that."""
    mcid, parents = shown.mcid, shown.marked.parents
    tags = case.pdf.structure
    return mcid is not None and tags.has_actual_text(shown.page, mcid, parents, inherited=False)


@rule(
    id="fonts/actual-text-private-use",
    clause={"pdfa-4": "6.2.10.8"},
    rationale=Words(
        ja="置き換えテキスト(ActualText)は読めるようにするためのもので、私用領域の文字では役に立ちません。",
        en="ActualText is there to make text readable; characters of private use do not.",
    ),
    remedy=Words(
        ja="ActualText を標準の文字で書き直してください。",
        en="Write the ActualText in standard characters.",
    ),
)
def actual_texts_have_no_private_characters(case: Examination) -> Iterator[Observation]:
    """Is every ActualText, of marked content and of tags, free of private use characters?"""
    tags = ((element.page, element.text("/ActualText")) for element in case.pdf.structure.elements)
    marked = ((page, text) for text, page in case.pdf.drawing.actual_texts.items())
    for page, text in (*marked, *tags):
        found = PRIVATE.search(text or "")
        if found:
            code = f"U+{ord(found[0]):04X}"
            yield Observation(
                "private-use",
                Words(
                    ja=f"ActualText に私用領域の文字({code})があります。",
                    en=f"An ActualText has a character of private use ({code}).",
                ),
                page,
            )
