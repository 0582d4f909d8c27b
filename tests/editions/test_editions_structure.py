"""What the tags of an edition say, as pikepdf walks them: headings, lists, ruby, replacement text.

Facts: ISO 32000-1 14.7.4 (ParentTree), 14.8.4 (standard types), 14.8.5.5 (ListNumbering), 14.9.4
(ActualText); what was written is taken from the YAML by plain regular expressions.
"""

import itertools
import re
import shutil

import pypdfium2
import pytest
import yaml
from tagged import Tag, Tagged
from witnesses import SHIPPED, poppler_text, squeezed

from declaration_print import wishes

RICH = """\
title: 数字とルビの宣言
reading: すうじとるびのせんげん
subtitle: '{見本|みほん}として'
preamble:
  - >-
    {東北|とうほく||トーホク}の{未|み}来を{創造|そう|ぞう}し、{会議所|かい|ぎ|しょ}とともに2024年から12,345人と
    3.5%を目指し、{水乃瀬|みず|の|せ||ミズノセ}と{DX|ディーエックス}、
    [東北の七つの県と2020年の集まりを言うこの割注は二行に分かれます]{warichu}を読み、
    [{歩|あゆ}み続ける道]{line}を進み、[振り分けた|二つの行]{furiwake}のあとの{明日|あした}へ。
  - >-
    前文——“引用”と「{石畳|いし|だたみ} {坂道|さかみち}」。参加は１２３名、気温は-5度、¥350です。
    ２０２４年度の{一人|ひとり}は《《強調》》された。{ただ|・・}^21^日だけは縦中横です。
date: 2025-04-21
issuers: ['東北{評議会|ひょうぎかい}']
signatories:
  - {name: 一の会, members: [北の会, 南の会]}
  - {name: 二の会, members: [東の会]}
"""
LIBRARY = wishes.SHIPPED_DECLARATION.parent / "examples" / "machi-no-toshokan.yaml"
FULL = ("handout-vertical-A4", "handout-horizontal-A4", "scroll-vertical-297mm")
RUBY = [(name, stem) for name in ("rich", "library") for stem in FULL]
ALL = [*RUBY, *(("shipped", stem) for stem in SHIPPED)]
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
BLOCKS = ("P", "H1", "H2", "LI")


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    path = tmp_path_factory.mktemp("rich") / "rich.yaml"
    path.write_text(RICH, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def edition(shipped, rich, say, tmp_path_factory):
    """The path of an edition: of the shipped declaration, the library's, or one rich in ruby."""
    out = tmp_path_factory.mktemp("tagged")
    sources = {"rich": rich, "library": LIBRARY}

    def path(name, stem):
        if name == "shipped":
            return shipped[stem]
        source = sources[name]
        folder = out / source.stem
        if not folder.exists():
            # Without a title slip: short titles that stand there twice mislead the checker.
            for wish in (("handout",), ("scroll", "--set", "binding=text")):
                run = say("build", source, "--edition", *wish, "-o", out)
                assert run.code == 0, run.out + run.err
        return folder / f"{stem}.pdf"

    return path


@pytest.fixture(scope="module")
def tagged(edition):
    """An edition's tree; each file is read once."""
    known = {}

    def of(name, stem):
        if (name, stem) not in known:
            known[name, stem] = Tagged(edition(name, stem))
        return known[name, stem]

    return of


@pytest.fixture(scope="module")
def written(rich):
    """The YAML of an edition as it is written."""
    paths = {"rich": rich, "library": LIBRARY, "shipped": wishes.SHIPPED_DECLARATION}
    return lambda name: paths[name].read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "stem"), ALL)
def test_every_marked_content_leads_to_the_element_that_holds_it(tagged, name, stem):
    file = tagged(name, stem)
    flat = list(file.pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(map(int, flat[::2]), flat[1::2], strict=True))
    assert set(owners) == {int(page.StructParents) for page in file.pdf.pages}, "no link has one"
    for number, page in enumerate(file.pdf.pages):
        row = owners[int(page.StructParents)]
        for mcid in (mcid for at, mcid in file.drawn if at == number):
            element = row[mcid]
            assert element.Pg.objgen == page.objgen
            assert mcid in [kid for kid in element.K if isinstance(kid, int)]
    held = [kid for tag in file.document.within() for kid in tag.kids if isinstance(kid, tuple)]
    assert sorted(held) == sorted(set(held)), "nothing is held twice"
    assert set(held) == set(file.drawn), "nothing is held by an element out of the tree"


@pytest.mark.parametrize(("name", "stem"), ALL)
def test_nothing_is_left_of_what_was_a_link_for_the_engine(tagged, name, stem):
    file = tagged(name, stem)
    assert not any("/Annots" in page for page in file.pdf.pages)
    assert file.document.kind == "Document"
    assert not list(file.document.within("Link"))
    for item in file.pdf.objects:
        if isinstance(item, type(file.pdf.Root)):
            assert item.get("/Type") not in ("/Annot", "/OBJR")
    assert b"x-tag" not in b"".join(page.Contents.read_bytes() for page in file.pdf.pages)


@pytest.mark.parametrize(("name", "stem"), ALL)
def test_headings_skip_no_level(tagged, name, stem):
    levels = [int(tag.kind[1]) for tag in tagged(name, stem).document.within(*HEADINGS)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("stem", FULL)
def test_headings_are_those_of_the_declaration(tagged, source, stem):
    file = tagged("shipped", stem)
    found = [squeezed(file.text(tag)) for tag in file.document.within(*HEADINGS)]
    expected = [
        source["title"],
        source["statement"]["title"],
        *(article["label"] + article["title"] for article in source["articles"]),
        *(group["name"] for group in source["signatories"]),
    ]
    colophon = ["奥付"] if "scroll" in stem else []
    assert found == [*(squeezed(text) for text in expected), *colophon]


def named(member):
    return member["form"] + member["name"] if isinstance(member, dict) else member


@pytest.mark.parametrize("stem", FULL)
def test_each_list_of_organisations_is_a_list_under_its_heading(tagged, source, stem):
    file = tagged("shipped", stem)
    order = list(file.document.within("L", *HEADINGS))
    for group in source["signatories"]:
        at = [squeezed(file.text(tag)) for tag in order].index(squeezed(group["name"]))
        heading, members = order[at : at + 2]
        assert heading.kind == "H2"
        assert members.kind == "L"
        assert members.attributes == {"O": "/List", "ListNumbering": "/None"}
        assert [kid.kind for kid in members.kids] == ["LI"] * len(group["members"])
        assert all([part.kind for part in item.kids] == ["LBody"] for item in members.kids)
        assert [squeezed(file.text(item)) for item in members.kids] == [
            squeezed(named(member)) for member in group["members"]
        ]


@pytest.mark.parametrize("stem", FULL)
def test_items_have_their_number_as_a_label(tagged, source, stem):
    file = tagged("shipped", stem)
    numbered = [
        tag for tag in file.document.within("L") if tag.attributes["ListNumbering"] == "/Decimal"
    ]
    items = [item for one in numbered for item in one.kids]
    expected = [item for article in source["articles"] for item in article["items"]]
    assert [[part.kind for part in item.kids] for item in items] == [["Lbl", "LBody"]] * len(
        expected
    )
    numbers = [
        number + 1 for article in source["articles"] for number, _ in enumerate(article["items"])
    ]
    labels = [file.text(item.kids[0]).strip("、") for item in items]
    assert labels == [
        str(number) if "horizontal" in stem else "一二三四五六七八九"[number - 1]
        for number in numbers
    ]
    bodies = [squeezed(file.text(item.kids[1], replaced=True)) for item in items]
    assert bodies == [squeezed(item["title"] + item["text"]) for item in expected]


def test_numbers_of_outlines_and_posters_are_labels_too(tagged, source):
    pillars = source["outline"]["pillars"]
    for stem in ("outline-vertical-A4", "poster-horizontal-A2"):
        labels = list(tagged("shipped", stem).document.within("Lbl"))
        assert len(labels) == sum(len(pillar["items"]) for pillar in pillars)


def declared_ruby(text, *, by_word):
    """[(base, reading)] as written in `{base|reading|reading||other side}`, in order.

    Readings given one a character are one ruby a character, or where the layout asks for jukugo
    ruby one a word.
    """
    text = re.sub(r"(?m)^\s*#.*$", "", text)
    for base, right, other in re.findall(r"\{([^|{}]+)\|([^{}]*?)(?:\|\|([^{}]*))?\}", text):
        readings = right.split("|")
        if len(readings) == len(base) > 1 and not by_word:
            if other:
                yield base, other
            yield from zip(base, readings, strict=True)
        else:
            yield base, "".join(readings) + other


@pytest.mark.parametrize(("name", "stem"), RUBY)
def test_ruby_is_base_and_readings_as_written(tagged, written, name, stem):
    file = tagged(name, stem)
    found = []
    for ruby in file.document.within("Ruby"):
        base, *readings = ruby.kids
        assert base.kind == "RB"
        assert {one.kind for one in readings} == {"RT"}
        texts = [file.text(one) for one in readings]
        found.append((squeezed(file.text(base, without=("RT",))), squeezed("".join(texts))))
    declared = declared_ruby(written(name), by_word="handout" in stem)  # jukugo, says its layout
    expected = [(squeezed(base), squeezed(said)) for base, said in declared]
    assert found == expected
    assert len(list(file.document.within("RB"))) == len(expected)


@pytest.mark.parametrize("stem", FULL)
def test_readings_on_both_sides_are_two(tagged, stem):
    file = tagged("rich", stem)
    readings = [
        [file.text(one) for one in ruby.kids]
        for ruby in file.document.within("Ruby")
        if len(ruby.kids) > 2
    ]
    words = [["東北", "とうほく", "トーホク"], ["水乃瀬", "みずのせ", "ミズノセ"]]
    assert readings == (words if "handout" in stem else words[:1])


@pytest.mark.parametrize("stem", FULL)
def test_warichu_is_a_note_between_its_parentheses(tagged, stem):
    file = tagged("rich", stem)
    (note,) = file.document.within("Warichu")
    assert [part.kind for part in note.kids] == ["WP", "WT", "WP"]
    opening, words, closing = (file.text(part, replaced=True) for part in note.kids)
    assert (opening, closing) == ("（", "）")
    assert squeezed(words) == "東北の七つの県と2020年の集まりを言うこの割注は二行に分かれます"


def without_notation(text):
    """The words of a YAML file that are drawn in their lines."""
    text = re.sub(r"\[([^]|]*)\|([^]]*)\]\{furiwake\}", r"\1\2", text)
    text = re.sub(r"\{([^|{}]+)\|[^{}]*\}", r"\1", text)
    text = re.sub(r"\[([^]]*)\]\{\w+\}", r"\1", text)
    return re.sub(r"\^([^^]*)\^", r"\1", text).replace("《《", "").replace("》》", "")


@pytest.mark.parametrize(("name", "stem"), ALL)
def test_actual_text_is_what_was_written_there(tagged, written, name, stem):
    """Whole paragraphs, since 5 stands in many places; dates are written by us from a date."""
    file = tagged(name, stem)
    source = squeezed(without_notation(written(name)))
    date = yaml.safe_load(written(name)).get("date")
    if date:
        source += f"日付{date.year}年{date.month}月{date.day}日"  # as the colophon says
    replaced = [tag for tag in file.document.within() if tag.actual is not None]
    assert bool(replaced) == ("vertical" in stem or name == "rich")  # -5度 has its minus in both
    for tag in replaced:
        assert squeezed(tag.actual) != squeezed(file.text(tag)), "it says something else"
        block = tag
        while block.kind not in BLOCKS:
            block = block.parent
        said = squeezed(file.text(block, without=("RT", "Lbl", "WP"), replaced=True))
        assert said in source
        assert squeezed(file.text(block, without=("RT", "Lbl", "WP"))) not in source


@pytest.mark.parametrize(("name", "stem"), ALL)
def test_content_says_the_same_as_its_element(tagged, name, stem):
    file = tagged(name, stem)
    by_tag = {
        kid: tag.actual
        for tag in file.document.within()
        if tag.actual is not None
        for kid in tag.kids
    }
    assert file.said == by_tag


WRITTEN_OTHERWISE = {
    "2024", "12,345", "", "3.", "5", "2020", "—", "“", "”", "123", "-", "350", "2025", "4", "21",
}  # fmt: skip
"""Letters and figures, dashes and quotation marks; not （ for (, ％ for %, ￥ for ¥, nor 21 in a cell.
The rest of 一万二千三百四十五 stands in the next line, and nothing more is said there."""


def test_what_reads_otherwise_and_what_does_not(tagged):
    file = tagged("rich", "scroll-vertical-297mm")
    said = {tag.actual for tag in file.document.within() if tag.actual is not None}
    assert said == WRITTEN_OTHERWISE
    drawn = file.text(file.document)
    assert "二〇二四年" in drawn
    assert "２０２４" not in drawn
    assert "21" in drawn, "figures in one cell stay figures"
    assert "％" in drawn


@pytest.mark.parametrize(
    "stem", ["handout-vertical-A4", "scroll-vertical-297mm", "poster-vertical-A2"]
)
def test_poppler_finds_figures_where_kanji_are_drawn(tagged, edition, stem):
    file = tagged("shipped", stem)
    assert "二〇二四年" in file.text(file.document)
    assert "2024年" not in file.text(file.document).split("奥付")[0]
    text = "".join(poppler_text(edition("shipped", stem)).split())
    assert "2024年5月21日" in text
    assert "二〇二四" not in text


@pytest.mark.parametrize("stem", ["handout-vertical-A4", "scroll-vertical-297mm"])
def test_pdfium_finds_figures_where_kanji_are_drawn(edition, stem):
    """Figures alone: it reads a column's strings in an order of its own, with or without them."""
    document = pypdfium2.PdfDocument(edition("shipped", stem))
    pages = [page.get_textpage() for page in document]
    for words in ("2020", "2024", "21"):
        assert any(page.search(words).get_next() for page in pages)
    assert not any(page.search("二〇二四").get_next() for page in pages)


LINK = "https://example.org/sengen"


def test_a_layouts_own_links_stay(rich, say, tmp_path):
    """One around a text with ruby and figures: the words in it are the link's, and tagged as ever."""
    layouts = tmp_path / "layouts"
    shutil.copytree(wishes.LAYOUTS / "handout", layouts / "linked")
    template = layouts / "linked" / "page.html.j2"
    plain = '<p class="body">{{ set(text, "body") }}</p>'
    page = template.read_text(encoding="utf-8")
    assert plain in page
    linked = f'<p class="body"><a href="{LINK}">{{{{ set(text, "body") }}}}</a></p>'
    template.write_text(page.replace(plain, linked, 1), encoding="utf-8")
    run = say(
        "build", rich, "--layouts", layouts, "--edition", "linked", "-o", tmp_path / "out"
    )  # fmt: skip
    assert run.code == 0, run.out + run.err
    (path, *_) = sorted((tmp_path / "out").rglob("*vertical*.pdf"))
    file = Tagged(path)
    links = list(file.document.within("Link"))
    assert links
    text = "".join(file.text(link, without=("RT",), replaced=True) for link in links)
    assert squeezed(text).startswith("東北の未来を創造し、会議所とともに2024年から")
    assert any(isinstance(kid, Tag) and kid.kind == "Ruby" for link in links for kid in link.kids)
    addresses = {str(note.A.URI) for page in file.pdf.pages for note in page.get("/Annots", ())}
    assert addresses == {LINK}
