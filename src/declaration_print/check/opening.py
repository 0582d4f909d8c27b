"""From bytes to a reader that can be trusted, or to the reason why there is none.

pypdf repairs what it can; a witness must say that there was something to repair. So the end of
the file, the cross-references and the page tree are looked at here, on the bytes themselves.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from declaration_print.check.objects import (
    as_dictionary,
    as_name,
    catalog_of,
    entry,
    identity,
    raw,
)
from declaration_print.model.problem import Words

HEADER_WITHIN = 1024  # bytes; readers since Acrobat 4 look for %PDF- that far in
TAIL = 2048  # bytes in which %%EOF must stand; generous for trailing white space
PAGE_LIMIT = 20_000
DEPTH_LIMIT = 200  # levels of the page tree

_STARTXREF = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
_XREF = re.compile(rb"\s{0,4}(xref\b|\d+\s+\d+\s+obj\b)")
_OBJECT = re.compile(rb"\s{0,4}(\d+)\s+\d+\s+obj\b")
_LINEARIZED = re.compile(rb"/Linearized\b.*?/L\s+(\d+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with the file itself; `code` is stable, e.g. `file/damaged`."""

    code: str
    words: Words
    remedy: Words


class Unreadable(Exception):
    """The file cannot be judged; carries the flaw that says why."""

    def __init__(self, flaw: Flaw) -> None:
        self.flaw = flaw
        super().__init__(flaw.words.en)


@dataclass(frozen=True, slots=True)
class OpenedPdf:
    """A reader, its catalog, its pages in order, and what was damaged but could be read."""

    reader: PdfReader
    catalog: DictionaryObject
    pages: tuple[DictionaryObject, ...]
    flaws: tuple[Flaw, ...]


_AGAIN = Words(
    ja="元のファイルをもう一度書き出すか、取得し直してください。",
    en="Export the file again from its source, or fetch it again.",
)


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
            reader = PdfReader(BytesIO(data), strict=False)
            encrypted = reader.is_encrypted
    except Exception as error:  # pypdf raises whatever a broken file provokes
        raise Unreadable(_broken(f"{type(error).__name__}: {error}")) from error
    if encrypted or "/Encrypt" in reader.trailer:
        raise Unreadable(_ENCRYPTED)
    catalog = catalog_of(reader)
    if catalog is None:
        raise Unreadable(_broken("no document catalog"))
    if not flaws and (reason := next(iter(repairs.seen), None) or _misled(data, reader)):
        flaws.append(_damaged(reason))
    pages = tuple(_pages(catalog))
    if not pages:
        raise Unreadable(_broken("no page can be reached"))
    return OpenedPdf(reader, catalog, pages, tuple(flaws))


class _Repairs(logging.Handler):
    """What pypdf says it mends while it reads cross-references: entries that lead nowhere."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message, unless it is about startxref, which is judged on the bytes here."""
        if "startxref pointer" not in str(record.msg):
            self.seen.append(record.getMessage())

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Listen to pypdf, whatever level its user has set."""
        logger = logging.getLogger("pypdf")
        level = logger.level
        logger.setLevel(logging.WARNING)
        logger.addHandler(self)
        try:
            yield
        finally:
            logger.removeHandler(self)
            logger.setLevel(level)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what pypdf and fontTools log about a file off the user's terminal."""
    loggers = [logging.getLogger(name) for name in ("pypdf", "fontTools")]
    before = [(logger.propagate, logger.handlers[:]) for logger in loggers]
    for logger in loggers:
        logger.propagate = False
        logger.handlers = [logging.NullHandler()]
    try:
        yield
    finally:
        for logger, (propagate, handlers) in zip(loggers, before, strict=True):
            logger.propagate, logger.handlers = propagate, handlers


def _demand_header(data: bytes) -> None:
    if b"%PDF-" not in data[:HEADER_WITHIN]:
        raise Unreadable(
            Flaw(
                "file/not-a-pdf",
                Words(
                    ja="PDF ではありません(先頭に %PDF- がありません)。",
                    en="This is not a PDF: it does not begin with %PDF-.",
                ),
                Words(
                    ja="PDF ファイルを指定してください。", en="Give the path of a PDF file instead."
                ),
            )
        )


def _flaws_of_the_tail(data: bytes) -> Iterator[Flaw]:
    """What the last bytes say (ISO 32000-1 7.5.5): cut off, or only damaged."""
    linearized = _LINEARIZED.search(data[:HEADER_WITHIN])
    if b"%%EOF" not in data[-TAIL:] or (linearized and int(linearized[1]) > len(data)):
        raise Unreadable(
            Flaw(
                "file/truncated",
                Words(
                    ja="ファイルが途中で切れています。",
                    en="The file is cut off: its end is missing.",
                ),
                _AGAIN,
            )
        )
    pointers = _STARTXREF.findall(data[-TAIL:])
    if not pointers:
        yield _damaged("no startxref before the last %%EOF")
    elif not _XREF.match(data, _offset_of_header(data) + int(pointers[-1])):
        yield _damaged(f"startxref {int(pointers[-1])} leads to no cross-reference")


def _misled(data: bytes, reader: PdfReader) -> str | None:
    """The first cross-reference that leads to another object than the one it names."""
    start = _offset_of_header(data)
    for offsets in reader.xref.values():
        for number, offset in offsets.items():
            match = _OBJECT.match(data, start + offset)
            if match is not None and int(match[1]) != number:
                return f"the entry of object {number} leads to object {int(match[1])}"
    return None


def _offset_of_header(data: bytes) -> int:
    return max(0, data[:HEADER_WITHIN].find(b"%PDF-"))


def _pages(catalog: DictionaryObject) -> Iterator[DictionaryObject]:
    """The leaves of the page tree in order, each with what it inherits (ISO 32000-1 7.7.3.4)."""
    root = as_dictionary(entry(catalog, "/Pages"))
    if root is None:
        return
    waiting: list[tuple[DictionaryObject, dict[str, object], int]] = [(root, {}, 0)]
    seen = {identity(raw(catalog, "/Pages"))}
    count = 0
    while waiting:
        node, inherited, depth = waiting.pop()
        passed_on = inherited | {
            key: raw(node, key)
            for key in ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
            if key in node
        }
        kids = entry(node, "/Kids")
        if not isinstance(kids, list):
            if as_name(entry(node, "/Type")) != "Pages":
                count += 1
                yield _leaf(node, passed_on)
            continue
        if depth >= DEPTH_LIMIT or count + len(waiting) > PAGE_LIMIT:
            raise Unreadable(_broken("the page tree is too deep or too large"))
        for kid in reversed(kids):
            if (key := identity(kid)) in seen:
                raise Unreadable(_broken("the page tree runs in a circle"))
            seen.add(key)
            if (page := as_dictionary(kid)) is not None:
                waiting.append((page, passed_on, depth + 1))


def _leaf(node: DictionaryObject, inherited: dict[str, object]) -> DictionaryObject:
    leaf = DictionaryObject()
    dict.update(leaf, inherited)
    dict.update(leaf, {key: raw(node, key) for key in node})
    return leaf


def _damaged(detail: str) -> Flaw:
    return Flaw(
        "file/damaged",
        Words(
            ja=f"ファイルの相互参照が壊れています({detail})。",
            en=f"The file's cross-references are damaged ({detail}).",
        ),
        _AGAIN,
    )


def _broken(detail: str) -> Flaw:
    return Flaw(
        "file/broken",
        Words(ja=f"PDF として読めません({detail})。", en=f"It cannot be read as a PDF ({detail})."),
        _AGAIN,
    )


_ENCRYPTED = Flaw(
    "file/encrypted",
    Words(
        ja="パスワードや利用制限で暗号化されているため、検査できません。",
        en="The file is encrypted (password or restrictions) and cannot be judged.",
    ),
    Words(
        ja="保護を外して保存し直してから、もう一度検査してください。",
        en="Save a copy without protection and check that.",
    ),
)
