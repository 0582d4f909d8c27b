"""The declaration comes out of each full-text edition: in order, and no character lost.

The source is read with PyYAML and compared after what is declared to change: full-width forms
(NFKC), spaces, and figures that become kanji in vertical text.
"""

import re
from collections import Counter

import pytest
from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams
from witnesses import pdfminer_pages, poppler_text, pypdf_pages, squeezed

FULL = ("handout-vertical-A4", "handout-horizontal-A4", "scroll-vertical-297mm")
BY_PYPDF_AND_PDFMINER = {"pypdf": pypdf_pages, "pdfminer": pdfminer_pages}
KANJI_FIGURES = {
    "2020年": "二〇二〇年",
    "4年間": "四年間",
    "3つ": "三つ",
    "2024年5月21日": "二〇二四年五月二十一日",
}
"""Every figure of the shipped declaration as vertical text writes it (JLReq 3.2.5)."""


def as_set(text, stem):
    """A text of the declaration as an edition sets it, without spaces."""
    text = squeezed(text)
    if "vertical" in stem:
        for figures, kanji in KANJI_FIGURES.items():
            text = text.replace(figures, kanji)
        assert not re.search("[0-9]", text)
    return text


def body(pages, title):
    """The squeezed text of all pages without running title and folio."""
    title = squeezed(title)
    return "".join(
        re.sub(f"({title}{number}|{number}{title})$", "", squeezed(page))
        for number, page in enumerate(pages, 1)
    )


def missing_in_order(texts, extracted):
    """The texts that do not follow the one before them."""
    at, missing = 0, []
    for text in texts:
        found = extracted.find(text, at)
        if found < 0:
            missing.append(text)
        else:
            at = found + len(text)
    return missing


@pytest.mark.parametrize("stem", FULL)
@pytest.mark.parametrize("reader", BY_PYPDF_AND_PDFMINER)
def test_every_text_is_found_whole_and_in_order(shipped, full_text, source, stem, reader):
    pages = BY_PYPDF_AND_PDFMINER[reader](shipped[stem])
    extracted = body(pages, source["title"])
    assert missing_in_order([as_set(text, stem) for text in full_text], extracted) == []


@pytest.mark.parametrize("stem", FULL)
@pytest.mark.parametrize("reader", BY_PYPDF_AND_PDFMINER)
def test_nothing_is_added_but_numbers_of_items(shipped, full_text, source, stem, reader):
    pages = BY_PYPDF_AND_PDFMINER[reader](shipped[stem])
    printed = body(pages, source["title"])
    if stem.startswith("scroll"):  # its title slip and colophon
        printed = printed.rpartition("奥付")[0].replace(source["title"], "", 1)
    extracted = Counter(printed)
    expected = Counter("".join(as_set(text, stem) for text in full_text))
    assert not expected - extracted
    assert set(extracted - expected) <= set("一二三四五、12345.")
    items = sum(len(article["items"]) for article in source["articles"])
    assert (extracted - expected).total() <= 2 * items


@pytest.mark.parametrize("stem", FULL)
def test_pdftotext_loses_no_character(shipped, full_text, stem):
    """As it is written: poppler gives the ActualText of kanji that stand for figures."""
    extracted = Counter(squeezed(poppler_text(shipped[stem])))
    expected = Counter("".join(squeezed(text) for text in full_text))
    assert not expected - extracted


def test_pdfminers_own_analysis_reads_the_scroll_from_right_to_left(shipped, full_text):
    """With vertical text detected it needs no help from the order of drawing."""
    stem = "scroll-vertical-297mm"
    extracted = squeezed(
        extract_text(shipped[stem], laparams=LAParams(detect_vertical=True, boxes_flow=None))
    )
    longest = sorted((as_set(text, stem) for text in full_text), key=len)[-12:]
    starts = [text[:12] for text in (as_set(text, stem) for text in full_text) if text in longest]
    found = [extracted.find(start) for start in starts]
    assert -1 not in found
    assert found == sorted(found)


OUTLINES = ("outline-vertical-A4", "outline-horizontal-A4")


@pytest.mark.parametrize("stem", OUTLINES)
@pytest.mark.parametrize("reader", BY_PYPDF_AND_PDFMINER)
def test_the_outline_keeps_its_own_wording(shipped, source, stem, reader):
    texts = [source["title"]]
    for pillar in source["outline"]["pillars"]:
        texts += [pillar["title"], pillar["aim"], *pillar["items"]]
    texts += [source["date_text"], *source["issuers"]]
    extracted = squeezed("".join(BY_PYPDF_AND_PDFMINER[reader](shipped[stem])))
    assert missing_in_order([as_set(text, stem) for text in texts], extracted) == []


POSTERS = ("poster-vertical-A2", "poster-horizontal-A2")


@pytest.mark.parametrize("stem", POSTERS)
@pytest.mark.parametrize("reader", BY_PYPDF_AND_PDFMINER)
def test_the_poster_shows_title_pillars_date_and_issuers(shipped, source, stem, reader):
    texts = [pillar["title"] for pillar in source["outline"]["pillars"]]
    texts = [source["title"], *texts, source["date_text"], *source["issuers"]]
    extracted = squeezed("".join(BY_PYPDF_AND_PDFMINER[reader](shipped[stem])))
    assert missing_in_order([as_set(text, stem) for text in texts], extracted) == []


@pytest.mark.parametrize("stem", [*FULL, *OUTLINES, *POSTERS])
def test_words_of_a_latin_name_stay_apart(shipped, stem):
    """A space is a character too: not one of a phrase's two may be lost."""
    text = " ".join(pdfminer_pages(shipped[stem]))
    assert text.count("Activation") == text.count("Tohoku Activation Panel")
