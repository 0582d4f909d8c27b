"""A line on a terminal that says what is being done; silent elsewhere."""

import signal
import sys
import threading
import time
from types import FrameType
from typing import Self

import click

from declaration_print.cli.language import t
from declaration_print.model.problem import Words

STEPS = {
    "read": Words(ja="読み取り", en="reading"),
    "compose": Words(ja="組版", en="composing"),
    "lay out": Words(ja="割付", en="laying out"),
    "finish": Words(ja="仕上げ", en="finishing"),
    "check": Words(ja="検査", en="checking"),
    "panels": Words(ja="紙ごとに切り分け", en="cutting into panels"),
    "pictures": Words(ja="画像", en="drawing pictures"),
    "rebuild": Words(ja="作り直し", en="rebuilding"),
    "compare": Words(ja="照合", en="comparing"),
}
"""What is being done to a file."""

_LONGEST = 40  # characters of a name: what goes into the next line would stay there
_PATIENCE = 3  # seconds before it is worth saying how long it takes
_MINUTES = 90  # seconds from which on minutes are told
_ENOUGH = 8  # of many, to guess from them how long the others will take


class Progress:
    """Shown on standard error while a `with` lasts, when that is a terminal.

    `ticking`: what takes long shows its seconds (where the system has an interval timer).
    """

    def __init__(self, *, ticking: bool = False) -> None:
        self._shown = self.shown()
        here = threading.current_thread() is threading.main_thread()
        self._ticking = ticking and self._shown and here and hasattr(signal, "setitimer")
        self._line, self._at, self._of = "", 0, 0
        self._started = self._begun = time.monotonic()

    @staticmethod
    def shown() -> bool:
        """Whether there is a terminal to show it on."""
        return bool(sys.stderr and sys.stderr.isatty())

    def __enter__(self) -> Self:
        if self._ticking:
            self._before = signal.signal(signal.SIGALRM, self._tick)
            signal.setitimer(signal.ITIMER_REAL, 1, 1)
        return self

    def __exit__(self, *_: object) -> None:
        if self._ticking:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._before)
        if self._shown:
            click.echo("\r\033[K", nl=False, err=True)

    def say(self, name: str, at: int, of: int, step: str = "") -> None:
        """`[12/200] name … step`, in place of what was said before."""
        if self._shown:
            tail = f" … {step}" if step else ""
            harmless = "".join(one if one.isprintable() else "?" for one in name)
            self._begun = time.monotonic()
            if at <= self._at:  # another round over the files has begun
                self._started = self._begun
            self._line, self._at, self._of = f"[{at}/{of}] {harmless[:_LONGEST]}{tail}", at, of
            self._write()

    def _tick(self, _signal: int, _frame: FrameType | None) -> None:
        if self._line:
            self._write()

    def _write(self) -> None:
        click.echo(f"\r\033[K{self._line}{self._times()}", nl=False, err=True)

    def _times(self) -> str:
        """How long this one has taken, and about how long is left, once that is worth saying."""
        if not self._ticking:
            return ""
        now = time.monotonic()
        here, gone = now - self._begun, now - self._started
        told = ""
        if here >= _PATIENCE:
            told += t(f" … {here:.0f} 秒経過", f" … {here:.0f} s")
        if self._at > _ENOUGH and gone >= _PATIENCE:
            left = gone / (self._at - 1) * (self._of - self._at + 1)
            told += t(f" … 残り約 {_rounded(left)}", f" … about {_rounded(left)} left")
        return told


def _rounded(seconds: float) -> str:
    """A time as exact as a guess can be."""
    if seconds < _MINUTES:
        return t(f"{seconds:.0f} 秒", f"{seconds:.0f} s")
    return t(f"{seconds / 60:.0f} 分", f"{seconds / 60:.0f} min")
