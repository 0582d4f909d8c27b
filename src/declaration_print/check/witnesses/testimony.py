"""What a second witness said, before it is compared with what we say."""

from dataclasses import dataclass

from declaration_print.model.problem import Words
from declaration_print.model.report import Clause, Verdict


@dataclass(frozen=True, slots=True)
class Testimony:
    """The profiles it judged by, its verdict, and the clauses it finds broken."""

    version: str
    judged_by: tuple[str, ...]
    verdict: Verdict | None
    broken: tuple[Clause, ...] = ()
    note: Words | None = None
