"""`build`: a declaration → PDFs, checked, and what to open."""

import gc
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import click

from declaration_print.cli import language
from declaration_print.cli.language import LANG_OPTION, t
from declaration_print.cli.progress import Progress
from declaration_print.model.problem import ExitCode, Words

if TYPE_CHECKING:
    from declaration_print.model.setting import Normalisation
    from declaration_print.producing import Run

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


@click.command(
    help=t(
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
    help=t(
        "作る版(handout, outline, poster, scroll, specimen、または --layouts の版)。繰り返せます。"
        "省略時は specimen(組版見本)のほかすべて。",
        "Edition to build (handout, outline, poster, scroll, specimen, or one of --layouts). "
        "Repeatable; all but specimen by default.",
    ),
)
@click.option(
    "--writing",
    type=click.Choice(["vertical", "horizontal"]),
    help=t("縦組または横組だけを作ります。", "Build only vertical or only horizontal editions."),
)
@click.option(
    "--paper",
    metavar="A4|…|WxHmm",
    help=t(
        "用紙(A0–A5、JIS B0–B5、200x400mm など)。巻物は高さ(297mm など)。",
        "Paper: A0-A5, JIS B0-B5, or a size such as 200x400mm; for a scroll its height, such as 297mm.",
    ),
)
@click.option(
    "--layouts",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=t("自作レイアウトのフォルダー。", "A folder with layouts of your own."),
)
@click.option(
    "--fonts",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=t("追加の書体のフォルダー。", "A folder with more fonts."),
)
@click.option(
    "--set",
    "choices",
    multiple=True,
    metavar="OPTION=VALUE",
    help=t(
        "レイアウトの設定を選びます(巻物なら hand=mincho、ruled=true など。レイアウトの README に一覧)。繰り返せます。",
        "Choose an option of the layout, such as hand=mincho or ruled=true for the scroll (its README "
        "lists them). Repeatable.",
    ),
)
@click.option(
    "--pdfa",
    type=click.Choice(["1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "4", "4f"]),
    help=t(
        "PDF/A の種類(省略時はレイアウトが決めます)。",
        "The flavour of PDF/A (the layout decides by default).",
    ),
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help=t("出力先のフォルダー。", "Where the PDFs go."),
)
@click.option(
    "--strict",
    is_flag=True,
    help=t(
        "字間が開きすぎた行や行長を超えた行があれば、それを示し、何も書き出さずに終わります(終了コード 1)。",
        "Lines too loose or past their measure are errors: they are listed, nothing is written, and "
        "the exit code is 1.",
    ),
)
@LANG_OPTION
def build(  # noqa: PLR0913, PLR0917 - one parameter an option
    declaration: Path | None,
    editions: tuple[str, ...],
    writing: str | None,
    paper: str | None,
    layouts: Path | None,
    fonts: Path | None,
    choices: tuple[str, ...],
    pdfa: str | None,
    out: Path,
    strict: bool,  # noqa: FBT001 - click passes it by name
) -> None:
    """Build editions, check each, and say what to open."""
    gc.disable()  # a build leaves little cyclic garbage: 40 MB, against a fifth of its time
    from declaration_print import producing, wishes  # noqa: PLC0415 - heavy

    wish = wishes.Wish(
        editions, producing.writing_of(writing), paper, layouts, fonts, _choices(choices), pdfa
    )
    with Progress() as progress:

        def step(name: str, at: int, of: int, what: str) -> None:
            progress.say(name, at, of, _STEPS[what].in_(language.LANG))

        run = producing.build_all(
            declaration or wishes.SHIPPED_DECLARATION, wish, out, step, strict=strict
        )
    _summary(run)
    sys.exit(ExitCode.FINE if run.passed else ExitCode.FINDINGS)


def _choices(choices: tuple[str, ...]) -> dict[str, str]:
    """`hand=mincho` as a name and a value."""
    pairs = [choice.partition("=") for choice in choices]
    for name, equals, value in pairs:
        if not (name and equals and value):
            raise click.BadParameter(
                t(
                    f"「{name}{equals}{value}」は 名前=値 の形になっていません。",
                    f"{name}{equals}{value} is not of the form OPTION=VALUE.",
                ),
                param_hint="--set",
            )
    return {name: value for name, _, value in pairs}


def _changes(reason: str, changes: "tuple[Normalisation, ...]") -> str:
    """`figures 12: 2024→二〇二四, 21→二十一, and 3 more`: at most one line of a screen."""
    distinct = list(dict.fromkeys(f"{_seen(one.source)}→{_seen(one.became)}" for one in changes))
    counted = f"        {reason} {len(changes)}"
    for shown in range(min(len(distinct), _SCREEN), 0, -1):
        left = len(distinct) - shown
        more = t(f"、ほか {left} 種", f", and {left} more") if left else ""
        line = f"{counted}: {t('、', ', ').join(distinct[:shown])}{more}"
        if _columns(line) <= _SCREEN:
            return line
    return counted


def _seen(text: str) -> str:
    """A change's one side; what cannot be seen has a sign or a name."""
    return "".join("␣" if one.isspace() else one for one in text) or t("なし", "none")


def _columns(line: str) -> int:
    """How wide a terminal shows a line: a full-width character takes two columns."""
    marks = sum(unicodedata.combining(one) > 0 for one in line)
    return len(line) - marks + sum(unicodedata.east_asian_width(one) in "WFA" for one in line)


def _summary(run: "Run") -> None:
    """What was made, what the checker says, what to open."""
    for problem in run.left_out:
        click.echo(t("省略  ", "left out  ") + problem.line(language.LANG))
    built = run.built
    for one in built:
        verdict = t("合格", "pass") if one.passed else t("不合格", "FAIL")
        pages = t(f"{one.report.page_count} 頁", f"{one.report.page_count} p.")
        click.echo(f"{verdict}  {one.path}  ({pages}, {one.seconds:.1f} s)")
        if one.normalised:
            click.echo(
                t("      組版のために字を改めた箇所", "      written otherwise to suit the lines")
            )
        for reason, changes in one.normalised.items():
            click.echo(_changes(_REASONS[reason].in_(language.LANG), changes))
        for note in one.notes:
            click.echo(f"      {note.line(language.LANG)}")
        for finding in one.report.findings:
            click.echo(
                f"      {finding.message.in_(language.LANG)} [{finding.rule}/{finding.code}]"
            )
            if finding.remedy:
                click.echo(f"        → {finding.remedy.in_(language.LANG)}")
    failed = sum(not one.passed for one in built)
    folder = built[0].path.parent if built else ""
    if failed:
        click.echo(
            t(
                f"{len(built)} 件のうち {failed} 件が検査に通りませんでした。上の指摘をご覧ください。",
                f"{failed} of {len(built)} did not pass the check; see the findings above.",
            )
        )
    elif built:
        click.echo(
            t(
                f"{len(built)} 件すべて検査に合格しました。{folder} を開いてください。",
                f"All {len(built)} passed the check. Open {folder}",
            )
        )
