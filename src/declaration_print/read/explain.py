"""pydantic's errors as problems with a place in the file, in words for whoever wrote the file."""

from collections.abc import Iterator
from difflib import get_close_matches
from inspect import isclass
from typing import Any, get_args
from unicodedata import normalize

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from declaration_print.model.problem import Place, Problem, Words
from declaration_print.read.checks import EMPTY_VALUE
from declaration_print.read.file_format import DeclarationFile
from declaration_print.read.value_types import EXPECTED, FAULTS, Expected
from declaration_print.read.yaml_tree import Kind, Node

_Path = tuple[int | str, ...]


def problems(root: Node, error: ValidationError) -> Iterator[Problem]:
    """Every error as one problem or more; values that were refused before are passed over."""
    for detail in error.errors(include_url=False):
        node = _node(root, detail["loc"])
        if node.kind is Kind.REFUSED:
            continue
        if detail["type"] == FAULTS:
            for fault in detail["ctx"][FAULTS]:
                yield Problem(fault.code, fault.words, _place(node, detail["loc"], fault.offset))
        elif detail["type"] == "extra_forbidden":
            yield _unknown_key(node, detail["loc"])
        elif detail["type"] == "missing":
            yield _missing_key(node, detail["loc"])
        elif node.kind is Kind.NOTHING:
            yield Problem("declaration/empty-value", EMPTY_VALUE, node.key_place)
        else:
            words = _wrong_type(node, detail)
            yield Problem("declaration/wrong-type", words, node.place)


def _node(root: Node, path: _Path) -> Node:
    """The node at a path, or the nearest one around it: a text may stand in place of a list."""
    for step in path:
        root = root.child(step)
    return root


_OF_THE_KEY = "[key]"  # pydantic's last step when the key itself of a dict is wrong


def _place(node: Node, path: _Path, offset: int) -> Place:
    return node.key_place if path[-1:] == (_OF_THE_KEY,) else node.place_at(offset)


def _known_keys(path: _Path) -> tuple[str, ...]:
    """The keys that may stand in the group at `path`."""
    block: type[BaseModel] | None = DeclarationFile
    for step in path:
        if isinstance(step, str) and block:
            known = block.model_fields.get(step)
            block = known and _block_in(known.annotation)
    return tuple(block.model_fields) if block else ()


def _block_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any type there is
    if isclass(annotation) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_block_in, get_args(annotation))), None)


def _unknown_key(node: Node, path: _Path) -> Problem:
    key, known = str(path[-1]), _known_keys(path[:-1])
    near = get_close_matches(normalize("NFKC", key).casefold(), known, n=1)
    if near:
        words = Words(
            f"「{key}」というキーはありません。「{near[0]}」ではありませんか。",
            f"There is no key `{key}`; did you mean `{near[0]}`?",
        )
    else:
        words = Words(
            f"「{key}」というキーはここでは使えません。使えるのは {'、'.join(known)} です。",
            f"There is no key `{key}` here; use one of {', '.join(known)}.",
        )
    return Problem("declaration/unknown-key", words, node.key_place)


def _missing_key(node: Node, path: _Path) -> Problem:
    key = path[-1]
    return Problem(
        "declaration/missing-key",
        Words(
            f"「{key}」がありません。「{key}: …」の行を書いてください。",
            f"`{key}` is missing; add a line `{key}: …`.",
        ),
        node.place,
    )


_TEXT = Words("文", "text")
_LIST = Words("「- 」で始まる行の一覧", "a list (lines that begin with `- `)")
_KEYS = Words("「title: …」のようなキーの組", "keys (lines such as `title: …`)")
_WANTED = {
    "string_type": _TEXT,
    "list_type": _LIST,
    "model_type": _KEYS,
    "dict_type": _KEYS,
    Expected.PARAGRAPHS: Words(
        "文、または「- 」で始まる段落の一覧",
        "text, or a list of paragraphs (lines that begin with `- `)",
    ),
    Expected.LINES: Words(
        "文、または「- 」で始まる行の一覧", "text, or a list (lines that begin with `- `)"
    ),
    Expected.TEXT_OR_KEYS: Words(
        "文、または「title: …」のようなキーの組", "text, or keys (lines such as `title: …`)"
    ),
}
_FOUND = {
    Kind.TEXT: Words("ただの文", "plain text"),
    Kind.NUMBER: Words("数", "a number"),
    Kind.FLAG: Words("真偽値(true / false)", "true or false"),
    Kind.LIST: Words("一覧", "a list"),
    Kind.KEYS: Words("キーの組", "keys"),
}


def _wrong_type(node: Node, detail: ErrorDetails) -> Words:
    wanted = _WANTED[detail["ctx"][EXPECTED] if detail["type"] == EXPECTED else detail["type"]]
    found, name = _FOUND[node.kind], _name(detail["loc"])
    remedy = _remedy(node, wanted)
    return Words(
        f"{name.ja}には{wanted.ja}を書きます。ここには{found.ja}が書かれています。{remedy.ja}",
        f"{name.en} must be {wanted.en}, but this is {found.en}{remedy.en}",
    )


def _remedy(node: Node, wanted: Words) -> Words:
    if wanted is _LIST:
        return Words(
            "行頭に「- 」を付けて、一覧にしてください。",
            "; begin each entry with `- ` on its own line.",
        )
    if wanted is _KEYS:
        return Words(
            "「title: …」のように、キーを付けて書いてください。", "; write each part under its key."
        )
    if node.kind in (Kind.NUMBER, Kind.FLAG):
        quoted = f"'{node.written.text}'"
        return Words(
            f"引用符で囲んで {quoted} と書いてください。", f"; write it in quotes: {quoted}."
        )
    if node.in_flow:
        return Words(
            "「{」や「[」で始まる文は、全体を引用符「'…'」で囲んでください。",
            "; put a text that begins with `{` or `[` in quotes ('…').",
        )
    return Words("一つの文として書いてください。", "; write it as one text.")


def _name(path: _Path) -> Words:
    """What the author calls the value at `path`."""
    if not path:
        return Words("宣言のファイル", "The file of a declaration")
    *before, last = path
    if isinstance(last, str):
        return Words(f"「{last}」", f"`{last}`")
    parent = next((step for step in reversed(before) if isinstance(step, str)), "")
    return Words(f"「{parent}」の{last + 1}番目", f"Number {last + 1} of `{parent}`")
