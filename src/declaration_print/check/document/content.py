"""Content streams as operations (ISO 32000-1 7.8.2): an operator and its operands.

Also reads CMap files, which share the syntax. Numbers come as float, names as str without the
slash, strings as bytes, arrays as list, dictionaries as dict. Broken syntax is skipped over.
"""

import re
from binascii import unhexlify
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
# An operation as almost every program writes it, taken in one step. What begins like one but is
# none is read token by token, with the same outcome.
_PIECES = rb"""(?:
    \((?P<text>(?>[^()\\\r]+|\\[^\r])*+)\)|<(?P<hex>(?:[0-9A-Fa-f]{2})*+)>
    |(?P<number>NUMBER)(?=[\t\n\f\r ()<\]+-]))"""
_ORDINARY = rb"""[\x00\t\n\f\r ]*+(?:
    (?P<numbers>(?>NUMBER[\t\n\f\r ]+){0,6}+)(?P<plain>[A-Za-z][A-Za-z0-9]{0,2}\*?)
    |\[(?P<array>(?>[\t\n\f\r ]+|PIECE)*+\])[\t\n\f\r ]*+(?P<shows>TJ)
    |(?P<string>PIECE)[\t\n\f\r ]*+(?P<show>Tj)
    |/(?P<name>[A-Za-z0-9_.+*:@,-]+)[\t\n\f\r ]++(?P<size>(?>NUMBER[\t\n\f\r ]+)?+)
     (?P<named>Tf|gs|Do|cs|CS|scn|SCN|BMC)
    |\[(?P<dashes>(?>NUMBER(?=[\t\n\f\r \]])|[\t\n\f\r ]+)*+)\][\t\n\f\r ]*+
     (?P<phase>NUMBER)[\t\n\f\r ]++(?P<dash>d)
    )(?=[\x00\t\n\f\r \[\]<>()/%{}]|\Z)"""
_PLACING = rb"""(?>[\x00\t\n\f\r ]*+(?>NUMBER[\t\n\f\r ]+){0,6}+
    (?>T[dDcwzLs*]|ET|re|W\*?|[mlcvyhnwJjMi])(?=[\x00\t\n\f\r \[\]<>()/%{}]|\Z))*+"""
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
_WORDS = {word.encode(): word for word in OPERATORS - {"BI", "ID"}}


def _pattern(source: bytes) -> re.Pattern[bytes]:
    number = rb"[+-]?(?>\d{1,15}(?:\.\d{0,15}+)?+|\.\d{1,15}+)"
    bare = re.sub(rb"\?P<\w+>", b"?:", _PIECES)
    source = source.replace(b"PIECE", bare).replace(b"NUMBER", number)
    return re.compile(source, re.VERBOSE)


_PIECE, _OPERATION, _PLACING_RUN = _pattern(_PIECES), _pattern(_ORDINARY), _pattern(_PLACING)


def operations(data: bytes, *, without_placing: bool = False) -> Iterator[Operation]:
    """Every operation of a content stream, in order.

    Inline images come as one `BI` operation whose operand list is their dictionary's; one whose
    data never end is followed by `ENDLESS_IMAGE`. `without_placing` leaves most of those out that
    only say where and in which shape: half of all, or nine tenths of a drawing's.
    """
    position = 0
    while position < len(data):
        if without_placing:
            run = _PLACING_RUN.match(data, position)
            position = run.end() if run else position
        match = _OPERATION.match(data, position)
        word = _WORDS.get(match[match.lastgroup or 0]) if match else None
        if match is None or word is None:
            found, position = _token_by_token(data, position)
            yield from found
            continue
        position = match.end()
        kind = match.lastgroup
        if kind == "plain":
            yield word, list(map(float, match["numbers"].split()))
        elif kind == "shows":
            yield word, [_pieces(match["array"])]
        elif kind == "show":
            yield word, _pieces(match["string"])
        elif kind == "dash":
            yield word, [list(map(float, match["dashes"].split())), float(match["phase"])]
        else:
            yield word, [match["name"].decode("ascii"), *map(float, match["size"].split())]


def _pieces(array: bytes) -> list[object]:
    """The strings and numbers between the brackets of an ordinary TJ."""
    return [
        float(number)
        if number
        else (_literal_string(text + b")", 0)[0] if b"\\" in text else text or unhexlify(digits))
        for text, digits, number in _PIECE.findall(array)
    ]


def _token_by_token(  # noqa: C901 - one case a kind of token
    data: bytes, position: int
) -> tuple[list[Operation], int]:
    """The next operation, in whatever way it is written, and where it ends; none at the end."""
    operands: list[object] = []
    open_arrays: list[list[object]] = []
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
                    image: Operation = ("BI", operands)
                    return ([image] if end else [image, (ENDLESS_IMAGE, [])]), position
                elif word != "BI":
                    return [(word, operands)], position
            case _:
                if len(target) < OPERAND_LIMIT:
                    target.append(_value(match))
    return [], len(data)


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
