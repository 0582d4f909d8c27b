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
START = 3.0  # what the process itself may take on a busy machine
A_SECOND_MORE_FOR = 1_000_000  # bytes, beyond the first five million


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
    """What a process said of a file, and what it cost."""

    code: int
    out: str
    err: str
    seconds: float
    allowed: float
    peak: int

    @property
    def verdict(self):
        (file,) = json.loads(self.out)["files"]
        return file["verdict"]

    @property
    def codes(self):
        (file,) = json.loads(self.out)["files"]
        return [finding["code"] for finding in file["findings"]]


def checked(path):
    """Check one file, and ask the system what that took, workers included.

    A small process stands between, since a child's peak begins with that of its parent.
    """
    command = [sys.executable, "-m", "declaration_print", "check", "--format", "json", str(path)]
    between = subprocess.run(
        [sys.executable, "-S", "-c", MEASURED, *command],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    code, out, err, seconds, kilobytes = json.loads(between.stdout)
    allowed = SECONDS + max(0, path.stat().st_size - 5_000_000) / A_SECOND_MORE_FOR
    path.unlink()
    return Outcome(code, out, err, seconds, allowed, kilobytes * 1024)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """Every hostile file checked, two at a time."""
    folder = tmp_path_factory.mktemp("hostile")

    def run(numbered):
        number, case = numbered
        path = folder / f"{number}.pdf"
        path.write_bytes(case.make())
        return checked(path)

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(HOSTILE, pool.map(run, enumerate(HOSTILE.values())), strict=True))


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
