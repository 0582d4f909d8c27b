"""The files of a bag → one .tar or .zip, the same bytes every time.

Neither is compressed: the PDFs are already, and how a compressor packs changes with its version.
"""

import io
import tarfile
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

_FILE_MODE = 0o644

_ZIP_BEGINS = datetime(1980, 1, 1, tzinfo=UTC)
"""The first date that a ZIP file can tell (APPNOTE 4.4.6)."""

_REGULAR, _UNIX = 0o100000, 3


def tar(folder: str, files: Mapping[str, bytes], moment: datetime) -> bytes:
    """A tar file (POSIX.1-2001 pax) of `folder` with `files`, sorted, of nobody's, of one date."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT, encoding="utf-8") as out:
        for place in sorted(files):
            entry = tarfile.TarInfo(f"{folder}/{place}")
            entry.size = len(files[place])
            entry.mtime = max(0, int(moment.timestamp()))
            entry.mode = _FILE_MODE
            out.addfile(entry, io.BytesIO(files[place]))
    return packed.getvalue()


def zipped(folder: str, files: Mapping[str, bytes], moment: datetime) -> bytes:
    """A ZIP file of `folder` with `files`, stored, sorted, of one date (not before 1980)."""
    when = max(moment.astimezone(UTC), _ZIP_BEGINS)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as out:
        for place in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{place}", when.timetuple()[:6])
            entry.create_system = _UNIX
            entry.external_attr = (_REGULAR | _FILE_MODE) << 16
            out.writestr(entry, files[place])
    return packed.getvalue()
