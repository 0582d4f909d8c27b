"""Names of papers → the sheets that a scroll is printed on, long side along the scroll."""

import re
from collections.abc import Iterator, Mapping

from declaration_print.model.panel import Sheet
from declaration_print.model.problem import BadInput, Problem, Words
from declaration_print.model.units import Mm

Papers = Mapping[str, tuple[float, float]]
"""Width and height in mm, upright, by name."""

EXACT = 0.1
"""Heights that differ by less are the same, in mm: no printer keeps a tenth."""

_CALLIGRAPHY = {
    "zenshi": (Words(ja="全紙", en="zenshi"), (695.0, 1360.0)),
    "hansetsu": (Words(ja="半切", en="hansetsu"), (345.0, 1360.0)),
}
"""Papers for calligraphy (画仙紙). Makers differ by half a centimetre; these are the smaller sizes,
so that every maker's sheet holds them (https://shodo-kanji.com/a2-3-2paper2Ex.html)."""

_SIZE = re.compile(r"(roll)?(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(?:mm)?", re.IGNORECASE)
_SHORTEST, _LONGEST = 100.0, 5_000.0
"""Sides of a sheet in mm. PDF ends at 5,080 (ISO 32000-1 Annex C), and no roll printer goes further."""

_ROLL = "roll610x1800"
"""A roll of 24 inches."""


def sheet(name: str, height: Mm, papers: Papers) -> Sheet:
    """The sheet a name stands for, turned so that a scroll of this height fits, if it can.

    Names are those of `papers`, 半切 or hansetsu, 全紙 or zenshi, `610x1800mm`, `roll610x1800`.
    Raises BadInput for any other.
    """
    for key, (title, size) in _CALLIGRAPHY.items():
        if name.lower() in {key, title.ja}:
            return _turned(key, title, size, height)
    if name.upper() in papers:
        key = name.upper()
        return _turned(key, Words(ja=key, en=key), papers[key], height)
    if match := _SIZE.fullmatch(name):
        one, other = float(match[2]), float(match[3])
        if not all(_SHORTEST <= side <= _LONGEST for side in (one, other)):
            words = Words(
                ja=f"用紙「{name}」は扱えません。各辺を {_SHORTEST:g}〜{_LONGEST:g} mm にしてください。",
                en=f"sheet {name} is out of range; keep each side between {_SHORTEST:g} and "
                f"{_LONGEST:g} mm",
            )
            raise BadInput([Problem("sheets/paper-size", words)])
        if match[1]:
            title = Words(ja=f"ロール紙 {one:g} mm 幅", en=f"roll {one:g} mm wide")
            return Sheet(f"roll{one:g}x{other:g}", title, Mm(other), Mm(one), roll=True)
        key = f"{one:g}x{other:g}mm"
        return _turned(key, Words(ja=key, en=key), (one, other), height)
    words = Words(
        ja=f"用紙「{name}」は分かりません。{'、'.join(papers)}、半切、全紙、610x1800mm、"
        "roll610x1800 のように指定してください。",
        en=f"unknown sheet {name}; use one of {', '.join(papers)}, hansetsu, zenshi, or a size such as "
        "610x1800mm or roll610x1800",
    )
    raise BadInput([Problem("sheets/unknown-paper", words)])


def _turned(name: str, title: Words, size: tuple[float, float], height: Mm) -> Sheet:
    """Long side along the scroll, unless only the long side is high enough."""
    short, long = sorted(size)
    if short + EXACT < height <= long + EXACT:
        return Sheet(name, title, Mm(short), Mm(long))
    return Sheet(name, title, Mm(long), Mm(short))


def smallest(height: Mm, papers: Papers) -> Sheet:
    """The smallest of A3, 半切 and a 24-inch roll that a scroll of this height goes on."""
    return next(_ready(height, papers), sheet(_ROLL, height, papers))


def _ready(height: Mm, papers: Papers) -> Iterator[Sheet]:
    for name in ("A3", "hansetsu", _ROLL):
        one = sheet(name, height, papers)
        if one.along > one.high and one.high >= height - EXACT:
            yield one


def must_be_high_enough(one: Sheet, height: Mm, papers: Papers) -> None:
    """Raise BadInput when a scroll is higher than the sheet, and say what to do."""
    if one.high >= height - EXACT:
        return
    other = next(_ready(height, papers), None)
    would_ja = f"--sheet {other.name} を使うか、" if other else "より幅の広いロール紙を使うか、"
    would_en = f"use --sheet {other.name}" if other else "use a wider roll"
    words = Words(
        ja=f"巻物の高さ({height:.4g} mm)が用紙 {one.name} の {one.high:g} mm を超えます。"
        f"{would_ja}低い巻物を作ってください(build -e scroll --paper {one.high:g}mm)。",
        en=f"the scroll is {height:.4g} mm high and sheet {one.name} holds {one.high:g} mm; {would_en}, "
        f"or build a lower scroll (build -e scroll --paper {one.high:g}mm)",
    )
    raise BadInput([Problem("sheets/too-low", words)])
