"""What check/ says about a PDF: findings, fonts, metadata, and one verdict a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from declaration_print.model.problem import Severity, Words


class Verdict(StrEnum):
    """A file passes when no finding is an error."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found. `rule` and `code` are stable; `page` counts from 1."""

    rule: str
    code: str
    severity: Severity
    clause: str | None
    page: int | None
    message: Words
    remedy: Words | None = None


@dataclass(frozen=True, slots=True)
class FontUse:
    """One font that draws text, as the file declares it."""

    name: str
    type: str
    encoding: str
    embedded: bool
    subset: bool
    to_unicode: bool
    writing_mode: str  # "horizontal" or "vertical"
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FileReport:
    """Everything said about one file."""

    path: str
    verdict: Verdict
    claims: tuple[str, ...]  # e.g. ("pdfa-2a", "pdfua-1")
    fonts: tuple[FontUse, ...]
    metadata: Mapping[str, str | list[str]]
    findings: tuple[Finding, ...]
    page_count: int


@dataclass(frozen=True, slots=True)
class Report:
    """What `check` says about all files it was given."""

    files: tuple[FileReport, ...]

    @property
    def passed(self) -> bool:
        """Whether every file passed."""
        return all(file.verdict is Verdict.PASS for file in self.files)
