"""The document catalog: how the file opens, its page labels, and the files it carries."""

import hashlib

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


def attach(pdf: pydyf.PDF, attachment: Attachment, date: object) -> None:
    """Carry a file inside the document, associated with it (ISO 19005-3 6.8)."""
    media_type = "#2F".join(attachment.media_type.split("/"))
    stream = pydyf.Stream(
        [attachment.content],
        {
            "Type": "/EmbeddedFile",
            "Subtype": f"/{media_type}",
            "Params": pydyf.Dictionary(
                {
                    "Size": len(attachment.content),
                    "CheckSum": f"<{hashlib.md5(attachment.content, usedforsecurity=False).hexdigest()}>",
                    "ModDate": date,
                }
            ),
        },
        compress=True,
    )
    pdf.add_object(stream)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(attachment.name),
            "UF": pydyf.String(attachment.name),
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
            "Desc": pydyf.String(attachment.description),
            "AFRelationship": f"/{attachment.relationship}",
        }
    )
    pdf.add_object(specification)
    names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
    files = names.setdefault("EmbeddedFiles", pydyf.Dictionary({"Names": pydyf.Array()}))
    files["Names"].extend([pydyf.String(attachment.name), specification.reference])
    pdf.catalog.setdefault("AF", pydyf.Array()).append(specification.reference)
