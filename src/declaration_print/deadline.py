"""A bound on how long something may take, for what a layout makes never end."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from declaration_print.model.problem import BadInput, Problem

LONGEST_EDITION = 300.0
"""Seconds that one edition may take, made or made again: 100 m of scroll take a tenth of it."""


@contextmanager
def within(seconds: float, problem: Problem) -> Iterator[None]:
    """Raise BadInput with the problem when the time is up (in the main thread, on a Unix)."""
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(*_: object) -> None:
        raise BadInput([problem])

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
