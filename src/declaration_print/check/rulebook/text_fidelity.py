"""Rule about the words: every character of the declaration, in order, in what pypdf extracts."""

from collections.abc import Iterator

from declaration_print.check.fidelity import (
    Miss,
    Pattern,
    extract,
    misses,
    pattern_of_date,
    pattern_of_text,
)
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.declaration import PARTS, Declaration
from declaration_print.model.problem import Words


@rule(
    id="text/fidelity",
    rationale=Words(
        ja="宣言は一字一句が宣言です。一字でも欠ければ、別のものになります。",
        en="A declaration is its very words: with one character lost it is another text.",
    ),
    remedy=Words(
        ja="データと組版結果を見比べ、欠けた文字を直して作り直してください。",
        en="Compare the data with the page, mend what was lost, and build again.",
    ),
)
def every_character_is_there(case: Examination) -> Iterator[Observation]:
    """Is every character of the parts that the edition carries found in order?"""
    if case.declaration is None:
        return
    parts = [_patterns(case.declaration, name) for name in case.text_parts]
    where = extract(case.pdf.page_texts)
    for miss in misses(parts, where, any_order=case.any_order):
        yield Observation("text-missing", _words(miss), miss.page)


def _patterns(declaration: Declaration, part: str) -> list[Pattern]:
    date = declaration.date
    japanese = declaration.language.split("-")[0] == "ja"
    if part == "date" and date is not None and date.text is None and japanese:
        return [pattern_of_date(date)]
    return [pattern_of_text(text) for text in PARTS[part](declaration)]


def _words(miss: Miss) -> Words:
    place = miss.pattern.place
    if not miss.instead:
        return Words(
            ja=f"宣言の文「{miss.expected}」が、あるべき順序で見つかりません({place})。",
            en=f"The declaration's text “{miss.expected}” is not found in its place ({place}).",
        )
    before_ja = f"「…{miss.before}」の次が" if miss.before else ""
    before_en = f"after “…{miss.before}” " if miss.before else ""
    return Words(
        ja=f"宣言の文字が違います({place})。{before_ja}「{miss.expected}」のはずですが、"
        f"「{miss.instead}」となっています。",
        en=f"The declaration's text differs ({place}): {before_en}it should read "
        f"“{miss.expected}”, but there stands “{miss.instead}”.",
    )
