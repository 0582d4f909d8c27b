from declaration_print.render.pages import LaidOut, lay_out, pdf, warm_up

__all__ = ["LaidOut", "lay_out", "pdf", "warm_up"]
