"""Bad input ends with one clear message in the reader's language, its exit code, and no file."""

import errno
import json
import os
import re
from pathlib import Path

import pytest

GOOD = "title: 宣言\npreamble: 本文です。\nissuers: [甲]\n"
KANA = re.compile("[ぁ-ヿ]")


def written(folder, text, name="bad.yaml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def handout(source, *more):
    return ("build", source, "-e", "handout", "--writing", "vertical", *more)


def missing_file(folder):
    return handout(folder / "absent.yaml"), "file/missing"


def folder_for_a_file(folder):
    return handout(folder), "file/not-a-file"


def broken_yaml(folder):
    return handout(written(folder, "title: 宣言\npreamble: [本文\n")), "yaml/syntax"


def not_utf_8(folder):
    path = folder / "sjis.yaml"
    path.write_bytes(GOOD.encode("cp932"))
    return handout(path), "file/not-utf-8"


def unknown_key(folder):
    return handout(written(folder, GOOD + "preambel: 本文\n")), "declaration/unknown-key"


def unbalanced_ruby(folder):
    return handout(written(folder, GOOD + "closing: 「{東北|とうほく」\n")), "inline/"


def noted(text):
    """A case whose declaration holds one more paragraph."""
    return lambda folder: handout(written(folder, GOOD + f"closing: '{text}'\n"))


def other_side_alone(folder):
    return noted("{東北||トーホク}")(folder), "inline/other-side-alone"


def unknown_span(folder):
    return noted("[東北]{下線}")(folder), "inline/unknown-span"


def unopened_span(folder):
    return noted("東北]{傍線}")(folder), "inline/unopened-span"


def unclosed_span(folder):
    return noted("[東北]{傍線")(folder), "inline/unclosed-span"


def empty_span(folder):
    return noted("[]{割注}")(folder), "inline/empty-span"


def number_without_sense(folder):
    return noted("[東北]{傍線 5}")(folder), "inline/span-number"


def jidori_without_length(folder):
    return noted("[東北]{字取り}")(folder), "inline/jidori-length"


def jidori_too_long(folder):
    return noted("[東北]{字取り 51}")(folder), "inline/jidori-length"


def furiwake_of_one_line(folder):
    return noted("[東北]{振分}")(folder), "inline/furiwake-lines"


def ruby_in_warichu(folder):
    return noted("[{東北|とうほく}]{割注}")(folder), "inline/nested"


def warichu_in_emphasis(folder):
    return noted("《《[東北]{割注}》》")(folder), "inline/nested-span"


def span_without_quotes(folder):
    source = written(folder, GOOD + "closing: [東北]{傍線}の文\n")
    return handout(source), "yaml/syntax"


def missing_glyph(folder):
    return handout(written(folder, GOOD.replace("本文", "𰻞麺"))), "fonts/missing-glyph"


def emoji(folder):
    return handout(written(folder, GOOD.replace("宣言", "宣言🎌"))), "compose/emoji"


def brush_without_wave_dash(folder):
    """Yuji Syuku has no U+301C; the other faces have it."""
    source = written(folder, GOOD.replace("本文", "一〜三"))
    return ("build", source, "-e", "scroll"), "fonts/missing-glyph"


def unknown_edition(folder):
    return ("build", written(folder, GOOD), "-e", "leaflet"), "edition/unknown"


def unknown_paper(folder):
    return handout(written(folder, GOOD), "--paper", "A11"), "edition/unknown-paper"


def paper_too_small(folder):
    return handout(written(folder, GOOD), "--paper", "100x140mm"), "edition/paper-too-small"


def scroll_of_a_sheet(folder):
    source = written(folder, GOOD)
    return ("build", source, "-e", "scroll", "--paper", "A4"), "edition/unknown-paper"


def horizontal_scroll(folder):
    source = written(folder, GOOD)
    return ("build", source, "-e", "scroll", "--writing", "horizontal"), "edition/no-writing"


def no_outline(folder):
    return ("build", written(folder, GOOD), "-e", "outline"), "edition/nothing-to-show"


def file_where_the_folder_should_be(folder):
    blocked = written(folder, "in the way", "blocked")
    return (*handout(written(folder, GOOD)), "-o", blocked), "output/unwritable"


def file_where_the_slug_should_be(folder):
    """The folder is there, but a file bears the declaration's name in it."""
    (folder / "taken").mkdir()
    written(folder / "taken", "in the way", "bad")
    return (*handout(written(folder, GOOD)), "-o", folder / "taken"), "output/unwritable"


def no_layouts_folder(folder):
    return handout(written(folder, GOOD), "--layouts", folder / "absent"), "layout/no-folder"


def no_fonts_folder(folder):
    return handout(written(folder, GOOD), "--fonts", folder / "absent"), "fonts/no-folder"


def pdf_that_is_missing(folder):
    return ("check", folder / "absent.pdf"), "file/unreadable"


def folder_without_a_pdf(folder):
    return ("check", folder), "file/no-pdf"


def unknown_profile(folder):
    path = written(folder, "%PDF-1.7", "some.pdf")
    return ("check", path, "--profile", "pdfa-9z"), "check/unknown-profile"


CASES = [
    missing_file,
    folder_for_a_file,
    broken_yaml,
    not_utf_8,
    unknown_key,
    unbalanced_ruby,
    other_side_alone,
    unknown_span,
    unopened_span,
    unclosed_span,
    empty_span,
    number_without_sense,
    jidori_without_length,
    jidori_too_long,
    furiwake_of_one_line,
    ruby_in_warichu,
    warichu_in_emphasis,
    span_without_quotes,
    missing_glyph,
    emoji,
    brush_without_wave_dash,
    unknown_edition,
    unknown_paper,
    paper_too_small,
    scroll_of_a_sheet,
    horizontal_scroll,
    no_outline,
    file_where_the_folder_should_be,
    file_where_the_slug_should_be,
    no_layouts_folder,
    no_fonts_folder,
    pdf_that_is_missing,
    folder_without_a_pdf,
    unknown_profile,
]


def tree(folder):
    """Every file below a folder with what is in it."""
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("case", CASES, ids=[case.__name__ for case in CASES])
def test_bad_input_is_told_clearly_and_leaves_nothing(say, tmp_path, monkeypatch, case, lang):
    arguments, code = case(tmp_path)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    before = tree(tmp_path)
    run = say(*arguments, lang=lang)
    assert run.code == 2
    assert run.out == ""
    assert "Traceback" not in run.err
    lines = run.err.splitlines()
    assert 1 <= len(lines) <= 2
    for line in lines:
        assert re.search(rf"\[{re.escape(code)}[^]]*\]$", line)
        assert ("。" in line) == (lang == "ja"), "a sentence of the reader's language"
    assert tree(tmp_path) == before
    assert list(work.iterdir()) == []


def test_two_faces_that_lack_a_glyph_are_both_told(say, tmp_path):
    """Every problem at once: not one a run."""
    source = written(tmp_path, "title: 宣言𰻞\npreamble: 本文🎌\nissuers: [甲]\n")
    run = say(*handout(source, "-o", tmp_path / "out"))
    places = re.findall(r"bad\.yaml:(\d+):(\d+):", run.err)
    assert {line for line, _ in places} == {"1", "2"}
    assert "U+30EDE" in run.err
    assert "U+1F38C" in run.err


def test_all_faults_of_a_notation_are_told_at_once(say, tmp_path):
    source = written(tmp_path, GOOD + "closing: '[あ]{い}と{東||ト}と[う]{字取り}'\n")
    run = say(*handout(source, "-o", tmp_path / "out"))
    assert [line.split(": ")[0] for line in run.err.splitlines()] == [
        f"{source}:4:{column}" for column in (14, 20, 28)
    ]


def test_the_message_names_file_line_and_column(say, tmp_path):
    source = written(tmp_path, "title: 宣言\npreamble:\n  - 一\n  - 二𰻞三\nissuers: [甲]\n")
    run = say(*handout(source, "-o", tmp_path / "out"))
    assert f"{source}:4:" in run.err


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-a-pdf"),
        (b"PK\x03\x04 a zip", "not-a-pdf"),
        (b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n", "truncated"),
    ],
    ids=["empty", "another format", "no end"],
)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_is_no_whole_pdf_is_unreadable(say, tmp_path, content, code, lang):
    path = tmp_path / "doubtful.pdf"
    path.write_bytes(content)
    run = say("check", path, "--format", "json", lang=lang)
    (report,) = json.loads(run.out)["files"]
    assert run.code == 1
    assert report["verdict"] == "unreadable"
    (finding,) = report["findings"]
    assert finding["code"].endswith(code)
    assert bool(KANA.search(finding["message"])) == (lang == "ja")
    assert tree(tmp_path) == {path: content}


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_edition_is_unreadable(say, shipped, tmp_path, share):
    whole = shipped["outline-vertical-A4"].read_bytes()
    path = tmp_path / "cut.pdf"
    path.write_bytes(whole[: int(len(whole) * share)])
    run = say("check", path, "--format", "json")
    (report,) = json.loads(run.out)["files"]
    assert (run.code, report["verdict"]) == (1, "unreadable")
    assert run.err == ""


def test_a_full_disk_is_told_and_leaves_no_partial_file(say, tmp_path, monkeypatch):
    source = written(tmp_path, GOOD)
    out = tmp_path / "out"
    whole = Path.write_bytes

    def no_room(path, data):
        if out not in path.parents:
            return whole(path, data)
        whole(path, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", no_room)
    run = say(*handout(source, "-o", out))
    assert run.code == 2
    assert "[output/unwritable]" in run.err
    assert "No space left" in run.err
    assert [path for path in out.rglob("*") if path.is_file()] == []


def test_a_full_disk_keeps_the_edition_that_was_there(say, tmp_path, monkeypatch):
    source = written(tmp_path, GOOD)
    out = tmp_path / "out"
    (out / "bad").mkdir(parents=True)
    old = written(out / "bad", "the edition of yesterday", "handout-vertical-A4.pdf")

    def no_room(_path, _target):
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))

    monkeypatch.setattr(Path, "replace", no_room)
    run = say(*handout(source, "-o", out))
    assert run.code == 2
    assert tree(out) == {old: b"the edition of yesterday"}


def test_a_full_temporary_folder_is_not_called_our_bug(say, tmp_path, monkeypatch):
    source = written(tmp_path, GOOD)
    whole = Path.write_bytes

    def no_room(path, data):
        if tmp_path in path.parents:
            return whole(path, data)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", no_room)
    run = say(*handout(source, "-o", tmp_path / "out"))
    assert run.code == 2
    assert "No space left" in run.err


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_process_says_the_same_as_the_function(run_command, tmp_path, lang):
    """No traceback through the real interpreter either; the locale chooses the language."""
    out = tmp_path / "out"
    env = {"LC_ALL": "ja_JP.UTF-8" if lang == "ja" else "C", "PYTHONUTF8": "1"}
    run = run_command("build", tmp_path / "absent.yaml", "-o", out, env=env)
    assert run.code == 2
    assert run.err.count("\n") == 1
    assert "Traceback" not in run.err
    assert bool(KANA.search(run.err)) == (lang == "ja")
    assert not out.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--paper"),
        ("build", "--nonsense"),
        ("frobnicate",),
        ("check",),
        ("build", "a", "b"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2(say, arguments):
    run = say(*arguments)
    assert run.code == 2
    assert "Error:" in run.err
    assert run.out == ""
    assert "Traceback" not in run.err
