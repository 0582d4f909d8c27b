"""Which stream of a font descriptor is a font's program (ISO 32000-1 9.9, Table 126).

A stream of another kind than the font's own, such as a TrueType program under a Type 1 font, does
not count as one, as veraPDF does not count it.
"""

from dataclasses import dataclass

from pypdf.generic import DictionaryObject, StreamObject

from declaration_print.check.document.objects import as_name, as_stream, decode, entry
from declaration_print.check.fonts.font_program import (
    BrokenProgram,
    FontProgram,
    Form,
    read_program,
)

KEYS = ("FontFile", "FontFile2", "FontFile3")
ANY = "*"

# Font's Subtype, key, stream's Subtype; the first row that fits is taken.
_FORMS = (
    ("Type1", "FontFile", ANY, Form.TYPE1),
    ("Type1", "FontFile3", "Type1C", Form.CFF),
    ("Type1", "FontFile3", "OpenType", Form.OPENTYPE_CFF),
    ("TrueType", "FontFile2", ANY, Form.SFNT),
    ("TrueType", "FontFile3", ANY, Form.SFNT),
    ("CIDFontType2", "FontFile2", ANY, Form.SFNT),
    ("CIDFontType0", "FontFile3", "CIDFontType0C", Form.CFF),
    ("CIDFontType2", "FontFile3", "CIDFontType0C", Form.CFF),
    ("CIDFontType0", "FontFile3", "OpenType", Form.OPENTYPE_CFF),
    ("CIDFontType2", "FontFile3", "OpenType", Form.SFNT),
)


@dataclass(frozen=True, slots=True)
class FontFile:
    """The program a descriptor offers; `program` or else `reason` why it cannot be used."""

    key: str
    subtype: str | None
    program: FontProgram | None = None
    reason: str | None = None


def font_file(subtype: str | None, descriptor: DictionaryObject | None) -> FontFile | None:
    """The program of a font of that Subtype (of the CIDFont for a composite font); None if none."""
    own = "Type1" if subtype == "MMType1" else subtype
    streams = {key: as_stream(entry(descriptor, f"/{key}")) for key in KEYS}
    for font, key, kind, form in _FORMS:
        stream = streams[key]
        if font == own and stream is not None:
            declared = as_name(entry(stream, "/Subtype"))
            if kind in {ANY, declared}:
                return _read(key, declared, stream, form)
    offered = next((key for key, stream in streams.items() if stream is not None), None)
    if offered is None:
        return None
    declared = as_name(entry(streams[offered], "/Subtype"))
    return FontFile(offered, declared, reason=f"{offered} {declared or ''} does not fit {subtype}")


def _read(key: str, subtype: str | None, stream: StreamObject, form: Form) -> FontFile:
    data = decode(stream)
    if data is None:
        return FontFile(key, subtype, reason="the stream cannot be decoded")
    try:
        return FontFile(key, subtype, program=read_program(data, form))
    except BrokenProgram as broken:
        return FontFile(key, subtype, reason=str(broken))
