"""The checker finds what a test took out of our own good editions, and names it rightly."""

import json
import re

import pikepdf
import pytest

from declaration_print import wishes

HANDOUT, SCROLL = "handout-vertical-A4", "scroll-vertical-297mm"


def fonts(pdf, encoding="/Identity-V"):
    """The file's composite fonts of one writing mode."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Encoding") == encoding:
            yield item


def without_font_program(pdf):
    del next(fonts(pdf)).DescendantFonts[0].FontDescriptor["/FontFile2"]


def without_unicode_map(pdf):
    del next(fonts(pdf))["/ToUnicode"]


def without_one_unicode_value(pdf):
    """The first glyph of a font no longer says which character it is."""
    stream = next(fonts(pdf)).ToUnicode
    text = stream.read_bytes()
    head, count, entry = re.search(
        rb"^(.*?)(\d+) beginbfchar\n(<\w+> <\w+>\n)", text, re.DOTALL
    ).groups()
    rest = text[len(head) + len(count) + len(b" beginbfchar\n") + len(entry) :]
    stream.write(head + b"%d beginbfchar\n" % (int(count) - 1) + rest)


def without_xmp(pdf):
    del pdf.Root["/Metadata"]


def without_title(pdf):
    del pdf.docinfo["/Title"]
    edit_xmp(pdf, rb"\s*<dc:title>.*?</dc:title>", b"")


def with_another_title_in_info(pdf):
    pdf.docinfo["/Title"] = "東北イノベーション宜言"


def without_author(pdf):
    del pdf.docinfo["/Author"]
    edit_xmp(pdf, rb"\s*<dc:creator>.*?</dc:creator>", b"")


def without_language(pdf):
    del pdf.Root["/Lang"]


def without_pdfa_claim(pdf):
    edit_xmp(pdf, rb"\s*<pdfaid:\w+>\w+</pdfaid:\w+>", b"")


def without_pdfua_claim(pdf):
    edit_xmp(pdf, rb"\s*<pdfuaid:part>1</pdfuaid:part>", b"")


def edit_xmp(pdf, pattern, replacement):
    stream = pdf.Root.Metadata
    edited, count = re.subn(pattern, replacement, stream.read_bytes(), flags=re.DOTALL)
    assert count
    stream.write(edited)


def without_one_character(pdf):
    """The third glyph of the longest run of the first page is not drawn."""
    edit_run(pdf, lambda codes: codes[:2] + codes[3:])


def with_two_characters_changed_over(pdf):
    edit_run(pdf, lambda codes: [codes[1], codes[0], *codes[2:]])


def with_an_undefined_glyph(pdf):
    edit_run(pdf, lambda codes: [b"0000", *codes[1:]])


def edit_run(pdf, change):
    page = pdf.pages[0]
    content = page.Contents.read_bytes()
    runs = re.findall(rb"\[<[0-9a-f]+>\] TJ", content)
    run = max(runs, key=len)
    codes = re.findall(rb"[0-9a-f]{4}", run)
    assert codes[0] != codes[1]
    edited = b"[<%s>] TJ" % b"".join(change(codes))
    page.Contents = pdf.make_stream(content.replace(run, edited, 1))


def with_a_horizontal_font(pdf):
    """The font that draws the body goes from Identity-V to Identity-H."""
    largest = max(fonts(pdf), key=lambda font: len(font.DescendantFonts[0].W))
    largest.Encoding = pikepdf.Name("/Identity-H")


INJURIES = [
    (without_font_program, "fonts/embedded"),
    (without_unicode_map, "fonts/to-unicode"),
    (without_one_unicode_value, "fonts/to-unicode"),
    (without_xmp, "metadata/xmp-present"),
    (without_title, "metadata/title"),
    (with_another_title_in_info, "metadata/info-equals-xmp"),
    (without_author, "metadata/author"),
    (without_language, "metadata/language"),
    (without_pdfa_claim, "metadata/pdfa-claim"),
    (without_pdfua_claim, "metadata/pdfua-claim"),
    (without_one_character, "text/fidelity"),
    (with_two_characters_changed_over, "text/fidelity"),
    (with_an_undefined_glyph, "fonts/notdef"),
    (with_a_horizontal_font, "text/vertical"),
]


@pytest.fixture
def judged(say):
    """Check a file against the shipped declaration: exit code and the rules of its findings."""

    def judge(path, profile):
        run = say(
            "check",
            path,
            "--declaration",
            wishes.SHIPPED_DECLARATION,
            "--profile",
            profile,
            "--format",
            "json",
        )
        (report,) = json.loads(run.out)["files"]
        return run.code, report["verdict"], {one["rule"] for one in report["findings"]}

    return judge


@pytest.mark.parametrize("stem", [HANDOUT, SCROLL])
@pytest.mark.parametrize("injury", INJURIES, ids=[one.__name__ for one, _ in INJURIES])
def test_an_injury_is_found_and_named(shipped, judged, tmp_path, injury, stem):
    injure, rule = injury
    injured = tmp_path / f"{stem}.pdf"
    with pikepdf.open(shipped[stem]) as pdf:
        injure(pdf)
        pdf.save(injured, fix_metadata_version=False)
    code, verdict, rules = judged(injured, stem.partition("-")[0])
    assert rule in rules
    assert (code, verdict) == (1, "fail")


@pytest.mark.parametrize("stem", [HANDOUT, SCROLL])
def test_a_copy_without_injury_passes(shipped, judged, tmp_path, stem):
    """So that the findings above are the injuries' and not the copying's."""
    copy = tmp_path / f"{stem}.pdf"
    with pikepdf.open(shipped[stem]) as pdf:
        pdf.save(copy, fix_metadata_version=False)
    assert judged(copy, stem.partition("-")[0]) == (0, "pass", set())


def test_the_exit_code_is_the_process_own(shipped, run_command, tmp_path):
    """Once through a real process: one good file and one bad make exit code 1."""
    injured = tmp_path / "injured.pdf"
    with pikepdf.open(shipped[HANDOUT]) as pdf:
        without_title(pdf)
        pdf.save(injured, fix_metadata_version=False)
    run = run_command("check", "--format", "json", shipped[HANDOUT], injured)
    good, bad = json.loads(run.out)["files"]
    assert run.code == 1
    assert (good["verdict"], bad["verdict"]) == ("pass", "fail")
    assert {one["rule"] for one in bad["findings"]} >= {"metadata/title"}
