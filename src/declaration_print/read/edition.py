"""A layout, a writing and a paper asked for → the Edition, or what is wrong with the wish."""

import re
from collections.abc import Mapping
from dataclasses import replace

from declaration_print.model.layout import Choice, Edition, Hanmen, Layout, Paper
from declaration_print.model.problem import BadInput, Problem, Words
from declaration_print.model.setting import Writing
from declaration_print.model.units import Mm, Pt, mm_to_pt, pt_to_mm
from declaration_print.read.choices import chosen

PAPERS: Mapping[str, tuple[float, float]] = {
    **{
        f"A{number}": size
        for number, size in enumerate(
            [(841, 1189), (594, 841), (420, 594), (297, 420), (210, 297), (148, 210)]
        )
    },  # ISO 216
    **{
        f"B{number}": size
        for number, size in enumerate(
            [(1030, 1456), (728, 1030), (515, 728), (364, 515), (257, 364), (182, 257)]
        )
    },  # JIS P 0138
}
"""Width and height in mm, upright."""

_SHEET = re.compile(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(?:mm)?", re.IGNORECASE)
_HEIGHT = re.compile(r"(\d+(?:\.\d+)?)(?:mm)?", re.IGNORECASE)
_LONGEST_MM = 5_000
"""No sheet printer goes further; it also bounds what a build can cost."""


def edition(
    layout: Layout,
    writing: Writing,
    paper_name: str | None,
    wishes: Mapping[str, str] | None = None,
) -> Edition:
    """Decide an edition; `wishes` are what is chosen for options, by name.

    Raises BadInput for a writing, paper or choice the layout does not know, or a paper too small
    for its kihon-hanmen.
    """
    if writing not in layout.papers:
        offered = ", ".join(layout.writings)
        words = Words(
            ja=f"レイアウト「{layout.name}」には {writing} がありません(あるのは {offered})。",
            en=f"layout {layout.name} cannot be set {writing}; it offers {offered}",
        )
        raise BadInput([Problem("edition/no-writing", words)])
    name = paper_name or layout.default_paper[writing]
    paper = _paper(layout, name)
    values = chosen(layout, wishes or {})
    hanmen = _chosen_hanmen(_hanmen(layout, writing, paper), paper, values)
    decided = Edition(layout, writing, paper, hanmen, values)
    _must_hold(decided)
    return decided


def _chosen_hanmen(hanmen: Hanmen, paper: Paper, values: Mapping[str, Choice]) -> Hanmen:
    """The hanmen of a scroll as its options have it (天地, 字詰め, 行送り).

    `top` and `foot` are shares of the height, `characters` those of a column, `pitch` ems.
    """
    if not {"top", "foot", "characters", "pitch"} <= values.keys():
        return hanmen
    top, foot, characters, pitch = (
        float(values[name]) for name in ("top", "foot", "characters", "pitch")
    )
    size = mm_to_pt(paper.height) * (1 - top - foot) / round(characters)
    return replace(
        hanmen,
        size=Pt(size),
        pitch=Pt(size * pitch),
        characters=round(characters),
        top_share=top / (top + foot),
    )


def _paper(layout: Layout, name: str) -> Paper:
    if layout.continuous:
        if match := _HEIGHT.fullmatch(name):
            paper = _bounded(Paper(f"{match[1]}mm", Mm(0.0), Mm(float(match[1]))))
            return _high_enough(layout, paper)
        words = Words(
            ja=f"巻物の紙は高さで指定します(例: 297mm)。「{name}」は使えません。",
            en=f"the paper of a scroll is its height, such as 297mm; {name} will not do",
        )
        raise BadInput([Problem("edition/unknown-paper", words)])
    if name.upper() in PAPERS:
        width, height = PAPERS[name.upper()]
        return Paper(name.upper(), Mm(width), Mm(height))
    if match := _SHEET.fullmatch(name):
        sheet = Paper(f"{match[1]}x{match[2]}mm", Mm(float(match[1])), Mm(float(match[2])))
        return _bounded(sheet)
    words = Words(
        ja=f"用紙「{name}」は分かりません。{'、'.join(PAPERS)}、または 200x400mm のように指定してください。",
        en=f"unknown paper {name}; use one of {', '.join(PAPERS)}, or a size such as 200x400mm",
    )
    raise BadInput([Problem("edition/unknown-paper", words)])


def _bounded(paper: Paper) -> Paper:
    if not (0 <= paper.width <= _LONGEST_MM and 1 <= paper.height <= _LONGEST_MM):
        words = Words(
            ja=f"用紙 {paper.name} は扱えません。各辺を 1〜{_LONGEST_MM} mm にしてください。",
            en=f"paper {paper.name} is out of range; keep each side between 1 and {_LONGEST_MM} mm",
        )
        raise BadInput([Problem("edition/paper-size", words)])
    return paper


def _high_enough(layout: Layout, paper: Paper) -> Paper:
    if layout.heights is None:
        return paper
    least, most = layout.heights
    if not least <= paper.height <= most:
        words = Words(
            ja=f"レイアウト「{layout.name}」の高さは {least:g}〜{most:g} mm です({paper.name} は使えません)。",
            en=f"layout {layout.name} is {least:g} to {most:g} mm high; {paper.name} will not do",
        )
        raise BadInput([Problem("edition/paper-size", words)])
    return paper


def _hanmen(layout: Layout, writing: Writing, paper: Paper) -> Hanmen:
    """The hanmen made for this paper, the base scaled to it, or the largest that goes on it."""
    papers = layout.papers[writing]
    if paper.name in papers:
        return papers[paper.name]
    base = papers[layout.default_paper[writing]]
    if layout.scalable:
        return base.scaled(_scale(layout, writing, paper))
    fitting = [
        hanmen for hanmen in papers.values() if _holds(Edition(layout, writing, paper, hanmen))
    ]
    smallest = min(papers.values(), key=lambda hanmen: hanmen.size * hanmen.characters)
    return max(fitting, key=lambda one: one.full_measure * one.size, default=smallest)


def _scale(layout: Layout, writing: Writing, paper: Paper) -> float:
    default = _paper(layout, layout.default_paper[writing])
    if layout.continuous:
        return paper.height / default.height
    return min(paper.width / default.width, paper.height / default.height)


def _must_hold(edition: Edition) -> None:
    if _holds(edition):
        return
    layout, paper = edition.layout, edition.paper
    known = ", ".join(layout.papers[edition.writing])
    words = Words(
        ja=f"用紙 {paper.name} はレイアウト「{layout.name}」({edition.writing})には小さすぎます。"
        f"より大きい用紙を選ぶか、--layouts で版面を定めてください(用意があるのは {known})。",
        en=f"paper {paper.name} is too small for layout {layout.name} ({edition.writing}); choose "
        f"a larger one, or give the layout a hanmen for it (it has {known})",
    )
    raise BadInput([Problem("edition/paper-too-small", words)])


def _holds(edition: Edition) -> bool:
    """Whether the type area and the least margins go on the paper, and the type can be read."""
    hanmen, paper, layout = edition.hanmen, edition.paper, edition.layout
    least = 2 * layout.least_margin
    smallest_type = 5.0
    if layout.scalable:
        default = _paper(layout, layout.default_paper[edition.writing])
        least *= paper.height / default.height
    along = pt_to_mm(type(hanmen.size)(hanmen.full_measure * hanmen.size))
    block = pt_to_mm(type(hanmen.size)(hanmen.lines * hanmen.pitch))
    vertical = edition.writing is Writing.VERTICAL
    wide, high = (block, along) if vertical else (along, block)
    room = 1e-6
    wide_enough = layout.continuous or wide + least <= paper.width + room
    return hanmen.size >= smallest_type and wide_enough and high + least <= paper.height + room
