"""What does not fit is refused by name, and a run that fails leaves nothing."""

BODY = "この文は、縦組の検査に足りるだけの長さを持たせた、見本の本文です。"


def written(folder, *lines):
    source = folder / "limits.yaml"
    source.write_text(
        "\n".join(["title: 見本", f"preamble: {BODY}", "issuers: [会]", *lines]), "utf-8"
    )
    return source


def change(file, old, new):
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_title_that_would_shrink_to_nothing_is_refused(say, tmp_path):
    source = tmp_path / "long.yaml"
    source.write_text(f"title: {'長' * 5000}\nissuers: [会]\n", encoding="utf-8")
    run = say("build", source, "-e", "handout", "-o", tmp_path / "out")
    assert run.code == 2
    assert "[compose/too-long]" in run.err
    assert not (tmp_path / "out").exists()


def test_a_line_past_its_measure_is_refused(say, tmp_path, own_layout):
    layouts, mine = own_layout()
    change(mine / "layout.toml", "first_indent = 1.0", "first_indent = 60.0")
    run = say(
        "build",
        written(tmp_path),
        "--layouts",
        layouts,
        "-e",
        mine.name,
        "-o",
        tmp_path / "out",
    )
    assert run.code == 2
    assert "[compose/overrun]" in run.err


def test_one_file_that_cannot_be_written_keeps_back_the_others(say, tmp_path):
    (tmp_path / "out" / "limits" / "scroll-vertical-297mm.pdf").mkdir(parents=True)
    run = say("build", written(tmp_path), "-o", tmp_path / "out")
    assert run.code == 2
    assert "[output/unwritable]" in run.err
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == []


def test_a_template_that_sets_nothing_is_refused(say, tmp_path, own_layout):
    layouts, mine = own_layout()
    (mine / "page.html.j2").write_text("<p>hello</p>", "utf-8")
    run = say(
        "build",
        written(tmp_path),
        "--layouts",
        layouts,
        "-e",
        mine.name,
        "-o",
        tmp_path / "out",
    )
    assert run.code == 2
    assert "[layout/nothing-set]" in run.err


def test_a_profile_that_does_not_exist_is_said_before_anything_is_set(say, tmp_path, own_layout):
    layouts, mine = own_layout()
    change(mine / "layout.toml", 'profile = "handout"', 'profile = "nope"')
    run = say("build", written(tmp_path), "--layouts", layouts, "-e", mine.name)
    assert run.code == 2
    assert "[layout/unknown-profile]" in run.err


def test_an_english_declaration_keeps_its_brackets_and_its_date(say, tmp_path):
    source = tmp_path / "en.yaml"
    source.write_text(
        "title: A Declaration (draft)\nlanguage: en\npreamble: We declare (in short) this.\n"
        "date: 2025-04\nissuers: [Us]\n",
        encoding="utf-8",
    )
    run = say("build", source, "-e", "handout", "--writing", "horizontal", "-o", tmp_path / "out")
    assert run.code == 0, run.out + run.err


def test_what_was_written_otherwise_is_said(say, tmp_path):
    """Brackets, a figure and a space of one text; the original stays in the data."""
    source = tmp_path / "changed.yaml"
    source.write_text(
        f"title: 見本\npreamble: '{BODY}(括弧)で21日。 次'\nissuers: [会]\n", encoding="utf-8"
    )
    run = say(
        "build", source, "-e", "handout", "--writing", "vertical", "-o", tmp_path / "out", lang="en"
    )
    assert run.code == 0, run.out + run.err
    lines = [line.strip() for line in run.out.splitlines()]
    assert "brackets 2: (→（, )→）" in lines
    assert "figures 1: 21→二十一" in lines
    assert "spaces 1: ␣→none" in lines
