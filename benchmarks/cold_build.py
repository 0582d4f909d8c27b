"""A cold handout, built and checked, beside plain `weasyprint` on the same text and faces.

Each run is a whole process, the two by turns, so that the machine's mood is shared.
Usage: python benchmarks/cold_build.py [RUNS]
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from declaration_print.model.declaration import PARTS
from declaration_print.read import declaration
from declaration_print.wishes import FONTS, SHIPPED_DECLARATION

FACES = {
    "mincho": ("noto-serif-jp/NotoSerifJP_400Regular.ttf", 400),
    "mincho-bold": ("noto-serif-jp/NotoSerifJP_700Bold.ttf", 700),
    "gothic": ("noto-sans-jp/NotoSansJP_700Bold.ttf", 700),
}

HEADING = 20
"""A text shorter than this is set bold, as a heading would be."""


def plain_html() -> str:
    """The full text as anybody would write it for weasyprint."""
    faces = "".join(
        f'@font-face {{ font-family: "{name.split("-")[0]}"; font-weight: {weight}; '
        f'src: url("{(FONTS / file).as_uri()}") }}\n'
        for name, (file, weight) in FACES.items()
    )
    return (
        f'<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><style>{faces}'
        "@page { size: A4; margin: 25mm } body { font: 10.5pt/1.75 mincho } "
        "b { font-family: gothic }</style>" + "".join(_paragraphs()) + "</html>"
    )


def _paragraphs() -> Iterator[str]:
    data = declaration(SHIPPED_DECLARATION)
    for part in ("title", "preamble", "statement", "articles", "closing", "issuers", "signatories"):
        for text in PARTS[part](data):
            short = len(text.plain) < HEADING
            words = escape(text.plain)
            yield f"<p><b>{words}</b></p>" if short else f"<p>{words}</p>"


def seconds(command: Sequence[str]) -> float:
    """Wall time of one process."""
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own commands
    return time.perf_counter() - started


def main() -> None:
    """Print both medians and their ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    folder = Path(tempfile.mkdtemp())
    try:
        page = folder / "plain.html"
        page.write_text(plain_html(), encoding="utf-8")
        plain = [sys.executable, "-m", "weasyprint", str(page), str(folder / "plain.pdf")]
        ours = [sys.executable, "-m", "declaration_print", "build", "-e", "handout"]
        ours += ["--writing", "vertical", "-o", str(folder)]
        seconds(plain)
        seconds(ours)
        pairs = [(seconds(ours), seconds(plain)) for _ in range(runs)]
    finally:
        shutil.rmtree(folder)
    built, drawn = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"build and check, handout vertical  {built:.2f} s")
    print(f"plain weasyprint, same text        {drawn:.2f} s")
    print(f"ratio                              {built / drawn:.2f}")


if __name__ == "__main__":
    main()
