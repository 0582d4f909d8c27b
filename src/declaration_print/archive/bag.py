"""A payload → a bag: BagIt 1.0 (RFC 8493), with sha256 and sha512, the same bytes every time.

The package bagit writes version 0.97 in the order in which a file system lists its folders, so the
few tag files are written here, and bagit is the witness that they are right.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from declaration_print.model.problem import BadInput, Place, Problem, Words

ALGORITHMS = ("sha256", "sha512")

BAGIT_TXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
"""RFC 8493 2.1.1."""

_FORBIDDEN = frozenset('<>:"|?*\\%~')
"""What one file system or another takes for more than a letter; BagIt itself escapes % (2.1.3)."""


def bagged(payload: Mapping[str, bytes], info: Sequence[tuple[str, str]]) -> dict[str, bytes]:
    """The files of a bag by place, sorted; `payload` by places that begin with `data/`.

    `info` are the labels and values of bag-info.txt (RFC 8493 2.2.2); Payload-Oxum is added.
    Raises BadInput for a name that not every file system can keep.
    """
    _demand_portable(payload)
    octets = sum(len(content) for content in payload.values())
    lines = [*info, ("Payload-Oxum", f"{octets}.{len(payload)}")]
    tags = {
        "bagit.txt": BAGIT_TXT,
        "bag-info.txt": "".join(f"{label}: {_line(value)}\n" for label, value in lines).encode(),
    }
    for algorithm in ALGORITHMS:
        tags[f"manifest-{algorithm}.txt"] = manifest(digests(algorithm, payload))
    about_tags = {
        f"tagmanifest-{algorithm}.txt": manifest(digests(algorithm, tags))
        for algorithm in ALGORITHMS
    }
    files = dict(payload) | tags | about_tags
    return {place: files[place] for place in sorted(files)}


def digests(algorithm: str, files: Mapping[str, bytes]) -> dict[str, str]:
    """The message digest of each file, in hexadecimal."""
    return {
        place: hashlib.new(algorithm, content, usedforsecurity=False).hexdigest()
        for place, content in files.items()
    }


def manifest(found: Mapping[str, str]) -> bytes:
    """A manifest (RFC 8493 2.1.3): digest, two spaces, place; as sha256sum and its kin write it."""
    return "".join(f"{found[place]}  {place}\n" for place in sorted(found)).encode()


def _line(value: str) -> str:
    return " ".join(value.split())


def _demand_portable(places: Iterable[str]) -> None:
    """Raise BadInput for names that some system cannot keep, or keeps as one."""
    problems = []
    seen: dict[str, str] = {}
    for place in sorted(places):
        name = place.rpartition("/")[2]
        odd = any(one in _FORBIDDEN or not one.isprintable() for one in place)
        if odd or name != name.strip(" .") or len(name.encode()) > 200:  # noqa: PLR2004 - most systems: 255
            words = Words(
                ja="この名前は、保存先によっては使えません。英数字や漢字、ハイフンなどの短い名前に変えてください。",
                en="not every file system can keep this name; rename it to letters, digits and hyphens",
            )
            problems.append(Problem("archive/name", words, Place(place)))
        twin = seen.setdefault(unicodedata.normalize("NFC", place).casefold(), place)
        if twin != place:
            words = Words(
                ja=f"「{twin}」と大文字小文字や合成文字だけが違う名前です。どちらかの名前を変えてください。",
                en=f"differs from {twin} only by case or by the form of its letters; rename one of them",
            )
            problems.append(Problem("archive/name", words, Place(place)))
    if problems:
        raise BadInput(problems)
