"""Rules about metadata: title, author, language, the XMP packet, Info and XMP in agreement."""

import re
from collections.abc import Callable, Iterator

from declaration_print.check import xmp
from declaration_print.check.metadata import Metadata, instant
from declaration_print.check.objects import as_name, entry
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words

LANGUAGE_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$")  # ISO 32000-1 14.9.2
AUTHOR_SEPARATORS = re.compile(r"\s*[,;、，；]\s*")
PACKET_ATTRIBUTE = re.compile(r"\b(bytes|encoding)\s*=")


@rule(
    id="metadata/title",
    clause={"pdfua-1": "7.1"},
    rationale=Words(
        ja="題名のないファイルは、書庫でも読み上げでもファイル名でしか呼べません。",
        en="Without a title a file is known by its file name only, in archives and when read aloud.",
    ),
    remedy=Words(
        ja="文書のプロパティに題名を入れて書き出し直してください。",
        en="Give the document a title in its properties and export again.",
    ),
)
def there_is_a_title(case: Examination) -> Iterator[Observation]:
    """Does the file say its title in XMP, and in an Info dictionary that says anything?"""
    metadata = case.pdf.metadata
    if not metadata.text(xmp.DC, "title"):
        yield _lacks("no-title", "dc:title", Words(ja="題名", en="title"))
    if case.by_house_rules and metadata.info and not metadata.info.get("Title", "").strip():
        yield _lacks("no-title-in-info", "Info Title", Words(ja="題名", en="title"))


@rule(
    id="metadata/author",
    rationale=Words(
        ja="誰の宣言かが、ファイルだけから分からなければなりません。",
        en="The file alone has to say who stands behind it.",
    ),
    remedy=Words(
        ja="文書のプロパティに作成者(団体名)を入れてください。",
        en="Give the document its author (the issuing body) in its properties.",
    ),
)
def there_is_an_author(case: Examination) -> Iterator[Observation]:
    """Does the file say who made it? A declaration that nobody signed has nobody to name."""
    if case.declaration is not None and not case.declaration.issuers:
        return
    creators = case.pdf.metadata.packet and case.pdf.metadata.packet.get(xmp.DC, "creator")
    named = [name for name in creators.texts if name.strip()] if creators else []
    if not named and not case.pdf.metadata.info.get("Author", "").strip():
        yield _lacks("no-author", "dc:creator, Info Author", Words(ja="作成者", en="author"))


@rule(
    id="metadata/language",
    clause={"pdfa-1": "6.8.4", "pdfa-2": "6.7.4", "pdfa-4": "6.8.4", "pdfua-1": "7.2"},
    rationale=Words(
        ja="言語が分からなければ、読み上げも字形の選択も誤ります。",
        en="A screen reader has to know the language to pronounce it, a viewer to pick glyphs.",
    ),
    remedy=Words(
        ja="文書の言語(日本語なら ja)を設定してください。",
        en="Set the document's language (ja for Japanese).",
    ),
)
def the_language_is_declared(case: Examination) -> Iterator[Observation]:
    """Does the catalog declare a language, as a well-formed tag?"""
    language = case.pdf.metadata.language
    if not language:
        yield _lacks("no-language", "Lang", Words(ja="言語", en="language"))
    elif not LANGUAGE_TAG.match(language):
        yield Observation(
            "bad-language",
            Words(
                ja=f"言語の指定「{language}」は正しい言語タグではありません。",
                en=f"The language {language!r} is not a well-formed language tag.",
            ),
        )


def _lacks(code: str, where: str, what: Words) -> Observation:
    return Observation(
        code,
        Words(
            ja=f"{what.ja}がありません({where})。",
            en=f"The file does not give its {what.en} ({where}).",
        ),
    )


@rule(
    id="metadata/xmp-present",
    clause={"pdfa-1": "6.7.2", "pdfa-2": "6.6.2.1", "pdfa-4": "6.7.2.1", "pdfua-1": "5"},
    rationale=Words(
        ja="XMP は、書庫や検索がファイルを開かずに読む、唯一の標準の書誌です。",
        en="XMP is the one standard description that archives read without rendering the file.",
    ),
    remedy=Words(
        ja="XMP メタデータを付けて(PDF/A として)書き出し直してください。",
        en="Export again with XMP metadata, for instance as PDF/A.",
    ),
)
def there_is_a_sound_xmp_packet(case: Examination) -> Iterator[Observation]:
    """Is there an XMP packet, well-formed and wrapped as the standards ask?"""
    metadata = case.pdf.metadata
    if metadata.stream is None:
        yield Observation(
            "no-xmp",
            Words(ja="XMP メタデータがありません。", en="The file has no XMP metadata."),
        )
        return
    if metadata.packet is None:
        yield Observation(
            "broken-xmp",
            Words(
                ja=f"XMP メタデータが読めません({metadata.broken_because})。",
                en=f"The XMP metadata cannot be read ({metadata.broken_because}).",
            ),
        )
        return
    yield from _wrapping(metadata, case.standards)


def _wrapping(metadata: Metadata, standards: frozenset[str]) -> Iterator[Observation]:
    header = metadata.packet.header if metadata.packet else None
    if header is None:
        yield _badly_wrapped("no-packet", "<?xpacket begin")
    elif PACKET_ATTRIBUTE.search(header) and standards & {"pdfa-1", "pdfa-2", "pdfa-4"}:
        yield _badly_wrapped("packet-attributes", "bytes, encoding")
    if as_name(entry(metadata.stream, "/Subtype")) != "XML":
        yield _badly_wrapped("not-marked-as-xml", "/Subtype /XML")
    if "pdfa-1" in standards and entry(metadata.stream, "/Filter") is not None:
        yield _badly_wrapped("filtered", "/Filter")


def _badly_wrapped(code: str, detail: str) -> Observation:
    return Observation(
        code,
        Words(
            ja=f"XMP メタデータの包み方が規格に合いません({detail})。",
            en=f"The XMP metadata is not wrapped as the standard asks ({detail}).",
        ),
    )


def _same_text(info: str, packet: xmp.Property | None, _: bool) -> bool:  # noqa: FBT001 - shared signature
    return packet is not None and packet.text.strip() == info.strip()


def _same_authors(info: str, packet: xmp.Property | None, one_only: bool) -> bool:  # noqa: FBT001 - shared signature
    """PDF/A-1 knows a single author; elsewhere several may be joined by comma or semicolon."""
    if packet is None:
        return False
    if packet.texts == [info]:
        return True
    joined = [name for text in packet.texts for name in AUTHOR_SEPARATORS.split(text.strip())]
    return not one_only and AUTHOR_SEPARATORS.split(info.strip()) == joined


def _same_instant(info: str, packet: xmp.Property | None, _: bool) -> bool:  # noqa: FBT001 - shared signature
    first = instant(info)
    return packet is not None and first is not None and first == instant(packet.text)


CROSSWALK: tuple[tuple[str, str, str, Callable[[str, xmp.Property | None, bool], bool]], ...] = (
    ("Title", xmp.DC, "title", _same_text),
    ("Author", xmp.DC, "creator", _same_authors),
    ("Subject", xmp.DC, "description", _same_text),
    ("Keywords", xmp.PDF, "Keywords", _same_text),
    ("Creator", xmp.XMP, "CreatorTool", _same_text),
    ("Producer", xmp.PDF, "Producer", _same_text),
    ("CreationDate", xmp.XMP, "CreateDate", _same_instant),
    ("ModDate", xmp.XMP, "ModifyDate", _same_instant),
)
"""Info key, XMP namespace and name, and what counts as the same (ISO 19005-1 6.7.3, Table 1)."""


@rule(
    id="metadata/info-equals-xmp",
    clause={"pdfa-1": "6.7.3"},
    rationale=Words(
        ja="二か所の書誌が食い違うと、どちらが正しいか後の人には分かりません。",
        en="Where the two descriptions differ, nobody later knows which one is right.",
    ),
    remedy=Words(
        ja="文書のプロパティを直し、PDF を書き出し直してください。",
        en="Correct the document's properties and export the PDF again.",
    ),
)
def info_and_xmp_agree(case: Examination) -> Iterator[Observation]:
    """Does every Info entry have its equal in XMP?"""
    metadata = case.pdf.metadata
    if metadata.packet is None:
        return
    one_author = "pdfa-1" in case.standards
    for key, namespace, name, same in CROSSWALK:
        info = metadata.info.get(key)
        found = metadata.packet.get(namespace, name)
        if info is not None and not same(info, found, one_author):
            there = found.text if found else None
            prefixed = f"{xmp.PREFIXES[namespace]}:{name}"
            yield Observation(
                f"{key.lower()}-differs",
                Words(
                    ja=f"Info の {key}「{info}」と XMP の {prefixed}「{there or '(なし)'}」"
                    "が一致しません。",
                    en=f"Info {key} {info!r} and XMP {prefixed} {there!r} differ.",
                ),
            )
