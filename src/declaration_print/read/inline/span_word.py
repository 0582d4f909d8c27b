"""The words that say what a bracketed span is, such as `傍線` and `字取り 5`."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum


class Span(Enum):
    """The kinds of span, by their names in Japanese and in English."""

    SIDE_LINE = ("傍線", "line")
    WARICHU = ("割注", "warichu")
    FURIWAKE = ("振分", "furiwake")
    JIDORI = ("字取り", "jidori")
    REFERENCE_MARK = ("合印", "mark")
    UNBROKEN = ("分割禁止", "keep")

    @property
    def ja(self) -> str:
        """Its word in Japanese."""
        return self.value[0]

    @property
    def en(self) -> str:
        """Its word in English."""
        return self.value[1]


_BY_WORD = {
    **{span.ja: span for span in Span},
    **{span.en: span for span in Span},
    "振分け": Span.FURIWAKE,  # as JLReq spells it
}


LINE_BREAK = ("改行", "br")
"""What stands in braces by itself, where a line ends."""


def is_line_break(written: str) -> bool:
    """Whether braces hold the word for a line break."""
    return unicodedata.normalize("NFKC", written).strip().casefold() in LINE_BREAK


@dataclass(frozen=True, slots=True)
class SpanWord:
    """What stands in the braces behind a span: a word that means one, and a number."""

    written: str
    span: Span | None  # None: no word we know
    number: str


def span_word(written: str) -> SpanWord:
    """Read `字取り 5`; full-width letters, figures and spaces are as good as half-width ones."""
    plain = unicodedata.normalize("NFKC", written).strip().casefold()
    match = re.fullmatch(r"([^\s\d.+-]*)\s*(.*)", plain, re.DOTALL)
    assert match  # both parts may be empty
    return SpanWord(written.strip(), _BY_WORD.get(match[1]), match[2])


def begins_with_word(text: str) -> bool:
    """Whether a text begins as the word of a span does."""
    return unicodedata.normalize("NFKC", text).lstrip().casefold().startswith(tuple(_BY_WORD))
