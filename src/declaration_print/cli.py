"""Arguments → pipeline → exit code. Prints, and nothing else.

Exit codes: 0 fine, 1 findings, 2 bad input or usage, 3 our bug. Nothing heavy is imported before a
command runs, so that --help answers at once.
"""

import atexit
import gc
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from declaration_print import __version__
from declaration_print.model.problem import BadInput, ExitCode, Lang, Problem, Words

if TYPE_CHECKING:
    from declaration_print.model.setting import Normalisation
    from declaration_print.pipeline import Run

_INTERRUPTED = 130
"""What a shell expects of a process that was stopped from outside."""

_SCREEN = 80
"""Columns of a screen."""

_STEPS = {
    "compose": Words(ja="組版", en="composing"),
    "lay out": Words(ja="割付", en="laying out"),
    "finish": Words(ja="仕上げ", en="finishing"),
    "check": Words(ja="検査", en="checking"),
}


_REASONS = {
    "brackets": Words(ja="括弧", en="brackets"),
    "composition": Words(ja="合成文字", en="composed letters"),
    "figures": Words(ja="数字", en="figures"),
    "punctuation": Words(ja="約物", en="punctuation"),
    "space": Words(ja="空白", en="spaces"),
}


def _language(arguments: Iterable[str]) -> Lang:
    """The language of the house for this run: --lang, else LC_ALL, LC_MESSAGES, LANG."""
    words = list(arguments)
    for at, word in enumerate(words):
        asked = word.removeprefix("--lang=") if word.startswith("--lang=") else None
        if word == "--lang" and at + 1 < len(words):
            asked = words[at + 1]
        if asked in ("ja", "en"):
            return "ja" if asked == "ja" else "en"
    set_locale = next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
    )
    return "ja" if set_locale.startswith("ja") else "en"


LANG: Lang = _language(sys.argv[1:])


def _t(ja: str, en: str) -> str:
    return Words(ja=ja, en=en).in_(LANG)


_LANG_OPTION = click.option(
    "--lang",
    type=click.Choice(["ja", "en"]),
    expose_value=False,
    help=_t("表示の言語(省略時は LANG)。", "Language of messages (default: LANG)."),
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_t(
        "宣言(YAML)から、配布資料・骨子・ポスター・巻物の PDF を作り、検査します。",
        "Builds handout, outline, poster and scroll PDFs from a declaration (YAML), and checks them.",
    ),
)
@click.version_option(__version__, message="declaration_print %(version)s")
@_LANG_OPTION
def cli() -> None:
    """Hold the commands."""


@cli.command(
    help=_t(
        "宣言から PDF を作って検査し、OUT/<宣言名>/ に置きます。DECLARATION を省くと同梱の宣言を使います。",
        "Build and check PDFs into OUT/<slug>/. Without DECLARATION, the shipped one is built.",
    )
)
@click.argument("declaration", required=False, type=click.Path(path_type=Path))
@click.option(
    "-e",
    "--edition",
    "editions",
    multiple=True,
    metavar="EDITION",
    help=_t(
        "作る版(handout, outline, poster, scroll, specimen、または --layouts の版)。繰り返せます。"
        "省略時は specimen(組版見本)のほかすべて。",
        "Edition to build (handout, outline, poster, scroll, specimen, or one of --layouts). "
        "Repeatable; all but specimen by default.",
    ),
)
@click.option(
    "--writing",
    type=click.Choice(["vertical", "horizontal"]),
    help=_t("縦組または横組だけを作ります。", "Build only vertical or only horizontal editions."),
)
@click.option(
    "--paper",
    metavar="A4|…|WxHmm",
    help=_t(
        "用紙(A0–A5、JIS B0–B5、200x400mm など)。巻物は高さ(297mm など)。",
        "Paper: A0-A5, JIS B0-B5, or a size such as 200x400mm; for a scroll its height, such as 297mm.",
    ),
)
@click.option(
    "--layouts",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=_t("自作レイアウトのフォルダー。", "A folder with layouts of your own."),
)
@click.option(
    "--fonts",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=_t("追加の書体のフォルダー。", "A folder with more fonts."),
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help=_t("出力先のフォルダー。", "Where the PDFs go."),
)
@click.option(
    "--strict",
    is_flag=True,
    help=_t(
        "字間が開きすぎた行や行長を超えた行があれば、それを示し、何も書き出さずに終わります(終了コード 1)。",
        "Lines too loose or past their measure are errors: they are listed, nothing is written, and "
        "the exit code is 1.",
    ),
)
@_LANG_OPTION
def build(  # noqa: PLR0913, PLR0917 - one parameter an option
    declaration: Path | None,
    editions: tuple[str, ...],
    writing: str | None,
    paper: str | None,
    layouts: Path | None,
    fonts: Path | None,
    out: Path,
    strict: bool,  # noqa: FBT001 - click passes it by name
) -> None:
    """Build editions, check each, and say what to open."""
    gc.disable()  # a build leaves little cyclic garbage: 40 MB, against a fifth of its time
    from declaration_print import pipeline, wishes  # noqa: PLC0415 - heavy

    wish = wishes.Wish(editions, pipeline.writing_of(writing), paper, layouts, fonts)
    with _progress() as step:
        run = pipeline.build_all(
            declaration or wishes.SHIPPED_DECLARATION, wish, out, step, strict=strict
        )
    _summary(run)
    sys.exit(ExitCode.FINE if run.passed else ExitCode.FINDINGS)


@cli.command(
    help=_t(
        "PDF の書体・メタデータ・本文を検査します。",
        "Check the fonts, metadata and text of PDFs.",
    )
)
@click.argument("pdfs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PDF...")
@click.option(
    "--declaration",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_t("本文を照合する宣言。", "The declaration whose text must be in the file."),
)
@click.option(
    "--profile",
    metavar="NAME",
    help=_t(
        "ファイルの申告にかかわらず従うべき規格・版(pdfa-2a, pdfua-1, handout など)。",
        "Judge against this standard or edition whatever the file claims (pdfa-2a, pdfua-1, handout …).",
    ),
)
@click.option(
    "--only",
    metavar="GROUP,...",
    help=_t(
        "検査する項目だけを挙げます(fonts, metadata, text など)。",
        "Only these groups of rules (fonts, metadata, text …).",
    ),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=_t("報告の形式。", "Form of the report."),
)
@_LANG_OPTION
def check(
    pdfs: tuple[Path, ...],
    declaration: Path | None,
    profile: str | None,
    only: str | None,
    form: str,
) -> None:
    """Check PDFs and report."""
    from declaration_print import pipeline  # noqa: PLC0415 - heavy

    report = pipeline.check_files(pdfs, declaration, profile, _groups(only))
    click.echo(
        pipeline.report_text(report, form, LANG, colour=bool(sys.stdout and sys.stdout.isatty()))
    )
    sys.exit(ExitCode.FINE if report.passed else ExitCode.FINDINGS)


def main() -> NoReturn:
    """Run the command line; every way out has its exit code."""
    atexit.register(gc.freeze)  # what is left when the process ends needs no collecting
    try:
        sys.exit(cli(prog_name="declaration-print", standalone_mode=False) or ExitCode.FINE)
    except BadInput as bad:
        _print_problems(bad.problems)
        sys.exit(bad.exit_code)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(_INTERRUPTED)
    except OSError as error:
        sys.exit(_unwritable(error))
    except Exception as error:
        if os.environ.get("DECLARATION_PRINT_DEBUG"):
            raise
        message = _t(
            f"内部の誤りです({type(error).__name__}: {error})。"
            "DECLARATION_PRINT_DEBUG=1 を付けて実行し、その出力とともにお知らせください。",
            f"this is our bug ({type(error).__name__}: {error}); "
            "run again with DECLARATION_PRINT_DEBUG=1 and send us what it prints",
        )
        click.echo(f"declaration-print: {message}", err=True)
        sys.exit(ExitCode.OUR_BUG)


def _unwritable(error: OSError) -> int:
    """What to say when standard output takes nothing more: nothing, if the reader has gone."""
    sys.stdout = None
    if isinstance(error, BrokenPipeError):
        return _INTERRUPTED
    message = _t(
        f"出力できません({error.strerror})。", f"cannot write the report ({error.strerror})"
    )
    click.echo(f"declaration-print: {message}", err=True)
    return ExitCode.BAD_INPUT


def _groups(only: str | None) -> frozenset[str]:
    return frozenset(part.strip() for part in (only or "").split(",") if part.strip())


def _print_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(problem.line(LANG), err=True)


class _progress:  # noqa: N801 - used as a function
    """A line on a terminal that says what is being done; silent elsewhere."""

    def __init__(self) -> None:
        self._shown = bool(sys.stderr and sys.stderr.isatty())

    def __enter__(self) -> Callable[[str, int, int, str], None]:
        return self._step

    def __exit__(self, *_: object) -> None:
        if self._shown:
            click.echo("\r\033[K", nl=False, err=True)

    def _step(self, name: str, at: int, of: int, step: str) -> None:
        if self._shown:
            click.echo(f"\r\033[K[{at}/{of}] {name} … {_STEPS[step].in_(LANG)}", nl=False, err=True)


def _changes(reason: str, changes: "tuple[Normalisation, ...]") -> str:
    """`figures 12: 2024→二〇二四, 21→二十一, and 3 more`: at most one line of a screen."""
    distinct = list(dict.fromkeys(f"{_seen(one.source)}→{_seen(one.became)}" for one in changes))
    counted = f"        {reason} {len(changes)}"
    for shown in range(min(len(distinct), _SCREEN), 0, -1):
        left = len(distinct) - shown
        more = _t(f"、ほか {left} 種", f", and {left} more") if left else ""
        line = f"{counted}: {_t('、', ', ').join(distinct[:shown])}{more}"
        if _columns(line) <= _SCREEN:
            return line
    return counted


def _seen(text: str) -> str:
    """A change's one side; what cannot be seen has a sign or a name."""
    return "".join("␣" if one.isspace() else one for one in text) or _t("なし", "none")


def _columns(line: str) -> int:
    """How wide a terminal shows a line: a full-width character takes two columns."""
    marks = sum(unicodedata.combining(one) > 0 for one in line)
    return len(line) - marks + sum(unicodedata.east_asian_width(one) in "WFA" for one in line)


def _summary(run: "Run") -> None:
    """What was made, what the checker says, what to open."""
    for problem in run.left_out:
        click.echo(_t("省略  ", "left out  ") + problem.line(LANG))
    built = run.built
    for one in built:
        verdict = _t("合格", "pass") if one.passed else _t("不合格", "FAIL")
        pages = _t(f"{one.report.page_count} 頁", f"{one.report.page_count} p.")
        click.echo(f"{verdict}  {one.path}  ({pages}, {one.seconds:.1f} s)")
        if one.normalised:
            click.echo(
                _t("      組版のために字を改めた箇所", "      written otherwise to suit the lines")
            )
        for reason, changes in one.normalised.items():
            click.echo(_changes(_REASONS[reason].in_(LANG), changes))
        for note in one.notes:
            click.echo(f"      {note.line(LANG)}")
        for finding in one.report.findings:
            click.echo(f"      {finding.message.in_(LANG)} [{finding.rule}/{finding.code}]")
            if finding.remedy:
                click.echo(f"        → {finding.remedy.in_(LANG)}")
    failed = sum(not one.passed for one in built)
    folder = built[0].path.parent if built else ""
    if failed:
        click.echo(
            _t(
                f"{len(built)} 件のうち {failed} 件が検査に通りませんでした。上の指摘をご覧ください。",
                f"{failed} of {len(built)} did not pass the check; see the findings above.",
            )
        )
    elif built:
        click.echo(
            _t(
                f"{len(built)} 件すべて検査に合格しました。{folder} を開いてください。",
                f"All {len(built)} passed the check. Open {folder}",
            )
        )
