from declaration_print.typefaces.catalogue import catalogue
from declaration_print.typefaces.emoji import emoji
from declaration_print.typefaces.open_face import OpenFace, open_face
from declaration_print.typefaces.prepare import prepare

__all__ = ["OpenFace", "catalogue", "emoji", "open_face", "prepare"]
