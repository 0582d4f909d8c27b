"""What day a file says it is from: SOURCE_DATE_EPOCH, else the declaration's own, never the clock."""

import pikepdf
import pytest

BODY = (
    "preamble: この文は、縦組の検査に足りるだけの長さを持たせた、見本の本文です。\nissuers: [甲]\n"
)


@pytest.fixture
def dated(say, tmp_path, monkeypatch):
    """Build a declaration of one date under one SOURCE_DATE_EPOCH: (run, Info date, XMP date)."""

    def dated(date, epoch=None):
        if epoch is None:
            monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        else:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        source = tmp_path / "dated.yaml"
        source.write_text(
            f"title: 見本の宣言\n{BODY}" + (f"date: {date}\n" if date else ""), "utf-8"
        )
        args = ("-e", "handout", "--writing", "horizontal", "-o", tmp_path / "out")
        run = say("build", source, *args)
        path = tmp_path / "out" / "dated" / "handout-horizontal-A4.pdf"
        if not path.exists():
            return run, None, None
        with pikepdf.open(path) as pdf, pdf.open_metadata() as xmp:
            assert pdf.docinfo.CreationDate == pdf.docinfo.ModDate
            return run, str(pdf.docinfo.CreationDate), xmp["xmp:CreateDate"]

    return dated


@pytest.mark.parametrize(
    ("date", "info", "xmp"),
    [
        ("2024-05-21", "D:20240521000000Z", "2024-05-21T00:00:00Z"),
        ("2024-05", "D:20240501000000Z", "2024-05-01T00:00:00Z"),
        ("'2024'", "D:20240101000000Z", "2024-01-01T00:00:00Z"),
        ("1889-02-11", "D:18890211000000Z", "1889-02-11T00:00:00Z"),
    ],
)
def test_the_declarations_own_date(dated, date, info, xmp):
    run, info_seen, xmp_seen = dated(date)
    assert run.code == 0, run.out + run.err
    assert (info_seen, xmp_seen) == (info, xmp)


def test_a_date_before_the_year_1000_has_four_figures(dated):
    """十七条憲法 (604): ISO 32000-1 7.9.4 and ISO 8601 want YYYY."""
    run, info, xmp = dated("0604-05-06")
    assert (info, xmp) == ("D:06040506000000Z", "0604-05-06T00:00:00Z")
    assert run.code == 0


def test_an_undated_declaration_never_asks_the_clock(dated):
    _, first, _ = dated(None)
    assert first == "D:20000101000000Z"


def test_source_date_epoch_comes_before_the_declarations_date(dated):
    _, info, xmp = dated("2024-05-21", "0")
    assert (info, xmp) == ("D:19700101000000Z", "1970-01-01T00:00:00Z")


@pytest.mark.parametrize("epoch", ["99999999999999999", "999999999999", "9" * 30])
def test_an_epoch_out_of_range_is_bad_input(dated, epoch):
    run, _, _ = dated("2024-05-21", epoch)
    assert run.code == 2
    assert "SOURCE_DATE_EPOCH" in run.err
