"""What counts as tagged, and that a fault made a thousand times is said once a page."""

from pdf_samples import replace_content, sample, tag
from pikepdf import Array, Dictionary, Name, String
from samples_access import linked, put, tagged

from declaration_print import check


def codes(data, rule):
    report = check.pdf("a.pdf", data, profile="pdfua-1", only=frozenset({rule}))
    return [(finding.code, finding.page) for finding in report.findings]


def into_a_form(pdf):
    """The first page's text drawn by a form XObject."""
    page = pdf.pages[0]
    form = pdf.make_stream(page.Contents.read_bytes())
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 600, 800])
    form.Resources = page.Resources
    page.Resources = Dictionary(XObject=Dictionary(X1=form))
    page.Contents = pdf.make_stream(b"/X1 Do")


def test_text_of_a_form_is_tagged_where_the_form_is_drawn():
    assert codes(sample(hurt=into_a_form), "access/tagged") == []
    assert codes(sample(hurt=into_a_form, tagged=False), "access/tagged") == [
        ("untagged", 1),
        ("untagged", 2),
    ]


def test_marked_content_that_leads_to_no_element_is_untagged():
    def other(pdf):
        tag(pdf)
        replace_content(pdf, b"/MCID 0", b"/MCID 5", page=1)

    assert codes(sample(hurt=other), "access/tagged") == [("untagged", 2)]


def test_artifacts_need_no_tag():
    def furniture(pdf):
        tag(pdf)
        replace_content(pdf, b"ET Q EMC", b"ET Q EMC /Artifact BMC BT /F1 9 Tf <0001> Tj ET EMC")

    assert codes(sample(hurt=furniture), "access/tagged") == []


def test_text_of_an_annotation_is_tagged_by_the_annotation():
    def stamped(pdf):
        tag(pdf)
        appearance = pdf.make_stream(b"BT /F1 9 Tf <0001> Tj ET")
        appearance.Type, appearance.Subtype = Name.XObject, Name.Form
        appearance.BBox, appearance.Resources = Array([0, 0, 9, 9]), pdf.pages[0].Resources
        stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([9, 9, 99, 99]))
        stamp.AP = Dictionary(N=appearance)
        pdf.pages[0].Annots = Array([pdf.make_indirect(stamp)])

    assert codes(sample(hurt=stamped), "access/tagged") == []
    assert codes(sample(hurt=stamped), "access/annotations") == [
        ("not-tagged", 1),
        ("no-description", 1),
    ]


def test_hidden_annotations_and_those_off_the_page_are_left_aside():
    def changed(**entries):
        def change(pdf):
            for key, value in entries.items():
                pdf.pages[0].Annots[0][f"/{key}"] = value

        return change

    bare = linked(within="Span", contents=None)()
    assert [code for code, _ in codes(bare, "access/annotations")] == [
        "not-tagged",
        "no-description",
    ]
    for entries in ({"F": 2}, {"Rect": Array([700, 0, 800, 90])}):
        made = sample(hurt=lambda pdf, entries=entries: _linked_then(pdf, changed(**entries)))
        assert codes(made, "access/annotations") == []


def _linked_then(pdf, change):
    tag(pdf)
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([40, 40, 90, 60]))
    pdf.pages[0].Annots = Array([pdf.make_indirect(link)])
    change(pdf)


def test_a_thousand_pictures_without_words_are_one_finding():
    def pictures(pdf):
        for _ in range(1_000):
            put(pdf, "Figure")

    assert codes(tagged(pictures)(), "access/alternatives") == [("no-alternative", None)]


def test_an_empty_alternative_says_nothing_but_an_empty_replacement_does():
    silent = tagged(lambda pdf: put(pdf, "Figure", Alt=String("")))
    replaced = tagged(lambda pdf: put(pdf, "Figure", ActualText=String("")))
    assert codes(silent(), "access/alternatives") == [("no-alternative", None)]
    assert codes(replaced(), "access/alternatives") == []


def test_groupings_between_list_and_item_change_nothing():
    def grouped(pdf):
        item = put(pdf, "LI", put(pdf, "NonStruct", put(pdf, "L")))
        put(pdf, "LBody", put(pdf, "Div", item))

    assert codes(tagged(grouped)(), "access/lists-and-tables") == []


def test_unclaimed_files_are_not_held_to_accessibility():
    report = check.pdf("a.pdf", sample(tagged=False), profile="archive")
    assert not [finding for finding in report.findings if finding.rule.startswith("access/")]
