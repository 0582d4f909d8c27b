from declaration_print.markup.document import document
from declaration_print.markup.house_css import page_css

__all__ = ["document", "page_css"]
