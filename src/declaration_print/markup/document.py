"""A declaration and a layout folder → one HTML document, every text set by the composer.

A layout's page.html.j2 is the inside of <body>. It may call:

  set(text, style)            the lines of a text, for the inside of <p>, <h2>, <li>, <span> …
  set(text, style, across=True)   the same, set horizontally inside a vertical page
  set(text, style, fit=True)  the same in one line, made smaller when it is longer than its measure
  page_number(style)          the number of the page
  text(string)                a text in the declaration's inline notation, for set()
  kanji(number)               一, 二, 三 …
  numbered(number, form)      a list number for set(): form is "一、", "(一)", "1.", "(1)" or "①"
  article|bookmark            第一項目　生産性向上, for data-label
  seal|printed(ink, paper)    the address of a seal (印) in an ink, for <img src>

and reads `declaration`, `date`, `edition`, `chosen` (by option), `vertical`, and for a colophon
`making`. What set() returns knows on which `columns` of the grid its lines begin, and how many it
takes in `all_columns`. Templates are somebody else's input: they run in Jinja's sandbox, see no file
outside their folder, and are stopped when they run away.
"""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import jinja2
from markupsafe import Markup

from declaration_print.markup.casting import casting
from declaration_print.markup.house_css import house_css
from declaration_print.markup.line_html import paragraph_html
from declaration_print.markup.numbering import kanji, numbered
from declaration_print.markup.sandbox import sandbox
from declaration_print.markup.struts import Grid, columns
from declaration_print.markup.style_sheets import problems_of, style_sheets
from declaration_print.model.declaration import (
    Article,
    Declaration,
    Inline,
    Plain,
    Seal,
    Text,
    date_of,
)
from declaration_print.model.face import EM_BOX, Use
from declaration_print.model.layout import Edition, Style
from declaration_print.model.making import Making
from declaration_print.model.markup import Compose, MarkedUp
from declaration_print.model.problem import BadInput, Place, Problem, Words
from declaration_print.model.setting import Alignment, Setting, Writing
from declaration_print.model.units import Em

TEMPLATE = "page.html.j2"

_ENDLESS = Em(100_000.0)
_SMALLEST_PT = 4.0
"""No text is made smaller than this: the smallest ruby of a newspaper."""

_NEAR = 1e-3
"""Columns; less is the noise of adding up."""

_LARGEST = 20_000_000
"""Characters of one document: a declaration of a hundred metres needs less than a tenth."""

_SHELL = Markup("""<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>
<style>{css}</style>{links}</head>
<body class="{classes}">{body}</body></html>
""")


Notation = Callable[[str], Text]
"""Reads a string in the declaration's inline notation."""


def document(  # noqa: PLR0913 - each comes from another room
    declaration: Declaration,
    edition: Edition,
    compose: Compose,
    notation: Notation | None = None,
    *,
    making: Making | None = None,
    shown: object = None,
) -> MarkedUp:
    """Mark up one declaration for one edition; `notation` reads what its template says itself.

    `making` is how the edition is made, for layouts that have a colophon; `shown` is what a layout of
    the house's own shows besides the declaration.

    Raises BadInput when the template is missing, wrong, or runs away, with its file and line.
    """
    setter = _Setter(edition, compose, notation, japanese=declaration.lang == "ja")
    body = _body(declaration, edition, setter, making, shown)
    clusters = setter.clusters()
    folder = edition.layout.folder
    if not clusters:
        words = Words(
            ja=f"テンプレートが文字を一つも組んでいません。{TEMPLATE} で set() を使ってください。",
            en=f"the template sets no text at all; use set() in {TEMPLATE}",
        )
        raise BadInput([Problem("layout/nothing-set", words, Place(str(folder / TEMPLATE)))])
    families = [f"{face}-{use}" for face, use in sorted(clusters)]
    sheets = style_sheets(folder, edition.writing)
    problems = [problem for sheet in sheets for problem in problems_of(folder / sheet)]
    if problems:
        raise BadInput(problems)
    links = [Markup('<link rel="stylesheet" href="{}">').format(sheet) for sheet in sheets]
    html = _SHELL.format(
        lang=declaration.language,
        title=declaration.title.plain,
        css=Markup(house_css(edition, families)),  # noqa: S704 - made of layout.toml's numbers
        links=Markup("").join(links),
        classes=" ".join(_classes(edition)),
        body=Markup(body),  # noqa: S704 - escaped by the template engine
    )
    return MarkedUp(str(html), clusters, tuple(setter.own))


def _classes(edition: Edition) -> Iterator[str]:
    """What style sheets can ask of an edition: `ruled` for a yes, `ground-washi` for a name."""
    yield from (edition.layout.name, edition.writing, f"paper-{edition.paper.name}")
    for name, choice in edition.chosen.items():
        if isinstance(choice, str):
            yield f"{name}-{choice}"
        elif choice is True:
            yield name


class SetText(Markup):
    """The lines of a text as HTML, and the columns of the grid on which they stand.

    `columns` are those, from 0, before which a line begins at the edge of a column; the text takes
    `all_columns`. Rules between columns (界線) lie at those edges.
    """

    columns: tuple[int, ...]
    all_columns: float

    @classmethod
    def of(cls, html: Markup, edges: Sequence[float]) -> "SetText":
        """The HTML of lines with these edges, the last one's end included."""
        made = cls(html)
        made.columns = tuple(round(edge) for edge in edges[:-1] if abs(edge - round(edge)) < _NEAR)
        made.all_columns = edges[-1]
        return made


def _wider(setting: Setting, times: float) -> Setting:
    """A setting for a text that is then made `times` smaller: its indents stay where they are."""
    return replace(
        setting,
        measure=Em(setting.measure * times),
        indent=Em(setting.indent * times),
        end_indent=Em(setting.end_indent * times),
    )


def _smaller(html: Markup, times: float, *, on_axis: bool) -> Markup:
    """Lines made `times` smaller, in vertical text with their centre on the column's."""
    raised = sum(EM_BOX) / 2 * (times - 1) if on_axis else 0.0
    style = f"font-size:{1 / times:.4f}em" + (f";vertical-align:{raised:.4f}em" if raised else "")
    return Markup('<span style="{}">{}</span>').format(style, html)


class _Setter:
    """`set` as templates see it; remembers which clusters each face must bring."""

    def __init__(
        self, edition: Edition, compose: Compose, notation: Notation | None, *, japanese: bool
    ) -> None:
        self._edition = edition
        self._styles = edition.styles
        self._japanese = japanese
        self._notation = notation
        self._compose = compose
        self._clusters: dict[tuple[str, Use], set[str]] = defaultdict(set)
        self.own: dict[str, None] = {}
        """The words set that are the template's own, in the order in which they were first set."""

    def set(
        self,
        text: Text | str,
        style: str,
        *,
        across: bool = False,
        fit: bool = False,
        japanese: bool | None = None,
    ) -> Markup:
        """The lines of one text in one style."""
        if not isinstance(style, str):
            raise jinja2.TemplateRuntimeError(f"the name of a style is a string, not {style!r}")
        chosen = self._style(style)
        if not isinstance(text, Text | str):
            words = f"set() takes a text of the declaration or a string, not {text!r}"
            raise jinja2.TemplateRuntimeError(words)
        if isinstance(text, str):  # a macro's words come as Markup, escaped
            text = self._own(Plain(text.unescape() if isinstance(text, Markup) else text))
        japanese = self._japanese if japanese is None else japanese
        setting = self._edition.setting(chosen, across=across, japanese=japanese)
        wider = self._excess(text, chosen, setting) if fit else 1.0
        if wider > 1:
            self._must_be_readable(text, chosen, wider)
            setting = _wider(setting, wider)
        if text.place == self._place:
            self.own[text.plain] = None
        paragraph = self._compose(text, chosen, setting)
        for face, use, cluster in casting(paragraph, chosen):
            self._clusters[face, use].add(cluster)
        grid = Grid.of(chosen, self._edition.hanmen, max(1.0, wider))
        html = paragraph_html(paragraph, chosen, grid)
        if wider > 1:
            html = _smaller(html, wider, on_axis=setting.writing is Writing.VERTICAL)
        if across and self._edition.writing is Writing.VERTICAL:
            html = Markup('<span class="across">{}</span>').format(html)
        return SetText.of(html, columns(paragraph.lines, grid))

    def _must_be_readable(self, text: Text, style: Style, wider: float) -> None:
        size = style.size * self._edition.hanmen.size / wider
        if size < _SMALLEST_PT:
            words = Words(
                ja=f"{self._edition.file_name}: 長すぎて一行に収まりません(スタイル {style.name} では "
                f"{size:.1f} pt になります)。文を短くしてください。",
                en=f"{self._edition.file_name}: too long for one line (style {style.name} would "
                f"shrink to {size:.1f} pt); shorten the text",
            )
            raise BadInput([Problem("compose/too-long", words, text.place)])

    def _excess(self, text: Text, style: Style, setting: Setting) -> float:
        """How many times the room in its measure a text is long in one line."""
        endless = replace(setting, measure=_ENDLESS, alignment=Alignment.START, single_line=True)
        lines = self._compose(text, style, endless).lines
        long = max((line.extent - setting.indent for line in lines), default=0.0)
        room = setting.measure - setting.indent - setting.end_indent
        return long / max(room, _NEAR) or 1.0

    def text(self, notation: str) -> Text:
        """A text of the template's own, in inline notation where there is someone to read it."""
        if not isinstance(notation, str):
            raise jinja2.TemplateRuntimeError(f"text() takes a string, not {notation!r}")
        if self._notation is None:
            return self._own(Plain(notation))
        return replace(self._notation(notation), place=self._place)

    def numbered(self, number: int, form: str) -> Text:
        """The number of a list item."""
        vertical = self._edition.writing is Writing.VERTICAL
        return self._own(numbered(number, form, vertical=vertical))

    def _own(self, node: Inline) -> Text:
        return Text((node,), self._place)

    @property
    def _place(self) -> Place:
        return Place(str(self._edition.layout.folder / TEMPLATE))

    def page_number(self, style: str) -> Markup:
        """The page's number, counted by the engine when pages are made."""
        self._clusters[self._style(style).face, Use.ACROSS] |= set("0123456789")
        return Markup('<span class="page-number across"></span>')

    def clusters(self) -> Mapping[tuple[str, Use], frozenset[str]]:
        """What has been set so far."""
        return {key: frozenset(clusters) for key, clusters in self._clusters.items()}

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            raise jinja2.TemplateRuntimeError(f"no style “{name}” in layout.toml")
        return style


def _body(
    declaration: Declaration,
    edition: Edition,
    setter: _Setter,
    making: Making | None,
    shown: object,
) -> str:
    folder = edition.layout.folder
    environment = sandbox(folder)
    environment.filters["bookmark"] = _bookmark
    environment.filters["printed"] = _printed
    try:
        template = environment.get_template(TEMPLATE)
        pieces = template.generate(
            declaration=declaration,
            date=date_of(declaration),
            edition=edition,
            chosen=edition.chosen,
            making=making,
            shown=shown,
            vertical=edition.writing is Writing.VERTICAL,
            set=setter.set,
            text=setter.text,
            page_number=setter.page_number,
            kanji=kanji,
            numbered=setter.numbered,
        )
        return _bounded(pieces, folder / TEMPLATE)
    except BadInput:
        raise
    except Exception as error:
        if not _is_templates_fault(error):
            raise
        raise BadInput([_template_problem(folder, error)]) from error


def _printed(seal: Seal, ink: str, paper: str) -> str:
    """A seal as a data: address, its shapes in `ink`, what is carved away in `paper`."""
    drawing = seal.drawing.replace("#ffffff", paper).replace("currentColor", ink)
    return "data:image/svg+xml;base64," + b64encode(drawing.encode()).decode()


def _bounded(pieces: Iterator[str], template: Path) -> str:
    whole: list[str] = []
    size = 0
    for piece in pieces:
        whole.append(piece)
        size += len(piece)
        if size > _LARGEST:
            words = Words(
                ja="テンプレートの出力が大きすぎます。繰り返しを確かめてください。",
                en="the template writes too much; look at its loops",
            )
            raise BadInput([Problem("layout/template-runs-away", words, Place(str(template)))])
    return "".join(whole)


def _is_templates_fault(error: Exception) -> bool:
    """Whether an exception was raised by the template's own doing, not inside ours."""
    if isinstance(error, jinja2.TemplateError | UnicodeDecodeError):
        return True
    trace = error.__traceback__
    file = ""
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        trace = trace.tb_next
    return file.endswith(".j2") or Path(jinja2.__file__).parent in Path(file).parents


def _template_problem(folder: Path, error: Exception) -> Problem:
    place = Place(str(folder / TEMPLATE))
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = Place(error.filename or place.path, error.lineno)
    elif isinstance(error, jinja2.TemplateNotFound):
        words = Words(
            ja=f"テンプレート {error} がレイアウトのフォルダーにありません。",
            en=f"template {error} is missing from the layout folder",
        )
        return Problem("layout/no-template", words, place)
    else:
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename.endswith(".j2"):
                place = Place(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
            trace = trace.tb_next
    words = Words(
        ja=f"テンプレートの誤り: {error}。この行を直してください。",
        en=f"error in the template: {error}; correct this line",
    )
    return Problem("layout/template", words, place)


def _bookmark(article: Article) -> str:
    """`第一項目 生産性向上`: an article's name where readers list the contents."""
    if not isinstance(article, Article):
        raise jinja2.TemplateRuntimeError(f"|bookmark takes an article, not {article!r}")
    return "\u3000".join(text.plain for text in (article.label, article.title) if text)
