"""Fonts as their dictionaries declare them and their programs answer."""
