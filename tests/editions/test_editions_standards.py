"""What qpdf and pikepdf's PDF/A validator say, and the standards each edition claims."""

import re

import pikepdf
import pytest
from pikepdf import pdfa
from witnesses import SHIPPED

from declaration_print import check
from declaration_print.model.finishing import Conformance
from declaration_print.model.problem import Severity

FALSE_ALARMS = {
    "pikepdf:font-vertical": "the validator does not judge vertical writing; ISO 32000-1 9.7.4.3 "
    "and ISO 19005-2 6.2.11.3 allow Identity-V with W2 and DW2",
    "pikepdf:schema-Resources": "the validator does not judge patterns and shadings; the engine "
    "writes both resource dictionaries, empty or not, and ISO 19005-2 6.2.3 allows them",
    "6.6.2.3.1-1": "the validator knows no extension schemas; ISO 19005-2 6.6.2.3.3 allows them, "
    "and pdfuaid and our own properties need one inside PDF/A",
    "6.6.4-3": "the validator judges level B only; our files claim A or U, which include it "
    "(ISO 19005-2 5.2)",
}
"""Every rule that may be reported on a good file, and why it is not a fault of the file."""

PDFA = {"scroll-vertical-297mm": "3A"}


@pytest.mark.parametrize("stem", SHIPPED)
def test_qpdf_finds_nothing(shipped, stem):
    with pikepdf.open(shipped[stem]) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.get_warnings() == []


@pytest.mark.parametrize("stem", SHIPPED)
def test_the_pdfa_validator_finds_nothing_but_false_alarms(shipped, stem):
    flavour = PDFA.get(stem, "2A").replace("A", "b")
    report = pdfa.validate_written(shipped[stem], flavour)
    unexplained = [finding for finding in report.findings if not explained(finding)]
    assert unexplained == []


def explained(finding):
    rule = finding.rule.rpartition(":")[2] if "ISO" in finding.rule else finding.rule
    if rule not in FALSE_ALARMS:
        return False
    if rule == "6.6.2.3.1-1":
        return any(
            word in finding.message
            for word in (
                "pdfaExtension",
                "pdfaSchema",
                "pdfaProperty",
                "pdfuaid:part",
                " declaration",
            )
        )
    if rule == "6.6.4-3":
        return re.search("is '[AU]', expected 'B'", finding.message) is not None
    return finding.kind == "unsupported"


@pytest.mark.parametrize("stem", SHIPPED)
def test_every_false_alarm_goes_away_when_its_cause_does(shipped, stem, tmp_path):
    """The proof that the alarms are what we say: without their causes the validator approves.

    Level B claimed, no extension schema, fonts horizontal, no empty resources.
    """
    flavour = PDFA.get(stem, "2A").replace("A", "b")
    plain = tmp_path / "plain.pdf"
    with pikepdf.open(shipped[stem]) as pdf:
        metadata = pdf.Root.Metadata.read_bytes().decode()
        head, _, rest = metadata.partition('\n  <rdf:Description rdf:about=""\n      xmlns:pdfaExt')
        metadata = head + rest.partition("</rdf:Description>")[2] if rest else head
        metadata = metadata.replace("<pdfaid:conformance>A", "<pdfaid:conformance>B")
        metadata = metadata.replace("<pdfuaid:part>1</pdfuaid:part>", "")
        metadata = re.sub(
            r"<(declaration:\w+)>[^<]*</\1>|xmlns:declaration=\"[^\"]*\"", "", metadata
        )
        pdf.Root.Metadata.write(metadata.encode())
        for item in pdf.objects:
            if not isinstance(item, pikepdf.Dictionary):
                continue
            if item.get("/Encoding") == "/Identity-V":
                item.Encoding = pikepdf.Name("/Identity-H")
            for key in ("/W2", "/DW2"):
                if key in item:
                    del item[key]
            for key in ("/Pattern", "/Shading"):
                if key in item and len(item[key]) == 0:
                    del item[key]
        pdf.save(plain, fix_metadata_version=False)
    findings = pdfa.validate_written(plain, flavour).findings
    if stem.startswith("poster") or "Pattern" in str(findings):
        findings = [one for one in findings if one.rule != "pikepdf:schema-Resources"]
    assert findings == []


@pytest.mark.parametrize("stem", SHIPPED)
def test_pdfa_and_pdfua_are_claimed_together(shipped, stem):
    with pikepdf.open(shipped[stem]) as pdf, pdf.open_metadata() as xmp:
        assert xmp["pdfaid:part"] + xmp["pdfaid:conformance"] == PDFA.get(stem, "2A")
        assert xmp["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert pdf.Root.MarkInfo.Marked is True
        assert "/StructTreeRoot" in pdf.Root
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert "/DestOutputProfile" in pdf.Root.OutputIntents[0]


@pytest.mark.parametrize("stem", SHIPPED)
def test_nothing_that_an_archive_forbids(shipped, stem):
    """ISO 19005-2 6.1.3 (no encryption), 6.1.2 (binary comment), 6.6.1 (no actions), 6.5."""
    head = shipped[stem].read_bytes()[:32]
    comment = head.split(b"\n")[1]
    assert comment.startswith(b"%")
    assert all(byte > 127 for byte in comment[1:5])
    with pikepdf.open(shipped[stem]) as pdf:
        assert not pdf.is_encrypted
        assert len(pdf.trailer.ID) == 2
        forbidden = {"/OpenAction", "/AA", "/AcroForm", "/NeedsRendering", "/Requirements"}
        assert not forbidden & set(pdf.Root.keys())
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                assert item.get("/S") not in ("/JavaScript", "/Launch", "/SubmitForm")
                assert item.get("/Subtype") not in ("/Movie", "/Sound", "/3D", "/PS")
                assert item.get("/Interpolate") in (None, False)


SMALL = """\
title: 小さな宣言
statement: {text: '私たちは、この町の図書館を、だれもが{歩|ある}いて通える場所にすることを、ここに宣言します。'}
articles: [{title: 歩く, items: [{text: 毎日、町を2km歩きます。}]}]
date: 2024-05-21
issuers: [町の会]
signatories: [{members: [町の会, 歩く人]}]
outline: {pillars: [{title: 歩く, items: [毎日、町を2km歩きます。]}]}
"""

FLAVOURS = ("2a", "2u", "2b", "3a", "3u", "3b", "4", "4f")
WITHOUT_SOURCE = {"2a", "2u", "2b", "4"}
ON_PDF_2 = {"4", "4f"}


@pytest.fixture(scope="module")
def flavoured(say, tmp_path_factory):
    """Every edition of a small declaration in one flavour, built once: {stem: path}."""
    made = {}
    folder = tmp_path_factory.mktemp("flavours")
    source = folder / "small.yaml"
    source.write_text(SMALL, "utf-8")

    def of(flavour):
        if flavour not in made:
            out = folder / flavour
            how = ("--no-source",) if flavour in WITHOUT_SOURCE else ()
            run = say("build", source, "--pdfa", flavour, *how, "-o", out)
            assert run.code == 0, run.out + run.err
            found = {path.stem: path for path in sorted(out.rglob("*.pdf"))}
            made[flavour] = {stem: found[stem] for stem in SHIPPED}  # panels are sheets to print
        return made[flavour]

    return of


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_every_edition_is_of_the_flavour_asked_for(flavoured, flavour):
    files = flavoured(flavour)
    for path in files.values():
        head = b"%PDF-2.0" if flavour in ON_PDF_2 else b"%PDF-1.7"
        assert path.read_bytes().startswith(head)
        with pikepdf.open(path) as pdf, pdf.open_metadata() as xmp:
            assert xmp["pdfaid:part"] + xmp.get("pdfaid:conformance", "") == flavour.upper()
            assert xmp.get("pdfaid:rev") == ("2020" if flavour in ON_PDF_2 else None)
            assert ("/Info" in pdf.trailer) == (flavour not in ON_PDF_2)
            assert xmp.get("pdfuaid:part") == (None if flavour in ON_PDF_2 else "1")
            assert ("pdfaExtension:schemas" in xmp) == (flavour not in ON_PDF_2)
            assert pdf.Root.MarkInfo.Marked is True
            assert len(pdf.Root.StructTreeRoot.K) > 0


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_every_edition_keeps_its_flavour(flavoured, say, flavour):
    """By our own profile of it, by qpdf, and by pikepdf's validator as far as that goes."""
    files = flavoured(flavour)
    asked = [f"pdfa-{flavour}"] if flavour in ON_PDF_2 else [f"pdfa-{flavour}", "pdfua-1"]
    for profile in asked:
        run = say("check", *files.values(), "--profile", profile)
        assert run.code == 0, run.out
    run = say("check", *files.values())
    assert run.code == 0, run.out
    for path in files.values():
        with pikepdf.open(path) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert pdf.get_warnings() == []
        judged_by = "2b" if flavour in ON_PDF_2 else f"{flavour[0]}b"
        findings = pdfa.validate_written(path, judged_by).findings
        found = [one for one in findings if not explained(one)]
        if flavour in ON_PDF_2:  # the validator knows no PDF/A-4 and stops at the header
            assert {one.rule.rpartition(":")[2] for one in found} == {"6.1.2-1"}
        else:
            assert found == []


def test_only_what_may_carries_the_source_and_4f_always_does(flavoured):
    carried = {}
    for flavour in FLAVOURS:
        for stem, path in flavoured(flavour).items():
            with pikepdf.open(path) as pdf:
                carried[flavour, stem.partition("-")[0]] = "small.yaml" in pdf.attachments
    with_it = {key for key, carries in carried.items() if carries}
    kinds = {"handout", "outline", "poster", "scroll"}
    threes = {("3a", "scroll"), ("3u", "scroll"), ("3b", "scroll")}
    assert with_it == threes | {("4f", kind) for kind in kinds}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("-e", "scroll", "--pdfa", "2a"), ("edition/conformance", "--no-source")),
        (("-e", "scroll", "--pdfa", "4"), ("edition/conformance", "--pdfa 4f")),
        (("-e", "handout", "--pdfa", "2u", "--source"), ("edition/conformance", "--pdfa 3u")),
        (("-e", "handout", "--source"), ("edition/conformance", "--pdfa 3a")),
        (("-e", "handout", "--pdfa", "4f", "--no-source"), ("edition/conformance", "--pdfa 4")),
        (("-e", "handout", "--pdfa", "1a"), ("edition/unknown-pdfa", "PDF 1.4")),
        (("-e", "scroll", "--pdfa", "1b"), ("edition/unknown-pdfa", "UserUnit")),
        (("-e", "scroll", "--pdfa", "4e"), ("edition/unknown-pdfa", "4f")),
        (("-e", "scroll", "--pdfa", "3A"), ("edition/unknown-pdfa", "3a")),
    ],
)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_impossible_is_refused_with_the_reason_and_the_way_out(
    say, declaration_file, asked, said, lang
):
    source = declaration_file()
    out = source.parent / "out"
    run = say("build", source, *asked, "-o", out, lang=lang)
    assert run.code == 2
    assert [words for words in said if words not in run.err] == []
    assert not out.exists()


def test_of_all_editions_those_that_can_be_made_are_enough(say, declaration_file, tmp_path):
    run = say("build", declaration_file(SMALL), "--pdfa", "2u", "-o", tmp_path)
    assert run.code == 0, run.out + run.err
    assert "left out  scroll: PDF/A-2u" in run.out
    stems = {path.stem for path in tmp_path.rglob("*.pdf")}
    assert stems == {stem for stem in SHIPPED if not stem.startswith("scroll")}


@pytest.mark.parametrize(
    ("lang", "word"), [("ja", "省略  PDF/UA-1"), ("en", "left out  the claim")]
)
def test_who_asks_for_pdf_2_is_told_that_pdfua_1_goes(say, declaration_file, tmp_path, lang, word):
    args = ("-e", "handout", "--pdfa", "4f", "-o", tmp_path)
    run = say("build", declaration_file(), *args, lang=lang)
    assert run.code == 0, run.out + run.err
    assert run.out.count(word) == 1


def test_a_profile_that_is_named_insists_on_its_own_claims(flavoured, say):
    """The build expects the flavour that was asked for; `check --profile` asks for the usual one."""
    for flavour, rules in {
        "2u": {"metadata/pdfa-claim", "file/source-attached"},
        "3b": {"metadata/pdfa-claim"},
        "4f": {"metadata/pdfa-claim", "metadata/pdfua-claim", "metadata/xmp-schemas"},
    }.items():
        path = flavoured(flavour)["scroll-vertical-297mm"]
        run = say("check", path, "--profile", "scroll")
        assert run.code == 1
        assert rules <= set(re.findall(r"\[([a-z-]+/[a-z0-9-]+) ", run.out)), flavour


@pytest.mark.parametrize(
    ("flavour", "promised", "missing"),
    [
        ("3a", Conformance("3a", pdfua=True, attach_source=True), set()),
        ("3a", Conformance("3u", pdfua=True, attach_source=True), set()),  # a includes u
        ("3u", Conformance("3a", pdfua=True, attach_source=True), {"metadata/pdfa-claim"}),
        ("3a", Conformance("2a", pdfua=True), {"metadata/pdfa-claim", "file/attachments"}),
        ("2u", Conformance("2u", pdfua=True, attach_source=True), {"file/source-attached"}),
        (
            "4f",
            Conformance("4f", pdfua=True, attach_source=True),
            {"metadata/pdfua-claim"},
        ),
        ("4", Conformance("4f", pdfua=False), {"metadata/pdfa-claim", "file/attachments"}),
    ],
)
def test_the_check_after_a_build_holds_the_file_to_what_was_asked_for(
    flavoured, flavour, promised, missing
):
    path = flavoured(flavour)["scroll-vertical-297mm"]
    report = check.pdf(path, path.read_bytes(), profile="scroll", promised=promised)
    errors = {one.rule for one in report.findings if one.severity is Severity.ERROR}
    assert errors == missing
    assert set(promised.claims) <= set(report.judged_by)


def test_a_layout_may_have_a_flavour_of_its_own(say, declaration_file, own_layout, tmp_path):
    folder, layout = own_layout(of="handout")
    toml = layout / "layout.toml"
    text = toml.read_text("utf-8")
    own = 'conformance = { pdfa = "4f", pdfua = false, attach_source = true }'
    toml.write_text(re.sub("conformance = .*", own, text), "utf-8")
    args = ("--layouts", folder, "-e", "mine", "--writing", "horizontal", "-o", tmp_path / "out")
    run = say("build", declaration_file(), *args)
    assert run.code == 0, run.out + run.err
    assert "left out" not in run.out
    (path,) = (tmp_path / "out").rglob("*.pdf")
    with pikepdf.open(path) as pdf, pdf.open_metadata() as xmp:
        assert xmp["pdfaid:part"] + xmp["pdfaid:conformance"] == "4F"
        assert "small.yaml" in pdf.attachments
