"""README.txt: what a stranger needs who finds the deposit a hundred years on, in two languages."""

from collections.abc import Iterator
from importlib.resources import files
from string import Template

from declaration_print.archive.holdings import Holdings
from declaration_print.model.problem import Lang, Words

PLACE = "data/README.txt"

_STANDARDS = (
    (
        "PDF/A (ISO 19005)",
        Words(
            ja="書体も色も中に持ち、外の何にも頼らない PDF。長く残すための決まり",
            en="PDF that carries its typefaces and colours and relies on nothing outside; made to be kept",
        ),
        "ISO 19005-2:2011, 19005-3:2012 — https://www.iso.org/",
    ),
    (
        "PDF/UA-1 (ISO 14289-1)",
        Words(
            ja="見出しや読む順を持つ PDF。目の見えない人も読み上げで聞ける",
            en="PDF with headings and reading order, so that it can also be read aloud",
        ),
        "ISO 14289-1:2014 — https://www.iso.org/",
    ),
    (
        "PDF 1.7 (ISO 32000-1)",
        Words(ja="PDF そのものの決まり", en="what PDF itself is"),
        "ISO 32000-1:2008 — https://www.iso.org/",
    ),
    (
        "BagIt 1.0",
        Words(
            ja="ファイルと、その一覧・検査の値を 1 つに包む方法",
            en="a way to pack files with their list and digests",
        ),
        "RFC 8493 (2018) — https://www.rfc-editor.org/rfc/rfc8493",
    ),
    (
        "SHA-256, SHA-512",
        Words(
            ja="ファイルの指紋。1 ビットでも違えば別の値になる",
            en="the fingerprint of a file; one bit changed gives another",
        ),
        "FIPS 180-4 (2015) — https://csrc.nist.gov/",
    ),
    (
        "PREMIS 3.0",
        Words(
            ja="どのファイルが何からでき、何が行われたかの記録(metadata/premis.xml)",
            en="what each file is, what it came from, what was done to it (metadata/premis.xml)",
        ),
        "Library of Congress (2015) — https://www.loc.gov/standards/premis/",
    ),
    (
        "Dublin Core",
        Words(
            ja="世界の図書館に共通の目録項目(metadata/dublin-core.xml)",
            en="fields that every catalogue knows (metadata/dublin-core.xml)",
        ),
        "ISO 15836-1:2017 — https://www.dublincore.org/",
    ),
    (
        "DC-NDL",
        Words(
            ja="国立国会図書館の目録記述(metadata/dcndl.rdf)",
            en="the record of the National Diet Library of Japan (metadata/dcndl.rdf)",
        ),
        "国立国会図書館 National Diet Library — https://www.ndl.go.jp/",
    ),
    (
        "PAdES",
        Words(
            ja="PDF の電子署名。誰が認めたか、その後変わっていないかを示す",
            en="digital signatures in PDF: who vouched for it, and that it has not changed since",
        ),
        "ETSI EN 319 142-1 — https://www.etsi.org/",
    ),
)

_PICTURES = Words(
    ja="data/pictures/           巻物の全体と各部分の画像(PNG)\n",
    en="data/pictures/           the whole scroll and its parts as pictures (PNG)\n",
)

_FACTS = (
    ("題名", "Title"),
    ("読み", "Reading"),
    ("宣言した日", "Date of the declaration"),
    ("宣言した者", "Declared by"),
    ("公表した者", "Published by"),
    ("識別子", "Identifier"),
    ("出典", "Source"),
    ("この一式の日付", "Date of this deposit"),
)


def readme(holdings: Holdings) -> bytes:
    """The text, Japanese first, UTF-8 without a byte-order mark."""
    texts = (_text(holdings, lang) for lang in ("ja", "en"))
    line = "(English below. 日本語のあとに英語の説明があります。)\n\n"
    return (line + ("\n\n" + "=" * 78 + "\n\n").join(texts)).encode()


def _text(holdings: Holdings, lang: Lang) -> str:
    source = files("declaration_print.archive") / "texts" / f"readme.{lang}.txt"
    told = holdings.credentials
    signed = any(edition.signing for edition in holdings.editions)
    pictured = any(place.startswith("data/pictures/") for place in holdings.files)
    title = told.title if lang == "ja" else _title_in_english(holdings)
    return Template(source.read_text("utf-8")).substitute(
        title=title,
        rule="-" * min(78, 2 * len(title)),
        version=holdings.version,
        facts="\n".join(_facts(holdings, lang)),
        editions="\n".join(_editions(holdings, lang)),
        pictures_ja=_PICTURES.ja if pictured else "",
        pictures_en=_PICTURES.en if pictured else "",
        picture_help_ja=".png は画像です(ISO/IEC 15948)。" if pictured else "",
        picture_help_en=" .png is a picture (ISO/IEC 15948)." if pictured else "",
        signed_ja="署名のある PDF は、署名によっても確かめられます。" if signed else "",
        signed_en=" A signed PDF also proves itself by its signature." if signed else "",
        standards_ja="\n".join(_standards("ja", signed=signed)),
        standards_en="\n".join(_standards("en", signed=signed)),
        rights_ja=told.rights or "権利についての定めは、宣言の中に書かれていません。",
        rights_en=told.rights or "The declaration says nothing about rights.",
    )


def _title_in_english(holdings: Holdings) -> str:
    titles = dict(holdings.credentials.titles)
    title = holdings.credentials.title
    return f"{titles['en']} ({title})" if titles.get("en", title) != title else title


def _facts(holdings: Holdings, lang: Lang) -> Iterator[str]:
    told = holdings.credentials
    values = (
        told.title,
        told.reading,
        told.declared,
        _listed(told.creators, lang),
        _listed(told.publishers, lang) if told.publishers != told.creators else None,
        told.identifier,
        told.source,
        holdings.day,
    )
    for (ja, en), value in zip(_FACTS, values, strict=True):
        if value:
            yield f"{Words(ja=ja, en=en).in_(lang)}: {value}"


def _listed(names: tuple[str, ...], lang: Lang) -> str:
    return {"ja": "、", "en": ", "}[lang].join(names)


def _editions(holdings: Holdings, lang: Lang) -> Iterator[str]:
    for edition in holdings.editions:
        width, height = edition.size
        claims = ", ".join(_claim(claim) for claim in edition.claims)
        pages = {"ja": f"{edition.pages} 頁", "en": f"{edition.pages} p."}[lang]
        yield f"- {edition.place}  ({pages}, {width:.0f} × {height:.0f} mm, {claims})"
        if edition.signing:
            words = Words(
                ja=f"    署名: {edition.signing.signer}(PAdES {edition.signing.level})",
                en=f"    signed by {edition.signing.signer} (PAdES {edition.signing.level})",
            )
            yield words.in_(lang)


def _claim(name: str) -> str:
    """`PDF/A-3a` of `pdfa-3a`."""
    return name.replace("pdfa-", "PDF/A-").replace("pdfua-", "PDF/UA-")


def _standards(lang: Lang, *, signed: bool) -> Iterator[str]:
    for name, gives, source in _STANDARDS:
        if name == "PAdES" and not signed:
            continue
        yield f"{name}\n    {gives.in_(lang)}\n    {source}"
