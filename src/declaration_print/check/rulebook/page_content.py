"""Rules about what pages paint: within the page, not on one another, in operators that exist.

ISO 32000-1 14.11.2 (page boundaries), 7.8.2 (content streams), Annex A (operators).
"""

from collections.abc import Iterator

from declaration_print.check.drawing.painted import Kind, Outside, Overlap
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Severity, Words

_KINDS = {
    Kind.TEXT: Words(ja="文字", en="text"),
    Kind.IMAGE: Words(ja="画像", en="image"),
    Kind.PATH: Words(ja="図形", en="shape"),
    Kind.SHADING: Words(ja="階調の塗り", en="shading"),
}
_BOXES = {
    "MediaBox": Words(ja="用紙", en="page"),
    "BleedBox": Words(ja="塗り足し(BleedBox)", en="bleed box"),
    "TrimBox": Words(ja="仕上がり(TrimBox)", en="trim box"),
}


@rule(
    id="page/outside",
    rationale=Words(
        ja="用紙からはみ出したものは印刷されません。文字は仕上がりの中に、色や写真は塗り足しまでに"
        "収まっていなければなりません。",
        en="What reaches beyond the page is not printed: text has to stay within the finished "
        "page, and colour within its bleed.",
    ),
    remedy=Words(
        ja="はみ出した文字や図を内側へ移すか、小さくして、PDF を作り直してください。",
        en="Move or shrink what reaches out, and make the PDF again.",
    ),
)
def nothing_reaches_out(case: Examination) -> Iterator[Observation]:
    """Does everything visible, after clipping, lie on its page?"""
    for found in case.pdf.painted.outside:
        yield Observation(f"{found.kind}-outside", _reaching(found), found.page)


def _reaching(found: Outside) -> Words:
    kind, box = _KINDS[found.kind], _BOXES[found.beyond]
    name_ja = f"「{found.name}」" if found.name else ""
    name_en = f" “{found.name}”" if found.name else ""
    by = f"{found.millimetres:.1f} mm"
    others_ja = f"(ほかに {found.others} か所)" if found.others else ""
    others_en = f" (and {found.others} more)" if found.others else ""
    return Words(
        ja=f"{kind.ja}{name_ja}が{box.ja}から {by} はみ出しています{others_ja}。",
        en=f"The {kind.en}{name_en} reaches {by} beyond the {box.en}{others_en}.",
    )


@rule(
    id="page/hidden-text",
    rationale=Words(
        ja="データとしては入っていても目に見えない文字は、読み手には欠けた文字です。",
        en="Text that is in the file but cannot be seen is, for a reader, text that is missing.",
    ),
    remedy=Words(
        ja="文字を隠している図形・枠・表示されない層を取り除くか、見える大きさと色に直して、PDF を作り直してください。",
        en="Take away the shape, frame or hidden layer over the text, or give it a size that can be "
        "seen, and make the PDF again.",
    ),
)
def all_text_is_seen(case: Examination) -> Iterator[Observation]:
    """Is no text invisible, clipped away, painted over, in a hidden layer or too small to read?"""
    for found in case.pdf.painted.hidden:
        yield Observation(
            "unseen",
            Words(
                ja=f"目に見えない文字が {found.letters} 字あります(「{found.words}」から)。",
                en=f"{found.letters} letters cannot be seen, from “{found.words}” on.",
            ),
            found.page,
        )


_APART = Words(
    ja="重なった文字を離すか、行間や枠の大きさを見直して、PDF を作り直してください。",
    en="Move the texts apart, or give the lines or the frame more room, and make the PDF again.",
)


@rule(
    id="page/overlap",
    rationale=Words(
        ja="別の文字の上に重なった文字は読めません。",
        en="Text that lies on other text cannot be read.",
    ),
    remedy=_APART,
)
def texts_do_not_cover_each_other(case: Examination) -> Iterator[Observation]:
    """Is no letter covered for the greater part by a letter of another text?"""
    for found in case.pdf.painted.overlaps:
        if found.is_sure:
            yield Observation("text-on-text", _overlapping(found), found.page)


@rule(
    id="page/near-overlap",
    severity=Severity.WARNING,
    rationale=Words(
        ja="文字が触れ合っていると読みにくくなります。透かしなど、わざと重ねたものかもしれません。",
        en="Letters that touch are hard to read; it may be meant, as of a watermark.",
    ),
    remedy=Words(
        ja="そのページを見て確かめ、意図した重なりでなければ文字を離してください。",
        en="Look at the page; unless it is meant so, move the texts apart.",
    ),
)
def texts_keep_apart(case: Examination) -> Iterator[Observation]:
    """Do texts lie partly on one another, or in a way that may be meant?"""
    for found in case.pdf.painted.overlaps:
        if not found.is_sure:
            yield Observation("texts-touch", _overlapping(found), found.page)


def _overlapping(found: Overlap) -> Words:
    share = f"{found.covered:.0%}"
    return Words(
        ja=f"{found.page} ページで「{found.first}」と「{found.second}」が重なっています"
        f"({found.glyphs} 字、最大 {share})。",
        en=f"On page {found.page} “{found.first}” and “{found.second}” lie on one another "
        f"({found.glyphs} letters, up to {share} of one).",
    )


@rule(
    id="page/operators",
    clause={"pdfa-1": "6.2.10", "pdfa-2": "6.2.2", "pdfa-4": "6.2.2"},
    rationale=Words(
        ja="規格にない命令は、ソフトウェアによって無視されたり、そこで描画が止まったりします。",
        en="Commands that are not in the standard are passed over by one program and stop another.",
    ),
    remedy=Words(
        ja="作成したソフトウェアを新しくするか、別のソフトウェアで PDF を書き出し直してください。",
        en="Export the PDF again with a newer version of the program, or with another one.",
    ),
)
def operators_are_known(case: Examination) -> Iterator[Observation]:
    """Are all operators those of the standard, and does every inline image end?"""
    for operator, page in case.pdf.drawing.unknown_operators.items():
        yield Observation(
            "unknown-operator",
            Words(
                ja=f"規格にない命令「{operator}」があります。",
                en=f"Its content has an operator “{operator}” that is in no standard.",
            ),
            page,
        )
    for page in case.pdf.drawing.endless_images:
        yield Observation(
            "endless-image",
            Words(
                ja=f"{page} ページに書きかけで終わる画像があり、そのあとの内容が失われています。",
                en=f"Page {page} has an inline image that never ends; what followed it is lost.",
            ),
            page,
        )


@rule(
    id="page/examined",
    severity=Severity.INFO,
    rationale=Words(
        ja="非常に大きなファイルでは、配置の検査を途中のページで打ち切ります。",
        en="In a very large file places are looked at on the first pages only.",
    ),
    remedy=Words(
        ja="残りのページも調べるには、ファイルを分けて検査してください。",
        en="To have the other pages looked at, split the file.",
    ),
)
def all_pages_were_followed(case: Examination) -> Iterator[Observation]:
    """Were the places on all pages looked at?"""
    if (page := case.pdf.painted.stopped_at) is not None:
        yield Observation(
            "stopped",
            Words(
                ja=f"{page} ページ以降は、はみ出し・重なり・画像・色を調べていません。",
                en=f"From page {page} on, places, overlaps, images and colours were not looked at.",
            ),
            page,
        )
