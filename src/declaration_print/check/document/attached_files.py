"""The files a PDF carries: embedded ones, wherever a file specification names them.

ISO 32000-1 7.11 (file specifications), 7.11.4 (embedded files); AF: ISO 19005-3 annex E.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypdf.generic import DictionaryObject, StreamObject

from declaration_print.check.document.objects import (
    DECODED_LIMIT,
    as_array,
    as_bytes,
    as_dictionary,
    as_name,
    as_number,
    as_stream,
    as_text,
    decode,
    entries,
    entry,
)

FILE_LIMIT = 1_000
NODE_LIMIT = 20_000  # of the name tree
BYTES_LIMIT = 60_000_000  # of all attachments together, decoded; what is beyond is not read


@dataclass(frozen=True, eq=False)
class AttachedFile:
    """One embedded file and what its file specification says of it.

    `content` is None where the stream cannot be decoded, and for one too large to be read
    (`is_too_large`). Names, media type and relationship are None where they are not given;
    `is_associated` is whether some AF array lists it.
    """

    specification: DictionaryObject
    stream: StreamObject | None
    is_associated: bool
    content: bytes | None
    is_too_large: bool

    @property
    def name(self) -> str | None:
        """The plain file name, F."""
        return as_text(entry(self.specification, "/F"))

    @property
    def unicode_name(self) -> str | None:
        """The file name in Unicode, UF."""
        return as_text(entry(self.specification, "/UF"))

    @property
    def description(self) -> str | None:
        """Desc."""
        return as_text(entry(self.specification, "/Desc"))

    @property
    def relationship(self) -> str | None:
        """AFRelationship."""
        return as_name(entry(self.specification, "/AFRelationship"))

    @property
    def media_type(self) -> str | None:
        """Subtype of the embedded file's stream."""
        return as_name(entry(self.stream, "/Subtype"))

    @property
    def parameters(self) -> DictionaryObject | None:
        """Params (Table 46): Size, dates, CheckSum."""
        return as_dictionary(entry(self.stream, "/Params"))

    @property
    def checksum(self) -> bytes | None:
        """CheckSum as bytes, which pypdf may have taken for text."""
        return as_bytes(entry(self.parameters, "/CheckSum"))


def attached_files(
    catalog: DictionaryObject, pages: Sequence[DictionaryObject], tags: Sequence[DictionaryObject]
) -> tuple[AttachedFile, ...]:
    """Every embedded file: of the name tree, of annotations, of AF arrays; `tags` are elements."""
    associated = list(_associated(catalog, pages, tags))
    listed = {id(specification) for specification in associated}
    named = (as_dictionary(value) for value in _embedded_names(catalog))
    found: dict[int, DictionaryObject] = {}
    for one in (*named, *_of_annotations(pages), *associated):
        if one is not None and as_dictionary(entry(one, "/EF")) is not None:
            found.setdefault(id(one), one)
    return tuple(_files(list(found.values())[:FILE_LIMIT], listed))


def _files(specifications: list[DictionaryObject], listed: set[int]) -> Iterator[AttachedFile]:
    allowance = BYTES_LIMIT
    for one in specifications:
        embedded = as_dictionary(entry(one, "/EF"))
        stream = as_stream(entry(embedded, "/F")) or as_stream(entry(embedded, "/UF"))
        size = as_number(entry(as_dictionary(entry(stream, "/Params")), "/Size")) or 0
        is_too_large = max(size, 0) > DECODED_LIMIT or allowance <= 0
        content = None if is_too_large else decode(stream)
        allowance -= len(content or b"")
        yield AttachedFile(one, stream, id(one) in listed, content, is_too_large)


def has_embedded_names(catalog: DictionaryObject) -> bool:
    """Whether the name dictionary has an entry EmbeddedFiles (7.7.4)."""
    return entry(as_dictionary(entry(catalog, "/Names")), "/EmbeddedFiles") is not None


def _embedded_names(catalog: DictionaryObject) -> Iterator[object]:
    """The values of the name tree EmbeddedFiles (7.9.6)."""
    names = as_dictionary(entry(catalog, "/Names"))
    waiting: list[object] = [entry(names, "/EmbeddedFiles")]
    seen: set[int] = set()
    while waiting and len(seen) < NODE_LIMIT:
        node = as_dictionary(waiting.pop())
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        yield from as_array(entry(node, "/Names"))[1::2][:FILE_LIMIT]
        waiting += reversed(as_array(entry(node, "/Kids"))[:NODE_LIMIT])


def _of_annotations(pages: Sequence[DictionaryObject]) -> Iterator[DictionaryObject | None]:
    for page in pages:
        for annotation in as_array(entry(page, "/Annots")):
            yield as_dictionary(entry(as_dictionary(annotation), "/FS"))


def _associated(
    catalog: DictionaryObject, pages: Sequence[DictionaryObject], tags: Sequence[DictionaryObject]
) -> Iterator[DictionaryObject]:
    for holder in (catalog, *_holders(pages), *tags):
        listed = entry(holder, "/AF")
        for one in as_array(listed) or [listed]:
            if (specification := as_dictionary(one)) is not None:
                yield specification


def _holders(pages: Sequence[DictionaryObject]) -> Iterator[DictionaryObject]:
    """What else may have an AF array: pages, annotations, XObjects."""
    for page in pages:
        yield page
        resources = as_dictionary(entry(page, "/Resources"))
        xobjects = entries(as_dictionary(entry(resources, "/XObject")))
        for one in (*as_array(entry(page, "/Annots")), *(value for _, value in xobjects)):
            if (holder := as_dictionary(one)) is not None:
                yield holder
