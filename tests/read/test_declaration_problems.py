"""Everything that can be wrong with a declaration's file: its code, its place, both languages."""

import os
import re
from pathlib import Path

import pytest

from declaration_print.model.problem import BadInput, ExitCode
from declaration_print.read import source_file
from declaration_print.read.declaration import declaration

ONE_PROBLEM = [
    # code, file, line, column
    ("file/empty", "", None, None),
    ("file/empty", " \n\n", None, None),
    ("file/empty", "# 注釈だけ\n", 1, 1),
    ("file/control-character", "title: 東\x00北\n", 1, 9),
    ("file/control-character", "title: 東北\n# 注\x0b釈\n", 2, 4),
    ("file/control-character", "title: 東\u2028北\n", 1, 9),
    ("file/control-character", "title: 東\ufeff北\n", 1, 9),
    ("file/control-character", "title: 東\ufffd北\n", 1, 9),
    ("file/not-utf-8", "title: 東北\nsubtitle: 大学\n".encode("cp932"), 1, 8),
    ("file/not-utf-8", "title: 東北\n".encode("utf-16"), 1, 1),
    ("file/not-utf-8", "title: 東北\r\nsubtitle: ".encode() + b"\xff", 2, 11),
    ("yaml/tab", "title: 東北\npreamble:\n\t- 前文\n", 3, 1),
    ("yaml/tab", "title: 東\t北\n", 1, 9),
    ("yaml/unquoted", "title: {東北|とうほく}\n", 1, 8),
    ("yaml/several-documents", "title: 東北\n---\ntitle: 大学\n", 2, 1),
    ("yaml/tag", "title: !!python/object/apply:os.getcwd []\n", 1, 8),
    ("yaml/tag", "title: !名前 東北\n", 1, 8),
    ("yaml/alias", "title: &a 東北\n", 1, 8),
    ("yaml/alias", "title: 東北\nsubtitle: *注\n", 2, 11),
    ("yaml/key", "title: 東北\n? [a]\n: b\n", 2, 3),
    ("yaml/duplicate-key", "title: 東北\ntitle: 大学\n", 2, 1),
    ("yaml/too-deep", f"title: {'[' * 40}{']' * 40}\n", 1, 39),
    ("yaml/too-many", "title: 東北\npreamble: [" + "a," * 60_000 + "]\n", 2, 100_002),
    ("yaml/syntax", "title: 宣言: 本文\n", 1, 10),
    ("yaml/syntax", "title: {東北|とうほく}宣言\n", 1, 17),
    ("yaml/syntax", 'title: "東北"宣言\n', 1, 12),
    ("yaml/syntax", 'title: "東\\{北"\n', 1, 11),
    ("yaml/syntax", 'title: "\\U00110000"\n', 1, 11),
    ("yaml/syntax", "title: '東北\nsubtitle: 大学\n", 1, 8),
    ("yaml/syntax", "title: @東北\n", 1, 8),
    ("yaml/syntax", "title: [東北\n", 1, 8),
    ("yaml/syntax", "title: 東北\n本文\n", 2, 1),
    ("yaml/syntax", "title: 東北\npreamble:\n  - 一\n - 二\n", 4, 2),
    ("yaml/syntax", "%YAML 3.0\n---\ntitle: 東北\n", 1, 1),
    ("declaration/missing-key", "subtitle: 大学\n", 1, 1),
    ("declaration/missing-key", "title: 東\nissuers:\n  - form: 国立大学法人\n", 3, 5),
    ("declaration/missing-key", "title: 東\noutline:\n  pillars:\n    - aim: 西\n", 4, 7),
    ("declaration/unknown-key", "title: 東北\nartcles: []\n", 2, 1),
    ("declaration/unknown-key", "title: 東北\nstatement:\n  text: 本文\n  foo: x\n", 4, 3),
    ("yaml/unquoted", "title: 東北\nissuers:\n  - {東北|とうほく}\n", 3, 5),
    ("declaration/wrong-type", "- title: 東北\n", 1, 1),
    ("declaration/wrong-type", "title: 2024\n", 1, 8),
    ("declaration/wrong-type", "title: true\n", 1, 8),
    ("declaration/wrong-type", "title: {東北}\n", 1, 8),
    ("declaration/wrong-type", "title: [東北]\n", 1, 8),
    ("declaration/wrong-type", "title: 東北\narticles: 第一項目\n", 2, 11),
    ("declaration/wrong-type", "title: 東北\narticles: [第一項目]\n", 2, 12),
    ("declaration/wrong-type", "title: 東北\npreamble: {a: b}\n", 2, 11),
    ("declaration/wrong-type", "title: 東北\nissuers: [[東北]]\n", 2, 11),
    ("declaration/wrong-type", "title: 東北\ntranslations: English\n", 2, 15),
    ("declaration/empty-value", "title:\n", 1, 1),
    ("declaration/empty-value", "title: '　'\n", 1, 9),
    ("declaration/empty-value", "title: ''\n", 1, 8),
    ("declaration/empty-value", "title: 東北\nsubtitle: null\n", 2, 1),
    ("declaration/empty-value", "title: 東北\npreamble:\n  - 一\n  -\n", 4, 4),
    ("declaration/blank-line", "title: |\n  東北\n\n  宣言\n", 2, 5),
    ("file/control-character", 'title: "東\\0北"\n', 1, 10),
    ("file/control-character", 'title: "東\\ud800北"\n', 1, 10),
    ("file/control-character", "title: '東\t北'\n", 1, 10),
    ("yaml/alias", "title: 東\nstatement:\n  text: 北\n  *a : b\n", 4, 3),
    ("declaration/bad-date", "title: 東北\ndate: 2024-02-30\n", 2, 7),
    ("declaration/bad-date", "title: 東北\ndate: 2023-02-29\n", 2, 7),
    ("declaration/bad-date", "title: 東北\ndate: 2024-13\n", 2, 7),
    ("declaration/bad-date", "title: 東北\ndate: 0000\n", 2, 7),
    ("declaration/bad-date", "title: 東北\ndate: 2024/5/21\n", 2, 7),
    ("declaration/bad-date", "title: 東北\ndate: ２０２４-05-21\n", 2, 7),
    ("declaration/bad-date", "title: 東北\ndate: '令和6年5月21日'\n", 2, 8),
    ("declaration/date-text-without-date", "title: 東北\ndate_text: 春\n", 2, 12),
    ("declaration/bad-language", "title: 東北\nlanguage: 日本語\n", 2, 11),
    ("declaration/bad-language", "title: 東北\nlanguage: ja_JP\n", 2, 11),
    ("declaration/bad-language", "title: 東北\ntranslations:\n  English: Tohoku\n", 3, 3),
    ("declaration/language-twice", "title: 東北\ntranslations:\n  ja: 北東\n", 3, 3),
    ("declaration/language-twice", "title: 東\ntranslations: {en: E, EN: East}\n", 2, 23),
    ("declaration/language-twice", "title: E\nlanguage: en-GB\ntranslations: {EN-gb: e}\n", 3, 16),
    ("declaration/bad-url", "title: 東北\nurl: ftp://example.jp/\n", 2, 6),
    ("declaration/bad-url", "title: 東北\nurl: www.example.jp\n", 2, 6),
    ("declaration/bad-url", "title: 東北\nurl: https://\n", 2, 6),
    ("declaration/bad-url", "title: 東北\nurl: https://[x/\n", 2, 6),
    ("declaration/bad-url", "title: 東北\nurl: https://example.jp/a b\n", 2, 6),
    ("declaration/empty-article", "title: 東北\narticles:\n  - label: 第一項目\n", 3, 5),
    ("declaration/empty-article", "title: 東北\narticles:\n  - items: []\n", 3, 5),
    ("declaration/empty-item", "title: 東\narticles:\n  - items:\n      - {}\n", 4, 9),
    ("declaration/empty-group", "title: 東\nsignatories:\n  - name: 西\n", 3, 5),
    ("declaration/empty-group", "title: 東\nsignatories:\n  - members: []\n", 3, 5),
    ("declaration/empty-outline", "title: 東\noutline:\n  title: 骨子\n", 3, 3),
    ("declaration/empty-section", "title: 東\nstatement: {}\n", 2, 12),
    ("declaration/empty-section", "title: 東\nabout: {usage: {items: []}}\n", 2, 16),
    ("declaration/empty-section", "title: 東\nbrushed:\n  sections: []\n", 3, 3),
    ("inline/unbalanced-ruby", "title: 東{北|ほく\n", 1, 9),
    ("inline/unbalanced-ruby", "title: '東''{北|ほく'\n", 1, 12),
    ("inline/unbalanced-ruby", 'title: "東\\u5317{"\n', 1, 16),
    ("inline/unbalanced-ruby", "title: 東\npreamble: |\n  一\n\n  二の\n  三{\n", 6, 4),
    ("inline/unbalanced-ruby", "title: 東\npreamble: >-\n  一\n  二{\n", 4, 4),
    ("inline/ruby-without-reading", "title: 東{北}\n", 1, 9),
    ("inline/empty-base", "title: 東{|ほく}\n", 1, 9),
    ("inline/empty-reading", "title: 東{北|}\n", 1, 11),
    ("inline/reading-count", "title: 東{北大|ほ|く|だ}\n", 1, 9),
    ("inline/nested", "title: 東{北{大|だい}|ほ}\n", 1, 11),
    ("inline/line-break", "title: 東{北|ほ\n  く}\n", 1, 13),
    ("inline/unclosed-tate-chu-yoko", "title: 第^1回\n", 1, 9),
    ("inline/empty-tate-chu-yoko", "title: 第^^回\n", 1, 9),
    ("inline/long-tate-chu-yoko", "title: 第^12345^回\n", 1, 9),
    ("inline/unbalanced-emphasis", "title: 東《《北\n", 1, 9),
    ("inline/empty-emphasis", "title: 東《《》》\n", 1, 9),
    ("inline/nested-emphasis", "title: 東《《北《《大》》》》\n", 1, 12),
    ("inline/other-side-alone", "title: 東{北||ホク}\n", 1, 11),
    ("inline/second-double-bar", "title: 東{北大|ほく||ホク||きた}\n", 1, 19),
    ("inline/unknown-span", "title: 東[北]{下線}\n", 1, 12),
    ("inline/unopened-span", "title: 東北{傍線}\n", 1, 10),
    ("inline/unclosed-span", "title: 東[北]{傍線\n", 1, 12),
    ("inline/empty-span", "title: 東[]{傍線}\n", 1, 9),
    ("inline/span-number", "title: 東[北]{傍線 3}\n", 1, 12),
    ("inline/jidori-length", "title: 東[北]{字取り}\n", 1, 12),
    ("inline/furiwake-lines", "title: 東[北]{振分}\n", 1, 9),
    ("inline/empty-line", "title: 東[北|]{振分}\n", 1, 11),
    ("inline/nested-span", "title: 《《東[北]{割注}》》\n", 1, 11),
    ("declaration/wrong-type", "title: 東\npublisher: 12\n", 2, 12),
    ("declaration/wrong-type", "title: 東\ncontributors: {a: b}\n", 2, 15),
    ("declaration/wrong-type", "title: 東\nsubjects: [西, 3]\n", 2, 15),
    ("declaration/wrong-type", "title: 東\ndescription: [西]\n", 2, 14),
    ("declaration/empty-value", "title: 東\npublisher:\n", 2, 1),
    ("declaration/empty-value", "title: 東\nsubjects: ['']\n", 2, 12),
    ("declaration/blank-line", "title: 東\ndescription: |\n  西\n\n  南\n", 3, 4),
]


@pytest.mark.parametrize(("code", "yaml", "line", "column"), ONE_PROBLEM)
def test_one_thing_wrong_is_one_problem_at_its_place(problems, code, yaml, line, column):
    assert problems(yaml) == [(code, line, column)]


@pytest.mark.parametrize(("code", "yaml", "line", "column"), ONE_PROBLEM)
def test_problems_speak_both_languages(read, code, yaml, line, column):
    with pytest.raises(BadInput) as caught:
        read(yaml)
    (problem,) = caught.value.problems
    assert re.search(r"[\u3040-\u30ff]", problem.words.ja), "no Japanese"
    quoted = re.sub(r"`[^`]*`+|“[^”]*”", "", problem.words.en)
    assert re.search(r"[a-z]{2,} [a-z]{2,}", quoted), "no English"
    assert not re.search(r"[\u3040-\u30ff]", quoted), "Japanese in English words"
    assert problem.words.ja.endswith("。")
    assert problem.words.en.endswith((".", "?"))
    where = "sengen.yaml" + (f":{line}:{column}" if line else "") + ": "
    assert where in problem.line("ja")
    assert problem.line("en").endswith(f"[{code}]")
    assert caught.value.exit_code is ExitCode.BAD_INPUT


def file_problem(source):
    with pytest.raises(BadInput) as caught:
        declaration(source)
    (problem,) = caught.value.problems
    assert str(problem.place) == str(source)
    return problem


def test_missing_file(tmp_path):
    assert file_problem(tmp_path / "ない.yaml").code == "file/missing"


def test_folder(tmp_path):
    problem = file_problem(tmp_path)
    assert problem.code == "file/not-a-file"
    assert "フォルダ" in problem.words.ja


def test_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    assert file_problem(tmp_path / "pipe.yaml").code == "file/not-a-file"


def test_unreadable_file(tmp_path, monkeypatch):
    source = tmp_path / "locked.yaml"
    source.write_text("title: 東北\n")

    def locked(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)
    problem = file_problem(source)
    assert problem.code == "file/unreadable"
    assert "Permission denied" in problem.words.en


@pytest.mark.parametrize("name", ["a\0b.yaml", "a" * 300 + ".yaml", "file.yaml/inside.yaml"])
def test_impossible_names(tmp_path, name):
    (tmp_path / "file.yaml").write_text("title: 東北\n")
    assert file_problem(tmp_path / name).code == "file/unreadable"


def test_file_larger_than_any_declaration(tmp_path):
    source = tmp_path / "large.yaml"
    source.write_bytes(b"#" * (source_file.LARGEST + 1))
    assert file_problem(source).code == "file/too-large"


def test_every_code_has_its_test():
    folder = Path(source_file.__file__).parent
    ours = ["checks", "declaration", "explain", "file_format", "source_file"]
    modules = [*ours, "control_character", "value_types", "yaml_tree", "yaml_words"]
    files = [*(folder / f"{module}.py" for module in modules), *(folder / "inline").glob("*.py")]
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    codes = set(re.findall(r'"((?:declaration|file|inline|yaml)/[a-z0-9-]+)"', text))
    tested = {code for code, *_ in ONE_PROBLEM}
    tested |= {"file/missing", "file/not-a-file", "file/unreadable", "file/too-large"}
    assert codes == tested


def test_all_problems_are_reported_at_once_in_file_order(problems):
    yaml = """\
titel: 東北
title: '{東北|とうほく 宣言'
preamble:
  - 一
  - 2
articles:
  - label: 第一項目
  - title: '《《'
    items:
      - {}
      - foo: x
date: 2024-02-30
title: 二度目
signatories:
  - name: ^東
url: x
rights: "\\a"
"""
    assert problems(yaml) == [
        ("declaration/unknown-key", 1, 1),
        ("inline/unbalanced-ruby", 2, 9),
        ("declaration/wrong-type", 5, 5),
        ("declaration/empty-article", 7, 5),
        ("inline/unbalanced-emphasis", 8, 13),
        ("declaration/empty-item", 10, 9),
        ("declaration/unknown-key", 11, 9),
        ("declaration/bad-date", 12, 7),
        ("yaml/duplicate-key", 13, 1),
        ("inline/unclosed-tate-chu-yoko", 15, 11),
        ("declaration/bad-url", 16, 6),
        ("file/control-character", 17, 10),
    ]


def test_control_characters_do_not_hide_the_rest(problems):
    assert problems("title: 東\x01北\ndate: 2024-99\nfoo: x\n") == [
        ("file/control-character", 1, 9),
        ("declaration/bad-date", 2, 7),
        ("declaration/unknown-key", 3, 1),
    ]


def test_an_escape_in_a_key_is_never_printed(read):
    with pytest.raises(BadInput) as caught:
        read('title: 東\n"\\ud800": x\n')
    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["declaration/unknown-key", "file/control-character"]
    for problem in caught.value.problems:
        (problem.line("ja") + problem.line("en")).encode()


def only_problem(read, yaml):
    with pytest.raises(BadInput) as caught:
        read(yaml)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("written", "meant"),
    [("artcles", "articles"), ("Preamble", "preamble"), ("ｉｓｓｕｅｒｓ", "issuers")],
)
def test_an_unknown_key_names_its_neighbour(read, written, meant):
    problem = only_problem(read, f"title: 東北\n{written}: []\n")
    assert f"「{meant}」" in problem.words.ja
    assert f"`{meant}`" in problem.words.en


def test_an_unknown_key_without_a_neighbour_lists_those_of_its_own_group(read):
    problem = only_problem(read, "title: 東\narticles:\n  - title: 西\n    zzz: x\n")
    assert "label, title, lead, items" in problem.words.en


def test_a_number_is_shown_in_quotes(read):
    assert "'010'" in only_problem(read, "title: 010\n").words.ja


def test_shift_jis_is_recognised(read):
    problem = only_problem(read, "title: 東北イノベーション宣言\n".encode("cp932"))
    assert "Shift_JIS" in problem.words.ja


def test_a_text_that_looks_like_yaml_is_told_to_be_quoted(read):
    for yaml in ("title: {東北}\n", "title: {東北|とうほく}宣言\n", "title: *a 東北\n"):
        with pytest.raises(BadInput) as caught:
            read(yaml)
        assert all("引用符" in problem.words.ja for problem in caught.value.problems)
