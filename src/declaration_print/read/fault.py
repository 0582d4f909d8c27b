"""A fault: what is wrong inside one value, before anyone has said where the value stands."""

from dataclasses import dataclass

from declaration_print.model.problem import Words


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a text; `offset` is the offending character, counted from 0."""

    code: str
    words: Words
    offset: int = 0
