"""Holdings → the files of the bag that is deposited."""

from declaration_print.archive import readme
from declaration_print.archive.bag import bagged
from declaration_print.archive.catalogue_records import DCNDL, DUBLIN_CORE, dcndl, dublin_core
from declaration_print.archive.holdings import Holdings
from declaration_print.archive.premis import PLACE as PREMIS
from declaration_print.archive.premis import premis


def deposit(holdings: Holdings) -> dict[str, bytes]:
    """Every file of the bag by place, sorted; the same holdings give the same bytes.

    Raises BadInput for a name that not every file system can keep.
    """
    payload = dict(holdings.files)
    payload |= {edition.place: edition.content for edition in holdings.editions}
    payload[readme.PLACE] = readme.readme(holdings)
    payload[DUBLIN_CORE] = dublin_core(holdings)
    payload[DCNDL] = dcndl(holdings)
    payload[PREMIS] = premis(holdings, payload)
    return bagged(payload, _info(holdings))


def _info(holdings: Holdings) -> list[tuple[str, str]]:
    """Labels and values of bag-info.txt (RFC 8493 2.2.2)."""
    told = holdings.credentials
    description = f"{told.title} — {told.description}" if told.description else told.title
    return [
        *(("Source-Organization", name) for name in holdings.organisations),
        ("External-Description", description),
        ("External-Identifier", holdings.identifier),
        ("Bagging-Date", holdings.day),
        ("Bag-Software-Agent", f"{holdings.tool} {holdings.version}"),
    ]
