"""Each clause about fonts, flavour by flavour, as veraPDF's profiles have them."""

import pytest
from font_samples import (
    bits,
    cff,
    cff_opentype,
    cmap_stream,
    composite_font,
    differences,
    found,
    letters,
    system,
    truetype,
    type1,
    words,
)
from pikepdf import Array, Dictionary, Name
from samples_fonts import TYPE1, TYPE1C, opentype_cid, type3

A_1 = ("1", "B")
NONE = frozenset()


@pytest.mark.parametrize(
    ("cmaps", "symbolic", "in_1", "in_2", "in_4"),
    [  # whether each part of PDF/A takes a program with those subtables
        ([(3, 1)], False, True, True, True),
        ([(1, 0)], False, True, True, True),
        ([(3, 1), (1, 0)], False, True, True, True),
        ([(3, 0)], False, True, False, False),
        ([(3, 0), (1, 0)], False, True, True, True),
        ([(0, 3)], False, True, True, False),
        ([], False, True, False, False),
        ([(3, 0)], True, True, True, True),
        ([(1, 0)], True, True, True, True),
        ([(3, 0), (1, 0)], True, False, True, True),
        ([(3, 1), (1, 0)], True, False, False, True),
        ([(0, 3)], True, True, True, False),
        ([], True, False, False, False),
    ],
)
def test_cmap_subtables(cmaps, symbolic, in_1, in_2, in_4):
    made = letters(program=truetype(cmaps=cmaps), flags=4 if symbolic else 32)
    expected = {"pdfa-1b": in_1, "pdfa-2b": in_2, "pdfua-1": in_2, "pdfa-4": in_4}
    taken = {name: "truetype-cmap:unfit-cmap" not in found(made, name) for name in expected}
    assert taken == expected


@pytest.mark.parametrize(
    ("encoding", "cmaps", "in_1", "in_2"),
    [
        (Name.WinAnsiEncoding, [(1, 0)], True, True),
        (Name.MacRomanEncoding, [(1, 0)], True, True),
        (Name.StandardEncoding, [(1, 0)], False, False),
        (Name.MacExpertEncoding, [(1, 0)], False, False),
        (None, [(1, 0)], False, False),
        (differences(65, "/A"), [(3, 1)], False, True),
        (differences(65, "/A"), [(1, 0)], False, False),
        (differences(65, "/A", 200, "/uni0042"), [(3, 1)], False, False),
        (differences(65, "/A", base=None), [(3, 1)], False, False),
        (differences(65, "/A", base="/MacExpertEncoding"), [(3, 1)], False, False),
        (Dictionary(BaseEncoding=Name.WinAnsiEncoding), [(1, 0)], True, True),
    ],
)
def test_encodings_of_non_symbolic_truetype(encoding, cmaps, in_1, in_2):
    made = letters(program=truetype(cmaps=cmaps), Encoding=encoding)
    expected = {"pdfa-1b": in_1, "pdfa-2b": in_2, "pdfa-4": in_2, "pdfua-1": in_2}
    taken = {
        name: not any(seen.startswith("truetype-encoding") for seen in found(made, name))
        for name in expected
    }
    assert taken == expected


def test_a_symbolic_truetype_has_no_encoding_but_may_have_differences_without_a_base():
    program = truetype(cmaps=[(1, 0)])
    named = letters(program=program, flags=4, Encoding=Name.MacRomanEncoding)
    bare = letters(program=program, flags=4, Encoding=differences(65, "/A", base=None))
    assert found(named, "pdfa-2b") == {"truetype-encoding:symbolic-with-encoding"}
    assert found(bare, "pdfa-2b") == NONE


@pytest.mark.parametrize("profile", ["pdfa-1b", "pdfa-2b", "pdfa-4"])
def test_font_dictionaries_of_the_standard_14_need_no_widths(profile):
    bare = {"FirstChar": None, "LastChar": None, "Widths": None, "Encoding": Name.WinAnsiEncoding}
    helvetica = letters(name="/Helvetica", subtype="Type1", mode=3, claim=A_1, **bare)
    other = letters(name="/Optima", subtype="Type1", mode=3, claim=A_1, **bare)
    assert found(helvetica, profile) == NONE
    assert found(other, profile) == {
        f"dictionary:{code}" for code in ("no-first-char", "no-last-char", "widths-size")
    }
    assert found(other, "pdfua-1") == NONE  # 7.21 says nothing of them


@pytest.mark.parametrize(
    ("options", "embedded"),
    [
        ({"program": type1(), **TYPE1}, True),
        ({"program": type1(wrapping="pfb"), **TYPE1}, False),
        ({"program": type1(wrapping="hexadecimal"), **TYPE1}, False),
        ({"program": type1(), **TYPE1, "subtype": "MMType1"}, True),
        ({"program": cff(), **TYPE1C}, True),
        ({"program": cff_opentype(), **TYPE1C, "kind": "OpenType"}, True),
        ({"program": truetype(), "key": "FontFile3", "kind": "OpenType"}, True),
        ({"program": truetype(), "subtype": "Type1"}, False),
        ({"program": cff(), **TYPE1C, "kind": None}, False),
        ({"program": cff_opentype(), **TYPE1C}, False),
        ({"program": type1(), **TYPE1C}, False),
        ({"program": cff(), "flags": 4}, False),
        ({"program": None}, False),
    ],
)
def test_what_counts_as_an_embedded_program(options, embedded):
    shown = any(seen.startswith("embedded") for seen in found(letters(**options), "pdfa-2b"))
    assert shown != embedded
    assert found(letters(mode=3, **options), "pdfa-2b") <= {"truetype-encoding:differences"}


def test_opentype_is_not_for_part_1():
    made = letters("\0\1", font=opentype_cid)
    assert "program-subtype:wrong-subtype" in found(made, "pdfa-1b")
    assert found(made, "pdfa-2b") == NONE
    assert found(made, "pdfa-4") == NONE


@pytest.mark.parametrize(
    "options",
    [
        {"program": truetype()},
        {"program": truetype(cmaps=[(3, 0)]), "flags": 4},
        {"program": truetype(cmaps=[(1, 0)]), "flags": 4},
        {"program": type1(), **TYPE1},
        {"program": type1(), **TYPE1, "Encoding": Name.WinAnsiEncoding},
        {"program": type1(noise=0), **TYPE1},
        {"program": type1(noise=-1), **TYPE1},
        {"program": type1(width=1200, matrix=0.0005), **TYPE1},
        {"program": cff(), **TYPE1C},
        {"program": cff(), **TYPE1C, "Encoding": differences(65, "/A", base=None)},
        {"program": cff_opentype(), **TYPE1C, "kind": "OpenType"},
    ],
)
def test_glyphs_and_widths_of_every_format(options):
    lacking = {"Encoding": differences(65, "/X", base=None)} if options.get("flags") == 4 else {}
    assert found(letters(**options), "pdfa-2b") == NONE
    assert "widths:width-differs" in found(
        letters(Widths=Array([600, 602, 600]), **options), "pdfa-2b"
    )
    assert "widths:width-differs" not in found(
        letters(Widths=Array([600, 599, 601]), **options), "pdfa-2b"
    )
    if "subtype" in options:
        shown = found(letters(**(options | lacking)), "pdfa-2b")
        assert shown == {"glyphs-in-program:missing-glyph"}


def test_a_code_outside_widths_has_the_missing_width():
    short = {"LastChar": 66, "Widths": Array([600, 600])}
    assert found(letters(program=truetype(), **short), "pdfa-2b") == {"widths:width-differs"}
    assert found(letters("AB", program=truetype(), **short), "pdfa-2b") == NONE


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        ("a", {}, NONE),
        ("a", {"width": 502}, {"widths:width-differs"}),
        ("a", {"width": 501}, NONE),
        ("a", {"stated": b"500 0 0 0 500 500 d1"}, NONE),
        ("a", {"stated": b""}, {"widths:width-differs"}),
        ("a", {"encoding": ("/b",)}, {"glyphs-in-program:missing-glyph"}),
        ("a", {"encoding": ("/.notdef",)}, {"glyphs-in-program:missing-glyph", "notdef:notdef"}),
    ],
)
def test_type_3_fonts(text, options, expected):
    made = letters(text, font=lambda pdf: pdf.make_indirect(type3(pdf, **options)))
    assert found(made, "pdfa-2b") == expected


def test_notdef_by_name_by_code_and_by_cid():
    named = letters("AB", program=cff(), Encoding=differences(65, "/.notdef", "/B"), **TYPE1C)
    assert found(named, "pdfa-2b") == {"notdef:notdef"}
    assert found(words("0000"), "pdfa-2b") == {"notdef:notdef"}
    assert found(words("0000", mode=3), "pdfa-2b") == {"notdef:notdef"}
    assert found(words("0000"), "pdfa-1b") == {"cid-set:absent"}
    assert found(words("0007"), "pdfa-2b") == {"glyphs-in-program:missing-glyph"}
    assert found(words("0007", mode=3), "pdfa-2b") == {"notdef:notdef"}


def test_a_cmap_that_lacks_a_code_leads_to_notdef():
    cmap = cmap_stream(
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 begincidchar <0001> 1 endcidchar"
    )
    assert found(words("0001", Encoding=cmap), "pdfa-2b") == NONE
    assert found(words("0002", Encoding=cmap), "pdfa-2b") == {"notdef:notdef"}
    assert "glyphs-in-program:missing-glyph" in found(words("0002", Encoding=cmap), "pdfa-1b")


def stream(data):
    return lambda pdf: pdf.make_stream(data)


@pytest.mark.parametrize(
    ("changes", "in_1", "in_2"),
    [
        ({}, False, True),
        ({"descriptor": {"CIDSet": bits(0, 1, 2)}}, True, True),
        ({"descriptor": {"CIDSet": bits(1, 2)}}, True, True),
        ({"descriptor": {"CIDSet": bits(1)}}, False, True),  # hmtx has one advance for all
        ({"descriptor": {"CIDSet": bits(1, 2, 3)}}, True, False),
        (
            {
                "descriptor": {"CIDSet": bits(1)},
                "cid": {"CIDToGIDMap": stream(b"\0\0\0\1\0\2")},
            },
            False,
            False,
        ),
        ({"name": "SampleMincho-Regular"}, True, True),
    ],
)
def test_cid_sets(changes, in_1, in_2):
    made = words(claim=A_1, **changes)
    for profile, right in {
        "pdfa-1b": in_1,
        "pdfa-2b": in_2,
        "pdfua-1": in_2,
        "pdfa-4": True,
    }.items():
        assert any(seen.startswith("cid-set") for seen in found(made, profile)) != right, profile


@pytest.mark.parametrize(
    ("char_set", "encoding", "in_1", "in_2"),
    [
        (None, None, False, True),
        ("/A/B/C", None, True, True),
        ("/A /B /C /.notdef", None, True, True),
        ("/A/B", None, True, False),  # part 1 looks at names that the font dictionary gives
        ("/A/B", Name.WinAnsiEncoding, False, False),
        ("/A/B/C/D", Name.WinAnsiEncoding, True, False),
    ],
)
def test_char_sets(char_set, encoding, in_1, in_2):
    changes = {"CharSet": char_set} if char_set else {}
    changes |= {"Encoding": encoding} if encoding else {}
    for program in ({"program": type1(), **TYPE1}, {"program": cff(), **TYPE1C}):
        made = letters(claim=A_1, **program, **changes)
        for profile, right in {"pdfa-1b": in_1, "pdfa-2b": in_2, "pdfa-4": True}.items():
            shown = any(seen.startswith("char-set") for seen in found(made, profile))
            assert shown != right, profile


@pytest.mark.parametrize(
    ("encoding", "font", "in_1", "in_2", "in_4"),
    [  # 90ms-RKSJ-H is Adobe-Japan1-2, in PDF 2.0 Adobe-Japan1-7
        (Name("/90ms-RKSJ-H"), system(), True, True, True),
        (Name("/90ms-RKSJ-H"), system(supplement=2), True, True, True),
        (Name("/90ms-RKSJ-H"), system(supplement=5), True, False, True),
        (Name("/90ms-RKSJ-H"), system(supplement=8), True, False, False),
        (Name("/90ms-RKSJ-H"), system(ordering="GB1"), False, False, False),
        (Name("/UniJIS-UTF16-V"), system(), False, True, True),
        (Name("/Identity-V"), system("House", "Own", 9), True, True, True),
        (cmap_stream(), system(ordering="Identity", supplement=0), True, True, True),
        (cmap_stream(), system(ordering="Identity", supplement=1), True, False, False),
        (
            cmap_stream(collection=("House", "Identity", 0)),
            system(ordering="Identity"),
            False,
            False,
            False,
        ),
    ],
)
def test_collections(encoding, font, in_1, in_2, in_4):
    made = words(Encoding=encoding, cid={"CIDSystemInfo": font})
    for profile, right in {
        "pdfa-1b": in_1,
        "pdfa-2b": in_2,
        "pdfa-4": in_4,
        "pdfua-1": in_2,
    }.items():
        assert ("cid-system-info:collections-differ" in found(made, profile)) != right, profile


@pytest.mark.parametrize(
    ("encoding", "in_1", "in_2"),
    [
        (Name("/Identity-H"), NONE, NONE),
        (Name("/EUC-V"), {"not-embedded-cmap"}, NONE),
        (Name("/83pv-RKSJ-V"), {"not-embedded-cmap"}, {"not-embedded-cmap"}),
        (Name("/UniJIS2004-UTF16-H"), {"not-embedded-cmap"}, {"not-embedded-cmap"}),
        (cmap_stream(WMode=0), NONE, NONE),
        (cmap_stream(WMode=1), {"wmode-differs"}, {"wmode-differs"}),
        (cmap_stream(UseCMap=Name("/Identity-H")), NONE, NONE),
        (cmap_stream(UseCMap=Name("/H")), {"uses-unknown-cmap"}, NONE),
        (cmap_stream(UseCMap=Name("/House-H")), {"uses-unknown-cmap"}, {"uses-unknown-cmap"}),
        (cmap_stream(UseCMap=cmap_stream(name="/EUC-H")), NONE, NONE),
        (cmap_stream(UseCMap=cmap_stream(name="/Own-V")), NONE, {"uses-unknown-cmap"}),
        (
            cmap_stream(UseCMap=cmap_stream(name="/EUC-H", WMode=1)),
            {"wmode-differs"},
            {"wmode-differs"},
        ),
    ],
)
def test_cmaps(encoding, in_1, in_2):
    made = words(Encoding=encoding)
    for profile, codes in {
        "pdfa-1b": in_1,
        "pdfa-2b": in_2,
        "pdfa-4": in_2,
        "pdfua-1": in_2,
    }.items():
        shown = {s.partition(":")[2] for s in found(made, profile) if s.startswith("cmap:")}
        assert shown == codes, profile


def test_a_predefined_cmap_hides_its_cids_so_that_nothing_is_said_of_glyphs():
    made = words("82A0", Encoding=Name("/90ms-RKSJ-H"), cid={"CIDSystemInfo": system()})
    assert found(made, "pdfa-2u") == NONE


@pytest.mark.parametrize(
    ("value", "mode", "in_1", "in_2"),
    [
        (Name.Identity, 0, True, True),
        (stream(b"\0\0\0\1\0\2"), 0, True, True),
        (None, 0, False, False),
        (Name.Other, 0, False, False),
        (None, 3, True, False),
    ],
)
def test_cid_to_gid_maps(value, mode, in_1, in_2):
    made = words(mode=mode, cid={"CIDToGIDMap": value})
    for profile, right in {
        "pdfa-1b": in_1,
        "pdfa-2b": in_2,
        "pdfa-4": in_2,
        "pdfua-1": in_2,
    }.items():
        assert ("cid-to-gid-map:no-cid-to-gid-map" in found(made, profile)) != right, profile


def test_the_font_of_invisible_text_is_judged_all_the_same_by_its_dictionary():
    made = letters(program=truetype(), Type=None, mode=3)
    assert found(made, "pdfa-2b") == {"dictionary:no-type"}


def test_a_font_kept_whole_may_forbid_subsets():
    made = letters(program=truetype(fs_type=0x100), name="/Square")
    assert found(made, "handout") == {"subset:not-subset"}


@pytest.mark.parametrize(
    ("fs_type", "right"), [(0, True), (4, True), (8, True), (2, False), (6, True)]
)
def test_the_least_restrictive_right_counts(fs_type, right):
    made = letters(program=truetype(fs_type=fs_type))
    assert ("embedding-rights:no-embedding" in found(made, "handout")) != right


def test_a_composite_font_without_its_parts_is_a_finding_not_a_crash():
    def bare(pdf):
        font = composite_font(pdf)
        del font["/DescendantFonts"]
        return font

    shown = found(letters("\0\1", font=bare), "pdfa-2b")
    assert "dictionary:no-type" in shown
    assert not any(seen.endswith("rule/crashed") for seen in shown)


def test_a_string_torn_within_a_code_shows_a_glyph_that_is_not_there():
    assert found(words("000100"), "pdfa-2b") == {"glyphs-in-program:missing-glyph"}


def test_what_the_own_encoding_of_a_program_leaves_out_is_as_wide_as_notdef():
    plain = {"FirstChar": 0, "LastChar": 67}
    for program, options in ((type1(), TYPE1), (cff(), TYPE1C)):
        for width, right in ((600, True), (500, False)):
            widths = Array([width, *[600] * 67])
            made = letters("\0A", program=program, **options, **plain, Widths=widths)
            assert ("widths:width-differs" in found(made, "pdfa-2b")) != right


def test_a_cid_set_says_nothing_of_glyphs_that_have_names():
    def named(pdf):
        font = opentype_cid(pdf)
        font.DescendantFonts[0].FontDescriptor.CIDSet = bits(0, 1)(pdf)
        return font

    made = letters("\0\1", font=named, claim=A_1)
    assert "cid-set:not-the-glyphs" in found(made, "pdfa-2b")  # it lists what is no CID
    assert found(made, "pdfa-1b") == {"program-subtype:wrong-subtype"}
