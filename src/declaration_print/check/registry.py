"""The register of rules. A rule declares everything about itself where it is defined.

A rule is a function from one `Examination` to observations; `@rule` gives it id, clauses,
severity, rationale and remedy, and enters it here. Profiles decide which rules run.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from declaration_print.check.inspect import InspectedPdf
from declaration_print.model.declaration import Declaration
from declaration_print.model.problem import Severity, Words

STANDARDS = ("pdfa-1", "pdfa-2", "pdfa-4", "pdfua-1")  # PDF/A-3 shares the clauses of PDF/A-2
RULE_ID = re.compile(r"[a-z]+/[a-z0-9-]+$")


@dataclass(frozen=True, slots=True)
class Examination:
    """What a rule is asked about: the file, and what is expected of it.

    `standards` are the standards' clause families judged by, `expected_claims` the claims the
    file has to make. `text_parts` are the parts of the declaration the edition carries, in the
    order they are printed unless `any_order`. `by_house_rules`: a profile of ours is among them;
    `limits` are its figures. `sheet` is the page size ordered, width and height
    in mm; a side of 0 is as long as the text makes it.
    """

    pdf: InspectedPdf
    standards: frozenset[str] = frozenset()
    expected_claims: tuple[str, ...] = ()
    declaration: Declaration | None = None
    text_parts: tuple[str, ...] = ()
    any_order: bool = False
    by_house_rules: bool = False
    limits: Mapping[str, float] = field(default_factory=dict)
    sheet: tuple[float, float] | None = None
    besides: tuple[str, ...] = ()  # what the file is meant to say besides the declaration


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing seen: a code that stays, a page from 1 if it has one, words, own remedy."""

    code: str
    message: Words
    page: int | None = None
    remedy: Words | None = None


Check = Callable[[Examination], Iterator[Observation]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and what it says about itself; `clause` has its clause in each standard."""

    id: str
    clause: Mapping[str, str]
    severity: Severity
    rationale: Words
    remedy: Words
    check: Check

    @property
    def group(self) -> str:
        """What `only` selects by: fonts, metadata, text, file."""
        return self.id.partition("/")[0]


_RULES: dict[str, Rule] = {}


def rule(
    *,
    id: str,  # noqa: A002 - what a rule calls it
    clause: Mapping[str, str] | None = None,
    severity: Severity = Severity.ERROR,
    rationale: Words,
    remedy: Words,
) -> Callable[[Check], Check]:
    """Enter a function into the register.

    Raises:
        ValueError: the id is malformed or taken, or a clause is of an unknown standard.
    """
    if not RULE_ID.match(id) or id in _RULES:
        raise ValueError(f"rule id {id!r} is malformed or taken")
    if unknown := set(clause or {}) - set(STANDARDS):
        raise ValueError(f"rule {id} cites unknown standards {sorted(unknown)}")

    def enter(check: Check) -> Check:
        _RULES[id] = Rule(id, clause or {}, severity, rationale, remedy, check)
        return check

    return enter


def registered() -> tuple[Rule, ...]:
    """Every rule entered so far, in order of definition."""
    return tuple(_RULES.values())
