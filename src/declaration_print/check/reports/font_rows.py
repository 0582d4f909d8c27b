"""The font table: a row for each kind of font, fonts that look the same in one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from declaration_print.check.reports.page_ranges import page_ranges
from declaration_print.check.reports.wording import WRITING, one_line
from declaration_print.model.problem import Lang, Words
from declaration_print.model.report import FontUse

HEADINGS = (
    Words(ja="フォント", en="font"),
    Words(ja="種類", en="type"),
    Words(ja="符号化", en="encoding"),
    Words(ja="埋込", en="embedded"),
    Words(ja="一部", en="subset"),
    Words(ja="文字", en="unicode"),
    Words(ja="組", en="writing"),
    Words(ja="ページ", en="pages"),
)
LEGEND = Words(
    ja="埋込: 字形がファイルの中にある。一部: 使った字だけを埋め込んでいる。"
    "文字: 検索や写し取りに使う文字情報(ToUnicode)がある。\n"
    "組: PDF の中での書字方向。縦書きに見えても、横書きの字を一つずつ縦に並べたものは「横」です。",
    en="embedded: its glyphs are in the file; subset: only those used; "
    "unicode: there is a table for searching and copying (ToUnicode);\n"
    "writing: the direction within the PDF, horizontal where letters of horizontal text "
    "are placed one below another to look vertical",
)
UNNAMED = "(unnamed)"


@dataclass(frozen=True, slots=True)
class FontRow:
    """Fonts that differ in nothing the table shows but their pages."""

    font: FontUse
    count: int

    def cells(self, lang: Lang) -> tuple[str, ...]:
        """What stands under each of the HEADINGS."""
        yes, no = ("○", "×") if lang == "ja" else ("yes", "no")
        font = self.font
        name = "(名前なし)" if font.name == UNNAMED and lang == "ja" else one_line(font.name)
        return (
            f"{name} ×{self.count}" if self.count > 1 else name,
            one_line(font.type),
            one_line(font.encoding),
            *(yes if it else no for it in (font.embedded, font.subset, font.to_unicode)),
            WRITING[font.writing_mode].in_(lang),
            page_ranges(font.pages),
        )


def font_rows(fonts: Iterable[FontUse]) -> tuple[FontRow, ...]:
    """The fonts in order of first use, those alike folded into one row with all their pages."""
    alike: dict[FontUse, list[FontUse]] = {}
    for font in fonts:
        alike.setdefault(replace(font, pages=()), []).append(font)
    return tuple(
        FontRow(
            replace(kind, pages=tuple(sorted({page for one in found for page in one.pages}))),
            len(found),
        )
        for kind, found in alike.items()
    )
