"""Runs line-composition cases (protocol kumihan.conformance/1) through the composer.

    python tools/jlreq [CASES.ndjson]

A case supplies shaped clusters, so it enters the composer below the text: `set_clusters`. Prints each
case that differs, what differs, and the reason where we know it; then agreed/total. Ends 0 when every
difference has its reason, 1 when one has none, 2 when the file cannot be read.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from answer import answered
from case import Case, Json

CASES = Path(__file__).resolve().parents[3] / "shared/jlreq/conformance/cases.ndjson"

REASONS: Mapping[str, str] = {
    "3.4.3/warichu-straddles-balanced-main-lines": (
        "JLReq 3.4.3 and figs 2.4.4-5: a note that does not fit fills the line of text it begins in and "
        "goes on in the next; the case divides it into two equal parts and leaves the first line an em "
        "short, which 3.8.1 does not allow for a line that is not the last."
    ),
    "3.3.1/group-ruby-preserves-whole-word-association": (
        "JLReq 3.3.6 and fig. 2.3.19: a group reading shorter than its base is opened, a part at each end "
        "to two within (1/12, 1/6, 1/6, 1/12 em here); the case sets it solid in the middle."
    ),
}


def differences(expected: object, found: object, where: str = "") -> Iterator[str]:
    """Each place where two answers differ by more than the rounding of one unit."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in sorted(expected.keys() | found.keys()):
            yield from differences(expected.get(key), found.get(key), f"{where}.{key}")
    elif isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            yield f"{where}: {len(expected)} expected, {len(found)} found"
        for at, (one, other) in enumerate(zip(expected, found, strict=False)):
            yield from differences(one, other, f"{where}[{at}]")
    elif isinstance(expected, int | float) and isinstance(found, int | float):
        if abs(expected - found) > 1:
            yield f"{where}: {expected} expected, {found:g} found"
    elif expected != found:
        yield f"{where}: {expected!r} expected, {found!r} found"


def judged(case: Json) -> list[str]:
    """What differs in one case; a construct that we do not know is a difference too."""
    known = {"ruby", "tate-chu-yoko", "emphasis-dots", "warichu", "script", "jidori"}
    unknown = {one["kind"] for one in case["request"].get("constructs", [])} - known
    if unknown:
        return [f"construct not known: {', '.join(sorted(unknown))}"]
    return list(differences(case["expected"]["lines"], answered(Case(case["request"])), "lines"))


def main(arguments: Sequence[str]) -> int:
    """Run the cases of a file."""
    path = Path(arguments[0]) if arguments else CASES
    if not path.exists() and not arguments:
        print(f"No cases here ({path.name} is not beside the project); nothing to run.")
        return 0
    try:
        cases = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        print(f"{path}: cannot be read ({error})", file=sys.stderr)
        return 2
    agreed, unexplained = 0, 0
    for case in cases:
        try:
            found = judged(case)
        except (KeyError, StopIteration) as missing:
            found = [f"the request lacks {missing}"]
        except Exception as error:  # noqa: BLE001 - one case must not end the run
            found = [f"cannot be set: {type(error).__name__}: {error}"]
        agreed += not found
        if found:
            reason = REASONS.get(case.get("id"))
            unexplained += reason is None
            print(f"differs: {case.get('id')}")
            for one in found[:6]:
                print(f"  {one}")
            print(f"  reason: {reason or 'none known'}")
    print(f"{agreed}/{len(cases)} agreed")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
