"""`build`: a declaration → PDFs, checked, and what to open."""

import gc
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from declaration_print.cli import language
from declaration_print.cli.build_summary import print_summary
from declaration_print.cli.language import LANG_OPTION, t
from declaration_print.cli.progress import STEPS, Progress
from declaration_print.model.problem import ExitCode

if TYPE_CHECKING:
    from declaration_print.producing import Beside


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
    metavar="2a|2u|2b|3a|3u|3b|4|4f",
    help=t(
        "PDF/A の種類。省略時はレイアウトが決めます(巻物は 3a、ほかは 2a)。",
        "The flavour of PDF/A. The layout decides by default: 3a for the scroll, else 2a.",
    ),
)
@click.option(
    "--source/--no-source",
    default=None,
    help=t(
        "PDF の元(宣言の YAML、レイアウト、設定、版)を添付する、しない。省略時はレイアウトが決めます"
        "(巻物は添付します)。",
        "Carry inside each PDF what it is made from (the YAML, layout, options, versions), or do not. "
        "The layout decides by default: the scroll does.",
    ),
)
@click.option(
    "--panels",
    metavar="SHEET|none",
    help=t(
        "巻物を分けて刷る紙(A3、半切、610x1800mm など)。省略時は高さの足りる最小の紙、none で作らない。",
        "What a scroll is cut up to be printed on (A3, hansetsu, 610x1800mm …); the smallest that is high "
        "enough by default, none for no panels.",
    ),
)
@click.option(
    "--pictures",
    type=float,
    metavar="PX",
    help=t(
        "巻物の画像の細かさ(1 mm あたりの画素数。省略時 4)。0 で作らない。",
        "Pixels per mm of a scroll's pictures (4 by default), 0 for none.",
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
    source: bool | None,  # noqa: FBT001 - click passes it by name
    panels: str | None,
    pictures: float | None,
    out: Path,
    strict: bool,  # noqa: FBT001 - click passes it by name
) -> None:
    """Build editions, check each, and say what to open."""
    gc.disable()  # a build leaves little cyclic garbage: 40 MB, against a fifth of its time
    from declaration_print import producing, wishes  # noqa: PLC0415 - heavy

    wish = wishes.Wish(
        editions,
        producing.writing_of(writing),
        paper,
        layouts,
        fonts,
        choices_of(choices),
        pdfa,
        source,
    )
    with Progress() as progress:

        def step(name: str, at: int, of: int, what: str) -> None:
            progress.say(name, at, of, STEPS[what].in_(language.LANG))

        run = producing.build_all(
            declaration or wishes.SHIPPED_DECLARATION,
            wish,
            out,
            step,
            strict=strict,
            beside=_beside(panels, pictures),
        )
    print_summary(run)
    sys.exit(ExitCode.FINE if run.passed else ExitCode.FINDINGS)


def _beside(panels: str | None, pictures: float | None) -> "Beside":
    """What goes with scrolls, as the options say."""
    from declaration_print.producing import Beside  # noqa: PLC0415 - heavy

    wanted = Beside(panels=False) if panels == "none" else Beside(paper=panels)
    return wanted if pictures is None else replace(wanted, px_per_mm=pictures)


def choices_of(choices: tuple[str, ...]) -> dict[str, str]:
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
