"""The predefined CMaps: their names, character collections and code spaces.

ISO 32000-1 9.7.5.2 Table 118, ISO 32000-2 9.7.5.2 Table 116. Which CID a code has is not told
here: the tables themselves are megabytes, and no rule needs more than that the code is legal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class CodeSpace:
    """Codes of `length` bytes from `low` to `high`, compared byte by byte."""

    low: bytes
    high: bytes

    def holds(self, code: bytes) -> bool:
        """Whether a code of this length lies in the range."""
        return len(code) == len(self.low) and self.begins(code)

    def begins(self, code: bytes) -> bool:
        """Whether the bytes so far may be the beginning of a code in the range."""
        return all(
            low <= byte <= high for low, byte, high in zip(self.low, code, self.high, strict=False)
        )


@dataclass(frozen=True, slots=True)
class Collection:
    """A character collection (CIDSystemInfo, 9.7.3)."""

    registry: str | None
    ordering: str | None
    supplement: int = 0


TWO_BYTES = (CodeSpace(b"\0\0", b"\xff\xff"),)

# Family: ordering, supplement, which of the code spaces below; "-V" goes with "-H" except where
# the name says "-H" only. Supplements as Table 118 has them and veraPDF's CharacterCollections;
# the CMap files that Adobe publishes today have later ones.
_FAMILIES = """
GB-EUC GB1 0 euc
GBpc-EUC GB1 0 mac-gb
GBK-EUC GB1 2 gbk
GBKp-EUC GB1 2 gbk
GBK2K GB1 4 gb18030
UniGB-UCS2 GB1 4 ucs2
UniGB-UTF16 GB1 4 utf16
B5pc CNS1 0 mac-b5
HKscs-B5 CNS1 3 hkscs
ETen-B5 CNS1 0 big5
ETenms-B5 CNS1 0 big5
CNS-EUC CNS1 0 euc-tw
UniCNS-UCS2 CNS1 3 ucs2
UniCNS-UTF16 CNS1 4 utf16
83pv-RKSJ-H Japan1 1 mac-sjis
90ms-RKSJ Japan1 2 sjis
90msp-RKSJ Japan1 2 sjis
90pv-RKSJ-H Japan1 1 mac-sjis
Add-RKSJ Japan1 1 sjis
EUC Japan1 1 euc-jp
Ext-RKSJ Japan1 2 sjis
H-H Japan1 1 jis
UniJIS-UCS2 Japan1 4 ucs2
UniJIS-UCS2-HW Japan1 4 ucs2
UniJIS-UTF16 Japan1 5 utf16
KSC-EUC Korea1 0 euc
KSCms-UHC Korea1 1 uhc
KSCms-UHC-HW Korea1 1 uhc
KSCpc-EUC-H Korea1 0 mac-ksc
UniKS-UCS2 Korea1 1 ucs2
UniKS-UTF16 Korea1 2 utf16
Identity Identity 0 jis16
"""

_CODE_SPACES = """
euc 00-80 A1A1-FEFE
mac-gb 00-80 A1A1-FCFE FD-FF
gbk 00-80 8140-FEFE
gb18030 00-7F 81308130-FE39FE39 8140-FEFE
ucs2 0000-D7FF E000-FFFF
utf16 0000-D7FF D800DC00-DBFFDFFF E000-FFFF
mac-b5 00-80 A140-FCFE FD-FF
hkscs 00-80 8740-FEFE
big5 00-80 A140-FEFE
euc-tw 00-80 8EA1A1A1-8EA1FEFE 8EA2A1A1-8EA2FEFE 8EA3A1A1-8EA3FEFE A1A1-FEFE
sjis 00-80 8140-9FFC A0-DF E040-FCFC
mac-sjis 00-80 8140-9FFC A0-DF E040-FCFC FD-FF
euc-jp 00-80 8EA0-8EDF A1A1-FEFE
jis 2121-7E7E
uhc 00-80 8141-FEFE
mac-ksc 00-84 A141-FDFE FE-FF
jis16 0000-FFFF
"""

COLLECTIONS_OF_2_0 = {
    "GB1": ("GB1", 5),
    "CNS1": ("CNS1", 7),
    "Japan1": ("Japan1", 7),
    "Korea1": ("KR", 9),
    "Identity": ("Identity", 0),
}
"""The collections as PDF 2.0 counts them (ISO 32000-2 Table 116, as veraPDF has it)."""

UNKNOWN_TO_1_4 = "-UTF16-"  # CMaps that came with PDF 1.5


@cache
def _families() -> Mapping[str, tuple[str, int, str]]:
    known: dict[str, tuple[str, int, str]] = {}
    for row in _FAMILIES.split("\n"):
        if not row:
            continue
        family, ordering, supplement, space = row.split()
        one_way = family.endswith("-H") and family != "H-H"
        names = [family] if one_way else [f"{family}-H", f"{family}-V"]
        if family == "H-H":
            names = ["H", "V"]
        known |= dict.fromkeys(names, (ordering, int(supplement), space))
    return known


def is_predefined(name: str) -> bool:
    """Whether a CMap of that name need not be embedded (Table 118)."""
    return name in _families()


def collection(name: str, family: str) -> Collection | None:
    """The collection of a predefined CMap, as the PDF version of a clause family counts it."""
    found = _families().get(name)
    if found is None or (family == "pdfa-1" and UNKNOWN_TO_1_4 in name):
        return None
    ordering, supplement, _ = found
    if family == "pdfa-4":
        ordering, supplement = COLLECTIONS_OF_2_0[ordering]
    return Collection("Adobe", ordering, supplement)


@cache
def code_spaces(name: str) -> tuple[CodeSpace, ...]:
    """How a predefined CMap divides strings into codes; empty for a name that is none."""
    found = _families().get(name)
    if found is None:
        return ()
    rows = (row.split() for row in _CODE_SPACES.split("\n") if row)
    spaces = next(spans for space, *spans in rows if space == found[2])
    halves = [span.split("-") for span in spaces]
    return tuple(CodeSpace(bytes.fromhex(low), bytes.fromhex(high)) for low, high in halves)
