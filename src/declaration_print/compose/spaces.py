"""Step 4a: the spaces between clusters, and how far each may shrink and grow.

JLReq Appendix B (Table 1), D (Tables 3, 4 and 5: three methods) and E (Table 6); 3.2.2 and 3.8.3-4 for
the Western word space: a third of an em, from a quarter to a half; 3.1.5 for brackets at the line
head, 3.1.9 and 3.8.2 for the line end; 3.7.3 for jidori.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from declaration_print.compose import tables
from declaration_print.compose.boxes import Clusters, is_full_em
from declaration_print.compose.classes import AKI, LATIN, CharClass, classes
from declaration_print.model.setting import Alignment, Kinsoku, LineEnd, LineHead, Setting

_WORD_SPACE, _WORD_SPACE_LEAST, _WORD_SPACE_MOST = 1 / 3, 1 / 4, 1 / 2
_JAPANESE_SPACE = 0.5
"""A written space between two Japanese words: enough to separate, less than a character."""

_JAPANESE = frozenset(
    {
        CharClass.ITERATION_MARK,
        CharClass.PROLONGED_SOUND_MARK,
        CharClass.SMALL_KANA,
        CharClass.HIRAGANA,
        CharClass.KATAKANA,
        CharClass.IDEOGRAPHIC,
        CharClass.RUBY_COMPLEX,
        CharClass.JUKUGO_COMPLEX,
        CharClass.TATE_CHU_YOKO,
    }
)

_SPECIAL = AKI | {
    CharClass.WORD_SPACE,
    CharClass.IDEOGRAPHIC_SPACE,
    CharClass.INSEPARABLE,
    CharClass.GROUPED_NUMERAL,
    CharClass.UNIT_SYMBOL,
    CharClass.MATH_OPERATOR,
}
_VALUES = frozenset({CharClass.GROUPED_NUMERAL, CharClass.WESTERN})
_FIGURES = frozenset({CharClass.GROUPED_NUMERAL, CharClass.UNIT_SYMBOL})

_QUARTER = 0.25
_BRACKET_HEAD = 0.5
"""Pattern 2 of JLReq 3.1.5: a bracket at the line head keeps its half em."""

_SOLID_AT_END = frozenset({Alignment.CENTRE, Alignment.END, Alignment.SPREAD})
"""Where the eye measures from body to body, no aki stays at the line end."""

_HANGS = frozenset({CharClass.FULL_STOP, CharClass.COMMA})

_OWNS_AKI_AFTER = frozenset(
    {CharClass.CLOSING_BRACKET, CharClass.FULL_STOP, CharClass.COMMA, CharClass.MIDDLE_DOT}
)
"""Table 1, `be`: these measure the space after them by their own em."""

_OWNS_AKI_BEFORE = frozenset({CharClass.OPENING_BRACKET, CharClass.MIDDLE_DOT})
_LATIN_LIKE = LATIN | {CharClass.ORNAMENTED}
"""Between these and Japanese it is the Japanese character's em that counts."""

_DOUBLED = frozenset({"〳〵", "〴〵"})
"""Table 2, note 5: an upper and a lower half that make one sign."""


@dataclass(slots=True)
class Spaces:
    """One entry a cluster; entry i of the first group is the space between clusters i and i+1.

    Lengths in ems. The ruby step may still widen and stiffen these before lines are chosen.
    """

    bodies: Sequence[float]  # of the clusters; half of it for those that stand two deep (warichu)
    natural: list[float]
    shrinks: tuple[list[float], ...]  # stage 1 (word spaces), then the method's own inside a line
    stretches: tuple[list[float], ...]  # stages 1 (word spaces), 2 and 3
    may_grow: list[float]  # 1.0 where stage 4 may add space
    at_end: list[float]  # after cluster i when a line ends with it
    end_release: list[float]  # what goes there, all or nothing
    dot_release: list[float]  # what goes before a middle dot together with it (Table 3, note 5)
    hang: list[float]  # the body that may stand past the measure
    head: list[
        float
    ]  # a line is longer by this when it begins with cluster i (its ruby sticks out)
    tail: list[float]  # and by this when it ends with cluster i
    lead: dict[int, float]  # before a bracket at the line head (3.1.5)
    vanishes: list[bool]  # cluster i leaves no space at a line edge (Table 1, note 13)

    def stiffen(self, gap: int) -> None:
        """Let one space neither shrink nor grow (an inseparable pair, JLReq 3.1.11)."""
        for amounts in (*self.shrinks, *self.stretches, self.may_grow):
            amounts[gap] = 0.0


def spaces(clusters: Clusters, setting: Setting) -> Spaces:
    """The space after each cluster; the last one's entry is 0."""
    table, kinds = tables.spacing(setting.reduction), clusters.classes
    pairs = [a * tables.WIDTH + b for a, b in pairwise(kinds)]

    def gaps(flat: tuple[float, ...]) -> list[float]:
        return [*map(flat.__getitem__, pairs), 0.0]

    solid_end = setting.line_end is LineEnd.SOLID or setting.alignment in _SOLID_AT_END
    zeros = [0.0] * len(kinds)
    made = Spaces(
        bodies=clusters.bodies,
        natural=gaps(table.natural),
        shrinks=(zeros.copy(), *map(gaps, table.shrinks)),
        stretches=(zeros.copy(), *map(gaps, table.stretches)),
        may_grow=gaps(table.may_grow),
        at_end=zeros.copy() if solid_end else [table.at_end[kind] for kind in kinds],
        end_release=zeros.copy() if solid_end else [table.end_release[kind] for kind in kinds],
        dot_release=zeros.copy(),
        hang=zeros.copy(),
        head=zeros.copy(),
        tail=zeros.copy(),
        lead={},
        vanishes=[False] * len(kinds),
    )
    _exceptions(made, clusters, setting)
    _line_edges(made, clusters, setting)
    if setting.letter_spacing:
        for gap in range(len(kinds) - 1):
            if clusters.sizes[gap] == clusters.sizes[gap + 1] == 1:  # a note is set solid
                made.natural[gap] += setting.letter_spacing
    for first, last, ems in clusters.jidori:
        _spread(made, clusters, (first, last), ems)
    return made


def _exceptions(made: Spaces, clusters: Clusters, setting: Setting) -> None:
    """What the tables cannot know: word spaces, marks without aki, repeated marks, other sizes."""
    special = [(at, kind) for at, kind in enumerate(clusters.classes) if kind in _SPECIAL]
    for at, kind in special:
        if kind in AKI:
            if not is_full_em(clusters.advances[at]) and clusters.sizes[at] == 1:
                _take_from_the_aki(made, clusters, at)
        elif kind == CharClass.WORD_SPACE:
            _word_space(made, clusters, at, setting)
        elif kind == CharClass.IDEOGRAPHIC_SPACE:
            _ideographic_space(made, clusters, at)
        elif kind in _FIGURES and clusters.texts[at] == " ":
            made.natural[at - 1] = 0.0  # Appendix A: a space in a figure or before its unit
            made.natural[at] += _QUARTER - clusters.advances[at]
        elif kind == CharClass.MATH_OPERATOR:
            _sign_of_a_value(made, clusters, at, tables.spacing(setting.reduction))
        elif kind == CharClass.INSEPARABLE and is_doubled(clusters, at):
            made.stiffen(at)  # Table 6, note 4: one long dash, one row of dots
    _runs(made, clusters)


def _runs(made: Spaces, clusters: Clusters) -> None:
    """Runs that are set solid or stay together, and those of another size."""
    for at in clusters.solid:
        for gap in (at - 1, at):
            made.natural[gap] = 0.0
            made.stiffen(gap)
    for first, last in clusters.complexes:
        for gap in range(first, last):
            made.stiffen(gap)  # Table 6, note 5
        _solid_beside_japanese(made, clusters, (first, last))
    _keep_together(made, clusters)
    if clusters.warichu or sum(clusters.sizes) != len(clusters):
        _by_size(made, clusters)


def _solid_beside_japanese(made: Spaces, clusters: Clusters, span: tuple[int, int]) -> None:
    """An ornamented complex of Japanese characters is set solid with its neighbours (3.7.1).

    The quarter em that Tables 1, 3 and 6 give a complex (cl-21) is the one beside Latin text (3.2.6).
    """
    first, last = span
    for gap, base, neighbour in ((first - 1, first, first - 1), (last, last, last + 1)):
        if 0 <= neighbour < len(clusters) and clusters.classes[neighbour] in _JAPANESE:
            own = classes(Kinsoku.STRICT)[clusters.texts[base][0]]
            if own not in LATIN:
                made.natural[gap] = 0.0
                made.stiffen(gap)


def _keep_together(made: Spaces, clusters: Clusters) -> None:
    """No space goes into what may not be broken, but between its words (JLReq 3.1.11)."""
    inside = [gap for first, last in clusters.unbroken for gap in range(first, last)]
    for gap in (*inside, *clusters.tied):
        if not (made.vanishes[gap] or made.vanishes[gap + 1]):
            made.may_grow[gap] = 0.0
            for stage in made.stretches:
                stage[gap] = 0.0


def is_doubled(clusters: Clusters, at: int) -> bool:
    """Whether an inseparable character and the next make one sign (Table 2, note 5)."""
    if at + 1 == len(clusters):
        return False
    one, other = clusters.texts[at], clusters.texts[at + 1]
    return one == other or one + other in _DOUBLED


def _line_edges(made: Spaces, clusters: Clusters, setting: Setting) -> None:
    kinds = clusters.classes
    if setting.line_head is LineHead.HALF_EM:
        for at, kind in enumerate(kinds):
            if kind == CharClass.OPENING_BRACKET:
                made.lead[at] = _BRACKET_HEAD
    if setting.line_end is LineEnd.HANGING and setting.alignment is Alignment.JUSTIFY:
        for at, kind in enumerate(kinds):
            if kind in _HANGS and clusters.sizes[at] == 1:
                made.hang[at] = clusters.bodies[at]
    for at, kind in enumerate(kinds) if CharClass.MIDDLE_DOT in kinds else ():
        if kind == CharClass.MIDDLE_DOT and at and made.end_release[at]:
            quarter = _QUARTER * clusters.sizes[at]
            made.dot_release[at] = min(made.natural[at - 1], quarter)


def _word_space(made: Spaces, clusters: Clusters, at: int, setting: Setting) -> None:
    """A third of an em in Japanese text; in another language as wide as the face has it."""
    face = clusters.advances[at]
    natural = _WORD_SPACE * clusters.sizes[at] if setting.japanese else face
    made.natural[at] += natural - face
    made.shrinks[0][at] = max(0.0, natural - _WORD_SPACE_LEAST * clusters.sizes[at])
    made.stretches[0][at] = max(0.0, _WORD_SPACE_MOST * clusters.sizes[at] - natural)
    made.vanishes[at] = True


def _sign_of_a_value(made: Spaces, clusters: Clusters, at: int, table: tables.Spacing) -> None:
    """は−5: the sign stands off from Japanese as its figure would (JLReq 3.7.4, fig. 2.7.62)."""
    kinds = clusters.classes
    inside = 0 < at < len(kinds) - 1
    if inside and kinds[at + 1] in _VALUES and kinds[at - 1] in _JAPANESE:
        pair = kinds[at - 1] * tables.WIDTH + kinds[at + 1]
        made.natural[at - 1] = table.natural[pair]
        made.may_grow[at - 1] = table.may_grow[pair]
        for amounts, flat in zip(made.shrinks[1:], table.shrinks, strict=True):
            amounts[at - 1] = flat[pair]
        for amounts, flat in zip(made.stretches[1:], table.stretches, strict=True):
            amounts[at - 1] = flat[pair]


def _ideographic_space(made: Spaces, clusters: Clusters, at: int) -> None:
    if clusters.texts[at] == " ":
        made.natural[at] += _JAPANESE_SPACE - clusters.advances[at]
        made.vanishes[at] = True
    elif at and clusters.classes[at - 1] == CharClass.DIVIDING_PUNCTUATION:
        made.vanishes[at] = True  # the em after a sentence's ！ or ？ (3.1.6 b)


def _take_from_the_aki(made: Spaces, clusters: Clusters, at: int) -> None:
    """A mark wider or narrower than its half em: mark and aki make one em at most."""
    left = max(0.0, 1.0 - clusters.advances[at])
    gaps = {
        CharClass.OPENING_BRACKET: (at - 1,),
        CharClass.MIDDLE_DOT: (at - 1, at),
    }.get(CharClass(clusters.classes[at]), (at,))
    most = left / len(gaps)
    for gap in gaps:
        if gap >= 0:
            for amounts in (made.natural, *made.shrinks):
                amounts[gap] = min(amounts[gap], most)
    made.at_end[at] = min(made.at_end[at], most)
    made.end_release[at] = min(made.end_release[at], left)


def _is_before(before: int, after: int) -> bool:
    """Whether a space is measured by the em of the character before it (`be`)."""
    if before in _OWNS_AKI_AFTER or after in _OWNS_AKI_BEFORE:
        return before in _OWNS_AKI_AFTER
    return before not in _LATIN_LIKE and after in _LATIN_LIKE


def _by_size(made: Spaces, clusters: Clusters) -> None:
    """Space is measured by the em of the mark it belongs to (legend of Table 1: `be` and `af`).

    Within warichu nothing is adjusted, and two of its lines lie side by side: each cluster takes up
    half of its length along the line (JLReq 3.8.3 leaves the adjustment of warichu out).
    """
    sizes = clusters.sizes
    for gap in range(len(clusters) - 1):
        owner = gap if _is_before(clusters.classes[gap], clusters.classes[gap + 1]) else gap + 1
        if sizes[owner] != 1 and not made.vanishes[gap]:
            for amounts in (made.natural, *made.shrinks, *made.stretches):
                amounts[gap] *= sizes[owner]
    bodies = list(clusters.bodies)
    for first, last in clusters.warichu:
        for at in range(first, last + 1):
            bodies[at] /= 2
            made.at_end[at] = made.end_release[at] = made.hang[at] = 0.0
            if at < last:
                made.natural[at] /= 2
                made.stiffen(at)
    made.bodies = bodies


def _spread(made: Spaces, clusters: Clusters, span: tuple[int, int], ems: float) -> None:
    """JLReq 3.7.3: the same space in every gap that may be opened; a single one stands at the start."""
    first, last = span
    length = sum(clusters.bodies[first : last + 1]) + sum(made.natural[first:last])
    open_gaps = [gap for gap in range(first, last) if made.may_grow[gap]]
    left = ems - length
    for gap in range(first, last):
        made.stiffen(gap)
    if left > 0 and open_gaps:
        for gap in open_gaps:
            made.natural[gap] += left / len(open_gaps)
    elif left > 0:
        bodies = list(made.bodies)
        bodies[last] += left
        made.bodies = bodies
