"""What is asked of a build → the editions to make, and where the house keeps its own.

A wish names editions, a writing, a paper; what it leaves open the layouts decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from declaration_print import check, read
from declaration_print.model.layout import Edition, Layout
from declaration_print.model.problem import BadInput, Place, Problem, Words
from declaration_print.model.setting import Writing

_PACKAGE = Path(__file__).parent
_HOME = _PACKAGE if (_PACKAGE / "layouts").is_dir() else _PACKAGE.parents[1]
LAYOUTS = _HOME / "layouts"
FONTS = _HOME / "fonts"
SHIPPED_DECLARATION = _HOME / "data" / "tohoku-innovation-declaration.yaml"


def face_folders(own: Path | None) -> tuple[Path, ...]:
    """Where faces are looked for: the house's, then the user's own."""
    return (FONTS, own) if own else (FONTS,)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a build; None and () leave the choice to the layouts.

    `choices` are for options of layouts, by name; `pdfa` is a PDF/A flavour such as `3u`; `source`
    whether the declaration's file goes along inside each PDF.
    """

    editions: tuple[str, ...] = ()
    writing: Writing | None = None
    paper: str | None = None
    layouts: Path | None = None
    fonts: Path | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    pdfa: str | None = None
    source: bool | None = None


def editions(wish: Wish) -> tuple[tuple[Edition, ...], tuple[Problem, ...]]:
    """Every edition that a wish names, decided; and what is left out, with the reason.

    A wish that names none is for every edition, but for those made on request only.
    An edition asked for by name must be possible; of all editions, those that can be made on the
    paper asked for are enough. Raises BadInput with all that is wrong at once.
    """
    folders = (LAYOUTS, wish.layouts) if wish.layouts else (LAYOUTS,)
    offered = read.layout_names(folders)
    decided: list[Edition] = []
    problems: list[Problem] = []
    unfit: list[Problem] = []
    unclaimed: list[Problem] = []
    if wish.pdfa is not None:
        read.must_be_flavour(wish.pdfa)
    layouts: list[Layout] = []
    for name in dict.fromkeys(wish.editions or offered):
        try:
            layout = _layout(name, offered)
            _must_have_profile(layout)
        except BadInput as bad:
            problems += bad.problems
            continue
        layouts.append(layout)
        if layout.on_request and not wish.editions:
            continue
        try:
            asked = read.conforming(layout, wish.pdfa, source=wish.source)
        except BadInput as bad:
            unfit += bad.problems
            continue
        unclaimed += filter(None, [read.unclaimed(layout, asked)])
        for writing in _writings_of(layout, wish):
            try:
                decided.append(read.edition(asked, writing, wish.paper, wish.choices))
            except BadInput as bad:
                unfit += bad.problems
    problems += read.unknown_options(layouts, wish.choices)
    if problems or (unfit and (wish.editions or not decided)):
        raise BadInput([*problems, *unfit])
    return tuple(decided), (*unfit, *dict.fromkeys(unclaimed))


def _layout(name: str, offered: Mapping[str, Path]) -> Layout:
    if name in offered:
        return read.layout(offered[name])
    words = Words(
        ja=f"「{name}」という版はありません。作れる版: {'、'.join(offered)}",
        en=f"no edition {name}; the editions are {', '.join(offered)}",
    )
    raise BadInput([Problem("edition/unknown", words)])


def _must_have_profile(layout: Layout) -> None:
    known = check.profiles()
    if layout.profile not in known:
        words = Words(
            ja=f"profile「{layout.profile}」という検査の基準はありません。使えるもの: {'、'.join(known)}",
            en=f"no profile {layout.profile}; the profiles are {', '.join(known)}",
        )
        place = Place(str(layout.folder / "layout.toml"))
        raise BadInput([Problem("layout/unknown-profile", words, place)])


def _writings_of(layout: Layout, wish: Wish) -> tuple[Writing, ...]:
    """The writing asked for (where it is only one of many wishes: if the layout has it), or all."""
    if wish.writing is None:
        return layout.writings
    if wish.editions or wish.writing in layout.writings:
        return (wish.writing,)
    return ()
