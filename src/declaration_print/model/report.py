"""What check/ says about a PDF: findings, fonts, metadata, and one verdict a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
class Clause:
    """A clause that is found broken, by a second witness or by us: "ISO 19005-2", "6.2.11.4.1"."""

    standard: str
    number: str
    message: str = ""  # in the witness's own words; of ours the rule and code
    times: int = 1

    def __str__(self) -> str:
        return f"{self.standard} {self.number}"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What another checker says about a file, beside what we say.

    `judged_by` are the profiles it was asked for. `verdict` is None when it gave none; `note`
    says why, or what to know about it. `contested` are clauses that only it finds broken though
    our rules looked at them too, `beyond` clauses that none of our rules looks at, `ours` the
    clauses that only we find broken. `agrees`: both say the same of every clause both looked at;
    None where one of us could not judge.
    """

    witness: str
    version: str = ""
    judged_by: tuple[str, ...] = ()
    verdict: Verdict | None = None
    contested: tuple[Clause, ...] = ()
    beyond: tuple[Clause, ...] = ()
    ours: tuple[Clause, ...] = ()
    agrees: bool | None = None
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class FileReport:
    """Everything said about one file.

    `judged_by` are the profiles and `rules_run` the rules it was judged by; `by_request`: whoever
    asked named the profile; `only`: the groups or rules it was confined to. `thumbnails` are its first pages as PNG, `opinions` those of second
    witnesses; both only where they were asked for. `unpictured` says why thumbnails are missing.
    """

    path: str
    verdict: Verdict
    claims: tuple[str, ...]  # e.g. ("pdfa-2a", "pdfua-1")
    fonts: tuple[FontUse, ...]
    metadata: Mapping[str, str | list[str]]
    findings: tuple[Finding, ...]
    page_count: int
    judged_by: tuple[str, ...] = ()
    rules_run: tuple[str, ...] = ()
    by_request: bool = False
    only: tuple[str, ...] = ()
    reads_right_to_left: bool = False
    thumbnails: tuple[bytes, ...] = field(default=(), repr=False)
    unpictured: Words | None = None
    opinions: tuple[Opinion, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What `check` says about all files it was given."""

    files: tuple[FileReport, ...]

    @property
    def passed(self) -> bool:
        """Whether every file passed."""
        return all(file.verdict is Verdict.PASS for file in self.files)
