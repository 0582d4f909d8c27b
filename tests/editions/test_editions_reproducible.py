"""Same input, same bytes, wherever and whenever; and only the date that the builder asks for."""

import os
import re
from pathlib import Path

import pikepdf
import pytest
from witnesses import SHIPPED, poppler, written_plainly


@pytest.fixture(scope="module")
def elsewhere(run_command, tmp_path_factory):
    """The shipped declaration built again, as another user on another day in another place."""
    home = tmp_path_factory.mktemp("another home")
    out = tmp_path_factory.mktemp("ほかの場所")
    env = {
        "TZ": "America/St_Johns",
        "PYTHONHASHSEED": "4711",
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "C",
        "COLUMNS": "40",
        "USER": "somebody",
        "PYTHONOPTIMIZE": "1",
    }
    run = run_command("build", "-o", out, cwd=home, env=env)
    assert run.code == 0, run.err
    return out / "tohoku-innovation-declaration"


@pytest.mark.parametrize("stem", SHIPPED)
def test_two_builds_are_the_same_to_the_byte(shipped, elsewhere, stem):
    assert (elsewhere / f"{stem}.pdf").read_bytes() == shipped[stem].read_bytes()


def test_an_edition_built_alone_is_the_one_built_with_the_others(shipped, run_command, tmp_path):
    """No state of one edition leaks into the next (shared faces, font maps, counters)."""
    args = ("-e", "handout", "--writing", "horizontal", "-o", "relative/out")
    run = run_command("build", *args, cwd=tmp_path)
    assert run.code == 0, run.err
    alone = tmp_path / "relative/out/tohoku-innovation-declaration/handout-horizontal-A4.pdf"
    assert alone.read_bytes() == shipped["handout-horizontal-A4"].read_bytes()


def test_source_date_epoch_is_the_date_of_the_file(shipped, run_command, tmp_path):
    env = {"SOURCE_DATE_EPOCH": "1700000000", "TZ": "Asia/Tokyo"}
    args = ("-e", "outline", "--writing", "vertical", "-o", tmp_path)
    run = run_command("build", *args, env=env)
    assert run.code == 0, run.err
    built = tmp_path / "tohoku-innovation-declaration/outline-vertical-A4.pdf"
    with pikepdf.open(built) as pdf, pdf.open_metadata() as xmp:
        assert pdf.docinfo.CreationDate == pdf.docinfo.ModDate == "D:20231114221320Z"
        assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2023-11-14T22:13:20Z"
        other = xmp["xmpMM:InstanceID"]
        document = xmp["xmpMM:DocumentID"]
    with pikepdf.open(shipped["outline-vertical-A4"]) as pdf, pdf.open_metadata() as xmp:
        assert xmp["xmpMM:InstanceID"] != other
        assert xmp["xmpMM:DocumentID"] == document
    assert "2023" in poppler("pdfinfo", "-isodates", built)


@pytest.mark.parametrize("stem", SHIPPED)
def test_no_file_knows_where_it_was_made(shipped, stem):
    """Neither strings nor decompressed streams hold a path or a name of this machine."""
    root = Path(__file__).parents[2]
    secrets = {str(root), str(shipped.folder.parent), str(Path.home()), os.uname().nodename}
    secrets = {secret.encode() for secret in secrets if len(secret) > 4}
    text = written_plainly(shipped[stem])
    for secret in secrets:
        assert secret not in text
    assert not re.search(rb"file:|face:|/tmp/|/home/|/root/|[A-Z]:\\\\", text)


@pytest.mark.parametrize("stem", SHIPPED)
def test_every_date_in_a_file_is_the_declarations(shipped, stem):
    text = written_plainly(shipped[stem])
    dates = re.findall(rb"D:(\d{8})|(\d{4}-\d\d-\d\d)T", text)
    assert {(short or long).replace(b"-", b"") for short, long in dates} == {b"20240521"}
