"""Rules about what a listener needs: words for pictures, headings in order, tables that nest.

ISO 14289-1 7.2 to 7.5, 7.7, 7.9; the figures' and nesting's terms are ISO 32000-1 14.8.4's.
"""

from collections.abc import Iterator, Mapping

from declaration_print.check.document.objects import (
    as_dictionary,
    as_name,
    as_number,
    as_text,
    entry,
    resolve,
)
from declaration_print.check.document.structure import Element
from declaration_print.check.inspect import InspectedPdf
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words

PASSED_THROUGH = frozenset({"NonStruct", "Div", "Part"})
"""Groupings that change nothing about what lies in what (as veraPDF has it)."""

PARENTS: Mapping[str, frozenset[str]] = {
    "TR": frozenset({"Table", "THead", "TBody", "TFoot"}),
    "THead": frozenset({"Table"}),
    "TBody": frozenset({"Table"}),
    "TFoot": frozenset({"Table"}),
    "TH": frozenset({"TR"}),
    "TD": frozenset({"TR"}),
    "LI": frozenset({"L"}),
    "LBody": frozenset({"LI"}),
    "TOCI": frozenset({"TOC"}),
}
"""What each of these may lie in (ISO 32000-1 Tables 336 and 337, ISO 14289-1 7.2)."""

KIDS: Mapping[str, frozenset[str]] = {
    "Table": frozenset({"TR", "THead", "TBody", "TFoot", "Caption"}),
    "TR": frozenset({"TH", "TD"}),
    "THead": frozenset({"TR"}),
    "TBody": frozenset({"TR"}),
    "TFoot": frozenset({"TR"}),
    "L": frozenset({"L", "LI", "Caption"}),
    "LI": frozenset({"Lbl", "LBody"}),
    "TOC": frozenset({"TOC", "TOCI", "Caption"}),
}
"""What alone may lie in each of these."""

AT_MOST_ONE = {"Table": ("THead", "TFoot", "Caption"), "L": ("Caption",), "TOC": ("Caption",)}


@rule(
    id="access/alternatives",
    clause={"pdfua-1": "7.3, 7.7"},
    rationale=Words(
        ja="図や数式は、言葉による説明がなければ、見えない人には伝わりません。",
        en="A picture or formula says nothing to who cannot see it, unless words stand for it.",
    ),
    remedy=Words(
        ja="図と数式に代替テキスト(Alt)を付けてください。飾りの図はアーティファクトにします。",
        en="Give each picture and formula an alternative text; make mere ornament an artifact.",
    ),
)
def pictures_and_formulas_have_words(case: Examination) -> Iterator[Observation]:
    """Has every Figure and Formula an Alt that is not empty, or an ActualText?"""
    yield from dict.fromkeys(_wordless(case.pdf))  # a page with many says it once


def _wordless(pdf: InspectedPdf) -> Iterator[Observation]:
    for element in pdf.structure.elements:
        if element.standard not in {"Figure", "Formula"}:
            continue
        if not element.text("/Alt") and element.text("/ActualText") is None:
            ja = {"Figure": "図(Figure)", "Formula": "数式(Formula)"}[element.standard]
            yield Observation(
                "no-alternative",
                Words(
                    ja=f"{ja}に代替テキスト(Alt、ActualText)がありません。",
                    en=f"A {element.standard} has no alternative text (Alt or ActualText).",
                ),
                element.page,
            )


@rule(
    id="access/headings",
    clause={"pdfua-1": "7.4.2, 7.4.4"},
    rationale=Words(
        ja="読み上げで使う人は見出しをたどって本文を探します。段が飛ぶと、抜けた章があるように聞こえます。",
        en="Who listens finds the way by the headings; where a level is skipped, a chapter seems lost.",
    ),
    remedy=Words(
        ja="見出しは H1 から始め、段を飛ばさずに付け直してください。",
        en="Begin with H1 and go down one level at a time.",
    ),
)
def headings_go_down_step_by_step(case: Examination) -> Iterator[Observation]:
    """Does H1 come first and no level get skipped, and is there no mixture of H and Hn?"""
    yield from dict.fromkeys(_headings_amiss(case.pdf))  # a page with many says it once


def _headings_amiss(pdf: InspectedPdf) -> Iterator[Observation]:
    elements = pdf.structure.elements
    numbered = [e for e in elements if (e.standard or "")[:1] == "H" and (e.standard or "")[1:]]
    level = 0
    for element in numbered:
        own = int((element.standard or "H0")[1:])
        if own > level + 1:
            before = f"H{level}" if level else None
            yield Observation(
                "level-skipped",
                Words(
                    ja=f"見出し {element.standard} が"
                    + (f" {before} のすぐ次に来ています。" if before else "最初に来ています。"),
                    en=f"A heading {element.standard} "
                    + (f"follows upon {before}." if before else "comes first."),
                ),
                element.page,
            )
        level = own
    plain = [element for element in elements if element.standard == "H"]
    if plain and numbered:
        yield Observation(
            "mixed-headings",
            Words(
                ja="番号のない見出し(H)と番号付きの見出し(H1〜H6)が混ざっています。",
                en="Headings without a level (H) and with one (H1 to H6) are mixed.",
            ),
            plain[0].page,
        )
    crowded = {id(e.parent): e for e in plain if sum(k.standard == "H" for k in _siblings(e)) > 1}
    for element in crowded.values():
        yield Observation(
            "two-headings",
            Words(
                ja="一つの区切りの中に見出し(H)が二つ以上あります。",
                en="One section holds more than one heading H.",
            ),
            element.page,
        )


def _siblings(element: Element) -> list[Element]:
    return element.parent.children if element.parent else [element]


@rule(
    id="access/lists-and-tables",
    clause={"pdfua-1": "7.2"},
    rationale=Words(
        ja="箇条書きと表は、入れ子が正しいときだけ「全何項目」「何行何列」と読み上げられます。",
        en="Lists and tables are announced as such only where their parts are nested as they should.",
    ),
    remedy=Words(
        ja="箇条書きと表を、作成ソフトの箇条書き・表の機能で作り直して書き出してください。",
        en="Make lists and tables with the program's own list and table functions, and export again.",
    ),
)
def lists_and_tables_nest(case: Examination) -> Iterator[Observation]:
    """Do the parts of lists, tables and tables of contents lie in what they may lie in?"""
    yield from dict.fromkeys(_nested_wrongly(case.pdf))  # a page with many says it once


def _nested_wrongly(pdf: InspectedPdf) -> Iterator[Observation]:
    for element in pdf.structure.elements:
        kind = element.standard or ""
        parent = _parent(element)
        if kind in PARENTS and parent not in PARENTS[kind]:
            yield _nested(
                "wrong-parent",
                element,
                ja=f"{kind} が {parent or '(なし)'} の中にあります"
                f"({'、'.join(sorted(PARENTS[kind]))} の中に置くもの)",
                en=f"A {kind} lies in {parent or 'nothing'}; "
                f"its place is in {' or '.join(sorted(PARENTS[kind]))}",
            )
        if kind in KIDS:
            yield from _kids_of(element, kind)
        if kind == "Table" and _is_uneven(element):
            yield _nested(
                "uneven-rows",
                element,
                ja="表の行によって、欄の数が違います",
                en="The rows of a Table have different numbers of cells",
            )


def _parent(element: Element) -> str | None:
    above = next((e for e in element.ancestors if e.standard not in PASSED_THROUGH), None)
    return above.standard or above.kind if above else None


def _kids(element: Element) -> Iterator[Element]:
    """Its children, those of mere groupings in their stead."""
    waiting = list(reversed(element.children))
    while waiting:
        kid = waiting.pop()
        if kid.standard in PASSED_THROUGH:
            waiting += reversed(kid.children)
        else:
            yield kid


def _kids_of(element: Element, kind: str) -> Iterator[Observation]:
    kids = [kid.standard or kid.kind for kid in _kids(element)]
    if strange := sorted(set(kids) - KIDS[kind]):
        yield _nested(
            "wrong-kid",
            element,
            ja=f"{kind} の中に {'、'.join(strange)} があります",
            en=f"A {kind} holds {', '.join(strange)}",
        )
    for single in AT_MOST_ONE.get(kind, ()):
        if kids.count(single) > 1:
            yield _nested(
                "too-many",
                element,
                ja=f"{kind} の中に {single} が二つ以上あります",
                en=f"A {kind} holds more than one {single}",
            )
    if "Caption" in kids and kids.index("Caption") not in _caption_places(kind, len(kids)):
        yield _nested(
            "caption-in-the-middle",
            element,
            ja=f"{kind} の見出し(Caption)が途中にあります",
            en=f"The Caption of a {kind} stands in its middle",
        )
    if kind == "Table" and {"THead", "TFoot"} & set(kids) and "TBody" not in kids:
        yield _nested(
            "no-body",
            element,
            ja="表に THead か TFoot があるのに TBody がありません",
            en="A Table has a THead or TFoot but no TBody",
        )


def _caption_places(kind: str, count: int) -> set[int]:
    """Where a caption may stand: first, in a table also last."""
    return {0, count - 1} if kind == "Table" else {0}


def _nested(code: str, element: Element, *, ja: str, en: str) -> Observation:
    return Observation(code, Words(ja=f"{ja}。", en=f"{en}."), element.page)


@rule(
    id="access/table-headers",
    clause={"pdfua-1": "7.5"},
    rationale=Words(
        ja="見出しのつながらない表の欄は、数字だけが読み上げられ、何の数字か分かりません。",
        en="A cell that no header is tied to is read as a bare figure: of what, nobody hears.",
    ),
    remedy=Words(
        ja="表の見出し欄(TH)に、列か行かの範囲(Scope)を付けてください。",
        en="Give each header cell (TH) its scope: column, row or both.",
    ),
)
def cells_have_headers(case: Examination) -> Iterator[Observation]:
    """In a table with header cells, have they all a Scope, or all other cells known Headers?"""
    yield from dict.fromkeys(_headerless(case.pdf))  # a page with many says it once


def _headerless(pdf: InspectedPdf) -> Iterator[Observation]:
    for table in pdf.structure.elements:
        if table.standard != "Table":
            continue
        cells = [cell for row in _rows(table) for cell in row]
        headers = [cell for cell in cells if cell.standard == "TH"]
        if all(_attribute(header, "/Scope") is not None for header in headers):
            continue
        known = {header.text("/ID") for header in headers}
        if not all(_headers(cell) & known for cell in cells if cell.standard == "TD"):
            yield _nested(
                "no-scope",
                table,
                ja="表の見出し欄(TH)に範囲(Scope)がなく、欄にも見出し(Headers)の指定がありません",
                en="A table has header cells (TH) without Scope, and cells without Headers",
            )


def _is_uneven(table: Element) -> bool:
    """Whether rows are of different length, column spans counted; told where no cell spans rows."""
    rows = list(_rows(table))
    if any(_span(cell, "/RowSpan") > 1 for row in rows for cell in row):
        return False
    return len({sum(_span(cell, "/ColSpan") for cell in row) for row in rows}) > 1


def _span(cell: Element, key: str) -> float:
    return as_number(_attribute(cell, key)) or 1.0


def _rows(table: Element) -> Iterator[list[Element]]:
    for part in _kids(table):
        for row in [part] if part.standard == "TR" else _kids(part):
            if row.standard == "TR":
                yield [cell for cell in _kids(row) if cell.standard in {"TH", "TD"}]


def _headers(cell: Element) -> set[str | None]:
    found = _attribute(cell, "/Headers")
    return {as_text(name) for name in found} if isinstance(found, list) else set()


def _attribute(element: Element, key: str) -> object:
    """A table attribute of an element: in one attribute object or one of an array (14.7.5)."""
    holder = entry(element.dictionary, "/A")
    for one in holder if isinstance(holder, list) else [holder]:
        attributes = as_dictionary(one)
        if as_name(entry(attributes, "/O")) == "Table" and entry(attributes, key) is not None:
            return resolve(entry(attributes, key))
    return None


@rule(
    id="access/notes",
    clause={"pdfua-1": "7.9"},
    rationale=Words(
        ja="注に固有の識別子がなければ、本文の印から注へ、注から本文へ移れません。",
        en="Without an identifier of its own a note cannot be reached from its mark in the text.",
    ),
    remedy=Words(
        ja="注を作成ソフトの脚注の機能で作り直し、書き出してください。",
        en="Make the notes with the program's own footnote function, and export again.",
    ),
)
def notes_have_identifiers(case: Examination) -> Iterator[Observation]:
    """Has every Note an ID that no other has?"""
    met: set[str] = set()
    for element in case.pdf.structure.elements:
        if element.standard != "Note":
            continue
        name = element.text("/ID") or ""
        if not name or name in met:
            yield _nested(
                "shared-id" if name else "no-id",
                element,
                ja=f"注(Note)の識別子「{name}」が重なっています"
                if name
                else "注(Note)に識別子(ID)がありません",
                en=f"Two notes share the ID {name}" if name else "A Note has no ID",
            )
        met.add(name)


@rule(
    id="access/language",
    clause={"pdfua-1": "7.2"},
    rationale=Words(
        ja="言語の指定が読めないと、読み上げソフトは日本語を外国語の発音で読んでしまいます。",
        en="Where a language cannot be told, Japanese is read aloud with foreign sounds.",
    ),
    remedy=Words(
        ja="言語は「ja」「en-GB」のような言語タグで指定してください。",
        en="Name languages by tags such as ja or en-GB.",
    ),
)
def languages_are_tags(case: Examination) -> Iterator[Observation]:
    """Is every Lang of a structure element a language tag (or empty: unknown)?

    That the document as a whole names its language is asked by the rules on metadata.
    """
    for value, element in _languages(case.pdf):
        if not is_language_tag(value):
            yield _nested(
                "bad-language",
                element,
                ja=f"要素「{element.kind}」の言語「{value}」は言語タグではありません",
                en=f"The language {value!r} of an element {element.kind} is no language tag",
            )


def is_language_tag(value: str) -> bool:
    """Whether a text has the shape of a language tag (RFC 3066, as ISO 32000-1 14.9.2 asks)."""
    parts = value.split("-")
    letters = parts[0].isascii() and parts[0].isalpha()
    return letters and all(1 <= len(p) <= 8 and p.isascii() and p.isalnum() for p in parts)  # noqa: PLR2004 - RFC 3066 2.1


def _languages(pdf: InspectedPdf) -> Iterator[tuple[str, Element]]:
    met: set[str] = set()
    for element in pdf.structure.elements:
        value = element.text("/Lang")
        if value and value not in met:
            met.add(value)
            yield value, element
