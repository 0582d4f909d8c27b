"""Rule about the file itself: it can be read, whole, without repair."""

from collections.abc import Iterator

from declaration_print.check.document.unreadable import READABLE
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words


@rule(
    id=READABLE,
    clause={"pdfa-1": "6.1.4", "pdfa-2": "6.1.4", "pdfa-4": "6.1.4"},
    rationale=Words(
        ja="壊れたファイルは、開くソフトウェアによって違うものに見えます。",
        en="A damaged file looks different in each program that repairs it.",
    ),
    remedy=Words(
        ja="元のファイルをもう一度書き出すか、取得し直してください。",
        en="Export the file again from its source, or fetch it again.",
    ),
)
def the_file_is_whole(case: Examination) -> Iterator[Observation]:
    """Can the file be read as it stands, without anything being repaired?"""
    for flaw in case.pdf.flaws:
        yield Observation(flaw.code, flaw.words, remedy=flaw.remedy)
    for page in case.pdf.drawing.broken_pages:
        yield Observation(
            "file/broken-content",
            Words(
                ja="内容が壊れていて読めません。",
                en="Its content is broken and cannot be read.",
            ),
            page=page,
        )
