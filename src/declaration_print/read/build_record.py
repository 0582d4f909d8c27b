"""build-options.json and build-lock.json ↔ values: what a PDF says about how it was made.

JSON as RFC 8259 has it: UTF-8, keys sorted, two spaces, a newline at the end, so that the same
values are the same bytes. What is read back may come from anybody and is held to the letter.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from declaration_print.model.layout import Choice
from declaration_print.model.origin import Lock, LockedFace, Options
from declaration_print.model.problem import BadInput, Place, Problem, Words

OPTIONS_FILE = "build-options.json"
LOCK_FILE = "build-lock.json"

LARGEST = 1_000_000
"""Bytes of either file; a layout of a thousand files takes a fifth."""

_FORMAT: Literal[1] = 1
_LONGEST_NAME = 255  # bytes: what the file systems of today take
_LONGEST_PATH = 1_000
_TOLD = 10
"""Faults of one file that are told; whoever mends one by one needs no more."""

Group = Literal["data", "layout"]


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a carried file belongs: its group, and its path within the folder of that group."""

    group: Group
    path: str


@dataclass(frozen=True, slots=True)
class OptionsRecord:
    """The options of a build; the declaration's file name; the files carried, by carried name."""

    options: Options
    declaration: str
    files: Mapping[str, Carried]


@dataclass(frozen=True, slots=True)
class LockRecord:
    """The lock of a build, and the sha256 of each file carried, by carried name."""

    lock: Lock
    sha256: Mapping[str, str]


def options_json(record: OptionsRecord) -> bytes:
    """The content of build-options.json."""
    files = {name: asdict(carried) for name, carried in record.files.items()}
    whole = {"format": _FORMAT, "declaration": record.declaration, "files": files}
    return _json(whole | asdict(record.options))


def lock_json(record: LockRecord) -> bytes:
    """The content of build-lock.json."""
    whole = {"format": _FORMAT, "files": dict(record.sha256)}
    return _json(whole | asdict(record.lock))


def _json(whole: Mapping[str, object]) -> bytes:
    return (json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def options_record(content: bytes) -> OptionsRecord:
    """Read build-options.json. Raises BadInput with what is wrong in it."""
    file = _read(_OptionsFile, content, OPTIONS_FILE)
    options = Options(
        layout=file.layout,
        writing=file.writing,
        paper=file.paper,
        pdfa=file.pdfa,
        moment=file.moment,
        carried=file.carried,
        chosen=dict(file.chosen),
    )
    carried = {name: Carried(row.group, row.path) for name, row in file.files.items()}
    return OptionsRecord(options, file.declaration, carried)


def lock_record(content: bytes) -> LockRecord:
    """Read build-lock.json. Raises BadInput with what is wrong in it."""
    file = _read(_LockFile, content, LOCK_FILE)
    faces = {
        key: LockedFace(row.family, row.style, row.version, row.licence, row.sha256)
        for key, row in file.faces.items()
    }
    return LockRecord(Lock(file.tool, file.python, dict(file.libraries), faces), dict(file.files))


def _inside(path: str) -> str:
    """A path below a folder: no way up, none from the root, no name that a system refuses."""
    parts = path.split("/")
    if not all(part not in {"", ".", ".."} and _is_a_name(part) for part in parts):
        raise ValueError("not a path inside a folder")
    return PurePosixPath(path).as_posix()


def _is_a_name(part: str) -> bool:
    controls = any(unicodedata.category(one) == "Cc" for one in part)
    return not controls and len(part.encode()) <= _LONGEST_NAME


def _file_name(name: str) -> str:
    if "/" in name:
        raise ValueError("not a file name")
    return _inside(name)


def _time(text: str) -> str:
    datetime.fromisoformat(text)
    return text


_Line = Annotated[str, Field(max_length=_LONGEST_NAME)]
_Path = Annotated[str, Field(max_length=_LONGEST_PATH), AfterValidator(_inside)]
_Name = Annotated[str, Field(max_length=_LONGEST_NAME), AfterValidator(_file_name)]
_Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Moment = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"), AfterValidator(_time)]
_Number = Annotated[float, Field(allow_inf_nan=False)]


class _Strict(BaseModel):
    # Deferred, because a build writes records and reads none.
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


class _CarriedRow(_Strict):
    group: Group
    path: _Path


File = TypeVar("File", bound=_Strict)


class _OptionsFile(_Strict):
    format: Literal[1]
    declaration: _Name
    files: dict[str, _CarriedRow]
    layout: _Name
    writing: Literal["vertical", "horizontal"]
    paper: _Line
    pdfa: _Line
    moment: _Moment
    carried: bool
    chosen: dict[_Line, bool | _Number | _Line]


class _FaceRow(_Strict):
    family: _Line
    style: _Line
    version: _Line
    licence: _Line
    sha256: _Digest


class _LockFile(_Strict):
    format: Literal[1]
    files: dict[str, _Digest]
    tool: _Line
    python: _Line
    libraries: dict[_Line, _Line]
    faces: dict[_Line, _FaceRow]


def _read(kind: type[File], content: bytes, name: str) -> File:
    if len(content) > LARGEST:
        words = Words(
            ja=f"「{name}」が大きすぎます({len(content)} バイト)。",
            en=f"{name} is too large ({len(content)} bytes)",
        )
        raise BadInput([Problem("origin/too-large", words)])
    try:
        return kind.model_validate_json(content)
    except ValidationError as error:
        raise BadInput(_faults(error, name)) from error


def _faults(error: ValidationError, name: str) -> Iterator[Problem]:
    """What does not fit, by the way that leads to it: `faces.brush.sha256`."""
    for fault in error.errors(include_url=False, include_input=False)[:_TOLD]:
        way = ".".join(str(step) for step in fault["loc"])
        way = "".join(one for one in way if one.isprintable())[:_LONGEST_NAME]
        at = f" {way}" if way else ""
        words = Words(
            ja=f"作成の記録が正しくありません{f'({way})' if way else ''}。"
            "手を加えられたか、新しい版の declaration_print で作られたファイルです。",
            en=f"this record of the build is not as it should be:{at} {fault['msg']}; the file was "
            "changed, or made by a newer declaration_print",
        )
        yield Problem("origin/wrong-record", words, Place(name))


def choice_as_wish(choice: Choice) -> str:
    """What is chosen for an option, as the command line would say it."""
    return str(choice).lower() if isinstance(choice, bool) else str(choice)
