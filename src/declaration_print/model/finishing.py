"""What finish/ is told about a document besides its pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from declaration_print.model.face import LayoutFace
from declaration_print.model.setting import Writing


@dataclass(frozen=True, slots=True)
class Conformance:
    """The standards an edition keeps: PDF/A flavour such as `2a`, PDF/UA-1, source embedded."""

    pdfa: str
    pdfua: bool
    attach_source: bool = False

    @property
    def part(self) -> str:
        """The PDF/A part: `2` of `2a`."""
        return self.pdfa[0]

    @property
    def level(self) -> str:
        """The PDF/A conformance level as XMP spells it: `A` of `2a`; plain `4` has none."""
        return self.pdfa[1:].upper()

    @property
    def claims(self) -> tuple[str, ...]:
        """What the file says that it keeps, by the names of the profiles: `pdfa-2a`, `pdfua-1`."""
        return (f"pdfa-{self.pdfa}", *(("pdfua-1",) if self.pdfua else ()))


@dataclass(frozen=True, slots=True)
class Credentials:
    """The document's metadata: one source for XMP, Info and records about the file.

    Languages are BCP 47; `declared` is the date of the declaration (`2024-05-21`, `2024-05`,
    `2024`), `date` the one that the file bears.
    """

    title: str
    titles: tuple[tuple[str, str], ...]  # (language, title), the document's own first
    reading: str | None  # of the title, in kana
    creators: tuple[str, ...]
    publishers: tuple[str, ...]
    contributors: tuple[str, ...]
    subjects: tuple[str, ...]
    description: str | None
    language: str
    declared: str | None
    declared_as_printed: str | None
    rights: str | None
    source: str | None  # web page of the declaration
    identifier: str | None
    edition: str  # what kind it is: handout, outline, poster, scroll, specimen
    layout: str
    writing: Writing
    paper: str
    source_sha256: str  # of the declaration's YAML file
    date: datetime
    document_id: str  # uuid: the same for every build of this edition of this declaration
    instance_id: str  # uuid: the same only for the same content
    creator_tool: str
    producer: str

    @property
    def author(self) -> str | None:
        """All creators in one line."""
        return ", ".join(self.creators) or None

    @property
    def keywords(self) -> str | None:
        """All subjects in one line."""
        return ", ".join(self.subjects) or None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file carried inside the PDF; `relationship` as in ISO 32000-2 Table 43."""

    name: str
    content: bytes
    media_type: str
    description: str
    relationship: str


@dataclass(frozen=True, slots=True)
class Finishing:
    """Everything finish/ does to the drawn pages."""

    writing: Writing
    faces: Mapping[str, LayoutFace]  # by the family name the engine saw
    conformance: Conformance
    credentials: Credentials
    attachments: tuple[Attachment, ...] = ()
