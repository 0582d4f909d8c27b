"""Many jobs at once, each within bounds of time and memory, in processes that may die.

A worker is forked from this process, so it has everything that is loaded here. It stops itself
when its time is up; one that does not, because it hangs in a library written in C, is killed, and
one that dies is replaced. Where there is no fork, jobs are done here, one after another, unbounded.
"""

import gc
import os
import pickle
import selectors
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from types import FrameType
from typing import Generic, NoReturn, TypeVar

Job = TypeVar("Job")
Answer = TypeVar("Answer")

MEMORY = 400_000_000
"""Bytes a worker may ask for beyond what it has when it starts (under 100 MB): below 512 MB in all."""

_RETIRES_AT = 150_000  # kilobytes it has grown by; a fresh worker is cheaper than a swollen one
_GRACE = 1.0  # seconds between the alarm and the kill
_TICK = 0.2  # seconds between two looks at the clock: an alarm may be lost in a destructor
_GARBAGE = (
    50_000  # new objects between two collections; a PDF is a million objects and little garbage
)
_LENGTH = struct.Struct("<Q")


class Failure(Enum):
    """Why a job has no answer."""

    TOO_SLOW = auto()
    TOO_MUCH_MEMORY = auto()
    CRASHED = auto()


class OutOfTime(BaseException):
    """The time is up. No Exception, since readers of broken files catch those."""


def answers(
    jobs: Sequence[Job],
    work: Callable[[Job], Answer],
    seconds: Callable[[Job], float],
    begun: Callable[[int], None] = lambda _: None,
    *,
    memory: int = MEMORY,
) -> list[Answer | Failure]:
    """What `work` says of each job, in their order; `begun` hears the index of each as it starts.

    `seconds` is the time a job may take, after which it is killed within a second, `memory` the
    bytes that a worker may ask for beyond what it starts with. Answers are pickled. An interruption
    (Ctrl-C) ends all workers.
    """
    if not hasattr(os, "fork"):
        return [_answered_here(job, work, begun, at) for at, job in enumerate(jobs)]
    pool = _Pool(jobs, work, seconds, begun, memory)
    try:
        return pool.run()
    finally:
        pool.close()


def processors() -> int:
    """How many processors this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def _answered_here(
    job: Job, work: Callable[[Job], Answer], begun: Callable[[int], None], at: int
) -> Answer | Failure:
    begun(at)
    return _attempted(partial(work, job))


@dataclass(slots=True)
class _Worker:
    """A child process: where its jobs go, where its answers come from, what it is at."""

    process: int
    orders: int
    answers: int
    job: int = -1
    deadline: float = float("inf")
    received: bytearray = field(default_factory=bytearray)


class _Pool(Generic[Job, Answer]):
    """The workers of one call."""

    def __init__(
        self,
        jobs: Sequence[Job],
        work: Callable[[Job], Answer],
        seconds: Callable[[Job], float],
        begun: Callable[[int], None],
        memory: int,
    ) -> None:
        self._jobs, self._work, self._seconds, self._begun = jobs, work, seconds, begun
        self._memory = memory
        self._answers: list[Answer | Failure] = [Failure.CRASHED] * len(jobs)
        self._next = 0
        self._workers: list[_Worker] = []
        self._ears = selectors.DefaultSelector()

    def run(self) -> list[Answer | Failure]:
        """All jobs, done."""
        for _ in range(min(processors(), len(self._jobs))):
            self._give(self._hire())
        while self._workers:
            patience = min(worker.deadline for worker in self._workers) - time.monotonic()
            for key, _ in self._ears.select(max(0.0, patience)):
                self._hear(key.data)
            now = time.monotonic()
            for late in [worker for worker in self._workers if worker.deadline < now]:
                self._replace(late, Failure.TOO_SLOW)
        return self._answers

    def close(self) -> None:
        """Leave no process behind."""
        for worker in list(self._workers):
            self._dismiss(worker)
        self._ears.close()

    def _hire(self) -> _Worker:
        jobs_out, jobs_in = os.pipe()
        answers_out, answers_in = os.pipe()
        process = os.fork()
        if not process:
            for other in self._workers:  # or this one would keep another's pipes open
                os.close(other.orders)
                os.close(other.answers)
            os.close(jobs_in)
            os.close(answers_out)
            _bind_memory(self._memory)
            _serve(jobs_out, answers_in, self._jobs, self._work, self._seconds)
        os.close(jobs_out)
        os.close(answers_in)
        worker = _Worker(process, jobs_in, answers_out)
        self._workers.append(worker)
        self._ears.register(answers_out, selectors.EVENT_READ, worker)
        return worker

    def _give(self, worker: _Worker) -> None:
        """The next job, or the door."""
        if self._next == len(self._jobs):
            self._dismiss(worker)
            return
        worker.job = self._next
        self._next += 1
        allowed = self._seconds(self._jobs[worker.job])
        worker.deadline = time.monotonic() + allowed + _GRACE
        with suppress(BrokenPipeError):  # it died between two jobs: its silence will tell
            os.write(worker.orders, _LENGTH.pack(worker.job))
        self._begun(worker.job)

    def _hear(self, worker: _Worker) -> None:
        piece = os.read(worker.answers, 1 << 20)
        if not piece:
            self._replace(worker, Failure.CRASHED)
            return
        worker.received += piece
        size = _LENGTH.size
        if len(worker.received) < size:
            return
        (length,) = _LENGTH.unpack_from(worker.received)
        if len(worker.received) < size + length:
            return
        answer, spent = pickle.loads(worker.received[size:])  # noqa: S301 - our own child's
        worker.received.clear()
        if spent:
            self._replace(worker, answer)
            return
        self._answers[worker.job] = answer
        self._give(worker)

    def _replace(self, worker: _Worker, answer: Answer | Failure) -> None:
        self._answers[worker.job] = answer
        self._dismiss(worker)
        if self._next < len(self._jobs):
            self._give(self._hire())

    def _dismiss(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        self._ears.unregister(worker.answers)
        for kill in (os.killpg, os.kill):  # with what it started itself
            with suppress(ProcessLookupError, PermissionError):
                kill(worker.process, signal.SIGKILL)
        os.waitpid(worker.process, 0)
        os.close(worker.orders)
        os.close(worker.answers)


def _serve(
    orders: int,
    replies: int,
    jobs: Sequence[Job],
    work: Callable[[Job], Answer],
    seconds: Callable[[Job], float],
) -> NoReturn:
    """A worker's whole life; it never returns to what the parent was doing."""
    try:
        clock = _Clock(os.getppid())
        os.setsid()  # Ctrl-C is the parent's to hear; it ends us all
        _fall_silent()
        gc.freeze()
        gc.set_threshold(_GARBAGE)
        gc.enable()
        full = _peak() + _RETIRES_AT
        while order := os.read(orders, _LENGTH.size):
            job = jobs[_LENGTH.unpack(order)[0]]
            answer = clock.timed(partial(work, job), seconds(job))
            _reply(replies, (answer, isinstance(answer, Failure) or _peak() > full))
    except BaseException:  # noqa: BLE001 - whatever it is, the parent's code must not run twice
        os._exit(1)
    os._exit(0)


def _fall_silent() -> None:
    """Nothing a library says of a broken file reaches the user's terminal."""
    if not os.environ.get("DECLARATION_PRINT_DEBUG"):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)


def _reply(replies: int, answer: object) -> None:
    packed = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    rest = memoryview(_LENGTH.pack(len(packed)) + packed)
    while rest:
        rest = rest[os.write(replies, rest) :]


class _Clock:
    """The alarm of a worker; also ends it when its parent has gone."""

    def __init__(self, parent: int) -> None:
        self._parent = parent
        self._deadline = float("inf")
        signal.signal(signal.SIGALRM, self._tick)
        signal.setitimer(signal.ITIMER_REAL, _TICK, _TICK)

    def _tick(self, _signal: int, _frame: FrameType | None) -> None:
        if os.getppid() != self._parent:
            os._exit(1)
        if time.monotonic() > self._deadline:
            raise OutOfTime

    def timed(self, work: Callable[[], Answer], seconds: float) -> Answer | Failure:
        """What `work` says, if it says it in time."""
        try:
            try:
                self._deadline = time.monotonic() + seconds
                return _attempted(work)
            finally:
                self._deadline = float("inf")
        except OutOfTime:
            return Failure.TOO_SLOW


def _attempted(work: Callable[[], Answer]) -> Answer | Failure:
    try:
        return work()
    except MemoryError:
        return Failure.TOO_MUCH_MEMORY
    except Exception:  # noqa: BLE001 - the job is lost, not the others
        if os.environ.get("DECLARATION_PRINT_DEBUG"):
            traceback.print_exc(file=sys.stderr)
        return Failure.CRASHED


def _peak() -> int:
    """The most memory this process has held, in kilobytes (bytes on macOS, which only retires sooner)."""
    import resource  # noqa: PLC0415 - not on every system

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _bind_memory(memory: int) -> None:
    """Let this process have so many bytes more than it has. Only Linux keeps such a bound."""
    import resource  # noqa: PLC0415 - not on every system

    with suppress(OSError, ValueError):
        with open("/proc/self/statm", encoding="ascii") as status:  # noqa: PTH123 - quick
            held = int(status.read().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (held + memory, hard))


def unbind_memory() -> None:
    """Take the bound off again, for a program that has its own (a second witness)."""
    import resource  # noqa: PLC0415 - not on every system

    with suppress(OSError, ValueError):
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
