"""What markup/ hands on: the HTML, and the characters that each face must bring."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from declaration_print.model.declaration import Text
from declaration_print.model.face import Use
from declaration_print.model.layout import Style
from declaration_print.model.setting import ComposedParagraph, Setting

Compose = Callable[[Text, Style, Setting], ComposedParagraph]
"""Sets one text in one style; handed to markup/ by the pipeline."""


@dataclass(frozen=True, slots=True)
class MarkedUp:
    """A whole document as HTML, and the clusters it sets in each face and use.

    `own` are the words that the layout says itself, besides those of the declaration.
    """

    html: str
    clusters: Mapping[tuple[str, Use], frozenset[str]]
    own: tuple[str, ...] = ()
