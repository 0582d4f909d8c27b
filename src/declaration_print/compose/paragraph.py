"""A paragraph composed: from a text and its setting to placed lines, vertical and horizontal alike.

Written characters become signs fit for Japanese lines, signs become clusters with bodies, between
them stand spaces and break opportunities, the breaks are chosen over the whole paragraph, and each
line is adjusted in JLReq's order and placed with its ruby.
"""

from collections.abc import Iterator

from declaration_print.compose import ruby
from declaration_print.compose.clusters import Clusters, stretches
from declaration_print.compose.collect import collect
from declaration_print.compose.fit import Line, fit
from declaration_print.compose.lines import Prepared, Slot, place
from declaration_print.compose.normalise import normalise
from declaration_print.compose.opportunities import opportunities
from declaration_print.compose.orientation import orient
from declaration_print.compose.spaces import Spaces, spaces
from declaration_print.model.declaration import Text
from declaration_print.model.setting import (
    Alignment,
    ComposedLine,
    ComposedParagraph,
    Misfit,
    Setting,
    Shape,
)
from declaration_print.model.units import Em


def paragraph(text: Text, setting: Setting, shape: Shape) -> ComposedParagraph:
    """Set one paragraph in lines of `setting.measure` ems (JLReq 3.1-3.8, Appendices A-E).

    Newlines in the text are forced breaks. Nothing is raised: a line that cannot be held or filled is
    set as well as it can be and reported in `misfits`.
    """
    written = collect(text)
    signs = normalise(written, setting)
    oriented = orient(signs, written, setting)
    lines: list[ComposedLine] = []
    misfits: list[Misfit] = []
    if signs.text:
        for clusters in stretches(signs, oriented, written, setting, shape):
            for line, misfit in _stretch(clusters, setting, opens=not lines):
                lines.append(line)
                misfits.extend((misfit,) if misfit else ())
    return ComposedParagraph(tuple(lines), setting, signs.normalisations, tuple(misfits))


def _stretch(
    clusters: Clusters, setting: Setting, *, opens: bool
) -> Iterator[tuple[ComposedLine, Misfit | None]]:
    """The lines of a stretch without forced breaks; `opens`: it begins the paragraph."""
    first_indent = setting.first_indent if opens else Em(0.0)
    if not len(clusters):
        yield ComposedLine((), (), Em(setting.indent + first_indent), Em(0.0)), None
        return
    made = spaces(clusters, setting)
    prepared = Prepared(clusters, made, ruby.widen(clusters, made, first_indent))
    width = setting.measure - setting.indent - setting.end_indent
    for line in _chosen(clusters, made, setting, (width - first_indent, width)):
        indent = first_indent if line.first == 0 else 0.0
        ends = line.last == len(clusters) - 1
        alignment = Alignment.START if ends and _ends_open(setting) else setting.alignment
        yield place(prepared, line, Slot(setting.indent + indent, width - indent, alignment))


def _ends_open(setting: Setting) -> bool:
    """Whether the last line is left as long as it happens to be (JLReq 3.8.1)."""
    return setting.alignment is Alignment.JUSTIFY


def _chosen(
    clusters: Clusters, made: Spaces, setting: Setting, widths: tuple[float, float]
) -> list[Line]:
    last = len(clusters) - 1
    if setting.single_line or setting.alignment is Alignment.SPREAD:
        return [Line(0, last, last)]
    return fit(clusters, made, opportunities(clusters, made), setting, widths)
