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
        """The PDF/A conformance level as XMP spells it: `A` of `2a`."""
        return self.pdfa[1:].upper()


@dataclass(frozen=True, slots=True)
class Credentials:
    """The document's metadata: one source for XMP and Info. Languages are BCP 47."""

    title: str
    titles: tuple[tuple[str, str], ...]  # (language, title), the document's own first
    creators: tuple[str, ...]
    language: str
    edition: str
    description: str | None
    rights: str | None
    source: str | None
    identifier: str | None
    date: datetime
    document_id: str  # uuid: the same for every build of this edition of this declaration
    instance_id: str  # uuid: the same only for the same content
    creator_tool: str
    producer: str


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
