"""`archive`, and `verify` of what it makes, as a user runs them."""

import os
import stat
import sys

import pytest

ONE = ("-e", "outline", "--writing", "horizontal")
NAME = "tohoku-innovation-declaration-deposit"

OFFLINE = """\
import socket
def closed(*_, **__):
    raise OSError("no network")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = closed
"""


@pytest.fixture(scope="module")
def archived(run_command, tmp_path_factory):
    out = tmp_path_factory.mktemp("archive")
    forms = ("--package", "folder", "--package", "tar", "--package", "zip")
    env = {"TZ": "Asia/Tokyo", "LANG": "ja_JP.UTF-8"}
    return out, run_command("archive", *ONE, *forms, "-o", out, "--lang", "en", env=env)


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): (
            stat.S_IMODE(path.stat().st_mode),
            path.stat().st_mtime,
            path.read_bytes() if path.is_file() else None,
        )
        for path in [folder, *folder.rglob("*")]
    }


def test_it_says_where_it_is_and_what_to_do_next(archived):
    out, run = archived
    assert (run.code, run.err) == (0, "")
    for package in (NAME, f"{NAME}.tar", f"{NAME}.zip"):
        assert f"  {out / package}\n" in run.out
    assert f"declaration-print verify {out / NAME}" in run.out


def test_verify_ends_well_offline(run_command, archived, tmp_path):
    out, archiving = archived
    (tmp_path / "sitecustomize.py").write_text(OFFLINE)
    run = run_command("verify", out / NAME, "--lang", "en", env={"PYTHONPATH": str(tmp_path)})
    assert (run.code, run.err) == (0, "")
    lines = run.out.splitlines()
    assert len(lines) == 8
    assert all(line.startswith("✓ ") for line in lines[:6])
    seal = lines[6].rpartition(" ")[2]
    assert seal in archiving.out


def test_verify_names_a_changed_file_and_ends_with_1(run_command, archived, tmp_path):
    out, _ = archived
    package = tmp_path / f"{NAME}.tar"
    data = bytearray((out / f"{NAME}.tar").read_bytes())
    data[data.index("宣言を長く残す".encode())] ^= 1
    package.write_bytes(data)
    run = run_command("verify", package, "--lang", "en")
    assert run.code == 1
    assert "data/README.txt" in run.out


@pytest.mark.skipif(sys.platform == "win32", reason="there is no umask")
def test_the_same_bytes_wherever_it_is_made(run_command, archived, tmp_path):
    out, _ = archived
    before = os.umask(0o077)
    try:
        forms = ("--package", "zip", "--package", "tar", "--package", "folder")
        env = {"TZ": "America/Lima", "LANG": "C", "PYTHONHASHSEED": "7"}
        run = run_command("archive", *ONE, *forms, "-o", tmp_path / "else" / "where", env=env)
    finally:
        os.umask(before)
    assert run.code == 0
    there = tmp_path / "else" / "where"
    for form in ("tar", "zip"):
        assert (there / f"{NAME}.{form}").read_bytes() == (out / f"{NAME}.{form}").read_bytes()
    assert tree(there / NAME) == tree(out / NAME)


def test_what_is_there_is_left_alone(run_command, archived, tmp_path):
    out, _ = archived
    run = run_command("archive", *ONE, "-o", out, "--lang", "en")
    assert run.code == 0
    assert "there already" in run.out
    mine = tmp_path / NAME / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine")
    run = run_command("archive", *ONE, "-o", tmp_path, "--lang", "en")
    assert run.code == 2
    assert "[output/exists]" in run.err
    assert [path.name for path in tmp_path.rglob("*")] == [NAME, "mine.txt"]


def test_a_wrong_edition(run_command, tmp_path):
    run = run_command("archive", "-e", "novel", "-o", tmp_path, "--lang", "en")
    assert run.code == 2
    assert "no edition novel" in run.err
    assert not list(tmp_path.iterdir())


def test_a_font_without_a_licence_is_told(run_command, tmp_path):
    from declaration_print.wishes import FONTS  # noqa: PLC0415

    fonts = tmp_path / "fonts"
    fonts.mkdir()
    source = FONTS / "noto-sans-jp/NotoSansJP_400Regular.ttf"
    (fonts / "gothic.ttf").write_bytes(source.read_bytes())
    run = run_command("archive", *ONE, "--fonts", fonts, "-o", tmp_path / "out", "--lang", "en")
    assert run.code == 0
    assert "no licence file beside face gothic" in run.out
    assert run_command("verify", tmp_path / "out" / NAME).code == 0
