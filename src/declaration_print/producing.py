"""Many editions of one declaration: all made in memory, then written together.

Nothing is written before every edition of a run is made; all problems are told at once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path

from declaration_print import pipeline, read
from declaration_print.deadline import LONGEST_EDITION, within
from declaration_print.files import write_whole
from declaration_print.model.declaration import PARTS, Declaration
from declaration_print.model.layout import Edition
from declaration_print.model.problem import (
    BadInput,
    ExitCode,
    Place,
    Problem,
    Severity,
    Words,
)
from declaration_print.model.setting import Writing
from declaration_print.pipeline import Built, Workshop
from declaration_print.wishes import Wish, editions

Step = Callable[[str, int, int, str], None]
"""Called before each step: the file's name, which of how many files, the step."""


class Misfits(BadInput):
    """Lines too loose or too long where none may be; the input itself can be used."""

    exit_code = ExitCode.FINDINGS


@dataclass(frozen=True, slots=True)
class Beside:
    """What goes with a scroll: panels on a paper (None: one that is high enough), pictures of it."""

    paper: str | None = None
    panels: bool = True
    px_per_mm: float | None = None  # of the pictures; None: the usual, 0: no pictures


@dataclass(frozen=True, slots=True)
class Companion:
    """Something made from a scroll: its files, the one to open, and what it is."""

    files: Mapping[Path, bytes] = field(repr=False)
    opens: Path
    title: Words


@dataclass(frozen=True, slots=True)
class Run:
    """What one build made, and which editions it left out and why."""

    built: tuple[Built, ...]
    left_out: tuple[Problem, ...]
    beside: Mapping[Path, tuple[Companion, ...]] = field(default_factory=dict)  # by the PDF's path

    @property
    def passed(self) -> bool:
        """Whether the checker found no error in any file."""
        return all(one.passed for one in self.built)


def build_all(  # noqa: PLR0913 - each says one thing about the run
    source: Path,
    wish: Wish,
    out: Path,
    step: Step,
    *,
    strict: bool = False,
    beside: Beside | None = None,
) -> Run:
    """Every edition of a wish, and what goes with scrolls; written when all are made.

    All problems come at once. Raises BadInput, and Misfits when `strict` and a line is too loose or
    too long.
    """
    run = make_all(source, wish, out, step, strict=strict)
    if beside is not None:
        run = _with_companions(run, source, beside, step)
    files = {one.path: one.content for one in run.built}
    for companion in chain.from_iterable(run.beside.values()):
        files |= companion.files
    write_whole(files)
    return run


def _with_companions(run: Run, source: Path, beside: Beside, step: Step) -> Run:
    """A run with the panels and pictures of its scrolls.

    A paper asked for has to do (else BadInput); where none is, a scroll that cannot be cut is told.
    """
    scrolls = [one for one in run.built if one.edition.layout.continuous]
    if not scrolls:
        return run
    declaration = read.declaration(source)
    companions: dict[Path, tuple[Companion, ...]] = {}
    uncut: list[Problem] = []
    for at, one in enumerate(scrolls, start=1):
        made: list[Companion] = []
        if beside.panels:
            step(one.edition.file_name, at, len(scrolls), "panels")
            try:
                made.append(_panels(one, beside.paper))
            except BadInput as bad:
                if beside.paper is not None:
                    raise
                uncut += bad.problems
        if beside.px_per_mm != 0:
            step(one.edition.file_name, at, len(scrolls), "pictures")
            made.append(_pictures(one, declaration, beside.px_per_mm))
        companions[one.path] = tuple(made)
    return replace(run, left_out=(*run.left_out, *uncut), beside=companions)


def _panels(scroll: Built, paper: str | None) -> Companion:
    from declaration_print import print_room  # noqa: PLC0415 - heavy, and only scrolls are cut

    cut = print_room.panels(scroll.content, paper)
    file = scroll.path.with_name(f"{scroll.path.stem}{cut.suffix}.pdf")
    count = len(cut.panels)
    words = Words(
        ja=f"{cut.sheet.title.ja}に印刷して継ぐ {count} 紙と貼り合わせ図",
        en=f"{count} panels to print on {cut.sheet.title.en} and paste together",
    )
    return Companion({file: cut.content}, file, words)


def _pictures(scroll: Built, declaration: Declaration, px_per_mm: float | None) -> Companion:
    from declaration_print import pictures  # noqa: PLC0415 - as above

    wanted = pictures.PX_PER_MM if px_per_mm is None else px_per_mm
    files = pictures.files(declaration, scroll.content, scroll.stretches, wanted)
    folder = scroll.path.with_name(f"{scroll.path.stem}-pictures")
    count = sum(name.endswith(".png") for name in files)
    words = Words(
        ja=f"全体像と各部の画像 {count} 点", en=f"{count} pictures, the whole and each section"
    )
    placed = {folder / name: content for name, content in files.items()}
    return Companion(placed, folder / "index.html", words)


def make_all(source: Path, wish: Wish, out: Path, step: Step, *, strict: bool = False) -> Run:
    """As `build_all`, with nothing written: `out` only says where the files are meant to go."""
    decided, unfit = editions(wish)
    shared = pipeline.workshop(source, wish)
    lacking = [(edition, _lacking(shared, edition)) for edition in decided]
    empty = tuple(dict.fromkeys(problem for _, problem in lacking if problem))
    if wish.editions and empty:
        raise BadInput(empty)
    wanted = [edition for edition, problem in lacking if problem is None]
    built: list[Built] = []
    problems: list[Problem] = []
    for at, edition in enumerate(wanted, start=1):
        say = partial(step, edition.file_name, at, len(wanted))
        try:
            with within(LONGEST_EDITION, _too_slow(edition)):
                built.append(pipeline.build(shared, edition, out, say))
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(dict.fromkeys(problems))
    if strict and (misfits := [error for one in built for error in _misfits(one)]):
        raise Misfits(misfits)
    return Run(tuple(built), (*unfit, *empty))


def _misfits(built: Built) -> Iterator[Problem]:
    """The notes of an edition as errors, under its name."""
    name = built.edition.file_name
    for note in built.notes:
        words = Words(ja=f"{name}: {note.words.ja}", en=f"{name}: {note.words.en}")
        yield replace(note, words=words, severity=Severity.ERROR)


def _too_slow(edition: Edition) -> Problem:
    words = Words(
        ja=f"{edition.file_name} が {LONGEST_EDITION:g} 秒たっても仕上がりません。"
        "テンプレートの繰り返しと style.css を見直してください。",
        en=f"{edition.file_name} was not done within {LONGEST_EDITION:g} s; "
        "look at the loops of the template and at style.css",
    )
    return Problem("layout/too-slow", words, Place(str(edition.layout.folder)))


def _lacking(workshop: Workshop, edition: Edition) -> Problem | None:
    """Why a declaration has nothing to show in an edition, if so."""
    layout, declaration = edition.layout, workshop.declaration
    missing = [part for part in layout.needs if not any(PARTS[part](declaration))]
    if not missing:
        return None
    parts = ", ".join(missing)
    words = Words(
        ja=f"この宣言には {parts} がないので、「{layout.name}」は作れません。"
        f"作るには宣言のファイルに {parts}: を書いてください。",
        en=f"the declaration has no {parts}, so there is nothing for edition {layout.name} to show; "
        f"add `{parts}:` to the declaration to build it",
    )
    return Problem("edition/nothing-to-show", words, Place(str(workshop.source)))


def writing_of(name: str | None) -> Writing | None:
    """The writing that a command line names."""
    return Writing(name) if name else None
