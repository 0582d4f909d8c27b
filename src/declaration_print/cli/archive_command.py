"""`archive`: a declaration → a deposit that proves itself, and what to do with it."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from declaration_print.cli import language
from declaration_print.cli.build_command import choices_of
from declaration_print.cli.language import LANG_OPTION, t
from declaration_print.cli.option_groups import GroupedCommand
from declaration_print.cli.progress import STEPS, Progress
from declaration_print.cli.signing_options import Asked, signing_options

if TYPE_CHECKING:
    from declaration_print.depositing import Deposited


@click.command(
    cls=GroupedCommand,
    help=t(
        "宣言のすべての版を作って検査し、データ・レイアウト・書体・記録とともに、長く保存するための一式"
        "(BagIt)にして OUT/<宣言名>-deposit に置きます。DECLARATION を省くと同梱の宣言を使います。",
        "Build and check every edition and put them with the data, layouts, faces and records into a "
        "deposit that is made to last (BagIt), OUT/<slug>-deposit. Without DECLARATION, the shipped "
        "one is taken.",
    ),
)
@click.argument("declaration", required=False, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    help=t("置き場所のフォルダー。", "Where the deposit goes."),
)
@click.option(
    "--package",
    "packages",
    multiple=True,
    type=click.Choice(["folder", "tar", "zip"]),
    help=t(
        "形。繰り返せます。省略時は folder(フォルダー)。",
        "The form of the deposit. Repeatable; a folder by default.",
    ),
)
@click.option(
    "-e",
    "--edition",
    "editions",
    multiple=True,
    metavar="EDITION",
    help=t(
        "入れる版。繰り返せます。省略時は specimen(組版見本)のほかすべて。",
        "Edition to keep. Repeatable; all but specimen by default.",
    ),
)
@click.option(
    "--writing",
    type=click.Choice(["vertical", "horizontal"]),
    help=t("縦組または横組だけを入れます。", "Keep only vertical or only horizontal editions."),
)
@click.option(
    "--paper",
    metavar="A4|…|WxHmm",
    help=t("用紙(build と同じ)。", "Paper, as for build."),
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
        "レイアウトの設定を選びます(build と同じ)。",
        "Choose an option of the layout, as for build.",
    ),
)
@click.option(
    "--pdfa",
    metavar="2a|2u|2b|3a|3u|3b|4|4f",
    help=t("PDF/A の種類(build と同じ)。", "The flavour of PDF/A, as for build."),
)
@signing_options
@LANG_OPTION
def archive(  # noqa: PLR0913, PLR0917 - one parameter an option
    declaration: Path | None,
    out: Path,
    packages: tuple[str, ...],
    editions: tuple[str, ...],
    writing: str | None,
    paper: str | None,
    layouts: Path | None,
    fonts: Path | None,
    choices: tuple[str, ...],
    pdfa: str | None,
    asked: Asked,
) -> None:
    """Make a deposit, and say where it is and what to do next."""
    gc.disable()  # as a build
    from declaration_print import depositing, producing, wishes  # noqa: PLC0415 - heavy

    wish = wishes.Wish(
        editions, producing.writing_of(writing), paper, layouts, fonts, choices_of(choices), pdfa
    )
    signing = asked.signing()
    with Progress() as progress:

        def step(name: str, at: int, of: int, what: str) -> None:
            progress.say(name, at, of, STEPS[what].in_(language.LANG))

        deposited = depositing.archive_all(
            declaration or wishes.SHIPPED_DECLARATION,
            wish,
            out,
            step,
            packages=packages or ("folder",),
            signing=signing,
        )
    _summary(deposited)


def _summary(deposited: "Deposited") -> None:
    """What was made, what vouches for it, what to do next."""
    for note in deposited.notes:
        click.echo(note.line(language.LANG))
    click.echo(
        t("すでに同じものがあります:", "Just this is there already:")
        if deposited.already_there
        else t("保存用一式を作りました:", "Deposited:")
    )
    for package in deposited.packages:
        click.echo(f"  {package}")
    size = f"{deposited.size / 1e6:.1f} MB"
    click.echo(
        t(
            f"  {len(deposited.editions)} 件の PDF を含む {deposited.file_count} 件、{size}",
            f"  {deposited.file_count} files, {len(deposited.editions)} of them PDFs; {size}",
        )
    )
    for words in deposited.signed:
        click.echo(f"  {words.in_(language.LANG)}")
    first = deposited.packages[0]
    click.echo(
        t(
            f"""次にすること:
  1. 確かめる    declaration-print verify {first}
  2. 控える      次の値を受入台帳などに書き留めます(tagmanifest-sha256.txt の SHA-256)
                 {deposited.seal}
  3. 複製する    離れた 2 か所以上に、書き換えずに置きます
  4. 納める      図書館や文書館へは一式をそのまま渡します(書誌は data/metadata/、説明は data/README.txt)""",
            f"""What to do next:
  1. verify it   declaration-print verify {first}
  2. note it     in your register of accessions (SHA-256 of tagmanifest-sha256.txt):
                 {deposited.seal}
  3. copy it     to two places far apart, and leave it unchanged
  4. send it     whole to the library or archive (records: data/metadata/, explained in data/README.txt)""",
        )
    )
