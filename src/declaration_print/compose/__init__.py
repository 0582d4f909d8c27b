from declaration_print.compose.paragraph import paragraph, set_clusters

__all__ = ["paragraph", "set_clusters"]
