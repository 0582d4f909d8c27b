"""The keys of a declaration's YAML file: names, types, and what editors say about each.

The JSON Schema in `data/` is made from these models (see `schema`); the descriptions stand in it, in
Japanese first because the people who fill in a declaration read them in their editor.
"""

from typing import Annotated, ClassVar, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from declaration_print.model.problem import Words
from declaration_print.read.checks import LANGUAGE_TAG
from declaration_print.read.fault import Fault
from declaration_print.read.value_types import (
    Date,
    LanguageTag,
    Line,
    Lines,
    Paragraphs,
    Text,
    WebAddress,
    faulty,
    text_as,
)


class Block(BaseModel):
    """A group of keys."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _FilledBlock(Block):
    """A group of keys that says nothing unless one of the `essential` ones is given."""

    essential: ClassVar[tuple[str, ...]]

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any(getattr(self, key) for key in self.essential):
            raise faulty(self._emptiness())
        return self

    def _emptiness(self) -> Fault:
        return Fault("declaration/empty-section", _empty_section(self.essential))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler(core_schema)
        one_of_them = [{"required": [key]} for key in cls.essential]
        handler.resolve_ref_schema(schema)["anyOf"] = one_of_them
        return schema


class OrganisationBlock(Block):
    """団体または個人。 A body or person that signs."""

    form: Text | None = Field(
        None,
        description="法人格(国立大学法人、一般社団法人など)。名前より小さく印刷します。\n"
        "Legal form, printed smaller than the name.",
    )
    name: Text = Field(description="名前(必須)。\nName (required).")
    seal: Line | None = Field(
        None,
        description="印の SVG ファイル(宣言のファイルと同じフォルダーに置いたものの名前)。巻物に朱で押します。\n"
        "Seal: the name of an SVG file beside this one, printed in vermilion on the scroll.",
    )


Organisation = Annotated[
    OrganisationBlock,
    BeforeValidator(text_as("name"), json_schema_input_type=Text | OrganisationBlock),
]


class SignatoryGroupBlock(_FilledBlock):
    """署名団体のまとまり。 A body and the members that stand behind it."""

    essential = ("members",)

    name: Text | None = Field(
        None,
        description="まとまりの名前。なくてもかまいません。\nName of the group; may be left out.",
    )
    members: list[Organisation] = Field(
        [],
        description="構成団体(必須)。名前だけの行か、form と name の組を並べます。\n"
        "Members (required): names, or `form` and `name`.",
        json_schema_extra={"minItems": 1},
    )

    def _emptiness(self) -> Fault:
        return Fault("declaration/empty-group", _EMPTY_GROUP)


class ItemBlock(_FilledBlock):
    """項目の中の一条。 A numbered item of an article."""

    essential = ("title", "text")

    title: Text | None = Field(
        None,
        description="見出し。番号と「: 」は印刷のときに付くので、書きません。\n"
        "Title, without number and colon: they are typography.",
    )
    text: Text | None = Field(None, description="本文(一段落)。\nText, one paragraph.")

    def _emptiness(self) -> Fault:
        return Fault("declaration/empty-item", _EMPTY_ITEM)


Item = Annotated[
    ItemBlock, BeforeValidator(text_as("text"), json_schema_input_type=Text | ItemBlock)
]


class ArticleBlock(_FilledBlock):
    """一つの項目(第一項目など)。 One article of the declaration."""

    essential = ("title", "lead", "items")

    label: Text | None = Field(
        None,
        description="項目の呼び名(第一項目など)。「: 」は書きません。\n"
        "Label such as 第一項目, without a colon.",
    )
    title: Text | None = Field(None, description="見出し。\nTitle.")
    lead: Paragraphs = Field(
        [], description="各条の前に置く文(段落の一覧)。\nParagraphs before the items."
    )
    items: list[Item] = Field(
        [],
        description="各条。文だけの行か、title と text の組を並べます。\n"
        "Items: texts, or `title` and `text`.",
    )

    def _emptiness(self) -> Fault:
        return Fault("declaration/empty-article", _empty_article(self.label))


class StatementBlock(_FilledBlock):
    """宣言本文。 The declaring sentence itself."""

    essential = ("title", "text")

    title: Text | None = Field(None, description="見出し(宣言本文など)。\nTitle.")
    text: Paragraphs = Field([], description="本文(段落の一覧)。\nText, as paragraphs.")


class UsageBlock(_FilledBlock):
    """運用方法。 How the declaration may be used."""

    essential = ("title", "items")

    title: Text | None = Field(None, description="見出し。\nTitle.")
    items: list[Text] = Field([], description="箇条書きの文。\nTexts of the list.")


class AboutBlock(_FilledBlock):
    """宣言についての説明。 What the publisher says about the declaration."""

    essential = ("introduction", "usage")

    introduction: StatementBlock | None = Field(
        None, description="宣言の紹介。\nIntroduction to the declaration."
    )
    usage: UsageBlock | None = Field(None, description="運用方法。\nHow it may be used.")


class PillarBlock(Block):
    """骨子の柱。 One pillar of the outline."""

    title: Text = Field(description="柱の名前(必須)。\nName of the pillar (required).")
    aim: Text | None = Field(
        None, description="何を目指すかを一行で。\nWhat it aims at, in one line."
    )
    items: list[Text] = Field([], description="柱の中の各項。\nItems of the pillar.")


class OutlineBlock(_FilledBlock):
    """骨子。 The declaration in one minute, in its own wording."""

    essential = ("pillars",)

    title: Text | None = Field(None, description="骨子の表題。\nTitle of the outline.")
    pillars: list[PillarBlock] = Field(
        [], description="柱(必須)。\nPillars (required).", json_schema_extra={"minItems": 1}
    )

    def _emptiness(self) -> Fault:
        return Fault("declaration/empty-outline", _EMPTY_OUTLINE)


class BrushedBlock(_FilledBlock):
    """揮毫した巻物。 The brushed scroll."""

    essential = ("title", "sections")

    title: Text | None = Field(None, description="見出し。\nTitle.")
    sections: list[Text] = Field(
        [], description="巻物の各部の写真の題。\nCaptions of the scroll's pictured sections."
    )


_PARAGRAPHS_HELP = (
    "「- 」で始まる行に一段落ずつ書きます。一段落だけなら、そのまま一つの文として書けます。"
    "文の途中の改行はつなげて読み(日本語の文字の間に空白は入りません)、空行は段落の区切りになります。\n"
)
_NOTATION_HELP = (
    "記法: {東北|とうほく} 熟語全体のルビ、{創造|そう|ぞう} 一字ずつのルビ、{東北|とうほく||トーホク} 反対側にもルビ、"
    "^12^ 縦中横、《《創造》》 圏点、[創造]{傍線} 傍線、[二〇二四年]{割注} 割注、[甲|乙]{振分} 振分け、"
    "[氏名]{字取り 5} 字取り、[注1]{合印} 合印、[三月]{分割禁止} 行末で分けない、{改行} 改行。"
    "\\ の後の記号は文字として印刷します。「{」や「[」で始まる文、「: 」を含む文は '…' で囲みます。\n"
    "Notation: {base|reading}, {創造|そう|ぞう}, {base|reading||reading on the other side} ruby; ^12^ "
    "tate-chu-yoko; 《《…》》 emphasis dots; […]{line} side line, […]{warichu}, [a|b]{furiwake}, "
    "[name]{jidori 5}, [1]{mark} reference mark, […]{keep} kept on one line; {br} ends the line; \\ before a mark prints "
    "it. Put a text that begins with { or [ in quotes.\n"
)


class DeclarationFile(Block):
    """一つの宣言。 One declaration."""

    title: Text = Field(description=f"表題(必須)。\n{_NOTATION_HELP}Title (required).")
    reading: Line | None = Field(
        None, description="表題の読み(かな)。\nReading of the title, in kana."
    )
    subtitle: Text | None = Field(None, description="副題。\nSubtitle.")
    translations: dict[LanguageTag, Line] = Field(
        {},
        description="表題の訳。en: …、zh-Hant: … のように言語の符号ごとに書きます。\n"
        "The title in other languages, by BCP 47 language tag.",
        json_schema_extra={"propertyNames": {"pattern": LANGUAGE_TAG}},
    )
    preamble: Paragraphs = Field(
        [], description=f"前文。\n{_PARAGRAPHS_HELP}{_NOTATION_HELP}Preamble: paragraphs."
    )
    statement: StatementBlock | None = Field(
        None, description="宣言本文。\nThe declaring sentence."
    )
    articles: list[ArticleBlock] = Field(
        [],
        description="項目(第一項目、第二項目…)。なくてもかまいません。\nArticles; may be left out.",
    )
    closing: Paragraphs = Field([], description=f"結び。\n{_PARAGRAPHS_HELP}Closing paragraphs.")
    date: Date | None = Field(
        None,
        description="宣言の日付。2024-05-21、2024-05、2024 のいずれかの形で書きます。\n"
        "Date: 2024-05-21, 2024-05 or 2024.",
    )
    date_text: Text | None = Field(
        None,
        description="印刷する日付の書き方(例: 2024年 5月 21日)。date と一緒に書きます。\n"
        "The date as it is printed; needs `date`.",
    )
    place: Text | None = Field(None, description="宣言した場所。\nWhere the declaration was made.")
    issuers: list[Organisation] = Field(
        [],
        description="宣言者。名前だけの行か、form と name の組を並べます。\n"
        "Who declares: names, or `form` and `name`.",
    )
    signatories: list[SignatoryGroupBlock] = Field(
        [], description="署名団体のまとまり。\nGroups of signatories."
    )
    outline: OutlineBlock | None = Field(
        None, description="骨子。本文とは別の言葉で書けます。\nOutline, in its own wording."
    )
    about: AboutBlock | None = Field(
        None, description="宣言についての説明。\nAbout the declaration."
    )
    brushed: BrushedBlock | None = Field(None, description="揮毫した巻物。\nThe brushed scroll.")
    url: WebAddress | None = Field(
        None, description="宣言のウェブページ(https://…)。\nWeb page of the declaration."
    )
    identifier: Line | None = Field(
        None, description="識別子(DOI など)。\nIdentifier, such as a DOI."
    )
    rights: Line | None = Field(None, description="権利と利用条件。\nRights and terms of use.")
    publisher: Lines | None = Field(
        None,
        description="発行者。一つならそのまま、複数なら「- 」で始まる行に書きます。PDF の書誌に入るだけで、"
        "印刷はしません。書かなければ宣言者(issuers)です。\n"
        "Publisher, or a list of them, for the metadata of the PDF; the issuers when left out.",
    )
    contributors: Lines | None = Field(
        None,
        description="寄与者(書誌だけに入ります)。書かなければ署名団体の構成団体です。\n"
        "Contributors, for the metadata; the members of the signatories when left out.",
    )
    subjects: Lines | None = Field(
        None,
        description="件名、キーワード(書誌だけに入ります)。書かなければ各項目の見出しです。\n"
        "Subjects or key words, for the metadata; the titles of the articles when left out.",
    )
    description: Line | None = Field(
        None,
        description="内容の説明を一文で(書誌だけに入ります)。書かなければ副題、なければ宣言本文の最初の段落です。\n"
        "What the declaration is about, for the metadata; when left out the subtitle, or else the "
        "first paragraph of the statement.",
    )
    language: LanguageTag = Field(
        "ja",
        description="本文の言語(BCP 47 の符号)。書かなければ ja です。\n"
        "Language of the text, a BCP 47 tag; `ja` when left out.",
    )

    @field_validator("date_text")
    @classmethod
    def _date_text_has_date(cls, text: str, info: ValidationInfo) -> str:
        if info.data.get("date", text) is None:
            raise faulty(Fault("declaration/date-text-without-date", _NO_DATE))
        return text


_EMPTY_GROUP = Words(
    "署名団体が一つもありません。members: の下に少なくとも一つ書くか、このまとまりを消してください。",
    "This group has no members; give at least one under `members:`, or take the group out.",
)
_EMPTY_ITEM = Words(
    "中身のない条です。title か text を書くか、この行を消してください。",
    "This item is empty; give it a `title` or a `text`, or take it out.",
)
_EMPTY_OUTLINE = Words(
    "骨子に柱がありません。pillars: の下に少なくとも一つ書くか、outline を消してください。",
    "The outline has no pillars; give at least one under `pillars:`, or take `outline` out.",
)
_NO_DATE = Words(
    "date_text(印刷する日付)がありますが、date がありません。「date: 2024-05-21」の行も書いてください。",
    "There is a `date_text` but no `date`; add a line such as `date: 2024-05-21`.",
)


def _empty_article(label: str | None) -> Words:
    return Words(
        f"{f'「{label}」' if label else 'この項目'}に内容がありません。"
        "title、lead、items のいずれかを書いてください。",
        f"{label or 'This article'} says nothing; give it a `title`, a `lead` or `items`.",
    )


def _empty_section(keys: tuple[str, ...]) -> Words:
    return Words(
        f"中身がありません。{'、'.join(keys)} のいずれかを書くか、この部分を消してください。",
        f"This part is empty; give it {' or '.join(f'`{key}`' for key in keys)}, or take it out.",
    )
