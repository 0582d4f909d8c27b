"""`sheets`: finished PDFs → sheets for the print room."""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from declaration_print.cli import language
from declaration_print.cli.language import LANG_OPTION, t
from declaration_print.cli.progress import Progress
from declaration_print.model.problem import ExitCode

if TYPE_CHECKING:
    from declaration_print.model.panel import Panels


@click.group(
    help=t(
        "仕上がった PDF を、印刷と製本のために面付けします。",
        "Lays finished PDFs out for printing and mounting.",
    )
)
def sheets() -> None:
    """Hold the commands."""


@sheets.command(
    help=t(
        "巻物の PDF を行間で切り分け、貼り合わせ図を添えた印刷用の PDF にします。"
        "倍率は実寸で、継ぎ目では右の紙が上になります。",
        "Cut the PDF of a scroll into panels at line gaps, with an assembly sheet, at true size. At a "
        "joint the right sheet lies on top.",
    )
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PDF...")
@click.option(
    "--sheet",
    "paper",
    metavar="A3|半切|全紙|WxHmm|rollWxL",
    help=t(
        "印刷する用紙(A0–A5、JIS B0–B5、半切、全紙、610x1800mm、ロール紙は roll610x1800)。"
        "省略時は A3、半切、24 インチのロール紙のうち、高さの足りる最も小さいもの。",
        "What it is printed on: A0-A5, JIS B0-B5, hansetsu, zenshi, a size such as 610x1800mm, or a roll "
        "such as roll610x1800. Default: the smallest of A3, hansetsu and a 24-inch roll that is high "
        "enough.",
    ),
)
@click.option(
    "--paste",
    type=float,
    default=10.0,
    show_default=True,
    metavar="MM",
    help=t("糊代の幅。", "Width of the paste margin."),
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help=t(
        "出力先のファイル(.pdf)またはフォルダー(省略時は元のファイルの隣の <名前>-panels-<用紙>.pdf)。",
        "A file (.pdf) or a folder. Default: beside the scroll, as <name>-panels-<sheet>.pdf.",
    ),
)
@LANG_OPTION
def panels(paths: tuple[Path, ...], paper: str | None, paste: float, out: Path | None) -> None:
    """Cut scrolls into panels; all are made before any is written."""
    gc.disable()  # one run leaves little cyclic garbage
    from declaration_print import print_room  # noqa: PLC0415 - heavy
    from declaration_print.model.units import Mm  # noqa: PLC0415 - as above

    with Progress() as progress:

        def step(name: str, at: int, of: int) -> None:
            progress.say(name, at, of, t("切り分け", "cutting"))

        cut = print_room.cut_files(paths, print_room.Order(paper, Mm(paste), out), step)
    for file, made in cut.items():
        _summary(file, made)
    sys.exit(ExitCode.FINE)


def _summary(file: Path, made: "Panels") -> None:
    """What was made, how long each panel is, what to mind."""
    count, sheet = len(made.panels), made.sheet
    name = sheet.title.in_(language.LANG)
    click.echo(t(f"{file}  ({name}、{count} 紙)", f"{file}  ({name}, {count} panels)"))
    for panel in made.panels:
        where = f"{panel.begin:8.1f} – {panel.end:8.1f} mm"
        click.echo(f"      {panel.number:3d}  {where}  {panel.opening}")
    if made.borderless:
        click.echo(
            t(
                "      用紙と巻物の高さが同じです。フチなし(余白なし)で印刷してください。",
                "      The sheet is as high as the scroll: print without borders.",
            )
        )
    click.echo(
        t(
            "      倍率 100 % で印刷し、各紙の 100 mm の目盛りを確かめてください。",
            "      Print at 100 % and check the ruler of 100 mm on each sheet.",
        )
    )
