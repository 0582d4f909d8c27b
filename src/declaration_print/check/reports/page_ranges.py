"""Page numbers as people write them."""

from collections.abc import Iterable

from declaration_print.model.problem import Lang


def page_ranges(pages: Iterable[int]) -> str:
    """Ascending page numbers as ranges: (1, 2, 3, 7) → 1-3, 7."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1][1:] = [page]
        else:
            runs.append([page])
    return ", ".join("-".join(map(str, run)) for run in runs)


def pages_in_words(pages: tuple[int, ...], lang: Lang) -> str:
    """The pages with their noun: page 3, pages 1-3, 7; empty when there are none."""
    if not pages:
        return ""
    noun = "page" if len(pages) == 1 else "pages"
    return f"{page_ranges(pages)} ページ" if lang == "ja" else f"{noun} {page_ranges(pages)}"
