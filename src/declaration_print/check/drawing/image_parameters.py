"""What an image's dictionary says, of an XObject or inline (ISO 32000-1 8.9.5, 8.9.7)."""

from collections.abc import Mapping
from dataclasses import dataclass

from pypdf.generic import DictionaryObject

from declaration_print.check.document import objects
from declaration_print.check.document.objects import entry
from declaration_print.check.drawing.colour_spaces import GRAY, ColourSpace, space_of

_ABBREVIATED = {
    "W": "Width",
    "H": "Height",
    "BPC": "BitsPerComponent",
    "CS": "ColorSpace",
    "IM": "ImageMask",
}  # Table 93
_DIMENSION_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class ImageParameters:
    """Size in pixels, bits a component, whether it is a stencil or lets through what is below."""

    width: int
    height: int
    bits: int
    is_mask: bool
    is_see_through: bool
    colour_space: object

    @property
    def is_bilevel(self) -> bool:
        """Whether each pixel is full or empty."""
        return self.is_mask or self.bits == 1

    def space(self, resources: DictionaryObject | None) -> ColourSpace:
        """The colour space of its samples."""
        return GRAY if self.is_mask else space_of(self.colour_space, resources)


def of_stream(image: DictionaryObject) -> ImageParameters:
    """The parameters of an image XObject."""
    clear = any(entry(image, key) is not None for key in ("/SMask", "/Mask"))
    return ImageParameters(
        _whole(entry(image, "/Width")),
        _whole(entry(image, "/Height")),
        _whole(entry(image, "/BitsPerComponent")) or 8,
        objects.is_true(entry(image, "/ImageMask")),
        clear or bool(entry(image, "/SMaskInData")),
        entry(image, "/ColorSpace"),
    )


def of_inline(pairs: Mapping[str, object]) -> ImageParameters:
    """The parameters of an inline image, its keys abbreviated or not."""
    named = {_ABBREVIATED.get(key, key): value for key, value in pairs.items()}
    return ImageParameters(
        _whole(named.get("Width")),
        _whole(named.get("Height")),
        _whole(named.get("BitsPerComponent")) or 8,
        named.get("ImageMask") is True,
        is_see_through=False,
        colour_space=named.get("ColorSpace"),
    )


def _whole(value: object) -> int:
    number = objects.as_number(value) or 0.0
    return int(number) if 0 <= number <= _DIMENSION_LIMIT else 0
