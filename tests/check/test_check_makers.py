"""PDFs that other programs make here and now, and what outside tools say of the same files."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from declaration_print import check

PROJECT = Path(__file__).parents[2]
TOOL = PROJECT / "tools/makers"
HORIZONTAL, LATIN = TOOL / "sources/horizontal.html", TOOL / "sources/latin.html"
GROUPS = frozenset({"fonts", "metadata"})


def needs(*programs):
    absent = [name for name in programs if shutil.which(name) is None]
    return pytest.mark.skipif(bool(absent), reason=f"not installed: {', '.join(absent)}")


def run(*arguments):
    subprocess.run([*map(str, arguments)], check=True, capture_output=True, timeout=60)


def judged(path, profile="archive"):
    return check.pdf(path.name, path.read_bytes(), profile=profile, only=GROUPS)


def codes(report):
    return {finding.code for finding in report.findings}


def embedded_by_pdffonts(path):
    """Base name → whether poppler finds the font embedded."""
    lines = subprocess.run(
        ["pdffonts", path], capture_output=True, encoding="utf-8", check=True
    ).stdout.splitlines()[2:]
    found = (re.match(r"(\S+).*\s(yes|no) +(yes|no) +(yes|no) +\d+ +\d+$", line) for line in lines)
    return {match[1]: match[2] == "yes" for match in found if match}


@pytest.fixture(scope="module")
def chromium_page(tmp_path_factory):
    out = tmp_path_factory.mktemp("chromium") / "latin.pdf"
    switches = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    run("chromium", *switches, f"--print-to-pdf={out}", LATIN.as_uri())
    return out


@needs("chromium", "pdffonts")
def test_chromium_embeds_its_fonts_and_claims_nothing(chromium_page):
    report = judged(chromium_page)
    assert all(embedded_by_pdffonts(chromium_page).values())
    assert {font.name for font in report.fonts} == set(embedded_by_pdffonts(chromium_page))
    assert "not-embedded" not in codes(report)
    assert "no-xmp" in codes(report)
    assert not report.claims


@needs("chromium", "qpdf")
def test_what_qpdf_rearranges_is_judged_the_same(chromium_page, tmp_path):
    expected = [(found.rule, found.code, found.message) for found in judged(chromium_page).findings]
    for option in ("--linearize", "--object-streams=generate", "--qdf"):
        out = tmp_path / f"{option.strip('-')}.pdf"
        run("qpdf", option, chromium_page, out)
        found = [(one.rule, one.code, one.message) for one in judged(out).findings]
        assert found == expected, option


@needs("groff", "pdffonts")
def test_gropdf_names_times_and_does_not_embed_it(tmp_path):
    out = tmp_path / "groff.pdf"
    source = TOOL / "sources/latin.ms"
    with out.open("wb") as file:
        line = ["groff", "-ms", "-Kutf8", "-Tpdf", source]
        subprocess.run(line, stdout=file, stderr=subprocess.DEVNULL, check=True, timeout=60)
    outside = {name for name, embedded in embedded_by_pdffonts(out).items() if not embedded}
    ours = {font.name for font in judged(out).fonts if not font.embedded}
    assert ours == outside
    assert outside
    assert "not-embedded" in codes(judged(out))


@needs("gs")
@pytest.mark.parametrize("part", [1, 2, 3])
def test_ghostscript_without_a_profile_claims_what_it_does_not_keep(part, tmp_path):
    out = tmp_path / "gs.pdf"
    options = ["-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", f"-dPDFA={part}"]
    run("gs", *options, f"-sOutputFile={out}", TOOL / "sources/latin.ps")
    report = check.pdf(out.name, out.read_bytes(), only=GROUPS | {"file/output-intent"})
    assert report.claims == (f"pdfa-{part}b",)
    assert b"OutputIntent" not in out.read_bytes()
    assert codes(report) == {"no-output-intent"}


@pytest.mark.parametrize(
    ("variant", "claim"),
    [("pdf/a-2b", "pdfa-2b"), ("pdf/a-3u", "pdfa-3u"), ("pdf/ua-1", "pdfua-1")],
)
def test_weasyprint_keeps_what_it_claims(variant, claim, tmp_path):
    weasyprint = pytest.importorskip("weasyprint")
    out = tmp_path / "page.pdf"
    weasyprint.HTML(HORIZONTAL).write_pdf(out, pdf_variant=variant)
    report = check.pdf(out.name, out.read_bytes(), only=GROUPS)
    assert report.claims == (claim,)
    assert [finding.message.en for finding in report.findings] == []


def test_every_maker_has_a_reason_for_its_verdicts_in_both_languages():
    recipes = tomllib.loads((TOOL / "recipes.toml").read_text("utf-8"))
    reasons = tomllib.loads((TOOL / "judgements.toml").read_text("utf-8"))
    assert set(reasons) == set(recipes["makers"]) == {made["maker"] for made in recipes["made"]}
    assert all(set(words) == {"en", "ja"} for words in reasons.values())
    ids = [made["id"] for made in recipes["made"]]
    assert len(ids) == len(set(ids))
    for at, made in enumerate(recipes["made"]):
        assert set(made.get("of", ())) <= set(ids[:at]), made["id"]


@needs("groff")
def test_the_tool_prints_a_verdict_or_says_what_is_not_made(tmp_path):
    done = subprocess.run(
        [sys.executable, TOOL, tmp_path, "--only", "groff-latin"],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    assert done.stdout.startswith("fail  fail  groff-latin (no claim)")
    assert "fonts/embedded not-embedded" in done.stdout
