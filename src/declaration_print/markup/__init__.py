from declaration_print.markup.casting import casting
from declaration_print.markup.document import TEMPLATE, document
from declaration_print.markup.house_css import page_css

__all__ = ["TEMPLATE", "casting", "document", "page_css"]
