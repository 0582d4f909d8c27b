from declaration_print.markup.casting import Cast, casting
from declaration_print.markup.document import TEMPLATE, document
from declaration_print.markup.house_css import page_css

__all__ = ["TEMPLATE", "Cast", "casting", "document", "page_css"]
