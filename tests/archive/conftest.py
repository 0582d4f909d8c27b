"""One deposit of the shipped declaration for all tests of this room: scroll and vertical outline."""

import shutil
from pathlib import Path

import pytest

from declaration_print import depositing, wishes
from declaration_print.model.setting import Writing

NAME = "tohoku-innovation-declaration-deposit"


@pytest.fixture(scope="session")
def packages(tmp_path_factory):
    """The folder with the deposit in its three forms."""
    out = tmp_path_factory.mktemp("deposit")
    depositing.archive_all(
        wishes.SHIPPED_DECLARATION,
        wishes.Wish(editions=("scroll", "outline"), writing=Writing.VERTICAL),
        out,
        lambda *_: None,
        packages=depositing.PACKAGES,
    )
    return out


@pytest.fixture(scope="session")
def deposit(packages) -> Path:
    """The deposit as a folder; nobody changes it."""
    return packages / NAME


@pytest.fixture
def copy(deposit, tmp_path) -> Path:
    """A deposit that a test may change."""
    return Path(shutil.copytree(deposit, tmp_path / NAME))
