"""Rules about colour for a print shop that prints in four inks (ISO 32000-1 8.6; ISO 12647-2)."""

from collections.abc import Iterator

from declaration_print.check.drawing.colour_spaces import (
    COLOURED_LIGHT,
    PROCESS,
    REGISTRATION,
    Colour,
    inks_of,
)
from declaration_print.check.drawing.image_samples import heaviest_ink
from declaration_print.check.drawing.painted import Kind
from declaration_print.check.registry import Examination, Observation, rule
from declaration_print.model.problem import Words

IMAGE_LIMIT = 100  # images whose samples are looked into
TRACE = 0.005  # of an ink: less than one step of eight bits
DARK = 0.85  # of black, or of each of the three colours: what a reader takes for black text
SLACK = 0.5  # % of ink, for rounding to eight bits

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
                "not-for-press", use.kind, page, ja=f"{space.name} の色です", en=space.name
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
    for image in list(case.pdf.painted.images.values())[:IMAGE_LIMIT]:
        heaviest = 100 * (heaviest_ink(image) or 0)
        if heaviest > limit + SLACK:
            words = Words(ja=f"画像「{image.name}」", en=f"image “{image.name}”")
            yield _too_much(words, image.page, heaviest, limit)


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
            ja=f"{page} ページの{what.ja}のインキ総量が {total:.0f}% あります(上限 {limit:.0f}%)。",
            en=f"On page {page} the {what.en} lays down {total:.0f}% of ink; {limit:.0f}% is the most.",
        ),
        page,
    )


def _about(code: str, kind: Kind, page: int, *, ja: str, en: str) -> Observation:
    what = _KINDS[kind]
    return Observation(
        code,
        Words(
            ja=f"{page} ページの{what.ja}が{ja}。", en=f"On page {page} the {what.en} is in {en}."
        ),
        page,
    )
