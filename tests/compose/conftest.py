"""A face for tests, and columns drawn as a reader sees them."""

import unicodedata
from collections.abc import Callable, Mapping
from itertools import pairwise

import pytest

from declaration_print.compose import paragraph, set_clusters
from declaration_print.compose.boxes import Clusters, bodies, leads
from declaration_print.compose.classes import classes
from declaration_print.model.declaration import Plain, Text, Unbroken
from declaration_print.model.problem import Place
from declaration_print.model.setting import (
    ComposedLine,
    ComposedParagraph,
    Kinsoku,
    Orientation,
    PlacedCluster,
    Setting,
    Writing,
)
from declaration_print.model.units import Em

NOWHERE = Place("test.yaml")


def em_square(text: str, _orientation: Orientation) -> tuple[Em, ...]:
    """A face without a font: wide characters 1 em, half-width ones 0.5 em, joining ones 0."""
    return tuple(Em(_advance(char)) for char in text)


def _advance(char: str) -> float:
    if unicodedata.category(char) == "Mn":
        return 0.0
    return 0.5 if unicodedata.east_asian_width(char) in {"Na", "H", "N"} else 1.0


def vertical_em_square(text: str, orientation: Orientation) -> tuple[Em, ...]:
    """The same for vertical lines, where what stands upright has a cell of one em."""
    if orientation is Orientation.UPRIGHT:
        return tuple(Em(min(1.0, 2 * _advance(char))) for char in text)
    return em_square(text, orientation)


Compose = Callable[..., ComposedParagraph]


@pytest.fixture
def compose() -> Compose:
    """compose("宣言", measure=10, writing=…, …) with the face above; vertical unless said."""

    def composed(text: str | Text, measure: float = 100.0, **settings: object) -> ComposedParagraph:
        written = text if isinstance(text, Text) else Text((Plain(text),) if text else (), NOWHERE)
        setting = Setting(**{"writing": Writing.VERTICAL, "measure": Em(measure), **settings})
        vertical = setting.writing is Writing.VERTICAL
        return paragraph(written, setting, vertical_em_square if vertical else em_square)

    return composed


def set_text(line: ComposedLine) -> str:
    """What a line shows."""
    return "".join(cluster.text for cluster in line.clusters)


def columns_drawn(composed: ComposedParagraph) -> str:
    """The lines as columns from right to left, a cluster a row, the indent as empty rows.

    Empty cells are ideographic spaces; those at the end of a row are left away.
    """
    columns = [
        ["　"] * int(line.clusters[0].start + 0.5) + [cluster.text for cluster in line.clusters]
        for line in composed.lines
    ]
    height = max(map(len, columns))
    rows = zip(*(column + ["　"] * (height - len(column)) for column in columns), strict=True)
    return "\n".join(" ".join(reversed(row)).rstrip() for row in rows)


@pytest.fixture
def assert_columns(compose: Compose) -> Callable[..., None]:
    """Set a text vertically and compare it with a drawing of its columns, right to left."""

    def check(text: str | Text, measure: float, drawing: str, **settings: object) -> None:
        rows = [row.lstrip(" ").rstrip() for row in drawing.splitlines()]
        expected = "\n".join(row for row in rows if row)
        assert columns_drawn(compose(text, measure, **settings)) == expected

    return check


@pytest.fixture
def lines_of(compose: Compose) -> Callable[..., list[str]]:
    """The lines of a horizontal paragraph as strings."""

    def lines(text: str | Text, measure: float, **settings: object) -> list[str]:
        settings = {"writing": Writing.HORIZONTAL, **settings}
        return [set_text(line) for line in compose(text, measure, **settings).lines]

    return lines


@pytest.fixture
def starts_of(compose: Compose) -> Callable[..., list[float]]:
    """Where the glyph boxes of a text on one horizontal line begin."""

    def starts(text: str | Text, measure: float = 100.0, **settings: object) -> list[float]:
        settings = {"writing": Writing.HORIZONTAL, **settings}
        (line,) = compose(text, measure, **settings).lines
        return [cluster.start for cluster in line.clusters]

    return starts


_DRAWN_LATE = frozenset("「『（［｛〔〈《【〖〘“‘〝«｟")
_DRAWN_EARLY = frozenset("」』）］｝〕〉》】〗〙”’〟»｠、。，．")
_DRAWN_AMID = frozenset("・：；")


_DRAWN_NARROW = frozenset("−")
"""What the face above has in half an em although its body is an em (JLReq 3.7.4)."""


def _body(cluster: PlacedCluster) -> tuple[float, float]:
    """Where a body begins and ends: half of the em in which a face draws a mark (JLReq 3.1.2)."""
    if cluster.text in _DRAWN_NARROW:
        return cluster.start - 0.25, cluster.end + 0.25
    parts = {
        cluster.text in _DRAWN_LATE: (0.5, 1.0),
        cluster.text in _DRAWN_EARLY: (0.0, 0.5),
        cluster.text in _DRAWN_AMID: (0.25, 0.75),
    }
    begin, end = parts.get(True, (0.0, 1.0)) if cluster.advance == cluster.size else (0.0, 1.0)
    return cluster.start + begin * cluster.advance, cluster.start + end * cluster.advance


@pytest.fixture
def aki_in() -> Callable[[ComposedLine], list[float]]:
    """The space that a reader sees after each body of a line but the last, in ems."""

    def aki(line: ComposedLine) -> list[float]:
        bodies = [_body(cluster) for cluster in line.clusters]
        return [round(begin - end, 4) for (_, end), (begin, _) in pairwise(bodies)]

    return aki


@pytest.fixture
def aki_of(
    compose: Compose, aki_in: Callable[[ComposedLine], list[float]]
) -> Callable[..., list[float]]:
    """The same of a text that makes one horizontal line."""

    def aki(text: str | Text, measure: float = 100.0, **settings: object) -> list[float]:
        settings = {"writing": Writing.HORIZONTAL, **settings}
        (line,) = compose(text, measure, **settings).lines
        return aki_in(line)

    return aki


@pytest.fixture
def columns_of(compose: Compose) -> Callable[..., list[str]]:
    """The lines of a vertical paragraph as strings."""

    def columns(text: str | Text, measure: float, **settings: object) -> list[str]:
        return [set_text(line) for line in compose(text, measure, **settings).lines]

    return columns


@pytest.fixture
def opened(compose: Compose) -> Callable[..., ComposedLine]:
    """A text in a line that is some ems too long for it: what follows finds no room there."""

    def line(text: str, by: float, **settings: object) -> ComposedLine:
        settings = {"writing": Writing.HORIZONTAL, **settings}
        measure = compose(text, **settings).lines[0].extent + by
        follows = Unbroken((Plain("国" * int(measure)),))
        first = compose(Text((Plain(text), follows), NOWHERE), measure, **settings).lines[0]
        assert set_text(first) == text
        return first

    return line


@pytest.fixture
def squeezed(compose: Compose) -> Callable[..., ComposedLine]:
    """A text in a line that is some ems too short for it."""

    def line(text: str, by: float, **settings: object) -> ComposedLine:
        settings = {"writing": Writing.HORIZONTAL, **settings}
        measure = compose(text, **settings).lines[0].extent - by
        return compose(text, measure, single_line=True, **settings).lines[0]

    return line


@pytest.fixture
def set_by_hand() -> Callable[..., list[ComposedLine]]:
    """A horizontal text in clusters of the caller's own, with what the notation cannot say.

    `kinds` are classes by place, `sizes` ems by place, `filled` makes one line of the whole that
    fills the measure; all else are fields of `Clusters`.
    """

    def lines(
        text: str,
        measure: float = 100.0,
        *,
        kinds: Mapping[int, int] | None = None,
        sizes: Mapping[int, float] | None = None,
        filled: bool = False,
        **said: object,
    ) -> list[ComposedLine]:
        own, em = kinds or {}, sizes or {}
        listed = classes(Kinsoku.STRICT)
        kind = [own.get(at, listed[char]) for at, char in enumerate(text)]
        scale = [em.get(at, 1.0) for at in range(len(text))]
        full = em_square(text, Orientation.UPRIGHT)
        nothing = [False] * len(text)
        clusters = Clusters(
            texts=text,
            sources=text,
            orientations=[Orientation.UPRIGHT] * len(text),
            advances=[advance * size for advance, size in zip(full, scale, strict=True)],
            classes=kind,
            leads=[lead * size for lead, size in zip(leads(kind, full), scale, strict=True)],
            bodies=[body * size for body, size in zip(bodies(kind, full), scale, strict=True)],
            emphasised=nothing,
            lined=nothing,
            latin=nothing,
            sizes=scale,
            shifts=[0.0] * len(text),
            **said,
        )
        setting = Setting(Writing.HORIZONTAL, Em(measure), single_line=filled)
        return [line for _, line, _ in set_clusters(clusters, setting, ends_open=not filled)]

    return lines
