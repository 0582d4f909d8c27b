"""The print room: a finished scroll → sheets for the printer, with all that a mounter (経師) needs.

sheets/ decides where to cut and lays the panels out; their furniture (assembly sheet, marks,
numbers) is set in the house's own faces and made like any other page: marked up, laid out, finished.
This module knows that order, as pipeline.py knows its own.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from declaration_print import finish, markup, origin, read, render, sheets, typefaces
from declaration_print.composing import Composing, prepared
from declaration_print.files import (
    LARGEST_PDF,
    content_of,
    pdfs,
    shown,
    size_of,
    write_whole,
)
from declaration_print.model.declaration import Declaration, Plain, Text
from declaration_print.model.face import Face
from declaration_print.model.finishing import Credentials, Finishing
from declaration_print.model.layout import Edition, Layout, Paper
from declaration_print.model.markup import MarkedUp
from declaration_print.model.panel import Panel, Panels, Sheet
from declaration_print.model.problem import BadInput, Place, Problem, Words, lang_of
from declaration_print.model.setting import Writing
from declaration_print.model.units import Mm, mm_to_pt
from declaration_print.read.edition import PAPERS
from declaration_print.wishes import FONTS

PASTE = Mm(10.0)
"""How far one sheet lies over the next where nothing else is asked for (糊代)."""

_LEAST_PASTE, _MOST_PASTE = 5.0, 40.0
"""In mm. Office printers leave 5 mm blank at the edge of the paper."""

_KIND = "panels"
"""What panels are in the metadata (dc:type)."""

_MOST_PANELS = 999
_LAYOUT = Path(sheets.__file__).with_name("layout")
_NAME_FACE = "mincho"
_GETA = "〓"
"""What stands for a character that the face lacks (下駄)."""

_OPENING = 12
"""Characters by which a panel is known."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of the print room: a paper by its name, the paste margin, where the files go."""

    paper: str | None = None
    paste: Mm = PASTE
    out: Path | None = None  # a file, if it ends in .pdf, or a folder; None: beside the scroll


def sheet(name: str, scroll: bytes) -> Sheet:
    """The paper that a name stands for, turned as a scroll needs it. Raises BadInput."""
    return sheets.sheet(name, sheets.read(scroll).height, PAPERS)


def panels(scroll: bytes, paper: Sheet | str | None = None, paste: Mm = PASTE) -> Panels:
    """A scroll cut into panels on a paper (by default the smallest that is high enough).

    Raises BadInput when it is no scroll, higher than the paper, or cannot be cut.
    """
    if not _LEAST_PASTE <= paste <= _MOST_PASTE:
        raise BadInput([_WRONG_PASTE])
    job = _job(sheets.read(scroll), paper, paste)
    assembly = sheets.assembly(job)
    marks = sheets.marks(job)
    first, first_pages = _furniture(job, assembly)
    others, _ = _furniture(job, marks)
    labels = [job.words.label(panel.number) for panel in job.panels]
    content = sheets.mounted(
        job.scroll,
        list(zip(job.panels, marks.places(), labels, strict=True)),
        assembly.placed_rows(),
        first,
        others,
    )
    same = job.sheet.high <= job.scroll.height + 1
    return Panels(content, job.sheet, job.panels, first_pages, borderless=same)


def cut_files(
    paths: Sequence[Path], order: Order, begun: Callable[[str, int, int], None]
) -> dict[Path, Panels]:
    """Every scroll of a run, cut and written; all are made before any is written.

    `begun` is called with each file's name, which it is, of how many. Raises BadInput with all that
    is wrong.
    """
    found, problems = pdfs(paths)
    made: dict[Path, Panels] = {}
    for at, source in enumerate(found, start=1):
        begun(source.name, at, len(found))
        try:
            cut = panels(_small_enough(source), order.paper, order.paste)
        except BadInput as bad:
            problems += [
                one if one.place else replace(one, place=Place(shown(source)))
                for one in bad.problems
            ]
            continue
        target = _target(source, cut, order.out)
        if target in made or any(target.resolve() == one.resolve() for one in found):
            problems.append(replace(_TAKEN, place=Place(shown(target))))
        made[target] = cut
    if problems:
        raise BadInput(problems)
    write_whole({target: cut.content for target, cut in made.items()})
    return made


def _small_enough(source: Path) -> bytes:
    if size_of(source) > LARGEST_PDF:
        raise BadInput([_TOO_LARGE])
    return content_of(source)


def _target(source: Path, cut: Panels, out: Path | None) -> Path:
    if out is not None and out.suffix.lower() == ".pdf" and not out.is_dir():
        return out
    return (out or source.parent) / f"{source.stem}{cut.suffix}.pdf"


def _job(scroll: sheets.Scroll, paper: Sheet | str | None, paste: Mm) -> sheets.Job:
    """Choose the paper and cut."""
    chosen = sheets.smallest(scroll.height, PAPERS) if paper is None else paper
    if isinstance(chosen, str):
        chosen = sheets.sheet(chosen, scroll.height, PAPERS)
    sheets.must_be_high_enough(chosen, scroll.height, PAPERS)
    room = sheets.room(chosen, paste)
    if scroll.length / room > _MOST_PANELS:
        raise BadInput([_TOO_MANY])
    headings = [(one.begin, one.end) for one in scroll.headings]
    headings += sheets.leading(scroll)
    ends = sheets.cuts(scroll.obstacles(room), headings, scroll.length, room)
    begins = (Mm(0.0), *ends[:-1])
    own = tuple(
        Panel(
            number,
            begin,
            end,
            _writable(scroll.opening(begin, end, _OPENING)),
            tuple(_writable(one.title) for one in scroll.headings if begin <= one.begin < end),
        )
        for number, (begin, end) in enumerate(zip(begins, ends, strict=True), start=1)
    )
    words = sheets.Wording(lang_of(scroll.language))
    return sheets.Job(scroll, chosen, paste, own, _writable(scroll.title) or words.kind, words)


def _furniture(job: sheets.Job, drawn: sheets.Assembly | sheets.Marks) -> tuple[bytes, int]:
    """A PDF of what a template shows, and how many pages it has."""
    edition = _edition(job, drawn)
    place = Place(str(edition.layout.folder))
    title = job.words.title(job.title, len(job.panels))
    declaration = Declaration("panels", Text((Plain(title),), place), language=job.words.lang)
    setter = Composing(_face, edition)
    marked_up = markup.document(declaration, edition, setter.compose, shown=drawn)
    setter.must_be_covered()
    faces = prepared(marked_up, _face)
    size = f"{mm_to_pt(edition.paper.width):.4f}pt {mm_to_pt(edition.paper.height):.4f}pt"
    page = f"@page {{ size: {size}; margin: 0 }}"
    laid_out = render.lay_out(marked_up.html, page, edition.layout.folder, faces)
    conformance = edition.layout.conformance
    finishing = Finishing(
        Writing.HORIZONTAL, faces, conformance, _credentials(job, declaration, edition, marked_up)
    )
    return render.pdf(laid_out, conformance, finish.finisher(finishing)), laid_out.page_count


def _edition(job: sheets.Job, drawn: sheets.Assembly | sheets.Marks) -> Edition:
    layout = replace(_layout(), name="panels")
    hanmen = layout.papers[Writing.HORIZONTAL]["A3"]
    if isinstance(drawn, sheets.Assembly):
        hanmen = hanmen.scaled(drawn.scale)
    paper = Paper(job.sheet.name, Mm(drawn.width), Mm(drawn.height))
    return Edition(layout, Writing.HORIZONTAL, paper, hanmen)


def _credentials(
    job: sheets.Job, declaration: Declaration, edition: Edition, marked_up: MarkedUp
) -> Credentials:
    """What the file says of itself: the scroll's own date and authors, made from the scroll."""
    source = job.scroll.content
    made = finish.credentials(
        declaration,
        edition,
        origin.TOOL,
        job.scroll.moment,
        (source, marked_up.html.encode()),
        source,
    )
    authors = (job.scroll.author,) if job.scroll.author else ()
    return replace(made, creators=authors, edition=_KIND)  # panels are judged by no scroll's rules


@cache
def _layout() -> Layout:
    return read.layout(_LAYOUT)


@cache
def _catalogue() -> Mapping[str, Face]:
    return typefaces.catalogue([FONTS])


@cache
def _face(key: str) -> typefaces.OpenFace:
    return typefaces.open_face(_catalogue()[key])


def _writable(text: str) -> str:
    """A text of the scroll's in the face of the assembly sheet, which may lack some characters."""
    for picture in typefaces.emoji(text):
        text = text.replace(picture, _GETA)
    face = _face(_NAME_FACE)
    known = (one if face.covers(one, down=False) else _GETA for one in re.sub(r"\s+", "　", text))
    return "".join(known)


_WRONG_PASTE = Problem(
    "sheets/paste",
    Words(
        ja=f"--paste は {_LEAST_PASTE:g}〜{_MOST_PASTE:g} mm で指定してください。",
        en=f"give --paste between {_LEAST_PASTE:g} and {_MOST_PASTE:g} mm",
    ),
)
_TOO_LARGE = Problem(
    "file/too-large",
    Words(
        ja=f"ファイルが大きすぎます({LARGEST_PDF // 1_000_000} MB まで)。",
        en=f"the file is too large (at most {LARGEST_PDF // 1_000_000} MB)",
    ),
)
_TAKEN = Problem(
    "output/is-a-source",
    Words(
        ja="このファイルには巻物そのものか、ほかの巻物の切り分けが入ります。-o に別の名前か、フォルダーを指定してください。",
        en="this is a scroll itself, or where another one's panels go; give another name with -o, or a "
        "folder",
    ),
)
_TOO_MANY = Problem(
    "sheets/too-many",
    Words(
        ja=f"{_MOST_PANELS} 枚を超えます。より長い用紙を --sheet で指定してください(例: roll610x1800)。",
        en=f"more than {_MOST_PANELS} sheets; give a longer one with --sheet, such as roll610x1800",
    ),
)
