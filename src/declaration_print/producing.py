"""Many editions of one declaration: all made in memory, then written together.

Nothing is written before every edition of a run is made; all problems are told at once.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from declaration_print import pipeline
from declaration_print.files import write_whole
from declaration_print.model.declaration import PARTS
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

LONGEST_SECONDS = 300.0
"""What one edition may take: a hundred metres of scroll take a tenth of it."""

Step = Callable[[str, int, int, str], None]
"""Called before each step: the file's name, which of how many files, the step."""


class Misfits(BadInput):
    """Lines too loose or too long where none may be; the input itself can be used."""

    exit_code = ExitCode.FINDINGS


@dataclass(frozen=True, slots=True)
class Run:
    """What one build made, and which editions it left out and why."""

    built: tuple[Built, ...]
    left_out: tuple[Problem, ...]

    @property
    def passed(self) -> bool:
        """Whether the checker found no error in any file."""
        return all(one.passed for one in self.built)


def build_all(source: Path, wish: Wish, out: Path, step: Step, *, strict: bool = False) -> Run:
    """Every edition of a wish. Nothing is written before all are made; all problems come at once.

    Raises BadInput, and Misfits when `strict` and a line is too loose or too long.
    """
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
            with _in_time(edition):
                built.append(pipeline.build(shared, edition, out, say))
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(dict.fromkeys(problems))
    if strict and (misfits := [error for one in built for error in _misfits(one)]):
        raise Misfits(misfits)
    write_whole({one.path: one.content for one in built})
    return Run(tuple(built), (*unfit, *empty))


def _misfits(built: Built) -> Iterator[Problem]:
    """The notes of an edition as errors, under its name."""
    name = built.edition.file_name
    for note in built.notes:
        words = Words(ja=f"{name}: {note.words.ja}", en=f"{name}: {note.words.en}")
        yield replace(note, words=words, severity=Severity.ERROR)


@contextmanager
def _in_time(edition: Edition) -> Iterator[None]:
    """Stop a template or style sheet that never ends (in the main thread, on a Unix)."""
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(*_: object) -> None:
        words = Words(
            ja=f"{edition.file_name} が {LONGEST_SECONDS:g} 秒たっても仕上がりません。"
            "テンプレートの繰り返しと style.css を見直してください。",
            en=f"{edition.file_name} was not done within {LONGEST_SECONDS:g} s; "
            "look at the loops of the template and at style.css",
        )
        raise BadInput([Problem("layout/too-slow", words, Place(str(edition.layout.folder)))])

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, LONGEST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


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
