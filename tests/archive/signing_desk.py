"""Small files to sign: tagged, untagged, in PDF 1.7 and 2.0; and who signs them in tests."""

import io

import pikepdf
from authority import MOMENT
from pikepdf import Array, Dictionary, Name

from declaration_print.archive.signatures import Level, Pkcs12, Trust, sign

SEAL = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><g fill="#b3261e" '
    b'transform="translate(2 2) scale(.96)"><path fill-rule="evenodd" d="M0 0h100v100H0zM8 8v84h84V8z"/>'
    b'<circle cx="50" cy="50" r="20"/></g></svg>'
)


def small_pdf(version="1.7", *, unit=1, tagged=True, encrypted=None, pages=1):
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(300, 400))
    if unit != 1:
        pdf.pages[0].UserUnit = unit
    if tagged:
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
        root.K = document
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([])))
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)
    out = io.BytesIO()
    if encrypted is None:
        pdf.save(out, force_version=version, static_id=True)
    else:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user=encrypted))
    return out.getvalue()


class Desk:
    """One authority, its time stamper and key files."""

    def __init__(self, authority, stamper, rsa, ec):
        self.authority, self.stamper, self.rsa, self.ec = authority, stamper, rsa, ec

    @property
    def roots(self):
        return (self.authority.pem,)

    def trust(self, *revoked):
        return Trust(roots=self.roots, crls=(self.authority.revocations(*revoked),))

    def sign(self, pdf, level=Level.B_B, *, kind="rsa", **how):
        path = self.rsa if kind == "rsa" else self.ec
        settings = {"authority": self.stamper, "trust": self.trust(), "moment": MOMENT} | how
        return sign(pdf, Pkcs12(path, "秘密"), level=level, **settings)
