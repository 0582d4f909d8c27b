"""Rule about images: enough pixels for the size they are printed at (ISO 32000-1 8.9.5)."""

from collections.abc import Iterator

from declaration_print.check.drawing.image_samples import is_plain
from declaration_print.check.drawing.painted import DrawnImage
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Severity, Words

BILEVEL = 2
"""Times as many pixels for images without grey: no half-tone softens the steps of their edges."""

ROUNDING = 0.99  # an image of 1240 pixels across A4 has 149.99 dpi: it was meant to have 150
LEAST_PIXELS = 8  # along and across; less is a dot, a rule or a gradient, not a picture


@rule(
    id="images/resolution",
    severity=Severity.WARNING,
    rationale=Words(
        ja="画素が足りない画像は、印刷するとぼやけたり、ぎざぎざに見えたりします。",
        en="An image with too few pixels prints blurred or in steps.",
    ),
    remedy=Words(
        ja="元の大きな画像に差し替えるか、画像を小さく配置して、PDF を作り直してください。",
        en="Put in the original, larger image, or make it smaller on the page, and export again.",
    ),
)
def images_are_fine_enough(case: Examination) -> Iterator[Observation]:
    """Has every image the pixels an inch that the profile asks for, where it is drawn largest?"""
    wanted = case.limits.get("image_dpi")
    if wanted is None:
        return
    for image in case.pdf.painted.images.values():
        least = wanted * (BILEVEL if image.is_bilevel else 1)
        if image.dpi < least * ROUNDING and not _is_decoration(image):
            code = "coarse-bilevel" if image.is_bilevel else "coarse"
            yield Observation(code, _words(image, least), image.page)


def _is_decoration(image: DrawnImage) -> bool:
    return min(image.width, image.height) < LEAST_PIXELS or is_plain(image)


def _words(image: DrawnImage, least: float) -> Words:
    name_ja = f"画像「{image.name}」" if image.name else "画像"
    name_en = f"image “{image.name}”" if image.name else "inline image"
    bits_ja, bits_en = ("白黒2値の", "bilevel ") if image.is_bilevel else ("", "")
    pixels = f"{image.width} × {image.height}"
    return Words(
        ja=f"{bits_ja}{name_ja}({pixels} 画素)は {image.dpi:.0f} dpi しかありません"
        f"(必要なのは {least:.0f} dpi 以上)。",
        en=f"The {bits_en}{name_en} ({pixels} pixels) has only "
        f"{image.dpi:.0f} dpi; {least:.0f} dpi or more are needed.",
    )
