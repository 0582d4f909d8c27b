"""Content streams as operations (ISO 32000-1 7.8.2): an operator and its operands.

Also reads CMap files, which share the syntax. Numbers come as float, names as str without the
slash, strings as bytes, arrays as list, dictionaries as dict. Broken syntax is skipped over.
"""

import re
from collections.abc import Iterator

Operation = tuple[str, list[object]]

_TOKEN = re.compile(
    rb"""[\x00\t\n\x0c\r ]*(?:(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?=[\x00\t\n\x0c\r \[\]<>()/%A-Za-z'"+-]|$))
    |/(?P<name>[^\x00\t\n\x0c\r \[\]<>()/%{}]*)
    |\((?P<plain>[^()\\\r]*)\)
    |(?P<open>\()
    |(?P<dict_open><<)|(?P<dict_close>>>)
    |<(?P<hex>[^<>]*)>
    |(?P<array_open>\[)|(?P<array_close>\])
    |(?P<odd_number>[+.\d-][+.\d-]*(?=[\x00\t\n\x0c\r \[\]<>()/%]|$))
    |(?P<word>[^\x00\t\n\x0c\r \[\]<>()/%{}]+)
    |(?P<space>%[^\r\n]*)
    |(?P<stray>.))""",
    re.VERBOSE | re.DOTALL,
)
# The two letters occur in image data too: what follows the real ones is text (7.8.2).
_END_OF_INLINE_IMAGE = re.compile(
    rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r \]>/Q]|$)"
    rb"(?=[\x00\t\n\x0c\r -~]{12}|[\x00\t\n\x0c\r -~]{0,11}\Z)"
)
_STRING_PART = re.compile(rb"[()\\]|\r\n?")
_ESCAPE = re.compile(rb"[0-7]{1,3}|\r\n|.", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_NUMBER = re.compile(rb"-?(?:\d+\.?\d*|\.\d+)")
_NAME_ESCAPE = re.compile(r"#([0-9A-Fa-f]{2})")
_NOT_HEX = re.compile(rb"[^0-9A-Fa-f]")

NESTING_LIMIT = 64
OPERAND_LIMIT = 100_000
NUMBER_LIMIT = 3.5e38  # Annex C: nothing larger can be written on
ENDLESS_IMAGE = "ID"  # stands for an inline image whose data never end

_OPERATORS = """
b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M
MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' "
"""  # ISO 32000-1 Table 51
OPERATORS = frozenset(_OPERATORS.split())


def operations(data: bytes) -> Iterator[Operation]:  # noqa: C901, PLR0912 - one case a kind of token
    """Every operation of a content stream, in order.

    Inline images come as one `BI` operation whose operand list is their dictionary's; one whose
    data never end is followed by `ENDLESS_IMAGE`.
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
                    end = _END_OF_INLINE_IMAGE.search(data, position)
                    position = end.end() if end else len(data)
                    yield "BI", operands
                    operands = []
                    if end is None:
                        yield ENDLESS_IMAGE, []
                elif word != "BI":
                    yield word, operands
                    operands = []
            case _:
                if len(target) < OPERAND_LIMIT:
                    target.append(_value(match))


def _value(match: re.Match[bytes]) -> object:
    match match.lastgroup:
        case "number":
            return min(float(match["number"]), NUMBER_LIMIT)
        case "odd_number":  # such as --5 or 1.2.3: taken as far as it makes sense
            found = _NUMBER.search(match["odd_number"])
            return min(float(found[0]), NUMBER_LIMIT) if found else 0.0
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
    if escape[0] in b"01234567":  # \8 and \9 are no octal codes
        return bytes([int(escape, 8) & 0xFF])
    if escape in {b"\r\n", b"\n", b"\r"}:
        return b""  # a line continued
    return _ESCAPED.get(escape, escape)


def _pairs(flat: list[object]) -> dict[str, object]:
    return {str(key): value for key, value in zip(flat[::2], flat[1::2], strict=False)}
