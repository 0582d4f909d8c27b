"""A declaration and an edition → the document's metadata, the same for the same input.

No clock and no chance: the date is SOURCE_DATE_EPOCH or the declaration's own, the identifiers are
name-based UUIDs (RFC 9562, version 5) of the declaration's identity and of everything that decides
the file's bytes.
"""

import hashlib
import json
import os
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime

from declaration_print.model.declaration import Declaration, Organisation, date_of
from declaration_print.model.finishing import Credentials
from declaration_print.model.layout import Edition
from declaration_print.model.problem import BadInput, Problem, Words

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""What an undated declaration says when SOURCE_DATE_EPOCH does not."""


def credentials(  # noqa: PLR0913, PLR0917 - each decides something else about a file
    declaration: Declaration,
    edition: Edition,
    tool: str,
    moment: datetime,
    ingredients: Iterable[bytes],
    source: bytes,
) -> Credentials:
    """The metadata of one edition made at a moment.

    `ingredients` are all that its bytes are made from, but for what `declaration`, `edition`, `tool`
    and `moment` tell; `source` is the declaration's file.
    """
    title = declaration.title.plain
    creators = tuple(map(_named, declaration.issuers))
    document_id = _document_id(declaration, creators, edition)
    printed = date_of(declaration)
    return Credentials(
        title=title,
        titles=_titles(declaration),
        reading=declaration.reading,
        creators=creators,
        publishers=_given(declaration.publishers, creators),
        contributors=_given(declaration.contributors, _signatories(declaration)),
        subjects=_given(declaration.subjects, _titles_of_articles(declaration)),
        description=_description(declaration),
        language=declaration.language,
        declared=declaration.date.iso if declaration.date else None,
        declared_as_printed=printed.plain if printed else None,
        rights=declaration.rights,
        source=declaration.url,
        identifier=declaration.identifier,
        edition=edition.layout.edition,
        layout=edition.layout.name,
        writing=edition.writing,
        paper=edition.paper.name,
        source_sha256=hashlib.sha256(source).hexdigest(),
        date=moment,
        document_id=str(document_id),
        instance_id=str(_instance_id(document_id, edition, tool, moment, ingredients)),
        creator_tool=tool,
        producer=tool,
    )


def _document_id(
    declaration: Declaration, creators: tuple[str, ...], edition: Edition
) -> uuid.UUID:
    """Of this edition of this declaration, which its identifier names, or else file, title, day, issuers."""
    identity = declaration.identifier
    if identity is None:
        day = declaration.date.iso if declaration.date else ""
        names = (declaration.slug, declaration.title.plain, day, *creators)
        identity = json.dumps(names, ensure_ascii=False)
    owner = uuid.uuid5(uuid.NAMESPACE_URL, identity)
    return uuid.uuid5(owner, f"{declaration.language}/{edition.file_name}")


def _instance_id(
    document_id: uuid.UUID,
    edition: Edition,
    tool: str,
    moment: datetime,
    ingredients: Iterable[bytes],
) -> uuid.UUID:
    """Of the content: whatever decides the bytes of the file decides it, too."""
    decided = [tool, moment.isoformat(), *edition.layout.conformance.claims]
    decided += [f"{name}={choice}" for name, choice in sorted(edition.chosen.items())]
    content = hashlib.sha256(json.dumps(decided).encode())
    for ingredient in ingredients:
        content.update(hashlib.sha256(ingredient).digest())
    return uuid.uuid5(document_id, content.hexdigest())


def _titles(declaration: Declaration) -> tuple[tuple[str, str], ...]:
    """One title a language, of which tags count alike whatever their case (ISO 16684-1 8.2.2.4)."""
    titles: dict[str, tuple[str, str]] = {}
    own = (declaration.language, declaration.title.plain)
    for language, title in (own, *declaration.translations):
        titles.setdefault(language.casefold(), (language, title))
    return tuple(titles.values())


def _named(organisation: Organisation) -> str:
    """A name with its legal form before it."""
    form = f"{organisation.form.plain} " if organisation.form else ""
    return form + organisation.name.plain


def _given(written: tuple[str, ...] | None, otherwise: Iterable[str]) -> tuple[str, ...]:
    """What the file says for the metadata, else what follows from the declaration; nothing twice."""
    return tuple(dict.fromkeys(otherwise if written is None else written))


def _signatories(declaration: Declaration) -> Iterable[str]:
    return (_named(member) for group in declaration.signatories for member in group.members)


def _titles_of_articles(declaration: Declaration) -> Iterable[str]:
    return (article.title.plain for article in declaration.articles if article.title)


def _description(declaration: Declaration) -> str | None:
    """In the declaration's own words: what is given, the subtitle, or the sentence that declares."""
    if declaration.description is not None:
        return declaration.description
    if declaration.subtitle is not None:
        return declaration.subtitle.plain
    statement = declaration.statement
    return statement.paragraphs[0].plain if statement and statement.paragraphs else None


def moment_of(declaration: Declaration) -> datetime:
    """When an edition says it was made: SOURCE_DATE_EPOCH, else the declaration's date at 0 h UTC.

    Raises BadInput when SOURCE_DATE_EPOCH is set to anything but seconds since 1970.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError) as error:
            words = Words(
                ja=f"環境変数 SOURCE_DATE_EPOCH の値「{epoch}」は日時として読めません。"
                "1970 年からの秒数を入れるか、変数を消してください。",
                en=f"SOURCE_DATE_EPOCH is {epoch}, which is no time; give seconds since 1970, or unset it",
            )
            raise BadInput([Problem("environment/source-date-epoch", words)]) from error
    date = declaration.date
    if date is None:
        return _NO_DATE
    return datetime(date.year, date.month or 1, date.day or 1, tzinfo=UTC)
