"""The user's files: found, read with bounds, written together or not at all."""

import errno
import os
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from declaration_print.model.problem import BadInput, Place, Problem, Words

LARGEST_PDF = 200_000_000
"""Bytes of a PDF that can be judged within half a gigabyte of memory."""

_FILE_MODE, _FOLDER_MODE = 0o644, 0o755
"""What is deposited is there to be read by all, whatever the umask."""


def pdfs(paths: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    """The PDFs that files and folders stand for, and what is wrong with the others.

    Files come in the order given, those of a folder sorted, each once. A folder stands for every
    `*.pdf` below it, whatever the case; folders that are links are not followed.
    """
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        for one in _below(path, problems) if os.path.isdir(path) else [path]:  # noqa: PTH112 - False where it may not look
            problem = _unusable(one)
            if problem is None:
                found.setdefault(os.path.abspath(one), one)  # noqa: PTH100 - links stay as they are
            else:
                problems.append(problem)
    return list(found.values()), list(dict.fromkeys(problems))


def _below(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """The PDFs of a folder; says so when there are none or when it cannot be looked into."""
    faults: list[OSError] = []
    files = [
        Path(at, name)
        for at, _, names in os.walk(folder, onerror=faults.append)
        for name in names
        if name.lower().endswith(".pdf")
    ]
    problems += [_unreadable(Path(fault.filename or folder), fault) for fault in faults]
    if not files and not faults:
        words = Words(
            ja="このフォルダーには PDF ファイル(*.pdf)がありません。",
            en="there is no PDF file (*.pdf) in this folder",
        )
        problems.append(Problem("file/no-pdf", words, Place(str(folder))))
    yield from sorted(files, key=lambda file: file.parts)


def _unusable(file: Path) -> Problem | None:
    """Why a path cannot be read as a file, if so."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            words = Words(ja="ふつうのファイルではありません。", en="not an ordinary file")
            return Problem("file/not-a-file", words, Place(shown(file)))
        with file.open("rb"):
            return None
    except (OSError, ValueError) as error:
        return _unreadable(file, error)


def _unreadable(file: Path, error: OSError | ValueError) -> Problem:
    reason = getattr(error, "strerror", None) or str(error)
    words = Words(
        ja=f"ファイルを読めません({reason})。パスを確かめてください。",
        en=f"cannot read the file ({reason}); check its path",
    )
    return Problem("file/unreadable", words, Place(shown(file)))


def shown(file: Path) -> str:
    """A path that any terminal takes, though its name may be no text."""
    return str(file).encode(errors="backslashreplace").decode()


def size_of(file: Path) -> int:
    """The size of a file in bytes; 0 when it has gone."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def content_of(file: Path) -> bytes:
    """The bytes of a file. Raises BadInput when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadInput([_unreadable(file, error)]) from error


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write files aside and move them into place together: never half a file, never half a run."""
    aside = {path: path.with_name(f".{path.name}.{os.getpid()}.partial") for path in files}
    at = None
    try:
        for at, content in files.items():
            if at.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            at.parent.mkdir(parents=True, exist_ok=True)
            aside[at].write_bytes(content)
        for at in files:
            aside[at].replace(at)
    except OSError as error:
        raise _unwritable(at, error) from error
    finally:
        for partial_file in aside.values():
            with suppress(OSError):
                partial_file.unlink(missing_ok=True)


def _unwritable(at: Path | None, error: OSError) -> BadInput:
    words = Words(
        ja=f"書き込めません({error.strerror})。"
        "書き込めるフォルダーを -o で指定するか、空き容量を確かめてください。",
        en=f"cannot write ({error.strerror}); give a writable folder with -o, or free some space",
    )
    return BadInput([Problem("output/unwritable", words, Place(str(at)))])


Content = bytes | Mapping[str, bytes]
"""A file, or a folder with its files by their paths in it."""


def write_new(things: Mapping[Path, Content], moment: datetime) -> bool:
    """Write files and folders that are not there yet, dated `moment`, each aside and then moved.

    One that is there with the same content stays as it is; False when all are. Raises BadInput for
    one that is there and differs, before anything is written.
    """
    missing = {path: content for path, content in things.items() if not _is_there(path, content)}
    aside = {path: path.with_name(f".{path.name}.{os.getpid()}.partial") for path in missing}
    at = None
    try:
        for at, content in missing.items():
            at.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                _write_dated(aside[at], content, moment)
            else:
                _write_folder(aside[at], content, moment)
        for at, content in missing.items():
            if not isinstance(content, bytes) and at.is_dir():
                at.rmdir()  # it is empty
            aside[at].rename(at)
    except OSError as error:
        raise _unwritable(at, error) from error
    finally:
        for left in aside.values():
            shutil.rmtree(left, ignore_errors=True)
            with suppress(OSError):
                left.unlink(missing_ok=True)
    return bool(missing)


def _is_there(path: Path, content: Content) -> bool:
    """Whether it is there already, just so. Raises BadInput when something else is."""
    try:
        if not os.path.lexists(path):
            return False
        if path.is_dir() and not isinstance(content, bytes):
            if not any(path.iterdir()):
                return False
            same = _content_of_folder(path, content)
        else:
            same = path.is_file() and path.read_bytes() == content
    except OSError as error:
        raise BadInput([_unreadable(path, error)]) from error
    if same:
        return True
    words = Words(
        ja="すでに別の内容があるので、上書きしません。-o に別のフォルダーを指定するか、今あるものを移してください。",
        en="something else is here already and is not written over; give another folder with -o, or "
        "move it away",
    )
    raise BadInput([Problem("output/exists", words, Place(shown(path)))])


def _content_of_folder(folder: Path, content: Mapping[str, bytes]) -> bool:
    """Whether a folder holds these files and no others."""
    found = [file for file in folder.rglob("*") if not file.is_dir() or file.is_symlink()]
    return {file.relative_to(folder).as_posix() for file in found} == content.keys() and all(
        not file.is_symlink() and file.read_bytes() == content[file.relative_to(folder).as_posix()]
        for file in found
    )


def _write_folder(folder: Path, content: Mapping[str, bytes], moment: datetime) -> None:
    for place, one in content.items():
        file = folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        _write_dated(file, one, moment)
    inside = [path for path in folder.rglob("*") if path.is_dir()]
    for path in [
        *sorted(inside, reverse=True),
        folder,
    ]:  # the deepest first: writing dates a folder
        path.chmod(_FOLDER_MODE)
        _date(path, moment)


def _write_dated(file: Path, content: bytes, moment: datetime) -> None:
    file.write_bytes(content)
    file.chmod(_FILE_MODE)
    _date(file, moment)


def _date(path: Path, moment: datetime) -> None:
    seconds = max(0.0, moment.timestamp())
    os.utime(path, (seconds, seconds))


def demand_no_source(report: Path, sources: Sequence[Path]) -> None:
    """Raise BadInput when a report would be written over what it is about, or over another PDF."""
    over = report.is_file() and (
        any(report.samefile(source) for source in sources if source.exists())
        or report.suffix.lower() in {".pdf", ".yaml", ".yml"}
    )
    if over:
        words = Words(
            ja="検査するファイルや宣言、ほかの PDF に報告を上書きすることはできません。-o に別の名前を指定してください。",
            en="a report is not written over a file that is checked, a declaration or another PDF; "
            "give another name with -o",
        )
        raise BadInput([Problem("output/is-a-source", words, Place(str(report)))])


def write_report(report: Path, content: bytes) -> None:
    """Write a report aside and move it into place; a link is followed, a device written to.

    Raises BadInput when that cannot be done.
    """
    try:
        if report.exists() and not report.is_file() and not report.is_dir():
            report.write_bytes(content)
            return
    except OSError as error:
        words = Words(
            ja=f"報告を書き込めません({error.strerror})。書き込める場所とファイル名を -o で指定してください。",
            en=f"cannot write the report ({error.strerror}); give a file in a writable folder with -o",
        )
        raise BadInput([Problem("output/unwritable", words, Place(str(report)))]) from error
    write_whole({report.resolve(): content})
