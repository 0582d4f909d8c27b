"""Pictures of the shipped scroll, held against poppler's drawing of it and against its YAML."""

import html
import io
import itertools
import json
import re
import struct
import subprocess
import unicodedata
from collections import Counter
from html.parser import HTMLParser

import pypdfium2
import pytest
import yaml
from PIL import Image, ImageChops, ImageStat

from declaration_print import pictures, pipeline, wishes
from declaration_print.model.problem import BadInput
from declaration_print.wishes import Wish

MM = 72 / 25.4
SCALE = 4.0
INK = 110
"""Darker than this, of 255, is sumi; paper, rules and fibres are lighter."""


@pytest.fixture(scope="module")
def make(tmp_path_factory):
    """Build a scroll: (declaration, Built, path of the PDF)."""

    def build(source=wishes.SHIPPED_DECLARATION, text=None, **choices):
        folder = tmp_path_factory.mktemp("scroll")
        if text is not None:
            source = folder / "text.yaml"
            source.write_text(text, encoding="utf-8")
        wish = Wish(editions=("scroll",), choices=choices)
        (edition,), _ = wishes.editions(wish)
        workshop = pipeline.workshop(source, wish)
        built = pipeline.build(workshop, edition, folder)
        path = folder / "scroll.pdf"
        path.write_bytes(built.content)
        return workshop.declaration, built, path

    return build


@pytest.fixture(scope="module")
def scroll(make):
    return make()


@pytest.fixture(scope="module")
def files(scroll):
    declaration, built, _ = scroll
    return pictures.files(declaration, built.content, built.stretches, SCALE)


@pytest.fixture(scope="module")
def index(files):
    return json.loads(files["pictures.json"])


def opened(files, entry):
    return Image.open(io.BytesIO(files[entry["file"]]))


def named(index, part):
    """The pictures of one section."""
    return [
        entry for entry in index["pictures"] if re.search(rf"-{part}(-\d+)?\.png", entry["file"])
    ]


def inked(image):
    """Where there is ink, as black and white."""
    return image.convert("L").point(lambda value: 255 if value < INK else 0)


def profile(image):
    """How much ink there is in each column of pixels."""
    return list(inked(image).resize((image.width, 1), Image.Resampling.BOX).tobytes())


def test_there_is_a_picture_of_the_whole_and_of_each_section_in_reading_order(files, index):
    names = [entry["file"] for entry in index["pictures"]]
    assert [name[3:-4] for name in names] == [
        "whole",
        "cover",
        "preamble",
        "statement",
        "article-1",
        "article-2",
        "article-3-1",
        "article-3-2",
        "closing",
        "signatories",
        "colophon",
    ]
    assert names == sorted(names)
    assert set(files) == {*names, "pictures.json", "index.html"}


def test_captions_are_those_of_the_declaration(index):
    captions = yaml.safe_load(wishes.SHIPPED_DECLARATION.read_text(encoding="utf-8"))["brushed"]
    titles = [re.sub("（.）$", "", entry["title"]) for entry in index["pictures"]]
    assert [title for title in titles if title in captions["sections"]] == captions["sections"]
    assert index["pictures"][6]["title"].endswith("第三項目（一）")


def test_sections_follow_each_other_and_make_up_the_whole(index, scroll):
    whole, *parts = index["pictures"]
    assert parts[0]["begin_mm"] == whole["begin_mm"] == 0
    assert all(one["end_mm"] == other["begin_mm"] for one, other in itertools.pairwise(parts))
    length = pypdfium2.PdfDocument(scroll[2])[0].get_width() / MM
    assert parts[-1]["end_mm"] == pytest.approx(whole["end_mm"], abs=0.001)
    assert whole["end_mm"] == pytest.approx(length, abs=0.01)
    assert sum(part["width"] for part in parts) == whole["width"] == round(length * SCALE)
    assert {entry["height"] for entry in index["pictures"]} == {1188}


def poppler(path, left, width, height):
    """The same piece as poppler draws it, four times as large and reduced: it rounds, too."""
    sides = [str(round(one * 4)) for one in (left, width, height)]
    box = ("-x", sides[0], "-y", "0", "-W", sides[1], "-H", sides[2])
    command = ["pdftoppm", "-r", str(SCALE * 4 * 25.4), *box, path]
    done = subprocess.run(command, capture_output=True, check=True)
    return Image.open(io.BytesIO(done.stdout)).convert("L").reduce(4)


def shift(one, other):
    """By how many pixels, across and down, one picture must be moved to lie best on another."""

    def difference(move):
        moved = ImageChops.offset(one, *move)
        return sum(ImageStat.Stat(ImageChops.difference(moved, other)).sum)

    return min(itertools.product(range(-2, 3), repeat=2), key=difference)


def test_a_picture_shows_what_poppler_draws_there(files, index, scroll):
    """Moved by a pixel, a quarter of a millimetre, it would fit less."""
    length = index["pictures"][0]["end_mm"]
    for name in ("preamble", "article-3", "signatories"):
        part = named(index, name)[-1]
        ours = opened(files, part).convert("L")
        left = length * SCALE - round(part["end_mm"] * SCALE)
        theirs = poppler(scroll[2], left, ours.width, ours.height)
        assert shift(ours, theirs) == (0, 0), part["file"]
        assert ImageStat.Stat(ImageChops.difference(ours, theirs)).mean[0] < 3


def test_no_line_is_cut(files, index):
    for part in index["pictures"][2:]:
        ink = profile(opened(files, part))
        assert max(ink) > 0
        assert max(*ink[:3], *ink[-3:]) == 0, part["file"]


NUMERALS = re.compile("[0-9〇一二三四五六七八九十百千、]")  # figures become kanji, items get 一、


def letters(text):
    return Counter(NUMERALS.sub("", "".join(unicodedata.normalize("NFKC", text).split())))


WORD = re.compile('<word xMin="([^"]+)" .*xMax="([^"]+)" .*>(.*)</word>')


def drawn_between(path, begin, end):
    """The words that poppler finds there."""
    done = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True)
    length = pypdfium2.PdfDocument(path)[0].get_width() / MM
    return "".join(
        html.unescape(word)
        for left, right, word in WORD.findall(done.stdout.decode())
        if begin < length - float(right) / MM and length - float(left) / MM < end
    )


def texts(source):
    """Each section's texts as the YAML has them."""
    yield "preamble", [source["title"], *source["preamble"]]
    yield "statement", [*source["statement"].values()]
    for at, article in enumerate(source["articles"], start=1):
        items = [words for item in article["items"] for words in item.values()]
        yield f"article-{at}", [article["label"], article["title"], article["lead"], *items]
    yield "closing", [source["closing"]]
    members = [
        words
        for group in source["signatories"]
        for member in group["members"]
        for words in (member.values() if isinstance(member, dict) else [member])
    ]
    groups = [group["name"] for group in source["signatories"]]
    yield "signatories", [source["date_text"], *source["issuers"], *groups, *members]


def test_a_picture_holds_its_section_and_nothing_else(index, scroll):
    source = yaml.safe_load(wishes.SHIPPED_DECLARATION.read_text(encoding="utf-8"))
    for name, words in texts(source):
        held = named(index, name)
        assert held, name
        shown = drawn_between(scroll[2], held[0]["begin_mm"], held[-1]["end_mm"])
        assert letters(shown) == letters("".join(words)), name


def chunks(png):
    """The chunks of a PNG (ISO/IEC 15948, 5.3)."""
    at = 8
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        yield kind, png[at + 8 : at + 8 + length]
        at += 12 + length


def test_a_png_says_its_size_its_colour_space_and_what_it_shows_but_no_time(files, index):
    for entry in index["pictures"]:
        held = dict(chunks(files[entry["file"]]))
        assert struct.unpack(">II", held[b"IHDR"][:8]) == (entry["width"], entry["height"])
        assert struct.unpack(">IIB", held[b"pHYs"]) == (4000, 4000, 1)
        assert held[b"sRGB"] == b"\x00"
        assert b"tIME" not in held
        assert opened(files, entry).text["Description"] == entry["alt"]


def test_the_same_scroll_gives_the_same_bytes(files, scroll):
    declaration, built, _ = scroll
    assert pictures.files(declaration, built.content, built.stretches, SCALE) == files


def test_alt_texts_say_what_is_seen(index):
    alts = {entry["file"][3:-4]: entry["alt"] for entry in index["pictures"]}
    assert "高さ297 mm、長さ" in alts["whole"]
    assert "右から左へ" in alts["whole"]
    assert alts["preamble"].startswith("題「東北イノベーション宣言」と序文。「私たちは、東北地域の")
    assert alts["article-1"].startswith("第一項目　生産性向上。「私たちは、")
    assert alts["article-1"].endswith(
        "一 技術革新の促進、二 持続可能な生産方法の推進、三 産業クラスターの形成。"
    )
    assert "第三項目　イノベーションの続き" in alts["article-3-2"]
    assert "国立大学法人東北大学" in alts["signatories"]
    assert len(set(alts.values())) == len(alts)
    assert max(map(len, alts.values())) < 320


class Page(HTMLParser):
    """What an HTML page holds."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.images, self.links = Counter(), [], []
        self.lang = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags[tag] += 1
        self.lang = attributes.get("lang", self.lang)
        if tag == "img":
            self.images.append(attributes)
        self.links += [value for name, value in attrs if name in {"href", "src"}]


def test_the_web_page_needs_nothing_but_its_pictures(files, index):
    page = Page(files["index.html"].decode())
    assert page.lang == "ja"
    assert page.tags["figure"] == page.tags["figcaption"] == len(index["pictures"])
    assert not {"script", "link", "iframe", "object"} & set(page.tags)
    assert set(page.links) <= set(files)
    assert b"url(" not in files["index.html"]
    for image, entry in zip(page.images, index["pictures"], strict=True):
        assert image["alt"] == entry["alt"]
        assert (int(image["width"]), int(image["height"])) == (entry["width"], entry["height"])


LONG = """
title: 長い項目のある宣言
preamble: 短い序文。
articles:
  - label: 第一項目
    lead: ["{paragraph}", "{paragraph}"]
    items:
      - {{title: 初めの事項, text: "{paragraph}"}}
      - {{title: 次の事項, text: "{paragraph}"}}
  - label: 第十一項目
    lead: 終わりの項目。
brushed:
  sections: [巻物 一項目]
"""


def test_a_long_section_is_cut_between_columns_where_something_begins(make):
    text = LONG.format(paragraph="{刷毛|は|け}の毛先を整えるだけで、《《半日》》が過ぎる。" * 24)
    declaration, built, _ = make(text=text, pitch="1.7", binding="text")
    files = pictures.files(declaration, built.content, built.stretches, 2.0)
    index = json.loads(files["pictures.json"])
    parts = named(index, "article-1")
    assert [part["title"] for part in parts] == [
        f"第一項目（{at}）" for at in "一二三四"[: len(parts)]
    ]
    assert len(parts) > 1
    for part in parts:
        assert part["width"] < 2.7 * part["height"]
        ink = profile(opened(files, part))
        assert max(*ink[:2], *ink[-2:]) == 0
    assert any(
        "の続き" in part["alt"] and re.search("「(初め|次)の事項 刷毛の毛先を", part["alt"])
        for part in parts
    )


def test_words_are_english_for_a_declaration_in_english(make):
    text = (
        "title: A Declaration\nlanguage: en\npreamble: We declare this.\n"
        "articles: [{title: Work, lead: We work., items: [Make, Mend]}]\nissuers: [A Body]\n"
    )
    declaration, built, _ = make(text=text, binding="text")
    files = pictures.files(declaration, built.content, built.stretches)
    entries = json.loads(files["pictures.json"])["pictures"]
    assert [one["title"] for one in entries] == [
        "The whole scroll",
        "Preamble",
        "Work",
        "Date and signatories",
    ]
    assert entries[2]["alt"] == "Work. “We work.” Items: 1. Make, 2. Mend."
    assert entries[3]["alt"] == "Date and signatories. A Body."
    assert Page(files["index.html"].decode()).lang == "en"
    assert not any(re.search("[ぁ-ん]", one["alt"] + one["title"]) for one in entries)


def test_a_scale_out_of_bounds_is_refused(scroll):
    declaration, built, _ = scroll
    for scale in (0.0, -1.0, 25.0, float("nan"), float("inf")):
        with pytest.raises(BadInput) as refused:
            pictures.files(declaration, built.content, built.stretches, scale)
        assert refused.value.problems[0].code == "pictures/scale"


def test_a_picture_is_never_too_large(scroll):
    declaration, built, _ = scroll
    sections = pictures.sections(declaration, built.content, built.stretches)
    (whole,) = pictures.drawn(built.content, sections[:1], 20.0)
    assert whole.width <= 16_000
    assert whole.width * whole.height <= 48_100_000
    assert whole.px_per_mm == pytest.approx(whole.width / whole.section.end, rel=0.001)
    assert whole.height == round(297 * whole.px_per_mm)
