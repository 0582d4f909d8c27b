"""The 東北イノベーション宣言 as data is the page it came from, character for character."""

import hashlib
from itertools import chain
from pathlib import Path

import pytest

from declaration_print.model.declaration import Plain
from declaration_print.read.declaration import declaration

REPOSITORY = Path(__file__).parents[2]
PAGE = REPOSITORY.parent / "shared" / "seed" / "tohoku-innovation-declaration.txt"

HEADER = ["産総研トップへ", "産総研:東北イノベーション宣言"]
PICTURE_CAPTIONS = [
    "揮毫した「東北イノベーション宣言」イメージ写真",
    "揮毫した東北イノベーション宣言文",
]
FOOTER = ["国立研究開発法人産業技術総合研究所"]


@pytest.fixture(scope="module")
def tohoku():
    return declaration(REPOSITORY / "data" / "tohoku-innovation-declaration.yaml")


@pytest.fixture(scope="module")
def page():
    if not PAGE.exists():
        pytest.skip("the page that the declaration was copied from is not here (../shared/seed)")
    return PAGE.read_text(encoding="utf-8")


def solid(text):
    return "".join(text.split())


def plains(texts):
    return [text.plain for text in texts]


def numbered(texts):
    return [f"{number}. {text}" for number, text in enumerate(texts, 1)]


def introduction(tohoku):
    section = tohoku.about.introduction
    return [section.title.plain, *plains(section.paragraphs)]


def outline(tohoku):
    yield tohoku.outline.title.plain
    for pillar in tohoku.outline.pillars:
        yield f"{pillar.title.plain}: {pillar.aim.plain}"
        yield from numbered(plains(pillar.items))


def usage(tohoku):
    section = tohoku.about.usage
    return [section.title.plain, *(f"• {item.plain}" for item in section.items)]


def organisation(body):
    return (body.form.plain if body.form else "") + " " + body.name.plain


def the_declaration(tohoku):
    yield tohoku.title.plain
    yield from plains(tohoku.preamble)
    yield tohoku.statement.title.plain
    yield from plains(tohoku.statement.paragraphs)
    for article in tohoku.articles:
        yield f"{article.label.plain}: {article.title.plain}"
        yield from plains(article.lead)
        yield from numbered(f"{item.title.plain}: {item.text.plain}" for item in article.items)
    yield from plains(tohoku.closing)
    yield tohoku.date.text.plain
    yield from map(organisation, tohoku.issuers)
    for group in tohoku.signatories:
        yield group.name.plain
        yield from map(organisation, group.members)


def brushed(tohoku):
    return [tohoku.brushed.title.plain, *plains(tohoku.brushed.sections)]


def test_the_data_is_the_page_nothing_missing_changed_or_added(tohoku, page):
    stretches = chain(
        HEADER,
        introduction(tohoku),
        outline(tohoku),
        usage(tohoku),
        PICTURE_CAPTIONS,
        the_declaration(tohoku),
        brushed(tohoku),
        FOOTER,
    )
    assert solid("".join(stretches)) == solid(page)


def every_text(value):
    """All strings of texts anywhere in the declaration."""
    if hasattr(value, "plain"):
        yield value.plain
    elif isinstance(value, tuple):
        yield from chain.from_iterable(map(every_text, value))
    elif hasattr(value, "__dataclass_fields__"):
        yield from chain.from_iterable(every_text(getattr(value, key)) for key in value.__slots__)


def test_spaces_inside_a_text_are_the_page_s_too(tohoku, page):
    texts = list(every_text(tohoku))
    assert len(texts) > 80
    assert [text for text in texts if text not in page] == []


def test_the_declaration_itself_is_pinned(tohoku):
    text = solid("".join(the_declaration(tohoku)))
    assert len(text) == 2214
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert digest == "7214516360becd53262ca0f73757923a2b66dda4676b3ab0f8059465f995efba"


def test_nothing_was_invented(tohoku):
    assert tohoku.reading is None
    assert tohoku.subtitle is None
    assert tohoku.translations == ()
    assert tohoku.declared_at is None
    assert (tohoku.url, tohoku.identifier, tohoku.rights) == (None, None, None)
    paragraphs = (*tohoku.preamble, *tohoku.statement.paragraphs, *tohoku.closing)
    assert all(isinstance(node, Plain) for text in paragraphs for node in text.nodes)


def test_who_signed(tohoku):
    assert [len(group.members) for group in tohoku.signatories] == [10, 7]
    assert len(tohoku.issuers) == 2
    assert tohoku.date.iso == "2024-05-21"
    forms = {
        member.name.plain: member.form.plain
        for group in tohoku.signatories
        for member in group.members
        if member.form
    }
    assert forms == {
        "みやぎ工業会": "一般社団法人",
        "東北大学": "国立大学法人",
        "産業技術総合研究所 東北センター": "国立研究開発法人",
        "仙台市産業振興事業団": "公益財団法人",
        "natural science": "特定非営利活動法人",
        "青森県産業技術センター工業総合研究所": "地方独立行政法人",
        "岩手県工業技術センター": "地方独立行政法人",
    }
