"""Font programs are read as fontTools reads them, and broken ones are said to be broken."""

import random
from io import BytesIO

import pytest
from font_samples import cff, cff_opentype, cid_keyed_cff, truetype, type1
from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from declaration_print.check.fonts import cmap_file
from declaration_print.check.fonts.encodings import (
    base_encoding,
    cff_strings,
    is_pictorial,
    mac_os_roman,
)
from declaration_print.check.fonts.font_program import BrokenProgram, Form, Kind, read_program
from declaration_print.check.fonts.predefined_cmaps import (
    CodeSpace,
    code_spaces,
    collection,
    is_predefined,
)

NAMES = ("A", "B", "odd", "C")
PROGRAMS = {
    Form.SFNT: truetype(NAMES, cmaps=[(3, 1), (1, 0), (3, 0)], fs_type=8),
    Form.OPENTYPE_CFF: cff_opentype(NAMES),
    Form.CFF: cff(NAMES),
    Form.TYPE1: type1(("A", "B", "C")),
}
MAC_ROMAN_ACUTE = 0x87


def test_truetype_agrees_with_fonttools():
    program, font = (
        read_program(PROGRAMS[Form.SFNT], Form.SFNT),
        TTFont(BytesIO(PROGRAMS[Form.SFNT])),
    )
    order = font.getGlyphOrder()
    assert program.glyph_count == len(order) == 5
    assert program.fs_type == 8
    assert program.names == {name: glyph for glyph, name in enumerate(order)}
    assert program.cmap_keys == ((1, 0), (3, 0), (3, 1))
    for table in font["cmap"].tables:
        found = program.character_map((table.platformID, table.platEncID))
        expected = {code: font.getGlyphID(name) for code, name in table.cmap.items()}
        assert {c: g for c, g in found.items() if g} == {c: g for c, g in expected.items() if g}
    assert [program.advance(glyph) for glyph in range(5)] == [600] * 5
    assert program.box(1) == (50, 0, 550, 500)


@pytest.mark.parametrize("form", [Form.CFF, Form.OPENTYPE_CFF])
def test_cff_agrees_with_fonttools(form):
    program = read_program(PROGRAMS[form], form)
    assert (program.kind, program.glyph_count) == (Kind.CFF, 5)
    assert list(program.names) == ["C", "odd", "B", "A", ".notdef"]
    assert program.encoding == base_encoding("StandardEncoding")
    assert [program.advance(glyph) for glyph in range(5)] == [600] * 5
    assert program.box(1) == (50, 0, 550, 500)


def test_cid_keyed_cff_agrees_with_fonttools():
    data = cid_keyed_cff()
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(data), None)
    top = fonts[0]
    program = read_program(data, Form.CFF)
    assert program.kind is Kind.CID_KEYED_CFF
    assert program.cids == {0: 0, 7: 1, 9: 2}
    for glyph, name in enumerate(top.charset):
        pen = BoundsPen(None)
        top.CharStrings[name].draw(pen)
        assert program.advance(glyph) == top.CharStrings[name].width
        assert program.box(glyph) == pen.bounds
    assert [program.advance(glyph) for glyph in range(3)] == [500, 500, 620]


@pytest.mark.parametrize("options", [{}, {"noise": 0}, {"noise": -1}])
def test_type_1_with_and_without_noise(options):
    program = read_program(type1(**options), Form.TYPE1)
    assert program.names == {".notdef": 0, "A": 1, "B": 2, "C": 3}
    assert program.encoding == {65: "A", 66: "B", 67: "C"}
    assert program.advance(1) == 600
    assert program.box(1) == (0, 50, 100, 150)


def test_a_type_1_without_standing_on_its_lengths():
    data = type1()
    assert read_program(data[: -len("cleartomark\n") - 40], Form.TYPE1).advance(2) == 600


@pytest.mark.parametrize("tag", ["post", "cmap", "maxp", "head", "name"])
def test_a_subset_may_leave_tables_out(tag):
    font = TTFont(BytesIO(truetype()))
    if tag in font:
        data = truetype().replace(tag.encode(), b"zzzz", 1)
        program = read_program(data, Form.SFNT)
        assert program.advance(1) == 600


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"", Form.SFNT),
        (truetype()[:100], Form.SFNT),
        (truetype().replace(b"hmtx", b"zzzz"), Form.SFNT),
        (truetype().replace(b"glyf", b"zzzz"), Form.SFNT),
        (truetype(), Form.CFF),
        (truetype(), Form.OPENTYPE_CFF),
        (cff(), Form.SFNT),
        (cff()[:40], Form.CFF),
        (cff(), Form.TYPE1),
        (b"%!PS-AdobeFont-1.0", Form.TYPE1),
        (type1()[: type1().index(b"eexec") + 60], Form.TYPE1),
        (type1(wrapping="pfb"), Form.TYPE1),  # ISO 32000-1 9.9 wants neither
        (type1(wrapping="hexadecimal"), Form.TYPE1),
        (cff()[:-1], Form.CFF),
        (truetype()[: truetype().index(b"post") + 200], Form.SFNT),
    ],
)
def test_broken_programs_are_said_to_be_broken(data, form):
    with pytest.raises(BrokenProgram):
        read_program(data, form)


@pytest.mark.parametrize("form", PROGRAMS)
def test_damage_is_never_more_than_a_broken_program(form):
    chance = random.Random(19005)
    readable = 0
    for _ in range(150):
        data = bytearray(PROGRAMS[form])
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        end = chance.choice((len(data), chance.randint(len(data) // 2, len(data))))
        try:
            program = read_program(bytes(data[:end]), form)
        except BrokenProgram:
            continue
        readable += 1
        assert len(program.names) + len(program.encoding) >= 0
        for key in program.cmap_keys:
            program.character_map(key)
        for glyph in range(min(program.glyph_count, 6)):
            program.advance(glyph)
            program.box(glyph)
    assert readable > 5


def test_the_tables_of_encodings():
    mac, win = base_encoding("MacRomanEncoding"), base_encoding("WinAnsiEncoding")
    assert (mac[MAC_ROMAN_ACUTE], mac[202], mac.get(173)) == ("aacute", "space", None)
    assert (win[0x80], win[0x81], win[0xA0], win[0xAD]) == ("Euro", "bullet", "space", "hyphen")
    assert base_encoding("MacExpertEncoding")[0x57] == "fi"
    assert mac_os_roman()["notequal"] == 173
    assert mac_os_roman()["space"] == 32
    assert len(cff_strings()) == 391
    assert (cff_strings()[1], cff_strings()[390]) == ("space", "Semibold")
    for code in range(0x20, 0x7F):
        assert len(bytes([code]).decode("mac_roman")) == 1
        assert mac[code] == win[code]
    assert is_pictorial("a206")
    assert is_pictorial("radicalex")
    assert not is_pictorial("a207")
    assert not is_pictorial("a01")


def test_predefined_cmaps_know_their_collections_and_code_spaces():
    assert is_predefined("90ms-RKSJ-V")
    assert is_predefined("H")
    assert not is_predefined("83pv-RKSJ-V")
    assert not is_predefined("H-H")
    assert collection("UniKS-UTF16-H", "pdfa-2").ordering == "Korea1"
    assert collection("UniKS-UTF16-H", "pdfa-4").ordering == "KR"
    assert collection("UniKS-UTF16-H", "pdfa-1") is None
    text = "日本ｱA".encode("cp932")
    codes = list(cmap_file.codes(text, code_spaces("90ms-RKSJ-H")))
    assert codes == [0x93FA, 0x967B, 0xB1, 0x41]
    astral = "あ𠮷".encode("utf-16-be")
    assert list(cmap_file.codes(astral, code_spaces("UniJIS-UTF16-H"))) == [0x3042, 0xD842DFB7]


def test_four_byte_codes_undefined_ranges_and_overlaps():
    cmap = cmap_file.parse(
        b"2 begincodespacerange <00> <7F> <81308130> <FE39FE39> endcodespacerange "
        b"2 begincidrange <81308130> <81308139> 100 <20> <7E> 1 endcidrange "
        b"1 begincidrange <30> <39> 500 endcidrange "
        b"1 beginnotdefrange <00> <1F> 1 endnotdefrange"
    )
    codes = list(cmap.codes(b"A\x81\x30\x81\x325"))
    assert codes == [0x41, 0x81308132, 0x35]
    assert [cmap.cid(code) for code in codes] == [34, 102, 505]
    assert (cmap.cid(0x05), cmap.cid(0x7F)) == (1, 0)


def test_a_code_that_no_code_space_holds_is_code_0_and_a_torn_one_is_another_code():
    narrow = (CodeSpace(b"\0\0", b"\0\5"),)
    assert list(cmap_file.codes(b"\0\1\1\1\0\2", narrow)) == [1, 0, 2]
    torn = list(cmap_file.codes(b"\0\1\x23", code_spaces("Identity-H")))
    assert torn == [1, 0x23FF]


def test_ranges_to_unicode_count_up_in_the_last_byte_alone_where_it_matters():
    whole = cmap_file.parse(b"1 beginbfrange <0000> <FFFF> <0000> endbfrange")
    assert (whole.unicode(0x3042), whole.unicode(0x3042, strictly=True)) == ("\u3042", None)
    around = cmap_file.parse(b"1 beginbfrange <0001> <0005> <00FE> endbfrange")
    assert (around.unicode(3), around.unicode(3, strictly=True)) == ("\u0100", "\0")


def test_the_expert_encoding_of_a_cff_program_is_known():
    font = TTFont(BytesIO(cff_opentype()))
    font["CFF "].cff.topDictIndex[0].Encoding = "ExpertEncoding"
    written = BytesIO()
    font.save(written)
    program = read_program(TTFont(written).getTableData("CFF "), Form.CFF)
    expected = {  # Adobe TN 5176, Appendix B
        32: "space",
        33: "exclamsmall",
        48: "zerooldstyle",
        87: "fi",
        189: "onehalf",
        255: "Ydieresissmall",
    }
    assert {code: program.encoding.get(code) for code in expected} == expected
    assert not {0, 31, 35, 64, 127, 160} & set(program.encoding)
