"""What is said about faulty spans, in both languages of the house."""

from declaration_print.model.problem import Words
from declaration_print.read.inline.span_word import Span

EMPTY = Words(
    "「[」と「]」の間に文字がありません。文字を書くか、「[」から「}」までを消してください。",
    "There is nothing between `[` and `]`; write the text, or take everything from `[` to `}` out.",
)
EMPTY_LINE = Words(
    "振分けに空の行があります。行を書くか、余分な「|」を消してください。",
    "A line of this furiwake is empty; write it, or take the extra `|` out.",
)
UNCLOSED = Words(
    "「{」に対応する「}」がありません。「[創造]{傍線}」のように書くか、"
    "文字として印刷するときは「\\{」と書いてください。",
    "This `{` has no `}`; write the span as `[創造]{line}`, or `\\{` to print the character.",
)


def _known_ja() -> str:
    return "、".join(_shown(span, span.ja) for span in Span)


def _known_en() -> str:
    return ", ".join(_shown(span, span.en) for span in Span)


def _shown(span: Span, word: str) -> str:
    return f"{word} 5" if span is Span.JIDORI else word


def unknown(word: str) -> Words:
    """`[東北]{下線}`."""
    reading = word or "東北"
    return Words(
        f"「[…]{{{word}}}」という記法はありません。使えるのは {_known_ja()} です"
        f"({_known_en()} とも書けます)。ルビなら「{{{reading}|よみ}}」と書き、"
        "文字として印刷するときは「\\[」「\\{」と書いてください。",
        f"There is no notation `[…]{{{word}}}`; use one of {_known_en()}. Write "
        f"ruby as `{{{reading}|reading}}`, and `\\[` and `\\{{` to print the characters.",
    )


def unopened(word: str) -> Words:
    """`東北{傍線}`."""
    return Words(
        f"「{{{word}}}」のすぐ前に「[…]」がありません。「[創造]{{{word}}}」のように書いてください。"
        f"ルビなら「{{{word}|よみ}}」と書き、文字として印刷するときは「\\{{」「\\}}」と書いてください。",
        f"There is no `[…]` directly before `{{{word}}}`; write the span as `[創造]{{{word}}}`. Write "
        f"ruby as `{{{word}|reading}}`, and `\\{{` and `\\}}` to print the braces.",
    )


def needless_number(word: str) -> Words:
    """`[東北]{傍線 5}`."""
    return Words(
        f"「{{{word}}}」の言葉の後には何も付きません。数を付けるのは字取りだけです。"
        "余分な部分を消してください。",
        f"Nothing follows the word in `{{{word}}}`: only jidori takes a number; take the rest out.",
    )


def jidori_length(number: str, shortest: int, longest: int) -> Words:
    """`[氏名]{字取り}`, `[氏名]{字取り 200}`."""
    found_ja = f"字取りの長さ「{number}」は使えません。" if number else "字取りの長さがありません。"
    found_en = (
        f"`{number}` is no length for jidori" if number else "The length of this jidori is missing"
    )
    return Words(
        f"{found_ja}「[氏名]{{字取り 5}}」のように、{shortest}から{longest}までの字数"
        "(4.5 のような半字も可)を書いてください。",
        f"{found_en}; write {shortest} to {longest} ems, halves allowed, as in `[氏名]{{jidori 5}}`.",
    )


def furiwake_lines(lines: int, fewest: int, most: int) -> Words:
    """`[甲]{振分}`."""
    return Words(
        f"振分けが{lines}行あります。「[甲|乙]{{振分}}」のように「|」で区切って、"
        f"{fewest}行から{most}行までにしてください。",
        f"This furiwake has {lines} line{'s' * (lines != 1)}; give it {fewest} to {most}, divided "
        "with `|`, as in `[甲|乙]{furiwake}`.",
    )


def in_itself(span: Span) -> Words:
    """`[東[北]{傍線}]{傍線}`."""
    return Words(
        f"「{span.ja}」の中に、もう一つ「{span.ja}」があります。どちらか一方にしてください。",
        f"There is a `{span.en}` span inside another; keep one of the two.",
    )


def in_another(span: Span) -> Words:
    """`《《東[北]{割注}》》`."""
    return Words(
        f"「{span.ja}」は、圏点・傍線・字取りの中では使えません。その外に出してください"
        "(分割禁止の中では使えます)。",
        f"A `{span.en}` span cannot stand inside emphasis, a side line or jidori; move it outside "
        "(inside `keep` it may stand).",
    )
