from declaration_print.finish.credentials import credentials, moment_of
from declaration_print.finish.finisher import finisher

__all__ = ["credentials", "finisher", "moment_of"]
