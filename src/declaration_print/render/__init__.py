from declaration_print.render.pages import LaidOut, lay_out, pdf

__all__ = ["LaidOut", "lay_out", "pdf"]
