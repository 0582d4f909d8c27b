"""Jukugo ruby: each character keeps its reading, and the word is one.

JLReq 3.3.7 and its appendix "Positioning of Jukugo-ruby". A reading may overhang the other characters of its word by a ruby em, the succeeding one first; then
what stands beside the word, the succeeding side first; what is left widens the word around the
characters whose readings are longer than they are, in proportion to these readings. The "Rules for
Simple Placement of Japanese Ruby" set such a word as group ruby instead; the appendix is followed.
Lengths in ems.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from declaration_print.compose.readings import RUBY_EM
from declaration_print.compose.ruby_overhang import NO_ROOM, Rooms
from declaration_print.compose.simple_ruby import EPSILON, Flush, Spread


@dataclass(frozen=True, slots=True)
class Word:
    """Two or more characters: where their bodies begin and end, and how long each reading is."""

    begins: Sequence[float]
    ends: Sequence[float]
    readings: Sequence[float]

    @classmethod
    def natural(
        cls, bodies: Sequence[float], aki: Sequence[float], readings: Sequence[float]
    ) -> "Word":
        """A word that begins at 0, with `aki` between its bodies."""
        steps = (body + gap for body, gap in zip(bodies, aki, strict=False))
        begins = list(accumulate(steps, initial=0.0))
        return cls(begins, list(map(float.__add__, begins, bodies)), readings)

    def widened(self, spread: Spread) -> "Word":
        """The same word with space put in; what stands before it still ends at 0."""
        shifts = list(accumulate(spread.gaps, initial=spread.before))
        return Word(
            list(map(float.__add__, self.begins, shifts)),
            list(map(float.__add__, self.ends, shifts)),
            self.readings,
        )

    def bounds(self, outer: tuple[float, float]) -> tuple[list[float], list[float]]:
        """How far each reading may reach back and on; `outer` bounds the first and the last."""
        low = [outer[0], *(end - RUBY_EM for end in self.ends[:-1])]
        high = [*(begin + RUBY_EM for begin in self.begins[1:]), outer[1]]
        return low, high


@dataclass(frozen=True, slots=True)
class Arranged:
    """A word given its space: the part of it around each character, and the room it then uses."""

    spread: Spread
    shares: tuple[tuple[float, float], ...]
    rooms: Rooms


def arranged(word: Word, rooms: Rooms, flush: Flush) -> Arranged:
    """The space a word needs (principles, part 2, and those with expansion)."""
    for used in _in_order(rooms):
        if _fits(word, used):
            return _with_overhang(word, tuple((0.0, 0.0) for _ in word.readings), used)
    shares = tuple(_shares(word, flush))
    space = _space(word, shares, rooms)
    given = tuple((space * before, space * after) for before, after in shares)
    return _with_overhang(word, given, rooms)


def _in_order(rooms: Rooms) -> Iterator[Rooms]:
    """Only the word itself, then what succeeds it, what precedes it, both."""
    yield NO_ROOM
    if rooms.after:
        yield Rooms(0.0, rooms.after)
    if rooms.before:
        yield Rooms(rooms.before, 0.0)
    if rooms.before and rooms.after:
        yield rooms


def _shares(word: Word, flush: Flush) -> Iterator[tuple[float, float]]:
    """What part of the space goes before and after each character: half and half.

    Nothing goes between a base and the line edge that it is flush with (figure "expansion 3").
    """
    bodies = (end - begin for begin, end in zip(word.begins, word.ends, strict=True))
    long = [
        reading if reading > body + EPSILON else 0.0
        for reading, body in zip(word.readings, bodies, strict=True)
    ]
    total, last = sum(long), len(long) - 1
    for at, length in enumerate(long):
        share = length / (total or 1.0)
        if at == 0 and flush.head:
            yield 0.0, share
        elif at == last and flush.end:
            yield share, 0.0
        else:
            yield share / 2, share / 2


def _fits(word: Word, rooms: Rooms) -> bool:
    """Whether each reading keeps within its bounds, all as far back as they can be."""
    end = -rooms.before
    low, high = word.bounds((end, word.ends[-1] + rooms.after))
    for least, most, length in zip(low, high, word.readings, strict=True):
        end = max(end, least) + length
        if end > most + EPSILON:
            return False
    return True


def _space(word: Word, shares: Sequence[tuple[float, float]], rooms: Rooms) -> float:
    """The least space, so divided, with which no readings from one to another lack room."""
    low, high = word.bounds((-rooms.before, word.ends[-1] + rooms.after))
    before, after = [*(one for one, _ in shares), 0.0], [*(other for _, other in shares), 0.0]
    most = 0.0
    for first, least in enumerate(low):
        length, grows = 0.0, after[first - 1]
        for last in range(first, len(low)):
            length += word.readings[last]
            grows += before[last] + after[last]
            lacks = length - (high[last] - least)
            share = grows + before[last + 1]
            if share and lacks > most * share:
                most = lacks / share
    return most


def _with_overhang(word: Word, shares: tuple[tuple[float, float], ...], rooms: Rooms) -> Arranged:
    gaps = tuple(shares[at][1] + shares[at + 1][0] for at in range(len(shares) - 1))
    spread = Spread(shares[0][0], gaps, shares[-1][1], NO_ROOM)
    wide = word.widened(spread)
    at = list(positions(wide, Arranged(spread, shares, rooms)))
    end = wide.ends[-1] + spread.after
    over = Rooms(
        min(rooms.before, max(0.0, -at[0])),
        min(rooms.after, max(0.0, at[-1] + word.readings[-1] - end)),
    )
    return Arranged(Spread(spread.before, gaps, spread.after, over), shares, rooms)


def positions(word: Word, arranged: Arranged, *, at_start: bool = False) -> Iterator[float]:
    """Where each reading begins, beside a word whose space has been put in.

    A reading as long as its character or shorter stands with it (`at_start`: a single character
    flush with it, katatsuki), a longer one reaches on; each is moved only as far as it must.
    """
    spread, rooms = arranged.spread, arranged.rooms
    outer = (
        word.begins[0] - spread.before - rooms.before,
        word.ends[-1] + spread.after + rooms.after,
    )
    low, high = word.bounds(outer)
    latest = list(high)
    bound = outer[1]
    for at in range(len(high) - 1, -1, -1):
        bound = min(bound, high[at]) - word.readings[at]
        latest[at] = bound
    earliest = low[0]
    for at, length in enumerate(word.readings):
        spare = word.ends[at] - word.begins[at] - length
        wanted = word.begins[at]
        if spare < -EPSILON:
            wanted -= arranged.shares[at][0]
        elif not (at_start and abs(length - RUBY_EM) < EPSILON):
            wanted += spare / 2
        begin = max(earliest, low[at], min(wanted, latest[at]))
        yield begin
        earliest = begin + length
