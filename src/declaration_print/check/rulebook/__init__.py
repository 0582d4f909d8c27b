"""The rules, entered into the register by importing their modules."""

from functools import cache

from declaration_print.check.registry import Rule, registered
from declaration_print.check.rulebook import (
    accessibility,
    annotations,
    attachments,
    claimed_conditions,
    claims,
    colours,
    drawn_glyphs,
    extension_schemas,
    file,
    font_cmaps,
    font_dictionaries,
    font_encodings,
    font_programs,
    glyph_sets,
    images,
    info_and_xmp,
    page_boxes,
    page_content,
    private_use,
    reproducibility,
    tagging,
    text_fidelity,
    text_vertical,
    truetype_encodings,
    xmp_packet,
    xmp_properties,
)

MODULES = (
    file,
    font_dictionaries,
    font_programs,
    drawn_glyphs,
    font_encodings,
    font_cmaps,
    glyph_sets,
    truetype_encodings,
    private_use,
    xmp_packet,
    xmp_properties,
    extension_schemas,
    info_and_xmp,
    claims,
    claimed_conditions,
    text_fidelity,
    text_vertical,
    tagging,
    accessibility,
    annotations,
    page_boxes,
    page_content,
    images,
    colours,
    attachments,
    reproducibility,
)


@cache
def catalogue() -> tuple[Rule, ...]:
    """Every rule there is, in the order in which findings are reported."""
    place = {module.__name__: at for at, module in enumerate(MODULES)}
    return tuple(sorted(registered(), key=lambda rule: place[rule.check.__module__]))
