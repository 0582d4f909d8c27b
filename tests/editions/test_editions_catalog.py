"""What a reader's window shows and where it jumps, as pikepdf reads it from the shipped editions."""

import hashlib
import re
from pathlib import Path

import pikepdf
import pytest
from witnesses import SHIPPED, squeezed

from declaration_print import wishes

MM = 72 / 25.4
SIZES = {
    "handout-vertical-A4": (210, 297),
    "handout-horizontal-A4": (210, 297),
    "outline-vertical-A4": (210, 297),
    "outline-horizontal-A4": (210, 297),
    "poster-vertical-A2": (420, 594),
    "poster-horizontal-A2": (420, 594),
}
VERTICAL = [stem for stem in SHIPPED if "vertical" in stem]
FULL = [stem for stem in SHIPPED if not stem.startswith(("outline", "poster"))]
DATE = "2024-05-21T00:00:00Z"


@pytest.fixture
def opened(shipped):
    """Open a shipped edition; closed after the test."""
    files = []

    def by(stem):
        files.append(pikepdf.open(shipped[stem]))
        return files[-1]

    yield by
    for file in files:
        file.close()


@pytest.mark.parametrize("stem", SHIPPED)
def test_info_and_xmp_say_the_same_and_say_it_right(opened, stem, source):
    pdf = opened(stem)
    info = pdf.docinfo
    with pdf.open_metadata() as xmp:
        assert info.Title == xmp["dc:title"] == source["title"]
        assert str(info.Author) == ", ".join(xmp["dc:creator"])
        assert xmp["dc:creator"] == source["issuers"]
        assert info.Creator == xmp["xmp:CreatorTool"]
        assert info.Producer == xmp["pdf:Producer"]
        assert info.CreationDate == info.ModDate == "D:20240521000000Z"
        assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == xmp["xmp:MetadataDate"] == DATE
        assert set(xmp["dc:language"]) == {"ja"}
        assert xmp["dc:format"] == "application/pdf"


def test_every_file_has_its_own_identity(opened):
    ids = []
    for stem in SHIPPED:
        with opened(stem).open_metadata() as xmp:
            ids += [xmp["xmpMM:DocumentID"], xmp["xmpMM:InstanceID"]]
    assert all(re.fullmatch(r"uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one) for one in ids)
    assert len(set(ids)) == 2 * len(SHIPPED)


@pytest.mark.parametrize("stem", SHIPPED)
def test_the_window_shows_the_title_and_pages_turn_the_right_way(opened, stem):
    root = opened(stem).Root
    assert root.Lang == "ja"
    assert root.ViewerPreferences.DisplayDocTitle is True
    direction = root.ViewerPreferences.get("/Direction")
    assert direction == ("/R2L" if stem in VERTICAL else None)
    assert root.PageMode == "/UseOutlines"


@pytest.mark.parametrize("stem", SHIPPED)
def test_page_labels_count_from_one(opened, stem):
    pdf = opened(stem)
    assert [page.label for page in pdf.pages] == [str(n + 1) for n in range(len(pdf.pages))]


@pytest.mark.parametrize("stem", sorted(SIZES))
def test_pages_are_of_the_size_their_name_says(opened, stem):
    for page in opened(stem).pages:
        for box in (page.MediaBox, page.TrimBox):
            left, bottom, right, top = (float(edge) for edge in box)
            assert (left, bottom) == (0, 0)
            assert right / MM == pytest.approx(SIZES[stem][0], abs=0.01)
            assert top / MM == pytest.approx(SIZES[stem][1], abs=0.01)
        assert page.get("/Rotate", 0) == 0


def test_the_scroll_is_one_page_297_mm_high_and_longer_than_a_metre(opened):
    (page,) = opened("scroll-vertical-297mm").pages
    width, height = (float(edge) / MM for edge in page.MediaBox[2:])
    assert height == pytest.approx(297, abs=0.01)
    assert width > 1000


@pytest.mark.parametrize("stem", SHIPPED)
def test_the_outline_names_the_title_and_its_parts(opened, stem, source):
    with opened(stem).open_outline() as outline:
        (top,) = outline.root
        children = [child.title for child in top.children]
    assert top.title == source["title"]
    articles = [article["label"] + article["title"] for article in source["articles"]]
    pillars = [pillar["title"] for pillar in source["outline"]["pillars"]]
    wanted = articles if stem in FULL else pillars
    if stem.startswith("scroll"):
        wanted = [*wanted, "奥付"]
    assert [squeezed(child) for child in children][-len(wanted) :] == wanted


def drawn_headings(pages, title):
    """(page number, glyphs) wherever the words of a heading are drawn."""
    words = re.escape(squeezed(title))
    for number, page in enumerate(pages):
        inked = [glyph for glyph in page if glyph.text.strip()]
        text = "".join(glyph.text for glyph in inked)
        for match in re.finditer(words, text):
            yield number, inked[match.start() : match.end()]


def bookmarks(pdf):
    """(title, page number, left, top of what the window shows) of every bookmark."""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            waiting += item.children
            page, kind, *place = item.destination
            if kind == "/FitR":
                left, _, _, top = place
            else:
                assert kind == "/XYZ"
                left, top = place[:2]
            yield item.title, numbers[page.objgen], float(left), float(top)


@pytest.mark.parametrize("stem", SHIPPED)
def test_a_bookmark_brings_its_heading_into_the_window(opened, glyphs, stem):
    """A reader puts the point at the window's upper left (ISO 32000-1 12.3.2.2, Table 151).

    The heading is at the top of a window as wide as the page is high, and all of it is inside.
    """
    pdf = opened(stem)
    wide = float(pdf.pages[0].MediaBox[3])
    for title, number, x, y in bookmarks(pdf):
        headings = [
            heading for page, heading in drawn_headings(glyphs(stem), title) if page == number
        ]
        assert any(
            all(x - 1 <= glyph.x <= x + wide and glyph.y <= y + 1 for glyph in heading)
            and min(abs(glyph.y - y) / glyph.size for glyph in heading) < 4
            for heading in headings
        ), (title, number, x, y)


def test_the_scroll_names_its_sections(opened):
    names = opened("scroll-vertical-297mm").Root.Names.Dests.Names
    places = {str(names[at]): names[at + 1] for at in range(0, len(names), 2)}
    assert list(places) == sorted(places), "a name tree is sorted (ISO 32000-1 7.9.6)"
    sections = ["title", "preamble", "statement", "article-1", "article-2", "article-3"]
    sections += ["closing", "signed", "signatories"]
    assert set(sections) <= set(places)
    across = [float(places[name][2]) for name in sections]
    assert across == sorted(across, reverse=True), "sections follow each other from right to left"
    assert len(set(across)) == len(across)


def test_the_scroll_carries_its_source_byte_for_byte(opened):
    pdf = opened("scroll-vertical-297mm")
    source = Path(wishes.SHIPPED_DECLARATION)
    (attached,) = [one for one in pdf.attachments.values() if one.relationship == "/Source"]
    assert attached.filename == source.name
    file = attached.get_file()
    assert file.read_bytes() == source.read_bytes()
    assert file.mime_type == "application/yaml"
    assert file.md5 == hashlib.md5(source.read_bytes()).digest()


def test_what_the_scroll_was_made_from_goes_along_and_is_listed(opened):
    """Layout and records besides the YAML: a rebuild needs them (ISO 19005-3 6.8, Annex E)."""
    pdf = opened("scroll-vertical-297mm")
    files = {name: attached.get_file() for name, attached in pdf.attachments.items()}
    layout = Path(wishes.LAYOUTS, "scroll")
    for own in ("layout.toml", "page.html.j2", "style.css"):
        assert files[f"scroll-{own}"].read_bytes() == (layout / own).read_bytes()
    assert {"build-options.json", "build-lock.json"} <= files.keys()
    assert not any(name.lower().endswith(".md") for name in files)
    names = [bytes(key) for key in pdf.Root.Names.EmbeddedFiles.Names[::2]]
    assert names == sorted(names), "a name tree is sorted (ISO 32000-1 7.9.6)"
    associated = {one.objgen for one in pdf.Root.AF}
    assert associated == {one.obj.objgen for one in pdf.attachments.values()}
    assert len(names) == len(associated) == len(files)
    for name, one in pdf.attachments.items():
        stream = one.obj.EF.F
        assert one.description
        assert one.relationship in {"/Source", "/Data", "/Unspecified"}, "ISO 32000-2 Table 43"
        assert "/" in files[name].mime_type
        assert {"/Size", "/CheckSum", "/ModDate"} <= set(stream.Params.keys())


@pytest.mark.parametrize("stem", [stem for stem in SHIPPED if stem != "scroll-vertical-297mm"])
def test_no_other_edition_carries_a_file(opened, stem):
    pdf = opened(stem)
    assert len(pdf.attachments) == 0
    assert "/AF" not in pdf.Root


def test_headings_are_tagged_as_headings(opened, source):
    tags = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid)
        elif isinstance(node, pikepdf.Dictionary):
            tags.append(str(node.get("/S", "")))
            if "/K" in node:
                walk(node.K)

    walk(opened("handout-vertical-A4").Root.StructTreeRoot.K)
    assert tags.count("/H1") == 1
    assert tags.count("/H2") >= 1 + len(source["articles"])
    assert tags.count("/LI") >= sum(len(article["items"]) for article in source["articles"])
