"""Options of one command under headings, where there are many."""

from typing import Any

import click


class GroupedOption(click.Option):
    """An option that --help shows under a heading of its own."""

    def __init__(self, *names: Any, group: str, **how: Any) -> None:  # noqa: ANN401 - as click
        super().__init__(*names, **how)
        self.group = group


class GroupedCommand(click.Command):
    """A command whose --help shows its plain options first, then each group under its heading."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, each group in the order in which its first option was declared."""
        groups: dict[str, list[tuple[str, str]]] = {"Options": []}
        for option in self.get_params(ctx):
            record = option.get_help_record(ctx)
            if record is not None and isinstance(option, click.Option):
                groups.setdefault(getattr(option, "group", "Options"), []).append(record)
        for heading, records in groups.items():
            with formatter.section(heading):
                formatter.write_dl(records)
