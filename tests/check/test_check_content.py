"""Content streams and CMaps are read as ISO 32000-1 writes them."""

import pytest

from declaration_print.check.document.content import ENDLESS_IMAGE, NUMBER_LIMIT, operations
from declaration_print.check.fonts import cmap_file


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"1 0 0 -1 .5 +3. cm", [("cm", [1, 0, 0, -1, 0.5, 3])]),
        (b"/F1 12 Tf", [("Tf", ["F1", 12])]),
        (b"/A#20B gs", [("gs", ["A B"])]),
        (b"(a(b)\\)\\n\\101) Tj", [("Tj", [b"a(b))\nA"])]),
        (b"(a\\\nb) Tj", [("Tj", [b"ab"])]),
        (b"<48 65 6C6> Tj", [("Tj", [b"Hel`"])]),
        (b"[(a)-20<62>]TJ", [("TJ", [[b"a", -20, b"b"]])]),
        (b"/P <</MCID 0/L[1]>> BDC", [("BDC", ["P", {"MCID": 0, "L": [1]}])]),
        (b"q % ( comment\nQ", [("q", []), ("Q", [])]),
        (b"BI /W 1 ID \x00(\xff EI Q", [("BI", ["W", 1]), ("Q", [])]),
        (b"BI /W 1 ID \x00 EI \x80\x81 EI Q", [("BI", ["W", 1]), ("Q", [])]),
        (b"BI /W 1 ID \x00abc", [("BI", ["W", 1]), (ENDLESS_IMAGE, [])]),
        (b"--5 1.2.3 w", [("w", [-5, 1.2])]),
        (b"9" * 400 + b" w \n\n  ", [("w", [NUMBER_LIMIT])]),
        (b"(never closed", []),
        (b">> ] ) q", [("q", [])]),
    ],
)
def test_operations(data, expected):
    assert list(operations(data)) == expected


def test_bfchar_and_both_forms_of_bfrange():
    cmap = cmap_file.parse(
        b"2 beginbfchar <01> <5BA3> <02> <D842DFB7> endbfchar "
        b"2 beginbfrange <10> <12> <3042> <20> <21> [<4E00> <00660069>] endbfrange"
    )
    shown = [cmap.unicode(code) for code in (1, 2, 0x10, 0x12, 0x13, 0x20, 0x21, 0x22)]
    assert shown == ["宣", "𠮷", "あ", "\u3044", None, "一", "fi", None]


def test_code_spaces_of_mixed_length():
    cmap = cmap_file.parse(
        b"2 begincodespacerange <00> <80> <8140> <9FFC> endcodespacerange "
        b"2 begincidrange <20> <7E> 231 <8140> <817E> 633 endcidrange /WMode 1 def"
    )
    codes = list(cmap.codes(b"A\x81\x42"))
    assert codes == [0x41, 0x8142]
    assert [cmap.cid(code) for code in codes] == [264, 635]
    assert cmap.wmode == 1


def test_a_huge_range_costs_nothing():
    cmap = cmap_file.parse(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange")
    assert cmap.unicode(2) == "C"
    assert cmap.unicode(0xFFFFFFFF) is None
