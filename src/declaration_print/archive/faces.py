"""The faces of a deposit: their files, their licences, and a catalogue of their own."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from declaration_print.model.face import Face
from declaration_print.model.problem import BadInput, Place, Problem, Severity, Words

FOLDER = "data/fonts"

_LICENCE = re.compile(r"(licen[cs]e|ofl|copying|copyright)", re.IGNORECASE)

_HEAD = """\
# The faces that the editions of this deposit were set in. `key` is the name that layout.toml uses;
# `file` is relative to this folder, beside each face stands its licence.
"""


def faces(used: Mapping[str, Face]) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The files below data/fonts/ by place, and which faces have no licence beside them.

    Raises BadInput when a file cannot be read.
    """
    kept: dict[str, bytes] = {}
    notes: list[Problem] = []
    rows = []
    for key, face in sorted(used.items()):
        kept[place_of(key, face)] = _content(face.file)
        licences = sorted(one for one in face.file.parent.iterdir() if _is_licence(one))
        kept |= {f"{FOLDER}/{key}/{one.name}": _content(one) for one in licences}
        if not licences:
            words = Words(
                ja=f"書体「{key}」のそばに利用条件のファイル(LICENSE など)がありません。"
                "保存する前に、書体と同じフォルダーに置くことをお勧めします。",
                en=f"no licence file beside face {key}; put one (LICENSE …) into its folder before "
                "you deposit it",
            )
            place = Place(str(face.file))
            notes.append(Problem("archive/no-licence", words, place, Severity.WARNING))
        rows.append("\n".join(_row(replace(face, key=key), [one.name for one in licences])))
    kept[f"{FOLDER}/catalogue.toml"] = (
        "\n\n".join([_HEAD.rstrip(), *rows, ""]).rstrip().encode() + b"\n"
    )
    return kept, tuple(notes)


def place_of(key: str, face: Face) -> str:
    """Where the file of a face stands: in a folder by its key, which no other face shares."""
    return f"{FOLDER}/{key}/{face.file.name}"


def _is_licence(file: Path) -> bool:
    return bool(_LICENCE.match(file.name)) and file.is_file()


def _row(face: Face, licences: list[str]) -> Iterator[str]:
    """One [[face]] of catalogue.toml (TOML 1.0.0); its strings are those of JSON."""
    yield "[[face]]"
    values: dict[str, object] = {
        "key": face.key,
        "family": face.family,
        "style": face.style,
        "weight": face.weight,
        "file": f"{face.key}/{face.file.name}",
        "version": face.version,
        "sha256": face.sha256,
        "licence": face.licence,
    }
    if licences:
        values["licence_file"] = f"{face.key}/{licences[0]}"
    values["source"] = face.source
    for name, value in values.items():
        yield f"{name} = {json.dumps(value, ensure_ascii=False)}"


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        words = Words(
            ja=f"ファイルを読めません({error.strerror})。",
            en=f"cannot read the file ({error.strerror})",
        )
        raise BadInput([Problem("fonts/unreadable", words, Place(str(file)))]) from error
