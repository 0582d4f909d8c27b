"""fonts/catalogue.toml → faces by key. A user's own folder adds to the house's or replaces keys."""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from declaration_print.model.face import Face
from declaration_print.model.problem import BadInput, Place, Problem, Words

Catalogue = Mapping[str, Face]

_FIELDS = ("key", "family", "style", "weight", "file", "version", "sha256", "licence", "source")


def catalogue(folders: Iterable[Path]) -> Catalogue:
    """Read the catalogues of several folders; a later folder's key replaces an earlier one's.

    A folder without catalogue.toml offers each of its .ttf files under the file's stem.
    Raises BadInput for a folder or file that is missing, unreadable or not what it says.
    """
    faces: dict[str, Face] = {}
    for folder in folders:
        faces.update({face.key: face for face in _faces(folder)})
    return faces


def content(face: Face) -> bytes:
    """The bytes of a face's file, proved to be those that the catalogue vouches for.

    Raises BadInput when the file is missing or its sha256 differs.
    """
    data = _bytes(face.file)
    if hashlib.sha256(data).hexdigest() != face.sha256:
        words = Words(
            ja=f"書体「{face.key}」のファイルが目録の sha256 と一致しません。"
            "正しいファイルに戻すか、目録の値を改めてください。",
            en=f"the file of face “{face.key}” does not match the sha256 in its catalogue; "
            "restore the file, or correct the catalogue",
        )
        raise BadInput([Problem("fonts/changed", words, Place(str(face.file)))])
    return data


def _faces(folder: Path) -> Iterator[Face]:
    if not folder.is_dir():
        words = Words(
            ja="書体のフォルダーが見つかりません。--fonts に実在するフォルダーを指定してください。",
            en="no such font folder; give an existing folder to --fonts",
        )
        raise BadInput([Problem("fonts/no-folder", words, Place(str(folder)))])
    listing = folder / "catalogue.toml"
    if listing.exists():
        yield from _listed(listing)
    else:
        yield from _found(folder)


def _listed(listing: Path) -> Iterator[Face]:
    try:
        rows = tomllib.loads(_bytes(listing).decode("utf-8"))["face"]
        for row in rows:
            values = {name: row[name] for name in _FIELDS}
            yield Face(**(values | {"file": listing.parent / row["file"]}))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        words = Words(
            ja=f"書体目録を読めません({error})。[[face]] ごとに {'、'.join(_FIELDS)} が必要です。",
            en=f"cannot read the font catalogue ({error}); every [[face]] needs {', '.join(_FIELDS)}",
        )
        raise BadInput([Problem("fonts/bad-catalogue", words, Place(str(listing)))]) from error


def _found(folder: Path) -> Iterator[Face]:
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() == ".ttf")
    if not files:
        words = Words(
            ja="このフォルダーには catalogue.toml も .ttf もありません。",
            en="this folder has neither a catalogue.toml nor a .ttf",
        )
        raise BadInput([Problem("fonts/none-here", words, Place(str(folder)))])
    for file in files:
        digest = hashlib.sha256(_bytes(file)).hexdigest()
        yield Face(file.stem, file.stem, "", 400, file, "", digest, "", str(file.name))


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        words = Words(
            ja=f"ファイルを読めません({error.strerror})。",
            en=f"cannot read the file ({error.strerror})",
        )
        raise BadInput([Problem("fonts/unreadable", words, Place(str(file)))]) from error
