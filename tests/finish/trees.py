"""Structure trees as the engine leaves them unwritten, made by hand, and drawn as brackets."""

import pydyf


class Tree:
    """A PDF of one page whose document element holds what `span` and `link` make."""

    def __init__(self):
        self.pdf = pydyf.PDF()
        self.page = self._added({"Type": "/Page", "StructParents": 0})
        self.pdf.pages["Kids"].extend([self.page.number, 0, "R"])
        self.pdf.pages["Count"] += 1
        self.owners = pydyf.Array()
        self.parents = self._added({"Nums": pydyf.Array([0, self.owners])})
        self.root = self._added(
            {"Type": "/StructTreeRoot", "ParentTree": self.parents.reference, "K": pydyf.Array()}
        )
        self.pdf.catalog["StructTreeRoot"] = self.root.reference
        self.document = self.element("Document", self.root)

    def _added(self, entries):
        item = pydyf.Dictionary(entries)
        self.pdf.add_object(item)
        return item

    def element(self, kind, parent):
        """An empty element at the end of its parent's kids."""
        element = self._added(
            {
                "Type": "/StructElem",
                "S": f"/{kind}",
                "P": parent.reference,
                "K": pydyf.Array(),
                "Pg": self.page.reference,
            }
        )
        parent["K"].append(element.reference)
        return element

    def content(self, element):
        """Marked content of an element; its number."""
        self.owners.append(element.reference)
        element["K"].append(len(self.owners) - 1)
        return len(self.owners) - 1

    def span(self, parent, kind="Span"):
        """An element with one piece of content."""
        element = self.element(kind, parent)
        self.content(element)
        return element

    def annotate(self, element, address):
        """A link annotation of an element, with all that refers to it (ISO 32000-1 14.7.4.3)."""
        key = len(self.parents["Nums"]) // 2
        annotation = self._added(
            {
                "Type": "/Annot",
                "Subtype": "/Link",
                "A": pydyf.Dictionary({"S": "/URI", "URI": pydyf.String(address)}),
                "StructParent": key,
            }
        )
        reference = self._added({"Type": "/OBJR", "Obj": annotation.reference})
        element["K"].append(reference.reference)
        self.parents["Nums"].extend([key, element.reference])
        self.page.setdefault("Annots", pydyf.Array()).append(annotation.reference)
        return annotation

    def link(self, parent, address):
        """An element that is a link, with content and annotation."""
        element = self.span(parent, "Link")
        self.annotate(element, address)
        return element

    def drawn(self, element=None):
        """The tree below an element: `Document(P(0 Span(1)))`."""
        element = element or self.document
        kids = []
        for kid in element["K"]:
            if isinstance(kid, int):
                kids.append(str(kid))
            else:
                below = self.pdf.objects[int(kid.split()[0])]
                if below.get("Type") == "/StructElem":
                    assert below["P"] == element.reference, "an element knows its parent"
                kids.append(self.drawn(below) if "S" in below else str(below.get("Type")))
        return f"{element['S'][1:]}({' '.join(kids)})"
