"""The kinds of value a declaration's file holds, as pydantic types: texts, paragraphs, dates, tags.

What is wrong with a value leaves pydantic as our own `Fault`s, or as an `Expected` form.
"""

from collections.abc import Callable, Iterable
from enum import Enum, auto
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from declaration_print.read import checks
from declaration_print.read.fault import Fault
from declaration_print.read.yaml_tree import Kind, Node

FAULTS = "faults"
"""pydantic's error type for our `Fault`s, which its context holds under the same name."""

EXPECTED = "expected"
"""pydantic's error type for a value of the wrong form; its context holds an `Expected`."""


class Expected(Enum):
    """What may stand where more than one form is accepted."""

    PARAGRAPHS = auto()  # a text, or a list of texts
    LINES = auto()  # the same, of names and the like
    TEXT_OR_KEYS = auto()


def faulty(*faults: Fault) -> PydanticCustomError:
    """Our faults as the error that pydantic carries out of a validator."""
    return PydanticCustomError(FAULTS, "faults", {FAULTS: faults})


def _checked(*checks_of_text: Callable[[str], Iterable[Fault]]) -> AfterValidator:
    def checked(text: str) -> str:
        faults = [fault for check in checks_of_text for fault in check(text)]
        if faults:
            raise faulty(*faults)
        return text

    return AfterValidator(checked)


def _paragraphs(value: object) -> object:
    """A single text is a list of one."""
    if not isinstance(value, str | list):
        raise PydanticCustomError(EXPECTED, "paragraphs", {EXPECTED: Expected.PARAGRAPHS})
    return [value] if isinstance(value, str) else value


def _lines(value: object) -> object:
    """A single line is a list of one."""
    if not isinstance(value, str | list):
        raise PydanticCustomError(EXPECTED, "lines", {EXPECTED: Expected.LINES})
    return [value] if isinstance(value, str) else value


def text_as(key: str) -> Callable[[object], object]:
    """A text in place of keys is the value of one of them."""

    def keyed(value: object) -> object:
        if not isinstance(value, str | dict):
            raise PydanticCustomError(EXPECTED, "text or keys", {EXPECTED: Expected.TEXT_OR_KEYS})
        return {key: value} if isinstance(value, str) else value

    return keyed


def _unquoted(value: object) -> object:
    """A year is a number to YAML."""
    return value.written.text if isinstance(value, Node) and value.kind is Kind.NUMBER else value


_SAYS_SOMETHING = Field(json_schema_extra={"minLength": 1})

Line = Annotated[str, _SAYS_SOMETHING, _checked(checks.not_blank, checks.one_paragraph)]
"""One paragraph, without notation."""

Text = Annotated[
    str,
    _SAYS_SOMETHING,
    _checked(checks.not_blank, checks.one_paragraph, checks.notation),
]
"""One paragraph, with inline notation."""

Prose = Annotated[str, _SAYS_SOMETHING, _checked(checks.not_blank, checks.notation)]
"""One paragraph or several divided by blank lines, with inline notation."""

Paragraphs = Annotated[
    list[Prose], BeforeValidator(_paragraphs, json_schema_input_type=Prose | list[Prose])
]
Lines = Annotated[list[Line], BeforeValidator(_lines, json_schema_input_type=Line | list[Line])]
"""Names or key words: one, or a list."""

LanguageTag = Annotated[
    str,
    Field(json_schema_extra={"pattern": checks.LANGUAGE_TAG}),
    _checked(checks.language_tag),
]
WebAddress = Annotated[
    str, Field(json_schema_extra={"pattern": checks.WEB_ADDRESS}), _checked(checks.web_address)
]
_DateText = Annotated[str, Field(json_schema_extra={"pattern": checks.DATE})]
_Year = Annotated[int, Field(ge=1000, le=9999)]
Date = Annotated[
    str,
    _checked(checks.existing_date),
    BeforeValidator(_unquoted, json_schema_input_type=_DateText | _Year),
]
