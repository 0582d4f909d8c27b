"""A problem: what is wrong, where, and what to do next, in Japanese and in English."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Literal

Lang = Literal["ja", "en"]


def lang_of(tag: str) -> Lang:
    """The language of ours that goes with a text tagged so (BCP 47): Japanese, or else English."""
    return "ja" if tag.partition("-")[0].casefold() == "ja" else "en"


class ExitCode(IntEnum):
    """What the process says to its caller."""

    FINE = 0
    FINDINGS = 1
    BAD_INPUT = 2
    OUR_BUG = 3


class Severity(StrEnum):
    """How much a problem or finding weighs; only an error fails a file."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Words:
    """One message in both languages of the house."""

    ja: str
    en: str

    def in_(self, lang: Lang) -> str:
        """The message in one language."""
        return self.ja if lang == "ja" else self.en


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: line and column count from 1; None means the file as a whole."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `code` is stable, e.g. `declaration/empty-article`."""

    code: str
    words: Words
    place: Place | None = None
    severity: Severity = Severity.ERROR

    def line(self, lang: Lang) -> str:
        """`file:line:column: message [code]`, as a compiler would print it."""
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.words.in_(lang)} [{self.code}]"


class BadInput(Exception):
    """The input cannot be used; carries every problem found, never only the first."""

    exit_code = ExitCode.BAD_INPUT

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(problem.line("en") for problem in self.problems))

    def __reduce__(self) -> "tuple[type[BadInput], tuple[tuple[Problem, ...]]]":
        """How pickle makes it again: of its problems, not of its message (a worker may raise it)."""
        return type(self), (self.problems,)
