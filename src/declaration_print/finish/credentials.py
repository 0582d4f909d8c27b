"""A declaration and an edition → the document's metadata, the same for the same input.

No clock and no chance: the date is SOURCE_DATE_EPOCH or the declaration's own, the identifiers are
name-based UUIDs (RFC 9562, version 5) of the declaration's identity and of everything that decides
the file's bytes.
"""

import hashlib
import os
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime

from declaration_print.model.declaration import Declaration
from declaration_print.model.finishing import Credentials
from declaration_print.model.layout import Edition
from declaration_print.model.problem import BadInput, Problem, Words

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""What an undated declaration says when SOURCE_DATE_EPOCH does not."""


def credentials(
    declaration: Declaration,
    edition: Edition,
    tool: str,
    moment: datetime,
    ingredients: Iterable[bytes],
) -> Credentials:
    """The metadata of one edition made at a moment; `ingredients` are all its bytes are made from."""
    name = f"{declaration.slug}/{edition.file_name}"
    owner = uuid.uuid5(uuid.NAMESPACE_URL, declaration.identifier or "")
    document_id = uuid.uuid5(owner, name)
    content = hashlib.sha256(f"{tool} {name} {moment.isoformat()}".encode())
    for ingredient in ingredients:
        content.update(hashlib.sha256(ingredient).digest())
    return Credentials(
        title=declaration.title.plain,
        titles=((declaration.language, declaration.title.plain), *declaration.translations),
        creators=tuple(
            (f"{issuer.form.plain} " if issuer.form else "") + issuer.name.plain
            for issuer in declaration.issuers
        ),
        language=declaration.language,
        edition=edition.layout.edition,
        description=declaration.subtitle.plain if declaration.subtitle else None,
        rights=declaration.rights,
        source=declaration.url,
        identifier=declaration.identifier,
        date=moment,
        document_id=str(document_id),
        instance_id=str(uuid.uuid5(document_id, content.hexdigest())),
        creator_tool=tool,
        producer=tool,
    )


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
