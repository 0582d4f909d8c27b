"""What differs between two PDFs, in words: their text, sizes, metadata, files, bytes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from declaration_print.model.problem import Words

_SHOWN = 5
"""Differences of one kind that are told; the rest are counted."""

_AROUND = 8  # characters on either side of a difference
_LONGEST = 40  # characters of one side that are shown
_MOST_PIECES = 3_000
"""Pieces of text that are matched; beyond that the time to do so grows too long."""

_TOLERANCE_MM = 0.005
_OBJECT = re.compile(rb"(\d+) \d+ obj\b")

_PARTS = (
    (rb"/Type\s*/Metadata", Words("XMP メタデータ", "XMP metadata")),
    (rb"/Type\s*/EmbeddedFile", Words("添付ファイル", "attached file")),
    (rb"/Type\s*/Filespec", Words("添付ファイルの説明", "file specification")),
    (rb"/Type\s*/FontDescriptor", Words("書体の記述", "font descriptor")),
    (rb"/Type\s*/Font\b", Words("書体", "font")),
    (rb"/Length1\b", Words("書体データ", "font program")),
    (rb"/Type\s*/Catalog", Words("文書目録", "catalog")),
    (rb"/Type\s*/Pages?\b", Words("ページ", "page")),
    (rb"/Subtype\s*/Image", Words("画像", "image")),
    (rb"/Subtype\s*/Form", Words("図", "form")),
    (rb"/(StructElem|StructTreeRoot|K)\b", Words("構造タグ", "structure")),
    (rb"/(CreationDate|Producer)\b", Words("文書情報", "document information")),
    (rb"/Type\s*/(ObjStm|XRef)", Words("相互参照", "cross-references")),
    (rb"stream\r?\n", Words("ページの内容", "page content")),
)
"""What tells the kind of an object, the surest first."""


def of_text(before: Sequence[Sequence[str]], now: Sequence[Sequence[str]]) -> Iterator[Words]:
    """Where the texts of two files part: what the file says, and what the rebuild says instead."""
    ours = [(page, piece) for page, pieces in enumerate(before, 1) for piece in pieces]
    theirs = [(page, piece) for page, pieces in enumerate(now, 1) for piece in pieces]
    first = [piece for _, piece in ours]
    second = [piece for _, piece in theirs]
    if first == second:
        return
    head = first_difference(first, second)
    matcher = SequenceMatcher(
        None, first[head : head + _MOST_PIECES], second[head : head + _MOST_PIECES], autojunk=False
    )
    changes = [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]
    for begin, end, other_begin, other_end in changes[:_SHOWN]:
        page = ours[min(head + begin, len(ours) - 1)][0] if ours else 1
        yield _change(
            page,
            "".join(first[head + begin : head + end]),
            "".join(second[head + other_begin : head + other_end]),
        )
    yield from _more(len(changes))


def _change(page: int, here: str, rebuilt: str) -> Words:
    """The two sides of a change, cut to what differs and a little around it."""
    start = max(0, first_difference(here, rebuilt) - _AROUND)
    tail = first_difference(here[start:][::-1], rebuilt[start:][::-1])
    cut = max(0, tail - _AROUND)
    ours, theirs = (_short(one[start : len(one) - cut]) for one in (here, rebuilt))
    return Words(
        ja=f"{page} 頁: このファイルは「{ours}」、データからは「{theirs}」",
        en=f"page {page}: this file says “{ours}”, the data “{theirs}”",
    )


def _short(text: str) -> str:
    shown = "".join(one if one.isprintable() or one == "\u3000" else "?" for one in text)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


def of_sizes(
    before: Sequence[tuple[float, float]], now: Sequence[tuple[float, float]]
) -> Iterator[Words]:
    """Other numbers of pages, and pages of another size."""
    if len(before) != len(now):
        yield Words(
            ja=f"このファイルは {len(before)} 頁、作り直すと {len(now)} 頁",
            en=f"this file has {len(before)} pages, the rebuild {len(now)}",
        )
    pairs = [
        (number, one, other)
        for number, (one, other) in enumerate(zip(before, now, strict=False), 1)
        if max(abs(one[0] - other[0]), abs(one[1] - other[1])) > _TOLERANCE_MM
    ]
    for number, (width, height), (wide, high) in pairs[:_SHOWN]:
        sizes = f"{width:g} × {height:g} mm", f"{wide:g} × {high:g} mm"
        yield Words(
            ja=f"{number} 頁: このファイルは {sizes[0]}、作り直すと {sizes[1]}",
            en=f"page {number}: {sizes[0]} in this file, {sizes[1]} in the rebuild",
        )
    yield from _more(len(pairs))


def of_metadata(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Words]:
    """Entries of Info and XMP that are not the same."""
    keys = [key for key in sorted({*before, *now}) if before.get(key) != now.get(key)]
    for key in keys[:_SHOWN]:
        ours, theirs = _short(before.get(key, "–")), _short(now.get(key, "–"))
        yield Words(
            ja=f"{key}: このファイルは「{ours}」、作り直すと「{theirs}」",
            en=f"{key}: “{ours}” in this file, “{theirs}” in the rebuild",
        )
    yield from _more(len(keys))


def of_attachments(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> Iterator[Words]:
    """Files that only one of the two carries, and files of one name that are not the same."""
    for name in sorted({*before, *now}):
        shown = _short(name)
        if name not in now:
            yield Words(ja=f"{shown}: このファイルだけにあります", en=f"{shown}: only in this file")
        elif name not in before:
            yield Words(ja=f"{shown}: このファイルにありません", en=f"{shown}: not in this file")
        elif before[name] != now[name]:
            yield Words(ja=f"{shown}: 中身が違います", en=f"{shown}: not the same content")


def _more(count: int) -> Iterator[Words]:
    if count > _SHOWN:
        left = count - _SHOWN
        yield Words(ja=f"ほかに {left} か所", en=f"and {left} more")


def first_difference(one: Sequence[object], other: Sequence[object]) -> int:
    """Where two sequences part; the length of the shorter where the longer begins with it."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def part_at(data: bytes, at: int) -> Words:
    """What stands at an offset of a PDF, as far as its bytes tell: an object and its kind."""
    begins = list(_OBJECT.finditer(data, 0, at + 1))
    if not begins:
        return Words("ファイルの先頭", "the head of the file")
    last = begins[-1]
    end = data.find(b"endobj", last.end())
    if 0 <= end < at - len(b"endobj"):
        return Words("ファイルの末尾", "the tail of the file")
    number = last[1].decode()
    body = data[last.end() : end if end >= 0 else None]
    dictionary = body.partition(b"stream")[0] + (b"stream\n" if b"stream" in body else b"")
    kind = next(
        (words for pattern, words in _PARTS if re.search(pattern, dictionary)),
        Words("その他", "other"),
    )
    return Words(ja=f"オブジェクト {number}、{kind.ja}", en=f"object {number}, {kind.en}")
