"""One YAML scalar as its author sees it: its characters, and where each stands in the file.

PyYAML folds line breaks into spaces and forgets where characters stood. We read the scalar's own
source again (YAML 1.2.2 chapters 7.3 and 8.1), for two reasons: a line break inside a Japanese
sentence is no space, and a problem must name the very character.

In the text that comes out, whatever the style: a line break within a paragraph is one line feed,
a blank line between paragraphs is two; spaces at line ends, indentation, and breaks at the beginning
and the end are gone; spaces within a line are kept as typed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yaml.scanner import Scanner

PARAGRAPH_BREAK = "\n\n"

_Character = tuple[str, int]  # with its index in the scalar's source


@dataclass(frozen=True, slots=True)
class Written:
    """Characters, and for each the index in the file's text where it was written."""

    text: str
    indices: Sequence[int]


def written(source: str, start: int, end: int, style: str | None) -> Written:
    """Read the scalar at `source[start:end]`; `style` is PyYAML's: None, `'`, `"`, `|` or `>`."""
    raw = source[start:end]
    if style is None and "\n" not in raw:
        return Written(raw, range(start, end))
    folded = tuple(_folded(_characters(raw, style)))
    return Written(
        "".join(character for character, _ in folded),
        tuple(start + index for _, index in folded),
    )


def _characters(raw: str, style: str | None) -> Iterator[_Character]:
    match style:
        case "'":
            return _single_quoted(raw)
        case '"':
            return _double_quoted(raw)
        case "|" | ">":
            header = raw.partition("\n")[0]
            return ((raw[at], at) for at in range(len(header), len(raw)))
        case _:
            return ((character, at) for at, character in enumerate(raw))


def _single_quoted(raw: str) -> Iterator[_Character]:
    at = 1
    while at < len(raw) - 1:
        yield raw[at], at
        at += 2 if raw[at] == "'" else 1


def _double_quoted(raw: str) -> Iterator[_Character]:
    at = 1
    while at < len(raw) - 1:
        escape = raw[at + 1]
        if raw[at] != "\\":
            yield raw[at], at
            at += 1
        elif escape == "\n":  # an escaped line break is none, nor is the indentation after it
            at += 2
            at += len(raw[at:]) - len(raw[at:].lstrip(" \t"))
        elif digits := Scanner.ESCAPE_CODES.get(escape, 0):
            yield chr(int(raw[at + 2 : at + 2 + digits], 16)), at
            at += 2 + digits
        else:
            yield Scanner.ESCAPE_REPLACEMENTS[escape], at
            at += 2


def _folded(characters: Iterable[_Character]) -> Iterator[_Character]:
    gap: list[_Character] = []
    begun = False
    for character in characters:
        if character[0] in " \t\n":
            gap.append(character)
            continue
        breaks = _breaks(gap)
        if not breaks:
            yield from gap
        elif begun:
            yield from [("\n", gap[0][1])] * min(breaks, len(PARAGRAPH_BREAK))
        gap, begun = [], True
        yield character
    if not _breaks(gap):
        yield from gap


def _breaks(gap: list[_Character]) -> int:
    return sum(character == "\n" for character, _ in gap)


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text as `written` gives it, each with the offset of its first character."""
    offset = 0
    for paragraph in text.split(PARAGRAPH_BREAK):
        yield offset, paragraph
        offset += len(paragraph) + len(PARAGRAPH_BREAK)
