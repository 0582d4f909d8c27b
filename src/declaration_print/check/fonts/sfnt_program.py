"""TrueType and OpenType programs, table by table (ISO/IEC 14496-22, the OpenType specification).

Read as a viewer reads them: a table that a subset has left out (post, name, OS/2, cmap) is not
missed, a length that runs past the end is cut there, unless advances are. Lengths are thousandths
of an em.
"""

from collections.abc import Mapping
from functools import cached_property
from struct import Struct, error, unpack_from

from declaration_print.check.fonts.encoding_tables import MAC_GLYPH_ORDER
from declaration_print.check.fonts.font_program import Box, BrokenProgram, FontProgram, Kind, scaled

_ENTRY = Struct(">4sIII")
_GLYPH_HEADER = Struct(">hhhhh")  # contours and bounds
_NEEDED = {b"head", b"hhea", b"hmtx", b"maxp", b"cmap", b"post"}  # by veraPDF, once they are listed
_METRIC = 4  # bytes of advance and side bearing in hmtx
TABLE_LIMIT = 4_096
DEFAULT_UNITS = 1000
LAST_CODE = 0xFFFF  # that anything asks for
STEP_LIMIT = 4 * LAST_CODE  # of one subtable; segments that overlap are read again and again

Tables = Mapping[str, bytes]


def tables_of(data: bytes) -> dict[str, bytes]:
    """The tables of a font file by tag; of a collection, those of its first font.

    Raises:
        BrokenProgram: there is no table directory, or it leads past the end.
    """
    start = unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" and len(data) > 16 else 0  # noqa: PLR2004 - the first offset
    if len(data) < start + 12:
        raise BrokenProgram("the table directory is cut off")
    count = min(unpack_from(">H", data, start + 4)[0], TABLE_LIMIT)
    found: dict[str, bytes] = {}
    for number in range(count):
        at = start + 12 + 16 * number
        if at + 16 > len(data):
            break
        tag, _, offset, length = _ENTRY.unpack_from(data, at)
        if offset >= len(data) and length and tag in _NEEDED:
            raise BrokenProgram(f"the program is cut off ({tag.decode('latin-1')})")
        if offset < len(data):
            found.setdefault(tag.decode("latin-1"), data[offset : offset + length])
    return found


class TrueTypeProgram(FontProgram):
    """A program with an sfnt wrapper whose advances are those of hmtx."""

    kind = Kind.TRUETYPE

    def __init__(self, data: bytes, tables: Tables | None = None) -> None:
        self._tables = tables_of(data) if tables is None else tables
        head, horizontal = self._tables.get("head", b""), self._tables.get("hhea", b"")
        self._hmtx = self._tables.get("hmtx", b"")
        if len(horizontal) < 36 or len(self._hmtx) < _METRIC:  # noqa: PLR2004 - hhea's size
            raise BrokenProgram("no horizontal metrics (hhea, hmtx)")
        if not {"glyf", "CFF ", "CFF2"} & set(self._tables):
            raise BrokenProgram("no outlines (glyf or CFF)")
        units = unpack_from(">H", head, 18)[0] if len(head) >= 20 else DEFAULT_UNITS  # noqa: PLR2004 - past unitsPerEm
        self._scale = 1000 / (units or DEFAULT_UNITS)
        self._long_loca = len(head) >= 52 and unpack_from(">h", head, 50)[0] != 0  # noqa: PLR2004 - indexToLocFormat
        declared = unpack_from(">H", horizontal, 34)[0]
        if len(self._hmtx) < _METRIC * declared and data.endswith(self._hmtx):
            raise BrokenProgram("the program is cut off (hmtx)")
        self.metric_count = max(1, min(declared, len(self._hmtx) // _METRIC))
        maxp = self._tables.get("maxp", b"")
        self.glyph_count = unpack_from(">H", maxp, 4)[0] if len(maxp) >= 6 else self.metric_count  # noqa: PLR2004 - past numGlyphs
        self.fs_type = fs_type(self._tables)
        self.cmap_keys = tuple((p, e) for p, e, _ in self._cmap_records)
        self._maps: dict[tuple[int, int], Mapping[int, int] | None] = {}

    def _advance(self, glyph: int) -> float:
        at = min(glyph, self.metric_count - 1) * _METRIC
        return float(unpack_from(">H", self._hmtx, at)[0] * self._scale)

    def _box(self, glyph: int) -> Box | None:
        if "glyf" not in self._tables:
            return self._cff.box(glyph) if self._cff else None
        outlines = self._tables["glyf"]
        start, end = self._location(glyph), self._location(glyph + 1)
        if start >= end or start + _GLYPH_HEADER.size > len(outlines):
            return None
        contours, left, bottom, right, top = _GLYPH_HEADER.unpack_from(outlines, start)
        return scaled((left, bottom, right, top), self._scale) if contours else None

    def _location(self, glyph: int) -> int:
        loca = self._tables.get("loca", b"")
        if self._long_loca:
            return int(unpack_from(">I", loca, 4 * glyph)[0])
        return int(unpack_from(">H", loca, 2 * glyph)[0]) * 2

    @cached_property
    def _cff(self) -> FontProgram | None:
        from declaration_print.check.fonts.cff_program import CffProgram  # noqa: PLC0415 - seldom needed

        return CffProgram(self._tables["CFF "]) if "CFF " in self._tables else None

    # -- characters ------------------------------------------------------------------------

    @cached_property
    def _cmap_records(self) -> list[tuple[int, int, int]]:
        cmap = self._tables.get("cmap", b"")
        count = unpack_from(">H", cmap, 2)[0] if len(cmap) >= 4 else 0  # noqa: PLR2004 - past numTables
        fitting = min(count, max(0, (len(cmap) - 4) // 8), TABLE_LIMIT)
        return [unpack_from(">HHI", cmap, 4 + 8 * number) for number in range(fitting)]

    def character_map(self, key: tuple[int, int]) -> Mapping[int, int] | None:
        """Code → glyph of the first subtable of that platform and encoding; None without one."""
        if key not in self._maps:
            starts = [start for p, e, start in self._cmap_records if (p, e) == key]
            self._maps[key] = _subtable(self._tables["cmap"], starts[0]) if starts else None
        return self._maps[key]

    @cached_property
    def names(self) -> Mapping[str, int]:
        """Glyph names of a post table of version 1 or 2."""
        try:
            return _post_names(self._tables.get("post", b""))
        except (error, IndexError):
            return {}


def fs_type(tables: Tables) -> int | None:
    """The embedding rights (OS/2 fsType); None when the program has lost its OS/2 table."""
    table = tables.get("OS/2", b"")
    return int(unpack_from(">H", table, 8)[0]) if len(table) >= 10 else None  # noqa: PLR2004 - past fsType


def _post_names(post: bytes) -> dict[str, int]:
    if post[:4] == b"\0\1\0\0":
        return {name: glyph for glyph, name in enumerate(MAC_GLYPH_ORDER.split())}
    if post[:4] != b"\0\2\0\0":
        return {}
    order = MAC_GLYPH_ORDER.split()
    count = unpack_from(">H", post, 32)[0]
    indices = unpack_from(f">{count}H", post, 34)
    own: list[str] = []
    position = 34 + 2 * count
    while position < len(post):
        length = post[position]
        own.append(post[position + 1 : position + 1 + length].decode("latin-1"))
        position += 1 + length
    named: dict[str, int] = {}
    for glyph, index in enumerate(indices):
        place = index - len(order)
        if place < 0:
            named.setdefault(order[index], glyph)
        elif place < len(own):
            named.setdefault(own[place], glyph)
    return named


def _subtable(cmap: bytes, start: int) -> dict[int, int]:
    """Code → glyph of a cmap subtable; what lies past the end of the table is left out."""
    mapping: dict[int, int] = {}
    try:
        match unpack_from(">H", cmap, start)[0]:
            case 0:
                mapping.update(enumerate(cmap[start + 6 : start + 262]))
            case 4:
                _segments(cmap, start, mapping)
            case 6:
                first, count = unpack_from(">HH", cmap, start + 6)
                for number in range(count):
                    mapping[first + number] = unpack_from(">H", cmap, start + 10 + 2 * number)[0]
            case 12:
                _groups(cmap, start, mapping)
    except error:
        return mapping
    return mapping


def _segments(cmap: bytes, start: int, mapping: dict[int, int]) -> None:
    """Format 4."""
    count = unpack_from(">H", cmap, start + 6)[0] // 2
    words = unpack_from(f">{4 * count + 1}H", cmap, start + 14)
    ends, starts = words[:count], words[count + 1 : 2 * count + 1]
    deltas, offsets = words[2 * count + 1 : 3 * count + 1], words[3 * count + 1 :]
    range_start = start + 16 + 6 * count
    left = STEP_LIMIT
    for number, (first, last, delta, offset) in enumerate(
        zip(starts, ends, deltas, offsets, strict=True)
    ):
        left -= max(0, last - first)
        if left < 0:
            return
        for code in range(first, last + 1):
            if offset in {0, 0xFFFF}:  # some makers write 0xFFFF into the last segment
                mapping[code] = (code + delta) & 0xFFFF
                continue
            at = range_start + 2 * number + offset + 2 * (code - first)
            if at + 2 > len(cmap):
                break
            glyph = unpack_from(">H", cmap, at)[0]
            mapping[code] = (glyph + delta) & 0xFFFF if glyph else 0


def _groups(cmap: bytes, start: int, mapping: dict[int, int]) -> None:
    """Format 12, as far as the codes of simple fonts and the glyph names go: two bytes."""
    count = unpack_from(">I", cmap, start + 12)[0]
    left = STEP_LIMIT
    for number in range(min(count, len(cmap) // 12)):
        first, last, glyph = unpack_from(">III", cmap, start + 16 + 12 * number)
        left -= max(0, last - first)
        if first > LAST_CODE or left < 0:
            return
        for code in range(first, min(last, LAST_CODE) + 1):
            mapping[code] = glyph + code - first
