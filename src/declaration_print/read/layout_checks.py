"""What the types of a layout.toml cannot say: names that must be known, values that must agree."""

from collections.abc import Iterator, Mapping

import pyphen

from declaration_print.model.declaration import PARTS
from declaration_print.model.finishing import Conformance
from declaration_print.model.problem import Problem, Words
from declaration_print.read.choices import chosen_wrongly
from declaration_print.read.conformance import clashes
from declaration_print.read.layout_format import LayoutFile, StyleRow
from declaration_print.read.layout_place import TomlText
from declaration_print.read.layout_problems import wrong_value

_NOTHING = 1e-9


def contradictions(toml: TomlText, file: LayoutFile) -> Iterator[Problem]:
    """Everything in a file that each key alone allows, and that makes no layout."""
    yield from _unknown_parts(toml, file)
    yield from _impossible_conformance(toml, file)
    yield from _impossible_options(toml, file)
    if file.vertical is None and file.horizontal is None:
        words = Words(
            ja="[vertical] も [horizontal] もありません。少なくとも一方の紙面を定めてください。",
            en="neither [vertical] nor [horizontal] is given; describe at least one",
        )
        yield Problem("layout/no-writing", words, toml.place())
    for writing, part in {"vertical": file.vertical, "horizontal": file.horizontal}.items():
        if part is None:
            continue
        if part.default_paper not in part.papers:
            words = Words(
                ja=f"default_paper「{part.default_paper}」の版面が [{writing}.papers] にありません。",
                en=f"`default_paper` {part.default_paper} has no table under [{writing}.papers]",
            )
            yield Problem("layout/no-paper", words, toml.place(writing, "default_paper"))
        for name, hanmen in part.papers.items():
            if not hanmen.lines and not file.continuous:
                words = Words(
                    ja=f"[{writing}.papers] の「{name}」に lines(行数)がありません。",
                    en=f"{name} under [{writing}.papers] needs `lines`",
                )
                yield Problem("layout/no-lines", words, toml.place(writing, "papers", name))
        rows = {("styles",): file.styles, (writing, "styles"): part.styles}
        for style in {**file.styles, **part.styles}:
            ways = {(*way, style): table[style] for way, table in rows.items() if style in table}
            yield from _style_problems(style, ways, file.colours.get("screen", {}), toml)


def _unknown_parts(toml: TomlText, file: LayoutFile) -> Iterator[Problem]:
    for key, names in (("carries", file.carries), ("needs", file.needs)):
        for name in names:
            if name not in PARTS:
                words = Words(
                    ja=f"「{name}」という部分はありません。使えるもの: {'、'.join(PARTS)}",
                    en=f"{name} is no part of a declaration; the parts are {', '.join(PARTS)}",
                )
                yield Problem("layout/unknown-part", words, toml.place(key))


def _impossible_options(toml: TomlText, file: LayoutFile) -> Iterator[Problem]:
    """Defaults that their own option does not allow."""
    for name, row in file.options.items():
        fault = chosen_wrongly(row.default, row.choices, row.least, row.most)
        if fault is not None:
            words = wrong_value(f"options.{name}.default", fault)
            yield Problem("layout/wrong-value", words, toml.place("options", name, "default"))


def _impossible_conformance(toml: TomlText, file: LayoutFile) -> Iterator[Problem]:
    """Standards that exclude each other, or the attachment asked for."""
    for clash in clashes(Conformance(**file.conformance.model_dump())):
        words = Words(
            ja=f"{clash.reason.ja}{clash.in_layout.ja}",
            en=f"{clash.reason.en}; {clash.in_layout.en}",
        )
        yield Problem("layout/conformance", words, toml.place("conformance"))


def _before_the_line(
    style: str, rows: Mapping[tuple[str, ...], StyleRow], toml: TomlText
) -> Iterator[Problem]:
    """A hanging first line that would begin before its column; `indent` is in ems of the text."""
    given = {
        key: value
        for row in rows.values()
        for key, value in row.model_dump(exclude_unset=True).items()
    }
    begins = given.get("indent", 0.0) + given.get("first_indent", 0.0) * given.get("size", 1.0)
    if begins < -_NOTHING:
        words = Words(
            ja=f"スタイル「{style}」の一行目が行頭より {-begins:g} em 前に出ます。"
            "first_indent を 0 に近づけるか、indent を増やしてください。",
            en=f"the first line of style {style} would begin {-begins:g} em before its column; bring "
            "first_indent nearer to 0, or give more indent",
        )
        way = next(way for way, row in rows.items() if "first_indent" in row.model_fields_set)
        yield Problem("layout/wrong-value", words, toml.place(*way, "first_indent"))


def _style_problems(
    style: str,
    rows: Mapping[tuple[str, ...], StyleRow],
    colours: Mapping[str, str],
    toml: TomlText,
) -> Iterator[Problem]:
    """What is wrong with a style whose rows stand at the end of the ways named by the keys."""
    for way, row in rows.items():
        if row.colour and row.colour not in colours:
            words = Words(
                ja=f"スタイル「{style}」の色「{row.colour}」が [colours.screen] にありません。",
                en=f"style {style} has the colour {row.colour}, which [colours.screen] does not define",
            )
            yield Problem("layout/unknown-colour", words, toml.place(*way, "colour"))
        if row.hyphenation is not None and pyphen.language_fallback(row.hyphenation) is None:
            words = wrong_value(".".join((*way, "hyphenation")), _LANGUAGES)
            yield Problem("layout/wrong-value", words, toml.place(*way, "hyphenation"))
    yield from _before_the_line(style, rows, toml)
    first = next(iter(rows))
    if all(row.face is None for row in rows.values()):
        words = Words(
            ja=f'スタイル「{style}」に書体がありません。face = "mincho" のように指定してください。',
            en=f'style {style} has no face; give one, such as face = "mincho"',
        )
        yield Problem("layout/no-face", words, toml.place(*first))
    latin = {way: row.latin for way, row in rows.items() if row.latin}
    if latin and all(row.face is None for row in latin.values()):
        words = Words(
            ja=f"スタイル「{style}」の latin に書体がありません。"
            'latin = { face = "gothic", size = 0.95 } のように指定してください。',
            en=f"the `latin` of style {style} has no face; give one, such as "
            'latin = { face = "gothic", size = 0.95 }',
        )
        yield Problem("layout/no-face", words, toml.place(*next(iter(latin)), "latin"))


_KNOWN = sorted(name.replace("_", "-") for name in pyphen.LANGUAGES)
_LANGUAGES = Words(
    f"分綴の辞書がある言語({'、'.join(_KNOWN)})",
    f"a language with a hyphenation dictionary: {', '.join(_KNOWN)}",
)
