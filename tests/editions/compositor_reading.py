"""A printed page read as a compositor reads it: lines on a kihon-hanmen, their heads and ends.

Glyphs come from pdfminer, the grid from layout.toml by JLReq's own arithmetic, the prohibited
characters from JLReq's text. Nothing of the package is asked.
"""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from witnesses import drawn

A4 = (210 / 25.4 * 72, 297 / 25.4 * 72)

CENTRE = 0.38
"""Ems from a face's baseline up to the middle of its em box: the shipped faces' BASE tables put the
foot of the ideographic em box 0.12 em under the baseline."""

SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
NOT_AT_HEAD = frozenset(
    "’”）〕］｝〉》」』】｠〙〗»〟)]}"  # cl-02 closing brackets
    "‐〜゠–～-"  # cl-03 hyphens
    "！？‼⁇⁈⁉!?"  # cl-04 dividing punctuation marks
    "・：；:;"  # cl-05 middle dots
    "。．."  # cl-06 full stops
    "、，,"  # cl-07 commas
    "ヽヾゝゞ々〻"  # cl-09 iteration marks
    "ー" + SMALL_KANA  # cl-10 prolonged sound mark, cl-11 small kana
)
"""JLReq 3.1.7 with the lists of Appendix A; their half-width forms too."""

NOT_AT_END = frozenset("‘“（〔［｛〈《「『【｟〘〖«〝([{")
"""JLReq 3.1.8: opening brackets (cl-01)."""

HALF_BODY = frozenset("’”）〕］｝〉》」』】｠〙〗»〟。．、，")
"""Closing brackets, full stops, commas: half an em in a glyph box of one (JLReq 3.1.2)."""

OPENING = frozenset("（〔［｛〈《「『【｟〘〖«〝")

UNBREAKABLE = tuple(
    re.compile(pair)
    for pair in (
        "——|――|……|‥‥",  # 3.1.10 a, b
        "[0-9][0-9]|[0-9][.,][0-9]",  # c: European numerals
        "[¥￥$＄£￡€№#＃][0-9〇一二三四五六七八九十百千]",  # d: prefixed abbreviations
        "[0-9〇一二三四五六七八九十百千][%％‰℃°]",  # e: postfixed abbreviations
        "[A-Za-z][A-Za-z]",  # f: Latin words and unit symbols
    )
)
"""Pairs that a line end must not part (JLReq 3.1.10)."""


@dataclass(frozen=True)
class Hanmen:
    """The kihon-hanmen of one paper, as layout.toml gives it; lengths in points."""

    vertical: bool
    size: float
    pitch: float
    characters: int
    lines: int
    tiers: int
    gap: float
    top: float
    left: float
    sheet: tuple[float, float]

    @classmethod
    def of(cls, layout: Path, writing: str, paper: str = "A4", sheet=A4) -> "Hanmen":
        """The hanmen for a paper; `sheet` is that paper's width and height."""
        grid = tomllib.loads(layout.read_text(encoding="utf-8"))[writing]["papers"][paper]
        tiers, gap = grid.get("tiers", 1), grid.get("gap", 0.0)
        along = (grid["characters"] * tiers + gap * (tiers - 1)) * grid["size"]
        across = grid["lines"] * grid["pitch"]
        vertical = writing == "vertical"
        wide, high = (across, along) if vertical else (along, across)
        return cls(
            vertical,
            grid["size"],
            grid["pitch"],
            grid["characters"],
            grid["lines"],
            tiers,
            gap * grid["size"],
            (sheet[1] - high) * grid["top_share"],
            (sheet[0] - wide) * grid["left_share"],
            sheet,
        )

    @property
    def measure(self) -> float:
        """The length of a line."""
        return self.characters * self.size

    def start(self, tier: int) -> float:
        """Where the lines of a tier begin: from the page's head, or from its left edge."""
        first = self.top if self.vertical else self.left
        return first + tier * (self.measure + self.gap)

    def slot(self, centre: float) -> float:
        """How many lines of the grid lie before a line whose middle is there; whole on the grid.

        `centre` is measured across the lines: from the page's right edge, or from its head.
        """
        before = self.sheet[0] - self.left - self.lines * self.pitch if self.vertical else self.top
        return (centre - before) / self.pitch - 0.5


@dataclass(frozen=True)
class Placed:
    """One glyph along and across its line, both from where the page begins, in points."""

    text: str
    font: str
    size: float
    start: float
    end: float
    centre: float


@dataclass(frozen=True)
class Line:
    """The glyphs of one line of one tier, in the order they are drawn."""

    page: int
    tier: int
    slot: float  # a whole number on the grid
    glyphs: tuple[Placed, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


def _placed(glyph, hanmen: Hanmen) -> Placed:
    wide, high = hanmen.sheet
    text = _as_written(glyph.text)
    left, bottom, right, top = glyph.box
    if not hanmen.vertical:
        centre = high - (glyph.y + CENTRE * glyph.size)
        return Placed(text, glyph.font, glyph.size, left, right, centre)
    if not glyph.upright:
        centre = wide - (glyph.x + CENTRE * glyph.size)
        return Placed(text, glyph.font, glyph.size, high - top, high - bottom, centre)
    if abs(glyph.x - left) < 0.02 * glyph.size:  # upright, but set across: tate-chu-yoko
        start = high - (glyph.y + (0.5 + CENTRE) * glyph.size)
        return Placed(
            text, glyph.font, glyph.size, start, start + glyph.size, wide - (left + right) / 2
        )
    # In writing mode 1 the origin is the middle of the top (ISO 32000-1 9.7.4.3), and a glyph may be
    # longer than its em: —— is one glyph of two.
    start = high - glyph.y
    return Placed(text, glyph.font, right - left, start, start + top - bottom, wide - glyph.x)


_MEANT = str.maketrans({"(": "（", ")": "）", "⻑": "長", "⺠": "民", "⻄": "西", "⻘": "青"})


def _as_written(text: str) -> str:
    """The character meant, where a maker's file names its vertical or radical form: ︵ is （."""
    if all("\u2e80" <= one <= "\u2fdf" or "\ufe10" <= one <= "\ufe4f" for one in text):
        return unicodedata.normalize("NFKC", text).translate(_MEANT)
    return text.replace("\u2215", "／")


def lines(path: Path, hanmen: Hanmen, factors=(1.0, 1.25)) -> list[Line]:
    """The lines of a document in reading order: glyphs of the text's size, and of headings'.

    A glyph belongs to the tier and the half line of the grid that are nearest: a line may stand
    between two lines of the grid, wrongly. Ruby, labels and page furniture are of other sizes and
    stay out.
    """
    found: dict[tuple[int, int, float], list[Placed]] = defaultdict(list)
    sizes = [hanmen.size * factor for factor in factors]
    for number, page in enumerate(drawn(path)):
        for glyph in page:
            placed = _placed(glyph, hanmen)
            if not any(abs(placed.size - size) < 0.05 for size in sizes):
                continue
            middle = (placed.start + placed.end) / 2
            tier = min(
                range(hanmen.tiers),
                key=lambda one: abs(middle - hanmen.start(one) - hanmen.measure / 2),
            )
            found[number, tier, round(hanmen.slot(placed.centre) * 2) / 2].append(placed)
    read = (Line(*place, _inked(glyphs)) for place, glyphs in sorted(found.items()))
    return [line for line in read if line.glyphs]


def _inked(glyphs: list[Placed]) -> tuple[Placed, ...]:
    """Without the spaces at either end."""
    inked = [at for at, glyph in enumerate(glyphs) if glyph.text.strip()]
    return tuple(glyphs[inked[0] : inked[-1] + 1]) if inked else ()


_LEFT_OUT = frozenset("0123456789〇一二三四五六七八九十百千万億.,・-‐－\u00ad、")


def folded(text: str) -> str:
    """A text without what the direction may change: its figures, their marks, spaces, hyphens."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(one for one in plain if one not in _LEFT_OUT and not one.isspace())


def without_notation(text: str) -> str:
    """The text of inline notation: bases without readings, emphasis without its marks."""
    return re.sub(r"\{([^|{}]*)\|[^{}]*\}", r"\1", text).replace("《《", "").replace("》》", "")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as it was written, and the lines it was set in.

    `between[n]` is what was written around the end of line n: the last character that both
    directions set alike, all that follows it up to the next, and that.
    """

    kind: str
    text: str
    lines: tuple[Line, ...]
    between: tuple[str, ...]


def written(source) -> Iterator[tuple[str, str]]:
    """(kind, text) of what a handout shows in the size of the text or of headings, down to the closing."""

    def many(text):
        return [text] if isinstance(text, str) else text

    yield from (("body", text) for text in many(source.get("preamble", [])))
    if statement := source.get("statement"):
        yield "heading", statement["title"]
        yield from (("body", text) for text in many(statement["text"]))
    for article in source.get("articles", []):
        yield "heading", article["title"]
        yield from (("body", text) for text in many(article["lead"]))
        for item in article.get("items", []):
            yield "item-title", item["title"]
            yield from (("item-text", text) for text in many(item["text"]))
    yield from (("body", text) for text in many(source.get("closing", [])))


def paragraphs(read: list[Line], source) -> list[Paragraph]:
    """The lines told off to the paragraphs of the source, in order.

    Fails where the page says anything else than the source: nothing is lost, added or reordered.
    """
    waiting = iter(read)
    found = []
    for kind, text in written(source):
        plain = without_notation(text)
        wanted = folded(plain)
        where = [at for at, one in enumerate(plain) for _ in folded(one)]
        taken: list[Line] = []
        ends: list[int] = []
        while not ends or ends[-1] < len(wanted):
            line = next(waiting, None)
            assert line is not None, f"not found: {text}"
            said, before = folded(line.text), ends[-1] if ends else 0
            assert wanted.startswith(said, before), f"{line.text!r} is not in {text!r}"
            taken.append(line)
            ends.append(before + len(said))
        between = tuple(plain[where[end - 1] : where[end] + 1] for end in ends[:-1])
        found.append(Paragraph(kind, text, tuple(taken), between))
    return found


@dataclass(frozen=True)
class Reading:
    """A document's text as its reader finds it."""

    hanmen: Hanmen
    paragraphs: tuple[Paragraph, ...]
    readings: tuple[tuple[str, str], ...] = ()  # base and reading of every ruby in the text

    @property
    def justified(self) -> list[Line]:
        """Every line but the last of its paragraph; headings are not justified."""
        return [
            line
            for paragraph in self.paragraphs
            if paragraph.kind != "heading"
            for line in paragraph.lines[:-1]
        ]

    @property
    def set_lines(self) -> list[tuple[str, Line]]:
        """(kind, line) of all lines, in reading order."""
        return [(one.kind, line) for one in self.paragraphs for line in one.lines]

    def head(self, line: Line) -> float:
        """Ems from where the measure begins to where the line does."""
        return (line.glyphs[0].start - self.hanmen.start(line.tier)) / self.hanmen.size

    def excess(self, line: Line) -> float:
        """Ems by which the last glyph's box passes the measure."""
        end = self.hanmen.start(line.tier) + self.hanmen.measure
        return (line.glyphs[-1].end - end) / self.hanmen.size

    def misses(self, line: Line) -> float:
        """Ems between the end of a justified line and the nearest place where it may end.

        A closing mark's box is one em, its body half: it ends with its half em of aki (box at
        the measure) or solid (body at the measure), and nowhere between (JLReq 3.1.9). A middle
        dot keeps its quarter em or loses it likewise. Where a reading is longer than the base that
        ends the line, the reading is flush and the base stands back (3.3.8, fig. 2.3.34).
        """
        excess, last = self.excess(line), line.glyphs[-1].text
        allowed = {0.0}
        for base, reading_of_it in self.readings:
            longer = len(reading_of_it) / 2 - len(base)
            if longer > 0 and line.text.endswith(base):
                allowed.add(-longer / (2 * len(base)))  # centred; a group 1:2:1 (3.3.5, 3.3.6)
        if last in HALF_BODY:
            allowed.add(0.5)
        elif last in "・：；":
            allowed.add(0.25)
        return min(abs(excess - one) for one in allowed)

    def kinsoku_violations(self) -> list[str]:
        """Each line end that JLReq 3.1.7, 3.1.8 or 3.1.10 forbids, as `end|head`."""
        found = []
        for one in self.paragraphs:
            for above, below, between in zip(one.lines, one.lines[1:], one.between, strict=False):
                end, head = above.text, below.text
                if (
                    head[0] in NOT_AT_HEAD
                    or end[-1] in NOT_AT_END
                    or (parts_a_unit(end, head) and not any(map(str.isspace, between)))
                ):
                    found.append(f"{end[-6:]}|{head[:6]}")
        return found

    def overlaps(self) -> list[str]:
        """Neighbours on a line whose bodies cover each other, or stand in the wrong order.

        Letters of a Latin word may: they are kerned. Japanese is set solid (JLReq 2.1.3).
        """
        found = []
        for _, line in self.set_lines:
            for one, two in zip(line.glyphs, line.glyphs[1:], strict=False):
                if one.text < "\u2000" and two.text < "\u2000":
                    continue
                ends = one.end - (0.5 * one.size if one.text in HALF_BODY else 0.0)
                begins = two.start + (0.5 * two.size if two.text in OPENING else 0.0)
                dots = 0.25 * one.size * ((one.text in "・：；") + (two.text in "・：；"))
                if ends - begins - dots > 0.05 * one.size:
                    found.append(f"{one.text}{two.text} in {line.text}")
        return found


def parts_a_unit(end: str, head: str) -> bool:
    """Whether a line end parts what JLReq 3.1.10 keeps together."""
    return any(
        pair.fullmatch(around)
        for pair in UNBREAKABLE
        for around in (end[-1] + head[0], end[-2:] + head[0], end[-1] + head[:2])
    )


def reading(path: Path, source, hanmen: Hanmen) -> Reading:
    """Read a built document against the declaration it was built from."""
    whole = "".join(text for _, text in written(source))
    readings = sorted(set(re.findall(r"\{([^|{}]*)\|([^|{}]*)\}", whole)))
    return Reading(hanmen, tuple(paragraphs(lines(path, hanmen), source)), tuple(readings))
