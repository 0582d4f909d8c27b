"""The document catalog: how the file opens, its page labels, and the files it carries."""

import codecs
import hashlib
from collections.abc import Sequence

import pydyf

from declaration_print.model.finishing import Attachment, Finishing
from declaration_print.model.setting import Writing


def write_preferences(pdf: pydyf.PDF, finishing: Finishing) -> None:
    """Language, title in the window, reading direction, page labels (ISO 32000-1 12.2, 12.4.2)."""
    preferences = pydyf.Dictionary({"DisplayDocTitle": "true"})
    if finishing.writing is Writing.VERTICAL:
        preferences["Direction"] = "/R2L"
    pdf.catalog["ViewerPreferences"] = preferences
    pdf.catalog["Lang"] = pydyf.String(finishing.credentials.language)
    if "Outlines" in pdf.catalog:
        pdf.catalog["PageMode"] = "/UseOutlines"
    decimal = pydyf.Dictionary({"S": "/D"})
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, decimal])})


def attach(pdf: pydyf.PDF, attachments: Sequence[Attachment], date: object) -> None:
    """Carry files inside the document, associated with it (ISO 19005-3 6.8, ISO 32000-2 7.11.4).

    The name tree is sorted by the bytes of its keys (ISO 32000-2 7.9.6); AF keeps the order given.
    """
    if not attachments:
        return
    named = []
    for attachment in attachments:
        specification = _specification(attachment, _embedded(pdf, attachment, date))
        pdf.add_object(specification)
        named.append((pydyf.String(attachment.name), specification.reference))
    tree: list[object] = []
    for name, reference in sorted(named, key=lambda one: _key(one[0])):
        tree += [name, reference]
    names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
    names["EmbeddedFiles"] = pydyf.Dictionary({"Names": pydyf.Array(tree)})
    pdf.catalog["AF"] = pydyf.Array([reference for _, reference in named])


def _key(name: pydyf.String) -> bytes:
    """The bytes that a name is in the file: ASCII, or UTF-16 with its byte order mark."""
    text: str = name.string
    return text.encode() if text.isascii() else codecs.BOM_UTF16_BE + text.encode("utf-16-be")


def _embedded(pdf: pydyf.PDF, attachment: Attachment, date: object) -> pydyf.Stream:
    """The stream of an attached file, with what tells whether it is intact (Table 45)."""
    checksum = hashlib.md5(attachment.content, usedforsecurity=False).hexdigest()
    parameters = {"Size": len(attachment.content), "CheckSum": f"<{checksum}>", "ModDate": date}
    stream = pydyf.Stream(
        [attachment.content],
        {
            "Type": "/EmbeddedFile",
            "Subtype": "/" + "#2F".join(attachment.media_type.split("/")),
            "Params": pydyf.Dictionary(parameters),
        },
        compress=True,
    )
    pdf.add_object(stream)
    return stream


def _specification(attachment: Attachment, stream: pydyf.Stream) -> pydyf.Dictionary:
    return pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(attachment.name),
            "UF": pydyf.String(attachment.name),
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
            "Desc": pydyf.String(attachment.description),
            "AFRelationship": f"/{attachment.relationship}",
        }
    )
