"""The first pages of a PDF as small pictures, drawn by PDFium (pypdfium2) in a process of its own.

A file made to hurt can hang PDFium or bring it down: the child alone is lost, and the report goes
without pictures. Run as a module it is that child: a PDF on standard input, pictures on its output.
"""

import contextlib
import os
import struct
import subprocess
import sys
import tempfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2

BOX = (480, 360)
"""What a picture may measure in pixels: 240 px wide on a screen of double density."""

LYING_BOX = (1800, 360)
"""The same for a scroll lying down, at least LYING times as wide as high: the width of the report."""

LYING = 3

LEAST_SIDE = 24
"""Pixels of the shorter side that still say something; a longer scroll shows its beginning."""

_SECONDS = 15.0
_SECONDS_TO_DRAW = 8.0  # after which no further page is begun
_MEMORY = 512 * 1024 * 1024  # address space, of which PDFium reserves more than it uses
_LENGTH = struct.Struct(">I")


def drawn(data: bytes, most: int) -> tuple[bytes, ...]:
    """PNG pictures of at most so many first pages; as far as it got when drawing failed."""
    command = [sys.executable, "-m", "declaration_print.check.reports.page_pictures", str(most)]
    with tempfile.TemporaryFile() as pictures:
        # Whatever happens, what was drawn until then is there.
        with contextlib.suppress(subprocess.TimeoutExpired, OSError):
            subprocess.run(  # noqa: S603 - our own module, nothing of the file in the command
                command,
                input=data,
                stdout=pictures,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
                check=False,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        pictures.seek(0)
        return tuple(_unpacked(pictures.read()))


def _unpacked(stream: bytes) -> list[bytes]:
    """The pictures of a stream, each after its length; a torn last one is left out."""
    pictures, at = [], 0
    while at + _LENGTH.size <= len(stream):
        (length,) = _LENGTH.unpack_from(stream, at)
        at += _LENGTH.size
        if at + length > len(stream):
            break
        pictures.append(stream[at : at + length])
        at += length
    return pictures


def _draw(most: int) -> None:
    """The child: draw page after page while there is time, each sent as soon as it is done."""
    import time  # noqa: PLC0415 - the parent needs none of these

    import pypdfium2  # noqa: PLC0415 - as above

    _limit_memory()
    started = time.monotonic()
    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    for number in range(min(len(document), most)):
        if time.monotonic() - started > _SECONDS_TO_DRAW:
            return
        picture = _picture(document[number])
        sys.stdout.buffer.write(_LENGTH.pack(len(picture)) + picture)
        sys.stdout.buffer.flush()


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _picture(page: "pypdfium2.PdfPage") -> bytes:
    """One page as PNG: fitted into its box; of a very long one the beginning only."""
    width, height = page.get_size()
    box = LYING_BOX if width >= LYING * height else BOX
    scale = min(box[0] / width, box[1] / height)
    crop = (0.0, 0.0, 0.0, 0.0)
    if min(width, height) * scale < LEAST_SIDE:
        scale = LEAST_SIDE / min(width, height)
        # A scroll lying down begins at its right, one hanging at its top.
        spare = (max(width - box[0] / scale, 0.0), max(height - box[1] / scale, 0.0))
        crop = (spare[0], spare[1], 0.0, 0.0)
    image = page.render(scale=scale, crop=crop, may_draw_forms=False).to_pil()
    out = BytesIO()
    # A palette of greys and colours is a third of the bytes and looks the same at this size.
    image.convert("RGB").quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    _draw(int(sys.argv[1]))
