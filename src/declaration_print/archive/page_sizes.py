"""How large the pages of a PDF are."""

import io

from pypdf import PdfReader

from declaration_print.model.units import Mm, Pt, pt_to_mm


def page_size(content: bytes) -> tuple[Mm, Mm]:
    """Width and height of the first page in mm, of a PDF of ours (UserUnit: ISO 32000-1 14.11)."""
    page = PdfReader(io.BytesIO(content)).pages[0]
    return (
        pt_to_mm(Pt(float(page.mediabox.width) * page.user_unit)),
        pt_to_mm(Pt(float(page.mediabox.height) * page.user_unit)),
    )
