"""The operations of small forms, kept: a page border is drawn on every page, and read once."""

from collections.abc import Iterable

from pypdf.generic import StreamObject

from declaration_print.check.document import objects
from declaration_print.check.document.content import Operation, operations

LARGEST = 50_000  # decoded bytes of a form that is kept
MOST = 50


class KeptForms:
    """Operations of a file's forms by the identity of their stream."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int], list[Operation]] = {}

    def operations(self, key: tuple[int, int], stream: StreamObject) -> Iterable[Operation]:
        """The operations of a form, read anew unless it is small and was met before."""
        if key not in self._kept:
            data = objects.decode(stream) or b""
            if len(data) > LARGEST or len(self._kept) >= MOST:
                return operations(data)
            self._kept[key] = list(operations(data))
        return self._kept[key]
