"""layouts/<name>/layout.toml → Layout. Every problem with file and line, all at once."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from declaration_print.model.finishing import Conformance
from declaration_print.model.layout import Hanmen, LatinFace, Layout, Option, Style
from declaration_print.model.problem import BadInput, Place, Problem, Words
from declaration_print.model.setting import RubyRules, Writing
from declaration_print.model.units import Em, Mm, Pt
from declaration_print.read.layout_checks import contradictions
from declaration_print.read.layout_format import HanmenRow, LayoutFile, OptionRow, WritingTable
from declaration_print.read.layout_place import TomlText
from declaration_print.read.layout_problems import wrong_values

FILE_NAME = "layout.toml"


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
        file = LayoutFile.model_validate(tomllib.loads(text))
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
        raise BadInput(wrong_values(TomlText(source, text), error)) from error
    problems = list(dict.fromkeys(contradictions(TomlText(source, text), file)))
    if problems:
        raise BadInput(problems)
    return _value(folder, file)


def _value(folder: Path, file: LayoutFile) -> Layout:
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
        on_request=file.on_request,
        options={name: _option(name, row) for name, row in file.options.items()},
        heights=(Mm(file.heights[0]), Mm(file.heights[1])) if file.heights else None,
    )


def _option(name: str, row: OptionRow) -> Option:
    title = Words(ja=row.title.ja, en=row.title.en)
    return Option(name, title, row.default, row.choices, row.least, row.most)


def _hanmen(row: HanmenRow) -> Hanmen:
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


def _styles(file: LayoutFile, part: WritingTable) -> Iterator[tuple[str, Style]]:
    """The styles of one writing: what is common, then what this writing changes."""
    for name in {**file.styles, **part.styles}:
        settings: dict[str, Any] = {}
        for rows in (file.styles, part.styles):
            if name in rows:
                settings = _changed(settings, rows[name].model_dump(exclude_unset=True))
        if "latin" in settings:
            settings["latin"] = LatinFace(**settings["latin"])
        if "ruby" in settings:
            settings["ruby"] = RubyRules(**settings["ruby"])
        yield name, Style(name=name, **settings)


def _changed(settings: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Settings with changes made, also within a table of settings."""
    return settings | {
        key: settings[key] | change
        if isinstance(change, dict) and isinstance(settings.get(key), dict)
        else change
        for key, change in changes.items()
    }


def _place_of(source: Path, error: ValueError) -> Place:
    words = str(error).replace(",", " ").replace(")", " ").split()
    if "line" in words and "column" in words:
        line, column = (int(words[words.index(name) + 1]) for name in ("line", "column"))
        return Place(str(source), line, column)
    return Place(str(source))
