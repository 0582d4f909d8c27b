from declaration_print.read.inline.parse import Parsed, inline_text, parse

__all__ = ["Parsed", "inline_text", "parse"]
