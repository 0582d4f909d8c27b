"""Pictures → `pictures.json` for programs and `index.html` for readers; nothing else is needed."""

import json
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from declaration_print.model.declaration import Declaration
from declaration_print.pictures.captions import Captions
from declaration_print.pictures.picture import Picture

_TEMPLATE = Path(__file__).with_name("index.html.j2")


def index_of(declaration: Declaration, pictures: Sequence[Picture]) -> bytes:
    """JSON: the declaration's title and language, and of each picture all but its pixels."""
    listed = [
        {
            "file": picture.file,
            "title": picture.section.title,
            "alt": picture.section.alt,
            "width": picture.width,
            "height": picture.height,
            "px_per_mm": round(picture.px_per_mm, 6),
            "begin_mm": round(picture.section.begin, 3),
            "end_mm": round(picture.section.end, 3),
        }
        for picture in pictures
    ]
    index = {
        "title": declaration.title.plain,
        "language": declaration.language,
        "pictures": listed,
    }
    return (json.dumps(index, ensure_ascii=False, indent=2) + "\n").encode()


def web_page(declaration: Declaration, pictures: Sequence[Picture]) -> bytes:
    """A page of HTML that shows the pictures with their captions, without scripts."""
    engine = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    template = engine.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    brushed = declaration.brushed
    heading = brushed.title if brushed and brushed.title else declaration.title
    lang = Captions(declaration).lang
    page = template.render(
        lang=declaration.language if declaration.language.startswith(lang) else lang,
        heading=heading.plain,
        whole=pictures[0],
        parts=pictures[1:],
        hint={
            "ja": "書体で組んだ巻物の画像です。右から左へお読みください。画像を選ぶと大きく表示します。",
            "en": "A scroll set in type. Read from right to left. Choose a picture to see it larger.",
        }[lang],
    )
    return page.encode()
