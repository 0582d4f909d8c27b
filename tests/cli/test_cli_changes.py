"""What was written otherwise to suit the lines is said change by change, in one line a reason."""

import unicodedata

import pytest

from declaration_print.cli import build_summary, language
from declaration_print.model.setting import Normalisation


@pytest.fixture
def said(monkeypatch):
    """What is said about changes given as (source, became)."""

    def said(*changes, lang="en"):
        monkeypatch.setattr(language, "LANG", lang)
        normalised = tuple(Normalisation(*each, "figures") for each in changes)
        return build_summary._changes("figures", normalised)

    return said


def columns(line):
    """The width of a line on a Japanese terminal, where → too is wide."""
    return sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in line)


def test_each_distinct_change_is_shown_once_in_order(said):
    line = said(("2024", "二〇二四"), ("21", "二十一"), ("2024", "二〇二四"))
    assert line.strip() == "figures 3: 2024→二〇二四, 21→二十一"


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_does_not_fit_a_screen_is_a_number(said, lang):
    line = said(*((str(n), f"{n}回") for n in range(1000, 1100)), lang=lang)
    assert columns(line) <= 80
    shown = line.count("→")
    assert shown > 2
    assert line.endswith(
        f"、ほか {100 - shown} 種" if lang == "ja" else f", and {100 - shown} more"
    )


def test_a_change_too_long_to_be_shown_is_counted(said):
    assert said(("長" * 50, "短")).strip() == "figures 1"


def test_a_space_can_be_seen(said):
    assert said((" ", "")).strip() == "figures 1: ␣→none"
    assert said(("\u3000", ""), lang="ja").strip() == "figures 1: ␣→なし"
