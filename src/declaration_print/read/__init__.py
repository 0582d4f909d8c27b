from declaration_print.read.choices import unknown_options
from declaration_print.read.declaration import declaration
from declaration_print.read.edition import edition
from declaration_print.read.inline import inline_text
from declaration_print.read.layout import layout
from declaration_print.read.layout import names as layout_names

__all__ = ["declaration", "edition", "inline_text", "layout", "layout_names", "unknown_options"]
