"""What format a file of the deposit has, with its key in PRONOM where one is sure.

PRONOM is the registry of file formats of The National Archives (https://www.nationalarchives.gov.uk/PRONOM/).
"""

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format by name, version and PRONOM key; empty where it has none, or where it is not sure."""

    name: str
    version: str = ""
    pronom: str = ""


_PDFA = {
    "1a": "fmt/95",
    "1b": "fmt/354",
    "2a": "fmt/476",
    "2b": "fmt/477",
    "2u": "fmt/478",
    "3a": "fmt/479",
    "3b": "fmt/480",
    "3u": "fmt/481",
    "4": "fmt/1910",
    "4f": "fmt/1912",
}

_BY_SUFFIX = {
    ".css": FileFormat("Cascading Style Sheet", "", "x-fmt/224"),
    ".gif": FileFormat("Graphics Interchange Format"),
    ".html": FileFormat("Hypertext Markup Language", "5", "fmt/471"),
    ".j2": FileFormat("Jinja2 template"),
    ".jpg": FileFormat("JPEG File Interchange Format"),
    ".json": FileFormat("JSON Data Interchange Format", "", "fmt/817"),
    ".md": FileFormat("Markdown", "", "fmt/1149"),
    ".pdf": FileFormat("Portable Document Format"),
    ".png": FileFormat("Portable Network Graphics"),
    ".rdf": FileFormat("RDF/XML", "", "fmt/875"),
    ".svg": FileFormat("Scalable Vector Graphics"),
    ".toml": FileFormat("TOML", "1.0.0"),
    ".ttf": FileFormat("TrueType Font", "", "x-fmt/453"),
    ".txt": FileFormat("Plain Text File", "", "x-fmt/111"),
    ".webp": FileFormat("WebP"),
    ".xml": FileFormat("Extensible Markup Language", "1.0", "fmt/101"),
    ".yaml": FileFormat("YAML", "", "fmt/818"),
    ".yml": FileFormat("YAML", "", "fmt/818"),
}
_PLAIN = FileFormat("Plain Text File", "", "x-fmt/111")


def format_of(place: str) -> FileFormat:
    """The format of a file by its name; a licence without a suffix is plain text."""
    return _BY_SUFFIX.get(PurePosixPath(place).suffix.lower(), _PLAIN)


def pdfa(flavour: str) -> FileFormat:
    """The format of a PDF/A file of a flavour such as `3a`."""
    return FileFormat("Acrobat PDF/A - Portable Document Format", flavour, _PDFA.get(flavour, ""))
