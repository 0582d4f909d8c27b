"""A scroll → pictures of it: the whole (全体像) and each section, as a web page shows them.

A scroll is cut where its sections end, in the middle of the blank, never through a line. Beside the
pictures go an index for programs (`pictures.json`) and a page for readers (`index.html`).
"""

import math
from collections.abc import Mapping, Sequence

from declaration_print.model.declaration import Declaration
from declaration_print.model.problem import BadInput, Problem, Words
from declaration_print.model.stretch import Stretch
from declaration_print.pictures.drawing import OpenScroll
from declaration_print.pictures.picture import Picture, Section
from declaration_print.pictures.sections import sections_of, whole
from declaration_print.pictures.web_page import index_of, web_page

PX_PER_MM = 4.0
"""What a picture measures unless told: a column of 7 mm type is 28 pixels wide, easily read."""

LEAST_PX_PER_MM, MOST_PX_PER_MM = 0.1, 24.0
"""24 pixels a millimetre are 610 dpi, all that a print shop asks of a photograph."""

__all__ = ["PX_PER_MM", "Picture", "Section", "drawn", "files", "sections"]


def files(
    declaration: Declaration,
    scroll: bytes,
    stretches: Sequence[Stretch],
    px_per_mm: float = PX_PER_MM,
) -> Mapping[str, bytes]:
    """Everything that goes into the folder of pictures, by file name: PNGs, index, web page.

    `scroll` is a continuous edition as built, `stretches` what stands where in it. Raises BadInput
    for a scale out of bounds.
    """
    made = drawn(scroll, sections(declaration, scroll, stretches), px_per_mm)
    return {
        **{picture.file: picture.content for picture in made},
        "pictures.json": index_of(declaration, made),
        "index.html": web_page(declaration, made),
    }


def sections(
    declaration: Declaration, scroll: bytes, stretches: Sequence[Stretch]
) -> tuple[Section, ...]:
    """What is to be pictured, in reading order: the whole first, then one section after another."""
    with OpenScroll(scroll) as opened:
        parts = sections_of(declaration, stretches, opened.length, opened.height, opened.columns())
        return (whole(declaration, stretches, opened.length, opened.height), *parts)


def drawn(
    scroll: bytes, sections: Sequence[Section], px_per_mm: float = PX_PER_MM
) -> tuple[Picture, ...]:
    """A picture of each section, as high as the scroll; one too large is drawn at a smaller scale.

    Raises BadInput for a scale out of bounds.
    """
    if not (math.isfinite(px_per_mm) and LEAST_PX_PER_MM <= px_per_mm <= MOST_PX_PER_MM):
        words = Words(
            ja=f"画像の細かさは 1 mm あたり {LEAST_PX_PER_MM:g} から {MOST_PX_PER_MM:g} 画素までで指定して"
            f"ください({px_per_mm:g} は使えません)。",
            en=f"a picture has {LEAST_PX_PER_MM:g} to {MOST_PX_PER_MM:g} pixels per mm, "
            f"not {px_per_mm:g}; choose a number between them",
        )
        raise BadInput([Problem("pictures/scale", words)])
    digits = max(2, len(str(len(sections) - 1)))
    with OpenScroll(scroll) as opened:
        return tuple(
            opened.picture(section, f"{at:0{digits}d}-{section.name}.png", px_per_mm)
            for at, section in enumerate(sections)
        )
