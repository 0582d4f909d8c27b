"""The sound sample with a structure tree of its own, then injured: tags, headings, lists, links."""

from pdf_samples import replace_content, sample, tag
from pikepdf import Array, Dictionary, Name, String


def tagged(change):
    """The sample, tagged as it would be, then changed."""

    def hurt(pdf):
        tag(pdf)
        change(pdf)

    return lambda: sample(hurt=hurt)


def document(pdf):
    return pdf.Root.StructTreeRoot.K


def put(pdf, kind, within=None, **entries):
    """A structure element more, at the end of another one or of the document."""
    within = document(pdf) if within is None else within
    element = Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=within, K=Array([]), **entries)
    within.K.append(pdf.make_indirect(element))
    return within.K[-1]


def paragraph(pdf):
    return document(pdf).K[0]


def roles(**roles):
    def change(pdf):
        paragraph(pdf).S = Name.Absatz
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(
            {f"/{k}": Name(f"/{v}") for k, v in roles.items()}
        )

    return tagged(change)


def remapped(pdf):
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(P=Name.Span)


def artifact_within(pdf):
    """A folio inside the paragraph's marked content."""
    replace_content(pdf, b"ET Q", b"ET /Artifact BMC BT /F1 9 Tf 300 30 Td <0001> Tj ET EMC Q")


def in_two_places(pdf):
    document(pdf).K.append(paragraph(pdf))


def orphan(pdf):
    del paragraph(pdf)["/P"]


def lost(pdf):
    """The second page's entry of the ParentTree leads to the first page's paragraph."""
    pdf.Root.StructTreeRoot.ParentTree.Nums[3] = Array([paragraph(pdf)])


def headings(*kinds):
    def change(pdf):
        for kind in kinds:
            put(pdf, kind)

    return tagged(change)


def listed(pdf):
    item = put(pdf, "LI", put(pdf, "L"))
    put(pdf, "Lbl", item)
    put(pdf, "LBody", put(pdf, "Div", item))


def table(*, captions=1, scope=None, headers=None, head=False):
    def change(pdf):
        whole = put(pdf, "Table")
        for _ in range(captions):
            put(pdf, "Caption", whole)
        if head:
            put(pdf, "TR", put(pdf, "THead", whole))
        row = put(pdf, "TR", whole)
        header, cell = put(pdf, "TH", row), put(pdf, "TD", row)
        header.ID = String("h1")
        if scope:
            header.A = Dictionary(O=Name.Table, Scope=Name(f"/{scope}"))
        if headers:
            cell.A = Array([Dictionary(O=Name.Table, Headers=Array([String(headers)]))])

    return tagged(change)


def uneven(pdf):
    whole = put(pdf, "Table")
    for cells in (2, 3):
        row = put(pdf, "TR", whole)
        for _ in range(cells):
            put(pdf, "TD", row)


def spanned(pdf):
    """Two columns under one header over both."""
    whole = put(pdf, "Table")
    header = put(pdf, "TH", put(pdf, "TR", whole))
    header.A = Dictionary(O=Name.Table, ColSpan=2, Scope=Name.Column)
    row = put(pdf, "TR", whole)
    for _ in range(2):
        put(pdf, "TD", row)
    listed(pdf)


def caption_between(pdf):
    whole = put(pdf, "L")
    for kind in ("LI", "Caption", "LI"):
        put(pdf, kind, whole)


def linked(*, tabs=True, within="Link", contents="頁 2"):
    """A link on the first page."""

    def change(pdf):
        page = pdf.pages[0]
        link = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=Array([40, 40, 90, 60]),
                StructParent=7,
                F=4,
            )
        )
        if contents:
            link.Contents = String(contents)
        page.Annots = Array([link])
        if tabs:
            page.Tabs = Name.S
        element = put(pdf, within)
        element.K = Dictionary(Type=Name.OBJR, Obj=link, Pg=page.obj)
        pdf.Root.StructTreeRoot.ParentTree.Nums.extend([7, element])

    return tagged(change)


def beside_the_tags(content, **resources):
    """The sample with something painted in no marked content."""

    def add(pdf):
        page = pdf.pages[0]
        for kind, entries in resources.items():
            page.Resources[Name("/" + kind)] = Dictionary(entries)
        page.Contents.write(page.Contents.read_bytes() + b" " + content)

    return tagged(add)


def decorated(pdf):
    """Paths and an image in an artifact, a tag, and a form that has a tag of its own."""
    page = pdf.pages[0]
    form = pdf.make_stream(b"0 0 9 9 re f")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    form.StructParent = 9
    figure = put(pdf, "Figure", Alt=String("印"))
    figure.K = Dictionary(Type=Name.OBJR, Obj=form, Pg=page.obj)
    pdf.Root.StructTreeRoot.ParentTree.Nums.extend([9, figure])
    page.Resources.XObject = Dictionary(Fm=form)
    old = page.Contents.read_bytes().removesuffix(b" EMC")
    new = b" 9 9 9 9 re S EMC /Artifact BMC " + DOT + b" 9 9 m 20 9 l S EMC 9 9 9 9 re n /Fm Do"
    page.Contents.write(old + new)


DOT = b"q 9 0 0 9 9 9 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x7f\nEI Q"
SHADING = Dictionary(
    ShadingType=2,
    ColorSpace=Name.DeviceGray,
    Coords=Array([0, 0, 1, 0]),
    Function=Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([1]), N=1),
)

FAILING = {
    ("access/tagged", "path-untagged"): beside_the_tags(b"9 9 9 9 re f"),
    ("access/tagged", "image-untagged"): beside_the_tags(DOT),
    ("access/tagged", "shading-untagged"): beside_the_tags(
        b"q 9 9 9 9 re W n /Sh sh Q", Shading={"/Sh": SHADING}
    ),
    ("access/tagged", "untagged"): lambda: sample(tagged=False),
    ("access/tagged", "artifact-and-content"): tagged(artifact_within),
    ("access/tagged", "suspects"): tagged(
        lambda pdf: pdf.Root.MarkInfo.update({"/Suspects": True})
    ),
    ("access/structure", "unknown-type"): roles(Zeile="Span"),
    ("access/structure", "circular-role"): roles(Absatz="Zeile", Zeile="Absatz"),
    ("access/structure", "standard-type-remapped"): tagged(remapped),
    ("access/structure", "circle"): tagged(in_two_places),
    ("access/structure", "no-parent"): tagged(orphan),
    ("access/structure", "parent-tree-incomplete"): tagged(lost),
    ("access/alternatives", "no-alternative"): tagged(lambda pdf: put(pdf, "Figure")),
    ("access/headings", "level-skipped"): headings("H1", "H3"),
    ("access/headings", "mixed-headings"): headings("H1", "H"),
    ("access/headings", "two-headings"): headings("H", "H"),
    ("access/lists-and-tables", "wrong-parent"): tagged(lambda pdf: put(pdf, "LI")),
    ("access/lists-and-tables", "wrong-kid"): tagged(lambda pdf: put(pdf, "P", put(pdf, "L"))),
    ("access/lists-and-tables", "too-many"): table(captions=2, scope="Column"),
    ("access/lists-and-tables", "caption-in-the-middle"): tagged(caption_between),
    ("access/lists-and-tables", "no-body"): table(head=True, scope="Column"),
    ("access/lists-and-tables", "uneven-rows"): tagged(uneven),
    ("access/table-headers", "no-scope"): table(),
    ("access/notes", "no-id"): tagged(lambda pdf: put(pdf, "Note")),
    ("access/notes", "shared-id"): tagged(
        lambda pdf: [put(pdf, "Note", ID=String("n")) for _ in range(2)]
    ),
    ("access/language", "bad-language"): tagged(
        lambda pdf: paragraph(pdf).__setitem__("/Lang", String("日本語"))
    ),
    ("access/tab-order", "no-tab-order"): linked(tabs=False),
    ("access/annotations", "not-tagged"): linked(within="Span"),
    ("access/annotations", "no-description"): linked(contents=None),
}
PASSING = {
    "access/tagged": tagged(decorated),
    "access/structure": roles(Absatz="Zeile", Zeile="P"),
    "access/alternatives": tagged(lambda pdf: put(pdf, "Figure", Alt=String("旗"))),
    "access/headings": headings("H1", "H2", "H3", "H2", "H1"),
    "access/lists-and-tables": tagged(spanned),
    "access/table-headers": table(headers="h1"),
    "access/notes": tagged(lambda pdf: put(pdf, "Note", ID=String("n"))),
    "access/language": tagged(lambda pdf: paragraph(pdf).__setitem__("/Lang", String("ja"))),
    "access/tab-order": linked(),
    "access/annotations": linked(),
}
