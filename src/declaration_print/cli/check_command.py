"""`check`: PDFs and folders → a report on them."""

import gc
import sys
from pathlib import Path

import click

from declaration_print.cli import language
from declaration_print.cli.language import LANG_OPTION, print_problems, t
from declaration_print.cli.progress import Progress
from declaration_print.model.problem import ExitCode


@click.command(
    help=t(
        "PDF の書体・メタデータ・本文などを検査します。フォルダーを指定すると、その下のすべての PDF を検査します。",
        "Check the fonts, metadata, text and more of PDFs; a folder stands for every PDF below it.",
    )
)
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PDF|FOLDER..."
)
@click.option(
    "--declaration",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=t("本文を照合する宣言。", "The declaration whose text must be in the file."),
)
@click.option(
    "--profile",
    metavar="NAME",
    help=t(
        "ファイルの申告にかかわらず従うべき規格・版(pdfa-2a, pdfua-1, handout など)。",
        "Judge against this standard or edition whatever the file claims (pdfa-2a, pdfua-1, handout …).",
    ),
)
@click.option(
    "--only",
    metavar="GROUP,...",
    help=t(
        "検査する項目だけを挙げます(fonts, metadata, text など)。",
        "Only these groups of rules (fonts, metadata, text …).",
    ),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html", "junit"]),
    default="text",
    show_default=True,
    help=t(
        "報告の形式。html はページの縮小図も載せます。",
        "Form of the report; html also shows the pages in small.",
    ),
)
@click.option(
    "--also",
    "witnesses",
    multiple=True,
    type=click.Choice(["verapdf", "pikepdf"]),
    help=t(
        "インストールされている別の検査プログラムにも尋ね、食い違いを示します。繰り返せます。",
        "Ask another checker too, where it is installed, and show where the two disagree. Repeatable.",
    ),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=t(
        "報告を書き出すファイル(省略時は標準出力)。",
        "Where the report goes (default: standard output).",
    ),
)
@LANG_OPTION
def check(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: tuple[Path, ...],
    declaration: Path | None,
    profile: str | None,
    only: str | None,
    form: str,
    witnesses: tuple[str, ...],
    output: Path | None,
) -> None:
    """Check PDFs and report. What cannot be read is told, and the rest is reported all the same."""
    gc.disable()  # imports leave nothing to collect; the workers have their own
    from declaration_print import checking, files  # noqa: PLC0415 - --help needs neither
    from declaration_print.check import report_in  # noqa: PLC0415 - as above

    request = checking.Request(
        paths, declaration, profile, _groups(only), tuple(dict.fromkeys(witnesses)), form == "html"
    )
    if output is not None:
        files.demand_no_source(output, (*paths, *([declaration] if declaration else [])))
    with Progress(ticking=True) as progress:
        report, problems = checking.check_files(request, progress.say)
    colour = output is None and bool(sys.stdout and sys.stdout.isatty())
    written = report_in(report, form, language.LANG, colour=colour)
    if output is None:
        click.echo(written)
    else:
        files.write_report(output, f"{written}\n".encode())
    print_problems(problems)
    if problems:
        sys.exit(ExitCode.BAD_INPUT)
    sys.exit(ExitCode.FINE if report.passed else ExitCode.FINDINGS)


def _groups(only: str | None) -> frozenset[str]:
    return frozenset(part.strip() for part in (only or "").split(",") if part.strip())
