"""The samples of photographs: images compressed as JPEG or JPEG 2000 (ISO 32000-1 7.4.8, 7.4.9)."""

from io import BytesIO

ENOUGH = 1_000  # pixels along and across; a finer JPEG is taken apart at a half, quarter or eighth
PIXEL_LIMIT = 60_000_000  # of one image taken apart at all
_MODES = {1: "L", 3: "RGB", 4: "CMYK"}


def samples(data: bytes, components: int) -> bytes | None:
    """The samples of a JPEG or JPEG 2000 file, a byte a component, before any Decode array.

    None where it cannot be taken apart, is too large, or has other components than are asked for.
    """
    from PIL import Image, ImageChops  # noqa: PLC0415 - only a print shop's files are looked into

    try:
        with Image.open(BytesIO(data), formats=("JPEG", "JPEG2000")) as picture:
            if picture.width * picture.height > PIXEL_LIMIT:
                return None
            picture.draft(None, (ENOUGH, ENOUGH))
            if picture.mode != _MODES.get(components):
                return None
            is_inverted = picture.mode == "CMYK" and picture.format == "JPEG"
            # Pillow takes every CMYK JPEG for one of Adobe's, which are inverted. In a PDF the
            # samples are what they are, and the Decode array says that they are inverted.
            return (ImageChops.invert(picture) if is_inverted else picture).tobytes()
    except Exception:  # noqa: BLE001 - Pillow raises whatever a broken picture provokes
        return None
