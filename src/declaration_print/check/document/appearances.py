"""Where the appearance streams of annotations stand on the page (ISO 32000-1 12.5.3, 12.5.5)."""

from collections.abc import Iterator
from dataclasses import dataclass

from pypdf.generic import DictionaryObject

from declaration_print.check.document import objects
from declaration_print.check.document.objects import entry
from declaration_print.check.drawing.geometry import Affine, affine, box_of, transformed

HIDDEN, NO_VIEW = 1 << 1, 1 << 5  # Table 165


@dataclass(frozen=True, slots=True)
class Appearance:
    """An appearance stream, what carries its form onto the page, and its optional content."""

    reference: object
    matrix: Affine
    layer: object


def appearances(annotation: DictionaryObject | None) -> Iterator[Appearance]:
    """The appearance that an annotation shows as it is; none when it is hidden."""
    flags = int(objects.as_number(entry(annotation, "/F")) or 0)
    appearance = objects.as_dictionary(entry(annotation, "/AP"))
    rectangle = box_of([objects.as_number(n) for n in objects.as_array(entry(annotation, "/Rect"))])
    if annotation is None or flags & (HIDDEN | NO_VIEW) or appearance is None or rectangle is None:
        return
    reference = objects.raw(appearance, "/N")
    if objects.as_stream(reference) is None:
        states = objects.as_dictionary(reference)
        chosen = objects.as_name(entry(annotation, "/AS"))
        reference = objects.raw(states, f"/{chosen}") if states is not None and chosen else None
    form = objects.as_stream(reference)
    box = box_of(objects.as_array(entry(form, "/BBox")))
    if form is None or box is None:
        return
    placed = transformed(box, affine(objects.as_array(entry(form, "/Matrix"))))
    width, height = placed[2] - placed[0], placed[3] - placed[1]
    if not width or not height:
        return
    across = (rectangle[2] - rectangle[0]) / width
    up = (rectangle[3] - rectangle[1]) / height
    matrix = (
        across,
        0.0,
        0.0,
        up,
        rectangle[0] - placed[0] * across,
        rectangle[1] - placed[1] * up,
    )
    yield Appearance(reference, matrix, objects.raw(annotation, "/OC"))
