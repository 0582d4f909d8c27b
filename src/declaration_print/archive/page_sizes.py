"""How large the pages of a PDF are."""

import io

from pypdf import PdfReader

_MM = 25.4 / 72


def page_size(content: bytes) -> tuple[float, float]:
    """Width and height of the first page in mm, of a PDF of ours (UserUnit: ISO 32000-1 14.11)."""
    page = PdfReader(io.BytesIO(content)).pages[0]
    return (
        float(page.mediabox.width) * page.user_unit * _MM,
        float(page.mediabox.height) * page.user_unit * _MM,
    )
