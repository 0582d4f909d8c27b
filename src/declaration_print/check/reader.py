"""What a PDF holds, as another reader sees it, to hold one file against another."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pypdf.generic import DictionaryObject

from declaration_print.check.document.attached_files import AttachedFile, attached_files
from declaration_print.check.document.objects import as_array, as_number, entry
from declaration_print.check.document.opening import opened, quiet
from declaration_print.check.document.parts import BrokenPart
from declaration_print.check.document.unreadable import (
    TOO_DEEP,
    TOO_MUCH_MEMORY,
    Flaw,
    Unreadable,
    crashed,
)
from declaration_print.check.inspect import InspectedPdf
from declaration_print.check.text.reading import BREAK, SEAM
from declaration_print.check.text.reading import read as read_text
from declaration_print.model.problem import BadInput, Problem, Words
from declaration_print.model.units import PT_PER_MM

_CORNERS = 4  # numbers of a rectangle (7.9.5)


@dataclass(frozen=True, slots=True)
class Contents:
    """The text of each page in its marked pieces, page sizes in mm, metadata, attachments."""

    text: tuple[tuple[str, ...], ...]
    sizes: tuple[tuple[float, float], ...]
    metadata: Mapping[str, str]
    attachments: Mapping[str, bytes]


def contents(data: bytes) -> Contents:
    """What the PDF in `data` holds. Raises BadInput when it cannot be read."""
    with quiet():
        try:
            pdf = InspectedPdf(data)
            words = read_text(pdf.pages, pdf.structure).pages
            return Contents(
                tuple(_pieces(page) for page in words),
                tuple(_size(page) for page in pdf.pages),
                {key: _line(value) for key, value in pdf.metadata.summary.items()},
                _by_name(pdf.attached_files),
            )
        except BadInput:
            raise
        except Exception as error:
            raise _told(error) from error


def attachments(data: bytes) -> Mapping[str, bytes]:
    """The files that the PDF in `data` carries, by name.

    At most a thousand files and 60 MB. Raises BadInput when the PDF or an attachment cannot be
    read, is too large, or when two have one name.
    """
    with quiet():
        try:
            pdf = opened(data)
            return _by_name(attached_files(pdf.catalog, pdf.pages, ()))
        except BadInput:
            raise
        except Exception as error:
            raise _told(error) from error


def _by_name(files: tuple[AttachedFile, ...]) -> Mapping[str, bytes]:
    found: dict[str, bytes] = {}
    for file in files:
        name = file.unicode_name or file.name or ""
        if name in found:
            raise BadInput([_unfit("same-name", name, ja="が二つあります", en="is there twice")])
        if file.content is None:
            ja, en = "を取り出せません", "cannot be taken out of the file"
            if file.is_too_large:
                ja, en = "が大きすぎます", "is too large"
            raise BadInput([_unfit("unreadable-attachment", name, ja=ja, en=en)])
        found[name] = file.content
    return found


def _unfit(code: str, name: str, *, ja: str, en: str) -> Problem:
    shown = "".join(one for one in name if one.isprintable())[:80]
    return Problem(
        f"file/{code}",
        Words(ja=f"添付ファイル「{shown}」{ja}。", en=f"the attachment {shown} {en}"),
    )


def _told(error: Exception) -> BadInput:
    """Why a file cannot be read, as a problem."""
    flaw = _flaw(error)
    sentence = flaw.words.en.rstrip(".")
    words = Words(
        ja=f"{flaw.words.ja}{flaw.remedy.ja}", en=f"{sentence}. {flaw.remedy.en.rstrip('.')}"
    )
    return BadInput([Problem(flaw.code, words)])


def _flaw(error: Exception) -> Flaw:
    if isinstance(error, BrokenPart) and isinstance(error.__cause__, Exception):
        error = error.__cause__
    if isinstance(error, Unreadable):
        return error.flaw
    if isinstance(error, RecursionError):
        return TOO_DEEP
    if isinstance(error, MemoryError):
        return TOO_MUCH_MEMORY
    return crashed(f"{type(error).__name__}: {error}")


def _pieces(page: str) -> tuple[str, ...]:
    """The marked pieces of a page's text, without where their strings begin."""
    pieces = (re.sub(r"\s+", " ", piece.replace(SEAM, "")).strip() for piece in page.split(BREAK))
    return tuple(piece for piece in pieces if piece)


def _size(page: DictionaryObject) -> tuple[float, float]:
    """Width and height of a page in mm, as MediaBox and UserUnit tell (ISO 32000-2 14.11.2)."""
    numbers = [as_number(edge) or 0.0 for edge in as_array(entry(page, "/MediaBox"))]
    if len(numbers) != _CORNERS:
        return 0.0, 0.0
    left, bottom, right, top = numbers
    unit = (as_number(entry(page, "/UserUnit")) or 1.0) / PT_PER_MM
    return round(abs(right - left) * unit, 3), round(abs(top - bottom) * unit, 3)


def _line(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
