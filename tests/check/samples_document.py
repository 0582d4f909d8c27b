"""The sound sample injured: boxes, attachments, dates, traces, vertical text."""

import hashlib
import re

from pdf_samples import (
    HORIZONTAL_BOXES,
    Typeface,
    descendant_of,
    font_of,
    replace_content,
    replace_xmp,
    sample,
    tiny_font,
)
from pikepdf import Array, Dictionary, Name, String
from samples_core import CHARACTERS

CONTENT = "title: 宣言\n".encode()


def boxes(**changes):
    """Both pages with boxes as an edition has them, the first one's changed."""

    def change(pdf):
        for page in pdf.pages:
            page.TrimBox = page.BleedBox = page.CropBox = Array([0, 0, 600, 800])
        for key, value in changes.items():
            pdf.pages[0][f"/{key}"] = value

    return lambda: sample(hurt=change)


def attach(pdf, content=CONTENT, **changes):
    """A YAML source attached as PDF/A-3 asks; a change to None takes an entry away."""
    params = {
        "Size": len(content),
        "CheckSum": String(hashlib.md5(content, usedforsecurity=False).digest()),
        "ModDate": String("D:20240521000000Z"),
    }
    specification = {
        "Type": Name.Filespec,
        "F": String("declaration.yaml"),
        "UF": String("declaration.yaml"),
        "Desc": String("宣言"),
        "AFRelationship": Name.Source,
    }
    stream = pdf.make_stream(content)
    stream.Type, stream.Subtype = Name.EmbeddedFile, Name("/application/yaml")
    for key, value in changes.items():
        if key in params:
            params[key] = value
        elif key == "Subtype":
            stream.Subtype = value or Name("/yaml")
        elif key in specification:
            specification[key] = value
    stream.Params = Dictionary({f"/{k}": v for k, v in params.items() if v is not None})
    kept = {f"/{k}": v for k, v in specification.items() if v is not None}
    holder = pdf.make_indirect(Dictionary(kept))
    holder.EF = Dictionary(F=stream)
    names = Dictionary(Names=Array([String("declaration.yaml"), holder]))
    pdf.Root.Names = Dictionary(EmbeddedFiles=names)
    if changes.get("associated", True):
        pdf.Root.AF = Array([holder])


def attached(*, part=3, content=CONTENT, **changes):
    """The sample as PDF/A-3 (or another part) with a source attached."""

    def change(pdf):
        replace_xmp(pdf, "<pdfaid:part>2", f"<pdfaid:part>{part}")
        attach(pdf, content, **changes)

    return lambda: sample(hurt=change)


def dated(pdf):
    """Made at another time, and consistently so."""
    replace_xmp(pdf, "2024-05-21T00:00:00Z", "2024-05-22T09:30:00Z")
    pdf.docinfo["/CreationDate"] = String("D:20240522093000Z")


def saved_again():
    """The changing half of the file identifier is another one."""
    data = sample()
    found = re.search(rb"/ID \[<([0-9a-f]{32})><([0-9a-f]{32})>\]", data)
    other = bytes(reversed(found[2]))
    return data[: found.start(2)] + other + data[found.end(2) :]


def produced_in_a_folder(pdf):
    replace_xmp(pdf, "<pdf:Producer>hand", "<pdf:Producer>/home/sato/sengen/make.sh")
    pdf.docinfo["/Producer"] = String("/home/sato/sengen/make.sh")


def vertical(**changes):
    """The vertical sample with other vertical metrics of its CIDFont."""

    def change(pdf):
        for key, value in changes.items():
            if value is None:
                del descendant_of(pdf)[f"/{key}"]
            else:
                descendant_of(pdf)[f"/{key}"] = Array(value)

    return lambda: sample(vertical=True, hurt=change)


def turned_to_horizontal(pdf):
    font_of(pdf).Encoding = Name("/Identity-H")


def lying(pdf):
    """Horizontal text whose lines run downwards, so that each character lies on its side."""
    del descendant_of(pdf)["/W2"]
    del descendant_of(pdf)["/DW2"]
    turned_to_horizontal(pdf)
    for page in (0, 1):
        replace_content(pdf, b"0 -1 -1 0 40 40 Tm", b"1 0 0 -1 40 40 Tm", page)


def vertical_with(boxes):
    program = tiny_font(CHARACTERS, boxes)
    return sample(vertical=True, face=Typeface(CHARACTERS, vertical=True, program=program))


COUNT = len(CHARACTERS)

FAILING = {
    ("page/boxes", "box-outside"): boxes(ArtBox=Array([-10, 0, 600, 800])),
    ("page/boxes", "malformed-box"): boxes(ArtBox=Array([0, 0, 600])),
    ("page/boxes", "empty-box"): boxes(ArtBox=Array([10, 10, 10, 700])),
    ("page/boxes", "odd-rotation"): boxes(Rotate=45),
    ("page/boxes", "odd-unit"): boxes(UserUnit=0),
    ("page/size", "sizes-differ"): boxes(TrimBox=Array([0, 0, 600, 790])),
    ("page/boxes", "crop-cuts"): boxes(CropBox=Array([0, 0, 500, 800])),
    ("file/source-attached", "no-source"): attached(AFRelationship=Name.Data),
    ("file/attachments", "no-name"): attached(UF=None),
    ("file/attachments", "no-media-type"): attached(Subtype=None),
    ("file/attachments", "no-relationship"): attached(AFRelationship=None),
    ("file/attachments", "not-associated"): attached(associated=False),
    ("file/attachments", "not-pdfa"): attached(part=2),
    ("file/attachments-intact", "wrong-size"): attached(Size=3),
    ("file/attachments-intact", "wrong-checksum"): attached(CheckSum=String(b"\0" * 16)),
    ("file/attachments-intact", "other-source"): attached(content=b"title: Manifesto\n"),
    ("file/attachments-described", "not-described"): attached(Desc=None),
    ("file/reproducible", "other-date"): lambda: sample(hurt=dated),
    ("file/unchanged", "saved-again"): saved_again,
    ("file/no-machine-traces", "path"): lambda: sample(hurt=produced_in_a_folder),
    ("text/vertical", "wrong-advance"): vertical(W2=[1, COUNT, -800, 500, 880]),
    ("text/vertical", "wrong-origin"): vertical(W2=[1, COUNT, -1000, 500, 680]),
    ("text/vertical", "no-default-metrics"): vertical(DW2=None),
    ("text/vertical", "vertical-metrics-unused"): lambda: sample(
        vertical=True, hurt=turned_to_horizontal
    ),
    ("text/vertical", "horizontal-font"): lambda: sample(vertical=True, hurt=turned_to_horizontal),
    ("text/vertical", "lying-on-its-side"): lambda: sample(vertical=True, hurt=lying),
    ("text/vertical", "horizontal-form"): lambda: vertical_with(HORIZONTAL_BOXES),
    ("text/vertical", "no-vertical-metrics"): vertical(W2=None, DW2=None),
}
JUDGED_AS = {
    seen: "scroll"
    for seen in FAILING
    if seen[0].startswith(("file/attachments", "file/source")) and seen[1] != "not-pdfa"
}
ALSO = {  # columns set across the page run off it
    ("text/vertical", "vertical-metrics-unused"): {"page/outside"},
    ("text/vertical", "horizontal-font"): {"page/outside"},
    ("file/attachments", "no-relationship"): {"file/source-attached"},
}
PASSING = {
    "page/boxes": boxes(),
    "page/size": boxes(Rotate=180),
    "file/attachments": attached(),
    "file/source-attached": attached(),
    "file/attachments-intact": attached(),
    "file/attachments-described": attached(),
    "file/reproducible": sample,
    "file/unchanged": sample,
    "file/no-machine-traces": sample,
    "text/vertical": lambda: sample(vertical=True),
}
