"""--help answers without loading what it does not need, in both languages."""

import re

import pytest

from declaration_print import __version__

HEAVY = ("weasyprint", "pydantic", "pypdf", "fontTools", "jinja2", "uharfbuzz", "yaml", "pydyf")


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("build", "--help"), ("check", "--help"), ("list", "--help"), ("--version",)],
    ids=str,
)
def test_help_imports_nothing_heavy(run_command, arguments):
    run = run_command(*arguments, env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert run.code == 0
    imported = set(re.findall(r"\| +([\w.]+)$", run.err, re.MULTILINE))
    assert "click" in imported, "the list of imports was read"
    packages = {name.partition(".")[0] for name in imported}
    assert not packages & set(HEAVY)
    assert not any(name.startswith("declaration_print.pipeline") for name in imported)


def test_every_option_is_explained_in_both_languages(run_command):
    for command in ("build", "check", "list"):
        english = run_command(command, "--help", "--lang", "en").out
        japanese = run_command(command, "--help", "--lang", "ja").out
        options = re.findall(r"--[a-z]+", english)
        assert set(options) == set(re.findall(r"--[a-z]+", japanese))
        assert not re.search("[ぁ-ヿ]", english)
        for option in set(options) - {"--help"}:
            explanation = japanese.partition(option)[2].partition("\n  -")[0]
            assert re.search("[ぁ-ヿ]", explanation), option


def test_the_version_is_the_packages(run_command):
    assert run_command("--version").out.strip() == f"declaration_print {__version__}"
