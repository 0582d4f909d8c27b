"""A bag that anybody may have touched → what is missing, added, changed (RFC 8493 3).

Stricter than BagIt, as a deposit of ours can be: every file but the tag manifests is listed in the
manifests of both algorithms, digests are in small letters, and nothing is fetched from elsewhere.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from declaration_print.archive.bag import ALGORITHMS, BAGIT_TXT, manifest
from declaration_print.model.problem import Words

_CHUNK = 1 << 20
_LONGEST_LIST = 10_000_000
_LINE = re.compile(r"([0-9a-f]+)  (.+)")
_LENGTHS = {algorithm: hashlib.new(algorithm).digest_size * 2 for algorithm in ALGORITHMS}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one file of a bag."""

    place: str
    words: Words


@dataclass(frozen=True, slots=True)
class Integrity:
    """What was found: faults of the list of files, faults of their content, and true digests."""

    incomplete: tuple[Fault, ...]
    changed: tuple[Fault, ...]
    digests: Mapping[str, Mapping[str, str]]  # by algorithm, by place

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.incomplete and not self.changed


def integrity(files: Mapping[str, Path]) -> Integrity:
    """Compare the files of a bag, by place, with its manifests."""
    found = _digests(files)
    incomplete: list[Fault] = list(_tag_files(files))
    changed: list[Fault] = []
    for kind in ("manifest", "tagmanifest"):
        lists = [
            _compared(f"{kind}-{algorithm}.txt", found[algorithm], files)
            for algorithm in ALGORITHMS
        ]
        for one in lists:
            incomplete += one.incomplete
            changed += one.changed
        first, second = (
            {fault.place for fault in (*one.incomplete, *one.changed)} for one in lists
        )
        # What only one list says of a file, the other denies: it is the list that is wrong.
        for one, alone in zip(lists, (first - second, second - first), strict=True):
            if alone - {one.name}:
                changed.append(Fault(one.name, _NOT_CANONICAL))
    return Integrity(tuple(dict.fromkeys(incomplete)), tuple(dict.fromkeys(changed)), found)


@dataclass(frozen=True, slots=True)
class _Compared:
    """What one list says that is not so."""

    name: str
    incomplete: tuple[Fault, ...] = ()
    changed: tuple[Fault, ...] = ()


def _compared(name: str, found: Mapping[str, str], files: Mapping[str, Path]) -> _Compared:
    """One manifest against the digests of one algorithm; nothing when it is not there at all."""
    about_payload = name.startswith("manifest-")
    wanted = {
        place: digest
        for place, digest in found.items()
        if _belongs(place, about_payload=about_payload)
    }
    if name not in files or _content(files[name]) == manifest(wanted):
        return _Compared(name)
    algorithm = name.removesuffix(".txt").rpartition("-")[2]
    listed = _listed(files[name], _LENGTHS[algorithm])
    if listed is None or listed == wanted:
        return _Compared(name, changed=(Fault(name, _NOT_CANONICAL),))
    return _Compared(name, tuple(_differences(listed, wanted)), tuple(_changes(listed, wanted)))


def _digests(files: Mapping[str, Path]) -> dict[str, dict[str, str]]:
    """All digests of all files, each file read once."""
    found: dict[str, dict[str, str]] = {algorithm: {} for algorithm in ALGORITHMS}
    for place, file in files.items():
        hashers = {algorithm: hashlib.new(algorithm) for algorithm in ALGORITHMS}
        with file.open("rb") as content:
            while chunk := content.read(_CHUNK):
                for hasher in hashers.values():
                    hasher.update(chunk)
        for algorithm, hasher in hashers.items():
            found[algorithm][place] = hasher.hexdigest()
    return found


def _belongs(place: str, *, about_payload: bool) -> bool:
    """Whether a file is listed in the payload manifests, or in the tag manifests."""
    if about_payload:
        return place.startswith("data/")
    return not place.startswith(("data/", "tagmanifest-"))


def _tag_files(files: Mapping[str, Path]) -> Iterator[Fault]:
    """What is wrong with the set of tag files (RFC 8493 2.1, 2.2)."""
    expected = {"bagit.txt", "bag-info.txt"} | {
        f"{kind}-{algorithm}.txt"
        for kind in ("manifest", "tagmanifest")
        for algorithm in ALGORITHMS
    }
    tags = {place for place in files if not place.startswith("data/")}
    for name in sorted(expected - tags):
        yield Fault(name, _MISSING)
    for name in sorted(tags - expected):
        yield Fault(name, _ADDED)
    if "bagit.txt" in files and _content(files["bagit.txt"]) != BAGIT_TXT:
        yield Fault("bagit.txt", _NO_BAGIT)
    if not any(place.startswith("data/") for place in files):
        yield Fault("data/", _MISSING)
    yield from _wrong_count(files)


def _wrong_count(files: Mapping[str, Path]) -> Iterator[Fault]:
    """Whether bag-info.txt counts the payload rightly (Payload-Oxum, RFC 8493 2.2.2)."""
    if "bag-info.txt" not in files:
        return
    payload = [file.stat().st_size for place, file in files.items() if place.startswith("data/")]
    counted = f"\nPayload-Oxum: {sum(payload)}.{len(payload)}\n".encode()
    if counted not in b"\n" + _content(files["bag-info.txt"]):
        yield Fault("bag-info.txt", _MISCOUNTED)


def _content(file: Path) -> bytes:
    """A tag file, as far as one is ever long."""
    with file.open("rb") as opened:
        return opened.read(_LONGEST_LIST)


def _listed(file: Path, length: int) -> dict[str, str] | None:
    """Digests by place; None where a line is none of a manifest, or a file is listed twice."""
    try:
        lines = _content(file).decode().removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        return None
    matches = [_LINE.fullmatch(line) for line in lines]
    listed = {match[2]: match[1] for match in matches if match and len(match[1]) == length}
    return listed if len(listed) == len(lines) else None


def _differences(listed: Mapping[str, str], wanted: Mapping[str, str]) -> Iterator[Fault]:
    for place in sorted(listed.keys() - wanted.keys()):
        yield Fault(place, _MISSING)
    for place in sorted(wanted.keys() - listed.keys()):
        yield Fault(place, _ADDED)


def _changes(listed: Mapping[str, str], wanted: Mapping[str, str]) -> Iterator[Fault]:
    for place in sorted(listed.keys() & wanted.keys()):
        if listed[place] != wanted[place]:
            yield Fault(place, _CHANGED)


_MISSING = Words(ja="ありません(消されたか、名前が変わっています)", en="is missing, or was renamed")
_ADDED = Words(
    ja="一覧にありません(後から加えられたか、名前が変わっています)",
    en="is not listed: it was added, or renamed",
)
_CHANGED = Words(ja="中身が一覧の値と違います", en="does not match the digest it is listed with")
_NOT_CANONICAL = Words(ja="この一覧に手が加えられています", en="this list is not as it was written")
_NO_BAGIT = Words(ja="BagIt 1.0 の宣言になっていません", en="does not declare BagIt 1.0")
_MISCOUNTED = Words(
    ja="Payload-Oxum(総バイト数と件数)が中身と合いません",
    en="its Payload-Oxum (bytes and files) does not fit the payload",
)
