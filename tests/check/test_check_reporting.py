"""Reports: the contract of the JSON, and what a person reads."""

import json

from pdf_samples import descendant_of, sample

from declaration_print import check
from declaration_print.check.reporting import page_ranges
from declaration_print.model.report import Report


def failing():
    def without_program(pdf):
        del descendant_of(pdf).FontDescriptor["/FontFile2"]

    return Report((check.pdf("handout.pdf", sample(hurt=without_program)),))


def test_json_is_what_was_promised():
    (file,) = json.loads(check.as_json(failing(), "en"))["files"]
    assert list(file) == ["path", "verdict", "claims", "fonts", "metadata", "findings"]
    assert file["path"] == "handout.pdf"
    assert file["verdict"] == "fail"
    assert file["claims"] == ["pdfa-2a", "pdfua-1"]
    assert file["fonts"] == [
        {
            "name": "ABCDEF+SampleMincho-Regular",
            "type": "Type0/CIDFontType2",
            "encoding": "Identity-H",
            "embedded": False,
            "subset": True,
            "to_unicode": True,
            "writing_mode": "horizontal",
            "pages": [1, 2],
        }
    ]
    assert file["findings"] == [
        {
            "rule": "fonts/embedded",
            "code": "not-embedded",
            "severity": "error",
            "clause": "ISO 19005-2:2011 6.2.11.4.1; ISO 14289-1:2014 7.21.4.1",
            "page": 1,
            "message": "The font ABCDEF+SampleMincho-Regular is not embedded.",
        }
    ]


def test_text_begins_with_the_verdict_and_says_what_to_do():
    lines = check.as_text(failing(), "en").splitlines()
    assert lines[0].startswith("FAIL  handout.pdf")
    words = "\n".join(lines)
    assert "page 1: The font ABCDEF+SampleMincho-Regular is not embedded." in words
    assert "→ Export the PDF again with all fonts embedded." in words
    assert "[fonts/embedded not-embedded] ISO 19005-2:2011 6.2.11.4.1" in words
    assert lines[-1].split() == [
        "ABCDEF+SampleMincho-Regular",
        "Type0/CIDFontType2",
        "Identity-H",
        "no",
        "yes",
        "yes",
        "horizontal",
        "1-2",
    ]


def test_text_speaks_japanese_and_colours_only_when_asked():
    assert check.as_text(failing(), "ja").startswith("不合格")
    assert "\x1b[" not in check.as_text(failing(), "ja")
    assert check.as_text(failing(), "ja", colour=True).startswith("\x1b[31m")


def test_pages_are_shown_as_ranges():
    assert page_ranges((1, 2, 3, 7, 9, 10)) == "1-3, 7, 9-10"
    assert page_ranges(()) == ""
