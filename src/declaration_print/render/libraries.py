"""Loading the layout engine without asking the linker twenty times.

The engine tries each of its system libraries under several names, and for every name that the
system does not know, ctypes runs ldconfig and the compiler: a quarter of a second in all. On Linux
the last name it tries, `libpango-1.0.so.0`, is one that the loader finds by itself.
"""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def _nothing(name: str) -> str | None:  # noqa: ARG001 - the signature of find_library
    return None


@contextmanager
def quick_library_lookup() -> Iterator[None]:
    """Let ctypes.util.find_library find nothing while the engine is imported, on Linux."""
    before = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _nothing
    try:
        yield
    finally:
        ctypes.util.find_library = before
