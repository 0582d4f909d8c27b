"""From bytes to a reader that can be trusted, or to the reason why there is none.

pypdf repairs what it can; a witness must say that there was something to repair. So the end of
the file, the cross-references and the page tree are looked at here, on the bytes themselves.
"""

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from declaration_print.check.document.objects import (
    as_dictionary,
    as_name,
    catalog_of,
    entry,
    identity,
    raw,
)
from declaration_print.check.document.quick_reader import QuickReader
from declaration_print.check.document.unreadable import (
    ENCRYPTED,
    NOT_A_PDF,
    TRUNCATED,
    Flaw,
    Unreadable,
    broken,
    damaged,
)

HEADER_WITHIN = 1024  # bytes; readers since Acrobat 4 look for %PDF- that far in
TAIL = 2048  # bytes in which %%EOF must stand; generous for trailing white space
PAGE_LIMIT = 100_000
REBUILDING = "parsing for Object Streams"  # pypdf, when it looks for the objects itself
DEPTH_LIMIT = 10_000  # levels of the page tree; other readers open a thousand without a word

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_STARTXREF = re.compile(rb"startxref\s+(\d{1,18})\s+%%EOF")
_XREF = re.compile(rb"\s{0,4}(xref\b|\d{1,18}\s+\d{1,18}\s+obj\b)")
_OBJECT = re.compile(rb"\s{0,4}(\d{1,18})\s+\d{1,18}\s+obj\b")
_LINEARIZED = re.compile(rb"/Linearized\b.*?/L\s+(\d{1,18})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class OpenedPdf:
    """A reader, its catalog, its pages in order, and what was damaged but could be read."""

    reader: PdfReader
    catalog: DictionaryObject
    pages: tuple[DictionaryObject, ...]
    flaws: tuple[Flaw, ...]


def opened(data: bytes) -> OpenedPdf:
    """Open a PDF held in memory.

    Raises:
        Unreadable: it is no PDF, is cut off, is encrypted, or has no pages that can be reached.
    """
    _demand_header(data)
    flaws = list(_flaws_of_the_tail(data))
    repairs = _Repairs()
    try:
        with repairs.watched():
            reader = QuickReader(data)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # pypdf raises whatever a broken file provokes
        raise Unreadable(broken(f"{type(error).__name__}: {error}")) from error
    if "/Encrypt" in reader.trailer:
        raise Unreadable(ENCRYPTED)
    catalog = catalog_of(reader)
    if catalog is None:
        raise Unreadable(broken("no document catalog"))
    if not flaws and (reason := next(iter(repairs.seen), None) or _misled(data, reader)):
        flaws.append(damaged(reason))
    pages = tuple(_pages(catalog))
    if not pages:
        raise Unreadable(broken("no page can be reached"))
    return OpenedPdf(reader, catalog, pages, tuple(flaws))


class _Repairs(logging.Handler):
    """What pypdf says it mends while it reads cross-references: entries that lead nowhere."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[str] = []
        self._is_led_astray = False

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message, unless it comes of startxref, which is judged on the bytes here."""
        message = str(record.msg)
        self._is_led_astray |= "startxref pointer" in message
        comes_of_it = self._is_led_astray and ("startxref" in message or message == REBUILDING)
        if not self.seen and not comes_of_it:
            self.seen.append(record.getMessage())

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Listen to pypdf, whatever level its user has set."""
        logger = logging.getLogger("pypdf")
        level = logger.level
        propagate, handlers = logger.propagate, logger.handlers
        logger.propagate, logger.handlers = False, [self]
        logger.setLevel(logging.WARNING)
        try:
            yield
        finally:
            logger.propagate, logger.handlers = propagate, handlers
            logger.setLevel(level)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what libraries log or warn about a file off the user's terminal."""
    loggers = [logging.getLogger(name) for name in ("pypdf", "fontTools")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)  # a broken file would have a million messages
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _demand_header(data: bytes) -> None:
    if b"%PDF-" not in data[:HEADER_WITHIN]:
        raise Unreadable(NOT_A_PDF)


def _flaws_of_the_tail(data: bytes) -> Iterator[Flaw]:
    """What the last bytes say (ISO 32000-1 7.5.5): cut off, or only damaged."""
    linearized = _LINEARIZED.search(data[:HEADER_WITHIN])
    if b"%%EOF" not in data[-TAIL:] or (linearized and int(linearized[1]) > len(data)):
        raise Unreadable(TRUNCATED)
    pointers = _STARTXREF.findall(data[-TAIL:])
    if not pointers:
        yield damaged("no startxref before the last %%EOF")
    elif not _XREF.match(data, _offset_of_header(data) + int(pointers[-1])):
        yield damaged(f"startxref {int(pointers[-1])} leads to no cross-reference")


def _misled(data: bytes, reader: PdfReader) -> str | None:
    """The first cross-reference that leads to another object than the one it names."""
    start = _offset_of_header(data)
    for offsets in reader.xref.values():
        for number, offset in offsets.items():
            at = start + offset
            match = _OBJECT.match(data, at) if 0 <= at < len(data) else None
            if match is not None and int(match[1]) != number:
                return f"the entry of object {number} leads to object {int(match[1])}"
    return None


def _offset_of_header(data: bytes) -> int:
    return max(0, data[:HEADER_WITHIN].find(b"%PDF-"))


def _pages(catalog: DictionaryObject) -> Iterator[DictionaryObject]:
    """The leaves of the page tree in order, each with what it inherits (ISO 32000-1 7.7.3.4)."""
    waiting: list[tuple[object, dict[str, object], int]] = [(raw(catalog, "/Pages"), {}, 0)]
    branches: set[tuple[int, int]] = set()
    count = 0
    while waiting:
        reference, inherited, depth = waiting.pop()
        if (node := as_dictionary(reference)) is None:
            continue
        passed_on = inherited | {key: raw(node, key) for key in _INHERITED if key in node}
        kids = entry(node, "/Kids")
        if not isinstance(kids, list):
            if as_name(entry(node, "/Type")) != "Pages":
                count += 1
                yield _leaf(node, passed_on)
            continue
        if (key := identity(reference)) in branches:
            raise Unreadable(broken("the page tree runs in a circle"))
        branches.add(key)
        if depth >= DEPTH_LIMIT or count + len(waiting) + len(kids) > PAGE_LIMIT:
            raise Unreadable(broken("the page tree is too deep or too large"))
        waiting += [(kid, passed_on, depth + 1) for kid in reversed(kids)]


def _leaf(node: DictionaryObject, inherited: dict[str, object]) -> DictionaryObject:
    leaf = DictionaryObject()
    dict.update(leaf, inherited)
    dict.update(leaf, {key: raw(node, key) for key in node})
    return leaf
