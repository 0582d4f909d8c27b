"""A PDF alone → the origin that it carries → built again in a clean folder → what differs, if anything.

`verify_pdf` does all of it; `origin_of`, `set_down`, `rebuild` and `compare` are its steps, for a
deposit, which keeps the origins of its PDFs beside them.
"""

from declaration_print.rebuilding.comparison import compare, verify_pdf
from declaration_print.rebuilding.rebuild import carried_files, origin_of, rebuild, set_down

__all__ = ["carried_files", "compare", "origin_of", "rebuild", "set_down", "verify_pdf"]
