"""HTML → laid-out pages → PDF bytes. The only room that knows the layout engine.

The engine sees the layout faces, and of the file system the layout's own folder; no network.
Whatever it warns about becomes a Problem.
"""

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from mimetypes import MimeTypes
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname
from xml.etree.ElementTree import Element

from declaration_print.model.face import LayoutFace
from declaration_print.model.finishing import Conformance
from declaration_print.model.problem import BadInput, Place, Problem, Severity, Words
from declaration_print.model.tag import mark_of
from declaration_print.model.units import PT_PER_PX, Pt
from declaration_print.render.libraries import quick_library_lookup

_ENGINE_LOGGERS = ("weasyprint", "fontTools")
_LARGEST_RESOURCE = 50_000_000
_NO_FONTS = Path(__file__).with_name("no-system-fonts.conf")
_VARIANTS = {"4": "4u"}
"""What the engine calls otherwise. Its own metadata, which would say so, is replaced."""

_MEDIA_TYPES = MimeTypes()  # the standard library's own list, not the machine's


@dataclass(frozen=True)
class LaidOut:
    """Pages laid out but not yet drawn, and what the engine said on the way."""

    document: Any
    folder: Path

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self.document.pages)

    def height_of(self, anchor: str) -> Pt | None:
        """How far below the top of its page an element with this id begins."""
        for page in self.document.pages:
            if anchor in page.anchors:
                return Pt(page.anchors[anchor][1] * PT_PER_PX)
        return None

    def extents(self) -> Mapping[str, tuple[Pt, Pt]]:
        """Where each element with an id begins and ends below the top of its page."""
        return {
            anchor: (Pt(top * PT_PER_PX), Pt(bottom * PT_PER_PX))
            for page in self.document.pages
            for anchor, (_, top, _, bottom) in page.anchors.items()
        }


def lay_out(html: str, page_css: str, folder: Path, faces: Mapping[str, LayoutFace]) -> LaidOut:
    """Lay a document out. Raises BadInput when the engine finds fault with it."""
    with quick_library_lookup():
        import weasyprint  # noqa: PLC0415 - costs 0.4 s: only when a build comes this far
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    with _no_system_fonts():
        fonts = FontConfiguration()
    fetcher = _fetcher(folder, faces)
    with _listening(folder):
        page = weasyprint.CSS(string=page_css, font_config=fonts)
        source = weasyprint.HTML(
            string=html, base_url=folder.resolve().as_uri() + "/", url_fetcher=fetcher
        )
        _link_marked(source.etree_element)
        return LaidOut(source.render(font_config=fonts, stylesheets=[page]), folder)


def _link_marked(root: Element) -> None:
    """Make links of the elements that say what part they have, since links keep what they say."""
    for element in [one for one in root.iter("span") if one.attrib]:
        if mark := mark_of(element.attrib):
            element.tag = "a"
            element.set("href", mark.address)


def pdf(laid_out: LaidOut, conformance: Conformance, finisher: Callable[[Any, Any], None]) -> bytes:
    """Draw the pages, tagged whatever they claim, and hand them to the finisher before they are written."""
    variant = _VARIANTS.get(conformance.pdfa, conformance.pdfa)
    with _listening(laid_out.folder):
        return bytes(
            laid_out.document.write_pdf(
                pdf_variant=f"pdf/a-{variant}", pdf_tags=True, finisher=finisher
            )
        )


@contextmanager
def _listening(folder: Path) -> Iterator[None]:
    """Turn what the engine logs into one BadInput at the end."""
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    said: list[logging.LogRecord] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record)

    ear = Ear(level=logging.WARNING)
    loggers = [logging.getLogger(name) for name in _ENGINE_LOGGERS]
    before = [(one, one.propagate, one.level) for one in loggers]
    for one in loggers:
        one.addHandler(ear)
        one.propagate = False
        one.setLevel(logging.WARNING)
    try:
        yield
    except FatalURLFetchingError as error:
        if isinstance(error.__cause__, BadInput):
            raise error.__cause__ from error
        raise
    except (OSError, RecursionError) as error:
        too_deep = Problem("layout/too-deep", _TOO_DEEP, Place(str(folder)))
        raise BadInput([_no_room(error) if isinstance(error, OSError) else too_deep]) from error
    except Exception as error:
        if said:  # what went wrong first is what the engine warned of
            raise BadInput(_problem(record, folder) for record in said) from error
        raise
    finally:
        for one, propagate, level in before:
            one.removeHandler(ear)
            one.propagate = propagate
            one.setLevel(level)
    if said:
        raise BadInput(_problem(record, folder) for record in said)


@contextmanager
def _no_system_fonts() -> Iterator[None]:
    """Keep the machine's own fonts out: a page is set in the faces of its layout or not at all."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(_NO_FONTS)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def _no_room(error: OSError) -> Problem:
    words = Words(
        ja=f"作業用のファイルを書けません({error.strerror})。"
        "一時フォルダー(TMPDIR)の空き容量と書き込み権限を確かめてください。",
        en=f"cannot write a working file ({error.strerror}); "
        "see that the temporary folder (TMPDIR) is writable and has room",
    )
    return Problem("environment/temporary-folder", words)


_UNSTYLED = Words(
    ja="set() で組んだ文が、そのスタイルの名前を class に持つ要素の中にありません。"
    'テンプレートで <p class="スタイル名">{{ set(文, "スタイル名") }}</p> のように書いてください。',
    en="a text of set() stands in an element without the name of its style as its class; write it as "
    '<p class="style">{{ set(text, "style") }}</p> in the template',
)


_TOO_DEEP = Words(
    ja="要素の入れ子が深すぎて組めません。テンプレートの繰り返しで、閉じていない要素がないか確かめてください。",
    en="elements are nested too deeply to be laid out; look for elements that the template's loops "
    "leave open",
)


def _problem(record: logging.LogRecord, folder: Path) -> Problem:
    said = record.getMessage()
    if said.startswith("Ignored `font-family:") and "no value" in said:
        return Problem("layout/unstyled-text", _UNSTYLED, Place(str(folder)))
    words = Words(
        ja=f"組版エンジンの警告: {said}。テンプレートまたは style.css を直してください。",
        en=f"the layout engine warns: {said}; correct the template or style.css",
    )
    return Problem("layout/engine-warning", words, Place(str(folder)), Severity.ERROR)


def _fetcher(folder: Path, faces: Mapping[str, LayoutFace]) -> Any:  # noqa: ANN401 - engine type
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    inside = folder.resolve()

    class Fetcher(URLFetcher):  # type: ignore[misc]
        """Serves the layout faces, data: addresses, and files of the layout's folder."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ANN401
            parts = urlsplit(url)
            if parts.scheme == "face":
                body = faces[unquote(parts.path)].program
                return URLFetcherResponse(url, body, {"Content-Type": "font/ttf"})
            if parts.scheme == "data":
                return super().fetch(url, headers)
            if parts.scheme == "file":
                file = Path(url2pathname(parts.path)).resolve()
                if file.is_relative_to(inside) and file.is_file():
                    kind = _MEDIA_TYPES.guess_type(file.name)[0] or "application/octet-stream"
                    headers = {"Content-Type": kind}
                    return URLFetcherResponse(url, _small_enough(file, url), headers)
            words = Words(
                ja=f"レイアウトのフォルダーの外は読めません: {url}。"
                "必要なファイルをレイアウトのフォルダーに入れてください。",
                en=f"not a file of the layout folder: {url}; nothing else is read, so put the file "
                "into that folder",
            )
            raise BadInput([Problem("layout/outside", words, Place(str(folder)))])

    return Fetcher(fail_on_errors=True)


def _small_enough(file: Path, url: str) -> bytes:
    if file.stat().st_size > _LARGEST_RESOURCE:
        words = Words(
            ja=f"ファイルが大きすぎます({_LARGEST_RESOURCE // 1_000_000} MB まで): {url}",
            en=f"the file is too large (at most {_LARGEST_RESOURCE // 1_000_000} MB): {url}",
        )
        raise BadInput([Problem("layout/too-large", words, Place(str(file)))])
    return file.read_bytes()
