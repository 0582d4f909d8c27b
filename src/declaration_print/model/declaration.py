"""A declaration (宣言) as frozen values: what was declared, by whom, when, and its outline.

Every piece of text is a `Text`: inline nodes and the place they were read from, so that a
problem found much later (a glyph that a face lacks) still names file, line and column.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from declaration_print.model.problem import Lang, Place, lang_of


@dataclass(frozen=True, slots=True)
class Plain:
    """Characters without any notation."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line ends here, whatever room it has left."""


@dataclass(frozen=True, slots=True)
class Ruby:
    """A base with its reading: one reading a base character, or one for all (JLReq 3.3.1).

    `other` are readings on the other side: left of a vertical line, below a horizontal one (3.3.4).
    """

    base: str
    readings: tuple[str, ...]
    other: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TateChuYoko:
    """Characters set horizontally in one cell of a vertical line."""

    text: str


@dataclass(frozen=True, slots=True)
class ReferenceMark:
    """A mark that leads to a note (合印), small and raised (JLReq 4.2.3)."""

    text: str


@dataclass(frozen=True, slots=True)
class Warichu:
    """A note of two small lines within the line (割注, JLReq 3.4); its parentheses are added."""

    text: str


@dataclass(frozen=True, slots=True)
class Furiwake:
    """Several lines within the line (振分け, JLReq 3.7.2)."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Characters with emphasis dots (圏点)."""

    nodes: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class SideLine:
    """Characters with a line beside or below them (傍線)."""

    nodes: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Unbroken:
    """Characters that stay together on one line."""

    nodes: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Jidori:
    """Characters spread over `ems` (字取り, JLReq 3.7.3)."""

    nodes: "tuple[Inline, ...]"
    ems: float


Span = Emphasis | SideLine | Unbroken | Jidori
"""What has inline nodes within it. Warichu and furiwake stand in none of these but Unbroken."""

Inline = Plain | LineBreak | Ruby | TateChuYoko | ReferenceMark | Warichu | Furiwake | Span


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the declaration, parsed; `place` is where it stands in its file."""

    nodes: tuple[Inline, ...]
    place: Place = field(compare=False)

    @property
    def plain(self) -> str:
        """The base characters alone, without readings and marks."""
        return "".join(_plain(node) for node in self.nodes)


def _plain(node: Inline) -> str:
    match node:
        case Plain(text) | TateChuYoko(text) | ReferenceMark(text) | Warichu(text):
            return text
        case Ruby(base, _, _):
            return base
        case Furiwake(lines):
            return "".join(lines)
        case LineBreak():
            return ""
        case Emphasis(nodes) | SideLine(nodes) | Unbroken(nodes) | Jidori(nodes, _):
            return "".join(_plain(inner) for inner in nodes)


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item of an article: a title, a text, or both."""

    title: Text | None
    text: Text | None


@dataclass(frozen=True, slots=True)
class Article:
    """An article (項目): label such as 第一項目, title, lead paragraphs, items."""

    label: Text | None
    title: Text | None
    lead: tuple[Text, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled stretch of paragraphs, or of list items."""

    title: Text | None
    paragraphs: tuple[Text, ...] = ()
    items: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal (印): a file beside the declaration's, and what is printed of it.

    `name` is the file's path relative to the declaration's folder, `content` its bytes. `drawing` is
    an SVG of plain shapes in `currentColor`, and `#ffffff` where the paper shows.
    """

    name: str
    content: bytes = field(repr=False)
    drawing: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body or person that signs; `form` is the legal form (国立大学法人), set smaller."""

    name: Text
    form: Text | None = None
    seal: Seal | None = None


@dataclass(frozen=True, slots=True)
class SignatoryGroup:
    """A body and the members that stand behind it; a group may lack a name."""

    name: Text | None
    members: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True)
class Pillar:
    """One pillar of the outline (骨子): its name, one-line aim and items."""

    title: Text
    aim: Text | None
    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline (骨子): the declaration in one minute, with its own wording."""

    title: Text | None
    pillars: tuple[Pillar, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What the publisher says about the declaration: introduction and use (運用方法)."""

    introduction: Section | None
    usage: Section | None


@dataclass(frozen=True, slots=True)
class Brushed:
    """The brushed scroll (揮毫): its caption and the captions of its pictured sections."""

    title: Text | None
    sections: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class DateOfDeclaration:
    """Year, and month and day where known; `text` is printed instead when it is given."""

    year: int
    month: int | None
    day: int | None
    place: Place = field(compare=False)
    text: Text | None = None

    @property
    def iso(self) -> str:
        """`2024-05-21`, `2024-05` or `2024` (ISO 8601)."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Declaration:
    """A whole declaration. `slug` names its output folder (the file's stem).

    `publishers`, `contributors`, `subjects` and `description` are told in the metadata alone; None
    where the file leaves them to what the declaration says anyway.
    """

    slug: str
    title: Text
    reading: str | None = None
    subtitle: Text | None = None
    translations: tuple[tuple[str, str], ...] = ()
    preamble: tuple[Text, ...] = ()
    statement: Section | None = None
    articles: tuple[Article, ...] = ()
    closing: tuple[Text, ...] = ()
    date: DateOfDeclaration | None = None
    declared_at: Text | None = None
    issuers: tuple[Organisation, ...] = ()
    signatories: tuple[SignatoryGroup, ...] = ()
    outline: Outline | None = None
    about: About | None = None
    brushed: Brushed | None = None
    url: str | None = None
    identifier: str | None = None
    rights: str | None = None
    publishers: tuple[str, ...] | None = None
    contributors: tuple[str, ...] | None = None
    subjects: tuple[str, ...] | None = None
    description: str | None = None
    language: str = "ja"

    @property
    def lang(self) -> Lang:
        """In which of our languages to speak beside its text."""
        return lang_of(self.language)


def _statement(declaration: Declaration) -> Iterator[Text]:
    if declaration.statement:
        yield from _given(declaration.statement.title)
        yield from declaration.statement.paragraphs


def _articles(declaration: Declaration) -> Iterator[Text]:
    for article in declaration.articles:
        yield from _given(article.label, article.title)
        yield from article.lead
        for item in article.items:
            yield from _given(item.title, item.text)


def _outline(declaration: Declaration) -> Iterator[Text]:
    if declaration.outline:
        yield from _given(declaration.outline.title)
        for pillar in declaration.outline.pillars:
            yield from _given(pillar.title, pillar.aim)
            yield from pillar.items


def _pillars(declaration: Declaration) -> Iterator[Text]:
    if declaration.outline:
        for pillar in declaration.outline.pillars:
            yield from _given(pillar.title, pillar.aim)
            yield from pillar.items


def _issuers(declaration: Declaration) -> Iterator[Text]:
    for issuer in declaration.issuers:
        yield from _given(issuer.form, issuer.name)


def _signatories(declaration: Declaration) -> Iterator[Text]:
    for group in declaration.signatories:
        yield from _given(group.name)
        for member in group.members:
            yield from _given(member.form, member.name)


def _given(*texts: Text | None) -> Iterator[Text]:
    yield from (text for text in texts if text is not None)


PARTS: Mapping[str, Callable[[Declaration], Iterable[Text]]] = {
    "title": lambda declaration: (declaration.title,),
    "subtitle": lambda declaration: _given(declaration.subtitle),
    "preamble": lambda declaration: declaration.preamble,
    "statement": _statement,
    "articles": _articles,
    "closing": lambda declaration: declaration.closing,
    "outline": _outline,
    "pillars": _pillars,  # the outline without its own title
    "date": lambda declaration: _given(date_of(declaration)),
    "declared_at": lambda declaration: _given(declaration.declared_at),
    "issuers": _issuers,
    "signatories": _signatories,
}
"""The parts an edition can carry, in document order, and each part's texts in reading order."""


def date_of(declaration: Declaration) -> Text | None:
    """The date as it is printed: as written out, or 2024年5月21日 (ISO 8601 if not Japanese)."""
    date = declaration.date
    if date is None:
        return None
    if date.text is not None:
        return date.text
    words = date.iso
    if declaration.lang == "ja":
        words = f"{date.year}年"
        words += f"{date.month}月" if date.month is not None else ""
        words += f"{date.day}日" if date.day is not None else ""
    return Text((Plain(words),), date.place)
