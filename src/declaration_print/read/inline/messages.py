"""What is said about faulty inline notation, in both languages of the house."""

from enum import Enum

from declaration_print.model.problem import Words


class Where(Enum):
    """Notation within which only characters may stand."""

    RUBY = Words("ルビ", "ruby")
    TATE_CHU_YOKO = Words("縦中横", "tate-chu-yoko")
    SPAN = Words("割注・振分け・合印", "warichu, furiwake and reference marks")


EMPTY_BASE = Words(
    "ルビを振る文字がありません。「{東北|とうほく}」のように、「|」の前に親文字を書いてください。",
    "This ruby has no base; write the base characters before the `|`, as in `{東北|とうほく}`.",
)
SECOND_DOUBLE_BAR = Words(
    "「||」は一つのルビに一度だけ使えます。反対側の読みは「{創造|そう|ぞう||つく|る}」のように、"
    "「|」で区切って書いてください。",
    "`||` can stand in a ruby only once; divide the readings of the other side with `|`, as in "
    "`{創造|そう|ぞう||つく|る}`.",
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


def within(source: str, offset: int, words: Words) -> Words:
    """What is said about a text that no line of a file leads to."""
    return Words(
        f"「{source}」の{offset + 1}文字目: {words.ja}",
        f"character {offset + 1} of “{source}”: {words.en}",
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


def nested(mark: str, where: Where) -> Words:
    """A mark where only characters may stand."""
    escaped = "".join(f"\\{character}" for character in mark)
    return Words(
        f"{where.value.ja}の中では「{mark}」の記号は使えません。外に出すか、"
        f"文字として印刷するときは「{escaped}」と書いてください。",
        f"`{mark}` cannot be used inside {where.value.en}; move it outside, or write "
        f"`{escaped}` to print the character.",
    )


def line_break(where: Where) -> Words:
    """A line break within notation that is written on one line."""
    ja, en = where.value.ja, where.value.en
    if where is Where.SPAN:  # warichu may be long
        ja, en = "振分け・合印", "furiwake or a reference mark"
    return Words(
        f"{ja}の記号の途中で改行しています。1行につなげて書いてください。",
        f"A line ends inside {en}; write the whole notation on one line.",
    )


def empty_reading(bar: str) -> Words:
    """`{東北|}`."""
    return Words(
        f"「{bar}」の後に読みがありません。読みを書くか、余分な「{bar}」を消してください。",
        f"There is no reading after this `{bar}`; write the reading, or take the extra `{bar}` out.",
    )


def other_side_alone(base: str) -> Words:
    """`{東北||トーホク}`."""
    return Words(
        f"「||」の前に読みがありません。「{{{base}|よみ||反対側のよみ}}」のように、"
        "ふつうの側の読みを先に書いてください。",
        "There is no reading before `||`; write that of the usual side first, as in "
        f"`{{{base}|reading||reading on the other side}}`.",
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
