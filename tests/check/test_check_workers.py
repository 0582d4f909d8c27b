"""Jobs in worker processes: in order, in bounds, and none of them takes another down."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from declaration_print.check import workers
from declaration_print.check.workers import Failure, answers


def quickly(_job):
    return 5.0


def test_answers_come_in_the_order_of_the_jobs():
    def slower_at_first(job):
        time.sleep(0.05 * (4 - job))
        return job * job

    begun = []
    assert answers(range(5), slower_at_first, quickly, begun.append) == [0, 1, 4, 9, 16]
    assert begun == [0, 1, 2, 3, 4]


def test_no_jobs_no_workers():
    assert answers([], len, quickly) == []


def test_jobs_are_done_in_other_processes_as_many_as_there_are_processors():
    at_work = set(answers(range(20), lambda _: time.sleep(0.02) or os.getpid(), quickly))
    assert os.getpid() not in at_work
    assert len(at_work) == min(20, workers.processors())


def catches_everything(_job):
    while True:
        try:
            while True:
                pass
        except Exception:  # noqa: BLE001 - as a reader of broken files does
            pass


def hangs(_job):
    """Deaf to the alarm, as inside a library written in C."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    time.sleep(60)


def takes_all_memory(_job):
    return len([bytearray(10_000_000) for _ in range(1_000)])


def dies(_job):
    os.kill(os.getpid(), signal.SIGKILL)


def fails(_job):
    raise ValueError(_job)


@pytest.mark.parametrize(
    ("misfortune", "failure"),
    [
        (catches_everything, Failure.TOO_SLOW),
        (hangs, Failure.TOO_SLOW),
        (takes_all_memory, Failure.TOO_MUCH_MEMORY),
        (dies, Failure.CRASHED),
        (fails, Failure.CRASHED),
    ],
)
def test_a_job_that_fails_leaves_the_others_alone(misfortune, failure):
    def work(job):
        return misfortune(job) if job == "bad" else job

    started = time.monotonic()
    done = answers(
        ["a", "bad", "b", "bad", "c"],
        work,
        lambda job: 1.0 if job == "bad" and failure is Failure.TOO_SLOW else 60.0,
    )
    assert done == ["a", failure, "b", failure, "c"]
    assert time.monotonic() - started < 25  # far from the minute one of them would sleep


def test_a_large_answer_comes_whole():
    assert [len(one) for one in answers([3, 5], lambda n: b"x" * (n << 20), quickly)] == [
        3 << 20,
        5 << 20,
    ]


def processes_of(marker):
    """The processes whose command line has a word in it."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found += [path] if marker.encode() in path.read_bytes() else []
    return found


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="no /proc to count by")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_behind_when_the_parent_ends(tmp_path, end):
    program = tmp_path / "waits.py"
    program.write_text(
        "import time\nfrom declaration_print.check.workers import answers\n"
        "print('begun', flush=True)\n"
        "answers([1, 2], lambda _: time.sleep(60), lambda _: 99.0)\n"
    )
    process = subprocess.Popen(
        [sys.executable, str(program)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout.readline() == b"begun\n"
    deadline = time.monotonic() + 30
    while len(processes_of(str(program))) < 1 + min(2, workers.processors()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(end)
    process.wait(30)
    while processes_of(str(program)):
        assert time.monotonic() < deadline, "a worker outlived its parent"
        time.sleep(0.05)
