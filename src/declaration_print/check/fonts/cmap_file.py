"""CMap files: character codes to CIDs or to Unicode (ISO 32000-1 9.7.5, 9.10.3)."""

from bisect import bisect_right, insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from struct import unpack
from typing import Generic, TypeVar

from pypdf.generic import StreamObject

from declaration_print.check.document.content import operations
from declaration_print.check.document.objects import as_name, as_stream, decode, entry
from declaration_print.check.fonts.predefined_cmaps import CodeSpace, code_spaces

CHAIN_LIMIT = 8  # CMaps that use CMaps
ENTRY_LIMIT = 400_000  # characters, ranges and operators; all of Unicode takes fewer
OVERLAP_LIMIT = 64  # ranges that begin before a code and may hold it
LAST_CHARACTER = 0x10FFFF
ALL_OF_TWO_BYTES = CodeSpace(b"\x00\x00", b"\xff\xff")
IDENTITY = ("Identity-H", "Identity-V")

Target = TypeVar("Target")


class Spans(Generic[Target]):
    """Ranges of codes, each with what its first code leads to.

    Of overlapping ones the later to begin is asked first.
    """

    def __init__(self) -> None:
        self._spans: list[tuple[int, int, Target]] = []
        self._widest = 0

    def __bool__(self) -> bool:
        return bool(self._spans)

    def add(self, low: int, high: int, first: Target) -> None:
        """One more range, its ends included."""
        if high >= low:
            insort(self._spans, (low, high, first), key=lambda span: span[0])
            self._widest = max(self._widest, high - low)

    def find(self, code: int) -> tuple[int, Target] | None:
        """How far a code lies into its range, and what the range's first code leads to."""
        index = bisect_right(self._spans, code, key=lambda span: span[0])
        for low, high, first in reversed(self._spans[max(0, index - OVERLAP_LIMIT) : index]):
            if code <= high:
                return code - low, first
            if code - low > self._widest:
                break
        return None


@dataclass(slots=True)
class CMapFile:
    """One parsed CMap. Ranges are kept as ranges, so that a huge one costs nothing.

    `uses` is the CMap it names by usecmap, `base` the one it builds on where that is known. It
    `is_whole` when all it builds on is known, so that a code it lacks has no CID.
    """

    wmode: int = 0
    uses: str | None = None
    base: "CMapFile | None" = None
    is_whole: bool = True
    is_identity: bool = False
    code_spaces: list[CodeSpace] = field(default_factory=list)
    unicode_of: dict[int, str] = field(default_factory=dict)
    unicode_spans: Spans[str] = field(default_factory=Spans)
    cid_of: dict[int, int] = field(default_factory=dict)
    cid_spans: Spans[int] = field(default_factory=Spans)
    undefined_spans: Spans[int] = field(default_factory=Spans)

    def unicode(self, code: int, *, strictly: bool = False) -> str | None:
        """What a code stands for, or None when the map does not say.

        `strictly`: in a range only the last byte counts up, of codes and of characters (9.10.3).
        """
        if self.is_identity:
            return chr(code) if code <= LAST_CHARACTER else None
        if (text := self.unicode_of.get(code)) is not None:
            return text
        if (found := self.unicode_spans.find(code)) is not None:
            distance, first = found
            last = ord(first[-1]) + distance if first else LAST_CHARACTER + 1
            if strictly and first:
                if distance > code & 0xFF:
                    return None
                last = ord(first[-1]) & ~0xFF | last & 0xFF
            return first[:-1] + chr(last) if last <= LAST_CHARACTER else None
        return self.base.unicode(code, strictly=strictly) if self.base else None

    def cid(self, code: int) -> int | None:
        """The CID of a code; 0 when the map has none for it, None when that cannot be told."""
        if self.is_identity:
            return code
        if code in self.cid_of:
            return self.cid_of[code]
        if (found := self.cid_spans.find(code)) is not None:
            return found[0] + found[1]
        if self.base is not None and (below := self.base.cid(code)):
            return below
        if (undefined := self.undefined_spans.find(code)) is not None:
            return undefined[1]  # one CID for the whole range (Adobe TN 5014)
        return 0 if self.is_whole else None

    @property
    def has_entries(self) -> bool:
        """Whether it maps anything by itself."""
        return bool(self.unicode_of or self.unicode_spans or self.cid_of or self.cid_spans)

    def codes(self, text: bytes) -> Iterator[int]:
        """The codes that a shown string consists of."""
        return codes(text, self.all_code_spaces())

    def all_code_spaces(self) -> tuple[CodeSpace, ...]:
        """Its code spaces and those of what it builds on."""
        below = self.base.all_code_spaces() if self.base else ()
        return (*self.code_spaces, *below)


def codes(text: bytes, spaces: Sequence[CodeSpace]) -> Iterator[int]:
    """The codes a shown string consists of.

    What no code space holds is skipped whole and stands for code 0 (9.7.6.3); a code that the end
    of the string cuts off goes on with FF, which few fonts have a glyph for. Both as in veraPDF.
    """
    if len(spaces) == 1 and spaces[0] == ALL_OF_TWO_BYTES and len(text) % 2 == 0:
        return iter(unpack(f">{len(text) // 2}H", text))
    return _cut(text, tuple(spaces))


def _cut(text: bytes, spaces: tuple[CodeSpace, ...]) -> Iterator[int]:
    cut = _length_of_code(spaces)
    position = 0
    while position < len(text):
        length, is_held = cut(text[position : position + 4])
        code = text[position : position + length].ljust(length, b"\xff")
        yield int.from_bytes(code, "big") if is_held else 0
        position += length


@lru_cache(maxsize=8)
def _length_of_code(spaces: tuple[CodeSpace, ...]) -> Callable[[bytes], tuple[int, bool]]:
    """How long the code at the beginning of some bytes is, and whether a code space holds it."""
    lengths = sorted({len(space.low) for space in spaces}) or [2]

    @lru_cache(maxsize=4096)
    def length(ahead: bytes) -> tuple[int, bool]:
        for size in lengths:
            if any(space.holds(ahead[:size]) for space in spaces):
                return size, True
        for size in range(len(ahead), 0, -1):
            begun = [len(s.low) for s in spaces if len(s.low) >= size and s.begins(ahead[:size])]
            if begun:
                return min(begun), len(ahead) < min(begun)
        return lengths[0], False

    return length


# -- reading ---------------------------------------------------------------------------------


def embedded(stream: StreamObject | None, depth: int = 0) -> CMapFile | None:
    """The CMap of a stream with all it builds on by UseCMap; None when it cannot be read."""
    data = decode(stream)
    if data is None:
        return None
    cmap = parse(data)
    if as_name(entry(stream, "/CMapName")) in IDENTITY and not cmap.has_entries:
        cmap.is_identity = True
    used = entry(stream, "/UseCMap")
    inner = as_stream(used)
    if inner is not None and depth < CHAIN_LIMIT:
        cmap.base = embedded(inner, depth + 1)
        cmap.uses = as_name(entry(inner, "/CMapName")) or cmap.uses
    else:
        cmap.uses = as_name(used) or cmap.uses
        cmap.base = predefined(cmap.uses) if cmap.uses else None
    cmap.is_whole = cmap.uses is None or (cmap.base is not None and cmap.base.is_whole)
    return cmap


def predefined(name: str) -> CMapFile | None:
    """A predefined CMap: its code spaces, and its CIDs if it is Identity; None for another."""
    spaces = code_spaces(name)
    if not spaces:
        return None
    same = name in IDENTITY
    wmode = int(name.endswith("-V") or name == "V")
    return CMapFile(wmode, is_whole=same, is_identity=same, code_spaces=list(spaces))


def parse(data: bytes) -> CMapFile:
    """A CMap from its file; what cannot be understood is left out, as is what is beyond measure."""
    cmap = CMapFile()
    left = ENTRY_LIMIT
    for operator, operands in operations(data):
        left -= 1 + len(operands) // 2
        if left < 0:
            break
        match operator:
            case "usecmap" if operands and isinstance(operands[-1], str):
                cmap.uses = operands[-1]
            case "def" if operands[-2:-1] == ["WMode"] and isinstance(operands[-1], float):
                cmap.wmode = int(operands[-1])
            case _ if operator.startswith("end"):
                _add_section(cmap, operator[3:], operands)
    return cmap


def _add_section(cmap: CMapFile, section: str, operands: list[object]) -> None:
    match section:
        case "codespacerange":
            cmap.code_spaces += _code_spaces(operands)
        case "bfchar":
            cmap.unicode_of |= _characters(operands)
        case "bfrange":
            for low, high, target in _grouped(operands, 3):
                _add_unicode_range(cmap, low, high, target)
        case "cidchar":
            cmap.cid_of |= _cids(operands)
        case "cidrange":
            _add_cid_ranges(cmap.cid_spans, operands)
        case "notdefrange":
            _add_cid_ranges(cmap.undefined_spans, operands)
        case "notdefchar":
            for code, cid in _cids(operands).items():
                cmap.undefined_spans.add(code, code, cid)


def _code_spaces(operands: list[object]) -> Iterator[CodeSpace]:
    for low, high in _grouped(operands, 2):
        if isinstance(low, bytes) and isinstance(high, bytes) and 0 < len(low) == len(high) <= 4:  # noqa: PLR2004 - bytes a code may have
            yield CodeSpace(low, high)


def _characters(operands: list[object]) -> dict[int, str]:
    found: dict[int, str] = {}
    for code, text in _grouped(operands, 2):
        if isinstance(code, bytes) and isinstance(text, bytes | str):
            found[int.from_bytes(code, "big")] = _utf16(text) if isinstance(text, bytes) else text
    return found


def _cids(operands: list[object]) -> dict[int, int]:
    return {
        int.from_bytes(code, "big"): int(cid)
        for code, cid in _grouped(operands, 2)
        if isinstance(code, bytes) and isinstance(cid, float)
    }


def _grouped(operands: list[object], size: int) -> Iterator[tuple[object, ...]]:
    yield from zip(*(operands[start::size] for start in range(size)), strict=False)


def _utf16(raw: bytes) -> str:
    return raw.decode("utf-16-be", "replace") if len(raw) > 1 else raw.decode("latin-1")


def _add_unicode_range(cmap: CMapFile, low: object, high: object, target: object) -> None:
    if not isinstance(low, bytes) or not isinstance(high, bytes):
        return
    first, last = int.from_bytes(low, "big"), int.from_bytes(high, "big")
    if isinstance(target, bytes) and target:
        cmap.unicode_spans.add(first, last, _utf16(target))
    elif isinstance(target, list):
        for code, text in zip(range(first, last + 1), target, strict=False):
            if isinstance(text, bytes):
                cmap.unicode_of[code] = _utf16(text)


def _add_cid_ranges(spans: Spans[int], operands: list[object]) -> None:
    for low, high, cid in _grouped(operands, 3):
        if isinstance(low, bytes) and isinstance(high, bytes) and isinstance(cid, float):
            spans.add(int.from_bytes(low, "big"), int.from_bytes(high, "big"), int(cid))
