"""The composer by itself: its speed, whether it stays linear, its share of a whole build.

Beside it, named, Pango breaking the same texts at the same measure (through WeasyPrint's engine it
breaks lines by UAX #14 alone, with neither kinsoku tables nor justification of Japanese).
Usage: python benchmarks/composition.py [RUNS]
"""

import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape
from pathlib import Path

from declaration_print import markup, pipeline
from declaration_print.compose import paragraph
from declaration_print.composing import Composing
from declaration_print.model.declaration import Plain, Text
from declaration_print.model.layout import Edition, Style
from declaration_print.model.setting import ComposedParagraph, Orientation, Setting, Writing
from declaration_print.model.units import Em
from declaration_print.wishes import FONTS, SHIPPED_DECLARATION, Wish, editions

TIMES = 100
"""How much longer the long text is."""


@dataclass(frozen=True)
class Task:
    """One text to be set: what a template asked the composer for."""

    text: Text
    style: Style
    setting: Setting


@dataclass(frozen=True)
class Bench:
    """One direction of the handout: its edition, its faces, what its template has set."""

    edition: Edition
    workshop: pipeline.Workshop
    tasks: Sequence[Task]
    known: dict[tuple[str, str, Orientation], tuple[Em, ...]] = field(default_factory=dict)

    @property
    def characters(self) -> int:
        """Of all texts together."""
        return sum(len(task.text.plain) for task in self.tasks)

    def set_alone(self) -> None:
        """The composer proper: every text, its advances known beforehand."""
        for task in self.tasks:
            paragraph(task.text, task.setting, partial(self._advances, task.style.face))

    def _advances(self, face: str, text: str, orientation: Orientation) -> tuple[Em, ...]:
        key = face, text, orientation
        known = self.known.get(key)
        if known is None:
            down = self.edition.writing is Writing.VERTICAL and orientation is Orientation.UPRIGHT
            known = self.known[key] = self.workshop.face(face).shape(text, down=down)
        return known

    def compose(self, tasks: Sequence[Task]) -> None:
        """Set every text, as the build does: shaping, coverage and misfits included."""
        composing = Composing(self.workshop.face, self.edition)
        for task in tasks:
            composing.compose(task.text, task.style, task.setting)


def bench(writing: Writing) -> Bench:
    """The shipped declaration's handout in one direction."""
    wish = Wish(editions=("handout",), writing=writing)
    (edition,), _ = editions(wish)
    shop = pipeline.workshop(SHIPPED_DECLARATION, wish)
    tasks: list[Task] = []
    composing = Composing(shop.face, edition)

    def noting(text: Text, style: Style, setting: Setting) -> ComposedParagraph:
        tasks.append(Task(text, style, setting))
        return composing.compose(text, style, setting)

    markup.document(shop.declaration, edition, noting)
    return Bench(edition, shop, tasks)


def longer(tasks: Sequence[Task]) -> list[Task]:
    """The same texts, each `TIMES` as long; what is set in one line stays out."""
    return [
        replace(task, text=_repeated(task.text)) for task in tasks if not task.setting.single_line
    ]


def _repeated(text: Text) -> Text:
    return Text((Plain(text.plain),) * TIMES, text.place)


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call: what others do on the machine counts as little as can be."""
    started = time.process_time()
    work()
    return time.process_time() - started


def median(work: Callable[[], object], runs: int) -> float:
    """Median of several calls, after one that warms up."""
    work()
    gc.collect()
    return statistics.median(seconds(work) for _ in range(runs))


def times(long: Callable[[], object], short: Callable[[], object]) -> float:
    """How many times as long one work takes as another, run in turns: a machine's pace drifts."""

    def pace() -> float:
        return statistics.mean(seconds(short) for _ in range(TIMES // 4))

    found = []
    for _ in range(3):
        before = pace()
        took = seconds(long)
        found.append(took / statistics.mean([before, pace()]))
    return statistics.median(found)


def cold(writing: Writing) -> float:
    """The first composition of a new process, the faces already read, in seconds."""
    code = "import sys; sys.path.insert(0, sys.argv[1]); import composition; print(composition.first(sys.argv[2]))"
    command = [sys.executable, "-c", code, str(Path(__file__).parent), writing]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return float(done.stdout)


def first(writing: str) -> float:
    """What the very first composing of the declaration costs, opening the faces apart."""
    wish = Wish(editions=("handout",), writing=Writing(writing))
    (edition,), _ = editions(wish)
    shop = pipeline.workshop(SHIPPED_DECLARATION, wish)
    for style in edition.styles.values():
        shop.face(style.face)
    spent = 0.0
    composing = Composing(shop.face, edition)

    def timed(text: Text, style: Style, setting: Setting) -> ComposedParagraph:
        nonlocal spent
        started = time.process_time()
        composed = composing.compose(text, style, setting)
        spent += time.process_time() - started
        return composed

    markup.document(shop.declaration, edition, timed)
    return spent


def pango(one: Bench) -> Callable[[], object]:
    """The same texts broken and drawn up by WeasyPrint with Pango, in the same face and measure."""
    from weasyprint import HTML  # noqa: PLC0415 - an engine of half a second
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    face = (FONTS / "noto-serif-jp" / "NotoSerifJP_400Regular.ttf").as_uri()
    hanmen = one.edition.hanmen
    body = "".join(f"<p>{escape(task.text.plain)}</p>" for task in one.tasks)
    page = (
        f'<html lang="ja"><style>@font-face {{ font-family: m; src: url("{face}") }}'
        f"@page {{ size: A4 }} body {{ font: {hanmen.size}pt/{hanmen.pitch}pt m; text-align: justify;"
        f" width: {hanmen.measure * hanmen.size}pt }}</style>{body}</html>"
    )
    fonts = FontConfiguration()
    return lambda: HTML(string=page).render(font_config=fonts)


def share(one: Bench, composing: float, runs: int) -> tuple[float, float]:
    """(seconds of a whole build in a warm process, the part of it that is composing)."""
    with tempfile.TemporaryDirectory() as folder:
        build = median(lambda: pipeline.build(one.workshop, one.edition, Path(folder)), runs)
    return build, composing / build


def rows(runs: int) -> Iterator[str]:
    """The table, direction by direction."""
    for writing in Writing:
        one = bench(writing)
        short = [task for task in one.tasks if not task.setting.single_line]
        long = longer(short)
        warm = median(lambda: one.compose(one.tasks), runs)  # noqa: B023 - called at once
        alone = median(one.set_alone, runs)
        more = times(lambda: one.compose(short * TIMES), lambda: one.compose(short))  # noqa: B023
        longest = times(lambda: one.compose(long), lambda: one.compose(short))  # noqa: B023
        cold_ms = statistics.median(cold(writing) for _ in range(min(runs, 5))) * 1000
        build, part = share(one, warm, 3)
        drawn = median(pango(one), 3)
        yield f"{writing}, {one.characters:,} characters in {len(one.tasks)} texts"
        yield f"  composed, advances known     {alone * 1000:7.1f} ms   (at most 25)"
        yield f"  … shaped and covered too     {warm * 1000:7.1f} ms"
        yield f"  composed, first in a process {cold_ms:7.1f} ms"
        yield f"  characters a second          {one.characters / warm:7,.0f}"
        yield f"  {TIMES} times as many texts     {more:7.1f} times  (at most 105)"
        yield f"  texts {TIMES} times as long     {longest:7.1f} times  (at most 105)"
        yield f"  share of a warm build        {part:7.1%}      of {build:.2f} s (at most 15 %)"
        yield f"  Pango and layout, same text  {drawn * 1000:7.1f} ms   ratio {warm / drawn:.2f}"


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    for row in rows(runs):
        print(row)


if __name__ == "__main__":
    main()
