"""Seals beside a declaration: what is taken over of an SVG, and what is refused, with its place."""

from xml.etree.ElementTree import fromstring

import pytest

from declaration_print.model.problem import BadInput

YAML = "title: 宣言\nissuers:\n  - name: 市\n    seal: {}\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


@pytest.fixture
def seal(read, tmp_path):
    """Write an SVG and get the seal that a declaration reads from it."""

    def seal(content, name="in.svg"):
        (tmp_path / "in.svg").write_bytes(
            content if isinstance(content, bytes) else content.encode()
        )
        return read(YAML.format(name)).issuers[0].seal

    return seal


def test_a_seal_keeps_its_file_and_its_shapes(seal):
    content = SVG.format('<g transform="scale(2)"><path d="M0 0H4V4Z"/></g>')
    read = seal(content)
    assert (read.name, read.content) == ("in.svg", content.encode())
    drawing = fromstring(read.drawing)
    assert drawing.get("viewBox") == "0 0 9 9"
    assert drawing.get("fill") == "currentColor"
    assert drawing[0].get("transform") == "scale(2)"
    assert drawing[0][0].get("d") == "M0 0H4V4Z"


def test_a_member_may_seal_too(read, tmp_path):
    (tmp_path / "in.svg").write_text(SVG.format('<circle r="1"/>'), encoding="utf-8")
    yaml = "title: 宣言\nsignatories:\n- members:\n  - name: 会\n    seal: in.svg\n"
    assert read(yaml).signatories[0].members[0].seal.name == "in.svg"


@pytest.mark.parametrize(
    ("paint", "printed"),
    [
        ('fill="#123456"', "currentColor"),
        ('style="fill: red; stroke:none"', "currentColor"),
        ('fill="none"', "none"),
        ('fill="White"', "#ffffff"),
        ('fill="rgb(255, 255, 255)"', "#ffffff"),
    ],
)
def test_every_paint_becomes_the_one_ink_or_the_paper(seal, paint, printed):
    drawing = fromstring(seal(SVG.format(f'<rect width="9" height="9" {paint}/>')).drawing)
    assert drawing[0].get("fill") == printed


def test_what_drawing_programs_leave_is_left_out(seal):
    content = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:program" width="30px" height="20" '
        'i:version="1"><i:view zoom="2"><i:grid/></i:view><title>印</title><metadata><x/></metadata>'
        '<defs><path d="M9 9"/></defs><g style="display:none"><path d="M8 8"/></g>'
        '<path d="M1 1" class="a" opacity="0.5"/></svg>'
    )
    drawing = seal(content).drawing
    assert fromstring(drawing).get("viewBox") == "0 0 30 20"
    assert "M1 1" in drawing
    for left_out in ("urn:program", "印", "M9 9", "M8 8", "opacity", "class"):
        assert left_out not in drawing


BILLION = '<!DOCTYPE svg [<!ENTITY a "x">]>' + SVG.format("<path d='M0 0'/>")
REFUSED = {
    "no XML": ("印", "seal/not-svg", 1),
    "another XML": ("<html/>", "seal/not-svg", 1),
    "a broken one": (SVG.format("\n<g>"), "seal/not-svg", 2),
    "an entity": (BILLION, "seal/doctype", 1),
    "a script": (SVG.format("\n<script>1</script>"), "seal/not-shapes", 2),
    "text": (SVG.format("\n\n<text>市</text>"), "seal/not-shapes", 3),
    "a picture": (SVG.format('<image href="a.png"/>'), "seal/not-shapes", 1),
    "a handler": (SVG.format('\n<path d="M0 0" onclick="x()"/>'), "seal/not-shapes", 2),
    "a reference": (SVG.format('<path d="M0 0" fill="url(#g)"/>'), "seal/not-shapes", 1),
    "one in a style": (SVG.format('<path style="fill:url(http://x)"/>'), "seal/not-shapes", 1),
    "an address": (
        SVG.format('<g xmlns:x="http://www.w3.org/1999/xlink" x:href="file:///etc/passwd"/>'),
        "seal/not-shapes",
        1,
    ),
    "nothing drawn": (SVG.format("<g/>"), "seal/nothing-drawn", 1),
    "no size": (
        '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
        "seal/no-size",
        1,
    ),
    "too deep": (SVG.format("<g>" * 60 + "</g>" * 60), "seal/too-large", 1),
    "too much": (SVG.format('<rect width="1"/>' * 20_001), "seal/too-large", 1),
    "too large": (SVG.format("<!--" + "x" * 1_000_000 + "-->"), "seal/too-large", None),
}


@pytest.mark.parametrize(("content", "code", "line"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_drawing_of_shapes_is_refused_at_its_line(seal, tmp_path, content, code, line):
    with pytest.raises(BadInput) as caught:
        seal(content)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.place.path == str(tmp_path / "in.svg")
    assert problem.place.line == line
    assert problem.words.ja
    assert problem.words.en


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("none.svg", "seal/missing"),
        ("../in.svg", "seal/outside"),
        ("/etc/passwd", "seal/outside"),
        ("a\\in.svg", "seal/outside"),
        (".", "seal/missing"),
    ],
)
def test_a_seal_that_is_not_beside_the_declaration_is_told_where_it_is_named(seal, name, code):
    with pytest.raises(BadInput) as caught:
        seal(SVG.format('<path d="M0 0"/>'), f"'{name}'")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line, problem.place.column) == (code, 4, 11)


def test_all_that_is_wrong_with_several_seals_is_told_at_once(read):
    yaml = "title: 宣言\nissuers:\n- {name: 市, seal: a.svg}\n- {name: 町, seal: b.svg}\n"
    with pytest.raises(BadInput) as caught:
        read(yaml)
    assert [problem.place.line for problem in caught.value.problems] == [3, 4]


def test_a_link_that_leads_out_of_the_folder_is_not_followed(read, tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "secret.svg").write_text(SVG.format('<path d="M0 0"/>'), encoding="utf-8")
    (tmp_path / "inside" / "in.svg").symlink_to("../secret.svg")
    with pytest.raises(BadInput) as caught:
        read(YAML.format("in.svg"), "inside/sengen.yaml")
    assert caught.value.problems[0].code == "seal/outside"
