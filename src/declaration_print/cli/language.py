"""The language of this run, and the texts of the command line in it."""

import os
import sys
from collections.abc import Iterable

import click

from declaration_print.model.problem import Lang, Problem, Words


def language_of(arguments: Iterable[str]) -> Lang:
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


LANG: Lang = language_of(sys.argv[1:])


def t(ja: str, en: str) -> str:
    """A text in the language of this run."""
    return Words(ja=ja, en=en).in_(LANG)


LANG_OPTION = click.option(
    "--lang",
    type=click.Choice(["ja", "en"]),
    expose_value=False,
    help=t("表示の言語(省略時は LANG)。", "Language of messages (default: LANG)."),
)


def print_problems(problems: Iterable[Problem]) -> None:
    """One line each on standard error."""
    for problem in problems:
        click.echo(problem.line(LANG), err=True)
