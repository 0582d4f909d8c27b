"""What a verification says: one proof after another, each good, bad, or not to be had."""

from dataclasses import dataclass
from enum import StrEnum

from declaration_print.model.problem import Lang, Words


class Outcome(StrEnum):
    """How a proof came out."""

    GOOD = "good"
    BAD = "bad"
    OPEN = "open"  # it could not be had here, or was not asked for

    @property
    def mark(self) -> str:
        """The sign that stands before its line."""
        return {"good": "✓", "bad": "✗", "open": "–"}[self]


@dataclass(frozen=True, slots=True)
class Proof:
    """One question and its answer. `details` name files, each with what is wrong or to be known."""

    name: str  # stable: `complete`, `fixity`, `records`, `pdf`, `text`, `rebuild`, `signatures`
    outcome: Outcome
    words: Words
    details: tuple[Words, ...] = ()

    def lines(self, lang: Lang) -> list[str]:
        """The answer, and below it the details."""
        return [
            f"{self.outcome.mark} {self.words.in_(lang)}",
            *(f"    {detail.in_(lang)}" for detail in self.details),
        ]


@dataclass(frozen=True, slots=True)
class Verification:
    """All that was asked of one deposit or file.

    `seal` is the sha256 of a deposit's tagmanifest-sha256.txt, to be compared with what was noted
    when it was handed over.
    """

    proofs: tuple[Proof, ...]
    seal: str | None = None

    @property
    def complete(self) -> bool:
        """Whether every proof could be had."""
        return all(proof.outcome is not Outcome.OPEN for proof in self.proofs)

    @property
    def passed(self) -> bool:
        """Whether nothing is bad."""
        return all(proof.outcome is not Outcome.BAD for proof in self.proofs)
