"""Where a key of a TOML file stands, since TOML's parser keeps no places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from declaration_print.model.problem import Place

Keys = tuple[str, ...]
"""The way to a value: `("styles", "body", "latin", "size")`."""

_HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")


class _Named(NamedTuple):
    """A line that names keys: the way to them, and where the last of them begins."""

    keys: Keys
    line: int
    column: int
    rest: str
    rest_column: int


@dataclass(frozen=True, slots=True)
class TomlText:
    """A TOML file's text, in which keys can be found."""

    source: Path
    text: str

    def place(self, *keys: str) -> Place:
        """The key at the end of the way, or the nearest one before it that is written."""
        found = max(
            (named for named in self._named() if keys[: len(named.keys)] == named.keys),
            key=lambda named: len(named.keys),
            default=None,
        )
        if found is None:
            return Place(str(self.source))
        column, rest, start = found.column, found.rest, found.rest_column
        for key in keys[len(found.keys) :]:  # in an inline table
            inner = re.search(rf"""(?<![\w-])["']?({re.escape(key)})["']?\s*=""", rest)
            if inner is None:
                break
            column = start + inner.start(1)
            start += inner.end()
            rest = rest[inner.end() :]
        return Place(str(self.source), found.line, column)

    def _named(self) -> Iterator[_Named]:
        table: Keys = ()
        for number, line in enumerate(self.text.splitlines(), start=1):
            if match := _KEY.match(line):
                keys = table + _keys(match[1])
            elif match := _HEADER.match(line):
                keys = table = _keys(match[1])
            else:
                continue
            last = match.start(1) + match[1].rfind(keys[-1]) + 1
            yield _Named(keys, number, last, line[match.end() :], match.end() + 1)


def _keys(written: str) -> Keys:
    return tuple(key.strip().strip("\"'") for key in written.split("."))
