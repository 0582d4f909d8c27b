"""Rules about what a claim of PDF/A or PDF/UA calls for in the file as a whole."""

from collections.abc import Iterator

from declaration_print.check.document.objects import as_array, as_dictionary, entry, is_true
from declaration_print.check.inspect import InspectedPdf
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words


@rule(
    id="file/output-intent",
    clause={"pdfa-1": "6.2.3.3", "pdfa-2": "6.2.4.3", "pdfa-4": "6.2.4.3"},
    rationale=Words(
        ja="装置依存の色は、どの装置の色かが書かれていなければ、後の人に同じ色で見えません。",
        en="Device colour looks the same later only if the file says which device is meant.",
    ),
    remedy=Words(
        ja="カラープロファイル(出力インテント、例: sRGB)を付ける設定で書き出し直してください。"
        "Ghostscript なら PDFA_def.ps を指定します。",
        en="Export again with a colour profile (an output intent such as sRGB); Ghostscript takes "
        "it from PDFA_def.ps.",
    ),
)
def device_colour_has_an_output_intent(case: Examination) -> Iterator[Observation]:
    """Has a file that claims PDF/A an output intent, if it uses device colour?"""
    pdf = case.pdf
    if pdf.metadata.pdfa is None or not pdf.drawing.device_colours or _has_intent(pdf):
        return
    space, page = next(iter(pdf.drawing.device_colours.items()))
    yield Observation(
        "no-output-intent",
        Words(
            ja=f"装置依存の色(Device{space})を使っていますが、出力インテントがありません。",
            en=f"Device{space} colour is used without an output intent.",
        ),
        page=page,
    )


def _has_intent(pdf: InspectedPdf) -> bool:
    """PDF/A-4 lets each page have output intents of its own, too (ISO 19005-4 6.2.3)."""
    intents = [as_dictionary(intent) for intent in pdf.output_intents]
    return any(entry(intent, "/DestOutputProfile") is not None for intent in intents) or any(
        as_array(entry(page, "/OutputIntents")) for page in pdf.pages
    )


@rule(
    id="file/identifier",
    clause={"pdfa-1": "6.1.3", "pdfa-2": "6.1.3", "pdfa-4": "6.1.3"},
    rationale=Words(
        ja="ファイル識別子がなければ、写しと原本、版どうしの見分けがつきません。",
        en="Without an identifier a copy cannot be told from another version of the file.",
    ),
    remedy=Words(
        ja="PDF/A として書き出し直してください。",
        en="Export again as PDF/A.",
    ),
)
def the_file_has_an_identifier(case: Examination) -> Iterator[Observation]:
    """Has a file that claims PDF/A an identifier in its trailer?"""
    if case.pdf.metadata.pdfa is not None and not as_array(entry(case.pdf.trailer, "/ID")):
        yield Observation(
            "no-file-identifier",
            Words(
                ja="トレーラーにファイル識別子(ID)がありません。",
                en="The trailer has no file identifier (ID).",
            ),
        )


@rule(
    id="access/tags-present",
    clause={"pdfa-1": "6.8", "pdfa-2": "6.7", "pdfua-1": "7.1"},
    rationale=Words(
        ja="PDF/UA と PDF/A のレベル A は、読む順と見出しが分かる構造(タグ)を約束するものです。",
        en="PDF/UA and level A of PDF/A promise a structure (tags) that tells order and headings.",
    ),
    remedy=Words(
        ja="元の文書から「タグ付き PDF」として書き出し直してください。",
        en="Export the document again as a tagged PDF.",
    ),
)
def what_promises_tags_is_tagged(case: Examination) -> Iterator[Observation]:
    """Is a file tagged that claims level A of PDF/A, or claims PDF/UA or is judged by it?"""
    metadata = case.pdf.metadata
    level_a = metadata.pdfa is not None and metadata.pdfa.conformance == "A"
    for_access = metadata.pdfua is not None or "pdfua-1" in case.standards
    if (level_a or for_access) and not case.pdf.is_tagged:
        claim = "PDF/UA" if for_access else "PDF/A level A"
        yield Observation(
            "not-tagged",
            Words(
                ja=f"{'PDF/UA' if for_access else 'PDF/A のレベル A'} に必要な構造(タグ)がありません。",
                en=f"It is not tagged (MarkInfo, StructTreeRoot), as {claim} has to be.",
            ),
        )


@rule(
    id="access/title-displayed",
    clause={"pdfua-1": "7.1"},
    rationale=Words(
        ja="窓の見出しにファイル名でなく題名が出れば、読み上げでも何の文書かが分かります。",
        en="With the title in place of the file name, a screen reader tells which document it is.",
    ),
    remedy=Words(
        ja="「ウィンドウタイトルに文書のタイトルを表示する」設定で書き出し直してください。",
        en="Export again with the setting that shows the document's title in the window's title bar.",
    ),
)
def the_title_is_displayed(case: Examination) -> Iterator[Observation]:
    """Does a file for PDF/UA ask viewers to show its title (DisplayDocTitle)?"""
    asked = case.pdf.metadata.pdfua is not None or "pdfua-1" in case.standards
    if asked and not is_true(case.pdf.viewer_preferences.get("DisplayDocTitle")):
        yield Observation(
            "title-not-displayed",
            Words(
                ja="窓の見出しに題名を表示する指定(DisplayDocTitle)がありません。",
                en="The file does not ask viewers to display its title (DisplayDocTitle).",
            ),
        )
