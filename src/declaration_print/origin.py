"""What an edition is made from → an Origin ↔ the files that a PDF carries.

The declaration goes along under its own name, every other file under a name without folders;
build-options.json says where each belongs, build-lock.json which versions made the PDF and what the
sha256 of each file is. Faces are told by their sha256 alone: they are large, and not ours.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath

from declaration_print import __version__, read
from declaration_print.model.declaration import Declaration
from declaration_print.model.face import Face
from declaration_print.model.finishing import Attachment
from declaration_print.model.layout import Edition
from declaration_print.model.moments import iso_utc
from declaration_print.model.origin import Lock, LockedFace, Options, Origin
from declaration_print.model.problem import BadInput, Lang, Place, Problem, Words
from declaration_print.render import versions

TOOL = f"declaration_print {__version__}"

_MEDIA_TYPES = {
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".css": "text/css",
    ".gif": "image/gif",
    ".htm": "text/html",
    ".html": "text/html",
    ".j2": "text/plain",
    ".jinja": "text/plain",
    ".jinja2": "text/plain",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".toml": "application/toml",
    ".webp": "image/webp",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}
"""By the end of a file's name; a template, whose kind nobody has registered, is plain text."""

_LAYOUT_FILES = frozenset(_MEDIA_TYPES) - {".json", ".yaml", ".yml"}
"""What a layout's pages are made from; its README or an editor's backup changes nothing."""

_UNFIT = re.compile(r"[\x00-\x1f\x7f/\\\\:*?\"<>|]")
"""What some system or other takes in no file name."""

_RELATIONSHIPS = {"declaration": "Source", "data": "Source", "layout": "Data"}
"""ISO 32000-2 Table 43: Source is the original material, Data what a presentation derives from."""


def layout_files(folder: Path) -> Mapping[str, bytes]:
    """The files that a layout's pages are made from, by their path within its folder, sorted."""
    found = {
        file.relative_to(folder).as_posix(): file
        for file in folder.rglob("*")
        if file.suffix.lower() in _LAYOUT_FILES and file.is_file()
    }
    return {path: found[path].read_bytes() for path in sorted(found)}


def lock_of(faces: Mapping[str, Face]) -> Lock:
    """The versions of everything that makes a file here and now; `faces` by layout.toml's keys."""
    return Lock(TOOL, versions.python(), versions.libraries(), locked(faces))


def locked(faces: Mapping[str, Face]) -> Mapping[str, LockedFace]:
    """What is told of faces, without where they lie on this machine."""
    return {
        key: LockedFace(face.family, face.style, face.version, face.licence, face.sha256)
        for key, face in faces.items()
    }


def origin_of(
    source: Path, declaration: Declaration, edition: Edition, moment: datetime, lock: Lock
) -> Origin:
    """What one edition of the declaration, read from `source`, is made from, at a moment."""
    data = {source.name: source.read_bytes(), **_beside(declaration)}
    layout = layout_files(edition.layout.folder)
    _must_be_text(layout, edition.layout.folder)
    options = Options(
        layout=edition.layout.name,
        writing=str(edition.writing),
        paper=edition.paper.name,
        pdfa=edition.layout.conformance.pdfa,
        moment=iso_utc(moment),
        carried=edition.layout.conformance.attach_source,
        chosen=dict(edition.chosen),
    )
    return Origin(source.name, data, layout, options, lock)


def _beside(declaration: Declaration) -> Mapping[str, bytes]:
    """The files that a declaration names, sorted by their paths from its folder: its seals."""
    members = (member for group in declaration.signatories for member in group.members)
    signing = (*declaration.issuers, *members)
    seals = {
        PurePosixPath(one.seal.name).as_posix(): one.seal.content for one in signing if one.seal
    }
    return dict(sorted(seals.items()))


def moment_of(options: Options) -> datetime:
    """The moment that options tell."""
    return datetime.fromisoformat(options.moment)


def _must_be_text(paths: Iterable[str], folder: Path) -> None:
    """A name that is no text could not be written down."""
    for path in paths:
        try:
            path.encode()
        except UnicodeEncodeError as error:
            words = Words(
                ja="ファイル名を UTF-8 として読めません。名前を付け直してください。",
                en="the file's name is not UTF-8; rename it",
            )
            raise BadInput(
                [Problem("file/name", words, Place(ascii(str(folder / path))))]
            ) from error


def files_of(origin: Origin) -> Mapping[str, bytes]:
    """An origin as files without folders: the declaration first, the options and the lock last."""
    carried = _named(origin)
    contents = {"data": origin.data, "layout": origin.layout}
    files = {name: contents[one.group][one.path] for name, one in carried.items()}
    files[read.OPTIONS_FILE] = read.options_json(
        read.OptionsRecord(origin.options, origin.declaration, carried)
    )
    digests = {name: _sha256(content) for name, content in files.items()}
    files[read.LOCK_FILE] = read.lock_json(read.LockRecord(origin.lock, digests))
    return files


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _named(origin: Origin) -> Mapping[str, read.Carried]:
    """A name for each file, no two the same even where case does not count."""
    beside = [path for path in origin.data if path != origin.declaration]
    wanted = [(origin.declaration, read.Carried("data", origin.declaration))]
    wanted += [(path, read.Carried("data", path)) for path in beside]
    wanted += [
        (f"{origin.options.layout}-{path}", read.Carried("layout", path)) for path in origin.layout
    ]
    taken = {read.OPTIONS_FILE, read.LOCK_FILE}
    named = {}
    for wish, carried in wanted:
        name = next(
            name for name in _names_like(_UNFIT.sub("-", wish)) if name.casefold() not in taken
        )
        taken.add(name.casefold())
        named[name] = carried
    return named


def _names_like(name: str) -> Iterator[str]:
    """The name itself, then `a-2.svg`, `a-3.svg` and so on."""
    yield name
    path = PurePosixPath(name)
    number = 2
    while True:
        yield f"{path.stem}-{number}{path.suffix}"
        number += 1


def attachments(origin: Origin, title: str, lang: Lang) -> tuple[Attachment, ...]:
    """The files that a PDF carries of its origin, each with its kind, relation and description."""
    carried = _named(origin)
    return tuple(
        _attachment(name, content, _role(name, carried, origin), title, lang)
        for name, content in files_of(origin).items()
    )


def _role(name: str, carried: Mapping[str, read.Carried], origin: Origin) -> str:
    if name not in carried:
        return "options" if name == read.OPTIONS_FILE else "lock"
    is_declaration = carried[name] == read.Carried("data", origin.declaration)
    return "declaration" if is_declaration else carried[name].group


def _attachment(name: str, content: bytes, role: str, title: str, lang: Lang) -> Attachment:
    suffix = PurePosixPath(name).suffix.lower()
    kind = "application/yaml" if role == "declaration" else _MEDIA_TYPES.get(suffix)
    return Attachment(
        name=name,
        content=content,
        media_type=kind or "application/octet-stream",
        description=f"{title}: {_DESCRIPTIONS[role].in_(lang)}",
        relationship=_RELATIONSHIPS.get(role, "Unspecified" if role == "lock" else "Data"),
    )


_DESCRIPTIONS = {
    "declaration": Words(ja="宣言のデータ(YAML)", en="the declaration as data (YAML)"),
    "data": Words(ja="宣言のデータに添えるファイル", en="a file that the declaration's data names"),
    "layout": Words(ja="レイアウトのファイル", en="a file of the layout"),
    "options": Words(
        ja="作成時の指定と、添付ファイルの元の名前(JSON)",
        en="what was asked of the build, and where each attached file belongs (JSON)",
    ),
    "lock": Words(
        ja="作成に使った道具と書体の版、照合のための SHA-256(JSON)",
        en="versions of every tool and face that made this file, with SHA-256 (JSON)",
    ),
}


def read_back(files: Mapping[str, bytes]) -> Origin:
    """The origin that files of `files_of` tell; others among them are left alone.

    Raises BadInput when a record is missing or wrong, or a file that it names is not there.
    """
    missing = [name for name in (read.OPTIONS_FILE, read.LOCK_FILE) if name not in files]
    if missing:
        raise BadInput(_not_there(name) for name in missing)
    options = read.options_record(files[read.OPTIONS_FILE])
    lock = read.lock_record(files[read.LOCK_FILE])
    missing = [name for name in options.files if name not in files]
    if missing:
        raise BadInput(_not_there(name) for name in missing)
    groups: dict[str, dict[str, bytes]] = {"data": {}, "layout": {}}
    for name, carried in options.files.items():
        group = groups[carried.group]
        if carried.path in group:
            raise BadInput([_twice(carried.path)])
        group[carried.path] = files[name]
    if options.declaration not in groups["data"]:
        raise BadInput([_not_there(options.declaration)])
    data, layout = groups["data"], groups["layout"]
    return Origin(options.declaration, data, layout, options.options, lock.lock)


def altered(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The names of files that are no longer those whose sha256 build-lock.json tells, or are new.

    Raises BadInput when that record is wrong.
    """
    digests = read.lock_record(files[read.LOCK_FILE]).sha256
    return tuple(
        name
        for name, content in files.items()
        if name != read.LOCK_FILE and digests.get(name) != _sha256(content)
    )


def _not_there(name: str) -> Problem:
    words = Words(
        ja=f"作り直しに必要な「{name}」が添付されていません。",
        en=f"{name}, which a rebuild needs, is not attached",
    )
    return Problem("origin/missing-file", words)


def _twice(path: str) -> Problem:
    words = Words(
        ja=f"作成の記録に「{path}」が二度あります。", en=f"the record of the build has {path} twice"
    )
    return Problem("origin/wrong-record", words, Place(read.OPTIONS_FILE))
