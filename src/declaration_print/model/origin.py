"""What a file was made from: all that a rebuild needs, and all that may explain a difference."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from declaration_print.model.layout import Choice


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked of a build. `moment` is the date that the file bears (ISO 8601, UTC).

    `carried`: the origin goes along inside the file.
    """

    layout: str
    writing: str
    paper: str
    pdfa: str
    moment: str
    carried: bool
    chosen: Mapping[str, Choice] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LockedFace:
    """One face that a file was set in; all but `sha256` is what its colophon may say."""

    family: str
    style: str
    version: str
    licence: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Lock:
    """Every version that had a part in the bytes of a file."""

    tool: str
    python: str
    libraries: Mapping[str, str]  # by name: Python packages, and Pango, HarfBuzz …
    faces: Mapping[str, LockedFace]  # by the key that layout.toml uses


@dataclass(frozen=True, slots=True)
class Origin:
    """A declaration with the files beside it, a layout, the options and the lock.

    Files are by their paths relative to the folder they come from.
    """

    declaration: str  # the name of the declaration's file, one of `data`
    data: Mapping[str, bytes]
    layout: Mapping[str, bytes]
    options: Options
    lock: Lock
