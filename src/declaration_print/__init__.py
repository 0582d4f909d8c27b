"""One declaration, kept as data, set in Japanese and proved: handout, outline, poster, scroll."""

__version__ = "0.1.0"
