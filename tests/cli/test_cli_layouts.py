"""A user's own layout: what is wrong with it is told with file and line, and it sees only itself."""

import re
import sys

import pytest

from declaration_print import pipeline, producing  # so that its rooms are loaded

GOOD = "title: 宣言\npreamble: 本文です。\nissuers: [甲]\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def build(say, own_layout, tmp_path, declaration_file):
    """Build with a copy of the handout that `change` has spoilt: (run, files made, layout)."""

    def build(change, lang="en", writing="vertical"):
        layouts, mine = own_layout()
        change(mine)
        out = tmp_path / "out"
        run = say(
            "build",
            declaration_file(GOOD),
            "--layouts",
            layouts,
            "-e",
            "mine",
            "--writing",
            writing,
            "-o",
            out,
            lang=lang,
        )
        return run, [path for path in out.rglob("*") if path.is_file()], mine

    return build


def append(name, text):
    """Put text at the end of one file of the layout."""

    def change(layout):
        file = layout / name
        file.write_text(file.read_text(encoding="utf-8") + text + "\n", encoding="utf-8")

    change.__name__ = f"{name} + {text[:40]}"
    return change


def template(text):
    return append("page.html.j2", text)


def css(text):
    return append("style.css", text)


def test_a_sound_copy_builds(build):
    run, files, _ = build(lambda _: None)
    assert run.code == 0, run.out + run.err
    assert [file.name for file in files] == ["mine-vertical-A4.pdf"]


TEMPLATE_ERRORS = [
    "{% if %}",
    "{% for one in %}{% endfor %}",
    "{{ nothing.at.all }}",
    "{{ declaration.no_such_part }}",
    '{{ set(declaration.title, "no such style") }}',
    "{{ set(declaration.title) }}",
    "{{ 1 / 0 }}",
    "{{ kanji('a') }}",
    "{% for i in range(99999999) %}x{% endfor %}",
    "{{ ''.__class__.__mro__ }}",
    "{{ declaration.title.__init__.__globals__ }}",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
]


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("error", TEMPLATE_ERRORS)
def test_a_template_error_names_file_and_line(build, error, lang):
    run, files, layout = build(template(error), lang)
    assert (run.code, files) == (2, [])
    (line,) = run.err.splitlines()
    last = len((layout / "page.html.j2").read_text(encoding="utf-8").splitlines())
    assert line.startswith(f"{layout / 'page.html.j2'}:{last}: ")
    assert line.endswith("[layout/template]")
    assert ("。" in line) == (lang == "ja")


@pytest.mark.parametrize(
    "error",
    ['{{ set(declaration.subtitle, "body") }}', '{{ set(1, "body") }}', "{{ kanji(100) }}"],
)
def test_a_wrong_argument_in_a_template_names_file_and_line(build, error):
    """A subtitle that the declaration lacks, not guarded by `if`, is an everyday mistake."""
    run, files, _ = build(template(error))
    assert (run.code, files) == (2, [])
    assert "[layout/template]" in run.err


def test_an_error_in_an_included_template_names_that_file(build):
    def change(layout):
        (layout / "part.j2").write_text("一\n二\n{{ oops }}\n", encoding="utf-8")
        template("{% include 'part.j2' %}")(layout)

    run, files, layout = build(change)
    assert (run.code, files) == (2, [])
    assert run.err.startswith(f"{layout / 'part.j2'}:3: ")


@pytest.mark.parametrize("name", ["../escape.j2", "/etc/passwd", "absent.j2"])
def test_a_template_includes_nothing_from_outside(build, name):
    run, files, _ = build(template(f"{{% include '{name}' %}}"))
    assert (run.code, files) == (2, [])
    assert "[layout/no-template]" in run.err


OUTSIDE = [
    template('<img alt="" src="/etc/passwd">'),
    template('<img alt="" src="file:///etc/passwd">'),
    template('<img alt="" src="../../small.yaml">'),
    template('<img alt="" src="http://127.0.0.1:9/a.png">'),
    template('<img alt="" src="https://example.invalid/a.png">'),
    template('<img alt="" src="ftp://127.0.0.1:9/a.png">'),
    template('<object data="file:///etc/passwd"></object>'),
    template('<embed src="/etc/passwd">'),
    template('<link rel="attachment" href="file:///etc/passwd">'),
    template('<link rel="stylesheet" href="http://127.0.0.1:9/a.css">'),
    template(
        '<svg width="9" height="9"><image href="file:///etc/passwd" width="9" height="9"/></svg>'
    ),
    css("h1 { background: url(/etc/passwd) }"),
    css('h1 { list-style-image: url("file:///etc/passwd"); display: list-item }'),
    css('@font-face { font-family: x; src: url("file:///etc/passwd") } h1 { font-family: x }'),
    css('@font-face { font-family: x; src: local("DejaVu Serif") } h1 { font-family: x }'),
]


@pytest.mark.parametrize("change", OUTSIDE, ids=[change.__name__ for change in OUTSIDE])
def test_a_layout_reaches_nothing_outside_its_folder(build, change):
    run, files, _ = build(change)
    assert (run.code, files) == (2, []), run.out + run.err
    assert re.search(r"\[layout/(outside|face-in-css|engine-warning)\]", run.err)
    assert "root:" not in run.err


def test_an_import_at_the_head_of_a_sheet_reaches_nothing_outside(build):
    def change(layout):
        sheet = layout / "style.css"
        sheet.write_text('@import url("file:///etc/passwd");\n' + sheet.read_text(), "utf-8")

    run, files, _ = build(change)
    assert (run.code, files) == (2, [])
    assert "[layout/outside]" in run.err


def test_a_symbolic_link_is_no_way_out(build):
    def change(layout):
        (layout / "picture.png").symlink_to("/etc/passwd")
        template('<img alt="" src="picture.png">')(layout)

    run, files, _ = build(change)
    assert (run.code, files) == (2, [])
    assert "[layout/outside]" in run.err


def test_a_picture_of_its_own_is_drawn(build):
    def change(layout):
        (layout / "印.png").write_bytes(PNG)
        template('<p><img alt="印" src="印.png" style="width: 1em"></p>')(layout)

    run, files, _ = build(change)
    assert run.code == 0, run.out + run.err
    assert len(files) == 1


FACES = [
    css(".body { font-weight: bold }"),
    css(".body { font-style: italic }"),
    template("<p>bare Latin in no style</p>"),
    template('<p class="body">Latin that no `set` has seen</p>'),
]


@pytest.mark.parametrize("change", FACES, ids=[change.__name__ for change in FACES])
def test_text_in_a_face_that_was_not_prepared_is_refused(build, change):
    """A synthesised bold or a face of this machine never gets into a file."""
    run, files, _ = build(change)
    assert (run.code, files) == (2, []), run.out + run.err
    assert "[layout/" in run.err


def test_japanese_that_no_face_was_prepared_for_is_refused(build):
    run, files, _ = build(template('<p class="body">ゑヰ</p>'))
    assert (run.code, files) == (2, [])


def test_a_generic_family_is_refused(build):
    run, files, _ = build(css(".body { font-family: serif }"))
    assert (run.code, files) == (2, [])


def test_an_unknown_face_is_told_with_those_that_are_known(build):
    def change(layout):
        toml = layout / "layout.toml"
        toml.write_text(
            toml.read_text("utf-8").replace('face = "mincho"', 'face = "mincyo"'), "utf-8"
        )

    run, files, _ = build(change)
    assert (run.code, files) == (2, [])
    assert "mincyo" in run.err
    assert "mincho-bold" in run.err


STYLE = 'member = { face = "mincho"'
WRONG_KEYS = {
    'kinsoku = "very-strict"': '"strict", "normal", "loose"',
    'reduction = "jis"': '"jlreq", "jis-x-4051"',
    'line_head = "flash"': '"flush", "half-em"',
    'line_end = "hang"': '"half-em", "solid"',
    'hyphenation = "tlh"': "en-GB",
    'emphasis = "dots"': '"sesame"',
    "lines = 13": "12",
    'latin = "gothic"': "{",
    'latin = { face = "gothic", size = 2.0 }': "1.5",
    'latin = { face = "gothic", rise = -1.0 }': "-0.5",
    "latin = { size = 0.9 }": "face",
    'ruby = { per_character = "group" }': '"mono"',
    'ruby = { alignment = "end" }': '"centred"',
    'ruby = { overhang = "all" }': '"kana", "hiragana"',
    'ruby = { edge = "none" }': '"reading"',
    'ruby = { over_indent = "perhaps" }': "true",
    "ruby = { size = 0.5 }": "size",
    "kinsouku = 1": "kinsouku",
    "indent = -20.0": "0",
    "end_indent = -30.0": "0",
    "letter_spacing = -1.0": "-0.25",
}


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("key", WRONG_KEYS)
def test_a_wrong_key_of_a_style_is_told_with_what_is_allowed(build, key, lang):
    def change(layout):
        toml = layout / "layout.toml"
        text = toml.read_text("utf-8")
        assert STYLE in text
        toml.write_text(text.replace(STYLE, f"{STYLE}, {key}"), "utf-8")

    run, files, layout = build(change, lang)
    assert (run.code, files) == (2, [])
    (line,) = run.err.splitlines()
    text = (layout / "layout.toml").read_text("utf-8").splitlines()
    number = next(at for at, each in enumerate(text, start=1) if each.startswith(STYLE))
    assert line.startswith(f"{layout / 'layout.toml'}:{number}:")
    assert all(allowed in line for allowed in WRONG_KEYS[key].split(", "))
    assert re.search(r"\[layout/(wrong-value|unknown-key|no-face)\]$", line)
    assert ("。" in line) == (lang == "ja")


def test_a_first_line_before_its_column_is_told(build):
    def change(layout):
        toml = layout / "layout.toml"
        toml.write_text(
            toml.read_text("utf-8").replace(STYLE, f"{STYLE}, first_indent = -3.0"), "utf-8"
        )

    run, files, _ = build(change, "en")
    assert (run.code, files) == (2, [])
    assert "would begin 3 em before its column" in run.err


def test_a_layout_made_on_request_is_left_out_of_a_build_of_all(
    say, own_layout, declaration_file, tmp_path
):
    layouts, mine = own_layout(of="handout", name="on-request")
    toml = mine / "layout.toml"
    text = toml.read_text("utf-8").replace('edition = "handout"', 'edition = "specimen"')
    toml.write_text("on_request = true\n" + text, "utf-8")
    arguments = ("build", declaration_file(GOOD), "--layouts", layouts, "-o", tmp_path / "out")
    run = say(*arguments, "--writing", "horizontal")
    assert run.code == 0, run.out + run.err
    names = {path.name for path in (tmp_path / "out").rglob("*.pdf")}
    assert "handout-horizontal-A4.pdf" in names
    assert not any(name.startswith("on-request") for name in names)
    run = say(*arguments, "-e", "on-request", "--writing", "horizontal")
    assert run.code == 0, run.out + run.err
    assert (tmp_path / "out" / "small" / "on-request-horizontal-A4.pdf").is_file()


@pytest.mark.parametrize(
    "change",
    [css("h1 { colr: red }"), css("h1 { color: #17264 }"), css("h1 { color: red"), css("} h1 {")],
    ids=["property", "value", "unclosed", "stray brace"],
)
def test_a_mistake_in_css_is_told_and_not_passed_over(build, change):
    run, files, layout = build(change)
    if change.__name__.endswith("h1 { color: red"):
        assert run.code == 0, "CSS closes what is open at the end of a sheet (CSS Syntax 5.4.4)"
        return
    assert (run.code, files) == (2, [])
    assert str(layout) in run.err
    assert "[layout/engine-warning]" in run.err


@pytest.mark.parametrize("file", ["layout.toml", "page.html.j2"])
def test_a_layout_that_lacks_a_file_is_told(build, file):
    run, files, _ = build(lambda layout: (layout / file).unlink())
    assert (run.code, files) == (2, [])
    assert file in run.err or "mine" in run.err


@pytest.fixture
def bounds():
    """The module that holds the bounds of a template's work."""
    assert pipeline
    return sys.modules["declaration_print.markup.document"]


def test_a_template_that_writes_too_much_is_stopped(build, bounds, monkeypatch):
    monkeypatch.setattr(bounds, "_LARGEST", 100_000)
    twice = "{% for i in range(9000) %}{% for j in range(9000) %}x{% endfor %}{% endfor %}"
    run, files, _ = build(template(twice))
    assert (run.code, files) == (2, [])
    assert "[layout/template-runs-away]" in run.err


def test_a_template_that_takes_too_long_is_stopped(build, monkeypatch):
    """90 million rounds that write nothing; the build's own limit is set to a moment here."""
    monkeypatch.setattr(producing, "LONGEST_EDITION", 0.3)
    loop = "{% for i in range(9000) %}{% for j in range(9999) %}{% endfor %}{% endfor %}"
    run, files, _ = build(template(loop))
    assert (run.code, files) == (2, [])
    assert "[layout/too-slow]" in run.err


def test_a_text_in_no_element_of_its_style_is_told_as_that(build):
    """Latin in vertical text takes its face from the class around it."""
    run, files, _ = build(template('<p>{{ set("ab と cd", "body") }}</p>'), lang="en")
    assert (run.code, files) == (2, [])
    assert "[layout/unstyled-text]" in run.err
    assert '<p class="style">' in run.err


END = '<div id="end-of-scroll"></div>'


@pytest.fixture
def unroll(say, own_layout, tmp_path, declaration_file):
    """Build a scroll with a template of which `END` became something else: (run, files made)."""

    def built(end, style="", lang="en"):
        layouts, mine = own_layout("scroll")
        template = mine / "page.html.j2"
        written = template.read_text(encoding="utf-8")
        assert written.count(END) == 1
        template.write_text(written.replace(END, end), encoding="utf-8")
        css(style)(mine)
        out = tmp_path / "out"
        how = ("-e", "mine", "--panels", "none", "--pictures", "0", "-o", out)
        run = say("build", declaration_file(GOOD), "--layouts", layouts, *how, lang=lang)
        return run, [path for path in out.rglob("*") if path.is_file()]

    return built


def test_a_scroll_says_where_it_ends(unroll):
    run, files = unroll("")
    assert (run.code, files) == (2, [])
    assert "[layout/no-end]" in run.err


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_comes_after_the_end_of_a_scroll_is_told(unroll, lang):
    """Laid out anew at its length it would run to a second page."""
    run, files = unroll(END + '<div class="late"></div>', ".late { height: 300mm }", lang)
    assert (run.code, files) == (2, [])
    assert "[layout/past-the-end]" in run.err
    assert 'id="end-of-scroll"' in run.err
