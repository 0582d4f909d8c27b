"""What is chosen for the options of a layout → values, or what is wrong with the choice."""

from collections.abc import Iterator, Mapping, Sequence

from declaration_print.model.layout import Choice, Layout, Option
from declaration_print.model.problem import BadInput, Problem, Words

_YES = frozenset({"true", "yes", "on"})
_NO = frozenset({"false", "no", "off"})


def chosen(layout: Layout, wishes: Mapping[str, str]) -> Mapping[str, Choice]:
    """Every option of a layout with what is chosen for it; what no wish names keeps its default.

    Options that the layout does not have are left to other layouts. Raises BadInput with every
    choice that its option does not allow.
    """
    values: dict[str, Choice] = {}
    problems: list[Problem] = []
    for name, option in layout.options.items():
        try:
            values[name] = _value(option, wishes[name]) if name in wishes else option.default
        except BadInput as bad:
            problems += bad.problems
    if problems:
        raise BadInput(problems)
    return values


def unknown_options(layouts: Sequence[Layout], wishes: Mapping[str, str]) -> Iterator[Problem]:
    """Choices for options that none of the layouts has."""
    known = list(dict.fromkeys(name for layout in layouts for name in layout.options))
    for name in wishes:
        if name not in known:
            words = Words(
                ja=f"「{name}」という設定はありません。使えるもの: {'、'.join(known) or 'なし'}",
                en=f"no option {name}; the options are {', '.join(known) or 'none'}",
            )
            yield Problem("edition/unknown-option", words)


def chosen_wrongly(
    value: Choice, choices: Sequence[str], least: float | None, most: float | None
) -> Words | None:
    """What a value should be where an option with these bounds does not allow it."""
    if isinstance(value, str):
        if value in choices:
            return None
        return Words(ja="、".join(choices) + " のいずれか", en="one of " + ", ".join(choices))
    if isinstance(value, bool):
        return None
    low, high = (
        (-float("inf") if least is None else least),
        (float("inf") if most is None else most),
    )
    if low <= value <= high:
        return None
    return Words(ja=f"{low:g} から {high:g} までの数", en=f"a number from {low:g} to {high:g}")


def _value(option: Option, wish: str) -> Choice:
    value = _read(option, wish)
    fault = (
        _EXPECTED[type(option.default)]
        if value is None
        else chosen_wrongly(value, option.choices, option.least, option.most)
    )
    if value is not None and fault is None:
        return value
    expected = fault or Words(ja="", en="")
    words = Words(
        ja=f"設定 {option.name}({option.title.ja})に「{wish}」は使えません。{expected.ja}にしてください。",
        en=f"option {option.name} ({option.title.en}) cannot be “{wish}”; give {expected.en}",
    )
    raise BadInput([Problem("edition/wrong-option", words)])


_EXPECTED = {
    bool: Words(ja="true か false", en="true or false"),
    float: Words(ja="数", en="a number"),
    str: Words(ja="名前", en="a name"),
}


def _read(option: Option, wish: str) -> Choice | None:
    """A wish as a value of the option's kind, if it can be read as one."""
    if isinstance(option.default, bool):
        word = wish.lower()
        return True if word in _YES else False if word in _NO else None
    if isinstance(option.default, str):
        return wish
    try:
        return float(wish)
    except ValueError:
        return None
