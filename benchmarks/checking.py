"""Checking beside other programs that look into PDFs: one cold handout, and a folder of many files.

Each run is a whole process, ours and theirs by turns, so that the machine's mood is shared. The
others say less (poppler lists fonts and facts, qpdf looks at syntax), which is why only the ratio
to the same machine's pace counts.
Usage: python benchmarks/checking.py [RUNS] [FILES]
"""

import itertools
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "shared" / "pdfa-corpus"
OURS = [sys.executable, "-m", "declaration_print"]
POPPLER = 'for file; do pdffonts "$file"; pdfinfo "$file"; done'
QPDF = 'for file; do qpdf --check "$file"; done'


def seconds(command: Sequence[str]) -> float:
    """Wall time of one process, whatever it thinks of the files."""
    started = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - our own commands
    return time.perf_counter() - started


def folder_of_files(editions: Sequence[Path], count: int, folder: Path) -> list[Path]:
    """Copies of small files: half of them the corpus's where it is there, the others editions."""
    others = sorted(CORPUS.rglob("*.pdf"))[: count // 2]
    files = [*others, *itertools.islice(itertools.cycle(editions), count - len(others))]
    folder.mkdir()
    copies = [folder / f"{number:04}.pdf" for number in range(len(files))]
    for file, copy in zip(files, copies, strict=True):
        shutil.copy(file, copy)
    return copies


def compared(title: str, ours: Sequence[str], files: Sequence[Path], runs: int) -> None:
    """Print the medians of our run and of theirs on the same files, and the ratios."""
    names = [str(file) for file in files]
    others = {
        "pdffonts and pdfinfo": ["sh", "-c", POPPLER, "sh", *names],
        "qpdf --check": ["sh", "-c", QPDF, "sh", *names],
    }
    there = {
        name: command
        for name, command in others.items()
        if shutil.which(name.split()[0]) is not None
    }
    seconds(ours)
    rows = [[seconds(ours), *map(seconds, there.values())] for _ in range(runs)]
    checked, *theirs = (statistics.median(column) for column in zip(*rows, strict=True))
    print(f"{title:24} check {checked:6.2f} s")
    for name, took in zip(there, theirs, strict=True):
        print(f"{'':24} {name} {took:.2f} s, ratio {checked / took:.1f}")


def main() -> None:
    """Build the editions once, then compare."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200  # noqa: PLR2004 - the second argument
    folder = Path(tempfile.mkdtemp())
    try:
        subprocess.run([*OURS, "build", "-o", str(folder)], check=True, capture_output=True)  # noqa: S603
        editions = sorted(folder.rglob("*.pdf"))
        handout = next(file for file in editions if file.name.startswith("handout-vertical"))
        compared("a cold handout", [*OURS, "check", str(handout)], [handout], runs)
        many = folder / "many"
        files = folder_of_files(editions, count, many)
        compared(f"a folder of {count}", [*OURS, "check", str(many)], files, runs)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
