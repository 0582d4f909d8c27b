"""`archive`: a declaration → a deposit that proves itself, and what to do with it."""

import gc
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from declaration_print.cli import language
from declaration_print.cli.build_command import choices_of
from declaration_print.cli.language import LANG_OPTION, t
from declaration_print.cli.progress import STEPS, Progress

if TYPE_CHECKING:
    from declaration_print.depositing import Deposited


PASSPHRASE = "DECLARATION_PRINT_PASSPHRASE"  # noqa: S105 - where it is, not what it is
"""The variable that may hold the passphrase of the signer's key: never an argument, which others see."""


@click.command(
    help=t(
        "宣言のすべての版を作って検査し、データ・レイアウト・書体・記録とともに、長く保存するための一式"
        "(BagIt)にして OUT/<宣言名>-deposit に置きます。DECLARATION を省くと同梱の宣言を使います。",
        "Build and check every edition and put them with the data, layouts, faces and records into a "
        "deposit that is made to last (BagIt), OUT/<slug>-deposit. Without DECLARATION, the shipped "
        "one is taken.",
    )
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
@click.option(
    "--sign",
    "key",
    type=click.Path(path_type=Path),
    metavar="FILE.p12",
    help=t(
        "PDF に電子署名(PAdES)を付けます。鍵と証明書のファイル(PKCS#12)を指定します。暗証は環境変数 "
        f"{PASSPHRASE}、--passphrase-file、または入力で受け取ります。",
        "Sign the PDFs (PAdES) with the key and certificates in this file (PKCS#12). Its passphrase is "
        f"taken from {PASSPHRASE} in the environment, from --passphrase-file, or asked for.",
    ),
)
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=t("鍵の暗証を 1 行目に書いたファイル。", "A file whose first line is the passphrase."),
)
@click.option(
    "--sign-level",
    "level",
    type=click.Choice(["B-B", "B-T", "B-LT", "B-LTA"]),
    default="B-B",
    show_default=True,
    help=t(
        "署名の段階。B-T から先はタイムスタンプを、B-LT から先は検証に要る情報も入れます。",
        "PAdES level: from B-T on with a time stamp, from B-LT on with all that validating it takes.",
    ),
)
@click.option(
    "--timestamp-url",
    metavar="URL",
    help=t("タイムスタンプ局(RFC 3161)の URL。", "URL of a time stamp authority (RFC 3161)."),
)
@click.option(
    "--trust",
    "roots",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE.pem",
    help=t(
        "B-LT から先で、信頼する認証局の証明書。繰り返せます。",
        "Certificate of an authority to trust, from B-LT on. Repeatable.",
    ),
)
@click.option(
    "--sign-edition",
    "to_sign",
    multiple=True,
    metavar="EDITION",
    help=t(
        "署名する版。繰り返せます。省略時はすべて。", "Edition to sign. Repeatable; all by default."
    ),
)
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
    key: Path | None,
    passphrase_file: Path | None,
    level: str,
    timestamp_url: str | None,
    roots: tuple[Path, ...],
    to_sign: tuple[str, ...],
) -> None:
    """Make a deposit, and say where it is and what to do next."""
    gc.disable()  # as a build
    from declaration_print import depositing, files, producing, wishes  # noqa: PLC0415 - heavy
    from declaration_print.archive import signatures  # noqa: PLC0415 - heavy

    wish = wishes.Wish(
        editions, producing.writing_of(writing), paper, layouts, fonts, choices_of(choices), pdfa
    )
    signing = None
    if key is not None:
        signing = depositing.Signing(
            signatures.Pkcs12(key, _passphrase(passphrase_file)),
            datetime.now(UTC),  # the signer's own clock, which is part of a signature
            signatures.Level(level),
            signatures.TimeStampAuthority(timestamp_url) if timestamp_url else None,
            signatures.Trust(roots=tuple(files.content_of(root) for root in roots), fetch=True),
            to_sign,
        )
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


def _passphrase(file: Path | None) -> str:
    """From the file, from the environment, or asked for."""
    from declaration_print.files import content_of  # noqa: PLC0415 - as above

    if file is not None:
        return content_of(file).decode(errors="replace").partition("\n")[0].rstrip("\r")
    told = os.environ.get(PASSPHRASE)
    if told is not None:
        return told
    return str(click.prompt(t("鍵の暗証", "passphrase of the key"), hide_input=True, err=True))


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
