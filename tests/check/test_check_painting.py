"""Places of what pages paint, held against poppler and pdfminer reading the same bytes."""

import re
import subprocess
from io import BytesIO
from shutil import which

import pikepdf
import pytest
from pdf_samples import PAGES, Typeface, sample, tiny_font
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer
from pikepdf import Array, Dictionary, Name
from PIL import Image
from samples_drawing import FULL, image, painted

from declaration_print import check
from declaration_print.check.drawing.geometry import curve_bounds, shared_area, transformed
from declaration_print.check.drawing.page_ink import PageInk
from declaration_print.check.drawing.painted import Kind
from declaration_print.check.inspect import InspectedPdf

NEAR = 0.01  # points


def page_of(content, size=(600, 800), **resources):
    """A PDF of one page with this content."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=size)
    page.Resources = Dictionary(
        {
            f"/{kind}": Dictionary({k: v(pdf) for k, v in made.items()})
            for kind, made in resources.items()
        }
    )
    page.Contents = pdf.make_stream(content)
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def facts(data):
    return InspectedPdf(data).painted


@pytest.fixture
def runs(monkeypatch):
    """A function from a PDF to the runs that were placed in it."""

    def placed(data):
        seen = []
        monkeypatch.setattr(PageInk, "text", lambda _, run: seen.append(run))
        facts(data)
        return seen

    return placed


def pdfminer_characters(data):
    def walk(item):
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            for child in item:
                yield from walk(child)

    for page in extract_pages(BytesIO(data), laparams=LAParams(all_texts=True)):
        yield from walk(page)


STATES = [
    "1 0 0 1 40 700 Tm",
    "5 Tc 1 0 0 1 40 700 Tm",
    "50 Tz 3 Tc 1 0 0 1 40 700 Tm",
    "0 1 -1 0 300 100 Tm",
    "14 TL 1 0 0 1 40 700 Tm T* T*",
    "1 0 0 1 40 700 Tm 30 -20 Td 10 10 TD T*",
]


@pytest.mark.parametrize("state", STATES)
def test_advances_agree_with_pdfminer(runs, state):
    def put(pdf):
        contents = pdf.pages[0].Contents
        contents.write(contents.read_bytes().replace(b"1 0 0 1 40 700 Tm", state.encode()))

    data = sample((PAGES[0],), hurt=put)
    theirs = [(c.matrix[4], c.matrix[5]) for c in pdfminer_characters(data)]
    (run,) = runs(data)
    a, b, c, d, e, f = run.matrix
    ours = [(a * x + c * y + e, b * x + d * y + f) for _, x, y in run.glyphs]
    assert len(theirs) == len(ours) == len(PAGES[0])
    for (x0, y0), (x1, y1) in zip(sorted(theirs), sorted(ours), strict=True):
        assert (x0, y0) == pytest.approx((x1, y1), abs=NEAR)


def test_rise_lifts_text_without_moving_the_pen(runs):
    (plain,) = runs(sample((PAGES[0],)))

    def lift(pdf):
        contents = pdf.pages[0].Contents
        contents.write(b"4 Ts " + contents.read_bytes())

    (raised,) = runs(sample((PAGES[0],), hurt=lift))
    assert raised.glyphs[-1][1:] == plain.glyphs[-1][1:]
    assert raised.cells[1] == plain.cells[1] + 4


def test_vertical_text_hangs_below_its_pen(runs):
    words = "宣言、私"
    face = Typeface(words, vertical=True, program=tiny_font(words))
    (run,) = runs(sample((words,), vertical=True, face=face))
    boxes = [transformed(run.place(g.ink, x, y), run.matrix) for g, x, y in run.glyphs]
    # 20 pt type 40 pt from the right edge and the top: the glyph's box 100 -20 900 780 hung from (500, 880).
    for number, box in enumerate(boxes):
        top = 760 - 20 * number - 0.1 * 20
        assert box == pytest.approx((552, top - 16, 568, top), abs=NEAR)


@pytest.mark.skipif(which("pdftotext") is None, reason="poppler is not installed")
def test_a_line_stands_where_poppler_finds_it(runs, tmp_path):
    data = sample((PAGES[0],))
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    told = subprocess.run(
        ["pdftotext", "-bbox", file, "-"], capture_output=True, text=True, check=True
    ).stdout
    left, right = (
        float(re.search(rf'<word [^>]*{side}="([^"]+)"', told)[1]) for side in ("xMin", "xMax")
    )
    (run,) = runs(data)
    assert run.cells[0] == pytest.approx(left, abs=NEAR)
    assert run.cells[2] == pytest.approx(right, abs=NEAR)


@pytest.mark.skipif(which("pdfimages") is None, reason="poppler is not installed")
@pytest.mark.parametrize(
    "matrix", ["144 0 0 144 9 9", "0 200 -100 0 300 300", "90 90 -40 40 200 9"]
)
def test_the_fineness_of_images_is_that_of_pdfimages(tmp_path, matrix):
    file = tmp_path / "a.pdf"
    content = f"q {matrix} cm /Im Do Q".encode()
    file.write_bytes(page_of(content, XObject={"/Im": image(300, 120)}))
    told = subprocess.run(
        ["pdfimages", "-list", file], capture_output=True, text=True, check=True
    ).stdout
    across, up = told.splitlines()[2].split()[-4:-2]
    (found,) = facts(file.read_bytes()).images.values()
    assert round(found.dpi) == min(int(across), int(up))


def outside(content, **options):
    return [
        (o.kind, o.beyond, round(o.millimetres, 1))
        for o in facts(page_of(content, **options)).outside
    ]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"500 0 156.693 9 re f", [(Kind.PATH, "MediaBox", 20.0)]),  # 56.693 pt are 20 mm
        (b"0 100 m 600 100 l 40 w S", []),  # a thick line with butt caps ends at the edge
        (b"0 100 m 600 100 l 2 J 56.693 w S", [(Kind.PATH, "MediaBox", 10.0)]),
        (b"10 10 m 10 -70 90 -70 90 10 c S", [(Kind.PATH, "MediaBox", 17.8)]),
        (b"10 0 m 10 40 90 -40 90 0 c 9 100 l f", [(Kind.PATH, "MediaBox", 4.1)]),
        (b"q 0 0 600 800 re W n -9 -9 900 900 re f Q", []),
        (b"1 g -9 -9 900 900 re f", []),  # white
        (b"/GS gs -9 -9 900 900 re f", []),
        (b"2 0 0 2 0 0 cm 290 0 38.3465 9 re f", [(Kind.PATH, "MediaBox", 20.0)]),
    ],
)
def test_what_reaches_beyond_the_page(content, found):
    clear = {"/GS": lambda _: Dictionary(ca=0)}
    assert outside(content, ExtGState=clear) == found


def test_an_appearance_is_fitted_into_its_rectangle():
    pdf = pikepdf.open(BytesIO(page_of(b"")))
    form = pdf.make_stream(b"0 0 10 10 re f")
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox, form.Matrix = Array([0, 0, 10, 10]), Array([0, 1, -1, 0, 77, 88])
    rect = Array([560, 10, 656.693, 30])
    stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=rect, AP=Dictionary(N=form))
    pdf.pages[0].Annots = Array([stamp])
    out = BytesIO()
    pdf.save(out)
    (found,) = facts(out.getvalue()).outside
    assert found.millimetres == pytest.approx(20, abs=0.01)


def test_text_stays_in_the_trim_and_ink_in_the_bleed():
    def boxes(pdf):
        page = pdf.pages[0]
        page.TrimBox, page.BleedBox = Array([50, 50, 550, 750]), Array([40, 40, 560, 760])
        contents = pdf.pages[0].Contents
        contents.write(contents.read_bytes() + b" 42 60 9 9 re f 30 60 9 9 re f")

    found = {o.kind: o for o in facts(sample((PAGES[0],), hurt=boxes)).outside}
    assert (found[Kind.TEXT].beyond, found[Kind.PATH].beyond) == ("TrimBox", "BleedBox")
    assert found[Kind.TEXT].millimetres == pytest.approx((50 - 42) * 25.4 / 72)
    assert found[Kind.PATH].millimetres == pytest.approx((40 - 30) * 25.4 / 72)
    assert found[Kind.PATH].others == 0


def findings(data, *rules, profile="handout"):
    report = check.pdf("a.pdf", data, profile=profile, only=frozenset(rules))
    return [(f.code, f.page) for f in report.findings]


OVERLAPS = ("page/overlap", "page/near-overlap")


SLANTED = b" BT 0.7 0.7 -0.7 0.7 %d %d Tm /F1 20 Tf <CODES> Tj ET"


def twice(second, words=PAGES[0]):
    def add(pdf):
        content = pdf.pages[0].Contents.read_bytes()
        codes = content[content.index(b"[<") + 2 : content.index(b">]")]
        pdf.pages[0].Contents.write(content + second.replace(b"CODES", codes))

    return sample((words,), hurt=add)


@pytest.mark.parametrize(
    ("second", "found"),
    [
        (b" BT /F1 20 Tf 41 700 Td <CODES> Tj ET", []),  # struck twice for weight
        (b" BT /F1 20 Tf 1 Tr 40 700 Td <CODES> Tj ET", []),  # outlined as well
        (b" BT /F1 20 Tf 60 704 Td <CODES> Tj ET", [("text-on-text", 1)]),
        (b" BT /F1 20 Tf 3 Tr 60 704 Td <CODES> Tj ET", []),  # invisible
        (b" 1 g 0 0 600 800 re f 0 g BT /F1 20 Tf 60 704 Td <CODES> Tj ET", []),  # painted over
        (b" 0.8 g BT /F1 20 Tf 60 704 Td <CODES> Tj ET", [("texts-touch", 1)]),  # pale
        (b" BT /F1 60 Tf 40 690 Td <CODES> Tj ET", [("texts-touch", 1)]),  # an ornament's size
        (b" BT /F1 8 Tf 42 718 Td <CODES> Tj ET", []),  # ruby
        (SLANTED % (40, 200) + SLANTED % (25, 215), []),
    ],
)
def test_what_covers_other_text(second, found):
    assert findings(twice(second), *OVERLAPS) == found


def test_two_signs_joined_into_one_are_no_overlap():
    data = sample(
        ("宣言",),
        hurt=lambda pdf: pdf.pages[0].Contents.write(
            b"BT /F1 20 Tf 40 700 Td <0001> Tj -4 3 Td <0002> Tj ET"
        ),
    )
    assert findings(data, *OVERLAPS) == []


@pytest.mark.parametrize(("off", "found"), [(True, []), (False, [("path-outside", 1)])])
def test_a_layer_that_is_off_paints_nothing(off, found):
    def layered(pdf):
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="notes"))
        default = Dictionary(OFF=Array([group] if off else []))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=default)
        pdf.pages[0].Resources.Properties = Dictionary(L=group)
        contents = pdf.pages[0].Contents
        contents.write(contents.read_bytes() + b" /OC /L BDC q Q -99 9 200 9 re f EMC")

    assert findings(sample(hurt=layered), "page/outside") == found


def test_images_of_few_pixels_or_one_colour_are_no_pictures():
    content = b"q 400 0 0 400 9 9 cm /Im Do Q"
    for made in (image(1, 1), image(3, 300), image(50, 50, data=b"\x10" * 2500)):
        assert findings(painted(content, XObject={"/Im": made})(), "images") == []


@pytest.mark.parametrize(("profile", "count"), [("handout", 0), ("press", 1)])
def test_a_print_shop_wants_finer_images(profile, count):
    content = b"q 144 0 0 144 9 9 cm /Im Do Q"
    data = painted(content, XObject={"/Im": image(400, 400)})()
    assert len(findings(data, "images/resolution", profile=profile)) == count


def test_heavy_ink_in_an_image_is_found():
    heavy = image(20, 20, space=Name.DeviceCMYK, data=b"\xf0" * 1599 + b"\xff")
    light = image(20, 20, space=Name.DeviceCMYK, data=b"\x40" * 1599 + b"\xff")
    content = b"q 4 0 0 4 9 9 cm /Im Do Q"
    rules = ("colour/ink",)
    found = [
        findings(painted(content, XObject={"/Im": made})(), *rules, profile="press")
        for made in (heavy, light)
    ]
    assert found == [[("too-much-ink", 1)], []]


@pytest.mark.parametrize(
    ("decode", "found"),
    [
        ([1, 0] * 4, [("too-much-ink", 1)]),  # as Adobe's programs write photographs
        ([0, 1] * 4, []),
    ],
)
def test_heavy_ink_in_a_photograph_is_found(decode, found):
    """Pillow writes a CMYK JPEG inverted, as Adobe does; only Decode says so in a PDF."""
    out = BytesIO()
    Image.new("CMYK", (600, 600), (255, 255, 204, 102)).save(out, "JPEG", quality=95)
    photograph = image(
        600,
        600,
        space=Name.DeviceCMYK,
        data=out.getvalue(),
        Filter=Name.DCTDecode,
        Decode=Array(decode),
    )
    data = painted(b"q 144 0 0 144 100 100 cm /Im Do Q", XObject={"/Im": photograph})()
    assert findings(data, "colour/ink", "colour/examined", profile="press") == found


@pytest.mark.parametrize(
    ("content", "vanishes"),
    [
        (b"/O gs 1 g " + FULL, True),
        (b"/O gs 0 0 0 0 k " + FULL, True),
        (b"/O gs 1 G 40 40 m 90 90 l S", True),
        (b"/O gs 0 0 0 0.1 k " + FULL, False),
        (b"q /O gs Q 1 g " + FULL, False),
        (b"/O gs /K gs 0 0 0 0 k " + FULL, False),
        (b"/O gs /N gs 1 g " + FULL, False),
    ],
)
def test_white_that_overprints_vanishes(content, vanishes):
    states = {
        "/O": Dictionary(OP=True, OPM=1),
        "/K": Dictionary(OPM=0),  # then white clears the inks of the press
        "/N": Dictionary(op=False),
    }
    found = findings(painted(content, ExtGState=states)(), "colour/overprint", profile="press")
    assert bool(found) is vanishes


def test_a_standard_alone_does_not_look_at_places(monkeypatch):
    monkeypatch.setattr(InspectedPdf, "painted", property(lambda _: pytest.fail("looked")))
    assert check.pdf("a.pdf", sample(), profile="pdfa-2a").findings == ()


def test_forms_that_multiply_are_given_up_in_time():
    def doubling(pdf):
        form = pdf.make_stream(FULL)
        for _ in range(22):
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 600, 800])
            outer = pdf.make_stream(b"/X Do /X Do")
            outer.Resources = Dictionary(XObject=Dictionary(X=form))
            form = outer
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 600, 800])
        return form

    assert facts(page_of(b"/X Do", XObject={"/X": doubling})).stopped_at == 1


def test_curves_and_polygons():
    # A quarter circle of radius 1 stays within its square; two unit squares half over each other.
    assert curve_bounds((1, 0), (1, 0.5523), (0.5523, 1), (0, 1)) == pytest.approx((0, 0, 1, 1))
    assert curve_bounds((0, 0), (0, 4), (1, 4), (1, 0))[3] == pytest.approx(3)
    square = [(0, 0), (1, 0), (1, 1), (0, 1)]
    turned = [(0.5, 0), (0.5, 1), (1.5, 1), (1.5, 0)]
    assert shared_area(square, turned) == pytest.approx(0.5)
    assert shared_area(square, [(2, 2), (3, 2), (3, 3)]) == 0
