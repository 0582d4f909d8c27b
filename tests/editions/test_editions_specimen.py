"""The specimen as pdfminer finds it drawn, compared with the golden text; its own check and notes.

After a change that is meant, look at the pages, then accept what is drawn:

    UPDATE_GOLDEN=1 pytest tests/editions/test_editions_specimen.py

A golden file has a line for each run of glyphs that follow each other with one aki: page, origin of
the first glyph (from the left and from the top of the page as it is held), size and aki in points,
face, text.
"""

import difflib
import os
import re
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest
from witnesses import drawn

WRITINGS = ("vertical", "horizontal")
GOLDEN = Path(__file__).with_name("golden")
ACCEPT = "to accept: UPDATE_GOLDEN=1 pytest tests/editions/test_editions_specimen.py"
LAYOUT = Path(__file__).parents[2] / "layouts" / "specimen"

A4_HEIGHT = 841.89
NEAR = 0.15
"""Points: two positions that round to neighbours are one."""


@pytest.fixture(scope="module")
def specimen(say, tmp_path_factory):
    """The specimen in both directions and what the build said; a loose line would be an error."""
    out = tmp_path_factory.mktemp("specimen")
    run = say("build", "-e", "specimen", "--strict", "-o", out)
    folder = out / "tohoku-innovation-declaration"
    files = {writing: folder / f"specimen-{writing}-A4.pdf" for writing in WRITINGS}
    return SimpleNamespace(run=run, files=files)


def test_the_specimen_passes_its_own_check(specimen):
    """No finding of its profile, no warning of the engine (exit code 2), no line that does not fit."""
    assert specimen.run.code == 0, specimen.run.out + specimen.run.err
    verdicts = [line for line in specimen.run.out.splitlines() if ".pdf" in line]
    assert [line.split()[0] for line in verdicts] == ["pass", "pass"]


def test_a_plain_build_leaves_the_specimen_out(shipped):
    assert not list(shipped.folder.glob("specimen*"))


@pytest.mark.parametrize("writing", WRITINGS)
def test_every_section_is_a_bookmark(specimen, writing):
    """What the templates name is what a reader finds in the outline, in the same order."""
    named = list(sections(writing))
    with pikepdf.open(specimen.files[writing]) as pdf, pdf.open_outline() as outline:
        found = [entry.title.rsplit(" ", 1)[0] for entry in leaves(outline.root)]
    assert found == named


def sections(writing):
    """Number of each entry in the templates that one writing shows."""
    entry = re.compile(r'call entry\("([^"]+)"(?: if vertical else "([^"]+)")?, ')
    page = (LAYOUT / "page.html.j2").read_text("utf-8")
    for name in re.findall(r'include "([^"]+)"', page):
        only = None
        for line in (LAYOUT / name).read_text("utf-8").splitlines():
            if line.startswith("{% if vertical"):
                only = "vertical"
            elif line.startswith("{% else"):
                only = "horizontal"
            elif line.startswith("{% endif"):
                only = None
            match = entry.search(line)
            if match and only in (None, writing):
                yield match[2] if match[2] and writing == "horizontal" else match[1]


def leaves(entries):
    for entry in entries:
        if entry.children:
            yield from leaves(entry.children)
        else:
            yield entry


@pytest.mark.parametrize("writing", WRITINGS)
def test_the_specimen_is_drawn_as_before(specimen, writing):
    golden = GOLDEN / f"specimen-{writing}.txt"
    now = list(dump(drawn(specimen.files[writing])))
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text("\n".join(now) + "\n", encoding="utf-8")
    before = golden.read_text(encoding="utf-8").splitlines()
    difference = list(
        difflib.unified_diff(before, settled(before, now), golden.name, "drawn now", lineterm="")
    )
    assert not difference, "\n".join([*difference, ACCEPT])


def dump(pages):
    for number, glyphs in enumerate(pages, start=1):
        for run, aki in runs(glyphs):
            yield line_of(number, run, aki)


def runs(glyphs):
    """Glyphs that follow each other on one line with one aki, and that aki."""
    run, aki = [], None
    for glyph in glyphs:
        gap = aki_between(run[-1], glyph) if run else None
        if run and (
            gap is None or (aki is not None and abs(gap - aki) > allowance(run[-1], glyph))
        ):
            yield run, aki or 0.0
            run, aki = [], None
        elif run and aki is None:
            aki = gap
        run.append(glyph)
    if run:
        yield run, aki or 0.0


def allowance(one, other):
    """By how much an aki may differ within a run, in points: for kerning between Latin letters."""
    latin = one.text.isascii() and other.text.isascii()
    return one.size * (0.06 if latin else 0.01)


def aki_between(one, other):
    """What lies between two glyphs of one line, face and size; None where they are not."""
    if (one.font, is_down(one)) != (other.font, is_down(other)) or abs(
        one.size - other.size
    ) > NEAR:
        return None
    across, gap = place(other)[1] - place(one)[1], place(other)[0] - end(one)
    return gap if abs(across) < NEAR and abs(gap) < 2 * one.size else None


def is_down(glyph):
    """Whether a glyph belongs to a vertical line: set in vertical mode, from the middle of its box,
    or lying on its side."""
    left, _, right, _ = glyph.box
    return not glyph.upright or glyph.x - left > (right - left) / 4


def place(glyph):
    """Where a glyph begins along its line, and where its line is across it."""
    return (A4_HEIGHT - glyph.box[3], glyph.x) if is_down(glyph) else (glyph.box[0], glyph.y)


def end(glyph):
    return A4_HEIGHT - glyph.box[1] if is_down(glyph) else glyph.box[2]


def line_of(page, run, aki):
    first = run[0]
    x, y = (first.x, A4_HEIGHT - first.y)
    text = "".join(glyph.text for glyph in run)
    face = first.font.partition("+")[2]
    return f"{page:2} {x:6.1f} {y:6.1f} {first.size:5.1f} {aki:+5.1f}  {face:20} {text}"


def settled(before, now):
    """Lines of now, those taken from before that differ by less than rounding may."""
    if len(before) != len(now):
        return now
    return [one if alike(one, other) else other for one, other in zip(before, now, strict=True)]


def alike(one, other):
    one, other = one.split(maxsplit=5), other.split(maxsplit=5)
    if one[5:] != other[5:]:
        return False
    pairs = zip(one[:5], other[:5], strict=True)
    return all(abs(float(a) - float(b)) < NEAR for a, b in pairs)
