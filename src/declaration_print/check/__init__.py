"""The witness: any PDF in, a report out. Built on pypdf and fontTools; shares nothing with finish/.

`pdf` judges one file, `opinion` asks a second witness about it, `thumbnails` draws its pages,
`contents` and `attachments` say what it holds; `report_in` puts a report into words. `rules` are the rules, `profiles` the sets of them to judge
by, `catalogue`, `profile_catalogue` and `catalogue_markdown` their lists for people.
"""

from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from declaration_print.model.declaration import Declaration
from declaration_print.model.finishing import Conformance
from declaration_print.model.problem import Lang
from declaration_print.model.report import FileReport, Opinion, Report

if TYPE_CHECKING:
    from collections.abc import Mapping

    from declaration_print.check.profile import Profile
    from declaration_print.check.reader import Contents
    from declaration_print.check.registry import Rule

__all__ = [
    "FORMS",
    "WITNESSES",
    "attachments",
    "catalogue",
    "catalogue_markdown",
    "contents",
    "opinion",
    "pdf",
    "profile_catalogue",
    "profiles",
    "report_in",
    "rules",
    "thumbnails",
    "witness_at_hand",
]

FORMS = ("text", "json", "html", "junit")
"""The forms a report can have."""

WITNESSES = ("verapdf", "pikepdf")
"""Who else can be asked about a file, where it is installed."""


def pdf(  # noqa: PLR0913 - each says one thing about the judgement
    path: Path | str,
    data: bytes,
    *,
    profile: str | None = None,
    only: frozenset[str] = frozenset(),
    declaration: Declaration | None = None,
    parts: tuple[str, ...] | None = None,
    promised: Conformance | None = None,
    sheet: tuple[float, float] | None = None,
    besides: tuple[str, ...] = (),
    seconds: float = inf,
) -> FileReport:
    """Judge the PDF in `data`; `path` only labels the report. Whatever the bytes, a verdict.

    Without `profile` the file is judged by what it claims (PDF/A, PDF/UA) and by the house
    profile that its XMP `dc:type` names; one that says neither, by the profile `archive`.
    `only` keeps the rules of some groups (`fonts`, `metadata`, `text`) or of some ids. `parts`
    are the parts of the declaration that must be there, and `promised` the standards to claim and
    whether the source goes along, where the caller knows better than the profile; `sheet` is the page
    size ordered (width and height in mm), `besides` what may stand besides the declaration.
    With `seconds`, what is slow and no standard asks for is left out, and told, when they run short.

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
        promised=promised,
        sheet=sheet,
        besides=besides,
        seconds=seconds,
    )


def attachments(data: bytes) -> "Mapping[str, bytes]":
    """The files that the PDF in `data` carries, by name: at most a thousand, and 60 MB.

    Raises:
        BadInput: the PDF or one of them cannot be read, is too large, or two have one name.
    """
    from declaration_print.check.reader import attachments as found  # noqa: PLC0415 - as above

    return found(data)


def contents(data: bytes) -> "Contents":
    """The text, page sizes, metadata and attachments of the PDF in `data`.

    Raises:
        BadInput: it cannot be read.
    """
    from declaration_print.check.reader import contents as found  # noqa: PLC0415 - as above

    return found(data)


def rules() -> "tuple[Rule, ...]":
    """Every rule, in the order in which findings are reported."""
    from declaration_print.check.rulebook import catalogue  # noqa: PLC0415 - as above

    return catalogue()


def profiles() -> "Mapping[str, Profile]":
    """Every profile by name."""
    from declaration_print.check.profile import all_profiles  # noqa: PLC0415 - as above

    return all_profiles()


def report_in(report: Report, form: str, lang: Lang, *, colour: bool = False) -> str:
    """A report in one of the FORMS.

    `colour` says that it goes to a terminal: `text` is then coloured and broken to its width.

    Raises:
        KeyError: there is no such form.
    """
    from declaration_print.check.reports import written  # noqa: PLC0415 - a form imports its own

    return written(report, form, lang, colour=colour)


def catalogue(lang: Lang) -> str:
    """Every rule with what it asks, its clauses and its profiles, as lines for a terminal."""
    from declaration_print.check.rule_catalogue import listing  # noqa: PLC0415 - imports every rule

    return listing(lang)


def profile_catalogue(lang: Lang) -> str:
    """Every profile with what it is for and what it changes, as lines for a terminal."""
    from declaration_print.check.rule_catalogue import profiles_listing  # noqa: PLC0415 - as above

    return profiles_listing(lang)


def catalogue_markdown(lang: Lang = "en") -> str:
    """Every rule with its rationale, remedy and codes, as the page docs/rules.md."""
    from declaration_print.check.rule_catalogue import page  # noqa: PLC0415 - as above

    return page(lang)


def thumbnails(data: bytes, most: int = 12) -> tuple[bytes, ...]:
    """The first pages of a PDF, at most so many, as small PNG pictures.

    Fewer or none where they cannot be drawn.
    """
    from declaration_print.check.reports.page_pictures import drawn  # noqa: PLC0415 - seldom asked for

    return drawn(data, most)


def witness_at_hand(name: str) -> None:
    """Make sure that a second witness can be asked, before any file is judged.

    Raises:
        BadInput: there is no witness of that name, or it is not installed.
    """
    from declaration_print.check.witnesses.second_witness import found  # noqa: PLC0415 - seldom asked for

    found(name)


def opinion(name: str, path: Path | str, data: bytes, report: FileReport) -> Opinion:  # noqa: ARG001
    """What one of the WITNESSES says about the PDF in `data`, compared with our `report` on it.

    Raises:
        BadInput: as `witness_at_hand`.
    """
    from declaration_print.check.witnesses.second_witness import heard  # noqa: PLC0415 - seldom asked for

    return heard(name, data, report)
