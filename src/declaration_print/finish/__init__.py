from declaration_print.finish.finisher import finisher

__all__ = ["finisher"]
