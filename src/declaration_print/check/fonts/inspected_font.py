"""One font of a file, as its dictionaries declare it and as its program answers.

ISO 32000-1 9.6 (simple fonts), 9.7 (composite fonts), 9.8 (descriptors), 9.10 (to Unicode).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pypdf.generic import DictionaryObject, StreamObject

from declaration_print.check.document.objects import (
    as_array,
    as_dictionary,
    as_name,
    as_number,
    as_stream,
    as_text,
    decode,
    entry,
)
from declaration_print.check.drawing.drawn import FontDrawing, Shown
from declaration_print.check.fonts import cmap_file, encodings, font_widths, glyph_lookup
from declaration_print.check.fonts.cmap_file import CMapFile
from declaration_print.check.fonts.encodings import NOTDEF
from declaration_print.check.fonts.font_files import FontFile, font_file
from declaration_print.check.fonts.font_program import FontProgram, Kind
from declaration_print.check.fonts.predefined_cmaps import TWO_BYTES, CodeSpace

SYMBOLIC = 1 << 2  # Table 123
PUBLISHED_ORDERINGS = {"GB1", "CNS1", "Japan1", "Korea1", "KR"}
"""Adobe's collections, for which Adobe publishes what each CID stands for."""


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

    @property
    def is_type1(self) -> bool:
        """Whether it is a Type 1 font, multiple masters included."""
        return self.subtype in {"Type1", "MMType1"}

    @cached_property
    def name(self) -> str:
        """BaseFont, or what a Type 3 font calls itself."""
        named = as_name(entry(self.dictionary, "/BaseFont"))
        return named or as_name(entry(self.dictionary, "/Name")) or "(unnamed)"

    @property
    def program_holder(self) -> DictionaryObject | None:
        """The dictionary with the descriptor: the CIDFont of a composite font, else the font's."""
        return self.descendant if self.is_composite else self.dictionary

    @cached_property
    def program_name(self) -> str:
        """The BaseFont beside the descriptor, with its subset tag if there is one."""
        return as_name(entry(self.program_holder, "/BaseFont")) or ""

    @cached_property
    def cid_subtype(self) -> str | None:
        """CIDFontType0 or CIDFontType2."""
        return as_name(entry(self.descendant, "/Subtype"))

    @cached_property
    def descriptor(self) -> DictionaryObject | None:
        """The font descriptor, the descendant's for a composite font."""
        return as_dictionary(entry(self.program_holder, "/FontDescriptor"))

    # -- what is drawn ---------------------------------------------------------------------

    @cached_property
    def uses(self) -> Mapping[int, CodeUse]:
        """Every character code drawn, in order of first drawing."""
        uses: dict[int, CodeUse] = {}
        for shown, times in self._shown.items():
            for code, count in Counter(self.codes(shown)).items():
                if (use := uses.get(code)) is None:
                    use = uses[code] = CodeUse(shown.page)
                if shown.visible:
                    use.visible += times * count
                    use.text += 0 if shown.furniture else times * count
                    use.sideways += times * count if shown.sideways else 0
        return uses

    @cached_property
    def visible_uses(self) -> Mapping[int, CodeUse]:
        """The codes that are drawn other than in text rendering mode 3."""
        return {code: use for code, use in self.uses.items() if use.visible}

    @cached_property
    def is_seen(self) -> bool:
        """Whether an operator shows text with it other than in mode 3, be it an empty string."""
        return any(shown.visible for shown in self._shown)

    @property
    def showings(self) -> Iterator[Shown]:
        """The strings it draws, each way once."""
        return iter(self._shown)

    @cached_property
    def pages(self) -> tuple[int, ...]:
        """The pages it draws on, from 1."""
        return tuple(sorted({shown.page for shown in self._shown}))

    @property
    def first_page(self) -> int:
        """The first page it draws on."""
        return self.pages[0]

    def codes(self, shown: Shown) -> Iterator[int]:
        """The character codes of a string."""
        if not self.is_composite:
            return iter(shown.text)
        return cmap_file.codes(shown.text, self._code_spaces)

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
    def embedded_cmap(self) -> StreamObject | None:
        """The CMap stream of a composite font; None for a named CMap."""
        return as_stream(entry(self.dictionary, "/Encoding")) if self.is_composite else None

    @cached_property
    def encoding_cmap(self) -> CMapFile | None:
        """The embedded CMap of a composite font; None for a named one."""
        return cmap_file.embedded(self.embedded_cmap)

    @cached_property
    def cmap(self) -> CMapFile | None:
        """The CMap of a composite font, as far as it is known here; None for an unknown one."""
        if not self.is_composite or self.embedded_cmap is not None:
            return self.encoding_cmap
        return cmap_file.predefined(self.encoding_name)

    @cached_property
    def _code_spaces(self) -> tuple[CodeSpace, ...]:
        return (self.cmap.all_code_spaces() if self.cmap else ()) or TWO_BYTES

    @cached_property
    def wmode(self) -> int:
        """1 for vertical writing (9.7.4.3), 0 for horizontal."""
        declared = as_number(entry(self.embedded_cmap, "/WMode"))
        return (self.cmap.wmode if self.cmap else 0) or int(declared or 0)

    @cached_property
    def is_symbolic(self) -> bool:
        """The Symbolic flag of the descriptor."""
        return bool(int(as_number(entry(self.descriptor, "/Flags")) or 0) & SYMBOLIC)

    @cached_property
    def has_encoding(self) -> bool:
        """Whether the font dictionary has an Encoding."""
        return entry(self.dictionary, "/Encoding") is not None

    @cached_property
    def base_encoding(self) -> str | None:
        """The encoding that a simple font names, by itself or as the base of Differences."""
        encoding = entry(self.dictionary, "/Encoding")
        return as_name(encoding) or as_name(entry(as_dictionary(encoding), "/BaseEncoding"))

    @cached_property
    def differences(self) -> Mapping[int, str]:
        """The Differences of a simple font."""
        return encodings.differences(as_dictionary(entry(self.dictionary, "/Encoding")))

    def declared_name(self, code: int) -> str | None:
        """The glyph name that a simple font's dictionary gives a code; None where it gives none."""
        if (name := self.differences.get(code)) is not None:
            return name
        if self.base_encoding not in encodings.PREDEFINED:
            return None
        return encodings.base_encoding(self.base_encoding).get(code, NOTDEF)

    def glyph_name(self, code: int) -> str | None:
        """The glyph name of a code of a simple font, by its dictionary or else by its program."""
        name = self.declared_name(code)
        if self.subtype == "TrueType":
            if self.is_symbolic or as_dictionary(entry(self.dictionary, "/Encoding")) is None:
                return name
            standard = encodings.base_encoding("StandardEncoding")
            return standard.get(code) if name in {None, NOTDEF} else name
        if name is None and self.is_type1:
            standard = encodings.base_encoding("StandardEncoding")
            return (self.program.encoding if self.program else standard).get(code)
        return name

    # -- Unicode ---------------------------------------------------------------------------

    @cached_property
    def to_unicode(self) -> CMapFile | None:
        """The ToUnicode CMap, or None when there is none that can be read."""
        value = entry(self.dictionary, "/ToUnicode")
        if (as_name(value) or "").startswith("Identity-"):
            return CMapFile(is_identity=True)
        return cmap_file.embedded(as_stream(value))

    def unicode(self, code: int) -> str | None:
        """What a code stands for: by ToUnicode, else by its glyph's name (9.10.2)."""
        if self.to_unicode is not None and (text := self.to_unicode.unicode(code)) is not None:
            return text
        name = None if self.is_composite else self.glyph_name(code)
        return encodings.name_to_unicode(name) if name else None

    @cached_property
    def collection(self) -> str | None:
        """Registry-Ordering of the CIDFont, e.g. Adobe-Japan1."""
        info = as_dictionary(entry(self.descendant, "/CIDSystemInfo"))
        registry, ordering = as_text(entry(info, "/Registry")), as_text(entry(info, "/Ordering"))
        return f"{registry}-{ordering}" if registry and ordering else None

    @property
    def has_published_meaning(self) -> bool:
        """Whether Adobe publishes what the CIDs stand for, so that ToUnicode may be absent.

        The tables are not in this package, so the characters themselves stay unknown here.
        """
        registry, _, ordering = (self.collection or "").partition("-")
        return self.is_composite and registry == "Adobe" and ordering in PUBLISHED_ORDERINGS

    # -- program ---------------------------------------------------------------------------

    @cached_property
    def file(self) -> FontFile | None:
        """What the descriptor offers as the font's program; None when it offers nothing."""
        return font_file(self.cid_subtype if self.is_composite else self.subtype, self.descriptor)

    @property
    def program(self) -> FontProgram | None:
        """The embedded program; None when there is none or it cannot be read."""
        return self.file.program if self.file else None

    @property
    def is_embedded(self) -> bool:
        """Whether the file carries what draws the glyphs (a Type 3 font always does)."""
        return self.subtype == "Type3" or self.file is not None

    def cid(self, code: int) -> int | None:
        """The CID of a code of a composite font; None where its CMap is not known here."""
        return self.cmap.cid(code) if self.cmap else None

    @cached_property
    def cid_to_gid(self) -> bytes | None:
        """The bytes of a CIDFontType2's CIDToGIDMap stream; None for Identity or none."""
        if self.cid_subtype != "CIDFontType2":
            return None
        return decode(as_stream(entry(self.descendant, "/CIDToGIDMap")))

    def glyph(self, code: int) -> int | None:
        """The glyph number that a code draws; 0 is .notdef, None means it cannot be told.

        A number the program does not have stands for a glyph that is not there.
        """
        if self.program is None:
            return None
        if self.is_composite:
            cid = self.cid(code)
            return None if cid is None else glyph_lookup.by_cid(self.program, cid, self.cid_to_gid)
        if self.subtype == "TrueType":
            if self.has_encoding and not self.is_symbolic:
                return glyph_lookup.by_name_in_truetype(self.program, self.glyph_name(code))
            return glyph_lookup.by_code_in_truetype(self.program, code)
        return self._glyph_of_type1(code, self.program)

    def _glyph_of_type1(self, code: int, program: FontProgram) -> int | None:
        name = self.glyph_name(code)
        if name is not None:
            return program.names.get(name, program.glyph_count)
        # The program's own encoding leaves the code out. veraPDF finds no glyph in a Type 1
        # program then, unless for code 0, and one that has a width in a CFF program.
        if program.kind is Kind.CFF or not program.encoding:
            return program.stray_glyph if program.kind is Kind.CFF else None
        return program.names.get("" if code else NOTDEF, program.glyph_count)

    @cached_property
    def _procedures(self) -> DictionaryObject | None:
        return as_dictionary(entry(self.dictionary, "/CharProcs"))

    def procedure(self, code: int) -> StreamObject | None:
        """The glyph procedure of a code of a Type 3 font."""
        name = self.declared_name(code)
        return as_stream(entry(self._procedures, f"/{name}")) if name else None

    def lacks(self, code: int) -> bool:
        """Whether a code leads to no glyph of the program; false where that cannot be told.

        As veraPDF has it, code 0 of any font and a CID mapped to glyph 0 do not count as lacking.
        """
        if self.subtype == "Type3":
            return self.procedure(code) is None
        if self.program is None or code == 0:
            return False
        glyph = self.glyph(code)
        if glyph is None:
            return False
        if self.is_composite:
            return self.cid(code) == 0 or self._cid_is_missing(code, glyph, self.program)
        if self.subtype == "TrueType":
            return glyph == 0 or not self.program.has(glyph)
        named_notdef = self.program.kind is Kind.TYPE1 and self.glyph_name(code) == NOTDEF
        return named_notdef or not self.program.has(glyph)

    def _cid_is_missing(self, code: int, glyph: int, program: FontProgram) -> bool:
        if program.kind is Kind.CID_KEYED_CFF:
            return glyph == 0 or not program.has(glyph)
        cid = self.cid(code) or 0
        too_short = self.cid_to_gid is not None and 2 * cid >= len(self.cid_to_gid)
        return too_short or not program.has(glyph)

    # -- metrics ---------------------------------------------------------------------------

    @cached_property
    def _cid_widths(self) -> font_widths.CidWidths:
        return font_widths.cid_widths(self.descendant)

    def width(self, code: int) -> float | None:
        """The width the dictionaries declare, in 1/1000 em (glyph space of a Type 3 font)."""
        if self.is_composite:
            cid = self.cid(code)
            return None if cid is None else self._cid_widths.of(cid)
        return font_widths.simple_width(self.dictionary, self.descriptor, code) or 0.0

    def program_width(self, code: int) -> float | None:
        """The width the program has for a code, in the same unit; None when it cannot be told."""
        if self.subtype == "Type3":
            stated = font_widths.procedure_width(self.procedure(code))
            missing = as_number(entry(self.descriptor, "/MissingWidth")) or 0.0
            return missing if stated is None else stated
        glyph = self.glyph(code)
        if glyph is None or self.program is None or not self.program.has(glyph):
            return None
        return self.program.advance(glyph)

    @property
    def has_vertical_metrics(self) -> bool:
        """Whether the CIDFont says how it advances downwards (W2 or DW2)."""
        return any(entry(self.descendant, key) is not None for key in ("/W2", "/DW2"))
