"""The composer as markup/ sees it: a face's advances handed to compose/, its gaps and misfits kept.

The one place where a face and the composer meet; pipeline.py hands it to markup/.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from declaration_print.compose import paragraph as set_paragraph
from declaration_print.model.declaration import Text
from declaration_print.model.layout import Edition, Style
from declaration_print.model.problem import BadInput, Place, Problem, Severity, Words
from declaration_print.model.setting import (
    ComposedParagraph,
    Normalisation,
    Orientation,
    Setting,
    Writing,
)
from declaration_print.model.units import Em
from declaration_print.typefaces import OpenFace

_BLANK_HALF = 0.55


class Composing:
    """The composer as markup/ sees it; keeps what it had to change or could not hold."""

    def __init__(self, face: Callable[[str], OpenFace], edition: Edition) -> None:
        self._face = face
        self._edition = edition
        self._problems: list[Problem] = []
        self._normalised: dict[tuple[Place, str], tuple[Normalisation, ...]] = {}
        self._notes: list[Problem] = []

    def compose(self, text: Text, style: Style, setting: Setting) -> ComposedParagraph:
        """One text in one style: advances from the style's face, lines from the composer."""
        face = self._face(style.face)
        vertical = setting.writing is Writing.VERTICAL
        paragraph = set_paragraph(text, setting, partial(_shape, face, vertical=vertical))
        self._problems += _missing(text, paragraph, face, self._edition)
        self._problems += _overruns(text, style, paragraph, self._edition)
        self._normalised[text.place, text.plain] = paragraph.normalisations
        self._notes += [_misfit(text, style, one.text, one.amount) for one in paragraph.misfits]
        return paragraph

    def must_be_covered(self) -> None:
        """Stop before anything is drawn when a face lacks a glyph."""
        if self._problems:
            raise BadInput(dict.fromkeys(self._problems))

    def normalised(self) -> Mapping[str, int]:
        """How often the writing was changed to suit the lines, by reason; each text counts once."""
        changes = (change.reason for each in self._normalised.values() for change in each)
        return dict(sorted(Counter(changes).items()))

    def notes(self) -> tuple[Problem, ...]:
        """Lines that came out too loose or too long."""
        return tuple(dict.fromkeys(self._notes))


def _shape(
    face: OpenFace, text: str, orientation: Orientation, *, vertical: bool
) -> tuple[Em, ...]:
    return face.shape(text, down=vertical and orientation is Orientation.UPRIGHT)


def _missing(
    text: Text, paragraph: ComposedParagraph, face: OpenFace, edition: Edition
) -> Iterator[Problem]:
    clusters = {
        (cluster.text, cluster.orientation is Orientation.UPRIGHT)
        for line in paragraph.lines
        for cluster in line.clusters
    }
    clusters |= {(one, True) for line in paragraph.lines for ruby in line.ruby for one in ruby.text}
    vertical = paragraph.setting.writing is Writing.VERTICAL
    for cluster, upright in sorted(clusters):
        if not face.covers(cluster, down=vertical and upright):
            codes = " ".join(f"U+{ord(character):04X}" for character in cluster)
            which = f"{face.face.key}, {face.face.family}"
            words = Words(
                ja=f"{edition.file_name}: 書体({which})では「{cluster}」({codes})を組めません。"
                "文字を改めるか、layout.toml の styles で別の書体を選ぶか、-e でこの版を除いてください。",
                en=f"{edition.file_name}: the face ({which}) cannot set “{cluster}” ({codes}); write it "
                "another way, choose another face under `styles` in layout.toml, or leave this edition "
                "out with -e",
            )
            yield Problem("fonts/missing-glyph", words, text.place)


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
