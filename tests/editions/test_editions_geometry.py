"""The composition of built handouts, as a compositor with a ruler would prove it.

Three texts in both directions: the shipped declaration, 100,000 characters, and declarations of
several lengths. Measured by pdfminer against layout.toml and the words of JLReq.
"""

import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import ceil
from pathlib import Path

import pytest
import yaml
from compositor_reading import (
    HALF_BODY,
    OPENING,
    Hanmen,
    Reading,
    lines,
    reading,
    without_notation,
)
from long_text import long_declaration

from declaration_print import wishes

LAYOUT = wishes.LAYOUTS / "handout" / "layout.toml"
WRITINGS = ("vertical", "horizontal")
LENGTHS = (700, 1300, 2100, 4300)
DOCUMENTS = ("shipped", "long")
CASES = [(document, writing) for document in DOCUMENTS for writing in WRITINGS]
EVERY_LENGTH = [(f"length {length}", writing) for length in LENGTHS for writing in WRITINGS]


def cases(names):
    """The cases, each under its name."""
    for document, writing in names:
        yield pytest.param(document, writing, id=f"{document}, {writing}")


@dataclass(frozen=True)
class Proofs:
    """Declarations and where their handouts were built."""

    folder: Path
    shipped: object

    @cache  # noqa: B019 - one of them, for the whole module
    def read(self, document: str, writing: str) -> Reading:
        """One handout, read against its declaration."""
        if document == "shipped":
            source, pdf = wishes.SHIPPED_DECLARATION, self.shipped[f"handout-{writing}-A4"]
        else:
            length = 100_000 if document == "long" else int(document.split()[1])
            source = self.folder / f"{length}.yaml"
            pdf = self.folder / f"{length}" / f"handout-{writing}-A4.pdf"
        text = yaml.safe_load(source.read_text(encoding="utf-8"))
        return reading(pdf, text, Hanmen.of(LAYOUT, writing))


@pytest.fixture(scope="module")
def proofs(shipped, tmp_path_factory):
    """All handouts of these tests; the two directions are built side by side."""
    folder = tmp_path_factory.mktemp("proofs")
    for length in (*LENGTHS, 100_000):
        source = folder / f"{length}.yaml"
        source.write_text(long_declaration(length), encoding="utf-8")
        command = [sys.executable, "-m", "declaration_print", "build", str(source)]
        command += ["-e", "handout", "-o", str(folder), "--writing"]
        running = [
            subprocess.Popen(
                [*command, writing],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=os.environ | {"LC_ALL": "C.UTF-8"},
            )
            for writing in WRITINGS
        ]
        for one in running:
            said, _ = one.communicate(timeout=300)
            assert one.returncode == 0, said.decode()
    return Proofs(folder, shipped)


def ems(text):
    """About how long a text is: one em a character, half of it for Latin letters and figures."""
    return sum(0.5 if one.isascii() else 1.0 for one in without_notation(text))


@pytest.mark.parametrize(("document", "writing"), list(cases(CASES)))
def test_as_many_lines_are_justified_as_the_text_is_long(proofs, document, writing):
    """The tests below measure justified lines: here it is seen that they find them all."""
    read = proofs.read(document, writing)
    measure = read.hanmen.characters
    expected = sum(
        ceil(ems(one.text) / (measure - (2 if writing == "vertical" and "item" in one.kind else 0)))
        - 1
        for one in read.paragraphs
        if one.kind != "heading"
    )
    assert expected > (30 if document == "shipped" else 1800)
    assert len(read.justified) == pytest.approx(expected, rel=0.12)


@pytest.mark.parametrize(
    ("document", "writing"),
    list(cases(CASES)),
)
def test_every_justified_line_ends_at_the_measure(proofs, document, writing):
    """Half an em of aki, or none, after a closing mark; nothing between (JLReq 3.1.9, 3.8)."""
    read = proofs.read(document, writing)
    off = {line.text: read.excess(line) for line in read.justified if read.misses(line) > 0.05}
    assert off == {}


@pytest.mark.parametrize(("document", "writing"), list(cases(CASES)))
def test_no_line_passes_the_measure(proofs, document, writing):
    """Last lines too; a closing mark by the empty half of its box, a middle dot by a quarter."""
    read = proofs.read(document, writing)
    for kind, line in read.set_lines:
        if kind != "heading":
            last = line.glyphs[-1].text
            room = 0.5 if last in HALF_BODY else 0.25 if last == "・" else 0.0
            assert read.excess(line) < room + 0.25, line.text


@pytest.mark.parametrize(("document", "writing"), list(cases(CASES)))
def test_every_line_begins_at_its_indent(proofs, document, writing):
    """Flush, or one em in at the head of a paragraph; an opening bracket sits flush with that.

    Its glyph box then begins half an em before (JLReq 3.1.5, first pattern). Items are indented by
    two ems in vertical text.
    """
    read = proofs.read(document, writing)
    seen = Counter()
    under_ruby = tuple(re.findall(r"\{([^|}]*)\|", "".join(one.text for one in read.paragraphs)))
    for one in read.paragraphs:
        if one.kind not in ("body", "item-text"):
            continue
        indent = 2.0 if writing == "vertical" and one.kind == "item-text" else 0.0
        for at, line in enumerate(one.lines):
            wanted = indent + (1.0 if at == 0 and one.kind == "body" else 0.0)
            if line.glyphs[0].text in OPENING:
                wanted -= 0.5
                seen["bracket"] += 1
            if line.text.startswith(under_ruby):  # the reading may be flush, its base behind it
                assert wanted - 0.02 < read.head(line) < wanted + 0.52, line.text
            else:
                assert read.head(line) == pytest.approx(wanted, abs=0.02), line.text
            seen["line"] += 1
    assert seen["line"] > len(read.justified) * 0.9
    assert seen["bracket"] >= (1 if (document, writing) == ("shipped", "vertical") else 0)
    if document == "long":
        assert seen["bracket"] > 40


@pytest.mark.parametrize(
    ("document", "writing"),
    list(cases(CASES)),
)
def test_every_line_stands_on_the_grid(proofs, document, writing):
    """One grid for all tiers and pages: the kihon-hanmen's (JLReq 2.5.2)."""
    read = proofs.read(document, writing)
    hanmen, count = read.hanmen, 0
    for kind, line in read.set_lines:
        if kind == "heading":
            continue
        for glyph in line.glyphs:
            if glyph.text > "\u2fff":
                slot = hanmen.slot(glyph.centre)
                off = abs(slot - round(slot)) * hanmen.pitch / hanmen.size
                assert off < 0.02, (glyph.text, line.text)
                assert 0 <= round(slot) < hanmen.lines, line.text
                count += 1
    assert count > (1500 if document == "shipped" else 85_000)


@pytest.mark.parametrize(("document", "writing"), list(cases(CASES)))
def test_lines_of_the_two_tiers_stand_in_one_row(proofs, document, writing):
    read = proofs.read(document, writing)
    places = {(line.page, line.tier, line.slot) for kind, line in read.set_lines}
    for page in {page for page, _, _ in places}:
        upper, lower = ({at for p, t, at in places if (p, t) == (page, tier)} for tier in (0, 1))
        if writing == "horizontal":
            assert not lower
        elif page < max(page for page, _, _ in places):
            assert len(upper & lower) > 8, page


@pytest.mark.parametrize(("document", "writing"), list(cases(CASES + EVERY_LENGTH)))
def test_no_line_end_is_forbidden(proofs, document, writing):
    """JLReq 3.1.7, 3.1.8 and 3.1.10, its strictest reading."""
    assert proofs.read(document, writing).kinsoku_violations() == []


@pytest.mark.parametrize(
    ("document", "writing"),
    list(cases(CASES)),
)
def test_no_character_covers_its_neighbour(proofs, document, writing):
    """Solid setting (ベタ組) is the closest (JLReq 2.1.3)."""
    assert proofs.read(document, writing).overlaps() == []


def tiers(read):
    """[(kind, line)] of each tier of each page, in order."""
    for _, group in groupby(read.set_lines, key=lambda one: (one[1].page, one[1].tier)):
        yield list(group)


@pytest.mark.parametrize(("document", "writing"), list(cases(CASES + EVERY_LENGTH)))
def test_no_heading_stands_last_in_a_column_or_page(proofs, document, writing):
    """JLReq 4.1.7."""
    read = proofs.read(document, writing)
    last = [(kind, line.text) for kind, line in (tier[-1] for tier in tiers(read))]
    assert last
    assert [text for kind, text in last if kind in ("heading", "item-title")] == []


@pytest.mark.parametrize(("document", "writing"), list(cases(CASES + EVERY_LENGTH)))
def test_a_parted_paragraph_leaves_and_sends_two_lines_at_least(proofs, document, writing):
    """`orphans: 2` and `widows: 2` of the handout's style sheet."""
    read = proofs.read(document, writing)
    parted = 0
    for one in read.paragraphs:
        parts = Counter((line.page, line.tier) for line in one.lines)
        if len(parts) > 1:
            parted += 1
            assert min(parts.values()) >= 2, one.text
    if document == "long":
        assert parted > 25


def test_the_hanmen_is_the_one_jlreq_computes():
    """2.4.1: as long as its characters, as wide as its lines, in the middle of what is left."""
    upright = Hanmen.of(LAYOUT, "vertical")
    assert upright.measure == 28 * 10.5
    assert upright.start(1) - upright.start(0) == 30 * 10.5
    right = 595.2756 - upright.left - 26 * 18
    assert upright.left == pytest.approx(right, abs=0.001)
    assert upright.slot(right + 9) == pytest.approx(0, abs=1e-5)


@pytest.mark.parametrize("length", [1300, 2100, 4300])
def test_the_tiers_of_the_last_page_are_of_one_length(proofs, length):
    """A last page that is not full is divided evenly (段の行数をそろえる), as its blocks allow."""
    pdf = proofs.folder / f"{length}" / "handout-vertical-A4.pdf"
    read = lines(pdf, Hanmen.of(LAYOUT, "vertical"))
    last = max(line.page for line in read)
    upper, lower = (
        sum(line.page == last and line.tier == tier for line in read) for tier in (0, 1)
    )
    assert upper > 0
    assert abs(upper - lower) <= 3
