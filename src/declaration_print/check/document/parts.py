"""Parts of a file that are worked out once, when first asked for, also when that fails."""

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any, TypeVar

from declaration_print.check.document.unreadable import Unreadable

Part = TypeVar("Part")


class BrokenPart(Exception):
    """A part that could not be worked out, by a fault of the checker; every rule meets the same."""

    def __init__(self, name: str, cause: Exception) -> None:
        super().__init__(f"{type(cause).__name__}: {cause}")
        self.name = name


def part(work: Callable[[Any], Part]) -> cached_property[Part]:
    """A cached property that remembers its failure as well and raises it again as BrokenPart.

    A verdict on the file (`Unreadable`), a lack of memory and too deep nesting pass as they are.
    """
    failure = f"broken {work.__name__}"

    @wraps(work)
    def remembered(owner: object) -> Part:
        known = vars(owner)
        if failure in known:
            raise known[failure].with_traceback(None)
        try:
            return work(owner)
        except (Unreadable, MemoryError, RecursionError, BrokenPart):
            raise
        except Exception as cause:
            known[failure] = BrokenPart(work.__name__, cause)
            raise known[failure] from cause

    return cached_property(remembered)
