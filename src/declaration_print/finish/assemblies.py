"""Structure that the engine has no elements for: ruby, warichu, labels of list items.

ISO 32000-1 14.8.4.3.3 (L, LI, Lbl, LBody), 14.8.4.4.2 (Ruby, Warichu), 14.8.5.5 (ListNumbering),
14.9.4 (ActualText). The order of the content stays as it is drawn.
"""

from collections.abc import Iterator, Mapping
from itertools import groupby

import pydyf

from declaration_print.finish.marks import Marks, number_of
from declaration_print.finish.structure import StructureTree
from declaration_print.model.tag import Tag

_NOTE = frozenset({Tag.WARICHU_TEXT, Tag.WARICHU_PUNCTUATION})


def lift_labels(tree: StructureTree, marks: Marks) -> None:
    """Take each label out of the paragraph it begins: an item is its label and its body."""
    for element in tree.elements():
        mark = marks.get(element.number)
        if not mark or mark.tag is not Tag.LABEL:
            continue
        item = tree.at(element["P"])
        while item["S"] not in ("/LI", "/Document"):
            item = tree.at(item["P"])
        if item["S"] == "/LI":
            tree.at(element["P"])["K"].remove(element.reference)
            item["K"].insert(0, element.reference)
            element.update({"S": "/Lbl", "P": item.reference})


def assemble(tree: StructureTree, marks: Marks) -> None:
    """Put bases before their readings and notes in their parentheses; say what lists count with.

    The tree must have no empty elements any more: the parts of a note stand side by side.
    """
    for element in tree.elements():
        mark = marks.get(element.number)
        assembly = _Assembly(tree, element, marks)
        assembly.gather_notes()
        if mark and mark.tag is Tag.RUBY:
            assembly.be_ruby()
        if element["S"] == "/L":
            element["A"] = _list_attributes(tree, element)
        if mark and mark.actual_text is not None:
            element["ActualText"] = pydyf.String(mark.actual_text)


def actual_texts(tree: StructureTree, marks: Marks) -> Mapping[tuple[int, int], str]:
    """What marked contents stand for, by the StructParents of their page and their number.

    Readers that do not know the structure look for it in the content. It is said once of all that
    it replaces.
    """
    return {
        (tree.at(element["Pg"])["StructParents"], kid): mark.actual_text
        for element in tree.elements()
        if (mark := marks.get(element.number)) and mark.actual_text is not None
        for kid in [kid for kid in element["K"] if isinstance(kid, int)][:1]
    }


class _Assembly:
    """The kids of one element, to be gathered where they are parts of one thing."""

    def __init__(self, tree: StructureTree, element: pydyf.Dictionary, marks: Marks) -> None:
        self._tree = tree
        self._element = element
        self._kids = list(element["K"])
        self._tags = [self._tag(kid, marks) for kid in self._kids]

    @staticmethod
    def _tag(kid: int | bytes, marks: Marks) -> Tag | None:
        mark = None if isinstance(kid, int) else marks.get(number_of(kid))
        return mark.tag if mark else None

    def be_ruby(self) -> None:
        """Make it a base and its reading, or two: ISO 32000-1 speaks of one, but both follow it."""
        tags = (Tag.RUBY_BASE, Tag.RUBY_TEXT, Tag.OTHER_RUBY_TEXT)
        pieces = [[at for at, found in enumerate(self._tags) if found is tag] for tag in tags]
        self._element["S"] = "/Ruby"
        self._element["K"] = pydyf.Array(
            self._one(tag, places, self._element)
            for tag, places in zip(tags, pieces, strict=True)
            if places
        )

    def gather_notes(self) -> None:
        """Replace the parts of each note by the note."""
        if not _NOTE.isdisjoint(self._tags):
            self._element["K"] = pydyf.Array(self._with_notes())

    def _with_notes(self) -> Iterator[int | bytes]:
        at = 0
        while at < len(self._kids):
            end = self._end_of_note(at)
            if end > at:
                yield self._note(range(at, end))
                at = end
            else:
                yield self._kids[at]
                at += 1

    def _end_of_note(self, at: int) -> int:
        """A parenthesis, what the lines have of a note, a parenthesis; each may be on another page."""
        text = end = at + (self._tags[at] is Tag.WARICHU_PUNCTUATION)
        while self._tags[end : end + 1] == [Tag.WARICHU_TEXT]:
            end += 1
        if end == text:
            return at
        return end + (self._tags[end : end + 1] == [Tag.WARICHU_PUNCTUATION])

    def _note(self, parts: range) -> bytes:
        note = self._tree.new(self._element, self._tree.at(self._kids[parts.start])["Pg"])
        note["S"] = "/Warichu"
        groups = groupby(parts, lambda at: self._tags[at])
        note["K"] = pydyf.Array(self._one(tag, list(places), note) for tag, places in groups if tag)
        reference: bytes = note.reference
        return reference

    def _one(self, tag: Tag, places: list[int], whole: pydyf.Dictionary) -> bytes:
        """The part of a whole that is tagged so; what comes in pieces becomes one."""
        kids = [self._kids[at] for at in places]
        part = self._tree.at(kids[0])
        if len(kids) > 1:
            part = self._tree.new(whole, part["Pg"], kids)
        part.update({"S": f"/{tag.structure_type}", "P": whole.reference})
        reference: bytes = part.reference
        return reference


def _list_attributes(tree: StructureTree, element: pydyf.Dictionary) -> pydyf.Dictionary:
    """Items with labels are numbered; the names of kanji numerals are not among the attributes."""
    items = tree.kids(element)
    labelled = any(kid["S"] == "/Lbl" for item in items for kid in tree.kids(item))
    return pydyf.Dictionary({"O": "/List", "ListNumbering": "/Decimal" if labelled else "/None"})
