"""Content streams as operations (ISO 32000-1 7.8.2): an operator and its operands.

Also reads CMap files, which share the syntax. Numbers come as float, names as str without the
slash, strings as bytes, arrays as list, dictionaries as dict. Broken syntax is skipped over.
"""

import re
from collections.abc import Iterator

Operation = tuple[str, list[object]]

_TOKEN = re.compile(
    rb"""(?P<space>[\x00\t\n\x0c\r ]+|%[^\r\n]*)
    |(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?=[\x00\t\n\x0c\r \[\]<>()/%A-Za-z'"+-]|$))
    |/(?P<name>[^\x00\t\n\x0c\r \[\]<>()/%{}]*)
    |\((?P<plain>[^()\\\r]*)\)
    |(?P<open>\()
    |(?P<dict_open><<)|(?P<dict_close>>>)
    |<(?P<hex>[^<>]*)>
    |(?P<array_open>\[)|(?P<array_close>\])
    |(?P<word>[^\x00\t\n\x0c\r \[\]<>()/%{}]+)
    |(?P<stray>.)""",
    re.VERBOSE | re.DOTALL,
)
_END_OF_INLINE_IMAGE = re.compile(rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r \]>/Q]|$)")
_STRING_PART = re.compile(rb"[()\\]|\r\n?")
_ESCAPE = re.compile(rb"[0-7]{1,3}|\r\n|.", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_NAME_ESCAPE = re.compile(r"#([0-9A-Fa-f]{2})")
_NOT_HEX = re.compile(rb"[^0-9A-Fa-f]")

NESTING_LIMIT = 64
OPERAND_LIMIT = 100_000


def operations(data: bytes) -> Iterator[Operation]:  # noqa: C901 - one case a kind of token
    """Every operation of a content stream, in order.

    Inline images come as one `BI` operation whose operand list is their dictionary's.
    """
    operands: list[object] = []
    open_arrays: list[list[object]] = []
    position = 0
    while match := _TOKEN.match(data, position):
        position = match.end()
        kind = match.lastgroup
        target = open_arrays[-1] if open_arrays else operands
        match kind:
            case "space" | "stray":
                continue
            case "array_open" | "dict_open" if len(open_arrays) < NESTING_LIMIT:
                open_arrays.append([])
            case "array_close" | "dict_close":
                if open_arrays:
                    closed = open_arrays.pop()
                    value = closed if kind == "array_close" else _pairs(closed)
                    (open_arrays[-1] if open_arrays else operands).append(value)
            case "open":
                text, position = _literal_string(data, position)
                target.append(text)
            case "word":
                word = match["word"].decode("latin-1")
                if word in {"true", "false", "null"} or open_arrays:
                    target.append({"true": True, "false": False}.get(word))
                elif word == "ID":
                    position = _after_inline_image(data, position)
                    yield "BI", operands
                    operands = []
                elif word != "BI":
                    yield word, operands
                    operands = []
            case _:
                if len(target) < OPERAND_LIMIT:
                    target.append(_value(match))


def _value(match: re.Match[bytes]) -> object:
    match match.lastgroup:
        case "number":
            return float(match["number"])
        case "name":
            return _name(match["name"])
        case "plain":
            return match["plain"]
        case "hex":
            return _hex_string(match["hex"])
    return None


def _name(raw: bytes) -> str:
    text = raw.decode("utf-8", "surrogateescape")
    return _NAME_ESCAPE.sub(lambda m: chr(int(m[1], 16)), text) if "#" in text else text


def _hex_string(raw: bytes) -> bytes:
    digits = _NOT_HEX.sub(b"", raw)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _literal_string(data: bytes, start: int) -> tuple[bytes, int]:
    """A string in parentheses from after its first one, and where it ends (7.3.4.2)."""
    parts: list[bytes] = []
    depth = 1
    position = start
    while match := _STRING_PART.search(data, position):
        parts.append(data[position : match.start()])
        position = match.end()
        found = match[0]
        if found == b"\\":
            escape = _ESCAPE.match(data, position)
            if escape:
                parts.append(_unescaped(escape[0]))
                position = escape.end()
            continue
        depth += {b"(": 1, b")": -1}.get(found, 0)
        if not depth:
            return b"".join(parts), position
        parts.append(b"\n" if found.startswith(b"\r") else found)
    return b"".join(parts), len(data)


def _unescaped(escape: bytes) -> bytes:
    if escape[:1].isdigit():
        return bytes([int(escape, 8) & 0xFF])
    if escape in {b"\r\n", b"\n", b"\r"}:
        return b""  # a line continued
    return _ESCAPED.get(escape, escape)


def _pairs(flat: list[object]) -> dict[str, object]:
    return {str(key): value for key, value in zip(flat[::2], flat[1::2], strict=False)}


def _after_inline_image(data: bytes, position: int) -> int:
    end = _END_OF_INLINE_IMAGE.search(data, position)
    return end.end() if end else len(data)
