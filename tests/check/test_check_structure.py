"""The structure tree is read whole, and no file can make reading it endless."""

import time
from io import BytesIO

import pikepdf
import pytest
from pdf_samples import sample, tag
from pikepdf import Array, Dictionary, Name, String

from declaration_print.check.document.structure import DEPTH_LIMIT
from declaration_print.check.inspect import InspectedPdf


def tree(change=None):
    def hurt(pdf):
        tag(pdf)
        if change:
            change(pdf, pdf.Root.StructTreeRoot)

    return InspectedPdf(sample(hurt=hurt)).structure


def chain(pdf, root, length):
    """One element within the other, `length` of them."""
    above = root.K
    for _ in range(length):
        below = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Div, P=above))
        above.K = below
        above = below


def test_elements_come_in_logical_order_with_their_content():
    structure = tree()
    assert [(e.kind, e.page, e.content) for e in structure.elements] == [
        ("Document", None, []),
        ("P", 1, [(1, 0)]),
        ("P", 2, [(2, 0)]),
    ]
    assert [e.kind for e in structure.elements[1].ancestors] == ["Document"]
    assert structure.is_whole


@pytest.mark.parametrize("holder", ["element", "ancestor"])
def test_actual_text_of_an_element_and_of_what_holds_it(holder):
    def say(_, root):
        target = root.K if holder == "ancestor" else root.K.K[0]
        target.ActualText = String("宣言")

    structure = tree(say)
    assert structure.has_actual_text(1, 0)
    assert structure.has_actual_text(2, 0) is (holder == "ancestor")
    assert not structure.has_actual_text(1, 1)
    assert not structure.has_actual_text(3, 0)


def test_content_of_a_form_goes_by_the_forms_own_key():
    def form(pdf, root):
        element = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Span, P=root.K, ActualText=String("印"))
        )
        root.ParentTree.Nums.extend([9, Array([element])])

    structure = tree(form)
    assert structure.has_actual_text(1, 0, struct_parents=9)
    assert not structure.has_actual_text(1, 0)
    assert structure.has_parent(1, 0, struct_parents=9)


def test_types_are_role_mapped_through_several_steps_and_never_in_circles():
    def roles(_, root):
        root.RoleMap = Dictionary(Zeile=Name.Absatz, Absatz=Name.P, A=Name.B, B=Name.A)

    structure = tree(roles)
    assert structure.standard_type("Zeile") == "P"
    assert structure.standard_type("A") is None
    assert structure.runs_in_circle("A")
    assert not structure.runs_in_circle("Zeile")


def test_a_parent_tree_of_several_levels_is_read():
    def split(pdf, root):
        pairs = list(root.ParentTree.Nums)
        leaves = [Dictionary(Nums=Array(pairs[i : i + 2])) for i in (0, 2)]
        root.ParentTree = Dictionary(Kids=Array([pdf.make_indirect(leaf) for leaf in leaves]))

    assert tree(split).has_parent(2, 0)


def test_a_circle_of_kids_and_of_parents_ends():
    def circle(_, root):
        paragraph = root.K.K[0]
        paragraph.K = Array([0, root.K])
        root.K.P = paragraph
        root.ParentTree.Kids = Array([root.ParentTree])

    structure = tree(circle)
    assert len(structure.elements) == 3
    assert structure.circles == ("Document",)
    assert not structure.has_actual_text(1, 0)


def test_a_very_deep_tree_is_cut_off_and_says_so():
    structure = tree(lambda pdf, root: chain(pdf, root, 2_000))
    assert not structure.is_whole
    assert len(structure.elements) <= DEPTH_LIMIT + 2


def test_a_hundred_thousand_kids_are_read_in_seconds():
    def many(pdf, root):
        kid = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=root.K))
        root.K.K = Array([kid] * 100_000)

    data = InspectedPdf(sample(hurt=lambda pdf: (tag(pdf), many(pdf, pdf.Root.StructTreeRoot))))
    before = time.process_time()
    assert len(data.structure.elements) == 2
    assert time.process_time() - before < 5


def test_elements_that_share_one_huge_array_of_kids_end():
    def shared(pdf, root):
        leaf = Dictionary(Type=Name.StructElem, S=Name.P, P=root.K)
        kids = pdf.make_indirect(Array([pdf.make_indirect(leaf)] * 50_000))
        holders = [Dictionary(Type=Name.StructElem, S=Name.Div, P=root.K, K=kids)] * 200
        root.K.K = Array([pdf.make_indirect(Dictionary(holder)) for holder in holders])

    before = time.process_time()
    structure = tree(shared)
    assert not structure.is_whole
    assert time.process_time() - before < 10


@pytest.mark.parametrize("value", [Name.X, Array([]), String("x"), 3, Dictionary()])
@pytest.mark.parametrize("key", ["/K", "/ParentTree", "/RoleMap"])
def test_anything_may_stand_anywhere(key, value):
    structure = tree(lambda _, root: root.__setitem__(key, value))
    assert structure.standard_type("P") == "P"
    structure.has_actual_text(1, 0)
    assert len(structure.elements) <= 3


def test_a_file_without_tags_has_no_elements():
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = BytesIO()
    pdf.save(out)
    structure = InspectedPdf(out.getvalue()).structure
    assert structure.elements == ()
    assert not structure.has_actual_text(1, 0)
