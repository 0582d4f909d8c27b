"""One font of a file, as its dictionaries declare it and as its program answers.

ISO 32000-1 9.6 (simple fonts), 9.7 (composite fonts), 9.8 (descriptors), 9.10 (to Unicode).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pypdf.generic import DictionaryObject

from declaration_print.check import cmap_file, encodings, font_program
from declaration_print.check.cmap_file import CMapFile
from declaration_print.check.drawing import FontDrawing
from declaration_print.check.font_program import BrokenProgram, FontProgram, Kind
from declaration_print.check.objects import (
    as_array,
    as_dictionary,
    as_name,
    as_number,
    as_stream,
    as_text,
    decode,
    entry,
)

PROGRAM_KEYS = ("/FontFile", "/FontFile2", "/FontFile3")
SYMBOLIC = 1 << 2  # Table 123
ADOBE_COLLECTIONS = {"Adobe-GB1", "Adobe-CNS1", "Adobe-Japan1", "Adobe-Korea1", "Adobe-KR"}
PRIVATE_CODES = (0xF000, 0xF100, 0xF200)  # where a (3,0) cmap may keep its codes (9.6.6.4)


@dataclass(slots=True)
class CodeUse:
    """How one character code is drawn: first page, how often seen, as text, on its side."""

    page: int
    visible: int = 0
    text: int = 0  # visible, and not page furniture
    sideways: int = 0


class InspectedFont:
    """A font that draws text; everything costly is worked out when first asked for."""

    def __init__(self, drawn: FontDrawing) -> None:
        self.dictionary = drawn.dictionary
        self._shown = drawn.shown

    @cached_property
    def subtype(self) -> str:
        """Type0, TrueType, Type1, MMType1 or Type3."""
        return as_name(entry(self.dictionary, "/Subtype")) or "?"

    @cached_property
    def descendant(self) -> DictionaryObject | None:
        """The CIDFont of a composite font."""
        fonts = as_array(entry(self.dictionary, "/DescendantFonts"))
        return as_dictionary(fonts[0]) if self.is_composite and fonts else None

    @property
    def is_composite(self) -> bool:
        """Whether it is a Type 0 font."""
        return self.subtype == "Type0"

    @cached_property
    def name(self) -> str:
        """BaseFont, or what a Type 3 font calls itself."""
        named = as_name(entry(self.dictionary, "/BaseFont"))
        return named or as_name(entry(self.dictionary, "/Name")) or "(unnamed)"

    @cached_property
    def cid_subtype(self) -> str | None:
        """CIDFontType0 or CIDFontType2."""
        return as_name(entry(self.descendant, "/Subtype"))

    @cached_property
    def descriptor(self) -> DictionaryObject | None:
        """The font descriptor, the descendant's for a composite font."""
        holder = self.descendant if self.is_composite else self.dictionary
        return as_dictionary(entry(holder, "/FontDescriptor"))

    # -- what is drawn ---------------------------------------------------------------------

    @cached_property
    def uses(self) -> Mapping[int, CodeUse]:
        """Every character code drawn, in order of first drawing."""
        uses: dict[int, CodeUse] = {}
        for shown, times in self._shown.items():
            for code in self._codes(shown.text):
                use = uses.setdefault(code, CodeUse(shown.page))
                use.visible += times if shown.visible else 0
                use.text += times if shown.visible and not shown.furniture else 0
                use.sideways += times if shown.visible and shown.sideways else 0
        return uses

    @cached_property
    def visible_uses(self) -> Mapping[int, CodeUse]:
        """The codes that are drawn other than in text rendering mode 3."""
        return {code: use for code, use in self.uses.items() if use.visible}

    @cached_property
    def pages(self) -> tuple[int, ...]:
        """The pages it draws on, from 1."""
        return tuple(sorted({shown.page for shown in self._shown}))

    @property
    def first_page(self) -> int:
        """The first page it draws on."""
        return self.pages[0]

    def _codes(self, text: bytes) -> Iterator[int]:
        if not self.is_composite:
            yield from text
        elif self.encoding_cmap is not None and self.encoding_cmap.code_spaces:
            yield from self.encoding_cmap.codes(text)
        else:
            yield from (int.from_bytes(text[i : i + 2], "big") for i in range(0, len(text), 2))

    # -- encoding --------------------------------------------------------------------------

    @cached_property
    def encoding_name(self) -> str:
        """The encoding's name as a font table shows it."""
        encoding = entry(self.dictionary, "/Encoding")
        if (name := as_name(encoding)) is not None:
            return name
        if self.is_composite:
            return as_name(entry(as_stream(encoding), "/CMapName")) or "?"
        base = as_name(entry(as_dictionary(encoding), "/BaseEncoding"))
        custom = as_dictionary(encoding) is not None
        return f"{base or 'built-in'} + Differences" if custom else "built-in"

    @cached_property
    def encoding_cmap(self) -> CMapFile | None:
        """The embedded CMap of a composite font; None for a named one."""
        data = decode(as_stream(entry(self.dictionary, "/Encoding"))) if self.is_composite else None
        return cmap_file.parse(data) if data is not None else None

    @cached_property
    def wmode(self) -> int:
        """1 for vertical writing (9.7.4.3), 0 for horizontal."""
        if not self.is_composite:
            return 0
        if self.encoding_cmap is None:
            return int(self.encoding_name.endswith("-V") or self.encoding_name == "V")
        declared = as_number(entry(as_stream(entry(self.dictionary, "/Encoding")), "/WMode"))
        return self.encoding_cmap.wmode or int(declared or 0)

    @property
    def is_identity(self) -> bool:
        """Whether its codes are its CIDs."""
        return self.encoding_name in {"Identity-H", "Identity-V"} and self.encoding_cmap is None

    @cached_property
    def is_symbolic(self) -> bool:
        """The Symbolic flag of the descriptor."""
        return bool(int(as_number(entry(self.descriptor, "/Flags")) or 0) & SYMBOLIC)

    @cached_property
    def glyph_names(self) -> Mapping[int, str]:
        """Code → glyph name of a simple font: base encoding, program's own, Differences."""
        encoding = entry(self.dictionary, "/Encoding")
        custom = as_dictionary(encoding)
        base = as_name(encoding) or as_name(entry(custom, "/BaseEncoding"))
        if base is None:
            built_in = self.program.encoding if self.program else {}
            names = dict(built_in or encodings.base_encoding("StandardEncoding"))
        else:
            names = dict(encodings.base_encoding(base))
        return names | encodings.differences(custom)

    # -- Unicode ---------------------------------------------------------------------------

    @cached_property
    def to_unicode(self) -> CMapFile | None:
        """The ToUnicode CMap, or None when there is none that can be read."""
        data = decode(as_stream(entry(self.dictionary, "/ToUnicode")))
        return cmap_file.parse(data) if data is not None else None

    def unicode(self, code: int) -> str | None:
        """What a code stands for: by ToUnicode, else by a known encoding (9.10.2)."""
        if self.to_unicode is not None and (text := self.to_unicode.unicode(code)) is not None:
            return text
        if self.is_composite or (self.is_symbolic and self.subtype == "TrueType"):
            return None
        name = self.glyph_names.get(code)
        return encodings.name_to_unicode(name) if name else None

    @cached_property
    def collection(self) -> str | None:
        """Registry-Ordering of the CIDFont, e.g. Adobe-Japan1."""
        info = as_dictionary(entry(self.descendant, "/CIDSystemInfo"))
        registry, ordering = as_text(entry(info, "/Registry")), as_text(entry(info, "/Ordering"))
        return f"{registry}-{ordering}" if registry and ordering else None

    @property
    def has_published_meaning(self) -> bool:
        """Whether its codes have a meaning published by Adobe, so that ToUnicode may be absent.

        Their tables are not in this package, so the characters themselves stay unknown here.
        """
        if self.is_composite:
            return self.collection in ADOBE_COLLECTIONS
        return self.encoding_name == "MacExpertEncoding"

    # -- program ---------------------------------------------------------------------------

    @cached_property
    def program_key(self) -> str | None:
        """FontFile, FontFile2 or FontFile3, whichever the descriptor has."""
        for key in PROGRAM_KEYS:
            if as_stream(entry(self.descriptor, key)) is not None:
                return key[1:]
        return None

    @cached_property
    def _program_or_reason(self) -> FontProgram | str:
        if self.program_key is None:
            return "not embedded"
        data = decode(as_stream(entry(self.descriptor, f"/{self.program_key}")))
        if data is None:
            return "the stream cannot be decoded"
        try:
            return font_program.read_program(data)
        except BrokenProgram as broken:
            return str(broken)

    @property
    def program(self) -> FontProgram | None:
        """The embedded program; None when there is none or it cannot be read."""
        found = self._program_or_reason
        return found if isinstance(found, FontProgram) else None

    @property
    def broken_because(self) -> str | None:
        """Why the program that is embedded cannot be read; None when it can."""
        found = self._program_or_reason
        return found if isinstance(found, str) and self.program_key else None

    @property
    def is_embedded(self) -> bool:
        """Whether the file carries what draws the glyphs (a Type 3 font always does)."""
        return self.subtype == "Type3" or self.program_key is not None

    def cid(self, code: int) -> int | None:
        """The CID of a code of a composite font; None where its CMap is not in the file."""
        if self.is_identity:
            return code
        return self.encoding_cmap.cid(code) if self.encoding_cmap else None

    def glyph(self, code: int) -> int | None:
        """The glyph number that a code draws; 0 is .notdef, None means it cannot be told."""
        if self.program is None:
            return None
        if self.is_composite:
            cid = self.cid(code)
            return None if cid is None else self._glyph_of_cid(cid, self.program)
        if self.program.kind is Kind.TRUETYPE:
            return self._glyph_of_truetype(code, self.program)
        name = self.glyph_names.get(code)
        return None if name is None else self.program.names.get(name, self.program.glyph_count)

    def _glyph_of_cid(self, cid: int, program: FontProgram) -> int | None:
        if program.kind is Kind.CID_KEYED_CFF and program.cids is not None:
            return program.cids.get(cid, program.glyph_count)
        if self.cid_subtype == "CIDFontType2" and self.cid_to_gid is not None:
            pair = self.cid_to_gid[2 * cid : 2 * cid + 2]
            return int.from_bytes(pair, "big")
        return cid

    @cached_property
    def cid_to_gid(self) -> bytes | None:
        """The CIDToGIDMap stream's bytes; None for Identity or none."""
        return decode(as_stream(entry(self.descendant, "/CIDToGIDMap")))

    def _glyph_of_truetype(self, code: int, program: FontProgram) -> int | None:
        """ISO 32000-1 9.6.6.4: by name and Unicode, or by the symbolic cmaps."""
        maps = program.character_maps
        encoded = entry(self.dictionary, "/Encoding") is not None
        if encoded and not self.is_symbolic:
            return self._glyph_by_name(code, program)
        if (symbol := maps.get((3, 0))) is not None:
            found = [symbol.get(code), *(symbol.get(start + code) for start in PRIVATE_CODES)]
            return next((glyph for glyph in found if glyph is not None), 0)
        if (roman := maps.get((1, 0))) is not None:
            return roman.get(code, 0)
        if encoded:
            return self._glyph_by_name(code, program)
        only = next(iter(maps.values()), None)
        return None if only is None else only.get(code, 0)

    def _glyph_by_name(self, code: int, program: FontProgram) -> int | None:
        name = self.glyph_names.get(code)
        if name is None or name == ".notdef":
            return 0
        text = encodings.name_to_unicode(name)
        unicode_map = program.character_maps.get((3, 1))
        if text and unicode_map is not None and (glyph := unicode_map.get(ord(text[0]))):
            return glyph
        roman = program.character_maps.get((1, 0))
        by_roman = {v: k for k, v in encodings.base_encoding("MacRomanEncoding").items()}
        if roman is not None and (glyph := roman.get(by_roman.get(name, -1))):
            return glyph
        return program.names.get(name, 0)

    # -- metrics ---------------------------------------------------------------------------

    @cached_property
    def _cid_widths(self) -> Mapping[int, float]:
        """The W array as CID → width (9.7.4.3)."""
        return _spans(as_array(entry(self.descendant, "/W")))

    def width(self, code: int) -> float | None:
        """The width the dictionaries declare, in 1/1000 em (text space for Type 3)."""
        if self.is_composite:
            cid = self.cid(code)
            default = as_number(entry(self.descendant, "/DW"))
            fallback = 1000.0 if default is None else default
            return None if cid is None else self._cid_widths.get(cid, fallback)
        first = as_number(entry(self.dictionary, "/FirstChar")) or 0
        widths = as_array(entry(self.dictionary, "/Widths"))
        index = code - int(first)
        if 0 <= index < len(widths):
            return as_number(widths[index])
        return as_number(entry(self.descriptor, "/MissingWidth")) or 0.0

    @property
    def has_vertical_metrics(self) -> bool:
        """Whether the CIDFont says how it advances downwards (W2 or DW2)."""
        return any(entry(self.descendant, key) is not None for key in ("/W2", "/DW2"))


SPAN_LIMIT = 65_536  # CIDs are two bytes


def _spans(elements: list[object]) -> dict[int, float]:
    """`c [w1 … wn]` and `first last w` entries of a W array."""
    widths: dict[int, float] = {}
    position = 0
    while position + 1 < len(elements):
        first, second = as_number(elements[position]), elements[position + 1]
        if first is None:
            position += 1
        elif isinstance(second, list):
            for offset, width in enumerate(as_array(second)):
                widths[int(first) + offset] = as_number(width) or 0.0
            position += 2
        elif position + 2 < len(elements):
            last, width = as_number(second) or 0, as_number(elements[position + 2]) or 0.0
            stop = min(int(last) + 1, SPAN_LIMIT)
            widths.update(dict.fromkeys(range(int(first), stop), width))
            position += 3
        else:
            break
    return widths
