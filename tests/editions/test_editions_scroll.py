"""The scroll as a mounter would measure it: its parts, margins, levels, rules, seal and colophon.

Two scrolls are built, unlike in height, hand, grid and ground; pdfminer says where their glyphs and
lines are, pypdfium2 what is seen. All lengths in mm, from the scroll's right end and its upper edge.
"""

import hashlib
import json
import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTCurve, LTFigure
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from witnesses import Glyph, drawn, squeezed

from declaration_print import pipeline, wishes
from declaration_print.wishes import Wish

MM = 72 / 25.4
SEAL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" '
    'fill="#123456"/><rect x="3" y="3" width="4" height="4" fill="white"/></svg>'
)
TEXT = {
    "title": "海の町の宣言",
    "preamble": ["私たちは、" + "海とともに生きてきた町の暮らしを、" * 6 + "守ります。"],
    "statement": {"title": "本文", "text": "私たちは、宣言します。"},
    "articles": [
        {"label": "第一", "title": "漁", "items": [{"title": "浜", "text": "浜を守ります。"}]},
        {"label": "第二", "title": "船", "lead": "船を造ります。"},
    ],
    "closing": "私たちは、歩みます。",
    "date": "2025-04-03",
    "place": "汐見",
    "issuers": [{"name": "北汐見市", "seal": "in.svg"}, {"form": "財団法人", "name": "岬の会"}],
    "signatories": [
        {"name": "協議会", "members": ["港の会", {"form": "社団法人", "name": "灯の会"}]},
        {"members": ["岸の会"]},
    ],
}
PARTS = [
    "cover",
    "endpaper",
    "title",
    "preamble",
    "statement",
    "article-1",
    "article-2",
    "closing",
    "signed",
    "signatories",
    "colophon",
    "roller",
    "end-of-scroll",
]


@dataclass(frozen=True)
class Scroll:
    """One scroll and what it was asked to be."""

    built: pipeline.Built
    path: Path
    height: float
    characters: int
    top: float
    foot: float
    pitch: float  # in ems
    seal: float  # in ems
    known: dict = field(default_factory=dict)

    @property
    def em(self):
        return self.height * (1 - self.top - self.foot) / self.characters

    @property
    def column(self):
        """From one column to the next."""
        return self.em * self.pitch

    @property
    def length(self):
        with pikepdf.open(self.path) as pdf:
            return float(pdf.pages[0].MediaBox[2]) / MM

    @property
    def glyphs(self):
        if "glyphs" not in self.known:
            (self.known["glyphs"],) = drawn(self.path)
        return self.known["glyphs"]

    def head(self, text, nth=0):
        """Where the em box of a text's first character begins, and the middle of its column."""
        written = "".join(glyph.text for glyph in self.glyphs)
        at = [found.start() for found in re.finditer(text, written)][nth]
        return self.down(self.glyphs[at]), self.along(self.glyphs[at])

    def down(self, glyph: Glyph):
        """Of the upper edge of a glyph's em box: in vertical writing that is its origin."""
        return self.height - glyph.y / MM

    def along(self, glyph: Glyph):
        """Of the middle of a glyph's column."""
        return self.length - glyph.x / MM

    def stretch(self, anchor):
        (found,) = [one for one in self.built.stretches if one.anchor == anchor]
        return found


def make(folder, paper, text=TEXT, **choices):
    """Build a scroll and keep it."""
    source = folder / "umi.yaml"
    source.write_text(json.dumps(text, ensure_ascii=False), encoding="utf-8")
    (folder / "in.svg").write_text(SEAL, encoding="utf-8")
    wish = Wish(editions=("scroll",), paper=paper, choices={k: str(v) for k, v in choices.items()})
    (edition,), _ = wishes.editions(wish)
    built = pipeline.build(pipeline.workshop(source, wish), edition, folder)
    path = folder / f"{paper}.pdf"
    path.write_bytes(built.content)
    return built, path


SCROLLS = {
    "297mm": {},
    "420mm": {
        "hand": "mincho",
        "characters": 24,
        "pitch": 2.4,
        "top": 0.22,
        "foot": 0.12,
        "ruled": "true",
        "ground": "washi",
        "cover": "matsuba",
        "seal": 2.0,
    },
}


@pytest.fixture(scope="module", params=SCROLLS)
def scroll(request, tmp_path_factory):
    choices = SCROLLS[request.param]
    built, path = make(tmp_path_factory.mktemp("scroll"), request.param, **choices)
    usual = {"characters": 28, "pitch": 2.0, "top": 0.195, "foot": 0.14, "seal": 1.6}
    asked = {name: choices.get(name, default) for name, default in usual.items()}
    return Scroll(built, path, float(request.param.removesuffix("mm")), **asked)


def test_it_passes_and_is_as_high_as_asked(scroll):
    assert scroll.built.passed
    document = pypdfium2.PdfDocument(scroll.path)
    assert len(document) == 1
    assert document[0].get_size()[1] / MM == pytest.approx(scroll.height, abs=0.1)


def test_its_parts_follow_one_another_from_right_to_left(scroll):
    stretches = [scroll.stretch(anchor) for anchor in PARTS]
    for right, left in pairwise(stretches):
        assert right.end <= left.begin + 0.01
    assert stretches[0].begin == pytest.approx(0, abs=0.01)
    assert stretches[-1].begin == pytest.approx(scroll.length, abs=0.1)


def test_the_columns_begin_and_end_where_the_margins_were_set(scroll):
    _, first = scroll.head("私たちは、海")
    second = [glyph for glyph in scroll.glyphs if scroll.along(glyph) > first + 0.5 * scroll.column]
    column = [one for one in second if scroll.along(one) < first + 1.5 * scroll.column]
    assert scroll.down(column[0]) == pytest.approx(scroll.height * scroll.top, abs=0.3)
    end = scroll.down(column[-1]) + scroll.em
    # the last character may be 、 or 。, whose blank half is given up at a line's end
    assert end == pytest.approx(scroll.height * (1 - scroll.foot), abs=0.3 + scroll.em / 2)
    assert scroll.down(column[0]) - scroll.head("私たちは、海")[0] == pytest.approx(
        -scroll.em, abs=0.1
    )


def test_everything_stands_in_columns_of_the_pitch_that_was_set(scroll):
    _, origin = scroll.head("私たちは、海")
    texts = [
        "私たちは、宣言",
        "浜を守",
        "船を造",
        "二〇二五年四",
        "北汐見市",
        "港の会",
        "灯の会",
        "岸の会",
    ]
    for text in texts:
        columns = (scroll.head(text)[1] - origin) / scroll.column
        assert columns == pytest.approx(round(columns), abs=0.02), text
        assert round(columns) > 0


def test_date_and_names_are_lowered_and_level(scroll):
    top, em = scroll.height * scroll.top, scroll.em
    assert scroll.head("二〇二五年四")[0] == pytest.approx(top + 4 * em, abs=0.1)
    names = ["北汐見市", "岬の会", "港の会", "灯の会", "岸の会"]
    for name in names:
        assert scroll.head(name)[0] == pytest.approx(top + 8 * em, abs=0.1), name
    assert scroll.head("協議会")[0] == pytest.approx(top, abs=0.1)
    form, column = scroll.head("社団法人")
    assert top < form < top + 8 * em
    assert column == pytest.approx(scroll.head("灯の会")[1], abs=0.1)


def test_the_title_is_two_and_a_half_times_the_text_and_on_the_slip_as_well(scroll):
    sizes = {round(glyph.size / MM / scroll.em, 2) for glyph in scroll.glyphs}
    assert 2.5 in sizes
    cover, title = scroll.stretch("cover"), scroll.stretch("title")
    assert cover.begin < scroll.head("海の町の宣言", 0)[1] < cover.end
    assert title.begin < scroll.head("海の町の宣言", 1)[1] < title.end
    assert len(re.findall("海の町の宣言", "".join(g.text for g in scroll.glyphs))) == 2


def lines_of(path):
    """Every stroke or thin field that pdfminer sees, as its box in points."""
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    with path.open("rb") as file:
        (page,) = PDFPage.get_pages(file)
        interpreter.process_page(page)
    return list(_curves(device.get_result()))


def _curves(container):
    for item in container:
        if isinstance(item, LTCurve):
            yield item.bbox
        elif isinstance(item, LTFigure):
            yield from _curves(item)


def test_rules_stand_in_the_gaps_and_cross_no_character(scroll):
    length = scroll.length
    tall = 0.95 * scroll.em * scroll.characters
    rules = sorted(
        {
            round(length - (left + right) / 2 / MM, 2)
            for left, bottom, right, top in lines_of(scroll.path)
            if right - left < 1 and tall < (top - bottom) / MM < scroll.height * 0.95
        }
    )
    if scroll.height != 420:
        assert rules == []
        return
    begin, end = scroll.stretch("title").begin, scroll.stretch("signatories").end
    inside = [one for one in rules if begin - 0.1 <= one <= end + 0.1]
    assert len(inside) > 20
    steps = [(left - right) / scroll.column for right, left in pairwise(inside)]
    assert {round(step, 1) for step in steps} == {1.0, 2.0}  # two round the titles
    for glyph in scroll.glyphs:
        at, half = scroll.along(glyph), glyph.size / MM / 2
        if begin < at < end:
            assert not [one for one in inside if at - half < one < at + half], glyph.text


def test_the_seal_is_square_and_touches_the_end_of_the_name(scroll):
    with pikepdf.open(scroll.path) as pdf:
        figures = [
            (str(element.Alt), [float(edge) for edge in element.A.BBox])
            for element in pdf.objects
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure"
        ]
    ((alt, (left, bottom, right, top)),) = figures
    assert alt == "北汐見市の印"
    side = scroll.seal * scroll.em
    assert ((right - left) / MM, (top - bottom) / MM) == pytest.approx((side, side), abs=0.05)
    begin, column = scroll.head("北汐見市")
    end = begin + 4 * 1.2 * scroll.em
    assert scroll.height - top / MM == pytest.approx(end - 0.35 * scroll.em, abs=0.2)
    assert scroll.length - (left + right) / 2 / MM == pytest.approx(column, abs=0.1)
    page = pypdfium2.PdfDocument(scroll.path)[0]
    whole = page.get_size()
    crop = (left, bottom, whole[0] - right, whole[1] - top)
    picture = page.render(scale=2, crop=crop).to_pil().convert("RGB")
    width, height = picture.size
    assert picture.getpixel((width // 10, height * 9 // 10)) == (0xB7, 0x28, 0x2E)
    assert picture.getpixel((width // 2, height // 2)) == (0xFB, 0xF8, 0xF1)  # carved away


def test_the_colophon_tells_digest_faces_and_standards(scroll):
    source = scroll.path.with_name("umi.yaml").read_bytes()
    colophon = scroll.stretch("colophon")
    said = [glyph.text for glyph in scroll.glyphs if scroll.along(glyph) > colophon.begin]
    words = squeezed("".join(said))
    assert words.startswith("奥付")
    assert hashlib.sha256(source).hexdigest() in words
    for fact in ("2025年4月3日", "umi.yaml", "NotoSerifJP", "OFL-1.1", "PDF/A-3a", "PDF/UA-1"):
        assert fact in words
    assert ("YujiSyuku" in words) == (scroll.height == 297)
    assert f"高さ{scroll.height:g}mm、一行{scroll.characters}字" in words


def test_its_grounds_are_where_they_belong(scroll):
    page = pypdfium2.PdfDocument(scroll.path)[0]
    picture = page.render(scale=0.25).to_pil().convert("RGB")
    width, height = picture.size

    def seen(along, down):
        return picture.getpixel((int(width - along / scroll.length * width), int(down * height)))

    cover = (0x17, 0x26, 0x4B) if scroll.height == 297 else (0x2F, 0x4F, 0x3A)
    assert seen(scroll.height * 0.1, 0.9) == cover
    paper = seen(scroll.stretch("roller").begin + 20, 0.5)
    assert all(abs(one - wanted) < 12 for one, wanted in zip(paper, (251, 248, 241), strict=True))


def test_decoration_is_an_artifact(scroll):
    """Whatever is painted outside text and pictures stands between Artifact and EMC."""
    with pikepdf.open(scroll.path) as pdf:
        depth: list[bool] = []
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            match str(operator):
                case "BDC" | "BMC":
                    depth.append(str(operands[0]) in ("/Artifact", "/Figure"))
                case "EMC":
                    depth.pop()
                case "f" | "f*" | "S" | "s" | "B" | "b" | "sh":
                    assert any(depth)


def test_the_text_alone_is_paper_and_nothing_else(tmp_path):
    built, path = make(tmp_path, "297mm", binding="text", ground="none")
    assert built.passed
    anchors = {one.anchor for one in built.stretches}
    assert not anchors & {"cover", "endpaper", "colophon", "roller"}
    assert {"title", "signatories", "end-of-scroll"} <= anchors
    picture = pypdfium2.PdfDocument(path)[0].render(scale=0.2).to_pil().convert("RGB")
    assert picture.getpixel((3, 3)) == (255, 255, 255)


def test_a_short_text_alone_stays_under_half_a_metre(tmp_path):
    text = {"title": "宣言", "preamble": "海を守ります。", "issuers": ["市"]}
    built, path = make(tmp_path, "297mm", text, binding="text")
    assert built.passed
    with pikepdf.open(path) as pdf:
        assert float(pdf.pages[0].MediaBox[2]) / MM < 500


def test_every_height_is_the_same_scroll(tmp_path):
    places = []
    for height in ("210mm", "600mm"):
        (tmp_path / height).mkdir()
        built, path = make(tmp_path / height, height)
        (glyphs,) = drawn(path)
        scale = 600 / float(height.removesuffix("mm"))
        places.append([(one.text, one.x * scale, one.y * scale) for one in glyphs])
        assert built.passed
    sizes = ("210mm", "600mm")
    written = [[text for text, _, _ in one] for one in places]
    told = ["".join(one).split("奥付")[0] for one in written]
    assert told[0] == told[1], sizes
    for (_, x, y), (_, left, low) in zip(*(one[: len(told[0])] for one in places), strict=True):
        assert y == pytest.approx(low, abs=0.6)
        assert x - places[0][0][1] == pytest.approx(left - places[1][0][1], abs=0.6)


def test_an_english_declaration_has_an_english_colophon(tmp_path):
    text = {
        "title": "Declaration of the Harbour",
        "preamble": "We keep the sea.",
        "issuers": [{"name": "Harbour Town", "seal": "in.svg"}],
        "language": "en",
    }
    built, path = make(tmp_path, "297mm", text, hand="mincho")
    assert built.passed
    words = squeezed("".join(glyph.text for glyph in drawn(path)[0]))
    assert "Colophon" in words
    assert "奥付" not in words
    with pikepdf.open(path) as pdf:
        alts = [
            str(one.Alt)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
    assert alts == ["Seal of Harbour Town"]
