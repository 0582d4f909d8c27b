"""Rules about colour for a print shop that prints in four inks (ISO 32000-1 8.6; ISO 12647-2)."""

from collections.abc import Iterator, Sequence
from math import isnan, nan
from weakref import WeakKeyDictionary

from declaration_print.check.drawing.colour_spaces import (
    COLOURED_LIGHT,
    PROCESS,
    REGISTRATION,
    Colour,
    inks_of,
)
from declaration_print.check.drawing.image_samples import Unread, heaviest_ink
from declaration_print.check.drawing.painted import DrawnImage, Kind
from declaration_print.check.inspect import InspectedPdf
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Severity, Words

IMAGE_LIMIT = 100  # images whose samples are looked into
TRACE = 0.005  # of an ink: less than one step of eight bits
DARK = 0.85  # of black, or of each of the three colours: what a reader takes for black text
SLACK = 0.5  # % of ink, for rounding to eight bits

_heaviest: WeakKeyDictionary[InspectedPdf, Sequence[tuple[DrawnImage, float | None]]] = (
    WeakKeyDictionary()
)

_KINDS = {
    Kind.TEXT: Words(ja="文字", en="text"),
    Kind.IMAGE: Words(ja="画像", en="image"),
    Kind.PATH: Words(ja="図形", en="shape"),
    Kind.SHADING: Words(ja="階調の塗り", en="shading"),
}


@rule(
    id="colour/spaces",
    rationale=Words(
        ja="印刷機は CMYK のインキと特色で刷ります。RGB や Lab の色は印刷所で変換され、見た目が変わります。"
        "トンボ用の色(All)は全部の版に出ます。",
        en="A press prints CMYK and spot inks: RGB and Lab are converted on the way and change "
        "their look, and the registration colour (All) appears on every plate.",
    ),
    remedy=Words(
        ja="書き出しの設定で、すべての色を CMYK(または特色)に変換してください。",
        en="Have all colours converted to CMYK (or spot inks) in the export settings.",
    ),
)
def colours_are_those_of_a_press(case: Examination) -> Iterator[Observation]:
    """Is everything in grey, CMYK or named inks, and registration colour only beside the page?"""
    told: set[tuple[str, Kind]] = set()
    for use, page in case.pdf.painted.colours.items():
        space = use.colour.space.final
        space = space.base if space.name == "Pattern" and space.base else space
        if space.name in COLOURED_LIGHT and (space.name, use.kind) not in told:
            told.add((space.name, use.kind))
            yield _about(
                "not-for-press", use.kind, page, ja=f" {space.name} の色です", en=space.name
            )
        elif REGISTRATION in space.inks and use.within_trim and ("All", use.kind) not in told:
            told.add(("All", use.kind))
            yield _about(
                "registration",
                use.kind,
                page,
                ja="トンボ用の色(All)です",
                en="the registration colour",
            )


@rule(
    id="colour/ink",
    rationale=Words(
        ja="インキの量が多すぎると乾かず、裏移りします。細い黒文字を4色で刷ると、わずかな見当ずれで"
        "縁に色が出ます。",
        en="Too much ink does not dry and marks the next sheet; black text in four inks shows "
        "coloured edges when the plates are out of register by a hair.",
    ),
    remedy=Words(
        ja="黒い文字は K 100% だけにし、濃い色や写真はインキ総量の上限を決めて変換し直してください。",
        en="Make black text 100% K alone, and convert dark colours and photographs again with a "
        "limit to the total ink.",
    ),
)
def ink_is_sparing(case: Examination) -> Iterator[Observation]:
    """Is black text black only, and the sum of inks within the profile's limit?"""
    limit = case.limits.get("ink")
    if limit is None:
        return
    for use, page in case.pdf.painted.colours.items():
        inks = inks_of(use.colour) or {}
        if REGISTRATION in use.colour.space.inks:
            continue
        total = 100 * sum(inks.values())
        if total > limit + SLACK:
            yield _too_much(_KINDS[use.kind], page, total, limit)
        elif use.kind is Kind.TEXT and _is_composed_black(use.colour):
            values = " ".join(f"{inks.get(name, 0):.0%}" for name in PROCESS)
            yield _about(
                "black-text-in-colours",
                use.kind,
                page,
                ja=f"黒なのに CMYK の4色({values})です",
                en=f"a black made of several inks (C M Y K: {values})",
            )
    for image, heaviest in _sampled(case.pdf):
        total = 100 * (heaviest or 0)
        if total > limit + SLACK:
            yield _too_much(_named(image), image.page, total, limit)


def _sampled(pdf: InspectedPdf) -> Sequence[tuple[DrawnImage, float | None]]:
    """The images with their largest sum of inks, once for both rules that ask; nan if unread."""
    if pdf not in _heaviest:
        found = []
        for image in list(pdf.painted.images.values())[:IMAGE_LIMIT]:
            try:
                found.append((image, heaviest_ink(image)))
            except Unread:
                found.append((image, nan))
        _heaviest[pdf] = found
    return _heaviest[pdf]


def _named(image: DrawnImage) -> Words:
    return Words(ja=f"画像「{image.name}」", en=f"image “{image.name}”")


@rule(
    id="colour/examined",
    severity=Severity.INFO,
    rationale=Words(
        ja="特別な圧縮の画像や数の多い画像では、インキの総量を調べきれないことがあります。",
        en="Not every image can be looked into: some are packed in rare ways, some files have many.",
    ),
    remedy=Words(
        ja="その画像のインキ総量は、作成したソフトウェアか印刷所で確かめてください。",
        en="Have the sum of inks of that image looked at in the program that made it or by the printer.",
    ),
)
def all_images_were_looked_into(case: Examination) -> Iterator[Observation]:
    """Was the sum of inks of every image looked at?"""
    if case.limits.get("ink") is None:
        return
    for image, heaviest in _sampled(case.pdf):
        if heaviest is not None and isnan(heaviest):
            yield Observation(
                "image-unread",
                Words(
                    ja=f"{_named(image).ja}のインキ総量は調べられませんでした。",
                    en=f"The sum of inks of the {_named(image).en} could not be looked at.",
                ),
                image.page,
            )
    left = len(case.pdf.painted.images) - IMAGE_LIMIT
    if left > 0:
        yield Observation(
            "images-left-out",
            Words(
                ja=f"ほかに {left} 枚の画像のインキ総量は調べていません。",
                en=f"The sum of inks of {left} more images was not looked at.",
            ),
        )


@rule(
    id="colour/overprint",
    severity=Severity.WARNING,
    rationale=Words(
        ja="白は「何も刷らない」ことなので、オーバープリント(下の色に重ねて刷る)にすると消えてしまいます。",
        en="White is where nothing is printed: set to overprint, it leaves what is below and vanishes.",
    ),
    remedy=Words(
        ja="白い文字や図形のオーバープリントを外し(ヌキ)、PDF を書き出し直してください。",
        en="Take the overprint off white text and shapes (have them knock out), and export again.",
    ),
)
def white_does_not_vanish(case: Examination) -> Iterator[Observation]:
    """Does no white text or shape overprint what lies below it?"""
    for kind, page in case.pdf.painted.vanishing.items():
        what = _KINDS[kind]
        yield Observation(
            "white-overprint",
            Words(
                ja=f"白い{what.ja}がオーバープリントになっていて、印刷すると消えるおそれがあります。",
                en=f"White {what.en} is set to overprint and may vanish in print.",
            ),
            page,
        )


@rule(
    id="colour/blending",
    severity=Severity.WARNING,
    rationale=Words(
        ja="透明の効果を RGB で合成すると、CMYK で指定した色も一度 RGB に変換され、墨一色の文字が"
        "4色になることがあります。",
        en="Where transparency is blended in RGB, CMYK colours go through RGB as well, and black "
        "text may come out in four inks.",
    ),
    remedy=Words(
        ja="書き出しの設定で、透明の合成に使う色空間(透明効果のカラースペース)を CMYK にしてください。",
        en="Set the colour space in which transparency is blended to CMYK in the export settings.",
    ),
)
def transparency_is_blended_in_inks(case: Examination) -> Iterator[Observation]:
    """Does every transparency group that names a colour space name one of inks?"""
    for space, page in case.pdf.painted.blending.items():
        if space in COLOURED_LIGHT:
            yield Observation(
                "blended-in-light",
                Words(
                    ja=f"透明の効果が {space} で合成されます。",
                    en=f"Transparency is blended in {space}.",
                ),
                page,
            )


def _is_composed_black(colour: Colour) -> bool:
    inks = inks_of(colour) or {}
    *colours, black = (inks.get(name, 0.0) for name in PROCESS)
    if black >= DARK:
        return max(colours) > TRACE
    return min(colours) >= DARK


def _too_much(what: Words, page: int, total: float, limit: float) -> Observation:
    return Observation(
        "too-much-ink",
        Words(
            ja=f"{what.ja}のインキ総量が {total:.0f}% あります(上限 {limit:.0f}%)。",
            en=f"The {what.en} lays down {total:.0f}% of ink; {limit:.0f}% is the most.",
        ),
        page,
    )


def _about(code: str, kind: Kind, page: int, *, ja: str, en: str) -> Observation:
    what = _KINDS[kind]
    return Observation(
        code,
        Words(ja=f"{what.ja}が{ja}。", en=f"The {what.en} is in {en}."),
        page,
    )
