"""`build --strict`: lines too loose or past their measure are errors, and nothing is written."""

import re

import pytest

LOOSE = (
    "title: 見本\n"
    "preamble:\n"
    "  - この段落は、どの版でも行がよく揃います。\n"
    "  - 本文のこの行には DONAUDAMPFSCHIFFFAHRTSGESELLSCHAFTSKAPITAEN という長い語が続きます。\n"
    "issuers: [会]\n"
)


@pytest.fixture
def build(say, declaration_file, tmp_path):
    """Build the vertical handout of a declaration: the run, and the files it left."""

    def build(text, *more, lang="en"):
        out = tmp_path / "out"
        source = declaration_file(text, "loose.yaml")
        run = say(
            "build", source, "-e", "handout", "--writing", "vertical", "-o", out, *more, lang=lang
        )
        return run, [path for path in out.rglob("*") if path.is_file()]

    return build


def test_without_it_a_loose_line_is_a_note(build):
    run, files = build(LOOSE)
    assert run.code == 0, run.out + run.err
    assert "[compose/misfit]" in run.out
    assert len(files) == 1


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_with_it_a_loose_line_is_an_error_and_nothing_is_written(build, lang):
    run, files = build(LOOSE, "--strict", lang=lang)
    assert (run.code, run.out, files) == (1, "", [])
    for line in run.err.splitlines():
        assert re.search(r"loose\.yaml:4:\d+: handout-vertical-A4\.pdf: ", line)
        assert re.search(r"[-+]\d+\.\d\d em", line), "the amount"
        assert "本文のこの行には" in line, "the text of the line"
        assert line.endswith("[compose/misfit]")
        assert ("。" in line) == (lang == "ja")


def test_with_it_lines_that_fit_are_built(build):
    run, files = build("title: 見本\npreamble: 本文です。\nissuers: [会]\n", "--strict")
    assert run.code == 0, run.out + run.err
    assert len(files) == 1


def test_every_edition_says_its_own_lines(say, declaration_file, tmp_path):
    source = declaration_file(LOOSE)
    editions = ("-e", "handout", "-e", "poster", "--writing", "vertical")
    run = say("build", source, *editions, "--paper", "A4", "-o", tmp_path / "out", "--strict")
    assert run.code == 1
    assert "handout-vertical-A4.pdf" in run.err
    assert not (tmp_path / "out").exists()


def test_input_that_cannot_be_used_is_still_exit_code_2(build):
    run, files = build(LOOSE.replace("見本", "見𰻞本"), "--strict")
    assert (run.code, files) == (2, [])
    assert "[fonts/missing-glyph]" in run.err


def test_the_shipped_declaration_is_set_without_a_loose_line(say, tmp_path):
    """The house's own pages meet what they ask of others."""
    run = say("build", "--strict", "-e", "handout", "-o", tmp_path / "out")
    assert run.code == 0, run.out + run.err
