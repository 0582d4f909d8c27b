"""Reports for people (terminal, HTML) and for programs (JSON, JUnit XML)."""

from declaration_print.model.problem import Lang
from declaration_print.model.report import Report


def written(report: Report, form: str, lang: Lang, *, colour: bool) -> str:
    """A report in one form, which alone is imported; see `check.report_in`."""
    if form == "text":
        from declaration_print.check.reports import terminal  # noqa: PLC0415 - as said above

        columns = terminal.columns_at_hand() if colour else None
        return terminal.text(report, lang, colour=colour, columns=columns)
    if form == "json":
        from declaration_print.check.reports import as_json  # noqa: PLC0415 - as said above

        return as_json.text(report, lang)
    if form == "junit":
        from declaration_print.check.reports import junit  # noqa: PLC0415 - as said above

        return junit.text(report, lang)
    if form == "html":
        from declaration_print.check.reports import html_page  # noqa: PLC0415 - as said above

        return html_page.page(report, lang)
    raise KeyError(form)
