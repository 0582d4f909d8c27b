"""What is said about a layout.toml whose keys or values are wrong."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import ValidationError

from declaration_print.model.problem import Problem, Words
from declaration_print.read.layout_format import LayoutFile
from declaration_print.read.layout_place import TomlText

_FORMS = {
    "boolean": Words("true または false のどちらか", "true or false"),
    "integer": Words("整数", "a whole number"),
    "number": Words("数", "a number"),
    "string": Words("引用符で囲んだ文字列", "text in quotes"),
    "array": Words('["…", "…"] のような配列', 'an array such as ["…", "…"]'),
    "object": Words("{ キー = 値, … } のような表", "a table such as { key = value, … }"),
}


def wrong_values(toml: TomlText, error: ValidationError) -> Iterator[Problem]:
    """Each of pydantic's errors as a problem with its place and, for a value, what is allowed."""
    for detail in error.errors(include_url=False):
        keys = tuple(step for step in detail["loc"] if isinstance(step, str))
        path, place = ".".join(keys), toml.place(*keys)
        if detail["type"] == "extra_forbidden":
            words = Words(
                ja=f"「{path}」というキーは使えません。つづりを確かめるか、削除してください。",
                en=f"unknown key `{path}`; check its spelling, or remove it",
            )
            yield Problem("layout/unknown-key", words, place)
        elif detail["type"] == "missing":
            words = Words(
                ja=f"「{path}」がありません。書き加えてください。",
                en=f"`{path}` is missing; add it",
            )
            yield Problem("layout/missing-key", words, place)
        else:
            yield Problem("layout/wrong-value", wrong_value(path, _allowed(keys)), place)


def wrong_value(path: str, allowed: Words) -> Words:
    """A value that a key does not take, and what it takes."""
    return Words(
        ja=f"「{path}」の値が正しくありません。書けるのは、{allowed.ja}です。",
        en=f"`{path}` has a wrong value; it takes {allowed.en}",
    )


def _allowed(keys: tuple[str, ...]) -> Words:
    """What may stand at the end of the way to a value."""
    schema = _resolved(_schema())
    for key in keys:
        within = schema.get("properties", {}).get(key) or schema["additionalProperties"]
        schema = _resolved(within)
    if "enum" in schema:
        values = [f'"{value}"' for value in schema["enum"]]
        return Words(f"{'、'.join(values)} のいずれか", f"{', '.join(values[:-1])} or {values[-1]}")
    form = _FORMS[schema["type"]]
    if "maximum" not in schema:
        return form
    above = schema.get("exclusiveMinimum")
    least, most = schema.get("minimum", above), schema["maximum"]
    return Words(
        f"{least:g} {'より大きく' if above is not None else '以上'} {most:g} 以下の{form.ja}",
        f"{form.en} {'above' if above is not None else 'from'} {least:g} to {most:g}",
    )


@cache
def _schema() -> dict[str, Any]:
    return LayoutFile.model_json_schema()


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """What a reference names; of several forms the one that is not null."""
    if "anyOf" in schema:
        return _resolved(schema["anyOf"][0])
    if "$ref" in schema:
        definition: dict[str, Any] = _schema()["$defs"][schema["$ref"].rpartition("/")[2]]
        return definition
    return schema
