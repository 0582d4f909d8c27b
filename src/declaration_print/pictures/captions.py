"""The words beside a picture of a scroll: titles and alt texts, in the declaration's language.

Titles are the captions that the declaration gives its photographs (`brushed: sections:`) where they
name a section; ours otherwise. Alt texts say what is to be read there, shortened (WCAG 2.2, 1.1.1).
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from declaration_print.model.declaration import (
    PARTS,
    Article,
    Declaration,
    Organisation,
    Text,
)
from declaration_print.model.numerals import kanji
from declaration_print.model.problem import Words
from declaration_print.model.units import Mm

LONGEST_QUOTATION = 120
"""Characters of a text that are quoted; a listener does not want the section twice."""

_MOST_NAMED = 12  # sections, items or bodies that are told one by one

_NAMES = {
    "whole": Words(ja="全体像", en="The whole scroll"),
    "cover": Words(ja="表紙と見返し", en="Cover and endpaper"),
    "title": Words(ja="題", en="Title"),
    "preamble": Words(ja="序文", en="Preamble"),
    "statement": Words(ja="宣言本文", en="Statement"),
    "closing": Words(ja="結び", en="Closing"),
    "signatories": Words(ja="日付と宣言者", en="Date and signatories"),
    "colophon": Words(ja="奥付", en="Colophon"),
}

_NUMERALS = "〇一二三四五六七八九十百千"
_ENOUGH = 12  # letters by which a place in a text is found

_FULL_STOPS, _COMMAS = "。．！？!?", "、，,;"


class Captions:
    """The words of one declaration's pictures. A section is told by its name: `article-3`."""

    def __init__(self, declaration: Declaration) -> None:
        self._of = declaration
        self.lang = declaration.lang

    def heading(self, name: str) -> str:
        """`第一項目　生産性向上`, or what such a section is called."""
        article = self._article(name)
        if article:
            given = [text.plain.strip() for text in (article.label, article.title) if text]
            return self._say("　", " ").join(given) or self._numbered(name)
        if name == "statement" and self._of.statement and self._of.statement.title:
            return self._of.statement.title.plain
        return _NAMES[name].in_(self.lang)

    def title(self, name: str, at: int = 1, many: int = 1) -> str:
        """The caption of a picture; of one of many, with its number."""
        given = self._given(name)
        title = given[min(at, len(given)) - 1] if given else self.heading(name)
        if many == 1:
            return title
        return self._say(f"{title}（{kanji(at)}）", f"{title} ({at})")

    def photographs(self, name: str) -> int:
        """In how many pictures the declaration itself shows a section, at least one."""
        return max(1, len(self._given(name)))

    def whole(self, length: Mm, height: Mm, headings: Sequence[str]) -> str:
        """The alt text of the whole scroll: its size, how it is read, what it holds."""
        title = self._of.title.plain
        size = (f"{height:,.0f} mm", f"{length:,.0f} mm")
        return self._say(
            f"「{title}」の巻物の全体像。高さ{size[0]}、長さ{size[1]}。縦書きで、右から左へ読む。"
            f"右から順に、{self._named(headings)}。",
            f"The whole scroll “{title}”: {size[0]} high and {size[1]} long, in vertical columns read "
            f"from right to left. From the right: {self._named(headings)}.",
        )

    def alt(
        self, name: str, shown: str, at: int = 1, many: int = 1, *, titled: bool = False
    ) -> str:
        """What is seen in a picture; `shown` are the words drawn there, in reading order."""
        heading = self.heading(name)
        if at > 1:
            words = self._say(
                f"{heading}の続き（{many}枚のうち{at}枚目）。",
                f"{heading}, continued (picture {at} of {many}). ",
            )
            return (words + self._quoted(self._going_on(name, shown))).strip()
        part = self._say(f"（{many}枚のうち1枚目）", f" (picture 1 of {many})") if many > 1 else ""
        words = heading + part + self._say("。", ". ")
        if titled:
            title = self._of.title.plain
            words = self._say(f"題「{title}」と{words}", f"The title, “{title}”. {words}")
        return (words + self._words(name)).strip()

    def _words(self, name: str) -> str:
        """What a section says: its first words, the titles of its items, the names that sign."""
        article = self._article(name)
        if article:
            return self._of_article(article)
        if name == "signatories":
            date = "".join(text.plain for text in PARTS["date"](self._of))
            names = self._named(list(self._bodies()))
            return self._say("。", ". ").join(filter(None, (date, names))) + self._say("。", ".")
        if name == "statement" and self._of.statement:
            return self._quoted(_plain(self._of.statement.paragraphs))
        if name in {"preamble", "closing", "title"}:
            return self._quoted(_plain(PARTS[name](self._of)))
        title = self._of.title.plain
        return {
            "cover": self._say(f"題簽に「{title}」とある。", f"The title slip reads “{title}”."),
            "colophon": self._say(
                "この巻物が、いつ、何から、どの書体で作られたかを記す。",
                "It says when this scroll was made, from what, and in which faces.",
            ),
        }.get(name, "")

    def _going_on(self, name: str, shown: str) -> str:
        """The declaration's own words from where a drawn text begins, which is set otherwise."""
        words = " ".join(self._everything(name))
        letters = list(_letters(words))
        begins = "".join(letter for _, letter in _letters(shown))[:_ENOUGH]
        found = "".join(letter for _, letter in letters).find(begins)
        return words[letters[found][0] :] if begins and found >= 0 else ""

    def _everything(self, name: str) -> Iterator[str]:
        article = self._article(name)
        if article:
            yield from (text.plain for text in article.lead)
            for item in article.items:
                yield from (text.plain for text in (item.title, item.text) if text)
        elif name == "signatories":
            yield from self._bodies()
        elif name in PARTS:
            yield from (text.plain for text in PARTS[name](self._of))

    def _bodies(self) -> Iterator[str]:
        """The names of those who sign, with their legal forms."""
        for issuer in self._of.issuers:
            yield self._body(issuer)
        for group in self._of.signatories:
            yield from [group.name.plain] if group.name else []
            yield from (self._body(member) for member in group.members)

    def _body(self, body: Organisation) -> str:
        return self._say("", " ").join(text.plain for text in (body.form, body.name) if text)

    def _of_article(self, article: Article) -> str:
        items = list(self._numbered_items(article))
        lead = self._quoted(_plain(article.lead))
        if not items:
            return lead
        listed = self._say("項目は、", "Items: ") + self._named(items) + self._say("。", ".")
        return lead + (self._say("", " ") if lead else "") + listed

    def _numbered_items(self, article: Article) -> Iterator[str]:
        for at, item in enumerate(article.items, start=1):
            words = item.title.plain if item.title else item.text.plain if item.text else ""
            number = self._say(f"{kanji(at)} ", f"{at}. ")
            yield number + shortened(words, LONGEST_QUOTATION // 4)

    def _given(self, name: str) -> list[str]:
        """The captions in the declaration that end with what the section is called."""
        article = self._article(name)
        called = article.label.plain if article and article.label else self.heading(name)
        brushed = self._of.brushed
        captions = [text.plain.strip() for text in brushed.sections] if brushed else []
        return [one for one in captions if _ends_with(one, called.strip())]

    def _article(self, name: str) -> Article | None:
        kind, _, number = name.partition("-")
        at = int(number) if kind == "article" and number.isdecimal() else 0
        return self._of.articles[at - 1] if 0 < at <= len(self._of.articles) else None

    def _numbered(self, name: str) -> str:
        number = int(name.partition("-")[2])
        return self._say(f"第{kanji(number)}項目", f"Article {number}")

    def _named(self, names: Sequence[str]) -> str:
        told = self._say("、", ", ").join(names[:_MOST_NAMED])
        rest = len(names) - _MOST_NAMED
        return told + (self._say(f"ほか{rest}件", f" and {rest} more") if rest > 0 else "")

    def _quoted(self, words: str) -> str:
        short = shortened(" ".join(words.split()), LONGEST_QUOTATION)
        return self._say(f"「{short}」", f"“{short}”") if short else ""

    def _say(self, ja: str, en: str) -> str:
        return ja if self.lang == "ja" else en


def shortened(words: str, most: int) -> str:
    """At most so many characters, up to the end of a sentence or phrase if there is one late on."""
    if len(words) <= most:
        return words
    head = words[:most]
    for marks in (_FULL_STOPS, _COMMAS, " "):
        at = max(head.rfind(mark) for mark in marks)
        if at > most // 2:
            return head[: at + 1].rstrip("、，,; ") + "…"
    return head + "…"


def _letters(words: str) -> Iterator[tuple[int, str]]:
    """Letters and where each stands: what composition leaves as it is, unlike figures and marks."""
    for at, character in enumerate(words):
        letter = unicodedata.normalize("NFKC", character)[0]
        if letter.isalpha() and letter not in _NUMERALS:
            yield at, letter


def _plain(texts: Iterable[Text]) -> str:
    return "".join(text.plain for text in texts)


def _ends_with(caption: str, called: str) -> bool:
    """Whether a caption's last words are these: 「… 第三項目」 is no 「… 十三項目」."""
    before = caption.removesuffix(called)
    return bool(called) and before != caption and (not before or before[-1].isspace())
