"""The paragraph on its way from what was written to what is set, and the edits that change it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from declaration_print.compose.collect import Written
from declaration_print.model.setting import Normalisation


class Edit(NamedTuple):
    """Characters `first` up to `last` (exclusive) become `signs`: pairs of text and its source.

    `reason` is empty for a change that no reader could see.
    """

    first: int
    last: int
    signs: tuple[tuple[str, str], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Signs:
    """What is to be set, character by character.

    For each character of `text`: the source it stands for, and where that was in `Written`.
    """

    text: str
    sources: Sequence[str]
    origins: Sequence[int]
    fixed: bytes
    normalisations: tuple[Normalisation, ...] = ()

    @classmethod
    def of(cls, written: Written) -> "Signs":
        """Nothing changed yet."""
        text = written.text
        sources: Sequence[str] = text
        if written.warichu:  # its parentheses were not written
            ends = {at for first, last in written.warichu for at in (first, last - 1)}
            sources = ["" if at in ends else char for at, char in enumerate(text)]
        return cls(text, sources, range(len(text)), written.fixed)

    def edited(self, edits: Iterable[Edit]) -> "Signs":
        """These signs after edits that do not overlap; one that touches a fixed sign is left."""
        kept = [edit for edit in sorted(edits) if not any(self.fixed[edit.first : edit.last])]
        if not kept:
            return self
        text: list[str] = []
        sources: list[str] = []
        origins: list[int] = []
        fixed = bytearray()
        done = 0
        for edit in (*kept, Edit(len(self.text), len(self.text), (), "")):
            text.append(self.text[done : edit.first])
            sources.extend(self.sources[done : edit.first])
            origins.extend(self.origins[done : edit.first])
            fixed += self.fixed[done : edit.first]
            for sign, source in edit.signs:
                text.append(sign)
                sources.append(source)
                origins.append(self.origins[edit.first])
                fixed.append(0)
            done = edit.last
        made = (self._normalisation(edit) for edit in kept if edit.reason)
        return Signs("".join(text), sources, origins, bytes(fixed), (*self.normalisations, *made))

    def _normalisation(self, edit: Edit) -> Normalisation:
        source = "".join(self.sources[edit.first : edit.last])
        return Normalisation(source, "".join(sign for sign, _ in edit.signs), edit.reason)
