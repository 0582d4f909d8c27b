"""The stages in order: read → compose → mark up → render → finish → check.

A declaration file becomes a value; a layout, a writing and a paper become an Edition. Its template
asks the composer for every text it shows; the faces are then cut down to what was set; the engine
lays the lines out as pages; the finisher turns them into the PDF that is handed out; the checker,
who shares nothing with the finisher, says what it sees in it. No stage knows another: this module
alone knows their order and hands values and plain functions across.
"""

import hashlib
import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from declaration_print import check, finish, markup, origin, read, render, typefaces
from declaration_print.composing import Composing, prepared
from declaration_print.model.declaration import Declaration
from declaration_print.model.face import Face, LayoutFace
from declaration_print.model.finishing import Attachment, Credentials, Finishing
from declaration_print.model.layout import Edition, Style
from declaration_print.model.making import Making
from declaration_print.model.markup import MarkedUp
from declaration_print.model.origin import Lock, Origin
from declaration_print.model.problem import (
    BadInput,
    Place,
    Problem,
    Words,
)
from declaration_print.model.report import FileReport, Verdict
from declaration_print.model.setting import Normalisation
from declaration_print.model.stretch import Stretch
from declaration_print.model.units import Mm, Pt, mm_to_pt, pt_to_mm
from declaration_print.wishes import Wish, face_folders

END_OF_SCROLL = "end-of-scroll"
"""The id by which a continuous layout's template says where its text ends."""

_LONGEST_SCROLL = mm_to_pt(Mm(100_000.0))

_ROUNDING = 0.02
"""Points added to a scroll's length, or its last block might miss its page by a float's noise."""


@dataclass(frozen=True, slots=True)
class Built:
    """One edition made: where it goes, what the checker says, what the reader should know."""

    edition: Edition
    path: Path
    content: bytes = field(repr=False)
    credentials: Credentials  # what the file says about itself
    origin: Origin = field(repr=False)  # what it was made from, carried in the file or not
    report: FileReport
    notes: tuple[Problem, ...]
    normalised: Mapping[str, tuple[Normalisation, ...]]  # changes to suit the lines, by reason
    stretches: tuple[Stretch, ...]  # of a continuous edition: what stands where
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether the checker found no error."""
        return self.report.verdict is Verdict.PASS


@dataclass
class Workshop:
    """What several editions of one build share: the declaration, the catalogue, opened faces.

    `moment` is when the editions say that they were made, `lock` the versions that they say made
    them, where those are not the ones at hand: a rebuild says what the file says that it repeats.
    """

    source: Path
    declaration: Declaration
    catalogue: Mapping[str, Face]
    moment: datetime
    lock: Lock | None = None
    opened: dict[str, typefaces.OpenFace] = field(default_factory=dict)

    def face(self, key: str) -> typefaces.OpenFace:
        """A face by its key, opened once."""
        if key not in self.catalogue:
            known = ", ".join(self.catalogue)
            words = Words(
                ja=f"書体「{key}」は目録にありません。使えるもの: {known}",
                en=f"no face {key} in the catalogue; it has {known}",
            )
            raise BadInput([Problem("fonts/unknown-face", words)])
        if key not in self.opened:
            self.opened[key] = typefaces.open_face(self.catalogue[key])
        return self.opened[key]


def workshop(source: Path, wish: Wish, moment: datetime | None = None) -> Workshop:
    """Read the declaration and the catalogue of faces; a `moment` stands for any other date."""
    try:
        str(source).encode()
    except UnicodeEncodeError as error:
        words = Words(
            ja="ファイル名を UTF-8 として読めません。名前を付け直してください。",
            en="the file's name is not UTF-8; rename it",
        )
        raise BadInput([Problem("file/name", words, Place(ascii(str(source))))]) from error
    declaration = read.declaration(source)
    when = moment or finish.moment_of(declaration)
    return Workshop(source, declaration, typefaces.catalogue(face_folders(wish.fonts)), when)


def build(
    workshop: Workshop, edition: Edition, out: Path, step: Callable[[str], None] = lambda _: None
) -> Built:
    """Carry the declaration to one checked PDF, meant for `out`/<slug>/ but not yet written."""
    started = time.perf_counter()
    step("compose")
    setter = Composing(workshop.face, edition)
    template = Place(str(edition.layout.folder / markup.TEMPLATE))
    notation = partial(read.inline_text, place=template)
    making = _making(workshop, edition)
    marked_up = markup.document(
        workshop.declaration, edition, setter.compose, notation, making=making
    )
    setter.must_be_covered()
    faces = prepared(marked_up, workshop.face)
    step("lay out")
    laid_out = _laid_out(marked_up, edition, faces)
    step("finish")
    made_from = _origin(workshop, edition, making, marked_up)
    finishing = _finishing(workshop, edition, marked_up, faces, made_from)
    content = render.pdf(laid_out, edition.layout.conformance, finish.finisher(finishing))
    step("check")
    path = out / workshop.declaration.slug / edition.file_name
    return Built(
        edition,
        path,
        content,
        finishing.credentials,
        made_from,
        _report(path, content, workshop.declaration, edition, marked_up),
        setter.notes(),
        setter.normalised(),
        _stretches(laid_out, edition),
        time.perf_counter() - started,
    )


def _finishing(
    workshop: Workshop,
    edition: Edition,
    marked_up: MarkedUp,
    faces: Mapping[str, LayoutFace],
    made_from: Origin,
) -> Finishing:
    """What the finisher is to make of the pages."""
    credentials = finish.credentials(
        workshop.declaration,
        edition,
        origin.TOOL,
        workshop.moment,
        _ingredients(made_from, marked_up),
        workshop.source.read_bytes(),
    )
    return Finishing(
        writing=edition.writing,
        faces=faces,
        conformance=edition.layout.conformance,
        credentials=credentials,
        attachments=_attachments(made_from, edition, workshop.declaration),
    )


def _report(
    path: Path, content: bytes, declaration: Declaration, edition: Edition, marked_up: MarkedUp
) -> FileReport:
    """What the checker says of an edition, by all that its layout promises."""
    layout = edition.layout
    return check.pdf(
        str(path),
        content,
        profile=layout.profile,
        declaration=declaration,
        parts=layout.carries,
        besides=marked_up.own,
        promised=layout.conformance,
        sheet=(edition.paper.width, edition.paper.height),
    )


def _making(workshop: Workshop, edition: Edition) -> Making:
    """What a colophon may tell of an edition."""
    conformance = edition.layout.conformance
    keys = (key for style in edition.styles.values() for key in _faces_of(style))
    return Making(
        moment=workshop.moment,
        source=workshop.source.name,
        sha256=hashlib.sha256(workshop.source.read_bytes()).hexdigest(),
        faces=origin.locked(
            {key: workshop.catalogue[key] for key in keys if key in workshop.catalogue}
        ),
        tool=origin.TOOL,
        standards=(f"PDF/A-{conformance.pdfa}", *(["PDF/UA-1"] if conformance.pdfua else [])),
    )


def _faces_of(style: Style) -> tuple[str, ...]:
    return (style.face, style.latin.face) if style.latin else (style.face,)


def _laid_out(
    marked_up: MarkedUp, edition: Edition, faces: Mapping[str, LayoutFace]
) -> render.LaidOut:
    """Lay the pages out; a continuous edition twice, the second time as long as its text."""
    folder = edition.layout.folder
    if not edition.layout.continuous:
        laid_out = render.lay_out(marked_up.html, markup.page_css(edition), folder, faces)
        _must_not_overflow(edition, laid_out.page_count)
        return laid_out
    endless = markup.page_css(edition, _LONGEST_SCROLL)
    unrolled = render.lay_out(marked_up.html, endless, folder, faces)
    length = unrolled.height_of(END_OF_SCROLL)
    if length is None:
        words = Words(
            ja=f'巻物のテンプレートに id="{END_OF_SCROLL}" の要素がありません。'
            "本文の終わりに置いてください。",
            en=f'the template of a scroll needs an element with id="{END_OF_SCROLL}" where its text '
            "ends",
        )
        raise BadInput([Problem("layout/no-end", words, Place(str(folder)))])
    _must_be_one_piece(edition, unrolled.page_count, length)
    exact = markup.page_css(edition, Pt(length + _ROUNDING))
    laid_out = render.lay_out(marked_up.html, exact, folder, faces)
    _must_stay_one_piece(edition, laid_out.page_count)
    return laid_out


def _must_be_one_piece(edition: Edition, pages: int, end: Pt) -> None:
    """A continuous edition ends on its first page, which is as long as a scroll may be."""
    if pages == 1:
        return
    metres = math.ceil(pt_to_mm(Pt((pages - 1) * _LONGEST_SCROLL + end)) / 1000)
    words = Words(
        ja=f"{edition.file_name} は約 {metres} m になります。巻物は 100 m までです。"
        "文を短くするか、巻を分けるか、高さの小さい用紙を選んでください。",
        en=f"{edition.file_name} would be about {metres} m long, and a scroll may be 100 m; "
        "shorten the text, divide it into several scrolls, or choose a paper that is less high",
    )
    raise BadInput([Problem("layout/too-long", words, Place(str(edition.layout.folder)))])


def _must_stay_one_piece(edition: Edition, pages: int) -> None:
    """Cut to the length of its text, a continuous edition still is one page."""
    if pages == 1:
        return
    words = Words(
        ja=f'{edition.file_name}: id="{END_OF_SCROLL}" の要素の後ろにも中身があり、{pages} 頁に分かれます。'
        "テンプレートの最後に置き、style.css で巻物の終わりより先へ出るものをなくしてください。",
        en=f'{edition.file_name}: something comes after the element with id="{END_OF_SCROLL}", so that it '
        f"runs to {pages} pages; put that element last in the template, and let nothing in style.css "
        "reach past the end of the scroll",
    )
    raise BadInput([Problem("layout/past-the-end", words, Place(str(edition.layout.folder)))])


def _stretches(laid_out: render.LaidOut, edition: Edition) -> tuple[Stretch, ...]:
    """What stands where along a continuous edition, in reading order."""
    if not edition.layout.continuous:
        return ()
    found = (
        Stretch(anchor, pt_to_mm(begin), pt_to_mm(end))
        for anchor, (begin, end) in laid_out.extents().items()
    )
    return tuple(sorted(found, key=lambda one: (one.begin, -one.end)))


def _must_not_overflow(edition: Edition, pages: int) -> None:
    most = edition.layout.most_pages
    if most is None or pages <= most:
        return
    words = Words(
        ja=f"{edition.file_name} は {most} 頁に収まりません({pages} 頁になります)。"
        "文を短くするか、大きい用紙を選ぶか、layout.toml の版面を改めてください。",
        en=f"{edition.file_name} does not fit on {most} page(s), it runs to {pages}; shorten the text, "
        "choose a larger paper, or change the hanmen in layout.toml",
    )
    raise BadInput([Problem("layout/overflow", words, Place(str(edition.layout.folder)))])


def _ingredients(made_from: Origin, marked_up: MarkedUp) -> Iterator[bytes]:
    """Everything that decides the bytes of a file: what it is made from, by what, and its markup."""
    yield marked_up.html.encode()
    for name, content in origin.files_of(made_from).items():
        yield name.encode()
        yield content


def _origin(workshop: Workshop, edition: Edition, making: Making, marked_up: MarkedUp) -> Origin:
    """What an edition is made from; its faces are those set and those told in the colophon."""
    keys = {key for key, _ in marked_up.clusters} | making.faces.keys()
    faces = {key: workshop.catalogue[key] for key in sorted(keys)}
    lock = workshop.lock or origin.lock_of(faces)
    return origin.origin_of(workshop.source, workshop.declaration, edition, workshop.moment, lock)


def _attachments(
    made_from: Origin, edition: Edition, declaration: Declaration
) -> tuple[Attachment, ...]:
    """The origin, where the edition carries it."""
    if not edition.layout.conformance.attach_source:
        return ()
    return origin.attachments(made_from, declaration.title.plain, declaration.lang)
