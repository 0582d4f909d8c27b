"""`check` on many files and folders: what it takes, in which order it answers, how it ends."""

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from declaration_print import check, checking, cli
from declaration_print.check.reports import terminal
from declaration_print.model.report import Verdict


def one_empty_page():
    out = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(out, static_id=True)
    return out.getvalue()


PLAIN = one_empty_page()


@pytest.fixture
def folder(tmp_path):
    """A folder with a good edition, a bad file, a file below, and what is none of them."""
    root = tmp_path / "files"
    (root / "below").mkdir(parents=True)
    (root / "b.pdf").write_bytes(PLAIN)
    (root / "A.PDF").write_bytes(PLAIN)
    (root / "below" / "c.Pdf").write_bytes(PLAIN)
    (root / "notes.txt").write_text("no PDF")
    return root


def reports(run):
    return json.loads(run.out)["files"]


def paths(run):
    return [file["path"] for file in reports(run)]


def test_a_folder_stands_for_the_pdfs_below_it_sorted(say, folder):
    run = say("check", folder, "--format", "json")
    assert paths(run) == [str(folder / name) for name in ("A.PDF", "b.pdf", "below/c.Pdf")]
    assert run.code == 1


def test_reports_come_in_the_order_given_and_each_file_once(say, folder):
    given = [folder / "below", folder / "b.pdf", folder, folder / "b.pdf"]
    run = say("check", *given, "--format", "json")
    assert paths(run) == [str(folder / name) for name in ("below/c.Pdf", "b.pdf", "A.PDF")]


def test_links_in_a_circle_are_not_followed(say, folder):
    (folder / "below" / "up").symlink_to(folder)
    (folder / "itself.pdf").symlink_to(folder / "itself.pdf")
    run = say("check", folder, "--format", "json")
    assert len(paths(run)) == 3
    assert run.code == 2
    assert re.search(r"itself\.pdf: .*\[file/unreadable]", run.err)


def test_what_can_be_judged_is_reported_though_a_path_is_wrong(say, folder):
    run = say("check", folder / "absent.pdf", folder / "b.pdf", "--format", "json")
    assert paths(run) == [str(folder / "b.pdf")]
    assert run.code == 2
    assert run.err.count("\n") == 1
    assert "absent.pdf" in run.err


def test_a_name_that_no_system_takes_is_told(say, folder):
    run = say("check", folder / ("n" * 999 + ".pdf"), folder / "b.pdf", "--format", "json")
    assert (run.code, len(paths(run))) == (2, 1)
    assert "[file/unreadable]" in run.err


def test_a_pipe_is_not_waited_for(say, folder):
    os.mkfifo(folder / "pipe.pdf")
    run = say("check", folder / "pipe.pdf")
    assert (run.code, run.out) == (2, "")
    assert "[file/not-a-file]" in run.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(say, folder):
    (folder / "b.pdf").chmod(0)
    run = say("check", folder, "--format", "json")
    assert len(paths(run)) == 2
    assert run.code == 2


def test_all_passing_is_exit_code_0(say, shipped):
    run = say("check", shipped.folder, "--format", "json")
    assert run.code == 0, run.out
    assert paths(run) == [str(path) for path in shipped.files]


def test_a_name_that_is_no_text_can_be_reported(run_command, folder):
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.pdf")).write_bytes(PLAIN)
    run = run_command("check", folder, "--format", "json")
    assert run.code == 1, run.err
    assert len(paths(run)) == 4


@pytest.mark.parametrize("form", ["text", "json", "html", "junit"])
def test_a_report_can_be_written_to_a_file(say, folder, tmp_path, form):
    run = say("check", folder / "b.pdf", "--format", form)
    out = tmp_path / "reports" / "report"
    again = say("check", folder / "b.pdf", "--format", form, "-o", out)
    assert (again.code, again.out) == (1, "")
    assert out.read_text("utf-8") == run.out
    assert [path.name for path in out.parent.iterdir()] == ["report"]


def test_a_report_is_not_written_over_what_it_is_about(say, folder, tmp_path):
    pdf = folder / "b.pdf"
    before = pdf.read_bytes()
    other = tmp_path / "other.yaml"
    other.write_text("title: 宣言", "utf-8")
    for target in (pdf, other):
        run = say("check", pdf, "-o", target)
        assert (run.code, run.out) == (2, "")
        assert "[output/is-a-source]" in run.err
    assert (pdf.read_bytes(), other.read_text("utf-8")) == (before, "title: 宣言")


def test_a_report_goes_through_a_link_and_into_a_pipe(say, folder, tmp_path):
    target, link, pipe = (tmp_path / name for name in ("target", "link", "pipe"))
    target.write_text("old")
    link.symlink_to(target)
    os.mkfifo(pipe)
    run = say("check", folder / "b.pdf")
    say("check", folder / "b.pdf", "-o", link)
    assert link.is_symlink()
    assert target.read_text("utf-8") == run.out
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        say("check", folder / "b.pdf", "-o", pipe)
        assert reader.communicate()[0].decode() == run.out
    assert pipe.is_fifo()


def test_a_report_that_cannot_be_written_is_bad_input(say, folder):
    run = say("check", folder / "b.pdf", "-o", folder)
    assert run.code == 2
    assert "[output/unwritable]" in run.err


def test_many_files_and_an_unknown_profile_are_one_message(say, folder):
    run = say("check", folder, "--profile", "pdfa-9z")
    assert (run.code, run.out) == (2, "")
    assert run.err.count("[check/unknown-profile]") == 1


def test_progress_is_shown_on_a_terminal_only(say, folder, monkeypatch):
    assert say("check", folder).err == ""
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_: False)
    monkeypatch.setattr(cli.progress.Progress, "shown", staticmethod(lambda: True))
    err = say("check", folder).err
    assert "[1/3] A.PDF" in err
    assert "[3/3] c.Pdf" in err
    assert err.endswith("\r\033[K")


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no interval timer to tick by")
def test_progress_says_how_long_it_takes_and_how_long_is_left(monkeypatch, capsys):
    clock = iter([0, 0, 1, 5, 60, 61, 64])
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_: False)
    monkeypatch.setattr(cli.progress.Progress, "shown", staticmethod(lambda: True))
    monkeypatch.setattr(cli.progress.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(cli.language, "LANG", "en")
    progress = cli.progress.Progress(ticking=True)
    progress.say("a.pdf", 1, 20)
    progress._tick(0, None)
    progress.say("k.pdf", 11, 20)
    progress._tick(0, None)
    told = capsys.readouterr().err.split("\r\033[K")[1:]
    assert told == [
        "[1/20] a.pdf",
        "[1/20] a.pdf … 5 s",
        "[11/20] k.pdf … about 61 s left",
        "[11/20] k.pdf … 4 s … about 64 s left",
    ]


def test_a_report_in_a_file_is_not_broken_to_the_terminal(say, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(terminal, "columns_at_hand", lambda: 40)
    out = tmp_path / "report.txt"
    say("check", folder / "b.pdf", "-o", out)
    assert max(map(len, out.read_text("utf-8").splitlines())) > 60


def test_a_file_larger_than_can_be_held_is_unreadable(say, folder):
    with (folder / "b.pdf").open("r+b") as file:
        file.truncate(checking.LARGEST_PDF + 1)
    run = say("check", folder / "b.pdf", "--format", "json")
    (report,) = reports(run)
    assert report["verdict"] == Verdict.UNREADABLE
    assert [finding["code"] for finding in report["findings"]] == ["file/too-large"]


def test_time_is_allowed_in_proportion_to_size(folder):
    small, large = folder / "b.pdf", folder / "A.PDF"
    with large.open("r+b") as file:
        file.truncate(25_000_000)
    assert checking._seconds(small) + checking.STOPS_EARLY == 10
    assert checking._seconds(large) + checking.STOPS_EARLY == 30


def test_a_worker_that_dies_costs_only_its_file(say, folder, monkeypatch):
    whole = check.pdf

    def dies(path, *given, **options):
        if path.endswith("b.pdf"):
            os.kill(os.getpid(), 9)
        return whole(path, *given, **options)

    monkeypatch.setattr(check, "pdf", dies)
    run = say("check", folder, "--format", "json")
    codes = [[finding["code"] for finding in file["findings"]] for file in reports(run)]
    assert codes[1] == ["file/crashed-reader"]
    assert [file["verdict"] for file in reports(run)] == ["fail", "unreadable", "fail"]


HEAVY = ("weasyprint", "pydantic", "jinja2", "uharfbuzz", "yaml", "pydyf")


def test_check_loads_nothing_that_only_a_build_needs(run_command, folder):
    run = run_command("check", folder, env={"PYTHONPROFILEIMPORTTIME": "1"})
    imported = set(re.findall(r"\| +([\w.]+)$", run.err, re.MULTILINE))
    assert "pypdf" in imported, "the list of imports was read"
    assert not {name.partition(".")[0] for name in imported} & set(HEAVY)
    ours = {name for name in imported if name.startswith("declaration_print.")}
    assert not {"declaration_print.pipeline", "declaration_print.read"} & ours


def test_a_declaration_is_looked_for_in_the_file(say, shipped, declaration_file):
    given = (shipped["handout-vertical-A4"], "--only", "text", "--format", "json")
    assert say("check", *given, "--declaration", declaration_file()).code == 1


def test_the_command_offers_what_the_checker_has():
    offered = {one.name: one.type for one in cli.cli.commands["check"].params}
    assert tuple(offered["form"].choices) == check.FORMS
    assert tuple(offered["witnesses"].choices) == check.WITNESSES


def test_every_witness_that_is_not_there_is_named_before_any_work(say, folder, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "pikepdf.pdfa", None)
    monkeypatch.setattr(check, "pdf", None)
    run = say("check", folder, "--also", "verapdf", "--also", "pikepdf")
    assert (run.code, run.out) == (2, "")
    told = run.err.splitlines()
    assert len(told) == 2
    assert all("[check/witness-not-installed]" in line for line in told)
    assert "https://verapdf.org/" in told[0]
    assert "pip install" in told[1]


def test_what_a_library_says_of_a_file_stays_off_the_terminal(folder, tmp_path):
    """A font table with bytes to spare makes fontTools talk; so does a library written in C."""
    (tmp_path / "noisy.py").write_text(
        "import logging, os, sys, warnings\n"
        "from declaration_print import check, cli\n"
        "judged = check.pdf\n"
        "def noisy(*given, **options):\n"
        "    logging.getLogger('fontTools.ttLib').warning('too much data')\n"
        "    warnings.warn('odd')\n"
        "    os.write(2, b'loud')\n"
        "    return judged(*given, **options)\n"
        "check.pdf = noisy\n"
        "cli.main()\n"
    )
    run = subprocess.run(
        [sys.executable, tmp_path / "noisy.py", "check", folder], capture_output=True, check=False
    )
    assert (run.returncode, run.stderr) == (1, b"")


def pictured(say, folder, out):
    say("check", folder, "--format", "html", "--lang", "en", "-o", out)
    return out.read_text("utf-8")


def test_html_says_why_there_are_no_pictures(say, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(check, "thumbnails", lambda *_: ())
    assert pictured(say, folder, tmp_path / "a.html").count("could not be drawn") == 3


def test_html_of_many_files_stays_small(say, folder, tmp_path, monkeypatch):
    def drawn(_, most):
        return (b"PNG",) * min(most, 5)

    monkeypatch.setattr(check, "thumbnails", drawn)
    assert pictured(say, folder, tmp_path / "a.html").count("<img") == 15
    monkeypatch.setattr(checking, "FEW", 2)
    assert pictured(say, folder, tmp_path / "b.html").count("<img") == 9
    monkeypatch.setattr(checking, "MOST_PICTURED", 2)
    page = pictured(say, folder, tmp_path / "c.html")
    assert page.count("<img") == 10
    assert page.count("With so many files") == 1


def test_another_witness_is_asked(say, shipped):
    pdfa = pytest.importorskip("pikepdf.pdfa", reason="this pikepdf has no pdfa")
    assert pdfa
    run = say("check", shipped["handout-vertical-A4"], "--also", "pikepdf", "--format", "json")
    (report,) = reports(run)
    assert "pikepdf" in json.dumps(report)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_profiles_and_rules_are_listed(say, lang):
    profiles = say("list", "profiles", lang=lang)
    assert profiles.code == 0
    assert {"pdfa-2a", "pdfua-1", "handout"} <= {
        line.split()[0] for line in profiles.out.splitlines()
    }
    assert bool(re.search("[ぁ-ヿ]", profiles.out)) == (lang == "ja")
    rules = say("list", "rules", lang=lang)
    assert rules.code == 0
    assert "fonts/" in rules.out


def test_a_copy_of_the_same_file_gets_the_same_report(say, shipped, tmp_path):
    """Same input, same bytes, however many workers."""
    for n in range(6):
        shutil.copy(shipped["outline-vertical-A4"], tmp_path / f"{n}.pdf")
    run = say("check", tmp_path, "--format", "json")
    without_path = [{**file, "path": ""} for file in reports(run)]
    assert without_path == [without_path[0]] * 6
