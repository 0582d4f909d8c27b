"""Jinja's sandbox, with the doors shut that lead to a machine's whole memory.

A template is somebody else's input. What one expression may build is bounded; what all of them
write, and how long they take, is bounded elsewhere.
"""

from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

_LONGEST = 100_000
_LARGEST_EXPONENT = 64
_PADDING = frozenset({"center", "expandtabs", "format", "format_map", "ljust", "rjust", "zfill"})
"""Methods of str, and filters, that make a text as long as a number says."""


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(
        self,
        context: jinja2.runtime.Context,
        operator: str,
        left: Any,  # noqa: ANN401 - whatever a template multiplies
        right: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        if operator == "%" and isinstance(left, str | bytes):
            raise jinja2.exceptions.SecurityError("no % formatting of text in templates")
        if operator == "**" and abs(right) > _LARGEST_EXPONENT:
            raise jinja2.exceptions.SecurityError(f"no exponent above {_LARGEST_EXPONENT}")
        if operator == "*":
            for one, times in ((left, right), (right, left)):
                if hasattr(one, "__len__") and len(one) * times > _LONGEST:
                    raise jinja2.exceptions.SecurityError(f"no text or list longer than {_LONGEST}")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401
        if isinstance(obj, str) and attr in _PADDING:
            return False
        return super().is_safe_attribute(obj, attr, value)


def sandbox(folder: Path) -> jinja2.Environment:
    """The environment for the templates of one folder; they see no file outside it."""
    environment = _Sandbox(
        loader=jinja2.FileSystemLoader(folder),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name in ("center", "format", "indent", "wordwrap"):
        del environment.filters[name]
    del environment.globals["lipsum"]
    return environment
