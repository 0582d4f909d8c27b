"""The structure tree: what the tags of a file say its content is (ISO 32000-1 14.7, 14.8.4).

Read once, without recursion; circles are cut where they close, and beyond the limits the rest is
left out and `is_whole` is false.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pypdf.generic import ArrayObject, DictionaryObject

from declaration_print.check.document.objects import (
    as_array,
    as_dictionary,
    as_name,
    as_number,
    as_text,
    entries,
    entry,
    identity,
    resolve,
)

ELEMENT_LIMIT = 300_000  # elements and content items; a book of 1,000 pages has some 50,000
DEPTH_LIMIT = 300

STANDARD_TYPES = frozenset(
    """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private
    P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot
    Span Quote Note Reference BibEntry Code Link Annot
    Ruby RB RT RP Warichu WT WP Figure Formula Form
    """.split()  # noqa: SIM905 - sixty quoted names would hide themselves
)
"""The standard structure types (14.8.4, Tables 333 to 340)."""

_CONTENT = {"MCR", "OBJR"}  # what a kid is that is no element (Tables 324 and 325)


@dataclass(eq=False, slots=True)
class Element:
    """One structure element: its type as written and as role-mapped, its place in the tree.

    `standard` is None where the type neither is a standard one nor leads to one. `content` are
    the marked contents it holds, as (page from 1 or None, MCID); `objects` what it refers to.
    """

    kind: str
    standard: str | None
    dictionary: DictionaryObject
    parent: "Element | None"
    page: int | None
    children: list["Element"] = field(default_factory=list)
    content: list[tuple[int | None, int]] = field(default_factory=list)
    objects: list[DictionaryObject] = field(default_factory=list)  # annotations and XObjects

    def text(self, key: str) -> str | None:
        """A text entry such as `/Alt`, `/ActualText` or `/Lang`."""
        return as_text(entry(self.dictionary, key))

    @property
    def ancestors(self) -> Iterator["Element"]:
        """Its parent, its parent's parent and so on."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


@dataclass(frozen=True, slots=True)
class _Reading:
    """The whole tree read once."""

    elements: tuple[Element, ...]
    circles: tuple[str, ...]
    is_whole: bool


class StructureTree:
    """The structure tree of a catalog; without one it has no elements."""

    def __init__(self, catalog: DictionaryObject, pages: Sequence[DictionaryObject]) -> None:
        self.root = as_dictionary(entry(catalog, "/StructTreeRoot"))
        self._pages = pages

    # -- the parent tree ---------------------------------------------------------------------

    @cached_property
    def parent_tree(self) -> Mapping[int, object]:
        """StructParents and StructParent keys → what the ParentTree has for them, unresolved."""
        return _number_tree(as_dictionary(entry(self.root, "/ParentTree")))

    def has_actual_text(
        self,
        page_number: int,
        mcid: int,
        struct_parents: int | None = None,
        *,
        inherited: bool = True,
    ) -> bool:
        """Whether a marked content of a page (from 1) stands under an element with ActualText.

        Unless `inherited`, only its own element counts. Content of a form XObject goes by the
        form's own `struct_parents` (14.7.4.4).
        """
        element = self._parent_of(page_number, mcid, struct_parents)
        if not inherited:
            return as_text(entry(element, "/ActualText")) is not None
        return element is not None and self._under_actual_text(element)

    def replacement(
        self, page_number: int, mcid: int, struct_parents: int | None = None
    ) -> tuple[int, str] | None:
        """The outermost ActualText that a marked content stands under, and whose: one number each.

        It replaces all that its element holds (14.9.4).
        """
        found = None
        above = self._parent_of(page_number, mcid, struct_parents)
        for _ in range(DEPTH_LIMIT):
            if above is None:
                break
            if (text := as_text(entry(above, "/ActualText"))) is not None:
                found = id(above), text
            above = as_dictionary(entry(above, "/P"))
        return found

    def has_parent(self, page_number: int, mcid: int, struct_parents: int | None = None) -> bool:
        """Whether the ParentTree leads from a marked content to a structure element."""
        return self._parent_of(page_number, mcid, struct_parents) is not None

    def _parent_of(
        self, page_number: int, mcid: int, struct_parents: int | None
    ) -> DictionaryObject | None:
        key = struct_parents
        if key is None and 0 < page_number <= len(self._pages):
            key = _integer(entry(self._pages[page_number - 1], "/StructParents"))
        parents = resolve(self.parent_tree.get(key)) if key is not None else None
        if not isinstance(parents, ArrayObject) or not 0 <= mcid < len(parents):
            return None
        return as_dictionary(parents[mcid])

    @staticmethod
    def _under_actual_text(element: DictionaryObject) -> bool:
        above: DictionaryObject | None = element
        for _ in range(DEPTH_LIMIT):
            if above is None:
                return False
            if as_text(entry(above, "/ActualText")) is not None:
                return True
            above = as_dictionary(entry(above, "/P"))
        return False

    # -- the elements ------------------------------------------------------------------------

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """The role map: a type → the type it stands for."""
        pairs = entries(as_dictionary(entry(self.root, "/RoleMap")))
        return {key: name for key, value in pairs if (name := as_name(value)) is not None}

    def standard_type(self, kind: str) -> str | None:
        """The standard type that a type is or leads to; None if it leads nowhere or in a circle."""
        met: set[str] = set()
        while kind not in STANDARD_TYPES:
            if kind in met or kind not in self.roles:
                return None
            met.add(kind)
            kind = self.roles[kind]
        return kind

    def runs_in_circle(self, kind: str) -> bool:
        """Whether the role map leads from a type back to one it came through."""
        met = set()
        while kind in self.roles and kind not in met:
            met.add(kind)
            kind = self.roles[kind]
        return kind in met

    @property
    def elements(self) -> tuple[Element, ...]:
        """Every element in logical order, parents before their children."""
        return self._reading.elements

    @property
    def is_whole(self) -> bool:
        """Whether all of the tree was read: nothing lies beyond the limits."""
        return self._reading.is_whole

    @property
    def circles(self) -> tuple[str, ...]:
        """Types of elements that hang in two places or in themselves."""
        return self._reading.circles

    @cached_property
    def _reading(self) -> "_Reading":
        elements: list[Element] = []
        circles: list[str] = []
        seen: set[tuple[int, int]] = set()
        waiting: list[tuple[object, Element | None, int]]
        waiting = [(kid, None, 0) for kid in reversed(_kids(self.root, ELEMENT_LIMIT))]
        allowance, is_whole = ELEMENT_LIMIT, True
        while waiting:
            kid, parent, depth = waiting.pop()
            allowance -= 1
            if allowance < 0 or depth > DEPTH_LIMIT:
                is_whole = False
                continue
            found = as_dictionary(kid)
            if found is None or as_name(entry(found, "/Type")) in _CONTENT:
                self._add_content(kid, found, parent)
            elif identity(kid) in seen:
                circles.append(as_name(entry(found, "/S")) or "?")
            else:
                seen.add(identity(kid))
                element = self._element(found, parent)
                elements.append(element)
                room = max(0, allowance - len(waiting))
                kids = _kids(found, room + 1)  # one too many shows that there are more
                is_whole = is_whole and len(kids) <= room
                waiting += [(one, element, depth + 1) for one in reversed(kids[:room])]
        return _Reading(tuple(elements), tuple(circles), is_whole)

    def _element(self, found: DictionaryObject, parent: Element | None) -> Element:
        kind = as_name(entry(found, "/S")) or ""
        page = self._page_of(found) or (parent.page if parent else None)
        element = Element(kind, self.standard_type(kind), found, parent, page)
        if parent is not None:
            parent.children.append(element)
        return element

    def _add_content(
        self, kid: object, found: DictionaryObject | None, parent: Element | None
    ) -> None:
        if parent is None:
            return
        if found is None:
            if (mcid := _integer(kid)) is not None:
                parent.content.append((parent.page, mcid))
        elif as_name(entry(found, "/Type")) == "MCR":
            mcid = _integer(entry(found, "/MCID"))
            own_stream = entry(found, "/Stm") is not None
            if mcid is not None and not own_stream:
                parent.content.append((self._page_of(found) or parent.page, mcid))
        elif (target := as_dictionary(entry(found, "/Obj"))) is not None:
            parent.objects.append(target)

    def _page_of(self, holder: DictionaryObject) -> int | None:
        """The number of the page an element names; told by its key into the ParentTree."""
        page = as_dictionary(entry(holder, "/Pg"))
        key = _integer(entry(page, "/StructParents"))
        return None if key is None else self._numbers.get(key)

    @cached_property
    def _numbers(self) -> Mapping[int, int]:
        keys = (_integer(entry(page, "/StructParents")) for page in self._pages)
        return {key: number for number, key in enumerate(keys, start=1) if key is not None}


def _kids(holder: DictionaryObject | None, most: int) -> list[object]:
    """The kids of an element: one, several or none. An array may be shared and huge: cut first."""
    found = entry(holder, "/K")
    if isinstance(found, ArrayObject):
        return [resolve(kid) for kid in found[:most]]
    return [] if found is None else [found]


def _integer(value: object) -> int | None:
    number = as_number(value)
    return int(number) if number is not None and number.is_integer() else None


def _number_tree(root: DictionaryObject | None) -> dict[int, object]:
    """A number tree's pairs (7.9.7)."""
    found: dict[int, object] = {}
    waiting: list[object] = [root]
    seen: set[tuple[int, int]] = set()
    allowance = ELEMENT_LIMIT
    while waiting and allowance > 0:
        node = waiting.pop()
        allowance -= 1
        if (tree := as_dictionary(node)) is None or identity(node) in seen:
            continue
        seen.add(identity(node))
        numbers = as_array(entry(tree, "/Nums"))[: 2 * allowance]
        allowance -= len(numbers) // 2
        for position in range(0, len(numbers) - 1, 2):
            if (key := _integer(numbers[position])) is not None:
                found.setdefault(key, numbers[position + 1])
        waiting += reversed(as_array(entry(tree, "/Kids"))[: max(allowance, 0)])
    return found
