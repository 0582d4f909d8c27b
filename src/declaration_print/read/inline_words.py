"""What is said about faulty inline notation, in both languages of the house."""

from declaration_print.model.problem import Words

EMPTY_BASE = Words(
    "ルビを振る文字がありません。「{東北|とうほく}」のように、「|」の前に親文字を書いてください。",
    "This ruby has no base; write the base characters before the `|`, as in `{東北|とうほく}`.",
)
EMPTY_READING = Words(
    "「|」の後に読みがありません。読みを書くか、余分な「|」を消してください。",
    "There is no reading after this `|`; write the reading, or take the extra `|` out.",
)
LINE_BREAK = Words(
    "ルビや縦中横の記号の途中で改行しています。1行につなげて書いてください。",
    "A line ends inside ruby or tate-chu-yoko; write the whole notation on one line.",
)
EMPTY_EMPHASIS = Words(
    "「《《」と「》》」の間に文字がありません。圏点を付ける文字を書くか、この記号を消してください。",
    "There is nothing between `《《` and `》》`; write what is to be emphasised, or take them out.",
)
NESTED_EMPHASIS = Words(
    "圏点「《《…》》」の中に、もう一つ「《《」があります。先の圏点を「》》」で閉じるか、"
    "文字として印刷するときは「\\《\\《」と書いてください。",
    "There is another `《《` inside `《《…》》`; close the first with `》》`, or write `\\《\\《` "
    "to print the characters.",
)
UNCLOSED_TATE_CHU_YOKO = Words(
    "縦中横の「^」が閉じていません。「^12^」のように両側に書くか、"
    "文字として印刷するときは「\\^」と書いてください。",
    "This `^` is not closed; write tate-chu-yoko as `^12^`, or `\\^` to print the character.",
)
EMPTY_TATE_CHU_YOKO = Words(
    "縦中横の「^」と「^」の間に文字がありません。「^12^」のように書いてください。",
    "There is nothing between these two `^`; write tate-chu-yoko as `^12^`.",
)


def lone_brace(brace: str) -> Words:
    """A `{` or `}` without its partner."""
    partner = "}" if brace == "{" else "{"
    return Words(
        f"ルビの「{brace}」に対応する「{partner}」がありません。「{{東北|とうほく}}」のように書くか、"
        f"文字として印刷するときは「\\{brace}」と書いてください。",
        f"This `{brace}` has no `{partner}`; write ruby as `{{東北|とうほく}}`, or `\\{brace}` to "
        "print the character.",
    )


def lone_dots(dots: str) -> Words:
    """A `《《` or `》》` without its partner."""
    partner = "》》" if dots == "《《" else "《《"
    return Words(
        f"圏点の「{dots}」に対応する「{partner}」がありません。「《《創造》》」のように書くか、"
        f"文字として印刷するときは「\\{dots[0]}\\{dots[0]}」と書いてください。",
        f"This `{dots}` has no `{partner}`; write emphasis as `《《創造》》`, or "
        f"`\\{dots[0]}\\{dots[0]}` to print the characters.",
    )


def nested(mark: str) -> Words:
    """A mark inside ruby or tate-chu-yoko."""
    escaped = "".join(f"\\{character}" for character in mark)
    return Words(
        f"ルビや縦中横の中では「{mark}」の記号は使えません。外に出すか、"
        f"文字として印刷するときは「{escaped}」と書いてください。",
        f"`{mark}` cannot be used inside ruby or tate-chu-yoko; move it outside, or write "
        f"`{escaped}` to print the character.",
    )


def ruby_without_reading(base: str) -> Words:
    """`{東北}`."""
    return Words(
        f"「{{{base}}}」に読みがありません。半角の「|」で区切って「{{{base}|よみ}}」のように書くか、"
        "括弧を印刷するときは「\\{」「\\}」と書いてください。",
        f"`{{{base}}}` has no reading; give it after a half-width `|`, as in `{{{base}|reading}}`, "
        "or write `\\{` and `\\}` to print the braces.",
    )


def reading_count(base: str, characters: int, readings: int) -> Words:
    """`{東北|とう|ほ|く}`."""
    return Words(
        f"「{base}」は{characters}文字ですが、読みが{readings}個あります。"
        f"全体に1個、または1文字に1個ずつ({characters}個)書いてください。",
        f"`{base}` has {characters} characters but {readings} readings; give one reading for all "
        f"of it, or one for each character.",
    )


def long_tate_chu_yoko(text: str, longest: int) -> Words:
    """`^12345^`."""
    return Words(
        f"縦中横「{text}」が長すぎます。{longest}文字までにするか、"
        "「^」を印刷するときは「\\^」と書いてください。",
        f"The tate-chu-yoko `{text}` is too long; keep it to {longest} characters, or write `\\^` "
        "to print the `^` itself.",
    )
