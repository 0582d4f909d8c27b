"""Font dictionaries of the finished file: real names, real programs, true metrics.

A face set down the page becomes a Type 0 font with Identity-V and the vertical metrics W2 of its
program (ISO 32000-1 9.7.4.3); one set across gets Identity-H.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pydyf

from declaration_print.model.face import (
    SOFT_HYPHEN,
    SOFT_HYPHEN_STAND_IN,
    LayoutFace,
    Twin,
    Use,
)

_BFCHAR = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_MEANT = str.maketrans({SOFT_HYPHEN_STAND_IN: SOFT_HYPHEN})

_SERIF = 2
_SYMBOLIC = 4
"""Font descriptor flags (ISO 32000-1 Table 123)."""


@dataclass(frozen=True)
class EngineFont:
    """The objects the engine wrote for one layout face, and the name pages call it by."""

    resource: str
    face: LayoutFace
    font: pydyf.Dictionary
    cid_font: pydyf.Dictionary
    descriptor: pydyf.Dictionary
    program: pydyf.Stream
    unicode_map: pydyf.Stream

    @property
    def unicodes(self) -> dict[int, str]:
        """What the engine found out: the text each glyph stands for."""
        return {
            int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be").translate(_MEANT)
            for line in self.unicode_map.stream
            for code, text in _BFCHAR.findall(line)
        }

    @property
    def use(self) -> Use:
        """How the file draws it: a cell's characters are drawn across, in no font of their own."""
        return Use.DOWN if self.face.use is Use.DOWN else Use.ACROSS

    @property
    def identity(self) -> tuple[str, Use]:
        """Fonts with one identity are one font in the file."""
        return self.face.twin.postscript_name, self.use

    def blank(self) -> None:
        """Empty every object: nothing refers to them any more."""
        for dictionary in (self.font, self.cid_font, self.descriptor):
            dictionary.clear()
        for stream in (self.program, self.unicode_map):
            stream.stream, stream.extra = [], {}


def write_font(
    pdf: pydyf.PDF, engine: EngineFont, glyphs: frozenset[int], unicodes: Mapping[int, str]
) -> None:
    """Put the real face into the objects of an engine font: the glyphs drawn, and no others."""
    twin, use = engine.face.twin, engine.use
    ordered = sorted(glyphs)
    name = f"/{_subset_tag(twin, use, ordered)}+{twin.postscript_name}"
    outlines = {glyph: twin.outlines.get(glyph, glyph) for glyph in ordered}
    program = twin.program(frozenset(outlines.values()))
    engine.program.stream = [program]
    engine.program.extra = {"Length1": len(program)}
    engine.unicode_map.stream = _unicode_map({glyph: unicodes[glyph] for glyph in ordered})
    _replace(
        engine.descriptor,
        {
            "Type": "/FontDescriptor",
            "FontName": name,
            "FontFamily": pydyf.String(twin.family),
            "Flags": _SYMBOLIC | (_SERIF if twin.serif else 0),
            "FontBBox": pydyf.Array(twin.bbox),
            "ItalicAngle": 0,
            "Ascent": 880,
            "Descent": -120,
            "CapHeight": twin.cap_height,
            "StemV": 80,
            "FontFile2": engine.program.reference,
        },
    )
    identity = {
        "Registry": pydyf.String("Adobe"),
        "Ordering": pydyf.String("Identity"),
        "Supplement": 0,
    }
    vertical = {"DW2": pydyf.Array([880, -1000]), "W2": _vertical_widths(twin, ordered)}
    _replace(
        engine.cid_font,
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": pydyf.Dictionary(identity),
            "CIDToGIDMap": _to_outlines(pdf, outlines),
            "DW": 1000,
            "W": _horizontal_widths(twin, ordered),
            **(vertical if use is Use.DOWN else {}),
            "FontDescriptor": engine.descriptor.reference,
        },
    )
    _replace(
        engine.font,
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name,
            "Encoding": "/Identity-V" if use is Use.DOWN else "/Identity-H",
            "DescendantFonts": pydyf.Array([engine.cid_font.reference]),
            "ToUnicode": engine.unicode_map.reference,
        },
    )


def _to_outlines(pdf: pydyf.PDF, outlines: Mapping[int, int]) -> str | bytes:
    """CIDToGIDMap: a stream only where an alias draws another glyph's outline (9.7.4.2)."""
    if all(glyph == outline for glyph, outline in outlines.items()):
        return "/Identity"
    pairs = (outlines.get(glyph, 0).to_bytes(2, "big") for glyph in range(max(outlines) + 1))
    stream = pydyf.Stream([b"".join(pairs)], compress=True)
    pdf.add_object(stream)
    return bytes(stream.reference)


def _replace(dictionary: pydyf.Dictionary, entries: Mapping[str, object]) -> None:
    dictionary.clear()
    dictionary.update(entries)


def _subset_tag(twin: Twin, use: Use, glyphs: Iterable[int]) -> str:
    """Six capitals that depend on the subset alone (ISO 32000-1 9.6.4)."""
    key = f"{twin.postscript_name} {use} {list(glyphs)}"
    digest = hashlib.sha256(key.encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _horizontal_widths(twin: Twin, glyphs: Sequence[int]) -> pydyf.Array:
    """W: runs of consecutive glyphs with their widths (ISO 32000-1 9.7.4.3)."""
    widths = pydyf.Array()
    previous = None
    for glyph in glyphs:
        if previous is None or glyph != previous + 1:
            run = pydyf.Array()
            widths.extend([glyph, run])
        run.append(twin.widths[glyph])
        previous = glyph
    return widths


def _vertical_widths(twin: Twin, glyphs: Sequence[int]) -> pydyf.Array:
    """W2 for every glyph: advance (negative, downwards) and origin, from the program itself."""
    widths = pydyf.Array()
    for glyph in glyphs:
        metrics = twin.vertical[glyph]
        origin_x = twin.widths[glyph] / 2
        widths.extend([glyph, pydyf.Array([-metrics.advance, origin_x, metrics.origin_y])])
    return widths


def _unicode_map(unicodes: Mapping[int, str]) -> list[bytes]:
    """A ToUnicode CMap (ISO 32000-1 9.10.3), glyph by glyph."""
    lines = [
        b"/CIDInit /ProcSet findresource begin",
        b"12 dict begin",
        b"begincmap",
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        b"/CMapName /Adobe-Identity-UCS def",
        b"/CMapType 2 def",
        b"1 begincodespacerange",
        b"<0000> <ffff>",
        b"endcodespacerange",
    ]
    pairs = list(unicodes.items())
    for start in range(0, len(pairs), 100):  # at most 100 an operator
        chunk = pairs[start : start + 100]
        lines.append(b"%d beginbfchar" % len(chunk))
        lines += [
            b"<%04x> <%s>" % (glyph, text.encode("utf-16-be").hex().encode())
            for glyph, text in chunk
        ]
        lines.append(b"endbfchar")
    return [*lines, b"endcmap", b"CMapName currentdict /CMap defineresource pop", b"end", b"end"]
