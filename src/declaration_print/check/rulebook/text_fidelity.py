"""Rules about the words: every character and reading of the declaration, and what else is said."""

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from declaration_print.check.inspect import InspectedPdf
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.check.text.expected import Pattern, pattern_of_date, pattern_of_text
from declaration_print.check.text.fidelity import (
    LITTLE,
    Comparison,
    Miss,
    compare,
    extract,
    is_numbering,
)
from declaration_print.check.text.folding import fold
from declaration_print.check.text.reading import read
from declaration_print.check.text.surplus import LostReading
from declaration_print.model.declaration import PARTS, Declaration
from declaration_print.model.problem import Severity, Words

MOST_IN_A_TEXT = 3  # differences told of one text
MOST = 25  # differences told of one file
LONGEST = 60  # characters of one stretch shown
_UNSEEN = {ord(c): f"<U+{ord(c):04X}>" for c in map(chr, [*range(0x20), *range(0x7F, 0xA1)])}
_UNSEEN |= {c: f"<U+{c:X}>" for c in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))}

_compared: WeakKeyDictionary[InspectedPdf, tuple[object, Comparison]] = WeakKeyDictionary()


def _comparison(case: Examination, declaration: Declaration) -> Comparison:
    """The file held against the declaration, once for all rules that ask."""
    question = (id(declaration), case.text_parts, case.any_order)
    known = _compared.get(case.pdf)
    if known is not None and known[0] == question:
        return known[1]
    words = read(case.pdf.pages, case.pdf.structure)
    parts = [_patterns(declaration, name) for name in case.text_parts]
    copied = extract(words.pages, furniture_is_marked=words.furniture_is_marked)
    found = compare(parts, copied, any_order=case.any_order)
    if words.printed is not None and not found.misses:
        printed = extract(words.printed, furniture_is_marked=words.furniture_is_marked)
        if printed.text != copied.text:
            found = compare(parts, printed, any_order=case.any_order)
    _compared[case.pdf] = (question, found)
    return found


def _patterns(declaration: Declaration, part: str) -> list[Pattern]:
    date = declaration.date
    if part == "date" and date is not None and date.text is None and declaration.lang == "ja":
        return [pattern_of_date(date)]
    return [pattern_of_text(text) for text in PARTS[part](declaration)]


@rule(
    id="text/fidelity",
    rationale=Words(
        ja="宣言は一字一句が宣言です。一字でも欠ければ、別のものになります。",
        en="A declaration is its very words: with one character lost it is another text.",
    ),
    remedy=Words(
        ja="データと組版結果を見比べ、違うところを直して作り直してください。",
        en="Compare the data with the page, mend what differs, and build again.",
    ),
)
def every_character_is_there(case: Examination) -> Iterator[Observation]:
    """Is every character of the parts that the edition carries there, in order, and none more?"""
    if case.declaration is None or not case.text_parts:
        return
    found = _comparison(case, case.declaration)
    if found.share < LITTLE:
        yield Observation("other-text", _other_text(found.share))
        return
    told: dict[int, int] = {}
    left_out = 0
    for miss in found.misses:
        told[id(miss.pattern)] = told.get(id(miss.pattern), 0) + 1
        if told[id(miss.pattern)] > MOST_IN_A_TEXT or sum(told.values()) > MOST:
            left_out += 1
        else:
            yield Observation(_code(miss), _difference(miss), miss.page)
    if left_out:
        yield Observation("text-differs", _and_more(left_out))
    yield from _readings(found)


def _readings(found: Comparison) -> Iterator[Observation]:
    """What is wrong with the readings (ruby): they are text, too."""
    lost = found.readings
    if len(lost) == found.readings_expected > MOST_IN_A_TEXT:
        yield Observation("readings-missing", _no_readings(len(lost)))
        return
    for one in lost[:MOST]:
        code = "reading-differs" if one.instead else "reading-missing"
        yield Observation(code, _lost_reading(one), one.page)
    if len(lost) > MOST:
        yield Observation("reading-missing", _and_more(len(lost) - MOST))


@rule(
    id="text/additions",
    severity=Severity.INFO,
    rationale=Words(
        ja="宣言の文と文の間に別の言葉があると、それも宣言だと読まれることがあります。",
        en="Other words between the texts of a declaration may be read as part of it.",
    ),
    remedy=Words(
        ja="見出しや奥付など、あってよい言葉かどうかを確かめてください。",
        en="See whether they are meant to be there, as a heading or a colophon is.",
    ),
)
def nothing_else_is_said(case: Examination) -> Iterator[Observation]:
    """What do the pages say between the texts that is neither numbering nor page furniture?"""
    if case.declaration is None or not case.text_parts:
        return
    between = _comparison(case, case.declaration).between
    own = _own_words(case) if between else []
    for one in [one for one in between if not _is_own(one.words, own)][:MOST]:
        said = _shown(one.words)
        words = Words(
            ja=f"宣言の文のほかに、「{said}」と書かれています。",
            en=f"Beside the declaration's texts there stands “{said}”.",
        )
        yield Observation("said-besides", words, one.page)


def _own_words(case: Examination) -> list[str]:
    """All that the declaration says, asked for or not, and what may be said besides; long first."""
    declaration = case.declaration
    said = {
        pattern.characters
        for part in PARTS
        for pattern in (_patterns(declaration, part) if declaration else ())
    }
    said |= {fold(words) for words in case.besides}
    return sorted(said - {""}, key=lambda words: (-len(words), words))


def _is_own(words: str, own: list[str]) -> bool:
    for one in own:
        words = words.replace(one, "\n")
    return all(not rest or is_numbering(rest) for rest in words.split("\n"))


def _code(miss: Miss) -> str:
    if miss.elsewhere is not None:
        return "text-moved"
    if not miss.expected:
        return "text-added"
    return "text-differs" if miss.instead else "text-missing"


def _difference(miss: Miss) -> Words:
    """`…地域の［知→地］を集め…`: before the arrow the declaration, after it the PDF."""
    place = miss.pattern.place
    expected, instead = _shown(miss.expected), _shown(miss.instead)
    before = ("…" if miss.first > len(miss.before) else "") + _shown(miss.before)
    after = _shown(miss.after)
    after += "…" if miss.last + len(miss.after) < len(miss.pattern.characters) else ""
    marked = f"{before}［{expected or '＋'}{'→' if expected and instead else ''}{instead}］{after}"
    match _code(miss):
        case "text-moved":
            ja = f"宣言の文が、あるべき順序にありません({miss.elsewhere}ページにあります)。"
            en = f"A text of the declaration is out of its order (it stands on page {miss.elsewhere})"
        case "text-added":
            ja = "宣言の文の中に、宣言にない文字が入っています。"
            en = "Within a text of the declaration stands what it does not say"
        case "text-missing":
            ja = "宣言の文が見つかりません。" if miss.is_whole else "宣言の文字が抜けています。"
            en = f"{'A text' if miss.is_whole else 'Part of a text'} of the declaration is missing"
        case _:
            ja = "宣言の文字が違います(矢印の左が宣言、右がこの PDF です)。"
            en = "A text of the declaration differs (declared → in this PDF)"
    return Words(ja=f"{ja}「{marked}」({place})", en=f"{en}: “{marked}” ({place}).")


def _lost_reading(one: LostReading) -> Words:
    base = one.pattern.excerpt(one.reading.first, one.reading.last)
    reading, place = one.reading.words, one.pattern.place
    if one.instead:
        return Words(
            ja=f"「{base}」のふりがなが違います。「［{reading}→{one.instead}］」({place})",
            en=f"The reading of “{base}” differs: “［{reading}→{one.instead}］” ({place}).",
        )
    return Words(
        ja=f"「{base}」のふりがな「{reading}」が見つかりません({place})。",
        en=f"The reading “{reading}” of “{base}” is missing ({place}).",
    )


def _no_readings(count: int) -> Words:
    return Words(
        ja=f"宣言のふりがな({count}か所)が、一つも見つかりません。",
        en=f"None of the declaration's {count} readings is in this PDF.",
    )


def _other_text(share: float) -> Words:
    percent = int(100 * share)
    return Words(
        ja=f"この PDF には、宣言の文の {percent} % ほどしかありません。ファイルを取り違えていませんか。",
        en=f"Only some {percent} % of the declaration's text is in this PDF: is it the right file?",
    )


def _and_more(count: int) -> Words:
    return Words(
        ja=f"違うところは、ほかに {count} か所あります。", en=f"There are {count} more differences."
    )


def _shown(words: str) -> str:
    """A stretch for a reader: what cannot be seen made visible, the middle of a long one left out."""
    visible = words.replace("\n", "").translate(_UNSEEN | {0x20: " ", 0xA0: " "})
    if len(visible) <= LONGEST:
        return visible
    return f"{visible[: LONGEST // 2]}……{visible[-LONGEST // 2 :]}"
