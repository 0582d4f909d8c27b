"""Ways to spoil a PDF, each a function of bytes and a `random.Random`; `mutated` picks some.

Half of them work on the bytes as they lie; the others on the objects, which are then put together
again under a right cross-reference table, so that the damage is met where it was done.
"""

import re

from bare_pdfs import assembled

OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\s(.*?)\s?endobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*)\s?endstream", re.DOTALL)
REFERENCE = re.compile(rb"\d+ 0 R")
NUMBER = re.compile(rb"(?<![\w#/.-])-?\d+(?:\.\d+)?(?![\w.])(?! 0 R)")
NAME = re.compile(rb"/[A-Za-z0-9]+")
VALUE = re.compile(
    rb"\d+ 0 R|/[A-Za-z0-9]+|\[[^\[\]<>]*\]|<[0-9a-fA-F]*>|\([^()]*\)|\b\d+(?:\.\d+)?\b"
)
NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"2",
    b"255",
    b"65535",
    b"65536",
    b"-32768",
    b"2147483647",
    b"2147483648",
    b"-2147483649",
    b"99999999999999999999",
    b"9" * 400,
    b"0.5",
    b"-0.001",
    b"1" * 400 + b".5",
)
VALUES = (
    b"null",
    b"true",
    b"[ ]",
    b"<< >>",
    b"()",
    b"(text)",
    b"<FEFF0041>",
    b"<",
    b"/Name",
    b"-7",
    b"3.25",
    b"1 0 R",
    b"2 0 R",
    b"9999 0 R",
    b"[ [ [ ] ] ]",
    b"[ null true (a) /B 1 0 R ]",
    b"<< /Type /Font /Length -1 >>",
    b"(\xff\xfe\x00)",
    b"(\xfe\xff\xd8\x00)",
)


def flipped(data, chance):
    out = bytearray(data)
    for _ in range(chance.choice([1, 4, 40, 400])):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def one_bit(data, chance):
    out = bytearray(data)
    out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _range(data, chance):
    start = chance.randrange(len(data))
    return start, min(len(data), start + chance.choice([1, 9, 99, 999]))


def deleted(data, chance):
    start, end = _range(data, chance)
    return data[:start] + data[end:]


def doubled(data, chance):
    start, end = _range(data, chance)
    return data[:end] + data[start:end] + data[end:]


def zeroed(data, chance):
    start, end = _range(data, chance)
    return data[:start] + bytes(end - start) + data[end:]


def cut_off(data, chance):
    return data[: chance.randrange(len(data))] + b"\nstartxref\n9\n%%EOF\n"


def _at_random(pattern, replacements):
    """A mutation that replaces one match of a pattern somewhere in an object."""

    def spoil(objects, chance):
        at = chance.randrange(len(objects))
        found = list(pattern.finditer(objects[at]))
        if found:
            one = chance.choice(found)
            new = chance.choice(replacements(objects))
            objects[at] = objects[at][: one.start()] + new + objects[at][one.end() :]

    return spoil


def _references(objects):
    return [b"%d 0 R" % (n + 1) for n in range(len(objects))] + [b"0 0 R", b"7777 0 R"]


def _names(objects):
    return sorted({name for body in objects for name in NAME.findall(body[:2000])}) or [b"/A"]


redirected = _at_random(REFERENCE, _references)
numbered = _at_random(NUMBER, lambda _: NUMBERS)
renamed = _at_random(NAME, _names)
retyped = _at_random(VALUE, lambda _: VALUES)


def object_cut(objects, chance):
    objects[chance.randrange(len(objects))] = chance.choice([b"null", b"", b"<< >>", b"[ ]"])


def objects_swapped(objects, chance):
    one, other = (chance.randrange(len(objects)) for _ in range(2))
    objects[one], objects[other] = objects[other], objects[one]


def streams_swapped(objects, chance):
    places = [at for at, body in enumerate(objects) if STREAM.search(body)]
    if len(places) > 1:
        one, other = chance.sample(places, 2)
        first, second = (STREAM.search(objects[at])[1] for at in (one, other))
        for at, old, new in ((one, first, second), (other, second, first)):
            objects[at] = (
                objects[at]
                .replace(old, new)
                .replace(b"/Length %d" % len(old), b"/Length %d" % len(new))
            )


def stream_spoilt(objects, chance):
    places = [at for at, body in enumerate(objects) if STREAM.search(body)]
    if places:
        at = chance.choice(places)
        data = STREAM.search(objects[at])[1]
        if data:
            spoilt = chance.choice(ON_BYTES)(data, chance)
            objects[at] = (
                objects[at]
                .replace(data, spoilt)
                .replace(b"/Length %d" % len(data), b"/Length %d" % len(spoilt))
            )


ON_BYTES = (flipped, one_bit, deleted, doubled, zeroed, cut_off)
ON_OBJECTS = (
    redirected,
    numbered,
    renamed,
    retyped,
    retyped,
    renamed,
    numbered,
    object_cut,
    objects_swapped,
    streams_swapped,
    stream_spoilt,
    stream_spoilt,
)


def mutated(data, chance):
    """A spoilt copy of a file: by one to five changes of one kind or several."""
    if chance.random() < 0.35:
        return chance.choice(ON_BYTES)(data, chance)
    found = {int(number): body for number, body in OBJECT.findall(data)}
    objects = [found.get(n, b"null") for n in range(1, max(found, default=0) + 1)]
    root = re.search(rb"/Root (\d+) 0 R", data)
    if not objects or not root:
        return chance.choice(ON_BYTES)(data, chance)
    for _ in range(chance.choice([1, 1, 2, 5])):
        chance.choice(ON_OBJECTS)(objects, chance)
    info = re.search(rb"/Info \d+ 0 R", data)
    built = assembled(objects, trailer=(info[0] if info else b"") + b" /ID [<00> <00>]")
    return built.replace(b"/Root 1 0 R", root[0])
