"""Marks that came as links are taken off; real links stay as they were.

Facts: ISO 32000-1 14.7.4.3 (OBJR), 14.7.4.4 (ParentTree, StructParent).
"""

import pytest
from trees import Tree

from declaration_print.finish.marks import number_of, take_marks
from declaration_print.model.tag import Mark, Tag

WEB = "https://example.jp/"


@pytest.fixture
def tree():
    return Tree()


def test_the_mark_of_a_link_is_kept_by_the_number_of_its_element(tree):
    paragraph = tree.element("P", tree.document)
    link = tree.link(paragraph, "x-tag:Span/2024")
    assert take_marks(tree.pdf) == {link.number: Mark(Tag.SPAN, "2024")}
    assert tree.drawn() == "Document(P(Span(0)))"


def test_nothing_refers_to_what_was_the_link(tree):
    tree.link(tree.document, "x-tag:RB")
    take_marks(tree.pdf)
    assert "Annots" not in tree.page
    assert tree.parents["Nums"] == [0, tree.owners]
    types = {item.get("Type") for item in tree.pdf.objects if isinstance(item, dict)}
    assert types.isdisjoint({"/Annot", "/OBJR"})


def test_a_real_link_stays_with_its_annotation(tree):
    marked = tree.link(tree.document, "x-tag:RT")
    real = tree.link(tree.document, WEB)
    (kept,) = [number_of(one) for one in tree.page["Annots"][1:]]
    assert list(take_marks(tree.pdf)) == [marked.number]
    assert tree.drawn() == "Document(Span(0) Link(1 /OBJR))"
    assert [number_of(one) for one in tree.page["Annots"]] == [kept]
    assert tree.parents["Nums"] == [0, tree.owners, 2, real.reference]
    assert tree.pdf.objects[kept]["A"]["URI"].string == WEB


def test_a_box_inside_a_real_link_has_no_annotation_of_its_own(tree):
    """The engine gives one to each; that of the link around all of it is enough."""
    link = tree.link(tree.document, WEB)
    inside = tree.span(link)
    tree.annotate(inside, WEB)
    assert take_marks(tree.pdf) == {}
    assert tree.drawn() == "Document(Link(0 /OBJR Span(1)))"
    assert len(tree.page["Annots"]) == 1


def test_an_address_within_the_file_is_no_mark(tree):
    link = tree.link(tree.document, "x")
    (annotation,) = (tree.pdf.objects[number_of(one)] for one in tree.page["Annots"])
    del annotation["A"]
    annotation["Dest"] = "(title)"
    assert take_marks(tree.pdf) == {}
    assert link["S"] == "/Link"
