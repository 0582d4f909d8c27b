"""Judges a corpus of PDF/A and PDF/UA files whose verdicts are known, and prints the agreement.

    python tools/corpus [FOLDER]

FOLDER holds expected.tsv (file, flavour, clause, verdict) and the files. Each file is judged by its
flavour's profile, fonts and metadata only. Prints agreement by flavour and by clause, then each file
judged otherwise. Ends 0 when every file that should pass passes, at least 99 % of those that should fail
fail and no rule crashed; 1 otherwise; 2 when the folder cannot be read.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from declaration_print import check
from declaration_print.model.problem import BadInput, Severity
from declaration_print.model.report import FileReport, Verdict

CORPUS = Path(__file__).resolve().parents[3] / "shared/pdfa-corpus"
GROUPS = frozenset({"fonts", "metadata"})
FOUND = 0.99
"""Share of the files with a defect that has to be found; of the others none may be accused."""


@dataclass(frozen=True)
class Judged:
    """One file of the corpus, what is known of it, and what the checker says."""

    file: str
    flavour: str
    clause: str
    expected: str
    report: FileReport

    @property
    def agrees(self) -> bool:
        """Whether both say the same; a file that cannot be read does not pass."""
        return (self.expected == "pass") is (self.report.verdict is Verdict.PASS)

    @property
    def crashed(self) -> bool:
        """Whether a rule stopped halfway."""
        return any(finding.code == "rule/crashed" for finding in self.report.findings)

    @property
    def by_its_clause(self) -> bool:
        """Whether a finding cites the clause that the file is named for."""
        errors = (one for one in self.report.findings if one.severity is Severity.ERROR)
        return any(self.clause in (one.clause or "").split() for one in errors)


def judged(folder: Path) -> Iterator[Judged]:
    """Every file of the table, in its order."""
    with (folder / "expected.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    for row in rows:
        path, flavour = folder / row["file"], row["flavour"]
        profile = f"pdfua-{flavour[2:]}" if flavour.startswith("ua") else f"pdfa-{flavour}"
        report = check.pdf(row["file"], path.read_bytes(), profile=profile, only=GROUPS)
        yield Judged(row["file"], flavour, row["clause"], row["verdict"], report)


def table(files: Sequence[Judged]) -> Iterator[str]:
    """Agreement by flavour and clause: agreed/of for both verdicts, and how often the clause too."""
    yield f"{'flavour':8} {'clause':14} {'pass':>9} {'fail':>9}  same clause"
    rows = sorted({(one.flavour, clause) for one in files for clause in ("", one.clause)})
    for flavour, clause in rows:
        some = [one for one in files if one.flavour == flavour and clause in {"", one.clause}]
        count = Counter((one.expected, one.agrees) for one in some)
        cells = [
            f"{count[kind, True]}/{total}"
            if (total := count[kind, True] + count[kind, False])
            else "–"
            for kind in ("pass", "fail")
        ]
        same = sum(one.expected == "fail" and one.agrees and one.by_its_clause for one in some)
        yield f"{flavour if not clause else '':8} {clause or 'all':14} {cells[0]:>9} {cells[1]:>9}  {same}"


def otherwise(files: Sequence[Judged]) -> Iterator[str]:
    """The files judged otherwise than expected, or crashed on, with what was found."""
    for one in files:
        if one.agrees and not one.crashed:
            continue
        findings = [
            f"    [{finding.rule} {finding.code}] {finding.clause or ''} {finding.message.en}"
            for finding in one.report.findings
        ]
        yield f"{one.file}: {one.expected} expected, {one.report.verdict} found"
        yield from findings


def main(arguments: Sequence[str]) -> int:
    """Judge a corpus."""
    folder = Path(arguments[0]) if arguments else CORPUS
    if not folder.is_dir() and not arguments:
        print("No corpus here (shared/pdfa-corpus is not beside the project); nothing to judge.")
        return 0
    try:
        files = list(judged(folder))
    except (OSError, KeyError, BadInput) as error:
        print(f"{folder}: cannot be judged ({error})", file=sys.stderr)
        return 2
    for line in (*table(files), "", *otherwise(files)):
        print(line)
    count = Counter((one.expected, one.agrees) for one in files)
    crashed = sum(one.crashed for one in files)
    passing, failing = (count[kind, True] + count[kind, False] for kind in ("pass", "fail"))
    print(
        f"{len(files)} files: {count['pass', True]} of {passing} that should pass pass, "
        f"{count['fail', True]} of {failing} that should fail fail, {crashed} crashed"
    )
    fine = not count["pass", False] and count["fail", True] >= FOUND * failing and not crashed
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
