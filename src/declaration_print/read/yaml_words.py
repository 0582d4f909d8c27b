"""What is said about files that are not the YAML we read, in words for someone who never heard of it.

PyYAML's own messages speak of tokens and block ends; the table below turns the ones that an author of
Japanese prose meets into what to change.
"""

import re
from typing import NamedTuple

import yaml

from declaration_print.model.problem import Problem, Words
from declaration_print.read.source_file import SourceText

ALIAS = Words(
    "「&」や「*」で始まる値は YAML の参照として扱われるため、使えません。"
    "文字として書くときは、文全体を引用符「'…'」で囲んでください。",
    "A value that begins with `&` or `*` is a YAML reference, which is not used here; if it is text, "
    "put the whole text in quotes ('…').",
)
TAG = Words(
    "「!」で始まる値は YAML のタグとして扱われるため、使えません。"
    "文字として書くときは、文全体を引用符「'…'」で囲んでください。",
    "A value that begins with `!` is a YAML tag, which is not used here; if it is text, put the "
    "whole text in quotes ('…').",
)
KEY = Words(
    "「:」の前には、title のようなキーの名前を書いてください。"
    "文として書くときは、文全体を引用符「'…'」で囲んでください。",
    "Write the name of a key, such as `title`, before the colon; if this is text, put the whole "
    "text in quotes ('…').",
)
EMPTY = Words(
    "ファイルに注釈のほか何も書かれていません。少なくとも表題(title:)を書いてください。",
    "There is nothing but comments in this file; write at least a `title:`.",
)
ESCAPE = Words(
    '二重引用符「"…"」の中の「\\」の後が正しくありません。'
    "「\\」を文字として書くときは、引用符を「'…'」に替えてください。",
    "What follows this `\\` inside \"…\" is not known to YAML; use single quotes ('…') to write a "
    "backslash as it is.",
)
UNQUOTED = Words(
    "「{」で始まる文は、YAML の記号として扱われます。「'{東北|とうほく}'」のように、"
    "文全体を引用符「'…'」で囲んでください。",
    "A text that begins with `{` is taken for YAML's own notation; put the whole text in quotes, as in "
    "`'{東北|とうほく}'`.",
)
_TAB = Words(
    "字下げや文の区切りにタブが使われています。YAML では使えないので、半角の空白に書き換えてください。",
    "A tab stands here as indentation or between words, which YAML does not allow; replace it with "
    "spaces.",
)
_COLON = Words(
    "ここの「:」のために、文の続きを読めません。文の中に「: 」があるときは、文全体を引用符「'…'」で"
    "囲んでください。キーのつもりなら、字下げを前後の行と揃えてください。",
    "The text cannot be read past this colon; if `: ` is part of a text, put the whole text in quotes "
    "('…'). If this is a key, align it with the lines around it.",
)
_FIRST_CHARACTER = Words(
    "文の先頭にこの文字があると、YAML の記号として扱われます。文全体を引用符「'…'」で囲んでください。",
    "At the beginning of a text this character means something to YAML; put the whole text in quotes "
    "('…').",
)
_OPEN_QUOTE = Words(
    "ここで始まる引用符が閉じていません。文の終わりに同じ引用符を書いてください。",
    "The quotation mark that begins here is never closed; write the same mark at the end of the text.",
)
_BRACES = Words(
    "「{」「[」「*」や引用符で始まる文は、YAML の記号として扱われます。"
    "「title: '{東北|とうほく}宣言'」のように、文全体を引用符「'…'」で囲んでください。",
    "A text that begins with `{`, `[`, `*` or a quotation mark is taken for YAML's own notation; put "
    "the whole text in quotes, as in `title: '{東北|とうほく}宣言'`.",
)
_NO_COLON = Words(
    "この行にはキーがありません。「title: 表題」のように書くか、前の行の続きなら字下げしてください。",
    "This line has no key; write it as `title: …`, or indent it if it continues the line before.",
)
_INDENTATION = Words(
    "字下げが前の行と合っていません。同じ並びの行は、先頭の空白の数を揃えてください。",
    "The indentation does not match the lines before; begin the lines of one list or group with the "
    "same number of spaces.",
)
_SEVERAL = Words(
    "ファイルの途中に「---」の行があり、文書が二つ以上に分かれています。"
    "一つのファイルには一つの宣言だけを書いてください。",
    "A line `---` divides this file into several documents; keep one declaration in a file.",
)

_UNREADABLE = Words(
    "ここから先を YAML として読めません。この行と前の行の字下げ、「:」の後の空白、引用符を確かめてください。",
    "The file cannot be read as YAML from here; check indentation, the space after each colon, and "
    "quotation marks in this line and the one before.",
)


class _Meaning(NamedTuple):
    """What a message of PyYAML (a pattern of it) means to the author, and where to look."""

    message: str
    words: Words
    code: str = "yaml/syntax"
    at_context: bool = False  # where the construct began, not where reading it failed


_MEANINGS = (
    _Meaning(r"found character '\\t'", _TAB, "yaml/tab"),
    _Meaning(r"found character .* cannot start any token", _FIRST_CHARACTER),
    _Meaning(r"while scanning an (alias|anchor)", ALIAS, "yaml/alias", at_context=True),
    _Meaning(r"while (scanning|parsing) a tag", TAG, "yaml/tag", at_context=True),
    _Meaning(r"(sequence entries|mapping keys) are not allowed here", _FIRST_CHARACTER),
    _Meaning(r"expected (chomping|indentation|a comment)", _FIRST_CHARACTER, at_context=True),
    _Meaning(r"mapping values are not allowed here", _COLON),
    _Meaning(r"found unknown escape character|expected escape sequence", ESCAPE),
    _Meaning(r"unexpected (end of stream|document separator)", _OPEN_QUOTE, at_context=True),
    _Meaning(r"could not find expected ':'", _NO_COLON, at_context=True),
    _Meaning(r"expected ',' or", _BRACES, at_context=True),
    _Meaning(r"expected the node content", _BRACES),
    _Meaning(r"but found another document", _SEVERAL, "yaml/several-documents"),
    _Meaning(r"undefined tag handle", TAG, "yaml/tag"),
    _Meaning(r"expected <block end>", _INDENTATION),
)

_BEGINS_LIKE_NOTATION = re.compile(r"\s*(-\s+)*([\w-]+:\s+)?[{\[*'\"]")


def duplicate_key(key: str, first_line: int | None) -> Words:
    """The same key twice in one group."""
    return Words(
        f"「{key}」が{first_line}行目にもあります。一つにまとめるか、どちらかを消してください。",
        f"`{key}` stands on line {first_line} already; keep one of the two.",
    )


def too_deep(deepest: int) -> Words:
    """Lists in lists in lists."""
    return Words(
        f"字下げや括弧の入れ子が深すぎます({deepest}段まで)。宣言のファイルかどうかを確かめてください。",
        f"This is nested more than {deepest} levels deep; check that it is the file of a declaration.",
    )


def too_many(most: int) -> Words:
    """More lines than any declaration has."""
    return Words(
        f"項目が多すぎます({most}個まで)。宣言のファイルかどうかを確かめてください。",
        f"There are more than {most} values in this file; check that it is the file of a declaration.",
    )


def syntax_problem(source: SourceText, error: yaml.MarkedYAMLError) -> Problem:
    """PyYAML's error as a problem, placed where the author has to look."""
    message = f"{error.context}: {error.problem}"
    failed = error.problem_mark or error.context_mark
    meaning = next(
        (known for known in _MEANINGS if re.search(known.message, message)),
        _Meaning("", _UNREADABLE),
    )
    mark = error.context_mark if meaning.at_context and error.context_mark else failed
    at = mark.index if mark else 0
    words = meaning.words
    if words is _INDENTATION and _BEGINS_LIKE_NOTATION.match(source.line(at)):
        words = _BRACES
    return Problem(meaning.code, words, source.place(at))
