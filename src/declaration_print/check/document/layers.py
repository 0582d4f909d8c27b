"""Optional content: which of it is switched off when the file is opened (ISO 32000-1 8.11)."""

from pypdf.generic import DictionaryObject

from declaration_print.check.document import objects
from declaration_print.check.document.objects import entry


class Layers:
    """The optional content groups of a file, by its default configuration."""

    def __init__(self, catalog: DictionaryObject) -> None:
        properties = objects.as_dictionary(entry(catalog, "/OCProperties"))
        default = objects.as_dictionary(entry(properties, "/D"))
        off = objects.as_name(entry(default, "/BaseState")) == "OFF"
        groups = _identities(entry(properties, "/OCGs")) if off else set()
        self._off = (groups - _identities(entry(default, "/ON"))) | _identities(
            entry(default, "/OFF")
        )

    def hides(self, reference: object) -> bool:
        """Whether a group, or all groups of a membership dictionary, are off."""
        if not self._off or reference is None:
            return False
        if objects.identity(reference) in self._off:
            return True
        members = entry(objects.as_dictionary(reference), "/OCGs")
        named = objects.raw(objects.as_dictionary(reference) or DictionaryObject(), "/OCGs")
        identities = _identities(members) or {objects.identity(named)}
        return bool(named) and identities <= self._off


def _identities(array: object) -> set[tuple[int, int]]:
    return {objects.identity(item) for item in array} if isinstance(array, list) else set()
