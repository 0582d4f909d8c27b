"""Named resources of a content stream (ISO 32000-1 7.8.3)."""

from collections.abc import Sequence

from pypdf.generic import DictionaryObject

from declaration_print.check.document import objects
from declaration_print.check.document.objects import entry


def named(resources: DictionaryObject | None, kind: str, operands: Sequence[object]) -> object:
    """The raw resource of a kind such as `/XObject` that the first operand names; or None."""
    names = objects.as_dictionary(entry(resources, kind))
    if names is None or not operands or not isinstance(operands[0], str):
        return None
    return objects.raw(names, f"/{operands[0]}")
