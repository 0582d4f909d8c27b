"""`verify`: PDFs and deposits → whether each is still what it was made from."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from declaration_print.cli import language
from declaration_print.cli.language import LANG_OPTION, print_problems, t
from declaration_print.cli.progress import STEPS, Progress
from declaration_print.model.problem import BadInput, ExitCode, Place, Problem, Words

if TYPE_CHECKING:
    from declaration_print.model.verification import Verification

_PACKED = frozenset({".tar", ".zip"})
_HEAD = 1024
"""Bytes within which a PDF says that it is one."""


@click.command(
    help=t(
        "PDF を、それが携えるデータだけから作り直し、1 バイトも違わないかどうかを確かめます。"
        "archive で作った保存用一式(フォルダー、.tar、.zip)は、その中のすべてを確かめます。\n\n"
        "終了コード: 0 同じ、1 違いがある、2 確かめられない。",
        "Rebuild a PDF from the data that it carries and see whether the bytes are the same; of a "
        "deposit that archive made (folder, .tar, .zip), verify everything.\n\n"
        "Exit codes: 0 identical, 1 something differs, 2 cannot be verified.",
    )
)
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PDF|DEPOSIT..."
)
@click.option(
    "--fonts",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=t(
        "PDF に使われた書体のうち、同梱されていないもののフォルダー(書体は SHA-256 で見分けます)。",
        "A folder with faces of the PDF that are not shipped; they are known by their SHA-256.",
    ),
)
@click.option(
    "--no-rebuild",
    is_flag=True,
    help=t(
        "保存用一式の PDF を作り直しません(道具の版が変わった後でも、傷みの有無は分かります)。",
        "Do not rebuild the PDFs of a deposit; whether it is undamaged is told all the same, with any "
        "versions of the tools.",
    ),
)
@click.option(
    "--trust",
    "roots",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE.pem",
    help=t(
        "署名を確かめるときに信頼する認証局の証明書。繰り返せます。指定すると、署名のないものは合格しません。",
        "Certificate of an authority that signatures must lead to. Repeatable. With it, what nobody "
        "signed does not pass.",
    ),
)
@LANG_OPTION
def verify(
    paths: tuple[Path, ...],
    fonts: Path | None,
    no_rebuild: bool,  # noqa: FBT001 - click passes it by name
    roots: tuple[Path, ...],
) -> None:
    """Verify each path, print what was found, and leave with the gravest exit code."""
    gc.disable()  # as a build
    code = ExitCode.FINE
    for path in paths:
        if len(paths) > 1:
            click.echo(f"{path}:")
        try:
            with Progress() as progress:
                found = _verified(path, fonts, roots, progress, rebuild=not no_rebuild)
        except BadInput as bad:
            print_problems(_at(problem, path) for problem in bad.problems)
            click.echo(_CANNOT.in_(language.LANG))
            code = max(code, bad.exit_code)
            continue
        _print(found)
        if not found.passed:
            code = max(code, ExitCode.FINDINGS)
    sys.exit(code)


def _verified(
    path: Path, fonts: Path | None, roots: tuple[Path, ...], progress: Progress, *, rebuild: bool
) -> "Verification":
    """The proofs of a PDF or of a deposit, by what stands at the path."""
    from declaration_print.files import LARGEST_PDF, content_of, shown, size_of  # noqa: PLC0415

    def step(name: str, at: int, of: int, what: str) -> None:
        progress.say(name, at, of, STEPS[what].in_(language.LANG))

    pems = [content_of(root) for root in roots]
    if path.is_dir() or path.suffix.lower() in _PACKED:
        from declaration_print.verifying import verify_deposit  # noqa: PLC0415 - heavy

        return verify_deposit(path, step, rebuild=rebuild, roots=pems)
    if not path.is_file() and path.exists():
        raise BadInput([Problem("verify/neither", _NEITHER, Place(shown(path)))])
    if size_of(path) > LARGEST_PDF:
        raise BadInput([Problem("verify/too-large", _TOO_LARGE, Place(shown(path)))])
    data = content_of(path)
    if b"%PDF-" not in data[:_HEAD]:
        raise BadInput([Problem("verify/neither", _NEITHER, Place(shown(path)))])
    from declaration_print.rebuilding import verify_pdf  # noqa: PLC0415 - heavy

    return verify_pdf(data, fonts, _of_one(path, step), pems)


def _of_one(path: Path, step: Callable[[str, int, int, str], None]) -> Callable[[str], None]:
    return lambda what: step(path.name, 1, 1, what)


def _at(problem: Problem, path: Path) -> Problem:
    """A problem of a carried file under the name of the PDF, too."""
    shown = str(path).encode(errors="backslashreplace").decode()
    place = problem.place
    if place is None:
        return Problem(problem.code, problem.words, Place(shown), problem.severity)
    if place.path == shown:
        return problem
    within = Place(f"{shown}: {place.path}", place.line, place.column)
    return Problem(problem.code, problem.words, within, problem.severity)


def _print(found: "Verification") -> None:
    for proof in found.proofs:
        for line in proof.lines(language.LANG):
            click.echo(line)
    if found.seal is not None:
        listed = "tagmanifest-sha256.txt"
        click.echo(
            t(
                f"預けたときの控えと見比べる値({listed} の SHA-256): {found.seal}",
                f"to compare with the value noted at the handover (SHA-256 of {listed}): {found.seal}",
            )
        )
    passed = _PASSED if found.complete else _PASSED_IN_PART
    click.echo((passed if found.passed else _FAILED).in_(language.LANG))


_PASSED = Words(ja="確かめました。元のとおりです。", en="Verified: it is what it was made from.")
_PASSED_IN_PART = Words(
    ja="調べたかぎり、元のとおりです。– の行は確かめていません。",
    en="As far as it was looked at, it is what it was made from; the lines marked – were not verified.",
)
_FAILED = Words(
    ja="元のとおりではありません。✗ の行をご覧になり、別に保管した複製と比べてください。",
    en="It differs from what it was made from; see the lines marked ✗, and compare a copy kept elsewhere.",
)
_CANNOT = Words(ja="確かめられませんでした。", en="It cannot be verified.")
_NEITHER = Words(
    ja="PDF でも、archive で作った保存用一式(フォルダー、.tar、.zip)でもありません。",
    en="neither a PDF nor a deposit that archive made (a folder, .tar or .zip); name one of these",
)
_TOO_LARGE = Words(
    ja="ファイルが大きすぎるため、確かめられません(200 MB まで)。",
    en="the file is too large to be verified (at most 200 MB)",
)
