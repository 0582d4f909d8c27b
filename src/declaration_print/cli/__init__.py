"""Arguments → pipeline → exit code. Prints, and nothing else.

Exit codes: 0 fine, 1 findings, 2 bad input or usage, 3 our bug. Nothing heavy is imported before a
command runs, so that --help answers at once.
"""

import atexit
import gc
import os
import signal
import sys
from typing import NoReturn

import click

from declaration_print import __version__
from declaration_print.cli.archive_command import archive
from declaration_print.cli.build_command import build
from declaration_print.cli.check_command import check
from declaration_print.cli.language import LANG_OPTION, print_problems, t
from declaration_print.cli.list_command import list_command
from declaration_print.cli.sheets_command import sheets
from declaration_print.cli.verify_command import verify
from declaration_print.model.problem import BadInput, ExitCode

__all__ = ["main"]

_INTERRUPTED = 130
"""What a shell expects of a process that was stopped from outside."""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=t(
        "宣言(YAML)から、配布資料・骨子・ポスター・巻物の PDF を作り、検査します。",
        "Builds handout, outline, poster and scroll PDFs from a declaration (YAML), and checks them.",
    ),
)
@click.version_option(__version__, message="declaration_print %(version)s")
@LANG_OPTION
def cli() -> None:
    """Hold the commands."""


cli.add_command(archive)
cli.add_command(build)
cli.add_command(check)
cli.add_command(list_command)
cli.add_command(sheets)
cli.add_command(verify)


def main() -> NoReturn:
    """Run the command line; every way out has its exit code."""
    signal.signal(signal.SIGTERM, _stop)
    atexit.register(gc.freeze)  # what is left when the process ends needs no collecting
    try:
        sys.exit(cli(prog_name="declaration-print", standalone_mode=False) or ExitCode.FINE)
    except BadInput as bad:
        print_problems(bad.problems)
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
        message = t(
            f"内部の誤りです({type(error).__name__}: {error})。"
            "DECLARATION_PRINT_DEBUG=1 を付けて実行し、その出力とともにお知らせください。",
            f"this is our bug ({type(error).__name__}: {error}); "
            "run again with DECLARATION_PRINT_DEBUG=1 and send us what it prints",
        )
        click.echo(f"declaration-print: {message}", err=True)
        sys.exit(ExitCode.OUR_BUG)


def _stop(*_: object) -> NoReturn:
    """End as Ctrl-C does, so that nothing half written and no working file is left."""
    raise KeyboardInterrupt


def _unwritable(error: OSError) -> int:
    """What to say when standard output takes nothing more: nothing, if the reader has gone."""
    sys.stdout = None
    if isinstance(error, BrokenPipeError):
        return _INTERRUPTED
    message = t(
        f"出力できません({error.strerror})。", f"cannot write the report ({error.strerror})"
    )
    click.echo(f"declaration-print: {message}", err=True)
    return ExitCode.BAD_INPUT
