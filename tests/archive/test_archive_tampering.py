"""Whatever happens to a file of a deposit, verification fails and names it."""

import re
from pathlib import Path

import pytest
from forging import record_anew, relist

from declaration_print.model.verification import Outcome
from declaration_print.verifying import verify_deposit

SCROLL = "data/pdf/scroll-vertical-297mm.pdf"
YAML = "data/declaration/tohoku-innovation-declaration.yaml"


def files_of(bag):
    return sorted(file.relative_to(bag).as_posix() for file in bag.rglob("*") if file.is_file())


def bad(found):
    """The details of the proofs that failed, by their names."""
    return {
        proof.name: [detail.en for detail in proof.details]
        for proof in found.proofs
        if proof.outcome is Outcome.BAD
    }


def names(found, place):
    return any(line.startswith(f"{place}: ") for lines in bad(found).values() for line in lines)


def of_files(bag):
    return verify_deposit(bag, editions=False)


def test_an_untouched_deposit_passes_every_proof(deposit):
    found = verify_deposit(deposit)
    assert found.passed
    assert [(proof.name, proof.outcome) for proof in found.proofs] == [
        ("complete", Outcome.GOOD),
        ("fixity", Outcome.GOOD),
        ("records", Outcome.GOOD),
        ("pdf", Outcome.GOOD),
        ("text", Outcome.GOOD),
        ("rebuild", Outcome.GOOD),
    ]


@pytest.mark.parametrize("form", ["tar", "zip"])
def test_a_packed_deposit_passes(packages, form):
    (packed,) = packages.glob(f"*.{form}")
    found = verify_deposit(packed, rebuild=False)
    assert found.passed
    assert found.seal == verify_deposit(packed.with_suffix(""), editions=False).seal


def test_one_bit_of_any_file(copy):
    missed = []
    for number, place in enumerate(files_of(copy)):
        file = copy / place
        content = file.read_bytes()
        at = (number * 7919) % len(content)
        file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        if not names(of_files(copy), place):
            missed.append((place, at))
        file.write_bytes(content)
    assert not missed
    assert of_files(copy).passed


def test_deleting_any_file(copy):
    missed = []
    for place in files_of(copy):
        file = copy / place
        aside = copy.parent / "aside"
        file.rename(aside)
        if not names(of_files(copy), place):
            missed.append(place)
        aside.rename(file)
    assert not missed


def test_renaming_a_file_names_both(copy):
    for place in ("data/README.txt", SCROLL, "manifest-sha512.txt", "bag-info.txt"):
        file = copy / place
        other = file.with_name(f"x-{file.name}")
        file.rename(other)
        found = of_files(copy)
        assert names(found, place)
        assert names(found, other.relative_to(copy).as_posix())
        other.rename(file)


@pytest.mark.parametrize(
    "place", ["data/pdf/more.pdf", "data/x", "fetch.txt", "notes/a.txt", "manifest-md5.txt", ".x"]
)
def test_adding_a_file(copy, place):
    (copy / place).parent.mkdir(exist_ok=True)
    (copy / place).write_bytes(b"")
    assert names(of_files(copy), place)


@pytest.mark.parametrize("name", ["manifest-sha256.txt", "tagmanifest-sha512.txt"])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text + text.splitlines(keepends=True)[0],
        lambda text: text.upper().replace("DATA/", "data/"),
        lambda text: text.replace("  ", " *", 1),
        lambda text: text + "\n",
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "".join(reversed(text.splitlines(keepends=True))),
        lambda text: "\udcff" + text,
    ],
    ids=["twice", "capitals", "star", "blank line", "crlf", "other order", "no utf-8"],
)
def test_lists_are_held_to_the_letter(copy, name, change):
    text = (copy / name).read_bytes().decode()
    (copy / name).write_bytes(change(text).encode(errors="surrogateescape"))
    found = of_files(copy)
    assert not found.passed
    assert name in str(bad(found))


def test_a_file_and_its_digests_changed_are_caught_by_premis(copy):
    (copy / "data/README.txt").write_bytes(b"Nothing to see.\n")
    relist(copy)
    found = of_files(copy)
    assert list(bad(found)) == ["records"]
    assert names(found, "data/README.txt")


def test_a_pdf_changed_with_every_list_and_record_is_caught_by_the_rebuild(copy):
    before = (copy / SCROLL).read_bytes()
    (copy / SCROLL).write_bytes(before.replace(b"%PDF-1.7", b"%PDF-1.6"))
    record_anew(copy, SCROLL, before)
    relist(copy)
    assert of_files(copy).passed
    found = verify_deposit(copy)
    assert "rebuild" in bad(found)
    assert any(line.startswith(SCROLL) for line in bad(found)["rebuild"])


def test_data_changed_with_every_list_and_record_is_not_what_the_pdfs_say(copy):
    before = (copy / YAML).read_bytes()
    (copy / YAML).write_bytes(before.replace("連携".encode(), "競争".encode()))
    record_anew(copy, YAML, before)
    relist(copy)
    assert of_files(copy).passed
    found = verify_deposit(copy, rebuild=False)
    assert names(found, SCROLL)
    assert "text" in bad(found)


def test_a_report_that_it_failed(copy):
    report = copy / "data/reports/scroll-vertical-297mm.json"
    before = report.read_bytes()
    report.write_bytes(before.replace(b'"verdict": "pass"', b'"verdict": "fail"'))
    record_anew(copy, report.relative_to(copy).as_posix(), before)
    relist(copy)
    assert names(of_files(copy), "data/reports/scroll-vertical-297mm.json")


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"<",
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>',
        b'<?xml version="1.0" encoding="UTF-8"?>\n<x/>',
        b"\xff\xfe<\x00x\x00/\x00>\x00",
    ],
    ids=["empty", "broken", "entities", "another", "utf-16"],
)
def test_a_premis_record_that_is_none(copy, record):
    (copy / "data/metadata/premis.xml").write_bytes(record)
    relist(copy)
    assert list(bad(of_files(copy))) == ["records"]


@pytest.mark.parametrize("what", ["options", "lock"])
def test_a_build_record_that_is_none(copy, what):
    place = f"data/build/scroll-vertical-297mm.{what}.json"
    for content in (b"", b"{}", b"[" * 100_000):
        (copy / place).write_bytes(content)
        relist(copy)
        found = verify_deposit(copy, rebuild=False)
        assert names(found, SCROLL)
        assert not re.search("Traceback|Error", str(bad(found)))


def test_a_bag_that_bagit_alone_rejects_does_not_exist(deposit, copy):
    """Our own reading is the stricter one: what it lets pass, bagit does."""
    import bagit  # noqa: PLC0415

    bagit.Bag(str(deposit)).validate()
    (Path(copy) / "data/README.txt").write_bytes(b"")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(copy)).validate()
