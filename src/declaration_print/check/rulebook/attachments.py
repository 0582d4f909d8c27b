"""Rules about attachments: allowed, declared, intact.

ISO 19005-1 6.1.11, -2 and -3 6.8, -4 6.9, ISO 14289-1 7.11; ISO 32000-1 7.11.4 (embedded files).
"""

import hashlib
import re
from collections.abc import Iterator

from declaration_print.check.document.attached_files import AttachedFile
from declaration_print.check.document.objects import as_dictionary, as_number, entry
from declaration_print.check.document.unreadable import Unreadable
from declaration_print.check.inspect import InspectedPdf
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.declaration import Declaration
from declaration_print.model.problem import Words

MEDIA_TYPE = re.compile(r"[-\w+.]+/[-\w+.]+", re.ASCII)  # RFC 2045 5.1, as veraPDF reads it
PERMITTED_PARTS = {"2": {"1", "2"}, "4": {"1", "2", "4"}}  # of PDF/A, in PDF/A-2 and plain -4
WITH_RELATIONSHIP = {"3", "4"}
YAML = {"application/yaml", "text/yaml", "application/x-yaml", "text/x-yaml"}


@rule(
    id="file/source-attached",
    rationale=Words(
        ja="元のデータ(YAML)を携えた保存版は、百年後にも、これ一つから作り直して確かめられます。",
        en="An archival edition that carries its data can be made again and verified from itself alone.",
    ),
    remedy=Words(
        ja="declaration-print build で、巻物を作り直してください。",
        en="Build the scroll again with declaration-print build.",
    ),
)
def the_source_is_attached(case: Examination) -> Iterator[Observation]:
    """Does the edition carry the data it was made from, as an attachment that says so?"""
    if not any(file.relationship == "Source" for file in case.pdf.attached_files):
        yield Observation(
            "no-source",
            Words(
                ja="元のデータ(関係 Source の添付ファイル)がありません。",
                en="The data it was made from (an attachment related as Source) is not there.",
            ),
        )


@rule(
    id="file/attachments",
    clause={"pdfa-1": "6.1.11", "pdfa-2": "6.8", "pdfa-4": "6.9", "pdfua-1": "7.11"},
    rationale=Words(
        ja="添付ファイルは、名前・種類・本文との関係が書かれて初めて、後の人がその意味を知ることができます。",
        en="An attachment is of use to later readers only if its name, type and relation are told.",
    ),
    remedy=Words(
        ja="添付を外すか、名前・種類・本文との関係を付けて、添付を許す規格(PDF/A-3 か PDF/A-4f)で"
        "書き出してください。",
        en="Remove the attachment, or declare its name, type and relationship and export as a PDF/A "
        "that allows it (PDF/A-3 or PDF/A-4f).",
    ),
)
def attachments_are_declared(case: Examination) -> Iterator[Observation]:
    """Are attachments allowed here, and each one named, typed, related and listed?"""
    part, level = _pdfa(case)
    files = case.pdf.attached_files
    if part == "1" and (files or case.pdf.has_embedded_names):
        yield Observation(
            "not-allowed",
            Words(
                ja="PDF/A-1 には添付ファイルを入れられません。",
                en="PDF/A-1 allows no attachments.",
            ),
        )
        return
    if (part, level) == ("4", "f") and not case.pdf.has_embedded_names:
        yield Observation(
            "no-attachment",
            Words(
                ja="PDF/A-4f を名乗っていますが、添付ファイルの一覧(EmbeddedFiles)がありません。",
                en="It claims PDF/A-4f but has no list of attachments (EmbeddedFiles).",
            ),
        )
    for file in files:
        yield from _undeclared(file, part)
        if part in PERMITTED_PARTS and not file.is_too_large and not level.strip("abu"):
            yield from _no_pdfa(file, PERMITTED_PARTS[part])


def _pdfa(case: Examination) -> tuple[str, str]:
    """Part and level of the PDF/A judged by: the one expected, else the one claimed."""
    name = next((name for name in case.expected_claims if name.startswith("pdfa-")), None)
    if name is None:
        name = case.pdf.metadata.pdfa.name if case.pdf.metadata.pdfa else ""
    return name[5:6], name[6:]


def _undeclared(file: AttachedFile, part: str) -> Iterator[Observation]:
    if not file.name or not file.unicode_name:
        yield _about(
            "no-name", file, ja="に名前(F と UF)がそろっていません", en="lacks a name (F, UF)"
        )
    if part in WITH_RELATIONSHIP:
        if not MEDIA_TYPE.fullmatch(file.media_type or ""):
            yield _about(
                "no-media-type",
                file,
                ja="の種類(Subtype)が正しくありません",
                en="has no media type",
            )
        if file.relationship is None:
            yield _about(
                "no-relationship",
                file,
                ja="と本文との関係(AFRelationship)がありません",
                en="does not tell its relationship to the text (AFRelationship)",
            )
    if part == "3" and not file.is_associated:
        yield _about(
            "not-associated",
            file,
            ja="がどの AF の一覧にもありません",
            en="is listed in no AF array, so nothing is associated with it",
        )


def _no_pdfa(file: AttachedFile, parts: set[str]) -> Iterator[Observation]:
    """PDF/A-2 and plain PDF/A-4 allow only files that are PDF/A themselves; told by their claim."""
    claim = _claimed(file)
    if claim not in parts:
        yield _about(
            "not-pdfa",
            file,
            ja="は PDF/A ではありません。ここに添付できるのは PDF/A だけです",
            en="is no PDF/A; only PDF/A files may be attached here",
        )


def _claimed(file: AttachedFile) -> str | None:
    if not (file.content or b"").startswith(b"%PDF-"):
        return None
    try:
        claim = InspectedPdf(file.content or b"").metadata.pdfa
    except Unreadable:
        return None
    return claim.part if claim else None


@rule(
    id="file/attachments-intact",
    rationale=Words(
        ja="添付ファイルの大きさや照合値が合わなければ、途中で書き換えられたか壊れています。",
        en="Where size or checksum of an attachment do not agree, it was changed or damaged.",
    ),
    remedy=Words(
        ja="元のファイルを添付し直して、PDF を作り直してください。",
        en="Attach the original file once more, and make the PDF again.",
    ),
)
def attachments_are_intact(case: Examination) -> Iterator[Observation]:
    """Can each attachment be read, and are Size and CheckSum (MD5, Table 46) those of its bytes?

    A YAML Source is held against the declaration as far as it tells: its title is in it.
    """
    for file in case.pdf.attached_files:
        if file.is_too_large:
            continue
        if file.content is None:
            yield _about(
                "unreadable", file, ja="を取り出せません", en="cannot be taken out of the file"
            )
            continue
        size = as_number(entry(file.parameters, "/Size"))
        if size is not None and size != len(file.content):
            yield _about(
                "wrong-size",
                file,
                ja=f"の大きさは {len(file.content)} バイトですが、{size:g} と書かれています",
                en=f"has {len(file.content)} bytes, but is said to have {size:g}",
            )
        if file.checksum is not None and file.checksum != _md5(file.content):
            yield _about(
                "wrong-checksum",
                file,
                ja="の照合値(CheckSum)が中身と合いません",
                en="has a CheckSum that is not the one of its bytes",
            )
        if case.declaration is not None and _is_of_another(file, file.content, case.declaration):
            yield _about(
                "other-source",
                file,
                ja=f"は宣言「{case.declaration.title.plain}」のデータではありません",
                en="is not the source of the declaration it was checked against",
            )


def _md5(content: bytes) -> bytes:
    return hashlib.md5(content, usedforsecurity=False).digest()


def _is_of_another(file: AttachedFile, content: bytes, declaration: Declaration) -> bool:
    """Whether a YAML source lacks the declaration's title, notation between its characters aside."""
    if file.relationship != "Source" or file.media_type not in YAML:
        return False
    text = iter(content.decode("utf-8", errors="replace"))
    title = (character for character in declaration.title.plain if not character.isspace())
    return not all(character in text for character in title)


@rule(
    id="file/attachments-described",
    rationale=Words(
        ja="説明・大きさ・照合値・日付のそろった添付は、開く前に何か分かり、後で確かめられます。",
        en="With description, size, checksum and date, an attachment is known before it is opened "
        "and can be verified later.",
    ),
    remedy=Words(
        ja="添付ファイルに説明(Desc)・大きさ・照合値・日付を付けて、PDF を作り直してください。",
        en="Give the attachment its description, size, checksum and date, and make the PDF again.",
    ),
)
def attachments_are_described(case: Examination) -> Iterator[Observation]:
    """Has each attachment Desc, and Params with Size, CheckSum and ModDate?"""
    for file in case.pdf.attached_files:
        missing = [] if file.description else ["Desc"]
        has = as_dictionary(file.parameters)
        missing += [key for key in ("Size", "CheckSum", "ModDate") if entry(has, f"/{key}") is None]
        if missing:
            yield _about(
                "not-described",
                file,
                ja=f"に {'、'.join(missing)} がありません",
                en=f"lacks {', '.join(missing)}",
            )


def _about(code: str, file: AttachedFile, *, ja: str, en: str) -> Observation:
    name = file.unicode_name or file.name or "?"
    return Observation(
        code, Words(ja=f"添付ファイル「{name}」{ja}。", en=f"The attachment “{name}” {en}.")
    )
