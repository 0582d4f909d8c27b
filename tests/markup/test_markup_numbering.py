"""What templates may say themselves: list numbers, and texts in notation (JLReq 2.3.2, 3.2.5)."""

import jinja2
import pytest

from declaration_print import markup, wishes
from declaration_print.markup.numbering import kanji, numbered
from declaration_print.model.declaration import Declaration, Plain, TateChuYoko, Text
from declaration_print.model.problem import BadInput, Place
from declaration_print.model.setting import ComposedParagraph, Writing

WRITTEN = {
    ("一、", 3): "三、",
    ("(一)", 21): "（二十一）",
    ("1.", 10): "10.",
    ("(1)", 7): "(7)",
    ("①", 1): "①",
    ("①", 20): "⑳",
    ("①", 21): "㉑",
    ("①", 35): "㉟",
    ("①", 36): "㊱",
    ("①", 50): "㊿",
}


@pytest.mark.parametrize(("form", "number"), WRITTEN)
def test_forms_of_list_numbers(form, number):
    node = numbered(number, form, vertical=False)
    assert node == Plain(WRITTEN[form, number])


@pytest.mark.parametrize("form", ["1.", "(1)"])
def test_western_numbers_take_one_cell_of_a_column(form):
    assert isinstance(numbered(12, form, vertical=True), TateChuYoko)


@pytest.mark.parametrize("form", ["一、", "(一)", "①"])
def test_full_width_numbers_are_ordinary_characters(form):
    assert isinstance(numbered(12, form, vertical=True), Plain)


@pytest.mark.parametrize(
    ("number", "form"), [(0, "1."), (100, "(1)"), (51, "①"), (1, "a)"), ("1", "1.")]
)
def test_numbers_that_cannot_be_written_are_the_templates_fault(number, form):
    with pytest.raises(jinja2.TemplateRuntimeError):
        numbered(number, form, vertical=True)


def test_kanji_count_as_they_are_read():
    assert [kanji(one) for one in (1, 10, 11, 20, 99)] == ["一", "十", "十一", "二十", "九十九"]


@pytest.fixture
def asked(own_layout):
    """What the composer is asked for by a template, in one writing."""

    folders, folder = own_layout()

    def of(template, writing=Writing.VERTICAL, notation=None):
        (folder / "page.html.j2").write_text(template, "utf-8")
        wish = wishes.Wish(editions=("mine",), writing=writing, layouts=folders)
        edition = wishes.editions(wish)[0][0]
        seen = []

        def compose(text, _style, setting):
            seen.append(text)
            return ComposedParagraph((), setting, (), ())

        declaration = Declaration("slug", Text((Plain("題"),), Place("x")))
        with pytest.raises(BadInput) as bad:
            markup.document(declaration, edition, compose, notation)
        assert [one.code for one in bad.value.problems] == ["layout/nothing-set"]
        assert all(text.place.path.endswith("page.html.j2") for text in seen)
        return [text.nodes for text in seen]

    return of


def test_a_template_reads_its_own_texts_in_notation(asked):
    template = '{{ set(text("^12^回"), "body") }}{{ set("^12^", "body") }}'

    def notation(string):
        return Text((TateChuYoko(string.strip("^回")), Plain("回")), Place("elsewhere"))

    with_reader = asked(template, notation=notation)
    assert with_reader == [(TateChuYoko("12"), Plain("回")), (Plain("^12^"),)]
    assert asked(template) == [(Plain("^12^回"),), (Plain("^12^"),)]


def test_numbers_of_a_template_suit_its_writing(asked):
    template = '{{ set(numbered(2, "(1)"), "body") }}'
    assert asked(template) == [(TateChuYoko("(2)"),)]
    assert asked(template, Writing.HORIZONTAL) == [(Plain("(2)"),)]
