"""`list`: what there is to choose from."""

import click

from declaration_print.cli import language
from declaration_print.cli.language import LANG_OPTION, t


@click.command(
    "list",
    help=t(
        "検査のプロファイル(profiles)または規則(rules)の一覧を表示します。",
        "List the profiles to check by, or the rules with what they ask.",
    ),
)
@click.argument("what", type=click.Choice(["profiles", "rules"]))
@LANG_OPTION
def list_command(what: str) -> None:
    """Print a catalogue."""
    from declaration_print import check  # noqa: PLC0415 - --help needs none of it

    listed = check.catalogue if what == "rules" else check.profile_catalogue
    click.echo(listed(language.LANG))
