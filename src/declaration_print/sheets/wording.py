"""What the print room writes on its sheets, in the language of the scroll: Japanese, else English."""

from collections.abc import Sequence
from dataclasses import dataclass

from declaration_print.model.numerals import kanji
from declaration_print.model.panel import Panel, Sheet
from declaration_print.model.problem import Lang
from declaration_print.model.units import Mm


@dataclass(frozen=True, slots=True)
class Wording:
    """All the words, for one language."""

    lang: Lang

    @property
    def japanese(self) -> bool:
        """Whether the words are Japanese."""
        return self.lang == "ja"

    def _(self, ja: str, en: str) -> str:
        return ja if self.japanese else en

    def label(self, number: int) -> str:
        """第一紙."""
        return self._(f"第{kanji(number)}紙", f"Sheet {number}")

    def short(self, number: int) -> str:
        """The number alone, where there is no room for more."""
        return self._(kanji(number), str(number))

    def total(self, count: int) -> str:
        """全六紙."""
        return self._(f"全{kanji(count)}紙", f"of {count}")

    def title(self, title: str, count: int) -> str:
        """The title of the file."""
        if count == 1:
            return self._(f"{title}（第一紙）", f"{title} (panel 1)")
        return self._(f"{title}（第一紙〜第{kanji(count)}紙）", f"{title} (panels 1–{count})")

    @property
    def kind(self) -> str:
        """What the assembly sheet is."""
        return self._("貼り合わせ図", "Assembly sheet")

    @property
    def heads(self) -> tuple[str, ...]:
        """Of the list's columns."""
        return (
            ("紙", "右端から mm", "長さ mm", "冒頭", "見出し")
            if self.japanese
            else ("Sheet", "mm from the right", "length mm", "begins", "headings")
        )

    @property
    def marks(self) -> tuple[str, str, str]:
        """On the panels: which way is up, the strip that is pasted over, the strip that goes."""
        return ("天", "糊代", "裁ち落とす") if self.japanese else ("top", "paste", "trim off")

    @property
    def ruler(self) -> str:
        """Below the ruler."""
        return self._("100 mm（実寸）", "100 mm, true size")

    @property
    def tiny(self) -> str:
        """For a panel without text."""
        return self._("（余白）", "(blank)")

    def facts(self, sheet: Sheet, count: int, size: tuple[Mm, Mm], paste: Mm) -> str:
        """One line: how many sheets of what, how large the scroll is."""
        length, height = size
        paper = f"{sheet.along:g} × {sheet.high:g} mm"
        if sheet.title.ja.isascii():
            name = f"{sheet.name}" if sheet.name.endswith("mm") else f"{sheet.name} ({paper})"
        else:
            name = f"{sheet.title.ja if self.japanese else sheet.title.en} ({paper})"
        return self._(
            f"{self.total(count)}　用紙 {name}　巻物 {height:.1f} × {length:.1f} mm　糊代 {paste:g} mm",
            f"{count} sheets · paper {name} · scroll {height:.1f} × {length:.1f} mm · "
            f"paste margin {paste:g} mm",
        )

    def steps(
        self, panels: Sequence[Panel], paste: Mm, *, borderless: bool, higher: bool
    ) -> tuple[str, ...]:
        """The order of work."""
        length = panels[-1].end
        if self.japanese:
            edge = (
                "この紙は巻物と同じ高さなので、フチなし（余白なし）にします。" if borderless else ""
            )
            trim = "各紙の左端を、断裁の印で裁ちます。第一紙は右端も裁ちます。"
            trim += "天地も印どおりに裁ちます。" if higher else ""
            join = (
                f"第二紙の右の糊代（{paste:g} mm）に糊を引き、第一紙の左端をその上に重ねて貼ります。"
                "継ぎ目では右の紙が上です。左の紙へ順に繰り返します。"
            )
            return (
                f"倍率 100 %（実際のサイズ）で印刷します。{edge}",
                "各紙の目盛りが 100 mm あることを、ものさしで確かめます。",
                trim,
                *((join,) if len(panels) > 1 else ()),
                f"天地の端をそろえ、全長が {length:.1f} mm になったことを確かめます。",
            )
        edge = " The paper is as high as the scroll: print without borders." if borderless else ""
        trim = "Trim the left edge of each sheet at its marks, and the right edge of sheet 1."
        trim += " Trim top and foot as marked." if higher else ""
        join = (
            f"Paste the right margin of sheet 2 ({paste:g} mm) and lay the left edge of sheet 1 upon it: at "
            "a joint the right sheet lies on top. Go on leftwards, sheet by sheet."
        )
        return (
            f"Print at 100 % (actual size).{edge}",
            "Check the ruler on each sheet: 100 mm.",
            trim,
            *((join,) if len(panels) > 1 else ()),
            f"Keep top and foot in line, and check the whole: {length:.1f} mm.",
        )
