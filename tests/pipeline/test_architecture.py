"""ARCHITECTURE.md against the tree."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "src" / "declaration_print"


def test_every_room_is_on_the_page_and_every_room_on_the_page_exists():
    rooms = {
        path.name + ("/" if path.is_dir() else "")
        for path in PACKAGE.iterdir()
        if path.name not in ("__init__.py", "__main__.py", "__pycache__")
    }
    listed = set(re.findall(r"^\| `([^`]+)` \|", PAGE, flags=re.MULTILINE))
    assert listed == rooms


def test_every_file_named_on_the_page_exists():
    for name in re.findall(r"`((?:[\w-]+/)*[\w-]+\.(?:py|toml|css))`", PAGE):
        if name == "layout.toml":
            assert list((ROOT / "layouts").glob("*/layout.toml"))
        else:
            assert list(PACKAGE.rglob(name)) or (ROOT / name).exists(), name


def test_every_stage_is_in_the_layers_contract():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    stages = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    above_and_below = {"cli", "rebuilding", "model"}
    assert {name.strip() for name in layers[-2].split("|")} == stages - above_and_below


def test_the_order_of_the_stages_is_that_of_the_pipeline():
    head = (PACKAGE / "pipeline.py").read_text(encoding="utf-8").split('"""')[1]
    assert "read → compose → mark up → render → finish → check" in head
    assert "read → compose → mark up → render → finish → check" in PAGE
