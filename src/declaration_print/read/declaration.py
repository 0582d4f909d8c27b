"""A declaration's YAML file to a `Declaration`: file → YAML tree → validated keys → values.

Each text keeps the place of its first character, so that a problem found in a later stage still names
file, line and column.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from declaration_print.model import declaration as model
from declaration_print.model.problem import BadInput, Problem, Words
from declaration_print.read import explain, inline, line_break
from declaration_print.read import file_format as keys
from declaration_print.read.scalar import paragraphs
from declaration_print.read.seal import Seals
from declaration_print.read.source_file import source_text
from declaration_print.read.yaml_tree import Kind, Node, tree

_Value = TypeVar("_Value")


def declaration(source: Path) -> model.Declaration:
    """Read one declaration.

    Raises:
        BadInput: everything that is wrong with the file, in the order of its lines.
    """
    yaml_tree = tree(source_text(source))
    root = yaml_tree.root
    problems = list(yaml_tree.problems)
    try:
        file = keys.DeclarationFile.model_validate(_data(root))
    except ValidationError as error:
        problems += explain.problems(root, error)
    if problems:
        raise BadInput(sorted(problems, key=_position))
    seals = Seals(source.parent)
    read = _declaration(source.stem, file, root, seals)
    problems = [*seals.problems, *_titles_in_one_language(read, root.child("translations"))]
    if problems:
        raise BadInput(sorted(problems, key=_position))
    return read


def _titles_in_one_language(read: model.Declaration, node: Node) -> Iterator[Problem]:
    """Titles that metadata could not hold: one a language, whatever the case of its tag (RFC 5646 2.1.1)."""
    told = {read.language.casefold(): read.title.plain}
    for language, title in read.translations:
        if told.setdefault(language.casefold(), title) != title:
            words = Words(
                f"言語「{language}」の表題が二つあり、どちらも残すことができません。"
                "本文の言語(language)とほかの訳にない言語の符号に改めるか、この行を消してください。",
                f"There are two titles in `{language}`, and metadata have room for one; give another "
                "language tag than that of the text (`language`) and of the other translations, or "
                "take this line out.",
            )
            place = node.child(language).key_place
            yield Problem("declaration/language-twice", words, place)


def _position(problem: Problem) -> tuple[int, int]:
    place = problem.place
    return (place.line or 0, place.column or 0) if place else (0, 0)


def _data(node: Node) -> object:
    """What pydantic is to judge: what is neither text, list nor keys stays a node, which it refuses."""
    match node.kind:
        case Kind.TEXT:
            return node.written.text
        case Kind.LIST:
            return [_data(entry) for entry in node.entries]
        case Kind.KEYS:
            return {key: _data(value) for key, value in node.keys.items()}
        case _:
            return node


def _declaration(
    slug: str, file: keys.DeclarationFile, node: Node, seals: Seals
) -> model.Declaration:
    return model.Declaration(
        slug=slug,
        title=_text(file.title, node.child("title")),
        reading=_line(file.reading),
        subtitle=_optional(file.subtitle, node.child("subtitle")),
        translations=tuple(
            (language, line_break.joined_text(title))
            for language, title in file.translations.items()
        ),
        preamble=_prose(file.preamble, node.child("preamble")),
        statement=_statement(file.statement, node.child("statement")),
        articles=tuple(
            _article(block, each) for block, each in _each(file.articles, node.child("articles"))
        ),
        closing=_prose(file.closing, node.child("closing")),
        date=_date(file, node),
        declared_at=_optional(file.place, node.child("place")),
        issuers=_organisations(file.issuers, node.child("issuers"), seals),
        signatories=tuple(
            _group(block, each, seals)
            for block, each in _each(file.signatories, node.child("signatories"))
        ),
        outline=_outline(file.outline, node.child("outline")),
        about=_about(file.about, node.child("about")),
        brushed=_brushed(file.brushed, node.child("brushed")),
        url=file.url,
        identifier=_line(file.identifier),
        rights=_line(file.rights),
        publishers=_lines(file.publisher),
        contributors=_lines(file.contributors),
        subjects=_lines(file.subjects),
        description=_line(file.description),
        language=file.language,
    )


# ── texts ────────────────────────────────────────────────────────────────────────────────────


def _text(written: str, node: Node, offset: int = 0) -> model.Text:
    nodes = inline.parse(written).nodes
    return line_break.joined(model.Text(nodes, node.place_at(offset)))


def _optional(written: str | None, node: Node) -> model.Text | None:
    return None if written is None else _text(written, node)


def _line(written: str | None) -> str | None:
    return None if written is None else line_break.joined_text(written)


def _lines(written: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if written is None else tuple(map(line_break.joined_text, written))


def _texts(written: Iterable[str], node: Node) -> tuple[model.Text, ...]:
    return tuple(_text(text, each) for text, each in _each(written, node))


def _prose(written: Iterable[str], node: Node) -> tuple[model.Text, ...]:
    return tuple(
        _text(paragraph, each, offset)
        for text, each in _each(written, node)
        for offset, paragraph in paragraphs(text)
    )


def _each(values: Iterable[_Value], node: Node) -> Iterator[tuple[_Value, Node]]:
    """Each value of a list with its node; a text that stands for a list of one is its own entry."""
    return ((value, node.child(at)) for at, value in enumerate(values))


# ── parts ────────────────────────────────────────────────────────────────────────────────────


def _date(file: keys.DeclarationFile, node: Node) -> model.DateOfDeclaration | None:
    if file.date is None:
        return None
    year, *rest = (int(part) for part in file.date.split("-"))
    month, day = (*rest, None, None)[:2]
    text = _optional(file.date_text, node.child("date_text"))
    return model.DateOfDeclaration(year, month, day, node.child("date").place_at(0), text)


def _statement(block: keys.StatementBlock | None, node: Node) -> model.Section | None:
    if block is None:
        return None
    return model.Section(
        title=_optional(block.title, node.child("title")),
        paragraphs=_prose(block.text, node.child("text")),
    )


def _article(block: keys.ArticleBlock, node: Node) -> model.Article:
    return model.Article(
        label=_optional(block.label, node.child("label")),
        title=_optional(block.title, node.child("title")),
        lead=_prose(block.lead, node.child("lead")),
        items=tuple(
            model.Item(
                title=_optional(item.title, each.child("title")),
                text=_optional(item.text, each.child("text")),
            )
            for item, each in _each(block.items, node.child("items"))
        ),
    )


def _organisations(
    blocks: Iterable[keys.OrganisationBlock], node: Node, seals: Seals
) -> tuple[model.Organisation, ...]:
    return tuple(
        model.Organisation(
            name=_text(block.name, each.child("name")),
            form=_optional(block.form, each.child("form")),
            seal=seals.read(block.seal, each.child("seal").place),
        )
        for block, each in _each(blocks, node)
    )


def _group(block: keys.SignatoryGroupBlock, node: Node, seals: Seals) -> model.SignatoryGroup:
    return model.SignatoryGroup(
        name=_optional(block.name, node.child("name")),
        members=_organisations(block.members, node.child("members"), seals),
    )


def _outline(block: keys.OutlineBlock | None, node: Node) -> model.Outline | None:
    if block is None:
        return None
    pillars = tuple(
        model.Pillar(
            title=_text(pillar.title, each.child("title")),
            aim=_optional(pillar.aim, each.child("aim")),
            items=_texts(pillar.items, each.child("items")),
        )
        for pillar, each in _each(block.pillars, node.child("pillars"))
    )
    return model.Outline(_optional(block.title, node.child("title")), pillars)


def _about(block: keys.AboutBlock | None, node: Node) -> model.About | None:
    if block is None:
        return None
    return model.About(
        introduction=_statement(block.introduction, node.child("introduction")),
        usage=_usage(block.usage, node.child("usage")),
    )


def _usage(block: keys.UsageBlock | None, node: Node) -> model.Section | None:
    if block is None:
        return None
    return model.Section(
        title=_optional(block.title, node.child("title")),
        items=_texts(block.items, node.child("items")),
    )


def _brushed(block: keys.BrushedBlock | None, node: Node) -> model.Brushed | None:
    if block is None:
        return None
    return model.Brushed(
        title=_optional(block.title, node.child("title")),
        sections=_texts(block.sections, node.child("sections")),
    )
