"""What the files of a deposit prove by themselves: complete, unchanged, and as recorded."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from declaration_print.archive.bagit_witness import objection
from declaration_print.archive.integrity import Fault, Integrity
from declaration_print.archive.premis import PLACE as PREMIS
from declaration_print.archive.records_reading import (
    LARGEST_RECORD,
    BadRecord,
    Recorded,
    recorded,
    verdicts,
)
from declaration_print.model.problem import Words
from declaration_print.model.verification import Outcome, Proof

MOST_TOLD = 20
"""Files that one proof names."""


def proofs(found: Integrity, files: Mapping[str, Path], folder: Path) -> list[Proof]:
    """Complete, unchanged, as recorded: in this order."""
    return [_complete(found, files), _fixity(found, folder), _records(found, files)]


def told(faults: Sequence[Fault]) -> tuple[Words, ...]:
    """Faults as the details of a proof, MOST_TOLD of them."""
    places = ["".join(char if char.isprintable() else "?" for char in one.place) for one in faults]
    shown = tuple(
        Words(ja=f"{place}: {one.words.ja}", en=f"{place}: {one.words.en}")
        for place, one in zip(places, faults[:MOST_TOLD], strict=False)
    )
    left = len(faults) - len(shown)
    more = (Words(ja=f"ほか {left} 件", en=f"and {left} more"),) if left else ()
    return shown + more


def _complete(found: Integrity, files: Mapping[str, Path]) -> Proof:
    if found.incomplete:
        count = len(found.incomplete)
        words = Words(
            ja=f"ファイルがそろっていません({count} 件)", en=f"not complete: {count} file(s)"
        )
        return Proof("complete", Outcome.BAD, words, told(found.incomplete))
    words = Words(
        ja=f"ファイルはすべてそろい、余分なものもありません({len(files)} 件)",
        en=f"complete: all {len(files)} files are there, and no others",
    )
    return Proof("complete", Outcome.GOOD, words)


def _fixity(found: Integrity, folder: Path) -> Proof:
    if found.changed:
        count = len(found.changed)
        words = Words(
            ja=f"中身の変わったファイルがあります({count} 件)", en=f"changed: {count} file(s)"
        )
        return Proof("fixity", Outcome.BAD, words, told(found.changed))
    if found.incomplete:
        words = Words(
            ja="残っているファイルの中身は変わっていません(SHA-256、SHA-512)",
            en="the files that are listed and there have not changed (SHA-256, SHA-512)",
        )
        return Proof("fixity", Outcome.GOOD, words)
    if reason := objection(folder):
        words = Words(
            ja="BagIt の検査ライブラリー(bagit)の検査を通りません",
            en="bagit does not call it valid",
        )
        return Proof("fixity", Outcome.BAD, words, (Words(ja=reason, en=reason),))
    words = Words(
        ja="1 ビットも変わっていません(SHA-256、SHA-512、BagIt 1.0)",
        en="unchanged: every SHA-256 and SHA-512 is right (BagIt 1.0)",
    )
    return Proof("fixity", Outcome.GOOD, words)


def _records(found: Integrity, files: Mapping[str, Path]) -> Proof:
    """Whether PREMIS describes these very files, and every PDF has a report that it passed."""
    faults = [*_premis_faults(found, files), *_report_faults(files)]
    if faults:
        words = Words(ja="記録が中身と合いません", en="the records do not fit the files")
        return Proof("records", Outcome.BAD, words, told(faults))
    words = Words(
        ja="記録(PREMIS、検査の報告)は中身と合っています",
        en="the records fit the files (PREMIS, check reports)",
    )
    return Proof("records", Outcome.GOOD, words)


def _premis_faults(found: Integrity, files: Mapping[str, Path]) -> Iterator[Fault]:
    if PREMIS not in files:
        yield Fault(PREMIS, Words(ja="ありません", en="is missing"))
        return
    try:
        described = recorded(_content(files[PREMIS]))
    except BadRecord as error:
        yield Fault(PREMIS, Words(ja=f"読めません({error})", en=f"cannot be read ({error})"))
        return
    payload = {place for place in files if place.startswith("data/")} - {PREMIS}
    for place in sorted(described.keys() - payload):
        yield Fault(
            place, Words(ja="PREMIS にあるのに、ありません", en="is in PREMIS, but not there")
        )
    for place in sorted(payload):
        if place not in described:
            yield Fault(place, Words(ja="PREMIS に載っていません", en="is not in PREMIS"))
        elif not _fits(described[place], place, found, files[place]):
            yield Fault(
                place, Words(ja="PREMIS の値と違います", en="differs from what PREMIS records")
            )


def _fits(one: Recorded, place: str, found: Integrity, file: Path) -> bool:
    digests = {algorithm: digests[place] for algorithm, digests in found.digests.items()}
    return one.digests == digests and one.size == file.stat().st_size


def _report_faults(files: Mapping[str, Path]) -> Iterator[Fault]:
    for place in files:
        if not (place.startswith("data/pdf/") and place.endswith(".pdf")):
            continue
        report = f"data/reports/{place.removeprefix('data/pdf/').removesuffix('.pdf')}.json"
        try:
            passed = report in files and verdicts(_content(files[report])) == ("pass",)
        except BadRecord:
            passed = False
        if not passed:
            yield Fault(
                report,
                Words(
                    ja="この PDF が検査に合格したという報告がありません",
                    en="there is no report that the PDF passed its check",
                ),
            )


def _content(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST_RECORD + 1)
