"""What the clauses ask of the way from codes to Unicode, flavour by flavour."""

import pytest
from font_samples import (
    cff,
    composite_font,
    differences,
    found,
    letters,
    system,
    truetype,
    type1,
    words,
)
from pikepdf import Array, Dictionary, Name, String
from samples_fonts import PRIVATE_MAP, TYPE1, TYPE1C, to_unicode, type3

NONE = frozenset()


def mapped(body):
    return words("0001", ToUnicode=to_unicode(b"1 beginbfchar " + body + b" endbfchar"))


@pytest.mark.parametrize(
    ("made", "in_1a", "in_2u", "in_4"),
    [
        (words(ToUnicode=None), False, False, True),
        (words(ToUnicode=Name("/Identity-H")), True, True, True),
        (words(ToUnicode=None, cid={"CIDSystemInfo": system()}), True, True, True),
        (words(ToUnicode=None, cid={"CIDSystemInfo": system("House")}), False, False, True),
        (mapped(b"<0001> <0041>"), True, True, True),
        (mapped(b"<0002> <0041>"), False, False, True),
        (mapped(b"<0001> <0000>"), True, False, False),
        (mapped(b"<0001> <FEFF>"), True, False, False),
        (mapped(b"<0001> <0041FFFE>"), True, False, False),
        (letters(program=truetype()), True, True, True),
        (letters(program=truetype(cmaps=[(1, 0)]), flags=4), False, False, True),
        (letters(program=type1(), **TYPE1), True, True, True),
        (letters("A", program=type1(("A", "g12")), Encoding=differences(65, "/g12", base=None), **TYPE1), False, False, True),
        (letters("A", program=cff(("uni3042",)), Encoding=differences(65, "/uni3042", base=None), **TYPE1C), False, False, True),
        (letters("A", program=type1(("A", "radicalex")), Encoding=differences(65, "/radicalex", base=None), **TYPE1), True, True, True),
        (letters("A", program=type1(("A", "a20")), Encoding=differences(65, "/a20", base=None), **TYPE1), False, True, True),
        (letters("a", font=lambda pdf: pdf.make_indirect(type3(pdf))), False, True, True),
    ],
)  # fmt: skip
def test_the_way_to_unicode(made, in_1a, in_2u, in_4):
    for profile, right in {
        "pdfa-1a": in_1a,
        "pdfa-2u": in_2u,
        "pdfua-1": in_2u,
        "pdfa-4": in_4,
    }.items():
        shown = {s for s in found(made, profile) if "unicode" in s}
        assert (not shown) == right, (profile, shown)


@pytest.mark.parametrize(
    ("around", "right"),
    [
        (("", ""), False),
        (("/Span <</ActualText (go)>> BDC", "EMC"), True),
        (("/P <</ActualText (go)>> BDC /Q BMC", "EMC EMC"), True),
        (("/P <</ActualText (go)>> BDC EMC", ""), False),
        (("/P <</Alt (go)>> BDC", "EMC"), False),
    ],
)
def test_private_use_wants_actual_text(around, right):
    made = words(ToUnicode=to_unicode(PRIVATE_MAP), around=around)
    assert (found(made, "pdfa-2a") == NONE) == right
    assert (found(made, "pdfa-3a") == NONE) == right
    assert found(made, "pdfa-2u") == NONE


@pytest.mark.parametrize(
    ("of_the_tag", "right"), [("span", True), ("paragraph", False), (None, False)]
)
def test_actual_text_of_a_tag_counts_for_its_own_content(of_the_tag, right):
    def tagged(pdf):
        page = pdf.pages[1]
        tree = pdf.Root.StructTreeRoot
        paragraph = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=tree))
        span = Dictionary(Type=Name.StructElem, S=Name.Span, P=paragraph, Pg=page.obj, K=0)
        span = pdf.make_indirect(span)
        paragraph.K = Array([span])
        tree.K = paragraph
        tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, Array([span])])))
        page.StructParents = 0
        if of_the_tag:
            {"span": span, "paragraph": paragraph}[of_the_tag].ActualText = String("go")
        return composite_font(pdf, ToUnicode=to_unicode(PRIVATE_MAP))

    made = letters("\0\1", font=tagged, around=("/Span <</MCID 0>> BDC", "EMC"))
    assert (found(made, "pdfa-2a") == NONE) == right


def test_an_encoding_that_is_only_in_a_missing_program_leads_nowhere():
    missing = letters("A", mode=3, name="/Optima", subtype="Type1")
    assert found(missing, "pdfa-2u") == {"to-unicode:no-to-unicode"}
    given = letters("A", mode=3, name="/Optima", subtype="Type1", Encoding=Name.WinAnsiEncoding)
    assert found(given, "pdfa-2u") == NONE
