"""Characters that no printed text can hold: found, named, and put out of the way.

A file is searched as a whole, its texts once more, because YAML can write any character as an escape.
What is found is replaced by U+FFFD, so that reading goes on and the other problems are reported too.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from declaration_print.model.problem import Place, Problem, Words

_LOST = "\ufffd"

_CONTROLS = (
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f"  # but tab and line feed
    "\u2028\u2029\ufeff"  # line and paragraph separator, byte order mark
    "\ud800-\udfff"  # surrogates
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters
) + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))

_IN_A_FILE = re.compile(f"[{_CONTROLS}{_LOST}]")
_IN_A_TEXT = re.compile(f"[{_CONTROLS}\t]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without control characters, and where they were."""

    text: str
    problems: tuple[Problem, ...]


def clean_file(text: str, place: Callable[[int], Place]) -> Cleaned:
    """A whole file. U+FFFD in it is the trace of a lost character; tabs are left to YAML."""
    return _clean(text, place, _IN_A_FILE)


def clean_text(text: str, place: Callable[[int], Place]) -> Cleaned:
    """One text of a file that is clean itself: what came in by escapes, and tabs."""
    return _clean(text, place, _IN_A_TEXT)


def _clean(text: str, place: Callable[[int], Place], pattern: re.Pattern[str]) -> Cleaned:
    problems = tuple(
        Problem("file/control-character", _words(match[0]), place(match.start()))
        for match in pattern.finditer(text)
    )
    return Cleaned(pattern.sub(_LOST, text) if problems else text, problems)


def _words(character: str) -> Words:
    code = f"U+{ord(character):04X}"
    if character == "\t":
        return Words(
            "文の中にタブがあります。空白に書き換えるか、消してください。",
            "There is a tab in this text; replace it with a space, or take it out.",
        )
    if character == _LOST:
        return Words(
            f"文字化けした跡({code})があります。元の文字に書き直してください。",
            f"{code} marks a character that was lost in a conversion; write the character again.",
        )
    return Words(
        f"印刷できない制御文字({code})があります。この文字を消してください。",
        f"{code} is a control character and cannot be printed; take it out.",
    )
