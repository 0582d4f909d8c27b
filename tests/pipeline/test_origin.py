"""What an edition was made from, as files and back; and records that somebody else wrote."""

import hashlib
import json
import platform
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import weasyprint

from declaration_print import origin
from declaration_print.model.origin import Lock, LockedFace, Options, Origin
from declaration_print.model.problem import BadInput

OPTIONS, LOCK = "build-options.json", "build-lock.json"

EXAMPLE = Origin(
    declaration="宣言 その一.yaml",
    data={"宣言 その一.yaml": b"title: x\n", "seals/a.svg": b"<svg/>"},
    layout={"layout.toml": b"", "img/a.svg": b"<svg>1</svg>", "img-a.svg": b"<svg>2</svg>"},
    options=Options(
        "scroll", "vertical", "297mm", "3a", "2024-05-21T00:00:00Z", carried=True,
        chosen={"ruled": True, "hand": "brush", "pitch": 2.25},
    ),
    lock=Lock("tool 1", "3.11", {"pango": "1.50"}, {"brush": LockedFace("Yuji", "Regular", "3", "OFL-1.1", "0" * 64)}),
)  # fmt: skip


def records(files):
    return json.loads(files[OPTIONS]), json.loads(files[LOCK])


def with_record(name, **changed):
    """The example's files with one record changed; None takes a key away."""
    files = dict(origin.files_of(EXAMPLE))
    record = json.loads(files[name]) | changed
    files[name] = json.dumps({key: one for key, one in record.items() if one is not None}).encode()
    return files


def codes(files):
    with pytest.raises(BadInput) as bad:
        origin.read_back(files)
    return {problem.code for problem in bad.value.problems}


def test_an_origin_comes_back_from_its_files_as_it_was():
    assert origin.read_back(origin.files_of(EXAMPLE)) == EXAMPLE


def test_a_declaration_keeps_its_name_and_no_name_has_a_folder_or_comes_twice():
    files = origin.files_of(EXAMPLE)
    assert next(iter(files)) == "宣言 その一.yaml"
    assert not any("/" in name for name in files)
    assert len({name.casefold() for name in files}) == len(EXAMPLE.data) + len(EXAMPLE.layout) + 2
    both = {files[name] for name in files if name.startswith("scroll-img-a")}
    assert both == {b"<svg>1</svg>", b"<svg>2</svg>"}


def test_a_declaration_called_as_a_record_gives_way():
    named = replace(EXAMPLE, declaration="Build-Lock.JSON", data={"Build-Lock.JSON": b"title: x"})
    files = origin.files_of(named)
    assert origin.read_back(files) == named
    assert len({name.casefold() for name in files}) == len(files)


def test_records_are_the_same_bytes_whatever_the_order_and_sorted_for_people():
    turned = replace(EXAMPLE.options, chosen=dict(reversed(EXAMPLE.options.chosen.items())))
    files, again = origin.files_of(EXAMPLE), origin.files_of(replace(EXAMPLE, options=turned))
    assert files == again
    for name in (OPTIONS, LOCK):
        text = files[name].decode("utf-8")
        assert (
            text
            == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        )
    assert "宣言 その一" in files[OPTIONS].decode()


def test_the_lock_tells_the_sha256_of_every_other_file():
    files = origin.files_of(EXAMPLE)
    told = records(files)[1]["files"]
    assert told == {
        name: hashlib.sha256(one).hexdigest() for name, one in files.items() if name != LOCK
    }
    assert origin.altered(files) == ()
    assert origin.altered(files | {"scroll-layout.toml": b"#"}) == ("scroll-layout.toml",)
    assert origin.altered(files | {"more.txt": b""}) == ("more.txt",)


@pytest.mark.parametrize("name", [OPTIONS, LOCK, "scroll-layout.toml", "宣言 その一.yaml"])
def test_a_file_that_is_missing_is_named(name):
    files = dict(origin.files_of(EXAMPLE))
    del files[name]
    with pytest.raises(BadInput) as bad:
        origin.read_back(files)
    assert [name in problem.words.en for problem in bad.value.problems] == [True]


@pytest.mark.parametrize(
    "path",
    [
        "../a",
        "/etc/passwd",
        "a/../../b",
        "a//b",
        "",
        ".",
        "a/.",
        "a\x00b",
        "a\nb",
        "x" * 256,
        "\ud800",
    ],
)
def test_a_path_that_leaves_its_folder_or_is_none_is_refused(path):
    row = {"group": "layout", "path": path}
    rows = records(origin.files_of(EXAMPLE))[0]["files"] | {"scroll-layout.toml": row}
    assert codes(with_record(OPTIONS, files=rows)) == {"origin/wrong-record"}


@pytest.mark.parametrize("layout", ["..", "a/b", "/", "", "."])
def test_a_layout_whose_name_is_a_path_is_refused(layout):
    assert codes(with_record(OPTIONS, layout=layout)) == {"origin/wrong-record"}


@pytest.mark.parametrize(
    "changed",
    [
        {"format": 2},
        {"unknown": 1},
        {"writing": "diagonal"},
        {"moment": "2024-13-45T00:00:00Z"},
        {"moment": "yesterday"},
        {"chosen": {"pitch": [1]}},
        {"chosen": {"pitch": float("nan")}},
        {"paper": None},
        {"carried": "yes"},
    ],
)
def test_options_of_another_kind_are_refused(changed):
    assert codes(with_record(OPTIONS, **changed)) == {"origin/wrong-record"}


@pytest.mark.parametrize(
    "changed",
    [{"faces": {"a": {}}}, {"files": {"a": "00"}}, {"tool": 7}, {"libraries": None}, {"more": 1}],
)
def test_a_lock_of_another_kind_is_refused(changed):
    assert codes(with_record(LOCK, **changed)) == {"origin/wrong-record"}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b"null"])
def test_what_is_no_record_at_all_is_refused(content):
    assert codes(dict(origin.files_of(EXAMPLE)) | {OPTIONS: content}) == {"origin/wrong-record"}


def test_a_record_beyond_all_measure_is_not_even_read():
    files = dict(origin.files_of(EXAMPLE)) | {LOCK: b" " * 1_000_001}
    assert codes(files) == {"origin/too-large"}


def test_one_path_for_two_files_is_refused():
    rows = records(origin.files_of(EXAMPLE))[0]["files"]
    rows["scroll-layout.toml"] = rows["scroll-img-a.svg"]
    assert codes(with_record(OPTIONS, files=rows)) == {"origin/wrong-record"}


def test_layout_files_are_those_that_pages_are_made_from(tmp_path):
    for path in ("layout.toml", "README.md", "img/a.SVG", "page.html.j2~", "part.html.j2"):
        Path(tmp_path, path).parent.mkdir(exist_ok=True)
        Path(tmp_path, path).write_text(path)
    assert list(origin.layout_files(tmp_path)) == ["img/a.SVG", "layout.toml", "part.html.j2"]


def test_the_lock_tells_what_is_loaded_here():
    """As the packages themselves and their libraries say it."""
    lock = origin.lock_of({})
    assert lock.python == platform.python_version()
    assert lock.libraries["weasyprint"] == weasyprint.__version__
    assert lock.libraries["zlib"] == zlib.ZLIB_RUNTIME_VERSION
    assert all(one[0].isdigit() for one in lock.libraries.values())
    assert {"pango", "harfbuzz", "fontconfig", "fonttools", "uharfbuzz", "pydyf"} <= set(
        lock.libraries
    )


def test_a_moment_is_told_in_utc():
    assert origin.moment_of(EXAMPLE.options) == datetime(2024, 5, 21, tzinfo=UTC)
