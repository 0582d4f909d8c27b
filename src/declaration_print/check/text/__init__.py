"""The words of a file held against those of a declaration."""
