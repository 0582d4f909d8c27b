"""How an edition was made, as its colophon (奥付) tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from declaration_print.model.origin import LockedFace


@dataclass(frozen=True, slots=True)
class Making:
    """What a colophon says: when, from which data and faces, with which tool, to which standards.

    `moment` is the date that the file bears; `sha256` that of the declaration's file (`source`), in
    hexadecimal digits. `faces` are those of the edition's styles, `standards` as they are printed.
    """

    moment: datetime
    source: str
    sha256: str
    faces: Mapping[str, LockedFace]  # by the key that layout.toml uses
    tool: str
    standards: tuple[str, ...]
