"""Problems of several editions come at once, and nothing is written when one cannot be made."""

GOOD = "title: 宣言\npreamble: 本文です。\nissuers: [甲]\n"


def test_every_wrong_edition_is_told_at_once(say, declaration_file, tmp_path):
    run = say("build", declaration_file(GOOD), "-e", "one", "-e", "two", "-o", tmp_path / "out")
    assert run.code == 2
    assert "one" in run.err
    assert "two" in run.err
    assert not (tmp_path / "out").exists()


def test_nothing_is_written_when_one_of_several_editions_fails(say, declaration_file, tmp_path):
    """The brush lacks 〜; the handout could be made, but half a build is none."""
    source = declaration_file(GOOD.replace("本文", "一〜三"))
    out = tmp_path / "out"
    run = say("build", source, "-e", "handout", "-e", "scroll", "-o", out)
    assert run.code == 2
    assert "U+301C" in run.err
    assert [path for path in out.rglob("*") if path.is_file()] == []


def test_an_edition_asked_for_twice_is_built_once(say, declaration_file, tmp_path):
    args = ("-e", "handout", "-e", "handout", "--writing", "horizontal", "-o", tmp_path / "out")
    run = say("build", declaration_file(GOOD), *args)
    assert run.code == 0, run.out + run.err
    assert run.out.count("handout-horizontal-A4.pdf") == 1


def test_an_edition_that_has_nothing_to_show_is_left_out_and_said(say, declaration_file, tmp_path):
    run = say("build", declaration_file(GOOD), "--writing", "horizontal", "-o", tmp_path / "out")
    assert run.code == 0, run.out + run.err
    names = {path.name for path in (tmp_path / "out").rglob("*.pdf")}
    assert "handout-horizontal-A4.pdf" in names
    assert not any(name.startswith("outline") for name in names)
    assert "[edition/nothing-to-show]" in run.out + run.err


def test_every_paper_that_a_layout_offers_is_built_in_its_size(say, declaration_file, tmp_path):
    source = declaration_file(GOOD)
    for paper, size in (("A5", "148 x 210"), ("B5", "182 x 257")):
        run = say("build", source, "-e", "handout", "--paper", paper, "-o", tmp_path / "out")
        assert run.code in (0, 1), size + run.err
        names = {path.name for path in (tmp_path / "out").rglob(f"*-{paper}.pdf")}
        assert names == {f"handout-vertical-{paper}.pdf", f"handout-horizontal-{paper}.pdf"}
