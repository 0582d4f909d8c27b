"""Findings gathered for reading: by weight, by rule, and the same words on many pages once."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from declaration_print.model.problem import Severity, Words
from declaration_print.model.report import Finding

ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class Seen:
    """One message and the pages it holds for, ascending; none for the file as a whole.

    `times` is how often it was said, which may be more than once a page.
    """

    message: Words
    pages: tuple[int, ...]
    times: int = 1

    @property
    def again(self) -> str:
        """How often, where the pages do not tell: ×31."""
        return f" ×{self.times}" if self.times > max(1, len(self.pages)) else ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What one rule found and what is to be done about it."""

    rule: str
    codes: tuple[str, ...]
    severity: Severity
    clause: str | None
    remedy: Words | None
    seen: tuple[Seen, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """Every page concerned, ascending."""
        return tuple(sorted({page for seen in self.seen for page in seen.pages}))


def matters(findings: Iterable[Finding]) -> tuple[Matter, ...]:
    """Errors first; within a weight in the order of the rules; a matter for each remedy of a rule."""
    gathered: dict[tuple[Severity, str, Words | None], list[Finding]] = {}
    for finding in findings:
        gathered.setdefault((finding.severity, finding.rule, finding.remedy), []).append(finding)
    ordered = sorted(gathered.values(), key=lambda found: ORDER.index(found[0].severity))
    return tuple(_matter(found) for found in ordered)


def _matter(findings: list[Finding]) -> Matter:
    pages: dict[Words, set[int]] = {}
    times = Counter(finding.message for finding in findings)
    for finding in findings:
        found = pages.setdefault(finding.message, set())
        if finding.page is not None:
            found.add(finding.page)
    first = findings[0]
    return Matter(
        rule=first.rule,
        codes=tuple(dict.fromkeys(finding.code for finding in findings)),
        severity=first.severity,
        clause=first.clause,
        remedy=first.remedy,
        seen=tuple(
            Seen(message, tuple(sorted(on)), times[message]) for message, on in pages.items()
        ),
    )
