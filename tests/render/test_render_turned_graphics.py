"""What is drawn besides text turns with the page: poppler paints it where the design says.

A vertical page is laid out on its side: a box `x` from the left and `y` from the top of the page as
laid out stands, held, `x` below the top and `y` from the right edge.
"""

import shutil
import subprocess

import pytest
from PIL import Image

from declaration_print import wishes

pytestmark = pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="poppler-utils is not installed"
)
DPI = 72
SVG = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 10' preserveAspectRatio='none'>"
    "<rect width='10' height='10' fill='#f00'/><rect x='10' width='10' height='10' fill='#00f'/></svg>"
)
BOXES = {
    # name: (CSS of a box 20 mm along the line and 10 mm across it, colour of its first half,
    # colour of its second half along the line)
    "plain": ("background: #f00", "red", "red"),
    "border": (
        "border-left: 10mm solid #f00; background: #00f; box-sizing: border-box",
        "red",
        "blue",
    ),
    "gradient": ("background: linear-gradient(to right, #f00 50%, #00f 50%)", "red", "blue"),
    "picture": ("background: url(two.svg) 0 0 / 20mm 10mm no-repeat", "red", "blue"),
    "repeated": ("background: url(two.svg) 0 0 / 20mm 5mm repeat-y", "red", "blue"),
    "faint": (
        "opacity: 0.999; background: linear-gradient(to right, #f00 50%, #00f 50%)",
        "red",
        "blue",
    ),
    "rotated": (
        "background: linear-gradient(to right, #00f 50%, #f00 50%); transform: rotate(180deg)",
        "red",
        "blue",
    ),
    "image": ("", "red", "blue"),
}
PURE = {"red": (255, 0, 0), "blue": (0, 0, 255)}


@pytest.fixture(scope="module")
def painted(say, tmp_path_factory):
    """A handout with every box on its page, in both writings, as poppler paints it."""
    folder = tmp_path_factory.mktemp("graphics")
    layouts = folder / "layouts"
    house = wishes.LAYOUTS / "handout"
    shutil.copytree(house, layouts / "mine")
    (layouts / "mine" / "two.svg").write_text(SVG, "utf-8")
    boxes, rules = [], [".box { position: absolute; left: 30mm; width: 20mm; height: 10mm }"]
    for at, (name, (css, _, _)) in enumerate(BOXES.items()):
        inner = (
            '<img alt="二色" src="two.svg" style="width: 20mm; height: 10mm">'
            if name == "image"
            else ""
        )
        boxes.append(f'<div class="box {name}">{inner}</div>')
        rules.append(f".{name} {{ top: {top(at)}mm; {css} }}")
    with (layouts / "mine" / "style.css").open("a", encoding="utf-8") as style:
        style.write("@page { margin: 0 !important }\n" + "\n".join(rules) + "\n")
    (layouts / "mine" / "page.html.j2").write_text(
        '<h1 class="title">{{ set(declaration.title, "title", fit=True) }}</h1>'
        '<p class="body">{{ set(declaration.preamble[0], "body") }}</p>'
        '<p class="issuer">{{ set(declaration.issuers[0].name, "issuer") }}</p>' + "".join(boxes),
        "utf-8",
    )
    source = folder / "small.yaml"
    source.write_text("title: 宣言\npreamble: 本文です。\nissuers: [甲]\n", "utf-8")
    run = say("build", source, "--layouts", layouts, "-e", "mine", "-o", folder / "out")
    assert (folder / "out" / "small").is_dir(), run.out + run.err
    pictures = {}
    for writing in ("vertical", "horizontal"):
        path = folder / "out" / "small" / f"mine-{writing}-A4.pdf"
        subprocess.run(
            ["pdftoppm", "-r", str(DPI), "-singlefile", path, folder / writing], check=True
        )
        with Image.open(folder / f"{writing}.ppm") as image:
            pictures[writing] = image.convert("RGB")
    return pictures


def top(at):
    """How far a box is from the top of the page as laid out, in mm: below the text."""
    return 70 + 15 * at


@pytest.mark.parametrize("writing", ["vertical", "horizontal"])
@pytest.mark.parametrize("name", BOXES)
def test_a_box_is_painted_where_it_belongs(painted, name, writing):
    at = list(BOXES).index(name)
    _, first, second = BOXES[name]
    along, across = 30, top(at)
    for offset, colour in ((5, first), (15, second)):
        assert near(painted[writing], writing, along + offset, across + 5) == PURE[colour]
    for outside in ((-2, 5), (22, 5), (10, -2), (10, 12)):
        seen = near(painted[writing], writing, along + outside[0], across + outside[1])
        assert seen not in PURE.values(), outside


def near(image, writing, along, across):
    """The colour at a point given in mm of the page as laid out."""
    dots = DPI / 25.4
    if writing == "horizontal":
        point = along * dots, across * dots
    else:
        point = image.width - across * dots, along * dots
    red, green, blue = image.getpixel((round(point[0]), round(point[1])))
    pure = [
        one
        for one in PURE.values()
        if max(abs(red - one[0]), abs(green - one[1]), abs(blue - one[2])) < 12
    ]
    return pure[0] if pure else (red, green, blue)
