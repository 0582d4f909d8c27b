"""`verify`: what it says of files that were touched, that carry nothing, that mean harm."""

import json

import pikepdf
import pypdf
import pytest

OPTIONS, LOCK = "build-options.json", "build-lock.json"


@pytest.fixture(scope="module")
def scroll(say, tmp_path_factory):
    """A scroll of a few words."""
    folder = tmp_path_factory.mktemp("scroll")
    source = folder / "words.yaml"
    source.write_text("title: 宣言\npreamble: 私たちは、平和を守ります。\n", encoding="utf-8")
    bare = ("--panels", "none", "--pictures", "0")
    run = say("build", source, "-e", "scroll", "-o", folder, *bare)
    assert run.code == 0, run.out + run.err
    return folder / "words" / "scroll-vertical-297mm.pdf"


@pytest.fixture
def touched(scroll, tmp_path):
    """A copy with some of its attachments changed: name → a function of the bytes, None to remove."""

    def by(**changes):
        copy = tmp_path / "copy.pdf"
        with pikepdf.open(scroll) as pdf:
            for name, change in changes.items():
                replace(pdf, name, change)
            pdf.save(copy)
        return copy

    return by


def replace(pdf, name, change):
    if change is None:
        del pdf.attachments[name]
        return
    old = pdf.attachments[name].get_file().read_bytes() if name in pdf.attachments else b""
    pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, change(old), filename=name)


def record(**changed):
    return lambda old: json.dumps(json.loads(old) | changed).encode()


def bad_lines(run):
    return [line for line in run.out.splitlines() if line.startswith("✗")]


def test_a_file_as_it_was_made_is_verified_in_either_language(say, scroll):
    english, japanese = say("verify", scroll), say("verify", scroll, lang="ja")
    assert (english.code, japanese.code) == (0, 0)
    assert english.out.splitlines()[-1] == "Verified: it is what it was made from."
    assert "1 バイトも違いません" in japanese.out
    assert not bad_lines(english)


def test_a_byte_of_the_data_shows_as_a_difference_of_text(say, touched):
    change = {"words.yaml": lambda old: old.replace("平和".encode(), "平安".encode())}
    run = say("verify", touched(**change))
    assert run.code == 1
    assert "attached files are not those of the record" in run.out
    assert "    words.yaml" in run.out
    assert "the text is not what the data makes" in run.out
    assert "平和" in run.out
    assert "平安" in run.out
    assert "differs from its rebuild from byte" in run.out


def test_a_byte_of_the_layout_names_the_file(say, touched):
    run = say("verify", touched(**{"scroll-style.css": lambda old: old + b" "}))
    assert run.code == 1
    assert "    scroll-style.css" in run.out
    assert "✓ the text is what the data makes" in run.out


def test_another_version_in_the_lock_is_named(say, touched, scroll):
    with pikepdf.open(scroll) as pdf:
        lock = json.loads(pdf.attachments[LOCK].get_file().read_bytes())
    libraries = lock["libraries"] | {"pango": "9.9.9"}
    run = say("verify", touched(**{LOCK: record(libraries=libraries)}))
    assert run.code == 1
    assert f"pango: 9.9.9 then, {lock['libraries']['pango']} now" in run.out
    assert bad_lines(run)[0] == "✗ other versions of libraries"


def test_another_version_of_the_tool_is_named(say, touched):
    run = say("verify", touched(**{LOCK: record(tool="declaration_print 9.9")}))
    assert run.code == 1
    assert "made with declaration_print 9.9" in run.out


def test_another_face_is_named_with_its_sha256(say, touched, scroll):
    with pikepdf.open(scroll) as pdf:
        faces = json.loads(pdf.attachments[LOCK].get_file().read_bytes())["faces"]
    faces["brush"]["sha256"] = "f" * 64
    run = say("verify", touched(**{LOCK: record(faces=faces)}))
    assert run.code == 1
    assert "✗ a face is not the one it was made with" in run.out
    assert f"{faces['brush']['family']} Regular {faces['brush']['version']}" in run.out
    assert "f" * 64 in run.out
    assert "--fonts" in run.out


def test_a_change_of_date_shows_in_the_metadata(say, touched):
    run = say("verify", touched(**{OPTIONS: record(moment="2001-02-03T04:05:06Z")}))
    assert run.code == 1
    assert "✗ the metadata differ" in run.out
    assert "CreationDate" in run.out


def test_another_height_shows_in_the_pages(say, touched):
    run = say("verify", touched(**{OPTIONS: record(paper="300mm")}))
    assert run.code == 1
    assert "✗ the pages are of another size" in run.out
    assert "297 mm in this file" in run.out


def test_what_was_only_saved_again_differs_in_nothing_but_its_bytes(say, touched):
    run = say("verify", touched())
    assert run.code == 1
    assert [line.partition(" from byte")[0] for line in bad_lines(run)] == [
        "✗ differs from its rebuild"
    ]


def test_a_single_byte_is_found_where_it_is(say, scroll, tmp_path):
    data = bytearray(scroll.read_bytes())
    at = data.index(b"<dc:format>application/pdf") + len(b"<dc:format>")
    data[at] ^= 0x20
    copy = tmp_path / "one-byte.pdf"
    copy.write_bytes(data)
    run = say("verify", copy)
    assert run.code == 1
    assert f"from byte {at} on" in run.out
    assert "XMP metadata" in run.out
    assert "dc:format: “Application/pdf” in this file" in run.out


def test_what_was_added_without_a_signature_is_told(say, scroll, tmp_path):
    """An incremental update (ISO 32000-2 7.5.6) leaves the bytes before it, and replaces what they say."""
    copy = tmp_path / "added.pdf"
    writer = pypdf.PdfWriter(scroll, incremental=True)
    writer.add_blank_page(100, 100)
    writer.write(copy)
    assert copy.read_bytes().startswith(scroll.read_bytes())
    run = say("verify", copy)
    assert run.code == 1
    assert "without a signature were added" in run.out
    assert "this file has 2 pages, the rebuild 1" in run.out


def test_an_edition_that_carries_nothing_says_which_do(say, declaration_file, tmp_path):
    source = declaration_file()
    assert say("build", source, "-e", "handout", "--writing", "vertical", "-o", tmp_path).code == 0
    (pdf,) = tmp_path.rglob("*.pdf")
    run = say("verify", pdf)
    assert run.code == 2
    assert "carries no origin" in run.err
    assert "scroll" in run.err
    assert "--source" in run.err


@pytest.mark.parametrize("content", [b"", b"plain text", b"%PDF-1.7\n%%EOF", b"%PDF-1.7 cut"])
def test_what_is_no_pdf_is_told(say, tmp_path, content):
    path = tmp_path / "file.pdf"
    path.write_bytes(content)
    run = say("verify", path)
    assert run.code == 2
    assert str(path) in run.err
    assert "our bug" not in run.err


def test_a_path_that_leads_nowhere_is_told(say, tmp_path):
    run = say("verify", tmp_path / "none.pdf")
    assert run.code == 2
    assert "none.pdf" in run.err


def test_each_of_several_files_is_told_and_the_gravest_decides(say, scroll, touched, tmp_path):
    run = say("verify", scroll, touched(), tmp_path / "none.pdf")
    assert run.code == 2
    assert run.out.count("Verified:") == 1
    assert run.out.count("It differs") == 1
    assert run.out.count("cannot be verified") == 1


HOSTILE = {
    "no lock": {LOCK: None},
    "no declaration": {"words.yaml": None},
    "no layout": {"scroll-layout.toml": None},
    "options that are no JSON": {OPTIONS: lambda _: b"{"},
    "options nested without end": {OPTIONS: lambda _: b"[" * 1_000_000},
    "an unknown key": {OPTIONS: record(more=1)},
    "a layout that is a path": {OPTIONS: record(layout="../../x")},
    "a layout that is not YAML": {"words.yaml": lambda _: b"\xff\xfe"},
    "a cyclic declaration": {"words.yaml": lambda _: b"title: &a [*a]\n"},
    "an endless template": {
        "scroll-page.html.j2": lambda _: (
            b"{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}"
        )
    },
    "a template that looks around": {
        "scroll-page.html.j2": lambda _: b"{% include '/etc/passwd' %}{% include '../x' %}"
    },
    "a template that digs": {
        "scroll-page.html.j2": lambda _: b"{{ ''.__class__.__mro__[1].__subclasses__() }}"
    },
    "a sheet that reads files": {
        "scroll-style.css": lambda old: old + b"body { background: url(file:///etc/passwd) }"
    },
}


@pytest.mark.parametrize("changes", HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_means_harm_gets_an_answer_and_does_none(say, touched, changes):
    run = say("verify", touched(**changes))
    assert run.code == 2, run.out + run.err
    assert run.err.count("\n") >= 1
    assert "root:" not in run.out + run.err
    assert "/tmp/declaration-print-" not in run.err


@pytest.mark.parametrize("path", ["../../escaped.svg", "/escaped.svg", "a/../../../escaped.svg"])
def test_nothing_is_written_outside_the_clean_folder(  # noqa: PLR0913, PLR0917 - fixtures
    say, touched, scroll, tmp_path, path, monkeypatch
):
    outer = tmp_path / "outer"
    (outer / "temporary").mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(outer / "temporary"))
    with pikepdf.open(scroll) as pdf:
        files = json.loads(pdf.attachments[OPTIONS].get_file().read_bytes())["files"]
    files["scroll-style.css"]["path"] = path
    run = say("verify", touched(**{OPTIONS: record(files=files)}))
    assert run.code == 2
    assert not list(outer.rglob("escaped.svg"))
    assert not list((outer / "temporary").iterdir()), "nor is anything left in it"


def test_an_attachment_that_inflates_beyond_measure_is_refused(say, touched):
    run = say("verify", touched(**{"bomb.bin": lambda _: bytes(80_000_000)}))
    assert run.code == 2
    assert "bomb.bin" in run.err


def test_two_attachments_of_one_name_are_refused(say, scroll, tmp_path):
    with pikepdf.open(scroll) as pdf:
        tree = pdf.Root.Names.EmbeddedFiles.Names
        twin = pdf.make_indirect(pikepdf.Dictionary(tree[1]))
        tree.append(pikepdf.String("zz"))
        tree.append(twin)
        pdf.save(tmp_path / "twins.pdf")
    run = say("verify", tmp_path / "twins.pdf")
    assert run.code == 2
    assert "is there twice" in run.err
