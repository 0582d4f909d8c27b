"""Three pages of the shipped declaration, set by us, by Chromium and by Vivliostyle, and measured.

Usage: python benchmarks/comparison/make_pages.py OUT CHROMIUM VIVLIOSTYLE PAGE
Writes OUT/<maker>.pdf and OUT/<maker>-<page>.png, and into PAGE, a Markdown file, between `<!-- figures -->`
and `<!-- end -->` what was measured, between `<!-- lines -->` and `<!-- end -->` where lines end. `tools/compare` calls it.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from html import escape
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import Any

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FONTS = ROOT / "fonts"
SOURCE = ROOT / "data" / "tohoku-innovation-declaration.yaml"
LAYOUTS = HERE / "layouts"
LAYOUT = LAYOUTS / "comparison" / "layout.toml"
SHEET = (175 / 25.4 * 72, 130 / 25.4 * 72)
DPI = 130

sys.path.insert(0, str(ROOT / "tests" / "editions"))
from compositor_reading import HALF_BODY, OPENING, Hanmen, Line, Reading, reading  # noqa: E402

NEAR = 0.05
SEEN = 0.01

READINGS = {
    "東北地域の産学官": "{東北|とうほく}地域の産学官",
    "醸成": "{醸成|じょう|せい}",
    "肩肘": "{肩肘|かた|ひじ}",
    "繁栄を": "{繁栄|はん|えい}を",
    "切り拓き": "切り{拓|ひら}き",
    "輩出": "{輩出|はいしゅつ}",
    "還元": "{還元|かん|げん}",
}
"""Ruby for the pages: the shipped text has none."""

NOT_COUNTED = HALF_BODY | OPENING | frozenset("・／東北醸成肩肘繁栄拓輩出還元")
"""Marks have aki of their own, and a long reading opens its base."""

AS_SET_DOWN = {
    "2020年": "二〇二〇年",
    "2024年 5月 21日": "二〇二四年五月二十一日",
    "4年間": "四年間",
    "3つ": "三つ",
    "。 ": "。",
    "TAP (T": "TAP（T",
    "l)": "l）",
    "(": "（",
    ")": "）",
    "/": "／",
}
"""What we do to a text for vertical lines; browsers get it done, so that lines can be compared."""


def pages() -> dict[str, Any]:
    """The declaration cut to three pages."""
    whole = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    people, ideas = (
        {"title": one["title"], "lead": one["lead"], "items": one["items"]}
        for one in whole["articles"][1:]
    )
    usage = whole["about"]["usage"]
    web_page = {"title": usage["title"], "text": usage["items"][0]}
    kept = {
        "title": whole["title"],
        "preamble": whole["preamble"],
        "statement": whole["statement"],
        "articles": [people, ideas | {"items": [*ideas["items"][4:], web_page]}],
        "closing": whole["closing"],
        "date": whole["date"],
        "date_text": whole["date_text"],
        "issuers": whole["issuers"],
    }
    text = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=10**9)
    for word, with_ruby in READINGS.items():
        text = text.replace(word, with_ruby)
    cut: dict[str, Any] = yaml.safe_load(text)
    return cut


def as_html(declaration: dict[str, Any]) -> str:
    """The same three pages in plain HTML."""
    css = (HERE / "page.css").read_text(encoding="utf-8")
    return (
        f'<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{declaration["title"]}</title>'
        f"<style>{css}</style></head><body>{''.join(_elements(declaration))}</body></html>"
    )


def _elements(declaration: dict[str, Any]) -> Iterator[str]:
    yield f"<h1>{_inline(declaration['title'])}</h1>"
    yield from (f'<p class="body">{_inline(text)}</p>' for text in declaration["preamble"])
    yield f"<h2>{_inline(declaration['statement']['title'])}</h2>"
    yield f'<p class="body">{_inline(declaration["statement"]["text"])}</p>'
    for article in declaration["articles"]:
        yield f'<section class="page"><h2>{_inline(article["title"])}</h2>'
        yield f'<p class="body">{_inline(article["lead"])}</p><ol>'
        for item in article["items"]:
            yield f'<li><p class="item-title">{_inline(item["title"])}</p>'
            yield f'<p class="item-text">{_inline(item["text"])}</p></li>'
        yield "</ol></section>"
    yield f'<p class="body">{_inline(declaration["closing"])}</p>'
    yield f'<p class="date">{_inline(declaration["date_text"])}</p>'
    yield from (f'<p class="issuer">{_inline(text)}</p>' for text in declaration["issuers"])


def _inline(text: str) -> str:
    for written, becomes in AS_SET_DOWN.items():
        text = text.replace(written, becomes)
    text = re.sub(r"\{([^|}]+)\|([^}]+)\}", _ruby, escape(text))
    return re.sub(r"\b([A-Z]{2,})\b", r'<span class="upright">\1</span>', text, flags=re.ASCII)


def _ruby(found: re.Match[str]) -> str:
    base, readings = found[1], found[2].split("|")
    parts = [(base, readings[0])] if len(readings) == 1 else list(zip(base, readings, strict=True))
    return "<ruby>" + "".join(f"{one}<rt>{said}</rt>" for one, said in parts) + "</ruby>"


def run(*command: str | Path) -> None:
    """One tool; what it says is shown when it fails."""
    done = subprocess.run(list(map(str, command)), capture_output=True, check=False, text=True)  # noqa: S603
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}\n{done.stderr}")


def set_all(out: Path, chromium: str, vivliostyle: str) -> dict[str, Path]:
    """Each maker's PDF."""
    declaration = pages()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        source = folder / "pages.yaml"
        source.write_text(yaml.safe_dump(declaration, allow_unicode=True), encoding="utf-8")
        # Vivliostyle serves the folder: the faces must lie in it.
        shutil.copytree(FONTS, folder / "fonts")
        page = folder / "pages.html"
        page.write_text(as_html(declaration), encoding="utf-8")
        ours = [sys.executable, "-m", "declaration_print", "build", source, "-e", "comparison"]
        run(*ours, "--layouts", LAYOUTS, "-o", folder)
        (built,) = folder.rglob("comparison-vertical-*.pdf")
        made = {name: out / f"{name}.pdf" for name in ("ours", "chromium", "vivliostyle")}
        made["ours"].write_bytes(built.read_bytes())
        print_with_chromium(chromium, page, made["chromium"], folder / "profile")
        run(
            *(vivliostyle, "build", "--single-doc", page, "-o", made["vivliostyle"]),
            *("--executable-browser", chromium, "--log-level", "info"),
        )
    return made


def print_with_chromium(chromium: str, page: Path, pdf: Path, profile: Path) -> None:
    """Print one page of HTML; asks the network for nothing."""
    run(
        *(chromium, "--headless", "--no-sandbox", "--disable-gpu"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
        *("--no-first-run", f"--user-data-dir={profile}", "--no-pdf-header-footer"),
        *(f"--print-to-pdf={pdf}", page.as_uri()),
    )


def draw(made: dict[str, Path]) -> None:
    """Each page as a picture in sixteen greys."""
    for name, pdf in made.items():
        stem = pdf.with_name(name)
        run("pdftoppm", "-r", str(DPI), "-png", "-gray", pdf, stem)
        for picture in sorted(pdf.parent.glob(f"{name}-*.png")):
            _squeeze(picture)


def _squeeze(picture: Path) -> None:
    from PIL import Image  # noqa: PLC0415 - only here

    with Image.open(picture) as image:
        grey = image.convert("L").quantize(16)
    grey.save(picture, optimize=True, bits=4)


def gaps(line: Line, size: float) -> list[float]:
    """How much farther than solid each Japanese character stands from the next, in ems."""
    return [
        (two.start - one.end) / size
        for one, two in pairwise(line.glyphs)
        if all(glyph.text > "\u3040" and glyph.text not in NOT_COUNTED for glyph in (one, two))
    ]


def read_all(made: dict[str, Path]) -> dict[str, Reading]:
    """Each maker's pages as pdfminer reads them."""
    declaration = pages()
    hanmen = Hanmen.of(LAYOUT, "vertical", "175x130mm", SHEET)
    return {name: reading(pdf, declaration, hanmen) for name, pdf in made.items()}


def figures(reads: dict[str, Reading]) -> str:
    """The measured table, as Markdown."""
    rows = ["| | " + " | ".join(reads) + " |", "| --- |" + " --- |" * len(reads)]
    rows += [
        f"| {what} | " + " | ".join(measure(read) for read in reads.values()) + " |"
        for what, measure in MEASURES.items()
    ]
    return "\n".join(rows) + "\n"


def line_ends(reads: dict[str, Reading]) -> str:
    """The paragraphs that are not broken alike, `/` at each line end, as Markdown."""
    parts = []
    for same in zip(*(read.paragraphs for read in reads.values()), strict=True):
        set_as = {
            name: "/".join(line.text for line in one.lines)
            for name, one in zip(reads, same, strict=True)
        }
        if len(set(set_as.values())) > 1:
            parts.append("\n".join(f"- {name}: {text}" for name, text in set_as.items()))
    return "\n\n".join(parts) + "\n"


def _opened(read: Reading) -> list[float]:
    """How far each justified line is opened on average, and so without the rounding of single glyphs."""
    lines = (gaps(line, read.hanmen.size) for line in read.justified)
    return [mean(found) if found else 0.0 for found in lines]


def _off_grid(read: Reading) -> float:
    return max(
        abs(read.hanmen.slot(glyph.centre) - round(read.hanmen.slot(glyph.centre)))
        * read.hanmen.pitch
        / read.hanmen.size
        for kind, line in read.set_lines
        if kind != "heading"
        for glyph in line.glyphs
        if "\u4e00" <= glyph.text <= "\u9fff"
    )


MEASURES: dict[str, Callable[[Reading], str]] = {
    "justified lines": lambda read: str(len(read.justified)),
    "… that end at the measure, within 0.05 em": lambda read: str(
        sum(read.misses(line) <= NEAR for line in read.justified)
    ),
    "farthest end from it, em": lambda read: f"{max(map(read.misses, read.justified)):.2f}",
    "line ends that JLReq 3.1.7–3.1.10 forbid": lambda read: str(len(read.kinsoku_violations())),
    "lines filled by opening what is set solid": lambda read: str(
        sum(gap > SEEN for gap in _opened(read))
    ),
    "most that one is opened between characters, em": lambda read: f"{max(_opened(read)):.3f}",
    "last lines of a single character": lambda read: str(
        sum(len(one.lines[-1].text.strip("。」）")) < 2 for one in read.paragraphs)  # noqa: PLR2004
    ),
    "farthest from the line grid, em": lambda read: f"{_off_grid(read):.3f}",
}


def filled(page: str, mark: str, text: str) -> str:
    """The page with a new text between its marks."""
    return re.sub(
        f"(<!-- {mark} -->\n).*?(<!-- end -->)",
        lambda found: f"{found[1]}\n{text}\n{found[2]}",
        page,
        flags=re.DOTALL,
    )


def main() -> None:
    """Make, draw and measure."""
    out, chromium, vivliostyle = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    out.mkdir(parents=True, exist_ok=True)
    made = set_all(out, chromium, vivliostyle)
    draw(made)
    reads = read_all(made)
    table = figures(reads)
    page = Path(sys.argv[4])
    text = filled(page.read_text(encoding="utf-8"), "figures", table)
    page.write_text(filled(text, "lines", line_ends(reads)), encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
