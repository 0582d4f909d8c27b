"""What several rooms' tests need: the command line as a process, and what it ships, built once."""

import io
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from declaration_print import cli

# The same examples every time, so that a red run is about the change; HYPOTHESIS_PROFILE=search
# looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=5_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Run:
    """What a finished process leaves behind."""

    code: int
    out: str
    err: str


def command(*arguments, cwd=None, env=None):
    """Run the command line as a user does, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "declaration_print", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env=os.environ | {"LC_ALL": "C.UTF-8"} | (env or {}),
        timeout=120,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Built:
    """The shipped declaration, built by one process into one folder."""

    run: Run
    folder: Path

    def __getitem__(self, stem):
        return self.folder / f"{stem}.pdf"

    @property
    def files(self):
        return sorted(self.folder.glob("*.pdf"))


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """The seven editions of the shipped declaration; only to be read."""
    out = tmp_path_factory.mktemp("shipped")
    run = command("build", "-o", out)
    return Built(run, out / "tohoku-innovation-declaration")


@pytest.fixture(scope="session")
def run_command():
    """The command line in a process of its own."""
    return command


@pytest.fixture(scope="session")
def say():
    """The command line in this process: arguments and a language in, what it says out."""

    def run(*arguments, lang="en"):
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.setattr(cli.language, "LANG", lang)
            patch.setattr(sys, "argv", ["declaration-print", *map(str, arguments)])
            with pytest.raises(SystemExit) as stopped:
                cli.main()
        return Run(int(stopped.value.code), out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def declaration_file(tmp_path):
    """Write a declaration of a few lines and get its path."""

    def write(text="title: 宣言\npreamble: 本文です。\nissuers: [甲]\n", name="small.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def own_layout(tmp_path):
    """A user's own copy of a house layout, to be changed: (folder for --layouts, the layout)."""

    def copy(of="handout", name="mine"):
        folder = tmp_path / "layouts"
        shutil.copytree(ROOT / "layouts" / of, folder / name)
        return folder, folder / name

    return copy
