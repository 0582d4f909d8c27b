"""The rules, entered into the register by importing their modules."""

from declaration_print.check.registry import Rule, registered
from declaration_print.check.rulebook import (
    claims,
    file,
    font_encodings,
    font_programs,
    info_and_xmp,
    text_fidelity,
    text_vertical,
)

MODULES = (
    file,
    font_programs,
    font_encodings,
    info_and_xmp,
    claims,
    text_fidelity,
    text_vertical,
)


def catalogue() -> tuple[Rule, ...]:
    """Every rule there is."""
    return registered()
