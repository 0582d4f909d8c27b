"""The witness: any PDF in, a report out. Built on pypdf and fontTools; shares nothing with finish/.

`pdf` judges one file, `rules` is the catalogue, `profiles` are the sets of rules to judge by; `as_text` and
`as_json` put a report into words.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from declaration_print.check.reporting import as_json, as_text
from declaration_print.model.declaration import Declaration
from declaration_print.model.report import FileReport

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declaration_print.check.profile import Profile
    from declaration_print.check.registry import Rule

__all__ = ["as_json", "as_text", "pdf", "profiles", "rules"]


def pdf(  # noqa: PLR0913 - each says one thing about the judgement
    path: Path | str,
    data: bytes,
    *,
    profile: str | None = None,
    only: frozenset[str] = frozenset(),
    declaration: Declaration | None = None,
    parts: tuple[str, ...] = (),
    sheet: tuple[float, float] | None = None,
) -> FileReport:
    """Judge the PDF in `data`; `path` only labels the report. Whatever the bytes, a verdict.

    Without `profile` the file is judged by what it claims (PDF/A, PDF/UA) and by the house
    profile that its XMP `dc:type` names; one that says neither, by the profile `archive`.
    `only` keeps the rules of some groups (`fonts`, `metadata`, `text`) or of some ids. `parts`
    are the parts of the declaration that must be there, where the caller knows better than the
    profile; `sheet` the page size ordered (width and height in mm).

    Raises:
        BadInput: there is no such profile, group or rule.
    """
    from declaration_print.check.judge import judge  # noqa: PLC0415 - pypdf is slow to import

    return judge(
        str(path),
        data,
        profile=profile,
        only=only,
        declaration=declaration,
        parts=parts,
        sheet=sheet,
    )


def rules() -> "tuple[Rule, ...]":
    """Every rule, in the order in which findings are reported."""
    from declaration_print.check.rulebook import catalogue  # noqa: PLC0415 - as above

    return catalogue()


def profiles() -> "Mapping[str, Profile]":
    """Every profile by name."""
    from declaration_print.check.profile import all_profiles  # noqa: PLC0415 - as above

    return all_profiles()
