"""Reports to write: one of each verdict, judged for real, and one with everything in it."""

from pdf_samples import descendant_of, sample

from declaration_print import check
from declaration_print.model.problem import Severity, Words
from declaration_print.model.report import (
    Clause,
    FileReport,
    Finding,
    FontUse,
    Opinion,
    Report,
    Verdict,
)

ONLY = frozenset({"fonts/embedded"})  # what these reports are about, whatever rules there are


def without_program(pdf):
    del descendant_of(pdf).FontDescriptor["/FontFile2"]


def failing(**wishes):
    return check.pdf("handout.pdf", sample(hurt=without_program, **wishes), only=ONLY)


def three_verdicts():
    good = check.pdf("good.pdf", sample(), only=ONLY)
    return Report((failing(), good, check.pdf("notes.pdf", b"not a PDF", only=ONLY)))


def finding(message, *, page=None, rule="fonts/widths", severity=Severity.ERROR, code="differs"):
    words = Words(ja=message, en=message)
    remedy = Words(ja="直してください。", en="Mend it.")
    return Finding(rule, code, severity, "ISO 19005-2:2011 6.2.11.5", page, words, remedy)


def file(*findings, verdict=Verdict.FAIL, path="a.pdf", **parts):
    return FileReport(
        **{
            "path": path,
            "verdict": verdict,
            "claims": ("pdfa-2b",),
            "fonts": (),
            "metadata": {},
            "findings": findings,
            "page_count": 40,
            "judged_by": ("pdfa-2b",),
            "rules_run": ("fonts/embedded", "fonts/widths"),
        }
        | parts
    )


HOSTILE = '<script>alert("1")</script>\x1b[31m\u202egnp.exe\x00\ufffe'


def hostile():
    """Everything that comes from a PDF tries to get out of its place."""
    font = FontUse(
        name=HOSTILE,
        type="TrueType",
        encoding=HOSTILE,
        embedded=False,
        subset=True,
        to_unicode=False,
        writing_mode="vertical",
        pages=(1,),
    )
    opinion = Opinion(
        "verapdf",
        HOSTILE,
        ("pdfa-2b",),
        Verdict.FAIL,
        contested=(Clause("ISO 19005-2", "6.2.11.5", HOSTILE),),
        agrees=False,
        note=Words(ja=HOSTILE, en=HOSTILE),
    )
    return Report(
        (
            file(
                finding(HOSTILE, page=1),
                finding("look", rule="fonts/type3", severity=Severity.WARNING),
                path=HOSTILE,
                claims=("pdfa-" + HOSTILE,),
                fonts=(font,),
                metadata={"Title": HOSTILE, "dc:title": "another", HOSTILE: [HOSTILE, "two"]},
                opinions=(opinion,),
            ),
        )
    )
