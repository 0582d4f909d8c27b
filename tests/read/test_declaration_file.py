"""What a declaration's file means when nothing is wrong with it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from declaration_print.model.declaration import Declaration, Plain, Ruby, Text
from declaration_print.model.problem import BadInput, Place

NOWHERE = Place("")


def text(*nodes):
    return Text(tuple(Plain(node) if isinstance(node, str) else node for node in nodes), NOWHERE)


def plains(texts):
    return [each.plain for each in texts]


def test_four_paragraphs_a_date_and_a_signature_are_a_declaration(read):
    declaration = read("""\
title: 読書宣言
preamble:
  - 一つ、読みます。
  - 二つ、書きます。
  - 三つ、語ります。
  - 四つ、手渡します。
date: 2025-11-03
issuers:
  - 町立図書館
""")
    assert declaration.slug == "sengen"
    assert declaration.title == text("読書宣言")
    assert plains(declaration.preamble) == [
        "一つ、読みます。",
        "二つ、書きます。",
        "三つ、語ります。",
        "四つ、手渡します。",
    ]
    assert declaration.date.iso == "2025-11-03"
    assert [(issuer.form, issuer.name) for issuer in declaration.issuers] == [
        (None, text("町立図書館"))
    ]
    assert declaration.articles == ()
    assert declaration.outline is None
    assert declaration.language == "ja"


def test_a_title_is_enough(read):
    assert read("title: 宣言\n") == Declaration(slug="sengen", title=text("宣言"))


def test_every_key_reaches_its_value(read):
    declaration = read("""\
title: '{東北|とうほく}宣言'
reading: とうほくせんげん
subtitle: 副題
translations:
  en: Tohoku Declaration
  zh-Hant: 東北宣言
preamble: 前文
statement:
  title: 宣言本文
  text: [本文一, 本文二]
articles:
  - label: 第一項目
    title: 生産性
    lead: 導入
    items:
      - 文だけ
      - title: 見出し
        text: 本文
closing: [結び]
date: 2024-05
date_text: 2024年 5月
place: 仙台市
issuers:
  - form: 国立大学法人
    name: 東北大学
signatories:
  - members: [宮城県]
  - name: 部会
    members:
      - form: 一般社団法人
        name: 工業会
outline:
  title: 骨子
  pillars:
    - title: 柱
      aim: 狙い
      items: [一, 二]
about:
  introduction: {title: 紹介, text: 説明}
  usage: {title: 運用, items: [公開する]}
brushed: {title: 揮毫, sections: [全体像]}
url: https://example.jp/宣言
identifier: doi:10.1000/182
rights: CC BY 4.0
publisher: 出版社
contributors:
  - 甲山
    乙子
  - "{乙|おつ}"
subjects: [歩行, 公共交通]
description: 一文で
  言えば
language: ja-JP
""")
    assert declaration.title == text(Ruby("東北", ("とうほく",)), "宣言")
    assert declaration.reading == "とうほくせんげん"
    assert declaration.subtitle == text("副題")
    assert declaration.translations == (("en", "Tohoku Declaration"), ("zh-Hant", "東北宣言"))
    assert declaration.preamble == (text("前文"),)
    assert declaration.statement.title == text("宣言本文")
    assert declaration.statement.paragraphs == (text("本文一"), text("本文二"))
    (article,) = declaration.articles
    assert (article.label, article.title, article.lead) == (
        text("第一項目"),
        text("生産性"),
        (text("導入"),),
    )
    assert [(item.title, item.text) for item in article.items] == [
        (None, text("文だけ")),
        (text("見出し"), text("本文")),
    ]
    assert declaration.closing == (text("結び"),)
    assert (declaration.date.iso, declaration.date.text) == ("2024-05", text("2024年 5月"))
    assert declaration.declared_at == text("仙台市")
    (issuer,) = declaration.issuers
    assert (issuer.form, issuer.name) == (text("国立大学法人"), text("東北大学"))
    nameless, named = declaration.signatories
    assert (nameless.name, nameless.members[0].name) == (None, text("宮城県"))
    assert (named.name, named.members[0].form) == (text("部会"), text("一般社団法人"))
    (pillar,) = declaration.outline.pillars
    assert (pillar.title, pillar.aim, plains(pillar.items)) == (
        text("柱"),
        text("狙い"),
        ["一", "二"],
    )
    assert declaration.about.introduction.paragraphs == (text("説明"),)
    assert declaration.about.usage.items == (text("公開する"),)
    assert declaration.brushed.sections == (text("全体像"),)
    assert declaration.url == "https://example.jp/宣言"
    assert declaration.identifier == "doi:10.1000/182"
    assert declaration.rights == "CC BY 4.0"
    assert declaration.publishers == ("出版社",)
    assert declaration.contributors == ("甲山乙子", "{乙|おつ}")
    assert declaration.subjects == ("歩行", "公共交通")
    assert declaration.description == "一文で言えば"
    assert declaration.language == "ja-JP"


def test_what_is_said_for_the_metadata_may_be_nothing_or_left_open(read):
    left_open = read("title: 東北\n")
    assert left_open.publishers is left_open.contributors is left_open.subjects is None
    nothing = read("title: 東北\npublisher: []\ncontributors: []\nsubjects: []\n")
    assert nothing.publishers == nothing.contributors == nothing.subjects == ()


@pytest.mark.parametrize(
    "preamble",
    [
        "preamble: |\n  私たちは、\n  東北の TAP\n  members です。\n\n  二段落目。\n",
        "preamble: >-\n  私たちは、\n  東北の TAP\n  members です。\n\n  二段落目。\n",
        "preamble:\n  - 私たちは、\n    東北の TAP\n    members です。\n  - 二段落目。\n",
        "preamble:\n  - '私たちは、\n    東北の TAP\n    members です。\n\n    二段落目。'\n",
        "preamble:\n  - |\n    私たちは、\n    東北の TAP\n    members です。\n\n\n    二段落目。\n",
        'preamble: "私たちは、\\\n  東北の TAP\n  members です。\\n\\n二段落目。"\n',
    ],
)
def test_lines_join_and_blank_lines_part_paragraphs_in_every_style(read, preamble):
    declaration = read("title: 宣言\n" + preamble)
    assert plains(declaration.preamble) == ["私たちは、東北の TAP members です。", "二段落目。"]


def test_typed_spaces_are_kept(read):
    declaration = read("title: 推進します。 単なる\npreamble: |\n  　字下げ  した文\n")
    assert declaration.title.plain == "推進します。 単なる"
    assert declaration.preamble[0].plain == "　字下げ  した文"


def test_every_text_knows_its_place(read):
    declaration = read("""\
title: '宣言'
preamble: |
  一段落目

  二段落目
issuers:
  - 東北
  - form: 国立大学法人
    name: 大学
date: 2024
""")
    places = [
        declaration.title.place,
        *(paragraph.place for paragraph in declaration.preamble),
        declaration.issuers[0].name.place,
        declaration.issuers[1].name.place,
        declaration.date.place,
    ]
    assert [(place.line, place.column) for place in places] == [
        (1, 9),
        (3, 3),
        (5, 3),
        (7, 5),
        (9, 11),
        (10, 7),
    ]
    assert all(place.path.endswith("sengen.yaml") for place in places)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024-05-21", "2024-05-21"),
        ("'2024-02-29'", "2024-02-29"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("'2024'", "2024"),
    ],
)
def test_dates_of_every_precision(read, written, iso):
    assert read(f"title: 宣言\ndate: {written}\n").date.iso == iso


@pytest.mark.parametrize(
    "tag", ["ja", "ja-JP", "en-GB-oxendict", "zh-Hant-TW", "sr-Latn-RS", "de-CH-1996", "ain-x-saru"]
)
def test_language_tags_of_rfc_5646(read, tag):
    assert read(f"title: 宣言\nlanguage: {tag}\n").language == tag


@pytest.mark.parametrize("plain", ["no", "yes", "on", "2024年", "1:30", "0o", "1_000", "=", "<<"])
def test_words_of_yaml_1_1_stay_words(read, plain):
    assert read(f"title: {plain}\n").title.plain == plain


def test_byte_order_mark_and_windows_line_ends_change_nothing(read):
    yaml = "title: 宣言\npreamble: |\n  一\n  二\n\n  三\n"
    windows = b"\xef\xbb\xbf" + yaml.replace("\n", "\r\n").encode()
    assert read(windows) == read(yaml)
    with pytest.raises(BadInput) as caught:
        read(b"\xef\xbb\xbfdate: x\r\ntitle: y\r\n")
    assert (caught.value.problems[0].place.line, caught.value.problems[0].place.column) == (1, 7)


def test_a_title_may_stand_among_its_own_translations(read):
    yaml = "title: '{東|とう}北'\ntranslations: {JA: 東北, en: Tohoku, EN: Tohoku}\n"
    assert dict(read(yaml).translations)["JA"] == "東北"


def test_same_file_same_declaration(read):
    yaml = "title: 宣言\ntranslations: {en: a, fr: b, de: c}\n"
    assert [language for language, _ in read(yaml).translations] == ["en", "fr", "de"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet="title: preamble-[]{}|>'\"&*!#%@\n 東北,?\\0", max_size=80))
def test_whatever_is_in_the_file_nothing_but_bad_input_is_raised(read, yaml):
    try:
        assert isinstance(read(yaml), Declaration)
    except BadInput as bad:
        assert bad.problems  # noqa: PT017 - either outcome is right


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=60))
def test_whatever_bytes_are_in_the_file_nothing_but_bad_input_is_raised(read, raw):
    try:
        read(raw)
    except BadInput as bad:
        assert bad.problems  # noqa: PT017 - either outcome is right
