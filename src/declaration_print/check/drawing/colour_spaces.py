"""Colour spaces as pages name them, and the inks that a colour lays on paper (ISO 32000-1 8.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pypdf.generic import DictionaryObject

from declaration_print.check.document import objects
from declaration_print.check.document.objects import entry

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
REGISTRATION = "All"  # a Separation of this name marks every plate (8.6.6.4)
NESTING_LIMIT = 8
PALETTE_LIMIT = 1 << 16  # bytes
DEVICES = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_COMPONENTS = {
    "DeviceGray": 1,
    "CalGray": 1,
    "DeviceRGB": 3,
    "CalRGB": 3,
    "Lab": 3,
    "DeviceCMYK": 4,
}
_OF_PROFILE = {1: "ICC gray", 3: "ICC RGB", 4: "ICC CMYK"}
_FAMILY = dict.fromkeys(("DeviceGray", "CalGray", "ICC gray"), "gray") | dict.fromkeys(
    ("DeviceCMYK", "ICC CMYK"), "cmyk"
)
COLOURED_LIGHT = frozenset({"DeviceRGB", "CalRGB", "ICC RGB", "Lab"})  # no inks of a press


@dataclass(frozen=True, slots=True)
class ColourSpace:
    """A colour space: its name as a reader knows it, its components, its colorants.

    `base` is what an Indexed or Pattern space refers to; `palette` the bytes of an Indexed one.
    """

    name: str
    components: int = 1
    inks: tuple[str, ...] = ()
    base: "ColourSpace | None" = None
    palette: bytes = b""

    @property
    def final(self) -> "ColourSpace":
        """The space that the colours are really in: an Indexed one's base."""
        return self.base.final if self.name == "Indexed" and self.base else self

    @property
    def initial(self) -> tuple[float, ...]:
        """The colour in force when the space is chosen (8.6.5.1, 8.6.8)."""
        if self.inks:
            return (1.0,) * self.components
        return (0.0, 0.0, 0.0, 1.0) if self.components == 4 else (0.0,) * self.components  # noqa: PLR2004 - CMYK


GRAY, RGB, CMYK = (
    ColourSpace(n, _COMPONENTS[n]) for n in ("DeviceGray", "DeviceRGB", "DeviceCMYK")
)
UNKNOWN = ColourSpace("unknown", 0)
_PLAIN = {"DeviceGray": GRAY, "DeviceRGB": RGB, "DeviceCMYK": CMYK}


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as set: its space and components; `pattern` is a raw pattern, if one is set."""

    space: ColourSpace
    components: tuple[float, ...] = ()
    pattern: object = None


BLACK = Colour(GRAY, (0.0,))


def space_of(
    value: object, resources: DictionaryObject | None = None, depth: int = 0
) -> ColourSpace:
    """A colour space from its name or array; names are looked up in the resources."""
    if depth > NESTING_LIMIT:
        return UNKNOWN
    value = objects.resolve(value)
    if isinstance(value, str):  # as content streams are read, or pypdf's name with its slash
        return _named(value.removeprefix("/"), resources, depth)
    parts = objects.as_array(value)
    return _from_array(parts, resources, depth) if parts else UNKNOWN


def _named(name: str, resources: DictionaryObject | None, depth: int) -> ColourSpace:
    name = DEVICES.get(name, name)
    if name in _PLAIN:
        return _PLAIN[name]
    if name in _COMPONENTS:
        return ColourSpace(name, _COMPONENTS[name])
    if name == "Pattern":
        return ColourSpace("Pattern", 0)
    spaces = objects.as_dictionary(entry(resources, "/ColorSpace"))
    found = entry(spaces, f"/{name}")
    return UNKNOWN if found is None else space_of(found, None, depth + 1)


def _from_array(parts: list[object], resources: DictionaryObject | None, depth: int) -> ColourSpace:
    family = DEVICES.get(objects.as_name(parts[0]) or "", objects.as_name(parts[0]) or "")
    rest = parts[1:]
    if family == "ICCBased" and rest:
        count = int(objects.as_number(entry(objects.as_stream(rest[0]), "/N")) or 0)
        return ColourSpace(_OF_PROFILE[count], count) if count in _OF_PROFILE else UNKNOWN
    if family == "Separation" and rest:
        return ColourSpace(family, 1, (objects.as_name(rest[0]) or "?",))
    if family == "DeviceN" and rest:
        inks = tuple(objects.as_name(ink) or "?" for ink in objects.as_array(rest[0]))[:64]
        return ColourSpace(family, len(inks), inks)
    if family == "Indexed" and len(rest) >= 3:  # noqa: PLR2004 - base, highest index, table
        return ColourSpace(
            family, 1, base=space_of(rest[0], resources, depth + 1), palette=_palette(rest[2])
        )
    if family == "Pattern" and rest:
        return ColourSpace(family, 0, base=space_of(rest[0], resources, depth + 1))
    return _named(family, None, depth + 1) if family else UNKNOWN


def _palette(value: object) -> bytes:
    if (stream := objects.as_stream(value)) is not None:
        return (objects.decode(stream) or b"")[:PALETTE_LIMIT]
    if isinstance(value, bytes):
        return bytes(value)[:PALETTE_LIMIT]
    original = getattr(value, "original_bytes", b"")
    return bytes(original)[:PALETTE_LIMIT]


def inks_of(colour: Colour) -> Mapping[str, float] | None:
    """How much of each ink, 0 to 1, a colour lays down; None where it is not said in inks."""
    space, values = colour.space, [min(1.0, max(0.0, value)) for value in colour.components]
    if space.name == "Indexed" and space.base is not None and values:
        return inks_of(_looked_up(space, int(colour.components[0])))
    if len(values) != space.components or not values:
        return None
    if space.inks:
        return _of_colorants(space.inks, values)
    if (family := _FAMILY.get(space.name)) is not None:
        return (
            {"Black": 1 - values[0]}
            if family == "gray"
            else dict(zip(PROCESS, values, strict=True))
        )
    return None


def _of_colorants(names: Sequence[str], tints: Sequence[float]) -> Mapping[str, float]:
    inks: dict[str, float] = {}
    for name, tint in zip(names, tints, strict=True):
        if name == REGISTRATION:
            inks |= dict.fromkeys(PROCESS, tint)
        elif name != "None":
            inks[name] = tint
    return inks


def _looked_up(space: ColourSpace, index: int) -> Colour:
    assert space.base is not None
    size = space.base.components
    found = space.palette[size * max(0, index) : size * max(0, index) + size]
    return Colour(space.base, tuple(byte / 255 for byte in found))


PALE = 0.3  # of one full ink, or of darkness in light: a tint that is laid under text


def is_paper(colour: Colour) -> bool:
    """Whether a colour leaves paper white: white light, or no ink at all."""
    return _darkness(colour) == 0


def is_pale(colour: Colour) -> bool:
    """Whether a colour is so light that text over it is read as well as on paper."""
    darkness = _darkness(colour)
    return darkness is not None and darkness <= PALE


def _darkness(colour: Colour) -> float | None:
    """How far from white, 0 to 1 and beyond; None where the components do not say."""
    if colour.pattern is not None:
        return None
    if (inks := inks_of(colour)) is not None:
        return sum(inks.values())
    space = colour.space.final
    if colour.space.name == "Indexed" and colour.components:
        colour = _looked_up(colour.space, int(colour.components[0]))
    if space.name not in COLOURED_LIGHT - {"Lab"} or not colour.components:
        return None
    return max(0.0, 1 - min(colour.components))
