"""Every paper that issue 2 names, for the shipped declaration: built, passed, of its size.

Sizes in mm: ISO 216 for A, JIS P 0138 for B.
"""

import pikepdf
import pytest

MM = 72 / 25.4
POSTERS = {
    "A0": (841, 1189),
    "A1": (594, 841),
    "A3": (297, 420),
    "A4": (210, 297),
    "B0": (1030, 1456),
    "B1": (728, 1030),
    "B2": (515, 728),
    "B3": (364, 515),
    "B4": (257, 364),
}
HANDOUTS = {"A5": (148, 210), "B5": (182, 257)}
CASES = [
    *(("poster", paper, size) for paper, size in POSTERS.items()),
    *(("handout", paper, size) for paper, size in HANDOUTS.items()),
]


@pytest.mark.parametrize("case", CASES, ids=[f"{edition}-{paper}" for edition, paper, _ in CASES])
def test_a_paper_holds_the_shipped_declaration(say, tmp_path, case):
    edition, paper, size = case
    run = say("build", "-e", edition, "--paper", paper, "-o", tmp_path)
    assert run.code == 0, run.out + run.err
    files = sorted(tmp_path.rglob("*.pdf"))
    assert [file.stem for file in files] == [
        f"{edition}-horizontal-{paper}",
        f"{edition}-vertical-{paper}",
    ]
    for file in files:
        with pikepdf.open(file) as pdf:
            for page in pdf.pages:
                sides = [float(side) / MM for side in page.MediaBox[2:]]
                assert sides == pytest.approx(size, abs=0.01)
            if edition == "poster":
                assert len(pdf.pages) == 1


@pytest.mark.parametrize("height", ["210mm", "420mm"])
def test_a_scroll_of_another_height(say, tmp_path, height):
    run = say("build", "-e", "scroll", "--paper", height, "-o", tmp_path)
    assert run.code == 0, run.out + run.err
    (file,) = tmp_path.rglob(f"scroll-vertical-{height}.pdf")
    with pikepdf.open(file) as pdf:
        (page,) = pdf.pages
        unit = float(page.get("/UserUnit", 1))
        assert float(page.MediaBox[3]) * unit / MM == pytest.approx(int(height[:-2]), abs=0.02)
