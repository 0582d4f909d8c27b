"""Each injury to our own good editions is found by exactly the rule that should find it."""

import json

import injuries
import pikepdf
import pytest

from declaration_print import wishes

HANDOUT, SCROLL = "handout-vertical-A4", "scroll-vertical-297mm"

INJURIES = [
    (injuries.without_font_program, "fonts/embedded"),
    (injuries.with_a_broken_font_program, "fonts/embedded"),
    (injuries.without_unicode_map, "fonts/to-unicode"),
    (injuries.without_one_unicode_value, "fonts/to-unicode"),
    (injuries.with_a_wrong_width, "fonts/widths"),
    (injuries.without_glyph_map, "fonts/cid-to-gid-map"),
    (injuries.without_subset_tag, "fonts/subset"),
    (injuries.with_a_font_that_has_no_name, "fonts/dictionary"),
    (injuries.with_a_cmap_of_two_minds, "fonts/cmap"),
    (injuries.with_a_byte_order_mark_for_a_letter, "fonts/unicode-values"),
    (injuries.with_a_type3_ornament, "fonts/type3"),
    (injuries.with_every_advance_too_short, "text/vertical"),
    (injuries.with_every_origin_moved, "text/vertical"),
    (injuries.without_one_character, "text/fidelity"),
    (injuries.with_two_characters_changed_over, "text/fidelity"),
    (injuries.with_a_bar_over_the_edge, "page/outside"),
    (injuries.with_words_over_other_words, "page/overlap"),
    (injuries.with_a_sheet_over_everything, "page/hidden-text"),
    (injuries.with_a_line_in_a_mode_that_paints_nothing, "page/hidden-text"),
    (injuries.with_a_bleed_box_larger_than_its_page, "page/boxes"),
    (injuries.with_an_operator_nobody_knows, "page/operators"),
    (injuries.with_a_heading_level_left_out, "access/headings"),
    (injuries.with_a_list_item_outside_a_list, "access/lists-and-tables"),
    (injuries.with_text_that_has_no_tag, "access/tagged"),
    (injuries.with_an_unknown_tag, "access/structure"),
    (injuries.without_xmp, "metadata/xmp-present"),
    (injuries.with_broken_xmp, "metadata/xmp-well-formed"),
    (injuries.with_packet_attributes, "metadata/xmp-packet-header"),
    (injuries.with_a_language_in_a_sequence, "metadata/xmp-value-types"),
    (injuries.with_a_property_nobody_described, "metadata/xmp-schemas"),
    (injuries.with_a_description_that_says_too_little, "metadata/extension-property"),
    (injuries.without_title, "metadata/title"),
    (injuries.with_another_title_in_info, "metadata/info-equals-xmp"),
    (injuries.without_author, "metadata/author"),
    (injuries.without_language, "metadata/language"),
    (injuries.with_a_language_that_is_none, "metadata/language"),
    (injuries.without_pdfa_claim, "metadata/pdfa-claim"),
    (injuries.without_output_intent, "file/output-intent"),
    (injuries.with_another_prefix_for_pdfa, "metadata/identification-prefix"),
    (injuries.without_pdfua_claim, "metadata/pdfua-claim"),
    (injuries.with_a_title_bar_that_shows_the_file_name, "access/title-displayed"),
    (injuries.with_a_later_date, "file/reproducible"),
    (injuries.with_a_folder_of_the_maker, "file/no-machine-traces"),
]
TO_A_HANDOUT = [(injuries.with_an_undefined_glyph, "fonts/notdef")]
TO_A_SCROLL = [
    (injuries.with_another_attachment_than_declared, "file/attachments-intact"),
    (injuries.with_an_attachment_of_no_kind, "file/attachments"),
    (injuries.with_a_source_that_is_called_otherwise, "file/source-attached"),
]


@pytest.fixture
def judged(say):
    """Check a file against the shipped declaration: exit code and the rules of its findings."""

    def judge(path, profile):
        run = say(
            "check",
            path,
            "--declaration",
            wishes.SHIPPED_DECLARATION,
            "--profile",
            profile,
            "--format",
            "json",
        )
        (report,) = json.loads(run.out)["files"]
        found = {one["rule"] for one in report["findings"] if one["severity"] != "info"}
        return run.code, report["verdict"], found

    return judge


def save(pdf, path):
    """Write it as a file of its own, so that its identifier does not tell of a change."""
    del pdf.trailer["/ID"]
    pdf.save(path, fix_metadata_version=False, deterministic_id=True)


@pytest.mark.parametrize(
    ("stem", "injury"),
    [
        *((stem, injury) for stem in (HANDOUT, SCROLL) for injury in INJURIES),
        *((HANDOUT, injury) for injury in TO_A_HANDOUT),
        *((SCROLL, injury) for injury in TO_A_SCROLL),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0].__name__,
)
def test_an_injury_is_found_by_exactly_its_rule(shipped, judged, tmp_path, stem, injury):
    injure, rule = injury
    injured = tmp_path / f"{stem}.pdf"
    with pikepdf.open(shipped[stem]) as pdf:
        injure(pdf)
        save(pdf, injured)
    code, verdict, rules = judged(injured, stem.partition("-")[0])
    assert rules == {rule}
    assert (code, verdict) == (1, "fail")


@pytest.mark.parametrize("stem", [HANDOUT, SCROLL])
def test_a_copy_without_injury_passes(shipped, judged, tmp_path, stem):
    """So that the findings above are the injuries' and not the copying's."""
    copy = tmp_path / f"{stem}.pdf"
    with pikepdf.open(shipped[stem]) as pdf:
        save(pdf, copy)
    assert judged(copy, stem.partition("-")[0]) == (0, "pass", set())


def test_the_exit_code_is_the_process_own(shipped, run_command, tmp_path):
    """Once through a real process: one good file and one bad make exit code 1."""
    injured = tmp_path / "injured.pdf"
    with pikepdf.open(shipped[HANDOUT]) as pdf:
        injuries.without_title(pdf)
        save(pdf, injured)
    run = run_command("check", "--format", "json", shipped[HANDOUT], injured)
    good, bad = json.loads(run.out)["files"]
    assert run.code == 1
    assert (good["verdict"], bad["verdict"]) == ("pass", "fail")
    assert {one["rule"] for one in bad["findings"]} >= {"metadata/title"}
