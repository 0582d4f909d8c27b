"""A text file from disk: its characters, and the line and column of each."""

import stat
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from declaration_print.model.problem import BadInput, Place, Problem, Words
from declaration_print.read.control_character import clean_file

LARGEST = 4 * 1024 * 1024
"""Bytes. A declaration is some ten thousand; a hundred-metre scroll stays under one million."""


@dataclass(frozen=True)
class SourceText:
    """What a file says; `problems` are its control characters, already replaced in `text`."""

    path: str
    text: str
    problems: tuple[Problem, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(at + 1 for at, character in enumerate(self.text) if character == "\n")]

    def place(self, index: int) -> Place:
        """Line and column of the character at `index`, both from 1."""
        line = bisect_right(self._line_starts, index)
        return Place(self.path, line, index - self._line_starts[line - 1] + 1)

    def line(self, index: int) -> str:
        """The whole line that holds the character at `index`."""
        number = bisect_right(self._line_starts, index)
        return self.text[self._line_starts[number - 1] :].partition("\n")[0]


def source_text(source: Path) -> SourceText:
    """Read a UTF-8 file (with or without byte order mark, any line ends).

    Raises:
        BadInput: missing, not a plain file, unreadable, too large, not UTF-8.
    """
    raw = _bytes(source)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput([_not_utf8(source, raw, error)]) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise BadInput([Problem("file/empty", _EMPTY, Place(str(source)))])
    as_written = SourceText(str(source), text)
    clean = clean_file(text, as_written.place)
    return SourceText(str(source), clean.text, clean.problems)


def _bytes(source: Path) -> bytes:
    place = Place(str(source))
    try:
        mode = source.stat().st_mode
        if not stat.S_ISREG(mode):
            raise BadInput([Problem("file/not-a-file", _not_a_file(stat.S_ISDIR(mode)), place)])
        with source.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise BadInput([Problem("file/missing", _MISSING, place)]) from error
    except (OSError, ValueError) as error:  # ValueError: a path that holds NUL
        raise BadInput([Problem("file/unreadable", _unreadable(error), place)]) from error
    if len(raw) > LARGEST:
        raise BadInput([Problem("file/too-large", _TOO_LARGE, place)])
    return raw


def _not_utf8(source: Path, raw: bytes, error: UnicodeDecodeError) -> Problem:
    before = raw[: error.start].decode("utf-8-sig", errors="replace")
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    place = Place(str(source), len(lines), len(lines[-1]) + 1)
    return Problem("file/not-utf-8", _encoding(raw), place)


def _encoding(raw: bytes) -> Words:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        found = "UTF-16"
    else:
        try:
            raw.decode("cp932")
        except UnicodeDecodeError:
            found = None
        else:
            found = "Shift_JIS"
    return Words(
        "文字コードが UTF-8 ではありません"
        + (f"({found} のようです)" if found else "")
        + "。エディタで文字コードに UTF-8 を選んで保存し直してください。",
        "This file is not UTF-8"
        + (f" (it looks like {found})" if found else "")
        + "; save it again in your editor with the encoding UTF-8.",
    )


def _not_a_file(directory: bool) -> Words:  # noqa: FBT001 - the one thing it depends on
    return Words(
        f"{'フォルダー' if directory else '通常のファイルではないもの'}が指定されています。"
        "ファイルを指定してください。",
        f"This is {'a folder' if directory else 'no regular file'}; name a file.",
    )


def _unreadable(error: OSError | ValueError) -> Words:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Words(
        f"ファイルを読めません({reason})。名前と読み取りの権限を確かめてください。",
        f"This file cannot be read ({reason}); check its name and that you may read it.",
    )


_MISSING = Words(
    "ファイルが見つかりません。名前と場所を確かめてください。",
    "There is no such file; check its name and folder.",
)
_EMPTY = Words(
    "ファイルに何も書かれていません。内容を書いてから、もう一度実行してください。",
    "This file is empty; write its content and try again.",
)
_TOO_LARGE = Words(
    f"ファイルが大きすぎます(上限は {LARGEST // 1024 // 1024} MB です)。"
    "正しいファイルかどうかを確かめてください。",
    f"This file is larger than {LARGEST // 1024 // 1024} MB; check that it is the right one.",
)
