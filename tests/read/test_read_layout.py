"""layout.toml: what each key becomes, and what is said of a wrong one, with its place."""

import re

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration_print.model.layout import EmphasisMark, LatinFace, Style
from declaration_print.model.problem import BadInput
from declaration_print.model.setting import (
    Kinsoku,
    LineEnd,
    LineHead,
    Reduction,
    RubyAlignment,
    RubyEdge,
    RubyKind,
    RubyOverhang,
    RubyRules,
    Writing,
)
from declaration_print.read import layout

TOML = """\
title = { ja = "見本", en = "Sample" }
edition = "specimen"
profile = "handout"
carries = []
%s
[styles]
body = { face = "mincho"%s }
[vertical]
default_paper = "A4"
[vertical.papers]
A4 = { size = 10.5, pitch = 18.0, characters = 28, lines = 26 }
[vertical.styles]
%s
[horizontal]
default_paper = "A4"
papers.A4 = { size = 10.5, pitch = 18.0, characters = 38, lines = 37 }
"""


@pytest.fixture
def read(tmp_path):
    """Read a layout with more keys: at the top, in the style `body`, in [vertical.styles]."""

    def read(top="", style="", vertical=""):
        style = f", {style}" if style else ""
        (tmp_path / "layout.toml").write_text(TOML % (top, style, vertical), encoding="utf-8")
        return layout(tmp_path)

    return read


@pytest.fixture
def body(read):
    """The style `body` with more keys, in horizontal lines."""
    return lambda style: read(style=style).styles[Writing.HORIZONTAL]["body"]


def test_a_style_that_says_nothing_has_jlreqs_defaults(body):
    assert body("") == Style(name="body", face="mincho")


@pytest.mark.parametrize(
    ("written", "key", "value"),
    [
        ('kinsoku = "loose"', "kinsoku", Kinsoku.LOOSE),
        ('reduction = "jis-x-4051"', "reduction", Reduction.JIS_X_4051),
        ('line_head = "half-indent"', "line_head", LineHead.HALF_INDENT),
        ('line_end = "hanging"', "line_end", LineEnd.HANGING),
        ('hyphenation = "en-GB"', "hyphenation", "en-GB"),
        ('hyphenation = "de"', "hyphenation", "de"),
        ('emphasis = "bullet"', "emphasis", EmphasisMark.BULLET),
        ("lines = 3", "lines", 3),
        ('latin = { face = "gothic" }', "latin", LatinFace("gothic", 1.0, 0.0)),
        (
            'latin = { face = "gothic", size = 0.95, rise = -0.02 }',
            "latin",
            LatinFace("gothic", 0.95, -0.02),
        ),
        ("ruby = {}", "ruby", RubyRules()),
        ("ruby = { over_indent = false }", "ruby", RubyRules(over_indent=False)),
        (
            'ruby = { per_character = "jukugo", alignment = "start", overhang = "any", edge = "base" }',
            "ruby",
            RubyRules(RubyKind.JUKUGO, RubyAlignment.START, RubyOverhang.ANY, RubyEdge.BASE),
        ),
    ],
)
def test_keys_become_values(body, written, key, value):
    assert getattr(body(written), key) == value


def test_a_direction_changes_only_what_it_says(read):
    styles = read(
        style='latin = { face = "gothic", size = 0.9 }, ruby = { overhang = "none" }',
        vertical='body = { latin = { rise = 0.1 }, ruby = { edge = "base" } }',
    ).styles
    vertical, horizontal = styles[Writing.VERTICAL]["body"], styles[Writing.HORIZONTAL]["body"]
    assert vertical.latin == LatinFace("gothic", 0.9, 0.1)
    assert vertical.ruby == RubyRules(overhang=RubyOverhang.NONE, edge=RubyEdge.BASE)
    assert horizontal.latin == LatinFace("gothic", 0.9, 0.0)
    assert horizontal.ruby == RubyRules(overhang=RubyOverhang.NONE)


def test_a_layout_may_be_made_on_request_only(read):
    assert not read().on_request
    assert read("on_request = true").on_request
    assert read().edition == "specimen"


def refused(read, **more):
    with pytest.raises(BadInput) as caught:
        read(**more)
    return caught.value.problems


WRONG = [  # in `body`: the key, its value, what is said to be allowed
    ("kinsoku", '"very-strict"', '"strict", "normal", "loose" or "newspaper"'),
    ("reduction", '"jis"', '"jlreq", "jis-x-4051" or "limited"'),
    ("line_head", "2", '"flush", "half-em" or "half-indent"'),
    ("line_end", '"hang"', '"half-em", "solid" or "hanging"'),
    ("emphasis", '"dot"', '"sesame" or "bullet"'),
    ("hyphenation", '"ja"', "en-GB"),
    ("hyphenation", '""', "en-GB"),
    ("hyphenation", "true", "text in quotes"),
    ("lines", "0", "a whole number from 1 to 12"),
    ("lines", "13", "a whole number from 1 to 12"),
    ("lines", "2.5", "a whole number from 1 to 12"),
    ("latin", '"gothic"', "a table"),
    ("ruby", '"mono"', "a table"),
    ("size", "0", "a number above 0 to 10000"),
    ("single_line", '"perhaps"', "true or false"),
]
WITHIN = [  # in a table of `body`
    ("latin", "size", "0.49", "a number from 0.5 to 1.5"),
    ("latin", "size", "nan", "a number from 0.5 to 1.5"),
    ("latin", "rise", "0.51", "a number from -0.5 to 0.5"),
    ("latin", "rise", "-0.51", "a number from -0.5 to 0.5"),
    ("ruby", "per_character", '"group"', '"mono" or "jukugo"'),
    ("ruby", "alignment", '"left"', '"centred" or "start"'),
    ("ruby", "overhang", "true", '"kana", "hiragana", "any" or "none"'),
    ("ruby", "edge", '"both"', '"reading" or "base"'),
    ("ruby", "over_indent", "3", "true or false"),
]


def assert_told(problem, column, path, allowed):
    assert (problem.code, problem.place.line, problem.place.column) == (
        "layout/wrong-value",
        7,
        column,
    )
    assert f"`{path}`" in problem.words.en
    assert allowed in problem.words.en
    assert f"「{path}」" in problem.words.ja
    assert re.search("[ぁ-ん]。$", problem.words.ja)


@pytest.mark.parametrize(("key", "value", "allowed"), WRONG)
def test_a_wrong_value_is_told_with_its_place_and_what_is_allowed(read, key, value, allowed):
    (problem,) = refused(read, style=f"indent = 1.0, {key} = {value}")
    column = len('body = { face = "mincho", indent = 1.0, ') + 1
    assert_told(problem, column, f"styles.body.{key}", allowed)


@pytest.mark.parametrize(("table", "key", "value", "allowed"), WITHIN)
def test_a_wrong_value_within_a_table_is_told_too(read, table, key, value, allowed):
    (problem,) = refused(read, style=f"{table} = {{ {key} = {value} }}, size = 2.0")
    column = len('body = { face = "mincho", ') + len(table) + len(" = { ") + 1
    assert_told(problem, column, f"styles.body.{table}.{key}", allowed)


def test_what_is_allowed_is_allowed(body):
    """Every value that a message offers can be written."""
    for key, _, allowed in WRONG:
        for value in re.findall('"[a-z0-9-]+"', allowed):
            assert body(f"{key} = {value}")
    for language in pyphen.LANGUAGES:
        assert body(f'hyphenation = "{language.replace("_", "-")}"')
    for table, key, _, allowed in WITHIN:
        for value in re.findall('"[a-z0-9-]+"', allowed):
            assert body(f"{table} = {{ {key} = {value} }}")


def test_every_wrong_value_is_told_at_once_where_it_stands(read):
    problems = refused(
        read,
        top='on_request = "yes please"',
        style='kinsoku = "x", colour = 3',
        vertical='body = { line_end = "x" }\n"small print" = { latin = { sise = 1.0 } }',
    )
    assert [(problem.code, problem.place.line, problem.place.column) for problem in problems] == [
        ("layout/wrong-value", 5, 1),
        ("layout/wrong-value", 7, 27),
        ("layout/wrong-value", 7, 42),
        ("layout/wrong-value", 13, 10),
        ("layout/unknown-key", 14, 29),
    ]


def test_a_latin_table_needs_a_face_in_one_of_the_two_rows(read):
    (problem,) = refused(read, style="latin = { size = 0.9 }")
    assert (problem.code, problem.place.line) == ("layout/no-face", 7)
    assert "latin" in problem.words.en


def test_a_table_of_its_own_is_a_place_too(read):
    (problem,) = refused(read, vertical='[vertical.styles.note]\nface = "mincho"\nlines = 99')
    assert (problem.place.line, problem.place.column) == (15, 1)


def test_an_unknown_edition_is_told_with_those_there_are(tmp_path):
    (tmp_path / "layout.toml").write_text(
        (TOML % ("", "", "")).replace('"specimen"', '"leaflet"'), encoding="utf-8"
    )
    with pytest.raises(BadInput) as caught:
        layout(tmp_path)
    (problem,) = caught.value.problems
    assert problem.place.line == 2
    assert '"handout", "outline", "poster", "scroll" or "specimen"' in problem.words.en


KEYS = [
    *("title", "edition", "carries", "profile", "colours", "styles", "vertical", "conformance"),
    *("styles.body", "styles.body.ruby", "styles.body.latin", "styles.body.kinsoku"),
    *("vertical.papers", "vertical.papers.A4", "vertical.styles.body.lines", "colours.screen.shu"),
]
VALUES = [
    "1",
    "-1",
    "nan",
    "true",
    '"x"',
    "[]",
    "[1]",
    "{}",
    "{ x = 1 }",
    "2024-05-21",
    '[{ x = "" }]',
]


@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES), min_size=1, max_size=4))
def test_whatever_stands_in_a_file_is_told_and_never_a_crash(tmp_path_factory, values):
    folder = tmp_path_factory.mktemp("layout")
    toml = "".join(f"{key} = {value}\n" for key, value in values.items())
    (folder / "layout.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        layout(folder)
    for problem in caught.value.problems:
        assert problem.place
        assert problem.words.ja
        assert problem.words.ja != problem.words.en


POSSIBLE = [
    ("2a", True, False),
    ("2b", True, False),
    ("3u", True, True),
    ("3b", False, False),
    ("4", False, False),
    ("4f", False, True),
]
IMPOSSIBLE = [
    ("2a", True, True, ["3a", "attach_source"]),
    ("2u", False, True, ["3u", "attach_source"]),
    ("4", False, True, ["4f", "attach_source"]),
    ("4f", False, False, ["attach_source", '"4"']),
    ("4f", True, True, ["PDF 1.7", "pdfua"]),
    ("4", True, False, ["PDF 1.7", "pdfua"]),
]


def conformance(pdfa, pdfua, source):
    flags = f"pdfua = {str(pdfua).lower()}, attach_source = {str(source).lower()}"
    return f'conformance = {{ pdfa = "{pdfa}", {flags} }}'


@pytest.mark.parametrize(("pdfa", "pdfua", "source"), POSSIBLE)
def test_a_layout_chooses_its_flavour_of_pdfa(read, pdfa, pdfua, source):
    kept = read(conformance(pdfa, pdfua, source)).conformance
    assert (kept.pdfa, kept.pdfua, kept.attach_source) == (pdfa, pdfua, source)
    claims = [f"pdfa-{pdfa}", *(["pdfua-1"] if pdfua else [])]
    assert list(kept.claims) == claims


@pytest.mark.parametrize(("pdfa", "pdfua", "source", "said"), IMPOSSIBLE)
def test_standards_that_exclude_each_other_are_refused_at_their_place(
    read, pdfa, pdfua, source, said
):
    (problem,) = refused(read, top=conformance(pdfa, pdfua, source))
    assert problem.code == "layout/conformance"
    assert problem.place.line == 5
    for words in (problem.words.ja, problem.words.en):
        assert [word for word in said if word not in words] == []


@pytest.mark.parametrize("pdfa", ["1a", "1b", "4e", "3A", ""])
def test_a_flavour_that_cannot_be_made_is_no_choice(read, pdfa):
    (problem,) = refused(read, top=f'conformance = {{ pdfa = "{pdfa}" }}')
    assert problem.code == "layout/wrong-value"
