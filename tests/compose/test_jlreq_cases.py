"""The line-composition cases of another engine, run through the composer by tools/jlreq."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
CASES = PROJECT.parent / "shared/jlreq/conformance/cases.ndjson"

TWO_IDEOGRAPHS = {
    "id": "own/two-ideographs",
    "request": {
        "source": "日本",
        "size": {"inline": 1000, "block": 1000},
        "frame": "full-em",
        "clusters": [{"range": [0, 3], "advance": 1000}, {"range": [3, 6], "advance": 1000}],
        "line_extent": 2000,
        "writing_mode": "horizontal-tb",
        "style": "jlreq-2020",
    },
    "expected": {
        "lines": [
            {
                "range": [0, 6],
                "inline_origin": 0,
                "block_origin": 0,
                "inline_extent": 2000,
                "block_extent": 1000,
                "clusters": [
                    {
                        "origin": {"cluster": at},
                        "range": [3 * at, 3 * at + 3],
                        "inline": 1000 * at,
                        "block": 0,
                        "advance": 1000,
                        "size": {"inline": 1000, "block": 1000},
                        "frame": "full-em",
                        "writing_mode": "horizontal-tb",
                        "transform": "identity",
                    }
                    for at in range(2)
                ],
                "attachments": [],
            }
        ]
    },
}


def run(*arguments):
    command = [sys.executable, PROJECT / "tools/jlreq", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the project")
def test_eighteen_of_twenty_agree_and_each_difference_has_its_reason():
    done = run(CASES)
    agreed, of = done.stdout.splitlines()[-1].split()[0].split("/")
    assert (int(of), done.returncode) == (20, 0)
    assert int(agreed) >= 18
    assert done.stdout.count("reason: JLReq") == 20 - int(agreed)


def test_a_case_that_agrees_and_one_that_does_not(tmp_path):
    wrong = json.loads(json.dumps(TWO_IDEOGRAPHS))
    wrong["expected"]["lines"][0]["clusters"][1]["inline"] = 1250
    cases = tmp_path / "cases.ndjson"
    cases.write_text("\n".join(map(json.dumps, [TWO_IDEOGRAPHS, wrong])), "utf-8")
    done = run(cases)
    assert done.returncode == 1
    assert "lines[0].clusters[1].inline: 1250 expected, 1000 found" in done.stdout
    assert done.stdout.endswith("1/2 agreed\n")


def test_a_file_that_is_no_case_is_refused(tmp_path):
    (tmp_path / "cases.ndjson").write_text("not a case", "utf-8")
    done = run(tmp_path / "cases.ndjson")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
