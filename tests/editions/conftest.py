"""The texts of a declaration, read without our reader, and other people's views of an edition."""

from collections.abc import Iterator

import pytest
import yaml
from witnesses import drawn

from declaration_print import wishes

HOUSE_DATA = wishes.SHIPPED_DECLARATION


@pytest.fixture(scope="session")
def source():
    """The shipped declaration as plain YAML."""
    return yaml.safe_load(HOUSE_DATA.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def full_text(source):
    """Every text that a full-text edition carries, in document order, as it is written."""
    return list(_full_text(source))


def _full_text(source) -> Iterator[str]:
    yield source["title"]
    yield from source["preamble"]
    yield from source["statement"].values()
    for article in source["articles"]:
        yield from (article["label"], article["title"], article["lead"])
        for item in article["items"]:
            yield from (item["title"], item["text"])
    yield source["closing"]
    yield source["date_text"]
    yield from source["issuers"]
    for group in source["signatories"]:
        yield group["name"]
        for member in group["members"]:
            yield from (member["form"], member["name"]) if isinstance(member, dict) else (member,)


@pytest.fixture(scope="session")
def glyphs(shipped):
    """pdfminer's glyphs of a shipped edition, page by page; each file is read once."""
    known = {}

    def of(stem):
        if stem not in known:
            known[stem] = drawn(shipped[stem])
        return known[stem]

    return of
