"""The metadata side by side: what Info says and what XMP says, pair by pair."""

from collections.abc import Mapping
from dataclasses import dataclass

from declaration_print.check.metadata.description import instant
from declaration_print.model.problem import Words

PAIRS = (  # ISO 19005-1 6.7.3, table 1
    ("Title", "dc:title", Words(ja="題名", en="title")),
    ("Author", "dc:creator", Words(ja="作成者", en="author")),
    ("Subject", "dc:description", Words(ja="主題", en="subject")),
    ("Keywords", "pdf:Keywords", Words(ja="キーワード", en="keywords")),
    ("Creator", "xmp:CreatorTool", Words(ja="作成ソフト", en="made with")),
    ("Producer", "pdf:Producer", Words(ja="PDF 生成ソフト", en="PDF producer")),
    ("CreationDate", "xmp:CreateDate", Words(ja="作成日時", en="created")),
    ("ModDate", "xmp:ModifyDate", Words(ja="更新日時", en="modified")),
)
_DATES = frozenset({"CreationDate", "ModDate"})


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: its keys, both values, and whether they say the same; None with only one."""

    key: str
    label: Words | None
    info: str | None
    xmp: str | None
    same: bool | None


def rows(metadata: Mapping[str, str | list[str]]) -> tuple[Row, ...]:
    """The pairs that Info and XMP share, then everything that only one of them can have."""
    told = {key: _text(value) for key, value in metadata.items()}
    found = [
        Row(f"{info} | {xmp}", label, told.get(info), told.get(xmp), _same(info, xmp, told))
        for info, xmp, label in PAIRS
        if info in told or xmp in told
    ]
    paired = {key for info, xmp, _ in PAIRS for key in (info, xmp)}
    for key, value in told.items():
        if key not in paired:
            in_xmp = ":" in key
            found.append(Row(key, None, None if in_xmp else value, value if in_xmp else None, None))
    return tuple(found)


def _same(info: str, xmp: str, told: Mapping[str, str]) -> bool | None:
    if info not in told or xmp not in told:
        return None
    one, other = told[info], told[xmp]
    if info in _DATES:
        moment = instant(one)
        return moment is not None and moment == instant(other)
    return one == other


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
