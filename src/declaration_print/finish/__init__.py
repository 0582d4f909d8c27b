from declaration_print.finish.credentials import credentials
from declaration_print.finish.finisher import finisher

__all__ = ["credentials", "finisher"]
