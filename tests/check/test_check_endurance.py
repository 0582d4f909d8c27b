"""Whatever the file, an answer within 512 MB and its time, measured from outside the process."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from hostile_pdfs import HOSTILE

MEMORY = 512_000_000
SECONDS = 10.0
START = 10.0  # what the processes themselves may take on a busy machine
A_SECOND_MORE_FOR = 1_000_000  # bytes, beyond the first five million
SMALL = 300_000  # bytes; so small files share a process, and its bounds
TOGETHER = 12


MEASURED = """
import json, resource, subprocess, sys, time
started = time.monotonic()
done = subprocess.run(sys.argv[1:], capture_output=True, encoding="utf-8")
took = time.monotonic() - started
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([done.returncode, done.stdout, done.stderr, took, peak]))
"""


@dataclass(frozen=True)
class Outcome:
    """What a process said of a file, and what it cost, with those that were checked with it."""

    code: int
    err: str
    verdict: str
    codes: list[str]
    seconds: float
    allowed: float
    peak: int


def checked(paths):
    """Check files in one process, and ask the system what that took, workers included.

    A small process stands between, since a child's peak begins with that of its parent.
    """
    command = [sys.executable, "-m", "declaration_print", "check", "--format", "json", *paths]
    between = subprocess.run(
        [sys.executable, "-S", "-c", MEASURED, *map(str, command)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    code, out, err, seconds, kilobytes = json.loads(between.stdout)
    assert out, err
    allowed = max(
        SECONDS + max(0, path.stat().st_size - 5_000_000) / A_SECOND_MORE_FOR for path in paths
    )
    for path in paths:
        path.unlink()
    said = {file["path"]: file for file in json.loads(out)["files"]}
    files = [said[str(path)] for path in paths]
    return [
        Outcome(
            code,
            err,
            file["verdict"],
            [finding["code"] for finding in file["findings"]],
            seconds,
            allowed,
            kilobytes * 1024,
        )
        for file in files
    ]


def groups(folder):
    """The names of the hostile files with their paths: each large one alone, small ones together."""
    together = []
    for number, (name, case) in enumerate(HOSTILE.items()):
        path = folder / f"{number}.pdf"
        path.write_bytes(case.make())
        if path.stat().st_size > SMALL or "megabyte" in name or "gigabyte" in name:
            yield [(name, path)]
        else:
            together.append((name, path))
        if len(together) == TOGETHER:
            yield together
            together = []
    if together:
        yield together


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """Every hostile file checked, two processes at a time."""
    folder = tmp_path_factory.mktemp("hostile")

    def run(group):
        return zip((name for name, _ in group), checked([path for _, path in group]), strict=True)

    with ThreadPoolExecutor(2) as pool:
        return dict(pair for pairs in pool.map(run, groups(folder)) for pair in pairs)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_an_answer_within_its_bounds(outcomes, name):
    outcome, said = outcomes[name], HOSTILE[name].said
    assert outcome.code == 1, outcome.err
    assert outcome.err == ""
    assert outcome.peak < MEMORY
    assert outcome.seconds < outcome.allowed + START
    assert "rule/crashed" not in outcome.codes
    assert "file/crashed-reader" not in outcome.codes
    if outcome.verdict == "unreadable":
        assert set(outcome.codes) <= said
    else:
        assert said & {"judged", *outcome.codes}
