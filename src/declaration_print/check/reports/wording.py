"""What every form of a report calls things, and text from strangers made safe to show."""

import re

from declaration_print.model.problem import Severity, Words
from declaration_print.model.report import Verdict

VERDICTS = {
    Verdict.PASS: Words(ja="合格", en="PASS"),
    Verdict.FAIL: Words(ja="不合格", en="FAIL"),
    Verdict.UNREADABLE: Words(ja="読めません", en="UNREADABLE"),
}
SEVERITIES = {
    Severity.ERROR: Words(ja="誤り", en="Errors"),
    Severity.WARNING: Words(ja="注意", en="Warnings"),
    Severity.INFO: Words(ja="参考", en="Notes"),
}
WRITING = {
    "vertical": Words(ja="縦", en="vertical"),
    "horizontal": Words(ja="横", en="horizontal"),
}
CLAIM = re.compile(r"pdf(?P<kind>a|ua)-(?P<part>\w+)$")
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
"""Controls, marks that turn the direction of text (UAX #9), and what is no character at all."""


LONGEST = 8000
"""Characters of one message that are shown; the difference of a whole text is shorter."""


def claim(name: str) -> str:
    """A claim as people write it: pdfa-2a → PDF/A-2a."""
    known = CLAIM.match(name)
    return f"PDF/{known['kind'].upper()}-{known['part']}" if known else name


def harmless(text: str) -> str:
    """A text in which nothing steers a terminal or turns the words beside it.

    Line ends and tabs stay; what is longer than anybody reads is cut.
    """
    shown = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    return UNSEEN.sub("�", shown.replace("\r\n", "\n"))


def one_line(text: str, most: int = 500) -> str:
    """A harmless text on one line, for names and cells; what is longer than `most` is cut."""
    line = " ".join(harmless(text[: 4 * most]).split())
    return line if len(line) <= most else line[: most - 1] + "…"
