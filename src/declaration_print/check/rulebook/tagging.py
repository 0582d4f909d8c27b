"""Rules about tags as such: everything is tagged or an artifact, and the tree of tags is sound.

ISO 14289-1 7.1. That there is a structure tree at all is asked by `access/tags-present`.
"""

from collections import Counter
from collections.abc import Iterator

from pypdf.generic import ArrayObject

from declaration_print.check.document.objects import (
    as_dictionary,
    entry,
    is_true,
    resolve,
)
from declaration_print.check.document.structure import Element
from declaration_print.check.drawing.marked_content import Marked
from declaration_print.check.inspect import InspectedPdf
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words

NAMED = 5  # as many examples as a message names
_KINDS = {
    "text": Words(ja="文字列", en="strings of text"),
    "path": Words(ja="図形や罫線", en="shapes or rules"),
    "image": Words(ja="画像", en="images"),
    "shading": Words(ja="階調の塗り", en="shadings"),
}


@rule(
    id="access/tagged",
    clause={"pdfua-1": "7.1"},
    rationale=Words(
        ja="読み上げソフトは、タグの付いた文字だけを読みます。タグのない本文は、聞く人には存在しません。",
        en="A screen reader reads what is tagged: text without a tag does not exist for who listens.",
    ),
    remedy=Words(
        ja="元の文書から「タグ付き PDF」として書き出し直してください。柱や頁番号は"
        "アーティファクト(飾り)にします。",
        en="Export the document again as a tagged PDF; running titles and page numbers become "
        "artifacts.",
    ),
)
def everything_shown_is_tagged(case: Examination) -> Iterator[Observation]:
    """Is all that a page paints tagged or an artifact, never both or neither?

    Text, paths that are filled or stroked, images and shadings (SESimpleContentItem of veraPDF).
    """
    pdf = case.pdf
    if not pdf.is_tagged:
        return
    if is_true(entry(as_dictionary(entry(pdf.catalog, "/MarkInfo")), "/Suspects")):
        yield Observation(
            "suspects",
            Words(
                ja="タグが疑わしい(MarkInfo の Suspects)と、ファイル自身が述べています。",
                en="The file itself calls its tags doubtful (Suspects in MarkInfo).",
            ),
        )
    untagged: Counter[tuple[int, str]] = Counter()
    both: set[int] = set()
    for page, kind, marked, times in _painted(pdf):
        if marked.artifact and marked.mcid is not None:
            both.add(page)
        elif not (marked.artifact or marked.apart or _is_tagged(pdf, page, marked)):
            untagged[page, kind] += times
    for (page, kind), times in sorted(untagged.items()):
        what = _KINDS[kind]
        yield Observation(
            "untagged" if kind == "text" else f"{kind}-untagged",
            Words(
                ja=f"{page} 頁に、タグもアーティファクトの印もない{what.ja}が {times} か所あります。",
                en=f"Page {page} shows {times} {what.en} that are neither tagged nor artifacts.",
            ),
            page,
        )
    for page in sorted(both):
        yield Observation(
            "artifact-and-content",
            Words(
                ja=f"{page} 頁に、タグの付いた本文とアーティファクトが重なった箇所があります。",
                en=f"On page {page} tagged content and artifacts lie within each other.",
            ),
            page,
        )


def _painted(pdf: InspectedPdf) -> Iterator[tuple[int, str, Marked, int]]:
    """All that is painted: its page, what it is, its marks, how many times."""
    for font in pdf.drawing.fonts.values():
        for shown, times in font.shown.items():
            yield shown.page, "text", shown.marked, times
    for graphic, times in pdf.drawing.graphics.items():
        yield graphic.page, graphic.kind, graphic.marked, times


def _is_tagged(pdf: InspectedPdf, page: int, marked: Marked) -> bool:
    """Whether marked content belongs to an element; a form's content goes by the form's own key."""
    return marked.mcid is not None and pdf.structure.has_parent(page, marked.mcid, marked.parents)


@rule(
    id="access/structure",
    clause={"pdfua-1": "7.1"},
    rationale=Words(
        ja="タグの木に、意味の分からない型や途切れた枝があると、読み上げソフトは順序も役割も"
        "たどれません。",
        en="Where the tree of tags has types nobody knows or branches that lead nowhere, software "
        "can follow neither order nor meaning.",
    ),
    remedy=Words(
        ja="作成ソフトの構造(スタイル)の設定を見直し、タグ付き PDF として書き出し直してください。",
        en="Look at the styles in the program that made it, and export again as a tagged PDF.",
    ),
)
def the_tree_is_sound(case: Examination) -> Iterator[Observation]:
    """Are all types standard ones or role-mapped to one, and all links up and down there?"""
    if not case.pdf.is_tagged:
        return
    yield from _types(case.pdf)
    yield from _links(case.pdf)


def _types(pdf: InspectedPdf) -> Iterator[Observation]:
    tree = pdf.structure
    first = {element.kind: element for element in reversed(tree.elements)}
    for kind, element in sorted(first.items()):
        if tree.runs_in_circle(kind):
            yield _about(
                "circular-role",
                element,
                ja=f"型「{kind}」の対応付け(RoleMap)が堂々巡りになっています",
                en=f"The role map leads in a circle from the type {kind}",
            )
        elif (standard := element.standard) is not None and standard in tree.roles:
            yield _about(
                "standard-type-remapped",
                element,
                ja=f"標準の型「{standard}」が「{tree.roles[standard]}」に読み替えられています",
                en=f"The standard type {standard} is mapped to {tree.roles[standard]}",
            )
        elif standard is None:
            yield _about(
                "unknown-type",
                element,
                ja=f"型「{kind}」は標準の型でなく、標準の型への対応付け(RoleMap)もありません",
                en=f"The type {kind} is neither a standard one nor mapped to one",
            )


def _links(pdf: InspectedPdf) -> Iterator[Observation]:
    tree = pdf.structure
    for kind in tree.circles[:NAMED]:
        yield Observation(
            "circle",
            Words(
                ja=f"構造の木で、要素「{kind}」が二か所につながっています(堂々巡り)。",
                en=f"In the structure tree an element {kind} hangs in two places or in itself.",
            ),
        )
    orphans = [element for element in tree.elements if entry(element.dictionary, "/P") is None]
    if orphans:
        yield _about(
            "no-parent",
            orphans[0],
            ja=f"親(P)の書かれていない要素が {len(orphans)} 個あります(最初は「{orphans[0].kind}」)",
            en=f"{len(orphans)} elements do not name their parent (P), a {orphans[0].kind} first",
        )
    lost = [element for element in tree.elements if not _leads_back(pdf, element)]
    if lost:
        yield _about(
            "parent-tree-incomplete",
            lost[0],
            ja=f"ParentTree から本文に戻れない要素が {len(lost)} 個あります(最初は「{lost[0].kind}」)",
            en=f"From the content of {len(lost)} elements the ParentTree does not lead back, "
            f"a {lost[0].kind} first",
        )


def _leads_back(pdf: InspectedPdf, element: Element) -> bool:
    """Whether the ParentTree has this element for all the content it holds (14.7.4.4)."""
    tree = pdf.structure
    for page, mcid in element.content:
        if page is None:
            continue
        key = entry(pdf.pages[page - 1], "/StructParents")
        parents = resolve(tree.parent_tree.get(key)) if isinstance(key, int) else None
        if not isinstance(parents, ArrayObject) or not 0 <= mcid < len(parents):
            return False
        if as_dictionary(parents[mcid]) is not element.dictionary:
            return False
    return True


def _about(code: str, element: Element, *, ja: str, en: str) -> Observation:
    return Observation(code, Words(ja=f"{ja}。", en=f"{en}."), element.page)
