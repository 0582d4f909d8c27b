"""Clusters that one element can hold → that element.

The aki after a glyph, positive or negative, is letter-spacing on it; where the pen goes back to
begin a second line within the line (割注, 振分け), a negative margin. What follows the last letter of
a Latin word is a margin too: an element of its own would take it out of the kerning. The engine puts
letter-spacing after that letter as well, so the margin is only what is wanting to its aki.

A cluster of another size or height stands on a baseline of its own. `vertical-align` takes it
there, and a line height of zero keeps it from pushing the line apart: every layout face has the em
box for line metrics, so its centre is all that counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from markupsafe import Markup, escape

from declaration_print.markup.casting import use_of
from declaration_print.model.face import EM_BOX, SOFT_HYPHEN, SOFT_HYPHEN_STAND_IN, Use
from declaration_print.model.layout import LatinFace
from declaration_print.model.setting import PlacedCluster
from declaration_print.model.tag import ACTUAL_TEXT

NOTICED = 0.0005
"""Half a thousandth of an em: the engine cannot write less."""

_STAND_INS = str.maketrans({SOFT_HYPHEN: SOFT_HYPHEN_STAND_IN})

_KERNED = "kerned"

_DOT = 0.5
"""A dot's box in ems of its character (JLReq 3.3.9), as the style sheet has it."""

_NUMERALS = frozenset("〇一二三四五六七八九十百千万億兆")

_TOP = EM_BOX[0]
_CENTRE = sum(EM_BOX) / 2


@dataclass(frozen=True)
class Surroundings:
    """What a cluster's element needs to know besides the cluster."""

    vertical: bool
    latin: LatinFace | None
    under_ruby: frozenset[int]  # clusters with a reading on the side of emphasis dots


@dataclass(frozen=True)
class _Look:
    """What all clusters of an element have in common. Lengths in ems of the style."""

    use: Use
    classes: tuple[str, ...] = ()
    size: float = 1.0  # of the font
    rise: float = 0.0  # of the baseline
    dots: tuple[float, float, float] | None = None  # emphasis: width, height, padding, in own ems
    replaced: bool = False  # reads otherwise than what was written


@dataclass(frozen=True)
class _Run:
    """Clusters of one look, with one aki between letters and one after spaces.

    An aki that is None is free: there is no letter yet, no space yet, or a margin says what follows.
    """

    look: _Look
    text: str
    source: str  # what was written
    aki: float | None
    space_aki: float | None
    before: float = 0.0  # how far the pen moves before it draws, and after it has drawn
    after: float | None = 0.0  # None: nothing follows on the line

    @property
    def kerned(self) -> bool:
        """Whether its letters are kerned with each other."""
        return _KERNED in self.look.classes


def runs_html(
    clusters: Sequence[PlacedCluster], drawn: range, stretch: range, around: Surroundings
) -> Iterator[Markup]:
    """The elements of some clusters; the space at the ends of their whole stretch is not theirs."""
    run: _Run | None = None
    for index in drawn:
        one = _run_of(clusters, index, stretch, around)
        joined = _joined(run, one) if run else one
        if joined is None:
            assert run is not None
            yield from map(_html, _space_last(run))
            joined = one
        run = joined
    if run:
        yield from map(_html, _space_last(run))


def _run_of(
    clusters: Sequence[PlacedCluster], index: int, stretch: range, around: Surroundings
) -> _Run:
    cluster = clusters[index]
    follows = index + 1 in stretch and not _goes_back(clusters, index + 1)
    aki: float | None = None  # the end of a line is free, but not that of the side line below it
    if follows:
        aki = clusters[index + 1].start - cluster.end
    elif index + 1 < len(clusters) or cluster.lined:
        aki = 0.0
    before = 0.0
    if index - 1 in stretch and _goes_back(clusters, index):
        before = cluster.start - clusters[index - 1].end
    look, inset = _look(cluster, index, around)
    if _reads_otherwise(clusters, index):
        look = replace(look, replaced=True)
    before += inset
    source = cluster.source
    if look.use is Use.CELL:
        # A cell's layout face has no advances: the cell gets its length from the letter-spacing.
        look = _dotted(look, cluster.advance + (aki or 0.0))
        letter = cluster.advance / len(cluster.text)
        return _Run(look, cluster.text, source, letter, None, before, (aki or 0.0) - inset)
    text = cluster.text.translate(_STAND_INS)
    if look.use is Use.ACROSS and _is_latin(clusters, index):
        look = replace(look, classes=(*look.classes, _KERNED))
        if not (follows and _is_latin(clusters, index + 1)):
            look = _dotted(look, cluster.advance)
            return _Run(look, text, source, None, None, before, aki)
    look = _dotted(look, cluster.advance + (aki or 0.0))
    after = None if aki is None else 0.0
    if text == " ":
        return _Run(look, text, source, None, aki, before, after)
    return _Run(look, text, source, aki, None, before, after)


def _reads_otherwise(clusters: Sequence[PlacedCluster], index: int) -> bool:
    """Whether a cluster is another character than was written: 二〇二四 for 2024, ― for —.

    Not one of another width: readers take （ for ( by themselves. What was put in without a source
    reads as it is drawn, but for the rest of a number: all of it is the source of its first kanji. A
    space goes with what stands before it, since it is not drawn alone.
    """
    text, source = clusters[index].text, clusters[index].source
    if text == " ":
        return index > 0 and _reads_otherwise(clusters, index - 1)
    if text == source:
        return False
    if not source:
        return text in _NUMERALS
    return normalize("NFKC", text) != normalize("NFKC", source)


def _dotted(look: _Look, length: float) -> _Look:
    """A look whose emphasis dots, if any, stand at the middle of boxes of this length."""
    if look.dots is None:
        return look
    return replace(look, dots=(length / look.size, *look.dots[1:]))


def _goes_back(clusters: Sequence[PlacedCluster], index: int) -> bool:
    """Whether a cluster begins another small line before the one before it ends.

    Or no later than that begins (」（ at its tightest): the engine cannot draw an element whose
    letter-spacing takes away all its length.
    """
    before, cluster = clusters[index - 1], clusters[index]
    moved = (before.size, before.shift) != (cluster.size, cluster.shift)
    latest = before.end if moved else before.start + 2 * NOTICED
    return cluster.start < latest - NOTICED


def _is_latin(clusters: Sequence[PlacedCluster], index: int) -> bool:
    """Whether a cluster is kerned with its neighbours, as it was measured; a space follows."""
    while index and clusters[index].text == " ":
        index -= 1
    return "!" <= clusters[index].text[:1] <= "\u024f"


def _look(cluster: PlacedCluster, index: int, around: Surroundings) -> tuple[_Look, float]:
    """How a cluster is drawn, and how far its glyph begins behind its box."""
    use = use_of(cluster.orientation, vertical=around.vertical)
    classes = [] if use is Use.DOWN else [str(use)]
    size, rise, inset = cluster.size, cluster.shift + _CENTRE * (1 - cluster.size), 0.0
    latin = around.latin if cluster.latin else None
    if latin:
        classes.append("latin")
        size *= latin.size
        if use is Use.CELL:
            # finish/ puts the baseline of a cell where its em box has it, from the cell's start.
            inset = cluster.size * (_TOP * (1 - latin.size) - latin.rise)
            rise = cluster.shift + _CENTRE * (1 - size)
        else:
            rise += cluster.size * latin.rise
    dots = None
    if cluster.emphasised:
        classes.append("emphasis")
        top = cluster.shift + _CENTRE * (1 - cluster.size) + _TOP * cluster.size
        height = cluster.size * _DOT
        outside = height if index not in around.under_ruby else 2 * height
        dots = (1.0, height / size, (top + outside - rise - _TOP * size) / size)
    return _Look(use, tuple(classes), size, rise, dots), inset


def _joined(run: _Run, one: _Run) -> _Run | None:
    """Both as one run, or None where an element must end.

    A space never stands in an element alone: the engine would not draw it, and it would be lost to
    whoever reads the text back. A kerned letter with more space after it than the others is the last.
    """
    apart = abs(run.after or 0.0) + abs(one.before) > NOTICED
    if run.look != one.look or run.look.use is Use.CELL or apart:
        return None
    if run.kerned and run.aki is not None and one.aki is not None and run.aki < one.aki - NOTICED:
        one = replace(one, aki=None, after=one.aki)
    if not (_alike(run.aki, one.aki) and _alike(run.space_aki, one.space_aki)):
        return None
    aki = one.aki if run.aki is None else run.aki
    space_aki = one.space_aki if run.space_aki is None else run.space_aki
    after = one.after
    if one.aki is None and one.space_aki is None and after is not None:
        after -= (aki if one.text != " " or space_aki is None else space_aki) or 0.0
    text, source = run.text + one.text, run.source + one.source
    return replace(run, text=text, source=source, aki=aki, space_aki=space_aki, after=after)


def _space_last(run: _Run) -> Iterator[_Run]:
    """A run whose last space has a margin: word-spacing counts twice where an element ends with it."""
    wider = (run.space_aki or 0.0) - (run.aki or 0.0)
    if run.space_aki is None or not run.text.endswith(" ") or run.look.replaced:
        yield run
        return
    word, last = run.text[:-2], run.text[-2:]
    if " " in word:
        yield replace(run, text=word, after=0.0)
        run = replace(run, text=last, before=0.0)
    yield replace(run, space_aki=None, after=(run.after or 0.0) + wider)


def _alike(one: float | None, other: float | None) -> bool:
    return one is None or other is None or abs(one - other) <= NOTICED


def _html(run: _Run) -> Markup:
    styles = list(_styles(run))
    attributes = Markup("")
    if run.look.replaced and run.source != run.text:
        attributes += Markup(' {}="{}"').format(ACTUAL_TEXT, run.source)
    if run.look.classes:
        attributes += Markup(' class="{}"').format(" ".join(run.look.classes))
    if styles:
        attributes += Markup(' style="{}"').format("".join(styles))
    if not attributes:
        return escape(run.text)
    return Markup("<span{}>{}</span>").format(attributes, run.text)


def _styles(run: _Run) -> Iterator[str]:
    """The declarations of an element; its own em is that of its font."""
    look, aki = run.look, run.aki or 0.0
    if abs(look.size - 1) > NOTICED:
        yield f"font-size:{number(look.size)}em;"
    if abs(look.size - 1) > NOTICED or abs(look.rise) > NOTICED:
        yield f"vertical-align:{number(look.rise / look.size)}em;line-height:0;"
    if abs(run.before) > NOTICED:
        yield f"margin-left:{number(run.before / look.size)}em;"
    if run.after is not None and abs(run.after) > NOTICED:
        yield f"margin-right:{number(run.after / look.size)}em;"
    if abs(aki) > NOTICED:
        yield f"letter-spacing:{number(aki / look.size)}em;"
    if run.space_aki is not None and abs(run.space_aki - aki) > NOTICED:
        yield f"word-spacing:{number((run.space_aki - aki) / look.size)}em;"
    if look.dots:
        yield from _dots(*look.dots, aki / look.size)


def _dots(width: float, height: float, padding: float, aki: float) -> Iterator[str]:
    """A row of emphasis dots, each over the middle of its character."""
    if abs(padding - _DOT) > NOTICED:
        yield f"padding-top:{number(padding)}em;"
    if abs(width - 1) > NOTICED or abs(height - _DOT) > NOTICED:
        yield f"background-size:{number(width)}em {number(height)}em;"
    if abs(aki) > NOTICED:
        yield f"background-position:{number(-aki / 2)}em 0;"


def number(value: float) -> str:
    """A CSS number with at most five decimals."""
    return f"{value:.5f}".rstrip("0").rstrip(".")
