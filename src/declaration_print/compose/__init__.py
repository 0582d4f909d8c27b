from declaration_print.compose.paragraph import paragraph

__all__ = ["paragraph"]
