"""Rules about metadata for people: title, author, language, Info and XMP in agreement."""

import re
from collections.abc import Callable, Iterator

from pypdf.generic import NullObject

from declaration_print.check.document.objects import as_text, entries, entry, raw, resolve
from declaration_print.check.metadata import xmp
from declaration_print.check.metadata.description import PDF_DATE, XMP_DATE, instant
from declaration_print.check.metadata.xmp import Node
from declaration_print.check.metadata.xmp_rdf import Form
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words

LANGUAGE_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$")  # ISO 32000-1 14.9.2
UNREADABLE = "\ufffd"  # what a program writes for a character it could not convert
AUTHOR_SEPARATORS = re.compile(r"[,;、，；]")


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
    in_info = metadata.info.get("Title", "").strip()
    if metadata.packet is None:
        if not in_info:  # with one, nothing but the XMP is wrong, and another rule says so
            yield _lacks("no-title", "dc:title, Info Title", Words(ja="題名", en="title"))
        return
    title = metadata.packet.get(xmp.DC, "title")
    if UNREADABLE in in_info or (title is not None and UNREADABLE in title.text):
        yield Observation(
            "unreadable-title",
            Words(
                ja="題名の文字が失われ、代わりの記号(U+FFFD)になっています。",
                en="Characters of the title are lost: U+FFFD stands in their place.",
            ),
        )
    if title is None or (case.by_house_rules and not title.text.strip()):
        yield _lacks("no-title", "dc:title", Words(ja="題名", en="title"))
    elif "pdfua-1" in case.standards and not _is_title_in_languages(title):
        yield Observation(
            "title-without-language",
            Words(
                ja=f"XMP の題名({title.qualified})は、接頭辞 dc の付いた dc:title に、xml:lang の"
                "付いた rdf:li で書かなければなりません。",
                en=f"The title in XMP ({title.qualified}) has to be dc:title with the prefix dc, "
                "in rdf:li with xml:lang.",
            ),
        )
    if case.by_house_rules and metadata.info and not in_info:
        yield _lacks("no-title-in-info", "Info Title", Words(ja="題名", en="title"))


def _is_title_in_languages(title: Node) -> bool:
    return title.prefix == "dc" and any(child.language is not None for child in title.children)


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


def _same_text(info: str, node: Node | None, _: bool) -> bool:  # noqa: FBT001 - shared signature
    return node is not None and node.form is Form.SIMPLE and node.value == _unpadded(info)


def _same_in_default_language(info: str, node: Node | None, _: bool) -> bool:  # noqa: FBT001 - as above
    if node is None or not node.is_language_alternative:
        return False
    languages = [child.language for child in node.children]
    if not languages or not ("x-default" in languages or all(languages)):
        return False
    simple = all(child.form is Form.SIMPLE for child in node.children)
    return simple and node.text == _unpadded(info)


def _same_authors(info: str, node: Node | None, one_only: bool) -> bool:  # noqa: FBT001 - as above
    """PDF/A-1 knows a single author; elsewhere several may be joined by comma or semicolon."""
    if node is None or node.form not in {Form.SEQ, Form.ALT}:
        return False
    info = _unpadded(info)
    if any(child.form is not Form.SIMPLE for child in node.children):
        return False
    if [child.value for child in node.children] == [info]:
        return True
    joined = [name for text in node.texts for name in _names_in(text)]
    return not one_only and _names_in(info) == joined


def _names_in(text: str) -> list[str]:
    return [name.strip() for name in AUTHOR_SEPARATORS.split(text)]


def _same_instant(info: str, node: Node | None, _: bool) -> bool:  # noqa: FBT001 - as above
    """A date that XMP does not have, or has as no date, is not held against Info (as in veraPDF).

    The 13th month, or nothing at all, is of a date's form but no instant: it equals nothing.
    Nor does a year or a month without its day, which veraPDF takes for a day before it.
    """
    if node is None or node.form is not Form.SIMPLE:
        return True
    written = XMP_DATE.match(node.value)
    if node.value and not written:
        return True
    if written and not written["day"]:
        return False
    here = instant(info) if PDF_DATE.match(info) else None
    return here is not None and here == instant(node.value)


def _as_written(node: Node | None) -> str | None:
    """What a message shows of a property: all items of an array that is not by languages."""
    if node is None:
        return None
    return node.text if node.is_language_alternative else "; ".join(node.texts)


def _unpadded(info: str) -> str:
    """Some makers end their strings with a NUL as C does."""
    return info.removesuffix("\0")


CROSSWALK: tuple[tuple[str, str, str, Callable[[str, Node | None, bool], bool]], ...] = (
    ("Title", xmp.DC, "title", _same_in_default_language),
    ("Author", xmp.DC, "creator", _same_authors),
    ("Subject", xmp.DC, "description", _same_in_default_language),
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
        value = entry(metadata.info_dictionary, f"/{key}")
        if value is None or isinstance(value, NullObject):
            continue
        info = as_text(value)
        found = metadata.packet.get(namespace, name)
        if info is None or not same(info, found, one_author):
            here = str(value) if info is None else _unpadded(info)
            prefixed = f"{xmp.PREFIXES[namespace]}:{name}"
            words = _difference(key, here, prefixed, _as_written(found))
            yield Observation(f"{key.lower()}-differs", words)


def _difference(key: str, here: str, prefixed: str, there: str | None) -> Words:
    """What differs: the wording, or, where that is the same, only the form in XMP."""
    if here == there:
        form = _FORMS.get(prefixed, "Text")
        return Words(
            ja=f"Info の {key} と XMP の {prefixed} の文言は同じ「{here}」ですが、XMP の書き方が"
            f"規格の形({form})になっていません。",
            en=f"Info {key} and XMP {prefixed} have the same wording {here!r}, but XMP does not "
            f"have it in the form prescribed ({form}).",
        )
    return Words(
        ja=f"Info の {key}「{here}」と XMP の {prefixed}「{there or '(なし)'}」が一致しません。",
        en=f"Info {key} {here!r} and XMP {prefixed} {there!r} differ.",
    )


_FORMS = {
    "dc:title": "rdf:Alt, xml:lang",
    "dc:description": "rdf:Alt, xml:lang",
    "dc:creator": "rdf:Seq",
}


@rule(
    id="metadata/info-absent",
    clause={"pdfa-4": "6.1.3"},
    rationale=Words(
        ja="PDF/A-4 の書誌は XMP だけに置きます。古い Info が残ると、どちらが正しいか分かりません。",
        en="PDF/A-4 keeps its description in XMP alone; an old Info dictionary would contradict it.",
    ),
    remedy=Words(
        ja="PDF/A-4 に対応したソフトで書き出し直してください。",
        en="Export again with software that knows PDF/A-4.",
    ),
)
def there_is_no_info(case: Examination) -> Iterator[Observation]:
    """Is there no Info dictionary, or only for PieceInfo, with nothing but ModDate?"""
    if raw(case.pdf.trailer, "/Info") is None:
        return
    if "/PieceInfo" not in case.pdf.catalog:
        yield Observation(
            "info-present",
            Words(
                ja="Info(文書情報辞書)があります。PDF/A-4 では、PieceInfo のあるとき以外は置けません。",
                en="There is an Info dictionary; PDF/A-4 has none, unless there is PieceInfo.",
            ),
        )
    info = case.pdf.metadata.info_dictionary
    keys = [key for key, value in entries(info) if not isinstance(resolve(value), NullObject)]
    if info is not None and (keys != ["ModDate"] or as_text(entry(info, "/ModDate")) is None):
        yield Observation(
            "info-entries",
            Words(
                ja=f"Info には ModDate だけが置けますが、{'、'.join(keys) or '何も'}"
                f"{'があります' if keys else 'ありません'}。",
                en=f"Info may hold ModDate alone; it holds {', '.join(keys) or 'nothing'}.",
            ),
        )
