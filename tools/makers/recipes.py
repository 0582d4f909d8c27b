"""What is made and how, read from recipes.toml; and the making itself."""

import os
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "fonts"
TIME_LIMIT = 300  # seconds; LuaLaTeX reads all fonts of the machine the first time


@dataclass(frozen=True, slots=True)
class Maker:
    """A program or library, and what has to be there to use it."""

    name: str
    version: str
    needs: tuple[str, ...]
    python: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """One PDF: who makes it, of which other PDFs, with which line for bash."""

    id: str
    maker: str
    words: Mapping[str, str]  # by language
    of: tuple[str, ...]
    run: str


def makers() -> dict[str, Maker]:
    """Every maker by key, in the order of the table."""
    return {
        key: Maker(
            row["name"], row["version"], tuple(row.get("needs", ())), tuple(row.get("python", ()))
        )
        for key, row in _read()["makers"].items()
    }


def recipes() -> list[Recipe]:
    """Every PDF, those that others are made of before them."""
    return [
        Recipe(
            row["id"],
            row["maker"],
            {"en": row["en"], "ja": row["ja"]},
            tuple(row.get("of", ())),
            row["run"],
        )
        for row in _read()["made"]
    ]


def _read() -> dict:  # type: ignore[type-arg]
    return tomllib.loads((HERE / "recipes.toml").read_text("utf-8"))


class Workshop:
    """A folder where PDFs are made, with the Python that has the libraries."""

    def __init__(self, folder: Path, python: str) -> None:
        self.folder = folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.python = python
        self._missing: dict[str, str | None] = {}

    def pdf(self, recipe: Recipe) -> Path:
        """Where a recipe's PDF stands."""
        return self.folder / f"{recipe.id}.pdf"

    def missing(self, key: str, maker: Maker) -> str | None:
        """The first thing a maker needs that is not here; None when all is."""
        if key not in self._missing:
            programs = [need for need in maker.needs if shutil.which(need) is None]
            modules = [name for name in maker.python if not self._imports(name)]
            self._missing[key] = next(iter(programs + modules), None)
        return self._missing[key]

    def _imports(self, module: str) -> bool:
        line = [self.python, "-c", f"import {module}"]
        return subprocess.run(line, capture_output=True, check=False).returncode == 0  # noqa: S603 - our own line

    def version(self, maker: Maker) -> str:
        """The first figure with a dot that the maker's version line prints."""
        done = self._bash(maker.version, self.folder, {})
        words = (done.stdout or done.stderr).replace(",", " ").replace("(", " ").split()
        figures = [
            word.lstrip("vV") for word in words if "." in word and any(map(str.isdigit, word))
        ]
        return figures[0].strip(":;)") if figures else (words[0] if words else "?")

    def make(self, recipe: Recipe) -> str | None:
        """Make one PDF; returns why there is none, or None."""
        if absent := [name for name in recipe.of if not (self.folder / f"{name}.pdf").exists()]:
            return f"needs {absent[0]}"
        out = self.pdf(recipe)
        out.unlink(missing_ok=True)
        with tempfile.TemporaryDirectory() as place:
            try:
                done = self._bash(recipe.run, Path(place), {"OUT": str(out)})
            except subprocess.TimeoutExpired:
                return f"not done in {TIME_LIMIT} s"
        if not out.exists() or not out.stat().st_size:
            out.unlink(missing_ok=True)
            said = (done.stderr or done.stdout).strip().splitlines()
            return said[-1] if said else f"ended with {done.returncode}"
        return None

    def _bash(
        self, line: str, place: Path, more: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        given = {
            "SOURCES": str(HERE / "sources"),
            "LIBRARY": str(HERE / "by_library.py"),
            "MADE": str(self.folder),
            "FONTS": str(FONTS),
            "PYTHON": self.python,
            "SOURCE_DATE_EPOCH": "1784505600",  # 2026-07-20, so that makers who listen agree
            "LC_ALL": "C.UTF-8",
        }
        return subprocess.run(  # noqa: S603 - lines of our own recipes
            ["/bin/bash", "-c", line],
            cwd=place,
            env=os.environ | given | more,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=TIME_LIMIT,
            check=False,
            stdin=subprocess.DEVNULL,
        )
