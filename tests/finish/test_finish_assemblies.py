"""Ruby, warichu and labels put together from marked spans.

Facts: ISO 32000-1 14.8.4.3.3 (LI: Lbl, LBody), 14.8.4.4.2 (Ruby: RB, RT; Warichu: WP, WT, WP),
14.8.5.5 (ListNumbering), 14.9.4 (ActualText).
"""

import pytest
from trees import Tree

from declaration_print.finish.assemblies import actual_texts, assemble, lift_labels
from declaration_print.finish.structure import StructureTree
from declaration_print.model.tag import Mark, Tag


@pytest.fixture
def tree():
    return Tree()


def spans(tree, parent, *tags):
    """Spans with one content each, and their marks (None: an unmarked one)."""
    made = [(tree.span(parent), tag) for tag in tags]
    return {element.number: Mark(tag) for element, tag in made if tag}


def assembled(tree, marks):
    structure = StructureTree(tree.pdf)
    lift_labels(structure, marks)
    assemble(structure, marks)
    return tree.drawn()


RB, RT, OTHER = Tag.RUBY_BASE, Tag.RUBY_TEXT, Tag.OTHER_RUBY_TEXT
WT, WP = Tag.WARICHU_TEXT, Tag.WARICHU_PUNCTUATION


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ((RT, RB), "Ruby(RB(1) RT(0))"),
        ((RB, OTHER, RT), "Ruby(RB(0) RT(2) RT(1))"),
        ((RT, RB, RT, RB), "Ruby(RB(Span(1) Span(3)) RT(Span(0) Span(2)))"),
        ((RB,), "Ruby(RB(0))"),
    ],
    ids=["reading drawn first", "both sides", "a piece on each line", "base alone"],
)
def test_ruby_is_its_base_and_then_its_readings(tree, tags, expected):
    whole = tree.element("Span", tree.document)
    marks = spans(tree, whole, *tags) | {whole.number: Mark(Tag.RUBY)}
    assert assembled(tree, marks) == f"Document({expected})"


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ((WP, WT, WT, WP), "Warichu(WP(0) WT(Span(1) Span(2)) WP(3))"),
        ((None, WP, WT, WP, None), "Span(0) Warichu(WP(1) WT(2) WP(3)) Span(4)"),
        ((WT, WT), "Warichu(WT(Span(0) Span(1)))"),
        ((WP, WT), "Warichu(WP(0) WT(1))"),
        ((WP, WT, WP, WP, WT, WP), "Warichu(WP(0) WT(1) WP(2)) Warichu(WP(3) WT(4) WP(5))"),
    ],
    ids=["whole", "within text", "middle of a note over pages", "its beginning", "two in a row"],
)
def test_a_note_is_its_lines_between_its_parentheses(tree, tags, expected):
    paragraph = tree.element("P", tree.document)
    assert assembled(tree, spans(tree, paragraph, *tags)) == f"Document(P({expected}))"


def labelled_list(tree, count):
    """A list of items whose labels stand in their paragraphs; the marks of the labels."""
    whole = tree.element("L", tree.document)
    marks = {}
    for _ in range(count):
        body = tree.element("LBody", tree.element("LI", whole))
        paragraph = tree.element("P", body)
        label = tree.span(paragraph)
        tree.content(paragraph)
        marks[label.number] = Mark(Tag.LABEL)
    return whole, marks


def test_a_label_stands_before_the_body_of_its_item(tree):
    whole, marks = labelled_list(tree, 2)
    items = "LI(Lbl(0) LBody(P(1))) LI(Lbl(2) LBody(P(3)))"
    assert assembled(tree, marks) == f"Document(L({items}))"
    assert whole["A"] == {"O": "/List", "ListNumbering": "/Decimal"}


def test_a_list_without_labels_says_so(tree):
    whole = tree.element("L", tree.document)
    tree.span(tree.element("LI", whole), "LBody")
    assembled(tree, {})
    assert whole["A"]["ListNumbering"] == "/None"


def test_a_label_outside_any_list_stays_where_it_is(tree):
    paragraph = tree.element("P", tree.document)
    marks = spans(tree, paragraph, Tag.LABEL, None)
    assert assembled(tree, marks) == "Document(P(Span(0) Span(1)))"


def test_what_stands_for_something_else_says_it_in_the_tree_and_once_in_the_content(tree):
    whole = tree.element("Span", tree.document)
    numbers = [tree.content(whole), tree.content(whole)]
    marks = {whole.number: Mark(Tag.SPAN, "2024")}
    assembled(tree, marks)
    assert whole["ActualText"].string == "2024"
    assert actual_texts(StructureTree(tree.pdf), marks) == {(0, numbers[0]): "2024"}


def test_nothing_can_stand_for_nothing(tree):
    """An empty text is one: what is drawn is not to be read."""
    element = tree.span(tree.document)
    marks = {element.number: Mark(Tag.SPAN, "")}
    assembled(tree, marks)
    assert element["ActualText"].string == ""
    assert list(actual_texts(StructureTree(tree.pdf), marks).values()) == [""]
