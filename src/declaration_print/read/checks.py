"""What must hold of one value, beyond its type: each check yields the faults it finds in a text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from declaration_print.model.problem import Words
from declaration_print.read import inline
from declaration_print.read.fault import Fault
from declaration_print.read.scalar import PARAGRAPH_BREAK, paragraphs

DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
"""ISO 8601 calendar date, of reduced precision too."""

LANGUAGE_TAG = (
    r"^[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}"  # language, extended language
    r"(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"  # script, region
    r"(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"  # variants
    r"(-[0-9A-WY-Za-wy-z](-[A-Za-z0-9]{2,8})+)*"  # extensions
    r"(-[Xx](-[A-Za-z0-9]{1,8})+)?$"  # private use
)
"""RFC 5646 § 2.1, less the languages of four to eight letters: none has ever been registered, so that
`Japanese` is a mistake."""

WEB_ADDRESS = r"^https?://[^\s/?#]+[^\s]*$"

EMPTY_VALUE = Words(
    "値が書かれていません。内容を書くか、この行を消してください。",
    "There is no value here; write one, or take the line out.",
)


def not_blank(text: str) -> Iterator[Fault]:
    """A text says something."""
    if not text.strip():
        yield Fault("declaration/empty-value", EMPTY_VALUE)


def one_paragraph(text: str) -> Iterator[Fault]:
    """No blank line where only one paragraph can stand."""
    at = text.find(PARAGRAPH_BREAK)
    if at >= 0:
        yield Fault("declaration/blank-line", _BLANK_LINE, at)


def notation(text: str) -> Iterator[Fault]:
    """Inline notation is well formed, paragraph by paragraph."""
    for offset, paragraph in paragraphs(text):
        for fault in inline.parse(paragraph).faults:
            yield replace(fault, offset=offset + fault.offset)


def existing_date(text: str) -> Iterator[Fault]:
    """A year, month or day that exists."""
    if not re.fullmatch(DATE, text):
        yield Fault("declaration/bad-date", _date_form(text))
        return
    year, month, day = (*(int(part) for part in text.split("-")), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        yield Fault("declaration/bad-date", _no_such_date(text))


def language_tag(text: str) -> Iterator[Fault]:
    """A well-formed BCP 47 language tag."""
    if not re.fullmatch(LANGUAGE_TAG, text):
        yield Fault("declaration/bad-language", _bad_language(text))


def web_address(text: str) -> Iterator[Fault]:
    """An absolute http or https address."""
    try:
        host = urlsplit(text).hostname
    except ValueError:  # brackets that hold no IPv6 address
        host = None
    if not host or not re.fullmatch(WEB_ADDRESS, text):
        yield Fault("declaration/bad-url", _bad_url(text))


_BLANK_LINE = Words(
    "ここには段落を一つだけ書けます。空行を消して続けて書いてください。",
    "Only one paragraph can stand here; take the blank line out.",
)


def _date_form(text: str) -> Words:
    return Words(
        f"日付「{text}」を読めません。「2024-05-21」「2024-05」「2024」のいずれかの形で書いてください"
        "(印刷する書き方は date_text に書けます)。",
        f"`{text}` is no date that can be read; write it as 2024-05-21, 2024-05 or 2024 (the wording "
        "to print can be given in `date_text`).",
    )


def _no_such_date(text: str) -> Words:
    return Words(
        f"日付「{text}」は暦にありません。年月日を確かめてください。",
        f"The date `{text}` does not exist; check year, month and day.",
    )


def _bad_language(text: str) -> Words:
    return Words(
        f"「{text}」は言語の符号ではありません。ja、en、zh-Hant のような BCP 47 の符号で書いてください。",
        f"`{text}` is no language tag; write one of BCP 47, such as ja, en or zh-Hant.",
    )


def _bad_url(text: str) -> Words:
    return Words(
        f"「{text}」はウェブの宛先として読めません。https:// から始まる宛先を空白なしで書いてください。",
        f"`{text}` is no web address; write one that begins with https:// and holds no spaces.",
    )
