"""Files of the user's: read with bounds, written together or not at all."""

import errno
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from declaration_print.model.problem import BadInput, Place, Problem, Words

_LARGEST_PDF = 500_000_000


def pdf_content(file: Path) -> bytes:
    """The bytes of a PDF. Raises BadInput for what is no ordinary file, or too large to hold."""
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST_PDF:
            words = Words(
                ja=f"ふつうのファイルではないか、{_LARGEST_PDF // 1_000_000} MB を超えています。",
                en=f"not an ordinary file, or larger than {_LARGEST_PDF // 1_000_000} MB",
            )
            raise BadInput([Problem("file/not-a-file", words, Place(str(file)))])
        return file.read_bytes()
    except OSError as error:
        words = Words(
            ja=f"ファイルを読めません({error.strerror})。パスを確かめてください。",
            en=f"cannot read the file ({error.strerror}); check its path",
        )
        raise BadInput([Problem("file/unreadable", words, Place(str(file)))]) from error


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
        words = Words(
            ja=f"書き込めません({error.strerror})。"
            "書き込めるフォルダーを -o で指定するか、空き容量を確かめてください。",
            en=f"cannot write ({error.strerror}); give a writable folder with -o, or free some space",
        )
        raise BadInput([Problem("output/unwritable", words, Place(str(at)))]) from error
    finally:
        for partial_file in aside.values():
            with suppress(OSError):
                partial_file.unlink(missing_ok=True)
