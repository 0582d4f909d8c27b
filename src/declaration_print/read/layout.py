"""layouts/<name>/layout.toml → Layout. Every problem with file and line, all at once."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from declaration_print.model.declaration import PARTS
from declaration_print.model.finishing import Conformance
from declaration_print.model.layout import Hanmen, Layout, Style
from declaration_print.model.problem import BadInput, Place, Problem, Words
from declaration_print.model.setting import Acronyms, Alignment, Figures, Writing
from declaration_print.model.units import Em, Mm, Pt

FILE_NAME = "layout.toml"

_Positive = Annotated[float, Field(gt=0, le=10_000)]
_Share = Annotated[float, Field(ge=0, le=1)]
_Ems = Annotated[float, Field(ge=-1000, le=1000)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Title(_Strict):
    ja: str
    en: str


class _Conformance(_Strict):
    pdfa: Literal["2a", "2u", "2b", "3a", "3u", "3b"] = "2a"
    pdfua: bool = True
    attach_source: bool = False


class _Hanmen(_Strict):
    size: _Positive
    pitch: _Positive
    characters: Annotated[int, Field(gt=0, le=200)]
    lines: Annotated[int, Field(ge=0, le=500)] = 0
    tiers: Annotated[int, Field(gt=0, le=6)] = 1
    gap: _Ems = 0.0
    top_share: _Share = 0.5
    left_share: _Share = 0.5


class _Style(_Strict):
    face: str | None = None
    size: _Positive = 1.0
    pitch: _Positive = 1.0
    measure: _Positive | None = None
    indent: _Ems = 0.0
    end_indent: _Ems = 0.0
    first_indent: _Ems = 0.0
    letter_spacing: _Ems = 0.0
    alignment: Alignment = Alignment.JUSTIFY
    figures: Figures | None = None
    acronyms: Acronyms = Acronyms.UPRIGHT
    single_line: bool = False
    colour: str | None = None


class _Writing(_Strict):
    default_paper: str
    papers: Mapping[str, _Hanmen]
    styles: Mapping[str, _Style] = {}


class _LayoutFile(_Strict):
    title: _Title
    edition: Literal["handout", "outline", "poster", "scroll"]
    carries: tuple[str, ...]
    needs: tuple[str, ...] = ()
    profile: str
    most_pages: Annotated[int, Field(gt=0)] | None = None
    continuous: bool = False
    scalable: bool = False
    least_margin: _Positive = 10.0
    conformance: _Conformance = _Conformance()
    colours: Mapping[str, Mapping[str, str]] = {}
    styles: Mapping[str, _Style] = {}
    vertical: _Writing | None = None
    horizontal: _Writing | None = None


def names(folders: tuple[Path, ...]) -> dict[str, Path]:
    """The layouts that the folders offer, by name; a later folder's layout hides an earlier one's.

    Raises BadInput for a folder that does not exist.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        if not folder.is_dir():
            words = Words(
                ja="レイアウトのフォルダーが見つかりません。--layouts に実在するフォルダーを指定してください。",
                en="no such layouts folder; give an existing folder to --layouts",
            )
            raise BadInput([Problem("layout/no-folder", words, Place(str(folder)))])
        if (folder / FILE_NAME).exists():
            words = Words(
                ja="これはレイアウトそのものです。--layouts にはその親フォルダーを指定してください。",
                en="this is a layout itself; give --layouts the folder that holds it",
            )
            raise BadInput([Problem("layout/is-a-layout", words, Place(str(folder)))])
        here = {file.parent.name: file.parent for file in sorted(folder.glob(f"*/{FILE_NAME}"))}
        if not here:
            words = Words(
                ja=f"このフォルダーにはレイアウト(<名前>/{FILE_NAME})がありません。",
                en=f"no layout in this folder; a layout is a folder with a {FILE_NAME}",
            )
            raise BadInput([Problem("layout/none-here", words, Place(str(folder)))])
        found |= here
    return found


def layout(folder: Path) -> Layout:
    """Read one layout folder. Raises BadInput with every problem of its layout.toml."""
    source = folder / FILE_NAME
    try:
        text = source.read_text(encoding="utf-8")
        file = _LayoutFile.model_validate(tomllib.loads(text))
    except OSError as error:
        words = Words(
            ja=f"layout.toml を読めません({error.strerror})。",
            en=f"cannot read layout.toml ({error.strerror})",
        )
        raise BadInput([Problem("layout/unreadable", words, Place(str(source)))]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        words = Words(
            ja=f"layout.toml が TOML として正しくありません: {error}",
            en=f"layout.toml is not valid TOML: {error}",
        )
        raise BadInput([Problem("layout/syntax", words, _place_of(source, error))]) from error
    except ValidationError as error:
        raise BadInput(_problems(source, text, error)) from error
    problems = list(_contradictions(source, text, file))
    if problems:
        raise BadInput(problems)
    return _value(folder, file)


def _value(folder: Path, file: _LayoutFile) -> Layout:
    written = {
        writing: part
        for writing, part in (
            (Writing.VERTICAL, file.vertical),
            (Writing.HORIZONTAL, file.horizontal),
        )
        if part is not None
    }
    return Layout(
        name=folder.name,
        folder=folder,
        title=Words(ja=file.title.ja, en=file.title.en),
        edition=file.edition,
        carries=file.carries,
        needs=file.needs,
        profile=file.profile,
        conformance=Conformance(**file.conformance.model_dump()),
        most_pages=file.most_pages,
        continuous=file.continuous,
        scalable=file.scalable,
        least_margin=Mm(file.least_margin),
        default_paper={writing: part.default_paper for writing, part in written.items()},
        papers={
            writing: {name: _hanmen(row) for name, row in part.papers.items()}
            for writing, part in written.items()
        },
        styles={writing: dict(_styles(file, part)) for writing, part in written.items()},
        colours=file.colours.get("screen", {}),
    )


def _hanmen(row: _Hanmen) -> Hanmen:
    return Hanmen(
        size=Pt(row.size),
        pitch=Pt(row.pitch),
        characters=row.characters,
        lines=row.lines,
        tiers=row.tiers,
        gap=Em(row.gap),
        top_share=row.top_share,
        left_share=row.left_share,
    )


def _styles(file: _LayoutFile, part: _Writing) -> Iterator[tuple[str, Style]]:
    """The styles of one writing: what is common, then what this writing changes."""
    for name in {**file.styles, **part.styles}:
        settings: dict[str, object] = {}
        for rows in (file.styles, part.styles):
            if name in rows:
                settings |= rows[name].model_dump(exclude_unset=True)
        yield name, Style(name=name, **settings)  # type: ignore[arg-type]


def _contradictions(source: Path, text: str, file: _LayoutFile) -> Iterator[Problem]:
    """What the types cannot say."""
    yield from _unknown_parts(source, text, file)
    yield from _impossible_conformance(source, text, file)
    if file.vertical is None and file.horizontal is None:
        words = Words(
            ja="[vertical] も [horizontal] もありません。少なくとも一方の紙面を定めてください。",
            en="neither [vertical] nor [horizontal] is given; describe at least one",
        )
        yield Problem("layout/no-writing", words, Place(str(source)))
    for writing, part in {"vertical": file.vertical, "horizontal": file.horizontal}.items():
        if part is None:
            continue
        if part.default_paper not in part.papers:
            words = Words(
                ja=f"default_paper「{part.default_paper}」の版面が [{writing}.papers] にありません。",
                en=f"`default_paper` {part.default_paper} has no table under [{writing}.papers]",
            )
            yield Problem("layout/no-paper", words, _find(source, text, "default_paper"))
        for name, hanmen in part.papers.items():
            if not hanmen.lines and not file.continuous:
                words = Words(
                    ja=f"[{writing}.papers] の「{name}」に lines(行数)がありません。",
                    en=f"{name} under [{writing}.papers] needs `lines`",
                )
                yield Problem("layout/no-lines", words, _find(source, text, name))
        for style in {**file.styles, **part.styles}:
            rows = [rows[style] for rows in (file.styles, part.styles) if style in rows]
            place = _find(source, text, style)
            yield from _style_problems(style, rows, file.colours.get("screen", {}), place)


def _unknown_parts(source: Path, text: str, file: _LayoutFile) -> Iterator[Problem]:
    for key, names in (("carries", file.carries), ("needs", file.needs)):
        for name in names:
            if name not in PARTS:
                words = Words(
                    ja=f"「{name}」という部分はありません。使えるもの: {'、'.join(PARTS)}",
                    en=f"{name} is no part of a declaration; the parts are {', '.join(PARTS)}",
                )
                yield Problem("layout/unknown-part", words, _find(source, text, key))


def _impossible_conformance(source: Path, text: str, file: _LayoutFile) -> Iterator[Problem]:
    """PDF/UA needs tags, which level a alone brings; PDF/A-2 carries no YAML (ISO 19005-2 6.8)."""
    place = _find(source, text, "conformance")
    conformance = file.conformance
    if conformance.pdfua and not conformance.pdfa.endswith("a"):
        tagged = f"{conformance.pdfa[0]}a"
        words = Words(
            ja=f"pdfua = true には構造タグが要ります。pdfa を {tagged} にするか、pdfua = false にしてください。",
            en=f"pdfua = true needs a tagged file; set pdfa to {tagged}, or pdfua to false",
        )
        yield Problem("layout/conformance", words, place)
    if conformance.attach_source and conformance.pdfa.startswith("2"):
        words = Words(
            ja="PDF/A-2 には YAML を添付できません。pdfa を 3 系にするか、"
            "attach_source = false にしてください。",
            en="PDF/A-2 carries no YAML; choose a pdfa of part 3, or set attach_source to false",
        )
        yield Problem("layout/conformance", words, place)


def _style_problems(
    style: str, rows: list[_Style], colours: Mapping[str, str], place: Place
) -> Iterator[Problem]:
    for colour in sorted({row.colour for row in rows if row.colour} - set(colours)):
        words = Words(
            ja=f"スタイル「{style}」の色「{colour}」が [colours.screen] にありません。",
            en=f"style {style} has the colour {colour}, which [colours.screen] does not define",
        )
        yield Problem("layout/unknown-colour", words, place)
    if all(row.face is None for row in rows):
        words = Words(
            ja=f'スタイル「{style}」に書体がありません。face = "mincho" のように指定してください。',
            en=f'style {style} has no face; give one, such as face = "mincho"',
        )
        yield Problem("layout/no-face", words, place)


def _problems(source: Path, text: str, error: ValidationError) -> Iterator[Problem]:
    for detail in error.errors():
        path = ".".join(str(step) for step in detail["loc"])
        key = str(detail["loc"][-1]) if detail["loc"] else ""
        place = _find(source, text, key)
        if detail["type"] == "extra_forbidden":
            words = Words(
                ja=f"「{path}」というキーは使えません。つづりを確かめるか、削除してください。",
                en=f"unknown key `{path}`; check its spelling, or remove it",
            )
            yield Problem("layout/unknown-key", words, place)
        elif detail["type"] == "missing":
            words = Words(ja=f"「{path}」が必要です。", en=f"`{path}` is missing")
            yield Problem("layout/missing-key", words, place)
        else:
            words = Words(
                ja=f"「{path}」の値が正しくありません({detail['msg']})。",
                en=f"`{path}` has a wrong value ({detail['msg']})",
            )
            yield Problem("layout/wrong-value", words, place)


def _find(source: Path, text: str, key: str) -> Place:
    """The first line that names a key, since TOML's parser keeps no places."""
    for number, line in enumerate(text.splitlines(), start=1):
        head = line.split("=")[0].strip().strip("[]")
        if key and key in (head, head.rsplit(".", 1)[-1]):
            return Place(str(source), number, line.index(key) + 1)
    return Place(str(source))


def _place_of(source: Path, error: ValueError) -> Place:
    words = str(error).replace(",", " ").replace(")", " ").split()
    if "line" in words and "column" in words:
        line, column = (int(words[words.index(name) + 1]) for name in ("line", "column"))
        return Place(str(source), line, column)
    return Place(str(source))
