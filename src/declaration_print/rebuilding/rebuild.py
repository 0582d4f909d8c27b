"""An Origin → the edition, built again in a folder that holds nothing else.

Everything here was made by somebody else: the PDF is read by a worker with bounds, its files stay
below a temporary folder, its template runs in the sandbox that a user's own layout runs in, and the
layout engine in a worker.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from declaration_print import check, origin, read, typefaces
from declaration_print.check import workers
from declaration_print.deadline import LONGEST_EDITION
from declaration_print.model.face import Face
from declaration_print.model.layout import Edition
from declaration_print.model.origin import Lock, LockedFace, Origin
from declaration_print.model.problem import BadInput, Place, Problem, Words
from declaration_print.model.setting import Writing
from declaration_print.pipeline import Built, Workshop, build
from declaration_print.wishes import LAYOUTS, Wish, editions, face_folders

READING_SECONDS = 30.0
"""What reading a PDF's attachments, or all that it says, may take."""

BUILDING_MEMORY = 2_000_000_000
"""Bytes of what building an edition again may take: a scroll of a hundred metres takes two thirds."""

MOST_BYTES = 60_000_000

Answer = TypeVar("Answer")

Step = Callable[[str], None]
"""Called before each step of a build."""


def carried_files(data: bytes) -> Mapping[str, bytes]:
    """The files that a PDF carries. Raises BadInput when it cannot be read within bounds."""
    return bounded(check.attachments, data)


def bounded(work: Callable[[bytes], Answer], data: bytes) -> Answer:
    """What a reader says of a stranger's PDF, in a process that may die of it. Raises BadInput."""
    answer = _apart(partial(work, data), READING_SECONDS, workers.MEMORY)
    if isinstance(answer, workers.Failure):
        words = Words(
            ja="この PDF は、限られた時間とメモリーでは読めません。ファイルの出所を確かめてください。",
            en="this PDF cannot be read within bounds of time and memory; make sure where it comes from",
        )
        raise BadInput([Problem("verify/unreadable", words)])
    return answer


def _apart(work: Callable[[], Answer], seconds: float, memory: int) -> Answer | workers.Failure:
    """What `work` says in a process of its own, within bounds. Raises its BadInput here."""

    def attempted(_: None) -> Answer | tuple[Problem, ...]:
        try:
            return work()
        except BadInput as bad:
            return bad.problems

    (answer,) = workers.answers([None], attempted, lambda _: seconds, memory=memory)
    if isinstance(answer, tuple):
        raise BadInput(answer)
    return answer


def origin_of(data: bytes) -> Origin:
    """The origin that a PDF carries. Raises BadInput when it carries none, or one that is broken."""
    return carried_origin(carried_files(data))


def carried_origin(files: Mapping[str, bytes]) -> Origin:
    """The origin among carried files. Raises BadInput as `origin_of`."""
    if not {read.OPTIONS_FILE, read.LOCK_FILE} & files.keys():
        raise BadInput([Problem("verify/no-origin", _no_origin())])
    return origin.read_back(files)


def _no_origin() -> Words:
    carrying = [
        name
        for name, folder in read.layout_names((LAYOUTS,)).items()
        if read.layout(folder).conformance.attach_source
    ]
    names = "、".join(carrying), ", ".join(carrying)
    return Words(
        ja="この PDF は、作り直すためのファイル(宣言・レイアウト・作成の記録)を携えていません。"
        f"携えているのは {names[0]} です。ほかの版は build --pdfa 3a --source で作ると携えます。",
        en="this PDF carries no origin (declaration, layout, record of the build) to rebuild it from; "
        f"edition {names[1]} does, and others do when built with --pdfa 3a --source",
    )


def rebuild(made_from: Origin, fonts: Path | None = None, step: Step = lambda _: None) -> Built:
    """Build an edition from its origin alone; faces come from the house and from `fonts`.

    The same file as before says the same of itself, so it carries the lock of its origin, whatever
    versions made it now. A face is known by its sha256; where only another one of that key is at
    hand, that one is taken. Raises BadInput when a face is lacking or the origin cannot be built.
    """
    faces = _faces(made_from.lock, fonts)
    with _clean_folder() as folder:
        options = made_from.options
        source, layout = set_down(made_from, folder)
        wish = Wish(
            editions=(options.layout,),
            writing=Writing(options.writing),
            paper=options.paper,
            layouts=layout.parent,
            choices={name: read.choice_as_wish(one) for name, one in options.chosen.items()},
            pdfa=options.pdfa,
            source=options.carried,
        )
        (edition,), _ = editions(wish)
        workshop = Workshop(
            source,
            read.declaration(source),
            faces,
            origin.moment_of(options),
            made_from.lock,
        )
        step("rebuild")
        work = partial(_built_below, folder, workshop, edition)
        built = _apart(work, LONGEST_EDITION, BUILDING_MEMORY)
        if isinstance(built, workers.Failure):
            raise BadInput([_not_built(edition, built)])
        return built


def _built_below(folder: Path, workshop: Workshop, edition: Edition) -> Built:
    """The engine's working files stay in our folder, since this process may end before they are gone."""
    tempfile.tempdir = str(folder)
    return build(workshop, edition, Path())


def _not_built(edition: Edition, why: workers.Failure) -> Problem:
    name = edition.file_name
    if why is workers.Failure.TOO_SLOW:
        words = Words(
            ja=f"{name} が {LONGEST_EDITION:g} 秒たっても作り直せません。"
            "携えているレイアウトが終わらないのかもしれません。",
            en=f"{name} was not rebuilt within {LONGEST_EDITION:g} s; "
            "the layout that it carries may never end",
        )
        return Problem("verify/too-slow", words)
    words = Words(
        ja=f"{name} を作り直せません(メモリーが {BUILDING_MEMORY / 1e9:g} GB で足りないか、途中で止まりました)。"
        "携えているレイアウトの出所を確かめてください。",
        en=f"{name} cannot be rebuilt (it takes more than {BUILDING_MEMORY / 1e9:g} GB of memory, or broke "
        "off); make sure where the layout that it carries comes from",
    )
    return Problem("verify/cannot-build", words)


@contextmanager
def _clean_folder() -> Iterator[Path]:
    """A temporary folder; problems name files as they are within it."""
    with tempfile.TemporaryDirectory(prefix="declaration-print-") as name:
        folder = Path(name).resolve()
        try:
            yield folder
        except BadInput as bad:
            raise BadInput(_within(problem, f"{folder}/") for problem in bad.problems) from bad
        except OSError as error:
            words = Words(
                ja=f"作り直すためのファイルを置けません({error.strerror})。一時フォルダー(TMPDIR)の"
                "空き容量と、添付ファイルの名前を確かめてください。",
                en=f"cannot set down what to rebuild from ({error.strerror}); look at the room of the "
                "temporary folder (TMPDIR) and at the names of the attached files",
            )
            raise BadInput([Problem("verify/cannot-set-down", words)]) from error


def _within(problem: Problem, folder: str) -> Problem:
    words = Words(problem.words.ja.replace(folder, ""), problem.words.en.replace(folder, ""))
    place = problem.place
    if place is not None:
        place = replace(place, path=place.path.replace(folder, ""))
    return replace(problem, words=words, place=place)


def set_down(made_from: Origin, folder: Path) -> tuple[Path, Path]:
    """Write an origin below a folder: where its declaration's file and its layout's folder are now.

    Raises BadInput when it is too large, or would leave the folder.
    """
    data, layout = folder / "data", folder / "layouts" / made_from.options.layout
    _write_below(data, made_from.data)
    _write_below(layout, made_from.layout)
    return data / made_from.declaration, layout


def _write_below(folder: Path, files: Mapping[str, bytes]) -> None:
    """None of the files leaves the folder, whatever its path says."""
    if sum(map(len, files.values())) > MOST_BYTES:
        words = Words(
            ja=f"作り直すためのファイルが大きすぎます({MOST_BYTES // 1_000_000} MB まで)。",
            en=f"what to rebuild from is too large (at most {MOST_BYTES // 1_000_000} MB)",
        )
        raise BadInput([Problem("verify/too-large", words)])
    for path, content in files.items():
        file = folder / path
        if not file.resolve().is_relative_to(folder):
            words = Words(
                ja="作成の記録が、フォルダーの外を指しています。このファイルは使えません。",
                en="the record of the build leads out of its folder; this file cannot be used",
            )
            raise BadInput([Problem("verify/outside", words, Place(read.OPTIONS_FILE))])
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def at_hand(lock: Lock, fonts: Path | None) -> Mapping[str, Face]:
    """The faces of a lock that are here, by its keys: those with its sha256, found by that alone."""
    known = [
        face for folder in face_folders(fonts) for face in typefaces.catalogue([folder]).values()
    ]
    by_digest = {face.sha256: face for face in reversed(known)}
    found = {}
    for key, locked in lock.faces.items():
        same = [face for face in known if face.key == key and face.sha256 == locked.sha256]
        face = same[0] if same else by_digest.get(locked.sha256)
        if face is not None:
            found[key] = replace(
                face,
                key=key,
                family=locked.family,
                style=locked.style,
                version=locked.version,
                licence=locked.licence,
            )
    return found


def _faces(lock: Lock, fonts: Path | None) -> Mapping[str, Face]:
    """The house's and the user's catalogue, with the very faces of the lock in it."""
    catalogue = typefaces.catalogue(face_folders(fonts))
    faces = {**catalogue, **at_hand(lock, fonts)}
    lacking = [lock.faces[key] for key in lock.faces if key not in faces]
    if lacking:
        raise BadInput(Problem("verify/no-face", lacking_face(face)) for face in lacking)
    return faces


def face_name(face: LockedFace) -> str:
    """`Noto Serif JP Regular 2.003`."""
    return " ".join(filter(None, (face.family, face.style, face.version)))


def lacking_face(face: LockedFace) -> Words:
    """What to say of a face that is not here."""
    named = face_name(face)
    return Words(
        ja=f"書体「{named}」(SHA-256 {face.sha256})が手元にありません。"
        "その書体のあるフォルダーを --fonts に指定してください。",
        en=f"the face {named} (SHA-256 {face.sha256}) is not at hand; give the folder that has it "
        "with --fonts",
    )
