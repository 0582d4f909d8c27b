"""Rules about font programs: embedded, subset, of a kind that lasts, free to be embedded."""

import re
from collections.abc import Iterator

from declaration_print.check.fonts.inspected_font import InspectedFont
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words

SUBSET_TAG = re.compile(r"[A-Z]{6}\+.")  # ISO 32000-1 9.6.4


@rule(
    id="fonts/embedded",
    clause={
        "pdfa-1": "6.3.4",
        "pdfa-2": "6.2.11.4.1",
        "pdfa-4": "6.2.10.4.1",
        "pdfua-1": "7.21.4.1",
    },
    rationale=Words(
        ja="百年後の読み手の手元に、私たちのフォントはありません。",
        en="A reader a hundred years from now will not have our fonts installed.",
    ),
    remedy=Words(
        ja="フォントを埋め込む設定で、PDF を書き出し直してください。",
        en="Export the PDF again with all fonts embedded.",
    ),
)
def every_font_is_embedded(case: Examination) -> Iterator[Observation]:
    """Does every font that draws text carry a program of its own that can be read?"""
    for font in case.pdf.visible_fonts:
        if not font.is_embedded:
            yield Observation(
                "not-embedded",
                Words(
                    ja=f"フォント {font.name} が埋め込まれていません。",
                    en=f"The font {font.name} is not embedded.",
                ),
                font.first_page,
            )
        elif font.file and font.file.reason:
            yield Observation(
                "broken-program",
                Words(
                    ja=f"フォント {font.name} の埋め込みデータが壊れています({font.file.reason})。",
                    en=f"The embedded program of {font.name} is broken ({font.file.reason}).",
                ),
                font.first_page,
            )


@rule(
    id="fonts/subset",
    rationale=Words(
        ja="使った字だけを埋め込めば、ファイルは小さく、フォントの使用許諾にもかないます。",
        en="Only the glyphs used belong in the file: it stays small and within font licences.",
    ),
    remedy=Words(
        ja="フォントをサブセット化して埋め込む設定にしてください。",
        en="Embed fonts as subsets.",
    ),
)
def every_embedded_font_is_a_subset(case: Examination) -> Iterator[Observation]:
    """Does every embedded font carry a subset tag (ABCDEF+)?"""
    for font in case.pdf.visible_fonts:
        if font.file and not SUBSET_TAG.match(font.name):
            yield Observation(
                "not-subset",
                Words(
                    ja=f"フォント {font.name} は全体が埋め込まれています"
                    "(サブセットの印がありません)。",
                    en=f"The font {font.name} is embedded whole: its name has no subset tag.",
                ),
                font.first_page,
            )


@rule(
    id="fonts/type3",
    rationale=Words(
        ja="Type 3 フォントは字形を図として描くため、画面でも印刷でも粗くなりがちです。",
        en="Type 3 fonts draw letters as pictures: unhinted, often coarse, hard to reuse.",
    ),
    remedy=Words(
        ja="輪郭を持つフォント(TrueType、OpenType など)を使って書き出し直してください。",
        en="Export again with outline fonts (TrueType, OpenType) in place of Type 3 fonts.",
    ),
)
def no_font_is_type3(case: Examination) -> Iterator[Observation]:
    """Is all text drawn with outline fonts?"""
    on: dict[int, list[InspectedFont]] = {}
    for font in case.pdf.visible_fonts:
        if font.subtype == "Type3":
            for page in font.pages:
                on.setdefault(page, []).append(font)
    for page, fonts in sorted(on.items()):
        yield Observation("type3", _drawn_with(fonts), page)


def _drawn_with(fonts: list[InspectedFont]) -> Words:
    """The fonts of one page: their number, or the name of a single one that has a name."""
    if len(fonts) > 1:
        return Words(
            ja=f"文字が {len(fonts)} 個の Type 3 フォントで描かれています。",
            en=f"Text is drawn with {len(fonts)} Type 3 fonts.",
        )
    name = "" if fonts[0].name.startswith("(") else f" {fonts[0].name}"
    return Words(
        ja=f"文字が Type 3 フォント{f'{name} ' if name else ''}で描かれています。",
        en=f"Text is drawn with a Type 3 font{name and ','}{name}.",
    )


NO_EMBEDDING, NO_SUBSETTING, BITMAPS_ONLY = 0x0002, 0x0100, 0x0200
USAGE = 0x000E  # of its bits the least restrictive counts


@rule(
    id="fonts/embedding-rights",
    rationale=Words(
        ja="埋め込みを禁じたフォントを配ると、フォントの使用許諾に反します。",
        en="To hand out a font whose maker forbids embedding breaks its licence.",
    ),
    remedy=Words(
        ja="埋め込みが許されたフォント(OFL のフォントなど)に替えて、書き出し直してください。",
        en="Use a font that may be embedded, such as one under the OFL, and export again.",
    ),
)
def fonts_may_be_embedded(case: Examination) -> Iterator[Observation]:
    """Does fsType allow what was done with the font (OpenType specification, OS/2)?

    A program that has lost its OS/2 table says nothing of its rights, and nothing is held
    against it.
    """
    for font in case.pdf.visible_fonts:
        rights = font.program.fs_type if font.program else None
        if rights is None:
            continue
        subset = bool(SUBSET_TAG.match(font.program_name))
        if rights & USAGE == NO_EMBEDDING:
            yield _forbidden(font, "no-embedding", "埋め込み", "embedded")
        elif rights & NO_SUBSETTING and subset:
            yield _forbidden(font, "no-subsetting", "一部だけの埋め込み", "embedded in part")
        elif rights & BITMAPS_ONLY:
            yield _forbidden(font, "bitmaps-only", "輪郭の埋め込み", "embedded as outlines")


def _forbidden(font: InspectedFont, code: str, ja: str, en: str) -> Observation:
    return Observation(
        code,
        Words(
            ja=f"フォント {font.name} は{ja}を許していません(OS/2 の fsType)。",
            en=f"The font {font.name} may not be {en}, says its fsType.",
        ),
        font.first_page,
    )
