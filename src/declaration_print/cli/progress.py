"""A line on a terminal that says what is being done; silent elsewhere."""

import sys
from typing import Self

import click

_LONGEST = 40  # characters of a name: what goes into the next line would stay there


class Progress:
    """Shown on standard error while a `with` lasts, when that is a terminal."""

    def __init__(self) -> None:
        self._shown = self.shown()

    @staticmethod
    def shown() -> bool:
        """Whether there is a terminal to show it on."""
        return bool(sys.stderr and sys.stderr.isatty())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            click.echo("\r\033[K", nl=False, err=True)

    def say(self, name: str, at: int, of: int, step: str = "") -> None:
        """`[12/200] name … step`, in place of what was said before."""
        if self._shown:
            tail = f" … {step}" if step else ""
            harmless = "".join(one if one.isprintable() else "?" for one in name)
            click.echo(f"\r\033[K[{at}/{of}] {harmless[:_LONGEST]}{tail}", nl=False, err=True)
