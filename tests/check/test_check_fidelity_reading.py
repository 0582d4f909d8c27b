"""What copying and searching a page give, and what is seen on it: both must be the declaration."""

import pytest
from pdf_samples import PAGES, Typeface, declaration, sample, text, tiny_font
from pikepdf import Array, Dictionary, Name, String

from declaration_print import check
from declaration_print.check.inspect import InspectedPdf
from declaration_print.check.text.folding import fold
from declaration_print.check.text.reading import BREAK, SEAM, read

SPARE = "2024一二三四五異知"
CHARACTERS = "".join(dict.fromkeys("".join(PAGES) + SPARE))


def face():
    return Typeface(CHARACTERS, program=tiny_font(CHARACTERS))


def line(words, y=600):
    return f" BT /F1 20 Tf 1 0 0 1 40 {y} Tm <{face().codes(words)}> Tj ET ".encode()


def said_as(words, drawn):
    """A string with an ActualText."""
    actual = ("\ufeff" + words).encode("utf-16-be").hex()
    return f"/Span <</ActualText <{actual}>>> BDC ".encode() + line(drawn) + b" EMC "


def page(content, **entries):
    """The sample whose second page draws something else."""

    def hurt(pdf):
        pdf.pages[1].Contents = pdf.make_stream(content)
        for key, value in entries.items():
            pdf.pages[1].Resources[Name("/" + key)] = value(pdf)

    return sample(face=face(), hurt=hurt)


def words_of(data):
    """What the second page reads as when copied, and as seen."""
    pdf = InspectedPdf(data)
    words = read(pdf.pages, pdf.structure)
    return tuple(
        None if pages is None else fold(pages[1].replace(BREAK, "").replace(SEAM, ""))
        for pages in (words.pages, words.printed)
    )


def test_an_actual_text_is_what_is_copied_and_the_glyphs_are_what_is_seen():
    content = line("未来") + said_as("2024", "二〇二四") + line("年")
    assert words_of(page(content)) == ("未来2024年", "未来二〇二四年")


def test_the_outermost_actual_text_counts_and_each_sequence_is_one():
    inner = said_as("一", "二")
    outer = b"/Span <</ActualText (x)>> BDC " + inner + line("三") + b" EMC "
    assert words_of(page(outer + said_as("一", "四") + said_as("一", "五")))[0] == "x一一"


def test_an_actual_text_explains_what_the_glyphs_do_not_say():
    """A glyph without meaning, a hyphen that only ends a line."""
    unknown = Typeface(CHARACTERS, program=tiny_font(CHARACTERS), unicodes={"異": "\ue000"})

    def hurt(pdf):
        pdf.pages[1].Contents = pdf.make_stream(said_as("葛", "異"))

    assert words_of(sample(face=unknown, hurt=hurt)) == ("葛", "葛")


def test_a_tag_with_an_actual_text_is_read_once():
    """Its content may lie in several sequences."""

    def hurt(pdf):
        root = pdf.Root.StructTreeRoot
        document = Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array([]))
        root.K = pdf.make_indirect(document)
        span = Dictionary(
            Type=Name.StructElem, S=Name.Span, P=root.K, Pg=pdf.pages[1].obj, K=Array([0, 1])
        )
        span.ActualText = String("2024")
        span = pdf.make_indirect(span)
        root.K.K.append(span)
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([7, Array([span, span])])))
        pdf.pages[1].StructParents = 7
        first = b"/Span <</MCID 0>> BDC" + line("二〇") + b"EMC "
        second = b"/Span <</MCID 1>> BDC" + line("二四") + b"EMC "
        pdf.pages[1].Contents = pdf.make_stream(first + second + line("年"))

    assert words_of(sample(face=face(), hurt=hurt)) == ("2024年", "二〇二四年")


def of_fidelity(content, date="2024年"):
    report = check.pdf(
        "a.pdf",
        page(content),
        profile="handout",
        only=frozenset({"text/fidelity"}),
        declaration=declaration(date=None, closing=(text(date, 3),), declared_at=None),
        parts=("title", "preamble", "closing"),
    )
    return [finding.code for finding in report.findings]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (said_as("2024", "二〇二四") + line("年"), []),
        (said_as("二〇二四", "2024") + line("年"), []),
        (said_as("2024", "二〇二三") + line("年"), ["text-differs"]),  # seen
        (said_as("2023", "二〇二四") + line("年"), ["text-differs"]),  # copied
        (said_as("2024年", "異異異異異"), ["text-differs"]),
        (line("二〇二四") + said_as("年", "年"), []),
        (line("二〇二四") + said_as("", "年"), ["text-missing"]),
    ],
)
def test_figures_may_be_turned_and_nothing_else(content, found):
    assert of_fidelity(content) == found


def form(words):
    def make(pdf):
        stream = pdf.make_stream(line(words))
        stream.Type, stream.Subtype = Name.XObject, Name.Form
        stream.BBox = Array([0, 0, 600, 800])
        stream.Resources = pdf.pages[1].Resources
        return Dictionary(Fm=stream)

    return make


def test_a_form_is_read_as_often_as_it_is_drawn():
    data = page(line("一") + b" /Fm Do " + line("二") + b" /Fm Do /Fm Do", XObject=form("三"))
    assert words_of(data)[0] == "一三二三三"


def test_forms_that_multiply_are_read_a_bounded_number_of_times():
    def nested(pdf):
        inner = form("三")(pdf).Fm
        for _ in range(12):
            outer = pdf.make_stream(b" /Fm Do" * 10)
            outer.Type, outer.Subtype, outer.BBox = Name.XObject, Name.Form, inner.BBox
            outer.Resources = Dictionary(XObject=Dictionary(Fm=inner))
            inner = outer
        return Dictionary(Fm=inner)

    assert 10 < len(words_of(page(b"/Fm Do", XObject=nested))[0]) < 10_000


def test_codes_of_a_predefined_cmap_are_cut_as_it_says():
    """90ms-RKSJ has codes of one byte and of two; with a ToUnicode its codes are looked up there."""

    def hurt(pdf):
        font = pdf.pages[1].Resources.Font.F1
        font.Encoding = Name("/90ms-RKSJ-H")
        font.ToUnicode.write(
            b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
            b"2 beginbfchar <41> <4E00> <8140> <4E8C> endbfchar endcmap"
        )
        shown = b"/P <</MCID 0>> BDC BT /F1 20 Tf 9 9 Td <4181404141> Tj ET EMC"
        pdf.pages[1].Contents = pdf.make_stream(shown)

    assert words_of(sample(face=face(), hurt=hurt))[0] == "一二一一"


def test_the_words_of_a_stamp_are_no_part_of_what_is_tagged():
    """An annotation is tagged as a whole; what it draws needs no marks."""

    def hurt(pdf):
        stamp = form("三")(pdf).Fm
        annotation = Dictionary(
            Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 9, 9]), AP=Dictionary(N=stamp)
        )
        pdf.pages[1].Annots = Array([pdf.make_indirect(annotation)])

    data = sample(face=face(), hurt=hurt)
    report = check.pdf("a.pdf", data, profile="pdfua-1", only=frozenset({"access/tagged"}))
    assert report.findings == ()
