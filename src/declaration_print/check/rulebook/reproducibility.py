"""Rules about what a build leaves in a file: one declared date, no trace of the machine.

The same declaration makes the same bytes, so no clock and no path of whoever built it may show.
"""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime

from declaration_print.check.document.objects import as_array, as_bytes, as_text, decode, entry
from declaration_print.check.inspect import InspectedPdf
from declaration_print.check.metadata import xmp
from declaration_print.check.metadata.description import instant
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.declaration import Declaration
from declaration_print.model.problem import Severity, Words

PAIRS = (("CreationDate", "CreateDate"), ("ModDate", "ModifyDate"))
"""Info's dates and the XMP's; where the two disagree, `metadata/info-equals-xmp` says so."""

TRACE = re.compile(
    r"(?:file://|\\\\[\w.-]+\\|\b[A-Za-z]:[\\/](?:Users|Documents and Settings|Temp|Windows)\b[\\/]"
    r"|(?<![\w.:/])/(?:home|Users|root|tmp|var/folders|private/var|mnt|media|Volumes)/)"
    r"[^\s<>\"'&]{0,200}"
)
"""A place on somebody's disk; a web address has its host before the slash."""
TEXT_LIMIT = 5_000_000  # characters of XMP looked through
NAMED = 5


@rule(
    id="file/reproducible",
    rationale=Words(
        ja="日付が宣言の日付と決まっていれば、同じ宣言からいつでも同じファイルを作り直して照合できます。",
        en="With the declared date in place of the clock, the same declaration makes the same file "
        "on any day, and copies can be compared.",
    ),
    remedy=Words(
        ja="SOURCE_DATE_EPOCH か宣言の日付を使って、PDF を作り直してください。",
        en="Build again with the declaration's date, or SOURCE_DATE_EPOCH, as the only clock.",
    ),
)
def the_only_date_is_the_declared_one(case: Examination) -> Iterator[Observation]:
    """Are all dates one instant: the declaration's date, or SOURCE_DATE_EPOCH where it is set?"""
    dates = list(_dates(case.pdf))
    if not dates:
        return
    declared = _declared(case.declaration)
    strange = [(name, date) for name, date in dates if declared and date not in declared]
    if strange:
        name, date = strange[0]
        wanted = " / ".join(_written(moment) for moment in sorted(declared))
        yield Observation(
            "other-date",
            Words(
                ja=f"{name} の日時({_written(date)})が、宣言の日付({wanted})と違います。",
                en=f"{name} says {_written(date)}, not the declared {wanted}.",
            ),
        )
    elif len({date for _, date in dates}) > 1:
        first, other = dates[0], next(one for one in dates if one[1] != dates[0][1])
        yield Observation(
            "dates-differ",
            Words(
                ja=f"{first[0]}({_written(first[1])})と {other[0]}({_written(other[1])})の日時が違います。",
                en=f"{first[0]} says {_written(first[1])}, {other[0]} says {_written(other[1])}.",
            ),
        )


def _dates(pdf: InspectedPdf) -> Iterator[tuple[str, datetime]]:
    """Every date of the file that can be read, under its name."""
    metadata = pdf.metadata
    for info_key, xmp_key in PAIRS:
        pair = [
            (f"Info {info_key}", instant(metadata.info.get(info_key, ""))),
            (f"xmp:{xmp_key}", instant(metadata.text(xmp.XMP, xmp_key) or "")),
        ]
        there = [(name, moment) for name, moment in pair if moment is not None]
        if len({moment for _, moment in there}) == 1:
            yield there[0]
    if (written := instant(metadata.text(xmp.XMP, "MetadataDate") or "")) is not None:
        yield "xmp:MetadataDate", written
    for file in pdf.attached_files:
        for key in ("CreationDate", "ModDate"):
            moment = instant(as_text(entry(file.parameters, f"/{key}")) or "")
            if moment is not None:
                yield f"{file.unicode_name or file.name} {key}", moment


def _declared(declaration: Declaration | None) -> frozenset[datetime]:
    """The instants a build may write: the declaration's day at midnight UTC, SOURCE_DATE_EPOCH."""
    if declaration is None:
        return frozenset()
    found = set()
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch(r"\d{1,11}", epoch):
        found.add(datetime.fromtimestamp(int(epoch), UTC))
    if (date := declaration.date) is not None:
        found.add(datetime(date.year, date.month or 1, date.day or 1, tzinfo=UTC))
    return frozenset(found)


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


@rule(
    id="file/unchanged",
    severity=Severity.WARNING,
    rationale=Words(
        ja="ファイル識別子(ID)の前半は作ったとき、後半は最後に保存したときのものです。違っていれば、"
        "作った後に別のソフトで保存されています。",
        en="The first half of the file identifier tells when a file was made, the second when it was "
        "saved last: where they differ, some program has changed it since.",
    ),
    remedy=Words(
        ja="作り直すか、誰が何のために保存し直したかを確かめてください。",
        en="Build it again, or find out who saved it again and what for.",
    ),
)
def the_file_is_as_it_was_made(case: Examination) -> Iterator[Observation]:
    """Is there a file identifier (ISO 32000-1 14.4), its halves alike or a signature the last word?

    That PDF/A has one is asked by `metadata/pdfa-claim`.
    """
    halves = [as_bytes(half) for half in as_array(entry(case.pdf.trailer, "/ID"))]
    if len(halves) != 2 or None in halves:  # noqa: PLR2004 - permanent and changing
        if case.pdf.metadata.pdfa is None or halves:
            yield Observation(
                "no-identifier",
                Words(
                    ja="ファイル識別子(ID)がないか、二つの文字列ではありません。",
                    en="The file identifier (ID) is missing or not two strings.",
                ),
            )
    elif halves[0] != halves[1] and not case.pdf.is_signed_to_the_end:
        yield Observation(
            "saved-again",
            Words(
                ja="作られた後に、保存し直されています(ID の前半と後半が違います)。",
                en="It was saved again after it was made (the halves of its ID differ).",
            ),
        )


@rule(
    id="file/no-machine-traces",
    rationale=Words(
        ja="フォルダーの名前には、担当者の氏名や組織の内情が含まれることがあります。公開する文書には残せません。",
        en="Names of folders give away people and the inside of an office; they do not belong into "
        "what is published.",
    ),
    remedy=Words(
        ja="文書のプロパティと添付ファイルの名前から、フォルダーの名前を取り除いてください。",
        en="Take the folder names out of the document's properties and its attachments' names.",
    ),
)
def no_machine_shows(case: Examination) -> Iterator[Observation]:
    """Is there no absolute path of a machine in Info, XMP or the names of attachments?"""
    traces = dict.fromkeys(
        (where, match.group()) for where, text in _texts(case.pdf) for match in TRACE.finditer(text)
    )
    for where, trace in list(traces)[:NAMED]:
        yield Observation(
            "path",
            Words(
                ja=f"{where} に、作った人の機械のフォルダー名「{trace}」が残っています。",
                en=f"{where} gives away a path of the machine it was made on: {trace}",
            ),
        )


def _texts(pdf: InspectedPdf) -> Iterator[tuple[str, str]]:
    for key, value in pdf.metadata.info.items():
        yield f"Info {key}", value
    if (packet := decode(pdf.metadata.stream)) is not None:
        encoding = "utf-16" if packet[:2] in {b"\xfe\xff", b"\xff\xfe"} else "utf-8"
        yield "XMP", packet[:TEXT_LIMIT].decode(encoding, errors="replace")
    for file in pdf.attached_files:
        for name in filter(None, (file.name, file.unicode_name, file.description)):
            yield "EmbeddedFiles", name
