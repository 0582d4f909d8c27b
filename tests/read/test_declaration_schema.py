"""The JSON Schema in data/: generated, accepting what we read, refusing what we refuse."""

import io
import json
import sys
from pathlib import Path

import pytest
import yaml

from declaration_print.read import schema
from declaration_print.read.declaration import declaration

DATA = Path(__file__).parents[2] / "data"
FILES = sorted([*DATA.glob("*.yaml"), *(DATA / "examples").glob("*.yaml")])


def test_the_committed_schema_is_the_generated_one():
    committed = (DATA / "declaration.schema.json").read_text(encoding="utf-8")
    assert committed == schema.schema_text()


def test_it_is_written_to_a_file_or_printed(tmp_path, monkeypatch):
    schema.main([str(tmp_path / "s.json")])
    assert (tmp_path / "s.json").read_text(encoding="utf-8") == schema.schema_text()
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    schema.main([])
    assert sys.stdout.getvalue() == schema.schema_text()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_shipped_file_names_the_schema_in_its_first_line(file):
    first = file.read_text(encoding="utf-8").splitlines()[0]
    marker = "# yaml-language-server: $schema="
    assert first.startswith(marker)
    named = (file.parent / first.removeprefix(marker)).resolve()
    assert named == (DATA / "declaration.schema.json").resolve()


def test_every_key_is_explained_in_japanese_and_english():
    described = json.loads(schema.schema_text())
    blocks = [described, *described["$defs"].values()]
    for block in blocks:
        assert block["additionalProperties"] is False
        for key, value in block["properties"].items():
            japanese, _, english = value["description"].rpartition("\n")
            assert japanese, key
            assert english.isascii() or "第一項目" in english, key


@pytest.fixture(scope="module")
def validator():
    jsonschema = pytest.importorskip("jsonschema", reason="the JSON Schema judge is not installed")
    described = json.loads(schema.schema_text())
    jsonschema.Draft202012Validator.check_schema(described)
    return jsonschema.Draft202012Validator(described)


class Core(yaml.SafeLoader):
    """Dates stay text, as in YAML 1.2, which editors speak."""


Core.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_an_editor_accepts_what_we_ship(validator, file):
    validator.validate(yaml.load(file.read_text(encoding="utf-8"), Core))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_we_accept_what_we_ship(file):
    assert declaration(file).slug == file.stem


@pytest.mark.parametrize(
    "text",
    [
        "title: a\npreamble: 一段落\ndate: 2024\n",
        "title: a\ndate: 2024-05\nissuers: [b, {form: c, name: d}]\n",
        "title: a\narticles: [{lead: b}, {items: [c, {text: d}]}]\nurl: https://example.jp/\n",
    ],
)
def test_an_editor_accepts_what_we_read(validator, text, tmp_path):
    source = tmp_path / "a.yaml"
    source.write_text(text, encoding="utf-8")
    declaration(source)
    validator.validate(yaml.load(text, Core))


@pytest.mark.parametrize(
    "text",
    [
        "subtitle: a\n",
        "titel: a\ntitle: b\n",
        "title: 1\n",
        "title: ''\n",
        "title:\n",
        "title: a\nsubtitle:\n",
        "title: a\ndate: 2024/05/21\n",
        "title: a\nlanguage: Japanese\n",
        "title: a\ntranslations: {English: b}\n",
        "title: a\nurl: ftp://b/\n",
        "title: a\narticles: [{label: b}]\n",
        "title: a\narticles: [{items: [{}]}]\n",
        "title: a\nsignatories: [{name: b}]\n",
        "title: a\noutline: {pillars: [{aim: b}]}\n",
    ],
)
def test_an_editor_refuses_what_we_refuse(validator, problems, text):
    assert problems(text)
    assert not validator.is_valid(yaml.load(text, Core))
