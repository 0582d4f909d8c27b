"""Strings are found with the marked content they lie in, also through forms and by name."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from declaration_print.check.document.opening import opened
from declaration_print.check.drawing.walker import drawing, drawn_strings
from declaration_print.check.inspect import InspectedPdf

MARKS = Dictionary(P=Dictionary(ActualText=String("x"), MCID=7), Q=Dictionary(MCID=8))


def page_with(content, forms=(), annotations=None):
    """A page with a font /F, property lists and forms /X0, /X1 …; `annotations` may add some."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 100))
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    resources = pdf.make_indirect(Dictionary(Font=Dictionary(F=font), Properties=MARKS))
    resources.XObject = Dictionary()
    for number, form in enumerate(forms):
        stream = pdf.make_stream(form)
        stream.Type, stream.Subtype = Name.XObject, Name.Form
        stream.BBox, stream.Resources = Array([0, 0, 100, 100]), resources
        resources.XObject[f"/X{number}"] = stream
    page.Resources = resources
    page.Contents = pdf.make_stream(content)
    if annotations:
        page.Annots = Array([pdf.make_indirect(one) for one in annotations(pdf, resources)])
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def shown(content, forms=()):
    """The strings that such a page draws."""
    found = drawing(opened(page_with(content, forms)).pages)
    return {s.text: s for font in found.fonts.values() for s in font.shown}


@pytest.mark.parametrize(
    ("content", "actual_text", "mcid"),
    [
        (b"(a) Tj", False, None),
        (b"/Span <</ActualText (x)>> BDC (a) Tj EMC", True, None),
        (b"/Span <</ActualText (x)>> BDC EMC (a) Tj", False, None),
        (b"/Span /P BDC (a) Tj EMC", True, 7),
        (b"/Span /None BDC (a) Tj EMC", False, None),
        (b"/Span /P BDC /S /Q BDC (a) Tj EMC EMC", True, 8),
        (b"/S /Q BDC /T BMC (a) Tj EMC EMC", False, 8),
        (b"/S <</MCID 1>> BDC /T <</MCID 2>> BDC EMC (a) Tj EMC", False, 1),
        (b"q /S <</MCID 1>> BDC Q BT /F 9 Tf (a) Tj EMC", False, 1),
        (b"EMC EMC /S <</MCID 3>> BDC [(a) -9] TJ", False, 3),
    ],
)
def test_marked_content_around_a_string(content, actual_text, mcid):
    found = shown(b"BT /F 9 Tf " + content)[b"a"]
    assert (found.actual_text, found.mcid) == (actual_text, mcid)


def test_a_form_inherits_the_marked_content_it_is_drawn_in():
    inner = b"BT /F 9 Tf (inner) Tj ET"
    middle = b"BT /F 9 Tf /S <</MCID 5>> BDC (middle) Tj ET EMC /X0 Do"
    page = b"/Span /P BDC /X1 Do EMC /Artifact BMC BT /F 9 Tf (page) Tj ET EMC"
    found = shown(page, (inner, middle))
    assert {k: (s.actual_text, s.mcid, s.furniture) for k, s in found.items()} == {
        b"middle": (True, 5, False),
        b"inner": (True, 7, False),
        b"page": (False, None, True),
    }


def test_a_form_is_seen_both_within_and_without_marked_content():
    pdf_form = b"BT /F 9 Tf (a) Tj ET"
    content = b"/X0 Do /Span /P BDC /X0 Do EMC /X0 Do"
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 100))
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    stream = pdf.make_stream(pdf_form)
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    page.Resources = Dictionary(
        Font=Dictionary(F=font), Properties=MARKS, XObject=Dictionary(X0=stream)
    )
    page.Contents = pdf.make_stream(content)
    out = BytesIO()
    pdf.save(out)
    (use,) = drawing(opened(out.getvalue()).pages).fonts.values()
    assert {s.actual_text for s in use.shown} == {True, False}


def test_numbers_no_reader_can_hold_stop_nothing():
    huge = b"9" * 400
    found = shown(b"BT /F 9 Tf " + huge + b" Tr " + huge + b" 0 0 1 0 0 cm (a) Tj ET")
    assert found[b"a"].visible


@pytest.mark.parametrize(
    "operator", [b"() Tj", b"[] TJ", b"() '", b'0 0 () "', b"[(\x20) -200] TJ"]
)
def test_an_operator_without_a_code_uses_its_font(operator):
    for mode, seen in ((b"0", True), (b"3", False)):
        (font,) = InspectedPdf(page_with(b"BT /F 9 Tf " + mode + b" Tr " + operator + b" ET")).fonts
        assert font.is_seen is seen
        assert len(font.uses) == operator.count(b"\x20)")


@pytest.mark.parametrize("moment", ["/N", "/D", "/R"])
@pytest.mark.parametrize("has_states", [True, False])
def test_every_appearance_draws_but_only_that_at_rest_is_read(moment, has_states):
    def widget(pdf, resources):
        form = pdf.make_stream(b"BT /F 9 Tf (a) Tj ET")
        form.Subtype, form.BBox, form.Resources = Name.Form, Array([0, 0, 9, 9]), resources
        look = Dictionary({"/Off": form}) if has_states else form
        yield Dictionary(Subtype=Name.Square, AP=Dictionary({moment: look}))

    pages = opened(page_with(b"", annotations=widget)).pages
    (use,) = drawing(pages).fonts.values()
    assert [one.text for one in use.shown] == [b"a"]
    assert len(list(drawn_strings(pages))) == (moment == "/N")
