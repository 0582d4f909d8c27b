"""The composer as markup/ sees it: faces' advances handed to compose/, their gaps and misfits kept.

The one place where faces and what is set in them meet; pipeline.py and print_room.py hand it to
markup/.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import pairwise, product

from declaration_print.compose import paragraph as set_paragraph
from declaration_print.markup import Cast, casting
from declaration_print.markup.struts import Grid, struts
from declaration_print.model.declaration import (
    Emphasis,
    Inline,
    Jidori,
    Ruby,
    SideLine,
    Text,
    Unbroken,
)
from declaration_print.model.face import LayoutFace, Use
from declaration_print.model.layout import Edition, LatinFace, Style
from declaration_print.model.markup import MarkedUp
from declaration_print.model.problem import BadInput, Place, Problem, Severity, Words
from declaration_print.model.setting import (
    ComposedParagraph,
    Normalisation,
    Orientation,
    PlacedRuby,
    Setting,
    Shape,
    Writing,
)
from declaration_print.model.units import Em
from declaration_print.typefaces import OpenFace, emoji, prepare

_BLANK_HALF = 0.55

_BESIDE = 2.0
"""From line to line, in ems, where a reading of each stands in between: two halves of a line's em box
and two readings of half an em."""

_SIDE_LINE = 0.1
"""What a side line between a base and its reading takes across the line, in ems."""

_SEEN = 0.01
"""Less of an overlap than a hundredth of an em is not seen."""


class Composing:
    """The composer as markup/ sees it; keeps what it had to change or could not hold."""

    def __init__(self, face: Callable[[str], OpenFace], edition: Edition) -> None:
        self._face = face
        self._edition = edition
        self._problems: list[Problem] = []
        self._normalised: dict[tuple[Place, str], tuple[Normalisation, ...]] = {}
        self._notes: list[Problem] = []
        self._covered: set[Cast] = set()

    def compose(self, text: Text, style: Style, setting: Setting) -> ComposedParagraph:
        """One text in one style: advances from the style's faces, lines from the composer."""
        vertical = setting.writing is Writing.VERTICAL
        shape = partial(_shape, self._face(style.face), vertical=vertical)
        paragraph = set_paragraph(text, setting, shape, self._latin(style.latin))
        pictures = tuple(dict.fromkeys(_emoji(text)))
        self._problems += [_no_type(text, one, self._edition) for one in pictures]
        self._problems += self._missing(text, style, paragraph, frozenset("".join(pictures)))
        self._problems += _overruns(text, style, paragraph, self._edition)
        self._normalised[text.place, text.plain] = paragraph.normalisations
        self._notes += [_misfit(text, style, one.text, one.amount) for one in paragraph.misfits]
        letter = self._latin(style.latin) or shape
        self._notes += _collisions(text, style, paragraph, self._edition, letter)
        return paragraph

    def must_be_covered(self) -> None:
        """Stop before anything is drawn when a face lacks a glyph."""
        if self._problems:
            raise BadInput(dict.fromkeys(self._problems))

    def normalised(self) -> Mapping[str, tuple[Normalisation, ...]]:
        """Every change of the writing made to suit the lines, by reason; each text counts once."""
        changes: dict[str, list[Normalisation]] = {}
        for each in self._normalised.values():
            for change in each:
                changes.setdefault(change.reason, []).append(change)
        return {reason: tuple(changes[reason]) for reason in sorted(changes)}

    def notes(self) -> tuple[Problem, ...]:
        """Lines that came out too loose or too long, and readings that overprint."""
        return tuple(dict.fromkeys(self._notes))

    def _latin(self, latin: LatinFace | None) -> Shape | None:
        """The shapes of a style's Latin face, if it has one, in ems of the style."""
        return partial(_shape_latin, self._face(latin.face), latin.size) if latin else None

    def _missing(
        self, text: Text, style: Style, paragraph: ComposedParagraph, known: frozenset[str]
    ) -> Iterator[Problem]:
        """Clusters that a face cannot set, but for those with characters `known` to be wrong."""
        for cast in sorted(casting(paragraph, style) - self._covered):
            face = self._face(cast.face)
            if face.covers(cast.cluster, down=cast.use is Use.DOWN):
                self._covered.add(cast)
            elif known.isdisjoint(cast.cluster):
                yield _missing_glyph(text, cast.cluster, face, self._edition)


def prepared(marked_up: MarkedUp, face: Callable[[str], OpenFace]) -> Mapping[str, LayoutFace]:
    """Each face cut down to what was set in it, by family; uses of one face share one twin."""
    faces: dict[str, LayoutFace] = {}
    for key in sorted({key for key, _ in marked_up.clusters}):
        uses = [use for use in Use if (key, use) in marked_up.clusters]
        clusters = frozenset[str]().union(*(marked_up.clusters[key, use] for use in uses))
        faces |= {one.family: one for one in prepare(face(key), clusters, uses)}
    return faces


def _shape(
    face: OpenFace, text: str, orientation: Orientation, *, vertical: bool
) -> tuple[Em, ...]:
    return face.shape(text, down=vertical and orientation is Orientation.UPRIGHT)


def _shape_latin(face: OpenFace, size: float, text: str, _: Orientation) -> tuple[Em, ...]:
    return tuple(Em(advance * size) for advance in face.shape(text, down=False))


def _missing_glyph(text: Text, cluster: str, face: OpenFace, edition: Edition) -> Problem:
    which = f"{face.face.key}, {face.face.family}"
    words = Words(
        ja=f"{edition.file_name}: 書体({which})では「{cluster}」({_codes(cluster)})を組めません。"
        "文字を改めるか、layout.toml の styles で別の書体を選ぶか、-e でこの版を除いてください。",
        en=f"{edition.file_name}: the face ({which}) cannot set “{cluster}” ({_codes(cluster)}); write "
        "it another way, choose another face under `styles` in layout.toml, or leave this edition "
        "out with -e",
    )
    return Problem("fonts/missing-glyph", words, text.place)


def _no_type(text: Text, picture: str, edition: Edition) -> Problem:
    words = Words(
        ja=f"{edition.file_name}: 絵文字「{picture}」({_codes(picture)})は組めません。"
        "印刷用の書体に絵文字はありません。言葉か、活字にある記号(★、○、→ など)に書き改めてください。",
        en=f"{edition.file_name}: the emoji “{picture}” ({_codes(picture)}) cannot be set: faces for "
        "print have no such sign; say it in words, or with a sign that type has (★, ○, →)",
    )
    return Problem("compose/emoji", words, text.place)


def _codes(cluster: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in cluster)


def _emoji(text: Text) -> Iterator[str]:
    yield from emoji(text.plain)
    for reading in _readings(text.nodes):
        yield from emoji(reading)


def _readings(nodes: Iterable[Inline]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Ruby(_, readings, other):
                yield from (*readings, *other)
            case Emphasis(inner) | SideLine(inner) | Unbroken(inner) | Jidori(inner, _):
                yield from _readings(inner)
            case _:
                pass


def _overruns(
    text: Text, style: Style, paragraph: ComposedParagraph, edition: Edition
) -> Iterator[Problem]:
    """Lines that reach past their measure, by more than the blank half of a closing mark."""
    room = paragraph.setting.measure - paragraph.setting.end_indent
    for line in paragraph.lines:
        over = line.extent - room
        if over > _BLANK_HALF:
            shown = "".join(cluster.text for cluster in line.clusters)
            words = Words(
                ja=f"{edition.file_name}: 行「{shown}」が行長を {over:.1f} em 超えます"
                f"(スタイル {style.name})。文を短くするか、layout.toml の版面を改めてください。",
                en=f"{edition.file_name}: the line “{shown}” runs {over:.1f} em past its measure "
                f"(style {style.name}); shorten the text, or change the hanmen in layout.toml",
            )
            yield Problem("compose/overrun", words, text.place)


def _misfit(text: Text, style: Style, line: str, amount: Em) -> Problem:
    words = Words(
        ja=f"行「{line}」が行長に収まりません(スタイル {style.name}、{amount:+.2f} em)。"
        "文を改めるか、版面を変えてください。",
        en=f"the line “{line}” does not fit its measure (style {style.name}, {amount:+.2f} em); "
        "change the wording or the hanmen",
    )
    return Problem("compose/misfit", words, text.place, Severity.WARNING)


def _collisions(
    text: Text, style: Style, paragraph: ComposedParagraph, edition: Edition, letter: Shape
) -> Iterator[Problem]:
    """Readings on facing sides of two lines (JLReq 3.3.4) that stand on each other.

    Where a page ends between the two lines is not known here.
    """
    grid = Grid.of(style, edition.hanmen)
    vertical = paragraph.setting.writing is Writing.VERTICAL
    lines = zip(paragraph.lines, struts(paragraph.lines, grid), strict=True)
    for (before, above), (after, below) in pairwise(lines):
        distance = grid.line + above.below + below.above
        # A side line stands on the right of a column, but below a line.
        lined = after if vertical else before
        for one, other in product(before.ruby, after.ruby):
            if not one.other_side or other.other_side:
                continue
            marked = lined.clusters[(other if vertical else one).first].lined
            needed = _BESIDE + (_SIDE_LINE if marked else 0.0)
            first, last = _ends(one, letter, vertical=vertical)
            begin, end = _ends(other, letter, vertical=vertical)
            if needed - distance > _SEEN and min(last, end) - max(first, begin) > _SEEN:
                yield _collision(text, style, (one.text, other.text), distance, needed)


def _ends(ruby: PlacedRuby, letter: Shape, *, vertical: bool) -> tuple[float, float]:
    """Where a reading begins and ends along its line; a Latin letter has its own width."""
    length = 1.0
    if any(last == len(ruby.text) - 1 for _, last in ruby.words):
        lies = Orientation.SIDEWAYS if vertical else Orientation.UPRIGHT
        length = sum(letter(ruby.text[-1], lies))
    return ruby.starts[0], ruby.starts[-1] + length / 2


def _collision(
    text: Text, style: Style, readings: tuple[str, str], distance: float, needed: float
) -> Problem:
    one, other = readings
    words = Words(
        ja=f"隣り合う行のルビ「{one}」と「{other}」が重なります(スタイル {style.name}、"
        f"行送り {distance:.2f} em、必要 {needed:.2f} em)。layout.toml でこのスタイルの pitch を"
        "広げるか、どちらかのルビを外してください。",
        en=f"the readings “{one}” and “{other}” of neighbouring lines overprint (style "
        f"{style.name}, {distance:.2f} em from line to line where they need {needed:.2f}); give the "
        "style a wider `pitch` in layout.toml, or drop one of the readings",
    )
    return Problem("compose/ruby-collision", words, text.place, Severity.WARNING)
