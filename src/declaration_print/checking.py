"""Files that anybody made → judged, each in a worker process within bounds → Report."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from declaration_print import check
from declaration_print.check import workers
from declaration_print.check.document import unreadable
from declaration_print.files import LARGEST_PDF, content_of, pdfs, shown, size_of
from declaration_print.model.declaration import Declaration
from declaration_print.model.problem import BadInput, Problem, Words
from declaration_print.model.report import FileReport, Opinion, Report, Verdict

SECONDS = 10.0
"""What one file may take, a second more for each megabyte beyond `LIGHT`, and one for each
`LONG_TEXT` bytes of the declaration that it is held against."""

LIGHT = 5_000_000
MEGABYTE = 1_000_000
LONG_TEXT = 50_000
STOPS_EARLY = 1.0
"""A worker stops itself that long before it is killed."""

WITNESS_SECONDS = 120.0
"""What a second witness may take over a file; starting Java alone takes some."""

FEW = 20
MOST_PICTURED = 100
PAGES_OF_ONE, PAGES_OF_MANY = 12, 3
"""Pages that are drawn of each file: up to FEW files, and of more; of MOST_PICTURED files at most.

A picture takes 4 to 40 kB: the report stays below some 16 MB, which every browser opens.
"""

_TOO_MANY = Words(
    ja=f"ファイルが多いため、ページの絵は {MOST_PICTURED} 件までです(合格しなかったものを先に描きます)。",
    en=f"With so many files only {MOST_PICTURED} have pictures of their pages, first those that did not pass.",
)
_NOT_DRAWN = Words(
    ja="ページの絵は描けませんでした。描画プログラム(PDFium)がこのファイルを扱えないためで、"
    "検査の結果には関わりません。",
    en="The pages could not be drawn: PDFium, which draws them, cannot deal with this file. "
    "That does not touch the verdict.",
)

Begun = Callable[[str, int, int], None]
"""Called as each file is begun: its name, which of how many."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be checked, and how. `pictured`: the report wants thumbnails."""

    paths: Sequence[Path]
    declaration: Path | None = None
    profile: str | None = None
    only: frozenset[str] = frozenset()
    witnesses: Sequence[str] = ()
    pictured: bool = False


def check_files(request: Request, begun: Begun) -> tuple[Report, tuple[Problem, ...]]:
    """The report on every file that can be judged, and why the others cannot.

    Raises:
        BadInput: none can, or the declaration, the profile, a rule or a witness is none.
    """
    expected = _declaration(request.declaration)
    _demand(request.witnesses)
    files, problems = pdfs(request.paths)
    reports = {}
    for file, answer in _judged(files, request, expected, begun):
        if isinstance(answer, tuple):
            problems += answer
        else:
            reports[file] = answer
    if problems and not reports:
        raise BadInput(problems)
    if request.pictured:
        reports = _pictured(reports, begun)
    for witness in request.witnesses:
        reports = _with_opinion(witness, reports, begun)
    return Report(tuple(reports.values())), tuple(dict.fromkeys(problems))


def _demand(witnesses: Sequence[str]) -> None:
    """Make sure that every witness asked for is there, before any work; all that lack are told."""
    lacking: list[Problem] = []
    for witness in witnesses:
        try:
            check.witness_at_hand(witness)
        except BadInput as bad:
            lacking += bad.problems
    if lacking:
        raise BadInput(lacking)


def _judged(
    files: Sequence[Path], request: Request, expected: Declaration | None, begun: Begun
) -> Iterator[tuple[Path, FileReport | tuple[Problem, ...]]]:
    """Each file with its report, or with why there is none."""

    def seconds(file: Path) -> float:
        return _seconds(file, request.declaration)

    def judged(file: Path) -> FileReport | tuple[Problem, ...]:
        if size_of(file) > LARGEST_PDF:
            return unreadable.unreadable(shown(file), unreadable.TOO_LARGE)
        try:
            return check.pdf(
                shown(file),
                content_of(file),
                profile=request.profile,
                only=request.only,
                declaration=expected,
                seconds=seconds(file),
            )
        except BadInput as bad:
            return bad.problems

    check.rules()  # loaded once, before the workers are made
    check.profiles()
    answers = workers.answers(files, judged, seconds, _announcer(files, begun))
    for file, answer in zip(files, answers, strict=True):
        yield (
            file,
            _failed(file, seconds(file), answer) if isinstance(answer, workers.Failure) else answer,
        )


def _declaration(file: Path | None) -> Declaration | None:
    if file is None:
        return None
    from declaration_print import read  # noqa: PLC0415 - slow to import, seldom asked for

    return read.declaration(file)


def _seconds(file: Path, declaration: Path | None = None) -> float:
    text = size_of(declaration) if declaration else 0
    more = max(0, size_of(file) - LIGHT) / MEGABYTE + text / LONG_TEXT
    return SECONDS - STOPS_EARLY + more


def _announcer(files: Sequence[Path], begun: Begun) -> Callable[[int], None]:
    return lambda at: begun(shown(Path(files[at].name)), at + 1, len(files))


def _failed(file: Path, seconds: float, failure: workers.Failure) -> FileReport:
    """The report that says why there is none."""
    flaw = {
        workers.Failure.TOO_SLOW: unreadable.too_slow(seconds + STOPS_EARLY),
        workers.Failure.TOO_MUCH_MEMORY: unreadable.TOO_MUCH_MEMORY,
        workers.Failure.CRASHED: unreadable.crashed("process ended"),
    }[failure]
    return unreadable.unreadable(shown(file), flaw)


def _pictured(reports: dict[Path, FileReport], begun: Begun) -> dict[Path, FileReport]:
    """The reports with thumbnails, or with why they have none."""
    readable = [file for file, one in reports.items() if one.verdict is not Verdict.UNREADABLE]
    # What did not pass comes first: those pages somebody has to look at.
    files = sorted(readable, key=lambda file: reports[file].verdict is Verdict.PASS)[:MOST_PICTURED]
    most = PAGES_OF_ONE if len(files) <= FEW else PAGES_OF_MANY

    def drawn(file: Path) -> tuple[bytes, ...]:
        return check.thumbnails(content_of(file), most)

    answers = workers.answers(files, drawn, _seconds, _announcer(files, begun))
    pictured = dict(reports) | {
        file: replace(reports[file], unpictured=_TOO_MANY) for file in readable
    }
    for file, found in zip(files, answers, strict=True):
        if isinstance(found, tuple) and found:
            pictured[file] = replace(reports[file], thumbnails=found)
        else:
            pictured[file] = replace(reports[file], unpictured=_NOT_DRAWN)
    return pictured


def _with_opinion(
    witness: str, reports: dict[Path, FileReport], begun: Begun
) -> dict[Path, FileReport]:
    """The reports with what a second witness says beside them."""

    def heard(file: Path) -> Opinion:
        workers.unbind_memory()
        return check.opinion(witness, file, content_of(file), reports[file])

    files = list(reports)
    answers = workers.answers(files, heard, lambda _: WITNESS_SECONDS, _announcer(files, begun))
    silent = Words(ja="応答がありませんでした。", en="It gave no answer.")
    return {
        file: replace(
            reports[file],
            opinions=(
                *reports[file].opinions,
                answer if isinstance(answer, Opinion) else Opinion(witness, note=silent),
            ),
        )
        for file, answer in zip(files, answers, strict=True)
    }


def check_signed(
    path: Path | str,
    content: bytes,
    claims: Sequence[str],
    declaration: Declaration | None = None,
    parts: tuple[str, ...] | None = None,
) -> FileReport:
    """Judge a signed edition by the profile `archive` and by every standard in `claims`.

    The house profiles would miss the single revision that an edition has before it is signed.
    """
    reports = [
        check.pdf(path, content, profile=name, declaration=declaration, parts=parts)
        for name in ("archive", *claims)
    ]
    findings = tuple(dict.fromkeys(one for report in reports for one in report.findings))
    verdicts = [report.verdict for report in reports]
    return replace(
        reports[0],
        verdict=next((one for one in verdicts if one is not Verdict.PASS), Verdict.PASS),
        findings=findings,
        judged_by=tuple(name for report in reports for name in report.judged_by),
        rules_run=tuple(dict.fromkeys(rule for report in reports for rule in report.rules_run)),
    )
