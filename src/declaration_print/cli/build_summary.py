"""What `build` says at the end: each file, its findings, what to open."""

import unicodedata
from typing import TYPE_CHECKING

import click

from declaration_print.cli import language
from declaration_print.cli.language import t
from declaration_print.model.problem import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from declaration_print.model.setting import Normalisation
    from declaration_print.pipeline import Built
    from declaration_print.producing import Companion, Run

_SCREEN = 80
"""Columns of a screen."""

_REASONS = {
    "brackets": Words(ja="括弧", en="brackets"),
    "composition": Words(ja="合成文字", en="composed letters"),
    "figures": Words(ja="数字", en="figures"),
    "punctuation": Words(ja="約物", en="punctuation"),
    "space": Words(ja="空白", en="spaces"),
}


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


def print_summary(run: "Run") -> None:
    """What was made, what the checker says, what to open."""
    for problem in run.left_out:
        click.echo(t("省略  ", "left out  ") + problem.line(language.LANG))
    built = run.built
    for one in built:
        _print_edition(one, run.beside.get(one.path, ()))
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


def _print_edition(one: "Built", beside: "Sequence[Companion]") -> None:
    verdict = t("合格", "pass") if one.passed else t("不合格", "FAIL")
    pages = t(f"{one.report.page_count} 頁", f"{one.report.page_count} p.")
    click.echo(f"{verdict}  {one.path}  ({pages}, {one.seconds:.1f} s)")
    for companion in beside:
        click.echo(f"      + {companion.opens}  ({companion.title.in_(language.LANG)})")
    if one.normalised:
        click.echo(
            t("      組版のために字を改めた箇所", "      written otherwise to suit the lines")
        )
    for reason, changes in one.normalised.items():
        click.echo(_changes(_REASONS[reason].in_(language.LANG), changes))
    for note in one.notes:
        click.echo(f"      {note.line(language.LANG)}")
    for finding in one.report.findings:
        click.echo(f"      {finding.message.in_(language.LANG)} [{finding.rule}/{finding.code}]")
        if finding.remedy:
            click.echo(f"        → {finding.remedy.in_(language.LANG)}")
