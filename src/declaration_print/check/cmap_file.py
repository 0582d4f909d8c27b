"""CMap files: character codes to CIDs or to Unicode (ISO 32000-1 9.7.5, 9.10.3)."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from declaration_print.check.content import operations


@dataclass(frozen=True, slots=True)
class CodeSpace:
    """Codes of `length` bytes from `low` to `high`, compared byte by byte."""

    low: bytes
    high: bytes

    def holds(self, code: bytes) -> bool:
        """Whether a code of this length lies in the range."""
        return len(code) == len(self.low) and all(
            low <= byte <= high for low, byte, high in zip(self.low, code, self.high, strict=True)
        )


@dataclass(slots=True)
class CMapFile:
    """One parsed CMap. Ranges are kept as ranges, so that a huge one costs nothing."""

    wmode: int = 0
    uses: str | None = None
    code_spaces: list[CodeSpace] = field(default_factory=list)
    unicode_of: dict[int, str] = field(default_factory=dict)
    _unicode_ranges: list[tuple[int, int, str]] = field(default_factory=list)
    _cid_ranges: list[tuple[int, int, int]] = field(default_factory=list)

    def unicode(self, code: int) -> str | None:
        """What a code stands for, or None when the map does not say."""
        if (text := self.unicode_of.get(code)) is not None:
            return text
        index = bisect_right(self._unicode_ranges, code, key=lambda entry: entry[0]) - 1
        if index < 0:
            return None
        low, high, first = self._unicode_ranges[index]
        if code > high or not first:
            return None
        last = ord(first[-1]) + code - low
        return first[:-1] + chr(last) if last <= 0x10FFFF else None  # noqa: PLR2004 - Unicode's end

    def cid(self, code: int) -> int | None:
        """The CID of a code, or None when the map does not say."""
        index = bisect_right(self._cid_ranges, code, key=lambda entry: entry[0]) - 1
        if index < 0:
            return None
        low, high, first = self._cid_ranges[index]
        return first + code - low if code <= high else None

    def codes(self, text: bytes) -> Iterator[int]:
        """The codes that a shown string consists of."""
        lengths = sorted({len(space.low) for space in self.code_spaces}) or [2]
        position = 0
        while position < len(text):
            length = next(
                (
                    size
                    for size in lengths
                    if any(s.holds(text[position : position + size]) for s in self.code_spaces)
                ),
                lengths[0],
            )
            yield int.from_bytes(text[position : position + length], "big")
            position += length


def parse(data: bytes) -> CMapFile:
    """A CMap from its file; what cannot be understood is left out."""
    cmap = CMapFile()
    for operator, operands in operations(data):
        match operator:
            case "endcodespacerange":
                cmap.code_spaces += _code_spaces(operands)
            case "endbfchar":
                cmap.unicode_of |= _characters(operands)
            case "endbfrange":
                for low, high, target in _grouped(operands, 3):
                    _add_unicode_range(cmap, low, high, target)
            case "endcidchar" | "endcidrange":
                _add_cids(cmap, operands, 2 if operator == "endcidchar" else 3)
            case "usecmap" if operands and isinstance(operands[-1], str):
                cmap.uses = operands[-1]
            case "def" if operands[-2:-1] == ["WMode"] and isinstance(operands[-1], float):
                cmap.wmode = int(operands[-1])
    cmap._unicode_ranges.sort(key=lambda entry: entry[0])  # noqa: SLF001 - its own builder
    cmap._cid_ranges.sort()  # noqa: SLF001 - its own builder
    return cmap


def _code_spaces(operands: list[object]) -> Iterator[CodeSpace]:
    for low, high in _grouped(operands, 2):
        if isinstance(low, bytes) and isinstance(high, bytes) and len(low) == len(high):
            yield CodeSpace(low, high)


def _characters(operands: list[object]) -> dict[int, str]:
    return {
        int.from_bytes(code, "big"): _utf16(text)
        for code, text in _grouped(operands, 2)
        if isinstance(code, bytes) and isinstance(text, bytes)
    }


def _grouped(operands: list[object], size: int) -> Iterator[tuple[object, ...]]:
    yield from zip(*(operands[start::size] for start in range(size)), strict=False)


def _utf16(raw: bytes) -> str:
    return raw.decode("utf-16-be", "replace") if len(raw) > 1 else raw.decode("latin-1")


def _add_unicode_range(cmap: CMapFile, low: object, high: object, target: object) -> None:
    if not isinstance(low, bytes) or not isinstance(high, bytes):
        return
    first, last = int.from_bytes(low, "big"), int.from_bytes(high, "big")
    if isinstance(target, bytes):
        cmap._unicode_ranges.append((first, last, _utf16(target)))  # noqa: SLF001 - its own builder
    elif isinstance(target, list):
        for code, text in zip(range(first, last + 1), target, strict=False):
            if isinstance(text, bytes):
                cmap.unicode_of[code] = _utf16(text)


def _add_cids(cmap: CMapFile, operands: list[object], size: int) -> None:
    for entry in _grouped(operands, size):
        low, high, cid = entry[0], entry[-2], entry[-1]
        if isinstance(low, bytes) and isinstance(high, bytes) and isinstance(cid, float):
            span = (int.from_bytes(low, "big"), int.from_bytes(high, "big"), int(cid))
            cmap._cid_ranges.append(span)  # noqa: SLF001 - its own builder
