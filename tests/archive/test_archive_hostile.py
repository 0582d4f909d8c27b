"""Packages that want more than to be read: refused in words, with nothing written outside."""

import io
import os
import struct
import tarfile
import zipfile

import pytest

from declaration_print.archive import opening
from declaration_print.model.problem import BadInput
from declaration_print.model.verification import Outcome
from declaration_print.verifying import verify_deposit


def tar_with(path, *entries):
    with tarfile.open(path, "w") as package:
        for entry, content in entries:
            entry.size = len(content)
            package.addfile(entry, io.BytesIO(content))
    return path


def entry(name, kind=tarfile.REGTYPE, link=""):
    found = tarfile.TarInfo(name)
    found.type, found.linkname = kind, link
    return found


def refused(path):
    found = verify_deposit(path)
    assert [proof.outcome for proof in found.proofs] == [Outcome.BAD]
    assert "Traceback" not in str(found)
    return found.proofs[0].words.en


OUTSIDE = ["../out.txt", "/tmp/out.txt", "a/../../out.txt", "a\\..\\out.txt", "a/\x1b[2Jb"]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_path_that_leads_out_of_a_zip(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        package.writestr("a/bagit.txt", b"")
        package.writestr(name, b"x")
    assert "leads out" in refused(tmp_path / "a.zip")
    assert list(tmp_path.iterdir()) == [tmp_path / "a.zip"]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_path_that_leads_out_of_a_tar(tmp_path, name):
    path = tar_with(tmp_path / "a.tar", (entry("a/bagit.txt"), b""), (entry(name), b"x"))
    assert "leads out" in refused(path)
    assert list(tmp_path.iterdir()) == [tmp_path / "a.tar"]


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE]
)
def test_links_and_devices_in_a_tar(tmp_path, kind):
    path = tar_with(tmp_path / "a.tar", (entry("a/data/x", kind, "/etc/passwd"), b""))
    assert "no plain file" in refused(path)


def test_a_link_in_a_zip(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        link = zipfile.ZipInfo("a/data/x")
        link.external_attr = 0o120777 << 16
        package.writestr(link, "/etc/passwd")
    assert "no plain file" in refused(tmp_path / "a.zip")


@pytest.mark.parametrize("target", ["/etc/passwd", "/etc", "nowhere"])
def test_a_link_in_a_folder(copy, target):
    (copy / "data/link").symlink_to(target)
    assert "data/link" in refused(copy)


def test_a_pipe_in_a_folder_is_not_waited_for(copy):
    os.mkfifo(copy / "data/pipe")
    assert "data/pipe" in refused(copy)


def test_one_name_twice(tmp_path):
    path = tar_with(tmp_path / "a.tar", (entry("a/bagit.txt"), b"1"), (entry("a/bagit.txt"), b"2"))
    assert "twice" in refused(path)


def test_a_file_that_is_also_a_folder(tmp_path):
    path = tar_with(tmp_path / "a.tar", (entry("a/x"), b"1"), (entry("a/x/y"), b"2"))
    refused(path)


@pytest.mark.parametrize("form", ["tar", "zip"])
def test_what_swells_is_stopped(tmp_path, monkeypatch, form):
    monkeypatch.setattr(opening, "MOST_BYTES", 1_000_000)
    path = tmp_path / f"a.{form}"
    if form == "tar":
        tar_with(path, (entry("a/x"), bytes(3_000_000)))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("a/x", bytes(3_000_000))
        assert path.stat().st_size < 10_000
    assert "too much" in refused(path)


def test_a_zip_that_lies_about_its_sizes(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a/x", bytes(3_000_000))
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<I", 3_000_000), struct.pack("<I", 10)))
    refused(path)


@pytest.mark.parametrize("form", ["tar", "zip"])
def test_too_many_files(tmp_path, monkeypatch, form):
    monkeypatch.setattr(opening, "MOST_FILES", 5)
    path = tmp_path / f"a.{form}"
    if form == "tar":
        tar_with(path, *((entry(f"a/{number}"), b"") for number in range(9)))
    else:
        with zipfile.ZipFile(path, "w") as package:
            for number in range(9):
                package.writestr(f"a/{number}", b"")
    assert "too much" in refused(path)


@pytest.mark.parametrize("form", ["tar", "zip"])
@pytest.mark.parametrize("share", [0.001, 0.3, 0.999])
def test_a_package_cut_short(packages, tmp_path, form, share):
    (whole,) = packages.glob(f"*.{form}")
    data = whole.read_bytes()
    path = tmp_path / f"a.{form}"
    path.write_bytes(data[: int(len(data) * share)])
    assert not verify_deposit(path, editions=False).passed


@pytest.mark.parametrize("form", ["tar", "zip"])
def test_a_bit_changed_inside_a_package(packages, tmp_path, form):
    (whole,) = packages.glob(f"*.{form}")
    data = bytearray(whole.read_bytes())
    data[data.index(b"%PDF-") + 2_000] ^= 4
    path = tmp_path / f"a.{form}"
    path.write_bytes(data)
    assert not verify_deposit(path, editions=False).passed


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no package at all" * 100])
@pytest.mark.parametrize("name", ["a.tar", "a.zip"])
def test_what_is_no_package(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    refused(tmp_path / name)


def test_a_folder_that_never_was_a_deposit(tmp_path):
    with pytest.raises(BadInput, match="no deposit"):
        verify_deposit(tmp_path)


def test_nothing_there(tmp_path):
    with pytest.raises(BadInput, match="no deposit here"):
        verify_deposit(tmp_path / "gone.zip")
