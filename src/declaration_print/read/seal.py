"""The seals (印) of a declaration: SVG files beside its YAML → drawings of plain shapes in one ink.

Read with bounds; a DOCTYPE, and with it every entity, is refused. Only shapes with their geometry
are taken over, so that no script, address or font of a seal can come into a document.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from declaration_print.model.declaration import Seal
from declaration_print.model.problem import BadInput, Place, Problem, Words

LARGEST = 1_000_000
"""Bytes. A seal drawn in outlines is some ten thousand."""

_SVG = "http://www.w3.org/2000/svg"
_DEEPEST = 50
_MOST_SHAPES = 20_000

_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_GROUPS = frozenset({"svg", "g"})
_SILENT = frozenset({"title", "desc", "metadata"})
_GEOMETRY = frozenset(
    [
        "d",
        "x",
        "y",
        "width",
        "height",
        "rx",
        "ry",
        "cx",
        "cy",
        "r",
        "x1",
        "y1",
        "x2",
        "y2",
        "points",
        "transform",
        "viewBox",
        "fill-rule",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
    ]
)
_WHITE = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)"})
_NO_PAINT = frozenset({"none", "transparent"})


@dataclass
class Seals:
    """The seals in the folder of one declaration, and all that is wrong with them."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)

    def read(self, name: str | None, place: Place) -> Seal | None:
        """The seal in a file that the declaration names at `place`."""
        if name is None:
            return None
        try:
            content = _content(self.folder, name, place)
            return Seal(name, content, _drawing(content, str(self.folder / name)))
        except BadInput as bad:
            self.problems += bad.problems
            return None


def _content(folder: Path, name: str, place: Place) -> bytes:
    file = folder / name
    try:
        beside = not Path(name).is_absolute() and file.resolve().is_relative_to(folder.resolve())
        if not beside or "\\" in name:
            raise BadInput([Problem("seal/outside", _OUTSIDE, place)])
        if not file.is_file():
            raise BadInput([Problem("seal/missing", _missing(name), place)])
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # ValueError: a name that holds NUL
        raise BadInput([Problem("seal/unreadable", _unreadable(name), place)]) from error
    if len(content) > LARGEST:
        raise BadInput([Problem("seal/too-large", _TOO_LARGE, Place(str(file)))])
    return content


def _drawing(content: bytes, file: str) -> str:
    """The shapes of an SVG in `currentColor`; what is white in it stays `#ffffff`."""
    return _Tracer(file).trace(content)


class _Tracer:
    """Expat's events copied as far as they draw shapes."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._parser = expat.ParserCreate(namespace_separator="\n")
        self._open: list[bool] = []  # whether each element around is drawn
        self._shapes = 0
        self._drawn: list[str] = []

    def trace(self, content: bytes) -> str:
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        try:
            self._parser.Parse(content, True)  # noqa: FBT003 - expat takes it by position
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise self._fault("seal/not-svg", _NOT_SVG) from error
        if not self._shapes:
            raise self._fault("seal/nothing-drawn", _NOTHING)
        return "".join(self._drawn)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition("\n")
        if not self._open and (namespace, name) != (_SVG, "svg"):
            raise self._fault("seal/not-svg", _NOT_SVG)
        if len(self._open) >= _DEEPEST:
            raise self._fault("seal/too-large", _TOO_MUCH)
        values = attributes | dict(_declarations(attributes.get("style", "")))
        drawn = self._is_drawn(namespace, name) and values.get("display") != "none"
        self._open.append(drawn)
        if drawn:
            self._must_stay_here(attributes)
            self._draw(name, values)

    def _end(self, tag: str) -> None:
        if self._open.pop():
            self._drawn.append(f"</{tag.rpartition(chr(10))[2]}>")

    def _is_drawn(self, namespace: str, name: str) -> bool:
        if (self._open and not self._open[-1]) or namespace != _SVG or name in _SILENT:
            return False
        if name == "svg" and self._open:
            raise self._fault("seal/not-shapes", _not_shapes(name))
        if name == "defs":
            return False
        if name not in _SHAPES | _GROUPS:
            raise self._fault("seal/not-shapes", _not_shapes(name))
        return True

    def _must_stay_here(self, attributes: dict[str, str]) -> None:
        """Nothing that runs, nothing that lies elsewhere."""
        for key, value in attributes.items():
            name = key.rpartition("\n")[2]
            if name == "href" or name.startswith("on") or "url(" in value:
                raise self._fault("seal/not-shapes", _not_shapes(name))

    def _draw(self, name: str, values: dict[str, str]) -> None:
        self._shapes += name in _SHAPES
        if self._shapes > _MOST_SHAPES:
            raise self._fault("seal/too-large", _TOO_MUCH)
        kept = {key: value for key, value in values.items() if key in _GEOMETRY}
        if not self._drawn:
            kept = {"xmlns": _SVG, "viewBox": self._view_box(values), "fill": "currentColor"}
        kept |= {key: _ink(values[key]) for key in ("fill", "stroke") if key in values}
        written = "".join(f" {key}={quoteattr(value)}" for key, value in kept.items())
        self._drawn.append(f"<{name}{written}>")

    def _view_box(self, values: dict[str, str]) -> str:
        if "viewBox" in values:
            return values["viewBox"]
        sides = (values.get(key, "").removesuffix("px") for key in ("width", "height"))
        width, height = sides
        try:
            return f"0 0 {float(width):g} {float(height):g}"
        except ValueError as error:
            raise self._fault("seal/no-size", _NO_SIZE) from error

    def _doctype(self, *_: object) -> None:
        raise self._fault("seal/doctype", _DOCTYPE)

    def _fault(self, code: str, words: Words) -> BadInput:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        return BadInput([Problem(code, words, Place(self._file, line, column))])


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    """`fill:#000;stroke:none` as keys and values."""
    for declaration in style.split(";"):
        key, colon, value = declaration.partition(":")
        if colon:
            yield key.strip(), value.strip()


def _ink(paint: str) -> str:
    """A seal has one ink; what is carved away shows the paper."""
    plain = paint.replace(" ", "").lower()
    if plain in _NO_PAINT:
        return "none"
    return "#ffffff" if plain in _WHITE else "currentColor"


def _missing(name: str) -> Words:
    return Words(
        f"印のファイル「{name}」がありません。宣言のファイルと同じフォルダーに置くか、seal の名前を直してください。",
        f"There is no seal {name} beside the declaration; put the file there, or correct `seal`.",
    )


def _unreadable(name: str) -> Words:
    return Words(
        f"印のファイル「{name}」を読めません。名前と読み取りの権限を確かめてください。",
        f"The seal {name} cannot be read; check its name and that you may read it.",
    )


def _not_shapes(name: str) -> Words:
    return Words(
        f"印の SVG に「{name}」は使えません。文字や画像は図形(パス)に変換し、書式は各図形の属性として保存してください。",
        f"A seal's SVG cannot have `{name}`; turn text and pictures into paths, and save it as plain "
        "SVG with the style of each shape in its attributes.",
    )


_OUTSIDE = Words(
    "印のファイルは、宣言のファイルと同じフォルダーに置き、seal にはその名前だけを書いてください。",
    "Put the seal's file into the folder of the declaration, and give `seal` its name alone.",
)
_TOO_LARGE = Words(
    f"印のファイルが大きすぎます(上限は {LARGEST // 1_000_000} MB です)。図形を簡単にしてください。",
    f"The seal's file is larger than {LARGEST // 1_000_000} MB; draw it with fewer points.",
)
_TOO_MUCH = Words(
    "印の図形が多すぎるか、入れ子が深すぎます。図形を簡単にしてください。",
    "The seal has too many shapes, or they are nested too deeply; simplify the drawing.",
)
_NOT_SVG = Words(
    "SVG として読めません。描画ソフトで「プレーン SVG」として保存し直してください。",
    "This is no SVG; save it again as plain SVG in a drawing program.",
)
_DOCTYPE = Words(
    "SVG に DOCTYPE 宣言があります。その行を消すか、「プレーン SVG」として保存し直してください。",
    "The SVG declares a DOCTYPE; take that line out, or save the file again as plain SVG.",
)
_NOTHING = Words(
    "印の SVG に図形が一つもありません。ファイルを確かめてください。",
    "The seal's SVG draws nothing; check that it is the right file.",
)
_NO_SIZE = Words(
    'SVG に大きさがありません。<svg> に viewBox="0 0 100 100" のように書いてください。',
    'The SVG has no size; give its <svg> a viewBox such as "0 0 100 100".',
)
