"""The sound sample with something painted where, or as, it should not be."""

from pdf_samples import PAGES, replace_content, sample
from pikepdf import Array, Dictionary, Name

FULL = b"40 40 200 200 re f"


def painted(content, *, page=0, **resources):
    """The sample with more content on a page, and the resources it names."""

    def add(pdf):
        for kind, entries in resources.items():
            made = {name: make(pdf) if callable(make) else make for name, make in entries.items()}
            pdf.pages[page].Resources[Name("/" + kind)] = Dictionary(made)
        contents = pdf.pages[page].Contents
        contents.write(contents.read_bytes() + b"\n" + content)

    return lambda: sample(hurt=add)


def image(width, height, *, space=Name.DeviceGray, bits=8, data=None, **entries):
    """An image XObject; its samples differ from pixel to pixel unless they are given."""
    size = height * ((width * (1 if space == Name.DeviceGray else 4) * bits + 7) // 8)

    def make(pdf):
        stream = pdf.make_stream(data or bytes(index * 7 % 251 for index in range(size)))
        stream.Type, stream.Subtype = Name.XObject, Name.Image
        stream.Width, stream.Height, stream.BitsPerComponent = width, height, bits
        stream.ColorSpace = space
        for key, value in entries.items():
            stream[Name("/" + key)] = value
        return stream

    return make


def shading(_):
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0]), C1=Array([1]), N=1)
    return Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceGray, Coords=Array([0, 0, 600, 0]), Function=function
    )


def separation(name):
    def make(_):
        function = Dictionary(
            FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array([0, 0, 0, 1]), N=1
        )
        return Array([Name.Separation, Name("/" + name), Name.DeviceCMYK, function])

    return make


def moved(old, new, page=0):
    return lambda: sample(hurt=lambda pdf: replace_content(pdf, old, new, page))


def second_line(matrix, **changes):
    """The first page with the line of text once more, its characters reversed."""
    words = PAGES[0]
    if changes:
        words = changes["words"]

    def add(pdf):
        content = pdf.pages[0].Contents.read_bytes()
        characters = "".join(dict.fromkeys("".join(PAGES)))
        codes = "".join(f"{characters.index(c) + 1:04X}" for c in reversed(words))
        line = f"\nBT /F1 20 Tf 0 g {matrix} Tm <{codes}> Tj ET".encode()
        pdf.pages[0].Contents.write(content + line)

    return lambda: sample(hurt=add)


def blended(space):
    def group(pdf):
        pdf.pages[0].Group = Dictionary(S=Name.Transparency, CS=space)

    return group


def many_images(count):
    """Small pictures in four inks, all different objects."""
    names = [f"/I{number}" for number in range(count)]
    drawn = " ".join(f"{name} Do" for name in names)
    return painted(
        b"q 2 0 0 2 100 100 cm " + drawn.encode() + b" Q",
        XObject={name: image(9, 9, space=Name.DeviceCMYK, data=b"\x20" * 324) for name in names},
    )


SQUARE = b"q 144 0 0 144 100 100 cm /Im Do Q"  # two inches

FAILING = {
    ("page/outside", "text-outside"): moved(b"1 0 0 1 40 700 Tm", b"1 0 0 1 300 700 Tm"),
    ("page/outside", "path-outside"): painted(b"580 10 40 40 re f"),
    ("page/outside", "image-outside"): painted(
        b"q 144 0 0 144 -20 100 cm /Im Do Q", XObject={"/Im": image(400, 400)}
    ),
    ("page/outside", "shading-outside"): painted(
        b"q -30 0 200 200 re W n /Sh sh Q", Shading={"/Sh": shading}
    ),
    ("page/hidden-text", "unseen"): moved(b"BT", b"BT 3 Tr"),
    ("page/overlap", "text-on-text"): second_line("1 0 0 1 45 698"),
    ("page/near-overlap", "texts-touch"): second_line("1 0 0 1 45 693"),
    ("page/operators", "unknown-operator"): painted(b"1 2 frobnicate"),
    ("page/operators", "endless-image"): painted(b"q BI /W 9 /H 9 /BPC 8 /CS /G ID abcdefg"),
    ("page/examined", "stopped"): painted(b"q Q\n" * 260_000),
    ("images/resolution", "coarse"): painted(SQUARE, XObject={"/Im": image(200, 200)}),
    ("images/resolution", "coarse-bilevel"): painted(
        SQUARE, XObject={"/Im": image(400, 400, bits=1)}
    ),
    ("colour/spaces", "not-for-press"): painted(b"1 0 0 rg " + FULL),
    ("colour/spaces", "registration"): painted(
        b"/All cs 1 scn " + FULL, ColorSpace={"/All": separation("All")}
    ),
    ("colour/ink", "too-much-ink"): painted(b"1 1 0.9 0.2 k " + FULL),
    ("colour/overprint", "white-overprint"): painted(
        b"/Over gs 1 g " + FULL, ExtGState={"/Over": Dictionary(op=True)}
    ),
    ("colour/blending", "blended-in-light"): lambda: sample(hurt=blended(Name.DeviceRGB)),
    ("colour/examined", "image-unread"): painted(
        SQUARE,
        XObject={
            "/Im": image(600, 600, space=Name.DeviceCMYK, data=b"no picture", Filter=Name.JPXDecode)
        },
    ),
    ("colour/examined", "images-left-out"): many_images(101),
    ("colour/ink", "black-text-in-colours"): moved(b"0 g", b"0.5 0.4 0.4 1 k"),
}
PASSING = {
    "page/outside": painted(
        b"q 0 0 600 800 re W n -50 -50 900 900 re f Q 0 400 m 600 400 l 6 w S 1 g -9 9 5 5 re f "
        b"BT /F1 20 Tf 3 Tr 900 100 Td <0001> Tj ET"
    ),
    "page/hidden-text": sample,
    "page/overlap": second_line("1 0 0 1 40 677"),
    "page/near-overlap": second_line("1 0 0 1 40.4 700", words=PAGES[0][::-1]),
    "page/operators": painted(b"q BI /W 1 /H 1 /BPC 8 /CS /G ID \xff\nEI Q BX EX --5 w /a MP"),
    "page/examined": painted(b"q Q " * 100),
    "images/resolution": painted(
        SQUARE + b" q 500 0 0 500 20 20 cm /Tint Do Q",
        XObject={"/Im": image(300, 300), "/Tint": image(9, 9, data=b"\xcc" * 81)},
    ),
    "colour/spaces": painted(
        b"0.2 0 0 0.1 k " + FULL + b" /Spot cs 1 scn " + FULL,
        ColorSpace={"/Spot": separation("DIC 256")},
    ),
    "colour/overprint": painted(
        b"/Over gs 0 0 0 0 k " + FULL + b" 0 g " + FULL,
        ExtGState={"/Over": Dictionary(OP=True, OPM=0)},
    ),
    "colour/blending": lambda: sample(hurt=blended(Name.DeviceCMYK)),
    "colour/examined": many_images(100),
    "colour/ink": painted(b"0.8 0.7 0.7 0.8 k " + FULL + b" 0 0 0 1 k 0 0 0 1 K"),
}
JUDGED_AS = {seen: "press" for seen in FAILING if seen[0].startswith("colour/")}
# What lies on the text is not in the declaration either.
ALSO = {("page/overlap", "text-on-text"): {"text/fidelity"}}
ALSO |= {("page/near-overlap", "texts-touch"): {"text/fidelity"}}
