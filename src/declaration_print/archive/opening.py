"""A folder, .tar or .zip that anybody made → a folder of plain files, within bounds.

Nothing is unpacked that is no plain file inside the one folder of the package; no path leads out,
no link is followed, and what swells past the bounds is stopped as it swells.
"""

import errno
import os
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from declaration_print.model.problem import BadInput, Place, Problem, Words

MOST_FILES = 20_000
MOST_BYTES = 8_000_000_000
"""What a deposit may unpack to: some hundred scrolls of a hundred metres with their pictures."""

LONGEST_PLACE = 1_000
_DEEPEST = 40
_CHUNK = 1 << 20


class CannotOpen(Exception):
    """The package is not one that can be opened safely, and why."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(words.en)


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """The folder of the bag while a `with` lasts: `path` itself, or what a package unpacks to.

    Raises CannotOpen for a package that is broken, hostile or too large, BadInput when the disk is full.
    """
    if path.is_dir():
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="deposit-") as scratch:
        target = Path(scratch)
        try:
            if zipfile.is_zipfile(path):
                _unzip(path, target)
            else:
                _untar(path, target)
        except (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise CannotOpen(_broken(error)) from error
        except (NotImplementedError, RuntimeError, ValueError, UnicodeError) as error:
            raise CannotOpen(_broken(error)) from error
        yield _only_folder(target)


def places(folder: Path) -> dict[str, Path]:
    """Every file below a folder by place, sorted. Raises CannotOpen for links and devices."""
    found: dict[str, Path] = {}
    for at, folders, names in os.walk(folder, onerror=_cannot_list):
        for name in [*folders, *names]:
            file = Path(at, name)
            mode = file.lstat().st_mode
            place = file.relative_to(folder).as_posix()
            _demand_sane(place)
            if stat.S_ISDIR(mode):
                continue
            if not stat.S_ISREG(mode):
                raise CannotOpen(_no_plain_file(place))
            found[place] = file
            if len(found) > MOST_FILES:
                raise CannotOpen(_too_much())
    return {place: found[place] for place in sorted(found)}


def _cannot_list(error: OSError) -> None:
    raise CannotOpen(_broken(error)) from error


def _unzip(path: Path, target: Path) -> None:
    with zipfile.ZipFile(path) as package:
        room = MOST_BYTES
        entries = package.infolist()
        # No entry unpacks to more than it says.
        if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
            raise CannotOpen(_too_much())
        for entry in entries:
            kind = stat.S_IFMT(entry.external_attr >> 16)
            if entry.is_dir():
                continue
            if kind not in {0, stat.S_IFREG}:
                raise CannotOpen(_no_plain_file(entry.filename))
            with package.open(entry) as content:
                room -= _unpack(content, entry.filename, target, room)


def _untar(path: Path, target: Path) -> None:
    with tarfile.open(path, mode="r:") as package:
        room = MOST_BYTES
        for number, entry in enumerate(package):
            if number >= MOST_FILES:
                raise CannotOpen(_too_much())
            if entry.isdir():
                continue
            content = package.extractfile(entry) if entry.isreg() and not entry.issparse() else None
            if content is None:
                raise CannotOpen(_no_plain_file(entry.name))
            with content:
                room -= _unpack(content, entry.name, target, room)


def _unpack(content: IO[bytes], place: str, target: Path, room: int) -> int:
    """Write one file below `target`; how many bytes it has. Stops when they exceed the room."""
    _demand_sane(place)
    file = target / place
    if file.exists():
        words = Words(
            ja=f"「{_seen(place)}」が 2 度入っています。別に保管した複製と取り替えてください。",
            en=f"{_seen(place)} is in it twice; use another copy",
        )
        raise CannotOpen(words)
    file.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with _no_room(target), file.open("xb") as out:
        while chunk := content.read(_CHUNK):
            size += len(chunk)
            if size > room:
                raise CannotOpen(_too_much())
            out.write(chunk)
    return size


@contextmanager
def _no_room(scratch: Path) -> Iterator[None]:
    """Tell a full disk from a damaged package. Raises BadInput."""
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        words = Words(
            ja=f"一時フォルダーがいっぱいで、中身を広げられません({error.strerror})。"
            "空きを作るか、環境変数 TMPDIR に広いフォルダーを指定してください。",
            en=f"the temporary folder has no room to unpack it ({error.strerror}); free some space, or "
            "name a roomier folder in the environment variable TMPDIR",
        )
        raise BadInput(
            [Problem("environment/temporary-folder", words, Place(str(scratch.parent)))]
        ) from error


def _demand_sane(place: str) -> None:
    """Raise CannotOpen for a path that leads out, or that no deposit of ours has."""
    parts = PurePosixPath(place).parts
    leads_out = place.startswith("/") or "\\" in place or ".." in parts or ":" in parts[0:1]
    if leads_out or not place.isprintable() or len(place) > LONGEST_PLACE or len(parts) > _DEEPEST:
        words = Words(
            ja=f"「{_seen(place)}」という名前は受け付けません(フォルダーの外を指すか、表示できない文字を"
            "含みます)。別に保管した複製と取り替えてください。",
            en=f"{_seen(place)}: a name that leads out of the package, or cannot be shown; use another copy",
        )
        raise CannotOpen(words)


def _only_folder(target: Path) -> Path:
    """The one folder that a package unpacks to, or where it was unpacked if it has none."""
    inside = sorted(target.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else target


def _seen(place: str) -> str:
    return "".join(one if one.isprintable() else "?" for one in place)[:200]


def _no_plain_file(place: str) -> Words:
    return Words(
        ja=f"「{_seen(place)}」はふつうのファイルではありません(リンクなど)。保存用の一式には入りません。",
        en=f"{_seen(place)} is no plain file but a link or the like, which no deposit holds",
    )


def _too_much() -> Words:
    return Words(
        ja=f"中身が多すぎます({MOST_FILES} 件、{MOST_BYTES // 1_000_000_000} GB まで)。",
        en=f"it holds too much (up to {MOST_FILES} files, {MOST_BYTES // 1_000_000_000} GB)",
    )


def _broken(error: Exception) -> Words:
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return Words(
        ja=f"壊れていて開けません({reason})。別に保管した複製と取り替えてください。",
        en=f"it is damaged and cannot be opened ({reason}); use another copy",
    )
