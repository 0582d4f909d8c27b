"""PDFs of other makers, and our verdicts on them.

    python tools/makers [FOLDER] [--only WORD] [--write]

Makes each PDF of recipes.toml whose maker is installed, in FOLDER (default out/makers; what is there already is kept), and
judges its fonts, metadata and output intent by what it claims and by the profile `archive`. MAKERS_PYTHON names the Python that has the
libraries, NODE_PATH the JavaScript ones. `--only` keeps the recipes whose id begins so; `--write` puts the tables into docs/other-makers.md and .ja.md.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from recipes import Workshop, makers, recipes
from tables import Row, judged, printed, written

DOCS = Path(__file__).resolve().parents[2] / "docs"


def main(arguments: Sequence[str]) -> int:
    """Make, judge, print; 1 when a rule crashed."""
    parser = argparse.ArgumentParser(prog="makers")
    parser.add_argument("folder", nargs="?", default="out/makers", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--again", action="store_true", help="make anew what is there")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    shop = Workshop(asked.folder, os.environ.get("MAKERS_PYTHON", sys.executable))
    known = makers()
    rows: list[Row] = []
    for recipe in recipes():
        if not recipe.id.startswith(asked.only):
            continue
        reason = shop.missing(recipe.maker, known[recipe.maker])
        if reason is None and (asked.again or not shop.pdf(recipe).exists()):
            reason = shop.make(recipe)
        rows.append(judged(recipe, known[recipe.maker], shop, reason))
        print(printed(rows[-1]), flush=True)
    if asked.write:
        written(rows, shop, DOCS)
    return int(any(row.crashed for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
