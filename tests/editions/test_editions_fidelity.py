"""One character of the declaration changed: the built editions show exactly that one difference."""

import random

import pypdfium2
import pytest

from declaration_print import read, wishes
from declaration_print.check.inspect import InspectedPdf
from declaration_print.check.text.expected import Pattern, pattern_of_text
from declaration_print.check.text.fidelity import Comparison, compare, extract
from declaration_print.check.text.folding import fold
from declaration_print.check.text.reading import read as words_of
from declaration_print.model.declaration import PARTS, Plain, Text

STEMS = ("handout-vertical-A4", "handout-horizontal-A4", "poster-vertical-A2")
CARRIED = {
    "handout": ["title", "preamble", "statement", "articles", "closing", "date"],
    "poster": ["title", "statement", "pillars", "date"],
}
SAMPLES = 50  # characters of an edition, each injured in every way
FOREIGN = "鬱"  # in no text of the declaration
NEAR = 2  # characters by which a doubled or exchanged one may be told elsewhere


def without(words, at):
    return words[:at] + words[at + 1 :]


def replaced(words, at):
    return words[:at] + FOREIGN + words[at + 1 :]


def doubled(words, at):
    return words[: at + 1] + words[at:]


def exchanged(words, at):
    return words[:at] + words[at + 1 : at + 2] + words[at] + words[at + 2 :]


class Edition:
    """A built edition with the texts it has to carry, and its pages' words by another reader."""

    def __init__(self, path, parts):
        inspected = InspectedPdf(path.read_bytes())
        said = words_of(inspected.pages, inspected.structure)
        self.where = extract(said.pages, furniture_is_marked=said.furniture_is_marked)
        self.parts = parts
        with pypdfium2.PdfDocument(path) as pdf:
            self.pages = [fold(page.get_textpage().get_text_range()) for page in pdf]

    def compared(self, parts=None) -> Comparison:
        return compare(parts or self.parts, self.where, any_order=False)

    def places(self):
        """Every declared character that is no figure: part, text, place in its words."""
        for number, part in enumerate(self.parts):
            for index, pattern in enumerate(part):
                for k in range(len(pattern.characters)):
                    if not any(one.first <= k < one.last for one in pattern.numbers):
                        yield number, index, k

    def page_with(self, pattern: Pattern, k):
        """The page on which the surroundings of a character stand, by the other reader.

        None if they stand in several texts, or are not read in one stretch, as in vertical lines.
        """
        words = pattern.characters[max(0, k - 4) : k + 5]
        declared = "".join(one.characters for part in self.parts for one in part)
        pages = [n for n, said in enumerate(self.pages, start=1) if words in said]
        return pages[0] if declared.count(words) == 1 and len(pages) == 1 else None


@pytest.fixture(scope="module")
def declaration():
    return read.declaration(wishes.SHIPPED_DECLARATION)


@pytest.fixture(scope="module", params=STEMS)
def edition(request, shipped, declaration):
    kind = request.param.partition("-")[0]
    parts = [[pattern_of_text(t) for t in PARTS[name](declaration)] for name in CARRIED[kind]]
    return Edition(shipped[request.param], parts)


def injuries(edition, injure):
    """Sampled characters, and all texts with one of them injured."""
    shuffle = random.Random(injure.__name__)
    for number, index, k in shuffle.sample(list(edition.places()), SAMPLES):
        pattern = edition.parts[number][index]
        words = injure(pattern.written, pattern.origin[k])
        hurt = pattern_of_text(Text((Plain(words),), pattern.place))
        same = hurt.characters == pattern.characters
        figures = [n.forms for n in hurt.numbers] != [n.forms for n in pattern.numbers]
        if same or figures or not hurt.characters:
            continue  # a space, a pair of like characters; a figure exchanged with its neighbour
        parts = [list(part) for part in edition.parts]
        parts[number][index] = hurt
        yield pattern, k, hurt, parts


def test_the_editions_differ_in_nothing(edition):
    found = edition.compared()
    assert (found.misses, found.readings) == ((), ())


@pytest.mark.parametrize("injure", [without, replaced, doubled, exchanged])
def test_one_injured_character_is_one_finding_in_its_place(edition, injure):
    seen = paged = 0
    for pattern, k, hurt, parts in injuries(edition, injure):
        (miss,) = edition.compared(parts).misses
        assert miss.pattern is hurt
        assert miss.first - NEAR <= k <= miss.last + NEAR, (pattern.written, k, miss)
        assert hurt.written.startswith(miss.before, hurt.origin[miss.first] - len(miss.before))
        assert hurt.written.startswith(miss.after, hurt.origin[miss.last])
        assert miss.expected or miss.instead
        assert miss.elsewhere is None
        seen += 1
        if page := edition.page_with(pattern, k):
            assert miss.page == page
            paged += 1
    assert seen > SAMPLES * 3 / 4
    assert paged > seen / 5


def test_two_neighbouring_texts_that_change_places_are_one_finding(edition):
    """Of those long enough to be told from others."""
    for number, part in enumerate(edition.parts):
        for index in range(len(part) - 1):
            if min(len(one.characters) for one in part[index : index + 2]) < 20:
                continue
            parts = [list(one) for one in edition.parts]
            parts[number][index : index + 2] = part[index + 1], part[index]
            (miss,) = edition.compared(parts).misses
            assert miss.pattern in part[index : index + 2]
            assert miss.is_whole
            assert miss.elsewhere is not None
