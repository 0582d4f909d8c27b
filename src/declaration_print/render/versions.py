"""The versions of the layout engine and of the system libraries that it draws with, as loaded."""

import platform
import zlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version

from declaration_print.render.libraries import quick_library_lookup

_PACKAGES = (
    "cssselect2",
    "fonttools",
    "jinja2",
    "markupsafe",
    "pillow",
    "pydyf",
    "pyphen",
    "pyyaml",
    "tinycss2",
    "tinyhtml5",
    "uharfbuzz",
    "weasyprint",
)
"""The Python packages that read, set, draw or write something that a file's bytes hold."""


def python() -> str:
    """The version of Python, such as `3.11.2`."""
    return platform.python_version()


@cache
def libraries() -> Mapping[str, str]:
    """Versions by name: Python packages, then the libraries in C that are loaded in this process."""
    with quick_library_lookup():
        import uharfbuzz  # noqa: PLC0415 - as the engine: only when a build comes this far
        from weasyprint.text import ffi as engine  # noqa: PLC0415

    engine.ffi.cdef("const char *hb_version_string(void); int FcGetVersion(void);")
    harfbuzz = engine.ffi.string(engine.harfbuzz.hb_version_string()).decode()
    return {
        **{name: version(name) for name in _PACKAGES},
        "fontconfig": _dotted(engine.fontconfig.FcGetVersion()),
        "harfbuzz": harfbuzz,
        "harfbuzz (in uharfbuzz)": uharfbuzz.version_string(),
        "pango": _dotted(engine.pango.pango_version()),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def _dotted(number: int) -> str:
    """`1.50.12` of 15012, as Pango and fontconfig count."""
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"
